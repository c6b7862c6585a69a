//! A town that a report means in another country than the reader took it to be in.

use super::PlaceValue;
use crate::record::word;
use dateline_doc::{EntityKind, Place, Precision, Reading};
use dateline_read::{
    Packs,
    gazetteer::{Gazetteer, PlaceNumber},
};
use std::collections::BTreeSet;

/// A namesake may be so much smaller, in powers of ten of inhabitants: nobody means a hamlet when the town that
/// everybody knows has the same name.
const SMALLER: f32 = 1.0;

/// The town of the same name in the one country that the report speaks of, where the reader took one in a country
/// that the report does not speak of: "Lebanese soldiers patrolled Tripoli".
pub fn namesake(place: &Place, reading: &Reading, packs: &Packs) -> Option<PlaceValue> {
    let (known, country) = (place.geonameid?, place.country.as_deref()?);
    let spoken = spoken(place, reading, packs);
    let mut others = spoken.iter();
    let (Precision::Town, Some(meant), None) = (place.precision, others.next(), others.next())
    else {
        return None;
    };
    if *meant == country {
        return None;
    }
    let places = &packs.gazetteer;
    let senses = places.senses(&places.folding().name(&place.name));
    let senses = || senses.iter().map(|sense| sense.place);
    let taken = senses().find(|sense| places.geonameid(*sense) == Some(known))?;
    let least = places.log_population(taken) - SMALLER;
    let may_be = |sense: &PlaceNumber| {
        let there = places.country_codes(*sense).is_some_and(|(_, alpha3)| alpha3 == meant);
        there && places.feature(*sense).starts_with("P.") && places.log_population(*sense) >= least
    };
    let largest = senses().filter(may_be).max_by(|a, b| {
        places.log_population(*a).total_cmp(&places.log_population(*b)).then(b.cmp(a))
    })?;
    Some(value(places, largest, place))
}

/// The countries that a report speaks of beside the place: those of its other places, and of whoever rules and
/// fights for them.
fn spoken(place: &Place, reading: &Reading, packs: &Packs) -> BTreeSet<String> {
    let others = reading.places.iter().filter(|other| other.name != place.name);
    let mut spoken: BTreeSet<String> = others.filter_map(|other| other.country.clone()).collect();
    let state =
        |kind| matches!(kind, EntityKind::Government | EntityKind::Military | EntityKind::Police);
    let bodies = reading.entities.iter().filter(|entity| state(entity.kind));
    let actors = bodies.filter_map(|entity| packs.actors.get(entity.actor.as_ref()?));
    spoken.extend(actors.filter_map(|actor| actor.country.clone()));
    spoken
}

fn value(places: &Gazetteer, sense: PlaceNumber, place: &Place) -> PlaceValue {
    let area = |feature: &str| {
        let holder = places.holders(sense).find(|holder| places.feature(*holder) == feature);
        holder.map(|holder| places.name(holder))
    };
    let point = places.point(sense);
    PlaceValue {
        name: places.name(sense),
        geonameid: places.geonameid(sense),
        lat: point.map(|point| point.lat),
        lon: point.map(|point| point.lon),
        country: places.country_codes(sense).map(|(_, alpha3)| alpha3.to_owned()),
        admin1: area("A.ADM1"),
        admin2: area("A.ADM2"),
        feature: Some(places.feature(sense).to_owned()),
        precision: word(place.precision),
    }
}

#[cfg(test)]
mod tests {
    use crate::{event::tell, packs};
    use dateline_doc::Article;
    use dateline_read::Reader;

    #[test]
    fn a_town_is_meant_in_the_country_that_is_spoken_of() {
        let reader = Reader::new(packs::load(None).unwrap());
        let country = |text: &str| {
            let article =
                Article { text: text.into(), language: Some("en".into()), ..Article::default() };
            let told = tell(&reader.read(article), "r1", reader.packs());
            told[0].claim.place.as_ref().and_then(|place| place.value.country.clone())
        };
        let lebanon = "The Lebanese army said gunmen killed two men in Tripoli on Friday.";
        assert_eq!(country(lebanon).as_deref(), Some("LBN"));
        let libya = "Gunmen killed two men in Tripoli on Friday, the Libyan government said.";
        assert_eq!(country(libya).as_deref(), Some("LBY"));
        let abroad = "The Turkish army said gunmen killed two men in Tripoli on Friday.";
        assert_eq!(country(abroad).as_deref(), Some("LBY"), "no such town in Turkey");
    }
}
