use super::{Limits, Report, bounded, format::Format, http, source};
use std::io::{self, BufRead, Read};

/// Most bytes a record's head may take.
const HEAD: usize = 64 << 10;

/// One report for each page or text among an archive's responses. Other records are passed over.
///
/// The framing is read here, record by record, rather than by a library: those at hand hold whole
/// records in memory whatever their stated length.
pub fn reports(
    mut reader: Box<dyn BufRead + Send>,
    file: String,
    limits: Limits,
) -> impl Iterator<Item = Report> + Send {
    let mut number = 0usize;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            number += 1;
            match record(&mut *reader, limits) {
                Ok(None) => ended = true,
                Ok(Some(record)) => {
                    if let Some(report) = record.report(&file, limits) {
                        return Some(report);
                    }
                }
                Err(error) => {
                    ended = true;
                    return Some(Report::failed(&file, &format!("record {number}: {error}")));
                }
            }
        }
        None
    })
}

#[derive(Default)]
struct Record {
    kind: String,
    id: Option<String>,
    url: Option<String>,
    content_type: String,
    block: bounded::Taken,
}

/// The next record; `None` at the end.
fn record(reader: &mut dyn BufRead, limits: Limits) -> io::Result<Option<Record>> {
    let Some(head) = head(reader, limits)? else { return Ok(None) };
    let mut record = Record::default();
    let mut length = None;
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => record.kind = value.to_ascii_lowercase(),
            "warc-record-id" => record.id = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-target-uri" => record.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => record.content_type = value.to_ascii_lowercase(),
            "content-length" => length = value.parse::<u64>().ok(),
            _ => {}
        }
    }
    let length = length.ok_or_else(|| invalid("no Content-Length; write the archive again"))?;
    let mut block = (&mut *reader).take(length);
    record.block = bounded::take(&mut block, limits.record);
    let left = block.limit();
    if let Some(error) = record.block.error.take() {
        return Err(error);
    }
    if record.block.cut {
        skip(reader, left, limits)?;
    } else if left > 0 {
        return Err(invalid("the archive breaks off within it; fetch the archive again"));
    }
    Ok(Some(record))
}

/// The lines of the next record's head, from its version on, up to the empty line.
fn head(reader: &mut dyn BufRead, limits: Limits) -> io::Result<Option<String>> {
    let mut head = String::new();
    while let Some(line) = bounded::line(reader, HEAD, limits.skip) {
        if let Some(error) = line.error {
            return Err(error);
        }
        let line = String::from_utf8_lossy(&line.bytes).trim_end().to_owned();
        if head.is_empty() && line.is_empty() {
            continue;
        }
        if head.is_empty() && !line.starts_with("WARC/") {
            return Err(invalid("no record starts where one should; write the archive again"));
        }
        if line.is_empty() {
            return Ok(Some(head));
        }
        if head.len() + line.len() > HEAD {
            return Err(invalid("its head is too long; write the archive again"));
        }
        head.push_str(&line);
        head.push('\n');
    }
    if head.is_empty() { Ok(None) } else { Err(invalid("the archive breaks off within its head")) }
}

fn skip(reader: &mut dyn BufRead, length: u64, limits: Limits) -> io::Result<()> {
    if length > limits.skip {
        return Err(invalid("it is too large, and so is the way past it"));
    }
    io::copy(&mut reader.take(length), &mut io::sink()).map(|_| ())
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl Record {
    /// The page or text in it, if that is what it holds.
    fn report(self, file: &str, limits: Limits) -> Option<Report> {
        let mut taken = self.block;
        let (mut problem, mut charset) = (None, None);
        let mut kind = self.content_type;
        match self.kind.as_str() {
            "response" if kind.starts_with("application/http") => {
                let response = http::parse(&taken.bytes, limits.page)?;
                if response.status != 200 {
                    return None;
                }
                (kind, charset, problem) =
                    (response.content_type, response.charset, response.problem);
                taken.bytes = response.body;
            }
            "response" | "resource" | "conversion" => {}
            _ => return None,
        }
        let format = Format::of(&taken.bytes[..taken.bytes.len().min(4096)], "");
        let format = match (kind.split(';').next().unwrap_or_default().trim(), format) {
            ("text/html" | "application/xhtml+xml", _) => Format::Html,
            ("text/plain", Format::Html | Format::Text) => Format::Text,
            ("", Format::Html | Format::Text) => format,
            _ => return None,
        };
        let mut report = source::page(taken, format, charset.as_deref(), file);
        report.id = self.id;
        report.url = self.url;
        problem.into_iter().for_each(|problem| report.note(problem));
        Some(report)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Body;
    use super::*;
    use std::io::Cursor;

    fn record_of(kind: &str, url: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn of(text: String) -> Vec<Report> {
        reports(Box::new(Cursor::new(text.into_bytes())), "a.warc".into(), Limits::default())
            .collect()
    }

    const PAGE: &str =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Two killed.";

    #[test]
    fn pages_among_responses_are_read() {
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx";
        let found = of([
            record_of("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n"),
            record_of("response", "https://a.example/1", PAGE),
            record_of("response", "https://a.example/x.png", picture),
            record_of("response", "https://a.example/2", PAGE),
        ]
        .concat());
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].url.as_deref(), Some("https://a.example/2"));
        assert!(matches!(&found[0].body, Body::Html(html) if html.bytes == b"<p>Two killed."));
    }

    #[test]
    fn what_precedes_a_break_is_read() {
        let mut text = record_of("response", "https://a.example/1", PAGE).repeat(2);
        text.truncate(text.len() - 20);
        let found = of(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].problems.is_empty());
        assert!(found[1].problems[0].message.starts_with("record 2: the archive breaks off"));
        assert!(
            of("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n".into())[0].problems[0]
                .fatal
        );
        assert!(of("garbage\r\n\r\n".into())[0].problems[0].fatal);
    }

    #[test]
    fn a_record_past_the_limit_is_cut_and_the_next_is_read() {
        let long = format!("{PAGE}{}", "x".repeat(5000));
        let text = [
            record_of("response", "https://a.example/1", &long),
            record_of("response", "https://a.example/2", PAGE),
        ]
        .concat();
        let limits = Limits { record: 1000, ..Limits::default() };
        let found: Vec<Report> =
            reports(Box::new(Cursor::new(text.into_bytes())), "a.warc".into(), limits).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].problems[0].message.contains("left unread"));
        assert!(found[1].problems.is_empty());
    }
}
