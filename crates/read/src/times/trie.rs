use super::grammar::Atom;
use super::pattern::Element;

/// Patterns as a tree of elements, so that patterns that start alike are followed together.
pub struct Trie {
    nodes: Vec<Node>,
    /// The root's next nodes by atom; 0 for none.
    roots: Vec<u32>,
}

/// A place in the tree.
#[derive(Default)]
pub struct Node {
    /// Sorted by atom.
    next: Vec<(Atom, u32)>,
    /// Where the expression itself starts after left context.
    open: Option<u32>,
    /// Where the expression itself ends before right context.
    close: Option<u32>,
    /// Rows of the patterns that end here, in the tables' order.
    pub rows: Vec<u32>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], roots: Vec::new() }
    }
}

impl Trie {
    /// Adds a pattern that leads to `row`.
    pub fn insert(&mut self, pattern: &[Element], row: usize) {
        let mut at = 0;
        for element in pattern {
            at = match *element {
                Element::Atom(atom) => match self.nodes[at].step(atom) {
                    Some(next) => next,
                    None => {
                        let new = self.add();
                        let place = self.nodes[at].next.partition_point(|(other, _)| *other < atom);
                        self.nodes[at].next.insert(place, (atom, new as u32));
                        if at == 0 {
                            let length = self.roots.len().max(atom.0 as usize + 1);
                            self.roots.resize(length, 0);
                            self.roots[atom.0 as usize] = new as u32;
                        }
                        new
                    }
                },
                Element::Open => match self.nodes[at].open {
                    Some(next) => next as usize,
                    None => {
                        let new = self.add();
                        self.nodes[at].open = Some(new as u32);
                        new
                    }
                },
                Element::Close => match self.nodes[at].close {
                    Some(next) => next as usize,
                    None => {
                        let new = self.add();
                        self.nodes[at].close = Some(new as u32);
                        new
                    }
                },
            };
        }
        let row = row as u32;
        if !self.nodes[at].rows.contains(&row) {
            self.nodes[at].rows.push(row);
        }
    }

    /// The node after `node` and `atom`.
    pub fn step(&self, node: usize, atom: Atom) -> Option<usize> {
        if node > 0 {
            return self.nodes[node].step(atom);
        }
        self.roots.get(atom.0 as usize).map(|next| *next as usize).filter(|next| *next > 0)
    }

    /// A node by number; 0 is the root.
    pub fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    fn add(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }
}

impl Node {
    /// The node after `atom`.
    fn step(&self, atom: Atom) -> Option<usize> {
        let at = self.next.binary_search_by_key(&atom, |(other, _)| *other).ok()?;
        Some(self.next[at].1 as usize)
    }

    /// The node after the start of the expression proper.
    pub fn open(&self) -> Option<usize> {
        self.open.map(|node| node as usize)
    }

    /// The node after the end of the expression proper.
    pub fn close(&self) -> Option<usize> {
        self.close.map(|node| node as usize)
    }
}
