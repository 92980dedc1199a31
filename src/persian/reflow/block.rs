//! Paragraphs that show alone that their lines were wrapped: those of a guide somebody
//! wrapped by hand, whose other lines are steps, addresses and headings.

use super::line_end::LineEnd;
use super::phrase::Bond;
use crate::persian::flow::{Flow, HARD_BREAK};

/// The fewest letters of their widest line: verse and addresses have shorter lines, and
/// the lines of a list are not all as long.
const WIDE: usize = 60;
/// A line with the next word takes at least this share of the widest, in hundredths: who
/// wraps by hand does so a word too early now and then.
const FULL: usize = 95;
/// The fewest line ends: two lines may be as long as each other by chance.
const FEWEST: usize = 2;

/// Whether all lines of a paragraph but the last were full, and at least every other one
/// ended inside a sentence.
pub(super) fn is_wrapped(flow: &Flow<'_>, ends: &[LineEnd]) -> bool {
    let last = flow.text().rsplit(HARD_BREAK).next().unwrap_or_default().trim().chars().count();
    let widest = ends.iter().map(|end| end.characters().1).max().unwrap_or_default();
    // All lines of an item stand under its words.
    let hangs = ends.iter().all(|end| end.indented);
    let is_full = |end: &LineEnd| end.characters().0 * 100 >= widest * FULL && !end.item && (hangs || !end.indented);
    let goes_on = ends.iter().filter(|end| !end.ends_sentence && end.bond >= Bond::Comma).count();
    // Halves of couplets stand apart.
    let is_verse = flow.text().split(HARD_BREAK).any(|line| line.trim().contains("  "));
    let is_long = ends.len() >= FEWEST && widest >= WIDE && last <= widest && !is_verse;
    is_long && ends.iter().all(is_full) && goes_on * 2 >= ends.len()
}
