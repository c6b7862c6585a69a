use super::{Figure, Figures, Request, rows};
use anyhow::Result;
use dateline_doc::{EntityKind, Reading, RoleKind};
use dateline_read::Packs;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// MUC-4's role fillers, and the claim role that fills each.
const ROLES: [(&str, RoleKind); 5] = [
    ("PerpInd", RoleKind::Actor),
    ("PerpOrg", RoleKind::Organization),
    ("Target", RoleKind::Target),
    ("Victim", RoleKind::Victim),
    ("Weapon", RoleKind::Weapon),
];

/// Role fillers by role: entities, each a list of mentions.
type Fillers = BTreeMap<String, Vec<Vec<String>>>;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    roles: BTreeMap<String, Vec<Vec<Mention>>>,
}

#[derive(Deserialize)]
struct Predicted {
    id: String,
    roles: BTreeMap<String, Vec<Vec<Mention>>>,
}

/// A mention with its offset, or its words alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Mention {
    Words(String),
    Placed { text: String },
}

/// CEAF-REE (Du, Rush and Cardie 2021): an entity is right when all its mentions are mentions of the
/// gold entity that it is aligned with, one to one, as many as can be.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let gold: Vec<Gold> = rows::load(request.gold)?;
    let predictions: Option<BTreeMap<String, Fillers>> = match request.predictions {
        Some(file) => Some(
            rows::load::<Predicted>(file)?
                .into_iter()
                .map(|row| (row.id, words(row.roles)))
                .collect(),
        ),
        None => None,
    };
    let mut tallies = [[0_usize; 3]; ROLES.len()];
    for row in gold {
        let proposed = match &predictions {
            Some(predictions) => predictions.get(&row.id).cloned().unwrap_or_default(),
            None => {
                let reading = request.reader.read(rows::article(&row.id, &row.text, None));
                fillers(&reading, request.reader.packs())
            }
        };
        let wanted = words(row.roles);
        for ((role, _), tally) in ROLES.iter().zip(&mut tallies) {
            let (gold, proposed) = (normal(&wanted, role), normal(&proposed, role));
            tally[0] += aligned(&gold, &proposed);
            tally[1] += proposed.len();
            tally[2] += gold.len();
        }
    }
    let mut figures = Figures::default();
    let mut all = [0; 3];
    for ((role, _), tally) in ROLES.iter().zip(tallies) {
        figures.push(*role, Figure::prf(tally[0], tally[1], tally[2]));
        all.iter_mut().zip(tally).for_each(|(sum, part)| *sum += part);
    }
    figures.push("micro", Figure::prf(all[0], all[1], all[2]));
    Ok(figures)
}

fn words(roles: BTreeMap<String, Vec<Vec<Mention>>>) -> Fillers {
    let text = |mention: Mention| match mention {
        Mention::Words(text) | Mention::Placed { text } => text,
    };
    let entity = |mentions: Vec<Mention>| mentions.into_iter().map(text).collect();
    roles.into_iter().map(|(role, list)| (role, list.into_iter().map(entity).collect())).collect()
}

/// The entities by role of every claim of violence that is likelier than not, once each, by the mention
/// that fills the first role. MUC-4 has templates for acts of violence alone, those types
/// with victims; its victims are persons by name, so groups and numbers of people are left out here.
fn fillers(reading: &Reading, packs: &Packs) -> Fillers {
    let mut fillers = Fillers::new();
    let mut seen = BTreeSet::new();
    let likely = reading
        .claims
        .iter()
        .filter(|claim| claim.evidence.score >= 0.5 && packs.ontology.is_violent(&claim.kind));
    for role in likely.flat_map(|claim| &claim.roles) {
        let Some((name, _)) = ROLES.iter().find(|(_, kind)| *kind == role.kind) else { continue };
        let person = role
            .entity
            .is_some_and(|id| reading.entities[id.0 as usize].kind == EntityKind::Person);
        if role.kind == RoleKind::Victim && !person {
            continue;
        }
        let span = role.entity.is_none().then_some(role.span);
        if seen.insert((*name, role.entity, span)) {
            let mention = reading.article.text[role.span].to_owned();
            fillers.entry((*name).to_owned()).or_default().push(vec![mention]);
        }
    }
    fillers
}

fn normal(fillers: &Fillers, role: &str) -> Vec<Vec<String>> {
    let entities = fillers.get(role).into_iter().flatten();
    entities.map(|mentions| mentions.iter().map(|mention| bare(mention)).collect()).collect()
}

/// In lower case, without punctuation, articles or doubled spaces.
fn bare(mention: &str) -> String {
    let lower = mention.to_lowercase();
    let letters: String = lower.chars().filter(|letter| !letter.is_ascii_punctuation()).collect();
    let words = letters.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the"));
    words.collect::<Vec<_>>().join(" ")
}

/// The most proposed entities that can be matched one to one with gold entities that hold all their mentions.
fn aligned(gold: &[Vec<String>], proposed: &[Vec<String>]) -> usize {
    let fits = |entity: &[String], gold: &[String]| {
        !entity.is_empty() && entity.iter().all(|mention| gold.contains(mention))
    };
    let edges: Vec<Vec<usize>> = proposed
        .iter()
        .map(|entity| (0..gold.len()).filter(|at| fits(entity, &gold[*at])).collect())
        .collect();
    let mut matched: Vec<Option<usize>> = vec![None; gold.len()];
    (0..proposed.len())
        .filter(|entity| augment(*entity, &edges, &mut matched, &mut BTreeSet::new()))
        .count()
}

/// Finds a free gold entity for `entity`, moving earlier matches where that helps (Kuhn's algorithm).
fn augment(
    entity: usize,
    edges: &[Vec<usize>],
    matched: &mut [Option<usize>],
    seen: &mut BTreeSet<usize>,
) -> bool {
    for &gold in &edges[entity] {
        if !seen.insert(gold) {
            continue;
        }
        if matched[gold].is_none_or(|other| augment(other, edges, matched, seen)) {
            matched[gold] = Some(entity);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(lists: &[&[&str]]) -> Vec<Vec<String>> {
        lists.iter().map(|list| list.iter().map(|word| bare(word)).collect()).collect()
    }

    #[test]
    fn articles_case_and_marks_do_not_count() {
        assert_eq!(bare("The \"Red Column\", a  group"), "red column group");
        assert_eq!(bare("another anthem"), "another anthem");
    }

    #[test]
    fn a_match_is_moved_to_fit_more() {
        let gold = entities(&[&["gunmen", "men"], &["men"]]);
        assert_eq!(aligned(&gold, &entities(&[&["men"], &["gunmen"]])), 2);
        assert_eq!(aligned(&gold, &entities(&[&["gunmen"], &["gunmen"]])), 1);
        assert_eq!(aligned(&gold, &entities(&[&["gunmen", "rebels"]])), 0);
    }
}
