use super::Hash;
use crate::ingest::{Body, Encoded, Hints, Report};
use anyhow::{Context, Result};
use dateline_doc::Problem;
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// What was received of a report: its bytes, and what was said of it beside them. Reading it again
/// needs nothing else.
#[derive(Clone, PartialEq, Debug)]
pub struct Capture {
    /// What the bytes are.
    pub form: Form,
    /// The encoding's label, when a protocol gave one.
    pub charset: Option<String>,
    /// As received; an article or a fragment taken out of a container is UTF-8.
    pub raw: Vec<u8>,
    /// What was said of it.
    pub given: Given,
}

/// What the bytes of a [`Capture`] are; see [`Body`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Article,
    Text,
    Html,
    Fragment,
}

/// What was said of a report beside its text; stored as JSON.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    pub id: Option<String>,
    /// Where it was first found; no part of what it is.
    pub file: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub byline: Vec<String>,
    pub language: Option<String>,
    pub published: Option<String>,
    pub taken_from: Option<String>,
    /// What the command line said of reports that do not say it themselves: published, outlet, language.
    pub hints: [Option<String>; 3],
    /// What went wrong while receiving it, though it could be read.
    pub notes: Vec<String>,
}

impl Form {
    /// Every form and its name in the store.
    const NAMES: [(Form, &str); 4] = [
        (Form::Article, "article"),
        (Form::Text, "text"),
        (Form::Html, "html"),
        (Form::Fragment, "fragment"),
    ];

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, it)| *it == name).map(|(form, _)| *form)
    }
}

impl Capture {
    /// What was received of a report; none when nothing was.
    pub fn of(report: &Report) -> Option<Self> {
        let (form, raw, charset) = match &report.body {
            Body::Missing => return None,
            Body::Article(text) => (Form::Article, text.as_bytes(), None),
            Body::Fragment(html) => (Form::Fragment, html.as_bytes(), None),
            Body::Text(text) => (Form::Text, &text.bytes[..], text.charset.clone()),
            Body::Html(html) => (Form::Html, &html.bytes[..], html.charset.clone()),
        };
        Some(Self { form, charset, raw: raw.to_vec(), given: Given::of(report) })
    }

    /// The report to read again.
    ///
    /// # Errors
    /// When the bytes of an article or fragment are not UTF-8, which no store has written.
    pub fn report(self) -> Result<Report> {
        let text = |raw| String::from_utf8(raw).context("a stored text is not UTF-8");
        let encoded = |raw, charset| Encoded { bytes: raw, charset };
        let body = match self.form {
            Form::Article => Body::Article(text(self.raw)?),
            Form::Fragment => Body::Fragment(text(self.raw)?),
            Form::Text => Body::Text(encoded(self.raw, self.charset)),
            Form::Html => Body::Html(encoded(self.raw, self.charset)),
        };
        Ok(self.given.report(body))
    }

    /// The hash of all that reading depends on. Where it was found and the notes are left out.
    pub fn hash(&self) -> Hash {
        let given = &self.given;
        let one = [
            &given.id,
            &given.url,
            &given.outlet,
            &given.title,
            &given.language,
            &given.published,
            &given.taken_from,
            &self.charset,
        ];
        let fields = one.into_iter().chain(&given.hints).map(Option::as_deref);
        let fields = fields.chain(given.byline.iter().map(|name| Some(name.as_str())));
        let form = [Some(self.form.name().as_bytes()), Some(&self.raw[..])];
        Hash::of_fields(form.into_iter().chain(fields.map(|field| field.map(str::as_bytes))))
    }
}

impl Given {
    fn of(report: &Report) -> Self {
        let hints = &report.hints;
        Self {
            id: report.id.clone(),
            file: report.file.clone(),
            url: report.url.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            byline: report.byline.clone(),
            language: report.language.clone(),
            published: report.published.clone(),
            taken_from: report.taken_from.clone(),
            hints: [hints.published.clone(), hints.outlet.clone(), hints.language.clone()],
            notes: report.problems.iter().map(|problem| problem.message.clone()).collect(),
        }
    }

    fn report(self, body: Body) -> Report {
        let [published, outlet, language] = self.hints;
        let note = |message| Problem { message, fatal: false };
        Report {
            id: self.id,
            file: self.file,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            language: self.language,
            published: self.published,
            taken_from: self.taken_from,
            hints: Hints { published, outlet, language },
            problems: self.notes.into_iter().map(note).collect(),
            body,
            ..Report::default()
        }
    }
}

/// `bytes` in zlib form (RFC 1950).
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    // Level 4 takes half the time of the usual 6 for some hundredths more bytes.
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(4));
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail")
}

/// What [`packed`] made, undone.
///
/// # Errors
/// When it is damaged.
pub fn unpacked(zlib: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(zlib).read_to_end(&mut bytes).context("stored bytes are damaged")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report {
            id: Some("7".into()),
            file: Some("a.html".into()),
            byline: vec!["Mara Lind".into()],
            body: Body::Html(Encoded { bytes: b"<p>\xff".to_vec(), charset: None }),
            hints: Hints { outlet: Some("Desk".into()), ..Hints::default() },
            ..Report::default()
        };
        report.note("cut");
        report
    }

    #[test]
    fn a_report_comes_back_as_it_was() {
        let again = Capture::of(&report()).unwrap().report().unwrap();
        assert_eq!(format!("{again:?}"), format!("{:?}", report()));
        assert!(Capture::of(&Report::default()).is_none());
    }

    #[test]
    fn the_hash_is_of_all_that_reading_depends_on() {
        let hash = |change: &dyn Fn(&mut Report)| {
            let mut report = report();
            change(&mut report);
            Capture::of(&report).unwrap().hash()
        };
        let same = hash(&|_| {});
        assert_eq!(hash(&|report| report.file = None), same);
        assert_ne!(hash(&|report| report.title = Some("7".into())), same);
        assert_ne!(hash(&|report| report.hints.outlet = None), same);
        assert_ne!(hash(&|report| report.body = Body::Fragment("<p>".into())), same);
    }

    #[test]
    fn packing_loses_nothing() {
        let bytes: Vec<u8> = (0..5000u32).map(|n| (n * n % 251) as u8).collect();
        assert_eq!(unpacked(&packed(&bytes)).unwrap(), bytes);
        assert!(unpacked(&packed(&bytes)[..100]).is_err());
    }
}
