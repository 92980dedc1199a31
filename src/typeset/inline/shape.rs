//! Letters to glyphs, once, in font units. Only this file and `alone.rs` use `rustybuzz`.
//!
//! Words are shaped one by one, with the letters on the other side of a change of style
//! as context. So no result depends on where lines end, and a repeated word is shaped
//! only once.

use super::itemize::{Item, ItemKind};
use crate::document::{Direction, Lang};
use crate::font::{FontBook, FontId};
use crate::persian::kashida;
use rustc_hash::FxHashMap;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face, GlyphInfo, GlyphPosition, Language, ShapePlan, UnicodeBuffer};
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
    /// Horizontal offset of the drawing from the pen, to the right.
    pub(crate) dx: i32,
    /// Vertical offset of the drawing from the base line, upwards.
    pub(crate) dy: i32,
}

/// A letter that may be stretched as far as the script is concerned;
/// [`Shaper::before_tatweel`] says what the font does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawSlot {
    /// Byte of the text its cluster begins at.
    pub(crate) cluster: u32,
    /// [`kashida::Slot::rank`].
    pub(crate) rank: u8,
    /// [`kashida::Slot::stand`].
    pub(crate) stand: kashida::Stand,
}

/// How a letter is drawn before a tatweel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Unchanged.
    Own,
    /// Another glyph, with another advance.
    Other(u16, i32),
}

/// A letter of a word that its font lets be stretched.
#[derive(Clone, Copy, Debug)]
struct Stretchable {
    /// Byte of the word its cluster begins at.
    cluster: u32,
    form: Form,
}

/// The result of shaping.
#[derive(Debug, Default)]
pub(crate) struct Shaped {
    /// The glyphs.
    pub(crate) glyphs: Vec<RawGlyph>,
    /// The letters that may be stretched, in logical order.
    pub(crate) slots: Vec<RawSlot>,
}

/// Shapes text on any number of threads.
pub(crate) struct Shaper<'a> {
    book: &'a FontBook,
    stretch: bool,
    fonts: Vec<About<'a>>,
    lang: Lang,
    idle: Mutex<Vec<Scratch>>,
}

/// Facts about a font, found when first needed: most fonts of a book are never used.
#[derive(Default)]
struct About<'a> {
    /// Boxed because it is large.
    face: OnceLock<Option<Box<Face<'a>>>>,
    tatweel: OnceLock<Option<u16>>,
    stretches: OnceLock<bool>,
    stacks: OnceLock<bool>,
    drops_alef: OnceLock<bool>,
}

/// The buffers and caches that one thread keeps from word to word.
#[derive(Default)]
pub(crate) struct Scratch {
    buffer: Option<UnicodeBuffer>,
    plans: Vec<Plan>,
    known: Shaped,
    /// The stretchable letters of words tried with tatweels.
    tried: Vec<Stretchable>,
    trial: Vec<RawGlyph>,
    /// Room for the glyphs of an item.
    pub(crate) item: Shaped,
}

struct Plan {
    key: PlanKey,
    plan: ShapePlan,
    words: FxHashMap<Box<str>, Word>,
}

/// A word shaped before: its ranges in [`Scratch::known`].
#[derive(Clone)]
struct Word {
    glyphs: Range<usize>,
    slots: Range<usize>,
    /// Its range in [`Scratch::tried`], once one of its letters was to be stretched.
    tried: Option<Range<usize>>,
}

/// The key of a shaping plan.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PlanKey {
    pub(crate) font: FontId,
    pub(crate) direction: Direction,
    pub(crate) script: Script,
    /// If it is not the document's.
    pub(crate) lang: Option<Lang>,
}

/// Longer words, in bytes, are not cached: they have more than 24 Persian letters and are
/// rarely repeated.
const LONGEST_CACHED: usize = 48;
/// The most glyphs that one thread caches: 5 MB.
const CACHED_GLYPHS: usize = 1 << 18;

