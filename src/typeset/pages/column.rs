//! Filling a column: the best place to end it, and the position of each piece.

use super::notes::{Footing, NoteShelf};
use crate::frame::Item;
use crate::typeset::panel::Panel;
use crate::typeset::vertical::{Bleeding, Penalty, Piece, Promise, grid_rest};
use crate::units::{Length, Point};
use std::ops::Range;

/// The place a column is filled in, from the top of the page's text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Where the first piece goes.
    pub(crate) start: Length,
    /// Where the text must end.
    pub(crate) height: Length,
    /// Where what stands at the foot of the page ends: it need not be on the grid.
    pub(crate) floor: Length,
    /// Distance of base lines.
    pub(crate) grid: Length,
    /// The step that blocks off the grid are padded to.
    pub(crate) unit: Length,
    /// Whether the page is still empty, so that something must go in.
    pub(crate) empty: bool,
    /// Room the next section needs at once, because this section ends in something
    /// that must not be separated from it.
    pub(crate) ahead: Length,
}

impl Room {
    /// The floor above the notes of a page.
    pub(crate) fn above(&self, notes: &Footing) -> Length {
        if notes.whole > Length::ZERO { self.height - notes.whole } else { self.floor }
    }
}

/// Where a column ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// The first piece of the next column.
    pub(crate) end: usize,
    /// How far down the text reaches.
    pub(crate) bottom: Length,
    /// How bad this end is.
    cost: f64,
}

impl Cut {
    /// Whether it parts what belongs together.
    pub(crate) fn is_forced(&self) -> bool {
        self.cost >= Penalty::TOGETHER.0
    }
}

/// Empty lines at a column's foot cost this times their number squared; [`Penalty`] is
/// measured on the same scale.
const SHORT: f64 = 9.0;
/// Tolerance for rounding.
const SLACK: Length = Length::pt(0.01);

/// A panel's extent in a column.
struct Extent<'a> {
    panel: &'a Panel,
    from: Length,
    to: Length,
}

/// Walks down a column.
struct Pen<'a> {
    y: Length,
    /// Where what stands at the foot must end.
    floor: Length,
    /// Whether that was reached: from there on nothing is on the grid.
    at_foot: bool,
    unit: Length,
    blank: Length,
    fresh: bool,
    /// The room that the open panels need below the text.
    foot: Length,
    open: Vec<usize>,
    extents: Vec<Extent<'a>>,
    /// The space above what [`Piece::Foot`] moved down.
    lowered: Length,
}

impl<'a> Pen<'a> {
    /// A pen at the head of a column; `open` are the panels continued in it.
    fn new(room: &Room, open: impl Iterator<Item = &'a Panel>) -> Self {
        let mut pen = Self {
            y: room.start,
            floor: room.floor,
            at_foot: false,
            unit: room.unit,
            blank: Length::ZERO,
            fresh: true,
            foot: Length::ZERO,
            open: Vec::new(),
            extents: Vec::new(),
            lowered: Length::ZERO,
        };
        for panel in open {
            pen.open(panel);
            pen.y += panel.repeated();
        }
        pen
    }

    fn open(&mut self, panel: &'a Panel) {
        self.y += std::mem::take(&mut self.blank);
        self.open.push(self.extents.len());
        self.extents.push(Extent { panel, from: self.y, to: self.y });
        self.y += panel.head();
        self.foot += panel.foot();
    }

    fn close(&mut self) {
        if let Some(extent) = self.open.pop().and_then(|index| self.extents.get_mut(index)) {
            self.y += extent.panel.foot();
            self.foot -= extent.panel.foot();
            extent.to = self.y;
        }
    }

    /// Moves past a piece and returns its top.
    fn pass(&mut self, piece: &'a Piece) -> Length {
        match piece {
            Piece::Foot { height } => {
                let blank = (self.floor - self.y - self.blank - *height).max(Length::ZERO);
                self.blank += blank;
                self.lowered += blank;
                self.at_foot = true;
            }
            Piece::Float { .. } => {}
            Piece::Lift { at_top: false, .. } if self.fresh => {}
            Piece::Space(_) | Piece::Snap if self.fresh => {}
            Piece::Space(length) => self.blank = self.blank.max(*length),
            Piece::Lift { height, share, .. } => {
                self.blank += grid_rest(self.y + self.blank + *height, self.unit) * *share;
            }
            Piece::Snap => self.blank += grid_rest(self.y + self.blank, self.unit),
            Piece::Open(panel) => self.open(panel),
            Piece::Close => self.close(),
            Piece::Solid(solid) => {
                let top = self.y + std::mem::take(&mut self.blank);
                self.fresh = false;
                self.y = top + solid.height;
                return top;
            }
        }
        self.y
    }
}

/// The panel that begins at a piece.
fn panel(pieces: &[Piece], index: usize) -> Option<&Panel> {
    match pieces.get(index) {
        Some(Piece::Open(panel)) => Some(panel),
        _ => None,
    }
}

