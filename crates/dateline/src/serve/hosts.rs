//! The names that the workbench goes by.

use anyhow::{Result, bail};
use std::net::SocketAddr;

/// Names and ports that requests may be meant for. A name that another site made point here is none.
pub struct Hosts(Vec<String>);

impl Hosts {
    /// Where it listens, and what else it is called.
    ///
    /// # Errors
    /// When it listens everywhere and nobody says what it is called.
    pub fn of(listen: SocketAddr, names: &[String]) -> Result<Self> {
        let port = listen.port();
        let ip = listen.ip();
        if ip.is_unspecified() && names.is_empty() {
            bail!("{listen} is no name that a browser can ask for; give one with --name HOST");
        }
        let mut hosts = vec![listen.to_string()];
        if ip.is_loopback() || ip.is_unspecified() {
            hosts.extend(["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")));
        }
        // A proxy may listen on another port, and then leaves it out.
        hosts.extend(names.iter().flat_map(|name| [name.clone(), format!("{name}:{port}")]));
        Ok(Self(hosts))
    }

    /// Whether a request is meant for us.
    pub fn knows(&self, host: &str) -> bool {
        self.0.iter().any(|name| name.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_names_with_our_port_are_ours() {
        let hosts = Hosts::of("127.0.0.1:8080".parse().unwrap(), &[]).unwrap();
        assert!(hosts.knows("127.0.0.1:8080") && hosts.knows("localhost:8080"));
        for other in
            ["evil.example:8080", "127.0.0.1", "127.0.0.1:80", "localhost:8080.evil.example", ""]
        {
            assert!(!hosts.knows(other), "{other}");
        }
    }

    #[test]
    fn names_that_were_given_are_ours_too() {
        let everywhere = "0.0.0.0:80".parse().unwrap();
        assert!(Hosts::of(everywhere, &[]).is_err());
        let hosts = Hosts::of(everywhere, &["desk.example".to_owned()]).unwrap();
        assert!(hosts.knows("desk.example") && hosts.knows("Desk.Example:80"));
        assert!(!hosts.knows("desk.example:81") && !hosts.knows("other.example"));
    }
}
