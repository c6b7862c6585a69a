use anstyle::{AnsiColor, Style};
use std::fmt::Write;

/// Titles and section heads.
pub const HEAD: Style = Style::new().bold();
/// What matters less.
pub const DIM: Style = Style::new().dimmed();
/// Names of sources.
pub const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
/// Marks of doubt and denial.
pub const WARN: Style = AnsiColor::Yellow.on_default();
/// Plain text.
pub const PLAIN: Style = Style::new();

/// Text laid out to a width; colours are left off later where the output shows none.
pub struct Layout {
    /// Columns.
    pub width: usize,
    page: String,
}

impl Layout {
    pub fn new(width: usize) -> Self {
        Self { width, page: String::new() }
    }

    pub fn finish(mut self) -> String {
        self.page.push('\n');
        self.page
    }

    pub fn rule(&mut self) {
        let rule = "─".repeat(self.width);
        self.raw(&styled(&rule, DIM));
    }

    /// A section's head, with a blank line before it.
    pub fn section(&mut self, title: &str) {
        self.page.push('\n');
        self.raw(&styled(title, HEAD));
    }

    /// A paragraph in one style, every line after `indent`.
    pub fn paragraph(&mut self, indent: &str, text: &str, style: Style) {
        let options =
            textwrap::Options::new(self.width).initial_indent(indent).subsequent_indent(indent);
        for line in textwrap::wrap(text, options) {
            self.raw(&styled(&line, style));
        }
    }

    /// Lines as they are.
    pub fn raw(&mut self, lines: &str) {
        let _ = writeln!(self.page, "{lines}");
    }
}

/// `text` in a style.
pub fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// White space made single, and the end cut off with `…` when there are more than `limit` letters.
pub fn clipped(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(limit) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipping_counts_letters() {
        assert_eq!(clipped("قال  إن\nالقصف", 6), "قال إن…");
        assert_eq!(clipped("short", 5), "short");
    }
}
