use dateline_doc::Claim;

/// Decides which proposals stand, and their order: one claim a trigger and type, the surest and then the fullest,
/// and of one type one claim a number: "a toll of 15 dead" is no toll and 15 dead.
pub fn settle(mut proposals: Vec<Claim>) -> Vec<Claim> {
    let fullness = |claim: &Claim| claim.roles.len() + claim.counts.len();
    proposals.sort_by(|a, b| {
        (a.trigger.start(), a.trigger.end())
            .cmp(&(b.trigger.start(), b.trigger.end()))
            .then_with(|| b.evidence.score.total_cmp(&a.evidence.score))
            .then_with(|| fullness(b).cmp(&fullness(a)))
            .then_with(|| a.kind.cmp(&b.kind))
    });
    let mut settled: Vec<Claim> = Vec::new();
    for claim in proposals {
        let counted = |known: &Claim| {
            let spans = || known.counts.iter().map(|count| count.span);
            known.kind == claim.kind
                && claim.counts.iter().any(|count| spans().any(|span| span == count.span))
        };
        let last = settled.last();
        if !last.is_some_and(|last| last.trigger.overlaps(claim.trigger) || counted(last)) {
            settled.push(claim);
        }
    }
    settled
}
