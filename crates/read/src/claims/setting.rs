//! On whose word a happening is told, where and when: what its own clause says, and not what is said of another.

use super::{scene::Scene, trigger::Hit};
use crate::entities::Part;
use dateline_doc::{
    NounPhrase, Place, PlaceId, Precision, Span, Statement, StatementId, Tag, TimeId, TimeType,
    TokenSpan,
};

/// Most tokens from what is told to a place that goes on with it.
const GOES_ON: usize = 6;

/// Most tokens between a place and the area it is said to be in: "Salvatierra, in the western Mexican state of".
const BETWEEN_PLACE_AND_AREA: usize = 8;

impl Scene<'_> {
    /// The innermost statement whose content holds a span.
    pub fn statement(self, span: Span) -> Option<StatementId> {
        let holds = |statement: &Statement| {
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

    /// The nearest place of the trigger's clause, else the town that its source is said to be of.
    pub fn place(self, hit: &Hit<'_>, taken: &[Span]) -> Option<PlaceId> {
        let places = self.input.places;
        let sentence = self.segments.span(self.sentence(hit.tokens.start()));
        let own = |at: &usize| {
            let span = places[*at].span;
            sentence.contains(span)
                && !self.is_whose(&places[*at])
                && !self.is_behind_a_border(&places[*at])
                && !self.is_of_a_state(&places[*at])
                && !self.is_owned(&places[*at])
                && !self.strikes_abroad(hit, &places[*at])
                && !self.is_doer(hit, span)
                && !taken.iter().any(|taken| taken.contains(span))
                && !self.is_in_a_name(span)
        };
        let free = |at: &usize| own(at) && !self.is_where_from(places[*at].span);
        let left = |at: &usize| own(at) && self.is_left(hit, places[*at].span);
        let all = |fits: &dyn Fn(&usize) -> bool| {
            (0..places.len()).filter(fits).map(|at| (at, places[at].span)).collect()
        };
        let trigger = self.segments.span(hit.tokens);
        let town = || self.place_of_source(trigger).filter(|at| width(places[*at].precision) == 0);
        let found = self.nearest(hit, all(&free));
        let found = found.or_else(|| self.nearest(hit, all(&left))).or_else(town);
        found.map(|at| self.narrowest(at, &free)).map(|at| PlaceId(at as u32))
    }

    /// The nearest date or time of day of the trigger's clause, a day before an hour.
    pub fn time(self, hit: &Hit<'_>) -> Option<TimeId> {
        let times = self.input.times;
        let dated = |at: &usize| {
            matches!(times[*at].kind, TimeType::Date | TimeType::Time)
                && !self.is_of_a_subject(hit, times[*at].span)
                && !self.is_of_another_noun(hit, times[*at].span)
        };
        let spans: Vec<(usize, Span)> =
            (0..times.len()).filter(dated).map(|at| (at, times[at].span)).collect();
        let found = self.nearest(hit, spans.clone())?;
        let days = || spans.into_iter().filter(|(at, _)| times[*at].kind == TimeType::Date);
        // "Wednesday night" has its day, "dawn" has none.
        let dayless = times[found].kind == TimeType::Time && times[found].interval.is_none();
        let better = dayless.then(|| self.nearest(hit, days().collect())).flatten();
        Some(TimeId(better.unwrap_or(found) as u32))
    }

    /// The narrowest place named beside this one and lying in it: the town in "the Malian city of Gao" and in
    /// "Gao, in northern Mali".
    fn narrowest(self, at: usize, free: &impl Fn(&usize) -> bool) -> usize {
        let places = self.input.places;
        let filed = |span: Span| self.dateline.is_some_and(|line| line.span.contains(span));
        let narrower = |other: &usize| {
            lies_in(&places[*other], &places[at]) && free(other) && !filed(places[*other].span)
        };
        let beside = |other: &usize| self.is_beside(places[*other].span, places[at].span);
        let near = at.saturating_sub(2)..(at + 3).min(places.len());
        let found = near.filter(narrower).filter(beside);
        match found.min_by_key(|other| width(places[*other].precision)) {
            Some(other) => self.narrowest(other, free),
            None => at,
        }
    }

    /// Whether a few words stand between two places, and among them no verb and no "and".
    fn is_beside(self, a: Span, b: Span) -> bool {
        let (first, second) = if a.start() < b.start() { (a, b) } else { (b, a) };
        let from = self.segments.tokens_in(first).end();
        let to = self.segments.tokens_in(second).start();
        let apart = |at: usize| self.is_verb(at) || self.tag(at) == Tag::Conjunction;
        to.saturating_sub(from) <= BETWEEN_PLACE_AND_AREA && !(from..to).any(apart)
    }

    /// The nearest of the spans in the trigger's sentence that may be of its clause.
    fn nearest(self, hit: &Hit<'_>, spans: Vec<(usize, Span)>) -> Option<usize> {
        let trigger = self.segments.span(hit.tokens);
        let sentence = self.segments.span(self.sentence(hit.tokens.start()));
        let here = |span: Span| {
            sentence.contains(span)
                && !self.dateline.is_some_and(|line| line.span.contains(span))
                && self.is_told_with(trigger, span)
                && !self.is_cut_off(hit, span)
        };
        // A place or time before the trigger is as near as one twice as far after it.
        let distance = |span: Span| {
            if span.start() >= trigger.end() {
                span.start() - trigger.end()
            } else {
                2 * trigger.start().saturating_sub(span.end())
            }
        };
        let near = spans.into_iter().filter(|(_, span)| here(*span));
        near.min_by_key(|(_, span)| distance(*span)).map(|(at, _)| at)
    }

    /// Whether all who tell of the trigger tell of the span too, or it opens the sentence before they speak:
    /// not who they are, nor when they said so.
    fn is_told_with(self, trigger: Span, span: Span) -> bool {
        let holds = |statement: &Statement, span| {
            statement.content.iter().any(|content| content.contains(span))
        };
        let before = |statement: &Statement| {
            let words = statement.source.iter().chain(&statement.cue).chain(&statement.content);
            words.map(|word| word.start()).min().is_some_and(|first| span.end() <= first)
        };
        let mut tellers = self.input.statements.iter().filter(|one| holds(one, trigger));
        tellers.all(|teller| {
            holds(teller, span) || before(teller) || self.goes_on_to_place(teller, span)
        })
    }

    /// Whether a place goes on with what is told, though not in its words: "blamed the front for an attack in
    /// Plateado |, in the municipality of Argelia".
    fn goes_on_to_place(self, teller: &Statement, span: Span) -> bool {
        let place = self.input.places.iter().any(|place| place.span == span);
        let (Some(cue), Some(content)) = (teller.cue.first(), teller.content.last()) else {
            return false;
        };
        let from = self.segments.tokens_in(*content).end();
        let to = self.segments.tokens_in(span).start();
        let opens = self.is_mark(from, ",") && self.tag(from + 1) == Tag::Preposition;
        place
            && cue.end() <= content.start()
            && from < to
            && to - from <= GOES_ON
            && opens
            && !(from..to).any(|at| self.is_verb(at))
    }

    /// Whether the words between say that the span is of another clause: a part after a semicolon, or of
    /// people whom a relative clause with the trigger in it tells more of.
    fn is_cut_off(self, hit: &Hit<'_>, span: Span) -> bool {
        let tokens = self.segments.tokens_in(span);
        let (from, to) = if tokens.end() <= hit.tokens.start() {
            (tokens.end(), hit.tokens.start())
        } else {
            (hit.tokens.end(), tokens.start())
        };
        let semicolon = (from..to).any(|at| self.is_mark(at, ";"));
        let earlier = tokens.end() <= hit.tokens.start();
        semicolon
            || earlier
                && ((from..to).any(|at| self.opens_remark_on_people(at))
                    || self.is_in_a_remark(tokens))
    }

    /// Whether a span stands in a relative clause that a comma ends right after it: "the group, which has fought
    /// since 2007, attacked".
    fn is_in_a_remark(self, tokens: TokenSpan) -> bool {
        let start = self.sentence(tokens.start()).start();
        let comma = (start..tokens.start()).rev().find(|at| self.is_mark(*at, ","));
        let opening = comma.map_or(tokens.start(), |comma| comma + 1);
        let relative = |at: usize| {
            self.tag(at) == Tag::Wh || self.nouns.part(self.fold(at)) == Some(Part::Clause)
        };
        self.is_mark(tokens.end(), ",")
            && (opening..tokens.start()).any(|at| relative(at) && self.is_of_verb_group(at + 1))
    }

    /// "relatives who", "a man, whom".
    fn opens_remark_on_people(self, at: usize) -> bool {
        let end = if at > 0 && self.is_mark(at - 1, ",") { at - 1 } else { at };
        let phrase = || self.phrase_before(end).filter(|_| self.tag(at) == Tag::Wh);
        phrase().and_then(|phrase| self.filler(phrase)).is_some_and(|filler| filler.can_act())
    }

    /// Whether a span stands in what a relative clause says of a verb's subject: "a student who was shot last week |
    /// died on Monday".
    fn is_of_a_subject(self, hit: &Hit<'_>, span: Span) -> bool {
        let tokens = self.segments.tokens_in(span);
        let before = !hit.noun && tokens.end() == hit.start;
        let start = self.sentence(hit.start).start();
        let wh = (start..tokens.start()).rev().find(|at| self.tag(*at) == Tag::Wh);
        let clause = wh.filter(|wh| before && self.phrase_before(*wh).is_some());
        clause.is_some_and(|wh| {
            (wh + 1..tokens.start()).any(|at| self.is_finite(at))
                && !(wh..tokens.start()).any(|at| self.is_mark(at, ","))
        })
    }

    /// Whether a time is a part of a noun phrase that is neither the trigger's nor what does or suffers it:
    /// "arrested four over last week's bombing".
    fn is_of_another_noun(self, hit: &Hit<'_>, time: Span) -> bool {
        let tokens = self.segments.tokens_in(time);
        let Some(last) = tokens.end().checked_sub(1) else { return false };
        let phrase = self.phrase(last).filter(|phrase| phrase.head as usize >= tokens.end());
        let Some(phrase) = phrase else { return false };
        let own = |known: &&NounPhrase| known.tokens == phrase.tokens;
        let framed =
            hit.prepositions.iter().filter(|(word, _)| hit.row.frame.after(word).is_some());
        let mut parts = hit.subjects.iter().chain(framed.flat_map(|(_, phrases)| phrases));
        !phrase.tokens.holds(hit.tokens.start()) && !parts.any(own)
    }

    /// The town or area that a source is said to be of: "residents of Omdurman said".
    pub fn place_of_source(self, trigger: Span) -> Option<usize> {
        let id = self.statement(trigger)?;
        let source = &self.input.statements[id.0 as usize].source;
        let places = self.input.places;
        (0..places.len()).find(|at| {
            let place = &places[*at];
            let inside = source.iter().any(|source| source.contains(place.span));
            inside
                && !self.is_genitive(place.span)
                && width(place.precision) < 3
                && !self.is_in_a_name(place.span)
        })
    }

    /// The place that opens the article, where a sentence says "here" in the reporter's own words.
    pub fn place_of_here(self, trigger: Span) -> Option<PlaceId> {
        let number = self.dateline?.place;
        let sentence = self.sentence(self.segments.tokens_in(trigger).start());
        let here = |at: usize| self.nouns.part(self.fold(at)) == Some(Part::Here);
        let said = sentence.range().any(|at| here(at) && !self.is_quoted(at));
        said.then_some(PlaceId(number as u32))
    }

    /// The place that opens the article, "KIRKUK, 3 May (Reuters) -", where no other town or area is
    /// named: a report is not always filed from where things happened.
    pub fn dateline_place(self) -> Option<PlaceId> {
        let number = self.dateline?.place;
        let first = &self.input.places[number];
        let elsewhere = self.input.places.iter().any(|place| match place.precision {
            // "in western Niger", of a report from Ouagadougou.
            Precision::Country => place.country != first.country && !self.is_whose(place),
            Precision::Region | Precision::Sea => false,
            _ => place.name != first.name,
        });
        (!elsewhere).then_some(PlaceId(number as u32))
    }
}

/// Whether a place lies in an area and is narrower.
pub(super) fn lies_in(place: &Place, area: &Place) -> bool {
    let inside = match area.precision {
        Precision::Country | Precision::Region => true,
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
        Precision::Region => 3,
        Precision::Country | Precision::Sea => 4,
    }
}
