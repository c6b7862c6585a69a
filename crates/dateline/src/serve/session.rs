//! Who may look where the workbench is one person's: the browser that was given the printed address.

use super::cookie::{same, secret, values};
use anyhow::Result;
use axum::http::HeaderMap;
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, Ordering},
};

/// One run of the workbench. Its secrets die with it.
pub struct Session {
    listen: SocketAddr,
    /// In the printed address, good once.
    token: String,
    token_used: AtomicBool,
    /// In the cookie.
    key: String,
    /// In every form.
    form_key: String,
}

impl Session {
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new(listen: SocketAddr) -> Result<Self> {
        Ok(Self {
            listen,
            token: secret()?,
            token_used: AtomicBool::new(false),
            key: secret()?,
            form_key: secret()?,
        })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/?token={}", self.listen, self.token)
    }

    pub fn form_key(&self) -> &str {
        &self.form_key
    }

    /// The cookie's header, for the token that was printed; nothing for another, or the second time.
    pub fn admit(&self, token: &str) -> Option<String> {
        if !same(token, &self.token) || self.token_used.swap(true, Ordering::SeqCst) {
            return None;
        }
        let (name, key) = (self.cookie(), &self.key);
        Some(format!("{name}={key}; Path=/; HttpOnly; SameSite=Strict"))
    }

    /// Whether a request carries the cookie.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        values(headers, &self.cookie()).any(|value| same(value, &self.key))
    }

    /// Cookies know no ports: two workbenches on one machine must not share one.
    fn cookie(&self) -> String {
        format!("dateline-{}", self.listen.port())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_address_is_good_once() {
        let session = Session::new("127.0.0.1:8080".parse().unwrap()).unwrap();
        let address = session.address();
        let token = address.split_once("token=").unwrap().1;
        assert_eq!(session.admit("0"), None);
        let cookie = session.admit(token).unwrap();
        assert_eq!(session.admit(token), None);
        let mut headers = HeaderMap::new();
        assert!(!session.knows(&headers));
        let sent = format!("other=1; {}", cookie.split(';').next().unwrap());
        headers.insert("cookie", sent.parse().unwrap());
        assert!(session.knows(&headers));
    }
}
