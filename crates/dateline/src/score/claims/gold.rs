use crate::score::written;
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, ops::Range, path::Path};

/// A report with its claims as a person marked them.
///
/// A file holds reports one after the other: a line `=== id`, lines `outlet: NAME` and `published: DATE`,
/// a blank line, the text, a line `---`, and a line a claim. In the text `[3 …]` holds the words that name
/// the happening of claim 3, in one or several pieces, and `[? …]` words that may be read as a claim or not.
/// A line is the number, the type, and fields `key=value`, in quotation marks where a space is in it.
#[derive(Debug)]
pub struct Report {
    pub id: String,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub text: String,
    /// Words that nothing is said of.
    pub open: Vec<Range<usize>>,
    pub claims: Vec<Gold>,
}

/// A claim. Each field lists all that would be right; `None` is that nothing is said.
#[derive(Debug)]
pub struct Gold {
    pub trigger: Vec<Range<usize>>,
    pub types: Vec<String>,
    pub polarity: Vec<String>,
    pub places: Vec<Option<String>>,
    /// Intervals, as `start/end`.
    pub times: Vec<Option<String>>,
    pub sources: Vec<Option<String>>,
    pub fillers: Vec<Filler>,
    pub counts: Vec<Counted>,
}

/// Who or what plays a part, by the names that would be right.
#[derive(Debug)]
pub struct Filler {
    pub role: String,
    pub names: Vec<String>,
    /// Whether it may be left out.
    pub optional: bool,
}

/// A number, by the bounds that would be right; no bound at all for "dozens".
#[derive(Debug)]
pub struct Counted {
    pub what: String,
    pub bounds: Vec<(Option<u64>, Option<u64>)>,
    /// Whether it may be left out.
    pub optional: bool,
}

pub const ROLES: [&str; 8] =
    ["actor", "organization", "recipient", "victim", "target", "weapon", "origin", "destination"];
const COUNTS: [&str; 6] = ["killed", "wounded", "abducted", "arrested", "displaced", "attacks"];

/// The reports of a file.
///
/// # Errors
/// When the file cannot be read, or a report is not written so.
pub fn load(path: &Path) -> Result<Vec<Report>> {
    written::reports(path, parse)
}

fn parse(report: &str) -> Result<Report> {
    let (body, lines) = report.split_once("\n---\n").context("no line of --- after the text")?;
    let (head, marked) = body.split_once("\n\n").context("no blank line before the text")?;
    let mut head = head.lines();
    let id = head.next().unwrap_or_default().to_owned();
    let (mut outlet, mut published) = (None, None);
    for line in head {
        match line.split_once(": ") {
            Some(("outlet", name)) => outlet = Some(name.to_owned()),
            Some(("published", date)) => published = Some(date.to_owned()),
            _ => bail!("{line:?} is neither outlet: NAME nor published: DATE"),
        }
    }
    let (text, mut triggers) = unmark(marked)?;
    let open = triggers.remove("?").unwrap_or_default();
    let claims = lines.lines().filter(|line| !line.trim().is_empty());
    let claims = claims
        .map(|line| claim(line, &mut triggers).with_context(|| line.to_owned()))
        .collect::<Result<_>>()?;
    if let Some(label) = triggers.keys().next() {
        bail!("claim {label} of the text has no line, or has two");
    }
    Ok(Report { id, outlet, published, text, open, claims })
}

/// Where the words stand that brackets hold, by label.
type Held = BTreeMap<String, Vec<Range<usize>>>;

/// The text without its brackets, and what they hold.
fn unmark(marked: &str) -> Result<(String, Held)> {
    let mut text = String::new();
    let mut held = Held::new();
    let mut pieces = marked.split('[');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (label, rest) = piece.split_once(' ').context("a [ without its label")?;
        let (words, rest) = rest.split_once(']').context("a [ without its ]")?;
        let start = text.len();
        text.push_str(words);
        held.entry(label.to_owned()).or_default().push(start..text.len());
        text.push_str(rest);
    }
    Ok((text.trim_end().to_owned(), held))
}

