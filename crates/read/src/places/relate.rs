use super::group::{Choice, Level};
use super::lexicon::{Kind, PlaceWords, Role};
use super::mention::{Mention, Sort};
use super::words::Words;
use crate::gazetteer::{Gazetteer, PlaceNumber, Sense};

/// As close as a part of a town is to it, some 35 km: see [`Choice::closeness`].
const BY_TOWN: f32 = 0.7;

/// More words than this between two names, and the second does not say where the first lies.
const LOOSELY: usize = 4;

/// Finds which mention says where another lies, and which stand in one list.
pub fn relate(
    text: &str,
    words: &Words,
    lexicon: &PlaceWords,
    gazetteer: &Gazetteer,
    mentions: &mut [Mention],
) {
    for at in 1..mentions.len() {
        let (before, here) = (&mentions[at - 1], &mentions[at]);
        if words.list[here.words.start].first {
            continue;
        }
        let between = before.words.end..here.words.start;
        let marks = text[before.span.end()..here.span.start()].trim();
        let is = |word: usize, role| lexicon.is(words.folded(word), role);
        // "captured the village of Palma, Moscow said".
        let next = here.words.end.checked_sub(1).and_then(|last| words.after(last));
        let speaks = before.senses.is_empty() && next.is_some_and(|next| is(next, Role::Speech));
        let apposed =
            between.is_empty() && matches!(marks, "," | "(" | "/" | "، " | "،") && !speaks;
        let loosely = (1..=LOOSELY).contains(&between.len())
            && is(between.start, Role::Inside)
            && between.clone().all(|word| !words.list[word].capital || !words.list[word].glued)
            && !marks.trim_start_matches(',').contains([',', ';', ':', '"', '“', '”', '(', ')']);
        let part = between.len() == 2
            && lexicon.kind(words.folded(between.start)).is_some()
            && is(between.start + 1, Role::Inside)
            && is(between.start + 1, Role::Weak)
            && !follows_capital(words, before);
        if part && may_have_parts(gazetteer, here, before) {
            keep_parts(gazetteer, mentions, at);
            continue;
        }
        if loosely && !may_hold(gazetteer, here, before) && is_elsewhere(gazetteer, here, before) {
            // "Palma in Cabo Delgado": another Palma than the gazetteer's.
            mentions[at - 1].senses.clear();
            mentions[at - 1].holder = Some(at);
            continue;
        }
        if (apposed || loosely) && may_hold(gazetteer, here, before) {
            mentions[at - 1].holder = Some(at);
            hold_list(mentions, at - 1, gazetteer);
            continue;
        }
        let listed = between.is_empty() && matches!(marks, "," | "&" | "/" | ";" | "،")
            || between.len() == 1 && is(between.start, Role::Join);
        if listed {
            mentions[at].listed = Some(at - 1);
        }
    }
    share_kinds(words, lexicon, mentions);
}

/// Whether a capitalised word of the same name may stand before a mention: "Kasai | Occidental".
fn follows_capital(words: &Words, mention: &Mention) -> bool {
    let before = words.before(mention.words.start);
    before.is_some_and(|word| words.list[word].capital)
}

/// Whether the second of two names may be that of a place with parts, and the first of one: "the Urals town of
/// Pervouralsk" is no part of it.
fn may_have_parts(gazetteer: &Gazetteer, outer: &Mention, inner: &Mention) -> bool {
    let inhabited = |mention: &Mention| {
        let level = |sense: &Sense| Choice::of(gazetteer, *sense).level;
        mention.sort == Sort::Name
            && !mention.senses.is_empty()
            && !mention
                .senses
                .iter()
                .any(|sense| matches!(level(sense), Level::Water | Level::Sea | Level::Region))
    };
    let town = inner.kind == Some(Kind::Town);
    let district = matches!(outer.kind, Some(Kind::Admin1 | Kind::Admin2));
    inner.kind.is_some() && (!town || district) && inhabited(outer) && inhabited(inner)
}

