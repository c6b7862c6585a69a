mod gold;
mod judge;

use super::{Figure, Figures, Request, rows};
use anyhow::{Result, bail};
use dateline_doc::{Claim, Reading};
use gold::{Gold, ROLES, Report};
use judge::{FIELDS, Pair};
use std::{collections::BTreeMap, ops::Range};

/// Claims as a person marked them: which happenings are told, and of those that gold and reading share, what,
/// where, when, in what way and on whose word, who plays which part, and how many.
///
/// A gold and a read claim are one when they share a byte of the words that name the happening. Read claims
/// of types that harm nobody count only where gold has one, for gold marks violence and little beside it.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let (tally, reports) = tallied(request)?;
    Ok(tally.figures(reports))
}

/// What is wrong in the readings, a line a claim or a part of it.
pub fn wrong(request: &Request<'_>) -> Result<Vec<String>> {
    Ok(tallied(request)?.0.wrong)
}

fn tallied(request: &Request<'_>) -> Result<(Tally, usize)> {
    if request.predictions.is_some() {
        bail!("claims are measured on readings; leave --predictions out");
    }
    let reports = gold::load(request.gold)?;
    let mut tally = Tally::default();
    for report in &reports {
        let mut article = rows::article(&report.id, &report.text, report.published.as_deref());
        article.outlet.clone_from(&report.outlet);
        let reading = request.reader.read(article);
        let violent = |claim: &Claim| request.reader.packs().ontology.is_violent(&claim.kind);
        tally.add(report, &reading, &violent);
    }
    Ok((tally, reports.len()))
}

#[derive(Default)]
struct Tally {
    /// Right, proposed and gold.
    claims: judge::Tally,
    /// Claims right in all that they say, of those proposed and gold's.
    whole: usize,
    fields: BTreeMap<&'static str, usize>,
    roles: BTreeMap<&'static str, judge::Tally>,
    counts: judge::Tally,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, report: &Report, reading: &Reading, violent: &impl Fn(&Claim) -> bool) {
        let partners = partners(report, &reading.claims);
        let stray = |number: usize, claim: &Claim| {
            violent(claim) && !partners.contains(&Some(number)) && !shares(&report.open, claim)
        };
        let id = &report.id;
        for (number, claim) in reading.claims.iter().enumerate() {
            if stray(number, claim) {
                self.claims[1] += 1;
                let words = &report.text[claim.trigger];
                self.wrong.push(format!("{id}: {words:?} is no claim: {}", claim.kind.0));
            }
        }
        self.claims[2] += report.claims.len();
        for (gold, partner) in report.claims.iter().zip(&partners) {
            match *partner {
                Some(partner) => {
                    let pair = Pair { gold, read: &reading.claims[partner], reading };
                    let wrong = pair.wrong();
                    let words = &report.text[gold.trigger[0].clone()];
                    self.wrong
                        .extend(wrong.into_iter().map(|what| format!("{id}: {words:?} {what}")));
                    self.pair(pair);
                }
                None => {
                    let words = &report.text[gold.trigger[0].clone()];
                    self.wrong.push(format!("{id}: {words:?} is not read"));
                }
            }
        }
    }

    fn pair(&mut self, pair: Pair<'_>) {
        self.claims[0] += 1;
        self.claims[1] += 1;
        let fields = pair.fields();
        for (name, right) in FIELDS.into_iter().zip(fields) {
            *self.fields.entry(name).or_default() += usize::from(right);
        }
        let mut whole = fields.into_iter().all(|right| right);
        for role in ROLES {
            let tally = pair.role(role);
            whole &= is_whole(tally);
            sum(self.roles.entry(role).or_default(), tally);
        }
        let counts = pair.counts();
        sum(&mut self.counts, counts);
        self.whole += usize::from(whole && is_whole(counts));
    }

    fn figures(&self, reports: usize) -> Figures {
        let matched =
            |[right, proposed, gold]: judge::Tally| Figure::Matched { right, proposed, gold };
        let [of, proposed, gold] = self.claims;
        let mut figures = Figures::default();
        figures.push("reports", Figure::Count(reports));
        figures.push("claims", matched(self.claims));
        figures.push("whole claims", matched([self.whole, proposed, gold]));
        for name in FIELDS {
            let right = self.fields.get(name).copied().unwrap_or_default();
            figures.push(name, Figure::Accuracy { right, of });
        }
        let mut all = judge::Tally::default();
        self.roles.values().for_each(|tally| sum(&mut all, *tally));
        figures.push("roles", matched(all));
        for role in ROLES {
            let tally = self.roles.get(role).copied().unwrap_or_default();
            figures.push(format!("role {role}"), matched(tally));
        }
        figures.push("counts", matched(self.counts));
        figures
    }
}

fn sum(all: &mut judge::Tally, part: judge::Tally) {
    all.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
}

fn is_whole([right, proposed, gold]: judge::Tally) -> bool {
    right == proposed && right == gold
}

