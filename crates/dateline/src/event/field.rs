//! What an event's claims say together, field by field, and what each origin says.

use serde::{Deserialize, Serialize};

/// When it happened.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Occurred {
    /// First day, `YYYY-MM-DD`; `None` when open.
    pub start: Option<String>,
    /// Last day, included; `None` when open.
    pub end: Option<String>,
    /// The calendar unit it was given in: `day | week | month | season | year | long`.
    pub grain: String,
    /// `stated | inferred | published`.
    pub basis: String,
    /// Whether no two origins contradict each other.
    pub agree: bool,
    pub values: Vec<OccurredValue>,
}

/// What one or more origins say of the time.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct OccurredValue {
    /// EDTF interval, `start/end`.
    pub interval: String,
    pub grain: String,
    pub basis: String,
    /// Ids of the event's origins, such as `o1`.
    pub origins: Vec<String>,
    /// Ids of claims.
    pub claims: Vec<String>,
}

/// Where it happened.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Place {
    #[serde(flatten)]
    pub value: PlaceValue,
    /// Kilometres around the point within which it lies; `None` when there is no point.
    pub radius_km: Option<f64>,
    pub agree: bool,
    pub values: Vec<Placed>,
}

/// What one or more origins say of the place.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Placed {
    #[serde(flatten)]
    pub value: PlaceValue,
    pub origins: Vec<String>,
    pub claims: Vec<String>,
}

/// A place of the gazetteer, or a name alone.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct PlaceValue {
    pub name: String,
    pub geonameid: Option<u32>,
    /// WGS 84 degrees.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub admin2: Option<String>,
    /// GeoNames class and code.
    pub feature: Option<String>,
    /// `site | town | near | admin2 | admin1 | region | country | sea`.
    pub precision: String,
}

/// Someone or something that took part, under the name that says most.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Role {
    /// `actor | organization | recipient | victim | target | weapon | origin | destination`.
    pub role: String,
    pub name: String,
    /// Id in the registry.
    pub actor: Option<String>,
    /// What it is, as in a reading's entities; `None` when it is none of them.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-3 of the registry's entry.
    pub country: Option<String>,
    pub origins: Vec<String>,
    pub claims: Vec<String>,
}

/// A number of people or things.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Count {
    /// `killed | wounded | abducted | arrested | displaced | attacks | people | …`.
    pub what: String,
    /// The least that an origin says.
    pub low: Option<u64>,
    /// The most that an origin says.
    pub high: Option<u64>,
    /// What the newest report says.
    pub latest: (Option<u64>, Option<u64>),
    pub agree: bool,
    pub values: Vec<CountValue>,
}

/// What one or more origins say of a number.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct CountValue {
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub origins: Vec<String>,
    pub claims: Vec<String>,
}
