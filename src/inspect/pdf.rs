//! PDF: the information dictionary, XMP, every object that reveals something,
//! the pictures' own metadata, and the hidden characters of the text.

use super::finding::{Findings, Kind};
use super::hidden::Order;
use super::{image, pdf_text, xml};
use crate::error::Result;
use crate::pdf_objects::{Keep, inflated, load, pages as pages_of};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;

/// The largest decompressed stream that is inspected.
const MAX_STREAM: usize = 64 << 20;
/// The decompressed size of all inspected streams together.
const MAX_INFLATED: usize = 256 << 20;
/// How deeply nested objects are followed: far beyond any real file, and shallow
/// enough for the stack.
const MAX_DEPTH: usize = 40;

/// Inspects a PDF.
///
/// # Errors
/// [`crate::Error::Refused`] where it is encrypted or cannot be read.
pub(super) fn inspect(bytes: &[u8], findings: &mut Findings) -> Result<()> {
    let document = load(bytes, Keep::All)?;
    file(bytes, &document, findings);
    information(&document, findings);
    let pages = annotations(&document);
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let mut inflated = MAX_INFLATED;
    for (id, object) in document.objects.iter().filter(|(id, _)| Some(**id) != info) {
        let place = match pages.get(id) {
            Some(page) => format!("page {page}"),
            None => format!("object {}", id.0),
        };
        let mut walk = Walk { document: &document, place, inflated: &mut inflated, findings };
        walk.object(object, 0);
    }
    if inflated == 0 {
        findings.remark(Kind::Field, "", "streams", "too much to read; some were not looked into");
    }
    pdf_text::text(&document, findings);
    Ok(())
}

/// Reports what is outside the objects: comments, earlier versions, `/ID`.
fn file(bytes: &[u8], document: &Document, findings: &mut Findings) {
    let ends = [&bytes[..bytes.len().min(2048)], &bytes[bytes.len().saturating_sub(1024)..]];
    for line in ends.iter().flat_map(|end| end.split(|byte| matches!(byte, b'\n' | b'\r'))) {
        let usual = line.starts_with(b"%PDF-") || line.starts_with(b"%%EOF");
        let readable = line.len() > 8 && line.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        if line.starts_with(b"%") && readable && !usual {
            findings.identifying(Kind::Software, "", "comment", &String::from_utf8_lossy(&line[1..]));
        }
    }
    let count = |needle: &[u8]| bytes.windows(needle.len()).filter(|window| *window == needle).count();
    // Linearization writes `startxref` twice without there being two versions.
    let linearized = bytes[..bytes.len().min(2048)].windows(11).any(|window| window == b"/Linearized");
    let revisions = count(b"startxref");
    if revisions > 1 && !(linearized && revisions == 2) {
        let value = format!("{revisions} versions of the file lie in it one behind the other");
        findings.identifying(Kind::Embedded, "", "earlier version", &value);
    }
    if let Ok(ids) = document.trailer.get(b"ID").and_then(Object::as_array) {
        let halves: Vec<String> = ids.iter().filter_map(|id| id.as_str().ok()).map(hex).collect();
        match halves.as_slice() {
            [first, second] if first == second => findings.plain(Kind::Identifier, "", "ID", first),
            halves => {
                let value = format!("{}: changed after it was made", halves.join(" "));
                findings.remark(Kind::Identifier, "", "ID", &value);
            }
        }
    }
    findings.plain(Kind::Conformance, "", "version", &document.version);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reports the information dictionary and the catalog's own fields.
fn information(document: &Document, findings: &mut Findings) {
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).map(|(_, info)| info);
    if let Ok(Object::Dictionary(info)) = info {
        for (key, value) in info {
            let key = String::from_utf8_lossy(key);
            // `Creator` names a program in this dictionary, a person in all
            // other metadata.
            let name = if key == "Creator" { "CreatorTool" } else { &*key };
            findings.field("Info", name, &string(document, value));
        }
    }
    if let Ok(lang) = document.catalog().and_then(|catalog| catalog.get(b"Lang")) {
        findings.plain(Kind::Language, "", "Lang", &string(document, lang));
    }
}

