//! The codes text is written with: one for each (picture, text, width) of a
//! font, numbered as they are first met.

use crate::font::{Font, FontBook, FontId};
use crate::units::Em;
use std::collections::{BTreeMap, HashMap};
use write_fonts::read::{FontRef, TableProvider as _, tables::hmtx::Hmtx};
use write_fonts::types::GlyphId;

/// A code of one font, as it stands in the content.
pub(crate) type Cid = u16;

/// Most codes a font can have; another copy of the font takes more.
const MOST_CODES: usize = 60_000;

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

/// A code: what is drawn, what it says, how far the pen moves.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// Index into [`Codes::pictures`].
    pub(crate) picture: u32,
    /// What readers are told.
    pub(crate) text: Box<str>,
    /// Design units.
    pub(crate) width: i32,
}

/// The codes of one font (or of one more copy of it).
pub(crate) struct Codes<'a> {
    /// The font.
    pub(crate) font: &'a Font,
    /// What is drawn: parts one over the other; none for a blank.
    pub(crate) pictures: Vec<Vec<Part>>,
    /// The codes; the first has the number 1.
    pub(crate) codes: Vec<Code>,
    id: FontId,
    metrics: Option<Hmtx<'a>>,
    picture_ids: HashMap<Vec<Part>, u32>,
    texts: HashMap<Box<str>, u32>,
    known: HashMap<(u32, u32, i32, u8), Cid>,
}

impl<'a> Codes<'a> {
    fn new(id: FontId, font: &'a Font) -> Self {
        let metrics = FontRef::new(font.data()).ok().and_then(|face| face.hmtx().ok());
        Self {
            font,
            id,
            metrics,
            pictures: Vec::new(),
            codes: Vec::new(),
            picture_ids: HashMap::new(),
            texts: HashMap::new(),
            known: HashMap::new(),
        }
    }

    /// The advance of a glyph, in design units.
    pub(crate) fn advance(&self, glyph: u16) -> i32 {
        let metrics = self.metrics.as_ref();
        metrics.and_then(|table| table.advance(GlyphId::from(glyph))).map_or(0, i32::from)
    }

    /// A share of the font size in design units.
    pub(crate) fn units(&self, ems: Em) -> i32 {
        (ems.get() * f64::from(self.font.units_per_em)).round() as i32
    }

    /// The code for a picture with a text and a width. `twin` tells equal
    /// codes apart that stand too close together for a reader.
    pub(crate) fn code(&mut self, picture: &[Part], text: &str, width: i32, twin: u8) -> Cid {
        let picture = self.picture(picture);
        let next = self.texts.len() as u32;
        let text_id = match self.texts.get(text) {
            Some(&id) => id,
            None => *self.texts.entry(text.into()).or_insert(next),
        };
        let codes = &mut self.codes;
        *self.known.entry((picture, text_id, width, twin)).or_insert_with(|| {
            codes.push(Code { picture, text: text.into(), width });
            codes.len() as Cid
        })
    }

    fn picture(&mut self, parts: &[Part]) -> u32 {
        if let Some(&id) = self.picture_ids.get(parts) {
            return id;
        }
        let id = self.pictures.len() as u32;
        self.pictures.push(parts.to_vec());
        self.picture_ids.insert(parts.to_vec(), id);
        id
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
