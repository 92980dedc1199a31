//! Glyphs as coverage of pixels. As letters recur on a page, an outline is
//! filled only once for each size and position within a pixel.

use super::canvas::{Coverage, coverage};
use crate::font::{FontBook, FontId, OutlineSegment};
use crate::frame::Glyph;
use crate::units::Matrix;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Positions within a pixel that are distinguished, in each direction. With
/// four, letters are off by an eighth of a pixel at most. More would fill each
/// glyph more often, fewer would make spacing uneven.
const STEPS: f64 = 4.0;
/// Most bytes of coverage kept: a few thousand letters at page size.
const KEPT: usize = 8 << 20;
/// Largest coordinate of a glyph's ink in pixels. No real glyph is this large
/// on a picture of the permitted size, but damaged fonts may claim to have one.
const LARGEST: f64 = 16_384.0;

/// Everything that the coverage of a glyph depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    font: FontId,
    glyph: u16,
    /// The bits of the stretch.
    stretch: u64,
    /// The bits of the size in pixels.
    size: u64,
    turns: u8,
    /// The position within a pixel.
    part: (u8, u8),
}

/// The glyphs of some fonts.
pub(crate) struct Glyphs<'f> {
    fonts: &'f FontBook,
    filled: Filled,
}

/// The letters filled so far, for pictures that follow.
#[derive(Debug, Default)]
pub struct Filled {
    /// The fonts they are of.
    fonts: FontBook,
    known: FxHashMap<Key, Rc<Coverage>>,
    bytes: usize,
    tatweels: FxHashMap<FontId, Option<Tatweel>>,
}

/// The tatweel of a font, in design units.
#[derive(Debug)]
struct Tatweel {
    outline: Rc<[OutlineSegment]>,
    left: f64,
    width: f64,
}

impl<'f> Glyphs<'f> {
    /// The glyphs of these fonts; of those that were filled before, the ones that are
    /// still right.
    pub(crate) fn new(fonts: &'f FontBook, filled: Filled) -> Self {
        let filled = if filled.fonts.is_same(fonts) { filled } else { Filled::default() };
        Self { fonts, filled: Filled { fonts: fonts.clone(), ..filled } }
    }

    pub(crate) fn fonts(&self) -> &'f FontBook {
        self.fonts
    }

    pub(crate) fn into_filled(self) -> Filled {
        self.filled
    }

    /// The coverage of a glyph, and the pixel of its origin. `size` is the font
    /// size in points; `pen` maps points relative to the origin to pixels.
    pub(crate) fn get(&mut self, font: FontId, glyph: &Glyph, size: f64, pen: Matrix) -> (Rc<Coverage>, (i32, i32)) {
        let [a, b, c, d, x, y] = pen.0;
        let (x, column) = parted(x);
        let (y, row) = parted(y);
        let pixels = size * a.abs().max(b.abs());
        let key = Key {
            font,
            glyph: glyph.id,
            stretch: glyph.stretch.get().to_bits(),
            size: pixels.to_bits(),
            turns: pen.turns(),
            part: ((x * STEPS) as u8, (y * STEPS) as u8),
        };
        if let Some(known) = self.filled.known.get(&key) {
            return (Rc::clone(known), (column, row));
        }
        let unit = size / f64::from(self.fonts.font(font).units_per_em.max(1));
        // Design units grow upwards.
        let map = Matrix::scaled(unit, -unit).then(Matrix([a, b, c, d, x, y]));
        let drawn = Rc::new(self.fill(font, glyph, map).unwrap_or_default());
        let filled = &mut self.filled;
        if filled.bytes + drawn.bytes.len() > KEPT {
            filled.known.clear();
            filled.bytes = 0;
        }
        filled.bytes += drawn.bytes.len();
        filled.known.insert(key, Rc::clone(&drawn));
        (drawn, (column, row))
    }

    fn fill(&mut self, font: FontId, glyph: &Glyph, map: Matrix) -> Option<Coverage> {
        let face = self.fonts.font(font);
        let mut contours = face.outline(glyph.id);
        if glyph.stretch.get() > 0.0 {
            let em = f64::from(face.units_per_em);
            let overlap = Glyph::OVERLAP.get() * em;
            let from = -glyph.stretch.get() * em - overlap;
            self.add_tatweel(font, (from, overlap), &mut contours);
        }
        let [a, b, ..] = map.0;
        let ink = contours.iter().flat_map(points).flatten().fold(0.0, |most: f64, at| most.max(f64::from(at).abs()));
        (ink * a.abs().max(b.abs()) <= LARGEST).then(|| coverage(&contours, map)).flatten()
    }

    /// Adds the tatweel of a stretched letter, scaled to the space between two
    /// x coordinates.
    fn add_tatweel(&mut self, font: FontId, (from, to): (f64, f64), contours: &mut Vec<OutlineSegment>) {
        let fonts = self.fonts;
        let tatweel = self.filled.tatweels.entry(font).or_insert_with(|| {
            let font = fonts.font(font);
            let glyph = font.glyph('\u{640}')?;
            let ink = font.ink(glyph)?;
            let em = f64::from(font.units_per_em);
            let (left, width) = (ink.left.get() * em, (ink.right - ink.left).get() * em);
            (width > 0.0).then(|| Tatweel { outline: font.outline(glyph).into(), left, width })
        });
        let Some(Tatweel { outline, left, width }) = tatweel else { return };
        let scale = (to - from) / *width;
        let x = |[x, y]: [f32; 2]| [(from + (f64::from(x) - *left) * scale) as f32, y];
        contours.extend(outline.iter().map(|segment| match *segment {
            OutlineSegment::Move(to) => OutlineSegment::Move(x(to)),
            OutlineSegment::Line(to) => OutlineSegment::Line(x(to)),
            OutlineSegment::Quad(control, to) => OutlineSegment::Quad(x(control), x(to)),
            OutlineSegment::Cubic(first, second, to) => OutlineSegment::Cubic(x(first), x(second), x(to)),
            OutlineSegment::Close => OutlineSegment::Close,
        }));
    }
}

/// The points of a segment.
fn points(segment: &OutlineSegment) -> impl Iterator<Item = [f32; 2]> + use<> {
    let points = match *segment {
        OutlineSegment::Move(to) | OutlineSegment::Line(to) => [Some(to), None, None],
        OutlineSegment::Quad(control, to) => [Some(control), Some(to), None],
        OutlineSegment::Cubic(first, second, to) => [Some(first), Some(second), Some(to)],
        OutlineSegment::Close => [None; 3],
    };
    points.into_iter().flatten()
}

/// Splits a coordinate into a position within a pixel, rounded to one of
/// [`STEPS`], and the pixel.
fn parted(at: f64) -> (f64, i32) {
    let stepped = (at * STEPS).round() / STEPS;
    let pixel = stepped.floor();
    (stepped - pixel, pixel as i32)
}
