//! `/`: what is in the store, and what rose and fell.

use super::{
    asked::Asked,
    chart::{Chart, Row, ranked},
    desk::Desk,
    frame::{Frame, grouped, page, some},
    refusal::Refusal,
    trend::{Trend, last_months, trend},
};
use crate::store::{By, Events as _, Query, Sqlite, Standing, Store as _};
use anyhow::Result;
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    frame: Frame,
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

/// # Errors
/// When the store cannot be read.
pub async fn overview(desk: Desk) -> Result<Response, Refusal> {
    desk.ask(|desk, store| page(&view(desk, store)?)).await
}

/// Values of a list.
const LISTED: usize = 10;
/// Types and areas whose change is looked at.
const COMPARED: usize = 6;

fn view(desk: &Desk, store: &Sqlite) -> Result<Overview> {
    let all = Query::default();
    let asked = Asked::default();
    let months = store.tally(&all, By::Month)?;
    let types = ranked(
        store.tally(&all, By::Type)?,
        LISTED,
        |kind| desk.label(kind),
        |kind| asked.events(&[("type", kind)]),
    );
    let areas = ranked(store.tally(&all, By::Admin1)?, LISTED, area_label, |area| {
        let (country, name) = area.split_once('/').unwrap_or((area, ""));
        asked.events(&[("country", country), ("admin1", name)])
    });
    let countries = ranked(store.tally(&all, By::Country)?, LISTED, str::to_owned, |country| {
        asked.events(&[("country", country)])
    });
    Ok(Overview {
        frame: desk.frame("overview"),
        figures: figures(store)?,
        is_empty: store.count(&all)? == 0,
        waiting: Some(store.waiting()?).filter(|it| *it > 0).map(|it| some(it, "report")),
        chart: Chart::months(&months, &asked),
        trends: trends(desk, store, &months)?,
        types,
        areas,
        countries,
    })
}

fn figures(store: &Sqlite) -> Result<Vec<Figure>> {
    let figure = |label, count, href| Figure { label, count: grouped(count), href };
    let standing = |standing| Query { standings: vec![standing], ..Query::default() };
    let many = store.count(&standing(Standing::ManySources))?;
    let denied = store.count(&standing(Standing::Denied))?;
    let counts = store.counts()?;
    Ok(vec![
        figure("Events", store.count(&Query::default())?, "/events"),
        figure("from two origins or more", many, "/events?standing=many-sources"),
        figure("denied by somebody", denied, "/events?standing=denied"),
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

fn trends(desk: &Desk, store: &Sqlite, months: &[(String, u64)]) -> Result<Vec<Trend>> {
    let Some(pair) = last_months(months) else { return Ok(Vec::new()) };
    let mut trends: Vec<Trend> =
        trend("All events", months, &pair, &Asked::default()).into_iter().collect();
    for (kind, _) in most(store.tally(&Query::default(), By::Type)?) {
        let query = Query { types: vec![kind.clone()], ..Query::default() };
        let asked = Asked::default().with(&[("type", &kind)]);
        trends.extend(trend(&desk.label(&kind), &store.tally(&query, By::Month)?, &pair, &asked));
    }
    for (area, _) in most(store.tally(&Query::default(), By::Admin1)?) {
        let Some((country, name)) = area.split_once('/') else { continue };
        let query = Query {
            countries: vec![country.to_owned()],
            admin1: Some(name.to_owned()),
            ..Query::default()
        };
        let asked = Asked::default().with(&[("country", country), ("admin1", name)]);
        trends.extend(trend(&area_label(&area), &store.tally(&query, By::Month)?, &pair, &asked));
    }
    Ok(trends)
}

fn most(mut tally: Vec<(String, u64)>) -> impl Iterator<Item = (String, u64)> {
    tally.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tally.into_iter().take(COMPARED)
}
