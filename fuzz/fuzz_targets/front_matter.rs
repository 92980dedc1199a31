//! Any text as front matter, and as `bargeh.toml`.
#![no_main]

use bargeh::settings::{InputFormat, Settings};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for fence in ["---", "+++"] {
        let message = format!("{fence}\n{text}\n{fence}\n\nمتن\n");
        bargeh_fuzz::read_only(message.as_bytes(), InputFormat::Markdown);
    }
    let _ = Settings::from_toml(text, "bargeh.toml");
});