/// The annotations and their actions, by page number.
fn annotations(document: &Document) -> BTreeMap<ObjectId, u32> {
    let mut pages = BTreeMap::new();
    for (number, page) in pages_of(document) {
        // The page tree may name a page several times.
        if pages.insert(page, number).is_some() {
            continue;
        }
        let annotations = document.get_dictionary(page).and_then(|page| page.get(b"Annots"));
        let list = annotations.and_then(|list| document.dereference(list)).and_then(|(_, list)| list.as_array());
        for id in list.into_iter().flatten().filter_map(|item| item.as_reference().ok()) {
            pages.insert(id, number);
            let action = document.get_dictionary(id).and_then(|annotation| annotation.get(b"A"));
            if let Ok(action) = action.and_then(Object::as_reference) {
                pages.insert(action, number);
            }
        }
    }
    pages
}

/// A string object as text; other simple objects as they are written.
fn string(document: &Document, object: &Object) -> String {
    match document.dereference(object).map(|(_, object)| object) {
        Ok(object @ Object::String(..)) => lopdf::decode_text_string(object).unwrap_or_default(),
        Ok(Object::Name(name)) => String::from_utf8_lossy(name).into_owned(),
        Ok(Object::Integer(number)) => number.to_string(),
        Ok(Object::Boolean(value)) => value.to_string(),
        _ => String::new(),
    }
}

/// Walks through one object of the file.
struct Walk<'a> {
    document: &'a Document,
    place: String,
    /// The decompression budget that is left.
    inflated: &'a mut usize,
    findings: &'a mut Findings,
}

