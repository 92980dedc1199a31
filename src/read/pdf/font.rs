//! What a font says about its codes: their text and how far they move the pen.

use super::budget::Budget;
use super::cmap::{self, CMap};
use super::ranges::Ranges;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Largest inflated character map.
const MAP: usize = 4 << 20;
/// Longest name of a font, in bytes, as ISO 32000-1 has it (Annex C).
const NAME: usize = 127;
/// The width of codes that a font says nothing about, in em: the standard fonts,
/// which may leave widths out, are about as wide.
const USUAL: f64 = 0.5;

/// A font of a page.
#[derive(Debug)]
pub(super) struct Font {
    /// Its name, without the prefix of a subset.
    pub(super) name: String,
    pub(super) bold: bool,
    composite: bool,
    to_unicode: Option<Rc<CMap>>,
    /// The texts of the codes met so far, by length and code.
    met: FxHashMap<(u8, u32), Option<Rc<str>>>,
    /// An embedded map from codes to glyphs.
    codes: Option<Rc<CMap>>,
    /// The text of the codes of a simple font.
    simple: Vec<Option<Rc<str>>>,
    widths: Ranges<f64>,
    usual: f64,
}

/// The maps of a file, which its fonts may share.
pub(super) type Maps = FxHashMap<ObjectId, Option<Rc<CMap>>>;

/// A code drawn.
pub(super) struct Drawn<'f> {
    pub(super) code: u32,
    /// Its length in bytes: word spacing applies to single bytes.
    pub(super) length: u8,
    /// In em.
    pub(super) width: f64,
    /// `None`: the font does not say.
    pub(super) text: Option<&'f Rc<str>>,
}

pub(super) fn get<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    document.dereference(dict.get(key).ok()?).ok().map(|(_, object)| object)
}

fn dictionary<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    match get(document, dict, key)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite()).map(|number| number.clamp(-1e6, 1e6))
}

impl Font {
    pub(super) fn read(document: &Document, dict: &Dictionary, budget: &mut Budget, maps: &mut Maps) -> Self {
        let composite = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let descendant = get(document, dict, b"DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok()?.first())
            .and_then(|font| document.dereference(font).ok()?.1.as_dict().ok());
        let inner = descendant.unwrap_or(dict);
        let name = get(document, dict, b"BaseFont").and_then(|name| name.as_name().ok()).unwrap_or_default();
        let name = String::from_utf8_lossy(&name[..name.len().min(NAME)]).into_owned();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name).to_owned();
        let descriptor = dictionary(document, inner, b"FontDescriptor");
        let told = |key: &[u8]| descriptor.and_then(|dict| number(get(document, dict, key)?)).unwrap_or_default();
        let flags = told(b"Flags") as i64;
        let lower = name.to_ascii_lowercase();
        let named = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let mut font = Self {
            bold: named(&["bold", "black", "heavy"]) || told(b"FontWeight") >= 600.0 || flags & 1 << 18 != 0,
            name,
            composite,
            to_unicode: map(document, dict, b"ToUnicode", budget, maps),
            met: FxHashMap::default(),
            codes: None,
            simple: Vec::new(),
            widths: Ranges::default(),
            usual: USUAL,
        };
        if composite {
            font.codes = map(document, dict, b"Encoding", budget, maps);
            font.composite_widths(document, inner, budget);
        } else {
            font.simple_widths(document, dict, told(b"MissingWidth"));
            let differences = dictionary(document, dict, b"Encoding")
                .and_then(|told| get(document, told, b"Differences")?.as_array().ok())
                .map_or(0, Vec::len);
            if budget.entries(differences) {
                font.simple = simple_texts(document, dict, flags);
            }
        }
        font
    }

    /// Looks up the texts of the codes of a string, each once, before they are drawn.
    pub(super) fn meet(&mut self, bytes: &[u8], budget: &mut Budget) {
        let Some(map) = self.to_unicode.clone() else { return };
        let mut met = std::mem::take(&mut self.met);
        for key @ (length, code) in self.split(bytes) {
            if !met.contains_key(&key) && budget.entries(1) {
                met.insert(key, map.text(length, code).map(Into::into));
            }
        }
        self.met = met;
    }

