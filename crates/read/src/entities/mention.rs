use super::lexicon::Head;
use dateline_doc::{EntityKind, TokenSpan};

/// A stretch of text that names or describes somebody or something, before it is known which mentions are one entity.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Mention {
    pub tokens: TokenSpan,
    pub kind: EntityKind,
    pub who: Who,
}

/// What a mention says of who is meant.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Who {
    /// An actor of the registry, by number.
    Actor(u32),
    /// An outlet, by number.
    Outlet(u32),
    /// A person by the folded words of the name.
    Person(Vec<String>),
    /// A body by its folded name.
    Body(String),
    /// A noun phrase without a name.
    Common(Common),
}

/// A noun phrase without a name.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Common {
    pub head: Head,
    /// Folded words before the head, without determiners and numbers.
    pub modifiers: Vec<String>,
    /// Whether it says that the reader knows who is meant: "the", "these", "his".
    pub definite: bool,
    /// Whether it has a number or an indefinite article: a new party each time.
    pub counted: bool,
}
