use super::layout::{DIM, Layout, PLAIN, styled};
use crate::store::{Receipt, ReportId, Version};

/// A stored report's versions, and when and where it was received.
pub fn history(
    report: ReportId,
    versions: &[Version],
    receipts: &[Receipt],
    width: usize,
) -> String {
    let mut layout = Layout::new(width);
    layout.section(&format!("In the store as r{}", report.0));
    for version in versions {
        let head = format!("version {}, added {}", version.number, moment(&version.added));
        let rest = format!("text {:.12}, read by {}", version.text_hash, version.reader);
        layout.paragraph("  ", &format!("{head} {}", styled(&rest, DIM)), PLAIN);
    }
    layout.section("Received");
    for receipt in receipts {
        let how = if receipt.fetched { "fetched from" } else { "from" };
        let version = match receipt.version {
            Some(version) if versions.len() > 1 => styled(&format!(" (version {version})"), DIM),
            _ => String::new(),
        };
        let line = format!("  {} {how} {}{version}", moment(&receipt.at), receipt.place);
        layout.raw(&line);
    }
    layout.finish()
}

/// A store's time for people: `2024-03-02 10:00 UTC`.
fn moment(time: &str) -> String {
    match time.split_once('T') {
        Some((day, clock)) => format!("{day} {} UTC", clock.get(..5).unwrap_or(clock)),
        None => time.to_owned(),
    }
}
