//! Open intervals and ranges: "since March", "between 3 and 5 May".

use super::{
    calendar::Unit,
    chart::Found,
    spec::{Bound, Spec},
};
use dateline_doc::{Basis, Time, TimeInterval};

/// Lends the ends of a range what only the other end says: in "between 3 and 5 May" both are in May.
pub fn borrow(chosen: &mut [Found]) {
    for at in 1..chosen.len() {
        let (before, after) = chosen.split_at_mut(at);
        let (first, second) = (&mut before[at - 1].spec, &mut after[0].spec);
        if first.bound == Some(Bound::First) && second.bound == Some(Bound::Second) {
            lend(second, first);
            lend(first, second);
        }
    }
}

fn lend(from: &Spec, to: &mut Spec) {
    let has_year =
        |spec: &Spec| spec.year.is_some() || spec.by.is_some() && spec.unit == Some(Unit::Year);
    if to.day.is_some() && to.month.is_none() {
        to.month = from.month;
    }
    if to.month.is_some() && !has_year(to) && has_year(from) {
        (to.year, to.by, to.unit, to.from) = (from.year, from.by, from.unit, from.from);
    }
    if to.short_year.is_some() && to.year.is_none() {
        let century = from.year.map(|year| year - year.rem_euclid(100));
        to.year = century.zip(to.short_year).map(|(century, short)| century + short);
    }
}

/// An interval opened on the side that the words leave open.
pub fn bounded(interval: TimeInterval, bound: Option<Bound>) -> TimeInterval {
    match bound {
        Some(Bound::Since) => TimeInterval { end: None, ..interval },
        Some(Bound::Until) => TimeInterval { start: None, ..interval },
        _ => interval,
    }
}

/// Gives both ends of a range the whole of it, with both as evidence.
pub fn join(chosen: &[Found], times: &mut [Time]) {
    for at in 1..times.len().min(chosen.len()) {
        let ends = (chosen[at - 1].spec.bound, chosen[at].spec.bound);
        if ends != (Some(Bound::First), Some(Bound::Second)) {
            continue;
        }
        let (Some(first), Some(second)) = (times[at - 1].interval, times[at].interval) else {
            continue;
        };
        if first.start > second.end {
            continue;
        }
        let whole = TimeInterval {
            start: first.start,
            end: second.end,
            grain: first.grain.max(second.grain),
            basis: if first.basis == second.basis { first.basis } else { Basis::Inferred },
        };
        let spans = vec![times[at - 1].span, times[at].span];
        for time in &mut times[at - 1..=at] {
            time.interval = Some(whole);
            time.evidence.spans.clone_from(&spans);
        }
    }
}
