//! `UPDATE_EXPORTS=1 cargo test` writes the files anew; read the difference before committing it.

use super::{folder, options, text};
use crate::export::{Format, Profile, Quotes};
use clap::ValueEnum;
use std::fs;

fn compare(name: &str, found: &str) {
    let path = folder().join("golden").join(name);
    if std::env::var_os("UPDATE_EXPORTS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} differs");
}

#[test]
fn every_format_writes_what_it_wrote() {
    for format in Format::value_variants().iter().filter(|format| !format.is_binary()) {
        let name = format.to_possible_value().unwrap().get_name().to_owned();
        compare(
            &format!("events.{name}"),
            &text(*format, &options(Quotes::Short, Profile::Partner)),
        );
    }
}

#[test]
fn everything_and_hardly_anything() {
    compare("full-internal.jsonl", &text(Format::Jsonl, &options(Quotes::Full, Profile::Internal)));
    compare("none-public.jsonl", &text(Format::Jsonl, &options(Quotes::None, Profile::Public)));
}
