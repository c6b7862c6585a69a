//! Places that are named for another reason than that something happens there: whose a party is, where somebody is
//! from, the other side of a border.

use super::{
    filler::Filler, frame::Fill, lexicon::Auxiliary, scene::Scene, setting::lies_in, trigger::Hit,
};
use crate::entities::{Nature, Part};
use dateline_doc::{EntityKind, NounPhrase, Place, Precision, Span, Tag};

impl Scene<'_> {
    /// Whether it only says whose a party is: "the Myanmar military", "the Jalisco cartel".
    pub fn is_whose(self, place: &Place) -> bool {
        !self.is_genitive(place.span) && self.is_of_armed(place)
    }

    /// Whether it is named as the owner of a party: "Haiti's National Police".
    pub fn is_owner(self, place: &Place) -> bool {
        self.is_genitive(place.span) && self.is_of_armed(place)
    }

    /// Whether a possessive ending follows.
    pub fn is_genitive(self, span: Span) -> bool {
        self.tag(self.segments.tokens_in(span).end()) == Tag::Genitive
    }

    /// Whether it stands in the phrase of a country's forces or of an armed group.
    fn is_of_armed(self, place: &Place) -> bool {
        let tokens = self.segments.tokens_in(place.span);
        let phrase = self.modified(tokens);
        let country = place.precision == Precision::Country;
        let acts = |phrase: &NounPhrase| {
            let filler = self.filler(phrase).filter(Filler::is_armed);
            let group =
                |one: &Filler| one.kind == Some(EntityKind::Group) && one.nature != Nature::People;
            filler.is_some_and(|one| country || group(&one))
        };
        phrase.is_some_and(acts)
    }

    /// "near the border with Mali", "near Mali border": on this side of it, for all that is said.
    pub fn is_behind_a_border(self, place: &Place) -> bool {
        if place.precision != Precision::Country {
            return false;
        }
        let border = self.nouns.class("border");
        let is_border = |phrase: &NounPhrase| {
            border.is_some() && self.filler(phrase).is_some_and(|one| one.class == border)
        };
        let tokens = self.segments.tokens_in(place.span);
        let own = self.modified(tokens);
        let before = tokens.start().checked_sub(1).filter(|at| self.tag(*at) == Tag::Preposition);
        let joined = before.and_then(|at| self.phrase_before(at));
        own.or(joined).is_some_and(is_border)
    }

    /// Whether it stands for those who rule it, as the doer of something: "gangs supported by Belgrade".
    pub fn is_doer(self, hit: &Hit<'_>, place: Span) -> bool {
        let by = self.segments.tokens_in(place).start().checked_sub(1);
        by.map(|at| self.fold(at)).is_some_and(|by| {
            self.nouns.part(by) == Some(Part::Party) && hit.row.frame.after(by) == Some(Fill::Actor)
        })
    }

    /// Whether it stands in a name of something that another place has: "Mogadishu's Aden Adde airport", not
    /// "Nigeria's Benue state".
    pub fn is_owned(self, place: &Place) -> bool {
        let tokens = self.segments.tokens_in(place.span);
        let phrase = self.modified(tokens);
        let before = phrase.map_or(0..0, |phrase| phrase.tokens.start()..tokens.start());
        before.into_iter().any(|at| {
            let owner = self.segments.tokens[at].span;
            self.tag(at + 1) == Tag::Genitive
                && self
                    .input
                    .places
                    .iter()
                    .any(|one| one.span.contains(owner) && !lies_in(place, one))
        })
    }

    /// Whether a country is named before a deed that is told to be in another: "Ukraine drone attack kills three in
    /// Russia's Belgorod region".
    pub fn strikes_abroad(self, hit: &Hit<'_>, place: &Place) -> bool {
        let tokens = self.segments.tokens_in(place.span);
        let phrase = self.modified(tokens);
        let modifies = hit.noun
            && phrase.is_some_and(|phrase| phrase.tokens.holds(hit.tokens.start()))
            && tokens.end() <= hit.tokens.start()
            && !self.is_genitive(place.span);
        let deed = self.segments.span(hit.tokens);
        let sentence = self.segments.span(self.sentence(hit.tokens.start()));
        let abroad = |other: &Place| {
            sentence.contains(other.span)
                && other.span.start() >= deed.end()
                && other.country.is_some()
                && other.country != place.country
        };
        place.precision == Precision::Country && modifies && self.input.places.iter().any(abroad)
    }

    /// Whether it says where people come from: "a worker from Bihar", "men said to be from Jonglei".
    pub fn is_where_from(self, place: Span) -> bool {
        let from = self.segments.tokens_in(place).start().checked_sub(1);
        // "from neighbouring Jonglei"
        let modifies = |at: &usize| matches!(self.tag(*at), Tag::Gerund | Tag::Adjective);
        let from = from.map(|at| if modifies(&at) { at.saturating_sub(1) } else { at });
        let from = from.filter(|at| self.nouns.part(self.fold(*at)) == Some(Part::Member));
        if from.is_some_and(|from| from > 1 && self.is_infinitive_be(from - 1)) {
            return true;
        }
        let people = from.and_then(|from| self.phrase_before(from));
        people.and_then(|people| self.filler(people)).is_some_and(|one| one.can_act())
    }

    /// Whether it says where somebody is taken away, after what takes them: "abducted by armed men from Harnai".
    pub fn is_left(self, hit: &Hit<'_>, place: Span) -> bool {
        let from = self.segments.tokens_in(place).start().checked_sub(1);
        from.is_some_and(|from| {
            from >= hit.tokens.end() && hit.row.frame.after(self.fold(from)) == Some(Fill::Place)
        })
    }

    fn is_infinitive_be(self, at: usize) -> bool {
        self.auxiliary(at) == Some(Auxiliary::Be) && self.tag(at - 1) == Tag::To
    }

    /// Whether it is the country of a government or force: "the Federal Government of Somalia".
    pub fn is_of_a_state(self, place: &Place) -> bool {
        let of = self.segments.tokens_in(place.span).start().checked_sub(1);
        let of = of.filter(|of| self.nouns.is_of(self.fold(*of)));
        let state = of.and_then(|of| self.phrase_before(of)).and_then(|body| self.filler(body));
        place.precision == Precision::Country
            && state.is_some_and(|state| {
                matches!(
                    state.kind,
                    Some(EntityKind::Government | EntityKind::Military | EntityKind::Police)
                )
            })
    }

    /// Whether a span is a part of the name of a body: "Balochistan" in "Balochistan Liberation Army".
    pub fn is_in_a_name(self, span: Span) -> bool {
        let text = &self.input.article.text;
        let is_name = |mention: &Span| {
            let last = text[*mention].split_whitespace().next_back().unwrap_or_default();
            mention.len() > span.len()
                && mention.contains(span)
                && last.starts_with(char::is_uppercase)
        };
        let is_body = |kind: EntityKind| {
            matches!(
                kind,
                EntityKind::Organization
                    | EntityKind::Group
                    | EntityKind::Military
                    | EntityKind::Police
                    | EntityKind::Government
            )
        };
        let bodies = self.input.entities.iter().filter(|entity| is_body(entity.kind));
        bodies.flat_map(|entity| &entity.mentions).any(is_name)
    }
}
