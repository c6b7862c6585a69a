//! `/download`: exactly the events that are asked for, as a file of any form that is exported.

use super::{asked::Asked, desk::Desk, refusal::Refusal};
use crate::{
    commands::each,
    export::{self, Format, Options, Quotes, Withheld},
    store::{Deed, Events as _, Log as _, Query, Shown as _, Sqlite},
};
use anyhow::{Context as _, Result};
use axum::{
    body::Body,
    extract::RawQuery,
    http::header,
    response::{IntoResponse, Response},
};
use clap::ValueEnum;
use futures_util::stream::poll_fn;
use serde_json::json;
use std::{
    io::{self, BufWriter, Write},
    time::Duration,
};
use tokio::sync::mpsc::{Sender, channel};

/// Downloads at a time: each has a thread of its own, for whoever takes it may be slow.
pub const AT_A_TIME: usize = 8;

/// How long another has to wait when there are that many.
const BUSY: Duration = Duration::from_secs(10);

/// Parts of a file that wait to be sent, and about how many bytes each has.
const WAITING: usize = 8;
const PART: usize = 64 << 10;

/// # Errors
/// When what is asked for is no filter or form, or the store cannot be opened.
pub async fn download(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let query = asked.query(&desk)?;
    let format = chosen(&asked, "format", Format::Jsonl)?;
    let options = Options {
        profile: chosen(&asked, "profile", Options::default().profile)?,
        ..Options::default()
    };
    let quotes = chosen(&asked, "quotes", options.quotes())?;
    let quotes = if desk.visitor.may_see_words() { quotes } else { Quotes::None };
    let options = Options { quotes: Some(quotes), ..options };
    let place = desk.downloads.clone().try_acquire_owned();
    let place = place.map_err(|_| Refusal::often(BUSY))?;
    let mut store = Sqlite::open_existing(desk.pool.path())?;
    let (sender, mut receiver) = channel(WAITING);
    let sending = move || {
        let _place = place;
        let out = Sending(sender.clone());
        let done = note(&desk, &mut store, &asked, &query, format, &options)
            .and_then(|()| send(&store, &query, format, &options, &desk, out));
        if let Err(error) = done {
            // Breaks the download off, so that the browser does not take it for whole.
            let _ = sender.blocking_send(Err(io::Error::other(format!("{error:#}"))));
        }
    };
    std::thread::Builder::new().spawn(sending).context("no thread is left for a download")?;
    let body = Body::from_stream(poll_fn(move |context| receiver.poll_recv(context)));
    Ok((headers(format), body).into_response())
}

/// What an option is set to.
fn chosen<T: ValueEnum>(asked: &Asked, name: &str, usual: T) -> Result<T, Refusal> {
    match asked.get(name).as_str() {
        "" => Ok(usual),
        value => T::from_str(value, false)
            .map_err(|_| Refusal::wrong(format!("{name}={value}: there is no such {name}"))),
    }
}

fn headers(format: Format) -> [(header::HeaderName, String); 2] {
    let (kind, ending) = match format {
        Format::Jsonl => ("application/jsonl", "jsonl"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Geojson => ("application/geo+json", "geojson"),
        Format::Parquet => ("application/vnd.apache.parquet", "parquet"),
        Format::Ged | Format::Acled => ("text/csv; charset=utf-8", "csv"),
        Format::Polecat => ("text/tab-separated-values; charset=utf-8", "tsv"),
        Format::Plover | Format::Annotations | Format::Ftm => ("application/jsonl", "jsonl"),
        // Never shown as a page of ours: it is saved, whatever it holds.
        Format::Brief => ("application/octet-stream", "html"),
    };
    let name = name_of(format);
    let file = format!("attachment; filename=\"events-{name}.{ending}\"");
    [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, file)]
}

/// Every form and what it is, for people.
pub fn formats() -> Vec<(String, String)> {
    let help = |format: &Format| Some(format.to_possible_value()?.get_help()?.to_string());
    let formats = Format::value_variants().iter();
    formats.map(|format| (name_of(*format), help(format).unwrap_or_default())).collect()
}

fn name_of(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Holds the events that the visitor may see as they are at this moment, and keeps in the log who takes how many of which.
fn note(
    desk: &Desk,
    store: &mut Sqlite,
    asked: &Asked,
    query: &Query,
    format: Format,
    options: &Options,
) -> Result<()> {
    store.show_up_to(desk.visitor.most())?;
    let format = name_of(format);
    let detail = json!({
        "format": &format,
        "filters": asked.with(&[("format", ""), ("quotes", ""), ("profile", "")]).at(""),
        "profile": options.profile,
        "quotes": options.quotes(),
        "events": store.count(query)?,
    });
    let author = desk.visitor.author();
    let subject = format!("events-{format}");
    let deed = Deed { author: &author, kind: "download", subject: &subject, detail };
    desk.pool.write(|store| store.note(&deed))
}

/// Sends the events that are held.
fn send(
    store: &Sqlite,
    query: &Query,
    format: Format,
    options: &Options,
    desk: &Desk,
    out: Sending,
) -> Result<()> {
    let mut out = BufWriter::with_capacity(PART, out);
    let withheld = Withheld::of(store, options.profile)?;
    let events = each(store, query, &withheld, None, usize::MAX);
    let events = events.map(|event| event.map(|event| desk.visitor.shown(event)));
    export::write(format, events, options, &desk.files, &mut out)?;
    Ok(out.flush()?)
}

/// Writes to whoever takes the download.
struct Sending(Sender<Result<Vec<u8>, io::Error>>);

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
