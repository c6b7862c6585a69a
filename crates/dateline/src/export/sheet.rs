//! Rows of cells that a spreadsheet may open without running anything.

use super::columns::Cell;
use anyhow::Result;
use csv::{Terminator, Writer, WriterBuilder};
use std::io::Write;

/// A table written row by row.
pub struct Sheet<'a> {
    writer: Writer<&'a mut (dyn Write + Send)>,
}

impl<'a> Sheet<'a> {
    /// RFC 4180: commas, CRLF, quotation marks where they are needed.
    pub fn commas(out: &'a mut (dyn Write + Send)) -> Self {
        Self { writer: WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out) }
    }

    /// Tabs and line feeds.
    pub fn tabs(out: &'a mut (dyn Write + Send)) -> Self {
        Self { writer: WriterBuilder::new().delimiter(b'\t').from_writer(out) }
    }

    pub fn header<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Result<()> {
        Ok(self.writer.write_record(names)?)
    }

    pub fn row(&mut self, cells: impl Iterator<Item = Cell>) -> Result<()> {
        for cell in cells {
            self.writer.write_field(plain(&cell))?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub fn finish(mut self) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

/// A cell as text; lists are joined by "; ".
pub fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::List(texts) => harmless(&texts.join("; ")),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay_numbers() {
        let text = |text: &str| plain(&Cell::Text(text.to_owned()));
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("Gao = town"), "Gao = town");
        assert_eq!(plain(&Cell::Number(-0.04)), "-0.04");
        assert_eq!(plain(&Cell::List(vec!["=A1".into(), "b".into()])), "'=A1; b");
    }
}
