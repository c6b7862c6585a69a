use super::{
    edge::{Edge, EdgeKind},
    fact,
    profile::Profile,
    quotation::{self, Quotation},
    textual,
};
use dateline_doc::Relation;

/// Facts that a report and its translation must share at least.
const LEAST_FACTS: usize = 3;

/// How sure a translation is of which fewer facts are known.
const FEW_SCORE: f32 = 0.5;

/// The share of the fewer facts that must be in the more.
const FACTS_AGREE: f32 = 0.5;

/// Days that a report is taken up within.
const DAYS: i64 = 14;

/// The share of runs of words that shows, with a declared relation, that it is of this report.
const DECLARED_TEXT: f32 = 0.15;

/// All that one report has from another: the same whichever is given first.
///
/// What whole reports share stands for all their statements: only where none of it folds them are
/// the same words of one source told apart.
pub fn edges(a: &Profile, b: &Profile) -> Vec<Edge> {
    if a.key == b.key {
        return Vec::new();
    }
    let (taker, giver) = if took(a, b) { (a, b) } else { (b, a) };
    let pair = Pair { taker, giver };
    let mut edges: Vec<Edge> = pair.same_address().into_iter().collect();
    edges.extend(pair.text());
    edges.extend(pair.declared());
    if !edges.iter().any(|edge| edge.kind.folds()) {
        edges.extend(pair.same_words());
    }
    edges
}

/// Whether `a` took from `b`, if one took from the other.
fn took(a: &Profile, b: &Profile) -> bool {
    let declared = (a.takes_from(b).is_some(), b.takes_from(a).is_some());
    let later = (a.day, b.day);
    match (declared, later) {
        ((true, false), _) => true,
        ((false, true), _) => false,
        (_, (Some(day), Some(other))) if day != other => day > other,
        _ => a.key > b.key,
    }
}

#[derive(Clone, Copy)]
struct Pair<'a> {
    taker: &'a Profile,
    giver: &'a Profile,
}

impl Pair<'_> {
    fn edge(self, kind: EdgeKind, score: f32, reason: String) -> Edge {
        Edge { from: self.taker.key, to: self.giver.key, kind, score, reason, statements: None }
    }

    fn same_address(self) -> Option<Edge> {
        let address = self.taker.address.as_ref()?;
        let reason = format!("both have the address {address}");
        (self.giver.address.as_ref() == Some(address))
            .then(|| self.edge(EdgeKind::SameAddress, 1.0, reason))
    }

    fn text(self) -> Option<Edge> {
        let (kind, score) = textual::kind(self.taker, self.giver)?;
        if kind == EdgeKind::PartOf {
            return Some(self.part(score));
        }
        let (taker, giver) = (self.taker.shown(), self.giver.shown());
        let reason = match kind {
            EdgeKind::SameText => format!("{taker} and {giver} carry the same text ({score:.2})"),
            _ => format!("{taker} and {giver} carry the same text in changed words ({score:.2})"),
        };
        Some(self.edge(kind, score, reason))
    }

    /// Of a text and a part of it: the part is of the longer one, unless that came on a later day and
    /// carries it.
    fn part(self, score: f32) -> Edge {
        let overlap = self.taker.fingerprint.overlap(&self.giver.fingerprint);
        let (part, whole) = if overlap.left <= overlap.right {
            (self.taker, self.giver)
        } else {
            (self.giver, self.taker)
        };
        let (name, other) = (part.shown(), whole.shown());
        if whole.day.zip(part.day).is_some_and(|(day, before)| day > before) {
            let reason = format!("{other} carries the text of {name} in a longer one ({score:.2})");
            return Pair { taker: whole, giver: part }.edge(EdgeKind::Carries, score, reason);
        }
        let reason = format!("{name} carries a part of the text of {other} ({score:.2})");
        Pair { taker: part, giver: whole }.edge(EdgeKind::PartOf, score, reason)
    }

    /// What the taker says it did with the giver's outlet, where they agree enough for it to be this
    /// report of that outlet.
    fn declared(self) -> Option<Edge> {
        let relation = self.taker.takes_from(self.giver)?;
        let few = if relation == Relation::Translates { self.few_facts_shared() } else { 0.0 };
        let score = self.text_shared().max(self.facts_shared()).max(few);
        if score == 0.0 || self.days_apart().is_some_and(|days| days > DAYS) {
            return None;
        }
        let (kind, did) = match relation {
            Relation::Republishes => (EdgeKind::Republishes, "republishes"),
            Relation::Translates => (EdgeKind::Translates, "translates"),
            Relation::Quotes => (EdgeKind::Quotes, "takes from"),
        };
        let (taker, giver) = (self.taker.shown(), self.giver.shown());
        let reason = format!("{taker} says that it {did} {giver}, and they agree ({score:.2})");
        Some(self.edge(kind, score, reason))
    }

    fn text_shared(self) -> f32 {
        let shared = self.taker.fingerprint.overlap(&self.giver.fingerprint).of_smaller();
        if shared >= DECLARED_TEXT { shared } else { 0.0 }
    }

    fn facts_shared(self) -> f32 {
        let (taker, giver) = (&self.taker.facts, &self.giver.facts);
        let shared = fact::shared(taker, giver);
        let share = shared as f32 / taker.len().min(giver.len()).max(1) as f32;
        let is_enough = shared >= LEAST_FACTS && share >= FACTS_AGREE;
        if is_enough { share } else { 0.0 }
    }

    /// Of a report in a language that is read less well few facts are known. They tell that it was
    /// translated when all of them, and all that it says happened, are in the other too.
    fn few_facts_shared(self) -> f32 {
        let (ours, theirs) = (&self.taker.facts, &self.giver.facts);
        let fewer = ours.len().min(theirs.len());
        let kinds = fact::shared(&self.taker.kinds, &self.giver.kinds);
        let are_few = (1..LEAST_FACTS).contains(&fewer) && fact::shared(ours, theirs) == fewer;
        let happened = kinds > 0 && kinds == self.taker.kinds.len().min(self.giver.kinds.len());
        if are_few && happened { FEW_SCORE } else { 0.0 }
    }

    fn days_apart(self) -> Option<i64> {
        let (day, other) = (self.taker.day?, self.giver.day?);
        Some((day.duration_since(other).as_hours() / 24).abs())
    }

    /// The same words of one source.
    fn same_words(self) -> Vec<Edge> {
        let pairs = quotation::same_words(&self.taker.quotations, &self.giver.quotations);
        let edge = |(score, mine, other): (f32, &Quotation, &Quotation)| {
            let (taker, giver) = (self.taker.shown(), self.giver.shown());
            let source = [mine, other].map(|quotation| quotation.speaker.as_str());
            let source = source.into_iter().find(|name| !name.is_empty()).unwrap_or("one source");
            let reason =
                format!("{taker} and {giver} quote the same words of {source} ({score:.2})");
            let statements = Some((mine.statement, other.statement));
            Edge { statements, ..self.edge(EdgeKind::SameWords, score, reason) }
        };
        pairs.into_iter().map(edge).collect()
    }
}
