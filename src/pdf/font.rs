//! Font dictionaries: exact widths, the glyph and the text of every code.

use super::codes::Codes;
use super::file::File;
use super::program::{Program, program};
use crate::error::Result;
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use std::fmt::Write as _;

/// Entries to a block of a CMap, by its definition.
const CMAP_BLOCK: usize = 100;

/// Writes a font as the codes need it; gives its dictionary.
pub(crate) fn add_font(file: &mut File, codes: &Codes<'_>) -> Result<ObjectId> {
    let program = program(codes)?;
    let name = Object::Name(tagged_name(codes, &program));
    let scale = 1000.0 / f64::from(codes.font.units_per_em.max(1));
    let descriptor = descriptor(file, codes, &program, name.clone());
    // A tenth of a thousandth is nothing, even added up over a line.
    let width = |units: i32| real((f64::from(units) * scale * 10.0).round() / 10.0);
    let widths = codes.codes.iter().map(|code| width(code.width)).collect::<Vec<_>>();
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
        "DW" => 0,
        "W" => vec![1.into(), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    };
    let to_unicode = file.add_stream(Dictionary::new(), to_unicode(codes).into_bytes());
    let descendant = file.add(descendant);
    Ok(file.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    }))
}

/// The name with a tag of six letters that tells subsets apart.
fn tagged_name(codes: &Codes<'_>, program: &Program) -> Vec<u8> {
    let digest = blake3::hash(&program.bytes);
    let mut name: Vec<u8> = digest.as_bytes()[..6].iter().map(|byte| b'A' + byte % 26).collect();
    name.push(b'+');
    name.extend_from_slice(codes.font.postscript_name.as_bytes());
    name
}

fn descriptor(file: &mut File, codes: &Codes<'_>, program: &Program, name: Object) -> ObjectId {
    let per_mille = |ems: crate::units::Em| Object::Integer((ems.get() * 1000.0).round() as i64);
    let scale = 1000.0 / f64::from(codes.font.units_per_em.max(1));
    let edge = |units: i16| Object::Integer((f64::from(units) * scale).round() as i64);
    let bbox = &program.bbox;
    let length = program.bytes.len() as i64;
    let program = file.add_stream(dictionary! { "Length1" => length }, program.bytes.clone());
    file.add(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => 4,
        "FontBBox" => vec![edge(bbox.x_min), edge(bbox.y_min), edge(bbox.x_max), edge(bbox.y_max)],
        "ItalicAngle" => 0,
        "Ascent" => per_mille(codes.font.metrics.ascent),
        "Descent" => per_mille(-codes.font.metrics.descent),
        "CapHeight" => per_mille(codes.font.metrics.cap_height),
        "StemV" => if codes.font.weight == crate::font::Weight::Bold { 160 } else { 80 },
        "FontFile2" => program,
    })
}

/// What each code says.
fn to_unicode(codes: &Codes<'_>) -> String {
    let mut map = String::from(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def/CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for (block, codes) in codes.codes.chunks(CMAP_BLOCK).enumerate() {
        let _ = writeln!(map, "{} beginbfchar", codes.len());
        for (index, code) in codes.iter().enumerate() {
            let _ = write!(map, "<{:04X}> <", block * CMAP_BLOCK + index + 1);
            for letter in code.text.letters() {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(map, "{unit:04X}");
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

/// Bytes of the longest string that PDF/A-2 lets a file have.
const LONGEST_STRING: usize = 32_767;

/// A text string: as it is where it is plain ASCII, else UTF-16.
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
