use super::words::words;

/// Sites that many publish on, each under a name of their own before the site's.
const SHARED_HOSTS: [&str; 5] =
    ["wordpress.com", "substack.com", "medium.com", "livejournal.com", "tumblr.com"];

/// Sites that many publish on, each under a folder of their own.
const SHARED_FOLDERS: [&str; 7] =
    ["t.me", "telegram.me", "facebook.com", "twitter.com", "x.com", "youtube.com", "medium.com"];

/// Parts of a query that tell how its reader came to the page, and not which page it is.
const REFERRALS: [&str; 4] = ["fbclid", "gclid", "ref", "amp"];

/// Who published a report, for comparison: by its address, else by the outlet's name.
pub fn publisher(outlet: Option<&str>, address: Option<&str>) -> Option<String> {
    let named = || outlet.map(|name| words(name).concat()).filter(|name| !name.is_empty());
    address.and_then(of_address).or_else(named)
}

/// The publisher that an address tells: the name that was registered, without its public suffix.
///
/// So `arabic.bbc.co.uk` and `www.bbc.com` are both `bbc`. Where many publish on one site it is the
/// name or the folder of the one.
fn of_address(address: &str) -> Option<String> {
    let (host, path) = split(address)?;
    let domain = psl::domain_str(&host).unwrap_or(&host);
    let before = host.strip_suffix(domain).unwrap_or_default().trim_end_matches('.');
    let own = before.rsplit('.').next().filter(|name| !name.is_empty() && *name != "www");
    if let Some(own) = own.filter(|_| SHARED_HOSTS.contains(&domain)) {
        return Some(own.to_owned());
    }
    let folder = path.split(['/', '?', '#']).find(|part| !part.is_empty());
    if let Some(folder) = folder.filter(|_| SHARED_FOLDERS.contains(&domain)) {
        return Some(folder.trim_start_matches('@').to_lowercase());
    }
    let suffix = psl::suffix_str(domain).unwrap_or_default();
    let label = domain.strip_suffix(suffix).unwrap_or(domain).trim_end_matches('.');
    Some(if label.is_empty() { domain } else { label }.to_owned())
}

/// An address as it is compared: without scheme, `www.`, fragment, closing slash and what tells only
/// how its reader came there. `None` for a front page, which is many reports' address.
pub fn canonical(address: &str) -> Option<String> {
    let (host, rest) = split(address)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let telling: Vec<&str> = query.split('&').filter(|part| tells_page(part)).collect();
    if path.is_empty() && telling.is_empty() {
        return None;
    }
    let mark = if telling.is_empty() { "" } else { "?" };
    let host = host.strip_prefix("www.").unwrap_or(&host);
    Some(format!("{host}{path}{mark}{}", telling.join("&")))
}

fn tells_page(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    !name.is_empty() && !name.starts_with("utm_") && !REFERRALS.contains(&name)
}

/// The host of an address in lower case, without port and user, and what follows it.
fn split(address: &str) -> Option<(String, &str)> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let is_host = host.contains('.') && !host.contains(char::is_whitespace);
    is_host.then_some((host, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> String {
        publisher(None, Some(address)).unwrap()
    }

    #[test]
    fn editions_are_one_publisher() {
        let gazette = of("https://gazette.com.pk/a");
        for edition in
            ["http://www.gazette.com.pk", "https://urdu.gazette.com.pk/a?b", "gazette.co.uk/x"]
        {
            assert_eq!(of(edition), gazette, "{edition}");
        }
        assert_ne!(of("https://post.com.pk/a"), gazette);
    }

    #[test]
    fn many_publish_on_one_site() {
        assert_eq!(of("https://borderwatch.wordpress.com/2020/x"), "borderwatch");
        assert_eq!(of("https://t.me/SahelDesk/77"), "saheldesk");
        assert_eq!(of("https://medium.com/@nilenotes/x"), "nilenotes");
        assert_eq!(of("https://wordpress.com/about"), "wordpress");
    }

    #[test]
    fn without_an_address_the_name_tells() {
        assert_eq!(publisher(Some("Harbour Gazette"), None).as_deref(), Some("harbourgazette"));
        assert_eq!(
            publisher(Some("النهضة برس"), Some("no address")),
            publisher(Some("النهضه برس"), None)
        );
        assert_eq!(publisher(None, None), None);
    }

    #[test]
    fn an_address_is_one_however_it_was_reached() {
        let page = canonical("https://www.Gazette.example/World/a/?utm_source=x&id=3#top");
        assert_eq!(page.as_deref(), Some("gazette.example/World/a?id=3"));
        assert_eq!(page, canonical("gazette.example/World/a?id=3&fbclid=9"));
        assert_eq!(canonical("https://gazette.example/"), None);
    }
}
