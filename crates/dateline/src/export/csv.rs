//! One row an event: the native columns.

use super::{Exporter, columns, sheet::Sheet};
use crate::event::Event;
use anyhow::Result;
use std::io::Write;

pub struct Csv<'a> {
    sheet: Sheet<'a>,
}

impl<'a> Csv<'a> {
    pub fn new(out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut sheet = Sheet::commas(out);
        sheet.header(columns::all().map(|column| column.name))?;
        Ok(Self { sheet })
    }
}

impl Exporter for Csv<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        self.sheet.row(columns::all().map(|column| (column.cell)(event)))?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.sheet.finish()
    }
}