impl PlanKey {
    pub(crate) fn new(font: FontId, level: u8, script: Script, lang: Option<&Lang>) -> Self {
        let direction = if level % 2 == 1 { Direction::Rtl } else { Direction::Ltr };
        Self { font, direction, script, lang: lang.cloned() }
    }
}

impl RawGlyph {
    pub(super) fn of((info, position): (&GlyphInfo, &GlyphPosition)) -> Self {
        Self {
            cluster: info.cluster,
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        }
    }
}

impl RawSlot {
    fn new(slot: &kashida::Slot) -> Option<Self> {
        Some(Self { cluster: u32::try_from(slot.letter).ok()?, rank: slot.rank, stand: slot.stand })
    }
}

impl<'a> Shaper<'a> {
    /// A shaper for a book of fonts and a document's language.
    pub(crate) fn new(book: &'a FontBook, lang: &Lang) -> Self {
        Self {
            book,
            stretch: false,
            fonts: book.ids().map(|_| About::default()).collect(),
            lang: lang.clone(),
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The same, also looking for letters that may be stretched: needed unless kashida
    /// is off.
    pub(crate) fn stretching(self, stretch: bool) -> Self {
        Self { stretch, ..self }
    }

    /// The language of the text.
    pub(crate) fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The fonts.
    pub(crate) fn book(&self) -> &'a FontBook {
        self.book
    }

    /// Lends a thread its buffers and caches.
    pub(crate) fn borrow(&self) -> Scratch {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes it back.
    pub(crate) fn give_back(&self, scratch: Scratch) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }

    /// All that was taken back.
    pub(crate) fn into_idle(self) -> Vec<Scratch> {
        self.idle.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn about(&self, font: FontId) -> Option<&About<'a>> {
        self.fonts.get(usize::from(font.0))
    }

    fn face(&self, font: FontId) -> Option<&Face<'a>> {
        let read = || Face::from_slice(self.book.font(font).data(), 0).map(Box::new);
        self.about(font)?.face.get_or_init(read).as_deref()
    }

    /// The glyph that stretches the letters of a font. None if it has no ink or no
    /// width: some fonts have such a glyph because they must not be stretched.
    fn tatweel(&self, font: FontId) -> Option<u16> {
        *self.about(font)?.tatweel.get_or_init(|| {
            let font = self.book.font(font);
            font.glyph(TATWEEL).filter(|&glyph| font.advance(glyph).get() > 0.0 && font.ink(glyph).is_some())
        })
    }

    /// Whether a font given by the user lets plain words be stretched at all: in a
    /// Nastaliq, letters hang from each other. The bundled fonts do.
    fn lets_stretch(&self, font: FontId) -> bool {
        let try_out = || {
            let slots =
                WORDS_TO_TRY.iter().flat_map(|word| kashida::slots(word).into_iter().map(move |slot| (word, slot)));
            let key = || PlanKey::new(font, 1, Script::Arabic, None);
            slots.into_iter().any(|(word, slot)| self.before_tatweel(word, slot.letter, key()).is_some())
        };
        self.book.font(font).is_bundled() || self.about(font).is_some_and(|about| *about.stretches.get_or_init(try_out))
    }

    /// Whether a font stacks a shadda and a vowel as marks without a width. Some fonts
    /// map the pair to a spacing glyph.
    pub(crate) fn stacks_marks(&self, font: FontId) -> bool {
        let try_out = || {
            let text = "\u{645}\u{64e}\u{651}";
            let kind = ItemKind::Letters;
            let item =
                Item { range: 0..text.len(), style: 0, level: 1, parted: None, script: Script::Arabic, font, kind };
            let mut shaped = Shaped::default();
            self.shape(text, (&item, None), &mut Scratch::default(), &mut shaped);
            shaped.glyphs.iter().filter(|glyph| glyph.advance > 0).count() == 1
        };
        self.about(font).is_some_and(|about| *about.stacks.get_or_init(try_out))
    }

