use dateline_doc::Article;
use std::fmt;
use url::Url;

/// What a report is known by whatever its text: two reports that share a key are two versions of one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// Its address, without scheme and fragment.
    Address(String),
    /// The id given with it. Ids are given out by each site or outlet for itself.
    Given {
        /// The host of its address, else its outlet; empty when neither is known.
        site: String,
        /// As given.
        id: String,
    },
}

impl Key {
    /// The keys of an article, the surer first. Without any, a report is known by its text alone.
    pub fn of(article: &Article) -> Vec<Key> {
        let address = article.url.as_deref().and_then(Self::address);
        let given = Some(&article.id)
            .filter(|id| !id.is_empty())
            .map(|id| Key::Given { site: site(article), id: id.clone() });
        address.into_iter().chain(given).collect()
    }

    /// The key of an address; none for a site's front page, which is many reports' address.
    pub fn address(url: &str) -> Option<Key> {
        let Ok(parsed) = Url::parse(url.trim()) else { return None };
        let host = parsed.host_str()?;
        let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
        let query = parsed.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = parsed.path();
        (path != "/" || !query.is_empty())
            .then(|| Key::Address(format!("{host}{port}{path}{query}")))
    }
}

fn site(article: &Article) -> String {
    let host = article.url.as_deref().and_then(|url| Url::parse(url).ok());
    let host = host.as_ref().and_then(Url::host_str).map(str::to_owned);
    host.or_else(|| article.outlet.clone()).unwrap_or_default()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Address(address) => f.write_str(address),
            Key::Given { id, .. } => f.write_str(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_whatever_its_scheme_and_fragment() {
        let key = Key::address("https://A.example/x?n=1#top");
        assert_eq!(key, Key::address("http://a.example:80/x?n=1"));
        assert_ne!(key, Key::address("https://a.example/x?n=2"));
        assert_eq!(Key::address("https://a.example/"), None);
        assert_eq!(Key::address("no address"), None);
    }

    #[test]
    fn ids_count_within_their_site() {
        let of = |url: Option<&str>, outlet: Option<&str>| {
            Key::of(&Article {
                id: "7".into(),
                url: url.map(str::to_owned),
                outlet: outlet.map(str::to_owned),
                ..Article::default()
            })
        };
        assert_eq!(of(Some("https://a.example/x"), None).len(), 2);
        assert_ne!(of(None, Some("Lake Wire")), of(None, Some("Sahel Post")));
        assert_eq!(
            of(Some("https://a.example/x"), Some("A"))[1],
            of(Some("https://a.example/y"), None)[1]
        );
    }
}
