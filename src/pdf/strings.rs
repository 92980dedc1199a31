//! The strings that a side shows.
//!
//! printpdf is given their numbers to write: it knows fonts of its own making
//! alone, and would look up every code in them. The codes take the place of the
//! numbers when all codes of the side are numbered (see [`super::printer`]).

use super::codes::Cid;
use printpdf::TextItem;

/// Codes to a string: PDF/A allows 32,767 bytes, and a code takes four at most,
/// where both of its bytes need a mark before them.
const MOST_CODES: usize = 8_000;

/// Strings of codes, by number.
#[derive(Default)]
pub(crate) struct Strings {
    codes: Vec<Cid>,
    strings: Vec<Shown>,
}

/// A string: the index of its font, and where it ends among the codes.
struct Shown {
    font: usize,
    end: usize,
}

impl Strings {
    /// Adds a code of a font; a string that is as long as may be is ended before.
    pub(super) fn push(&mut self, font: usize, code: Cid) -> Option<TextItem> {
        let full = self.codes.len() - self.start(self.strings.len()) == MOST_CODES;
        let ended = full.then(|| self.end(font)).flatten();
        self.codes.push(code);
        ended
    }

    /// Ends a string; nothing where it has no code.
    pub(super) fn end(&mut self, font: usize) -> Option<TextItem> {
        let (number, end) = (self.strings.len(), self.codes.len());
        (self.start(number) < end).then(|| {
            self.strings.push(Shown { font, end });
            TextItem::Text(number.to_string())
        })
    }

    fn start(&self, number: usize) -> usize {
        number.checked_sub(1).map_or(0, |before| self.strings[before].end)
    }

    /// Writes a string as it stands in a file; `numbers` are those of the codes
    /// of each font. `None` where there is no such string, or number.
    pub(super) fn write(&self, number: usize, numbers: &[Vec<Cid>], out: &mut Vec<u8>) -> Option<()> {
        let shown = self.strings.get(number)?;
        let numbers = numbers.get(shown.font)?;
        out.push(b'(');
        for &code in &self.codes[self.start(number)..shown.end] {
            for byte in numbers.get(usize::from(code))?.to_be_bytes() {
                match byte {
                    b'\r' => out.extend_from_slice(b"\\r"),
                    b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                    byte => out.push(byte),
                }
            }
        }
        out.push(b')');
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_within_what_archives_allow() {
        let mut strings = Strings::default();
        let all = 20_000;
        let ended = (0..all).filter_map(|_| strings.push(0, 0)).count() + strings.end(0).iter().count();
        assert_eq!((ended, strings.end(0).is_none()), (strings.strings.len(), true));
        let (mut shown, numbers) = (0, [vec![Cid::from_be_bytes(*b"((")]]);
        for number in 0..ended {
            let mut written = Vec::new();
            strings.write(number, &numbers, &mut written).unwrap();
            assert!(written.len() - 2 <= 32_767, "{}", written.len());
            shown += (written.len() - 2) / 4;
        }
        assert_eq!(shown, all);
    }
}
