//! How wide the columns of a poem are: as its longest half-line, so that nothing turns and
//! little is stretched.

use super::fonts::{Face, family_index};
use crate::document::visit::plain_text;
use crate::document::{Lang, Poem};
use crate::font::{FontBook, FontId};
use crate::theme::{Theme, ThemeFonts};
use crate::typeset::inline::alone::{Alone, Features};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The widths of columns, in ems. A wider one has no room beside another on a tablet,
/// nothing is as short as the narrowest.
pub(crate) const WIDTHS: RangeInclusive<usize> = 4..=20;
/// The letters to an em where they cannot be measured: no bundled font has fewer.
const LETTERS_PER_EM: f64 = 2.2;
/// The room added to the longest half-line, in ems: in a reading system's own font it may
/// be a little longer.
const SPARE: f64 = 0.4;

/// Measures half-lines.
pub(super) struct Measure<'a> {
    book: &'a FontBook,
    fonts: ThemeFonts,
    /// By font: planning how it shapes takes longer than shaping a poem.
    shapers: BTreeMap<FontId, Option<Alone<'a>>>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(theme: &Theme, book: &'a FontBook) -> Self {
        Self { book, fonts: theme.fonts(book), shapers: BTreeMap::new() }
    }

    /// The width of the columns of a poem in a face.
    pub(super) fn columns(&mut self, poem: &Poem, face: Face, lang: &Lang) -> usize {
        let uses = [self.fonts.body, self.fonts.heading, self.fonts.display, self.fonts.code];
        let id = uses[family_index(face.family)][usize::from(face.bold)];
        let font = self.book.font(id);
        let alone = self.shapers.entry(id).or_insert_with(|| Alone::new(font.data()));
        let mut width = |text: &str| {
            let glyphs = alone.as_mut().and_then(|alone| alone.shape(text, Some(lang), Features::Usual));
            match glyphs {
                Some(glyphs) => {
                    let units: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
                    units as f64 / f64::from(font.units_per_em.max(1))
                }
                None => text.chars().count() as f64 / LETTERS_PER_EM,
            }
        };
        let halves = poem.couplets.iter().flat_map(|couplet| [Some(&couplet.first), couplet.second.as_ref()]).flatten();
        let longest = halves.map(|half| width(&plain_text(half))).fold(0.0, f64::max);
        ((longest + SPARE).ceil() as usize).clamp(*WIDTHS.start(), *WIDTHS.end())
    }
}
