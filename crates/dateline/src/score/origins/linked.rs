use crate::hash::Hash;
use dateline_doc::{Article, Reading, Segments};
use dateline_link::{
    ReportKey,
    origins::{Graph, Profile},
};
use std::collections::BTreeMap;

/// The family that each report is found to be of, by the number of one report of it.
pub fn families<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<usize> {
    let mut graph = Graph::default();
    let mut keys = Vec::new();
    for (number, article) in articles.enumerate() {
        keys.push(key(number));
        graph.insert(profile(article, key(number)));
    }
    of_keys(&keys, &graph)
}

/// The family of each of these reports, by the number of the one that stands for it.
pub fn of_keys(keys: &[ReportKey], graph: &Graph) -> Vec<usize> {
    let families = graph.families();
    let numbers: BTreeMap<ReportKey, usize> =
        keys.iter().enumerate().map(|(number, key)| (*key, number)).collect();
    keys.iter().map(|key| numbers[families.get(key).unwrap_or(key)]).collect()
}

/// What is compared of an article by its text and what is known of it, without reading it.
pub fn profile(article: &Article, key: ReportKey) -> Profile {
    let reading = Reading {
        article: article.clone(),
        segments: Segments::default(),
        times: Vec::new(),
        places: Vec::new(),
        entities: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
    };
    Profile::of(&reading, key)
}

/// The key of a report by its number: a hash, as keys are.
pub fn key(number: usize) -> ReportKey {
    let hash = Hash::of((number as u64).to_le_bytes());
    ReportKey(u64::from_le_bytes(std::array::from_fn(|byte| hash.0[byte])))
}
