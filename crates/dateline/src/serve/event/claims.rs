//! An event's claims by origin: who says so, through whom, and in which words.

use crate::{
    event::{Claim, Event, Quote, Report, Reviewed},
    record::Bytes,
    serve::{
        frame::some,
        marked::{Mark, Piece, pieces},
    },
};
use dateline_doc::Span;

/// An origin with its claims.
pub struct OriginView {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub because: Vec<String>,
    pub claims: Vec<ClaimView>,
}

/// A claim with its words.
pub struct ClaimView {
    pub id: String,
    /// Its report, such as `r12`.
    pub report: String,
    /// Its id there.
    pub claim: String,
    pub label: String,
    pub polarity: String,
    /// What people said of it: "accepted", "corrected: place".
    pub reviewed: Vec<String>,
    pub title: String,
    pub published: String,
    /// From the report's outlet to the one who says so.
    pub path: Vec<Step>,
    sentence: String,
    marks: Vec<Mark>,
}

/// Someone on the way of a claim.
pub struct Step {
    pub name: String,
    /// How it says so: "republishes", "asserts".
    pub how: String,
}

impl OriginView {
    /// "2 claims".
    pub fn size(&self) -> String {
        some(self.claims.len() as u64, "claim")
    }
}

impl ClaimView {
    /// Whether its words are shown: not where its report is too sensitive for whoever looks.
    pub fn has_words(&self) -> bool {
        !self.sentence.is_empty()
    }

    /// Its sentence with its words marked.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(&self.sentence, Span::new(0, self.sentence.len()), &self.marks)
    }
}

/// The origins of an event, with what each says.
pub fn origins(event: &Event, label: impl Fn(&str) -> String) -> Vec<OriginView> {
    let origins = event.origins.iter().map(|origin| {
        let claims = event.claims.iter().filter(|claim| claim.origin == origin.id);
        OriginView {
            id: origin.id.clone(),
            name: if origin.name.is_empty() { "Unknown".into() } else { origin.name.clone() },
            kind: match origin.kind {
                crate::event::OriginKind::Speaker => "speaker",
                crate::event::OriginKind::Publisher => "publisher",
            },
            because: origin.because.clone(),
            claims: claims.map(|claim| view(claim, event, label(&claim.kind))).collect(),
        }
    });
    origins.collect()
}

fn view(claim: &Claim, event: &Event, label: String) -> ClaimView {
    let report = event.reports.iter().find(|report| report.id == claim.report);
    let said = |said: Option<&String>, else_: &str| said.map_or(else_.to_owned(), Clone::clone);
    ClaimView {
        id: claim.id.clone(),
        report: claim.report.clone(),
        claim: claim.claim.clone(),
        label,
        polarity: claim.polarity.clone(),
        reviewed: claim.reviewed.iter().map(reviewed).collect(),
        title: said(report.and_then(|it| it.title.as_ref().or(it.url.as_ref())), "No title"),
        published: said(report.and_then(|it| it.published.as_ref()), "no date"),
        path: path(claim, report),
        sentence: claim.sentence.quote.clone(),
        marks: marks(claim),
    }
}

fn reviewed(said: &Reviewed) -> String {
    match &said.part {
        Some(part) => format!("corrected: {}", part.replace(':', " ")),
        None => format!("{}ed", said.verdict),
    }
}

fn path(claim: &Claim, report: Option<&Report>) -> Vec<Step> {
    let step = |name: &str, how: &str| Step { name: name.to_owned(), how: how.to_owned() };
    let outlet = report.and_then(|report| report.outlet.as_deref()).unwrap_or("Unknown outlet");
    let mut path = vec![step(outlet, "")];
    for via in report.iter().flat_map(|report| &report.via) {
        path.push(step(&via.outlet, &via.relation));
    }
    for link in &claim.chain {
        let name = if link.name.is_empty() { "somebody" } else { &link.name };
        path.push(step(name, &link.stance));
    }
    path
}

/// The words of a claim within its sentence.
pub fn marks(claim: &Claim) -> Vec<Mark> {
    let bytes = Bytes::of(&claim.sentence.quote);
    let start = claim.sentence.start;
    let mut marks = Vec::new();
    let mut mark = |quote: &Quote, part: &str| {
        let within = [quote.start.checked_sub(start), quote.end.checked_sub(start)];
        let [Some(from), Some(to)] = within else { return };
        if let Some(span) = bytes.span([from, to]) {
            marks.push(Mark {
                span,
                part: part.to_owned(),
                label: part.to_owned(),
                value: claim.id.clone(),
            });
        }
    };
    mark(&claim.trigger, "trigger");
    for role in &claim.roles {
        mark(&role.span, &role.role);
    }
    if let Some(place) = &claim.place {
        mark(&place.span, "place");
    }
    if let Some(time) = &claim.time {
        mark(&time.span, "time");
    }
    for count in &claim.counts {
        mark(&count.span, "count");
    }
    for link in &claim.chain {
        link.source.iter().for_each(|quote| mark(quote, "source"));
        link.cue.iter().for_each(|quote| mark(quote, "cue"));
    }
    marks
}
