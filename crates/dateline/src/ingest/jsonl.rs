use super::{Body, Limits, Report, bounded};
use dateline_doc::Problem;
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;

#[derive(Deserialize)]
struct Row {
    id: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    byline: Option<Value>,
    published: Option<String>,
    language: Option<String>,
}

/// One report a row. A row that cannot be read is a report of that; the next ones are read.
pub fn reports(
    mut reader: Box<dyn BufRead + Send>,
    file: String,
    limits: Limits,
) -> impl Iterator<Item = Report> + Send {
    let mut number = 0usize;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            let line = bounded::line(&mut *reader, limits.line, limits.skip)?;
            number += 1;
            ended = line.error.is_some();
            if let Some(report) = report(line, &file, number, limits) {
                return Some(report);
            }
        }
        None
    })
}

fn report(line: bounded::Taken, file: &str, number: usize, limits: Limits) -> Option<Report> {
    let failed = |what: String| Some(Report::failed(file, &format!("line {number}: {what}")));
    if line.cut {
        let limit = limits.line >> 20;
        return failed(format!("longer than {limit} MiB; split it into several rows"));
    }
    if let Some(error) = line.error {
        return failed(error.to_string());
    }
    let bytes = line.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line.bytes);
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let row: Row = match serde_json::from_str(&text) {
        Ok(row) => row,
        Err(error) => return failed(format!("{error}; write one JSON object a line")),
    };
    let mut report = row.report(file);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        report.note(format!("line {number}: some bytes are not UTF-8; they show as \u{fffd}"));
    }
    if matches!(&report.body, Body::Article(text) if text.len() > limits.text) {
        let limit = limits.text >> 20;
        return failed(format!("a text longer than {limit} MiB; split it into several rows"));
    }
    if matches!(report.body, Body::Missing) {
        let message = format!("line {number}: neither `text` nor `html`; give one");
        report.problems.push(Problem { message, fatal: true });
    }
    Some(report)
}

impl Row {
    fn report(self, file: &str) -> Report {
        let body = match (self.text, self.html) {
            (Some(text), _) => Body::Article(text),
            (None, Some(html)) => Body::Html(html.into()),
            (None, None) => Body::Missing,
        };
        Report {
            id: self.id.and_then(scalar),
            file: Some(file.to_owned()),
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline.map(names).unwrap_or_default(),
            language: self.language,
            published: self.published,
            body,
            ..Report::default()
        }
    }
}

/// A string, or a number as it is written.
fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn names(value: Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.into_iter().filter_map(scalar).collect(),
        other => scalar(other).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    fn of(bytes: impl Into<Vec<u8>>) -> Vec<Report> {
        reports(Box::new(Cursor::new(bytes.into())), "rows.jsonl".into(), Limits::default())
            .collect()
    }

    #[test]
    fn rows_keep_their_text_to_the_byte() {
        let rows = of(
            "{\"id\": 7, \"text\": \" a\\r\\n\\tb \", \"published\": \"2024\"}\n\n{\"html\": \"<p>x\"}\n",
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].id.as_deref(), Some("7"));
        assert!(matches!(&rows[0].body, Body::Article(text) if text == " a\r\n\tb "));
        assert!(matches!(&rows[1].body, Body::Html(html) if html.bytes == b"<p>x"));
    }

    #[test]
    fn a_broken_row_is_reported_and_the_next_is_read() {
        let rows = of(
            b"{\"text\": \"a\"}\n{\"text\": \n{}\nnull\n{\"text\": \"\xff\"}\n{\"text\": \"b\"}"
                .to_vec(),
        );
        let fatal: Vec<bool> =
            rows.iter().map(|row| row.problems.iter().any(|it| it.fatal)).collect();
        assert_eq!(fatal, [false, true, true, true, false, false]);
        assert!(rows[1].problems[0].message.starts_with("line 2: "));
        assert_eq!(rows[4].problems.len(), 1);
    }

    #[test]
    fn a_50_mb_line_is_refused_and_the_rest_is_read() {
        let long =
            Cursor::new(b"{\"text\": \"".to_vec()).chain(std::io::repeat(b'x').take(50 << 20));
        let next = Cursor::new(b"\n{\"text\": \"after\"}\n".to_vec());
        let reader = Box::new(std::io::BufReader::new(long.chain(next)));
        let rows: Vec<Report> = reports(reader, "rows.jsonl".into(), Limits::default()).collect();
        assert_eq!(rows.len(), 2);
        assert!(
            rows[0].problems[0].fatal && rows[0].problems[0].message.contains("longer than 16 MiB")
        );
        assert!(matches!(&rows[1].body, Body::Article(text) if text == "after"));
    }
}
