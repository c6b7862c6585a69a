use crate::export::columns::{self, Column, Kind};
use anyhow::Result;
use parquet::schema::{parser::parse_message_type, types::TypePtr};
use std::{fmt::Write, sync::Arc};

/// What GeoParquet 1.1 asks for; without a reference system, coordinates are WGS 84 degrees, longitude first.
pub const GEO: &str = r#"{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":["Point"]}}}"#;

/// The native columns in their order, then the point.
pub fn schema() -> Result<TypePtr> {
    let mut message = String::from("message event {\n");
    for column in columns::all() {
        writeln!(message, "  {}", field(column))?;
    }
    message.push_str("  optional binary geometry;\n}");
    Ok(Arc::new(parse_message_type(&message)?))
}

fn field(Column { name, kind, .. }: &Column) -> String {
    match kind {
        Kind::Text => format!("optional binary {name} (STRING);"),
        Kind::Whole => format!("optional int64 {name};"),
        Kind::Number => format!("optional double {name};"),
        Kind::Flag => format!("optional boolean {name};"),
        Kind::Day => format!("optional int32 {name} (DATE);"),
        Kind::List => format!(
            "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
        ),
    }
}
