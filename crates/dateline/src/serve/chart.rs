//! Bars drawn here, each a link; every chart has a table of the same numbers.

use super::asked::Asked;
use jiff::{ToSpan, civil::Date};

/// Bars in time.
pub struct Chart {
    pub bars: Vec<Bar>,
    /// What the highest bar stands for.
    pub most: u64,
    /// Width in the chart's own units.
    pub width: f64,
}

/// Events of a month, or of a year.
pub struct Bar {
    /// `2024-03`, or `2024`.
    pub label: String,
    pub count: u64,
    pub href: String,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// Whether its label is written beneath it.
    pub is_labelled: bool,
}

/// Height of the highest bar.
pub const TALL: f64 = 90.0;
const WIDTH: f64 = 960.0;

/// Most months that are shown as months.
const MONTHS: usize = 96;
/// Most labels beneath a chart.
const LABELS: usize = 12;

impl Chart {
    /// Of counts by month, such as `2024-03`; none when there are none.
    pub fn months(tally: &[(String, u64)], asked: &Asked) -> Option<Self> {
        let mut spans = filled(tally);
        if spans.len() > MONTHS {
            spans = years(&spans);
        }
        let most = spans.iter().map(|(_, count)| *count).max()?;
        let step = (WIDTH / spans.len() as f64).min(48.0);
        let every = spans.len().div_ceil(LABELS);
        let bar = |(at, (label, count)): (usize, (String, u64))| {
            let height = (count as f64 / most as f64 * TALL).max(if count > 0 { 2.0 } else { 0.0 });
            Bar {
                href: asked.events(&[("since", &label), ("until", &label)]),
                label,
                count,
                x: at as f64 * step,
                y: TALL - height,
                width: (step - 2.0).max(1.0),
                height,
                is_labelled: at % every == 0,
            }
        };
        let width = (step * spans.len() as f64).max(WIDTH / 2.0);
        Some(Self { bars: spans.into_iter().enumerate().map(bar).collect(), most, width })
    }
}

/// Every month from the first to the last. What lies far from the rest, such as a war of long ago,
/// is taken as it is.
fn filled(tally: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut months = Vec::new();
    for (label, count) in tally {
        let Ok(date) = format!("{label}-01").parse::<Date>() else { continue };
        while let Some((last, _)) = months.last() {
            let next = *last + 1.month();
            if next >= date || months.len() > 12 * 200 {
                break;
            }
            months.push((next, 0));
        }
        months.push((date, *count));
    }
    let label = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
    months.into_iter().map(|(date, count)| (label(date), count)).collect()
}

fn years(months: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut years: Vec<(String, u64)> = Vec::new();
    for (month, count) in months {
        let year = month.split('-').next().unwrap_or_default();
        match years.last_mut() {
            Some((last, sum)) if last == year => *sum += count,
            _ => years.push((year.to_owned(), *count)),
        }
    }
    years
}

/// A value among others, by how many there are.
pub struct Row {
    pub label: String,
    pub count: u64,
    pub href: String,
    /// Of the highest, in percent.
    pub share: f64,
}

/// The `limit` values that there are the most of.
pub fn ranked(
    tally: Vec<(String, u64)>,
    limit: usize,
    label: impl Fn(&str) -> String,
    href: impl Fn(&str) -> String,
) -> Vec<Row> {
    let mut tally = tally;
    tally.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let most = tally.first().map_or(1, |(_, count)| (*count).max(1));
    let row = |(value, count): (String, u64)| Row {
        label: label(&value),
        href: href(&value),
        count,
        share: (count as f64 / most as f64 * 1000.0).round() / 10.0,
    };
    tally.into_iter().take(limit).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(months: &[(&str, u64)]) -> Vec<(String, u64)> {
        months.iter().map(|(month, count)| ((*month).to_owned(), *count)).collect()
    }

    #[test]
    fn months_without_events_have_their_place() {
        let tally = tally(&[("2023-11", 2), ("2024-02", 4)]);
        let chart = Chart::months(&tally, &Asked::default()).unwrap();
        let bars: Vec<_> = chart.bars.iter().map(|bar| (bar.label.as_str(), bar.count)).collect();
        assert_eq!(bars, [("2023-11", 2), ("2023-12", 0), ("2024-01", 0), ("2024-02", 4)]);
        assert_eq!(chart.bars[3].href, "/events?since=2024-02&until=2024-02");
        assert_eq!((chart.bars[0].height, chart.bars[3].height), (TALL / 2.0, TALL));
    }

    #[test]
    fn many_months_are_shown_by_year() {
        let tally = tally(&[("1999-11", 2), ("1999-12", 3), ("2024-02", 4)]);
        let chart = Chart::months(&tally, &Asked::default()).unwrap();
        assert_eq!((chart.bars[0].label.as_str(), chart.bars[0].count), ("1999", 5));
        assert!(Chart::months(&[], &Asked::default()).is_none());
    }
}
