//! Any bytes as an OpenDocument text, to the end: a whole file, or the text and styles inside one.
#![no_main]

use bargeh::settings::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    bargeh_fuzz::office(bytes, InputFormat::Odt, &[("mimetype", kind), ("styles.xml", bytes), ("content.xml", bytes)]);
});
