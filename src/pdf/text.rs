//! Lines of text as codes: what is drawn where, and what readers extract.
//!
//! `docs/text-layer.md` says which reader needs which rule.

use super::cells::{Cell, Telling, Text, cells};
use super::codes::{Cid, Codes, Encoder};
use super::controls::{self, Neighbours};
use super::phrases;
use crate::document::Direction;
use crate::frame::{Glyph, Line, TextRun};
use crate::settings::TextLayer;
use crate::units::{Em, Length};
use std::borrow::Cow;

/// Spaces are a whole number of these fractions of an em wide, because every
/// width is a code. The next space makes up for the rest, so that no word is
/// off by more than half a step.
const SPACE_STEPS: i32 = 64;

/// The width of a space added at the end of a line, in ems.
const END_SPACE: f64 = 0.25;

/// PDFium drops the second of two equal characters closer than this (in em),
/// and compares with this many before.
const TWIN_DISTANCE: f64 = 0.08;
const TWIN_CODES: usize = 8;

/// The narrowest character that poppler keeps, in ems.
const NARROWEST: f64 = 0.105;

/// How far left of its letter a hint is placed, in ems: less than the 0.03 at
/// which poppler puts a space between them, but enough for an unambiguous
/// order.
const HINT_DISTANCE: f64 = 0.015;

/// A piece of a chunk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// A code.
    Code(Cid),
    /// A move to the left, in thousandths of the font size.
    Back(f64),
    /// The same from off the paper, kept to a hundredth because it is long.
    Far(f64),
}

/// Codes shown by one text operator, from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Chunk<'l> {
    /// Its run: font, size, colour, tag.
    pub(crate) run: &'l TextRun,
    /// Index into [`Encoder::fonts`].
    pub(crate) font: usize,
    /// Where it begins, from the left end of the line.
    pub(crate) x: Length,
    /// The codes and moves.
    pub(crate) pieces: Vec<Piece>,
    /// Where hints are placed, from the left end of the chunk.
    pub(crate) hints: Vec<Length>,
}

/// Cells of one style and direction, from left to right.
#[derive(Debug)]
pub(crate) struct Draft<'l> {
    pub(crate) run: &'l TextRun,
    pub(crate) font: usize,
    pub(crate) rtl: bool,
    pub(crate) x: Length,
    pub(crate) cells: Vec<Cell>,
}

impl Draft<'_> {
    /// Its first byte in the text of the line.
    pub(crate) fn start(&self) -> u32 {
        self.cells.iter().map(|cell| cell.start).min().unwrap_or_default()
    }
}

/// The chunks of a line in reading order, in which they are written. `far`: if
/// pieces are to begin off the paper, how many of the row are written already,
/// and where the line begins.
pub(crate) fn chunks<'l>(
    line: &'l Line,
    far: Option<(usize, Length)>,
    encoder: &mut Encoder<'_>,
    layer: TextLayer,
) -> Vec<Chunk<'l>> {
    let mut drafts = drafts(line, encoder, layer);
    let far = far.filter(|_| layer == TextLayer::Readers);
    if layer == TextLayer::Readers {
        end_with_space(line, &mut drafts, encoder);
    }
    if far.is_some() {
        drafts = phrases::cut(drafts, encoder);
    }
    let size = line.runs.iter().map(|run| run.size).max().unwrap_or(Length::ZERO);
    let order = {
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|&index| drafts[index].start());
        order
    };
    if layer == TextLayer::Readers {
        let directions: Vec<bool> = drafts.iter().map(|draft| draft.rtl).collect();
        for (place, &index) in order.iter().enumerate() {
            let neighbours = Neighbours {
                leftmost: index == 0,
                next: order.get(place + 1).map(|&next| directions[next]),
                right: directions.get(index + 1).copied(),
            };
            let codes = &encoder.fonts[drafts[index].font];
            let moved = controls::add(&mut drafts[index], neighbours, codes);
            let size = drafts[index].run.size;
            drafts[index].x += Em::new(codes.thousandths(moved) / 1000.0).at(size);
        }
    }
    let chunk = |(place, &index): (usize, &usize)| {
        let Draft { run, font, mut x, rtl, ref cells } = drafts[index];
        let mut writer = Writer::new(&mut encoder.fonts[font], rtl && layer == TextLayer::Readers);
        if let Some((before, left)) = far {
            let length = phrases::far(before + place, left + x, size);
            writer.begin(before + place, length.ratio(run.size));
            x += length;
        }
        writer.cells(cells);
        if let Some(before) = far.and_then(|(before, _)| (before + place).checked_sub(1)) {
            writer.end(before);
        }
        let hints = writer.hints.iter().map(|ems| ems.at(run.size)).collect();
        Chunk { run, font, x, pieces: writer.pieces, hints }
    };
    order.iter().enumerate().map(chunk).filter(|chunk| !chunk.pieces.is_empty()).collect()
}

