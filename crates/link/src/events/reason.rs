use dateline_doc::EventType;
use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// Why two claims are held to tell one happening.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// One sentence tells both.
    SameSentence,
    /// One report tells both, some sentences apart.
    SameReport,
    /// The same type.
    SameType(EventType),
    /// The same town or spot.
    SameTown(String),
    /// Two places close to each other, so many kilometres apart.
    Near(String, String, u32),
    /// Two towns of one country that share their name.
    Namesakes(String, String),
    /// A place in an area.
    Inside(String, String),
    /// The same area or country.
    SameArea(String),
    /// The same day.
    SameDay(Date),
    /// Times that overlap.
    SameTime,
    /// The same number of the same.
    SameCount(u64, Arc<str>),
    /// Numbers of the same that do not contradict each other.
    CountsFit(Arc<str>),
    /// The same one took part.
    SameParty(String),
    /// Sentences of the same words, or nearly.
    SameWords,
    /// Sentences that share many words.
    LikeWords,
    /// People say so.
    ByHand,
}

/// In plain words, as a part of "joined because …".
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameSentence => f.write_str("told in one sentence"),
            Self::SameReport => f.write_str("told in one report"),
            Self::SameType(kind) => write!(f, "same type ({})", kind.0),
            Self::SameTown(name) => write!(f, "same town ({name})"),
            Self::Near(a, b, km) => write!(f, "{a} and {b} are {km} km apart"),
            Self::Namesakes(a, b) => write!(f, "{a} may be {b}"),
            Self::Inside(place, area) => write!(f, "{place} is in {area}"),
            Self::SameArea(name) => write!(f, "same area ({name})"),
            Self::SameDay(day) => write!(f, "same day ({day})"),
            Self::SameTime => f.write_str("times overlap"),
            Self::SameCount(number, what) => write!(f, "both {number} {what}"),
            Self::CountsFit(what) => write!(f, "numbers of {what} fit"),
            Self::SameParty(name) => write!(f, "both name {name}"),
            Self::SameWords => f.write_str("the same words"),
            Self::LikeWords => f.write_str("many words in common"),
            Self::ByHand => f.write_str("linked by hand"),
        }
    }
}
