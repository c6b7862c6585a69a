use super::lexicon::{Kind, PlaceWords, Role};
use super::mention::{Mention, Sort};
use super::words::Words;
use crate::gazetteer::{Gazetteer, Sense, Walk};
use crate::segment::Tagger;
use dateline_doc::Tag;
use std::ops::Range;

/// A name has at most so many words before its kind word, when the gazetteer does not have it.
pub(super) const UNKNOWN_WORDS: usize = 3;

/// Finds what may name places in a text, in text order, none overlapping another.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub lexicon: &'a PlaceWords,
    pub gazetteer: &'a Gazetteer,
    /// Whether capitals mean anything in the text.
    pub cased: bool,
    /// Tells the language's own words from names.
    pub common: Option<&'a Tagger>,
}

impl Finder<'_> {
    /// All candidates.
    pub fn candidates(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.list.len() {
            match self.starting(at) {
                Some(mention) => {
                    at = mention.words.end;
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The candidate that starts at a word.
    fn starting(&self, at: usize) -> Option<Mention> {
        if let Some(mention) = self.abbreviation(at) {
            return Some(mention);
        }
        if self.cased && !self.may_start(at) {
            return None;
        }
        let named = self.named(at);
        let reach = named.as_ref().map_or(at, |(end, _)| *end);
        if let Some(mention) = self.kinded(at, reach).or_else(|| self.settled(at, reach)) {
            return Some(mention);
        }
        if let Some(mention) = self.demonym(at, reach) {
            return Some(mention);
        }
        let (end, senses) = named?;
        Some(self.with_kind(at..end, senses))
    }

    /// The longest name of the gazetteer from a word, as its end and what it may mean.
    fn named(&self, at: usize) -> Option<(usize, Vec<Sense>)> {
        let mut walk = self.gazetteer.walk()?;
        let mut best = None;
        for end in at + 1..=self.words.list.len() {
            let word = end - 1;
            if word > at && !self.goes_on(word, &mut walk) {
                break;
            }
            if word > at && !walk.feed(" ") || !walk.feed(self.words.folded(word)) {
                break;
            }
            let capital = !self.cased || self.words.list[word].capital;
            if let Some(posting) = walk.posting()
                && (capital || self.ends_low(at, word, posting))
            {
                best = Some((end, posting));
            }
        }
        let (end, posting) = best?;
        if end == at + 1 && self.only_says_which_side(at) {
            return None;
        }
        let senses = self.gazetteer.postings(posting);
        self.fits_its_case(at..end, &senses).then_some((end, senses))
    }

    /// "South Gondar": the side of a place is no place by itself.
    fn only_says_which_side(&self, at: usize) -> bool {
        let named = self.words.list.get(at + 1).is_some_and(|next| next.glued && next.capital);
        self.cased && named && self.lexicon.is(self.words.folded(at), Role::Compass)
    }

    /// Whether a name may go on with a word; a possessive "s" before it is part of some: "Cox's Bazar".
    fn goes_on(&self, word: usize, walk: &mut Walk<'_>) -> bool {
        if self.words.list[word].owned { walk.feed("s") } else { self.words.before(word).is_some() }
    }

    /// A name starts with a capital, or with an article joined to one: "al-Bab".
    fn may_start(&self, at: usize) -> bool {
        let word = &self.words.list[at];
        word.capital || word.joined && self.words.list.get(at + 1).is_some_and(|next| next.capital)
    }

    /// A region's name may end in its kind word in lower case: "Anbar desert", not "Kirkuk province".
    fn ends_low(&self, first: usize, last: usize, posting: u64) -> bool {
        let kind = self.lexicon.kind(self.words.folded(last));
        last > first && kind.is_some() && {
            let senses = self.gazetteer.postings(posting);
            senses.iter().all(|sense| !self.gazetteer.feature(sense.place).starts_with(['A', 'P']))
        }
    }

    /// Short names are also words ("us", "uk", "la"): they must be written in capitals and be well known.
    fn fits_its_case(&self, run: Range<usize>, senses: &[Sense]) -> bool {
        let folded = self.words.folded_run(run.clone());
        if folded.chars().count() > 3 || !folded.is_ascii() {
            return true;
        }
        let known = senses.iter().any(|sense| sense.place.0 == 0 || !sense.alias) || {
            senses.iter().any(|sense| !self.gazetteer.feature(sense.place).starts_with("P."))
        };
        let body = &self.text[self.words.span(run.clone())];
        let dotted = body.contains('.');
        let usual = senses.iter().any(|sense| !sense.alias);
        known && (dotted || self.cased && (self.words.list[run.start].upper || usual))
    }

    fn abbreviation(&self, at: usize) -> Option<Mention> {
        // Longest first: "W. Va." before "W.".
        for len in [2, 1] {
            let run = at..at + len;
            if run.end > self.words.list.len() || len == 2 && self.words.after(at).is_none() {
                continue;
            }
            let mut span = self.words.span(run.clone());
            let dotted = self.text[span.end()..].starts_with('.');
            if dotted && !self.text[span].ends_with('.') {
                span = dateline_doc::Span::new(span.start(), span.end() + 1);
            }
            let bare = self.words.span(run.clone());
            let found = [span, bare].into_iter().find_map(|span| {
                self.lexicon.abbreviation(&self.text[span]).map(|stands| (span, stands))
            });
            let Some((span, stands)) = found else { continue };
            let after_comma = self.text[..span.start()].trim_end().ends_with(',');
            if stands.limited && !after_comma {
                continue;
            }
            let senses = stands.senses(self.gazetteer);
            let key = self.words.folded_run(run.clone());
            return Some(mention(span, run, key, Sort::Abbreviation, senses));
        }
        None
    }

    /// A demonym, when no longer name of the gazetteer starts here.
    fn demonym(&self, at: usize, reach: usize) -> Option<Mention> {
        for len in [2, 1] {
            let run = at..at + len;
            if run.end > self.words.list.len()
                || run.end < reach
                || len == 2 && self.words.after(at).is_none()
            {
                continue;
            }
            let key = self.words.folded_run(run.clone());
            if let Some(stands) = self.lexicon.demonym(&key) {
                let senses = stands.senses(self.gazetteer);
                let span = self.words.span(run.clone());
                if let Some((name, seat)) = self.capital(run.end - 1, &senses) {
                    let key = format!("{key} {name}");
                    return Some(mention(span, run, key, Sort::Demonym, vec![seat]));
                }
                return Some(mention(span, run, key, Sort::Demonym, senses));
            }
        }
        None
    }

    /// The town meant by a demonym that ends with a word, and the noun after it: "the Libyan capital".
    fn capital(&self, last: usize, senses: &[Sense]) -> Option<(&str, Sense)> {
        let at = self.words.after(last)?;
        // "the Libyan capital Tripoli": the town is named by itself. "the Sudanese capital of Darfur" is another's.
        let next = self.words.list.get(at + 1).filter(|next| !next.first);
        let of = self.words.after(at).is_some_and(|next| {
            let folded = self.words.folded(next);
            self.lexicon.is(folded, Role::Inside) && self.lexicon.is(folded, Role::Weak)
        });
        if of || next.is_some_and(|next| next.capital) {
            return None;
        }
        let noun = self.words.folded(at);
        let country = senses.first().filter(|_| self.lexicon.is(noun, Role::Capital))?;
        let place = self.gazetteer.capital(country.place)?;
        Some((noun, Sense { place, alias: true }))
    }

    /// Capitalised words up to a kind word, where no name of the gazetteer reaches as far: "Darby Street".
    fn kinded(&self, at: usize, reach: usize) -> Option<Mention> {
        if !self.cased || !self.may_open(at) {
            return None;
        }
        let mut end = at + 1;
        while end - at <= UNKNOWN_WORDS {
            let word = self.words.list.get(end).filter(|word| word.glued && word.capital)?;
            if self.words.list[end - 1].owner || word.joined {
                return None;
            }
            let kind = self.lexicon.kind(self.words.folded(end));
            end += 1;
            let Some(kind) = kind.filter(|kind| {
                !matches!(kind, Kind::Country | Kind::Admin1 | Kind::Region | Kind::Sea)
            }) else {
                continue;
            };
            if end <= reach || kind == Kind::Town && reach == end - 1 {
                return None;
            }
            let run = at..end;
            let key = self.words.folded_run(run.clone());
            let base = self.words.folded_run(at..end - 1);
            if kind == Kind::Admin2 && reach == end - 1 {
                // "Baaj District": the area is found under its bare name.
                return None;
            }
            if self.lexicon.kind(&base).is_some() {
                return None;
            }
            let mut mention =
                mention(self.words.span(run.clone()), run, key, Sort::Kinded, Vec::new());
            mention.kind = Some(kind);
            return Some(mention);
        }
        None
    }

    /// Whether the words beside it make it a person's or a newspaper's name: "Mr Jordan", "Washington Post".
    pub fn is_other(&self, mention: &Mention) -> bool {
        let is = |word: Option<usize>, role| {
            word.is_some_and(|word| self.lexicon.is(self.words.folded(word), role))
        };
        let after = mention.words.end.checked_sub(1).and_then(|last| self.words.after(last));
        let capital = after.is_some_and(|word| self.words.list[word].capital);
        is(self.words.before(mention.words.start), Role::Honorific)
            || capital && is(after, Role::Press)
    }

    /// Whether it is a word of the language before it is a name: "Police in Lagos".
    pub fn is_plain(&self, mention: &Mention) -> bool {
        let at = mention.words.start;
        let folded = self.words.folded(at);
        let opens = self.words.list[at].first && self.common.is_some_and(|one| one.knows(folded));
        mention.words.len() == 1 && (opens || self.lexicon.is_rarely(folded))
    }

    /// Whether a demonym places what follows it: "Syrian territory", "the Lebanese capital".
    pub fn places_ground(&self, demonym: &Mention) -> bool {
        let after = demonym.words.end.checked_sub(1).and_then(|last| self.words.after(last));
        after.is_some_and(|word| self.lexicon.is(self.words.folded(word), Role::Ground))
    }

    pub(super) fn may_open(&self, at: usize) -> bool {
        let folded = self.words.folded(at);
        !self.lexicon.is(folded, Role::Title)
            && !self.lexicon.is(folded, Role::Strong)
            && !self.lexicon.is(folded, Role::Weak)
            && self.words.list[at].tag != Tag::Determiner
    }

    /// The name with the kind word beside it.
    fn with_kind(&self, run: Range<usize>, senses: Vec<Sense>) -> Mention {
        let key = self.words.folded_run(run.clone());
        let kind_at = |word: usize| self.lexicon.kind(self.words.folded(word));
        let mut whole = run.clone();
        let mut kind = None;
        if let Some(last) = self.ranked(run.end) {
            whole.end = last + 1;
            kind = Some(Kind::Admin2);
        } else if let Some(next) = self.words.after(run.end - 1)
            && let Some(found) = kind_at(next)
        {
            let capital = self.cased && self.words.list[next].capital;
            if !matches!(found, Kind::Site | Kind::Road) || capital {
                kind = Some(found);
                let extends = capital && !matches!(found, Kind::Country);
                whole.end = if extends { next + 1 } else { run.end };
            }
        }
        let span = self.words.span(whole.clone());
        let mut mention = mention(span, whole, key, Sort::Name, senses);
        mention.kind = kind.or_else(|| self.kind_before(run.start));
        let before = self.words.before(run.start);
        mention.article = before.is_some_and(|word| self.words.list[word].tag == Tag::Determiner);
        mention.near = self.is_near(run);
        mention
    }

    /// The kind word after words of rank: "Local Government Area".
    fn ranked(&self, end: usize) -> Option<usize> {
        let is_rank = |at: &usize| {
            let word = self.words.list.get(*at);
            word.is_some_and(|word| word.glued)
                && self.lexicon.is(self.words.folded(*at), Role::Rank)
        };
        let kind = (end..).find(|at| !is_rank(at)).filter(|kind| *kind > end)?;
        let word = self.words.list.get(kind).filter(|word| word.glued)?;
        let capital = word.capital == self.words.list[end].capital;
        (capital && self.lexicon.kind(self.words.folded(kind)).is_some()).then_some(kind)
    }

    /// "the province of X", "the provinces of X", "X" in "district of X".
    pub(super) fn kind_before(&self, start: usize) -> Option<Kind> {
        let of = self.words.before(start).filter(|of| self.is_weak(*of))?;
        // "the village on Monday".
        let joins = self.lexicon.is(self.words.folded(of), Role::Inside);
        let word = self.words.before(of)?;
        self.lexicon
            .kind(self.words.folded(word))
            .filter(|kind| joins && !matches!(kind, Kind::Site | Kind::Road))
    }

    fn is_weak(&self, word: usize) -> bool {
        self.lexicon.is(self.words.folded(word), Role::Weak)
    }

    /// "near X", "the outskirts of X", "south of X", "12 km from X".
    pub(super) fn is_near(&self, run: Range<usize>) -> bool {
        let is = |word: Option<usize>, role| {
            word.is_some_and(|word| self.lexicon.is(self.words.folded(word), role))
        };
        let before = self.words.before(run.start);
        if is(before, Role::Near) {
            return true;
        }
        let Some(of) = before.filter(|of| self.is_weak(*of)) else { return false };
        let side = self.words.before(of);
        is(side, Role::Near) || is(side, Role::Compass) || is(side, Role::Measure)
    }
}

/// A mention that nothing is known of yet but its words and senses.
pub fn mention(
    span: dateline_doc::Span,
    words: Range<usize>,
    key: String,
    sort: Sort,
    senses: Vec<Sense>,
) -> Mention {
    Mention {
        span,
        words,
        key,
        sort,
        senses,
        kind: None,
        holder: None,
        listed: None,
        near: false,
        article: false,
        score: 1.0,
    }
}
