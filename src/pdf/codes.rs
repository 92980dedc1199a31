//! The codes text is written with: one for each (picture, text, width) of a
//! font, numbered as they are first met.

use super::cells::{Cell, Text};
use crate::font::{Font, FontBook, FontId};
use crate::units::Em;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use write_fonts::read::{FontRef, TableProvider as _, tables::hmtx::Hmtx};
use write_fonts::types::GlyphId;

/// A code of one font, as it stands in the content.
pub(crate) type Cid = u16;

/// Most codes a font can have; another copy of the font takes more.
const MOST_CODES: usize = 60_000;

/// The width of the first and the last code of a font, spaces both, in ems.
/// PDFium takes half of it for the least move that is a space; older versions
/// go by the first, newer ones by the last. Over a third of an em, they go by
/// the next code instead.
const MEASURE: f64 = 0.4;

/// A glyph in a picture, in design units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Its index in the original font.
    pub(crate) glyph: u16,
    /// How far right it stands.
    pub(crate) dx: i32,
    /// How far up.
    pub(crate) dy: i32,
    /// Kashida: draw the tatweel so wide at this place, before the glyph;
    /// zero for none.
    pub(crate) tatweel: i32,
}

impl Part {
    /// A glyph at its own place.
    pub(crate) const fn plain(glyph: u16) -> Self {
        Self { glyph, dx: 0, dy: 0, tatweel: 0 }
    }
}

/// What a code draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Picture {
    /// Nothing.
    Blank,
    /// A glyph as it is.
    Glyph(u16),
    /// Several, or one at another place: an index into [`Codes::pictures`].
    Parts(u32),
}

/// A code: what is drawn, what it says, how far the pen moves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    /// What is drawn.
    pub(crate) picture: Picture,
    /// How far right of the pen.
    pub(crate) shift: i32,
    /// What readers are told.
    pub(crate) text: Text,
    /// Design units.
    pub(crate) width: i32,
}

/// Everything codes differ in. `twin` tells equal ones apart that would stand
/// too close together for a reader.
type Key = (Picture, i32, Text, i32, u8);

/// The codes of one font (or of one more copy of it).
pub(crate) struct Codes<'a> {
    /// The font.
    pub(crate) font: &'a Font,
    /// Pictures of several parts, one over the other.
    pub(crate) pictures: Vec<Vec<Part>>,
    /// The codes; the first has the number 1.
    pub(crate) codes: Vec<Code>,
    id: FontId,
    metrics: Option<Hmtx<'a>>,
    picture_ids: FxHashMap<Vec<Part>, u32>,
    known: FxHashMap<Key, Cid>,
}

impl<'a> Codes<'a> {
    fn new(id: FontId, font: &'a Font) -> Self {
        let face = FontRef::new(font.data()).ok();
        let mut codes = Self {
            font,
            id,
            metrics: face.as_ref().and_then(|face| face.hmtx().ok()),
            pictures: Vec::new(),
            codes: Vec::new(),
            picture_ids: FxHashMap::default(),
            known: FxHashMap::default(),
        };
        codes.measure(0);
        codes
    }

    /// A code that nothing shows: a space by which PDFium judges what else is
    /// one.
    fn measure(&mut self, twin: u8) {
        let width = self.units(Em::new(MEASURE));
        self.code(&Cell::blank(Text::of(' '), width, 0), twin);
    }

    /// The advance of a glyph, in design units.
    pub(crate) fn advance(&self, glyph: u16) -> i32 {
        let metrics = self.metrics.as_ref();
        metrics.and_then(|table| table.advance(GlyphId::from(glyph))).map_or(0, i32::from)
    }

    /// Whether a glyph has no ink.
    pub(crate) fn is_blank(&self, glyph: u16) -> bool {
        self.font.ink(glyph).is_none()
    }

    /// A share of the font size in design units.
    pub(crate) fn units(&self, ems: Em) -> i32 {
        (ems.get() * f64::from(self.font.units_per_em)).round() as i32
    }

    /// A length in design units as thousandths of the font size.
    pub(crate) fn thousandths(&self, units: i32) -> f64 {
        f64::from(units) * 1000.0 / f64::from(self.font.units_per_em.max(1))
    }

    /// The picture of some parts. A missing glyph is drawn as a picture too:
    /// its own number must not be shown.
    pub(crate) fn picture(&mut self, parts: &[Part]) -> Picture {
        match parts {
            [] => Picture::Blank,
            [only] if *only == Part::plain(only.glyph) && only.glyph != 0 => Picture::Glyph(only.glyph),
            _ => {
                if let Some(&id) = self.picture_ids.get(parts) {
                    return Picture::Parts(id);
                }
                let id = self.pictures.len() as u32;
                self.pictures.push(parts.to_vec());
                self.picture_ids.insert(parts.to_vec(), id);
                Picture::Parts(id)
            }
        }
    }

    /// The code of a cell.
    pub(crate) fn code(&mut self, cell: &Cell, twin: u8) -> Cid {
        let Cell { picture, shift, text, width, .. } = *cell;
        let codes = &mut self.codes;
        *self.known.entry((picture, shift, text, width, twin)).or_insert_with(|| {
            codes.push(Code { picture, shift, text, width });
            codes.len() as Cid
        })
    }
}

/// The codes of all fonts of a file.
pub(crate) struct Encoder<'a> {
    book: &'a FontBook,
    /// The fonts in the order of first use.
    pub(crate) fonts: Vec<Codes<'a>>,
    current: BTreeMap<FontId, usize>,
}

impl<'a> Encoder<'a> {
    /// Without codes yet.
    pub(crate) fn new(book: &'a FontBook) -> Self {
        Self { book, fonts: Vec::new(), current: BTreeMap::new() }
    }

    /// The index of a font with room for more codes.
    pub(crate) fn font(&mut self, id: FontId) -> usize {
        match self.current.get(&id) {
            Some(&index) if self.fonts[index].codes.len() < MOST_CODES => index,
            _ => {
                let index = self.fonts.len();
                self.fonts.push(Codes::new(id, self.book.font(id)));
                self.current.insert(id, index);
                index
            }
        }
    }

    /// Ends the fonts: no more codes are asked for.
    pub(crate) fn close(&mut self) {
        for codes in self.fonts.iter_mut().filter(|codes| codes.codes.len() > 1) {
            codes.measure(1);
        }
    }

    /// The number of codes of each font so far.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.fonts.iter().map(|codes| codes.codes.len()).enumerate()
    }
}

impl std::fmt::Debug for Codes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Codes").field("font", &self.id).field("codes", &self.codes).finish_non_exhaustive()
    }
}
