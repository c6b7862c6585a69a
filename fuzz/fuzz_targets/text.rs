#![no_main]

use dateline_read::article::{self, Known};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let article = article::from_text(&text, &Known::default(), dateline_fuzz::READER.packs());
    dateline_fuzz::check(article);
});
