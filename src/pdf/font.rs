//! Font dictionaries: exact widths, and the glyph and text of every code.

use super::codes::{Cid, Codes, Numbering};
use super::file::{Content, File, pack};
use super::program::{Program, program};
use crate::error::Result;
use lopdf::{Object, ObjectId, StringFormat, dictionary};
use std::fmt::Write as _;
use write_fonts::tables::glyf::Bbox;

/// Most entries in one block of a CMap, by its specification.
const CMAP_BLOCK: usize = 100;

/// The width of codes that are never shown, in thousandths of an em. PDFium
/// looks up the width of the space: a gap of half of it is a space. If it is
/// over a third of an em, as here, PDFium goes by the width of the next code
/// instead.
const DEFAULT_WIDTH: i64 = 400;

/// The parts of a font that take time to make and do not depend on the file.
pub(crate) struct MadeFont {
    /// The name with the tag of six letters that PDF requires of subsets.
    name: Vec<u8>,
    /// The box around all glyphs, in design units.
    bbox: Bbox,
    /// The font program and its uncompressed length.
    program: Content,
    length: usize,
}

/// Makes the font program for the codes in use.
pub(crate) fn make_font(codes: &Codes<'_>) -> Result<MadeFont> {
    let Program { bytes, bbox } = program(codes)?;
    let digest = blake3::hash(&bytes);
    let mut name: Vec<u8> = digest.as_bytes()[..6].iter().map(|byte| b'A' + byte % 26).collect();
    name.push(b'+');
    name.extend_from_slice(codes.font.postscript_name.as_bytes());
    Ok(MadeFont { name, bbox, length: bytes.len(), program: pack(bytes) })
}

/// Writes a font; returns its dictionary.
pub(crate) fn add_font(file: &mut File, codes: &Codes<'_>, made: MadeFont, to_unicode: ObjectId) -> ObjectId {
    let name = Object::Name(made.name.clone());
    let descriptor = descriptor(file, codes, made);
    let descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.clone(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => DEFAULT_WIDTH,
        "W" => widths(codes),
        "CIDToGIDMap" => "Identity",
    };
    let descendant = file.add(descendant);
    file.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    })
}

/// Gaps in the numbers smaller than this are filled with zero widths, as a new
/// array with its first number takes more room.
const MOST_FILLED: Cid = 8;

/// The widths, as arrays of nearly consecutive codes.
fn widths(codes: &Codes<'_>) -> Vec<Object> {
    let scale = 1000.0 / f64::from(codes.font.units_per_em.max(1));
    // Less than a tenth of a thousandth does not show, even summed over a line.
    let width = |units: i32| real((f64::from(units) * scale * 10.0).round() / 10.0);
    let codes: Vec<(Cid, i32)> = codes.numbered().into_iter().map(|(code, what)| (code, what.width)).collect();
    let stretches = codes.chunk_by(|before, after| after.0 - before.0 <= MOST_FILLED);
    let object = |stretch: &[(Cid, i32)]| {
        let first = stretch[0].0;
        let mut widths = Vec::with_capacity(stretch.len());
        for &(code, units) in stretch {
            widths.resize(usize::from(code - first), Object::Integer(0));
            widths.push(width(units));
        }
        [i64::from(first).into(), Object::Array(widths)]
    };
    stretches.flat_map(object).collect()
}

fn descriptor(file: &mut File, codes: &Codes<'_>, made: MadeFont) -> ObjectId {
    let per_mille = |ems: crate::units::Em| Object::Integer((ems.get() * 1000.0).round() as i64);
    let scale = 1000.0 / f64::from(codes.font.units_per_em.max(1));
    let edge = |units: i16| Object::Integer((f64::from(units) * scale).round() as i64);
    let bbox = &made.bbox;
    let program = file.add_content(dictionary! { "Length1" => made.length as i64 }, made.program);
    file.add(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(made.name),
        // `Flags` 4: symbolic, as codes are not those of a standard encoding.
        "Flags" => 4,
        "FontBBox" => vec![edge(bbox.x_min), edge(bbox.y_min), edge(bbox.x_max), edge(bbox.y_max)],
        "ItalicAngle" => 0,
        "Ascent" => per_mille(codes.font.metrics.ascent),
        "Descent" => per_mille(-codes.font.metrics.descent),
        "CapHeight" => per_mille(codes.font.metrics.cap_height),
        // `StemV` is required, but only used to imitate fonts that are missing.
        "StemV" => if codes.font.weight.is_bold() { 160 } else { 80 },
        "FontFile2" => program,
    })
}

/// The `ToUnicode` CMap of one numbering.
pub(crate) fn make_texts(numbering: &Numbering) -> Content {
    pack(to_unicode(numbering).into_bytes())
}

fn to_unicode(numbering: &Numbering) -> String {
    let mut map = String::from(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/T def/CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for codes in numbering.numbered().collect::<Vec<_>>().chunks(CMAP_BLOCK) {
        let _ = writeln!(map, "{} beginbfchar", codes.len());
        for (code, text) in codes {
            let _ = write!(map, "<{code:04x}> <");
            for letter in text.letters() {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(map, "{unit:04x}");
                }
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap CMapName currentdict/CMap defineresource pop end end");
    map
}

/// A number with at most three decimals.
pub(crate) fn real(value: f64) -> Object {
    let thousandths = (value * 1000.0).round();
    if thousandths % 1000.0 == 0.0 {
        Object::Integer((thousandths / 1000.0) as i64)
    } else {
        Object::Real((thousandths / 1000.0) as f32)
    }
}

/// Longest string that PDF/A-2 allows, in bytes.
const LONGEST_STRING: usize = 32_767;

/// A text string: ASCII as it is, anything else in UTF-16. The end is cut off
/// where it is too long.
pub(crate) fn text(string: &str) -> Object {
    if string.is_ascii() {
        return Object::String(string.bytes().take(LONGEST_STRING).collect(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    for letter in string.chars() {
        if bytes.len() + letter.len_utf16() * 2 > LONGEST_STRING {
            break;
        }
        bytes.extend(letter.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
    }
    Object::String(bytes, StringFormat::Literal)
}
