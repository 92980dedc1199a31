//! Any bytes as DOCX, to the end: a whole file, or the text inside one.
#![no_main]

use bargeh::settings::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts = [("word/document.xml", bytes), ("word/footnotes.xml", bytes), ("word/numbering.xml", bytes)];
    bargeh_fuzz::office(bytes, InputFormat::Docx, &parts);
});
