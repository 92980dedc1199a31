//! Arranges outlines so that the file becomes smaller: a glyph that only one
//! composite uses is written into it, and contours of the same shape are
//! written the same way, which deflate recognises. No point moves.

use std::ops::Range;
use write_fonts::read::tables::glyf::{CurvePoint, PointFlags, SimpleGlyph};
use write_fonts::tables::glyf::{Anchor, Bbox, Component, CompositeGlyph, Transform};
use write_fonts::types::Point;

/// Most points that are repeated to save a component: dots are, letters are
/// not.
const MOST_COPIED: usize = 16;

/// Largest coordinate of a point. Two points are then less than 2 × 16,384
/// units apart, which is what the 16 bits of a step hold.
const FARTHEST: u32 = 16_383;

/// Whether an outline with this point can be written.
fn is_sane(point: Point<i32>) -> bool {
    point.x.unsigned_abs() <= FARTHEST && point.y.unsigned_abs() <= FARTHEST
}

/// A glyph; its points are among those of [`Outlines`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Glyph {
    /// Without ink.
    Empty,
    /// With its own outline.
    Simple(Outline),
    /// Composed of other glyphs.
    Composite(CompositeGlyph),
}

impl Glyph {
    /// The box around its ink.
    pub(crate) fn bbox(&self) -> Option<Bbox> {
        match self {
            Self::Empty => None,
            Self::Simple(outline) => Some(outline.bbox),
            Self::Composite(composite) => Some(composite.bbox),
        }
    }
}

/// An outline, as indices of contours in [`Outlines`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outline {
    contours: Range<usize>,
    /// The box around it.
    pub(crate) bbox: Bbox,
    /// Whether its contours overlap.
    pub(crate) overlaps: bool,
}

/// The outlines of all glyphs in common arrays.
#[derive(Default)]
pub(crate) struct Outlines {
    points: Vec<Point<i32>>,
    /// On or off the curve, for each point.
    kinds: Vec<PointFlags>,
    /// The points of each contour.
    contours: Vec<Range<usize>>,
}

impl Outlines {
    /// Adds an outline; a glyph that cannot be written becomes empty.
    pub(crate) fn draw(&mut self, contours: &[Vec<CurvePoint>]) -> Glyph {
        let boxes = contours.iter().flatten().map(|p| Bbox { x_min: p.x, y_min: p.y, x_max: p.x, y_max: p.y });
        let Some(bbox) = boxes.reduce(Bbox::union) else { return Glyph::Empty };
        let corners = [(bbox.x_min, bbox.y_min), (bbox.x_max, bbox.y_max)];
        if !corners.iter().all(|&(x, y)| is_sane(Point::new(x.into(), y.into()))) {
            return Glyph::Empty;
        }
        let first = self.contours.len();
        for contour in contours {
            let start = self.points.len();
            self.points.extend(contour.iter().map(|point| Point::new(point.x.into(), point.y.into())));
            let kind = |on_curve| if on_curve { PointFlags::on_curve() } else { PointFlags::off_curve_quad() };
            self.kinds.extend(contour.iter().map(|point| kind(point.on_curve)));
            self.contours.push(start..self.points.len());
        }
        Glyph::Simple(Outline { contours: first..self.contours.len(), bbox, overlaps: false })
    }

    /// Adds the outline of a glyph without its hinting. Contours without points
    /// are left out; an outline with points too far out becomes empty.
    pub(crate) fn read(&mut self, glyph: &SimpleGlyph<'_>) -> Glyph {
        let (first, start) = (self.contours.len(), self.points.len());
        let end = start + glyph.num_points();
        self.points.resize(end, Point::default());
        self.kinds.resize(end, PointFlags::default());
        let (points, kinds) = (&mut self.points[start..], &mut self.kinds[start..]);
        let read = glyph.read_points_fast(points, kinds).is_ok();
        if !read || !points.iter().copied().all(is_sane) {
            self.points.truncate(start);
            self.kinds.truncate(start);
            return Glyph::Empty;
        }
        let mut from = start;
        for last in glyph.end_pts_of_contours() {
            let to = start + usize::from(last.get()) + 1;
            if from < to && to <= end {
                self.contours.push(from..to);
                from = to;
            }
        }
        let contours = first..self.contours.len();
        if contours.is_empty() {
            return Glyph::Empty;
        }
        let bbox = Bbox { x_min: glyph.x_min(), y_min: glyph.y_min(), x_max: glyph.x_max(), y_max: glyph.y_max() };
        Glyph::Simple(Outline { contours, bbox, overlaps: glyph.has_overlapping_contours() })
    }

    /// The points of each contour of an outline.
    pub(crate) fn contours(&self, outline: &Outline) -> &[Range<usize>] {
        &self.contours[outline.contours.clone()]
    }

    /// Turns composite glyphs into outlines where that repeats few points.
    pub(crate) fn join(&mut self, glyphs: &mut [Glyph], shown: &[u16]) {
        let uses = uses(glyphs, shown);
        for index in 0..glyphs.len() {
            if let Some(joined) = self.joined(glyphs, index, &uses) {
                glyphs[index] = Glyph::Simple(joined);
            }
        }
    }

