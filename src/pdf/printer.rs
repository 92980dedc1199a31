//! Turns operations into content streams with printpdf, a batch of pages at a
//! time.
//!
//! printpdf gets no fonts, which are made when all codes are known. Text passes
//! through it as numbers (see [`super::strings`]).

use super::codes::Cid;
use super::content::Drawn;
use super::strings::Strings;
use crate::error::{Error, Result};
use crate::frame::Side;
use crate::units::Size;
use printpdf::{FontId, PdfDocument, PdfPage, PdfSaveOptions, Pt, XObjectId};

/// The name of a font in content streams.
pub(crate) fn font_id(index: usize) -> FontId {
    FontId(format!("F{index}"))
}

/// The name of an image in content streams.
pub(crate) fn image_id(index: usize) -> XObjectId {
    XObjectId(format!("I{index}"))
}

/// The uncompressed content streams of some sides.
pub(crate) fn streams(sides: &[Side], drawn: &mut [Drawn], numbers: &[Vec<Cid>]) -> Result<Vec<Vec<u8>>> {
    let mut document = PdfDocument::new("");
    for (side, drawn) in sides.iter().zip(&mut *drawn) {
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
    if let Some(warning) = warnings.first() {
        return Err(defect(&warning.msg));
    }
    let pages: Vec<_> = written.page_iter().collect();
    let mut streams = Vec::with_capacity(pages.len());
    for (page, drawn) in pages.into_iter().zip(drawn) {
        let content = written.get_page_contents(page).first().and_then(|id| written.objects.remove(id));
        match content {
            Some(lopdf::Object::Stream(stream)) => {
                let packed = packed(&stream.content, &drawn.strings, numbers);
                streams.push(packed.ok_or_else(|| defect("a text without its codes"))?);
            }
            _ => return Err(defect("a page without content")),
        }
    }
    Ok(streams)
}

/// Replaces the numbers by the text they stand for, and drops spaces that
/// separate nothing.
fn packed(content: &[u8], strings: &Strings, numbers: &[Vec<Cid>]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(2 * content.len());
    for line in content.split_inclusive(|&byte| byte == b'\n') {
        match line.strip_prefix(b"(").and_then(|line| line.strip_suffix(b") Tj\n")) {
            Some(digits) => {
                strings.write(number(digits), numbers, &mut packed)?;
                packed.push(b'\n');
            }
            None => push_tight(&mut packed, line),
        }
    }
    Some(packed)
}

fn number(digits: &[u8]) -> usize {
    digits.iter().fold(0, |number, digit| number * 10 + usize::from(digit.wrapping_sub(b'0')))
}

/// Appends bytes without the spaces beside delimiters.
fn push_tight(packed: &mut Vec<u8>, bytes: &[u8]) {
    let delimits = |byte: Option<&u8>| byte.is_some_and(|byte| b"()<>[]/".contains(byte));
    for (index, &byte) in bytes.iter().enumerate() {
        if byte != b' ' || !(delimits(packed.last()) || delimits(bytes.get(index + 1))) {
            packed.push(byte);
        }
    }
}

fn defect(message: &str) -> Error {
    Error::Writer { format: "PDF", message: message.to_owned() }
}

fn paper(size: Size) -> printpdf::Rect {
    let (width, height) = (Pt(size.width.to_pt() as f32), Pt(size.height.to_pt() as f32));
    printpdf::Rect { x: Pt(0.0), y: Pt(0.0), width, height, mode: None, winding_order: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::text::Piece;

    #[test]
    fn what_is_shown_takes_the_place_of_its_number() {
        let mut strings = Strings::default();
        strings.push(0, vec![Piece::Code(0), Piece::Back(-5.0), Piece::Code(1)]);
        strings.push(1, vec![Piece::Code(0)]);
        let numbers = [b"\0(\0\r".chunks(2), b"\0A".chunks(2)];
        let numbers = numbers.map(|codes| codes.map(|code| Cid::from_be_bytes([code[0], code[1]])).collect());
        let content = b"/P <</MCID 0>> BDC\n(0) Tj\n(1) Tj\n";
        let packed = packed(content, &strings, &numbers).unwrap();
        assert_eq!(packed, b"/P<</MCID 0>>BDC\n[(\0\\()-5(\0\\r)]TJ\n(\0A)Tj\n");
    }
}
