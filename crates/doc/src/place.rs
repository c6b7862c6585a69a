use crate::{Evidence, Span};

/// Number of a [`Place`] in its reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceId(pub u32);

/// A mention of a place, and the place meant.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The mention.
    pub span: Span,
    /// The place's usual name; the mention's words when it is not in the gazetteer.
    pub name: String,
    /// GeoNames id, when the place has one.
    pub geonameid: Option<u32>,
    /// Where it is; `None` when unknown.
    pub point: Option<Point>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Name of the first-level area it lies in (or is).
    pub admin1: Option<String>,
    /// Name of the second-level area it lies in (or is).
    pub admin2: Option<String>,
    /// GeoNames class and code, such as `P.PPLA2`.
    pub feature: Option<String>,
    /// How closely the words place it.
    pub precision: Precision,
    /// What it rests on.
    pub evidence: Evidence,
}

/// WGS 84 degrees.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Latitude, north positive.
    pub lat: f64,
    /// Longitude, east positive.
    pub lon: f64,
}

impl Point {
    /// Great-circle distance in kilometres on a sphere of 6371.0088 km (haversine).
    pub fn distance_km(self, other: Point) -> f64 {
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let h = half(self.lat, other.lat)
            + self.lat.to_radians().cos()
                * other.lat.to_radians().cos()
                * half(self.lon, other.lon);
        2.0 * 6371.0088 * h.sqrt().min(1.0).asin()
    }
}

/// How closely the words place something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Precision {
    /// A building or spot.
    Site,
    /// A town, village or neighbourhood.
    Town,
    /// Near a place, or between places.
    Near,
    /// A second-level area.
    Admin2,
    /// A first-level area.
    Admin1,
    /// A region, desert, river or border.
    Region,
    /// A country.
    Country,
    /// A sea or its airspace.
    Sea,
}
