//! Every format of the same events, compared with files that lie in `tests/exports/`.

mod golden;
mod leaks;
mod peers;
mod shape;

use super::{Format, Options, Profile, Quotes, write};
use crate::event::Event;
use dateline_read::PackFiles;
use std::path::PathBuf;

/// Hand-made events: a bombing told by two origins, denied by a third and with a victim by name; an aggregate;
/// an arrest told in Arabic; a clash that nobody placed, with fields that a careless program would run.
fn events() -> Vec<Event> {
    let text = std::fs::read_to_string(folder().join("events.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

fn options(quotes: Quotes, profile: Profile) -> Options {
    Options { quotes: Some(quotes), profile, output: None }
}

fn packs() -> PackFiles {
    crate::packs::files(None).unwrap()
}

fn bytes(format: Format, options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    write(format, events().into_iter().map(Ok), options, &packs(), &mut out).unwrap();
    out
}

fn text(format: Format, options: &Options) -> String {
    String::from_utf8(bytes(format, options)).unwrap()
}
