use super::{Body, Report, bounded::Taken, decode};
use chrono::{DateTime, NaiveDate, Utc};
use dateline_read::article;
use feed_rs::{
    model::{Entry, Feed},
    parser,
};

/// One report an item, in the feed's order.
pub fn reports(taken: Taken, name: &str) -> Box<dyn Iterator<Item = Report> + Send> {
    let (text, problem) = decode::decode(&taken.bytes, None);
    let mut notes: Vec<String> = problem.into_iter().map(|problem| problem.message).collect();
    notes.extend(taken.error.map(|error| error.to_string()));
    if taken.cut {
        notes.push("the feed is too long; its last items were left unread".to_owned());
    }
    let feed = parse(&text).or_else(|error| {
        notes.push(format!("{error}; read as far as its last whole item"));
        whole_items(&text).and_then(|whole| parse(&whole).ok()).ok_or(error)
    });
    let feed = match feed {
        Ok(feed) => feed,
        Err(error) => {
            notes.truncate(notes.len() - 1);
            let said = notes.iter().map(|note| format!("; {note}")).collect::<String>();
            let failed = Report::failed(name, &format!("{error}{said}"));
            return Box::new(std::iter::once(failed));
        }
    };
    let (file, outlet) =
        (name.to_owned(), feed.title.as_ref().map(|title| title.content.trim().to_owned()));
    let language = feed.language.clone();
    if feed.entries.is_empty() {
        return Box::new(std::iter::once(Report::failed(name, "the feed has no items")));
    }
    Box::new(feed.entries.into_iter().enumerate().map(move |(at, entry)| {
        let mut report = report(entry);
        report.file = Some(file.clone());
        report.outlet = report.outlet.or_else(|| outlet.clone());
        report.language = report.language.or_else(|| language.clone());
        if at == 0 {
            notes.iter().for_each(|note| report.note(note.clone()));
        }
        report
    }))
}

fn parse(text: &str) -> Result<Feed, parser::ParseFeedError> {
    let parser = parser::Builder::new()
        // No identifier is better than one drawn by chance.
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(day_as_written)
        .sanitize_content(false)
        .build();
    parser.parse(text.as_bytes())
}

/// The day a feed writes, whatever its time zone: noon of it stands for the day.
fn day_as_written(text: &str) -> Option<DateTime<Utc>> {
    let day = article::parse_date(text)?;
    let (month, of_month) = (u32::try_from(day.month()).ok()?, u32::try_from(day.day()).ok()?);
    let day = NaiveDate::from_ymd_opt(i32::from(day.year()), month, of_month)?;
    Some(day.and_hms_opt(12, 0, 0)?.and_utc())
}

/// A broken feed up to its last whole item, closed.
fn whole_items(text: &str) -> Option<String> {
    [("</item>", "</channel></rss>"), ("</entry>", "</feed>")].iter().find_map(|(end, closing)| {
        let at = text.rfind(end)? + end.len();
        Some(format!("{}{closing}", &text[..at]))
    })
}

fn report(entry: Entry) -> Report {
    let url =
        entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let content =
        entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let summary =
        entry.summary.map(|summary| summary.content).filter(|body| !body.trim().is_empty());
    let only_summary = content.is_none();
    let body = content.or(summary).map_or(Body::Missing, Body::Fragment);
    let mut report = Report {
        id: Some(entry.id).filter(|id| !id.is_empty()),
        url: url.map(|link| link.href.clone()),
        title: entry.title.map(|title| title.content.trim().to_owned()),
        byline: entry.authors.into_iter().filter_map(|person| person.name).collect(),
        language: entry.language,
        published: entry.published.or(entry.updated).map(|time| time.date_naive().to_string()),
        taken_from: entry.source,
        body,
        ..Report::default()
    };
    match (&report.body, only_summary) {
        (Body::Missing, _) => report.problems.push(dateline_doc::Problem {
            message: "the feed's item has no text; read its address instead".to_owned(),
            fatal: true,
        }),
        (_, true) => {
            report.note("the feed gives a summary only; read the item's address for the whole");
        }
        _ => {}
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Report> {
        reports(Taken { bytes: text.as_bytes().to_vec(), ..Taken::default() }, "feed.xml").collect()
    }

    const RSS: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
        <channel><title>Sahel Post</title><link>https://a.example/</link><language>en</language>\
        <item><title>Two killed</title><link>https://a.example/1</link><guid>a1</guid>\
        <pubDate>Sat, 02 Mar 2024 00:30:00 +0300</pubDate>\
        <description>Short.</description><content:encoded><![CDATA[<p>Long one.</p><p>Two.</p>]]></content:encoded></item>\
        <item><title>Three held</title><description>Only a summary.</description></item>";

    #[test]
    fn full_content_goes_before_a_summary_which_is_said() {
        let found = of(&format!("{RSS}</channel></rss>"));
        assert_eq!(found.len(), 2);
        assert!(matches!(&found[0].body, Body::Fragment(html) if html.contains("Long one")));
        assert_eq!(found[0].published.as_deref(), Some("2024-03-02"));
        assert_eq!(
            (found[0].id.as_deref(), found[0].outlet.as_deref()),
            (Some("a1"), Some("Sahel Post"))
        );
        assert!(found[0].problems.is_empty());
        assert!(matches!(&found[1].body, Body::Fragment(html) if html.contains("Only a summary")));
        assert!(
            found[1].problems[0].message.contains("summary only") && !found[1].problems[0].fatal
        );
        assert_eq!((found[1].id.as_deref(), found[1].published.as_deref()), (None, None));
    }

    #[test]
    fn a_feed_that_breaks_off_is_read_up_to_the_break() {
        let found = of(&format!("{RSS}<item><title>Cut"));
        assert_eq!(found.len(), 2);
        assert!(found[0].problems[0].message.contains("last whole item"));
        assert!(of("<rss><channel>")[0].problems[0].fatal);
    }

    #[test]
    fn atom_content() {
        let found = of(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Desk</title><entry><title>Clashes</title>\
            <id>tag:a,1</id><updated>2024-03-02T10:00:00Z</updated><author><name>Mara Lind</name></author>\
            <link href='https://a.example/2'/><content type='html'>&lt;p&gt;Text.&lt;/p&gt;</content></entry></feed>",
        );
        assert!(matches!(&found[0].body, Body::Fragment(html) if html.contains("Text.")));
        assert_eq!(found[0].byline, ["Mara Lind"]);
        assert_eq!(found[0].url.as_deref(), Some("https://a.example/2"));
    }
}
