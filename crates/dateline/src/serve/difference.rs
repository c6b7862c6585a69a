//! What changed between two versions of a text, line by line.

/// A line of one or both texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line<'t> {
    Kept(&'t str),
    Gone(&'t str),
    New(&'t str),
}

impl<'t> Line<'t> {
    /// A word for it, which is its style's name too.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Kept(_) => "kept",
            Self::Gone(_) => "gone",
            Self::New(_) => "new",
        }
    }

    pub fn text(&self) -> &'t str {
        match self {
            Self::Kept(text) | Self::Gone(text) | Self::New(text) => text,
        }
    }
}

/// Most lines of a text that are compared: the work grows with their square.
const COMPARED: usize = 2000;

/// The fewest lines gone and new that make `new` out of `old`.
pub fn difference<'t>(old: &'t str, new: &'t str) -> Vec<Line<'t>> {
    let lines = |text: &'t str| -> Vec<&'t str> {
        text.lines().filter(|line| !line.trim().is_empty()).take(COMPARED).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let common = common(&old, &new);
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && old[at] == new[to] {
            found.push(Line::Kept(old[at]));
            (at, to) = (at + 1, to + 1);
        } else if to == new.len() || at < old.len() && common[at + 1][to] >= common[at][to + 1] {
            found.push(Line::Gone(old[at]));
            at += 1;
        } else {
            found.push(Line::New(new[to]));
            to += 1;
        }
    }
    found
}

/// How many lines two texts share from these lines on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            common[at][to] = if old[at] == new[to] {
                common[at + 1][to + 1] + 1
            } else {
                common[at + 1][to].max(common[at][to + 1])
            };
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_marked() {
        let found = difference("one\ntwo\n\nthree", "one\n2\nthree\nfour");
        let kinds: Vec<_> = found.iter().map(|line| (line.kind(), line.text())).collect();
        assert_eq!(
            kinds,
            [("kept", "one"), ("gone", "two"), ("new", "2"), ("kept", "three"), ("new", "four")]
        );
        assert!(difference("", "").is_empty());
    }
}
