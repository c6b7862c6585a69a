use super::Section;
use fst::raw::{Fst, Node, Output};

/// A look-up in progress: a folded name is fed in pieces, and what was fed so far may be a name.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    keys: &'a Fst<Section>,
    node: Node<'a>,
    output: Output,
}

impl<'a> Walk<'a> {
    pub(super) fn new(keys: &'a Fst<Section>) -> Self {
        Self { keys, node: keys.root(), output: Output::zero() }
    }

    /// Feeds a piece; `false` when no name starts with all that was fed.
    pub fn feed(&mut self, piece: &str) -> bool {
        for byte in piece.bytes() {
            let Some(index) = self.node.find_input(byte) else { return false };
            let transition = self.node.transition(index);
            self.output = self.output.cat(transition.out);
            self.node = self.keys.node(transition.addr);
        }
        true
    }

    /// The first posting of what was fed, when it is a name.
    pub fn posting(&self) -> Option<u64> {
        self.node.is_final().then(|| self.output.cat(self.node.final_output()).value())
    }
}