    /// Whether a font's glyph for the name of God lacks the alef: it is then narrower
    /// than the other three letters.
    pub(crate) fn drops_alef(&self, font: FontId) -> bool {
        let width = |text: &str| {
            let kind = ItemKind::Letters;
            let item =
                Item { range: 0..text.len(), style: 0, level: 1, parted: None, script: Script::Arabic, font, kind };
            let mut shaped = Shaped::default();
            self.shape(text, (&item, None), &mut Scratch::default(), &mut shaped);
            shaped.glyphs.iter().map(|glyph| glyph.advance).sum::<i32>()
        };
        let try_out = || width("الله") < width("لله");
        self.about(font).is_some_and(|about| *about.drops_alef.get_or_init(try_out))
    }

    /// Shapes an item word by word and adds its glyphs in logical order, those of one
    /// cluster from left to right.
    pub(crate) fn shape(
        &self,
        text: &str,
        (item, lang): (&Item, Option<&Lang>),
        scratch: &mut Scratch,
        out: &mut Shaped,
    ) {
        debug_assert_eq!(item.kind, ItemKind::Letters);
        let Some(face) = self.face(item.font) else { return };
        let key = PlanKey::new(item.font, item.level, item.script, lang);
        let plan = self.plan(face, key, scratch);
        let stretch = self.stretch && self.tatweel(item.font).is_some() && self.lets_stretch(item.font);
        let longest = if is_syllabic(item.script) { LONGEST_SYLLABLES } else { LONGEST_WORD };
        for range in words(text, item.range.clone()).flat_map(|word| pieces(text, word, longest)) {
            let before = (range.start == item.range.start).then(|| context_before(text, range.start)).flatten();
            let after = (range.end == item.range.end).then(|| context_after(text, range.end)).flatten();
            let context = (before.unwrap_or_default(), after.unwrap_or_default());
            let letters = &text[range.clone()];
            let (from, start) = (out.glyphs.len(), u32::try_from(range.start).unwrap_or(u32::MAX));
            if context == ("", "") && letters.len() <= LONGEST_CACHED {
                let word = self.known_word(face, plan, letters, scratch);
                out.glyphs.extend_from_slice(&scratch.known.glyphs[word.glyphs]);
                let slots = scratch.known.slots[word.slots].iter().filter(|_| stretch);
                out.slots.extend(slots.map(|slot| RawSlot { cluster: slot.cluster + start, ..*slot }));
            } else {
                self.shape_word(face, &scratch.plans[plan], letters, context, &mut scratch.buffer, &mut out.glyphs);
            }
            for glyph in &mut out.glyphs[from..] {
                glyph.cluster += start;
            }
        }
    }

    fn plan(&self, face: &Face<'a>, key: PlanKey, scratch: &mut Scratch) -> usize {
        if let Some(index) = scratch.plans.iter().position(|plan| plan.key == key) {
            return index;
        }
        let language: Option<Language> = key.lang.as_ref().unwrap_or(&self.lang).as_str().parse().ok();
        let plan = ShapePlan::new(face, direction(key.direction), Some(script(key.script)), language.as_ref(), &[]);
        scratch.plans.push(Plan { key, plan, words: FxHashMap::default() });
        scratch.plans.len() - 1
    }

    /// A word without context, shaped now or before.
    fn known_word(&self, face: &Face<'a>, plan: usize, letters: &str, scratch: &mut Scratch) -> Word {
        if let Some(word) = scratch.plans[plan].words.get(letters) {
            return word.clone();
        }
        if scratch.known.glyphs.len() > CACHED_GLYPHS {
            scratch.known = Shaped::default();
            scratch.tried.clear();
            scratch.plans.iter_mut().for_each(|plan| plan.words.clear());
        }
        let (glyphs, slots) = (scratch.known.glyphs.len(), scratch.known.slots.len());
        let Scratch { buffer, plans, known, .. } = scratch;
        self.shape_word(face, &plans[plan], letters, ("", ""), buffer, &mut known.glyphs);
        if self.stretch && self.tatweel(plans[plan].key.font).is_some() {
            known.slots.extend(kashida::slots(letters).iter().filter_map(RawSlot::new));
        }
        let word = Word { glyphs: glyphs..known.glyphs.len(), slots: slots..known.slots.len(), tried: None };
        plans[plan].words.insert(letters.into(), word.clone());
        word
    }

