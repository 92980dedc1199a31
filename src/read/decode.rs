//! Bytes to text: encodings, size, characters that no format can carry.

use super::ReadOptions;
use crate::error::{Error, Place, Result, Warning};

/// The text of an input: line ends are `\n`, no byte order mark, no controls.
pub(super) fn decode(bytes: &[u8], options: &ReadOptions, _warnings: &mut Vec<Warning>) -> Result<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Error::Source {
            message: format!("invalid UTF-8 at byte {}", error.valid_up_to()),
            place: Place { file: options.name.clone(), line: Some(line) },
            hint: None,
        }
    })?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
