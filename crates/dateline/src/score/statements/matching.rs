use super::spans::Attributed;
use std::collections::BTreeSet;

/// The gold numbers of a one-to-one matching with the most pairs (Kuhn's algorithm, in order of the lists).
pub fn matching(
    gold: &[Attributed],
    proposed: &[Attributed],
    same: fn(&Attributed, &Attributed) -> bool,
) -> BTreeSet<usize> {
    let fitting = |one: &Attributed| {
        (0..proposed.len()).filter(|other| same(one, &proposed[*other])).collect::<Vec<_>>()
    };
    let near: Vec<Vec<usize>> = gold.iter().map(fitting).collect();
    let mut owners: Vec<Option<usize>> = vec![None; proposed.len()];
    for number in 0..gold.len() {
        place(number, &near, &mut owners, &mut vec![false; proposed.len()]);
    }
    owners.into_iter().flatten().collect()
}

/// Finds a partner for one gold, moving others on where that makes room.
fn place(
    number: usize,
    near: &[Vec<usize>],
    owners: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &other in &near[number] {
        if std::mem::replace(&mut seen[other], true) {
            continue;
        }
        if owners[other].is_none_or(|owner| place(owner, near, owners, seen)) {
            owners[other] = Some(number);
            return true;
        }
    }
    false
}
