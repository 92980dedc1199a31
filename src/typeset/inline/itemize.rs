//! Direction, script and font of every letter. The only file that knows
//! `unicode-bidi`.

use super::collect::Collected;
use super::shape::Shaper;
use crate::characters::is_bidi_control;
use crate::document::Direction;
use crate::font::{FontId, Weight};
use crate::persian::order::{self, Isolate, LRI, PDI, RLI};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation as _;

/// A stretch of one style, level, script and font.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Index of its style.
    pub(crate) style: usize,
    /// Its bidi level.
    pub(crate) level: u8,
    /// The level of the isolate control before it, where an isolate begins or ends;
    /// keeps it separate from its neighbours.
    pub(crate) parted: Option<u8>,
    /// Its script.
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
    /// An image; `collect` put U+FFFC in its place.
    Image,
    /// A forced line end.
    LineEnd,
}

/// The embedding level of a base direction.
pub(crate) fn base_level(direction: Direction) -> u8 {
    u8::from(direction == Direction::Rtl)
}

/// Divides a paragraph into items, in logical order, without gaps.
pub(crate) fn itemize(collected: &Collected, base: Direction, shaper: &Shaper<'_>) -> Vec<Item> {
    let levels = levels(collected, base);
    let mut itemizer = Itemizer {
        text: &collected.text,
        script: leading_script(&collected.text, base),
        shaper,
        whole_word: None,
        items: Vec::new(),
    };
    let mut start = 0;
    for &(end, style) in &collected.spans {
        if let Some(own) = collected.styles.get(style) {
            itemizer.span(start..end, style, [own.font(), own.latin()], &levels);
        }
        start = end;
    }
    itemizer.items
}

/// Maximum bytes of a cluster. The longest emoji sequences have about fifty; without
/// a bound a text of combining marks only would be scanned again at each of them.
const LONGEST_CLUSTER: usize = 256;
/// Maximum letters examined on each side of one that needs another font, for the
/// same reason. No Persian word comes near it; a longer run may get two fonts.
const LONGEST_WORD: usize = 48;

struct Itemizer<'a, 'b> {
    text: &'a str,
    /// The script of the letters before.
    script: Script,
    shaper: &'a Shaper<'b>,
    /// A word that was given another font as a whole, and that font.
    whole_word: Option<(Range<usize>, FontId)>,
    items: Vec<Item>,
}

impl Itemizer<'_, '_> {
    /// Divides a stretch of one style; its Latin letters may be of another font.
    fn span(&mut self, span: Range<usize>, style: usize, [own_font, latin]: [FontId; 2], levels: &Levels) {
        let mut at = span.start;
        while let Some(letter) = self.text[at..span.end].chars().next() {
            let own = script(letter);
            if !matches!(own, Script::Common | Script::Inherited | Script::Unknown) {
                self.script = own;
            }
            let preferred = if self.script == Script::Latin { latin } else { own_font };
            let (end, font, kind) = match letter {
                '\n' => (at + 1, preferred, ItemKind::LineEnd),
                '\u{fffc}' => (at + letter.len_utf8(), preferred, ItemKind::Image),
                _ => match self.font(at, letter, &span, preferred) {
                    Found::Here(end, font, kind) => (end, font, kind),
                    Found::From(start) => {
                        at = start;
                        continue;
                    }
                },
            };
            let (level, parted) = (levels.at(at), levels.isolate_level(at));
            self.push(Item { range: at..end, style, level, parted, script: self.script, font, kind });
            at = self.go_on(end..span.end, preferred, levels);
        }
    }

    /// Extends the last item over following letters that match it, which most do
    /// without a closer look; returns where they end.
    fn go_on(&mut self, rest: Range<usize>, preferred: FontId, levels: &Levels) -> usize {
        let plain = (ItemKind::Letters, Script::Arabic, preferred);
        let Some(last) = self.items.last_mut().filter(|last| (last.kind, last.script, last.font) == plain) else {
            return rest.start;
        };
        let font = self.shaper.book().font(preferred);
        let goes_on = |&(at, letter): &(usize, char)| {
            let at = rest.start + at;
            // A font may have one glyph for «الله» and lose an alef: see `swallows`.
            (letter == ' ' || (is_plain_arabic(letter) && letter != 'ل'))
                && font.covers(letter)
                && levels.at(at) == last.level
                && levels.isolate_level(at).is_none()
        };
        let letters = self.text[rest.clone()].char_indices().take_while(goes_on);
        let len: usize = letters.map(|(_, letter)| letter.len_utf8()).sum();
        last.range.end = rest.start + len;
        last.range.end
    }