/// For each gold claim the place of the reading's that is the same, one to one, as many as can be, those of
/// its type first.
fn partners(report: &Report, claims: &[Claim]) -> Vec<Option<usize>> {
    let near = |gold: &Gold| {
        let mut near: Vec<usize> =
            (0..claims.len()).filter(|at| shares(&gold.trigger, &claims[*at])).collect();
        near.sort_by_key(|at| !gold.types.iter().any(|kind| **kind == *claims[*at].kind.0));
        near
    };
    let near: Vec<Vec<usize>> = report.claims.iter().map(near).collect();
    super::pairs::pairs(&near, claims.len())
}

/// Whether a claim is named by some of these words.
fn shares(words: &[Range<usize>], claim: &Claim) -> bool {
    let trigger = claim.trigger;
    words.iter().any(|words| words.start < trigger.end() && trigger.start() < words.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{
        Article, Count, EventType, Evidence, Polarity, Role, RoleKind, Segments, Span,
    };
    use gold::{Counted, Filler};
    use std::sync::Arc;

    const TEXT: &str = "Rebels killed two guards and burned the mill.";

    fn range(words: &str) -> Range<usize> {
        let start = TEXT.find(words).unwrap();
        start..start + words.len()
    }

    fn span(words: &str) -> Span {
        let range = range(words);
        Span::new(range.start, range.end)
    }

    fn gold(trigger: &str, kind: &str, fillers: &[(&str, &str, bool)]) -> Gold {
        let filler = |(role, name, optional): &(&str, &str, bool)| Filler {
            role: (*role).to_owned(),
            names: vec![(*name).to_owned()],
            optional: *optional,
        };
        Gold {
            trigger: vec![range(trigger)],
            types: vec![kind.to_owned()],
            polarity: vec!["asserted".to_owned()],
            places: vec![None],
            times: vec![None],
            sources: vec![None],
            fillers: fillers.iter().map(filler).collect(),
            counts: Vec::new(),
        }
    }

    fn read(trigger: &str, kind: &str, roles: &[(RoleKind, &str)]) -> Claim {
        let role = |(kind, words): &(RoleKind, &str)| Role {
            kind: *kind,
            entity: None,
            span: span(words),
        };
        Claim {
            statement: None,
            kind: EventType(kind.into()),
            trigger: span(trigger),
            roles: roles.iter().map(role).collect(),
            place: None,
            time: None,
            counts: Vec::new(),
            polarity: Polarity::Asserted,
            evidence: Evidence::one(span(trigger), &"test".into(), 1.0),
        }
    }

    fn tally(gold: Vec<Gold>, open: &[&str], claims: Vec<Claim>) -> Tally {
        let report = Report {
            id: "mill".to_owned(),
            outlet: None,
            published: None,
            text: TEXT.to_owned(),
            open: open.iter().map(|words| range(words)).collect(),
            claims: gold,
        };
        let reading = Reading {
            article: Article { text: TEXT.to_owned(), ..Article::default() },
            segments: Segments::default(),
            times: Vec::new(),
            places: Vec::new(),
            entities: Vec::new(),
            statements: Vec::new(),
            claims,
        };
        let mut tally = Tally::default();
        tally.add(&report, &reading, &|_| true);
        tally
    }

    #[test]
    fn a_claim_is_whole_when_nothing_is_missing_or_too_much() {
        let told = || {
            let fillers = [("victim", "guards", false), ("actor", "rebels", true)];
            let mut gold = gold("killed", "killing", &fillers);
            let two = Counted {
                what: "killed".to_owned(),
                bounds: vec![(Some(2), Some(2))],
                optional: false,
            };
            gold.counts.push(two);
            vec![gold]
        };
        let count = |number| Count {
            what: Arc::from("killed"),
            low: Some(number),
            high: Some(number),
            span: span("two"),
        };
        let mut claim = read("killed", "killing", &[(RoleKind::Victim, "two guards")]);
        claim.counts.push(count(2));
        let whole = tally(told(), &[], vec![claim.clone()]);
        assert_eq!((whole.claims, whole.whole), ([1, 1, 1], 1));
        assert!(whole.wrong.is_empty());
        claim.roles.push(Role { kind: RoleKind::Target, entity: None, span: span("the mill") });
        claim.counts[0] = count(3);
        let wrong = tally(told(), &[], vec![claim]);
        assert_eq!((wrong.whole, wrong.roles["target"], wrong.counts), (0, [0, 1, 0], [0, 1, 1]));
        assert_eq!(wrong.wrong.len(), 2);
    }

    #[test]
    fn what_nobody_marked_counts_against_the_reading_unless_it_is_left_open() {
        let killing = || vec![read("killed", "killing", &[]), read("burned", "arson", &[])];
        let all = tally(vec![gold("killed", "killing", &[])], &[], killing());
        assert_eq!(all.claims, [1, 2, 1]);
        let open = tally(vec![gold("killed", "killing", &[])], &["burned"], killing());
        assert_eq!(open.claims, [1, 1, 1]);
        let missed = tally(vec![gold("burned", "arson", &[])], &["killed"], Vec::new());
        assert_eq!(missed.claims, [0, 0, 1]);
        assert_eq!(missed.wrong, ["mill: \"burned\" is not read"]);
    }
}
