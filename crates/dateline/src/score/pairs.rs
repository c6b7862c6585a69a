/// Pairs the left with the right one to one, as many as can be (Kuhn's algorithm, in order of the lists).
///
/// `near` lists for each left one the right ones that fit it, of `right` in all; the answer is each left
/// one's partner.
pub fn pairs(near: &[Vec<usize>], right: usize) -> Vec<Option<usize>> {
    let mut owners: Vec<Option<usize>> = vec![None; right];
    for number in 0..near.len() {
        place(number, near, &mut owners, &mut vec![false; right]);
    }
    let mut partners = vec![None; near.len()];
    for (other, owner) in owners.into_iter().enumerate() {
        if let Some(owner) = owner {
            partners[owner] = Some(other);
        }
    }
    partners
}

/// Finds a partner for one, moving others on where that makes room.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_moved_to_fit_more() {
        assert_eq!(pairs(&[vec![0, 1], vec![0]], 2), [Some(1), Some(0)]);
        assert_eq!(pairs(&[vec![0], vec![0], vec![]], 1), [Some(0), None, None]);
    }
}