    /// The form that a letter of a word takes before a tatweel. `None` if the font
    /// would change more than that, for example undo a ligature or separate a letter
    /// from the next. Each word is tried once, and only when one of its letters is to
    /// be stretched: few are, and a trial costs more than shaping the word.
    pub(crate) fn before_tatweel(&self, word: &str, letter: usize, key: PlanKey) -> Option<Form> {
        let (face, tatweel) = (self.face(key.font)?, self.tatweel(key.font)?);
        let mut scratch = self.borrow();
        let plan = self.plan(face, key, &mut scratch);
        let known = self.known_word(face, plan, word, &mut scratch);
        let tried = match known.tried {
            Some(tried) => tried,
            None => self.try_word(face, plan, (word, known.glyphs, tatweel), &mut scratch),
        };
        let found = scratch.tried[tried].iter().find(|found| found.cluster as usize == letter).map(|found| found.form);
        self.give_back(scratch);
        found
    }

    /// The slots of a word at which a tatweel leaves the other glyphs unchanged.
    fn try_word(
        &self,
        face: &Face<'a>,
        plan: usize,
        (word, glyphs, tatweel): (&str, Range<usize>, u16),
        scratch: &mut Scratch,
    ) -> Range<usize> {
        let Scratch { buffer, plans, known, tried, trial, .. } = scratch;
        let (slots, first) = (kashida::slots(word), tried.len());
        let mut forms = |slots: &[kashida::Slot]| {
            let mut stretched = word.to_owned();
            for slot in slots.iter().rev() {
                stretched.insert(slot.at, TATWEEL);
            }
            trial.clear();
            self.shape_word(face, &plans[plan], &stretched, ("", ""), buffer, trial);
            stretched_forms(&known.glyphs[glyphs.clone()], trial, slots, tatweel)
        };
        match forms(&slots) {
            Some(all) => tried.extend(all),
            None => tried.extend(slots.iter().filter_map(|slot| forms(std::slice::from_ref(slot))).flatten()),
        }
        let range = first..tried.len();
        if let Some(known) = plans[plan].words.get_mut(word) {
            known.tried = Some(range.clone());
        }
        range
    }

    fn shape_word(
        &self,
        face: &Face<'a>,
        plan: &Plan,
        word: &str,
        (before, after): (&str, &str),
        buffer: &mut Option<UnicodeBuffer>,
        out: &mut Vec<RawGlyph>,
    ) {
        let mut letters = buffer.take().unwrap_or_default();
        letters.push_str(word);
        letters.set_direction(direction(plan.key.direction));
        // The language is in the plan; the buffer's is not used.
        letters.set_script(script(plan.key.script));
        if !before.is_empty() {
            letters.set_pre_context(before);
        }
        if !after.is_empty() {
            letters.set_post_context(after);
        }
        let shaped = rustybuzz::shape_with_plan(face, &plan.plan, letters);
        let first = out.len();
        out.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(RawGlyph::of));
        if plan.key.direction == Direction::Rtl {
            // Stable: glyphs of one cluster keep their order from left to right.
            out[first..].sort_by_key(|glyph| glyph.cluster);
        }
        *buffer = Some(shaped.clear());
    }
}

