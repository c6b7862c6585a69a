use super::words::{hash, hash_all};
use dateline_doc::{Precision, Reading};

/// What a report speaks of, in no language: hashes of its closer places, its registered actors and
/// its numbers, sorted, each once. A translation keeps them.
pub fn facts(reading: &Reading) -> Vec<u64> {
    let close = |precision| !matches!(precision, Precision::Country | Precision::Region);
    let places = reading.places.iter().filter(|place| close(place.precision));
    let places = places.filter_map(|place| place.geonameid);
    let actors = reading.entities.iter().filter_map(|entity| entity.actor.as_ref());
    let counts = reading.claims.iter().flat_map(|claim| &claim.counts);
    let counts = counts.filter_map(|count| Some((&count.what, count.low?)));
    let mut facts: Vec<u64> = places
        .map(|id| hash_all(&[hash(b"place"), id.into()]))
        .chain(actors.map(|actor| hash_all(&[hash(b"actor"), hash(actor.0.as_bytes())])))
        .chain(counts.map(|(what, low)| hash_all(&[hash(what.as_bytes()), low])))
        .collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// What a report says happened, in no language: hashes of the types of its claims, sorted, each once.
pub fn kinds(reading: &Reading) -> Vec<u64> {
    let mut kinds: Vec<u64> =
        reading.claims.iter().map(|claim| hash(claim.kind.0.as_bytes())).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// How many values two sorted lists share.
pub fn shared(left: &[u64], right: &[u64]) -> usize {
    left.iter().filter(|fact| right.binary_search(fact).is_ok()).count()
}
