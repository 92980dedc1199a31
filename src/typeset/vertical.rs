//! The vertical list: what fills a column, from top to bottom.
//!
//! Blocks become lines and gaps here; [`super::pages::column`] decides later where
//! columns and pages end. Horizontal positions are already final, so a list belongs
//! to one column width.

use super::panel::Panel;
use super::prepared::Picture;
use crate::document::{Direction, NodeId};
use crate::frame::{Color, Item, StructId};
use crate::units::{Length, Point};

/// How bad it is for a column to end after a piece. It is weighed against the lines left
/// empty at the column's foot, which cost 9 times their number squared.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Penalty(pub(crate) f64);

impl Penalty {
    /// A good place.
    pub(crate) const NONE: Self = Self(0.0);
    /// Between the lines of a paragraph.
    pub(crate) const LINE: Self = Self(6.0);
    /// Before the last item of a list: as bad as four empty lines.
    pub(crate) const LAST_ITEM: Self = Self(150.0);
    /// Before the last item of a list if it is one line, alone at the head of a page:
    /// between five and six empty lines.
    pub(crate) const LONE_ITEM: Self = Self(300.0);
    /// Between a line that announces something and what it announces, or a quotation
    /// and its source: between five and six empty lines.
    pub(crate) const LEAD_IN: Self = Self(300.0);
    /// After the first line of a paragraph: about six empty lines.
    pub(crate) const ORPHAN: Self = Self(350.0);
    /// Before the last line of a paragraph: between six and seven empty lines.
    pub(crate) const WIDOW: Self = Self(400.0);
    /// Within a table of few rows: between ten and eleven empty lines, half of a flyer.
    pub(crate) const FEW_ROWS: Self = Self(1_000.0);
    /// Before a cry that closes the text, and before the contact block after it: more than
    /// all empty lines of a page, but less than a division of what is whole.
    pub(crate) const CLOSING: Self = Self(1e7);
    /// Within what a page can hold whole: only where it cannot hold what announces it,
    /// too. More than all empty lines of a page.
    pub(crate) const TOGETHER: Self = Self(1e8);
    /// Within a part of such a whole: only where it cannot hold that part, either.
    pub(crate) const TIED: Self = Self(2e8);
    /// Between a title and its text: rather here than between a heading and its text.
    pub(crate) const OPENING: Self = Self(8e8);
    /// Between blocks that belong together, such as a heading and its text: only where
    /// otherwise one of them would be divided. More than all empty lines of a page.
    pub(crate) const BOUND: Self = Self(1e9);
    /// Within what is whole: only where nothing else is possible.
    pub(crate) const NEVER: Self = Self(f64::INFINITY);
}

/// A piece of a vertical list.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Something that is not divided: a line, a picture, a row.
    Solid(Solid),
    /// A gap; dropped at the head and foot of a column.
    Space(Length),
    /// Before a group off the grid: a share of what it lacks to whole lines of the
    /// grid. The rest follows at the [`Piece::Snap`] after the group.
    Lift {
        /// The height of the group and the gap after it.
        height: Length,
        /// The share that goes above it.
        share: f64,
        /// Whether it goes there at the head of a column, too.
        at_top: bool,
    },
    /// The next pieces float: later paragraphs may move before them, so a picture that
    /// does not fit leaves no hole.
    Float {
        /// How many of them.
        count: usize,
        /// The share of the width a picture loses that goes to its left: 0 where it
        /// stands at the left edge, 1 at the right.
        hold: f64,
    },
    /// Down to the next line of the grid.
    Snap,
    /// Moves what follows down, so that it ends at the foot of the page.
    Foot {
        /// The height of what follows.
        height: Length,
    },
    /// What follows, up to the matching close, is on a panel.
    Open(Box<Panel>),
    /// The end of the innermost panel.
    Close,
}

impl Piece {
    /// The solid piece, if it is one.
    pub(crate) fn solid(&self) -> Option<&Solid> {
        match self {
            Self::Solid(solid) => Some(solid),
            _ => None,
        }
    }

    pub(crate) fn solid_mut(&mut self) -> Option<&mut Solid> {
        match self {
            Self::Solid(solid) => Some(solid),
            _ => None,
        }
    }
}

