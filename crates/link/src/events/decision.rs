use crate::ClaimKey;

/// What people decided of two claims. It outranks whatever comparing them tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Decision {
    /// One claim.
    pub a: ClaimKey,
    /// The other.
    pub b: ClaimKey,
    /// What is to be done with their events.
    pub kind: DecisionKind,
}

/// What people want done with two claims.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DecisionKind {
    /// They are in one event, unless somebody split what would come together.
    Merge,
    /// They are not in one event.
    Split,
}
