use super::{super::pairs::pairs, spans::Attributed};
use std::collections::BTreeSet;

/// The gold numbers of a one-to-one matching with the most pairs.
pub fn matching(
    gold: &[Attributed],
    proposed: &[Attributed],
    same: fn(&Attributed, &Attributed) -> bool,
) -> BTreeSet<usize> {
    let fitting = |one: &Attributed| {
        (0..proposed.len()).filter(|other| same(one, &proposed[*other])).collect::<Vec<_>>()
    };
    let near: Vec<Vec<usize>> = gold.iter().map(fitting).collect();
    let partners = pairs(&near, proposed.len()).into_iter().enumerate();
    partners.filter(|(_, partner)| partner.is_some()).map(|(number, _)| number).collect()
}
