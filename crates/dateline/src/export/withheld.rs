//! Events that people say are too sensitive to leave.

use super::Profile;
use crate::{
    event::{Event, claim_id},
    store::{Marks, Sensitivity},
};
use anyhow::Result;
use std::{cell::RefCell, collections::BTreeSet};

/// The events that stay, for some profile. One that rests on a marked claim or report stays whole: what it says is
/// made of all its claims.
pub struct Withheld {
    ids: BTreeSet<String>,
    /// Those of them that were asked for.
    kept_back: RefCell<BTreeSet<String>>,
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
        let ids = store.beyond(profile.most())?.events.into_iter().map(claim_id).collect();
        Ok(Self { ids, kept_back: RefCell::default() })
    }

    /// Whether an event may leave; then without what it says of those that may not.
    pub fn lets_out(&self, event: &mut Event) -> bool {
        if self.ids.contains(&event.id) {
            self.kept_back.borrow_mut().insert(event.id.clone());
            return false;
        }
        event.contains.retain(|id| !self.ids.contains(id));
        event.within.retain(|id| !self.ids.contains(id));
        true
    }

    /// How many were not let out.
    pub fn kept_back(&self) -> usize {
        self.kept_back.borrow().len()
    }
}
