//! Direction, script and font of every letter.

use super::collect::Collected;
use crate::document::Direction;
use crate::font::{FontBook, FontId};
use std::ops::Range;
use unicode_bidi::{BidiClass, Level, bidi_class};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::GraphemeCursor;

/// A stretch of one style, level, script and font.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Index of its style.
    pub(crate) style: usize,
    /// Its bidi level.
    pub(crate) level: u8,
    /// Its script, tag by tag of ISO 15924.
    pub(crate) script: Script,
    /// Its font.
    pub(crate) font: FontId,
    /// What it is.
    pub(crate) kind: ItemKind,
}

/// What an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// Letters to shape.
    Letters,
    /// A cluster no font has.
    Missing,
    /// An image.
    Image,
    /// A forced line end.
    LineEnd,
}

/// The base direction of a paragraph that does not say: the document's, but
/// left-to-right where letters are and none is right-to-left.
pub(crate) fn base_direction(text: &str, document: Direction) -> Direction {
    let mut left = false;
    for letter in text.chars() {
        match bidi_class(letter) {
            BidiClass::R | BidiClass::AL => return Direction::Rtl,
            BidiClass::L => left = true,
            _ => {}
        }
    }
    if left { Direction::Ltr } else { document }
}

/// The embedding level of a base direction.
pub(crate) fn base_level(direction: Direction) -> u8 {
    u8::from(direction == Direction::Rtl)
}

/// Divides a paragraph into items, in logical order, without gaps.
pub(crate) fn itemize(collected: &Collected, base: Direction, book: &FontBook) -> Vec<Item> {
    let levels = levels(collected, base);
    let mut items: Vec<Item> = Vec::new();
    let mut script = leading_script(&collected.text, base);
    let mut at = 0;
    let mut span = 0;
    while let Some(letter) = collected.text[at..].chars().next() {
        while collected.spans.get(span).is_some_and(|&(end, _)| end <= at) {
            span += 1;
        }
        let style = collected.spans.get(span).map_or(0, |&(_, style)| style);
        let Some(preferred) = collected.styles.get(style).map(super::collect::CharStyle::font) else { break };
        let own = letter.script();
        if !matches!(own, Script::Common | Script::Inherited | Script::Unknown) {
            script = own;
        }
        let (end, font, kind) = match letter {
            '\n' => (at + 1, preferred, ItemKind::LineEnd),
            '\u{fffc}' => (at + letter.len_utf8(), preferred, ItemKind::Image),
            _ => resolve_font(&collected.text, at, letter, preferred, book),
        };
        let level = levels.get(at).copied().unwrap_or_default();
        let item = Item { range: at..end, style, level, script, font, kind };
        at = end;
        match items.last_mut() {
            Some(last) if joins(last, &item) => last.range.end = end,
            _ => items.push(item),
        }
    }
    items
}

fn joins(last: &Item, next: &Item) -> bool {
    last.kind == ItemKind::Letters
        && next.kind == ItemKind::Letters
        && (last.style, last.level, last.script, last.font) == (next.style, next.level, next.script, next.font)
}

/// The script of the first letter that has one; what neutral letters before
/// it are taken for.
fn leading_script(text: &str, base: Direction) -> Script {
    text.chars()
        .map(|letter| letter.script())
        .find(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
        .unwrap_or(if base == Direction::Rtl { Script::Arabic } else { Script::Latin })
}

/// The font of the cluster at a place and where the cluster ends; letters the
/// preferred font has need no look at clusters.
fn resolve_font(text: &str, at: usize, letter: char, preferred: FontId, book: &FontBook) -> (usize, FontId, ItemKind) {
    let end = at + letter.len_utf8();
    if book.fallback(preferred, &text[at..end]) == Some(preferred) {
        return (end, preferred, ItemKind::Letters);
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    let end = cursor.next_boundary(text, 0).ok().flatten().unwrap_or(end).max(end);
    match book.fallback(preferred, &text[at..end]) {
        Some(font) => (end, font, ItemKind::Letters),
        None => (end, book.fallback(preferred, REPLACEMENT_TEXT).unwrap_or(preferred), ItemKind::Missing),
    }
}

/// [`crate::font::REPLACEMENT`] as text.
const REPLACEMENT_TEXT: &str = "\u{fffd}";

fn levels(collected: &Collected, base: Direction) -> Vec<u8> {
    let level = if base == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    let info = unicode_bidi::BidiInfo::new(&collected.text, Some(level));
    info.levels.iter().map(Level::number).collect()
}
