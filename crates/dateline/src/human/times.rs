use super::{
    claims::shown,
    layout::{Layout, PLAIN, clipped},
};
use dateline_doc::Reading;

/// The time expressions that mean days, each once, with the days.
pub fn write(reading: &Reading, layout: &mut Layout) {
    let mut entries: Vec<String> = Vec::new();
    for time in &reading.times {
        let Some(interval) = time.interval else { continue };
        let words = clipped(&reading.article.text[time.span], 60);
        let days = shown(interval);
        let entry = if words == days { words } else { format!("{words} = {days}") };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if !entries.is_empty() {
        layout.section("Times");
        layout.paragraph("  ", &entries.join(" · "), PLAIN);
    }
}
