//! The kinds of characters that rules distinguish.

use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::letters::{TATWEEL, ZWNJ, is_letter, is_mark};

/// The kind of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// The start or end of the text.
    Edge,
    /// A forced line end.
    HardBreak,
    /// A line end of the source.
    SoftBreak,
    /// Only the ordinary space.
    Space,
    /// A Persian letter.
    Letter,
    /// A letter that Arabic encodes differently.
    Arabic,
    /// A vowel mark or similar.
    Mark,
    HalfSpace,
    Tatweel,
    Digit,
    /// A punctuation mark that has no space before it and one after it.
    Stop,
    /// A closing quotation mark or bracket.
    Close,
    /// An opening one.
    Open,
    /// A mark that may have to become a Persian one.
    Latin,
    At,
    /// A mark that may be Markdown.
    Markup,
    /// A character that no rule looks at.
    Other,
    /// A character that may be anything.
    Strange,
}

/// The number of kinds.
pub(super) const KINDS: usize = Kind::Strange as usize + 1;

impl Kind {
    pub(super) const fn of(c: char) -> Self {
        match c {
            HARD_BREAK => Self::HardBreak,
            SOFT_BREAK => Self::SoftBreak,
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
            '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '^' | '$' | '|' => Self::Markup,
            '\t' | '\u{61C}' => Self::Strange,
            _ if is_letter(c) => Self::Letter,
            _ if is_mark(c) => Self::Mark,
            '\0'..='\u{7F}' | '\u{600}'..='\u{6FF}' | '…' | '–' | '—' | OBJECT | ADDRESS => Self::Other,
            _ => Self::Strange,
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(pub(super) u32);

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

    /// All except these.
    pub(super) const fn but(kinds: &[Kind]) -> Self {
        Self(!Self::of(kinds).0)
    }
}

/// The number of ASCII characters.
const ASCII: usize = 0x80;
/// The start of the Arabic block, whose characters have two bytes: a lead byte from D8
/// to DB, and one with six more bits.
const ARABIC: usize = 0x600;

/// The kinds of the ASCII characters, followed by those of the Arabic block.
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

/// The kind of the character at a byte, and the end of that character.
pub(super) fn kind(text: &str, at: usize) -> Option<(Kind, usize)> {
    match *text.as_bytes().get(at..)? {
        [byte @ ..0x80, ..] => Some((TABLE[usize::from(byte)], at + 1)),
        [lead @ 0xD8..=0xDB, byte, ..] => {
            Some((TABLE[ASCII + (usize::from(lead & 3) << 6 | usize::from(byte & 0x3F))], at + 2))
        }
        _ => text[at..].chars().next().map(|c| (Kind::of(c), at + c.len_utf8())),
    }
}

/// The end of the run of Arabic-block letters that begins at a byte.
pub(super) fn letters(text: &str, at: usize) -> usize {
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

    #[test]
    fn hidden_characters_are_strange_and_letters_are_alphanumeric() {
        for c in '\0'..=char::MAX {
            assert!(!is_hidden(c) || Kind::of(c) == Kind::Strange, "{c:?}");
            assert!(!is_letter(c) || c.is_alphanumeric(), "{c:?}");
        }
    }
}
