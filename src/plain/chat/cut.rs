//! Splits a text into parts that a messenger accepts as one message each:
//! between paragraphs where possible, else between sentences, words, letters.

use super::blocks::Piece;
use super::marks::Kind;
use unicode_segmentation::UnicodeSegmentation;

/// Room for the marks that a cut closes and opens again (three kinds, two signs
/// and a joiner each, on both sides, and the fences of code) and for the
/// direction mark of the first line: 18, 8 and 1 units.
const SPARE: usize = 32;

/// The parts of a text; a single one where there is no limit.
pub(super) fn parts(pieces: Vec<Piece>, limit: Option<usize>) -> Vec<String> {
    let limit = limit.map_or(usize::MAX, |limit| limit - SPARE);
    let mut parts = Parts { done: Vec::new(), part: String::new(), room: limit, limit };
    for (text, close) in kept(pieces) {
        parts.add(&text, if close { "\n" } else { "\n\n" });
    }
    parts.done.push(parts.part);
    parts.done
}

/// Joins each heading to what follows it.
fn kept(pieces: Vec<Piece>) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut keep = false;
    for piece in pieces {
        match out.last_mut().filter(|_| keep) {
            Some((text, _)) => {
                text.push_str(if piece.close { "\n" } else { "\n\n" });
                text.push_str(&piece.text);
            }
            None => out.push((piece.text, piece.close)),
        }
        keep = piece.keep;
    }
    out
}

struct Parts {
    done: Vec<String>,
    part: String,
    /// UTF-16 units left in this part.
    room: usize,
    limit: usize,
}

impl Parts {
    /// Adds a text, unbroken where it fits.
    fn add(&mut self, text: &str, apart: &str) {
        let units = most_units(text) + most_units(apart);
        if units > self.room && !self.part.is_empty() {
            self.end();
        }
        if units <= self.room {
            if !self.part.is_empty() {
                self.part.push_str(apart);
            }
            self.part.push_str(text);
            self.room -= units;
            return;
        }
        let mut open = Vec::new();
        for sentence in text.split_sentence_bounds() {
            if most_units(sentence) <= self.limit {
                self.piece(sentence, &mut open);
                continue;
            }
            for word in sentence.split_inclusive(' ') {
                if most_units(word) <= self.limit {
                    self.piece(word, &mut open);
                } else {
                    word.graphemes(true).flat_map(bounded).for_each(|letter| self.piece(letter, &mut open));
                }
            }
        }
    }

    /// Adds a piece of a paragraph. Marks that are open at the end of a part are
    /// closed there and opened again in the next.
    fn piece(&mut self, text: &str, open: &mut Vec<Kind>) {
        let units = most_units(text);
        if units > self.room {
            for kind in open.iter().rev() {
                if *kind == Kind::Block && !self.part.ends_with('\n') {
                    self.part.push('\n');
                }
                self.part.push(kind.close());
            }
            self.end();
            for kind in open.iter() {
                self.part.push(kind.open());
                if *kind == Kind::Block {
                    self.part.push('\n');
                }
            }
        }
        self.part.push_str(text);
        self.room = self.room.saturating_sub(units);
        for letter in text.chars() {
            open.extend(Kind::opened(letter));
            if let Some(at) = Kind::closed(letter).and_then(|kind| open.iter().rposition(|&other| other == kind)) {
                open.remove(at);
            }
        }
    }

    fn end(&mut self) {
        let part = std::mem::take(&mut self.part);
        self.done.push(part.trim_end().to_owned());
        self.room = self.limit;
    }
}

/// A grapheme cluster. One of over 64 bytes is no real cluster (they can be made
/// arbitrarily long) and is split into its characters, as it might exceed a
/// message.
fn bounded(cluster: &str) -> Vec<&str> {
    if cluster.len() <= 64 { vec![cluster] } else { cluster.split_inclusive(|_: char| true).collect() }
}

/// An upper limit for the UTF-16 units of a text with its marks: a sign may get
/// a joiner on both sides or be percent-encoded as three, a line may get a
/// direction mark, a mark has at most three signs.
fn most_units(text: &str) -> usize {
    let units = |letter: char| match letter {
        '\n' => 2,
        '*' | '_' | '~' | '|' | '`' => 3,
        letter if letter.is_control() => 3,
        letter => letter.len_utf16(),
    };
    text.chars().map(units).sum()
}
