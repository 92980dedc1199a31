//! What the fuzz targets share: the whole way of a message, without a disk.

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};

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

/// Converts a small message that uses one file.
pub fn with_file(message: &str, name: &str, bytes: &[u8], settings: Settings, to: &[OutputFormat]) {
    let mut resources = Memory::default();
    resources.0.insert(name.to_owned(), bytes.into());
    whole_way(message.as_bytes(), InputFormat::Markdown, settings, &resources, to);
}
