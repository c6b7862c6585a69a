//! Who published the page, and where.

use super::json_ld::LinkedArticle;
use super::page::Page;

/// The outlet's name: as the page gives it, else its host.
pub fn outlet(page: &Page, article: Option<&LinkedArticle>, url: Option<&str>) -> Option<String> {
    let stated = page.meta(&["og:site_name"]).map(str::to_owned);
    stated
        .or_else(|| article.and_then(|article| article.publisher.clone()))
        .or_else(|| page.site.clone())
        .or_else(|| page.meta(&["application-name", "al:ios:app_name"]).map(str::to_owned))
        .or_else(|| {
            url.and_then(host).map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
        })
}

/// The page's own address: `og:url`, the canonical link, or what JSON-LD gives.
pub fn url(page: &Page, article: Option<&LinkedArticle>) -> Option<String> {
    let candidates = [
        page.canonical.as_deref(),
        page.meta(&["og:url"]),
        article.and_then(|article| article.url.as_deref()),
    ];
    candidates.into_iter().flatten().find(|url| host(url).is_some()).map(str::to_owned)
}

/// The host of an absolute http or https address, without user and port.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    (!host.is_empty() && host.contains('.')).then_some(host)
}

/// Whether two hosts belong to one site: equal, or one a subdomain of the other, or both of one
/// registrable name.
pub fn is_same_site(a: &str, b: &str) -> bool {
    let bare = |host: &str| {
        let labels: Vec<&str> = host.rsplit('.').collect();
        // Two labels, or three when the second is as short as in `co.uk` and `com.tr`.
        let keep = if labels.get(1).is_some_and(|label| label.len() <= 3) { 3 } else { 2 };
        labels.into_iter().take(keep).map(str::to_ascii_lowercase).collect::<Vec<_>>()
    };
    let (a, b) = (bare(a), bare(b));
    a.starts_with(&b) || b.starts_with(&a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        assert_eq!(host("https://u:p@www.a.example:8080/x?y"), Some("www.a.example"));
        assert_eq!(host("/relative"), None);
        assert_eq!(host("ftp://a.example"), None);
    }

    #[test]
    fn sites_by_registrable_name() {
        assert!(is_same_site("amp.gazette.example", "www.gazette.example"));
        assert!(is_same_site("news.gazette.co.uk", "gazette.co.uk"));
        assert!(!is_same_site("gazette.co.uk", "herald.co.uk"));
        assert!(!is_same_site("gazette.example", "herald.example"));
    }
}