/// "the Jani Khel area of Bannu": of what the first of two names may mean, what lies in or by the second stands, and
/// where nothing does, it lies there and the gazetteer does not have it.
fn keep_parts(gazetteer: &Gazetteer, mentions: &mut [Mention], outer: usize) {
    let wholes: Vec<Choice> =
        mentions[outer].senses.iter().map(|sense| Choice::of(gazetteer, *sense)).collect();
    let inner = &mut mentions[outer - 1];
    let is_part = |sense: &Sense| {
        let part = Choice::of(gazetteer, *sense);
        wholes.iter().any(|whole| whole.holds(&part) || whole.closeness(&part) > BY_TOWN)
    };
    let known = |sense: &Sense| is_well_known(gazetteer, sense.place);
    if inner.senses.iter().any(is_part) {
        inner.senses.retain(is_part);
    } else if inner.senses.iter().any(known) {
        return;
    } else {
        inner.senses.clear();
        // A district that no area has is a town's: "the Dniprovskyi district of Kherson".
        let is_town = |whole: &Choice| whole.level == Level::Town;
        let town = wholes.iter().any(is_town);
        let whole = &mut mentions[outer];
        whole.kind = if town { Some(Kind::Town) } else { whole.kind };
    }
    mentions[outer - 1].holder = Some(outer);
}

/// Whether no small place of its name is likelier to be meant.
fn is_well_known(gazetteer: &Gazetteer, place: PlaceNumber) -> bool {
    matches!(gazetteer.feature(place), "A.ADM1" | "A.PCLI")
        || gazetteer.log_population(place) >= 6.0
}

/// "the provinces of Diyala, Kirkuk and Anbar", "Diyala, Kirkuk and Anbar provinces": one plural for all.
fn share_kinds(words: &Words, lexicon: &PlaceWords, mentions: &mut [Mention]) {
    let plural =
        |word: Option<usize>| word.is_some_and(|word| lexicon.is(words.folded(word), Role::Plural));
    let mut shares = vec![false; mentions.len()];
    for at in 0..mentions.len() {
        let of = words.before(mentions[at].words.start);
        shares[at] = mentions[at].kind.is_some() && plural(of.and_then(|of| words.before(of)));
        if let Some(before) = mentions[at].listed.filter(|before| shares[*before])
            && mentions[at].kind.is_none()
        {
            mentions[at].kind = mentions[before].kind;
            shares[at] = true;
        }
    }
    for at in (0..mentions.len()).rev() {
        let last = mentions[at].words.end.checked_sub(1);
        let after = last.and_then(|last| words.after(last));
        shares[at] |= mentions[at].kind.is_some() && (plural(after) || plural(last));
        if let Some(before) = mentions[at].listed.filter(|_| shares[at])
            && mentions[before].kind.is_none()
        {
            mentions[before].kind = mentions[at].kind;
            shares[before] = true;
        }
    }
}

/// "Ramadi, Hit and Rawa in Anbar": what holds the last of a list holds those before it that it can.
fn hold_list(mentions: &mut [Mention], last: usize, gazetteer: &Gazetteer) {
    let holder = mentions[last].holder;
    let mut at = last;
    while let (Some(before), Some(outer)) = (mentions[at].listed, holder) {
        if mentions[before].holder.is_some()
            || !may_hold(gazetteer, &mentions[outer], &mentions[before])
        {
            break;
        }
        mentions[before].holder = holder;
        at = before;
    }
}

/// Whether some sense of `outer` is an area that holds some sense of `inner`.
fn may_hold(gazetteer: &Gazetteer, outer: &Mention, inner: &Mention) -> bool {
    if inner.sort == Sort::Demonym {
        return false;
    }
    let mut areas = outer.senses.iter().filter(|sense| is_area(gazetteer, sense.place));
    if inner.senses.is_empty() {
        return areas.next().is_some();
    }
    areas.any(|area| inner.senses.iter().any(|sense| gazetteer.holds(area.place, sense.place)))
}

/// Whether `outer` names an area and `inner` a town that the gazetteer knows only in other countries.
fn is_elsewhere(gazetteer: &Gazetteer, outer: &Mention, inner: &Mention) -> bool {
    let is_large = |place| matches!(gazetteer.feature(place), "A.ADM1" | "A.PCLI");
    let nations: Vec<PlaceNumber> = outer
        .senses
        .iter()
        .filter(|sense| is_large(sense.place))
        .filter_map(|sense| gazetteer.country(sense.place))
        .collect();
    let is_foreign_town = |place| {
        gazetteer.feature(place).starts_with('P')
            && gazetteer.log_population(place) < 6.0
            && gazetteer.country(place).is_none_or(|country| !nations.contains(&country))
    };
    let by_name = inner.sort == Sort::Name && outer.sort == Sort::Name && inner.kind.is_none();
    by_name && !nations.is_empty() && inner.senses.iter().all(|sense| is_foreign_town(sense.place))
}

/// Whether places can lie in it: a country or an area, not a town.
pub fn is_area(gazetteer: &Gazetteer, place: PlaceNumber) -> bool {
    gazetteer.feature(place).starts_with("A.")
}