    fn push(&mut self, item: Item) {
        let parted = self.swallows(&item);
        match self.items.last_mut() {
            Some(last) if joins(last, &item) && !parted => last.range.end = item.range.end,
            _ => self.items.push(item),
        }
    }

    /// Whether the alef before an item would be lost in its font's single glyph for
    /// «الله»; shaped separately, all letters stay.
    fn swallows(&self, item: &Item) -> bool {
        self.text[item.range.start..].starts_with("لل")
            && self.text[..item.range.start].ends_with('ا')
            && self.shaper.drops_alef(item.font)
    }

    /// The font of the cluster at a place, and where the cluster ends.
    fn font(&mut self, at: usize, letter: char, span: &Range<usize>, preferred: FontId) -> Found {
        let end = at + letter.len_utf8();
        if letter == END_OF_AYAH
            && let Some(font) = self.shaper.book().find(ENCLOSING, Weight::REGULAR)
        {
            let digits = self.text[end..span.end].chars().take(DIGITS_ENCLOSED).take_while(|c| c.is_numeric());
            return Found::Here(end + digits.map(char::len_utf8).sum::<usize>(), font, ItemKind::Letters);
        }
        if let Some((word, font)) = &self.whole_word
            && word.contains(&at)
        {
            return Found::Here(end, *font, ItemKind::Letters);
        }
        // A keycap emoji is one cluster in one font.
        if let Some(end) = self.keycap_end(at, letter, span.end)
            && let Some(font) = self.emoji_font(preferred, &self.text[at..end])
        {
            return Found::Here(end, font, ItemKind::Letters);
        }
        // Direction marks are never drawn, and few fonts have them all.
        if is_bidi_control(letter) {
            return Found::Here(end, preferred, ItemKind::Letters);
        }
        // Most letters need no look at clusters.
        if self.shaper.book().font(preferred).covers(letter) && !self.is_heap(at, letter, preferred) {
            return Found::Here(end, preferred, ItemKind::Letters);
        }
        let cluster = at..self.cluster_end(at, span.end);
        if is_letter(letter) {
            // Avoid two fonts in one word; never where letters join.
            let word = self.word(&cluster, span);
            if let Some(font) = self.covering(preferred, &word).filter(|&font| font != preferred) {
                let start = word.start;
                self.whole_word = Some((word, font));
                self.cut_back(start);
                return Found::From(start);
            }
        }
        match self.covering(preferred, &cluster) {
            Some(font) => Found::Here(cluster.end, font, ItemKind::Letters),
            None => match self.covering(preferred, &(at..end)) {
                Some(font) => Found::Here(end, font, ItemKind::Letters),
                None => Found::Here(cluster.end, self.replacing(preferred), ItemKind::Missing),
            },
        }
    }

    /// The end of a keycap emoji such as `1️⃣` that begins with this letter.
    fn keycap_end(&self, at: usize, letter: char, limit: usize) -> Option<usize> {
        let rest = matches!(letter, '0'..='9' | '#' | '*').then(|| &self.text[at + 1..limit])?;
        let key = rest.strip_prefix('\u{fe0f}').unwrap_or(rest).strip_prefix('\u{20e3}')?;
        Some(limit - key.len())
    }

    /// An emoji font that covers the text (😀 tells emoji fonts from others). Text
    /// fonts draw the box of U+20E3 beside the digit.
    fn emoji_font(&self, preferred: FontId, text: &str) -> Option<FontId> {
        let book = self.shaper.book();
        book.fallback_among(preferred, text, |font| book.font(font).covers('😀'))
    }

    /// Whether a letter is a shadda with a vowel that its font cannot set on
    /// one base.
    fn is_heap(&self, at: usize, letter: char, font: FontId) -> bool {
        // Fathatan to kasra, and the superscript alef.
        let is_vowel = |c: char| matches!(c, '\u{64b}'..='\u{650}' | '\u{670}');
        letter == '\u{651}'
            && (self.text[..at].ends_with(is_vowel) || self.text[at + letter.len_utf8()..].starts_with(is_vowel))
            && !self.shaper.stacks_marks(font)
    }

