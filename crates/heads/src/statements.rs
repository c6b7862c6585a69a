//! Who says what, from a text's scores.

use crate::{
    constants::StatementConstants,
    crf::{Chain, Emission, Transition, best_spans},
    dense::sigmoid,
    layout::Layout,
    linking::{Linker, REACH, facts, pool},
    scores::Scores,
    wordpiece::Words,
};
use dateline_doc::{Saying, Span};
use std::ops::Range;

/// Words, half-open.
type Run = Range<usize>;

/// The text and all that is known of it.
pub struct Telling<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub layout: &'a Layout,
    pub scores: &'a Scores,
}

impl Telling<'_> {
    fn pooled(&self, run: &Run) -> Vec<f32> {
        pool(&self.scores.hidden, self.scores.width, run)
    }
}

pub struct StatementHead {
    pub transitions: Vec<Transition>,
    pub linker: Linker,
    pub constants: StatementConstants,
}

/// The number of the content's role among source, cue and content.
const CONTENT: usize = 2;

/// Spans of one role with their probabilities; of contents that of their words, for the edges of a long one are
/// always in doubt.
struct Found {
    spans: Vec<Run>,
    likely: Vec<f32>,
}

impl StatementHead {
    pub fn sayings(&self, telling: &Telling<'_>) -> Vec<Saying> {
        let [sources, cues, contents] = [0, 1, 2].map(|role| self.find(telling, role));
        let linked = self.link(telling, &sources.spans, &cues.spans, &contents.spans);
        let span = |run: &Run| run_span(telling.words, run);
        let saying = |link: Link| {
            let words = |at: &usize| contents.spans[*at].len() as f32;
            let said: f32 = link.contents.iter().map(|at| contents.likely[*at] * words(at)).sum();
            let said = said / link.contents.iter().map(words).sum::<f32>();
            let raw = said * link.cue.map_or(0.5, |at| cues.likely[at]);
            Saying {
                source: link.source.map(|at| span(&sources.spans[at])),
                cue: link.cue.map(|at| span(&cues.spans[at])),
                content: link.contents.iter().map(|at| span(&contents.spans[*at])).collect(),
                score: calibrated(raw, self.constants.calibration),
            }
        };
        linked.into_iter().map(saying).collect()
    }

    /// The spans of a role by the best path; what has neither letter nor digit is no span.
    fn find(&self, telling: &Telling<'_>, role: usize) -> Found {
        let emissions = &telling.scores.statement_tags[role];
        let raised = raised(emissions, self.constants.bias[role]);
        let transition = &self.transitions[role];
        let mut spans = best_spans(&raised, transition);
        if role == CONTENT {
            spans = spans.into_iter().flat_map(|run| paragraphs(telling.layout, run)).collect();
        }
        spans.retain(|run| {
            telling.text[run_span(telling.words, run)].chars().any(char::is_alphanumeric)
        });
        let chain = Chain::new(emissions, transition);
        let likely = |run| if role == CONTENT { chain.inside(run) } else { chain.probability(run) };
        let likely = spans.iter().map(likely).collect();
        Found { spans, likely }
    }

    fn link(
        &self,
        telling: &Telling<'_>,
        sources: &[Run],
        cues: &[Run],
        contents: &[Run],
    ) -> Vec<Link> {
        let (groups, alone) = self.group(telling, cues, contents);
        let project = |run| (run, self.linker.source.other(&telling.pooled(run)));
        let projected: Vec<(&Run, Vec<f32>)> = sources.iter().map(project).collect();
        let mut links = Vec::new();
        for (cue, group) in groups.into_iter().enumerate() {
            if !group.is_empty() {
                let source = self.source(telling, cue, &projected, cues, contents);
                links.push(Link { source, cue: Some(cue), contents: group });
            }
        }
        for content in alone {
            let source = self.nearest(telling, content, sources, cues, contents);
            links.push(Link { source, cue: None, contents: vec![content] });
        }
        links
    }

