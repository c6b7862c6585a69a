//! Events by where they are: those at the same place are one mark, and none is moved to be seen.

use crate::{
    event::{claim_id, reach},
    store::Dot,
};
use std::collections::BTreeMap;

/// Events by place.
#[derive(Default)]
pub struct Placed {
    /// The most events first.
    pub places: Vec<Place>,
    /// Events that no report places closer than a country, or at all.
    pub tray: Vec<Dot>,
}

/// Events placed alike.
pub struct Place {
    /// From 1, in the order of the list beside the map.
    pub number: usize,
    /// As the reports name it, where that was asked for.
    pub name: Option<String>,
    pub lat: f64,
    pub lon: f64,
    /// Within so many kilometres of the point.
    pub km: f64,
    pub precision: String,
    pub events: Vec<Dot>,
}

impl Placed {
    pub fn of(dots: Vec<Dot>) -> Self {
        let (mut places, mut tray) = (BTreeMap::<_, Vec<Dot>>::new(), Vec::new());
        for dot in dots {
            match spot(&dot) {
                Some((lat, lon, precision, _)) => {
                    places.entry((lat.to_bits(), lon.to_bits(), precision)).or_default().push(dot);
                }
                None => tray.push(dot),
            }
        }
        let mut places: Vec<Place> = places.into_values().filter_map(place).collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.events.len()));
        for (number, place) in (1..).zip(&mut places) {
            place.number = number;
        }
        Self { places, tray }
    }
}

/// Latitude, longitude, precision and reach.
fn spot(dot: &Dot) -> Option<(f64, f64, String, f64)> {
    let precision = dot.precision.clone()?;
    let km = reach(&precision)?;
    Some((dot.lat?, dot.lon?, precision, km))
}

fn place(events: Vec<Dot>) -> Option<Place> {
    let first = events.first()?;
    let (lat, lon, precision, km) = spot(first)?;
    Some(Place { number: 0, name: None, lat, lon, km, precision, events })
}

impl Place {
    /// Its name, else its point.
    pub fn label(&self) -> String {
        let point = || format!("{:.2}, {:.2}", self.lat, self.lon);
        self.name.clone().unwrap_or_else(point)
    }

    pub fn title(&self) -> String {
        let events = crate::serve::frame::some(self.events.len() as u64, "event");
        format!("{}: {events}, {}", self.label(), self.closeness())
    }

    /// How closely it is placed, in words.
    pub fn closeness(&self) -> String {
        match self.precision.as_str() {
            "site" => "at the spot".to_owned(),
            "town" => "in the town".to_owned(),
            "near" => "nearby".to_owned(),
            "admin1" => "somewhere in the first-level area".to_owned(),
            "admin2" => "somewhere in the second-level area".to_owned(),
            _ => "somewhere in the region".to_owned(),
        }
    }

    /// The event, when it is one alone, else the list of them beside the map.
    pub fn href(&self) -> String {
        match &self.events[..] {
            [event] => format!("/events/{}", claim_id(event.event)),
            _ => format!("#place-{}", self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_link::ClaimKey;

    fn dot(lat: Option<f64>, precision: &str) -> Dot {
        Dot {
            event: ClaimKey(1),
            kind: "killing".into(),
            lat,
            lon: lat,
            precision: Some(precision.into()),
            country: Some("MLI".into()),
            first_day: None,
            last_day: None,
            origins: 1,
            reports: 1,
        }
    }

    #[test]
    fn events_at_one_place_are_one_mark_and_countries_are_none() {
        let dots = vec![
            dot(Some(16.27), "town"),
            dot(Some(16.27), "admin1"),
            dot(Some(16.27), "town"),
            dot(Some(17.0), "country"),
            dot(None, "town"),
        ];
        let placed = Placed::of(dots);
        let counts: Vec<_> = placed.places.iter().map(|it| (it.events.len(), it.km)).collect();
        assert_eq!((counts, placed.tray.len()), (vec![(2, 5.0), (1, 150.0)], 2));
        assert_eq!(placed.places[0].href(), "#place-1");
    }
}
