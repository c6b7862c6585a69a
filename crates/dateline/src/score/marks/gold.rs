use crate::score::written;
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, ops::Range, path::Path};

/// A report with its statements as a person marked them.
///
/// A file holds reports one after the other: a line `=== id`, lines `key: value` of what the input would
/// say of itself, a blank line, the text, a line `---`, and a line of marks a statement. In the text
/// `[3s …]`, `[3q …]` and `[3c …]` hold source, cue and content of statement 3; they may be nested, and a
/// part may be in several pieces. Marks are `3 naming mode stance "speaker" within 2`, the speaker `-`
/// where nobody is told of, the last two words left out of an outermost statement.
#[derive(Debug)]
pub struct Report {
    pub id: String,
    pub outlet: Option<String>,
    pub text: String,
    pub statements: Vec<Gold>,
}

/// A statement of a report. Ranges are bytes of its text.
#[derive(Debug)]
pub struct Gold {
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    pub naming: String,
    pub mode: String,
    pub stance: String,
    pub speaker: Option<String>,
    /// The place of the outer statement in the list.
    pub within: Option<usize>,
}

/// The pieces of a statement's source, cue and content.
#[derive(Default)]
struct Parts([Vec<Range<usize>>; 3]);

const PARTS: &str = "sqc";
const NAMINGS: [&str; 4] = ["named", "unnamed", "institution", "outlet"];
const MODES: [&str; 3] = ["direct", "indirect", "mixed"];
const STANCES: [&str; 5] = ["asserts", "denies", "doubts", "supposes", "asks"];

/// The reports of a file.
///
/// # Errors
/// When the file cannot be read, or a report is not written so.
pub fn load(path: &Path) -> Result<Vec<Report>> {
    written::reports(path, parse)
}

fn parse(report: &str) -> Result<Report> {
    let (body, marks) = report.split_once("\n---\n").context("no line of --- after the text")?;
    let (head, marked) = body.split_once("\n\n").context("no blank line before the text")?;
    let mut head = head.lines();
    let id = head.next().unwrap_or_default().to_owned();
    let mut outlet = None;
    for line in head {
        match line.split_once(": ") {
            Some(("outlet", name)) => outlet = Some(name.to_owned()),
            _ => bail!("{line:?} is not outlet: NAME"),
        }
    }
    let (text, parts) = unmark(marked)?;
    let statements = statements(marks, parts)?;
    Ok(Report { id, outlet, text, statements })
}

/// The text without its brackets, and the parts they hold by the statement's number.
fn unmark(marked: &str) -> Result<(String, BTreeMap<u32, Parts>)> {
    let mut text = String::new();
    let mut parts: BTreeMap<u32, Parts> = BTreeMap::new();
    let mut open: Vec<(u32, usize, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        let opens = rest[at..].starts_with('[');
        rest = &rest[at + 1..];
        if opens {
            let (label, after) = rest.split_once(' ').unwrap_or((rest, ""));
            let part = label.chars().last().and_then(|part| PARTS.find(part));
            let number = label[..label.len().saturating_sub(1)].parse();
            let (Some(part), Ok(number)) = (part, number) else {
                bail!("[{label} is not a number with s, q or c");
            };
            open.push((number, part, text.len()));
            rest = after;
        } else {
            let (number, part, start) = open.pop().context("a ] without its [")?;
            parts.entry(number).or_default().0[part].push(start..text.len());
        }
    }
    text.push_str(rest);
    if let Some((number, ..)) = open.last() {
        bail!("a part of statement {number} is not closed");
    }
    Ok((text.trim_end().to_owned(), parts))
}

