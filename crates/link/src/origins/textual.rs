use super::{edge::EdgeKind, profile::Profile, sample::Overlap, words::words};

/// The share of a text's runs of words that another text of its length must have to be its copy.
const WHOLE: f32 = 0.55;

/// How much greater the share must be of a small part of a long text: by chance alone, or by a stock
/// paragraph, a long text holds more of a short one.
const SMALL: f32 = 0.3;

/// How much smaller the share may be where the headline or the writer and the day are the same.
const SUPPORTED: f32 = 0.1;

/// The share from which on a text is carried as it is, and not reworded.
const UNCHANGED: f32 = 0.8;

/// Words of a headline that make it telling.
const TELLING_TITLE: usize = 6;

/// How far a glance may be below what is needed before a closer look is spared.
const GLANCE_MARGIN: f32 = 0.3;

/// Which relation the texts of two reports show, and how surely.
pub fn kind(a: &Profile, b: &Profile) -> Option<(EdgeKind, f32)> {
    let glance = a.fingerprint.glance(&b.fingerprint);
    if glance.of_smaller() < WHOLE - SUPPORTED - GLANCE_MARGIN {
        return None;
    }
    let overlap = a.fingerprint.overlap(&b.fingerprint);
    let (smaller, larger) = (overlap.of_smaller(), overlap.of_larger());
    let needed = needed(overlap);
    if smaller < needed - SUPPORTED || smaller < needed && !is_supported(a, b) {
        return None;
    }
    let kind = if larger >= UNCHANGED {
        EdgeKind::SameText
    } else if smaller >= UNCHANGED {
        EdgeKind::PartOf
    } else {
        EdgeKind::Rewrite
    };
    Some((kind, smaller))
}

/// The share of the smaller text that must be in the larger one.
fn needed(overlap: Overlap) -> f32 {
    let (left, right) = (overlap.left, overlap.right);
    WHOLE + SMALL * (1.0 - left.min(right) / left.max(right).max(1.0))
}

/// Whether something besides the texts speaks for a copy.
fn is_supported(a: &Profile, b: &Profile) -> bool {
    let same_day = a.day.is_some() && a.day == b.day;
    let same_writer = same_day && a.bylines.iter().any(|name| b.bylines.contains(name));
    same_writer || same_title(a.title.as_deref(), b.title.as_deref())
}

fn same_title(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a.map(words), b.map(words)) else { return false };
    a.len() >= TELLING_TITLE && a == b
}
