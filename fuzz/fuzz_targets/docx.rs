//! Any bytes as DOCX.
#![no_main]

use bargeh::settings::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bargeh_fuzz::read_only(bytes, InputFormat::Docx);
});
