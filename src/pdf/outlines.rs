//! Outlines arranged so that they take little room: what only one glyph uses
//! stands in it, and like contours are written alike, which is what deflate
//! finds. Not a point moves.

use write_fonts::read::tables::glyf::CurvePoint;
use write_fonts::tables::glyf::{Anchor, Component, Contour, Glyph, SimpleGlyph, Transform};

/// The most points worth writing once more to save a reference: dots, but no
/// letter.
const MOST_COPIED: usize = 16;

/// The farthest a point of an outline lies from the origin, so that no step
/// from one to the next is longer than 16 bits tell.
const FARTHEST: u16 = 16_383;

/// Whether a file can hold an outline with this coordinate.
pub(crate) fn is_sane(units: i16) -> bool {
    units.unsigned_abs() <= FARTHEST
}

/// Arranges glyphs, of which some are shown.
pub(crate) fn arrange(glyphs: &mut [Glyph], shown: &[u16]) {
    let uses = uses(glyphs, shown);
    for index in 0..glyphs.len() {
        if let Some(joined) = joined(glyphs, index, &uses) {
            glyphs[index] = Glyph::Simple(joined);
        }
    }
    for glyph in glyphs {
        if let Glyph::Simple(glyph) = glyph {
            sort(glyph);
        }
    }
}

/// How often each glyph is shown or referred to.
pub(crate) fn uses(glyphs: &[Glyph], shown: &[u16]) -> Vec<usize> {
    let mut uses = vec![0; glyphs.len()];
    let composites = glyphs.iter().filter_map(|glyph| match glyph {
        Glyph::Composite(composite) => Some(composite.components()),
        _ => None,
    });
    let parts = composites.flatten().map(|part| part.glyph.to_u32() as usize);
    for index in parts.chain(shown.iter().map(|&glyph| usize::from(glyph))) {
        if let Some(uses) = uses.get_mut(index) {
            *uses += 1;
        }
    }
    uses
}

/// A composite glyph as one outline, unless that repeats too much.
fn joined(glyphs: &[Glyph], index: usize, uses: &[usize]) -> Option<SimpleGlyph> {
    let Glyph::Composite(composite) = &glyphs[index] else { return None };
    let mut joined = SimpleGlyph { bbox: glyphs[index].bbox()?, ..SimpleGlyph::default() };
    let mut copied = 0;
    for component in composite.components() {
        let part = component.glyph.to_u32() as usize;
        let Glyph::Simple(outline) = glyphs.get(part)? else { return None };
        if uses[part] > 1 {
            copied += outline.contours.iter().map(Contour::len).sum::<usize>();
        }
        joined.overlaps |= outline.overlaps || component.flags.overlap_compound;
        for contour in &outline.contours {
            joined.contours.push(moved(contour, component)?);
        }
    }
    (copied <= MOST_COPIED).then_some(joined)
}

/// A contour where a component puts it; `None` if it is not only moved.
fn moved(contour: &Contour, component: &Component) -> Option<Contour> {
    let Anchor::Offset { x, y } = component.anchor else { return None };
    if component.transform != Transform::default() {
        return None;
    }
    let add = |a: i16, b: i16| a.checked_add(b).filter(|&sum| is_sane(sum));
    let moved = |point: &CurvePoint| Some(CurvePoint::new(add(point.x, x)?, add(point.y, y)?, point.on_curve));
    contour.iter().map(moved).collect::<Option<Vec<_>>>().map(Contour::from)
}

/// Begins every contour at its lower left, and the glyph with the longest.
fn sort(glyph: &mut SimpleGlyph) {
    for contour in &mut glyph.contours {
        let mut points = Vec::from(std::mem::take(contour));
        let low = |point: &CurvePoint| i32::from(point.x) + 2 * i32::from(point.y);
        let ends = points.iter().enumerate().filter(|(_, point)| point.on_curve);
        if let Some((start, _)) = ends.min_by_key(|(_, point)| low(point)) {
            points.rotate_left(start);
        }
        *contour = Contour::from(points);
    }
    glyph.contours.sort_by_key(|contour| std::cmp::Reverse(contour.len()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::tables::glyf::{Bbox, ComponentFlags, CompositeGlyph};
    use write_fonts::types::GlyphId;

    fn contour(points: &[(i16, i16)]) -> Contour {
        Contour::from(points.iter().map(|&(x, y)| CurvePoint::on_curve(x, y)).collect::<Vec<_>>())
    }

    fn simple(contours: Vec<Contour>) -> Glyph {
        Glyph::Simple(SimpleGlyph { contours, ..SimpleGlyph::default() })
    }

    fn composite(parts: &[(u16, i16)]) -> Glyph {
        let part = |&(glyph, x): &(u16, i16)| {
            let anchor = Anchor::Offset { x, y: 0 };
            Component::new(GlyphId::from(glyph), anchor, Transform::default(), ComponentFlags::default())
        };
        let bbox = Bbox::default();
        let mut glyph = CompositeGlyph::new(part(&parts[0]), bbox);
        parts[1..].iter().for_each(|other| glyph.add_component(part(other), bbox));
        Glyph::Composite(glyph)
    }

    fn letter() -> Contour {
        contour(&std::array::from_fn::<_, 20, _>(|index| (index as i16, index as i16 % 7)))
    }

    const DOT: [(i16, i16); 3] = [(0, 0), (0, 9), (9, 0)];

    #[test]
    fn what_one_glyph_uses_stands_in_it() {
        let parts = [composite(&[(1, 100), (0, 0)]), composite(&[(1, 50)])];
        let mut glyphs = [vec![simple(vec![letter()]), simple(vec![contour(&DOT)])], parts.to_vec()].concat();
        arrange(&mut glyphs, &[2, 3]);
        let dot = |x: i16| contour(&DOT.map(|(at, y)| (at + x, y)));
        assert_eq!(glyphs[2], simple(vec![letter(), dot(100)]));
        assert_eq!(glyphs[3], simple(vec![dot(50)]));
        assert_eq!(uses(&glyphs, &[2, 3]), [0, 0, 1, 1]);
    }

    #[test]
    fn a_letter_that_is_shown_is_not_repeated() {
        let mut glyphs = [simple(vec![letter()]), composite(&[(0, 5)])];
        let before = glyphs.clone();
        arrange(&mut glyphs, &[0, 1]);
        assert_eq!(glyphs, before);
    }

    #[test]
    fn contours_begin_at_their_lower_left() {
        let mut glyphs = [simple(vec![contour(&[(9, 0), (0, 0), (0, 9)])])];
        arrange(&mut glyphs, &[0]);
        assert_eq!(glyphs, [simple(vec![contour(&[(0, 0), (0, 9), (9, 0)])])]);
    }
}
