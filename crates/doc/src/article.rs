use crate::{Span, TimeInterval};

/// A report's text without page furniture, with what is known about it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Article {
    /// Given with the input, else the SHA-256 of `text` in hexadecimal.
    pub id: String,
    /// Where the bytes came from, as given on the command line.
    pub file: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, one name an entry.
    pub byline: Vec<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// When it was published; `None` when nobody says. Never silently today.
    pub published: Option<TimeInterval>,
    /// Outlets it says it came through, nearest first.
    pub via: Vec<Via>,
    /// The text that is read. All spans of a reading are bytes of it.
    pub text: String,
    /// What went wrong on the way here.
    pub problems: Vec<Problem>,
}

/// An outlet that a report says its content came through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Via {
    /// The other outlet's name, as the text has it.
    pub outlet: String,
    /// What this report did with the other's.
    pub relation: Relation,
    /// Where the text says so; `None` when only the page's metadata does.
    pub span: Option<Span>,
}

/// What a report does with another outlet's content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// Carries it whole or nearly so.
    Republishes,
    /// Carries it in another language.
    Translates,
    /// Takes words or facts from it.
    Quotes,
}

/// Something that kept a report, or a part of it, from being read as it should.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// One line: what, where, and how to mend it.
    pub message: String,
    /// Whether nothing could be read because of it.
    pub fatal: bool,
}
