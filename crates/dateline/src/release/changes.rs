//! What changed between two lists of events.

use crate::{event::Event, human};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What became of one event.
#[derive(Clone, PartialEq, Serialize, Debug)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    Added { event: String, label: String },
    Removed { event: String, label: String },
    Changed { event: String, label: String, fields: BTreeMap<String, [Value; 2]> },
}

/// Events by id, and the id of the event that each claim is in.
#[derive(Default)]
pub struct Events {
    events: BTreeMap<String, Event>,
    of_claim: BTreeMap<String, String>,
}

impl Events {
    pub fn add(&mut self, event: Event) {
        for claim in &event.claims {
            self.of_claim.insert(claim.id.clone(), event.id.clone());
        }
        self.events.insert(event.id.clone(), event);
    }

    /// The event of this id, else the one that holds most of these claims.
    fn same(&self, event: &Event) -> Option<&Event> {
        if let Some(same) = self.events.get(&event.id) {
            return Some(same);
        }
        let mut shared: BTreeMap<&String, usize> = BTreeMap::new();
        for claim in &event.claims {
            if let Some(id) = self.of_claim.get(&claim.id) {
                *shared.entry(id).or_default() += 1;
            }
        }
        let (id, _) = shared.into_iter().max_by_key(|(_, count)| *count)?;
        self.events.get(id)
    }
}

/// What changed from the old events to the new ones, by id. An event that got another first claim is
/// still the same one.
pub fn changes(old: &Events, new: &Events) -> Vec<Change> {
    let (mut found, mut kept) = (Vec::new(), BTreeSet::new());
    for event in new.events.values() {
        let (event_id, label) = (event.id.clone(), human::title(event));
        let Some(before) = old.same(event).filter(|before| kept.insert(before.id.clone())) else {
            found.push(Change::Added { event: event_id, label });
            continue;
        };
        let fields = fields(before, event);
        if !fields.is_empty() {
            found.push(Change::Changed { event: event_id, label, fields });
        }
    }
    for event in old.events.values().filter(|event| !kept.contains(&event.id)) {
        found.push(Change::Removed { event: event.id.clone(), label: human::title(event) });
    }
    found
}

/// What people look at in an event, where it differs: old and new.
fn fields(old: &Event, new: &Event) -> BTreeMap<String, [Value; 2]> {
    let (old, new) = (summary(old), summary(new));
    let differs = |(name, value): (String, Value)| {
        let before = old.get(&name).cloned().unwrap_or_default();
        if before == value { None } else { Some((name, [before, value])) }
    };
    new.into_iter().filter_map(differs).collect()
}

fn summary(event: &Event) -> BTreeMap<String, Value> {
    let mut summary = BTreeMap::from([
        ("id".to_owned(), Value::from(event.id.clone())),
        ("type".to_owned(), Value::from(event.kind.clone())),
        ("when".to_owned(), Value::from(human::when(event.occurred.as_ref()))),
        ("where".to_owned(), Value::from(human::place(event.place.as_ref()))),
        ("who".to_owned(), Value::from(human::actors(&event.roles))),
        ("how many".to_owned(), Value::from(human::counts(&event.counts))),
        ("standing".to_owned(), Value::from(human::standing(&event.standing))),
    ]);
    let claims: Vec<&str> = event.claims.iter().map(|claim| claim.id.as_str()).collect();
    summary.insert("claims".to_owned(), Value::from(claims));
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{self, Parts};
    use dateline_read::claims::Ontology;

    fn event(claims: &[&str]) -> Event {
        let parts = Parts {
            claims: Vec::new(),
            reports: BTreeMap::new(),
            origins: Vec::new(),
            joins: Vec::new(),
            aggregate: false,
        };
        let mut event = event::assemble(parts, &Ontology::default());
        event.id = claims[0].to_owned();
        let claim = |id: &&str| {
            let claim = serde_json::json!({
                "id": id, "report": "r1", "claim": "c1", "origin": "o1", "type": "killing",
                "polarity": "asserted", "score": 1.0,
                "trigger": {"start": 0, "end": 1, "quote": "x"},
                "sentence": {"start": 0, "end": 1, "quote": "x"},
                "chain": [], "roles": [], "place": null, "time": null, "counts": []
            });
            serde_json::from_value(claim).unwrap()
        };
        event.claims = claims.iter().map(claim).collect();
        event
    }

    fn events(all: &[&[&str]]) -> Events {
        let mut events = Events::default();
        all.iter().for_each(|claims| events.add(event(claims)));
        events
    }

    #[test]
    fn an_event_is_followed_by_its_claims() {
        let old = events(&[&["a", "b"], &["c"], &["d"]]);
        let new = events(&[&["z", "a", "b"], &["c"], &["e"]]);
        let found = changes(&old, &new);
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|change| match change {
                Change::Added { event, .. } => ("added", event.as_str()),
                Change::Removed { event, .. } => ("removed", event.as_str()),
                Change::Changed { event, .. } => ("changed", event.as_str()),
            })
            .collect();
        assert_eq!(told, [("added", "e"), ("changed", "z"), ("removed", "d")]);
        assert_eq!(changes(&new, &new), []);
    }

    #[test]
    fn a_split_is_a_change_and_an_addition() {
        let (old, new) = (events(&[&["a", "b"]]), events(&[&["a"], &["b"]]));
        let found = changes(&old, &new);
        assert!(matches!(&found[0], Change::Changed { event, fields, .. }
            if event == "a" && fields.contains_key("claims")));
        assert!(matches!(&found[1], Change::Added { event, .. } if event == "b"));
    }
}
