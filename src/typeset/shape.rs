//! Letters to glyphs, once, in font units. The only file that knows `rustybuzz`.
//!
//! Words are shaped alone, with the letters around a change of style as
//! context, so no result depends on where lines will end, and a word that
//! comes again is not shaped again.

use super::itemize::{Item, ItemKind};
use crate::document::Direction;
use crate::font::{FontBook, FontId};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face, Language, ShapePlan, UnicodeBuffer};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};
use unicode_script::Script;

/// A glyph in units of its font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawGlyph {
    /// Byte of the text its cluster begins at.
    pub(crate) cluster: u32,
    /// Index in the font.
    pub(crate) id: u16,
    /// How far the pen moves.
    pub(crate) advance: i32,
    /// Drawn so far right of the pen.
    pub(crate) dx: i32,
    /// Drawn so far above the base line.
    pub(crate) dy: i32,
}

/// Shapes for any number of threads.
pub(crate) struct Shaper<'a> {
    book: &'a FontBook,
    faces: Vec<OnceLock<Option<Face<'a>>>>,
    language: Option<Language>,
    idle: Mutex<Vec<Scratch>>,
}

/// What one thread keeps from word to word.
#[derive(Default)]
pub(crate) struct Scratch {
    buffer: Option<UnicodeBuffer>,
    plans: Vec<Plan>,
    glyphs: Vec<RawGlyph>,
}

struct Plan {
    key: PlanKey,
    plan: ShapePlan,
    words: HashMap<Box<str>, Range<usize>>,
}

/// What a plan is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct PlanKey {
    font: FontId,
    direction: Direction,
    script: Script,
}

/// Words longer than this are not remembered.
const LONGEST_CACHED: usize = 48;
/// Glyphs remembered by one thread at most.
const CACHED_GLYPHS: usize = 1 << 18;

impl<'a> Shaper<'a> {
    /// A shaper for a book of fonts and a document's language.
    pub(crate) fn new(book: &'a FontBook, lang: &crate::document::Lang) -> Self {
        Self {
            book,
            faces: book.iter().map(|_| OnceLock::new()).collect(),
            language: lang.as_str().parse().ok(),
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The fonts.
    pub(crate) fn book(&self) -> &'a FontBook {
        self.book
    }

    /// Lends what a thread keeps.
    pub(crate) fn borrow(&self) -> Scratch {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes it back.
    pub(crate) fn give_back(&self, scratch: Scratch) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }

    fn face(&self, font: FontId) -> Option<&Face<'a>> {
        let slot = self.faces.get(usize::from(font.0))?;
        slot.get_or_init(|| Face::from_slice(self.book.font(font).data(), 0)).as_ref()
    }

    /// Shapes an item word by word and adds its glyphs, from left to right
    /// within each word, words in logical order.
    pub(crate) fn shape(&self, text: &str, item: &Item, scratch: &mut Scratch, out: &mut Vec<RawGlyph>) {
        debug_assert_eq!(item.kind, ItemKind::Letters);
        let Some(face) = self.face(item.font) else { return };
        let direction = if item.level % 2 == 1 { Direction::Rtl } else { Direction::Ltr };
        let key = PlanKey { font: item.font, direction, script: item.script };
        let plan = self.plan(face, key, scratch);
        for word in words(text, item.range.clone()) {
            let before = (word.start == item.range.start).then(|| context_before(text, word.start)).flatten();
            let after = (word.end == item.range.end).then(|| context_after(text, word.end)).flatten();
            let alone = before.is_none() && after.is_none();
            let cacheable = alone && word.len() <= LONGEST_CACHED;
            let start = u32::try_from(word.start).unwrap_or(u32::MAX);
            let letters = &text[word.clone()];
            if cacheable && let Some(range) = scratch.plans[plan].words.get(letters) {
                out.extend(scratch.glyphs[range.clone()].iter().map(|g| RawGlyph { cluster: g.cluster + start, ..*g }));
                continue;
            }
            let from = out.len();
            self.shape_word(face, plan, letters, (before, after), scratch, out);
            if cacheable {
                remember(scratch, plan, letters, &out[from..]);
            }
            for glyph in &mut out[from..] {
                glyph.cluster += start;
            }
        }
    }

    fn plan(&self, face: &Face<'a>, key: PlanKey, scratch: &mut Scratch) -> usize {
        if let Some(index) = scratch.plans.iter().position(|plan| plan.key == key) {
            return index;
        }
        let plan =
            ShapePlan::new(face, direction(key.direction), Some(script(key.script)), self.language.as_ref(), &[]);
        scratch.plans.push(Plan { key, plan, words: HashMap::new() });
        scratch.plans.len() - 1
    }

    fn shape_word(
        &self,
        face: &Face<'a>,
        plan: usize,
        word: &str,
        (before, after): (Option<&str>, Option<&str>),
        scratch: &mut Scratch,
        out: &mut Vec<RawGlyph>,
    ) {
        let plan = &scratch.plans[plan];
        let mut buffer = scratch.buffer.take().unwrap_or_default();
        buffer.push_str(word);
        buffer.set_direction(direction(plan.key.direction));
        buffer.set_script(script(plan.key.script));
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        if let Some(before) = before {
            buffer.set_pre_context(before);
        }
        if let Some(after) = after {
            buffer.set_post_context(after);
        }
        let shaped = rustybuzz::shape_with_plan(face, &plan.plan, buffer);
        out.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| RawGlyph {
            cluster: info.cluster,
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        }));
        scratch.buffer = Some(shaped.clear());
    }
}

fn remember(scratch: &mut Scratch, plan: usize, word: &str, glyphs: &[RawGlyph]) {
    if scratch.glyphs.len() + glyphs.len() > CACHED_GLYPHS {
        scratch.glyphs.clear();
        for plan in &mut scratch.plans {
            plan.words.clear();
        }
    }
    let start = scratch.glyphs.len();
    scratch.glyphs.extend_from_slice(glyphs);
    scratch.plans[plan].words.insert(word.into(), start..scratch.glyphs.len());
}

/// The words and the spaces of a range, in order: each space alone.
fn words(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = &text[at..range.end];
        let letter = rest.chars().next()?;
        let len = if is_space(letter) { letter.len_utf8() } else { rest.find(is_space).unwrap_or(rest.len()) };
        let word = at..at + len;
        at = word.end;
        Some(word)
    })
}

/// Spaces that part words.
pub(crate) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}')
}

/// The word's letters before a change of style, which it may join to.
fn context_before(text: &str, at: usize) -> Option<&str> {
    let start = text[..at]
        .rfind(|c: char| is_space(c) || c == '\n')
        .map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8));
    let context = &text[start..at];
    let cut = context.char_indices().rev().nth(15).map_or(0, |(index, _)| index);
    (!context.is_empty()).then(|| &context[cut..])
}

fn context_after(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let end = rest.char_indices().take(16).find(|&(_, c)| is_space(c) || c == '\n').map(|(index, _)| index);
    let end = end.or_else(|| rest.char_indices().nth(16).map(|(index, _)| index)).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

fn direction(direction: Direction) -> rustybuzz::Direction {
    match direction {
        Direction::Ltr => rustybuzz::Direction::LeftToRight,
        Direction::Rtl => rustybuzz::Direction::RightToLeft,
    }
}

fn script(script: Script) -> rustybuzz::Script {
    let tag = Tag::from_bytes_lossy(script.short_name().as_bytes());
    rustybuzz::Script::from_iso15924_tag(tag).unwrap_or(rustybuzz::script::UNKNOWN)
}