/// A piece that is not divided.
#[derive(Clone, Debug)]
pub(crate) struct Solid {
    /// How far down the next piece begins.
    pub(crate) height: Length,
    /// How far down its first base line lies.
    pub(crate) base: Length,
    /// What is drawn, relative to the column's left edge and the piece's top.
    pub(crate) items: Vec<Item>,
    /// The notes called in it, as indices.
    pub(crate) notes: Vec<usize>,
    /// How bad a column end after it is.
    pub(crate) after: Penalty,
    /// A page number still to be drawn in it.
    pub(crate) promise: Option<Promise>,
    /// A picture that reaches the paper's edges here.
    pub(crate) bleed: Option<Bleeding>,
    /// Whether it only ends what is above it: a page that held nothing else would be
    /// lost.
    pub(crate) ending: bool,
    /// Whether it stays behind a picture or table above it that goes to the next page.
    pub(crate) stays: bool,
}

impl Solid {
    /// A piece without notes, after which a column may end.
    pub(crate) fn new(height: Length, base: Length, items: Vec<Item>) -> Self {
        Self {
            height,
            base,
            items,
            notes: Vec::new(),
            after: Penalty::NONE,
            promise: None,
            bleed: None,
            ending: false,
            stays: false,
        }
    }
}

/// A page number that is still to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Promise {
    /// The heading whose page it is.
    pub(crate) target: NodeId,
    pub(crate) tag: StructId,
    /// Its outer end on the base line.
    pub(crate) at: Point,
    /// The item of the page that it precedes in reading order.
    pub(crate) before: usize,
    pub(crate) direction: Direction,
}

/// Something that reaches the paper's edges.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bleeding {
    /// A tinted ground.
    Ground(Color),
    /// A picture, and its tag.
    Picture(Picture, Option<StructId>),
}

/// A part of a list that fills columns of one width.
#[derive(Clone, Debug)]
pub(crate) enum Section {
    /// One column.
    Single(Vec<Piece>),
    /// Several columns side by side, balanced at their end.
    Columns(ColumnSet),
    /// The next page begins here.
    NewPage,
    /// The next page begins here if this share of the current one is filled.
    NewPageFrom(f64),
}

/// Several columns side by side.
#[derive(Clone, Debug)]
pub(crate) struct ColumnSet {
    /// What they are filled with.
    pub(crate) pieces: Vec<Piece>,
    /// The left edge of each, in reading order.
    pub(crate) lefts: Vec<Length>,
    /// The thickness of the rules between them, and the distance of those to the
    /// column at their right.
    pub(crate) rule: Option<[Length; 2]>,
}

/// Builds a vertical list: adjacent gaps become one, groups off the grid are padded
/// back to it.
#[derive(Debug, Default)]
pub(crate) struct VerticalList {
    sections: Vec<Section>,
    pieces: Vec<Piece>,
}

impl VerticalList {
    /// Adds a piece that is not divided.
    pub(crate) fn solid(&mut self, solid: Solid) {
        self.pieces.push(Piece::Solid(solid));
    }

    /// Adds a gap; of two adjacent ones the larger stays. Nothing is added at the
    /// start of a panel.
    pub(crate) fn space(&mut self, length: Length) {
        match self.pieces.last_mut() {
            Some(Piece::Space(before)) => *before = (*before).max(length),
            Some(Piece::Open(_)) => {}
            _ if length > Length::ZERO => self.pieces.push(Piece::Space(length)),
            _ => {}
        }
    }

    /// Begins a panel.
    pub(crate) fn open(&mut self, panel: Panel) {
        self.pieces.push(Piece::Open(Box::new(panel)));
    }

    /// Ends the innermost panel.
    pub(crate) fn close(&mut self) {
        if matches!(self.pieces.last(), Some(Piece::Space(_))) {
            self.pieces.pop();
        }
        self.pieces.push(Piece::Close);
    }

    /// Sets how bad a column end after the last solid piece is, if it was less bad.
    pub(crate) fn after(&mut self, penalty: Penalty) {
        if let Some(solid) = self.pieces.iter_mut().rev().find_map(Piece::solid_mut)
            && penalty > solid.after
        {
            solid.after = penalty;
        }
    }

    /// The same after the last solid piece before a mark.
    pub(crate) fn before(&mut self, mark: usize, penalty: Penalty) {
        if let Some(solid) = self.pieces.iter_mut().take(mark).rev().find_map(Piece::solid_mut)
            && penalty > solid.after
        {
            solid.after = penalty;
        }
    }

    /// The same after all solid pieces since a mark except the last.
    pub(crate) fn hold(&mut self, mark: usize, penalty: Penalty) {
        let mut solids: Vec<&mut Solid> = self.pieces.iter_mut().skip(mark).filter_map(Piece::solid_mut).collect();
        solids.pop();
        for solid in solids {
            if penalty > solid.after {
                solid.after = penalty;
            }
        }
    }

    /// The same for the last one, even where it makes the end less bad.
    pub(crate) fn set_after(&mut self, penalty: Penalty) {
        if let Some(solid) = self.pieces.iter_mut().rev().find_map(Piece::solid_mut) {
            solid.after = penalty;
        }
    }

