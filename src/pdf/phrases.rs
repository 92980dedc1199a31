//! Phrases: left-to-right stretches within a right-to-left line.
//!
//! PDFium cuts such a line into stretches of letters, of digits and signs, and
//! of the rest, and turns their order around: `wpi_tamas` would be read as
//! `tamas_wpi`. It takes them in the order in which pieces of text begin,
//! though, from left to right. So the stretches of a phrase become pieces of
//! their own, and every piece of the line begins, and ends, far right of the
//! paper, the later in the text the further left. From there it moves to its
//! place and back. Only PDFium goes by what is off the paper.

use super::cells::{Cell, Text};
use super::classes::{ALM, LRM, is_control, is_left, is_mark, is_right, is_weak};
use super::codes::{Cid, Codes, Encoder};
use super::text::Draft;
use crate::frame::{Line, TextRun};
use crate::units::{Em, Length};

/// Where pieces begin: further right than any paper is wide.
const FAR: f64 = 6000.0;

/// How far apart they begin, in ems: so near that PDFium takes the mark that
/// begins a piece for the one that ends the piece before, and drops it
/// together with the space that it sees there.
const STEP: f64 = 0.006;

/// That many marks side by side need codes of their own, or PDFium, which
/// looks seven characters back, drops those as well that end a piece.
const TWINS: usize = 3;

/// The stretches of PDFium.
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

/// Whether a line holds letters of a right-to-left script.
pub(crate) fn has_right(line: &Line) -> bool {
    line.text.chars().any(is_right)
}

/// Whether a line holds a phrase that PDFium would turn around, if it takes
/// the line for right-to-left.
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

/// Cuts the left-to-right pieces of a line into their stretches.
pub(crate) fn cut<'l>(drafts: Vec<Draft<'l>>, encoder: &Encoder<'_>) -> Vec<Draft<'l>> {
    drafts.into_iter().flat_map(|draft| pieces(draft, encoder)).collect()
}

/// The stretches of a draft.
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

/// How far right of its place on the page a piece begins, in whole hundredths
/// of a point, which places are rounded to: what is drawn stays where it was.
pub(crate) fn far(place: usize, x: Length, size: Length) -> Length {
    let length = Length::pt(FAR) - size * (STEP * place as f64) - x;
    Length::pt((length.to_pt() * 100.0).round() / 100.0)
}

/// The code that a piece begins with, and that ends the one after it.
pub(crate) fn mark(place: usize, codes: &mut Codes<'_>) -> Cid {
    let mark = Cell::blank(Text::from_letters(&[LRM, ALM]), 0, 0);
    codes.code(&mark, (place % TWINS) as u8)
}
