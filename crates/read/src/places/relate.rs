use super::lexicon::{PlaceWords, Role};
use super::mention::{Mention, Sort};
use super::words::Words;
use crate::gazetteer::{Gazetteer, PlaceNumber};

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
        let apposed = between.is_empty() && matches!(marks, "," | "(" | "/" | "، " | "،");
        let loosely = (1..=LOOSELY).contains(&between.len())
            && is(between.start, Role::Inside)
            && between.clone().all(|word| !words.list[word].capital || !words.list[word].glued)
            && !marks.trim_start_matches(',').contains([',', ';', ':', '"', '“', '”', '(', ')']);
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

/// Whether places can lie in it: a country or an area, not a town.
pub fn is_area(gazetteer: &Gazetteer, place: PlaceNumber) -> bool {
    gazetteer.feature(place).starts_with("A.")
}
