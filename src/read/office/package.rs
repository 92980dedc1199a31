//! The ZIP package of a word processor's file: its parts by name, within limits.

use crate::error::{Error, Result};
use crate::read::decode;
use crate::read::notices::Notices;
use crate::read::xml::{self, Broken, Relations};
use crate::turns;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that all opened parts may decompress to: a choice, far above any
/// message, against small files that unpack to enormous ones.
const UNPACKED: u64 = 128 << 20;
/// Bytes of XML for each of text, at least.
const MARKED: usize = 2;
/// What is unpacked of a part before its size is asked about: the size that the package
/// gives may be a lie.
const FIRST: u64 = 1 << 20;
/// The most parts a package may have.
const PARTS: usize = 10_000;

pub(in crate::read) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The bytes that may still be decompressed.
    left: u64,
    /// The bytes of XML so far.
    text: usize,
    main: String,
    /// What to do where it is damaged.
    remedy: &'static str,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], notices: &Notices<'_>) -> Result<Self> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            let message = "this is an old Word file (.doc) or one locked with a password, not DOCX";
            return Err(notices.refuse_line(
                None,
                message,
                "open it in a word processor and save it as DOCX without a password",
            ));
        }
        Self::unpacked(bytes, "word/document.xml").ok_or_else(|| {
            notices.refuse_line(
                None,
                "this is not a DOCX file",
                "give a file saved as DOCX, or name its form with `--from`",
            )
        })
    }

    /// A package whose main part has this name; `None` where there is no package.
    pub(super) fn unpacked(bytes: &'a [u8], main: &str) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok().filter(|archive| archive.len() <= PARTS)?;
        Some(Self {
            archive,
            left: UNPACKED,
            text: 0,
            main: main.to_owned(),
            remedy: "save the file anew in a word processor",
        })
    }

    /// The package of an EPUB.
    pub(in crate::read) fn book(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { remedy: "make the book anew, or save it in an editor of books", ..Self::unpacked(bytes, "")? })
    }

    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part.
    pub(in crate::read) fn bytes(&mut self, name: &str, notices: &Notices<'_>) -> Result<Vec<u8>> {
        let remedy = self.remedy;
        let damaged = || {
            let message = format!("the part `{}` is missing or damaged", name.escape_debug());
            notices.refuse_line(None, message, remedy)
        };
        let mut part = self.archive.by_name(name).map_err(|_| damaged())?.take(self.left + 1);
        let mut bytes = Vec::new();
        let first = part.by_ref().take(FIRST).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if first as u64 == FIRST {
            turns::large();
            part.read_to_end(&mut bytes).map_err(|_| damaged())?;
        }
        match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => self.left = left,
            None => {
                let message = format!("the file unpacks to more than {} MiB", UNPACKED >> 20);
                return Err(notices.refuse_line(None, message, "this is no message; it may be made to do harm"));
            }
        }
        Ok(bytes)
    }

    /// A part as XML.
    pub(in crate::read) fn xml(&mut self, name: &str, notices: &Notices<'_>) -> Result<String> {
        let bytes = self.bytes(name, notices)?;
        self.text = self.text.saturating_add(bytes.len());
        turns::for_text(self.text / MARKED);
        decode::xml(&bytes).ok_or_else(|| {
            notices.refuse_line(None, format!("the part `{}` is not UTF-8", name.escape_debug()), self.remedy)
        })
    }

    /// The XML of the main part, which the package's relationships name.
    pub(super) fn main(&mut self, notices: &Notices<'_>) -> Result<String> {
        if self.has("_rels/.rels") {
            let relations = self.related("_rels/.rels", "/officeDocument", notices)?;
            if let Some(target) = relations.into_values().next() {
                self.main = target.trim_start_matches('/').to_owned();
            }
        }
        let main = self.main.clone();
        self.xml(&main, notices)
    }

    /// The name of a part in the main part's folder.
    pub(super) fn beside_main(&self, part: &str) -> String {
        match self.main.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{part}"),
            None => part.to_owned(),
        }
    }

    /// The relationships of a part in the main part's folder.
    pub(super) fn relations(&mut self, part: &str, notices: &Notices<'_>) -> Result<Relations> {
        let file = part.rsplit('/').next().unwrap_or(part);
        let name = self.beside_main(&format!("_rels/{file}.rels"));
        if !self.has(&name) {
            return Ok(Relations::new());
        }
        self.related(&name, "", notices)
    }

    /// The relationships whose type ends in `kind`.
    fn related(&mut self, name: &str, kind: &str, notices: &Notices<'_>) -> Result<Relations> {
        xml::relations(&self.xml(name, notices)?, kind).map_err(|broken| broken.refuse(name, notices))
    }

    /// The number of headers and footers of a part that contain text.
    pub(super) fn furniture(&mut self, part: &str, notices: &Notices<'_>) -> Result<usize> {
        let file = part.rsplit('/').next().unwrap_or(part);
        let name = self.beside_main(&format!("_rels/{file}.rels"));
        if !self.has(&name) {
            return Ok(0);
        }
        let mut count = 0;
        for kind in ["/header", "/footer"] {
            for target in self.related(&name, kind, notices)?.into_values() {
                let part = self.beside_main(&target);
                count += usize::from(self.has(&part) && xml::has_text(&self.xml(&part, notices)?));
            }
        }
        Ok(count)
    }

    /// The name of the main part.
    pub(super) fn main_name(&self) -> &str {
        &self.main
    }
}

impl Broken {
    /// The error for a damaged part.
    pub(in crate::read) fn refuse(&self, part: &str, notices: &Notices<'_>) -> Error {
        let Self { at, what } = self;
        notices.refuse_line(
            None,
            format!("the part `{}` is damaged at byte {at}: {what}", part.escape_debug()),
            "open the file in a word processor and save it anew",
        )
    }
}
