//! Whether enough is found around a trigger for it to name a happening.

use super::{
    frame::{Fill, Need, Slot},
    roles::Part,
    scene::Scene,
    trigger::Hit,
};
use crate::entities::Nature;
use dateline_doc::{EntityKind, NounPhrase, RoleKind, Tag, TokenSpan};

impl Scene<'_> {
    /// Whether all that a trigger needs is there.
    pub fn meets(self, hit: &Hit<'_>, parts: &[Part]) -> bool {
        hit.row.needs.iter().all(|need| self.meets_one(*need, hit, parts))
    }

    fn meets_one(self, need: Need, hit: &Hit<'_>, parts: &[Part]) -> bool {
        let any = |test: &dyn Fn(&Part) -> bool| parts.iter().any(test);
        let role = |kind: RoleKind| any(&|part: &Part| part.kind == kind);
        let acts = |part: &Part| part.kind.acts();
        let governs = |part: &Part| {
            acts(part) && part.filler.named && part.filler.kind == Some(EntityKind::Government)
        };
        let class = |name: &str| {
            let class = self.nouns.class(name);
            class.is_some() && any(&|part: &Part| part.filler.class == class)
        };
        let fighters = || {
            let moved = any(&|part: &Part| {
                matches!(part.filler.kind, Some(EntityKind::Group | EntityKind::Military))
            });
            moved
                && (role(RoleKind::Recipient)
                    || role(RoleKind::Origin)
                    || role(RoleKind::Destination))
        };
        match need {
            Need::Intransitive => true,
            Need::Told => hit.noun || !self.only_modifies(hit.tokens),
            Need::Main => hit.noun || !self.only_tells_who(hit),
            Need::Number => self.toll(hit).is_some(),
            Need::Somebody => any(&|part: &Part| part.acted_on || acts(part)),
            Need::Object => {
                let town = |phrase: &NounPhrase| {
                    self.filler(phrase).is_some_and(|one| one.kind == Some(EntityKind::Place))
                };
                let place = || {
                    hit.objects.first().is_some_and(|phrase| self.is_place(phrase) || town(phrase))
                };
                // "Gunmen attacked Name": whatever bears it, armed people did it.
                let name = || {
                    let first = hit.objects.first();
                    hit.row.frame.fill(&Slot::Object) == Some(Fill::Harmed)
                        && first.is_some_and(|phrase| self.tag(phrase.head as usize) == Tag::Name)
                        && any(&|part: &Part| acts(part) && part.filler.is_armed())
                };
                any(&|part: &Part| part.acted_on)
                    || self.has_number(&hit.objects)
                    || place()
                    || name()
                    || hit.passive && any(&acts)
            }
            Need::Subject => {
                let nobody = |phrase: &&NounPhrase| self.is_nobody(phrase);
                !parts.is_empty()
                    || self.has_number(&hit.subjects)
                    || hit.subjects.iter().copied().any(|phrase| nobody(&phrase))
            }
            Need::People => {
                let mut acted_on = parts.iter().filter(|part| part.acted_on).peekable();
                acted_on.peek().is_none()
                    || acted_on.any(|part| {
                        matches!(part.filler.nature, Nature::People | Nature::Band | Nature::Body)
                    })
            }
            Need::Thing => {
                any(&|part: &Part| part.acted_on && part.filler.nature != Nature::People)
            }
            Need::Weapon => any(&|part: &Part| part.filler.kind == Some(EntityKind::Weapon)),
            Need::Armed => {
                any(&|part: &Part| part.filler.is_armed() || part.kind == RoleKind::Weapon)
            }
            Need::Violent => {
                role(RoleKind::Weapon)
                    || any(&|part: &Part| acts(part) && part.filler.is_armed())
                    || any(&governs)
            }
            Need::Parties => {
                any(&acts)
                    && (role(RoleKind::Recipient) || role(RoleKind::Weapon))
                    && any(&|part: &Part| acts(part) && part.filler.named)
            }
            Need::Civilians => {
                any(&|part: &Part| part.filler.kind == Some(EntityKind::Civilians))
                    || self.has_number(&hit.subjects)
            }
            Need::Protesters => class("protesters"),
            Need::Captives => class("captives"),
            Need::Lost => any(&|part: &Part| {
                part.kind == RoleKind::Victim
                    && part.filler.kind != Some(EntityKind::Civilians)
                    && hit.objects.iter().any(|phrase| self.is_counted(phrase))
            }),
            Need::Bodies => {
                class("bodies") && hit.objects.iter().any(|phrase| self.is_counted(phrase))
            }
            Need::Fighters => fighters(),
            Need::Place => hit.objects.first().is_some_and(|phrase| self.is_place(phrase)),
            Need::Post => {
                let classes = ["military", "police"].map(|name| self.nouns.class(name));
                any(&|part: &Part| {
                    part.acted_on
                        && part.filler.kind == Some(EntityKind::Facility)
                        && part.filler.class.is_some()
                        && classes.contains(&part.filler.class)
                })
            }
            Need::Government => any(&governs),
        }
    }

    /// Whether a bare past form only tells more of those who are the subject of a verb after it.
    fn only_tells_who(self, hit: &Hit<'_>) -> bool {
        let who = hit.objects.iter().chain(&hit.subjects);
        let who: Vec<TokenSpan> = who.map(|phrase| phrase.tokens).collect();
        let from = hit.tokens.end();
        let main = |at: &usize| {
            matches!(self.tag(*at), Tag::VerbPast | Tag::VerbPresent | Tag::Participle)
                && self.auxiliary(*at).is_none()
                && self.phrase(*at).is_none()
        };
        let mut later = (from..self.sentence(hit.tokens.start()).end()).filter(main);
        let theirs = |verb: usize| {
            let nearest = |phrase: &NounPhrase| {
                phrase.tokens.end() <= hit.start && who.contains(&phrase.tokens)
            };
            self.subjects(verb).into_iter().any(nearest)
        };
        hit.start == hit.tokens.start() && later.next().is_some_and(theirs)
    }

    /// Whether a place stands in the phrase.
    pub fn is_place(self, phrase: &NounPhrase) -> bool {
        // "the town of Nasir": the name stands after "of".
        let end = self.past_parts(phrase.tokens.end(), phrase.tokens.end() + 4);
        let end = end.min(self.segments.tokens.len());
        let span = self.segments.span(TokenSpan::new(phrase.tokens.start(), end));
        self.input.places.iter().any(|place| place.span.overlaps(span))
    }

    /// Whether a phrase is a number by itself: "three were killed".
    fn has_number(self, phrases: &[&NounPhrase]) -> bool {
        phrases.iter().any(|phrase| self.is_bare_number(phrase))
    }
}
