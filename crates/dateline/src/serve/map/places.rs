//! Events by where they are: those at the same place are one mark, and none is moved to be seen.

use crate::{
    event::claim_id,
    serve::asked::Asked,
    store::{Dot, Heaps},
};
use std::sync::Arc;

/// Points closer than this are the same.
const SAME_KM: f64 = 0.1;

/// Events by place.
#[derive(Default)]
pub struct Placed {
    /// The most events first.
    pub places: Vec<Place>,
    /// How many places there are in all.
    pub count: usize,
    /// The first of the events that no report places closer than a country, or at all.
    pub tray: Vec<Dot>,
    pub tray_count: u64,
}

/// Events placed alike.
pub struct Place {
    /// From 1, in the order of the list beside the map.
    pub number: usize,
    /// As the reports call it.
    pub name: Option<String>,
    pub lat: f64,
    pub lon: f64,
    /// Within so many kilometres of the point.
    pub km: f64,
    pub precision: Arc<str>,
    pub count: u64,
    /// The first of them.
    pub events: Vec<Dot>,
}

impl Placed {
    pub fn of(heaps: Heaps<'_>) -> Self {
        let place = |(number, heap): (usize, crate::store::Heap<'_>)| Place {
            number,
            name: heap.spot.name.clone(),
            lat: heap.spot.lat,
            lon: heap.spot.lon,
            km: heap.spot.km,
            precision: heap.spot.precision.clone(),
            count: heap.count,
            events: heap.events,
        };
        Self {
            places: (1..).zip(heaps.heaps).map(place).collect(),
            count: heaps.spots,
            tray: heaps.unplaced,
            tray_count: heaps.unplaced_count,
        }
    }
}

impl Place {
    /// Its name, else its point.
    pub fn label(&self) -> String {
        let point = || format!("{:.2}, {:.2}", self.lat, self.lon);
        self.name.clone().unwrap_or_else(point)
    }

    pub fn title(&self) -> String {
        let events = crate::serve::frame::some(self.count, "event");
        format!("{}: {events}, {}", self.label(), self.closeness())
    }

    /// How closely it is placed, in words.
    pub fn closeness(&self) -> &'static str {
        match &*self.precision {
            "site" => "at the spot",
            "town" => "in the town",
            "near" => "nearby",
            "admin1" => "somewhere in the first-level area",
            "admin2" => "somewhere in the second-level area",
            _ => "somewhere in the region",
        }
    }

    /// The event, when it is one alone, else the list of them beside the map.
    pub fn href(&self) -> String {
        match &self.events[..] {
            [event] if self.count == 1 => format!("/events/{}", claim_id(event.event)),
            _ => format!("#place-{}", self.number),
        }
    }

    /// The list of its events alone, where the filters can say so: of spots, not of areas.
    pub fn all(&self, asked: &Asked) -> Option<String> {
        let near = format!("{},{},{}", self.lat, self.lon, SAME_KM);
        (self.km <= 40.0).then(|| asked.events(&[("bbox", ""), ("near", &near)]))
    }

    /// How many of its events are not listed.
    pub fn unlisted(&self) -> u64 {
        self.count.saturating_sub(self.events.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Heap, Spot};
    use dateline_link::ClaimKey;

    fn dot() -> Dot {
        Dot {
            event: ClaimKey(1),
            kind: "killing".into(),
            lat: Some(16.27),
            lon: Some(-0.05),
            precision: Some("town".into()),
            country: Some("MLI".into()),
            first_day: None,
            last_day: None,
            origins: 1,
            reports: 1,
        }
    }

    #[test]
    fn a_place_leads_to_its_event_or_to_the_list_of_them() {
        let spot = |name: Option<&str>| Spot {
            lat: 16.27,
            lon: -0.05,
            km: 5.0,
            precision: "town".into(),
            name: name.map(str::to_owned),
        };
        let (gao, unnamed) = (spot(Some("Gao, MLI")), spot(None));
        let heaps = vec![
            Heap { spot: &gao, count: 14, events: vec![dot(), dot()] },
            Heap { spot: &unnamed, count: 1, events: vec![dot()] },
        ];
        let placed =
            Placed::of(Heaps { heaps, spots: 2, unplaced: vec![dot()], unplaced_count: 2 });
        let [many, one] = &placed.places[..] else { panic!("two places") };
        assert_eq!((many.href().as_str(), many.unlisted()), ("#place-1", 12));
        assert_eq!(many.title(), "Gao, MLI: 14 events, in the town");
        assert!(one.href().starts_with("/events/e") && one.label() == "16.27, -0.05");
        assert_eq!((placed.tray.len(), placed.tray_count), (1, 2));
    }
}
