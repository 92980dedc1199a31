//! ZIP files: what the container itself says, and the content of its entries,
//! read within limits.

use super::finding::{Findings, Kind};
use super::{fields, refused};
use crate::error::Result;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Limits against small files that unpack to enormous ones ("zip bombs"). The
/// values are choices: far above any book, and low enough for the memory of one
/// machine.
const MAX_ENTRIES: usize = 20_000;
const MAX_ENTRY: u64 = 64 << 20;
const MAX_TOTAL: u64 = 384 << 20;

/// A file in the archive.
pub(super) struct Entry {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
    /// The modification time that the archive records.
    time: Option<String>,
    /// Whether it has extra fields, which may hold precise times or Unix user
    /// ids.
    extra: bool,
    comment: String,
}

impl Entry {
    /// Its content as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.content).into_owned()
    }

    /// The extension of its name, in lower case.
    pub(super) fn extension(&self) -> String {
        self.name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
    }
}

/// A ZIP file's content.
pub(super) struct Archive {
    /// The files, in the archive's order.
    pub entries: Vec<Entry>,
    comment: String,
    /// Bytes before the first entry or after the end record.
    around: usize,
}

impl Archive {
    /// Reads an archive.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] where it is broken, encrypted or too large.
    pub(super) fn open(bytes: &[u8]) -> Result<Self> {
        let broken = |_| refused("a ZIP file that is broken or cut short", None);
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > MAX_ENTRIES {
            return Err(refused("a ZIP file with too many entries", None));
        }
        let comment = String::from_utf8_lossy(zip.comment()).into_owned();
        // The end record has 22 bytes before the comment.
        let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").map_or(bytes.len(), |at| at + 22);
        let around = bytes.len().saturating_sub(end + zip.comment().len());
        let mut entries = Vec::new();
        let mut total = 0;
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).map_err(|error| match error {
                zip::result::ZipError::UnsupportedArchive(_) => {
                    refused("a ZIP file that is encrypted or of a rare kind", None)
                }
                other => broken(other),
            })?;
            if file.is_dir() {
                continue;
            }
            let mut content = Vec::new();
            let limit = MAX_ENTRY.min(MAX_TOTAL - total) + 1;
            file.by_ref()
                .take(limit)
                .read_to_end(&mut content)
                .map_err(|_| refused("a ZIP file that is broken", None))?;
            total += content.len() as u64;
            if content.len() as u64 >= limit {
                return Err(refused("a ZIP file whose content is too large", None));
            }
            entries.push(Entry {
                name: file.name().to_owned(),
                content,
                time: file.last_modified().map(|time| time.to_string()),
                extra: file.extra_data().is_some_and(|extra| !extra.is_empty()),
                comment: file.comment().to_owned(),
            });
        }
        Ok(Self { entries, comment, around })
    }

    /// Reports what the container itself says, whatever its entries are.
    pub(super) fn inspect(&self, findings: &mut Findings) {
        if !self.comment.is_empty() {
            findings.field("zip", "comment", &self.comment);
        }
        if self.around > 0 {
            findings.identifying(Kind::Embedded, "zip", "data behind the end", &format!("{} bytes", self.around));
        }
        let times = || self.entries.iter().filter_map(|entry| entry.time.as_deref());
        if let (Some(first), Some(last)) = (times().min(), times().max()) {
            match times().all(fields::is_fixed_date) {
                true => findings.plain(Kind::Date, "zip", "entry times", first),
                false => findings.identifying(Kind::Date, "zip", "entry times", &format!("{first} to {last}")),
            }
        }
        for entry in &self.entries {
            if entry.extra {
                findings.remark(
                    Kind::Field,
                    &entry.name,
                    "zip extra field",
                    "times or user numbers of the packing machine",
                );
            }
            if !entry.comment.is_empty() {
                findings.field(&entry.name, "zip comment", &entry.comment);
            }
        }
    }
}
