//! Lines of text as codes: what is drawn where, and what readers are told.

use super::codes::{Cid, Codes, Encoder, Part};
use crate::frame::{Glyph, Line, TextRun};
use crate::settings::TextLayer;
use crate::units::{Em, Length};

/// A piece of a chunk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// A code.
    Code(Cid),
    /// Move left by so many thousandths of the font size.
    Back(f64),
}

/// Codes shown in one go, from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Chunk<'l> {
    /// The run it is of: font, size, colour, tag.
    pub(crate) run: &'l TextRun,
    /// Index into [`Encoder::fonts`].
    pub(crate) font: usize,
    /// Where it begins, from the line's left end.
    pub(crate) x: Length,
    /// What is shown.
    pub(crate) pieces: Vec<Piece>,
}

/// The chunks of a line in the order they are written: the order of reading.
pub(crate) fn chunks<'l>(line: &'l Line, encoder: &mut Encoder<'_>, layer: TextLayer) -> Vec<Chunk<'l>> {
    let _ = layer;
    let mut x = Length::ZERO;
    let mut chunks = Vec::with_capacity(line.runs.len());
    for run in &line.runs {
        let font = encoder.font(run.font);
        let pieces = plain(line, run, &mut encoder.fonts[font]);
        if !pieces.is_empty() {
            chunks.push((run.range.start, Chunk { run, font, x, pieces }));
        }
        x += width(run);
    }
    chunks.sort_by_key(|&(start, _)| start);
    chunks.into_iter().map(|(_, chunk)| chunk).collect()
}

/// How wide a run is.
pub(crate) fn width(run: &TextRun) -> Length {
    run.glyphs.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size)
}

/// One code a cluster, its text in logical order.
fn plain(line: &Line, run: &TextRun, codes: &mut Codes<'_>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(run.glyphs.len());
    for cluster in run.glyphs.chunk_by(|a, b| (a.text_start, a.text_end) == (b.text_start, b.text_end)) {
        let text = &line.text[cluster[0].text_start as usize..cluster[0].text_end as usize];
        show(&mut pieces, codes, cluster, text);
    }
    pieces
}

/// Shows a cluster: one glyph as it is, with the rest of its advance as a
/// move; anything else as a picture of its own.
fn show(pieces: &mut Vec<Piece>, codes: &mut Codes<'_>, cluster: &[Glyph], text: &str) {
    let advance = cluster.iter().map(|glyph| glyph.advance).sum::<Em>();
    let units = codes.units(advance);
    if let [glyph] = cluster
        && glyph.id != 0
        && (glyph.x_offset, glyph.y_offset, glyph.stretch) == (Em::ZERO, Em::ZERO, Em::ZERO)
        && text.trim() == text
    {
        let natural = codes.advance(glyph.id);
        pieces.push(Piece::Code(codes.code(&[Part::plain(glyph.id)], text, natural, 0)));
        if natural != units {
            let ems = f64::from(natural - units) / f64::from(codes.font.units_per_em);
            pieces.push(Piece::Back(ems * 1000.0));
        }
        return;
    }
    let parts = if text.trim().is_empty() { Vec::new() } else { picture(cluster, codes) };
    pieces.push(Piece::Code(codes.code(&parts, text, units, 0)));
}

/// The glyphs of a cluster as one picture.
pub(crate) fn picture(cluster: &[Glyph], codes: &Codes<'_>) -> Vec<Part> {
    let mut pen = Em::ZERO;
    let mut parts = Vec::with_capacity(cluster.len());
    for glyph in cluster {
        parts.push(Part {
            glyph: glyph.id,
            dx: codes.units(pen + glyph.stretch + glyph.x_offset),
            dy: codes.units(glyph.y_offset),
            tatweel: codes.units(glyph.stretch),
        });
        pen += glyph.advance;
    }
    parts
}
