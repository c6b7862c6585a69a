//! Where, when and on whose word.

use super::{scene::Scene, trigger::Hit};
use dateline_doc::{
    PlaceId, Polarity, Precision, Span, Stance, StatementId, TimeId, TimeType, TokenSpan,
};

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
        found.or_else(|| self.dateline()).map(|at| PlaceId(at as u32))
    }

    /// The nearest date or time of day, as for places but without a dateline.
    pub fn time(self, hit: &Hit<'_>) -> Option<TimeId> {
        let trigger = self.segments.span(hit.tokens);
        let dated =
            |at: &usize| matches!(self.input.times[*at].kind, TimeType::Date | TimeType::Time);
        let all = || (0..self.input.times.len()).filter(dated);
        let span = |at: usize| self.input.times[at].span;
        let found = self.nearest(trigger, hit.tokens.start(), &|| Box::new(all()), &span);
        found.map(|at| TimeId(at as u32))
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
