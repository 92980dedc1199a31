//! Code between backticks that somebody typed in Word: `` `ls -l` ``.

use super::paragraph::Piece;
use super::run::Look;
use std::borrow::Cow;
use std::ops::Range;

/// The most characters of such code: more is text with two stray backticks.
const LONGEST: usize = 100;

/// The pieces of a paragraph with what stands between backticks as code, without these.
pub(super) fn coded(pieces: &[Piece]) -> Cow<'_, [Piece]> {
    if !pieces.iter().any(|piece| matches!(piece, Piece::Text(text, _) if text.contains('`'))) {
        return Cow::Borrowed(pieces);
    }
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(..));
    let mut out = Vec::with_capacity(pieces.len());
    for row in pieces.chunk_by(|a, b| is_text(a) && is_text(b)) {
        let words: String = row.iter().filter_map(text_of).map(|(text, _)| text).collect();
        let codes = codes(&words);
        let mut from = 0;
        for piece in row {
            match text_of(piece) {
                Some((text, look)) => {
                    cut(text, from, &codes, look, &mut out);
                    from += text.len();
                }
                None => out.push(piece.clone()),
            }
        }
    }
    Cow::Owned(out)
}

fn text_of(piece: &Piece) -> Option<(&str, &Look)> {
    match piece {
        Piece::Text(text, look) => Some((text, look)),
        _ => None,
    }
}

/// The places between single backticks: they stand at the edges of a word.
fn codes(text: &str) -> Vec<Range<usize>> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    let alone = |at: usize| !text[..at].ends_with('`') && !text[at + 1..].starts_with('`');
    let opens = |at: usize| !text[..at].ends_with(|letter: char| letter.is_ascii_alphanumeric());
    let closes = |at: usize| !text[at + 1..].starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let mut codes: Vec<Range<usize>> = Vec::new();
    for pair in ticks.windows(2) {
        let (open, close) = (pair[0], pair[1]);
        let code = &text[open + 1..close];
        let is_code = !code.is_empty()
            && code.trim().len() == code.len()
            && !code.contains('\n')
            && code.chars().count() <= LONGEST;
        let free = codes.last().is_none_or(|last| last.end < open);
        if free && is_code && alone(open) && alone(close) && opens(open) && closes(close) {
            codes.push(open + 1..close);
        }
    }
    codes
}

/// Adds the parts of a piece that begins at a place of the text.
fn cut(text: &str, from: usize, codes: &[Range<usize>], look: &Look, out: &mut Vec<Piece>) {
    let mut add = |part: Range<usize>, code: bool| {
        let (start, end) = (part.start.max(from) - from, part.end.min(from + text.len()).saturating_sub(from));
        if start < end {
            out.push(Piece::Text(text[start..end].to_owned(), Look { code: code || look.code, ..look.clone() }));
        }
    };
    let mut at = from;
    let first = codes.partition_point(|code| code.end < from);
    for code in codes[first..].iter().take_while(|code| code.start <= from + text.len()) {
        add(at..code.start - 1, false);
        add(code.clone(), true);
        at = code.end + 1;
    }
    add(at.max(from)..from + text.len(), false);
}
