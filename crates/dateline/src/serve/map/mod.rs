//! Events on a map drawn here: it prints, it needs no script, and it shows no place closer than the
//! reports do.

mod atlas;
mod places;
mod view;
mod world;

pub use atlas::Atlas;
pub use places::{Place, Placed};
use std::sync::Arc;
use view::View;
pub use world::{Country, World};

/// Width of a map, in its own units.
pub const WIDTH: f64 = 960.0;
/// Height of a map.
pub const HEIGHT: f64 = 480.0;

/// Places that are drawn: more would lie upon each other, and tell no more.
pub const DRAWN: usize = 1000;

/// A map ready to be drawn.
pub struct Map {
    /// The outlines of countries, as markup.
    pub lands: Arc<String>,
    pub marks: Vec<Mark>,
    /// The circle that is asked for, as an ellipse: its middle and its radii.
    pub circle: Option<(f64, f64, f64, f64)>,
}

/// A part of the globe, in degrees and kilometres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Circle {
    pub lat: f64,
    pub lon: f64,
    pub km: f64,
}

/// A country's outline.
pub struct Land {
    pub name: String,
    /// As SVG writes paths.
    pub path: String,
}

/// Events at one place.
pub struct Mark {
    pub x: f64,
    pub y: f64,
    /// What they lie within, as an ellipse of these radii.
    pub rx: f64,
    pub ry: f64,
    /// Whether that is an area, and no town or spot.
    pub is_area: bool,
    pub count: u64,
    pub size: f64,
    pub title: String,
    pub href: String,
}

impl Map {
    /// A map that shows all these places, and a circle.
    pub fn of(placed: &Placed, circle: Option<Circle>, atlas: &Atlas) -> Self {
        let places = placed.places.iter().map(|place| (place.lon, place.lat, place.km));
        let view = View::around(places.chain(circle.map(|it| (it.lon, it.lat, it.km))));
        // The widest are drawn first, so that what is closer lies on top.
        let mut places: Vec<&Place> = placed.places.iter().collect();
        places.sort_by(|a, b| b.km.total_cmp(&a.km));
        Self {
            lands: atlas.lands(&view),
            marks: places.into_iter().map(|it| mark(it, &view)).collect(),
            circle: circle.map(|it| ellipse(it, &view)),
        }
    }
}

fn ellipse(circle: Circle, view: &View) -> (f64, f64, f64, f64) {
    let (x, y) = view.project(circle.lon, circle.lat);
    let (rx, ry) = view.radii(circle.lat, circle.km);
    (rounded(x), rounded(y), rounded(rx), rounded(ry))
}

fn mark(place: &Place, view: &View) -> Mark {
    let (x, y) = view.project(place.lon, place.lat);
    let (rx, ry) = view.radii(place.lat, place.km);
    let is_area = place.km > 10.0;
    let size = 4.0 + (place.count as f64).sqrt().min(8.0) * 1.4;
    Mark {
        x: rounded(x),
        y: rounded(y),
        rx: rounded(rx.max(size)),
        ry: rounded(ry.max(size)),
        is_area,
        count: place.count,
        size: rounded(size),
        title: place.title(),
        href: place.href(),
    }
}

/// A tenth of a unit is as fine as a map is drawn.
fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