    /// A composite glyph as one outline; `None` if that would repeat more than
    /// [`MOST_COPIED`] points, or if parts are more than moved.
    fn joined(&mut self, glyphs: &[Glyph], index: usize, uses: &[usize]) -> Option<Outline> {
        let Glyph::Composite(composite) = &glyphs[index] else { return None };
        let first = self.contours.len();
        let mut joined = Outline { contours: first..first, bbox: composite.bbox, overlaps: false };
        let mut parts = Vec::with_capacity(composite.components().len());
        let mut copied = 0;
        for component in composite.components() {
            let part = component.glyph.to_u32() as usize;
            let Glyph::Simple(outline) = glyphs.get(part)? else { return None };
            if uses[part] > 1 {
                copied += self.contours(outline).iter().map(Range::len).sum::<usize>();
            }
            joined.overlaps |= outline.overlaps || component.flags.overlap_compound;
            parts.push((outline, step(component)?));
        }
        if copied > MOST_COPIED {
            return None;
        }
        for (outline, by) in parts {
            self.copy(outline, by)?;
        }
        joined.contours.end = self.contours.len();
        Some(joined)
    }

    /// Adds a moved copy of an outline; `None` if a point comes to lie too far
    /// out.
    fn copy(&mut self, outline: &Outline, by: Point<i32>) -> Option<()> {
        for contour in outline.contours.clone() {
            let (contour, start) = (self.contours[contour].clone(), self.points.len());
            self.kinds.extend_from_within(contour.clone());
            self.points.extend_from_within(contour);
            self.points[start..].iter_mut().for_each(|point| *point += by);
            self.contours.push(start..self.points.len());
            self.points[start..].iter().copied().all(is_sane).then_some(())?;
        }
        Some(())
    }

    /// Begins every contour at its lowest, leftmost point and the glyph with
    /// its longest contour, so that equal shapes are equal bytes.
    pub(crate) fn sort(&mut self, outline: &Outline) {
        let contours = &mut self.contours[outline.contours.clone()];
        for contour in &*contours {
            let (points, kinds) = (&mut self.points[contour.clone()], &mut self.kinds[contour.clone()]);
            let low = |point: &Point<i32>| point.x + 2 * point.y;
            let ends = points.iter().zip(&*kinds).enumerate().filter(|(_, (_, kind))| kind.is_on_curve());
            if let Some((start, _)) = ends.min_by_key(|(_, (point, _))| low(point)) {
                points.rotate_left(start);
                kinds.rotate_left(start);
            }
        }
        contours.sort_by_key(|contour| std::cmp::Reverse(contour.len()));
    }

    /// The points of a contour.
    pub(crate) fn points(&self, contour: &Range<usize>) -> impl Iterator<Item = (&Point<i32>, &PointFlags)> {
        self.points[contour.clone()].iter().zip(&self.kinds[contour.clone()])
    }
}

/// How far a component moves a glyph; `None` if it also scales or turns it.
fn step(component: &Component) -> Option<Point<i32>> {
    match component.anchor {
        Anchor::Offset { x, y } if component.transform == Transform::default() => Some(Point::new(x.into(), y.into())),
        _ => None,
    }
}

/// How often each glyph is shown or used as a component.
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

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::tables::glyf::ComponentFlags;
    use write_fonts::types::GlyphId;

    type Points = Vec<(i16, i16)>;

    fn simple(outlines: &mut Outlines, contours: &[&[(i16, i16)]]) -> Glyph {
        let contour = |points: &&[(i16, i16)]| points.iter().map(|&(x, y)| CurvePoint::on_curve(x, y)).collect();
        outlines.draw(&contours.iter().map(contour).collect::<Vec<_>>())
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

    /// The contours of a glyph with its own outline.
    fn contours(outlines: &Outlines, glyph: &Glyph) -> Vec<Points> {
        let Glyph::Simple(outline) = glyph else { panic!("{glyph:?}") };
        let point = |point: &Point<i32>| (point.x as i16, point.y as i16);
        let contour = |contour: &Range<usize>| outlines.points[contour.clone()].iter().map(point).collect();
        outlines.contours(outline).iter().map(contour).collect()
    }

    fn letter() -> [(i16, i16); 20] {
        std::array::from_fn(|index| (index as i16, index as i16 % 7))
    }

    const DOT: [(i16, i16); 3] = [(0, 0), (0, 9), (9, 0)];

    #[test]
    fn what_one_glyph_uses_stands_in_it() {
        let mut outlines = Outlines::default();
        let [letter_glyph, dot_glyph] = [&letter()[..], &DOT].map(|points| simple(&mut outlines, &[points]));
        let mut glyphs = [letter_glyph, dot_glyph, composite(&[(1, 100), (0, 0)]), composite(&[(1, 50)])];
        outlines.join(&mut glyphs, &[2, 3]);
        let dot = |x: i16| DOT.map(|(at, y)| (at + x, y)).to_vec();
        assert_eq!(contours(&outlines, &glyphs[2]), [dot(100), letter().to_vec()]);
        assert_eq!(contours(&outlines, &glyphs[3]), [dot(50)]);
        assert_eq!(uses(&glyphs, &[2, 3]), [0, 0, 1, 1]);
    }

    #[test]
    fn a_letter_that_is_shown_is_not_repeated() {
        let mut outlines = Outlines::default();
        let mut glyphs = [simple(&mut outlines, &[&letter()]), composite(&[(0, 5)])];
        let before = glyphs.clone();
        outlines.join(&mut glyphs, &[0, 1]);
        assert_eq!(glyphs, before);
    }

    #[test]
    fn contours_begin_at_their_lower_left_and_the_longest_is_first() {
        let mut outlines = Outlines::default();
        let glyph = simple(&mut outlines, &[&[(9, 0), (0, 0), (0, 9)], &letter()]);
        let Glyph::Simple(outline) = &glyph else { panic!("{glyph:?}") };
        outlines.sort(outline);
        assert_eq!(contours(&outlines, &glyph), [letter().to_vec(), vec![(0, 0), (0, 9), (9, 0)]]);
    }
}
