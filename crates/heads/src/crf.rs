//! Linear chains over the tags outside, begin and inside of one role.

use std::ops::Range;

/// Scores of a word's three tags.
pub type Emission = [f32; 3];
/// `[i][j]` scores tag `j` after tag `i`; outside to inside is as good as forbidden.
pub type Transition = [[f32; 3]; 3];

/// The spans of the best path, in words.
pub fn best_spans(emissions: &[Emission], transition: &Transition) -> Vec<Range<usize>> {
    spans(&viterbi(emissions, transition))
}

fn viterbi(emissions: &[Emission], transition: &Transition) -> Vec<usize> {
    let Some((first, rest)) = emissions.split_first() else { return Vec::new() };
    let mut best = first.map(f64::from);
    let mut back = Vec::with_capacity(rest.len());
    for row in rest {
        let mut choice = [0; 3];
        let mut next = [0.0; 3];
        for tag in 0..3 {
            let from = |before: usize| best[before] + f64::from(transition[before][tag]);
            choice[tag] = (1..3).fold(0, |top, one| if from(one) > from(top) { one } else { top });
            next[tag] = from(choice[tag]) + f64::from(row[tag]);
        }
        best = next;
        back.push(choice);
    }
    let mut tag = (1..3).fold(0, |top, one| if best[one] > best[top] { one } else { top });
    let mut tags = vec![tag];
    for choice in back.iter().rev() {
        tag = choice[tag];
        tags.push(tag);
    }
    tags.reverse();
    tags
}

fn spans(tags: &[usize]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (word, tag) in tags.iter().enumerate() {
        match tag {
            1 => all.push(word..word + 1),
            2 => match all.last_mut() {
                Some(last) if last.end == word => last.end += 1,
                _ => all.push(word..word + 1),
            },
            _ => {}
        }
    }
    all
}

/// Sums over all paths, from the left and from the right.
pub struct Chain<'a> {
    emissions: &'a [Emission],
    transition: &'a Transition,
    forward: Vec<[f64; 3]>,
    backward: Vec<[f64; 3]>,
    total: f64,
}

impl<'a> Chain<'a> {
    pub fn new(emissions: &'a [Emission], transition: &'a Transition) -> Self {
        let count = emissions.len();
        let mut forward = vec![[0.0; 3]; count];
        let mut backward = vec![[0.0; 3]; count];
        for word in 0..count {
            for tag in 0..3 {
                let before =
                    |from: usize| forward[word - 1][from] + f64::from(transition[from][tag]);
                let paths =
                    if word == 0 { 0.0 } else { log_sum([before(0), before(1), before(2)]) };
                forward[word][tag] = paths + f64::from(emissions[word][tag]);
            }
        }
        for word in (0..count.saturating_sub(1)).rev() {
            for tag in 0..3 {
                let after = |to: usize| {
                    f64::from(transition[tag][to] + emissions[word + 1][to])
                        + backward[word + 1][to]
                };
                backward[word][tag] = log_sum([after(0), after(1), after(2)]);
            }
        }
        let total = forward.last().map_or(0.0, |last| log_sum(*last));
        Self { emissions, transition, forward, backward, total }
    }

    /// How likely a word of the span stands in some span, on the mean: unlike [`Self::probability`] hardly moved by a
    /// doubtful edge of a long span.
    pub fn inside(&self, span: &Range<usize>) -> f32 {
        let outside = |word: usize| {
            (self.forward[word][0] + self.backward[word][0] - self.total).min(0.0).exp()
        };
        (span.clone().map(|word| 1.0 - outside(word)).sum::<f64>() / span.len() as f64) as f32
    }

    /// How likely a span begins, goes on and ends exactly there.
    pub fn probability(&self, span: &Range<usize>) -> f32 {
        let step = |from: usize, to: usize| f64::from(self.transition[from][to]);
        let before = match span.start.checked_sub(1) {
            None => 0.0,
            Some(word) => log_sum([0, 1, 2].map(|from| self.forward[word][from] + step(from, 1))),
        };
        let mut path = before + f64::from(self.emissions[span.start][1]);
        let mut tag = 1;
        for word in span.start + 1..span.end {
            path += step(tag, 2) + f64::from(self.emissions[word][2]);
            tag = 2;
        }
        if span.end < self.emissions.len() {
            let after = |to: usize| {
                step(tag, to)
                    + f64::from(self.emissions[span.end][to])
                    + self.backward[span.end][to]
            };
            path += log_sum([after(0), after(1), f64::NEG_INFINITY]);
        }
        (path - self.total).min(0.0).exp() as f32
    }
}

fn log_sum(terms: [f64; 3]) -> f64 {
    let top = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top + terms.iter().map(|term| (term - top).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSITION: Transition = [[0.5, -0.5, -1e4], [0.0, -1.0, 1.0], [0.2, -0.3, 0.7]];
    const EMISSIONS: [Emission; 4] =
        [[1.0, 0.2, 0.0], [0.0, 2.0, 0.3], [0.1, 0.0, 1.5], [1.0, 0.4, 0.2]];

    /// Every path's score, by brute force.
    fn paths() -> Vec<(Vec<usize>, f64)> {
        let all = (0..81).map(|number| (0..4).map(|at| number / 3_usize.pow(at) % 3).collect());
        all.map(|tags: Vec<usize>| {
            let emitted: f32 = tags.iter().zip(&EMISSIONS).map(|(tag, row)| row[*tag]).sum();
            let moved: f32 = tags.windows(2).map(|pair| TRANSITION[pair[0]][pair[1]]).sum();
            (tags, f64::from(emitted + moved))
        })
        .collect()
    }

    #[test]
    fn the_best_path_is_the_best_of_all() {
        let best = paths().into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
        assert_eq!(viterbi(&EMISSIONS, &TRANSITION), best);
        assert_eq!(best_spans(&EMISSIONS, &TRANSITION), spans(&best));
    }

    #[test]
    fn a_span_s_probability_is_that_of_the_paths_that_have_it() {
        let weight = |(_, score): &(Vec<usize>, f64)| score.exp();
        let all: f64 = paths().iter().map(weight).sum();
        for span in [1..3, 0..1, 3..4, 0..4] {
            let has = |(tags, _): &&(Vec<usize>, f64)| {
                tags[span.start] == 1
                    && tags[span.start + 1..span.end].iter().all(|tag| *tag == 2)
                    && tags.get(span.end) != Some(&2)
            };
            let held: f64 = paths().iter().filter(has).map(weight).sum();
            let said = f64::from(Chain::new(&EMISSIONS, &TRANSITION).probability(&span));
            assert!((said - held / all).abs() < 1e-6, "{span:?}: {said} for {}", held / all);
        }
    }

    #[test]
    fn a_word_is_inside_on_the_paths_that_have_it_so() {
        let weight = |(_, score): &(Vec<usize>, f64)| score.exp();
        let all: f64 = paths().iter().map(weight).sum();
        let inside = |word: usize| {
            let has = |(tags, _): &&(Vec<usize>, f64)| tags[word] != 0;
            paths().iter().filter(has).map(weight).sum::<f64>() / all
        };
        let said = f64::from(Chain::new(&EMISSIONS, &TRANSITION).inside(&(1..3)));
        assert!((said - (inside(1) + inside(2)) / 2.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_has_no_spans() {
        assert!(best_spans(&[], &TRANSITION).is_empty());
    }
}
