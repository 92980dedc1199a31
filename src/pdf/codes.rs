//! The codes of the text: one for each (picture, text, width) of a font. The
//! fonts of a file share one numbering, in which a number means the same text
//! in every font, so that one `ToUnicode` table serves them all.

use super::cells::{Alone, Cell, Text};
use crate::font::{Font, FontBook, FontId};
use crate::units::Em;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use write_fonts::read::{FontRef, TableProvider as _, tables::hmtx::Hmtx};
use write_fonts::types::GlyphId;

/// A code: its index in its font until it is numbered, then its number in the
/// file.
pub(crate) type Cid = u16;

/// Most codes of the fonts of one numbering; further codes go to new copies of
/// the fonts. A glyph number has 16 bits, and the 5,500 left of 65,536 are for
/// codes that a line already begun still asks for and for glyphs that only
/// composite glyphs refer to.
const MOST_CODES: usize = 60_000;

/// The number of the first code; glyph 0 is the missing glyph.
const FIRST: Cid = 1;

/// A glyph in a picture, in design units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Its index in the original font.
    pub(crate) glyph: u16,
    /// Its horizontal offset.
    pub(crate) dx: i32,
    /// Its vertical offset, upwards.
    pub(crate) dy: i32,
    /// Kashida: the width of the tatweel drawn before the glyph; 0 for none.
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
    /// Several glyphs, or one that is moved: an index into [`Codes::pictures`].
    Parts(u32),
}

/// A code: what it draws, its text, and how far it moves the pen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    /// What is drawn.
    pub(crate) picture: Picture,
    /// How far right of the pen it is drawn, in design units.
    pub(crate) shift: i32,
    /// What readers extract.
    pub(crate) text: Text,
    /// The advance, in design units.
    pub(crate) width: i32,
    /// How many earlier codes map to the same text.
    nth: Cid,
}

/// Everything codes differ in. `twin` distinguishes equal codes that would be
/// too close together for a reader.
type Key = (Picture, i32, Text, i32, u8);

/// The codes of one font, or of one of its copies.
pub(crate) struct Codes<'a> {
    /// The font.
    pub(crate) font: &'a Font,
    /// Pictures of several parts, drawn one over another.
    pub(crate) pictures: Vec<Vec<Part>>,
    /// The codes in the order they were first asked for.
    pub(crate) codes: Vec<Code>,
    /// Their numbers; shorter than `codes` while some have none.
    pub(crate) numbers: Vec<Cid>,
    /// Index into [`Encoder::numberings`].
    pub(crate) numbering: usize,
    /// The cells of clusters of one glyph, kept because most of them recur.
    pub(super) alone: FxHashMap<Alone, Cell>,
    id: FontId,
    metrics: Option<Hmtx<'a>>,
    picture_ids: FxHashMap<Vec<Part>, u32>,
    known: FxHashMap<Key, Cid>,
    /// How many codes each text has.
    telling: FxHashMap<Text, Cid>,
}

impl<'a> Codes<'a> {
    fn new(id: FontId, font: &'a Font, numbering: usize) -> Self {
        let face = FontRef::new(font.data()).ok();
        Self {
            font,
            id,
            numbering,
            metrics: face.as_ref().and_then(|face| face.hmtx().ok()),
            pictures: Vec::new(),
            alone: FxHashMap::default(),
            codes: Vec::new(),
            numbers: Vec::new(),
            picture_ids: FxHashMap::default(),
            known: FxHashMap::default(),
            telling: FxHashMap::default(),
        }
    }

    /// The codes sorted by number.
    pub(crate) fn numbered(&self) -> Vec<(Cid, &Code)> {
        let mut codes: Vec<_> = self.numbers.iter().copied().zip(&self.codes).collect();
        codes.sort_unstable_by_key(|&(number, _)| number);
        codes
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

    /// The picture of some parts. The missing glyph is always made a composite:
    /// glyph 0 itself must not be shown (PDF/A forbids references to
    /// `.notdef`).
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
        let (codes, telling) = (&mut self.codes, &mut self.telling);
        *self.known.entry((picture, shift, text, width, twin)).or_insert_with(|| {
            let count = telling.entry(text).or_default();
            codes.push(Code { picture, shift, text, width, nth: *count });
            *count += 1;
            codes.len() as Cid - 1
        })
    }
}

/// The texts of the codes of some fonts, by number.
pub(crate) struct Numbering {
    /// The texts; the first is that of [`FIRST`]. The first and the last one
    /// are spaces that are never shown: PDFium derives from the width of either
    /// of them which gaps are spaces.
    pub(crate) texts: Vec<Text>,
    /// The number of the nth code of a font with this text.
    numbers: FxHashMap<(Text, Cid), Cid>,
}

