//! Settlements that the gazetteer does not have, by what stands beside their names.

use super::find::{Finder, UNKNOWN_WORDS, mention};
use super::lexicon::{Kind, Role};
use super::mention::{Mention, Sort};
use dateline_doc::Tag;
use std::ops::Range;

impl Finder<'_> {
    /// A name that the gazetteer does not have, or only a part of, with words that make it a settlement:
    /// "the village of Aita al-Shaab", "Yelewata, a village".
    pub(super) fn settled(&self, at: usize, reach: usize) -> Option<Mention> {
        let glued = at > 0 && self.words.list[at].glued && self.words.list[at - 1].capital;
        if !self.cased || glued || !self.words.list[at].capital || !self.may_open(at) {
            return None;
        }
        let mut end = at + 1;
        while end - at <= UNKNOWN_WORDS
            && self.words.after(end - 1).is_some_and(|next| next == end && self.is_of_name(end))
        {
            end += 1;
        }
        let town = self.is_town(at..end) || self.is_bare_site(at..end);
        if end <= reach || !town || self.lexicon.kind(self.words.folded(end - 1)).is_some() {
            return None;
        }
        let run = at..end;
        let key = self.words.folded_run(run.clone());
        let mut mention = mention(self.words.span(run.clone()), run, key, Sort::Kinded, Vec::new());
        mention.kind = Some(Kind::Town);
        mention.near = self.is_near(at..end);
        Some(mention)
    }

    /// Whether words beside a mention make it a settlement, and not its own last word.
    pub fn is_settlement(&self, mention: &Mention) -> bool {
        self.is_town(mention.words.clone()) || self.is_bare_site(mention.words.clone())
    }

    /// Whether a noun for a settlement stands beside a name.
    fn is_town(&self, run: Range<usize>) -> bool {
        self.kind_before(run.start) == Some(Kind::Town)
            || self.is_called_a_town(run.end)
            || self.is_before_a_town(run)
    }

    /// "in Banga village", "the district's Banga village", "Kourou and Banh villages": not "a Fulani village".
    fn is_before_a_town(&self, run: Range<usize>) -> bool {
        let owned = run.start > 0 && self.words.list[run.start - 1].owner;
        let placed = self.words.before(run.start).is_some_and(|word| {
            let folded = self.words.folded(word);
            self.lexicon.is(folded, Role::Strong) || self.lexicon.is(folded, Role::Near)
        });
        // "Kourou and Banh villages"
        let joined = self.words.before(run.start).is_some_and(|word| {
            let first = self.words.before(word).is_some_and(|first| self.words.list[first].capital);
            first && self.lexicon.is(self.words.folded(word), Role::Join)
        });
        let next = self.words.after(run.end - 1).filter(|_| owned || placed || joined);
        next.is_some_and(|word| {
            let folded = self.words.folded(word);
            !self.words.list[word].capital
                && self.lexicon.kind(folded) == Some(Kind::Town)
                && (joined || !self.lexicon.is(folded, Role::Plural))
        })
    }

    /// "at Tajori in Lakki Marwat": an area is named right after it.
    fn is_told_inside(&self, end: usize) -> bool {
        let next = self.words.after(end - 1);
        let inside = next.filter(|next| self.lexicon.is(self.words.folded(*next), Role::Site));
        let area = inside.and_then(|next| self.words.after(next));
        area.is_some_and(|area| self.words.list[area].capital)
    }

    /// "the garrison at Nasir": a noun for a site stands before the preposition.
    fn is_after_a_site(&self, preposition: usize) -> bool {
        let before = self.words.before(preposition);
        before.is_some_and(|word| self.lexicon.kind(self.words.folded(word)) == Some(Kind::Site))
    }

    /// A name that is no word of the language's own, where a site stands: "in Mucojo in northern Mozambique",
    /// "near Djaiba".
    fn is_bare_site(&self, run: Range<usize>) -> bool {
        let before = self.governor(run.start);
        let is = |role| before.is_some_and(|word| self.lexicon.is(self.words.folded(word), role));
        let of_site = is(Role::Spot) && before.is_some_and(|word| self.is_after_a_site(word));
        let site = of_site
            || is(Role::Site)
            || is(Role::Near)
            || is(Role::Spot) && self.is_told_inside(run.end);
        let strange = |at: usize| {
            let word = &self.words.list[at];
            let folded = self.words.folded(at);
            let plain = self.common.is_none_or(|tagger| tagger.knows(folded));
            let rarely = self.lexicon.is_rarely(folded) && !of_site;
            let other = rarely || self.lexicon.demonym(folded).is_some();
            !plain && !other && !word.upper && folded.chars().count() > 3
        };
        // "El Plateado"
        let short = |at: usize| {
            let letters = self.words.folded(at).chars().count();
            letters == 2 && at + 1 < run.end && !self.words.list[at].upper
        };

        let ends = self.words.after(run.end - 1).is_none_or(|next| {
            let word = &self.words.list[next];
            let goes_on = matches!(
                word.tag,
                Tag::Preposition
                    | Tag::To
                    | Tag::Conjunction
                    | Tag::Adverb
                    | Tag::Adjective
                    | Tag::Wh
                    | Tag::VerbPast
                    | Tag::VerbPresent
                    // A tagger takes "early" before a day for a part of its name.
                    | Tag::Name
            );
            !word.capital && goes_on
        });
        let named = strange(run.end - 1) && run.clone().all(|at| strange(at) || short(at));
        site && ends && !self.words.list[run.end - 1].owner && named
    }

    /// The word before a name, past one that only says what sort of place it is: "in rural El Plateado".
    fn governor(&self, start: usize) -> Option<usize> {
        let before = self.words.before(start)?;
        let sort = self.lexicon.is(self.words.folded(before), Role::Direction);
        if sort && !self.words.list[before].capital {
            self.words.before(before)
        } else {
            Some(before)
        }
    }

    /// Whether a word goes on with a name: a capital, or a small word that a hyphen joins to one.
    fn is_of_name(&self, at: usize) -> bool {
        self.words.list.get(at).is_some_and(|word| word.capital || word.joined)
    }

    /// "…, a village in": what is said right after the name that ends before `end`.
    fn is_called_a_town(&self, end: usize) -> bool {
        let word = |at: usize| self.words.list.get(at);
        let comma = end > 0
            && word(end).is_some_and(|next| {
                let between = &self.text[self.words.list[end - 1].span.end()..next.span.start()];
                between.trim() == "," && next.tag == Tag::Determiner && !next.first
            });
        let of_people = |at: usize| self.lexicon.is(self.words.folded(at), Role::Called);
        let kind = |at: usize| {
            self.lexicon.kind(self.words.folded(at)) == Some(Kind::Town) || of_people(at)
        };
        let is_noun = |at: usize| word(at).is_some_and(|word| word.tag == Tag::Noun);
        // "a village", "a farming village", and not "a village elder".
        let small = |at: usize| word(at).is_some_and(|word| !word.capital && word.glued);
        let called = |at: usize| kind(at) && !(small(at + 1) && is_noun(at + 1));
        comma
            && small(end + 1)
            && (called(end + 1)
                || small(end + 2) && called(end + 2) && (of_people(end + 2) || !is_noun(end + 1)))
    }
}
