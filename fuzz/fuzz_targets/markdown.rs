//! Any bytes as Markdown, read, and an eighth to the end.
#![no_main]

use bargeh::settings::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bargeh_fuzz::text(bytes, InputFormat::Markdown));
