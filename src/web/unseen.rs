//! Letters that show nothing, added to fonts that lack them. WebKit draws a letter and
//! the half-space after it in one font: where the first has no half-space it takes the
//! next that has one, and if that is a subset without the letter, the letter is blank.

use super::fonts::ALWAYS;
use std::collections::BTreeSet;
use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable as _;
use write_fonts::read::tables::glyf::Glyf;
use write_fonts::read::types::{GlyphId, Tag};
use write_fonts::read::{FontRef, TableProvider as _};
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::maxp::Maxp;

/// A font in which every letter that shows nothing has a glyph, [`ALWAYS`] and those of
/// the text: one more, without outline and width. A font with other outlines than
/// TrueType's, or with variants of letters, is left as it is.
pub(super) fn with_unseen(font: Vec<u8>, letters: &BTreeSet<char>) -> Vec<u8> {
    added(&font, letters).unwrap_or(font)
}

fn added(data: &[u8], letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(data).ok()?;
    let cmap = font.cmap().ok().filter(|cmap| cmap.uvs_subtable().is_none())?;
    let unseen = letters.iter().copied().chain(ALWAYS.chars()).filter(|&letter| shows_nothing(letter));
    let lacking: BTreeSet<char> = unseen.filter(|&letter| cmap.map_codepoint(letter).is_none()).collect();
    let _: Glyf<'_> = font.glyf().ok().filter(|_| !lacking.is_empty() && font.vmtx().is_err())?;
    let mut maxp: Maxp = font.maxp().ok()?.to_owned_table();
    let blank = maxp.num_glyphs;
    maxp.num_glyphs = blank.checked_add(1)?;

    let (_, _, known) = cmap.best_subtable()?;
    let known = known.iter().filter_map(|(letter, glyph)| Some((char::from_u32(letter)?, glyph)));
    let blanks = lacking.iter().map(|&letter| (letter, GlyphId::from(blank)));
    let cmap = Cmap::from_mappings(known.chain(blanks)).ok()?;

    let metrics = font.hmtx().ok()?;
    let metric = |glyph: u16| {
        let glyph = GlyphId::from(glyph);
        Some(LongMetric::new(metrics.advance(glyph)?, metrics.side_bearing(glyph)?))
    };
    let mut metrics = (0..blank).map(metric).collect::<Option<Vec<_>>>()?;
    metrics.push(LongMetric::new(0, 0));
    let mut hhea: Hhea = font.hhea().ok()?.to_owned_table();
    hhea.number_of_h_metrics = maxp.num_glyphs;

    // The outline of the new glyph begins where the last one ends, and ends there too.
    let loca = font.table_data(Tag::new(b"loca"))?;
    let entry = if font.head().ok()?.index_to_loc_format() == 0 { 2 } else { 4 };
    let mut loca = loca.as_bytes().to_vec();
    loca.extend_from_within(loca.len().checked_sub(entry)?..);

    let mut builder = FontBuilder::new();
    builder.add_table(&maxp).ok()?.add_table(&cmap).ok()?.add_table(&hhea).ok()?;
    builder.add_table(&Hmtx::new(metrics, Vec::new())).ok()?.add_raw(Tag::new(b"loca"), loca);
    Some(builder.copy_missing_tables(font).build())
}

/// Joiners, direction marks and their like, which a text engine hides.
pub(super) fn shows_nothing(letter: char) -> bool {
    crate::characters::is_unseen_control(letter) || matches!(letter, '\u{200c}' | '\u{200d}')
}
