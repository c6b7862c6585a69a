//! Whose a happening is that somebody does something in: "killed a commander in a drone strike".

use super::{ontology::Ontology, scene::Scene};
use crate::entities::Part;
use dateline_doc::{Claim, Role, Tag};

/// A fight between parties, of whom those killed are.
const CLASH: &str = "armed-clash";

/// Gives a happening that is named as what a deed was done in, and whose it is not told, those who did the deed; and
/// a deed that nobody is told to have done those whose the happening is: "killed in a Russian strike".
pub(super) fn doers(scene: Scene<'_>, ontology: &Ontology, claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let claim = &claims[at];
        if !ontology.is_violent(&claim.kind) {
            continue;
        }
        let deed = |one: &Claim| ontology.is_violent(&one.kind) && scene.is_done_in(one, claim);
        let Some(deed) = (0..at).rev().find(|one| deed(&claims[*one])) else { continue };
        match (acts(&claims[deed]), acts(claim)) {
            (true, false) => give(deed, at, claims),
            (false, true) if &*claim.kind.0 != CLASH => give(at, deed, claims),
            _ => {}
        }
    }
}

impl Scene<'_> {
    /// Whether a claim is named by a phrase new to the reader, right after "in", in the clause of a deed.
    fn is_done_in(self, deed: &Claim, claim: &Claim) -> bool {
        let trigger = self.segments.tokens_in(claim.trigger).start();
        let Some(phrase) = self.phrase(trigger) else { return false };
        let start = phrase.tokens.start();
        let Some(within) = start.checked_sub(1) else { return false };
        let after = self.segments.tokens_in(deed.trigger).end();
        let one_clause = after <= within
            && self.segments.sentence_of(after - 1) == self.segments.sentence_of(start)
            && !(after..within)
                .any(|at| self.is_verb(at) && !self.opens_remark(at) || self.is_mark(at, ";"));
        let told_alike = deed.statement == claim.statement && deed.polarity == claim.polarity;
        self.nouns.part(self.fold(within)) == Some(Part::Within)
            && !self.is_definite(start)
            && one_clause
            && told_alike
    }

    /// ", including".
    fn opens_remark(self, at: usize) -> bool {
        self.tag(at) == Tag::Gerund
            && at.checked_sub(1).is_some_and(|comma| self.is_mark(comma, ","))
    }
}

fn acts(claim: &Claim) -> bool {
    claim.roles.iter().any(|role| role.kind.acts())
}

/// Gives one claim those who act in another.
fn give(from: usize, to: usize, claims: &mut [Claim]) {
    let doers: Vec<Role> =
        claims[from].roles.iter().filter(|role| role.kind.acts()).cloned().collect();
    claims[to].roles.extend(doers);
    claims[to].roles.sort_by_key(|role| (role.kind, role.span));
}
