//! Pages filled from a vertical list: columns, and notes at the foot.

use super::column::{self, Cut, PageBody, Room, cut, place};
use super::float;
use super::notes::{NoteShelf, drop_placed, note_rule};
use crate::frame::Color;
use crate::typeset::panel::filled;
use crate::typeset::vertical::{ColumnSet, Penalty, Piece, Section, grid_rest, total_up_to};
use crate::units::{Length, Point, Rect, Size};
use std::collections::VecDeque;
use std::ops::Range;

/// The text area that pages are filled in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextArea {
    pub(crate) width: Length,
    pub(crate) height: Length,
    pub(crate) grid: Length,
    /// What is left of the page's height below the last whole line of the grid.
    pub(crate) spare: Length,
    /// The step that blocks off the grid are padded to.
    pub(crate) unit: Length,
    /// Whether reading begins at the right.
    pub(crate) rtl: bool,
}

/// Fills pages with sections.
pub(crate) fn flow(sections: Vec<Section>, area: TextArea, shelf: NoteShelf) -> Vec<PageBody> {
    let mut flow =
        Flow { area, shelf, pages: Vec::new(), page: PageBody::default(), y: Length::ZERO, blank: Length::ZERO };
    let mut sections = sections.into_iter().peekable();
    while let Some(section) = sections.next() {
        match section {
            Section::Single(pieces) => {
                let ahead = matches!(sections.peek(), Some(Section::Columns(_)));
                flow.single(pieces, ahead);
            }
            Section::Columns(set) => flow.columns(set),
            Section::NewPage => flow.next_page_if_begun(),
            Section::NewPageFrom(share) if flow.y >= area.height * share => flow.next_page_if_begun(),
            Section::NewPageFrom(_) => flow.blank = flow.blank.max(area.grid * BEFORE_CHAPTER),
        }
    }
    flow.finish()
}

/// The empty lines before a chapter that begins within a page.
const BEFORE_CHAPTER: f64 = 1.0;

struct Flow {
    area: TextArea,
    shelf: NoteShelf,
    pages: Vec<PageBody>,
    page: PageBody,
    /// How far down the page is filled.
    y: Length,
    /// The gap that the last section ended in.
    blank: Length,
}

impl Flow {
    /// The room left for a section that begins with `pieces`.
    fn room(&self, pieces: &[Piece], ahead: bool) -> Room {
        let empty = self.y <= Length::ZERO;
        let blank = match pieces.iter().find(|piece| !matches!(piece, Piece::Float { .. })) {
            _ if empty => Length::ZERO,
            Some(Piece::Space(length)) => self.blank.max(*length),
            _ => self.blank,
        };
        let start = self.y + blank;
        let start = start + grid_rest(start, self.area.unit);
        let ends_bound = pieces.iter().rev().find_map(Piece::solid).is_some_and(|solid| solid.after >= Penalty::BOUND);
        let ahead = if ahead && ends_bound { self.area.grid * 3.0 } else { Length::ZERO };
        let TextArea { height, grid, unit, spare, .. } = self.area;
        Room { start, height, floor: height + spare, grid, unit, empty, ahead }
    }

    fn single(&mut self, mut pieces: Vec<Piece>, ahead: bool) {
        let mut start = 0;
        let mut open = Vec::new();
        while start < pieces.len() {
            let room = self.room(pieces.get(start..).unwrap_or_default(), ahead);
            let mut cut = cut(&pieces, start, &open, &room, Some(&self.shelf));
            if float::fill(&mut pieces, &cut, &room) {
                cut = column::cut(&pieces, start, &open, &room, Some(&self.shelf));
            }
            if cut.end <= start {
                if self.is_begun() && is_ending(&pieces[start..]) {
                    break;
                }
                self.next_page();
                continue;
            }
            self.call_notes(&pieces, start..cut.end);
            let room = Room { floor: room.above(&self.shelf.footing()), ..room };
            open = place(&mut pieces, start..cut.end, &open, (Length::ZERO, &room), &mut self.page);
            self.y = self.y.max(cut.bottom);
            start = cut.end;
            if is_ending(&pieces[start..]) {
                break;
            }
            if start < pieces.len() {
                self.next_page();
            }
        }
        self.blank = match pieces.iter().rev().find(|piece| !matches!(piece, Piece::Snap)) {
            Some(Piece::Space(length)) => *length,
            _ => Length::ZERO,
        };
    }

    fn call_notes(&mut self, pieces: &[Piece], range: Range<usize>) {
        let notes: Vec<usize> =
            pieces[range].iter().filter_map(Piece::solid).flat_map(|solid| solid.notes.iter().copied()).collect();
        self.shelf.put(&notes);
    }

    fn columns(&mut self, mut set: ColumnSet) {
        let mut start = 0;
        let mut open: Vec<usize> = Vec::new();
        while start < set.pieces.len() {
            let room = self.room(&set.pieces[start..], false);
            let cuts = self.balance(&set, start, &open, room);
            let end = cuts.last().map_or(start, |cut| cut.end);
            if end <= start {
                self.next_page();
                continue;
            }
            self.call_notes(&set.pieces, start..end);
            let lefts = set.lefts.clone();
            let bottom = cuts.iter().map(|cut| cut.bottom).max().unwrap_or_default();
            self.rules(&lefts[..cuts.len().min(lefts.len())], set.rule, [room.start, bottom]);
            for (cut, left) in cuts.iter().zip(lefts) {
                open = place(&mut set.pieces, start..cut.end, &open, (left, &room), &mut self.page);
                self.y = self.y.max(cut.bottom);
                start = cut.end;
            }
            if start < set.pieces.len() {
                self.next_page();
            }
        }
        self.blank = Length::ZERO;
    }

