use super::gold::{Counted, Filler, Gold};
use crate::score::names::is_like;
use dateline_doc::{Claim, Place, Reading, Role, Span};

/// A claim that was read beside the one that was told.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    pub gold: &'a Gold,
    pub read: &'a Claim,
    pub reading: &'a Reading,
}

/// What a claim says once, in the order it is printed.
pub const FIELDS: [&str; 5] = ["type", "place", "time", "polarity", "source"];

/// Right, proposed and gold. What gold leaves open counts in neither when it is left out, and in all when it
/// is found.
pub type Tally = [usize; 3];

impl Pair<'_> {
    /// Whether each of [`FIELDS`] is right.
    pub fn fields(self) -> [bool; FIELDS.len()] {
        let polarity = super::super::marks::word(self.read.polarity);
        [
            self.gold.types.iter().any(|kind| **kind == *self.read.kind.0),
            self.place(),
            self.gold.times.contains(&self.time()),
            self.gold.polarity.contains(&polarity),
            self.source(),
        ]
    }

    fn place(self) -> bool {
        let place = self.read.place.map(|id| &self.reading.places[id.0 as usize]);
        let named = |place: &Place, name: &str| {
            is_like(self.words(place.span), name) || is_like(&place.name, name)
        };
        self.gold.places.iter().any(|wanted| match (wanted, place) {
            (Some(name), Some(place)) => named(place, name),
            (None, None) => true,
            _ => false,
        })
    }

    /// The days of the claim's time; an hour of no day is no time.
    fn time(self) -> Option<String> {
        let time = &self.reading.times[self.read.time?.0 as usize];
        Some(time.interval?.edtf())
    }

    fn source(self) -> bool {
        let statement = self.read.statement.map(|id| &self.reading.statements[id.0 as usize]);
        self.gold.sources.iter().any(|wanted| match (wanted, statement) {
            (None, None) => true,
            (Some(name), Some(statement)) => {
                let by_words = statement.source.iter().any(|span| is_like(self.words(*span), name));
                let speaker = statement.speaker.map(|id| &self.reading.entities[id.0 as usize]);
                by_words
                    || speaker.is_some_and(|entity| {
                        let mut mentions = entity.mentions.iter().map(|span| self.words(*span));
                        is_like(&entity.name, name) || mentions.any(|words| is_like(words, name))
                    })
            }
            _ => false,
        })
    }

    /// How many fillers of a role are right, proposed and gold's.
    pub fn role(self, role: &str) -> Tally {
        let gold: Vec<&Filler> = self.gold.fillers.iter().filter(|one| one.role == role).collect();
        let of_role = |one: &&Role| super::super::marks::word(one.kind) == role;
        let read: Vec<&Role> = self.read.roles.iter().filter(of_role).collect();
        let same = |one: &Filler, other: &Role| {
            one.names
                .iter()
                .any(|name| is_like(self.words(other.span), name) || self.is_of(other, name))
        };
        tally(&gold, &read, |one| one.optional, same)
    }

    /// Whether a name is one of those of a role's entity.
    fn is_of(self, role: &Role, name: &str) -> bool {
        let entity = role.entity.map(|id| &self.reading.entities[id.0 as usize]);
        entity.is_some_and(|entity| {
            entity.mentions.iter().any(|span| is_like(self.words(*span), name))
        })
    }

    /// How many numbers are right, proposed and gold's.
    pub fn counts(self) -> Tally {
        let gold: Vec<&Counted> = self.gold.counts.iter().collect();
        let read: Vec<_> = self.read.counts.iter().collect();
        tally(
            &gold,
            &read,
            |one| one.optional,
            |one, other| *one.what == *other.what && one.bounds.contains(&(other.low, other.high)),
        )
    }

    /// Every part that is wrong, with what was read.
    pub fn wrong(self) -> Vec<String> {
        let fields = FIELDS.into_iter().zip(self.fields()).filter(|(_, right)| !right);
        let mut wrong: Vec<String> =
            fields.map(|(name, _)| format!("{name} is {}", self.read_field(name))).collect();
        for role in super::gold::ROLES {
            let [right, proposed, gold] = self.role(role);
            if right < proposed || right < gold {
                wrong.push(format!("{role} is {:?}", self.read_role(role)));
            }
        }
        let [right, proposed, gold] = self.counts();
        if right < proposed || right < gold {
            wrong.push(format!("counts are {:?}", self.read.counts));
        }
        wrong
    }

    fn read_field(self, name: &str) -> String {
        match name {
            "type" => self.read.kind.0.to_string(),
            "place" => {
                let place = self.read.place.map(|id| self.reading.places[id.0 as usize].span);
                format!("{:?}", place.map(|span| self.words(span)))
            }
            "time" => format!("{:?}", self.time()),
            "polarity" => super::super::marks::word(self.read.polarity),
            _ => {
                let statement =
                    self.read.statement.map(|id| &self.reading.statements[id.0 as usize]);
                let words = |span: &Span| self.words(*span).to_owned();
                let words = statement.map(|one| one.source.iter().map(words).collect::<Vec<_>>());
                format!("{words:?}")
            }
        }
    }

    fn read_role(&self, role: &str) -> Vec<&str> {
        let of_role = self.read.roles.iter();
        let of_role = of_role.filter(|one| super::super::marks::word(one.kind) == role);
        of_role.map(|one| &self.reading.article.text[one.span]).collect()
    }

    fn words(&self, span: Span) -> &str {
        &self.reading.article.text[span]
    }
}

/// Pairs gold's with the read ones, those that must be found first.
fn tally<G, R>(
    gold: &[&G],
    read: &[&R],
    optional: impl Fn(&G) -> bool,
    same: impl Fn(&G, &R) -> bool,
) -> Tally {
    let near = |one: &G| (0..read.len()).filter(|at| same(one, read[*at])).collect::<Vec<_>>();
    let mut order: Vec<&G> = gold.iter().copied().filter(|one| !optional(one)).collect();
    let needed = order.len();
    order.extend(gold.iter().copied().filter(|one| optional(one)));
    let near: Vec<Vec<usize>> = order.into_iter().map(near).collect();
    let partners = super::super::pairs::pairs(&near, read.len());
    let right = partners.iter().flatten().count();
    let open = partners[needed..].iter().flatten().count();
    [right, read.len(), needed + open]
}
