//! The article's title, from the places a page states one.

use super::json_ld::LinkedArticle;
use super::page::Page;

/// Marks that part a title from the site's name or a rubric.
const SEPARATORS: [&str; 12] =
    [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", "｜", "：", " / ", ", "];

/// The title, or none when the page states none.
///
/// A heading that agrees with what the page states for machines wins; then the JSON-LD headline,
/// `og:title` and `title`, each without the site's name behind it.
pub fn title(page: &Page, article: Option<&LinkedArticle>, outlet: Option<&str>) -> Option<String> {
    let headline = article.and_then(|article| article.headline.as_deref());
    let shared = page.meta(&["og:title", "twitter:title", "dc.title", "title"]);
    let window = Some(page.title.as_str()).filter(|title| !title.is_empty());
    let stated: Vec<&str> = [headline, shared, window].into_iter().flatten().collect();

    if let (Some(headline), Some(shared)) = (headline, shared) {
        // A rubric before the headline proper: the shared title is the headline without it.
        if is_after_rubric(headline, shared) {
            return Some(shared.to_owned());
        }
        if same(headline, shared)
            && !page.headings.iter().any(|heading| has_suffix_after(headline, heading))
        {
            return Some(headline.to_owned());
        }
    }
    let agrees = |heading: &&String| {
        let heading = heading.as_str();
        stated.iter().any(|stated| same(stated, heading) || has_suffix_after(stated, heading))
    };
    if let Some(heading) = page.headings.iter().find(agrees) {
        return Some(heading.clone());
    }
    if let Some(headline) = headline {
        return Some(without_site(headline, &stated, outlet).to_owned());
    }
    let bare = [shared, window]
        .into_iter()
        .flatten()
        .next()
        .map(|title| without_site(title, &stated, outlet));
    bare.map(str::to_owned).or_else(|| page.headings.first().cloned())
}

/// Equal but for the kind of quotation marks and spaces.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    a == b || (a.len().abs_diff(b.len()) <= 24 && plain(a) == plain(b))
}

/// Whether `stated` is `heading`, a separator, and more (a site's name, a rubric, a date).
fn has_suffix_after(stated: &str, heading: &str) -> bool {
    let is_whole = heading.chars().count() >= 12;
    is_whole
        && stated
            .strip_prefix(heading)
            .is_some_and(|rest| SEPARATORS.iter().any(|mark| rest.starts_with(mark)))
}

/// Whether `headline` is a rubric, a colon, and `title`.
fn is_after_rubric(headline: &str, title: &str) -> bool {
    headline
        .strip_suffix(title)
        .is_some_and(|rubric| rubric.ends_with(": ") && rubric.chars().count() <= 60)
}

/// `title` without what follows its last separator, when that is the site's name or when another
/// statement of the title ends before it.
fn without_site<'t>(title: &'t str, stated: &[&str], outlet: Option<&str>) -> &'t str {
    let mut best = title;
    loop {
        let cuts =
            SEPARATORS.iter().filter_map(|mark| best.rfind(mark).map(|at| (at, at + mark.len())));
        let Some((at, after)) = cuts.max() else { return best };
        let (head, tail) = (best[..at].trim_end(), best[after..].trim());
        let is_site = outlet.is_some_and(|outlet| is_name_of(tail, outlet));
        let is_stated = stated.contains(&head);
        if head.is_empty() || !(is_site || is_stated) {
            return best;
        }
        best = head;
    }
}

fn is_name_of(tail: &str, outlet: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (tail, outlet) = (plain(tail), plain(outlet));
    tail.chars().count() >= 2 && (outlet.starts_with(&tail) || tail.starts_with(&outlet))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str, shared: &str, headings: &[&str]) -> Page {
        Page {
            title: title.into(),
            meta: vec![("og:title".into(), shared.into())],
            headings: headings.iter().map(|it| (*it).to_owned()).collect(),
            ..Page::default()
        }
    }

    #[test]
    fn the_heading_cuts_the_site_off() {
        let page = page(
            "Convoy hit near Gao - Sahel Post",
            "Convoy hit near Gao | Sahel Post",
            &["News", "Convoy hit near Gao"],
        );
        assert_eq!(title(&page, None, None).as_deref(), Some("Convoy hit near Gao"));
    }

    #[test]
    fn the_site_goes_when_it_is_known() {
        let page = page("", "Convoy hit near Gao – Sahel Post", &[]);
        assert_eq!(title(&page, None, Some("Sahel Post")).as_deref(), Some("Convoy hit near Gao"));
        assert_eq!(
            title(&page, None, Some("Other")).as_deref(),
            Some("Convoy hit near Gao – Sahel Post")
        );
    }

    #[test]
    fn headline_before_a_different_shared_title() {
        let page = page("", "You will not believe what hit Gao", &["Convoy hit near Gao"]);
        let article = LinkedArticle {
            headline: Some("Convoy hit near Gao".into()),
            ..LinkedArticle::default()
        };
        assert_eq!(title(&page, Some(&article), None).as_deref(), Some("Convoy hit near Gao"));
    }

    #[test]
    fn a_page_without_a_title_has_none() {
        assert_eq!(title(&Page::default(), None, None), None);
    }
}
