//! `/events`: a list that is filtered by its address, with its map and its months.

use super::{
    around,
    asked::Asked,
    chart::Chart,
    desk::Desk,
    download::formats,
    frame::{Frame, page, some, words},
    kept::Moment,
    map::{DRAWN, Map, Place, Placed},
    refusal::Refusal,
};
use crate::{
    event::{Brief, claim_id},
    human,
    store::{By, Columns, Dot, Events as _, Query, Sqlite, date},
};
use anyhow::Result;
use askama::Template;
use axum::{
    extract::RawQuery,
    response::{IntoResponse, Redirect, Response},
};
use dateline_link::ClaimKey;
use jiff::{Span, ToSpan, civil::Date};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "events.html")]
struct Page<'a> {
    frame: Frame,
    list: &'a str,
}

/// The page but for what surrounds it, whoever looks at it.
#[derive(Template)]
#[template(path = "event_list.html")]
struct List<'a> {
    /// Whether whoever looks at it may see the words of reports.
    may_see_words: bool,
    asked: &'a Asked,
    choices: &'a Choices,
    found: &'a Found,
}

/// What is listed.
struct Found {
    /// "1 234 events".
    heading: String,
    events: Vec<Arc<Option<Brief>>>,
    next: Option<String>,
    chart: Option<Chart>,
    map: Map,
    places: Vec<Place>,
    tray: Vec<Dot>,
    tray_heading: String,
    /// How many places the list beside the map leaves out, when it does.
    more_places: Option<String>,
    /// How many places the map leaves out, when it does.
    undrawn: Option<String>,
}

/// What the filters offer.
pub struct Choices {
    /// Name and what it is.
    formats: Vec<(String, String)>,
    /// Id and label.
    types: Vec<(String, String)>,
    countries: Vec<String>,
    areas: Vec<String>,
    /// The day of the last event.
    newest: Option<Date>,
}

/// Events of a page.
const LISTED: usize = 50;
/// Places, and events without one, that are listed beside the map.
const NAMED: usize = 60;
/// Events of a place that are listed.
const HERE: usize = 12;

/// # Errors
/// When what is asked for is no filter, or the store cannot be read.
pub async fn events(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    if Asked::has_empty(query.as_deref()) {
        return Ok(Redirect::to(&asked.at("/events")).into_response());
    }
    if let Some(address) = around::asked_for(&asked)? {
        return Ok(Redirect::to(&address).into_response());
    }
    let work = move |desk: &Desk, store: &Sqlite| {
        page(&Page { frame: desk.frame("events"), list: &view(desk, store, &asked)? })
    };
    desk.ask(work).await
}

fn view(desk: &Desk, store: &Sqlite, asked: &Asked) -> Result<Arc<String>, Refusal> {
    let moment = desk.now()?;
    let Moment { columns, hidden, .. } = &moment;
    let version = columns.upto();
    // Those who see no words see other events.
    let may_see_words = desk.visitor.may_see_words();
    let question = format!("{may_see_words} {}", asked.at(""));
    desk.lists.get(version, hidden, &question, || {
        let found = &found(desk, store, &moment, asked)?;
        let choices =
            &*desk.choices.get(version, hidden, "", || anyhow::Ok(choices(desk, columns)))?;
        Ok(List { may_see_words, asked, choices, found }.render()?)
    })
}

fn found(desk: &Desk, store: &Sqlite, moment: &Moment, asked: &Asked) -> Result<Found, Refusal> {
    let query = asked.query(desk)?;
    let columns = &moment.columns;
    let matched = desk.kept.matched(store, moment, &query)?;
    let listed = columns.page(&matched, &query, asked.cursor()?.as_ref(), LISTED);
    let (keys, next) = listed.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
    let next = next.map(|next| asked.with(&[("cursor", &next.to_string())]).at("/events"));
    let placed = Placed::of(columns.heaps(&matched, &query, [DRAWN, NAMED, HERE]));
    let map = Map::of(&placed, around::circle(asked), &desk.atlas);
    let Placed { mut places, count, tray, tray_count } = placed;
    let some_more = |count: usize| (count > 0).then(|| some(count as u64, "place"));
    let more_places = some_more(count.saturating_sub(NAMED));
    let undrawn = some_more(count.saturating_sub(DRAWN));
    places.truncate(NAMED);
    let months = columns.tally(&matched, By::Month);
    Ok(Found {
        heading: some(matched.count(), "event"),
        events: briefs(desk, store, moment, &keys)?,
        next,
        chart: Chart::months(&months, asked),
        map,
        places,
        tray,
        tray_heading: some(tray_count, "event"),
        more_places,
        undrawn,
    })
}

/// These events; none for one that is gone.
fn briefs(
    desk: &Desk,
    store: &Sqlite,
    moment: &Moment,
    keys: &[ClaimKey],
) -> Result<Vec<Arc<Option<Brief>>>> {
    if !desk.visitor.may_see_words() {
        let events = store.events(keys)?.into_iter().map(|event| desk.visitor.shown(event).into());
        return Ok(events.map(|event| Arc::new(Some(event))).collect());
    }
    let Moment { columns, hidden, .. } = moment;
    let brief = |key: &ClaimKey| {
        desk.briefs.get(columns.upto(), hidden, &claim_id(*key), || store.brief(*key))
    };
    keys.iter().map(brief).collect()
}

fn choices(desk: &Desk, columns: &Columns) -> Choices {
    let all = columns.matched(&Query::default(), None);
    let values = |by| columns.tally(&all, by).into_iter().map(|(value, _)| value);
    let types = desk.ontology().types();
    let area = |area: String| area.split_once('/').map(|(_, name)| name.to_owned());
    Choices {
        formats: formats(),
        types: types.map(|info| (info.id.to_string(), info.label.clone())).collect(),
        countries: values(By::Country).collect(),
        areas: values(By::Admin1).filter_map(area).collect(),
        newest: columns.newest().and_then(|day| date(day.into())),
    }
}

/// Times before the last event that a click leaves: their name, their address, and whether that is here.
fn ranges(asked: &Asked, newest: Option<Date>) -> Vec<(&'static str, String, bool)> {
    let Some(newest) = newest else { return Vec::new() };
    let since = |span: Span| newest.checked_sub(span).map(|date| date.to_string()).ok();
    let range = |(name, span): (&'static str, Option<Span>)| {
        let since = span.map_or(Some(String::new()), since)?;
        let is_here = asked.get("since") == since && asked.get("until").is_empty();
        Some((name, asked.events(&[("since", &since), ("until", "")]), is_here))
    };
    let spans = [
        ("All time", None),
        ("Last year", Some(1.year())),
        ("6 months", Some(6.months())),
        ("Month", Some(1.month())),
        ("2 weeks", Some(2.weeks())),
    ];
    spans.into_iter().filter_map(range).collect()
}

/// What is asked for, each with the list without it.
fn chips(asked: &Asked) -> Vec<(String, &str, String)> {
    let own = ["cursor", "view", "sort", "ascending", "limit"];
    let pairs = asked.pairs().iter().filter(|(name, _)| !own.contains(&name.as_str()));
    pairs
        .map(|(name, value)| (words(name), value.as_str(), asked.events(&[(name.as_str(), "")])))
        .collect()
}

fn id(dot: &Dot) -> String {
    claim_id(dot.event)
}

/// A day of a dot for people.
fn day(dot: &Dot) -> String {
    let date = dot.first_day.and_then(date);
    date.map_or_else(|| "no date".to_owned(), |date| date.to_string())
}
