use super::{Names, Penn};

/// A rule over a token's neighbours, such as `VBD VBN PREV1OR2WD have`.
pub(super) struct ContextRule {
    from: Penn,
    to: Penn,
    test: Test,
}

enum Test {
    /// Some token at these distances has the tag.
    TagAt(&'static [isize], Penn),
    /// Some token at these distances has the folded form.
    WordAt(&'static [isize], Box<str>),
    /// Both hold.
    Both(Box<Test>, Box<Test>),
}

pub(super) fn parse(line: &str, names: &mut Names) -> Option<ContextRule> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (&[from, to, name], arguments) = words.split_first_chunk::<3>()?;
    let tag = |distances, tag: &str, names: &mut Names| Test::TagAt(distances, names.number(tag));
    let word = |distances, word: &str| Test::WordAt(distances, word.to_lowercase().into());
    let test = match (name, arguments) {
        ("PREVTAG", [t]) => tag(&[-1], t, names),
        ("PREV2TAG", [t]) => tag(&[-2], t, names),
        ("PREV1OR2TAG", [t]) => tag(&[-1, -2], t, names),
        ("PREV1OR2OR3TAG", [t]) => tag(&[-1, -2, -3], t, names),
        ("NEXTTAG", [t]) => tag(&[1], t, names),
        ("NEXT2TAG", [t]) => tag(&[2], t, names),
        ("NEXT1OR2TAG", [t]) => tag(&[1, 2], t, names),
        ("NEXT1OR2OR3TAG", [t]) => tag(&[1, 2, 3], t, names),
        ("PREVWD", [w]) => word(&[-1], w),
        ("PREV2WD", [w]) => word(&[-2], w),
        ("PREV1OR2WD", [w]) => word(&[-1, -2], w),
        ("NEXTWD", [w]) => word(&[1], w),
        ("NEXT2WD", [w]) => word(&[2], w),
        ("NEXT1OR2WD", [w]) => word(&[1, 2], w),
        ("CURWD", [w]) => word(&[0], w),
        ("SURROUNDTAG", [a, b]) => both(tag(&[-1], a, names), tag(&[1], b, names)),
        ("PREVBIGRAM", [a, b]) => both(tag(&[-2], a, names), tag(&[-1], b, names)),
        ("NEXTBIGRAM", [a, b]) => both(tag(&[1], a, names), tag(&[2], b, names)),
        ("WDPREVTAG", [t, w]) => both(word(&[0], w), tag(&[-1], t, names)),
        ("WDNEXTTAG", [w, t]) => both(word(&[0], w), tag(&[1], t, names)),
        ("WDAND2TAGAFT", [w, t]) => both(word(&[0], w), tag(&[2], t, names)),
        ("WDAND2TAGBFR", [t, w]) => both(word(&[0], w), tag(&[-2], t, names)),
        ("WDAND2AFT", [w, v]) => both(word(&[0], w), word(&[2], v)),
        ("WDAND2BFR", [v, w]) => both(word(&[0], w), word(&[-2], v)),
        ("RBIGRAM", [w, v]) => both(word(&[0], w), word(&[1], v)),
        ("LBIGRAM", [v, w]) => both(word(&[0], w), word(&[-1], v)),
        _ => return None,
    };
    Some(ContextRule { from: names.number(from), to: names.number(to), test })
}

fn both(a: Test, b: Test) -> Test {
    Test::Both(Box::new(a), Box::new(b))
}

impl ContextRule {
    /// The tag that the rule gives.
    pub(super) fn to(&self) -> Penn {
        self.to
    }

    /// Changes every token of the rule's tag whose neighbours fit, from first to last, but for the tokens to spare.
    pub(super) fn apply(&self, tags: &mut [Penn], folds: &[&str], spares: Option<&[bool]>) {
        for at in 0..tags.len() {
            if tags[at] == self.from
                && !spares.is_some_and(|spares| spares[at])
                && self.test.holds(tags, folds, at)
            {
                tags[at] = self.to;
            }
        }
    }
}

impl Test {
    fn holds(&self, tags: &[Penn], folds: &[&str], at: usize) -> bool {
        let near = |distance: &isize| at.checked_add_signed(*distance);
        match self {
            Self::TagAt(distances, tag) => {
                distances.iter().filter_map(near).any(|at| tags.get(at) == Some(tag))
            }
            Self::WordAt(distances, word) => distances
                .iter()
                .filter_map(near)
                .any(|at| folds.get(at).is_some_and(|fold| **fold == **word)),
            Self::Both(a, b) => a.holds(tags, folds, at) && b.holds(tags, folds, at),
        }
    }
}
