//! From slots to roles: who stands where, and what that makes them.

use super::{
    filler::Filler,
    frame::{Fill, Frame, Slot},
    scene::Scene,
    trigger::Hit,
};
use crate::entities::Nature;
use dateline_doc::{EntityKind, NounPhrase, Role, RoleKind, TokenSpan};

/// A participant as found: its role and what fills it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Part {
    pub kind: RoleKind,
    pub filler: Filler,
    /// The phrase it was found at, for the number before it.
    pub phrase: Option<TokenSpan>,
    /// Whether it stood in the object's or the harmed's place.
    pub acted_on: bool,
}

impl Part {
    pub fn role(&self) -> Role {
        Role { kind: self.kind, entity: self.filler.entity, span: self.filler.span }
    }
}

/// Collects the participants of one trigger.
pub(super) struct Parts<'a> {
    scene: Scene<'a>,
    pub found: Vec<Part>,
}

impl<'a> Parts<'a> {
    pub fn new(scene: Scene<'a>) -> Self {
        Self { scene, found: Vec::new() }
    }

    /// The participants of a verb or noun by its frame.
    pub fn fill(&mut self, frame: &Frame, hit: &Hit<'a>) {
        // A light verb's subject is the actor of a noun's happening.
        let subject = if hit.noun { Some(Fill::Actor) } else { frame.fill(&Slot::Subject) };
        if let Some(fill) = subject {
            hit.subjects.iter().for_each(|phrase| self.phrase(fill, phrase, false));
        }
        if let Some(fill) = frame.fill(&Slot::Object) {
            hit.objects.iter().for_each(|phrase| self.phrase(fill, phrase, true));
        }
        hit.means.iter().for_each(|phrase| self.phrase(Fill::Weapon, phrase, false));
        for (word, phrases) in &hit.prepositions {
            match frame.after(word) {
                Some(Fill::Armed) => phrases.iter().take(1).for_each(|phrase| self.armed(phrase)),
                Some(fill) => {
                    phrases
                        .iter()
                        .for_each(|phrase| self.phrase(fill, phrase, fill != Fill::Actor));
                }
                None => {}
            }
        }
        if let (Some(fill), Some(owner)) = (frame.fill(&Slot::Owner), hit.owner) {
            self.tokens(fill, owner);
        }
        if let (Some(fill), Some(next)) = (frame.fill(&Slot::Next), hit.next) {
            self.first(fill, next);
        }
        if let (Some(fill), Some(modifier)) = (frame.fill(&Slot::Modifier), hit.modifier) {
            self.tokens(fill, modifier);
        }
    }

    /// Those who open the clause that tells how it came, where nobody does it in its own: "killed when gunmen
    /// attacked". Forces among the harmed were not killed by forces for all that is said.
    fn armed(&mut self, phrase: &NounPhrase) {
        let Some(filler) = self.scene.filler(phrase).filter(Filler::is_armed) else { return };
        if self.scene.is_acted_on(phrase) {
            return;
        }
        let force = |filler: &Filler| {
            matches!(filler.kind, Some(EntityKind::Military | EntityKind::Police))
        };
        let done = self.found.iter().any(|part| {
            part.kind.brings_about() || part.acted_on && force(&part.filler) && force(&filler)
        });
        if !done {
            self.phrase(Fill::Actor, phrase, false);
        }
    }

    /// One phrase in a slot.
    pub fn phrase(&mut self, fill: Fill, phrase: &NounPhrase, acted_on: bool) {
        if self.scene.is_nobody(phrase) {
            return;
        }
        let moves = matches!(fill, Fill::Origin | Fill::Destination);
        let placed = moves.then(|| self.scene.placed(phrase)).flatten();
        let Some(filler) = placed.or_else(|| self.scene.filler(phrase)) else {
            // "An Israeli strike killed…", "A strike by the army killed…": whose a happening is that does it.
            if fill == Fill::Actor {
                self.tokens(fill, phrase.tokens);
                for doer in self.scene.doers_of(phrase) {
                    self.phrase(fill, doer, false);
                }
            }
            return;
        };
        let harmed = matches!(fill, Fill::Harmed | Fill::Target);
        let area = filler.kind == Some(EntityKind::Government) && self.scene.is_place(phrase);
        // "at a market in Nigeria's Yobe state"
        if harmed && area {
            return;
        }
        let cover = if filler.tokens.overlaps(phrase.tokens) {
            TokenSpan::new(
                phrase.tokens.start().min(filler.tokens.start()),
                phrase.tokens.end().max(filler.tokens.end()),
            )
        } else {
            // Whom a pronoun stands for, and nobody between.
            filler.tokens
        };
        let with_parts = self.with_parts(cover);
        // "a total of four soldiers": the number is the whole's.
        let whole = self.scene.whole_of(phrase).filter(|_| !self.scene.is_counted(phrase));
        let tokens = whole.unwrap_or(phrase).tokens;
        let number = self.scene.cut_number(tokens.start()).unwrap_or(tokens.start());
        let counted = TokenSpan::new(number, tokens.end());
        self.add(fill, filler, Some(counted), acted_on, with_parts);
    }

