//! Operations to content streams by printpdf, some pages at a time.
//!
//! Codes go through printpdf as private-use characters: its font maps each to
//! the code, and a whole run becomes one string. The fonts it is given hold
//! that map alone; the real ones are written when all codes are known.

use super::codes::Cid;
use super::content::{Drawn, FIRST_CODE};
use crate::error::{Error, Result};
use crate::frame::Side;
use crate::units::Size;
use printpdf::{
    FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt,
    XObjectId,
};

/// The name of a font in content streams.
pub(crate) fn font_id(index: usize) -> FontId {
    FontId(format!("F{index}"))
}

/// The name of an image in content streams.
pub(crate) fn image_id(index: usize) -> XObjectId {
    XObjectId(format!("I{index}"))
}

/// The content streams of some sides, not yet compressed.
pub(crate) fn streams(sides: Vec<(&Side, &mut Drawn)>, numbers: &[Vec<Cid>]) -> Result<Vec<Vec<u8>>> {
    let mut document = PdfDocument::new("");
    for (index, numbers) in numbers.iter().enumerate() {
        document.resources.fonts.map.insert(font_id(index), code_font(numbers));
    }
    for (side, drawn) in sides {
        let paper = paper(side.media);
        document.pages.push(PdfPage {
            media_box: paper.clone(),
            trim_box: paper.clone(),
            crop_box: paper,
            ops: std::mem::take(&mut drawn.ops),
        });
    }
    let mut warnings = Vec::new();
    let mut written = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.iter().find(|warning| !warning.msg.contains("NOT be embedded")) {
        return Err(defect(&warning.msg));
    }
    let pages: Vec<_> = written.page_iter().collect();
    let mut streams = Vec::with_capacity(pages.len());
    for page in pages {
        let content = written.get_page_contents(page).first().and_then(|id| written.objects.remove(id));
        match content {
            Some(lopdf::Object::Stream(stream)) => streams.push(packed(&stream.content)),
            _ => return Err(defect("a page without content")),
        }
    }
    Ok(streams)
}

/// The same with its text as bytes, not as hexadecimal digits, which take a
/// tenth more when compressed, and without spaces that nothing needs.
fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|&byte| byte == b'\n') {
        let shows = [&b"Tj"[..], b"TJ"].iter().any(|operator| line.trim_ascii_end().ends_with(operator));
        if !shows {
            push_tight(&mut packed, line);
            continue;
        }
        for (index, part) in line.split(|&byte| byte == b'<').enumerate() {
            let end = part.iter().position(|&byte| byte == b'>').filter(|_| index > 0);
            let (digits, rest) = part.split_at(end.unwrap_or_default());
            if end.is_some() {
                string(digits, &mut packed);
            }
            push_tight(&mut packed, &rest[usize::from(end.is_some())..]);
        }
    }
    packed
}

/// Adds bytes, but no space beside what ends a token by itself.
fn push_tight(packed: &mut Vec<u8>, bytes: &[u8]) {
    let delimits = |byte: Option<&u8>| byte.is_some_and(|byte| b"()<>[]/".contains(byte));
    for (index, &byte) in bytes.iter().enumerate() {
        if byte != b' ' || !(delimits(packed.last()) || delimits(bytes.get(index + 1))) {
            packed.push(byte);
        }
    }
}

/// A string as it stands in a file.
fn string(digits: &[u8], packed: &mut Vec<u8>) {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    packed.push(b'(');
    for pair in digits.chunks(2) {
        match digit(pair[0]) << 4 | pair.get(1).map_or(0, |&low| digit(low)) {
            b'\r' => packed.extend_from_slice(b"\\r"),
            byte @ (b'(' | b')' | b'\\') => packed.extend_from_slice(&[b'\\', byte]),
            byte => packed.push(byte),
        }
    }
    packed.push(b')');
}

fn defect(message: &str) -> Error {
    Error::Writer { format: "PDF", message: message.to_owned() }
}

fn paper(size: Size) -> printpdf::Rect {
    let (width, height) = (Pt(size.width.to_pt() as f32), Pt(size.height.to_pt() as f32));
    printpdf::Rect { x: Pt(0.0), y: Pt(0.0), width, height, mode: None, winding_order: None }
}

/// A font that knows the numbers of its codes and nothing else.
fn code_font(numbers: &[Cid]) -> PdfFont {
    PdfFont::new(ParsedFont {
        original_bytes: Vec::new(),
        font_index: 0,
        font_name: None,
        codepoint_to_glyph: (FIRST_CODE..).zip(numbers.iter().copied()).collect(),
        glyph_widths: std::collections::BTreeMap::new(),
        units_per_em: 1000,
        font_metrics: FontMetrics { ascent: 0, descent: 0 },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub::default(),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_is_packed_and_nothing_else() {
        let content = b"/P <</MCID 0>> BDC\n[<0028005C> -5<000D0029>] TJ\n<0041> Tj\n";
        let packed = super::packed(content);
        assert!(packed.starts_with(b"/P<</MCID 0>>BDC\n[("));
        let decode = |content: &[u8]| lopdf::content::Content::decode(content).unwrap().operations;
        let texts = |content: &[u8]| -> Vec<Vec<u8>> {
            let operands = decode(content).into_iter().flat_map(|operation| operation.operands);
            let flat = operands.flat_map(|operand| operand.as_array().cloned().unwrap_or_else(|_| vec![operand]));
            flat.filter_map(|operand| operand.as_str().map(<[u8]>::to_vec).ok()).collect()
        };
        assert_eq!(texts(&packed), [&b"\0(\0\\"[..], b"\0\r\0)", b"\0A"]);
    }
}
