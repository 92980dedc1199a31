//! Phrases: left-to-right stretches within a right-to-left line.
//!
//! PDFium divides such a line into stretches of letters, of digits and signs,
//! and of everything else, and reverses their order: it would read `wpi_tamas`
//! as `tamas_wpi`. But it takes the stretches in the order in which pieces of
//! text begin, from left to right. So each stretch of a phrase becomes a piece
//! of its own, and every piece of the line begins and ends far right of the
//! paper, later ones further left; in between it moves to its place and back.
//! The other readers ignore what is off the paper.

use super::cells::{Cell, Text};
use super::classes::{ALM, LRM, is_control, is_left, is_mark, is_right, is_weak};
use super::codes::{Cid, Codes, Encoder};
use super::text::Draft;
use crate::frame::{Line, TextRun};
use crate::units::{Em, Length};

/// How far right pieces begin, in points (2.1 m): right of the widest paper (2
/// m).
const FAR: f64 = 6000.0;

/// The distance between two beginnings, in ems. It is so small that PDFium
/// takes the mark that begins a piece for a repetition of the one that ends the
/// piece before, and drops it with the space that it has put between them.
const STEP: f64 = 0.006;

/// This many consecutive marks need different codes: PDFium compares with up to
/// seven characters before and would drop the marks that end pieces too.
const TWINS: usize = 3;

/// PDFium's kinds of stretches.
#[derive(PartialEq, Eq)]
enum Class {
    Left,
    Weak,
    Neutral,
}

fn class(letter: char) -> Class {
    match letter {
        _ if is_left(letter) => Class::Left,
        _ if is_weak(letter) => Class::Weak,
        _ => Class::Neutral,
    }
}

/// Whether a line contains letters of a right-to-left script.
pub(crate) fn has_right(line: &Line) -> bool {
    line.text.chars().any(is_right)
}

/// Whether a line contains a phrase that PDFium would reverse if it reads the
/// line as right-to-left.
pub(crate) fn has_phrase(line: &Line) -> bool {
    let left = |run: &TextRun| run.level.is_multiple_of(2);
    let turned = |runs: &[TextRun]| {
        let texts = runs.iter().filter(|run| left(run)).filter_map(|run| line.text.get(run.range.clone()));
        let mut letters = texts.flat_map(str::chars).filter(|&letter| !is_mark(letter) && !is_control(letter));
        let first = letters.next();
        first.is_some_and(|first| letters.any(|letter| class(letter) != class(first)))
    };
    line.runs.chunk_by(|before, after| left(before) && left(after)).any(turned)
}

/// Splits the left-to-right drafts of a line into stretches.
pub(crate) fn cut<'l>(drafts: Vec<Draft<'l>>, encoder: &Encoder<'_>) -> Vec<Draft<'l>> {
    drafts.into_iter().flat_map(|draft| pieces(draft, encoder)).collect()
}

/// A draft split into stretches.
fn pieces<'l>(draft: Draft<'l>, encoder: &Encoder<'_>) -> Vec<Draft<'l>> {
    if draft.rtl {
        return vec![draft];
    }
    let mut x = draft.x;
    let stretches = draft.cells.chunk_by(|left, right| left.text.first().map(class) == right.text.first().map(class));
    let piece = |cells: &[Cell]| {
        let piece = Draft { x, cells: cells.to_vec(), ..draft };
        x = piece.x + width(&piece, &encoder.fonts[draft.font]);
        piece
    };
    stretches.map(piece).collect()
}

/// How far a draft moves the pen.
fn width(draft: &Draft<'_>, codes: &Codes<'_>) -> Length {
    let units: i32 = draft.cells.iter().map(|cell| cell.width + cell.kern).sum();
    Em::new(codes.thousandths(units) / 1000.0).at(draft.run.size)
}

/// How far right of its place on the page a piece begins. It is a whole number
/// of hundredths of a point, to which places are rounded, so that drawing is
/// not moved.
pub(crate) fn far(place: usize, x: Length, size: Length) -> Length {
    let length = Length::pt(FAR) - size * (STEP * place as f64) - x;
    Length::pt((length.to_pt() * 100.0).round() / 100.0)
}

/// The code that begins a piece and ends the one after it.
pub(crate) fn mark(place: usize, codes: &mut Codes<'_>) -> Cid {
    let mark = Cell::blank(Text::from_letters(&[LRM, ALM]), 0, 0);
    codes.code(&mark, (place % TWINS) as u8)
}
