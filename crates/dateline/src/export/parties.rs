//! Who stands on which side of an event.

use super::codes::{Codes, Sector, Side};
use crate::event::{Event, Role};

/// Who took part, with what other lists say they are.
pub struct Party<'a> {
    pub role: &'a Role,
    pub sector: Option<&'a Sector>,
}

/// Those who did it, and those to whom it was done.
pub struct Parties<'a> {
    pub doers: Vec<Party<'a>>,
    pub others: Vec<Party<'a>>,
}

/// Who did it in an event: the bodies acted for, else those who act.
pub fn of<'a>(event: &'a Event, codes: &'a Codes) -> Parties<'a> {
    let day = event.occurred.as_ref().and_then(|occurred| occurred.start.as_deref());
    let in_roles = |names: &[&str]| -> Vec<Party<'a>> {
        let roles = event.roles.iter().filter(|role| names.contains(&role.role.as_str()));
        let party = |role: &'a Role| Party {
            role,
            sector: codes.sector(role.actor.as_deref(), role.kind.as_deref(), day),
        };
        roles.map(party).collect()
    };
    let bodies = in_roles(&["organization"]);
    let doers = if bodies.is_empty() { in_roles(&["actor"]) } else { bodies };
    Parties { doers, others: in_roles(&["recipient", "victim", "target"]) }
}

/// Whether someone independent puts it forward as a fact. What is only supposed, planned or denied is no row in a
/// table of events that happened.
pub fn is_told_as_fact(event: &Event) -> bool {
    event.standing.origins > 0 && !event.standing.supposed_only
}

impl Party<'_> {
    /// Its number among ACLED's kinds of actors; a state's forces abroad are external ones.
    pub fn inter(&self, country: Option<&str>) -> Option<u16> {
        const EXTERNAL: u16 = 8;
        let sector = self.sector?;
        let abroad = self.role.country.as_deref().zip(country).is_some_and(|(own, at)| own != at);
        if sector.side == Some(Side::State) && abroad { Some(EXTERNAL) } else { sector.inter }
    }

    pub fn side(&self) -> Option<Side> {
        self.sector.and_then(|sector| sector.side)
    }

    /// Whether it may be named where people go by what they are: it is no single person.
    pub fn is_body(&self) -> bool {
        self.role.kind.as_deref().is_some_and(|kind| kind != "person" && kind != "civilians")
    }
}

impl<'a> Parties<'a> {
    /// Those under arms: one side, and the other where there is one.
    pub fn armed(&self) -> (Option<&Party<'a>>, Option<&Party<'a>>) {
        let mut doers = self.doers.iter().filter(|party| party.side().is_some());
        let first = doers.next();
        let second = self.others.iter().find(|party| party.side().is_some());
        (first, second.or_else(|| doers.next()))
    }

    /// Whether people who bear no arms were harmed.
    pub fn harms_civilians(&self) -> bool {
        self.others.iter().any(|party| party.role.role == "victim" && party.side().is_none())
    }
}
