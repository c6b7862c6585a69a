use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

/// What of the events leaves the program, and where it goes.
#[derive(Args, Clone, Default, Debug)]
pub struct Options {
    /// How many of the reports' words go with the events [default: none for the public, else short]
    ///
    /// Offsets and hashes always do.
    #[arg(long, value_enum)]
    pub quotes: Option<Quotes>,

    /// For whom the output is: whose names and which places it leaves out
    // Files are made to be handed on, so nobody's name leaves by accident; who speaks is what a partner checks.
    #[arg(long, value_enum, default_value_t = Profile::Partner)]
    pub profile: Profile,

    /// Write to this file, which appears once it is whole
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Options {
    /// How many of the reports' words go with the events.
    pub fn quotes(&self) -> Quotes {
        self.quotes.unwrap_or(self.profile.quotes())
    }
}

impl Profile {
    /// How many of the reports' words go to these unless it is said: sentences name people whom reading
    /// did not see as such.
    fn quotes(self) -> Quotes {
        match self {
            Self::Public => Quotes::None,
            Self::Partner | Self::Internal => Quotes::Short,
        }
    }
}

/// How many of the reports' words go with an event.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// None
    None,
    /// At most 25 words of a passage, around the words that name the happening
    Short,
    /// Whole sentences
    Full,
}

/// For whom an output is.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Anyone: no names of people whom the registry does not know nor of what may be one, sites to about ten kilometres, no words unless asked for
    Public,
    /// Those one works with: no names of people to whom things were done or who are said to have done them, unless the registry knows them
    #[default]
    Partner,
    /// Oneself: everything
    Internal,
}