/// The forms of the letters of slots before a tatweel; `None` if it changes more than
/// the form of a letter that is one glyph.
fn stretched_forms(
    plain: &[RawGlyph],
    stretched: &[RawGlyph],
    slots: &[kashida::Slot],
    tatweel: u16,
) -> Option<Vec<Stretchable>> {
    let own = |slot: &kashida::Slot| Some(Stretchable { cluster: u32::try_from(slot.letter).ok()?, form: Form::Own });
    let mut found = slots.iter().map(own).collect::<Option<Vec<_>>>()?;
    let letters = |glyph: &&RawGlyph| glyph.id != tatweel;
    let mut others = stretched.iter().filter(letters);
    for glyph in plain.iter().filter(letters) {
        let other = others.next()?;
        if other.id == glyph.id {
            continue;
        }
        let alone = plain.iter().filter(|beside| beside.cluster == glyph.cluster).count() == 1;
        let slot =
            found.iter_mut().find(|slot| slot.cluster == glyph.cluster).filter(|_| alone && other.advance > 0)?;
        slot.form = Form::Other(other.id, other.advance);
    }
    others.next().is_none().then_some(found)
}

/// U+0640, the joining stroke.
const TATWEEL: char = '\u{640}';

/// In any font that stretches letters, one of these words can be stretched.
const WORDS_TO_TRY: [&str; 3] = ["سلام", "کتاب", "محمد"];

/// The words and the spaces of a range, in order, each space by itself.
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

/// The most letters shaped at once: rustybuzz says in sixteen bits how far a mark is from
/// the letter below it, and fails where ten thousands of marks stand on one.
const LONGEST_WORD: usize = 8_192;

/// The most letters shaped at once in a script with syllables: rustybuzz numbers the
/// glyphs of a syllable with one byte and makes up to three of a letter, so 64 letters
/// need at most 192 numbers. Syllables of any language have fewer than twenty letters.
const LONGEST_SYLLABLES: usize = 64;

/// Whether letters of a script form syllables that are shaped as a unit.
pub(super) fn is_syllabic(script: Script) -> bool {
    !matches!(
        script,
        Script::Arabic
            | Script::Armenian
            | Script::Common
            | Script::Cyrillic
            | Script::Georgian
            | Script::Greek
            | Script::Han
            | Script::Hebrew
            | Script::Hiragana
            | Script::Inherited
            | Script::Katakana
            | Script::Latin
            | Script::Syriac
            | Script::Unknown
    )
}

/// A word in pieces of at most `longest` letters.
fn pieces(text: &str, word: Range<usize>, longest: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = word.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..word.end).filter(|rest| !rest.is_empty())?;
        // Letters are counted only where there are more bytes than letters may be.
        let end = if rest.len() <= longest { None } else { rest.char_indices().nth(longest) };
        let len = end.map_or(rest.len(), |(end, _)| end);
        at += len;
        Some(at - len..at)
    })
}

/// The word of a range that a byte lies in.
pub(crate) fn word_at(text: &str, range: Range<usize>, at: usize) -> Range<usize> {
    let start = text[range.start..at].rfind(is_space).map_or(range.start, |space| range.start + space);
    let start = start + text[start..].chars().next().filter(|&letter| is_space(letter)).map_or(0, char::len_utf8);
    start..text[at..range.end].find(is_space).map_or(range.end, |len| at + len)
}

/// Spaces between words.
pub(crate) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}')
}

/// The most letters of context passed to the shaper; it needs fewer.
const CONTEXT: usize = 16;

fn parts_words(letter: char) -> bool {
    is_space(letter) || letter == '\n'
}

/// The letters of the word before a change of style, which it may join.
fn context_before(text: &str, at: usize) -> Option<&str> {
    let letters = text[..at].char_indices().rev().take(CONTEXT).take_while(|&(_, letter)| !parts_words(letter));
    letters.last().map(|(start, _)| &text[start..at])
}

/// The letters after it.
fn context_after(text: &str, at: usize) -> Option<&str> {
    let letters = text[at..].char_indices().take(CONTEXT).take_while(|&(_, letter)| !parts_words(letter));
    letters.last().map(|(start, letter)| &text[at..at + start + letter.len_utf8()])
}

fn direction(direction: Direction) -> rustybuzz::Direction {
    match direction {
        Direction::Ltr => rustybuzz::Direction::LeftToRight,
        Direction::Rtl => rustybuzz::Direction::RightToLeft,
    }
}

