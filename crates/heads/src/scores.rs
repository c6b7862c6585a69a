//! Scores of a whole text from scores of its windows.

use crate::{
    Error,
    crf::Emission,
    graph::Graph,
    windows::windows,
    wordpiece::{Vocabulary, Words},
};

pub const STATEMENT_ROLES: usize = 3;
pub const FILLER_ROLES: usize = 5;

/// Of one text: a row a word.
pub struct Scores {
    /// Values of a word's vector.
    pub width: usize,
    pub hidden: Vec<f32>,
    /// A list a role.
    pub statement_tags: Vec<Vec<Emission>>,
    pub filler_tags: Vec<Vec<Emission>>,
    /// Logits of the incident and its kinds, a row a window.
    pub kinds: Vec<Vec<f32>>,
}

impl Scores {
    pub fn of(
        graph: &Graph,
        vocabulary: &Vocabulary,
        text: &str,
        words: &Words,
    ) -> Result<Self, Error> {
        let count = words.spans.len();
        let mut scores = Self {
            width: 0,
            hidden: Vec::new(),
            statement_tags: vec![vec![[0.0; 3]; count]; STATEMENT_ROLES],
            filler_tags: vec![vec![[0.0; 3]; count]; FILLER_ROLES],
            kinds: Vec::new(),
        };
        let (begin, end) = vocabulary.edges();
        for window in windows(text, words) {
            let mut ids = vec![begin];
            ids.extend_from_slice(&words.ids[window.clone()]);
            ids.push(end);
            let result = graph.run(&ids)?;
            let rows = ids.len();
            if result.statement_tags.len() != rows * STATEMENT_ROLES * 3
                || result.filler_tags.len() != rows * FILLER_ROLES * 3
            {
                return Err(Error::new("the encoder has other heads than this program knows"));
            }
            scores.width = result.hidden.len() / rows;
            scores.hidden.resize(count * scores.width, 0.0);
            let first = words.first.partition_point(|piece| *piece < window.start);
            let inside = words.first[first..].iter().take_while(|piece| **piece < window.end);
            for (word, piece) in (first..).zip(inside) {
                let row = 1 + piece - window.start;
                let width = scores.width;
                scores.hidden[word * width..(word + 1) * width]
                    .copy_from_slice(&result.hidden[row * width..(row + 1) * width]);
                put(&mut scores.statement_tags, word, &result.statement_tags, row);
                put(&mut scores.filler_tags, word, &result.filler_tags, row);
            }
            scores.kinds.push(result.kinds);
        }
        Ok(scores)
    }

    /// Gives another's tags of the same words a share in one's own.
    pub fn mix(&mut self, other: &Self, share: f32) {
        let own = self.statement_tags.iter_mut().chain(&mut self.filler_tags);
        let others = other.statement_tags.iter().chain(&other.filler_tags);
        for (own, other) in own.flatten().zip(others.flatten()) {
            for (own, other) in own.iter_mut().zip(other) {
                *own += share * (other - *own);
            }
        }
    }
}

/// Row `row` of a window's tags as the emissions of `word`.
fn put(roles: &mut [Vec<Emission>], word: usize, tags: &[f32], row: usize) {
    let start = row * roles.len() * 3;
    for (role, three) in roles.iter_mut().zip(tags[start..].chunks_exact(3)) {
        role[word] = [three[0], three[1], three[2]];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f32) -> Scores {
        let tags = |roles| vec![vec![[value; 3]; 2]; roles];
        Scores {
            width: 1,
            hidden: vec![value; 2],
            statement_tags: tags(STATEMENT_ROLES),
            filler_tags: tags(FILLER_ROLES),
            kinds: vec![vec![value]],
        }
    }

    #[test]
    fn another_has_its_share_in_tags_alone() {
        let mut scores = of(1.0);
        scores.mix(&of(3.0), 0.25);
        assert!(scores.statement_tags.iter().flatten().flatten().all(|score| *score == 1.5));
        assert!(scores.filler_tags.iter().flatten().flatten().all(|score| *score == 1.5));
        assert_eq!((scores.hidden, scores.kinds), (vec![1.0; 2], vec![vec![1.0]]));
    }
}
