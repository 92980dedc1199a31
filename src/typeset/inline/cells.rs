//! Signs in blocks of code: arrows, triangles and emoji take whole cells, as on a
//! terminal, so that boxes and trees stay in line whatever font has the sign.

use super::collect::CharStyle;
use super::itemize::{Item, ItemKind};
use super::shape::RawGlyph;
use crate::font::{Font, FontBook, FontId};
use unicode_segmentation::UnicodeSegmentation;

/// How much wider than its cells the ink of a sign may be before it shrinks: arrows
/// and triangles of text fonts have no room beside them.
const OVER: f64 = 1.1;

/// Arrows, shapes, dingbats and emoji.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{24ff}' | '\u{25a0}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Signs before U+1F000 that terminals show as emoji: those of `Emoji_Presentation`.
const WIDE: [char; 60] = [
    '⌚', '⌛', '⏩', '⏪', '⏫', '⏬', '⏰', '⏳', '◽', '◾', '☔', '☕', '♈', '♉', '♊', '♋', '♌', '♍', '♎',
    '♏', '♐', '♑', '♒', '♓', '♿', '⚓', '⚡', '⚪', '⚫', '⚽', '⚾', '⛄', '⛅', '⛎', '⛔', '⛪', '⛲', '⛳',
    '⛵', '⛺', '⛽', '✅', '✊', '✋', '✨', '❌', '❎', '❓', '❔', '❕', '❗', '➕', '➖', '➗', '➰', '➿', '⬛',
    '⬜', '⭐', '⭕',
];

/// The cells of a sign.
fn cells(sign: &str) -> f64 {
    let is_wide = |letter: char| letter == '\u{fe0f}' || letter >= '\u{1f000}' || WIDE.contains(&letter);
    if sign.contains(is_wide) { 2.0 } else { 1.0 }
}

/// Cuts items so that each sign in a block of code is one of its own.
pub(super) fn apart(items: Vec<Item>, text: &str, styles: &[CharStyle]) -> Vec<Item> {
    let is_code = |item: &Item| {
        item.kind == ItemKind::Letters
            && styles.get(item.style).is_some_and(|style| style.cells)
            && text[item.range.clone()].contains(is_sign)
    };
    if !items.iter().any(is_code) {
        return items;
    }
    let mut out = Vec::with_capacity(items.len() + 8);
    for item in items {
        if !is_code(&item) {
            out.push(item);
            continue;
        }
        let mut start = item.range.start;
        for (at, cluster) in text[item.range.clone()].grapheme_indices(true) {
            let (from, to) = (item.range.start + at, item.range.start + at + cluster.len());
            if cluster.starts_with(is_sign) {
                let parts = [start..from, from..to].into_iter().filter(|range| !range.is_empty());
                out.extend(parts.map(|range| Item { range, ..item.clone() }));
                start = to;
            }
        }
        if start < item.range.end {
            out.push(Item { range: start..item.range.end, ..item });
        }
    }
    out
}

/// Gives a sign of another font the cells of the code around it; returns its size.
pub(super) fn fit(
    glyphs: &mut [RawGlyph],
    sign: &str,
    (style, font): (&CharStyle, &Font),
    size: f64,
    book: &FontBook,
) -> f64 {
    let [glyph] = glyphs else { return size };
    let is_one = style.cells && sign.starts_with(is_sign);
    let Some(cell) = is_one.then(|| cell(book, style.font())).flatten() else { return size };
    let (target, units) = (cell * style.size * cells(sign), f64::from(font.units_per_em.max(1)));
    let (left, right) = match font.ink(glyph.id) {
        Some(ink) => (ink.left.get(), ink.right.get()),
        None => (0.0, f64::from(glyph.advance) / units),
    };
    let width = (right - left).max(f64::EPSILON);
    let size = if width * size > target * OVER { target * OVER / width } else { size };
    #[expect(clippy::cast_possible_truncation, reason = "ems are small")]
    let whole = |ems: f64| (ems * units).round() as i32;
    glyph.advance = whole(target / size);
    glyph.dx = whole((target / size - width) / 2.0 - left);
    size
}

/// The cell of a font all of whose letters are equally wide, in ems.
fn cell(book: &FontBook, font: FontId) -> Option<f64> {
    let font = book.font(font);
    let advance = |letter: char| font.glyph(letter).map(|glyph| font.advance(glyph).get());
    advance('i').filter(|width| *width > 0.0 && advance('M') == Some(*width))
}