/// Ends the line with a space, which separates its last word from the next
/// column or cell.
fn end_with_space<'l>(line: &'l Line, drafts: &mut Vec<Draft<'l>>, encoder: &Encoder<'_>) {
    let rtl = line.direction == Direction::Rtl;
    let last = if rtl { drafts.first() } else { drafts.last() };
    let Some(&Draft { run, font, x, rtl: along, ref cells }) = last else { return };
    if line.text.ends_with(char::is_whitespace) {
        return;
    }
    let codes = &encoder.fonts[font];
    let width = codes.units(Em::new(END_SPACE));
    let mut space = Cell::blank(Text::of(' '), width, line.text.len() as u32);
    space.space = true;
    let ems = |units: i32| Em::new(codes.thousandths(units) / 1000.0).at(run.size);
    let step = if rtl { -ems(width) } else { ems(cells.iter().map(|cell| cell.width + cell.kern).sum()) };
    if along != rtl {
        let draft = Draft { run, font, rtl, x: x + step, cells: vec![space] };
        drafts.insert(if rtl { 0 } else { drafts.len() }, draft);
    } else if rtl {
        drafts[0].x += step;
        drafts[0].cells.insert(0, space);
    } else if let Some(draft) = drafts.last_mut() {
        draft.cells.push(space);
    }
}

/// The line split where font, style or direction changes, and at brackets.
fn drafts<'l>(line: &'l Line, encoder: &mut Encoder<'_>, layer: TextLayer) -> Vec<Draft<'l>> {
    let mut drafts = Vec::with_capacity(line.runs.len());
    let mut x = Length::ZERO;
    for runs in line.runs.chunk_by(flows) {
        let run = &runs[0];
        let rtl = run.level % 2 == 1;
        let font = encoder.font(run.font);
        let glyphs: Cow<'_, [Glyph]> = match runs {
            [only] => Cow::Borrowed(&only.glyphs),
            _ => runs.iter().map(|run| &run.glyphs[..]).collect::<Vec<_>>().concat().into(),
        };
        let codes = &mut encoder.fonts[font];
        let telling = if rtl && layer == TextLayer::Readers { Telling::Sliced } else { Telling::Whole };
        let mut rest = cells(&line.text, &glyphs, rtl, telling, codes);
        let mut start = x;
        while !rest.is_empty() {
            let cut = if telling == Telling::Sliced { controls::cut(&rest) } else { rest.len() };
            let after = rest.split_off(cut);
            let units: i32 = rest.iter().map(|cell| cell.width + cell.kern).sum();
            drafts.push(Draft { run, font, rtl, x: start, cells: rest });
            start += Em::new(codes.thousandths(units) / 1000.0).at(run.size);
            rest = after;
        }
        x += glyphs.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size);
    }
    drafts
}

/// Whether two adjacent runs can be shown by one text operator.
fn flows(left: &TextRun, right: &TextRun) -> bool {
    let beside =
        if left.level % 2 == 1 { left.range.start == right.range.end } else { left.range.end == right.range.start };
    beside
        && left.level % 2 == right.level % 2
        && (left.font, left.size, left.color, left.rise) == (right.font, right.size, right.color, right.rise)
        && (left.tag, &left.lang) == (right.tag, &right.lang)
}

