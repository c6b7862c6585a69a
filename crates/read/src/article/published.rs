//! The day of publication, from the places a page states one.

use super::date;
use super::json_ld::LinkedArticle;
use super::page::{Page, Time};
use super::written::Months;
use jiff::civil::Date;

/// Meta tags that state the publication, most trusted first.
const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "published_time",
    "publish-date",
    "publishdate",
    "pubdate",
    "publication_date",
    "publicationdate",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// The day of publication, or none when the page states none. A day of change is not taken for it.
pub fn published(
    page: &Page,
    article: Option<&LinkedArticle>,
    url: Option<&str>,
    months: &Months,
) -> Option<Date> {
    let linked = article.and_then(|article| day(article.published.as_deref()));
    linked
        .or_else(|| PUBLISHED.iter().find_map(|name| page.metas(name).find_map(date::parse)))
        .or_else(|| page.times.iter().filter(|time| time.publication).find_map(of_time))
        .or_else(|| article.and_then(|article| day(article.created.as_deref())))
        .or_else(|| url.and_then(in_url))
        .or_else(|| page.times.iter().find_map(of_time))
        .or_else(|| page.dates.iter().find_map(|text| months.day(text)))
        .or_else(|| page.times.iter().find_map(|time| months.day(&time.text)))
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(date::parse)
}

fn of_time(time: &Time) -> Option<Date> {
    day(time.datetime.as_deref()).or_else(|| date::parse(&time.text))
}

/// A day in the path of an address: `/2024/03/02/`, `/2024-03-02-`, `/20240302/`.
pub fn in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    let starts =
        std::iter::once(0).chain(path.match_indices(['/', '-', '_', '.']).map(|(at, _)| at + 1));
    starts.map(|at| &path[at..]).find_map(day_at_start)
}

fn day_at_start(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let number = |at: usize, length: usize| {
        let part = text.get(at..at + length)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    let ends = |at: usize| bytes.get(at).is_none_or(|b| !b.is_ascii_digit());
    if let Some(compact) = number(0, 8).filter(|_| ends(8)) {
        return date::day(&compact[..4], &compact[4..6], &compact[6..]);
    }
    let mark = *bytes.get(4).filter(|b| matches!(b, b'/' | b'-' | b'_'))?;
    let year = number(0, 4)?;
    let month = number(5, 2).or_else(|| number(5, 1))?;
    let at = 5 + month.len();
    if bytes.get(at) != Some(&mark) {
        return None;
    }
    let day = number(at + 1, 2).or_else(|| number(at + 1, 1))?;
    if !ends(at + 1 + day.len()) {
        return None;
    }
    date::day(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = Date::new(2024, 3, 2).ok();
        assert_eq!(in_url("https://a.example/world/2024/03/02/convoy"), day);
        assert_eq!(in_url("https://a.example/2024-3-2-convoy.html"), day);
        assert_eq!(in_url("https://a.example/n/convoy-20240302.html?d=2020/01/01"), day);
        assert_eq!(in_url("https://a.example/n/1202403021"), None);
        assert_eq!(in_url("https://a.example/2024/convoy"), None);
    }

    #[test]
    fn a_day_of_change_is_no_day_of_publication() {
        let article =
            LinkedArticle { modified: Some("2024-03-02".into()), ..LinkedArticle::default() };
        assert_eq!(published(&Page::default(), Some(&article), None, &Months::default()), None);
    }
}
