//! Any bytes as a file to look into.
#![no_main]

use bargeh::inspect::inspect;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(report) = inspect(bytes) {
        let _ = (report.to_text("x", true, str::to_owned), report.to_json("x"));
    }
});