impl Numbering {
    fn new() -> Self {
        Self { texts: vec![Text::of(' ')], numbers: FxHashMap::default() }
    }

    /// The texts with their numbers.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (Cid, &Text)> {
        (FIRST..).zip(&self.texts)
    }

    /// Numbers the codes of its fonts that have no number yet, sorted by text.
    /// Letters of one shape are then neighbours in the table of texts and in
    /// the font programs, which makes both compress better.
    fn number<'c, 'f: 'c>(&mut self, fonts: impl Iterator<Item = &'c mut Codes<'f>>) {
        let mut fonts: Vec<_> = fonts.collect();
        let key = |code: &Code| (code.text, code.nth);
        let new = fonts.iter().flat_map(|font| font.codes[font.numbers.len()..].iter().map(key));
        for key in new.filter(|key| !self.numbers.contains_key(key)).collect::<BTreeSet<_>>() {
            self.numbers.insert(key, FIRST + self.texts.len() as Cid);
            self.texts.push(key.0);
        }
        for font in &mut fonts {
            let new = font.codes[font.numbers.len()..].iter();
            font.numbers.extend(new.map(|code| self.numbers[&key(code)]));
        }
    }
}

/// The codes of all fonts of a file.
pub(crate) struct Encoder<'a> {
    book: &'a FontBook,
    /// The fonts in the order of first use.
    pub(crate) fonts: Vec<Codes<'a>>,
    /// Only one, unless there are more than [`MOST_CODES`] codes.
    pub(crate) numberings: Vec<Numbering>,
    current: BTreeMap<FontId, usize>,
}

impl<'a> Encoder<'a> {
    /// An encoder that has no codes yet.
    pub(crate) fn new(book: &'a FontBook) -> Self {
        Self { book, fonts: Vec::new(), numberings: vec![Numbering::new()], current: BTreeMap::new() }
    }

    /// The index of a font with room for more codes.
    pub(crate) fn font(&mut self, id: FontId) -> usize {
        if self.current.values().map(|&index| self.fonts[index].codes.len()).sum::<usize>() >= MOST_CODES {
            self.numberings.push(Numbering::new());
            self.current.clear();
        }
        *self.current.entry(id).or_insert_with(|| {
            self.fonts.push(Codes::new(id, self.book.font(id), self.numberings.len() - 1));
            self.fonts.len() - 1
        })
    }

    /// Numbers the codes that have no number yet, including those of fonts that
    /// a copy has replaced since: a line begun before may still ask them for
    /// codes.
    pub(crate) fn number(&mut self) {
        for (index, numbering) in self.numberings.iter_mut().enumerate() {
            numbering.number(self.fonts.iter_mut().filter(|font| font.numbering == index));
        }
    }

    /// Ends the numbering: no code may be asked for after this.
    pub(crate) fn close(&mut self) {
        self.number();
        self.numberings.iter_mut().for_each(|numbering| numbering.texts.push(Text::of(' ')));
    }

    /// The numbers of the codes of each font so far.
    pub(crate) fn numbers(&self) -> Vec<Vec<Cid>> {
        self.fonts.iter().map(|codes| codes.numbers.clone()).collect()
    }
}

impl std::fmt::Debug for Codes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Codes").field("font", &self.id).field("codes", &self.codes).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Weight;

    #[test]
    fn copies_of_the_fonts_take_what_is_too_much() {
        let book = FontBook::bundled();
        let [regular, bold] = [Weight::REGULAR, Weight::BOLD].map(|weight| book.find("Vazirmatn", weight).unwrap());
        let mut encoder = Encoder::new(&book);
        let space = |width: usize| Cell::blank(Text::of(' '), width as i32, 0);
        for id in [regular, bold] {
            let font = encoder.font(id);
            for width in 0..MOST_CODES / 2 {
                encoder.fonts[font].code(&space(width), 0);
            }
        }
        let copy = encoder.font(regular);
        encoder.fonts[copy].code(&space(0), 0);
        encoder.number();
        // A line that was begun with the earlier font may ask it for one more.
        encoder.fonts[0].code(&Cell::blank(Text::of('x'), 0, 0), 0);
        encoder.close();
        assert!(encoder.fonts.iter().all(|font| font.numbers.len() == font.codes.len()));
        assert_eq!(encoder.fonts.iter().map(|font| font.numbering).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(encoder.fonts[0].numbers[..MOST_CODES / 2], encoder.fonts[1].numbers);
        let last = [MOST_CODES / 2 + 1, 1].map(|shown| shown + 2);
        assert_eq!(encoder.numberings.iter().map(|numbering| numbering.texts.len()).collect::<Vec<_>>(), last);
        assert_eq!(encoder.fonts[copy].numbers, [FIRST + 1]);
    }
}
