//! Who may look: the browser that was given the printed address.

use anyhow::{Context, Result};
use axum::http::HeaderMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// One run of the workbench. Its secrets die with it.
pub struct Session {
    port: u16,
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
    pub fn new(port: u16) -> Result<Self> {
        Ok(Self {
            port,
            token: secret()?,
            token_used: AtomicBool::new(false),
            key: secret()?,
            form_key: secret()?,
        })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
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
        let name = self.cookie();
        let cookies = headers.get_all("cookie").iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|it| it.split_once('='));
        pairs.any(|(key, value)| key.trim() == name && same(value.trim(), &self.key))
    }

    /// Whether a request is meant for us: a name that another site made point here is not ours.
    pub fn is_host(&self, host: &str) -> bool {
        let names = ["127.0.0.1", "localhost"];
        names.iter().any(|name| host == format!("{name}:{}", self.port))
    }

    /// Cookies know no ports: two workbenches on one machine must not share one.
    fn cookie(&self) -> String {
        format!("dateline-{}", self.port)
    }
}

/// 128 bits in hexadecimal.
fn secret() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no randomness")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not tell where two differ.
pub fn same(a: &str, b: &str) -> bool {
    let differences = a.bytes().zip(b.bytes()).fold(0, |found, (a, b)| found | (a ^ b));
    a.len() == b.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_address_is_good_once() {
        let session = Session::new(8080).unwrap();
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

    #[test]
    fn only_this_machines_names_with_our_port_are_ours() {
        let session = Session::new(8080).unwrap();
        assert!(session.is_host("127.0.0.1:8080") && session.is_host("localhost:8080"));
        for other in
            ["evil.example:8080", "127.0.0.1", "127.0.0.1:80", "localhost:8080.evil.example"]
        {
            assert!(!session.is_host(other), "{other}");
        }
    }
}
