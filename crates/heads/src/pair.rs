//! The event type between two marked parties of one sentence.

use crate::{
    Error,
    dense::Perceptron,
    graph::Graph,
    wordpiece::{Vocabulary, Words},
};
use dateline_doc::Span;

/// A window holds no more pieces than this, the special ones included.
const LONGEST: usize = 512;

pub struct PairHead {
    pub perceptron: Perceptron,
}

impl PairHead {
    /// How likely each code is, in the order of the head's outputs.
    pub fn roots(
        &self,
        graph: &Graph,
        vocabulary: &Vocabulary,
        text: &str,
        source: Span,
        target: Span,
    ) -> Result<Vec<f32>, Error> {
        let words = vocabulary.split(text);
        let marked = Marked::new(vocabulary, &words, source, target)?;
        let window = graph.run(&marked.ids)?;
        let width = window.hidden.len() / marked.ids.len();
        let vector = |piece: usize| &window.hidden[piece * width..(piece + 1) * width];
        let mut input = vec![0.0; width];
        for piece in 0..marked.ids.len() {
            input.iter_mut().zip(vector(piece)).for_each(|(sum, value)| *sum += value);
        }
        input.iter_mut().for_each(|sum| *sum /= marked.ids.len() as f32);
        input.extend_from_slice(vector(marked.source));
        input.extend_from_slice(vector(marked.target));
        let logits = self.perceptron.apply(&input);
        let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let weights: Vec<f32> = logits.iter().map(|logit| (logit - top).exp()).collect();
        let total: f32 = weights.iter().sum();
        Ok(weights.into_iter().map(|weight| weight / total).collect())
    }
}

/// A sentence's pieces with `@` about the source and `#` about the target, and where they open.
struct Marked {
    ids: Vec<i32>,
    source: usize,
    target: usize,
}

impl Marked {
    fn new(
        vocabulary: &Vocabulary,
        words: &Words,
        source: Span,
        target: Span,
    ) -> Result<Self, Error> {
        let mut marks = Vec::new();
        for (party, sign) in [(source, "@"), (target, "#")] {
            let first = words.spans.partition_point(|word| word.end() <= party.start());
            let last = words.spans.partition_point(|word| word.start() < party.end());
            if first >= last {
                return Err(Error::new("a party has no words"));
            }
            let piece = |word: usize| words.first.get(word).copied().unwrap_or(words.ids.len());
            // What closes comes before what opens at the same place.
            marks.push((piece(first), 1, sign));
            marks.push((piece(last), 0, sign));
        }
        marks.sort_unstable();
        let (begin, end) = vocabulary.edges();
        let mut marked = Self { ids: vec![begin], source: 0, target: 0 };
        let mut at = 0;
        for (place, opens, sign) in marks {
            marked.ids.extend_from_slice(&words.ids[at..place]);
            match (opens, sign) {
                (1, "@") => marked.source = marked.ids.len(),
                (1, _) => marked.target = marked.ids.len(),
                _ => {}
            }
            marked.ids.push(vocabulary.piece(sign));
            at = place;
        }
        marked.ids.extend_from_slice(&words.ids[at..]);
        marked.ids.push(end);
        if marked.ids.len() > LONGEST {
            return Err(Error::new(
                "the sentence is too long: give the sentence with both parties alone",
            ));
        }
        Ok(marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_about_the_parties() {
        let vocabulary =
            Vocabulary::parse("[UNK]\n[CLS]\n[SEP]\n@\n#\nrebels\nshelled\nportland").unwrap();
        let words = vocabulary.split("Rebels shelled Portland");
        let marked = Marked::new(&vocabulary, &words, Span::new(0, 6), Span::new(15, 23)).unwrap();
        assert_eq!(marked.ids, [1, 3, 5, 3, 6, 4, 7, 4, 2]);
        assert_eq!((marked.source, marked.target), (1, 5));
        assert!(Marked::new(&vocabulary, &words, Span::new(6, 7), Span::new(15, 23)).is_err());
    }
}
