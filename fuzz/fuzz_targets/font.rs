//! Any bytes as a font of the page. What makes the fonts of a book may panic,
//! which is caught there and would end the fuzzer here.
#![no_main]

use bargeh::settings::{OutputFormat, Settings};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings = Settings { font: Some("x.ttf".to_owned()), ..Settings::default() };
    let message = "# سلام\n\nمتن می‌شود ۱۲۳ abc\n";
    bargeh_fuzz::with_file(message, "x.ttf", bytes, settings, &[OutputFormat::Pdf]);
});
