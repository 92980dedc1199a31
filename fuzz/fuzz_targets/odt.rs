//! Any bytes as an OpenDocument text, to the end: a whole file, or the text and styles inside one.
#![no_main]

use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, Settings};
use bargeh_fuzz::BOTH;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a file that has the bytes as its text.
fn file(text: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("styles.xml", text),
        ("content.xml", text),
    ];
    for (name, bytes) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).expect("memory takes a part");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let whole = if bytes.starts_with(b"PK") { bytes.to_vec() } else { file(bytes) };
    bargeh_fuzz::whole_way(&whole, InputFormat::Odt, Settings::default(), &Memory::default(), BOTH);
});
