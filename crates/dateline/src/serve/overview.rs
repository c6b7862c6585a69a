//! `/`: what is in the store, and what rose and fell.

use super::{
    asked::Asked,
    chart::{Chart, Row, ranked},
    desk::Desk,
    frame::{Frame, grouped, page, some},
    kept::Moment,
    refusal::Refusal,
    trend::{Trend, last_months, trend},
};
use crate::store::{By, Columns, Events as _, Query, Sqlite, Standing, Store as _};
use anyhow::Result;
use askama::Template;
use axum::response::Response;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    frame: Frame,
    told: Arc<Told>,
}

/// What it tells, whoever looks at it.
pub struct Told {
    figures: Vec<Figure>,
    is_empty: bool,
    /// How many reports are in no event yet, when some are.
    waiting: Option<String>,
    chart: Option<Chart>,
    trends: Vec<Trend>,
    types: Vec<Row>,
    areas: Vec<Row>,
    countries: Vec<Row>,
}

/// How much there is of something.
struct Figure {
    label: &'static str,
    count: String,
    /// Where it is listed; empty when nowhere.
    href: &'static str,
}

impl Figure {
    /// The page that it is listed on.
    fn page(&self) -> &str {
        self.href.split('?').next().unwrap_or_default()
    }
}

/// # Errors
/// When the store cannot be read.
pub async fn overview(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, store: &Sqlite| {
        let Moment { columns, version, hidden } = desk.now()?;
        let told = desk.told.get(version, &hidden, "", || told(desk, store, &columns))?;
        page(&Overview { frame: desk.frame("overview"), told })
    };
    desk.ask(work).await
}

/// Values of a list.
const LISTED: usize = 10;
/// Types and areas whose change is looked at.
const COMPARED: usize = 6;

fn told(desk: &Desk, store: &Sqlite, columns: &Columns) -> Result<Told> {
    let all = columns.matched(&Query::default(), None);
    let asked = Asked::default();
    let months = columns.tally(&all, By::Month);
    let (by_type, by_area) = (columns.tally(&all, By::Type), columns.tally(&all, By::Admin1));
    let countries = ranked(columns.tally(&all, By::Country), LISTED, str::to_owned, |country| {
        asked.events(&[("country", country)])
    });
    Ok(Told {
        figures: figures(store, columns)?,
        is_empty: all.count() == 0,
        waiting: Some(store.waiting()?).filter(|it| *it > 0).map(|it| some(it, "report")),
        chart: Chart::months(&months, &asked),
        trends: trends(desk, columns, &months, &by_type, &by_area),
        types: ranked(
            by_type,
            LISTED,
            |kind| desk.label(kind),
            |kind| asked.events(&[("type", kind)]),
        ),
        areas: ranked(by_area, LISTED, area_label, |area| {
            let (country, name) = area.split_once('/').unwrap_or((area, ""));
            asked.events(&[("country", country), ("admin1", name)])
        }),
        countries,
    })
}

fn figures(store: &Sqlite, columns: &Columns) -> Result<Vec<Figure>> {
    let figure = |label, count, href| Figure { label, count: grouped(count), href };
    let standing = |standing| {
        let query = Query { standings: vec![standing], ..Query::default() };
        columns.matched(&query, None).count()
    };
    let counts = store.counts()?;
    Ok(vec![
        figure("Events", columns.len() as u64, "/events"),
        figure(
            "from two origins or more",
            standing(Standing::ManySources),
            "/events?standing=many-sources",
        ),
        figure("denied by somebody", standing(Standing::Denied), "/events?standing=denied"),
        figure("Reports", counts.reports, "/reports"),
        figure("texts, copies counted once", store.texts()?, ""),
        figure("versions of reports", counts.versions, ""),
    ])
}

/// `IRQ/Salah ad Din` as "Salah ad Din, IRQ".
fn area_label(area: &str) -> String {
    let (country, name) = area.split_once('/').unwrap_or((area, ""));
    format!("{name}, {country}")
}

fn trends(
    desk: &Desk,
    columns: &Columns,
    months: &[(String, u64)],
    by_type: &[(String, u64)],
    by_area: &[(String, u64)],
) -> Vec<Trend> {
    let Some(pair) = last_months(months) else { return Vec::new() };
    let changed = |of: &str, query: &Query, asked: &Asked| {
        let months = columns.tally(&columns.matched(query, None), By::Month);
        trend(of, &months, &pair, asked)
    };
    let mut trends: Vec<Trend> =
        trend("All events", months, &pair, &Asked::default()).into_iter().collect();
    for kind in most(by_type) {
        let query = Query { types: vec![kind.to_owned()], ..Query::default() };
        let asked = Asked::default().with(&[("type", kind)]);
        trends.extend(changed(&desk.label(kind), &query, &asked));
    }
    for area in most(by_area) {
        let Some((country, name)) = area.split_once('/') else { continue };
        let query = Query {
            countries: vec![country.to_owned()],
            admin1: Some(name.to_owned()),
            ..Query::default()
        };
        let asked = Asked::default().with(&[("country", country), ("admin1", name)]);
        trends.extend(changed(&area_label(area), &query, &asked));
    }
    trends
}

fn most(tally: &[(String, u64)]) -> impl Iterator<Item = &str> {
    let mut tally: Vec<&(String, u64)> = tally.iter().collect();
    tally.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tally.into_iter().take(COMPARED).map(|(value, _)| value.as_str())
}
