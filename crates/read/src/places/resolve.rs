use super::group::{Choice, Group, Level, groups};
use super::lexicon::Kind;
use super::mention::Mention;
use super::weights::Weights;
use crate::gazetteer::{Gazetteer, PlaceNumber};

/// Choices settle in a few rounds: each round sees the choices of the one before.
const ROUNDS: usize = 3;

/// The place meant by each mention; `None` for one without senses.
pub fn resolve(
    gazetteer: &Gazetteer,
    weights: &Weights,
    mentions: &[Mention],
) -> Vec<Option<PlaceNumber>> {
    let mut groups = groups(gazetteer, mentions);
    let own: Vec<Vec<f32>> =
        groups.iter().map(|group| own_scores(gazetteer, weights, mentions, group)).collect();
    for (group, scores) in groups.iter_mut().zip(&own) {
        group.chosen = best(scores);
    }
    for _ in 0..ROUNDS {
        let chosen: Vec<usize> = groups
            .iter()
            .zip(&own)
            .enumerate()
            .map(|(at, (group, own))| {
                let scores: Vec<f32> = group
                    .options
                    .iter()
                    .zip(own)
                    .map(|(option, own)| own + context_score(weights, &groups, at, option))
                    .collect();
                best(&scores)
            })
            .collect();
        for (group, chosen) in groups.iter_mut().zip(chosen) {
            group.chosen = chosen;
        }
    }
    let mut places = vec![None; mentions.len()];
    for group in &groups {
        for mention in &group.mentions {
            places[*mention] = group.choice().map(|choice| choice.place);
        }
    }
    places
}

/// The highest score's index; among equals the first, which is the lowest place number.
fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

/// What the place's weight and the words beside its name say.
fn own_scores(
    gazetteer: &Gazetteer,
    weights: &Weights,
    mentions: &[Mention],
    group: &Group,
) -> Vec<f32> {
    let score = |option: &Choice| {
        let held = group.holder.is_some_and(|holder| {
            mentions[holder].senses.iter().any(|area| gazetteer.holds(area.place, option.place))
        });
        let kind = group.kind.map_or(0.0, |kind| fit(kind, option.level));
        let is_town = option.level == Level::Town;
        // Near a town, or "TAIZ, Yemen": nobody adds the country to a province's name.
        let of_country = group.holder.is_some_and(|holder| {
            mentions[holder].senses.iter().any(|area| Some(area.place) == option.country)
        });
        let town = is_town && (group.near || of_country && group.kind.is_none());
        let inhabited =
            matches!(option.level, Level::Country | Level::Admin1 | Level::Admin2 | Level::Town);
        let has_seat = option.level == Level::Admin1
            && group.kind.is_none()
            && group.options.iter().any(|other| other.seat && other.admin1 == Some(option.place));
        option.importance
            + if held { weights.holder } else { 0.0 }
            + kind * weights.kind
            + if town { weights.town_context } else { 0.0 }
            + if group.article && !inhabited { weights.article } else { 0.0 }
            - if has_seat { weights.seat } else { 0.0 }
    };
    group.options.iter().map(score).collect()
}

/// How well a place's level fits a kind word, from -1 to 1.
fn fit(kind: Kind, level: Level) -> f32 {
    let fits = match kind {
        Kind::Country => level == Level::Country,
        Kind::Admin1 => level == Level::Admin1,
        Kind::Admin2 => level == Level::Admin2,
        Kind::Town => level == Level::Town,
        Kind::Water => level == Level::Water,
        Kind::Sea => level == Level::Sea,
        // Any area may be called a region or an area, and a site or road lies in a town.
        Kind::Region => matches!(level, Level::Region | Level::Admin1 | Level::Admin2),
        Kind::Site | Kind::Road => return 0.0,
    };
    match (fits, kind) {
        (true, Kind::Region) => 0.3,
        (true, _) => 1.0,
        (false, _) => 0.0,
    }
}

/// What the other places of the text say.
fn context_score(weights: &Weights, groups: &[Group], at: usize, option: &Choice) -> f32 {
    let mut named = 0.0f32;
    let (mut country, mut admin1, mut total) = (0.0f32, 0.0f32, 0.0f32);
    let (mut close, mut holds) = (0.0f32, 0.0f32);
    let mut same_name = 0.0f32;
    for (other_at, other) in groups.iter().enumerate() {
        let Some(choice) = other.choice().filter(|_| other_at != at) else { continue };
        if other.key == groups[at].key {
            if choice.place == option.place
                && !groups[at].near
                && (other.holder.is_some() || other.kind == Some(Kind::Town))
            {
                same_name = weights.same_name;
            }
            continue;
        }
        let count = 1.0 + (other.mentions.len() as f32).ln();
        if choice.holds(option) {
            named = named.max(
                match choice.level {
                    Level::Country => weights.in_country,
                    Level::Admin1 => weights.in_admin1,
                    _ => weights.in_admin2,
                } * count.min(2.0),
            );
        }
        holds += f32::from(u8::from(option.holds(choice)));
        total += count;
        if option.country.is_some() && option.country == choice.country {
            country += count;
        }
        if option.admin1.is_some() && option.admin1 == choice.admin1 {
            admin1 += count;
        }
        if option.level != Level::Country {
            close += option.closeness(choice);
        }
    }
    let total = total.max(1.0);
    let alike = groups[at]
        .listed
        .iter()
        .any(|listed| groups[*listed].choice().is_some_and(|choice| choice.level == option.level));
    named
        + weights.same_country * country / total
        + weights.same_admin1 * admin1 / total
        + weights.close * close.min(3.0)
        + weights.holds * holds.min(3.0)
        + if alike { weights.listed_alike } else { 0.0 }
        + same_name
}
