//! Who wrote the article, from the places a page names them.

use super::furniture::Furniture;
use super::json_ld::LinkedArticle;
use super::page::Page;

/// Meta tags that name the author, most trusted first.
const AUTHOR: [&str; 8] = [
    "author",
    "article:author_name",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author",
];

/// The authors, one name an entry, in the page's order; none when the page names nobody.
///
/// Where the page's data for machines names only the outlet, a byline it shows to readers wins.
pub fn byline(
    page: &Page,
    article: Option<&LinkedArticle>,
    outlet: Option<&str>,
    words: &Furniture,
) -> Vec<String> {
    let mut places =
        vec![article.map(|article| split(&article.authors, words)).unwrap_or_default()];
    places.extend(AUTHOR.iter().map(|name| {
        let named: Vec<String> = page.metas(name).map(str::to_owned).collect();
        split(&named, words)
    }));
    places.push(marked(page, words));
    places.retain(|names| !names.is_empty());
    let is_outlet = |name: &String| outlet.is_some_and(|outlet| is_same_name(name, outlet));
    let is_person = |name: &String| name.contains(' ') && !is_outlet(name);
    let first_is_outlet = places.first().is_some_and(|names| names.iter().all(is_outlet));
    let persons = places.iter().position(|names| names.iter().all(is_person));
    let at = persons.filter(|_| first_is_outlet).unwrap_or(0);
    if at < places.len() { places.swap_remove(at) } else { Vec::new() }
}

fn is_same_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    plain(a) == plain(b)
}

/// Names in the elements marked as a byline: those of the best mark alone.
fn marked(page: &Page, words: &Furniture) -> Vec<String> {
    let Some(best) = page.bylines.iter().map(|byline| byline.rank).min() else { return Vec::new() };
    let texts: Vec<String> = page
        .bylines
        .iter()
        .filter(|byline| byline.rank == best)
        .map(|byline| byline.text.clone())
        .collect();
    split(&texts, words)
}

/// Cuts joined names apart and takes off what is no name.
pub fn split(texts: &[String], words: &Furniture) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for text in texts {
        let text = without_parentheses(words.without_byline_mark(text));
        for part in text.split([',', ';', '|', '•']).flat_map(|part| words.parts_of_byline(part))
        {
            let name = clean(part);
            if is_name(name) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The text without what stands in parentheses; an open one runs to the end.
fn without_parentheses(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}

fn clean(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '·' | '@'))
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (2..=60).contains(&length)
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['@', ':'])
        && !name.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::page::Byline;
    use super::*;

    fn page(meta: &str, shown: &str) -> Page {
        Page {
            meta: vec![("author".into(), meta.into())],
            bylines: vec![Byline { rank: 0, text: shown.into() }],
            ..Page::default()
        }
    }

    #[test]
    fn machine_data_goes_before_what_is_shown() {
        let page = page("Mara Lind; Omar Saïd (Gao, photos)", "Desk");
        assert_eq!(byline(&page, None, None, &Furniture::default()), ["Mara Lind", "Omar Saïd"]);
    }

    #[test]
    fn a_shown_name_goes_before_the_outlets() {
        let page = page("Sahel Post", "Mara Lind");
        assert_eq!(byline(&page, None, Some("SAHEL POST"), &Furniture::default()), ["Mara Lind"]);
        let page = self::page("Sahel Post", "");
        assert_eq!(byline(&page, None, Some("Sahel Post"), &Furniture::default()), ["Sahel Post"]);
    }

    #[test]
    fn addresses_are_no_names() {
        assert!(
            split(
                &["https://a.example/mara".into(), "desk@a.example".into(), "12".into()],
                &Furniture::default()
            )
            .is_empty()
        );
    }
}
