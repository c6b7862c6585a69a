use super::words::Words;
use crate::{
    Error,
    packs::{LanguageFolder, Lexicon, Row},
    segment::Tokenizer,
};
use dateline_doc::{Segments, Stance};

/// One way a cue takes its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Frame {
    /// A clause opened by the complementiser.
    That,
    /// A clause without it.
    Clause,
    /// A quotation.
    Quote,
    /// A reported question.
    Wh,
    /// An infinitive.
    To,
    /// A noun phrase.
    Object,
    /// A noun phrase of what happened: "reported a clash".
    Happening,
    /// A gerund.
    Gerund,
    /// The passive without an agent, whose subject is part of the content: "is expected to".
    Passive,
    /// A noun of the cue's own and the amount that it is put at: "put the toll at nine". The first word alone
    /// is the cue.
    Amount,
    /// Somebody and a word that blames them: "held the army responsible for".
    Blame,
    /// A noun of the cue's own opens the content, and the first word alone is the cue: "denied involvement in".
    Own,
}

const FRAMES: [(&str, Frame); 12] = [
    ("that", Frame::That),
    ("clause", Frame::Clause),
    ("quote", Frame::Quote),
    ("wh", Frame::Wh),
    ("to", Frame::To),
    ("object", Frame::Object),
    ("happening", Frame::Happening),
    ("gerund", Frame::Gerund),
    ("passive", Frame::Passive),
    ("amount", Frame::Amount),
    ("blame", Frame::Blame),
    ("own", Frame::Own),
];

/// What part of speech a cue is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Verb,
    /// Takes the source as its object and the rest of the sentence as content.
    Preposition,
    /// Takes the source as owner or agent and the content as complement.
    Noun,
    /// Marks its clause as reported by nobody in particular.
    Adverb,
    /// A verb whose subject belongs to the content and whose source is unsaid: "seems".
    Seem,
}

const KINDS: [(&str, Kind); 5] = [
    ("verb", Kind::Verb),
    ("preposition", Kind::Preposition),
    ("noun", Kind::Noun),
    ("adverb", Kind::Adverb),
    ("seem", Kind::Seem),
];

const STANCES: [(&str, Stance); 5] = [
    ("asserts", Stance::Asserts),
    ("denies", Stance::Denies),
    ("doubts", Stance::Doubts),
    ("supposes", Stance::Supposes),
    ("asks", Stance::Asks),
];

/// A row of `cues.tsv`.
pub(super) struct Cue {
    pub(super) kind: Kind,
    pub(super) stance: Stance,
    /// Whether the person spoken to stands between the cue and the content.
    pub(super) addressee: bool,
    /// Whether the object is one who says the content of the statement around: "citing a witness".
    pub(super) relays: bool,
    strengths: [u8; FRAMES.len()],
}

impl Cue {
    /// How often the cue in this frame reports, from 0 to 1; 0 when it does not take the frame.
    pub(super) fn strength(&self, frame: Frame) -> f32 {
        f32::from(self.strengths[frame as usize]) / 100.0
    }
}

/// The slots of a verb's paradigm that a form fills.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Forms(u8);

impl Forms {
    pub(super) const BASE: Self = Self(1);
    pub(super) const PRESENT: Self = Self(2);
    pub(super) const PAST: Self = Self(4);
    pub(super) const PARTICIPLE: Self = Self(8);
    pub(super) const GERUND: Self = Self(16);
    const SLOTS: [Self; 5] =
        [Self::BASE, Self::PRESENT, Self::PAST, Self::PARTICIPLE, Self::GERUND];

    pub(super) fn has(self, form: Self) -> bool {
        self.0 & form.0 != 0
    }
}

/// A language's words of reporting.
#[derive(Default)]
pub struct StatementLexicon {
    pub(super) words: Words,
    cues: Vec<Cue>,
    phrases: Lexicon<(u16, Forms)>,
}

