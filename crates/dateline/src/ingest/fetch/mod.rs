//! Pages by their address. The network is not trusted: see [`address::is_public`].

mod address;
mod resolver;

use super::{
    Limits, Report,
    bounded::{self, Taken},
    http, source,
};
use anyhow::{Context, Result, bail};
use resolver::{Guarded, Policy};
use std::{io::BufReader, time::Duration};
use texting_robots::Robot;
use ureq::{
    Agent, Body,
    config::Config,
    http::{Response, StatusCode},
};
use url::Url;

/// What we call ourselves, to servers and in robots.txt.
const AGENT: &str = concat!("dateline/", env!("CARGO_PKG_VERSION"));
const NAME: &str = "dateline";

/// Bounds of one fetch.
#[derive(Clone, Copy)]
struct Bounds {
    /// For everything together, connection and redirects included.
    time: Duration,
    redirects: usize,
    robots: usize,
    page: usize,
    policy: Policy,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            redirects: 5,
            robots: 512 << 10,
            page: Limits::default().page,
            policy: address::is_public,
        }
    }
}

/// What a server said of what it sent, by which it tells later whether there is more.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Stamp {
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// What came back.
pub struct Page {
    pub stamp: Stamp,
    url: String,
    charset: Option<String>,
    taken: Taken,
}

/// Fetches an http or https address.
///
/// # Errors
/// When it leads to an address that is not public, when the site's robots.txt forbids it, or when
/// the server does not give a page in time.
pub fn fetch(url: &str) -> Result<Page> {
    fetch_within(url, Bounds::default())
}

/// Fetches an address again; nothing when the server says that it is as it was.
///
/// # Errors
/// As [`fetch`].
pub fn fetch_newer(url: &str, known: &Stamp) -> Result<Option<Page>> {
    newer_within(url, known, Bounds::default())
}

/// Downloads a file whole, of at most 256 MiB.
///
/// # Errors
/// As [`fetch`], and when the file is larger or does not come whole.
pub fn download(url: &str) -> Result<Vec<u8>> {
    let bounds = Bounds { time: Duration::from_secs(1800), page: 256 << 20, ..Bounds::default() };
    let taken = fetch_within(url, bounds)?.taken;
    if let Some(error) = taken.error {
        bail!("{url}: {error}");
    }
    if taken.cut {
        bail!("{url}: larger than 256 MiB, so it is no model");
    }
    Ok(taken.bytes)
}

fn fetch_within(url: &str, bounds: Bounds) -> Result<Page> {
    let page = newer_within(url, &Stamp::default(), bounds)?;
    page.with_context(|| format!("{url}: the server answers 304 Not Modified, unasked"))
}

fn newer_within(url: &str, known: &Stamp, bounds: Bounds) -> Result<Option<Page>> {
    let agent = agent(bounds);
    let mut url = parsed(url)?;
    for _ in 0..=bounds.redirects {
        obey_robots(&agent, &url, bounds)?;
        let mut request = agent.get(url.as_str());
        for (name, value) in
            [("if-none-match", &known.etag), ("if-modified-since", &known.modified)]
        {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = request.call().with_context(|| format!("{url}: not fetched"))?;
        let status = response.status();
        if status == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        if status.is_redirection() {
            let location = header(&response, "location").context("a redirect to nowhere")?;
            let next =
                url.join(&location).with_context(|| format!("a redirect to {location:?}"))?;
            url = parsed(next.as_str())?;
            continue;
        }
        if !status.is_success() {
            bail!("{url}: the server answers {status}");
        }
        let (_, charset) =
            http::content_type(&header(&response, "content-type").unwrap_or_default());
        let taken = body(&mut response, bounds.page);
        if let (true, Some(error)) = (taken.bytes.is_empty(), &taken.error) {
            bail!("{url}: {error}");
        }
        let stamp =
            Stamp { etag: header(&response, "etag"), modified: header(&response, "last-modified") };
        return Ok(Some(Page { stamp, url: url.into(), charset, taken }));
    }
    bail!("more than {} redirects; give the address they end at", bounds.redirects)
}

fn agent(bounds: Bounds) -> Agent {
    let config = Config::builder()
        .user_agent(AGENT)
        .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.8")
        .http_status_as_error(false)
        // Redirects are followed here, each one judged anew.
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy from the environment would connect where our resolver does not see it.
        .proxy(None)
        .timeout_global(Some(bounds.time))
        .build();
    Agent::with_parts(
        config,
        ureq::unversioned::transport::DefaultConnector::default(),
        Guarded::new(bounds.policy),
    )
}

fn parsed(url: &str) -> Result<Url> {
    let url = Url::parse(url).with_context(|| format!("{url}: not an address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        bail!("{url}: only http and https are fetched");
    }
    if !url.username().is_empty() || url.password().is_some() {
        bail!("an address with a password in it is not fetched; take it out");
    }
    Ok(url)
}

/// Fails when the site's robots.txt forbids the address, or cannot be asked.
fn obey_robots(agent: &Agent, url: &Url, bounds: Bounds) -> Result<()> {
    let robots = url.join("/robots.txt")?;
    let mut response =
        agent.get(robots.as_str()).call().with_context(|| format!("{robots}: not fetched"))?;
    let status = response.status();
    if status.is_server_error() {
        bail!("{robots}: the server answers {status}, so the page is not fetched; try again later");
    }
    // Without rules, and where they are somewhere else, everything is allowed.
    if !status.is_success() {
        return Ok(());
    }
    let rules = body(&mut response, bounds.robots).bytes;
    let is_allowed = Robot::new(NAME, &rules).is_ok_and(|rules| rules.allowed(url.as_str()));
    if !is_allowed {
        bail!("{url}: the site's robots.txt forbids it; save the page and read the file");
    }
    Ok(())
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

fn body(response: &mut Response<Body>, limit: usize) -> Taken {
    let mut reader = BufReader::new(response.body_mut().as_reader());
    bounded::take(&mut reader, limit)
}

impl Page {
    /// The reports in what came back: a page is one, a feed has many.
    pub fn reports(self, limits: Limits) -> Box<dyn Iterator<Item = Report> + Send> {
        let url = self.url;
        let reports = source::of_taken(self.taken, self.charset.as_deref(), &url, limits);
        Box::new(reports.map(move |mut report| {
            report.file = None;
            report.url = report.url.or_else(|| Some(url.clone()));
            report
        }))
    }
}

#[cfg(test)]
mod tests;
