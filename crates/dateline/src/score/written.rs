use anyhow::{Context, Result};
use std::{fs, path::Path};

/// The reports of a file of our own, each after a line of `=== ` and its name, as `parse` reads them.
///
/// # Errors
/// When the file cannot be read, or a report is not written as `parse` wants it.
pub fn reports<T>(path: &Path, parse: fn(&str) -> Result<T>) -> Result<Vec<T>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{}: cannot read", path.display()))?;
    let reports = text.split("=== ").skip(1);
    reports
        .map(|report| {
            let id = report.lines().next().unwrap_or_default();
            parse(report).with_context(|| format!("{}: report {id:?}", path.display()))
        })
        .collect()
}
