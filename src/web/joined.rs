//! Persian words with a half-space in left-to-right text of EPUBs. MuPDF (and Librera,
//! which draws with it) gives a half-space the direction of the block, whatever `dir` or
//! `unicode-bidi` say: in a comment of code «راه‌اندازی» would be torn into two words of
//! the wrong order. `epub/mupdf.css` embeds such words from right to left for it, in
//! generated content, so that nobody copies control characters with the code.

use super::syntax::Syntax;
use super::writer::Writer;
use crate::characters::ZWNJ;
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

impl Writer<'_> {
    /// Writes left-to-right text in pieces, with words that have a half-space in elements
    /// of their own.
    pub(super) fn with_joined(&mut self, text: &str, write: impl Fn(&mut Self, &str)) {
        let words = if self.syntax == Syntax::Xhtml { joined(text) } else { Vec::new() };
        let mut done = 0;
        for word in words {
            write(self, &text[done..word.start]);
            self.raw("<span class=\"joined\">");
            write(self, &text[word.clone()]);
            self.raw("</span>");
            done = word.end;
        }
        write(self, &text[done..]);
    }
}

/// The right-to-left words that have a half-space within.
fn joined(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(|letter| !is_of_word(letter)) {
        let word = piece.trim_end_matches(|letter| !is_of_word(letter));
        // The ending of a Latin word («API‌ها») needs nothing.
        let inner = word.trim_start_matches(ZWNJ);
        let at = start + word.len() - inner.len();
        let inner = inner.trim_end_matches(ZWNJ);
        if inner.contains(ZWNJ) {
            words.push(at..at + inner.len());
        }
        start += piece.len();
    }
    words
}

fn is_of_word(letter: char) -> bool {
    letter == ZWNJ || matches!(bidi_class(letter), BidiClass::R | BidiClass::AL | BidiClass::NSM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_half_space_within_are_found() {
        for (text, expected) in [
            ("x = 1  # راه‌اندازی (می‌شود)", &["راه‌اندازی", "می‌شود"][..]),
            ("API‌ها و نمی‌خواهم‌شان‌", &["نمی‌خواهم‌شان"]),
            ("مِی‌شود،خانه‌ها\nمی‌رود", &["مِی‌شود", "خانه‌ها", "می‌رود"]),
            ("‌", &[]),
            ("a‌b و کتاب", &[]),
        ] {
            let found: Vec<_> = joined(text).into_iter().map(|word| &text[word]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