    /// Marks the last solid piece as one that only ends what is above it.
    pub(crate) fn end(&mut self) {
        if let Some(solid) = self.pieces.iter_mut().rev().find_map(Piece::solid_mut) {
            solid.ending = true;
        }
    }

    /// Removes a gap at the end.
    pub(crate) fn no_space(&mut self) {
        if matches!(self.pieces.last(), Some(Piece::Space(_))) {
            self.pieces.pop();
        }
    }

    /// Whether something solid was added since a mark.
    pub(crate) fn has_solid(&self, mark: usize) -> bool {
        self.pieces.iter().skip(mark).any(|piece| piece.solid().is_some())
    }

    /// Puts items beside the first solid piece since a mark; their origin is its
    /// first base line.
    pub(crate) fn attach(&mut self, mark: usize, items: Vec<Item>) {
        if let Some(solid) = self.pieces.iter_mut().skip(mark).find_map(Piece::solid_mut) {
            let at = Point::new(Length::ZERO, solid.base);
            // A marker comes before what it marks in reading order.
            solid.items.splice(0..0, items.into_iter().map(|item| Item { at: item.at + at, ..item }));
        }
    }

    /// Puts items beside what was added since a mark, aligned to the top of its first
    /// solid piece, and keeps all of it on one page. `height` is that of the items.
    pub(crate) fn beside(&mut self, mark: usize, items: Vec<Item>, height: Length) {
        let lacking = height - total(self.pieces.get(mark..).unwrap_or_default());
        if let Some(solid) = self.pieces.iter_mut().skip(mark).find_map(Piece::solid_mut) {
            solid.items.extend(items);
        }
        if lacking > Length::ZERO {
            self.solid(Solid::new(lacking, lacking, Vec::new()));
        }
        self.hold(mark, Penalty::NEVER);
    }

    /// Lowers the first solid piece since a mark if what is on its base line would
    /// reach into the line above; returns whether it did.
    pub(crate) fn raise(&mut self, mark: usize, reach: Length) -> bool {
        let Some(solid) = self.pieces.iter_mut().skip(mark).find_map(Piece::solid_mut) else { return false };
        // The lowest 30 % of the line above are empty but for descenders.
        let lacking = reach - solid.base - solid.height * 0.3;
        if lacking <= Length::ZERO {
            return false;
        }
        solid.height += lacking;
        solid.base += lacking;
        for item in &mut solid.items {
            item.at.y += lacking;
        }
        true
    }

    /// Lets later paragraphs move before what was added since a mark; `hold`: see
    /// [`Piece::Float`].
    pub(crate) fn float(&mut self, mark: usize, hold: f64) {
        let count = self.pieces.len().saturating_sub(mark);
        if count > 0 {
            self.pieces.insert(mark, Piece::Float { count, hold });
        }
    }

    /// The height of what was added since a mark.
    pub(crate) fn height(&self, mark: usize) -> Length {
        total(self.pieces.get(mark..).unwrap_or_default())
    }

    /// The same without the gaps at its ends.
    pub(crate) fn inked(&self, mark: usize) -> Length {
        let pieces = self.pieces.get(self.behind_space(mark)..).unwrap_or_default();
        let blanks = pieces.iter().rev().take_while(|piece| matches!(piece, Piece::Space(_) | Piece::Snap)).count();
        total(pieces.get(..pieces.len() - blanks).unwrap_or_default())
    }

    /// The last solid piece.
    pub(crate) fn last(&self) -> Option<&Solid> {
        self.pieces.iter().rev().find_map(Piece::solid)
    }

    /// The solid pieces since a mark.
    pub(crate) fn solids_mut(&mut self, mark: usize) -> impl Iterator<Item = &mut Solid> {
        self.pieces.iter_mut().skip(mark).filter_map(Piece::solid_mut)
    }

    /// Puts what was added since a mark at the foot of the page.
    pub(crate) fn foot(&mut self, mark: usize) {
        self.rigid(mark);
        let begin = self.behind_space(mark);
        // Its words end at the margin, not a padding above it that nobody sees.
        if let Some(Piece::Open(panel)) = self.pieces.get_mut(begin) {
            panel.trim_foot();
        }
        let height = total(self.pieces.get(begin..).unwrap_or_default());
        self.pieces.insert(begin, Piece::Foot { height });
    }

