//! Any bytes as a font.
#![no_main]

use bargeh::settings::Settings;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings = Settings { font: Some("x.ttf".to_owned()), ..Settings::default() };
    bargeh_fuzz::with_file("# سلام\n\nمتن می‌شود ۱۲۳ abc\n", "x.ttf", bytes, settings);
});