fn claim(line: &str, triggers: &mut Held) -> Result<Gold> {
    let (label, rest) = line.split_once(' ').context("no type")?;
    let (types, fields) = rest.split_once(' ').unwrap_or((rest, ""));
    let mut gold = Gold {
        trigger: triggers.remove(label).context("not in the text")?,
        types: types.split('|').map(str::to_owned).collect(),
        polarity: vec!["asserted".to_owned()],
        places: vec![None],
        times: vec![None],
        sources: vec![None],
        fillers: Vec::new(),
        counts: Vec::new(),
    };
    for (key, value) in split(fields)? {
        let name = key.trim_start_matches('~');
        let optional = name != key;
        let said = || value.split('|').map(|one| (one != "-").then(|| one.to_owned()));
        match name {
            "polarity" => gold.polarity = value.split('|').map(str::to_owned).collect(),
            "place" => gold.places = said().collect(),
            "source" => gold.sources = said().collect(),
            "time" => gold.times = said().map(|time| time.map(days)).collect(),
            role if ROLES.contains(&role) => gold.fillers.push(Filler {
                role: role.to_owned(),
                names: value.split('|').map(str::to_owned).collect(),
                optional,
            }),
            what if COUNTS.contains(&what) => gold.counts.push(Counted {
                what: what.to_owned(),
                bounds: value.split('|').map(bounds).collect::<Result<_>>()?,
                optional,
            }),
            _ => bail!("{key:?} is no field of a claim"),
        }
    }
    Ok(gold)
}

/// The fields of a line: `key=word` and `key="several words"`.
fn split(fields: &str) -> Result<Vec<(&str, &str)>> {
    let mut rest = fields.trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').context("a field without =")?;
        let (value, more) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').context("a \" that is not closed")?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        found.push((key, value));
        rest = more.trim_start();
    }
    Ok(found)
}

/// One day as an interval.
fn days(time: String) -> String {
    if time.contains('/') { time } else { format!("{time}/{time}") }
}

/// `9`, `9..`, `..9`, `5..7`, or `vague` for a number that is not given.
fn bounds(value: &str) -> Result<(Option<u64>, Option<u64>)> {
    let number = |word: &str| match word {
        "" => Ok(None),
        word => word.parse().map(Some).with_context(|| format!("{word:?} is no number")),
    };
    if value == "vague" {
        return Ok((None, None));
    }
    match value.split_once("..") {
        Some((low, high)) => Ok((number(low)?, number(high)?)),
        None => Ok((number(value)?, number(value)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "mill
outlet: Mill Post
published: 2026-03-12

Rebels [1 set] the mill [1 alight] on Monday, [2 killing] two. No word on the [? attack].

---
1 arson place=\"the mill|-\" time=2026-03-09 actor=Rebels ~target=mill
2 killing|arson polarity=supposed killed=2|1.. source=-
";

    #[test]
    fn claims_are_found_without_counting() {
        let report = parse(REPORT).unwrap();
        assert!(report.text.starts_with("Rebels set the mill alight on Monday, killing two."));
        assert_eq!(report.published.as_deref(), Some("2026-03-12"));
        assert_eq!(&report.text[report.open[0].clone()], "attack");
        let [arson, killing] = &report.claims[..] else { panic!("two claims") };
        assert_eq!(arson.trigger.len(), 2);
        assert_eq!(arson.places, [Some("the mill".to_owned()), None]);
        assert_eq!(arson.times, [Some("2026-03-09/2026-03-09".to_owned())]);
        assert!(!arson.fillers[0].optional && arson.fillers[1].optional);
        assert_eq!(killing.types, ["killing", "arson"]);
        assert_eq!(killing.counts[0].bounds, [(Some(2), Some(2)), (Some(1), None)]);
        assert_eq!(killing.sources, [None]);
    }

    #[test]
    fn what_is_written_wrongly_is_refused() {
        let wrong = [
            ("[2 killing]", "[2 killing", "without its ]"),
            ("2 killing|arson", "3 killing|arson", "not in the text"),
            ("2 killing|arson polarity=supposed killed=2|1.. source=-\n", "", "claim 2"),
            ("killed=2|1..", "killed=two", "no number"),
            ("actor=Rebels", "doer=Rebels", "no field"),
            ("outlet: Mill Post", "paper: Mill Post", "neither outlet"),
        ];
        for (good, bad, message) in wrong {
            let error = parse(&REPORT.replace(good, bad)).expect_err(bad);
            assert!(format!("{error:#}").contains(message), "{error:#}");
        }
    }
}
