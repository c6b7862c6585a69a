use super::group::{Level, level};
use super::lexicon::Kind;
use super::mention::{Mention, Sort};
use crate::gazetteer::{Gazetteer, PlaceNumber};
use dateline_doc::{Evidence, Place, Precision};
use std::sync::Arc;

/// The record of a mention and the place it means; `holder` is the place that the words say holds it.
pub fn compose(
    gazetteer: &Gazetteer,
    text: &str,
    mention: &Mention,
    place: Option<PlaceNumber>,
    holder: Option<PlaceNumber>,
    by: &Arc<str>,
) -> Place {
    // A name the gazetteer does not have lies where its holder does: that much was said, and no more.
    let known = place.or(holder);
    let evidence = Evidence::one(mention.span, by, mention.score);
    let area = |code: &str| {
        let mut areas =
            known.into_iter().chain(known.into_iter().flat_map(|place| gazetteer.holders(place)));
        areas.find(|area| gazetteer.feature(*area) == code).map(|area| gazetteer.name(area))
    };
    // A settlement that the gazetteer does not have has no point: that of its area would be another place's.
    let unknown = place.is_none() && mention.kind == Some(Kind::Town);
    let name = place.map_or_else(|| text[mention.span].to_owned(), |place| gazetteer.name(place));
    Place {
        span: mention.span,
        name,
        geonameid: place.and_then(|place| gazetteer.geonameid(place)),
        point: known.filter(|_| !unknown).and_then(|place| gazetteer.point(place)),
        country: known
            .and_then(|place| gazetteer.country_codes(place))
            .map(|(_, alpha3)| alpha3.to_owned()),
        admin1: area("A.ADM1"),
        admin2: area("A.ADM2"),
        feature: place.map(|place| gazetteer.feature(place).to_owned()),
        precision: precision(gazetteer, mention, place, holder),
        evidence,
    }
}

fn precision(
    gazetteer: &Gazetteer,
    mention: &Mention,
    place: Option<PlaceNumber>,
    holder: Option<PlaceNumber>,
) -> Precision {
    let of_place = |place| match level(gazetteer, place) {
        Level::Country => Precision::Country,
        Level::Admin1 => Precision::Admin1,
        Level::Admin2 => Precision::Admin2,
        Level::Town if mention.near => Precision::Near,
        Level::Town => Precision::Town,
        Level::Sea => Precision::Sea,
        Level::Water | Level::Region => Precision::Region,
    };
    match (place, mention.kind, mention.sort) {
        (Some(place), ..) => of_place(place),
        (None, Some(Kind::Site | Kind::Road), Sort::Kinded) => Precision::Site,
        (None, Some(Kind::Town), _) if mention.near => Precision::Near,
        (None, Some(Kind::Town), _) => Precision::Town,
        // The point, if any, is the holder's: no finer than that.
        (None, ..) if holder.is_some() => holder.map_or(Precision::Region, of_place),
        (None, Some(Kind::Admin1), _) => Precision::Admin1,
        (None, Some(Kind::Admin2), _) => Precision::Admin2,
        (None, Some(Kind::Sea), _) => Precision::Sea,
        (None, ..) => Precision::Region,
    }
}
