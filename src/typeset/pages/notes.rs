//! Footnotes until they are placed: which were called, the room they need, and what
//! is carried over to the next page.

use super::flow::TextArea;
use crate::frame::{Color, Item};
use crate::typeset::panel::filled;
use crate::typeset::vertical::{Piece, total, total_up_to};
use crate::units::{Length, Point, Rect, Size};
use std::collections::{HashSet, VecDeque};

/// All notes of a document, set but not yet called.
#[derive(Debug, Default)]
pub(crate) struct NoteShelf {
    notes: Vec<Shelved>,
    /// Notes due at the foot of the page being filled: a queue, as pages take them from
    /// its front and a chain of notes may fill hundreds.
    due: VecDeque<Piece>,
    /// The height of `due`.
    need: Length,
    /// Whether `due` takes all the room that notes may have.
    full: bool,
    /// Rule and space above the notes.
    pub(crate) head: Length,
    /// The most room that a page gives to notes carried over to it.
    pub(crate) most: Length,
}

/// One note, set.
#[derive(Debug, Default)]
pub(crate) struct Shelved {
    pieces: Vec<Piece>,
    whole: Length,
    least: Length,
    /// Notes called in it.
    calls: Vec<usize>,
}

/// The room notes need at the foot of a page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Footing {
    /// If the last note is divided as early as possible.
    pub(crate) least: Length,
    /// If none is divided.
    pub(crate) whole: Length,
    full: bool,
}

/// The cost of dividing a note, on the scale of [`crate::typeset::vertical::Penalty`]:
/// between four and five empty lines.
const SPLIT: f64 = 200.0;
/// The cost of a note on the page after its mark: about seven empty lines.
const LATE: f64 = 500.0;

impl Footing {
    /// The cost of placing the notes in this room.
    pub(crate) fn cost(&self, room: Length) -> f64 {
        match self {
            Self { full: true, .. } => LATE,
            Self { whole, .. } if *whole > room + Length::pt(0.01) => SPLIT,
            _ => 0.0,
        }
    }
}

impl Shelved {
    /// A note from its pieces.
    pub(crate) fn new(pieces: Vec<Piece>) -> Self {
        let whole = total(&pieces);
        let solids = || pieces.iter().filter_map(Piece::solid);
        // A note of up to three lines is not divided; of a longer one at least two lines
        // are on the page of its mark.
        let least = if solids().count() <= 3 { whole } else { solids().take(2).map(|solid| solid.height).sum() };
        let calls = solids().flat_map(|solid| solid.notes.iter().copied()).collect();
        Self { pieces, whole, least, calls }
    }
}

impl NoteShelf {
    /// A shelf of notes, by index.
    pub(crate) fn new(notes: Vec<Shelved>, head: Length, most: Length) -> Self {
        Self { notes, head, most, ..Self::default() }
    }

    /// The room already needed on this page.
    pub(crate) fn footing(&self) -> Footing {
        let need = if self.due.is_empty() { Length::ZERO } else { self.need + self.head };
        Footing { least: need, whole: need, full: self.full }
    }

    /// Adds the room for notes called by a line.
    pub(crate) fn call(&self, footing: &mut Footing, notes: &[usize]) {
        for index in self.with_nested(notes) {
            let Some(note) = self.notes.get(index) else { continue };
            if footing.full {
                continue;
            }
            if footing.whole <= Length::ZERO {
                footing.whole = self.head;
            }
            footing.least = footing.whole + note.least;
            footing.whole += note.whole;
        }
    }

    /// The notes and those called in them, each once.
    fn with_nested(&self, notes: &[usize]) -> Vec<usize> {
        let mut all = notes.to_vec();
        let mut met: HashSet<usize> = notes.iter().copied().collect();
        let mut at = 0;
        while let Some(note) = all.get(at).and_then(|&index| self.notes.get(index)) {
            all.extend(note.calls.iter().copied().filter(|&index| met.insert(index)));
            at += 1;
        }
        all
    }

    /// Makes the notes called by what was placed on the page due.
    pub(crate) fn put(&mut self, notes: &[usize]) {
        for index in self.with_nested(notes) {
            if let Some(note) = self.notes.get_mut(index) {
                self.need += note.whole;
                self.due.extend(note.pieces.drain(..));
            }
        }
    }

    /// Takes the notes due at the foot of the page.
    pub(crate) fn take_due(&mut self) -> VecDeque<Piece> {
        self.need = Length::ZERO;
        self.full = false;
        std::mem::take(&mut self.due)
    }

    /// Carries what did not fit over to the next page.
    pub(crate) fn carry(&mut self, rest: VecDeque<Piece>) {
        let need = total_up_to(&rest, self.most);
        self.full = need > self.most;
        self.need = need.min(self.most);
        self.due = rest;
    }

    /// Whether notes are still waiting for a page.
    pub(crate) fn is_due(&self) -> bool {
        self.due.iter().any(|piece| piece.solid().is_some())
    }
}

/// Takes the pieces before `end` away; panels open there are opened again.
pub(crate) fn drop_placed(pieces: &mut VecDeque<Piece>, end: usize, open: &[usize]) {
    let opened: Vec<Piece> = open.iter().filter_map(|&index| pieces.get(index)).cloned().collect();
    pieces.drain(..end.min(pieces.len()));
    for piece in opened.into_iter().rev() {
        pieces.push_front(piece);
    }
}

/// The rule over the notes of a page; `top` is the top of the notes.
pub(crate) fn note_rule(area: TextArea, top: Length, head: Length) -> Item {
    let width = area.width * 0.25;
    let left = if area.rtl { area.width - width } else { Length::ZERO };
    let rect = Rect::new(Point::new(left, top - head * 0.45), Size::new(width, Length::pt(0.4)));
    filled(rect, Color::BLACK)
}
