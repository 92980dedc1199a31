//! One walk over a text, before any rule looks closer: where its words are,
//! which kinds of characters it holds, and which stand beside which. Most texts
//! hold nothing for most rules; a rule asks here first.

use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::letters::{TATWEEL, ZWNJ, is_letter, is_mark};
use std::ops::Range;

/// What a character is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// Both ends of the text, and of a line.
    Edge,
    /// The usual one only.
    Space,
    /// A Persian letter.
    Letter,
    /// A letter that Arabic writes in another way.
    Arabic,
    /// A vowel mark and the like.
    Mark,
    HalfSpace,
    Tatweel,
    Digit,
    /// A mark of punctuation with no space before it and one behind.
    Stop,
    /// What closes a quotation or a remark.
    Close,
    /// What opens one.
    Open,
    /// A mark that may have to become a Persian one.
    Latin,
    At,
    /// What no rule looks at.
    Other,
    /// What may be anything.
    Strange,
}

/// How many kinds there are.
const KINDS: usize = Kind::Strange as usize + 1;

impl Kind {
    const fn of(c: char) -> Self {
        match c {
            HARD_BREAK | SOFT_BREAK => Self::Edge,
            ' ' => Self::Space,
            ZWNJ => Self::HalfSpace,
            TATWEEL => Self::Tatweel,
            'ي' | 'ى' | 'ك' => Self::Arabic,
            '0'..='9' | '\u{660}'..='\u{669}' | '۰'..='۹' => Self::Digit,
            '.' | ':' | '!' | '،' | '؛' | '؟' => Self::Stop,
            ')' | '»' => Self::Close,
            '(' | '«' => Self::Open,
            ',' | ';' | '?' | '%' | '"' | '“' | '”' | '„' | '¬' => Self::Latin,
            '@' => Self::At,
            '\t' | '\u{61C}' => Self::Strange,
            _ if is_letter(c) => Self::Letter,
            _ if is_mark(c) => Self::Mark,
            '\0'..='\u{7F}' | '\u{600}'..='\u{6FF}' | '…' | '–' | '—' | OBJECT | ADDRESS => Self::Other,
            _ => Self::Strange,
        }
    }
}

/// Some kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) const fn of(kinds: &[Kind]) -> Self {
        let mut set = 0;
        let mut index = 0;
        while index < kinds.len() {
            set |= 1 << kinds[index] as u8;
            index += 1;
        }
        Self(set)
    }

    /// All others.
    pub(super) const fn but(kinds: &[Kind]) -> Self {
        Self(!Self::of(kinds).0)
    }
}

/// What a walk over a text found.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    /// Its words: letters with their marks and half-spaces.
    pub(super) words: Vec<Range<usize>>,
    /// The kinds that stand behind each kind.
    behind: [Kinds; KINDS],
}

impl Survey {
    pub(super) fn new(text: &str) -> Self {
        let mut survey = Self { words: Vec::with_capacity(text.len() / USUAL), behind: [Kinds::default(); KINDS] };
        let mut last = Kind::Edge;
        let mut word = None;
        let mut at = 0;
        loop {
            let end = letters(text, at);
            if end > at {
                survey.put(last, Kind::Letter);
                survey.put(if end - at > 2 { Kind::Letter } else { last }, Kind::Letter);
                word.get_or_insert(at);
                (last, at) = (Kind::Letter, end);
            }
            let Some((kind, end)) = kind(text, at) else { break };
            survey.put(last, kind);
            if matches!(kind, Kind::Letter | Kind::Arabic) {
                word.get_or_insert(at);
            } else if !matches!(kind, Kind::Mark | Kind::HalfSpace | Kind::Tatweel)
                && let Some(start) = word.take()
            {
                survey.words.push(start..at);
            }
            (last, at) = (kind, end);
        }
        survey.put(last, Kind::Edge);
        survey.words.extend(word.map(|start| start..at));
        survey
    }

    fn put(&mut self, before: Kind, behind: Kind) {
        self.behind[before as usize].0 |= 1 << behind as u8;
    }

    /// Whether the text holds one of some kinds. Its ends are edges.
    pub(super) fn has(&self, kinds: Kinds) -> bool {
        self.has_pair(Kinds::but(&[]), kinds)
    }

