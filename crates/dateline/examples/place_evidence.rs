//! Prints what speaks for and against each candidate place of a corpus, for `packs/lang/en/places/build/fit.py`:
//! `place_evidence PACKS GOLD.jsonl`, one JSON row a candidate.

use anyhow::{Context, Result, bail};
use dateline_doc::{Article, Segmented};
use dateline_read::{PackFiles, Packs, places::LexiconPlaces, segment};
use serde_json::{Value, json};
use std::{fs, path::Path, sync::Arc};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, gold] = &arguments[..] else { bail!("usage: place_evidence PACKS GOLD.jsonl") };
    let mut files = PackFiles::default();
    add(&mut files, Path::new(folder), "")?;
    let packs = Arc::new(Packs::load(&files)?);
    let places = LexiconPlaces::new(packs.clone());
    for line in fs::read_to_string(gold).with_context(|| format!("{gold}: cannot read"))?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let article = Article { text, language: Some("en".to_owned()), ..Article::default() };
        let segments = segment::segment(&article.text, packs.language(Some("en")));
        for (span, features) in
            places.evidence(Segmented { article: &article, segments: &segments })
        {
            let point = |byte: usize| article.text[..byte].chars().count();
            let features: serde_json::Map<String, Value> =
                features.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
            let (start, end) = (point(span.start()), point(span.end()));
            println!(
                "{}",
                json!({"id": row["id"], "start": start, "end": end, "name": &article.text[span], "features": features})
            );
        }
    }
    Ok(())
}

fn add(files: &mut PackFiles, folder: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add(files, &entry.path(), &format!("{path}/"))?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}
