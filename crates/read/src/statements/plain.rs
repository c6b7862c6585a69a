//! Statements in a language without a tagger: by the position of cues, complementisers and marks alone.

use super::{
    content::Contents,
    cues::{Cue, Frame, Kind, StatementLexicon},
    draft::Draft,
    prepositions::{self, Site},
    reach::Reach,
    words::Class,
};
use dateline_doc::TokenSpan;

/// How far after a verb its content may start, in tokens: the source may stand between them.
const LONGEST_SOURCE: usize = 25;

pub(super) fn drafts(contents: &Contents<'_>, lexicon: &StatementLexicon) -> Vec<Draft> {
    let plain = Plain { contents };
    let sites = |kind| prepositions::sites(contents.view, lexicon, kind);
    let mut drafts = Vec::new();
    for site in sites(Kind::Verb) {
        drafts.extend(plain.by_verb(site, lexicon.cue(site.cue)));
    }
    for site in sites(Kind::Preposition) {
        drafts.extend(plain.by_preposition(site, lexicon.cue(site.cue)));
    }
    drafts
}

struct Plain<'a> {
    contents: &'a Contents<'a>,
}

impl Plain<'_> {
    fn by_verb(&self, site: Site, cue: &Cue) -> Option<Draft> {
        let view = self.contents.view;
        let reach = Reach::of(view, site.words);
        let after = site.words.end();
        let farthest = reach.limit.min(after + LONGEST_SOURCE);
        let opening = (after..farthest)
            .find(|at| view.is(*at, Class::That) || view.is_colon(*at) || view.opens_quote(*at));
        let Some(opening) = opening else { return self.after_content(site, cue, reach) };
        let source =
            self.source(after, opening).or_else(|| self.source(reach.floor, site.words.start()))?;
        let (frame, content) = self.content(opening, reach.limit);
        self.draft(site, cue, frame, source, content)
    }

    /// The content that `opening` opens: a mark or a complementiser.
    fn content(&self, opening: usize, limit: usize) -> (Frame, Vec<TokenSpan>) {
        let view = self.contents.view;
        if view.is(opening, Class::That) {
            let end = self.contents.trim(opening, limit);
            return (Frame::That, vec![TokenSpan::new(opening, end.max(opening))]);
        }
        let start = if view.is_colon(opening) { opening + 1 } else { opening };
        if view.opens_quote(start) {
            return (Frame::Quote, self.contents.quotation(start));
        }
        let start = start.min(limit);
        (Frame::Quote, vec![TokenSpan::new(start, self.contents.trim(start, limit))])
    }

    /// A quotation or clause, then the verb and its source.
    fn after_content(&self, site: Site, cue: &Cue, reach: Reach) -> Option<Draft> {
        let view = self.contents.view;
        let last = site.words.start().checked_sub(1)?;
        let end = if view.is_comma(last) { last } else { last + 1 };
        let quote = end.checked_sub(1).and_then(|at| view.quote_at(at));
        let content = match quote {
            Some((_, quote)) => view.quote_tokens(quote),
            None if view.is_comma(last) && reach.floor < end => TokenSpan::new(reach.floor, end),
            None => return None,
        };
        let limit = self.contents.trim(site.words.end(), reach.limit);
        let source = self.source(site.words.end(), limit)?;
        self.draft(site, cue, Frame::Quote, source, vec![content])
    }

    fn by_preposition(&self, site: Site, cue: &Cue) -> Option<Draft> {
        let view = self.contents.view;
        let reach = Reach::of(view, site.words);
        let after = site.words.end();
        let comma = (after..reach.limit).find(|at| view.is_comma(*at));
        let source = self.source(after, comma.unwrap_or(reach.limit))?;
        let start = site.words.start();
        let before =
            if start > reach.floor && view.is_comma(start - 1) { start - 1 } else { start };
        let mut content = Vec::new();
        if before > reach.floor {
            content.push(TokenSpan::new(reach.floor, before));
        }
        if let Some(comma) = comma {
            let end = self.contents.trim(comma + 1, reach.limit);
            content.push(TokenSpan::new(comma + 1, end.max(comma + 1)));
        }
        self.draft(site, cue, Frame::Clause, source, content)
    }

    /// The tokens of a source, without marks at its end; `None` when there are none.
    fn source(&self, from: usize, to: usize) -> Option<TokenSpan> {
        let end = self.contents.trim(from, to.max(from));
        (end > from).then(|| TokenSpan::new(from, end))
    }

    fn draft(
        &self,
        site: Site,
        cue: &Cue,
        frame: Frame,
        source: TokenSpan,
        content: Vec<TokenSpan>,
    ) -> Option<Draft> {
        let score = cue.strength(frame);
        let said = content.iter().any(|piece| !piece.is_empty());
        (score > 0.0 && said).then_some(Draft {
            cue: site.words,
            source: Some(source),
            content,
            stance: cue.stance,
            score,
            by: None,
        })
    }
}