    /// The codes of a string, as they are drawn.
    pub(super) fn codes<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Drawn<'f>> {
        self.split(bytes).map(move |(length, code)| self.drawn(code, length))
    }

    /// The codes of a string with their lengths.
    fn split<'f>(&'f self, mut bytes: &'f [u8]) -> impl Iterator<Item = (u8, u32)> + 'f {
        std::iter::from_fn(move || {
            let length = match (&self.codes, self.composite) {
                (Some(map), true) => map.length(bytes).unwrap_or(2),
                (None, true) => 2,
                (_, false) => 1,
            };
            let length = usize::from(length).min(bytes.len());
            let (head, rest) = bytes.split_at(length);
            bytes = rest;
            (length > 0).then(|| (length as u8, cmap::code(head)))
        })
    }

    fn drawn(&self, code: u32, length: u8) -> Drawn<'_> {
        let glyph = self.codes.as_ref().and_then(|map| map.glyph_of(length, code)).unwrap_or(code);
        let width = self.widths.get(0, glyph).map_or(self.usual, |(width, _)| *width);
        let mapped = self.met.get(&(length, code)).and_then(Option::as_ref);
        let text = mapped.or_else(|| self.simple.get(code as usize)?.as_ref());
        Drawn { code, length, width, text }
    }

    fn simple_widths(&mut self, document: &Document, dict: &Dictionary, missing: f64) {
        // Type 3 fonts have units of their own.
        let matrix = get(document, dict, b"FontMatrix").and_then(|matrix| number(matrix.as_array().ok()?.first()?));
        let unit = matrix.map_or(0.001, f64::abs);
        let first = get(document, dict, b"FirstChar").and_then(number).unwrap_or_default() as u32;
        let Some(widths) = get(document, dict, b"Widths").and_then(|widths| widths.as_array().ok()) else { return };
        self.usual = missing * unit;
        for (code, width) in (first..).zip(widths.iter().take(256)) {
            let width = document.dereference(width).ok().and_then(|(_, width)| number(width));
            self.widths.put(0, (code, code), width.unwrap_or_default() * unit);
        }
    }

    /// `/W`: `first [widths]` or `first last width`.
    fn composite_widths(&mut self, document: &Document, dict: &Dictionary, budget: &mut Budget) {
        self.usual = get(document, dict, b"DW").and_then(number).unwrap_or(1000.0) / 1000.0;
        let Some(items) = get(document, dict, b"W").and_then(|items| items.as_array().ok()) else { return };
        let mut items = items.iter().filter_map(|item| document.dereference(item).ok()).map(|(_, item)| item);
        while let (Some(first), Some(next)) = (items.next().and_then(number), items.next()) {
            let first = first.max(0.0) as u32;
            let told = next.as_array().map_or(1, |widths| 1 + widths.len());
            if !budget.entries(told) {
                return;
            }
            if let Ok(widths) = next.as_array() {
                for (code, width) in (first..).zip(widths) {
                    self.widths.put(0, (code, code), number(width).unwrap_or_default() / 1000.0);
                }
            } else if let (Some(last), Some(width)) = (number(next), items.next().and_then(number)) {
                self.widths.put(0, (first, last.max(0.0) as u32), width / 1000.0);
            }
        }
    }
}

/// The map that a key leads to, read once.
fn map(document: &Document, dict: &Dictionary, key: &[u8], budget: &mut Budget, maps: &mut Maps) -> Option<Rc<CMap>> {
    let id = dict.get(key).ok()?.as_reference().ok()?;
    let read = || {
        let Object::Stream(stream) = get(document, dict, key)? else { return None };
        let bytes = budget.inflate(stream, MAP)?;
        Some(Rc::new(CMap::parse(&bytes, budget)))
    };
    maps.entry(id).or_insert_with(read).clone()
}

/// The encodings that have a name.
const NAMED: [&[u8]; 4] = [b"StandardEncoding", b"MacRomanEncoding", b"MacExpertEncoding", b"WinAnsiEncoding"];

/// The text of the codes of a simple font, from its encoding.
fn simple_texts(document: &Document, dict: &Dictionary, flags: i64) -> Vec<Option<Rc<str>>> {
    let told = get(document, dict, b"Encoding");
    let (base, differences) = match told {
        Some(Object::Dictionary(told)) => (get(document, told, b"BaseEncoding"), get(document, told, b"Differences")),
        told => (told, None),
    };
    // A symbolic font, or one of drawings, has an encoding of its own, which is not told.
    let is_drawn = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type3");
    let base = match base.and_then(|base| base.as_name().ok()) {
        Some(name) => NAMED.into_iter().find(|named| *named == name),
        None if flags & 1 << 2 != 0 || is_drawn => None,
        None => Some(NAMED[0]),
    };
    let mut texts: Vec<Option<Rc<str>>> = match base {
        Some(name) => (0..=255).map(|code| decoded(document, Object::Name(name.to_vec()), code)).collect(),
        None => vec![None; 256],
    };
    let mut code = 0usize;
    for item in differences.and_then(|items| items.as_array().ok()).into_iter().flatten().take(1024) {
        match item {
            Object::Integer(at) => code = usize::try_from(*at).unwrap_or(256),
            Object::Name(name) => {
                // A name that says nothing must not be read as the code's usual letter.
                if let Some(text) = texts.get_mut(code) {
                    *text = by_number(name).or_else(|| by_list(document, name));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}

/// The text of a code in an encoding of the file format.
fn decoded(document: &Document, encoding: Object, code: u8) -> Option<Rc<str>> {
    let font = dictionary! { "Type" => "Font", "Encoding" => encoding };
    let text = Document::decode_text(&font.get_font_encoding(document).ok()?, &[code]).ok()?;
    Some(text).filter(|text| !text.is_empty() && !text.contains(char::REPLACEMENT_CHARACTER)).map(Into::into)
}

/// The text of a glyph's name in Adobe's list, with an ending such as `.fina`. lopdf keeps
/// the list to itself: it is asked by an encoding of this one name.
fn by_list(document: &Document, name: &[u8]) -> Option<Rc<str>> {
    /// A code without a letter in the standard encoding, which is taken for unknown names.
    const FREE: u8 = 1;
    let name = name.split(|byte| *byte == b'.').next().filter(|name| !name.is_empty())?;
    let differences = vec![Object::Integer(FREE.into()), Object::Name(name.to_vec())];
    decoded(document, dictionary! { "Type" => "Encoding", "Differences" => differences }.into(), FREE)
}

/// The text of a glyph's name that holds its number: `uni06A9`, `u06A9`, with an ending
/// such as `.fina`.
fn by_number(name: &[u8]) -> Option<Rc<str>> {
    let name = std::str::from_utf8(name).ok()?.split('.').next()?;
    let letters: Option<String> = match name.strip_prefix("uni").filter(|rest| rest.len() % 4 == 0 && !rest.is_empty())
    {
        Some(rest) => {
            let units = rest.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).ok());
            units.map(|unit| char::from_u32(u32::from_str_radix(unit?, 16).ok()?)).collect()
        }
        None => {
            let rest = name.strip_prefix('u').filter(|rest| (4..=6).contains(&rest.len()))?;
            char::from_u32(u32::from_str_radix(rest, 16).ok()?).map(String::from)
        }
    };
    letters.map(Into::into)
}