    /// The contents of each cue, and those that stand alone.
    fn group(
        &self,
        telling: &Telling<'_>,
        cues: &[Run],
        contents: &[Run],
    ) -> (Vec<Vec<usize>>, Vec<usize>) {
        let scorer = &self.linker.content;
        let project = |cue| scorer.cue(&telling.pooled(cue));
        let projected: Vec<Vec<f32>> = cues.iter().map(project).collect();
        let (mut groups, mut alone) = (vec![Vec::new(); cues.len()], Vec::new());
        for (number, content) in contents.iter().enumerate() {
            let other = scorer.other(&telling.pooled(content));
            let scored = cues.iter().zip(&projected).enumerate().map(|(at, (cue, vector))| {
                let facts = facts(telling.layout, cue, content, cues, contents);
                let far = facts.gap > REACH;
                (at, facts, if far { -1e4 } else { scorer.score(vector, &other, facts) })
            });
            let best = scored.fold(None, first_best);
            match best {
                Some((cue, facts, _))
                    if facts.overlap
                        || facts.gap <= self.constants.alone_gap
                            && facts.codes[2] <= self.constants.alone_paragraphs =>
                {
                    groups[cue].push(number);
                }
                _ => alone.push(number),
            }
        }
        (groups, alone)
    }

    /// The source of a cue, when one of the projected ones fits better than none.
    fn source(
        &self,
        telling: &Telling<'_>,
        cue: usize,
        sources: &[(&Run, Vec<f32>)],
        cues: &[Run],
        contents: &[Run],
    ) -> Option<usize> {
        let scorer = &self.linker.source;
        let own = telling.pooled(&cues[cue]);
        let projected = scorer.cue(&own);
        let scored = sources.iter().enumerate().map(|(at, (source, vector))| {
            let facts = facts(telling.layout, &cues[cue], source, cues, contents);
            let far = facts.gap > REACH;
            (at, facts, if far { -1e4 } else { scorer.score(&projected, vector, facts) })
        });
        let none = self.linker.none(&own) + self.constants.none;
        let (source, _, score) = scored.fold(None, first_best)?;
        (score > none).then_some(source)
    }

    fn nearest(
        &self,
        telling: &Telling<'_>,
        content: usize,
        sources: &[Run],
        cues: &[Run],
        contents: &[Run],
    ) -> Option<usize> {
        let cost = |source: &Run| {
            let facts = facts(telling.layout, &contents[content], source, cues, contents);
            let gap = if facts.overlap { 999 } else { facts.gap };
            gap + 20 * facts.codes[1] + 30 * facts.codes[2]
        };
        let costs = sources.iter().map(cost).enumerate();
        let (source, cost) = costs.min_by_key(|(_, cost)| *cost)?;
        (cost < self.constants.alone_reach).then_some(source)
    }
}

/// A statement by numbers of spans.
struct Link {
    source: Option<usize>,
    cue: Option<usize>,
    contents: Vec<usize>,
}

type Scored = (usize, crate::linking::Facts, f32);

/// The best so far; of equals the first.
fn first_best(best: Option<Scored>, one: Scored) -> Option<Scored> {
    match best {
        Some(best) if best.2 >= one.2 => Some(best),
        _ => Some(one),
    }
}

/// A run cut where paragraphs end: what one says over several is said in pieces.
fn paragraphs(layout: &Layout, run: Run) -> Vec<Run> {
    let mut pieces = Vec::new();
    let mut start = run.start;
    for word in run.start + 1..=run.end {
        if word == run.end || layout.paragraph[word] != layout.paragraph[start] {
            pieces.push(start..word);
            start = word;
        }
    }
    pieces
}

pub fn raised(emissions: &[Emission], bias: f32) -> Vec<Emission> {
    emissions.iter().map(|row| [row[0], row[1] + bias, row[2]]).collect()
}

/// The bytes from a run's first word to its last.
pub fn run_span(words: &Words, run: &Run) -> Span {
    words.spans[run.start].cover(words.spans[run.end - 1])
}

/// A raw probability as a likelihood.
pub fn calibrated(raw: f32, [slope, offset]: [f32; 2]) -> f32 {
    let raw = raw.clamp(1e-6, 1.0 - 1e-6);
    sigmoid(slope * (raw / (1.0 - raw)).ln() + offset)
}
