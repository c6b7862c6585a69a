//! What every target checks of a reading.

use dateline_doc::{Article, Reading, Span};
use dateline_read::{PackFiles, Packs, Reader};
use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

/// A reader with the repository's packs.
pub static READER: LazyLock<Reader> = LazyLock::new(|| {
    let mut files = PackFiles::default();
    add(&mut files, &Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs"), "");
    Reader::new(Arc::new(Packs::load(&files).expect("the packs load")))
});

fn add(files: &mut PackFiles, folder: &Path, prefix: &str) {
    for entry in std::fs::read_dir(folder).expect("a folder of packs").flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(files, &entry.path(), &format!("{path}/"));
        } else {
            files.insert(path, std::fs::read(entry.path()).expect("a pack's file"));
        }
    }
}

/// Reads an article and checks that every span is one of its text.
pub fn check(article: Article) {
    let reading = READER.read(article);
    let text = reading.article.text.as_str();
    for span in spans(&reading) {
        assert!(text.get(span.range()).is_some(), "{span:?} is no span of the text");
    }
}

fn spans(reading: &Reading) -> Vec<Span> {
    let mut spans: Vec<Span> = reading.article.via.iter().filter_map(|via| via.span).collect();
    spans.extend(reading.segments.tokens.iter().map(|token| token.span));
    spans.extend(reading.times.iter().map(|time| time.span));
    spans.extend(reading.places.iter().map(|place| place.span));
    spans.extend(reading.entities.iter().flat_map(|entity| entity.mentions.iter().copied()));
    for statement in &reading.statements {
        spans.extend(statement.source.iter().chain(&statement.cue).chain(&statement.content).copied());
    }
    for claim in &reading.claims {
        spans.push(claim.trigger);
        spans.extend(claim.roles.iter().map(|role| role.span));
        spans.extend(claim.counts.iter().map(|count| count.span));
    }
    spans
}