impl Walk<'_> {
    fn object(&mut self, object: &Object, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match object {
            Object::Array(items) => items.iter().for_each(|item| self.object(item, depth + 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, depth),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict, depth);
                self.stream(stream);
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: usize) {
        for (key, value) in dictionary {
            self.entry(key, value, dictionary);
            self.object(value, depth + 1);
        }
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
        if name(b"Type") == b"FontDescriptor" {
            let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| dictionary.has(key));
            let font = String::from_utf8_lossy(name(b"FontName")).into_owned();
            let value = if embedded { font } else { format!("{font}, not embedded") };
            self.findings.plain(Kind::Font, &self.place, "font", &value);
        }
        if name(b"S") == b"Launch" {
            self.findings.identifying(Kind::Active, &self.place, "Launch", "starts another program");
        }
    }

    /// Reports one entry of a dictionary, in whatever object.
    fn entry(&mut self, key: &[u8], value: &Object, dictionary: &Dictionary) {
        let is_annotation = dictionary.has(b"Rect") && dictionary.has(b"Subtype");
        let is_file = dictionary.has(b"EF");
        let text = || string(self.document, value);
        let place = self.place.as_str();
        match key {
            b"URI" if value.as_str().is_ok() => self.findings.link(place, &text()),
            b"JS" | b"JavaScript" => self.findings.identifying(Kind::Active, place, "JavaScript", &text()),
            b"OpenAction" if value.as_dict().is_ok_and(|action| action.has(b"JS")) => {}
            b"PieceInfo" => {
                self.findings.identifying(Kind::Software, place, "PieceInfo", "data of the program that made it");
            }
            b"LastModified" | b"ModDate" | b"CreationDate" | b"M" if value.as_str().is_ok() => {
                let name = String::from_utf8_lossy(key);
                if key != b"M" || is_annotation || dictionary.has(b"ByteRange") {
                    self.findings.field(place, &format!("{name} date"), &text());
                }
            }
            b"T" if is_annotation && !dictionary.has(b"FT") => {
                self.findings.identifying(Kind::Person, place, "annotation author", &text());
            }
            b"NM" if is_annotation => self.findings.field(place, "annotation identifier", &text()),
            b"Name" | b"Location" | b"ContactInfo" if dictionary.has(b"ByteRange") => {
                self.findings.identifying(Kind::Person, place, "signature", &text());
            }
            b"UF" | b"F" if is_file => self.findings.identifying(Kind::Embedded, place, "embedded file", &text()),
            b"F" if matches!(
                dictionary.get(b"S").and_then(Object::as_name),
                Ok(b"GoToR" | b"SubmitForm" | b"ImportData")
            ) =>
            {
                self.findings.identifying(Kind::Path, place, "other file", &text());
            }
            b"CreatorInfo" => self.findings.identifying(Kind::Software, place, "layer made by", &self.creator(value)),
            b"Alt" | b"Contents" | b"Title" | b"TU" | b"Desc" if value.as_str().is_ok() => {
                let text = text();
                self.findings.characters(&|_| place.to_owned(), &text, Order::Logical);
                if super::fields::looks_like_path(&text) {
                    self.findings.identifying(Kind::Path, place, &String::from_utf8_lossy(key), &text);
                }
            }
            b"ActualText" | b"E" if value.as_str().is_ok() => {
                self.findings.characters(&|_| place.to_owned(), &text(), Order::Drawn);
            }
            _ => {}
        }
    }

    fn creator(&self, value: &Object) -> String {
        let dictionary = self.document.dereference(value).ok().and_then(|(_, object)| object.as_dict().ok());
        dictionary
            .and_then(|info| info.get(b"Creator").ok())
            .map(|name| string(self.document, name))
            .unwrap_or_default()
    }

    fn stream(&mut self, stream: &Stream) {
        let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
        match (name(b"Type"), name(b"Subtype")) {
            (b"Metadata", _) | (_, b"XML") => {
                let content = self.inflate(stream, MAX_STREAM);
                xml::xmp(&String::from_utf8_lossy(&content), "XMP", self.findings);
            }
            (b"EmbeddedFile", _) => {
                let value = format!("{} bytes", stream.content.len());
                self.findings.identifying(Kind::Embedded, &self.place, "embedded file", &value);
            }
            (_, b"Image") if is_jpeg(&stream.dict) => {
                image::inspect(&stream.content, &self.place, self.findings);
            }
            _ if stream.content.is_empty() || stream.dict.has(b"FontFile") => {}
            _ => self.map(stream),
        }
    }

    /// A stream's decompressed content; empty where it exceeds the limit.
    fn inflate(&mut self, stream: &Stream, limit: usize) -> Vec<u8> {
        let limit = limit.min(*self.inflated);
        let (content, cost) = inflated(stream, limit);
        *self.inflated -= cost.min(*self.inflated);
        content.unwrap_or_default()
    }

    /// Inspects a font's Unicode map: its text can hide characters, whether
    /// drawn or not.
    fn map(&mut self, stream: &Stream) {
        // Maps have neither `/Type` nor `/Length1`. The limit of 1 MiB compressed is a
        // choice: a larger one reads more streams in vain, a smaller one misses maps.
        let known = stream.dict.get(b"Type").is_ok() || stream.dict.has(b"Length1") || stream.content.len() > 1 << 20;
        if known {
            return;
        }
        let content = self.inflate(stream, 1 << 22);
        if !content.windows(10).any(|window| window == b"beginbfcha" || window == b"beginbfran") {
            return;
        }
        let text = String::from_utf8_lossy(&content);
        let strings = text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(hex, _)| utf16(hex));
        for letters in strings {
            let suspicious = |letter: &char| matches!(letter, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{202d}' | '\u{202e}' | '\u{e0000}'..='\u{e01ef}' | '\u{3164}');
            if letters.chars().any(|letter| suspicious(&letter)) {
                let codes: String = letters.chars().map(super::finding::code_point).collect();
                self.findings.identifying(Kind::Hidden, &self.place, "hidden character in a font's map", &codes);
            }
        }
    }
}

/// Hexadecimal UTF-16 as text.
fn utf16(hex: &str) -> String {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let units = digits.chunks_exact(4).map(|four| four.iter().fold(0u32, |unit, digit| unit << 4 | digit));
    let units: Vec<u16> = units.filter_map(|unit| u16::try_from(unit).ok()).collect();
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

fn is_jpeg(dictionary: &Dictionary) -> bool {
    match dictionary.get(b"Filter") {
        Ok(Object::Name(name)) => name == b"DCTDecode",
        Ok(Object::Array(names)) => matches!(names.as_slice(), [Object::Name(name)] if name == b"DCTDecode"),
        _ => false,
    }
}
