use super::{frame::Frame, kept::Moment, refusal::Refusal, visitor::Visitor, workbench::Workbench};
use crate::store::Sqlite;
use anyhow::{Result, anyhow};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{ops::Deref, sync::Arc};

/// The workbench as one visitor works at it.
pub struct Desk {
    workbench: Arc<Workbench>,
    pub visitor: Visitor,
    /// The name of what the store leaves out for them.
    hidden: String,
}

impl Desk {
    /// What surrounds a page of this name.
    pub fn frame(&self, here: &'static str) -> Frame {
        let path = self.pool.path().file_name().unwrap_or_default();
        Frame { here, store: path.to_string_lossy().into_owned(), visitor: self.visitor.clone() }
    }

    /// The workbench, for work that goes on without the visitor.
    pub fn shared(&self) -> Arc<Workbench> {
        self.workbench.clone()
    }

    /// The events in memory, as far as the visitor may see them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn now(&self) -> Result<Moment> {
        let mut moment = self.kept.now(self.visitor.most())?;
        // Somebody may have said meanwhile what is sensitive: what is made of both is remembered under both names.
        if moment.hidden != self.hidden {
            moment.hidden = format!("{}/{}", self.hidden, moment.hidden);
        }
        Ok(moment)
    }

    /// Works with a connection to the store, where waiting holds nobody up. This is where what is too sensitive for
    /// the visitor is kept from every page and from the API: the connection does not show it.
    ///
    /// # Errors
    /// As `work`.
    pub async fn ask<T: Send + 'static>(
        mut self,
        work: impl FnOnce(&Self, &Sqlite) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = self.turns.clone().acquire_owned().await.map_err(died)?;
        let asked = move || {
            // Kept until the work is done, also when nobody waits for it any more.
            let _turn = turn;
            let workbench = self.workbench.clone();
            workbench.pool.read_up_to(self.visitor.most(), |store, hidden| {
                self.hidden = hidden;
                Ok(work(&self, store))
            })?
        };
        tokio::task::spawn_blocking(asked).await.map_err(died)?
    }

    /// Works with the connection that writes, which shows everything: who may not see everything changes nothing but
    /// what is their own (`rights.rs`).
    ///
    /// # Errors
    /// As `work`.
    pub async fn change<T: Send + 'static>(
        self,
        work: impl FnOnce(&Self, &mut Sqlite) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let changed = move || self.pool.write(|store| Ok(work(&self, store)))?;
        tokio::task::spawn_blocking(changed).await.map_err(died)?
    }
}

impl Deref for Desk {
    type Target = Workbench;

    fn deref(&self) -> &Workbench {
        &self.workbench
    }
}

impl FromRequestParts<Arc<Workbench>> for Desk {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut Parts,
        workbench: &Arc<Workbench>,
    ) -> Result<Self, Refusal> {
        let visitor = parts.extensions.get::<Visitor>().cloned();
        let visitor = visitor.ok_or_else(|| Refusal::forbidden("sign in first"))?;
        Ok(Self { workbench: workbench.clone(), visitor, hidden: String::new() })
    }
}

fn died<E>(_: E) -> Refusal {
    anyhow!("a thread that made a page died; this is a fault of dateline").into()
}
