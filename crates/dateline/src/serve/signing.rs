//! Who may look where the workbench is for many: those who signed in, and their programs.

use super::{
    cookie::{secret, values},
    limits::Buckets,
    refusal::Refusal,
    visitor::Visitor,
};
use crate::store::{Hash, People as _, Sqlite, User, hence};
use anyhow::{Result, bail};
use axum::http::HeaderMap;
use jiff::SignedDuration;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// How long somebody stays signed in.
const SIGNED_IN: SignedDuration = SignedDuration::from_hours(12);

/// Passwords checked at a time: each takes 19 MiB and a good part of a second's work.
const CHECKED: usize = 2;

/// Signing in, and how often it may be tried.
pub struct Signing {
    port: u16,
    pub behind_tls: bool,
    by_name: Buckets,
    by_place: Buckets,
    /// Tries at one's own old password, by name.
    own: Buckets,
    pub checks: Semaphore,
}

impl Signing {
    /// # Errors
    /// When there is no owner, so that nobody could let others in.
    pub fn open(store: &Sqlite, port: u16, behind_tls: bool) -> Result<Self> {
        let is_owner =
            |user: &User| user.role == crate::store::Role::Owner && user.removed.is_none();
        if !store.users()?.iter().any(is_owner) {
            bail!(
                "nobody is this store's owner yet; `dateline users add NAME --role owner` makes one"
            );
        }
        Ok(Self {
            port,
            behind_tls,
            // Five wrong passwords a minute for a name, and ten from a place.
            by_name: Buckets::new(5, Duration::from_secs(12)),
            by_place: Buckets::new(10, Duration::from_secs(6)),
            own: Buckets::new(5, Duration::from_secs(12)),
            checks: Semaphore::new(CHECKED),
        })
    }

    /// Counts a try to sign in.
    ///
    /// # Errors
    /// When there were too many.
    pub fn count(&self, name: &str, place: &str) -> Result<(), Refusal> {
        let now = Instant::now();
        let counted = self.by_place.take(place, now).and_then(|()| self.by_name.take(name, now));
        counted.map_err(Refusal::often)
    }

    /// Counts a try at the old password of somebody who is signed in.
    ///
    /// # Errors
    /// When there were too many.
    pub fn count_own(&self, name: &str) -> Result<(), Refusal> {
        self.own.take(name, Instant::now()).map_err(Refusal::often)
    }

    /// The try at the old password was right.
    pub fn uncount_own(&self, name: &str) {
        self.own.give_back(name);
    }

    /// The try was right, so it does not count.
    pub fn uncount(&self, name: &str, place: &str) {
        self.by_name.give_back(name);
        self.by_place.give_back(place);
    }

    /// Signs somebody in; their cookie's header.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn sign_in(&self, store: &mut Sqlite, user: &User) -> Result<String> {
        let secret = secret()?;
        store.sign_in(user, Hash::of(&secret), &hence(SIGNED_IN))?;
        Ok(self.header(&secret, SIGNED_IN.as_secs()))
    }

    /// The header that takes the cookie away.
    pub fn sign_out(&self) -> String {
        self.header("", 0)
    }

    /// Whoever is signed in with a cookie of these headers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn visitor(&self, store: &Sqlite, headers: &HeaderMap) -> Result<Option<Visitor>> {
        let now = hence(SignedDuration::ZERO);
        // A few at most: others may have set cookies of this name too, but not many.
        for secret in values(headers, &self.cookie()).take(4) {
            let session = Hash::of(secret);
            if let Some(user) = store.signed_in(session, &now)? {
                return Ok(Some(Visitor {
                    name: Some(user.name.clone()),
                    form_key: form_key(secret),
                    role: user.role,
                    covers: false,
                    signed: Some((user, session)),
                }));
            }
        }
        Ok(None)
    }

    fn header(&self, value: &str, seconds: i64) -> String {
        let (name, secure) = (self.cookie(), if self.behind_tls { "; Secure" } else { "" });
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
    }

    /// Cookies know no ports: two workbenches on one machine must not share one. Over TLS the prefix
    /// keeps other hosts of the same domain from setting it.
    fn cookie(&self) -> String {
        let prefix = if self.behind_tls { "__Host-" } else { "" };
        format!("{prefix}dateline-{}", self.port)
    }
}

/// What the forms of a session carry: worked out of its cookie, which they must not hold.
fn form_key(secret: &str) -> String {
    let fields = ["form", secret].map(|field| Some(field.as_bytes()));
    format!("{:.32}", Hash::of_fields(fields))
}