fn statements(marks: &str, mut parts: BTreeMap<u32, Parts>) -> Result<Vec<Gold>> {
    let mut numbers = Vec::new();
    let mut list = Vec::new();
    for line in marks.lines().filter(|line| !line.trim().is_empty()) {
        let (number, gold, outer) = marked(line, &mut parts).with_context(|| line.to_owned())?;
        numbers.push(number);
        list.push((gold, outer));
    }
    if let Some(number) = parts.keys().next() {
        bail!("statement {number} of the text has no marks, or has them twice");
    }
    list.into_iter()
        .map(|(mut gold, outer)| {
            if let Some(outer) = outer {
                let place = numbers.iter().position(|number| *number == outer);
                gold.within = Some(place.with_context(|| format!("no statement {outer}"))?);
            }
            Ok(gold)
        })
        .collect()
}

/// One line of marks: the statement's number, what is known of it, and the number of the outer one.
fn marked(line: &str, parts: &mut BTreeMap<u32, Parts>) -> Result<(u32, Gold, Option<u32>)> {
    let (marks, rest) = match line.split_once('"') {
        Some((marks, rest)) => {
            let (speaker, rest) = rest.split_once('"').context("the speaker is not closed")?;
            (marks, Some((speaker.to_owned(), rest)))
        }
        None => (line, None),
    };
    let (speaker, rest) = rest.map_or((None, ""), |(speaker, rest)| (Some(speaker), rest));
    let mut words = marks.split_whitespace();
    let number = words.next().unwrap_or_default().parse().context("no number")?;
    let mut one_of = |known: &[&str]| {
        let word = words.next().unwrap_or_default();
        if !known.contains(&word) {
            bail!("{word:?} is none of {}", known.join(", "));
        }
        Ok(word.to_owned())
    };
    let (naming, mode, stance) = (one_of(&NAMINGS)?, one_of(&MODES)?, one_of(&STANCES)?);
    if speaker.is_none() {
        one_of(&["-"])?;
    }
    let outer = match rest.split_whitespace().collect::<Vec<_>>().as_slice() {
        [] => None,
        ["within", outer] => Some(outer.parse().context("within what number")?),
        _ => bail!("after the speaker stands nothing, or within NUMBER"),
    };
    let Parts([_, cue, content]) = parts.remove(&number).context("not in the text")?;
    if content.is_empty() {
        bail!("has no content");
    }
    Ok((number, Gold { cue, content, naming, mode, stance, speaker, within: None }, outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "mill
outlet: Mill Post

[1s The agency] [1q said] [1c that [2s a witness] [2q saw] [2c it burn]].

---
1 outlet indirect asserts \"agency\"
2 unnamed indirect supposes - within 1
";

    #[test]
    fn parts_are_found_without_counting() {
        let report = parse(&REPORT.replace("- within", "\"witness\" within")).unwrap();
        assert_eq!(report.text, "The agency said that a witness saw it burn.");
        assert_eq!(report.outlet.as_deref(), Some("Mill Post"));
        let words = |ranges: &[Range<usize>]| report.text[ranges[0].clone()].to_owned();
        assert_eq!(words(&report.statements[0].content), "that a witness saw it burn");
        assert_eq!(words(&report.statements[1].cue), "saw");
        assert_eq!(report.statements[1].within, Some(0));
        assert_eq!(report.statements[1].speaker.as_deref(), Some("witness"));
    }

    #[test]
    fn what_is_written_wrongly_is_refused() {
        let wrong = [
            ("[2q saw]", "[2q saw", "not closed"),
            ("[2q saw]", "[2x saw]", "s, q or c"),
            ("2 unnamed indirect", "2 nameless indirect", "none of named"),
            ("- within 1", "\"witness\" within 7", "no statement 7"),
            ("1 outlet indirect asserts \"agency\"\n", "", "statement 1 of the text"),
            ("that [2s a", "that [3c so] [2s a", "statement 3"),
        ];
        for (good, bad, message) in wrong {
            let report = REPORT.replace("- within", "\"witness\" within");
            let report = report.replace(&good.replace("- within", "\"witness\" within"), bad);
            let error = parse(&report).expect_err(bad);
            assert!(format!("{error:#}").contains(message), "{error:#}");
        }
    }
}
