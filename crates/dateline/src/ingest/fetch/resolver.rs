use std::net::IpAddr;
use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// Which addresses may be connected to.
pub type Policy = fn(IpAddr) -> bool;

/// Resolves names, and refuses every address that the policy does.
///
/// The connection is made to the addresses returned here, so that a name cannot mean one thing when
/// it is judged and another when it is used.
#[derive(Debug)]
pub struct Guarded {
    inner: DefaultResolver,
    policy: Policy,
}

impl Guarded {
    pub fn new(policy: Policy) -> Self {
        Self { inner: DefaultResolver::default(), policy }
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One inside address among public ones is refused too: that is how a name is rebound.
        if let Some(address) = found.iter().find(|address| !(self.policy)(address.ip())) {
            let message = format!(
                "{} is not a public address; save the page and read the file",
                address.ip()
            );
            return Err(Error::Io(std::io::Error::new(
                std::io::ErrorKind::PermissionDenied,
                message,
            )));
        }
        Ok(found)
    }
}
