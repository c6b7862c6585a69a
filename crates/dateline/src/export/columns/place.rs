use super::{Cell, Column};
use crate::event::{Event, Place, PlaceValue};

pub const COLUMNS: &[Column] = &[
    Column::text("place", |event| text(event, |place| Some(&place.name))),
    Column::text("precision", |event| text(event, |place| Some(&place.precision))),
    Column::text("country", |event| text(event, |place| place.country.as_deref())),
    Column::text("admin1", |event| text(event, |place| place.admin1.as_deref())),
    Column::text("admin2", |event| text(event, |place| place.admin2.as_deref())),
    Column::whole("geonameid", |event| of(event, |place| whole(place.value.geonameid))),
    Column::text("feature", |event| text(event, |place| place.feature.as_deref())),
    Column::number("latitude", |event| number(point(event).map(|(lat, _)| lat))),
    Column::number("longitude", |event| number(point(event).map(|(_, lon)| lon))),
    Column::number("radius_km", |event| of(event, |place| number(place.radius_km))),
    Column::flag("place_agree", |event| of(event, |place| Cell::Flag(place.agree))),
    Column::list("places", |event| {
        of(event, |place| Cell::list(place.values.iter().map(|placed| &*placed.value.name)))
    }),
];

/// Latitude and longitude, where the event has both.
pub fn point(event: &Event) -> Option<(f64, f64)> {
    let place = &event.place.as_ref()?.value;
    place.lat.zip(place.lon)
}

fn of(event: &Event, cell: impl Fn(&Place) -> Cell) -> Cell {
    event.place.as_ref().map_or(Cell::Empty, cell)
}

fn text(event: &Event, of: impl Fn(&PlaceValue) -> Option<&str>) -> Cell {
    Cell::text(event.place.as_ref().and_then(|place| of(&place.value)))
}

fn whole(number: Option<u32>) -> Cell {
    Cell::whole(number.map(u64::from))
}

fn number(number: Option<f64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}