    /// The font for a stretch of text: one that has all its letters and can
    /// set its marks.
    fn covering(&self, preferred: FontId, range: &Range<usize>) -> Option<FontId> {
        let (text, book) = (&self.text[range.clone()], self.shaper.book());
        if !text.contains('\u{651}') {
            return book.fallback(preferred, text);
        }
        let sets = |font: FontId| !text.char_indices().any(|(at, letter)| self.is_heap(range.start + at, letter, font));
        book.fallback_among(preferred, text, sets).or_else(|| book.fallback(preferred, text))
    }

    /// The end of the cluster that begins at a place. Text before it is not scanned,
    /// or a row of flags would take quadratic time.
    fn cluster_end(&self, at: usize, limit: usize) -> usize {
        let far = self.text.floor_char_boundary(limit.min(at + LONGEST_CLUSTER));
        self.text[at..far].graphemes(true).next().map_or(limit, |cluster| at + cluster.len())
    }

    /// The word around a cluster, as far as script and style are the same, and at
    /// most [`LONGEST_WORD`] letters each way. Kashida and the zero-width joiner are
    /// part of words.
    fn word(&self, cluster: &Range<usize>, span: &Range<usize>) -> Range<usize> {
        let joins = |&(_, c): &(usize, char)| {
            c.script() == self.script || c.script() == Script::Inherited || matches!(c, '\u{640}' | '\u{200d}')
        };
        let before = self.text[span.start..cluster.start].char_indices().rev().take(LONGEST_WORD).take_while(joins);
        let after = self.text[cluster.end..span.end].char_indices().take(LONGEST_WORD).take_while(joins);
        let start = before.last().map_or(cluster.start, |(index, _)| span.start + index);
        let end = after.last().map_or(cluster.end, |(index, letter)| cluster.end + index + letter.len_utf8());
        start..end
    }

    /// Removes items from a place on.
    fn cut_back(&mut self, to: usize) {
        while self.items.last().is_some_and(|last| last.range.start >= to) {
            self.items.pop();
        }
        if let Some(last) = self.items.last_mut() {
            last.range.end = last.range.end.min(to);
        }
    }

    /// The font that draws the replacement character.
    fn replacing(&self, preferred: FontId) -> FontId {
        let mut buffer = [0; 4];
        let replacement = crate::font::REPLACEMENT.encode_utf8(&mut buffer);
        self.shaper.book().fallback(preferred, replacement).unwrap_or(preferred)
    }
}

/// The sign that ends a verse of the Koran and encloses its number.
const END_OF_AYAH: char = '\u{6dd}';
/// Maximum digits it encloses: the longest sura has 286 verses.
const DIGITS_ENCLOSED: usize = 3;
/// The bundled family that encloses them; in the others the number comes after the
/// sign.
const ENCLOSING: &str = "Noto Naskh Arabic";