    /// The phrase with the "of" phrases after it, where the bodies that people belong to are named.
    fn with_parts(&self, cover: TokenSpan) -> TokenSpan {
        let mut end = cover.end();
        if self.scene.nouns.part(self.scene.fold(end)) == Some(crate::entities::Part::Member)
            && let Some(body) = self.scene.body_after(end)
        {
            end = body.tokens.end();
        }
        while self.scene.nouns.is_of(self.scene.fold(end)) {
            let Some(next) = self.scene.phrase_from(end + 1) else { break };
            end = next.tokens.end();
        }
        TokenSpan::new(cover.start(), end)
    }

    /// The first mention in a run of tokens, with the number before it.
    fn first(&mut self, fill: Fill, tokens: TokenSpan) {
        let Some((number, mention)) = self.scene.mentions.inside(tokens).next() else { return };
        let filler = self.scene.filler_of(number, mention, mention.start(), mention.end() - 1);
        let counted = TokenSpan::new(tokens.start(), mention.end());
        self.add(fill, filler, Some(counted), true, mention);
    }

    /// Mentions that lie in a run of tokens: an owner, or modifiers.
    fn tokens(&mut self, fill: Fill, tokens: TokenSpan) {
        let mentions: Vec<(u32, TokenSpan)> = self.scene.mentions.inside(tokens).collect();
        let mut last = None;
        for (number, mention) in mentions {
            let head = mention.end() - 1;
            last = Some(head);
            let filler = self.scene.filler_of(number, mention, mention.start(), head);
            self.add(fill, filler, None, fill != Fill::Actor, mention);
        }
        if fill != Fill::Any && last.is_some() {
            return;
        }
        // Nouns inside a compound are no mentions of their own: "the guerrilla attack".
        for at in tokens.range() {
            let Some((start, noun)) =
                self.scene.nouns.head(self.scene.segments, tokens.start(), at)
            else {
                continue;
            };
            // "West Bank raid": no bank.
            let word = self.scene.segments.tokens[at].span;
            let placed = self.scene.input.places.iter().any(|place| place.span.contains(word));
            if placed || self.scene.mentions.inside(tokens).any(|(_, mention)| mention.holds(at)) {
                continue;
            }
            let inner = TokenSpan::new(start, at + 1);
            let known = self.scene.known_as(noun);
            if noun.nature != Nature::Thing && known.is_none() {
                continue;
            }
            let filler = Filler {
                tokens: inner,
                span: self.scene.segments.span(inner),
                entity: known,
                kind: Some(noun.kind),
                nature: noun.nature,
                class: Some(noun.class),
                is_plural: false,
                named: false,
            };
            self.add(fill, filler, None, fill != Fill::Actor, inner);
        }
    }

    fn add(
        &mut self,
        fill: Fill,
        filler: Filler,
        phrase: Option<TokenSpan>,
        acted_on: bool,
        cover: TokenSpan,
    ) {
        let Some(kind) = role(fill, &filler) else { return };
        let bodies: Vec<Filler> = match kind {
            RoleKind::Actor | RoleKind::Organization | RoleKind::Weapon
                if fill == Fill::Actor || fill == Fill::Any =>
            {
                self.bodies(cover, &filler)
            }
            _ => Vec::new(),
        };
        self.push(Part { kind, filler, phrase, acted_on });
        for filler in bodies {
            self.push(Part { kind: RoleKind::Organization, filler, phrase: None, acted_on: false });
        }
    }

    /// Bodies named inside what a party is called: "FARC guerrillas", "members of the army".
    fn bodies(&self, cover: TokenSpan, party: &Filler) -> Vec<Filler> {
        let inside = self.scene.mentions.inside(cover);
        let fillers = inside.map(|(number, mention)| {
            self.scene.filler_of(number, mention, mention.start(), mention.end() - 1)
        });
        fillers
            .filter(|filler| filler.entity != party.entity && filler.nature == Nature::Body)
            .filter(|filler| filler.named || filler.is_armed())
            .collect()
    }

