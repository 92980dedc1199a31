//! Any bytes as a font of the page. Libraries that read its tables may panic:
//! that is caught and told as a damaged font, and so must not end the fuzzer.
#![no_main]

use bargeh::settings::{OutputFormat, Settings};

libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let settings = Settings { font: Some("x.ttf".to_owned()), ..Settings::default() };
    let message = "# سلام\n\nمتن می‌شود ۱۲۳ abc\n";
    bargeh_fuzz::with_file(message, "x.ttf", bytes, settings, &[OutputFormat::Pdf]);
});