    /// Whether one of some kinds stands right before one of others.
    pub(super) fn has_pair(&self, first: Kinds, second: Kinds) -> bool {
        let rows = self.behind.iter().enumerate().filter(|(kind, _)| first.0 >> kind & 1 != 0);
        rows.fold(0, |all, (_, behind)| all | behind.0) & second.0 != 0
    }
}

/// Bytes of a word and the space behind it in a usual text, or rather fewer.
const USUAL: usize = 8;

/// Characters of ASCII.
const ASCII: usize = 0x80;
/// The Arabic block, whose characters are two bytes: one of the leads D8 to DB
/// and six bits more.
const ARABIC: usize = 0x600;

/// The kinds of ASCII and, behind it, of the Arabic block.
const TABLE: [Kind; ASCII + 0x100] = {
    let mut table = [Kind::Strange; ASCII + 0x100];
    let mut index = 0;
    while index < table.len() {
        let code = if index < ASCII { index } else { ARABIC + index - ASCII };
        if let Some(c) = char::from_u32(code as u32) {
            table[index] = Kind::of(c);
        }
        index += 1;
    }
    table
};

/// Which characters of the Arabic block are letters.
const LETTERS: [bool; 0x100] = {
    let mut letters = [false; 0x100];
    let mut index = 0;
    while index < letters.len() {
        letters[index] = matches!(TABLE[ASCII + index], Kind::Letter);
        index += 1;
    }
    letters
};

/// The kind of the character at a byte, and where it ends.
fn kind(text: &str, at: usize) -> Option<(Kind, usize)> {
    match *text.as_bytes().get(at..)? {
        [byte @ ..0x80, ..] => Some((TABLE[usize::from(byte)], at + 1)),
        [lead @ 0xD8..=0xDB, byte, ..] => {
            Some((TABLE[ASCII + (usize::from(lead & 3) << 6 | usize::from(byte & 0x3F))], at + 2))
        }
        _ => text[at..].chars().next().map(|c| (Kind::of(c), at + c.len_utf8())),
    }
}

/// Where the letters of the Arabic block that begin at a byte end.
fn letters(text: &str, at: usize) -> usize {
    let is_letter = |pair: &&[u8]| match **pair {
        [lead, byte] => lead & 0xFC == 0xD8 && LETTERS[usize::from(lead & 3) << 6 | usize::from(byte & 0x3F)],
        _ => false,
    };
    at + 2 * text.as_bytes()[at..].chunks_exact(2).take_while(is_letter).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persian::letters::is_hidden;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        let usual = "[ا-یپچژگک\u{64B}-\u{655}ي\u{200C}ـ0-9۰-۹ \n.:،«»()@a-z\u{FDD0}]{0,40}";
        prop_oneof![usual, any::<String>()]
    }

    /// The words of a text, letter by letter.
    fn words(text: &str) -> Vec<String> {
        let part = |c: char| is_letter(c) || is_mark(c) || c == ZWNJ || c == TATWEEL;
        let stretches = text.split(|c| !part(c)).map(|stretch| stretch.trim_start_matches(|c| !is_letter(c)));
        stretches.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    proptest! {
        #[test]
        fn a_walk_finds_words_kinds_and_neighbours(text in text()) {
            let survey = Survey::new(&text);
            let found: Vec<String> = survey.words.iter().map(|range| text[range.clone()].to_owned()).collect();
            prop_assert_eq!(found, words(&text));
            let kinds: Vec<Kind> = text.chars().map(Kind::of).collect();
            let edged = [&[Kind::Edge], kinds.as_slice(), &[Kind::Edge]].concat();
            for first in edged.iter().copied() {
                prop_assert!(survey.has(Kinds::of(&[first])));
                for second in edged.iter().copied() {
                    let stand = edged.windows(2).any(|pair| pair == [first, second]);
                    prop_assert_eq!(survey.has_pair(Kinds::of(&[first]), Kinds::of(&[second])), stand);
                }
            }
            let others = Kinds(!edged.iter().fold(0, |all, &kind| all | Kinds::of(&[kind]).0));
            prop_assert!(!survey.has(others));
        }
    }

    #[test]
    fn hidden_characters_are_strange_and_letters_join() {
        for c in '\0'..=char::MAX {
            assert!(!is_hidden(c) || Kind::of(c) == Kind::Strange, "{c:?}");
            assert!(!is_letter(c) || c.is_alphanumeric(), "{c:?}");
        }
    }
}
