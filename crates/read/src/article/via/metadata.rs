use super::super::json_ld::LinkedArticle;
use super::super::outlet::{host, is_same_site};
use super::super::page::Page;
use dateline_doc::{Relation, Via};

/// The outlets that a page's metadata says it came through: a canonical address on another site,
/// and the works that JSON-LD says it is based on. `url` is where the page was found.
pub fn of_page(page: &Page, linked: Option<&LinkedArticle>, url: Option<&str>) -> Vec<Via> {
    let own = url.and_then(host);
    let based_on = linked.and_then(|article| article.based_on.as_deref());
    let translated = linked.and_then(|article| article.translation_of.as_deref());
    let links = [
        (page.canonical.as_deref(), Relation::Republishes),
        (translated, Relation::Translates),
        (based_on, Relation::Quotes),
    ];
    let mut found: Vec<Via> = Vec::new();
    for (link, relation) in links {
        let Some(host) = link.and_then(host) else { continue };
        let is_elsewhere = own.is_some_and(|own| !is_same_site(own, host));
        let outlet = name(host);
        if is_elsewhere && found.iter().all(|via| via.outlet != outlet) {
            found.push(Via { outlet, relation, span: None });
        }
    }
    found
}

/// An outlet known by its host alone.
pub fn name(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase()
}