/// The letters of Arabic script that most texts consist of, without kashida, marks
/// and digits: their script needs no lookup.
fn is_plain_arabic(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

fn script(letter: char) -> Script {
    match letter {
        ' ' => Script::Common,
        'a'..='z' | 'A'..='Z' => Script::Latin,
        _ if is_plain_arabic(letter) => Script::Arabic,
        _ => letter.script(),
    }
}

/// Whether a letter or mark belongs to a script.
fn is_letter(letter: char) -> bool {
    !matches!(letter.script(), Script::Common | Script::Unknown)
}

/// Where a font was found.
enum Found {
    /// For the cluster that ends there.
    Here(usize, FontId, ItemKind),
    /// For the word that begins there: itemizing starts again from it.
    From(usize),
}

/// Whether an item continues the last one. A control of a lower level than the item
/// opens an isolate before it, which is a run of its own.
fn joins(last: &Item, next: &Item) -> bool {
    last.kind == ItemKind::Letters
        && next.kind == ItemKind::Letters
        && next.parted.is_none_or(|level| level >= next.level)
        && (last.style, last.level, last.script, last.font) == (next.style, next.level, next.script, next.font)
}

/// The script of the first letter that has one; neutral letters before it get it.
fn leading_script(text: &str, base: Direction) -> Script {
    text.chars()
        .map(|letter| letter.script())
        .find(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
        .unwrap_or(if base == Direction::Rtl { Script::Arabic } else { Script::Latin })
}

/// The bidi levels of a paragraph.
enum Levels {
    /// All the same, as most paragraphs are.
    One(u8),
    /// One per byte; and the lowest level of the isolate controls before each byte
    /// that has any.
    Each(Vec<u8>, BTreeMap<usize, u8>),
}

impl Levels {
    fn at(&self, byte: usize) -> u8 {
        match self {
            Self::One(level) => *level,
            Self::Each(levels, _) => levels.get(byte).copied().unwrap_or_default(),
        }
    }

    /// The embedding level of the isolate control before a byte.
    fn isolate_level(&self, byte: usize) -> Option<u8> {
        match self {
            Self::One(_) => None,
            Self::Each(_, controls) => controls.get(&byte).copied(),
        }
    }
}

/// Resolves the levels of a paragraph; each forced line end begins a new one.
fn levels(collected: &Collected, base: Direction) -> Levels {
    let level = base_level(base);
    // Letters that may have a level other than the base. Digits and the marks in
    // numbers (EN, ES, ET) are level 2 in a right-to-left paragraph and level 0, as the
    // base, in the other.
    let strange = |letter: char| match bidi_class(letter) {
        BidiClass::AL | BidiClass::R => base == Direction::Ltr,
        BidiClass::L => base == Direction::Rtl,
        BidiClass::NSM | BidiClass::BN | BidiClass::WS | BidiClass::ON | BidiClass::CS | BidiClass::B => false,
        BidiClass::EN | BidiClass::ES | BidiClass::ET => base == Direction::Rtl,
        _ => true,
    };
    let ours = |letter: char| base == Direction::Rtl && is_plain_arabic(letter);
    let plain = |letter: char| letter == ' ' || ours(letter) || !strange(letter);
    if collected.isolates.is_empty() && collected.text.chars().all(plain) {
        return Levels::One(level);
    }
    let copy = WorkingCopy::new(collected, base);
    let base = if base == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(&copy.text, Some(base));
    let mut levels = vec![level; collected.text.len()];
    for (from, to, len) in copy.pieces {
        for (level, resolved) in levels[to..to + len].iter_mut().zip(&info.levels[from..from + len]) {
            *level = resolved.number();
        }
    }
    let mut controls = BTreeMap::new();
    for (from, to) in copy.controls {
        let level = info.levels[from].number();
        controls.entry(to).and_modify(|lowest: &mut u8| *lowest = level.min(*lowest)).or_insert(level);
    }
    Levels::Each(levels, controls)
}

/// The paragraph with its isolates and the direction marks it needs written out as
/// controls, only for the bidirectional algorithm; the text itself does not change.
struct WorkingCopy {
    text: String,
    /// Place in the copy, place in the text and length of each stretch copied.
    pieces: Vec<(usize, usize, usize)>,
    /// Place in the copy of each control, and in the text.
    controls: Vec<(usize, usize)>,
}

impl WorkingCopy {
    fn new(collected: &Collected, base: Direction) -> Self {
        let (source, isolates) = (&collected.text, &collected.isolates);
        let marks = order::controls(source, isolates, base);
        // Two controls of three bytes for an isolate, once or twice where it crosses a
        // line end; one for a mark.
        let text = String::with_capacity(source.len() + 16 * isolates.len() + 4 * marks.len());
        let mut copy = Self { text, pieces: Vec::new(), controls: Vec::new() };
        let mut marks = marks.into_iter().peekable();
        let (mut open, mut next, mut start) = (Vec::<(usize, Direction)>::new(), 0, 0);
        for line in source.split_inclusive('\n') {
            let end = start + line.len();
            // UAX #9 ends every isolate at a line end; those still open begin again.
            for &(_, direction) in &open {
                copy.text.push(initiator(direction));
            }
            let mut at = start;
            loop {
                let opens = isolates.get(next).map_or(usize::MAX, |isolate| isolate.range.start);
                let closes = open.last().map_or(usize::MAX, |&(end, _)| end);
                let marked = marks.peek().map_or(usize::MAX, |mark| mark.at);
                let stop = opens.min(closes).min(marked).min(end);
                copy.take(source, at..stop, !open.is_empty());
                at = stop;
                if let Some(mark) = marks.next_if(|mark| (mark.at, mark.depth) == (at, open.len())) {
                    copy.control(mark.letter, at);
                } else if closes == at {
                    open.pop();
                    copy.control(PDI, at);
                } else if opens == at && at < end {
                    let Isolate { range, direction, .. } = &isolates[next];
                    // An isolate ends within the one around it.
                    open.push((range.end.min(closes), *direction));
                    copy.control(initiator(*direction), at);
                    next += 1;
                } else {
                    break;
                }
            }
            start = end;
        }
        copy
    }

    /// Adds a control before a place of the text.
    fn control(&mut self, control: char, at: usize) {
        self.controls.push((self.text.len(), at));
        self.text.push(control);
    }

    /// Copies a stretch. Inside our isolates the text's own controls become zero-width
    /// spaces, or they could close them.
    fn take(&mut self, source: &str, range: Range<usize>, isolated: bool) {
        if range.is_empty() {
            return;
        }
        self.pieces.push((self.text.len(), range.start, range.len()));
        if isolated {
            // U+200B has three bytes as the controls do, so places still correspond.
            let nothing = |c: char| if is_bidi_control(c) { '\u{200b}' } else { c };
            self.text.extend(source[range].chars().map(nothing));
        } else {
            self.text.push_str(&source[range]);
        }
    }
}

fn initiator(direction: Direction) -> char {
    match direction {
        Direction::Ltr => LRI,
        Direction::Rtl => RLI,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of the text in visual order, from left to right.
    fn shown(text: &str, base: Direction, isolates: &[Isolate]) -> String {
        let collected = Collected { text: text.to_owned(), isolates: isolates.to_vec(), ..Collected::default() };
        let levels = levels(&collected, base);
        let levels: Vec<Level> = text.char_indices().filter_map(|(at, _)| Level::new(levels.at(at)).ok()).collect();
        let letters: Vec<char> = text.chars().collect();
        BidiInfo::reorder_visual(&levels).into_iter().map(|index| letters[index]).collect()
    }

    fn reversed(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn units_keep_their_order() {
        for unit in [
            "@wpi_tamas",
            "https://example.org/a-b_c?x=1",
            "info@example.com",
            "+98 (21) 555-1234",
            "0046-700-44-74-25",
            "۰۲۱-۵۵۵-۱۲۳۴",
            "1.2.3-rc1",
            "۱۲:۳۰",
            "۱۴۰۳/۰۸/۱۵",
            "۳٫۵",
            "C++",
            "100%",
        ] {
            let line = shown(&format!("الف {unit} ب"), Direction::Rtl, &[]);
            assert_eq!(line, format!("ب {unit} {}", reversed("الف")));
        }
    }

    #[test]
    fn ranges_and_percents_run_to_the_left() {
        assert_eq!(shown("سال ۱۳۲۰–۱۳۳۲", Direction::Rtl, &[]), "۱۳۳۲–۱۳۲۰ لاس");
        // The first word of a line makes no difference to numbers.
        assert_eq!(shown("۱۳۲۰-۱۳۳۲", Direction::Rtl, &[]), "۱۳۳۲-۱۳۲۰");
        assert_eq!(shown("۲۵٪ رأی", Direction::Rtl, &[]), format!("{} ٪۲۵", reversed("رأی")));
    }

    #[test]
    fn controls_of_the_source_stay_inside() {
        let text = "a\u{2069}\u{202e}b";
        let line = format!("الف {text} ب");
        let at = line.find('a').unwrap();
        let levels = levels(
            &Collected {
                text: line.clone(),
                isolates: vec![Isolate { range: at..at + text.len(), direction: Direction::Ltr, joins: false }],
                ..Collected::default()
            },
            Direction::Rtl,
        );
        assert_eq!(levels.at(at), 2);
        assert_eq!(levels.at(line.find('b').unwrap()), 2);
        assert_eq!(levels.at(line.len() - 2), 1);
        // Nor do they reach over a forced line end.
        assert_eq!(shown("\u{202e}ab\nab", Direction::Ltr, &[]), "\u{202e}ba\nab");
    }

    #[test]
    fn plain_paragraphs_are_of_one_level() {
        let text = Collected { text: "سلام، دنیا! («خوب»)".to_owned(), ..Collected::default() };
        assert!(matches!(levels(&text, Direction::Rtl), Levels::One(1)));
        let text = Collected { text: "Hello, 12 (worlds)!".to_owned(), ..Collected::default() };
        assert!(matches!(levels(&text, Direction::Ltr), Levels::One(0)));
    }

    #[test]
    fn thousands_of_controls_are_harmless() {
        for control in ["\u{202b}", "\u{2067}", "\u{2069}", "\u{202e}", "\u{2068}"] {
            let text = format!("الف {} ب a", control.repeat(10_000));
            assert!(matches!(levels(&Collected { text, ..Collected::default() }, Direction::Rtl), Levels::Each(..)));
        }
    }
}
