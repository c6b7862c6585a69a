use crate::Error;

/// A tab-separated file: lines starting with `#` are notes, the first other line names the columns.
pub struct Table<'a> {
    path: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub struct Row<'t, 'a> {
    table: &'t Table<'a>,
    line: usize,
    cells: &'t [&'a str],
}

impl<'a> Table<'a> {
    /// Parses `text`, the contents of the pack file `path`.
    ///
    /// # Errors
    /// When a row has more or fewer cells than the header.
    pub fn parse(path: &'a str, text: &'a str) -> Result<Self, Error> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let columns: Vec<&str> =
            lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
        let mut rows = Vec::new();
        for (number, line) in lines {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() != columns.len() {
                let (found, wanted) = (cells.len(), columns.len());
                let message = format!(
                    "packs/{path}:{}: {found} cells where the header names {wanted}; separate cells by one tab",
                    number + 1
                );
                return Err(Error::new(message));
            }
            rows.push((number + 1, cells));
        }
        Ok(Self { path, columns, rows })
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'a> Row<'_, 'a> {
    /// The cell of a column.
    ///
    /// # Errors
    /// When the file has no such column.
    pub fn get(&self, column: &str) -> Result<&'a str, Error> {
        let at = self.table.columns.iter().position(|name| *name == column);
        at.map(|at| self.cells[at]).ok_or_else(|| self.error(&format!("no column {column:?}")))
    }

    /// The entries of a cell that holds several, separated by `|`; none when it is empty.
    ///
    /// # Errors
    /// When the file has no such column.
    pub fn list(&self, column: &str) -> Result<impl Iterator<Item = &'a str> + use<'a>, Error> {
        let cell = self.get(column)?;
        Ok(cell.split('|').map(str::trim).filter(|entry| !entry.is_empty()))
    }

    /// An error about this row.
    pub fn error(&self, what: &str) -> Error {
        Error::new(format!("packs/{}:{}: {what}", self.table.path, self.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cells_by_column_name_past_notes() {
        let table = Table::parse("x.tsv", "# note\nform\ttype\n\nsay|says\tcue\n").unwrap();
        let row = table.rows().next().unwrap();
        assert_eq!(row.list("form").unwrap().collect::<Vec<_>>(), ["say", "says"]);
        assert_eq!(row.get("type"), Ok("cue"));
        assert_eq!(row.get("kind").unwrap_err().to_string(), "packs/x.tsv:4: no column \"kind\"");
    }

    #[test]
    fn refuses_a_short_row_and_names_its_line() {
        let error = Table::parse("x.tsv", "a\tb\n1\n").err().unwrap();
        assert!(error.to_string().starts_with("packs/x.tsv:2: 1 cells"));
    }
}
