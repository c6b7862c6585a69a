//! A reading as a page for people: title and dateline, who says what, a table of claims, places and times.

mod claims;
mod events;
mod history;
mod layout;
mod places;
mod statements;
mod times;

use dateline_doc::{Reading, Via};
pub use events::{actors, counts, event, events, place, standing, title, when};
pub use history::history;
use layout::{DIM, HEAD, Layout};

/// The page of one reading, `width` columns wide.
pub fn page(reading: &Reading, width: usize) -> String {
    let mut layout = Layout::new(width);
    heading(reading, &mut layout);
    statements::write(reading, &mut layout);
    claims::write(reading, &mut layout);
    places::write(reading, &mut layout);
    times::write(reading, &mut layout);
    for problem in &reading.article.problems {
        layout.paragraph("Note: ", &problem.message, DIM);
    }
    layout.finish()
}

/// The columns of the terminal, or 100 where there is none.
pub fn width() -> usize {
    use std::io::IsTerminal;
    if std::io::stdout().is_terminal() { textwrap::termwidth().clamp(40, 140) } else { 100 }
}

fn heading(reading: &Reading, layout: &mut Layout) {
    let article = &reading.article;
    let first_line = || article.text.lines().find(|line| !line.trim().is_empty());
    let title = article.title.as_deref().or_else(first_line).unwrap_or("(no text)");
    layout.rule();
    layout.paragraph("", &layout::clipped(title, 200), HEAD);
    let outlet = article.outlet.clone();
    let date =
        article.published.map_or_else(|| "no date given".to_owned(), |date| date.to_string());
    let byline = (!article.byline.is_empty()).then(|| format!("by {}", article.byline.join(", ")));
    let language = article.language.clone();
    let via = article.via.iter().map(chain_link);
    let parts: Vec<String> =
        outlet.into_iter().chain([date]).chain(byline).chain(language).chain(via).collect();
    layout.paragraph("", &parts.join(" · "), DIM);
    if let Some(origin) = article.file.as_deref().or(article.url.as_deref()) {
        layout.paragraph("", origin, DIM);
    }
}

fn chain_link(via: &Via) -> String {
    format!("{} {}", format!("{:?}", via.relation).to_lowercase(), via.outlet)
}
