//! A release: a folder of events in several forms with a manifest of what they were made from. The same
//! store, filters and options give the same bytes.

mod changes;
mod manifest;

use crate::{
    event::{Event, Report},
    export::{self, Format, Options},
    hash::Hash,
};
use anyhow::{Context, Result, bail};
pub use changes::{Change, Events, changes};
use clap::ValueEnum;
use dateline_read::PackFiles;
pub use manifest::{File, Made, Manifest};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::{BufWriter, Write},
    path::Path,
};

/// The manifest's name in its folder.
pub const MANIFEST: &str = "manifest.json";

/// The documents that explain the files.
const DOCUMENTS: [(&str, &str); 2] = [
    ("codebook.md", include_str!("../../../../docs/codebook.md")),
    ("event-1.json", include_str!("../../../../schema/event-1.json")),
];

/// Writes a release to `folder`, which must not be there yet and appears once it is whole.
///
/// `events` is called once a form, and must give the same events each time.
///
/// # Errors
/// When the folder is there, or something cannot be read or written.
pub fn write<I: Iterator<Item = Result<Event>>>(
    folder: &Path,
    formats: &[Format],
    events: impl Fn() -> I,
    options: &Options,
    packs: &PackFiles,
    made: Made,
) -> Result<Manifest> {
    if folder.exists() {
        bail!("{}: is there already; name a folder that is not", folder.display());
    }
    let Some(part) = export::beside(folder) else {
        bail!("{}: not a folder's name; give one such as 2024-05", folder.display());
    };
    fs::create_dir_all(&part).with_context(|| part.display().to_string())?;
    let written = fill(&part, formats, events, options, packs, made).and_then(|manifest| {
        fs::rename(&part, folder)?;
        Ok(manifest)
    });
    if written.is_err() {
        // What failed is told of; that its rest could not be removed either adds nothing.
        let _ = fs::remove_dir_all(&part);
    }
    written.with_context(|| format!("{}: not written", folder.display()))
}

fn fill<I: Iterator<Item = Result<Event>>>(
    part: &Path,
    formats: &[Format],
    events: impl Fn() -> I,
    options: &Options,
    packs: &PackFiles,
    made: Made,
) -> Result<Manifest> {
    let (reports, count) = inputs(events(), options)?;
    let mut names = Vec::new();
    for format in formats {
        let name = file_name(*format);
        let mut out = BufWriter::new(fs::File::create(part.join(&name))?);
        export::write(*format, events(), options, packs, &mut out)?;
        out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        names.push(name);
    }
    let lines: Vec<String> =
        reports.values().map(serde_json::to_string).collect::<Result<_, _>>()?;
    fs::write(part.join("reports.jsonl"), lines.join("\n") + "\n")?;
    names.push("reports.jsonl".to_owned());
    for (name, text) in DOCUMENTS {
        fs::write(part.join(name), text)?;
        names.push(name.to_owned());
    }
    let files = names.into_iter().map(|name| File::of(part, name)).collect::<Result<_>>()?;
    let manifest = Manifest::new(made, options, count, reports.len() as u64, files);
    fs::write(part.join(MANIFEST), pretty(&manifest)?)?;
    let listed = manifest.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name));
    let own = format!("{}  {MANIFEST}\n", Hash::of(fs::read(part.join(MANIFEST))?));
    let mut sums = fs::File::create(part.join("SHA256SUMS"))?;
    sums.write_all((listed.collect::<String>() + &own).as_bytes())?;
    sums.sync_all()?;
    Ok(manifest)
}

/// The reports that the events rest on, as far as the options let them out, by their numbers, and how
/// many events there are.
fn inputs(
    events: impl Iterator<Item = Result<Event>>,
    options: &Options,
) -> Result<(BTreeMap<u64, Report>, u64)> {
    let (mut reports, mut count) = (BTreeMap::new(), 0);
    for event in events {
        for report in export::allowed(event?, options).reports {
            let number = report.id[1..].parse().unwrap_or_default();
            reports.insert(number, report);
        }
        count += 1;
    }
    Ok((reports, count))
}

fn pretty(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn file_name(format: Format) -> String {
    let name = format.to_possible_value().map(|value| value.get_name().to_owned());
    let name = name.unwrap_or_default();
    match name.as_str() {
        "ged" | "acled" => format!("events-{name}.csv"),
        "polecat" => "events-polecat.tsv".to_owned(),
        "plover" | "annotations" | "ftm" => format!("events-{name}.jsonl"),
        "brief" => "brief.html".to_owned(),
        _ => format!("events.{name}"),
    }
}
