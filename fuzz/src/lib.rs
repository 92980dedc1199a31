//! What the fuzz targets share: the whole way of a message, without a disk.

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads a message, as conversion does. Whether it was one is of no interest.
pub fn read_only(bytes: &[u8], format: InputFormat) {
    let _ = read(bytes, &ReadOptions::new(format, "message"));
}

/// All that a message becomes.
pub const BOTH: &[OutputFormat] = &[OutputFormat::Pdf, OutputFormat::Epub];

/// Converts a message.
pub fn whole_way(bytes: &[u8], format: InputFormat, settings: Settings, resources: &Memory, to: &[OutputFormat]) {
    let Ok(input) = read(bytes, &ReadOptions::new(format, "message")) else { return };
    let request = Request { settings: settings.or(input.value.settings), formats: to.to_vec(), modified: None };
    if let Ok(products) = convert(input.value.document, &request, resources, &mut |_| {}) {
        for file in products.value.files {
            assert!(!file.bytes.is_empty());
        }
    }
}

/// Reads a message, and converts one of eight, told by their length: to set and to write
/// one takes a hundred times as long, and whatever is no package is a message.
pub fn text(bytes: &[u8], format: InputFormat) {
    match bytes.len() % 8 {
        0 => whole_way(bytes, format, Settings::default(), &Memory::default(), BOTH),
        _ => read_only(bytes, format),
    }
}

/// Converts a small message that uses one file.
pub fn with_file(message: &str, name: &str, bytes: &[u8], settings: Settings, to: &[OutputFormat]) {
    let mut resources = Memory::default();
    resources.0.insert(name.to_owned(), bytes.into());
    whole_way(message.as_bytes(), InputFormat::Markdown, settings, &resources, to);
}

/// The file of a word processor: whole, or of parts where the bytes are no package.
pub fn office(bytes: &[u8], format: InputFormat, parts: &[(&str, &[u8])]) {
    let whole = if bytes.starts_with(b"PK") { bytes.to_vec() } else { package(parts) };
    whole_way(&whole, format, Settings::default(), &Memory::default(), BOTH);
}

/// A package of these parts, stored as they are.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("memory takes a part");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}