/// Chooses where the column that begins at piece `start` ends. `open` are the panels
/// continued in it; if a shelf is given, the notes called in the column need room at
/// its foot.
pub(crate) fn cut(pieces: &[Piece], start: usize, open: &[usize], room: &Room, shelf: Option<&NoteShelf>) -> Cut {
    let mut pen = Pen::new(room, open.iter().filter_map(|&index| panel(pieces, index)));
    let mut footing = shelf.map_or_else(Footing::default, NoteShelf::footing);
    let nothing = Cut { end: start, bottom: room.start, cost: Penalty::NEVER.0 };
    let mut best = nothing;
    let mut last = None;
    let mut index = start;
    while let Some(piece) = pieces.get(index) {
        if let Piece::Foot { .. } = piece {
            pen.floor = room.above(&footing);
        }
        pen.pass(piece);
        index += 1;
        let Piece::Solid(solid) = piece else { continue };
        if let Some(shelf) = shelf {
            shelf.call(&mut footing, &solid.notes);
        }
        let end = if pen.at_foot { pen.floor.max(room.height - footing.least) } else { room.height - footing.least };
        if pen.y + pen.foot > end + SLACK {
            break;
        }
        // A panel that ends here is closed in this column.
        while let Some(close @ Piece::Close) = pieces.get(index) {
            pen.pass(close);
            index += 1;
        }
        let bottom = pen.y + pen.foot;
        if is_end(pieces, index) && bottom + room.ahead <= end + SLACK {
            return Cut { end: pieces.len(), bottom, cost: 0.0 };
        }
        last = Some(Cut { end: index, bottom, cost: Penalty::NEVER.0 });
        let cost = solid.after.0 + footing.cost(room.height - bottom) + shortage(room, bottom + footing.whole);
        if cost.is_finite() && cost <= best.cost {
            best = Cut { end: index, bottom, cost };
        }
    }
    match last {
        _ if best.cost < Penalty::TOGETHER.0 => best,
        // Pieces that must stay together go to the next page, unless this one is
        // empty already.
        _ if !room.empty => nothing,
        _ if best.cost.is_finite() => best,
        Some(cut) => cut,
        None => overfull(pieces, start, room),
    }
}

/// Whether nothing solid follows.
fn is_end(pieces: &[Piece], index: usize) -> bool {
    !pieces.get(index..).unwrap_or_default().iter().any(|piece| piece.solid().is_some())
}

fn shortage(room: &Room, bottom: Length) -> f64 {
    let lines = (room.height - bottom).max(Length::ZERO).ratio(room.grid);
    lines * lines * SHORT
}

/// A cut after one piece that is too tall for any column.
fn overfull(pieces: &[Piece], start: usize, room: &Room) -> Cut {
    let solid = pieces.iter().skip(start).position(|piece| piece.solid().is_some());
    let mut end = solid.map_or(pieces.len(), |at| start + at + 1);
    while matches!(pieces.get(end), Some(Piece::Close)) {
        end += 1;
    }
    Cut { end, bottom: room.height, cost: Penalty::NEVER.0 }
}

/// The contents of a page.
#[derive(Debug, Default)]
pub(crate) struct PageBody {
    /// What is drawn, from the top left corner of the page's text.
    pub(crate) items: Vec<Item>,
    /// Page numbers still to be drawn.
    pub(crate) promises: Vec<Promise>,
    /// How far down it is filled.
    pub(crate) filled: Length,
    /// The space above what is at its foot.
    pub(crate) lowered: Length,
    /// What reaches the paper's edges, with its top and bottom.
    pub(crate) bleeds: Vec<(Bleeding, [Length; 2])>,
    /// Whether it has no folio and no running head, as a title page.
    pub(crate) bare: bool,
}

/// Takes the pieces of a range and puts their items in place; `left` is the column's
/// left edge. Returns the panels continued in the next column.
pub(crate) fn place(
    pieces: &mut [Piece],
    range: Range<usize>,
    open: &[usize],
    (left, room): (Length, &Room),
    page: &mut PageBody,
) -> Vec<usize> {
    let mut under = Vec::new();
    let tops: Vec<Length> = {
        let mut pen = Pen::new(room, open.iter().filter_map(|&index| panel(pieces, index)));
        let going_on = pen.extents.len();
        let tops = pieces.get(range.clone()).unwrap_or_default().iter().map(|piece| pen.pass(piece)).collect();
        while !pen.open.is_empty() {
            pen.close();
        }
        page.lowered += pen.lowered;
        for (index, extent) in pen.extents.iter().enumerate() {
            match extent.panel.ground.filter(|_| extent.panel.bleed) {
                Some(ground) => {
                    page.bleeds.push((Bleeding::Ground(ground), [extent.from, extent.to]));
                    let bare = Panel { ground: None, ..extent.panel.clone() };
                    bare.draw(extent.from, extent.to, &mut under);
                }
                None => extent.panel.draw(extent.from, extent.to, &mut under),
            }
            if let Some(repeat) = extent.panel.repeat.as_ref().filter(|_| index < going_on) {
                let top = Point::new(Length::ZERO, extent.from + extent.panel.head());
                under.extend(repeat.items.iter().map(|item| Item { at: item.at + top, ..item.clone() }));
            }
        }
        tops
    };
    page.items.extend(under.into_iter().map(|item| Item { at: item.at + Point::new(left, Length::ZERO), ..item }));
    let mut open = open.to_vec();
    for (index, top) in range.zip(tops) {
        match pieces.get_mut(index) {
            Some(Piece::Open(_)) => open.push(index),
            Some(Piece::Close) => drop(open.pop()),
            Some(Piece::Solid(solid)) => {
                let at = Point::new(left, top);
                page.bleeds.extend(solid.bleed.take().map(|bleed| (bleed, [top, top + solid.height])));
                let placed = std::mem::take(&mut solid.items).into_iter();
                page.items.extend(placed.map(|item| Item { at: item.at + at, ..item }));
                let before = page.items.len();
                page.promises.extend(solid.promise.take().map(|promise| Promise {
                    at: promise.at + at,
                    before,
                    ..promise
                }));
            }
            _ => {}
        }
    }
    open
}
