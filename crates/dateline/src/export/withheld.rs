//! Events that people say are too sensitive to leave.

use super::Profile;
use crate::{
    event::{Event, claim_id},
    store::{Marks, Sensitivity},
};
use anyhow::Result;
use std::{cell::Cell, collections::BTreeSet};

/// The events that stay, for some profile. One that rests on a marked claim or report stays whole: what it says is
/// made of all its claims.
pub struct Withheld {
    ids: BTreeSet<String>,
    kept_back: Cell<u64>,
}

impl Profile {
    /// How sensitive what these get may be at most.
    fn most(self) -> Sensitivity {
        match self {
            Self::Public => Sensitivity::Low,
            Self::Partner => Sensitivity::Moderate,
            Self::Internal => Sensitivity::High,
        }
    }
}

impl Withheld {
    /// # Errors
    /// When the store cannot be read.
    pub fn of(store: &impl Marks, profile: Profile) -> Result<Self> {
        let ids = store.beyond(profile.most())?.into_iter().map(claim_id).collect();
        Ok(Self { ids, kept_back: Cell::new(0) })
    }

    /// Whether an event may leave; then without what it says of those that may not.
    pub fn lets_out(&self, event: &mut Event) -> bool {
        if self.ids.contains(&event.id) {
            self.kept_back.set(self.kept_back.get() + 1);
            return false;
        }
        event.contains.retain(|id| !self.ids.contains(id));
        event.within.retain(|id| !self.ids.contains(id));
        true
    }

    /// How many were not let out.
    pub fn kept_back(&self) -> u64 {
        self.kept_back.get()
    }
}
