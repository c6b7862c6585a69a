//! Who and what took part, from a text's scores.

use crate::{
    constants::FillerConstants,
    crf::{Chain, Transition, best_spans},
    dense::sigmoid,
    scores::Scores,
    statements::{Telling, calibrated, raised, run_span},
};
use dateline_doc::{Filler, RoleKind, Span};
use std::collections::BTreeMap;

/// The parts in the order of the head's outputs.
const KINDS: [RoleKind; 5] =
    [RoleKind::Actor, RoleKind::Organization, RoleKind::Target, RoleKind::Victim, RoleKind::Weapon];

pub struct FillerHead {
    pub transitions: Vec<Transition>,
    pub constants: FillerConstants,
}

/// Mentions that name one entity, the likeliest first.
struct Entity {
    name: String,
    mentions: Vec<(Span, f32)>,
    /// How likely at least one mention of the first name is right.
    score: f32,
}

impl FillerHead {
    pub fn fillers(&self, telling: &Telling<'_>) -> Vec<Filler> {
        if incident(telling.scores) < self.constants.gate {
            return Vec::new();
        }
        let roles = KINDS.iter().enumerate();
        roles.flat_map(|(role, kind)| self.role(telling, role, *kind)).collect()
    }

    fn role(&self, telling: &Telling<'_>, role: usize, kind: RoleKind) -> Vec<Filler> {
        let mut entities = self.constants.group(telling.text, self.find(telling, role));
        entities.retain(|entity| entity.score >= self.constants.least[role]);
        let filler = |entity: Entity| Filler {
            kind,
            mentions: entity.mentions.iter().map(|(span, _)| *span).collect(),
            score: calibrated(entity.score, self.constants.calibration),
        };
        entities.into_iter().map(filler).collect()
    }

    fn find(&self, telling: &Telling<'_>, role: usize) -> Vec<(Span, f32)> {
        let emissions = &telling.scores.filler_tags[role];
        let transition = &self.transitions[role];
        let spans = best_spans(&raised(emissions, self.constants.bias[role]), transition);
        let chain = Chain::new(emissions, transition);
        spans.iter().map(|run| (run_span(telling.words, run), chain.probability(run))).collect()
    }
}

/// How likely the text tells of an incident: its best window's.
pub fn incident(scores: &Scores) -> f32 {
    let best = scores.kinds.iter().filter_map(|kinds| kinds.first().copied());
    sigmoid(best.fold(f32::NEG_INFINITY, f32::max))
}

impl FillerConstants {
    /// Mentions of one name pool their probabilities; a name joins the first likelier one that [`same`] takes it for.
    fn group(&self, text: &str, found: Vec<(Span, f32)>) -> Vec<Entity> {
        let mut by_name: BTreeMap<String, Vec<(Span, f32)>> = BTreeMap::new();
        for (span, likely) in found {
            let name = self.name(&text[span]);
            if !name.is_empty() {
                by_name.entry(name).or_default().push((span, likely));
            }
        }
        let mut names: Vec<Entity> = by_name
            .into_iter()
            .map(|(name, mut mentions)| {
                mentions.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                let missing: f32 = mentions.iter().map(|(_, likely)| 1.0 - likely).product();
                Entity { name, mentions, score: 1.0 - missing }
            })
            .collect();
        names.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
        let mut entities: Vec<Entity> = Vec::new();
        for entity in names {
            match entities.iter_mut().find(|home| self.same(&entity.name, &home.name)) {
                Some(home) => home.mentions.extend(entity.mentions),
                None => entities.push(entity),
            }
        }
        entities
    }

    /// A mention in lower case without punctuation and articles: what makes two mentions alike.
    fn name(&self, mention: &str) -> String {
        let lower = mention.to_lowercase();
        let letters: String = lower
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '_' || c.is_whitespace())
            .collect();
        let words = letters
            .split_whitespace()
            .filter(|word| !self.articles.iter().any(|article| article == word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether two different names call one entity: initials, or all words of the shorter among the longer's, with the
    /// same last word (or, for a single long word, the same first).
    fn same(&self, one: &str, other: &str) -> bool {
        let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        if short.len() == 1 && long.len() > 1 && short[0].len() >= 3 {
            let letters =
                long.iter().filter(|word| !self.particles.iter().any(|particle| particle == *word));
            if short[0] == letters.filter_map(|word| word.chars().next()).collect::<String>() {
                return true;
            }
        }
        short.iter().all(|word| long.contains(word))
            && (short.last() == long.last()
                || short.len() == 1 && short[0].len() > 4 && short[0] == long[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constants() -> FillerConstants {
        FillerConstants {
            bias: [0.0; 5],
            least: [0.0; 5],
            gate: 0.0,
            articles: vec!["the".to_owned()],
            particles: vec!["of".to_owned()],
            calibration: [1.0, 0.0],
        }
    }

    #[test]
    fn names_that_call_one_entity() {
        assert!(constants().same("rvb", "red valley brigade"));
        assert!(constants().same("brigade", "red valley brigade"));
        assert!(constants().same("hezbollah", "hezbollah fighters"));
        assert!(!constants().same("valley", "red valley brigade"));
        assert!(!constants().same("red", "red valley"));
        assert_eq!(constants().name("The \"Red Valley\" Brigade,"), "red valley brigade");
    }

    #[test]
    fn mentions_of_one_name_pool_what_is_likely() {
        let text = "RVB and the Red Valley Brigade; RVB";
        let span = |a, b| Span::new(a, b);
        let entities = constants()
            .group(text, vec![(span(0, 3), 0.5), (span(8, 30), 0.6), (span(32, 35), 0.5)]);
        assert_eq!(entities.len(), 1);
        assert!((entities[0].score - 0.75).abs() < 1e-6);
        assert_eq!(entities[0].mentions.len(), 3);
    }
}
