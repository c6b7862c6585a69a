//! A page to read, print and hand on: events in order of time, each with the words it stands on, footnoted.
//!
//! It asks the network for nothing. Its events are in memory together, for a page is ordered and has a table of all.

mod entry;
mod html;
mod months;

use super::{Exporter, Options, jsonl::Label};
use crate::event::Event;
use anyhow::Result;
use html::escaped;
use std::io::Write;

pub struct Brief<'a> {
    label: Label,
    events: Vec<Event>,
    out: &'a mut (dyn Write + Send),
}

impl<'a> Brief<'a> {
    pub fn new(options: &Options, out: &'a mut (dyn Write + Send)) -> Self {
        Self { label: options.into(), events: Vec::new(), out }
    }
}

impl Exporter for Brief<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        self.events.push(event.clone());
        Ok(true)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.events.sort_by_key(|event| (day(event).is_none(), day(event).map(str::to_owned)));
        let title = title(&self.events);
        writeln!(
            self.out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{}</style>\n</head>\n<body>\n<h1>{title}</h1>",
            include_str!("page.css")
        )?;
        writeln!(self.out, "<p class=\"note\">{}</p>", about(self.label))?;
        self.out.write_all(months::table(&self.events).as_bytes())?;
        let mut notes = Vec::new();
        for event in &self.events {
            self.out.write_all(entry::entry(event, &mut notes).as_bytes())?;
        }
        writeln!(self.out, "<h2>Sources</h2>\n<ol class=\"sources\">")?;
        for note in notes {
            self.out.write_all(note.as_bytes())?;
        }
        writeln!(self.out, "</ol>\n</body>\n</html>")?;
        Ok(())
    }
}

fn day(event: &Event) -> Option<&str> {
    event.occurred.as_ref()?.start.as_deref()
}

fn title(events: &[Event]) -> String {
    let mut days = events.iter().filter_map(day);
    match (days.next(), days.next_back()) {
        (Some(first), Some(last)) if first != last => {
            format!("Reported events, {} to {}", escaped(first), escaped(last))
        }
        (Some(only), _) => format!("Reported events, {}", escaped(only)),
        _ => "Reported events".to_owned(),
    }
}

/// What a reader must know to read it right.
fn about(label: Label) -> String {
    format!(
        "What reports say, and on whose word. No event here is confirmed by being listed. An origin is where a claim \
         first came from; copies and translations of it are not counted again. Made by Dateline {} for the profile \
         <b>{}</b> with quotes <b>{}</b>.",
        env!("CARGO_PKG_VERSION"),
        html::word(&label.profile),
        html::word(&label.quotes),
    )
}
