use super::Reason;

/// What comparing two claims in one respect says for or against their telling one happening.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Weight {
    /// Above 0 speaks for it, below against.
    pub value: f32,
    /// In words, where it speaks for it.
    pub reason: Option<Reason>,
}

impl Weight {
    /// Says nothing.
    pub const NONE: Self = Self::of(0.0);

    /// A weight that needs no words.
    pub const fn of(value: f32) -> Self {
        Self { value, reason: None }
    }

    /// A weight with its reason.
    pub const fn because(value: f32, reason: Reason) -> Self {
        Self { value, reason: Some(reason) }
    }
}
