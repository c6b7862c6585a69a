//! Who asks, and what they may see and do.

use super::{refusal::Refusal, rights};
use crate::{
    event::Event,
    export::{self, Options, Profile, Quotes},
    store::{Hash, Role, Sensitivity, User},
};
use axum::http::Method;

/// Who asks. The guard tells it of every request that it lets in.
#[derive(Clone)]
pub struct Visitor {
    /// As they signed in; none where the workbench is one person's, who says it in each form.
    pub name: Option<String>,
    /// What each of their forms must send along.
    pub form_key: String,
    pub role: Role,
    /// Whether the words of reports are covered until asked for.
    pub covers: bool,
    /// Whose session it is, and which; none for one person's workbench and for programs.
    pub signed: Option<(User, Hash)>,
}

impl Visitor {
    /// The one whose workbench it is.
    pub fn alone(form_key: &str) -> Self {
        Self {
            name: None,
            form_key: form_key.to_owned(),
            role: Role::Owner,
            covers: false,
            signed: None,
        }
    }

    /// Whether they may open a page, by its address in the list of rights.
    pub fn may_look(&self, page: &str) -> bool {
        rights::needed(page, &Method::GET).is_some_and(|role| self.role >= role)
    }

    /// Whether they may send a form to this address.
    pub fn may_do(&self, address: &str) -> bool {
        rights::needed(address, &Method::POST).is_some_and(|role| self.role >= role)
    }

    /// Whether they may see the words of reports.
    pub fn may_see_words(&self) -> bool {
        self.role >= Role::Viewer
    }

    /// How sensitive what they see may be at most.
    pub fn most(&self) -> Sensitivity {
        rights::most(self.role)
    }

    /// The event as they may see it.
    pub fn shown(&self, event: Event) -> Event {
        if self.may_see_words() {
            return event;
        }
        let options =
            Options { quotes: Some(Quotes::None), profile: Profile::Internal, output: None };
        let mut event = export::allowed(event, &options);
        event.reports.iter_mut().for_each(|report| report.title = None);
        event
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// When nobody is, for the workbench is one person's.
    pub fn user(&self) -> Result<&User, Refusal> {
        let user = self.signed.as_ref().map(|(user, _)| user);
        user.ok_or_else(|| {
            Refusal::missing("nobody signs in here; `dateline serve --users` is for many")
        })
    }

    /// Under which name what they do is kept, where no form asks for one.
    pub fn author(&self) -> String {
        let user = || std::env::var("USER").ok().filter(|name| !name.is_empty());
        self.name.clone().or_else(user).unwrap_or_else(|| "the workbench".to_owned())
    }
}
