//! Numbers with their bounds, as said.

use super::{
    frame::{Fill, Slot},
    lexicon::Quantity,
    roles::Part,
    scene::Scene,
    trigger::Hit,
};
use crate::entities::Nature;
use dateline_doc::{Count, NounPhrase, Tag, TokenKind, TokenSpan};
use std::sync::Arc;

/// A number read from words, with its bounds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    tokens: TokenSpan,
    low: Option<u64>,
    high: Option<u64>,
}

impl Scene<'_> {
    /// What a happening counts: the harmed of a verb, the happenings of a noun.
    pub fn counts(self, hit: &Hit<'_>, parts: &[Part]) -> Vec<Count> {
        let Some(what) = &hit.row.count else { return Vec::new() };
        let happenings = hit.noun && hit.modifier.is_some();
        let mut counts: Vec<Count> = Vec::new();
        if happenings || hit.noun && hit.start < hit.tokens.start() {
            let from = TokenSpan::new(hit.start, hit.tokens.start());
            counts.extend(self.number_in(from).map(|number| self.count(what, number)));
        }
        let people = parts
            .iter()
            .filter(|part| part.acted_on || part.kind == dateline_doc::RoleKind::Victim);
        let phrases = people.filter_map(|part| part.phrase);
        // The number of those who act counts nobody harmed.
        let act = hit.row.frame.fill(&Slot::Subject).is_none_or(|fill| fill == Fill::Actor);
        let subjects = if act { &[][..] } else { &hit.subjects[..] };
        let bare = hit.objects.iter().chain(subjects).filter(|phrase| self.is_bare_number(phrase));
        let bare = bare.map(|phrase| phrase.tokens);
        counts.extend(self.toll(hit).map(|number| self.count(what, number)));
        if !(hit.noun && counts_happenings(what)) {
            for tokens in phrases.chain(bare) {
                counts.extend(self.number_of(tokens).map(|number| self.count(what, number)));
            }
            if counts.is_empty() {
                counts.extend(self.one_of(parts).map(|number| self.count(what, number)));
            }
        }
        counts.dedup_by(|a, b| a.span == b.span);
        counts
    }

    /// "a soldier was killed" counts one, "a nurse and her driver were killed" two.
    fn one_of(self, parts: &[Part]) -> Option<Number> {
        let people = parts.iter().filter(|part| {
            let harmed = part.acted_on || part.kind == dateline_doc::RoleKind::Victim;
            harmed && part.filler.nature == Nature::People && !part.filler.is_plural
        });
        let mut singles: Vec<TokenSpan> = people
            .filter_map(|part| part.phrase)
            .filter(|phrase| {
                self.tag(phrase.end() - 1) == Tag::Noun
                    && !self.nouns.is_of(self.fold(phrase.end()))
            })
            .collect();
        singles.sort_unstable_by_key(|phrase| phrase.start());
        let article = |phrase: &TokenSpan| {
            self.quantity(phrase.start()).is_some_and(|(_, found)| found == Quantity::One)
        };
        let first = singles.iter().position(article)?;
        let listed = self.listed(&singles[first..]);
        let start = singles[first].start();
        let (end, number) = match listed.last() {
            Some(last) if listed.len() > 1 => (last.end(), listed.len() as u64),
            _ => (start + 1, 1),
        };
        Some(Number { tokens: TokenSpan::new(start, end), low: Some(number), high: Some(number) })
    }

    /// As many of the phrases as make one list, up to its "and"; none where they are no list.
    fn listed(self, phrases: &[TokenSpan]) -> &[TokenSpan] {
        let mut length = 0;
        for (at, pair) in phrases.windows(2).enumerate() {
            let between = pair[0].end()..pair[1].start();
            let joined = between.clone().any(|at| self.tag(at) == Tag::Conjunction);
            let only = |at| self.tag(at) == Tag::Conjunction || self.is_mark(at, ",");
            if between.is_empty() || !between.into_iter().all(only) {
                break;
            }
            if joined {
                length = at + 2;
            }
        }
        &phrases[..length]
    }

    /// Whether a phrase is a number by itself or of people not named: "three", "five others".
    pub fn is_bare_number(self, phrase: &NounPhrase) -> bool {
        let span = self.segments.span(phrase.tokens);
        let dates = self.input.times.iter().any(|time| time.span.overlaps(span));
        let head = phrase.head as usize;
        // "150 olive trees" are nobody, as all nouns for people are known; "five others" are.
        let noun = matches!(self.tag(head), Tag::Noun | Tag::Nouns)
            && self.nouns.part(self.fold(head)).is_none();
        let number = self.tag(head) == Tag::Numeral
            || !noun && self.filler(phrase).is_none() && self.is_counted(phrase);
        number && !dates && !self.is_nobody(phrase)
    }

    /// Whether a phrase has a number in it.
    pub fn is_counted(self, phrase: &NounPhrase) -> bool {
        self.number_of(phrase.tokens).is_some()
    }

    /// The number that a phrase says by itself.
    pub fn number_of(self, phrase: TokenSpan) -> Option<Number> {
        self.number_in(phrase).or_else(|| self.one_more(phrase))
    }

    /// "another was wounded": a phrase that is the article by itself.
    fn one_more(self, phrase: TokenSpan) -> Option<Number> {
        let one = phrase.len() == 1 && self.quantity(phrase.start()) == Some((1, Quantity::One));
        one.then_some(Number { tokens: phrase, low: Some(1), high: Some(1) })
    }

    /// "the death toll rose to 41": the number after a word that a count follows.
    pub fn toll(self, hit: &Hit<'_>) -> Option<Number> {
        let sentence = self.sentence(hit.tokens.start());
        let clause = (hit.tokens.end()..sentence.end()).find(|at| self.is_mark(*at, ";"));
        let limit = clause.unwrap_or(sentence.end());
        let after = |at: &usize| hit.row.frame.after(self.fold(*at)) == Some(Fill::Count);
        (hit.tokens.end()..limit).filter(after).find_map(|at| {
            let start = (at + 1..limit.min(at + 5)).find(|start| self.is_amount_at(*start))?;
            let (end, value) = self.amount(start, limit)?;
            let number = self.bounded(start, end, value);
            let dates = self
                .input
                .times
                .iter()
                .any(|time| time.span.overlaps(self.segments.span(number.tokens)));
            (number.tokens.start() <= at + 2 && !dates).then_some(number)
        })
    }

    pub fn is_amount_at(self, at: usize) -> bool {
        self.digits(at).is_some()
            || self.quantity(at).is_some_and(|(_, quantity)| is_amount(quantity))
    }

    pub fn count(self, what: &Arc<str>, number: Number) -> Count {
        let span = self.segments.span(number.tokens);
        Count { what: what.clone(), low: number.low, high: number.high, span }
    }

    /// The number that a phrase opens with, with the words of bounds before it.
    fn number_in(self, phrase: TokenSpan) -> Option<Number> {
        let mut at = phrase.range().find(|at| self.is_amount_at(*at))?;
        let (length, first) = self.quantity(at).unwrap_or((1, Quantity::Value(0)));
        // "some 1,200 people": a vague word before a number only rounds it.
        if first == Quantity::Vague && self.is_amount_at(at + length) {
            at += length;
        }
        let (end, value) = self.amount(at, phrase.end())?;
        // "more than a dozen".
        let one = at.checked_sub(1).filter(|one| {
            matches!(first, Quantity::Scale(_))
                && self.quantity(*one).is_some_and(|(_, quantity)| quantity == Quantity::One)
        });
        let at = one.unwrap_or(at);
        Some(self.bounded(at, end, value))
    }

    /// An amount from `at`: end and value; no value for "dozens".
    fn amount(self, at: usize, limit: usize) -> Option<(usize, Option<u64>)> {
        let mut total: Option<u64> = None;
        let mut end = at;
        while end < limit {
            let (length, value) = match (self.digits(end), self.quantity(end)) {
                (Some(digits), _) => (1, Quantity::Value(digits)),
                (None, Some(found)) => found,
                (None, None) => break,
            };
            match (value, total) {
                (Quantity::Vague, None) => return Some((end + length, None)),
                (Quantity::Value(value), None) => total = Some(value),
                (Quantity::Value(value), Some(sum)) if sum % 10 == 0 && value < sum => {
                    total = Some(sum + value);
                }
                (Quantity::Scale(scale), sum) => {
                    total = Some(sum.unwrap_or(1).saturating_mul(scale));
                }
                _ => break,
            }
            end += length;
        }
        total.map(|total| (end, Some(total)))
    }

    /// Adds the bounds that the words before and after an amount set.
    fn bounded(self, at: usize, end: usize, value: Option<u64>) -> Number {
        let exact = Number { tokens: TokenSpan::new(at, end), low: value, high: value };
        let Some(value) = value else { return exact };
        if let Some((start, low)) = self.lower_before(at) {
            return Number {
                tokens: TokenSpan::new(start, end),
                low: Some(low),
                high: Some(value),
            };
        }
        let (start, bound) = self.bound_before(at);
        let tokens = TokenSpan::new(start, end);
        match bound {
            Some(Quantity::Least | Quantity::More) => {
                Number { tokens, low: Some(value), high: None }
            }
            Some(Quantity::Most) => Number { tokens, low: None, high: Some(value) },
            Some(Quantity::Less) => {
                Number { tokens, low: None, high: Some(value.saturating_sub(1)) }
            }
            Some(Quantity::Between) => {
                let and = self.quantity(end).filter(|(_, quantity)| *quantity == Quantity::And);
                let upper = and.and_then(|(length, _)| self.amount(end + length, end + length + 4));
                match upper {
                    Some((end, upper)) => {
                        Number { tokens: TokenSpan::new(start, end), low: Some(value), high: upper }
                    }
                    None => exact,
                }
            }
            Some(Quantity::About) => Number { tokens, ..exact },
            _ => self.range_after(exact, value),
        }
    }

    /// "between 5 and": a lower bound before the amount, with its first token.
    fn lower_before(self, at: usize) -> Option<(usize, u64)> {
        let and = at.checked_sub(1)?;
        let (_, quantity) = self.quantity(and)?;
        let (start, bound) = self.bound_before(and.checked_sub(1)?);
        let low = self.amount(and - 1, and)?.1?;
        (quantity == Quantity::And && bound == Some(Quantity::Between)).then_some((start, low))
    }

    /// "5 to 7": an upper bound after the amount.
    fn range_after(self, exact: Number, value: u64) -> Number {
        let end = exact.tokens.end();
        let and = self.quantity(end).filter(|(_, quantity)| *quantity == Quantity::And);
        let upper = and.and_then(|(length, _)| {
            let next = end + length;
            self.digits(next).map(|digits| (next + 1, digits))
        });
        match upper.filter(|(_, upper)| *upper > value && *upper <= value.saturating_mul(10)) {
            Some((end, upper)) => Number {
                tokens: TokenSpan::new(exact.tokens.start(), end),
                low: Some(value),
                high: Some(upper),
            },
            None => exact,
        }
    }

    /// The word of bound that ends right before `at`.
    pub fn bound_before(self, at: usize) -> (usize, Option<Quantity>) {
        for start in at.saturating_sub(4)..at {
            let found = self.lexicon.quantities.matches(self.segments, start);
            let mut bounds =
                found.filter(|(length, quantity)| start + length == at && quantity.is_bound());
            if let Some((_, quantity)) = bounds.next() {
                return (start, Some(*quantity));
            }
        }
        (at, None)
    }

    fn quantity(self, at: usize) -> Option<(usize, Quantity)> {
        self.lexicon
            .quantities
            .longest(self.segments, at)
            .map(|(length, quantity)| (length, *quantity))
    }

    fn digits(self, at: usize) -> Option<u64> {
        let token = self.segments.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let text = &self.input.article.text[token.span];
        let plain: String = text.chars().filter(|digit| !matches!(digit, ',' | '٬')).collect();
        let mut value =
            plain.chars().map(|digit| digit.to_digit(10).or_else(|| arabic(digit)).map(u64::from));
        value.try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit?))
    }
}

/// The value of an Arabic-Indic or extended Arabic-Indic digit.
fn arabic(digit: char) -> Option<u32> {
    match digit {
        '٠'..='٩' => Some(digit as u32 - '٠' as u32),
        '۰'..='۹' => Some(digit as u32 - '۰' as u32),
        _ => None,
    }
}

fn counts_happenings(what: &str) -> bool {
    what == "attacks"
}

fn is_amount(quantity: Quantity) -> bool {
    matches!(quantity, Quantity::Value(_) | Quantity::Scale(_) | Quantity::Vague)
}
