use super::{
    Decision, Join, bundle, is_aggregate,
    pairs::{Compared, Pair},
    rules::Rules,
    spanning::spanning,
};
use crate::{ClaimKey, Facts};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The claims that tell one happening.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its claims, the earliest published first; of equals, the lowest key. The first one's key is the
    /// event's.
    pub claims: Vec<ClaimKey>,
    /// Why they are one: joins that tie all claims together.
    pub joins: Vec<(ClaimKey, ClaimKey, Join)>,
    /// Whether it tells of many happenings at once.
    pub aggregate: bool,
}

/// The events that claims make, sorted by their first claims' keys.
///
/// First the claims of each report are put together that tell one happening; then those bundles, by the
/// average of what the first eight of one event are worth to the first eight of another, the surest first. No event has claims in
/// two countries, of no common family, of single and of many happenings, or that people split; where
/// people merged, these rules give way to them.
///
/// What comes out does not depend on the order of what goes in, nor on claims that no chain of joins and
/// decisions ties to an event: so after a change only the claims so tied to what changed need be asked
/// about again.
pub fn groups(claims: &[Facts], decisions: &[Decision]) -> Vec<Group> {
    let mut claims = claims.to_vec();
    claims.sort_by_key(|facts| facts.key);
    claims.dedup_by_key(|facts| facts.key);
    let rules = Rules::new(&claims, decisions);
    let compared = Compared::of(&claims);
    let bundles = bundle::bundles(&compared, &rules);
    let mut events = bundle::events(&bundles, &compared, &rules);
    for event in &mut events {
        event.sort_by_key(|at| first_published(&claims[*at]));
    }
    let links = Links::of(&events, &compared, &rules);
    let group = |(number, event): (usize, &Vec<usize>)| links.group(number, event, &claims);
    let mut groups: Vec<Group> = events.iter().enumerate().map(group).collect();
    groups.sort_by_key(|group| group.claims[0]);
    groups
}

/// What orders the claims of an event: undated ones last.
fn first_published(facts: &Facts) -> (bool, Option<Date>, ClaimKey) {
    let date = facts.published.and_then(|time| time.start);
    (date.is_none(), date, facts.key)
}

/// The joins and the merges by hand within each event.
struct Links {
    joined: BTreeMap<usize, Vec<(Pair, i64)>>,
    merged: BTreeMap<usize, Vec<Pair>>,
}

impl Links {
    fn of(events: &[Vec<usize>], compared: &Compared<'_>, rules: &Rules<'_>) -> Self {
        let mut event_of = vec![0; compared.claims.len()];
        for (number, event) in events.iter().enumerate() {
            event.iter().for_each(|claim| event_of[*claim] = number);
        }
        let within = |(a, b): Pair| (event_of[a] == event_of[b]).then_some(event_of[a]);
        let mut links = Self { joined: BTreeMap::new(), merged: BTreeMap::new() };
        for (pair, worth) in &compared.joined {
            if let Some(event) = within(*pair) {
                links.joined.entry(event).or_default().push((*pair, *worth));
            }
        }
        for pair in &rules.merged {
            if let Some(event) = within(*pair) {
                links.merged.entry(event).or_default().push(*pair);
            }
        }
        links
    }

    fn group(&self, number: usize, event: &[usize], claims: &[Facts]) -> Group {
        let facts: Vec<&Facts> = event.iter().map(|at| &claims[*at]).collect();
        let at: BTreeMap<usize, usize> = event.iter().copied().zip(0..).collect();
        let joined: Vec<_> = self.joined.get(&number).into_iter().flatten().collect();
        let joined: Vec<_> = joined.iter().map(|((a, b), worth)| (at[a], at[b], *worth)).collect();
        let merged: Vec<_> = self.merged.get(&number).into_iter().flatten().collect();
        let merged: Vec<_> = merged.iter().map(|(a, b)| (at[a], at[b])).collect();
        Group {
            claims: facts.iter().map(|facts| facts.key).collect(),
            joins: spanning(&facts, &joined, &merged),
            aggregate: facts.iter().all(|facts| is_aggregate(facts)),
        }
    }
}