impl StatementLexicon {
    /// Loads `cues.tsv` and `statement_words.tsv`; the lexicon is empty without them.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(folder: &LanguageFolder<'_>, tokenizer: &Tokenizer) -> Result<Self, Error> {
        let mut lexicon = Self { words: Words::load(folder)?, ..Self::default() };
        folder.rows("cues.tsv", |row| lexicon.add(row, tokenizer))?;
        Ok(lexicon)
    }

    fn add(&mut self, row: Row<'_, '_>, tokenizer: &Tokenizer) -> Result<(), Error> {
        let kind = named(row, "kind", row.get("kind")?, &KINDS)?;
        let stance = named(row, "stance", row.get("stance")?, &STANCES)?;
        let mut cue =
            Cue { kind, stance, addressee: false, relays: false, strengths: [0; FRAMES.len()] };
        for entry in row.list("frames")? {
            let (name, strength) = entry.split_once(':').unwrap_or((entry, "100"));
            if name == "addressee" {
                cue.addressee = true;
                continue;
            }
            if name == "relays" {
                cue.relays = true;
                continue;
            }
            let frame = named(row, "frame", name, &FRAMES)?;
            cue.strengths[frame as usize] =
                strength.parse().ok().filter(|percent| *percent <= 100).ok_or_else(|| {
                    row.error(&format!("{strength:?} is not a strength of 0 to 100"))
                })?;
        }
        let number = u16::try_from(self.cues.len()).map_err(|_| row.error("too many cues"))?;
        self.cues.push(cue);
        for (phrase, forms) in paradigm(row, kind)? {
            let segments = tokenizer.segments(phrase);
            let words: Vec<&str> = (0..segments.tokens.len()).map(|at| segments.fold(at)).collect();
            self.phrases.insert(&words, (number, forms));
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }

    pub(super) fn cue(&self, number: u16) -> &Cue {
        &self.cues[usize::from(number)]
    }

    /// The longest cue of some kinds at a token: how many tokens, its number and its forms.
    pub(super) fn at(
        &self,
        segments: &Segments,
        token: usize,
        kinds: &[Kind],
    ) -> Option<(usize, u16, Forms)> {
        let mut matches = self.phrases.matches(segments, token);
        let found = matches.find(|(_, (cue, _))| kinds.contains(&self.cue(*cue).kind));
        found.map(|(length, (cue, forms))| (length, *cue, *forms))
    }
}

/// A row's phrases with the slots they fill: verbs have `base|present|past|participle|gerund`, each
/// with variants separated by `/`, or one cell for a language without tags; other cues are just listed.
fn paradigm<'a>(row: Row<'_, 'a>, kind: Kind) -> Result<Vec<(&'a str, Forms)>, Error> {
    let cells: Vec<&str> = row.list("cue")?.collect();
    if !matches!(kind, Kind::Verb | Kind::Seem) || cells.len() == 1 {
        let forms = cells.into_iter().flat_map(|cell| cell.split('/'));
        return Ok(forms.map(|form| (form, Forms(u8::MAX))).collect());
    }
    if cells.len() != Forms::SLOTS.len() {
        return Err(row.error("a verb has base|present|past|participle|gerund"));
    }
    let mut forms: Vec<(&str, Forms)> = Vec::new();
    for (cell, slot) in cells.into_iter().zip(Forms::SLOTS) {
        for variant in cell.split('/') {
            match forms.iter_mut().find(|(known, _)| *known == variant) {
                Some((_, known)) => known.0 |= slot.0,
                None => forms.push((variant, slot)),
            }
        }
    }
    Ok(forms)
}

fn named<T: Copy>(
    row: Row<'_, '_>,
    what: &str,
    name: &str,
    known: &[(&str, T)],
) -> Result<T, Error> {
    let found = known.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        row.error(&format!("{what} {name:?} is none of {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackFiles;

    fn load(rows: &str) -> Result<crate::packs::Language, Error> {
        let header = "cue\tkind\tstance\tframes\tsource\tlicence\n";
        let mut files = PackFiles::default();
        files.insert("lang/xx/cues.tsv", format!("{header}{rows}").into_bytes());
        crate::packs::Language::load(&files, "xx")
    }

    #[test]
    fn a_form_may_fill_several_slots() {
        let row = "say|says|said|said|saying\tverb\tasserts\tthat:70|quote\tdateline\tMIT\n";
        let language = load(row).unwrap();
        let segments = language.tokenizer.segments("said");
        let (length, cue, forms) = language.statements.at(&segments, 0, &[Kind::Verb]).unwrap();
        assert_eq!(length, 1);
        assert!(
            forms.has(Forms::PAST) && forms.has(Forms::PARTICIPLE) && !forms.has(Forms::GERUND)
        );
        let cue = language.statements.cue(cue);
        assert_eq!((cue.strength(Frame::That), cue.strength(Frame::Quote)), (0.7, 1.0));
        assert_eq!(cue.strength(Frame::Object), 0.0);
    }

    #[test]
    fn malformed_rows_are_refused_with_their_line() {
        for row in [
            "say|says\tverb\tasserts\tthat\tdateline\tMIT\n",
            "say\tverb\tmumbles\tthat\tdateline\tMIT\n",
            "say\tverb\tasserts\tthat:900\tdateline\tMIT\n",
            "say\tverb\tasserts\tsong\tdateline\tMIT\n",
        ] {
            let error = load(row).err().unwrap().to_string();
            assert!(error.starts_with("packs/lang/xx/cues.tsv:2: "), "{error}");
        }
    }
}
