//! Where a word may be stretched, by the joining types and groups of Unicode.
//!
//! The ranks follow the habits of Persian and Arabic calligraphy as word processors
//! have recorded them: first after the teeth of seen and sad, then before a final heh
//! or dal, then before alef and tall final letters, and so on.

use icu_properties::CodePointMapData;
use icu_properties::props::{JoiningGroup as Group, JoiningType as Type};
use smallvec::SmallVec;
use unicode_script::{Script, UnicodeScript};

/// A place between two joined letters that a tatweel may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// First byte of the letter before the place, which is stretched.
    pub(crate) letter: usize,
    /// The place itself, after the letter's marks.
    pub(crate) at: usize,
    /// How good the place is: 0 is best, [`Slot::LEGAL`] is merely allowed,
    /// [`Slot::SHORT`] is in a word too short to be stretched at all.
    pub(crate) rank: u8,
    /// How the letter is joined in its word.
    pub(crate) stand: Stand,
}

/// How the letter before a place is joined in its word: calligraphers draw a long
/// stroke out of a letter that is joined on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// It is the first of the word.
    First,
    /// The letter before it does not join it.
    Initial,
    /// It is joined on both sides.
    Medial,
}

impl Slot {
    /// The rank of places that no habit recommends.
    pub(crate) const LEGAL: u8 = 7;
    /// The rank of places in words of two letters.
    pub(crate) const SHORT: u8 = 8;
}

/// Words with fewer letters are short.
const FEWEST_LETTERS: usize = 3;

/// A letter and its marks.
#[derive(Clone, Copy)]
struct Letter {
    start: usize,
    end: usize,
    kind: Type,
    group: Group,
    tatweel: bool,
    /// Whether it has the mark U+0670 or U+0654.
    carries: bool,
}

/// The places at which a word may be stretched, in logical order. A hashtag has none:
/// next to its underscores a stroke would look like one more.
pub(crate) fn slots(word: &str) -> SmallVec<[Slot; 8]> {
    let mut slots = SmallVec::new();
    if word.contains(['#', '_']) {
        return slots;
    }
    let letters = letters(word);
    for part in letters.split(|letter| letter.kind == Type::NonJoining) {
        let short = part.iter().filter(|letter| !letter.tatweel).count() < FEWEST_LETTERS;
        let pairs = 0..part.len().saturating_sub(1);
        slots.extend(pairs.filter_map(|index| {
            let rank = rank(part, index)?;
            let rank = if short { Slot::SHORT } else { rank };
            let stand = match index.checked_sub(1).map(|before| part[before].kind) {
                None => Stand::First,
                Some(Type::RightJoining) => Stand::Initial,
                Some(_) => Stand::Medial,
            };
            Some(Slot { letter: part[index].start, at: part[index].end, rank, stand })
        }));
    }
    slots
}

/// The letters of a word. Characters that are not Arabic do not join: a zero width
/// non-joiner as well as a comma or a digit.
fn letters(word: &str) -> SmallVec<[Letter; 12]> {
    let mut letters = SmallVec::<[Letter; 12]>::new();
    for (start, letter) in word.char_indices() {
        let end = start + letter.len_utf8();
        let kind = CodePointMapData::<Type>::new().get(letter);
        match letters.last_mut() {
            Some(base) if kind == Type::Transparent => {
                base.end = end;
                base.carries |= matches!(letter, '\u{670}' | '\u{654}');
            }
            _ => {
                let kind = if kind != Type::Transparent && is_arabic(letter) { kind } else { Type::NonJoining };
                let group = CodePointMapData::<Group>::new().get(letter);
                letters.push(Letter { start, end, kind, group, tatweel: letter == TATWEEL, carries: false });
            }
        }
    }
    letters
}

const TATWEEL: char = '\u{640}';

fn is_arabic(letter: char) -> bool {
    // Most letters need no look-up of their script.
    matches!(letter, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}') || letter.script() == Script::Arabic
}

/// The rank of the place after a letter, `None` if it is not a place.
fn rank(part: &[Letter], index: usize) -> Option<u8> {
    let (before, after) = (part[index], part[index + 1]);
    let joins = matches!(before.kind, Type::DualJoining | Type::JoinCausing)
        && matches!(after.kind, Type::DualJoining | Type::RightJoining | Type::JoinCausing);
    if !joins || (before.group == Group::Lam && after.group == Group::Alef) || is_in_allah(part, index) {
        return None;
    }
    if before.tatweel {
        return (!before.carries).then_some(0);
    }
    if matches!(before.group, Group::Seen | Group::Sad) {
        return Some(1);
    }
    let next = part.get(index + 2).copied();
    let is_last = next.is_none();
    Some(match after.group {
        Group::Yeh | Group::FarsiYeh if is_last => return None,
        Group::Heh | Group::KnottedHeh | Group::HehGoal | Group::TehMarbuta | Group::TehMarbutaGoal if is_last => 2,
        Group::Dal => 2,
        Group::Alef => 3,
        Group::Tah | Group::Lam | Group::Kaf | Group::Gaf | Group::SwashKaf if is_last => 3,
        Group::Beh | Group::Noon | Group::Yeh | Group::FarsiYeh
            if next.is_some_and(|next| falls(next, part, index)) =>
        {
            4
        }
        Group::Waw => 5,
        Group::Ain | Group::Qaf | Group::Feh if is_last => 5,
        Group::Reh => 6,
        _ if is_last => 6,
        _ => Slot::LEGAL,
    })
}

