use super::{Count, Event, Occurred, Place, Role, Standing};
use serde::{Deserialize, de::IgnoredAny};

/// An event as lists show it. To read only this of a stored event costs a fraction of reading all of it.
#[derive(Deserialize, Debug)]
pub struct Brief {
    pub id: String,
    pub label: String,
    pub aggregate: bool,
    pub occurred: Option<Occurred>,
    pub place: Option<Place>,
    pub roles: Vec<Role>,
    pub counts: Vec<Count>,
    pub standing: Standing,
    pub added: String,
    pub claims: Vec<BriefClaim>,
}

/// A claim of an event in a list.
#[derive(Deserialize, Debug)]
pub struct BriefClaim {
    pub id: String,
    #[serde(default)]
    reviewed: Vec<IgnoredAny>,
}

impl Brief {
    /// How many of its claims somebody judged.
    pub fn judged(&self) -> usize {
        self.claims.iter().filter(|claim| !claim.reviewed.is_empty()).count()
    }
}

impl From<Event> for Brief {
    fn from(event: Event) -> Self {
        let claims = event.claims.into_iter().map(|claim| BriefClaim {
            id: claim.id,
            reviewed: claim.reviewed.iter().map(|_| IgnoredAny).collect(),
        });
        Self {
            id: event.id,
            label: event.label,
            aggregate: event.aggregate,
            occurred: event.occurred,
            place: event.place,
            roles: event.roles,
            counts: event.counts,
            standing: event.standing,
            added: event.added,
            claims: claims.collect(),
        }
    }
}
