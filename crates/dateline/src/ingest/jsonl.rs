use super::{Body, Report, source::failed};
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
struct Row {
    id: Option<String>,
    text: Option<String>,
    title: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

/// One report a row.
pub fn reports(reader: impl BufRead + Send, file: String) -> impl Iterator<Item = Report> + Send {
    reader.lines().enumerate().filter_map(move |(number, line)| {
        let place = || format!("{file}:{}", number + 1);
        let line = match line {
            Ok(line) if line.trim().is_empty() => return None,
            Ok(line) => line,
            Err(error) => return Some(failed(&file, &format!("{}: {error}", place()))),
        };
        let row: Row = match serde_json::from_str(&line) {
            Ok(row) => row,
            Err(error) => return Some(failed(&file, &format!("{}: {error}", place()))),
        };
        Some(Report {
            id: row.id,
            file: Some(file.clone()),
            url: row.url,
            outlet: row.outlet,
            title: row.title,
            language: row.language,
            published: row.published,
            body: row.text.map_or(Body::Missing, Body::Article),
            problems: Vec::new(),
        })
    })
}
