//! What is said when the verb is in the passive, or says how something seems.

use super::{Found, Verbs};
use crate::statements::{
    cues::{Cue, Frame},
    groups::{Group, Shape},
    reach::Reach,
    subject::{self, Subject},
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

impl Verbs<'_> {
    /// "He is expected to leave", "It is believed that …": the subject goes with the content.
    pub(super) fn passive(&self, group: &Group, cue: &Cue, reach: Reach) -> Option<Found> {
        let view = self.view;
        let after = self.contents.past_circumstances(group.words.end(), reach.limit);
        if view.is(after, Class::That) && view.tag(after) != Tag::Determiner {
            let end = self.contents.clause_end(after, reach.limit);
            return Some(Found { frame: Frame::That, pieces: vec![TokenSpan::new(after, end)] });
        }
        let subject = match subject::before(view, group.start, reach.floor) {
            Subject::Phrase(subject) | Subject::Relative(subject) => subject,
            Subject::Missing => return None,
        };
        if let Some(words) = self.words_of_quoted(group, cue, reach) {
            return Some(Found { frame: Frame::Object, pieces: vec![subject, words] });
        }
        if cue.strength(Frame::Passive) > 0.0 && view.tag(group.words.end()) == Tag::To {
            let end = self.contents.clause_end(group.words.end(), reach.limit);
            let pieces = vec![subject, TokenSpan::new(group.words.end(), end)];
            return Some(Found { frame: Frame::Passive, pieces });
        }
        None
    }

    /// "was quoted by the agency as saying …": from the word that joins the two verbs.
    fn words_of_quoted(&self, group: &Group, cue: &Cue, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        let mut after =
            (group.words.end()..reach.limit.min(group.words.end() + 12)).filter(|_| cue.relays);
        let joint = after.find(|at| {
            let next = self.contents.group_from(at + 1);
            view.is(*at, Class::As) && next.is_some_and(|next| next.shape == Shape::Gerund)
        })?;
        let end = self.contents.clause_end(joint, reach.limit);
        (end > joint).then(|| TokenSpan::new(joint, end))
    }

    /// "He seems to have left": as a passive, without a source.
    pub(super) fn seeming(&self, group: &Group, reach: Reach) -> Option<Found> {
        let end = self.contents.clause_end(group.words.end(), reach.limit);
        let view = self.view;
        let Subject::Phrase(subject) = subject::before(view, group.start, reach.floor) else {
            return None;
        };
        let next = group.words.end();
        let complement = matches!(view.tag(next), Tag::To | Tag::Adjective | Tag::Participle)
            || view.is(next, Class::That)
            || view.tag(next) == Tag::Adverb;
        if !complement {
            return None;
        }
        let pieces = vec![subject, TokenSpan::new(group.words.end(), end)];
        (end > group.words.end()).then_some(Found { frame: Frame::Passive, pieces })
    }
}