    fn push(&mut self, part: Part) {
        let again = |known: &Part| {
            known.kind == part.kind
                && (known.filler.span == part.filler.span
                    || known.filler.entity.is_some() && known.filler.entity == part.filler.entity)
        };
        if !self.found.iter().any(again) {
            // "passengers whom they had abducted": nobody does it to themselves.
            let same = |known: &Part| !known.acted_on && known.filler.span == part.filler.span;
            self.found.retain(|known| !(part.acted_on && same(known)));
            self.found.push(part);
        }
    }
}

impl<'a> Scene<'a> {
    /// The phrase right after a word when it names an armed group or a force: "militants from the front".
    fn body_after(self, at: usize) -> Option<&'a NounPhrase> {
        let phrase = self.phrase_from(at + 1)?;
        let body =
            |filler: &Filler| filler.nature == Nature::Body && filler.named && filler.is_armed();
        self.filler(phrase).filter(body).map(|_| phrase)
    }

    /// A place that stands in a phrase or right after "of" behind it, as a filler: "the outskirts of Sinjar".
    fn placed(self, phrase: &NounPhrase) -> Option<Filler> {
        let of = self.nouns.is_of(self.fold(phrase.tokens.end()));
        let end = if of { phrase.tokens.end() + 4 } else { phrase.tokens.end() };
        let end = end.min(self.segments.tokens.len());
        let reach = self.segments.span(TokenSpan::new(phrase.tokens.start(), end));
        let place = self.input.places.iter().find(|place| reach.contains(place.span))?;
        let tokens = self.segments.tokens_in(place.span);
        Some(Filler {
            tokens,
            span: place.span,
            entity: None,
            kind: Some(EntityKind::Place),
            nature: Nature::Thing,
            class: None,
            is_plural: false,
            named: true,
        })
    }

    /// The entity of an armed party by a noun for it, when the article has one.
    fn known_as(self, noun: crate::entities::Head) -> Option<dateline_doc::EntityId> {
        if noun.nature == Nature::Thing {
            return None;
        }
        let entities = (0..).zip(self.input.entities);
        let with_noun =
            entities.filter(|(_, entity)| entity.actor.is_none()).find(|(_, entity)| {
                entity.mentions.iter().any(|span| {
                    let tokens = self.segments.tokens_in(*span);
                    let head = tokens.end().checked_sub(1);
                    let head =
                        head.and_then(|last| self.nouns.head(self.segments, tokens.start(), last));
                    head.is_some_and(|(_, head)| head.lemma == noun.lemma && head.plural)
                })
            });
        with_noun.map(|(number, _)| dateline_doc::EntityId(number))
    }
}

/// The role that a slot and what fills it make.
fn role(fill: Fill, filler: &Filler) -> Option<RoleKind> {
    let weapon = filler.kind == Some(EntityKind::Weapon);
    let vehicle = filler.kind == Some(EntityKind::Vehicle);
    // A town is where it happens; what is hit of it is told or not.
    let hit = !weapon && filler.kind != Some(EntityKind::Place);
    match fill {
        Fill::Actor => match filler.nature {
            Nature::People | Nature::Band => Some(RoleKind::Actor),
            Nature::Body => Some(RoleKind::Organization),
            Nature::Thing => (weapon || vehicle).then_some(RoleKind::Weapon),
        },
        Fill::Harmed => match filler.nature {
            Nature::People => Some(RoleKind::Victim),
            Nature::Body | Nature::Band => Some(RoleKind::Target),
            Nature::Thing => hit.then_some(RoleKind::Target),
        },
        Fill::Target => (hit && filler.nature != Nature::People).then_some(RoleKind::Target),
        Fill::Victim => (filler.nature == Nature::People).then_some(RoleKind::Victim),
        Fill::Weapon => weapon.then_some(RoleKind::Weapon),
        Fill::Recipient => Some(RoleKind::Recipient),
        Fill::WeaponOrRecipient => {
            Some(if weapon { RoleKind::Weapon } else { RoleKind::Recipient })
        }
        Fill::Origin => Some(RoleKind::Origin),
        Fill::Destination => Some(RoleKind::Destination),
        Fill::Armed | Fill::Place | Fill::Count => None,
        Fill::Any => match filler.nature {
            _ if weapon => Some(RoleKind::Weapon),
            Nature::Thing => Some(RoleKind::Target),
            Nature::People if filler.is_armed() => Some(RoleKind::Actor),
            Nature::People => Some(RoleKind::Victim),
            Nature::Band => Some(RoleKind::Actor),
            Nature::Body => Some(RoleKind::Organization),
        },
    }
}
