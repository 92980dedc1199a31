//! Any text as a theme.
#![no_main]

use bargeh::settings::Settings;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let settings = Settings { theme: Some("t.toml".to_owned()), ..Settings::default() };
    bargeh_fuzz::with_file("# سلام\n\nمتن\n\n> نقل\n\n- یک\n", "t.toml", text.as_bytes(), settings, bargeh_fuzz::BOTH);
});