    /// The rules between columns, from top to bottom.
    fn rules(&mut self, lefts: &[Length], rule: Option<[Length; 2]>, [from, to]: [Length; 2]) {
        let Some([thickness, apart]) = rule else { return };
        for pair in lefts.windows(2) {
            let right = pair.iter().copied().max().unwrap_or_default();
            let at = Point::new(right - apart - thickness * 0.5, from);
            self.page.items.push(filled(Rect::new(at, Size::new(thickness, to - from)), Color::BLACK));
        }
    }

    /// Where each column of a page ends: all full, or all of one height at the end of
    /// the section.
    fn balance(&self, set: &ColumnSet, start: usize, open: &[usize], room: Room) -> Vec<Cut> {
        let noted = |end: usize| {
            let mut footing = self.shelf.footing();
            for solid in set.pieces[start..end].iter().filter_map(Piece::solid) {
                self.shelf.call(&mut footing, &solid.notes);
            }
            footing
        };
        let pieces = &set.pieces;
        let most = room.height - noted(start).least;
        let columns = set.lefts.len();
        let full = (most - room.start) * columns as f64;
        let mut height = room.start + total_up_to(&pieces[start..], full).min(full) / columns as f64;
        height += grid_rest(height, self.area.grid);
        while height < most {
            let cuts = fill(set, start, open, Room { height, ..room });
            let end = cuts.last().map_or(start, |cut| cut.end);
            if end >= pieces.len() && height + noted(end).whole <= room.height {
                return cuts;
            }
            height += self.area.grid;
        }
        // The notes called in the columns take room from them, and shorter columns may call
        // fewer: a few rounds find a height that fits both.
        let mut height = most;
        for _ in 0..4 {
            let cuts = fill(set, start, open, Room { height, ..room });
            let end = cuts.last().map_or(start, |cut| cut.end);
            let need = noted(end).least;
            if height + need <= room.height + Length::pt(0.01) {
                return cuts;
            }
            height = room.height - need;
        }
        fill(set, start, open, Room { height, ..room })
    }

    /// Puts the notes at the foot and begins another page.
    fn next_page(&mut self) {
        let due = self.shelf.take_due();
        self.page.filled = if due.is_empty() { self.y } else { self.area.height };
        if due.iter().any(|piece| piece.solid().is_some()) {
            self.foot(due);
        }
        self.pages.push(std::mem::take(&mut self.page));
        self.y = Length::ZERO;
        self.blank = Length::ZERO;
    }

    fn next_page_if_begun(&mut self) {
        if self.is_begun() {
            self.next_page();
        }
    }

    /// Whether something stands on the page.
    fn is_begun(&self) -> bool {
        self.y > Length::ZERO || !self.page.items.is_empty()
    }

    fn foot(&mut self, mut waiting: VecDeque<Piece>) {
        let due = waiting.make_contiguous();
        let head = self.shelf.head;
        let empty = self.y <= Length::ZERO;
        let height = self.area.height - self.y - head;
        let grid = due.iter().find_map(Piece::solid).map_or(self.area.grid, |solid| solid.height);
        let [start, ahead] = [Length::ZERO; 2];
        let room = Room { start, height, floor: height, grid, unit: self.area.unit, empty, ahead };
        let cut = cut(due, 0, &[], &room, None);
        if cut.end == 0 {
            return self.shelf.carry(waiting);
        }
        let top = self.area.height - cut.bottom.min(height);
        let room = Room { start: top, ..room };
        let open = place(due, 0..cut.end, &[], (Length::ZERO, &room), &mut self.page);
        self.page.items.push(note_rule(self.area, top, head));
        if cut.end < waiting.len() {
            drop_placed(&mut waiting, cut.end, &open);
            self.shelf.carry(waiting);
        }
    }

    fn finish(mut self) -> Vec<PageBody> {
        self.next_page_if_begun();
        while self.shelf.is_due() {
            self.next_page();
        }
        if self.pages.is_empty() {
            self.pages.push(PageBody::default());
        }
        self.pages
    }
}

/// Whether nothing follows but what ends the text above it, such as a thematic break.
fn is_ending(pieces: &[Piece]) -> bool {
    let mut solids = pieces.iter().filter_map(Piece::solid).peekable();
    solids.peek().is_some() && solids.all(|solid| solid.ending)
}

/// Fills columns one after another.
fn fill(set: &ColumnSet, start: usize, open: &[usize], room: Room) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::with_capacity(set.lefts.len());
    let mut open = open.to_vec();
    let mut from = start;
    for _ in &set.lefts {
        if from >= set.pieces.len() {
            break;
        }
        let cut = cut(&set.pieces, from, &open, &room, None);
        for index in from..cut.end {
            match set.pieces.get(index) {
                Some(Piece::Open(_)) => open.push(index),
                Some(Piece::Close) => drop(open.pop()),
                _ => {}
            }
        }
        from = cut.end;
        cuts.push(cut);
    }
    cuts
}
