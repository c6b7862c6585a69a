#![no_main]

use dateline_read::article::{self, Known};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes);
    let article = article::from_html(&html, &Known::default(), dateline_fuzz::READER.packs());
    dateline_fuzz::check(article);
});