/// Whether the letter after a tooth descends below the base line.
fn falls(next: Letter, part: &[Letter], index: usize) -> bool {
    next.group == Group::Reh || (matches!(next.group, Group::Yeh | Group::FarsiYeh) && index + 3 == part.len())
}

/// Whether a place is in the name of God, whose letters fonts often draw as one.
fn is_in_allah(part: &[Letter], index: usize) -> bool {
    let lam = |letter: &Letter| letter.group == Group::Lam;
    match part {
        [.., first, second, heh] => index + 3 >= part.len() && lam(first) && lam(second) && heh.group == Group::Heh,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word with the rank of each place inserted.
    fn marked(word: &str) -> String {
        let mut out = String::new();
        let mut from = 0;
        for slot in slots(word).into_iter().filter(|slot| slot.rank != Slot::SHORT) {
            out.push_str(&word[from..slot.at]);
            out.push(char::from(b'0' + slot.rank));
            from = slot.at;
        }
        out + &word[from..]
    }

    #[test]
    fn ranks_follow_the_letters() {
        let cases = [
            ("سلام", "س1لام"),
            ("مدرسه", "م2درس1ه"),
            ("کتاب", "ک7ت3اب"),
            ("بزرگ", "ب6زرگ"),
            ("محمد", "م7ح7م2د"),
            ("نیز", "ن4ی6ز"),
            ("خوب", "خ5وب"),
            ("گفتن", "گ7ف7ت6ن"),
            ("شکل", "ش1ک3ل"),
            ("پژوهش", "پ6ژوه6ش"),
            ("#سلام", "#سلام"),
            ("سلام_ها", "سلام_ها"),
        ];
        for (word, expected) in cases {
            assert_eq!(marked(word), expected);
        }
    }

    #[test]
    fn some_joins_are_never_stretched() {
        for word in ["با", "می", "الله", "والله", "آزادی", "wpi_tamas", "۱۳۵۷", "اول", "3.14"]
        {
            assert_eq!(marked(word), word, "{word}");
        }
        assert_eq!(marked("کاری"), "ک3اری");
        assert_eq!(marked("سی‌سی"), "سی‌سی", "each part has two letters");
        assert_eq!(marked("خانه‌ها"), "خ3ان2ه‌ها");
        assert_eq!(marked("زندگی"), "زن2دگی", "none before a final yeh");
        assert_eq!(marked("کرسی"), "ک6رس1ی", "but after seen");
        assert_eq!(marked("بلا"), "ب7لا", "not inside lam-alef");
    }

    #[test]
    fn short_words_are_known_as_such() {
        let ranks = |word: &str| slots(word).iter().map(|slot| slot.rank).collect::<Vec<_>>();
        assert_eq!(ranks("نه"), [Slot::SHORT]);
        assert_eq!(ranks("که"), [Slot::SHORT]);
        assert!(ranks("می").is_empty());
        assert!(ranks("از").is_empty());
    }

    #[test]
    fn a_place_knows_how_its_letter_stands() {
        let stands = |word: &str| slots(word).iter().map(|slot| slot.stand).collect::<Vec<_>>();
        assert_eq!(stands("گفتن"), [Stand::First, Stand::Medial, Stand::Medial]);
        assert_eq!(stands("مدرسه"), [Stand::First, Stand::Initial]);
        assert_eq!(stands("می‌کند"), [Stand::First, Stand::Medial], "none before a final yeh");
    }

    #[test]
    fn marks_stay_before_the_place() {
        let word = "مُحَمَّد";
        assert_eq!(marked(word), "مُ7حَ7مَّ2د");
        assert_eq!(marked("س\u{640}لام"), "س1\u{640}0لام");
    }

    #[test]
    fn persian_letters_join_like_their_arabic_kin() {
        assert_eq!(marked("کیک"), "ک7ی3ک");
        assert_eq!(marked("پیچ"), "پ7ی6چ");
        assert_eq!(marked("گلگون"), "گ7ل7گ5ون");
    }
}
