//! XLSX and ODS: the first sheet of a spreadsheet.
//!
//! Read here and not by a library: `calamine` makes a full grid of what a sheet
//! says its size is, so that a file of a kilobyte can ask for all memory, and it
//! brings a second reader of archives.

mod ods;
mod xlsx;

use super::table::{Raw, TableOptions, refuse};
use crate::error::{Error, Result};
use crate::turns;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that all opened parts may decompress to: a choice, as for Word
/// files, against small files that unpack to enormous ones.
const UNPACKED: u64 = 128 << 20;
/// The most values of a sheet, empty ones within rows included.
const CELLS: usize = 4_000_000;
/// The most bytes of all values: a text may be written once and be in every cell.
const TEXT: usize = 64 << 20;

/// Reads the first sheet. A spreadsheet's own empty rows are left out.
pub(super) fn read(bytes: &[u8], options: &TableOptions) -> Result<Raw> {
    let mut archive = Archive::open(bytes, options)?;
    let raw = if archive.has("xl/workbook.xml") {
        xlsx::read(&mut archive)?
    } else if archive.has("content.xml") {
        ods::read(&archive.xml("content.xml")?, options)?
    } else {
        return Err(no_sheet(options));
    };
    Ok(raw)
}

fn no_sheet(options: &TableOptions) -> Error {
    refuse(&options.name, None, "this is no table", "give CSV, TSV, JSON, XLSX or ODS")
}

/// The parts of a spreadsheet's archive, within limits.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The bytes that may still be decompressed.
    left: u64,
    options: &'a TableOptions,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8], options: &'a TableOptions) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_sheet(options))?;
        Ok(Self { zip, left: UNPACKED, options })
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part as XML.
    fn xml(&mut self, name: &str) -> Result<String> {
        let part = self.zip.by_name(name).map_err(|_| damaged(self.options))?;
        let mut text = String::new();
        part.take(self.left + 1).read_to_string(&mut text).map_err(|_| damaged(self.options))?;
        match self.left.checked_sub(text.len() as u64) {
            Some(left) => {
                self.left = left;
                turns::for_text(usize::try_from(UNPACKED - left).unwrap_or(usize::MAX));
            }
            None => {
                let message = format!("the file unpacks to more than {} MiB", UNPACKED >> 20);
                return Err(refuse(&self.options.name, None, message, "save the sheet alone as CSV"));
            }
        }
        Ok(text)
    }
}

fn damaged(options: &TableOptions) -> Error {
    refuse(&options.name, None, "the spreadsheet is damaged", "open it in a spreadsheet program and save it anew")
}

fn too_large(options: &TableOptions) -> Error {
    refuse(&options.name, None, format!("the sheet has more than {CELLS} cells"), "save what is needed as CSV")
}

fn too_much_text(options: &TableOptions) -> Error {
    let message = format!("the sheet's values are more than {} MiB of text", TEXT >> 20);
    refuse(&options.name, None, message, "save what is needed as CSV")
}
