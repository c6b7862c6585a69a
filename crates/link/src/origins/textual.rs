use super::{edge::EdgeKind, profile::Profile};

/// Which relation the texts of two reports show by themselves, and how surely.
pub fn kind(a: &Profile, b: &Profile) -> Option<(EdgeKind, f32)> {
    let likeness = a.fingerprint.likeness(&b.fingerprint);
    let (smaller, larger) = (likeness.shingles.of_smaller(), likeness.shingles.of_larger());
    if larger >= 0.7 {
        return Some((EdgeKind::SameText, smaller));
    }
    (smaller >= 0.5).then_some((EdgeKind::PartOf, smaller))
}
