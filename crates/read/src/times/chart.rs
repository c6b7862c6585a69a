//! Finds every expression that the grammar knows, pass by pass.

use super::{
    grammar::{Atom, Grammar},
    numbers::numbers,
    pattern::Row,
    pieces::Piece,
    shapes::shapes,
    spec::Spec,
    trie::Trie,
};
use dateline_doc::{Segmented, Span};

/// A whole expression before its date is worked out.
#[derive(Clone, Debug)]
pub struct Found {
    /// First piece and one past the last.
    pub pieces: (usize, usize),
    /// Bytes of the expression.
    pub span: Span,
    /// Number of pieces around it that the pattern needed.
    pub context: usize,
    /// Number of its row in the grammar.
    pub row: usize,
    /// What its words state.
    pub spec: Spec,
}

/// A part found: the class it is found under, its end and its fields.
struct Edge {
    class: Atom,
    end: usize,
    spec: Spec,
}

/// The state of one text's search.
struct Chart<'a> {
    grammar: &'a Grammar,
    pieces: &'a [Piece],
    text: &'a str,
    edges: Vec<Vec<Edge>>,
    found: Vec<Found>,
}

/// A pattern followed so far.
#[derive(Clone, Copy, Default)]
struct Path<'p> {
    start: usize,
    at: usize,
    open: Option<usize>,
    close: Option<usize>,
    parts: Option<&'p Part<'p>>,
}

/// The last part of a path, and what came before it.
struct Part<'p> {
    at: usize,
    spec: &'p Spec,
    before: Option<&'p Part<'p>>,
}

/// All whole expressions, in any order and overlapping.
pub fn search(input: Segmented<'_>, pieces: &[Piece], grammar: &Grammar) -> Vec<Found> {
    let text = input.text();
    let mut edges = Vec::new();
    edges.resize_with(pieces.len(), Vec::new);
    let mut chart = Chart { grammar, pieces, text, edges, found: Vec::new() };
    chart.add_numbers();
    for trie in &grammar.passes {
        chart.run(trie);
    }
    chart.found
}

impl Chart<'_> {
    fn add_numbers(&mut self) {
        for at in 0..self.pieces.len() {
            let start = self.pieces[at].span.start();
            let rest = &self.text[start..];
            if rest.starts_with(char::is_numeric) {
                let before = self.text[..start].chars().next_back();
                for shape in shapes(rest, before) {
                    let end = self.pieces[at..]
                        .partition_point(|piece| piece.span.start() < start + shape.length);
                    self.add(shape.class, at, at + end, shape.spec);
                }
            }
            for number in numbers(self.pieces, at, self.grammar) {
                self.add(number.class, at, number.end, number.spec);
            }
        }
    }

    fn add(&mut self, class: &str, start: usize, end: usize, spec: Spec) {
        if let Some(class) = self.grammar.atom(&format!("{{{class}}}")) {
            self.edges[start].push(Edge { class, end, spec });
        }
    }

    /// Follows every pattern of a pass from every piece.
    fn run(&mut self, trie: &Trie) {
        let mut made: Vec<(usize, Edge)> = Vec::new();
        let mut found = Vec::new();
        for start in 0..self.pieces.len() {
            let path = Path { start, at: start, ..Path::default() };
            self.follow(trie, 0, path, &mut |path, rows| {
                for row in rows {
                    let number = *row as usize;
                    self.finish(path, number, &self.grammar.rows[number], &mut made, &mut found);
                }
            });
        }
        for (start, edge) in made {
            let known = |other: &Edge| {
                other.class == edge.class && other.end == edge.end && other.spec == edge.spec
            };
            if !self.edges[start].iter().any(known) {
                self.edges[start].push(edge);
            }
        }
        self.found.extend(found);
    }

    fn follow(
        &self,
        trie: &Trie,
        node: usize,
        path: Path<'_>,
        end: &mut dyn FnMut(Path<'_>, &[u32]),
    ) {
        let here = trie.node(node);
        if !here.rows.is_empty() {
            end(path, &here.rows);
        }
        if let Some(next) = here.open() {
            self.follow(trie, next, Path { open: Some(path.at), ..path }, end);
        }
        if let Some(next) = here.close() {
            self.follow(trie, next, Path { close: Some(path.at), ..path }, end);
        }
        let Some(piece) = self.pieces.get(path.at) else { return };
        if piece.opens && path.at > path.start {
            return;
        }
        for atom in [piece.atom, self.grammar.tag(piece.tag)].into_iter().flatten() {
            if let Some(next) = trie.step(node, atom) {
                self.follow(trie, next, Path { at: path.at + 1, ..path }, end);
            }
        }
        for edge in &self.edges[path.at] {
            if let Some(next) = trie.step(node, edge.class) {
                let part = Part { at: path.at, spec: &edge.spec, before: path.parts };
                let path = Path { at: edge.end, parts: Some(&part), ..path };
                self.follow(trie, next, path, end);
            }
        }
    }

    fn finish(
        &self,
        path: Path<'_>,
        number: usize,
        row: &Row,
        made: &mut Vec<(usize, Edge)>,
        found: &mut Vec<Found>,
    ) {
        let start = path.open.unwrap_or(path.start);
        let end = path.close.unwrap_or(path.at);
        if start >= end {
            return;
        }
        let mut parts = Vec::new();
        let mut part = path.parts;
        while let Some(Part { at, spec, before }) = part {
            if (start..end).contains(at) {
                parts.push(*spec);
            }
            part = *before;
        }
        let mut spec = Spec::default();
        parts.iter().rev().for_each(|part| spec.merge(part));
        row.steps.iter().for_each(|step| step.apply(&mut spec));
        if row.whole && spec.kind.is_some() || row.blocks {
            if row.blocks {
                spec.kind = None;
            }
            let span = self.pieces[start].span.cover(self.pieces[end - 1].span);
            let context = path.at - path.start - (end - start);
            found.push(Found {
                pieces: (start, end),
                span,
                context,
                row: number,
                spec: spec.clone(),
            });
        }
        for class in &row.classes {
            made.push((start, Edge { class: *class, end, spec: spec.clone() }));
        }
    }
}
