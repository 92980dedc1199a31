//! Code within a line of text, told by the typewriter font that somebody gave it.

use super::paragraph::Piece;
use super::run::Look;
use std::borrow::Cow;

/// The most bytes of such code: more is text in another font.
const LONGEST: usize = 100;

/// The pieces of a paragraph with its Latin words in a typewriter font as code, if other
/// words stand beside them.
pub(super) fn coded(pieces: &[Piece]) -> Cow<'_, [Piece]> {
    let has_words = |text: &str| text.contains(char::is_alphabetic);
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(text, _) if typed(piece).is_none() && has_words(text));
    if !pieces.iter().any(|piece| typed(piece).is_some()) || !pieces.iter().any(is_text) {
        return Cow::Borrowed(pieces);
    }
    let mut out = Vec::with_capacity(pieces.len());
    for row in pieces.chunk_by(|a, b| typed(a).is_some() && typed(b).is_some()) {
        let words: String = row.iter().filter_map(typed).map(|(text, _)| text).collect();
        let is_code = has_words(&words) && words.trim().len() <= LONGEST;
        match row[0] {
            Piece::Text(_, ref look) if is_code => as_code(&words, look, &mut out),
            _ => out.extend_from_slice(row),
        }
    }
    Cow::Owned(out)
}

/// The text of a piece in Latin letters and a typewriter font.
fn typed(piece: &Piece) -> Option<(&str, &Look)> {
    match piece {
        Piece::Text(text, look) if look.typewriter && text.is_ascii() => Some((text, look)),
        _ => None,
    }
}

/// Adds code; the blanks around it are none.
fn as_code(words: &str, look: &Look, out: &mut Vec<Piece>) {
    let (begin, end) = (words.len() - words.trim_start().len(), words.trim_end().len());
    for (part, code) in [(&words[..begin], false), (&words[begin..end], true), (&words[end..], false)] {
        if !part.is_empty() {
            out.push(Piece::Text(part.to_owned(), Look { code, ..look.clone() }));
        }
    }
}
