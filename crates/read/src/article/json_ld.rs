//! Articles described in JSON-LD (schema.org).

use super::json::Json;
use super::normalise::one_line;
use super::page::Page;

/// What a JSON-LD block says of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkedArticle {
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// Names of `author`, else of `creator`, in order.
    pub authors: Vec<String>,
    /// `datePublished`, as written.
    pub published: Option<String>,
    /// `dateCreated`, as written.
    pub created: Option<String>,
    /// `dateModified`, as written.
    pub modified: Option<String>,
    /// Name of `publisher`.
    pub publisher: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// Address of the work it is based on.
    pub based_on: Option<String>,
    /// Address of the work it is a translation of.
    pub translation_of: Option<String>,
    /// Its own address.
    pub url: Option<String>,
    /// `articleBody`, as written.
    pub body: Option<String>,
    /// How much like an article its type is; higher is more.
    pub rank: u8,
}

/// Most objects looked at in one block.
const MAX_OBJECTS: usize = 20_000;

/// Reads a block: adds its articles to `articles` and the site's name to `site`.
pub fn read(source: &str, articles: &mut Vec<LinkedArticle>, site: &mut Option<String>) {
    let json = Json::parse(source);
    let mut objects = Vec::new();
    collect(&json, &mut objects);
    for object in &objects {
        let rank = rank(object);
        if rank > 0 {
            articles.push(article(object, rank, &objects));
        } else if site.is_none() && has_type(object, &["WebSite", "NewsMediaOrganization"]) {
            *site = clean(object.text("name"));
        }
    }
}

/// The article that the page is about: of the best types, one whose headline the page shows, or
/// whose address is the page's, or the first.
pub fn of_page(page: &Page) -> Option<&LinkedArticle> {
    let best = page.articles.iter().map(|article| article.rank).max()?;
    let mut articles = page.articles.iter().filter(|article| article.rank == best);
    let is_shown = |article: &&LinkedArticle| {
        let headline = article.headline.as_deref();
        let url = article.url.as_deref();
        let shown = headline.is_some_and(|it| {
            it == page.title || page.headings.iter().any(|heading| heading == it)
        });
        shown || url.is_some() && url == page.canonical.as_deref()
    };
    articles.clone().find(is_shown).or_else(|| articles.next())
}

fn collect<'j>(json: &'j Json, out: &mut Vec<&'j Json>) {
    if out.len() >= MAX_OBJECTS {
        return;
    }
    match json {
        Json::List(items) => items.iter().for_each(|item| collect(item, out)),
        Json::Object(fields) => {
            out.push(json);
            fields.iter().for_each(|(_, value)| collect(value, out));
        }
        _ => {}
    }
}

fn types(object: &Json) -> impl Iterator<Item = &str> {
    let types = object.get("@type").map(Json::items).unwrap_or_default();
    types
        .iter()
        .filter_map(Json::as_text)
        .map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name))
}

fn has_type(object: &Json, names: &[&str]) -> bool {
    types(object).any(|name| names.contains(&name))
}

fn rank(object: &Json) -> u8 {
    types(object)
        .map(|name| match name {
            name if name.ends_with("NewsArticle") => 4,
            "Article" | "Report" | "ScholarlyArticle" | "TechArticle" => 3,
            name if name.ends_with("Posting") => 3,
            "WebPage" | "ItemPage" | "CreativeWork" => 1,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

fn article(object: &Json, rank: u8, all: &[&Json]) -> LinkedArticle {
    let named = |key: &str| object.get(key).map(|value| names(value, all)).unwrap_or_default();
    let date = |key: &str| clean(object.text(key));
    let mut authors = named("author");
    if authors.is_empty() {
        authors = named("creator");
    }
    LinkedArticle {
        headline: clean(object.text("headline")).or_else(|| clean(object.text("name"))),
        authors,
        published: date("datePublished"),
        created: date("dateCreated"),
        modified: date("dateModified"),
        publisher: named("publisher").into_iter().next(),
        language: clean(object.text("inLanguage")),
        based_on: address(object, "isBasedOn").or_else(|| address(object, "isBasedOnUrl")),
        translation_of: address(object, "translationOfWork"),
        url: address(object, "mainEntityOfPage").or_else(|| address(object, "url")),
        body: object.text("articleBody").map(str::to_owned),
        rank,
    }
}

fn address(object: &Json, key: &str) -> Option<String> {
    let value = object.get(key)?;
    let text = value.as_text().or_else(|| value.text("@id")).or_else(|| value.text("url"))?;
    clean(Some(text)).filter(|text| text.starts_with("http"))
}

/// Names of persons or bodies: strings, objects with a name, or references to such objects.
fn names(value: &Json, all: &[&Json]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in value.items() {
        for name in name(item, all) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

fn name(item: &Json, all: &[&Json]) -> Vec<String> {
    if let Json::Text(text) = item {
        return clean(Some(text)).into_iter().collect();
    }
    if let Some(value) = item.get("name") {
        return value.items().iter().filter_map(|one| clean(one.as_text())).collect();
    }
    let Some(id) = item.text("@id") else { return Vec::new() };
    let known =
        all.iter().find(|other| other.text("@id") == Some(id) && other.get("name").is_some());
    known.and_then(|other| clean(other.text("name"))).into_iter().collect()
}

fn clean(text: Option<&str>) -> Option<String> {
    // Many sites escape the text for HTML before they put it into JSON, some of them twice.
    let once = html_escape::decode_html_entities(text?);
    let twice = html_escape::decode_html_entities(&once);
    Some(one_line(&twice)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_graph_with_references() {
        let block = r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "Harbour Gazette"},
            {"@type": "Person", "@id": "#p1", "name": "Mara Lind"},
            {"@type": ["NewsArticle"], "headline": "Two held &amp; one freed", "author": {"@id": "#p1"},
             "datePublished": "2024-03-02T08:00:00+02:00", "publisher": {"name": "Gazette Press"}}]}"##;
        let (mut articles, mut site) = (Vec::new(), None);
        read(block, &mut articles, &mut site);
        assert_eq!(site.as_deref(), Some("Harbour Gazette"));
        assert_eq!(articles.len(), 1);
        assert_eq!(articles[0].headline.as_deref(), Some("Two held & one freed"));
        assert_eq!(articles[0].authors, ["Mara Lind"]);
        assert_eq!(articles[0].publisher.as_deref(), Some("Gazette Press"));
    }

    #[test]
    fn reads_several_authors() {
        let block =
            r#"[{"@type": "BlogPosting", "author": ["A. One", {"name": ["B. Two", "C. Three"]}]}]"#;
        let (mut articles, mut site) = (Vec::new(), None);
        read(block, &mut articles, &mut site);
        assert_eq!(articles[0].authors, ["A. One", "B. Two", "C. Three"]);
    }
}
