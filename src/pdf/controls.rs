//! Direction marks at the ends of and within right-to-left chunks, so that four
//! readers, each with its own algorithm for a line, agree on the order.

use super::cells::{Cell, Text};
use super::classes::{ALM, LRM, ZWNJ, is_left, is_mark, is_poppler_number, is_right, is_weak};
use super::codes::Codes;
use super::text::Draft;
use crate::units::Em;

/// The width of a cell of direction marks that must have one, in ems: a little
/// more than the 0.105 em that poppler needs to see a character (`NARROWEST` in
/// `text.rs`).
const NARROW: f64 = 0.12;
/// The width of the space drawn left of a mark that ends a line, in ems. A
/// choice: about the width of a word space.
const EDGE_SPACE: f64 = 0.22;
/// A bracket at least this wide gives up [`NARROW`] of its advance.
const WIDE_BRACKET: f64 = 0.33;
/// A space wider than this ends an item of text in PDF.js, in ems.
const WIDE_SPACE: f64 = 0.55;

/// The surroundings of a chunk. Directions: `true` is right-to-left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbours {
    /// Whether it is the leftmost chunk of its line.
    pub(crate) leftmost: bool,
    /// The direction of the chunk that is read next.
    pub(crate) next: Option<bool>,
    /// The direction of the chunk at its right.
    pub(crate) right: Option<bool>,
}

/// The number of cells before the first cut of a right-to-left stretch: after
/// its first bracket from the left, unless a mark follows it.
pub(crate) fn cut(cells: &[Cell]) -> usize {
    let bracket = (0..cells.len())
        .find(|&index| cells[index].is_bracket() && !cells.get(index + 1).is_some_and(Cell::begins_with_mark));
    bracket.map_or(cells.len(), |index| index + 1)
}

/// Adds the direction marks of a chunk; returns how far its left end moves, in
/// design units.
pub(crate) fn add(draft: &mut Draft<'_>, neighbours: Neighbours, codes: &Codes<'_>) -> i32 {
    if !draft.rtl {
        let last = draft.cells.last().and_then(|cell| cell.text.last());
        let open = last.is_some_and(|letter| !is_left(letter) && !is_poppler_number(letter));
        if open && neighbours.right != Some(false) {
            push(&mut draft.cells, &[LRM], 0);
        }
        return 0;
    }
    let moved = edge(&mut draft.cells, neighbours.leftmost, codes);
    prefixes(&mut draft.cells, codes);
    trail(&mut draft.cells, neighbours, codes);
    moved
}

/// Puts a space or a direction mark before a mark at the left end: a chunk must
/// not begin with one.
fn edge(cells: &mut Vec<Cell>, leftmost: bool, codes: &Codes<'_>) -> i32 {
    let Some(first) = cells.first().filter(|cell| cell.begins_with_mark()) else { return 0 };
    let (start, width) = (first.start, codes.units(Em::new(EDGE_SPACE)));
    if leftmost {
        let mut space = Cell::blank(Text::of(' '), width, start);
        space.space = true;
        cells.insert(0, space);
        -width
    } else {
        cells.insert(0, Cell::blank(Text::of(ALM), 0, start));
        0
    }
}

/// Prefixes cells within the chunk with a direction mark where a reader needs
/// one.
fn prefixes(cells: &mut [Cell], codes: &Codes<'_>) {
    let wide = codes.units(Em::new(WIDE_SPACE));
    for index in 0..cells.len() {
        let before_mark = cells.get(index + 1).is_some_and(Cell::begins_with_mark);
        let edge = index == 0 || index + 1 == cells.len();
        let cell = &cells[index];
        let number = !cell.space && is_number(cell);
        let needed = if cell.space {
            edge || before_mark || cell.width > wide
        } else if number && is_closing(cells, index) {
            cells[index].hint = true;
            false
        } else {
            number || cell.is_bracket() || is_weak_start(cells, index)
        };
        if needed {
            cells[index].text = cells[index].text.prefixed(ALM);
        }
    }
}

/// Whether poppler treats a cell as a number although it has no letter of
/// either direction.
fn is_number(cell: &Cell) -> bool {
    let letters = cell.text.letters();
    letters.iter().any(|&letter| is_poppler_number(letter))
        && !letters.iter().any(|&letter| is_right(letter) || is_left(letter))
}

/// Whether a cell is between a word and the space after it, as full stops and
/// commas are. A hint is enough there; a mark in the text would break the
/// phrase for plain search.
fn is_closing(cells: &[Cell], index: usize) -> bool {
    let space = index.checked_sub(1).is_some_and(|left| cells[left].text == Text::of(' '));
    let word = cells.get(index + 1).and_then(|right| right.text.last());
    space && word.is_some_and(|letter| is_right(letter) || is_mark(letter))
}

/// Whether a cell begins with a weak or neutral character whose direction would
/// depend on what is before it, or on nothing at all.
fn is_weak_start(cells: &[Cell], index: usize) -> bool {
    let Some(first) = cells[index].text.first() else { return false };
    match index.checked_sub(1) {
        None => !is_right(first) && first != ALM,
        Some(left) => (is_mark(first) || first == ZWNJ) && cells[left].text.last().is_some_and(is_weak),
    }
}

/// Direction marks at the right end of a chunk.
fn trail(cells: &mut Vec<Cell>, neighbours: Neighbours, codes: &Codes<'_>) {
    let Some(last) = cells.last().copied() else { return };
    let beside_left = neighbours.right == Some(false);
    let both: &[char] = if beside_left { &[LRM, ALM, LRM] } else { &[LRM] };
    let narrow = codes.units(Em::new(NARROW));
    let bracket = last.text.letters().iter().any(|&letter| super::classes::is_bracket(letter));
    match (bracket, neighbours.next) {
        (true, Some(false)) => {
            if last.width >= codes.units(Em::new(WIDE_BRACKET))
                && let Some(cell) = cells.last_mut()
            {
                cell.width -= narrow;
            }
            push(cells, both, narrow);
            push(cells, &[ALM], 0);
        }
        (true, _) => push(cells, both, 0),
        (false, Some(true)) => {
            if !last.text.last().is_some_and(is_right) {
                push(cells, &[ALM], narrow);
            }
            push(cells, both, 0);
        }
        (false, _) if beside_left => push(cells, &[ALM], 0),
        (false, _) => {}
    }
}

fn push(cells: &mut Vec<Cell>, letters: &[char], width: i32) {
    let start = cells.last().map_or(0, |cell| cell.start);
    cells.push(Cell::blank(Text::from_letters(letters), width, start));
}
