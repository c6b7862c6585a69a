//! Text with words marked that may overlap.

use dateline_doc::Span;

/// Words that are a part of some value.
pub struct Mark {
    pub span: Span,
    /// What the words are to it, such as `cue`, `victim`, `place`; a style's name too.
    pub part: String,
    /// In words, for people: "victim of c2".
    pub label: String,
    /// The value's place in the list beside the text, such as `c2`.
    pub value: String,
}

/// A run of text under the same marks.
pub struct Piece<'t> {
    pub text: &'t str,
    /// Styles of its marks; empty for text without any.
    pub parts: String,
    /// The values that it is a part of.
    pub values: String,
    pub label: String,
    /// The list's entry that it links to: that of its shortest mark.
    pub link: Option<String>,
    /// Anchors of the values whose first words these are.
    pub anchors: Vec<String>,
}

/// The pieces of `text[within]`.
pub fn pieces<'t>(text: &'t str, within: Span, marks: &[Mark]) -> Vec<Piece<'t>> {
    let inside: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(within)).collect();
    let mut cuts: Vec<usize> = inside
        .iter()
        .flat_map(|mark| [mark.span.start(), mark.span.end()])
        .chain([within.start(), within.end()])
        .filter(|cut| (within.start()..=within.end()).contains(cut))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let spans = cuts.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    spans.map(|span| piece(text, span, &inside, marks)).collect()
}

fn piece<'t>(text: &'t str, span: Span, inside: &[&Mark], all: &[Mark]) -> Piece<'t> {
    let mut over: Vec<&Mark> =
        inside.iter().copied().filter(|mark| mark.span.contains(span)).collect();
    over.sort_by_key(|mark| mark.span.len());
    let list = |of: fn(&Mark) -> &str| {
        let mut listed: Vec<&str> = Vec::new();
        for item in over.iter().map(|mark| of(mark)) {
            if !listed.contains(&item) {
                listed.push(item);
            }
        }
        listed
    };
    let begins = over.iter().filter(|mark| {
        mark.span.start() == span.start()
            && !all.iter().any(|other| other.value == mark.value && other.span < mark.span)
    });
    let mut anchors: Vec<String> = begins.map(|mark| mark.value.clone()).collect();
    anchors.dedup();
    Piece {
        text: &text[span],
        parts: list(|mark| &mark.part).join(" "),
        values: list(|mark| &mark.value).join(" "),
        label: list(|mark| &mark.label).join(", "),
        link: over.first().map(|mark| mark.value.clone()),
        anchors,
    }
}

/// The lines of a text that hold more than white space.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        (!line.trim().is_empty()).then_some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: (usize, usize), part: &str, value: &str) -> Mark {
        Mark {
            span: Span::new(span.0, span.1),
            part: part.into(),
            label: format!("{part} of {value}"),
            value: value.into(),
        }
    }

    #[test]
    fn overlapping_marks_cut_the_text_once_each() {
        let text = "Police said two died.";
        let marks = [
            mark((0, 6), "source", "s1"),
            mark((12, 20), "content", "s1"),
            mark((12, 15), "victim", "c1"),
            mark((16, 20), "trigger", "c1"),
        ];
        let all = pieces(text, Span::new(0, text.len()), &marks);
        let joined: String = all.iter().map(|piece| piece.text).collect();
        assert_eq!(joined, text);
        let two = all.iter().find(|piece| piece.text == "two").unwrap();
        assert_eq!((two.parts.as_str(), two.link.as_deref()), ("victim content", Some("c1")));
        assert_eq!(two.anchors, ["c1"]);
        assert_eq!(all[0].anchors, ["s1"]);
        assert!(all.last().unwrap().parts.is_empty());
    }

    #[test]
    fn lines_are_found_again_in_their_text() {
        let text = "قال\n\nGao 🙂\n";
        let found: Vec<&str> = lines(text).map(|span| &text[span]).collect();
        assert_eq!(found, ["قال", "Gao 🙂"]);
    }
}