pub(super) fn script(script: Script) -> rustybuzz::Script {
    let tag = Tag::from_bytes_lossy(script.short_name().as_bytes());
    rustybuzz::Script::from_iso15924_tag(tag).unwrap_or(rustybuzz::script::UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Weight;

    const LETTERS: &str = "برگزاری دوازدهمین کنگرهٔ «حزب» را به همهٔ انسان‌های شریف، آزادخواه و بلاکشیده تبریک می‌گوییم! \
                           لا إله إلا الله؛ مُحَمَّد، کُتُب، خانهٔ ۱۴۰۳/۰۸/۱۵ ٪۲۵ پژوهش‌ها گفت‌وگو ڕۆژی ئێمە اردو ٹھنڈے";
    const LATIN: &str = "A Tale of Two Cities, 1859: “AVATAR” To. We fi ffl Wave (Yes) – Ты Ελλάδα";

    fn item(font: FontId, text: &str, script: Script) -> Item {
        let level = u8::from(script == Script::Arabic);
        Item { range: 0..text.len(), style: 0, level, parted: None, script, font, kind: ItemKind::Letters }
    }

    fn ids(shaper: &Shaper<'_>, font: FontId, text: &str) -> Vec<u16> {
        let mut shaped = Shaped::default();
        shaper.shape(text, (&item(font, text, Script::Arabic), None), &mut Scratch::default(), &mut shaped);
        shaped.glyphs.iter().map(|glyph| glyph.id).collect()
    }

    /// No bundled font looks across a space, so words can be shaped one by one.
    #[test]
    fn words_are_shaped_alone_as_in_their_line() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian());
        for (id, font) in book.ids().map(|id| (id, book.font(id))) {
            let (text, letters) = if font.covers('ب') { (LETTERS, Script::Arabic) } else { (LATIN, Script::Latin) };
            let item = item(id, text, letters);
            let mut by_word = Shaped::default();
            let mut scratch = Scratch::default();
            shaper.shape(text, (&item, None), &mut scratch, &mut by_word);
            let mut at_once = Vec::new();
            let face = shaper.face(id).unwrap();
            shaper.shape_word(face, &scratch.plans[0], text, ("", ""), &mut None, &mut at_once);
            assert_eq!(by_word.glyphs, at_once, "{}", font.family);
        }
    }

    #[test]
    fn syllables_of_any_length_are_shaped() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian());
        let font = book.ids().next().unwrap();
        for (syllable, script) in [("क्", Script::Devanagari), ("ि", Script::Devanagari), ("ក្", Script::Khmer)]
        {
            let text = syllable.repeat(300);
            let mut shaped = Shaped::default();
            shaper.shape(&text, (&item(font, &text, script), None), &mut Scratch::default(), &mut shaped);
            assert!(shaped.glyphs.len() >= 300, "{syllable}");
        }
    }

    #[test]
    fn any_number_of_marks_is_shaped() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian());
        for font in book.ids().take(4) {
            let text = format!("ا{}", "\u{651}\u{64e}\u{670}\u{323}\u{301}".repeat(20_000));
            let mut shaped = Shaped::default();
            shaper.shape(&text, (&item(font, &text, Script::Arabic), None), &mut Scratch::default(), &mut shaped);
            assert!(shaped.glyphs.len() > 50_000);
        }
    }

    #[test]
    fn letters_join_lams_and_alefs_merge_marks_take_no_room() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian());
        let font = book.find("Vazirmatn", Weight::REGULAR).unwrap();
        let ids = |text: &str| ids(&shaper, font, text);
        assert_eq!(ids("سلام").len(), 3);
        assert_eq!(ids("لا"), ids("لا").into_iter().filter(|&id| id != 0).collect::<Vec<_>>());
        // The last letter of a word has the form it has in any word.
        assert_eq!(ids("می").last(), ids("سی").last());
        // A non-joiner separates: the yeh before it is final, the sheen after it
        // initial.
        let parted = ids("می\u{200c}شود");
        assert!(parted.starts_with(&ids("می")));
        assert!(parted.ends_with(&ids("شود")));
        assert_ne!(ids("میشود")[1], ids("می")[1]);

        let mut shaped = Shaped::default();
        let text = "مُحَمَّد";
        shaper.shape(text, (&item(font, text, Script::Arabic), None), &mut Scratch::default(), &mut shaped);
        let marks = shaped.glyphs.iter().filter(|glyph| glyph.advance == 0).count();
        assert!(marks >= 3, "{shaped:?}");
        assert!(shaped.glyphs.iter().filter(|glyph| glyph.advance == 0).all(|mark| mark.dx != 0 || mark.dy != 0));
    }

    #[test]
    fn a_change_of_font_leaves_the_join() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian());
        let [regular, bold] = [Weight::REGULAR, Weight::BOLD].map(|w| book.find("Vazirmatn", w).unwrap());
        let text = "کتابخانه";
        let cut = "کتاب".len();
        let whole = [ids(&shaper, regular, text), ids(&shaper, bold, text)];
        let mut parts = [Vec::new(), Vec::new()];
        for (part, (font, range)) in parts.iter_mut().zip([(regular, 0..cut - 2), (bold, cut - 2..text.len())]) {
            let mut shaped = Shaped::default();
            let item = Item { range, ..item(font, text, Script::Arabic) };
            shaper.shape(text, (&item, None), &mut Scratch::default(), &mut shaped);
            part.extend(shaped.glyphs.iter().map(|glyph| glyph.id));
        }
        assert_eq!(parts[0][..], whole[0][..3]);
        assert_eq!(parts[1][..], whole[1][3..]);
    }

    #[test]
    fn a_font_of_the_users_is_asked_whether_it_stretches() {
        let mut book = FontBook::bundled();
        let bytes = book.font(book.find("Lalezar", Weight::REGULAR).unwrap()).data().to_vec();
        let font = book.add("mine.ttf", bytes.into()).unwrap();
        let shaper = Shaper::new(&book, &Lang::persian()).stretching(true);
        let (text, mut shaped) = ("سلام", Shaped::default());
        shaper.shape(text, (&item(font, text, Script::Arabic), None), &mut Scratch::default(), &mut shaped);
        assert!(!shaped.slots.is_empty() && shaper.about(font).unwrap().stretches.get() == Some(&true));
    }

    #[test]
    fn only_letters_that_keep_their_forms_are_stretched() {
        let book = FontBook::bundled();
        let shaper = Shaper::new(&book, &Lang::persian()).stretching(true);
        for family in ["Vazirmatn", "Markazi Text", "Noto Naskh Arabic", "Lalezar"] {
            let font = book.find(family, Weight::REGULAR).unwrap();
            let mut shaped = Shaped::default();
            let text = "سلام کتاب انقلاب الله بلاغ محمد مُحَمَّد مدرسه";
            shaper.shape(text, (&item(font, text, Script::Arabic), None), &mut Scratch::default(), &mut shaped);
            let stretches = |slot: &&RawSlot| {
                let at = slot.cluster as usize;
                let word = word_at(text, 0..text.len(), at);
                let key = PlanKey::new(font, 1, Script::Arabic, None);
                shaper.before_tatweel(&text[word.clone()], at - word.start, key).is_some()
            };
            let slots: Vec<&RawSlot> = shaped.slots.iter().filter(stretches).collect();
            let letters: String =
                slots.iter().filter_map(|slot| text[slot.cluster as usize..].chars().next()).collect();
            assert!(letters.starts_with("سکت"), "{family}: {letters}");
            let alefs = slots.iter().filter(|slot| text[slot.cluster as usize..].starts_with("لا"));
            assert_eq!(alefs.count(), 0, "{family}");
            assert!(!letters.contains('د') && !letters.contains('ا'), "{family}: {letters}");
        }
    }
}
