//! The text of a PDF's pages. Its order is that of drawing, so a single
//! character's neighbours mean little; runs, tags and overrides are still
//! significant.

use super::finding::{Findings, Kind};
use super::hidden::{self, Order};
use crate::pdf_objects::pages;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// The largest decompressed content of one page. Parsed, it takes about forty
/// times as much memory: each operator, even of one letter, becomes an object.
const MAX_CONTENT: usize = 8 << 20;
/// The decompressed content of all pages together. This and the following limits
/// are choices: far above any real file, to bound time and memory.
const MAX_TEXT: usize = 128 << 20;
/// The largest decompressed Unicode map (`ToUnicode`) of a font.
const MAX_MAP: usize = 4 << 20;
/// The most references to fonts, summed over pages.
const MAX_FONTS: usize = 1_000_000;
/// A displacement in a `TJ` array that counts as a space between words, in
/// thousandths of the font size; negative moves forward. Spaces of most fonts
/// are 200 to 300 wide, kerning within words is rarely over 50.
const GAP: i64 = -100;

/// Inspects the text of every page, each once however often the page tree names
/// it.
pub(super) fn text(document: &Document, findings: &mut Findings) {
    let mut reader = Reader { document, encodings: BTreeMap::new(), bytes: MAX_TEXT, fonts: MAX_FONTS };
    let mut seen = BTreeSet::new();
    for (number, page) in pages(document) {
        if !seen.insert(page) {
            continue;
        }
        let place = format!("page {number}");
        match reader.page(page) {
            Some(text) => {
                for found in hidden::find(&text, Order::Drawn) {
                    findings.add(found.weight, Kind::Hidden, &place, found.name, &found.what);
                }
            }
            None => findings.remark(Kind::Field, &place, "text", "too much to read; not looked into"),
        }
        if reader.bytes == 0 || reader.fonts == 0 {
            findings.remark(Kind::Field, &place, "text", "too much to read; not looked into from here on");
            return;
        }
    }
}

/// Reads pages within the limits.
struct Reader<'a> {
    document: &'a Document,
    /// The encodings of fonts, by the address of the font's dictionary: most
    /// pages use the same fonts.
    encodings: BTreeMap<*const Dictionary, Option<Encoding<'a>>>,
    bytes: usize,
    fonts: usize,
}

impl Reader<'_> {
    /// The text of a page in drawing order; `None` where its content is too
    /// long.
    fn page(&mut self, page: ObjectId) -> Option<String> {
        let limit = MAX_CONTENT.min(self.bytes);
        let content = self.document.get_page_content_with_limit(page, limit).ok();
        self.bytes -= content.as_ref().map_or(limit, Vec::len).min(self.bytes);
        let fonts = self.document.get_page_fonts(page).unwrap_or_default();
        self.fonts = self.fonts.saturating_sub(fonts.len());
        for font in fonts.values() {
            let encoding = || font.get_font_encoding_with_limit(self.document, MAX_MAP).ok();
            self.encodings.entry(std::ptr::from_ref(*font)).or_insert_with(encoding);
        }
        let operations = Content::decode(&content?).map(|content| content.operations).unwrap_or_default();
        let (mut text, mut font) = (String::new(), None);
        for operation in &operations {
            match operation.operator.as_str() {
                "Tf" => {
                    let named = operation.operands.first().and_then(|name| fonts.get(name.as_name().ok()?));
                    font = named.and_then(|font| self.encodings.get(&std::ptr::from_ref(*font))?.as_ref());
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        end_line(&mut text);
                    }
                    if let Some(font) = font {
                        words(&mut text, font, &operation.operands);
                    }
                }
                "T*" | "ET" => end_line(&mut text),
                _ => {}
            }
        }
        Some(text)
    }
}

fn end_line(text: &mut String) {
    if !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The strings of operands; wide displacements between them become spaces.
fn words(text: &mut String, font: &Encoding<'_>, operands: &[Object]) {
    for operand in operands {
        match operand {
            Object::String(bytes, _) => text.push_str(&Document::decode_text(font, bytes).unwrap_or_default()),
            Object::Array(items) => {
                words(text, font, items);
                text.push(' ');
            }
            Object::Integer(space) if *space < GAP => text.push(' '),
            _ => {}
        }
    }
}
