//! Namesakes in countries that a text does not speak of: none is better than they are.

use super::features::importance;
use super::group::{Level, level};
use super::lexicon::Kind;
use super::mention::Mention;
use crate::gazetteer::{Gazetteer, PlaceNumber};
use std::collections::BTreeSet;

/// What lies elsewhere is meant if it is better known than this, on the scale of [`importance`].
const WELL_KNOWN: f32 = 5.0;

/// Forgets small settlements that a mention seems to mean in a country where nothing else of the text lies.
pub fn forget(gazetteer: &Gazetteer, mentions: &[Mention], places: &mut [Option<PlaceNumber>]) {
    let foreign: Vec<usize> =
        (0..mentions.len()).filter(|at| is_namesake(gazetteer, mentions, places, *at)).collect();
    for at in foreign {
        places[at] = None;
    }
}

fn is_namesake(
    gazetteer: &Gazetteer,
    mentions: &[Mention],
    places: &[Option<PlaceNumber>],
    at: usize,
) -> bool {
    let (mention, Some(place)) = (&mentions[at], places[at]) else { return false };
    let known = mention.senses.iter().filter(|sense| sense.place == place);
    let weight = known.map(|sense| importance(gazetteer, *sense)).fold(0.0, f32::max);
    let small = matches!(mention.kind, Some(Kind::Town | Kind::Admin2));
    if !small || mention.holder.is_some() || weight >= WELL_KNOWN {
        return false;
    }
    let others = mentions.iter().zip(places).filter(|(other, _)| other.key != mention.key);
    let others = others.filter_map(|(_, other)| *other);
    let countries: BTreeSet<PlaceNumber> =
        others.filter_map(|other| gazetteer.country(other)).collect();
    let town = level(gazetteer, place) == Level::Town;
    town && !countries.is_empty()
        && gazetteer.country(place).is_some_and(|country| !countries.contains(&country))
}

/// The country in which all places of a text lie that lie in one.
pub fn only_country(gazetteer: &Gazetteer, places: &[Option<PlaceNumber>]) -> Option<PlaceNumber> {
    let mut countries = places.iter().filter_map(|place| gazetteer.country((*place)?));
    let first = countries.next()?;
    countries.all(|country| country == first).then_some(first)
}
