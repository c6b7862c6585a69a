//! Web Annotation with PROV: a JSON-LD object for each value of each claim, one a line.
//!
//! Positions are Unicode code points of the text whose SHA-256 the target names.

use super::{Exporter, Options, address::web, jsonl::Label, policy};
use crate::event::{Claim, Event, Quote, Report};
use anyhow::Result;
use serde_json::{Value, json};
use std::io::Write;

/// Most letters of what stands before and after a quote.
const AROUND: usize = 32;

pub struct Annotations<'a> {
    label: Label,
    out: &'a mut (dyn Write + Send),
}

impl<'a> Annotations<'a> {
    pub fn new(options: &Options, out: &'a mut (dyn Write + Send)) -> Self {
        Self { label: options.into(), out }
    }
}

impl Exporter for Annotations<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        for claim in &event.claims {
            let Some(report) = event.reports.iter().find(|report| report.id == claim.report) else {
                continue;
            };
            let page = Page { event, claim, report, label: self.label };
            for (number, marked) in marks(claim).into_iter().enumerate() {
                serde_json::to_writer(&mut self.out, &page.annotation(number, &marked))?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// A value of a claim, and its words.
struct Marked<'a> {
    field: &'static str,
    value: Value,
    words: &'a Quote,
}

/// A claim's values in the order of the record.
fn marks(claim: &Claim) -> Vec<Marked<'_>> {
    let mut marks = vec![Marked {
        field: "type",
        value: json!({ "type": claim.kind, "polarity": claim.polarity }),
        words: &claim.trigger,
    }];
    for link in &claim.chain {
        let value = json!({ "name": link.name, "actor": link.actor, "stance": link.stance });
        let mut mark = |field, words| marks.push(Marked { field, value: value.clone(), words });
        link.source.iter().for_each(|words| mark("source", words));
        link.cue.iter().for_each(|words| mark("cue", words));
    }
    for role in &claim.roles {
        let value = json!({ "role": role.role, "name": role.name, "actor": role.actor });
        marks.push(Marked { field: "role", value, words: &role.span });
    }
    if let Some(place) = &claim.place {
        marks.push(Marked { field: "place", value: json!(place.value), words: &place.span });
    }
    if let Some(time) = &claim.time {
        let value = json!({ "interval": time.interval, "basis": time.basis });
        marks.push(Marked { field: "time", value, words: &time.span });
    }
    for count in &claim.counts {
        let value = json!({ "what": count.what, "low": count.low, "high": count.high });
        marks.push(Marked { field: "count", value, words: &count.span });
    }
    marks
}

/// What the annotations of a claim have in common.
struct Page<'a> {
    event: &'a Event,
    claim: &'a Claim,
    report: &'a Report,
    label: Label,
}

impl Page<'_> {
    fn annotation(&self, number: usize, marked: &Marked<'_>) -> Value {
        let claim = format!("urn:dateline:claim:{}", self.claim.id);
        let body = format!("{claim}#{number}");
        let text = format!("urn:sha256:{}", self.report.text_sha256);
        json!({
            "@context": [
                "http://www.w3.org/ns/anno.jsonld",
                { "prov": "http://www.w3.org/ns/prov#", "dateline": "urn:dateline:" },
            ],
            "id": format!("urn:dateline:annotation:{}:{number}", self.claim.id),
            "type": "Annotation",
            "motivation": "describing",
            "generator": { "id": "urn:dateline:program", "type": "Software",
                "name": concat!("dateline ", env!("CARGO_PKG_VERSION")) },
            "body": {
                "id": body,
                "type": ["Dataset", "prov:Entity"],
                "dateline:field": marked.field,
                "dateline:value": marked.value,
                "dateline:claim": claim,
                "dateline:event": format!("urn:dateline:event:{}", self.event.id),
                "prov:wasDerivedFrom": { "id": self.span(&text, marked.words),
                    "prov:wasQuotedFrom": { "id": text, "prov:wasAttributedTo": self.outlet() } },
                "prov:wasAttributedTo": self.speakers(),
            },
            "target": {
                "source": web(self.report.url.as_deref()).unwrap_or(&text),
                "dateline:text": text,
                "dateline:unit": "code points",
                "selector": self.selectors(marked.words),
            },
            "dateline:export": self.label,
        })
    }

    /// The text's own fragment, by RFC 5147's characters.
    fn span(&self, text: &str, words: &Quote) -> String {
        format!("{text}#char={},{}", words.start, words.end)
    }

    fn outlet(&self) -> Value {
        match &self.report.outlet {
            Some(outlet) => json!({ "type": "prov:Organization", "name": outlet }),
            None => Value::Null,
        }
    }

    /// On whose word: the chain of the claim, outermost first, else the outlet's own voice.
    fn speakers(&self) -> Value {
        if self.claim.chain.is_empty() {
            return self.outlet();
        }
        let speaker =
            |link: &crate::event::Chain| json!({ "type": "prov:Agent", "name": link.name });
        self.claim.chain.iter().map(speaker).collect()
    }

    /// The position, and the words where they go out as they are in the report.
    fn selectors(&self, words: &Quote) -> Vec<Value> {
        let mut selectors =
            vec![json!({ "type": "TextPositionSelector", "start": words.start, "end": words.end })];
        if policy::is_verbatim(words) {
            let (prefix, suffix) = around(&self.claim.sentence, words);
            selectors.push(json!({
                "type": "TextQuoteSelector", "exact": words.quote, "prefix": prefix, "suffix": suffix,
            }));
        }
        selectors
    }
}

/// What stands before and after some words in their sentence; nothing where the sentence was cut.
fn around(sentence: &Quote, words: &Quote) -> (String, String) {
    let inside = sentence.start <= words.start && words.end <= sentence.end;
    if !inside || !policy::is_verbatim(sentence) {
        return Default::default();
    }
    let letters: Vec<char> = sentence.quote.chars().collect();
    let (from, to) = (words.start - sentence.start, words.end - sentence.start);
    let before = &letters[from.saturating_sub(AROUND)..from];
    let after = &letters[to..letters.len().min(to + AROUND)];
    (before.iter().collect(), after.iter().collect())
}
