//! Works out the chosen expressions in text order, each from the publication date and what was told before it.

use super::{
    TimeLexicon, bounds,
    calendar::Calendar,
    chart::Found,
    pieces::Piece,
    resolve::{Anchors, Known, resolve},
    spec::{Amount, By, Direction, From, Spec},
    tense, timex,
};
use dateline_doc::{Evidence, Segmented, Tag, Time, TimeInterval, TimeType};
use jiff::civil::Date;
use std::sync::Arc;

/// Times for the chosen expressions.
pub fn tell(
    input: Segmented<'_>,
    pieces: &[Piece],
    mut chosen: Vec<Found>,
    lexicon: &TimeLexicon,
    by: &Arc<str>,
) -> Vec<Time> {
    bounds::borrow(&mut chosen);
    let published = publication_day(input.article.published);
    let narrative = published.is_none() || is_narrative(&chosen, published);
    let mut anchors = Anchors { published, narrative, ..Anchors::default() };
    let mut told_in = None;
    let mut told_sentence = None;
    let mut times = Vec::with_capacity(chosen.len());
    for found in &chosen {
        let token = pieces[found.pieces.0].token as usize;
        let paragraph = input.segments.paragraph_of(token);
        if published.is_none() && told_in != Some(paragraph) {
            // Without a publication date only the same paragraph may lend its year.
            anchors.told = None;
        }
        let sentence = input.segments.sentence_of(token);
        anchors.told_nearby = told_in.is_some_and(|told| paragraph - told <= 1);
        anchors.same_sentence = told_sentence == Some(sentence);
        let tense = tense_of(input, token, pieces[found.pieces.1 - 1].token as usize, lexicon);
        let known = resolve(&found.spec, anchors, tense);
        times.push(time(found, known, by));
        let is_point = matches!(found.spec.kind, Some(TimeType::Date | TimeType::Time));
        // What is only compared with, or counted from today in a story of long ago, does not move the story.
        let aside = found.spec.from == From::Quarter
            || narrative && found.spec.by.is_some() && found.spec.from == From::Published;
        if let (true, false, Some((calendar, _))) = (is_point, aside, known) {
            anchors.told = Some(calendar);
            told_in = Some(paragraph);
            told_sentence = Some(sentence);
            if matches!(calendar, Calendar::Quarter(..)) {
                anchors.quarter = Some(calendar);
            }
        }
    }
    bounds::join(&chosen, &mut times);
    times
}

/// The direction of the verb; an owner ("Friday's ruling") has none.
fn tense_of(
    input: Segmented<'_>,
    first: usize,
    last: usize,
    lexicon: &TimeLexicon,
) -> Option<Direction> {
    let next = input.segments.tokens.get(last + 1);
    if next.is_some_and(|token| token.tag == Tag::Genitive) {
        return None;
    }
    tense::direction(input.segments, first, &lexicon.hints)
}

/// The day of publication; a month or year of publication is no day to count from.
fn publication_day(published: Option<TimeInterval>) -> Option<Date> {
    let TimeInterval { start, end, .. } = published?;
    start.filter(|start| Some(*start) == end)
}

/// Whether the text tells of another time than that of its publication: at least five years it states lie
/// before that of publication, and they are three times as many as what it counts from the publication day.
fn is_narrative(chosen: &[Found], published: Option<Date>) -> bool {
    let Some(published) = published else { return true };
    let years = chosen.iter().filter_map(|found| found.spec.year);
    let before = years.filter(|year| *year < published.year()).count();
    let counted = chosen.iter().filter(|found| {
        let spec = &found.spec;
        spec.by.is_some() && spec.from == From::Published
            || spec.weekday.is_some() && spec.day.is_none()
    });
    before >= 5 && before > 3 * counted.count()
}

fn time(found: &Found, known: Option<Known>, by: &Arc<str>) -> Time {
    let spec = &found.spec;
    let kind = spec.kind.unwrap_or(TimeType::Date);
    let is_point = matches!(kind, TimeType::Date | TimeType::Time);
    let value = match kind {
        _ if spec.value.is_some() => spec.value.as_deref().map(str::to_owned),
        TimeType::Duration => timex::duration(spec),
        TimeType::Set => timex::set(spec),
        TimeType::Date | TimeType::Time => point(spec, known),
    };
    let interval = known
        .filter(|_| is_point)
        .and_then(|(calendar, basis)| calendar.interval(basis))
        .map(|interval| bounds::bounded(interval, spec.bound));
    let score = if value.is_some() { 0.9 } else { 0.5 };
    Time { span: found.span, kind, value, interval, evidence: Evidence::one(found.span, by, score) }
}

/// The value of a date or a time of day.
fn point(spec: &Spec, known: Option<Known>) -> Option<String> {
    if let Some((calendar, _)) = known {
        let whole_day = spec.either.is_some() && matches!(calendar, Calendar::Year(_));
        let open = if whole_day { "-XX-XX" } else { "" };
        return Some(timex::date(calendar, spec) + open);
    }
    let vague = spec.amount == Some(Amount::Vague) && spec.from == From::Published;
    match spec.by {
        Some(By::AmountBefore) if vague => Some("PAST_REF".to_owned()),
        Some(By::AmountAfter) if vague => Some("FUTURE_REF".to_owned()),
        Some(_) => None,
        None if spec.direction.is_some() || spec.holiday.is_some() => None,
        None if spec.year.is_some() || spec.decade.is_some() || spec.short_year.is_some() => None,
        None => Some(timex::partial(spec) + &timex::time_of_day(spec)),
    }
}
