mod before;
mod contents;
mod passives;
mod sources;

use super::{
    content::Contents,
    cues::{Cue, Frame, Kind, StatementLexicon},
    draft::Draft,
    groups::{Group, Shape},
    quoting,
    reach::Reach,
    stance,
    view::View,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// Statements by reporting verbs, in text order.
pub(super) fn drafts(contents: &Contents<'_>, lexicon: &StatementLexicon) -> Vec<Draft> {
    let mut rules =
        Verbs { contents, view: contents.view, lexicon, drafts: Vec::new(), subjects: Vec::new() };
    for number in 0..contents.groups.len() {
        rules.propose(number);
    }
    rules.drafts
}

/// A clause or quotation before a cue and its source is told, even by a cue that takes few of them after it: "Two
/// towns fell, the ministry announced."
const TOLD: f32 = 0.6;

struct Verbs<'a> {
    contents: &'a Contents<'a>,
    view: &'a View<'a>,
    lexicon: &'a StatementLexicon,
    drafts: Vec<Draft>,
    /// The source of each group so far, for verbs that share it.
    subjects: Vec<Option<TokenSpan>>,
}

/// A content with the frame it was found by.
struct Found {
    frame: Frame,
    pieces: Vec<TokenSpan>,
}

impl Verbs<'_> {
    fn propose(&mut self, number: usize) {
        let group = self.contents.groups[number];
        let cue = self.lexicon.cue(group.cue);
        let reach = Reach::of(self.view, group.words);
        let (source, after) = self.source(&group, reach);
        self.subjects.push(source);
        if self.is_reduced(&group, cue) || self.is_modifier(&group) || self.is_of_itself(&group) {
            return;
        }
        if quoting::cites(self.lexicon, &group) {
            return;
        }
        let found = match group.shape {
            Shape::Passive => self.passive(&group, cue, reach),
            _ if cue.kind == Kind::Seem => self.seeming(&group, reach),
            _ => self.content(&group, cue, reach, source, after),
        };
        let Some(found) = found else { return };
        // "to call a meeting", "in defending them": without a clause or a known speaker little is said.
        let weak = match group.shape {
            Shape::Infinitive => {
                source.is_none()
                    || matches!(found.frame, Frame::Object | Frame::Happening | Frame::To)
            }
            Shape::Gerund => source.is_none(),
            _ => false,
        };
        if weak {
            return;
        }
        let told = found.pieces.first().is_some_and(|piece| piece.end() <= group.start);
        let strength = match cue.strength(found.frame) {
            seldom if told && source.is_some() && seldom > 0.0 => seldom.max(TOLD),
            strength => strength,
        };
        if strength == 0.0 || found.pieces.iter().all(|piece| piece.is_empty()) {
            return;
        }
        let stance = stance::of_cue(self.view, self.lexicon, &[group.whole]);
        let cue_end = match found.frame {
            Frame::Amount | Frame::Own => group.words.start() + 1,
            _ => group.words.end(),
        };
        self.drafts.push(Draft {
            cue: TokenSpan::new(group.start, cue_end),
            source: match group.shape {
                Shape::Passive => self.agent(&group, reach),
                _ if cue.kind == Kind::Seem => None,
                _ => source,
            },
            content: found.pieces,
            stance,
            score: strength,
            by: None,
        });
    }

    /// "the internationally recognised government": a part of what somebody is called.
    fn is_modifier(&self, group: &Group) -> bool {
        let last = group.words.end() - 1;
        let phrase = self.view.segments.phrase_at(last);
        phrase.is_some_and(|phrase| {
            phrase.tokens.start() < group.words.start() && (phrase.head as usize) > last
        })
    }

    /// "a group calling itself the Sons of the Valley": what somebody is called, and nothing is told.
    fn is_of_itself(&self, group: &Group) -> bool {
        let end = group.words.end();
        self.view.is(end, Class::Reflexive) && !self.view.is(end + 1, Class::As)
    }

    /// "men believed to be rebels": a participle that tells more of what stands before it.
    fn is_reduced(&self, group: &Group, cue: &Cue) -> bool {
        let to = self.view.tag(group.words.end()) == Tag::To;
        let passive = cue.strength(Frame::Passive) > 0.0 && cue.strength(Frame::To) == 0.0;
        group.shape == Shape::Finite && group.bare && to && passive
    }
}