    /// Lays what was added since a mark over the foot of what precedes it, at a
    /// distance `inset` from that foot.
    pub(crate) fn over(&mut self, mark: usize, inset: Length) {
        let height = self.rigid(mark);
        let begin = self.behind_space(mark);
        let is_blank = |piece: &Piece| matches!(piece, Piece::Space(_) | Piece::Snap);
        let above = self.pieces.iter().take(mark).rev().take_while(|piece| is_blank(piece)).count();
        let mark = mark - above;
        self.pieces.drain(mark..begin);
        let blank = |height: Length| Solid { after: Penalty::NEVER, ..Solid::new(height, Length::ZERO, Vec::new()) };
        self.pieces.insert(mark, Piece::Solid(blank(-height - inset)));
        self.pieces.push(Piece::Solid(Solid { after: Penalty::NONE, ..blank(inset) }));
        for solid in self.pieces.iter_mut().take(mark).rev().filter_map(Piece::solid_mut).take(1) {
            solid.after = Penalty::NEVER;
        }
    }

    /// Removes the padding to the grid from what was added since a mark; returns its
    /// height without the gaps at its ends.
    fn rigid(&mut self, mark: usize) -> Length {
        let mut index = 0;
        self.pieces.retain(|piece| {
            index += 1;
            index <= mark || !matches!(piece, Piece::Lift { .. } | Piece::Snap)
        });
        while self.pieces.len() > mark && matches!(self.pieces.last(), Some(Piece::Space(_))) {
            self.pieces.pop();
        }
        total(self.pieces.get(self.behind_space(mark)..).unwrap_or_default())
    }

    /// The first piece since a mark that is not a gap.
    fn behind_space(&self, mark: usize) -> usize {
        let blanks = self.pieces.iter().skip(mark).take_while(|piece| matches!(piece, Piece::Space(_) | Piece::Snap));
        (mark + blanks.count()).min(self.pieces.len())
    }

    /// The current position in the list, for [`Self::align`].
    pub(crate) fn mark(&self) -> usize {
        self.pieces.len()
    }

    /// Pads what was added since a mark, so that what follows is on the grid again.
    /// `share` is the part of the padding that goes above it.
    pub(crate) fn align(&mut self, mark: usize, share: f64) {
        let group = self.pieces.get(mark..).unwrap_or_default();
        if !group.is_empty() {
            let height = total(group);
            self.pieces.insert(mark, Piece::Lift { height, share, at_top: false });
            self.pieces.push(Piece::Snap);
        }
    }

    /// The same for a heading, which keeps its distance to its text at the head of a
    /// column, too, where all else stands at the very top.
    pub(crate) fn align_heading(&mut self, mark: usize) {
        self.align(mark, 1.0);
        if let Some(Piece::Lift { at_top, .. }) = self.pieces.get_mut(mark) {
            *at_top = true;
        }
    }

    /// Ends the section being built.
    pub(crate) fn section(&mut self, next: Option<Section>) {
        if !self.pieces.is_empty() {
            self.sections.push(Section::Single(std::mem::take(&mut self.pieces)));
        }
        self.sections.extend(next);
    }

    /// The number of finished sections.
    pub(crate) fn begun(&self) -> usize {
        self.sections.len()
    }

    /// The pieces of a list that has no sections.
    pub(crate) fn into_pieces(self) -> Vec<Piece> {
        self.pieces
    }

    /// The finished sections.
    pub(crate) fn into_sections(mut self) -> Vec<Section> {
        self.section(None);
        self.sections
    }
}

/// What a height lacks to a whole number of grid lines.
pub(crate) fn grid_rest(height: Length, grid: Length) -> Length {
    if grid <= Length::ZERO {
        return Length::ZERO;
    }
    let lines = (height.ratio(grid) - 1e-6).ceil().max(0.0);
    (grid * lines - height).max(Length::ZERO)
}

/// The height of pieces stacked from top to bottom, without snaps.
pub(crate) fn total(pieces: &[Piece]) -> Length {
    total_up_to(pieces, Length::MAX)
}

/// The height of pieces, or of so many of them as are higher than `most`: what is cut
/// off page by page must not be added up to its end for every page.
pub(crate) fn total_up_to<'a>(pieces: impl IntoIterator<Item = &'a Piece>, most: Length) -> Length {
    let mut feet = Vec::new();
    let mut height = Length::ZERO;
    for piece in pieces {
        height += match piece {
            Piece::Solid(solid) => solid.height,
            Piece::Space(length) => *length,
            Piece::Snap | Piece::Float { .. } | Piece::Lift { .. } | Piece::Foot { .. } => Length::ZERO,
            Piece::Open(panel) => {
                feet.push(panel.foot());
                panel.head()
            }
            Piece::Close => feet.pop().unwrap_or_default(),
        };
        if height > most {
            break;
        }
    }
    height
}
