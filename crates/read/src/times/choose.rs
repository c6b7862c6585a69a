use super::{chart::Found, grammar::Grammar};

/// The expressions that stand: the longest first, then those that more words around them support,
/// then the order of the grammar's rows; none overlaps another. In text order.
pub fn choose(mut found: Vec<Found>, grammar: &Grammar) -> Vec<Found> {
    found.sort_by_key(|one| {
        let (start, end) = one.pieces;
        (std::cmp::Reverse((end - start, one.context)), one.row, start)
    });
    let mut taken: Vec<Found> = Vec::new();
    for one in found {
        let (start, end) = one.pieces;
        if taken.iter().all(|other| other.pieces.1 <= start || end <= other.pieces.0) {
            taken.push(one);
        }
    }
    taken.retain(|one| !grammar.rows[one.row].blocks);
    taken.sort_by_key(|one| one.pieces.0);
    taken
}
