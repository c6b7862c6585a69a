#![no_main]

use libfuzzer_sys::fuzz_target;

// The program's own way in, which its binary does not offer as a library.
#[allow(dead_code)]
#[path = "../../crates/dateline/src/ingest/mod.rs"]
mod ingest;

fuzz_target!(|bytes: &[u8]| {
    for report in ingest::of_bytes(bytes.to_vec()) {
        dateline_fuzz::check(report.article(dateline_fuzz::READER.packs()));
    }
});
