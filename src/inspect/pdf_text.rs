//! The text of a PDF's pages. It draws lines, so neighbours say little; runs,
//! tags and overrides still do.

use super::finding::{Findings, Kind};
use super::hidden::{self, Order};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// What the content of one page may grow to. Read, it takes some forty times as
/// much memory: operators of a letter are an object each.
const MAX_CONTENT: usize = 8 << 20;
/// What the contents of all pages may grow to together.
const MAX_TEXT: usize = 128 << 20;
/// What the map of a font may grow to.
const MAX_MAP: usize = 4 << 20;
/// How often pages may name fonts, all together.
const MAX_FONTS: usize = 1_000_000;
/// Space within words of an array, in thousandths of the font's size, from which
/// it parts words.
const GAP: i64 = -100;

/// Looks into the text of every page, each once however often it is named.
pub(super) fn text(document: &Document, findings: &mut Findings) {
    let mut reader = Reader { document, encodings: BTreeMap::new(), bytes: MAX_TEXT, fonts: MAX_FONTS };
    let mut seen = BTreeSet::new();
    for (number, page) in document.get_pages() {
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

/// Reads pages within bounds.
struct Reader<'a> {
    document: &'a Document,
    /// What the codes of a font mean, by where its dictionary is kept: most
    /// pages name the same fonts.
    encodings: BTreeMap<*const Dictionary, Option<Encoding<'a>>>,
    bytes: usize,
    fonts: usize,
}

impl Reader<'_> {
    /// The text of a page as it is drawn; `None` where its content is too long.
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

/// The strings of operands; wide gaps between them part words.
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
