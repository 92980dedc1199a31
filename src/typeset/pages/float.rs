//! Pages without holes: a picture or small table that does not fit on a page becomes
//! a little smaller, or the text after it goes first.

use super::column::{Cut, Room};
use crate::frame::ItemKind;
use crate::typeset::vertical::{Penalty, Piece, total};
use crate::units::{Length, Size};

/// A hole smaller than this share of the page stays: about seven lines of fifty. A
/// choice: a smaller value moves pictures for little, a larger one leaves visible holes.
const HOLE: f64 = 0.15;
/// The smallest a picture becomes, as a share of its size. A choice: a smaller value
/// fills more holes, but the difference from other pictures shows.
const SMALLEST: f64 = 0.8;
/// The smallest it becomes for the sake of a heading that would stand alone.
const SMALLEST_UNDER_HEADING: f64 = 0.7;
/// The most paragraphs that may go before it; more would carry it far from the text
/// that speaks of it.
const PARAGRAPHS: usize = 2;

/// Fills the hole that a page would have after `cut`; returns whether anything moved.
pub(crate) fn fill(pieces: &mut [Piece], cut: &Cut, room: &Room) -> bool {
    let free = room.height - cut.bottom;
    if free < room.height * HOLE {
        return false;
    }
    // A heading over the picture goes to the next page for its sake.
    let bound = |piece: &&Piece| match piece {
        Piece::Space(_) | Piece::Snap | Piece::Lift { .. } => true,
        Piece::Solid(solid) => solid.after >= Penalty::BOUND && solid.bleed.is_none(),
        _ => false,
    };
    let at = cut.end + pieces.iter().skip(cut.end).take_while(bound).count();
    let Some(&Piece::Float { count, hold }) = pieces.get(at) else { return false };
    let group = at + 1..(at + 1 + count).min(pieces.len());
    if let Some(piece) = pieces.get_mut(at) {
        *piece = Piece::Snap;
    }
    // The gap after it is dropped at the page's foot.
    let blank = |piece: &&Piece| matches!(piece, Piece::Space(_) | Piece::Snap);
    let blanks = pieces[group.clone()].iter().rev().take_while(blank).count();
    let needed = total(pieces.get(cut.end..group.end - blanks).unwrap_or_default()) + room.unit;
    let least = if cut.is_forced() { SMALLEST_UNDER_HEADING } else { SMALLEST };
    shrink(&mut pieces[group.clone()], needed - free, (least, hold)) || pass(pieces, at, group.end)
}

/// Makes a picture smaller by a height, if at least the share `least` of it remains;
/// `hold` is the share of the lost width that goes to its left.
fn shrink(group: &mut [Piece], by: Length, (least, hold): (f64, f64)) -> bool {
    let image = |piece: &&mut Piece| {
        piece.solid().is_some_and(|solid| solid.items.iter().any(|item| matches!(item.kind, ItemKind::Image { .. })))
    };
    let Some(solid) = group.iter_mut().find(image).and_then(Piece::solid_mut) else { return false };
    let share = (solid.height - by).ratio(solid.height);
    if !(least..1.0).contains(&share) {
        return false;
    }
    (solid.height, solid.base) = (solid.height * share, solid.base * share);
    for item in &mut solid.items {
        item.at.y = item.at.y * share;
        if let ItemKind::Image { size, .. } | ItemKind::Link { size, .. } = &mut item.kind {
            item.at.x += size.width * ((1.0 - share) * hold);
            *size = Size::new(size.width * share, size.height * share);
        }
    }
    true
}

/// Moves the paragraphs after a group that ends at `end` before it.
fn pass(pieces: &mut [Piece], begin: usize, end: usize) -> bool {
    let (mut last, mut passed) = (end, 0);
    for (index, piece) in pieces.iter().enumerate().skip(end) {
        match piece {
            Piece::Space(_) | Piece::Snap | Piece::Lift { .. } => {}
            Piece::Solid(solid) if solid.stays || solid.after >= Penalty::BOUND || solid.after == Penalty::LEAD_IN => {
                break;
            }
            Piece::Solid(solid) if solid.after == Penalty::NONE => {
                (last, passed) = (index + 1, passed + 1);
                if passed == PARAGRAPHS {
                    break;
                }
            }
            Piece::Solid(_) => {}
            _ => break,
        }
    }
    // The gap after a paragraph goes with it.
    while matches!(pieces.get(last), Some(Piece::Space(_) | Piece::Snap)) {
        last += 1;
    }
    if passed > 0 {
        pieces[begin..last].rotate_left(end - begin);
    }
    passed > 0
}
