//! Verse, whose line ends are meant.

use super::phrase::{first_word, last_word, leans_on_last, leans_on_next};
use crate::persian::letters;

/// This many lines do not end in the same letter by chance.
const RHYMES: usize = 4;

/// Whether lines rhyme as verse does: every second one with the line before it or with
/// the second line of the couplet before, or, as in a ghazal, nearly all second lines
/// in their last letter.
pub(super) fn is_verse(lines: &[&str]) -> bool {
    // A few lines of prose may well end alike. In verse one line in ten ends inside
    // what looks like a phrase, in prose one in three; the limit is one in four.
    let cut = |pair: &&[&str]| leans_on_next(last_word(pair[0])) || leans_on_last(first_word(pair[1]));
    if lines.windows(2).filter(cut).count() * 4 >= lines.len() - 1 {
        return false;
    }
    // Couplets are pairs of lines of about the same width.
    let width = |line: usize| lines[line].chars().count();
    if lines.len() == 3 || (lines.len() == 2 && width(1) * 4 < width(0) * 3) {
        return false;
    }
    let ends: Vec<Option<[char; 2]>> = lines.iter().map(|line| last_letters(line)).collect();
    let rhymes = |a: usize, b: usize| ends[a].is_some() && ends[a] == ends[b];
    let second = || (1..ends.len()).step_by(2);
    let rhymed = second().filter(|&line| rhymes(line, line - 1) || (line > 2 && rhymes(line, line - 2))).count();
    let mut letters: Vec<char> = second().filter_map(|line| ends[line]).map(|[_, last]| last).collect();
    letters.sort_unstable();
    let alike = letters.chunk_by(char::eq).map(<[char]>::len).max().unwrap_or_default();
    rhymed * 2 > second().len() || (alike >= RHYMES && alike * 8 >= second().len() * 7)
}

/// The last two letters of a line.
fn last_letters(line: &str) -> Option<[char; 2]> {
    let mut letters = line.chars().rev().filter(|&c| letters::is_letter(c));
    let last = letters.next()?;
    Some([letters.next()?, last])
}
