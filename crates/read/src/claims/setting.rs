//! Where, when and on whose word.

use super::{scene::Scene, trigger::Hit};
use dateline_doc::{
    Place, PlaceId, Polarity, Precision, Span, Stance, StatementId, TimeId, TimeType, TokenSpan,
};

/// Bytes between a cue and the time it was said at, as in "said late on".
const BETWEEN_CUE_AND_TIME: usize = 10;

/// Bytes between a place and the area it is said to be in, as in "Malian city of".
const BETWEEN_PLACE_AND_AREA: usize = 24;

impl Scene<'_> {
    /// The innermost statement whose content holds a span.
    pub fn statement(self, span: Span) -> Option<StatementId> {
        let holds = |statement: &dateline_doc::Statement| {
            statement
                .content
                .iter()
                .filter(|content| content.contains(span))
                .map(|content| content.len())
                .min()
        };
        let all = (0..).zip(self.input.statements);
        let held = all.filter_map(|(number, statement)| Some((holds(statement)?, number)));
        held.min_by_key(|(length, number)| (*length, std::cmp::Reverse(*number)))
            .map(|(_, number)| StatementId(number))
    }

    /// In what way a trigger is put forward: by a light verb, words before it, and its statement.
    pub fn polarity(self, hit: &Hit<'_>, statement: Option<StatementId>) -> Polarity {
        let stance = statement.map(|id| self.input.statements[id.0 as usize].stance);
        let said = match stance {
            Some(Stance::Denies) => Some(Polarity::Denied),
            Some(Stance::Doubts | Stance::Supposes) => Some(Polarity::Supposed),
            Some(Stance::Asks) => Some(Polarity::Planned),
            _ => None,
        };
        let words = self.modality(hit);
        match (said, words) {
            (Some(Polarity::Denied), Some(Polarity::Denied)) => Polarity::Asserted,
            (Some(said), _) => said,
            (None, Some(words)) => words,
            (None, None) => hit.polarity.unwrap_or(Polarity::Asserted),
        }
    }

    fn modality(self, hit: &Hit<'_>) -> Option<Polarity> {
        let sentence = self.sentence(hit.tokens.start());
        let clause = self.clause_start(hit.tokens.start(), sentence);
        let mut at = clause;
        let mut found = None;
        while at < hit.tokens.start() {
            let Some((length, word)) = self.lexicon.modality.longest(self.segments, at) else {
                at += 1;
                continue;
            };
            let end = at + length;
            let near = end >= hit.start && end <= hit.tokens.start()
                || end + 1 == hit.start && !self.is_mark(end, ",");
            if word.clause || near {
                found = Some(word.polarity);
            }
            at = end;
        }
        found
    }

    fn clause_start(self, trigger: usize, sentence: TokenSpan) -> usize {
        let stop =
            |at: &usize| self.is_mark(*at, ",") || self.is_mark(*at, ";") || self.is_mark(*at, ":");
        (sentence.start()..trigger).rev().find(stop).map_or(sentence.start(), |at| at + 1)
    }

    /// The nearest place: in the trigger's sentence after it, then before it, then earlier in the
    /// paragraph, then the article's dateline.
    pub fn place(self, hit: &Hit<'_>, taken: &[Span]) -> Option<PlaceId> {
        let trigger = self.segments.span(hit.tokens);
        let free =
            |at: &usize| !taken.iter().any(|span| span.contains(self.input.places[*at].span));
        let all = || (0..self.input.places.len()).filter(free);
        let span = |at: usize| self.input.places[at].span;
        let found = self.nearest(trigger, hit.tokens.start(), &|| Box::new(all()), &span);
        let narrow = |at| narrowest(self.input.places, at, &free);
        found.map(narrow).or_else(|| self.dateline()).map(|at| PlaceId(at as u32))
    }

    /// The nearest date or time of day, as for places but without a dateline, and not the one on which
    /// somebody tells of it.
    pub fn time(self, hit: &Hit<'_>) -> Option<TimeId> {
        let trigger = self.segments.span(hit.tokens);
        let dated = |at: &usize| {
            let time = &self.input.times[*at];
            matches!(time.kind, TimeType::Date | TimeType::Time)
                && !self.is_of_telling(time.span, trigger)
        };
        let all = || (0..self.input.times.len()).filter(dated);
        let span = |at: usize| self.input.times[at].span;
        let found = self.nearest(trigger, hit.tokens.start(), &|| Box::new(all()), &span);
        found.map(|at| TimeId(at as u32))
    }

    /// Whether a time says when a statement that holds the trigger was made: "…, he said on Monday".
    fn is_of_telling(self, time: Span, trigger: Span) -> bool {
        let tells = |statement: &dateline_doc::Statement| {
            let holds = |span| statement.content.iter().any(|content| content.contains(span));
            let after = |cue: &Span| {
                cue.end() <= time.start() && time.start() - cue.end() <= BETWEEN_CUE_AND_TIME
            };
            statement.cue.iter().any(after) && holds(trigger) && !holds(time)
        };
        self.input.statements.iter().any(tells)
    }

    fn nearest<'b>(
        self,
        trigger: Span,
        token: usize,
        all: &dyn Fn() -> Box<dyn Iterator<Item = usize> + 'b>,
        span: &dyn Fn(usize) -> Span,
    ) -> Option<usize> {
        let sentence = self.segments.span(self.sentence(token));
        let paragraph = self.segments.paragraphs.get(self.segments.paragraph_of(token));
        let paragraph = self.segments.span(paragraph.copied().unwrap_or_default());
        // A place or time before the trigger is as near as one twice as far after it.
        let distance = |at: usize| {
            let span = span(at);
            if span.start() >= trigger.end() {
                span.start() - trigger.end()
            } else {
                2 * trigger.start().saturating_sub(span.end())
            }
        };
        let here = all().filter(|at| sentence.contains(span(*at)));
        let before = || {
            all().filter(|at| paragraph.contains(span(*at)) && span(*at).end() <= sentence.start())
        };
        here.min_by_key(|at| distance(*at)).or_else(|| before().last())
    }

    /// The place that opens the article, "KIRKUK, 3 May (Reuters) -", where no other town or area is
    /// named: a report is not always filed from where things happened.
    fn dateline(self) -> Option<usize> {
        let first = self.input.places.first()?;
        let elsewhere = self.input.places.iter().any(|place| {
            let wide =
                matches!(place.precision, Precision::Country | Precision::Region | Precision::Sea);
            !wide && place.name != first.name
        });
        if elsewhere {
            return None;
        }
        let text = &self.input.article.text;
        let opening = text[..first.span.start()].trim().is_empty();
        let line: String = text[first.span.end()..].chars().take(60).collect();
        let dash = ["--", "—", "–", " - "]
            .iter()
            .any(|dash| line.split_once(dash).is_some_and(|(before, _)| !before.contains(". ")));
        (opening && dash).then_some(0)
    }
}