/// Turns cells into codes.
struct Writer<'c, 'f> {
    codes: &'c mut Codes<'f>,
    pieces: Vec<Piece>,
    grows: bool,
    /// Where the layout wants the pen, and where it is, in design units.
    wanted: i32,
    pen: i32,
    recent: Vec<(Cid, i32)>,
    /// Equal codes closer than this need different numbers.
    near: i32,
    hints: Vec<Em>,
}

impl<'c, 'f> Writer<'c, 'f> {
    fn new(codes: &'c mut Codes<'f>, grows: bool) -> Self {
        let near = codes.units(Em::new(TWIN_DISTANCE));
        Self { codes, pieces: Vec::new(), grows, wanted: 0, pen: 0, recent: Vec::new(), near, hints: Vec::new() }
    }

    /// Begins off the paper, this many ems right of the first cell.
    fn begin(&mut self, place: usize, ems: f64) {
        self.pen = -self.codes.units(Em::new(ems));
        self.wanted = self.pen;
        let mark = phrases::mark(place, self.codes);
        // PDF.js ignores the move after a code that it skips, so a first one of
        // 1 is made for it to ignore.
        self.pieces.extend([Piece::Code(mark), Piece::Back(1.0), Piece::Far(ems * 1000.0 - 1.0)]);
    }

    /// Ends where the piece before begins.
    fn end(&mut self, before: usize) {
        self.back(self.pen);
        let mark = phrases::mark(before, self.codes);
        self.pieces.push(Piece::Code(mark));
    }

    fn cells(&mut self, cells: &[Cell]) {
        self.pieces.reserve(cells.len() + 4);
        self.recent.reserve(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            let mut cell = *cell;
            self.wanted += cell.width + cell.kern;
            if cell.space {
                cell.width = self.space(self.wanted - self.pen);
            }
            if cell.hint {
                self.hints.push(Em::new(self.codes.thousandths(self.pen) / 1000.0 - HINT_DISTANCE));
            }
            let grown = self.grown(&cell);
            if grown > 0 {
                cell.width += grown;
                cell.shift += grown;
                self.back(grown);
                self.pen -= grown;
            }
            let code = self.code(&cell);
            self.pieces.push(Piece::Code(code));
            self.pen += cell.width;
            let absorbed = cells.get(index + 1).is_none_or(|next| next.space);
            if cell.kern != 0 && !absorbed {
                self.back(-cell.kern);
                self.pen += cell.kern;
            }
        }
    }

    /// The width of a space, in whole steps, that brings the pen nearest to its
    /// target.
    fn space(&self, wanted: i32) -> i32 {
        let step = (i32::from(self.codes.font.units_per_em) / SPACE_STEPS).max(1);
        ((wanted + step / 2).div_euclid(step) * step).max(step)
    }

    /// How much wider to the left a cell of several characters must become, so
    /// that poppler does not drop one as printed twice.
    fn grown(&self, cell: &Cell) -> i32 {
        let count = cell.text.letters().len() as f64;
        if !self.grows || count < 2.0 || cell.width == 0 {
            return 0;
        }
        (self.codes.units(Em::new(NARROWEST * count)) - cell.width).max(0)
    }

    fn back(&mut self, units: i32) {
        let thousandths = self.codes.thousandths(units);
        match self.pieces.last_mut() {
            Some(Piece::Back(last)) => *last += thousandths,
            _ => self.pieces.push(Piece::Back(thousandths)),
        }
    }

    /// The code of a cell; a twin if the same code is too close.
    fn code(&mut self, cell: &Cell) -> Cid {
        let mut code = self.codes.code(cell, 0);
        for twin in 1..=TWIN_CODES as u8 {
            let from = self.recent.len().saturating_sub(TWIN_CODES);
            let close = |&(other, at): &(Cid, i32)| other == code && (self.pen - at).abs() < self.near;
            if !self.recent[from..].iter().any(close) {
                break;
            }
            code = self.codes.code(cell, twin);
        }
        self.recent.push((code, self.pen));
        code
    }
}
