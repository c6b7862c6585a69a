mod b_cubed;
mod gold;

use super::{Figure, Figures, Request, rows};
use crate::event;
use anyhow::{Result, bail};
use b_cubed::b_cubed;
use dateline_link::{ClaimKey, Facts, events};
use dateline_read::Reader;
use gold::{Happening, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Which reports tell the same happening: B-cubed over the happenings of reports, each put into the event
/// of the claim that tells it. What no claim tells is an event by itself.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    if request.predictions.is_some() {
        bail!("events are measured on readings; leave --predictions out");
    }
    let rows: Vec<Row> = rows::load(request.gold)?;
    let reports = rows.iter().map(|row| Report::read(row, request.reader));
    let reports: Vec<Report> = reports.collect::<Result<_>>()?;
    let claims: Vec<Facts> = reports.iter().flat_map(|report| report.facts.clone()).collect();
    let groups = events::groups(&claims, &[]);
    let event_of = |(number, group): (usize, &events::Group)| {
        group.claims.iter().map(|claim| (*claim, number)).collect::<Vec<_>>()
    };
    let event_of: BTreeMap<ClaimKey, usize> =
        groups.iter().enumerate().flat_map(event_of).collect();
    let mut tellings = Vec::new();
    for (row, report) in rows.iter().zip(&reports) {
        tellings.extend(report.tellings(row, &event_of));
    }
    Ok(figures(rows.len(), claims.len(), groups.len(), &tellings))
}

/// A report's claims, as they are read and as they are linked.
struct Report {
    told: Vec<event::Told>,
    facts: Vec<Facts>,
}

/// A happening as a report tells it: gold's name for it, and the event it was put into.
struct Telling {
    gold: Happening,
    event: Option<usize>,
}

impl Report {
    fn read(row: &Row, reader: &Reader) -> Result<Self> {
        let (reading, packs) = (reader.read(row.article()), reader.packs());
        let mut told = event::tell(&reading, &row.id, packs);
        let (key, published) = (event::report_key(&reading.article), reading.article.published);
        let facts = event::complete(&mut told, key, published, &packs.ontology)?;
        Ok(Self { told, facts })
    }

    fn tellings(&self, row: &Row, event_of: &BTreeMap<ClaimKey, usize>) -> Vec<Telling> {
        let event = |happening: &Happening| {
            let told = happening.words.as_ref().and_then(|words| self.within(row, words));
            told.map(|at| event_of[&self.facts[at].key]).or_else(|| self.main(event_of))
        };
        let telling = |gold: Happening| Telling { event: event(&gold), gold };
        row.happenings().into_iter().map(telling).collect()
    }

    /// The surest claim whose trigger lies in these words of the report.
    fn within(&self, row: &Row, words: &str) -> Option<usize> {
        let start = row.text.find(words)?;
        let start = row.text[..start].chars().count();
        let end = start + words.chars().count();
        let lies = |told: &event::Told| {
            let trigger = &told.claim.trigger;
            start <= trigger.start && trigger.end <= end
        };
        let claims = self.told.iter().enumerate().filter(|(_, told)| lies(told));
        claims.max_by(|a, b| a.1.claim.score.total_cmp(&b.1.claim.score)).map(|(at, _)| at)
    }

    /// The event that most of the report's claims are in, by their scores.
    fn main(&self, event_of: &BTreeMap<ClaimKey, usize>) -> Option<usize> {
        let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
        for (told, facts) in self.told.iter().zip(&self.facts) {
            *weights.entry(event_of[&facts.key]).or_default() += told.claim.score;
        }
        // Of equals the one that is told first: news begins with what matters.
        let first =
            |event: usize| self.facts.iter().position(|facts| event_of[&facts.key] == event);
        let best = weights
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| first(b.0).cmp(&first(a.0))));
        best.map(|(event, _)| event)
    }
}

fn figures(reports: usize, claims: usize, events: usize, tellings: &[Telling]) -> Figures {
    let untold = tellings.iter().filter(|telling| telling.event.is_none()).count();
    let mut countries: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for telling in tellings {
        if let Some(event) = telling.event {
            countries.entry(event).or_default().insert(telling.gold.country());
        }
    }
    let across = countries.values().filter(|countries| countries.len() > 1).count();
    // Every untold happening has an event of its own.
    let event = |(at, telling): (usize, &Telling)| telling.event.unwrap_or(events + at);
    let proposed: Vec<usize> = tellings.iter().enumerate().map(event).collect();
    let gold: Vec<&str> = tellings.iter().map(|telling| telling.gold.happening.as_str()).collect();
    let happenings: BTreeSet<&str> = gold.iter().copied().collect();
    let told_events: BTreeSet<usize> = proposed.iter().copied().collect();
    let mut figures = Figures::default();
    for (name, count) in [
        ("reports", reports),
        ("claims", claims),
        ("tellings", tellings.len()),
        ("without a claim", untold),
        ("happenings", happenings.len()),
        ("events", told_events.len()),
        ("across countries", across),
    ] {
        figures.push(name, Figure::Count(count));
    }
    figures.push("b-cubed", b_cubed(&gold, &proposed));
    figures
}
