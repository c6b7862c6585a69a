use super::find::Finder;
use super::lexicon::{Kind, Role};
use super::mention::{Mention, Sort};
use crate::gazetteer::{Gazetteer, PlaceNumber, Sense};
use crate::segment::Tagger;
use rustc_hash::{FxHashMap, FxHashSet};

/// What speaks for or against a mention naming a place, each with its strength; weights are the language pack's.
pub type Features = Vec<(&'static str, f32)>;

/// What the whole text says of a name.
#[derive(Default, Clone, Copy)]
pub struct NameUse {
    mentions: u32,
    /// Mentions inside a longer capitalised name that is not the place's: "Hillary Clinton".
    within_longer: u32,
    /// Mentions before an organization's noun: "Kirkuk News".
    of_body: u32,
    /// Mentions that a preposition, a kind word or a holder makes a place.
    placed: u32,
}

/// How the names of a text are used, by folded name.
pub fn uses(finder: &Finder<'_>, mentions: &[Mention]) -> FxHashMap<String, NameUse> {
    let mut uses: FxHashMap<String, NameUse> = FxHashMap::default();
    for mention in mentions {
        let entry = uses.entry(mention.key.clone()).or_default();
        let around = Around::of(finder, mention);
        entry.mentions += 1;
        entry.within_longer += u32::from(around.name_before);
        entry.of_body += u32::from(around.body_after);
        entry.placed += u32::from(
            !around.name_before
                && (around.strong || mention.holder.is_some() || mention.kind.is_some()),
        );
    }
    uses
}

/// What the mentions of a text name, for looking up.
pub struct Named {
    /// By place, the name it goes by; `None` for a place of several names.
    keys: FxHashMap<PlaceNumber, Option<String>>,
    /// Mentions that say where others lie.
    holders: FxHashSet<usize>,
}

impl Named {
    /// Everything that `mentions` may name.
    pub fn of(mentions: &[Mention]) -> Self {
        let mut keys: FxHashMap<PlaceNumber, Option<String>> = FxHashMap::default();
        for mention in mentions {
            for sense in &mention.senses {
                let key = keys.entry(sense.place).or_insert_with(|| Some(mention.key.clone()));
                if key.as_ref().is_some_and(|key| *key != mention.key) {
                    *key = None;
                }
            }
        }
        Self { keys, holders: mentions.iter().filter_map(|mention| mention.holder).collect() }
    }

    /// Whether another name of the text may mean an area that holds a sense of the mention.
    fn holds_some_sense(&self, gazetteer: &Gazetteer, mention: &Mention) -> bool {
        let by_another = |holder| {
            self.keys
                .get(&holder)
                .is_some_and(|key| key.as_ref().is_none_or(|key| *key != mention.key))
        };
        mention.senses.iter().any(|sense| gazetteer.holders(sense.place).any(by_another))
    }
}

/// What stands beside a mention.
struct Around {
    strong: bool,
    weak: bool,
    direction: bool,
    title: bool,
    name_before: bool,
    name_after: bool,
    body_after: bool,
    speech_after: bool,
    kind_before: bool,
    kind_of: bool,
    body_of: bool,
}

impl Around {
    fn of(finder: &Finder<'_>, mention: &Mention) -> Self {
        let Finder { words, lexicon, .. } = *finder;
        let is = |word: Option<usize>, role| {
            word.is_some_and(|word| lexicon.is(words.folded(word), role))
        };
        let before = words.before(mention.words.start);
        let direction = is(before, Role::Direction);
        // Past "the" and directions: "in the northern Sinai".
        let mut outer = before;
        for _ in 0..3 {
            let Some(word) = outer else { break };
            let skips = lexicon.is(words.folded(word), Role::Direction)
                || words.list[word].tag == dateline_doc::Tag::Determiner;
            if !skips {
                break;
            }
            outer = words.before(word);
        }
        let after = mention.words.end.checked_sub(1).and_then(|last| words.after(last));
        let capital = |word: Option<usize>| {
            let next = word.and_then(|word| words.list.get(word));
            finder.cased && next.is_some_and(|next| next.capital)
        };
        // "Ain | al-Asad"
        let joined = |word: Option<usize>| {
            word.is_some_and(|word| words.list[word].joined) && capital(word.map(|word| word + 1))
        };
        let plain = |word: usize| {
            lexicon.is(words.folded(word), Role::Direction)
                || lexicon.is(words.folded(word), Role::Strong)
                || lexicon.is(words.folded(word), Role::Weak)
                || lexicon.kind(words.folded(word)).is_some()
                || words.list[word].tag == dateline_doc::Tag::Determiner
                || words.list[word].first && words.list[word].tag != dateline_doc::Tag::Name
        };
        Self {
            strong: is(outer, Role::Strong),
            weak: is(outer, Role::Weak),
            direction,
            title: is(before, Role::Title),
            name_before: capital(before) && before.is_some_and(|word| !plain(word)),
            name_after: (capital(after) || joined(after))
                && after.is_some_and(|word| {
                    !plain(word)
                        && !lexicon.is(words.folded(word), Role::Title)
                        && !lexicon.is(words.folded(word), Role::Body)
                }),
            body_after: is(after, Role::Body),
            speech_after: is(after, Role::Speech),
            body_of: is(before, Role::Weak)
                && before.and_then(|of| words.before(of)).is_some_and(|word| {
                    words.list[word].capital && lexicon.is(words.folded(word), Role::Body)
                }),
            kind_of: mention.kind.is_some()
                && is(before, Role::Weak)
                && mention.words.end == mention.words.start + key_words(mention),
            kind_before: before.is_some_and(|word| lexicon.kind(words.folded(word)).is_some()),
        }
    }
}

/// Describes one of the mentions.
pub fn features(
    finder: &Finder<'_>,
    mentions: &[Mention],
    at: usize,
    uses: &FxHashMap<String, NameUse>,
    named: &Named,
    common: Option<&Tagger>,
) -> Features {
    let mention = &mentions[at];
    let Finder { words, lexicon, gazetteer, .. } = *finder;
    let around = Around::of(finder, mention);
    let used = uses.get(&mention.key).copied().unwrap_or_default();
    let run = mention.words.clone();
    let single = run.len() == 1;
    let first = &words.list[run.start];
    let weight =
        mention.senses.iter().map(|sense| importance(gazetteer, *sense)).fold(0.0, f32::max);
    let is_common =
        single && common.is_some_and(|tagger| tagger.is_common(words.folded(run.start)));
    let kind_beside = mention.kind.is_some() && mention.sort == Sort::Name;
    let list_weight = |other: Option<usize>| {
        other.map_or(0.0, |other| {
            let senses = &mentions[other].senses;
            senses.iter().map(|sense| importance(gazetteer, *sense)).fold(0.0, f32::max) / 8.0
        })
    };
    let next_listed = mentions.get(at + 1).and_then(|next| next.listed).map(|_| at + 1);
    let flag = |name: &'static str, on: bool| (name, f32::from(u8::from(on)));
    let mut found = vec![
        ("bias", 1.0),
        ("importance", weight / 8.0),
        ("list", list_weight(mention.listed).max(list_weight(next_listed))),
        ("repeated", (used.mentions as f32).ln()),
        (
            "placed_elsewhere",
            (used.placed as f32 - f32::from(u8::from(around.strong))).clamp(0.0, 3.0),
        ),
        flag("alias", mention.senses.iter().all(|sense| sense.alias)),
        flag("country", mention.senses.iter().any(|s| gazetteer.feature(s.place) == "A.PCLI")),
        flag("admin1", mention.senses.iter().any(|s| gazetteer.feature(s.place) == "A.ADM1")),
        flag(
            "area",
            mention.senses.iter().any(|s| !gazetteer.feature(s.place).starts_with(['A', 'P'])),
        ),
        flag("multiword", !single),
        flag("common", is_common),
        flag("common_first", is_common && first.first),
        flag("rarely", single && lexicon.is_rarely(words.folded(run.start))),
        flag("first", first.first),
        flag("name_tag", run.clone().any(|word| words.list[word].tag == dateline_doc::Tag::Name)),
        flag("strong", around.strong),
        flag("weak", around.weak),
        flag("direction", around.direction),
        flag("title", around.title),
        flag("body_of", around.body_of),
        flag("dotted", finder.text[mention.span].contains('.')),
        flag("name_before", around.name_before),
        flag("name_after", around.name_after),
        flag("body_after", around.body_after),
        flag("speech_after", around.speech_after),
        flag("owner", words.list[run.end - 1].owner),
        flag("hyphen", words.list[run.end - 1].joined),
        flag("kind_beside", kind_beside && !around.kind_of),
        flag("kind_of", around.kind_of),
        flag("kind_before", around.kind_before),
        flag("held", mention.holder.is_some()),
        flag("holds", named.holders.contains(&at)),
        flag("holder_named", named.holds_some_sense(gazetteer, mention)),
        flag("within_longer", used.within_longer > 0 && !around.name_before),
        flag("of_body", used.of_body > 0 && !around.body_after),
        flag("upper", finder.cased && run.clone().all(|word| words.list[word].upper)),
        flag("short", words.folded_run(run.clone()).chars().count() <= 3),
    ];
    found.push(match (mention.sort, mention.kind) {
        (Sort::Name, _) => ("sort_name", 1.0),
        (Sort::Abbreviation, _) => ("sort_abbreviation", 1.0),
        (Sort::Demonym, _) => ("sort_demonym", 1.0),
        (Sort::Kinded, Some(Kind::Road)) => ("sort_road", 1.0),
        (Sort::Kinded, Some(Kind::Site)) => ("sort_site", 1.0),
        (Sort::Kinded, Some(Kind::Water)) => ("sort_water", 1.0),
        (Sort::Kinded, _) => ("sort_kinded", 1.0),
    });
    found
}

/// How well known a place is, on a scale where a town's is the logarithm of its inhabitants.
pub fn importance(gazetteer: &Gazetteer, sense: Sense) -> f32 {
    let base = prominence(gazetteer, sense.place);
    if sense.alias { base - 0.7 } else { base }
}

fn prominence(gazetteer: &Gazetteer, place: PlaceNumber) -> f32 {
    let feature = gazetteer.feature(place);
    let people = match (gazetteer.log_population(place), feature) {
        // GeoNames lists seats of areas whose inhabitants it does not know.
        (0.0, "P.PPLA") => 4.5,
        (0.0, "P.PPLA2") => 4.0,
        (0.0, "P.PPLA3") => 3.3,
        (0.0, _) => 2.0,
        (people, _) => people,
    };
    match feature {
        "A.PCLI" => 8.0,
        "A.ADM1" => 4.0 + people * 0.35,
        "A.ADM2" => 1.0 + people * 0.4,
        "P.PPLC" => people + 1.0,
        "P.PPLA" => people + 0.5,
        "P.PPLX" => people * 0.6,
        _ if feature.starts_with('P') => people,
        _ => 6.0,
    }
}

/// The probability that a mention names a place, by the language pack's weights: a logistic model.
pub fn probability(lexicon: &super::PlaceWords, features: &Features, cased: bool) -> f32 {
    let sum: f32 = features.iter().map(|(name, value)| lexicon.weight(name, cased) * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Number of words of the name itself, without its kind word.
fn key_words(mention: &Mention) -> usize {
    mention.key.split(' ').count()
}