/// The narrowest place named beside this one and lying in it: the town in "the Malian city of Gao" and in
/// "Gao, in northern Mali".
fn narrowest(places: &[Place], at: usize, free: &impl Fn(&usize) -> bool) -> usize {
    let narrower = |other: &usize| lies_in(&places[*other], &places[at]) && free(other);
    let near = at.saturating_sub(1)..(at + 2).min(places.len());
    let beside =
        |other: &usize| gap(places[*other].span, places[at].span) <= BETWEEN_PLACE_AND_AREA;
    match near.filter(narrower).filter(beside).min_by_key(|other| width(places[*other].precision)) {
        Some(other) => narrowest(places, other, free),
        None => at,
    }
}

fn gap(a: Span, b: Span) -> usize {
    b.start().saturating_sub(a.end()).max(a.start().saturating_sub(b.end()))
}

fn lies_in(place: &Place, area: &Place) -> bool {
    let inside = match area.precision {
        Precision::Country => true,
        Precision::Admin1 => place.admin1 == area.admin1,
        Precision::Admin2 => place.admin1 == area.admin1 && place.admin2 == area.admin2,
        _ => false,
    };
    inside && place.country == area.country && width(place.precision) < width(area.precision)
}

/// How wide a place of this precision is, among those that lie in a country.
fn width(precision: Precision) -> u8 {
    match precision {
        Precision::Site | Precision::Town | Precision::Near => 0,
        Precision::Admin2 => 1,
        Precision::Admin1 => 2,
        Precision::Country | Precision::Region | Precision::Sea => 3,
    }
}
