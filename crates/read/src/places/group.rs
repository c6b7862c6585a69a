use super::features::importance;
use super::lexicon::Kind;
use super::mention::Mention;
use crate::gazetteer::{Gazetteer, PlaceNumber};
use std::collections::BTreeMap;

/// Mentions of one name with the same words of kind and holder beside them: they mean the same place.
pub struct Group {
    pub key: String,
    pub mentions: Vec<usize>,
    pub kind: Option<Kind>,
    pub near: bool,
    pub article: bool,
    pub holder: Option<usize>,
    /// Groups of names beside it in lists.
    pub listed: Vec<usize>,
    pub options: Vec<Choice>,
    /// The option that stands.
    pub chosen: usize,
}

/// A sense with all that scoring looks at.
#[derive(Clone, Copy)]
pub struct Choice {
    pub place: PlaceNumber,
    pub importance: f32,
    /// Unit vector of its point; zero when it has none.
    pub unit: [f32; 3],
    pub country: Option<PlaceNumber>,
    pub admin1: Option<PlaceNumber>,
    pub admin2: Option<PlaceNumber>,
    pub level: Level,
    /// Whether it is the seat of a country or a first-level area.
    pub seat: bool,
}

/// What a place is, as far as telling senses apart goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Country,
    Admin1,
    Admin2,
    Town,
    Water,
    Sea,
    Region,
}

impl Group {
    /// The option that stands.
    pub fn choice(&self) -> Option<&Choice> {
        self.options.get(self.chosen)
    }
}

impl Choice {
    /// Everything about a place that scoring looks at.
    pub fn of(gazetteer: &Gazetteer, sense: crate::gazetteer::Sense) -> Self {
        let place = sense.place;
        let level = level(gazetteer, place);
        let mut areas = [None; 2];
        for holder in std::iter::once(place).chain(gazetteer.holders(place)) {
            match gazetteer.feature(holder) {
                "A.ADM1" => areas[0] = areas[0].or(Some(holder)),
                "A.ADM2" => areas[1] = areas[1].or(Some(holder)),
                _ => {}
            }
        }
        let unit = gazetteer.point(place).map_or([0.0; 3], |point| {
            let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
            [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|part| part as f32)
        });
        Self {
            place,
            importance: importance(gazetteer, sense),
            unit,
            country: gazetteer.country(place),
            admin1: areas[0],
            admin2: areas[1],
            level,
            seat: matches!(gazetteer.feature(place), "P.PPLC" | "P.PPLA"),
        }
    }

    /// e to the minus distance in 100 km; 0 beyond some 600 km or without points.
    pub fn closeness(&self, other: &Choice) -> f32 {
        let dot: f32 = self.unit.iter().zip(&other.unit).map(|(a, b)| a * b).sum();
        if dot < 0.995 {
            return 0.0;
        }
        (-dot.min(1.0).acos() * 63.71).exp()
    }

    /// Whether `other` lies in this.
    pub fn holds(&self, other: &Choice) -> bool {
        let own = Some(self.place);
        other.place != self.place
            && (other.country == own || other.admin1 == own || other.admin2 == own)
    }
}

/// What a place is.
pub fn level(gazetteer: &Gazetteer, place: PlaceNumber) -> Level {
    let feature = gazetteer.feature(place);
    match feature {
        "A.PCLI" => Level::Country,
        "A.ADM1" => Level::Admin1,
        "A.ADM2" => Level::Admin2,
        "H.SEA" | "H.OCN" | "H.GULF" | "H.BAY" | "H.STRT" | "H.CHN" | "H.SD" => Level::Sea,
        _ if feature.starts_with('P') => Level::Town,
        _ if feature.starts_with('H') => Level::Water,
        _ => Level::Region,
    }
}

/// What mentions of one group share: name, kind word, holder's name, and whether the words say near it
/// and put an article before it.
type Identity<'a> = (&'a str, Option<u8>, Option<&'a str>, [bool; 2]);

/// Groups mentions that have senses.
pub fn groups(gazetteer: &Gazetteer, mentions: &[Mention]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<Identity<'_>, usize> = BTreeMap::new();
    let mut of = vec![None; mentions.len()];
    for (at, mention) in mentions.iter().enumerate() {
        if mention.senses.is_empty() {
            continue;
        }
        let holder = mention.holder.map(|holder| mentions[holder].key.as_str());
        let kind = mention.kind.map(|kind| kind as u8);
        let identity = (mention.key.as_str(), kind, holder, [mention.near, mention.article]);
        let group = *known.entry(identity).or_insert_with(|| {
            let options =
                mention.senses.iter().map(|sense| Choice::of(gazetteer, *sense)).collect();
            groups.push(Group {
                key: mention.key.clone(),
                mentions: Vec::new(),
                kind: mention.kind,
                near: mention.near,
                article: mention.article,
                holder: mention.holder,
                listed: Vec::new(),
                options,
                chosen: 0,
            });
            groups.len() - 1
        });
        of[at] = Some(group);
        groups[group].mentions.push(at);
        if let Some(before) =
            mention.listed.and_then(|before| of[before]).filter(|before| *before != group)
        {
            groups[group].listed.push(before);
            groups[before].listed.push(group);
        }
    }
    groups
}
