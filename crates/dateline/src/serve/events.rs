//! `/events`: a list that is filtered by its address, with its map and its months.

use super::{
    asked::Asked,
    chart::Chart,
    desk::Desk,
    download::formats,
    frame::{Frame, page, some, words},
    map::{Map, Place, Placed},
    refusal::Refusal,
};
use crate::{
    event::{Event, claim_id},
    human,
    store::{By, Dot, Events as _, Query, Sqlite},
};
use askama::Template;
use axum::{
    extract::RawQuery,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "events.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    choices: Choices,
    /// "1 234 events".
    heading: String,
    events: Vec<Event>,
    next: Option<String>,
    chart: Option<Chart>,
    map: Map,
    places: Vec<Place>,
    tray: Vec<Dot>,
    tray_heading: String,
    /// How many places the list beside the map leaves out, when it does.
    more_places: Option<String>,
    /// Whether the map shows all events asked for.
    is_whole: bool,
}

/// What the filters offer.
struct Choices {
    /// Name and what it is.
    formats: Vec<(String, String)>,
    /// Id and label.
    types: Vec<(String, String)>,
    countries: Vec<String>,
    areas: Vec<String>,
}

/// Events of a page.
const LISTED: usize = 50;
/// Events on a map: more would be slow to draw, and tell no more.
const MAPPED: usize = 20_000;
/// Places, and events without one, that are listed beside the map.
const NAMED: usize = 60;

/// # Errors
/// When what is asked for is no filter, or the store cannot be read.
pub async fn events(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    if Asked::has_empty(query.as_deref()) {
        return Ok(Redirect::to(&asked.at("/events")).into_response());
    }
    desk.ask(|desk, store| page(&view(desk, store, asked)?)).await
}

fn view(desk: &Desk, store: &Sqlite, asked: Asked) -> Result<Page, Refusal> {
    let query = asked.query(desk)?;
    let listed = store.page(&query, asked.cursor()?.as_ref(), LISTED)?;
    let next = listed.next.map(|next| {
        let next = next.to_string();
        asked.with(&[("cursor", &next)]).at("/events")
    });
    let dots = store.points(&query, MAPPED)?;
    let is_whole = dots.len() < MAPPED;
    let mut placed = Placed::of(dots);
    for place in placed.places.iter_mut().take(NAMED) {
        place.name = name(store, place)?;
    }
    let map = Map::of(&placed, &desk.world);
    let Placed { mut places, mut tray } = placed;
    let more_places = Some(places.len().saturating_sub(NAMED)).filter(|more| *more > 0);
    let tray_heading = some(tray.len() as u64, "event");
    places.truncate(NAMED);
    tray.truncate(NAMED);
    Ok(Page {
        frame: desk.frame("events"),
        choices: choices(desk, store)?,
        heading: some(store.count(&query)?, "event"),
        events: listed.events,
        next,
        chart: Chart::months(&store.tally(&query, By::Month)?, &asked),
        map,
        places,
        tray,
        tray_heading,
        more_places: more_places.map(|more| some(more as u64, "place")),
        is_whole,
        asked,
    })
}

/// What the reports call the place.
fn name(store: &Sqlite, place: &Place) -> anyhow::Result<Option<String>> {
    let Some(first) = place.events.first() else { return Ok(None) };
    let event = store.event(first.event)?;
    Ok(event.map(|event| human::place(&event)))
}

fn choices(desk: &Desk, store: &Sqlite) -> anyhow::Result<Choices> {
    let all = Query::default();
    let values = |by| -> anyhow::Result<Vec<String>> {
        Ok(store.tally(&all, by)?.into_iter().map(|(value, _)| value).collect())
    };
    let types = desk.ontology().types();
    let area = |area: String| area.split_once('/').map(|(_, name)| name.to_owned());
    Ok(Choices {
        formats: formats(),
        types: types.map(|info| (info.id.to_string(), info.label.clone())).collect(),
        countries: values(By::Country)?,
        areas: values(By::Admin1)?.into_iter().filter_map(area).collect(),
    })
}

fn id(dot: &Dot) -> String {
    claim_id(dot.event)
}

/// A day of a dot for people.
fn day(dot: &Dot) -> String {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    let date = |day| epoch.checked_add(jiff::Span::new().try_days(day).ok()?).ok();
    match dot.first_day.and_then(date) {
        Some(date) => date.to_string(),
        None => "no date".to_owned(),
    }
}
