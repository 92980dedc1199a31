//! Operations to content streams by printpdf, some pages at a time.
//!
//! Codes go through printpdf as private-use characters: its font maps each to
//! the code, and a whole run becomes one string. The fonts it is given hold
//! that map alone; the real ones are written when all codes are known.

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
pub(crate) fn streams(sides: Vec<(&Side, &mut Drawn)>, codes: &[(usize, usize)]) -> Result<Vec<Vec<u8>>> {
    let mut document = PdfDocument::new("");
    for &(index, count) in codes {
        document.resources.fonts.map.insert(font_id(index), code_font(count));
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
            Some(lopdf::Object::Stream(stream)) => streams.push(stream.content),
            _ => return Err(defect("a page without content")),
        }
    }
    Ok(streams)
}

fn defect(message: &str) -> Error {
    Error::Writer { format: "PDF", message: message.to_owned() }
}

fn paper(size: Size) -> printpdf::Rect {
    let (width, height) = (Pt(size.width.to_pt() as f32), Pt(size.height.to_pt() as f32));
    printpdf::Rect { x: Pt(0.0), y: Pt(0.0), width, height, mode: None, winding_order: None }
}

/// A font that knows its codes and nothing else.
fn code_font(count: usize) -> PdfFont {
    let codes = 1..=count as u16;
    PdfFont::new(ParsedFont {
        original_bytes: Vec::new(),
        font_index: 0,
        font_name: None,
        codepoint_to_glyph: codes.map(|code| (FIRST_CODE + u32::from(code), code)).collect(),
        glyph_widths: std::collections::BTreeMap::new(),
        units_per_em: 1000,
        font_metrics: FontMetrics { ascent: 0, descent: 0 },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub::default(),
    })
}
