//! The texts that a side shows.
//!
//! printpdf writes text only in fonts that it has read itself, where it would
//! look up every code. So it gets numbers to write, which are replaced by codes
//! and moves when all codes of the side are numbered (see [`super::printer`]).

use super::codes::Cid;
use super::text::Piece;
use std::io::Write as _;

/// Most codes in one string. PDF/A allows 32,767 bytes, and a code takes at
/// most four: two bytes, each with a backslash.
const MOST_CODES: usize = 8_000;

/// The texts of single text operators, by number.
#[derive(Default)]
pub(crate) struct Strings(Vec<Shown>);

/// Pieces of text, and the index of their font.
struct Shown {
    font: usize,
    pieces: Vec<Piece>,
}

impl Strings {
    /// Adds the pieces of one text operator; returns their number.
    pub(super) fn push(&mut self, font: usize, pieces: Vec<Piece>) -> usize {
        self.0.push(Shown { font, pieces });
        self.0.len() - 1
    }

    /// Writes a text as the file shows it. `numbers` are the code numbers of
    /// each font. `None` if there is no such text or code.
    pub(super) fn write(&self, number: usize, numbers: &[Vec<Cid>], out: &mut Vec<u8>) -> Option<()> {
        let Shown { font, pieces } = self.0.get(number)?;
        let numbers = numbers.get(*font)?;
        let simple = pieces.len() <= MOST_CODES && pieces.iter().all(is_code);
        if !simple {
            out.push(b'[');
        }
        for part in pieces.chunk_by(|left, right| is_code(left) && is_code(right)) {
            match part {
                [Piece::Back(thousandths)] => write_move(thousandths.round() as i64, out),
                [Piece::Far(thousandths)] => write_move(((thousandths * 100.0).round() / 100.0) as f32, out),
                codes => codes.chunks(MOST_CODES).try_for_each(|codes| write_string(codes, numbers, out))?,
            }
        }
        out.extend_from_slice(if simple { b"Tj" } else { b"]TJ" });
        Some(())
    }
}

fn is_code(piece: &Piece) -> bool {
    matches!(piece, Piece::Code(_))
}

fn write_move(thousandths: impl std::fmt::Display, out: &mut Vec<u8>) {
    if out.last().is_some_and(u8::is_ascii_digit) {
        out.push(b' ');
    }
    // Writing to memory cannot fail.
    let _ = write!(out, "{thousandths}");
}

fn write_string(codes: &[Piece], numbers: &[Cid], out: &mut Vec<u8>) -> Option<()> {
    out.push(b'(');
    for piece in codes {
        let Piece::Code(code) = piece else { continue };
        for byte in numbers.get(usize::from(*code))?.to_be_bytes() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_within_what_archives_allow() {
        let mut strings = Strings::default();
        let (all, numbers) = (20_000, [vec![Cid::from_be_bytes(*b"((")]]);
        let number = strings.push(0, vec![Piece::Code(0); all]);
        let mut written = Vec::new();
        strings.write(number, &numbers, &mut written).unwrap();
        let inner = written.strip_prefix(b"[(").and_then(|rest| rest.strip_suffix(b")]TJ")).unwrap();
        // In a string, every bracket is escaped.
        let lengths: Vec<_> = inner.split(|&byte| byte == b')').map(|string| string.len()).collect();
        assert!(lengths.len() > 1 && lengths.iter().all(|&length| length <= 32_767), "{lengths:?}");
        assert_eq!(inner.iter().filter(|&&byte| byte == b'\\').count(), 2 * all);
    }

    #[test]
    fn moves_stand_between_strings() {
        let mut strings = Strings::default();
        let numbers = [vec![Cid::from_be_bytes(*b"ab")], vec![Cid::from_be_bytes(*b"cd")]];
        let code = Piece::Code(0);
        let alone = strings.push(0, vec![code, code]);
        let moved = strings.push(1, vec![code, Piece::Back(-5.4), Piece::Far(6.006), code, Piece::Back(7.0)]);
        let written = |number| {
            let mut written = Vec::new();
            strings.write(number, &numbers, &mut written).map(|()| written)
        };
        assert_eq!(written(alone).unwrap(), b"(abab)Tj");
        assert_eq!(written(moved).unwrap(), b"[(cd)-5 6.01(cd)7]TJ");
        assert_eq!(written(moved + 1), None);
    }
}
