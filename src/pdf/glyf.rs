//! Glyphs as a `glyf` table holds them.

use super::outlines::{Glyph, Outline, Outlines};
use write_fonts::read::tables::glyf::SimpleGlyphFlags;
use write_fonts::tables::glyf::SomeGlyph;
use write_fonts::types::Point;
use write_fonts::validate::{Validate, ValidationCtx};
use write_fonts::{FontWrite, TableWriter};

/// Points that can share one flag: the first, and as many others as a byte
/// counts.
const LONGEST_RUN: usize = 256;

/// A glyph with the points it is drawn by.
pub(crate) struct Written<'a>(pub(crate) &'a Outlines, pub(crate) &'a Glyph);

impl SomeGlyph for Written<'_> {}

impl Validate for Written<'_> {
    fn validate_impl(&self, context: &mut ValidationCtx) {
        if let Glyph::Composite(composite) = self.1 {
            composite.validate_impl(context);
        }
    }
}

impl FontWrite for Written<'_> {
    fn write_into(&self, writer: &mut TableWriter) {
        match self.1 {
            Glyph::Empty => {}
            Glyph::Simple(outline) => write_outline(self.0, outline, writer),
            Glyph::Composite(composite) => composite.write_into(writer),
        }
    }
}

fn write_outline(outlines: &Outlines, outline: &Outline, writer: &mut TableWriter) {
    let contours = outlines.contours(outline);
    (contours.len() as i16).write_into(writer);
    outline.bbox.write_into(writer);
    let mut count = 0;
    for contour in contours {
        count += contour.len();
        ((count - 1) as u16).write_into(writer);
    }
    // No instructions.
    0_u16.write_into(writer);
    let mut flags = Vec::with_capacity(count);
    let mut pen = Point::default();
    for (point, kind) in outlines.points(outline) {
        let x = Step(point.x - pen.x)
            .flags(SimpleGlyphFlags::X_SHORT_VECTOR, SimpleGlyphFlags::X_IS_SAME_OR_POSITIVE_X_SHORT_VECTOR);
        let y = Step(point.y - pen.y)
            .flags(SimpleGlyphFlags::Y_SHORT_VECTOR, SimpleGlyphFlags::Y_IS_SAME_OR_POSITIVE_Y_SHORT_VECTOR);
        flags.push(kind.to_bits() | x.bits() | y.bits());
        pen = point;
    }
    if let (true, Some(first)) = (outline.overlaps, flags.first_mut()) {
        *first |= SimpleGlyphFlags::OVERLAP_SIMPLE.bits();
    }
    write_flags(&flags, writer);
    for along in [|point: Point<i32>| point.x, |point: Point<i32>| point.y] {
        let mut pen = 0;
        for place in outlines.points(outline).map(|(point, _)| along(point)) {
            Step(place - pen).write_into(writer);
            pen = place;
        }
    }
    writer.pad_to_2byte_aligned();
}

/// Writes flags, each with the number of those like it behind it.
fn write_flags(flags: &[u8], writer: &mut TableWriter) {
    for run in flags.chunk_by(|before, after| before == after).flat_map(|run| run.chunks(LONGEST_RUN)) {
        match run {
            // As short, and so fonts are usually written.
            [_] | [_, _] => writer.write_slice(run),
            [flag, others @ ..] => {
                writer.write_slice(&[flag | SimpleGlyphFlags::REPEAT_FLAG.bits(), others.len() as u8]);
            }
            [] => {}
        }
    }
}

/// How far a point lies from the one before, along one axis.
struct Step(i32);

impl Step {
    fn is_short(&self) -> bool {
        self.0.unsigned_abs() <= u32::from(u8::MAX)
    }

    fn flags(&self, short: SimpleGlyphFlags, same_or_positive: SimpleGlyphFlags) -> SimpleGlyphFlags {
        match self.0 {
            0 => same_or_positive,
            _ if !self.is_short() => SimpleGlyphFlags::empty(),
            1.. => short | same_or_positive,
            _ => short,
        }
    }
}

impl FontWrite for Step {
    fn write_into(&self, writer: &mut TableWriter) {
        match self.0 {
            0 => {}
            _ if self.is_short() => writer.write_slice(&[self.0.unsigned_abs() as u8]),
            _ => writer.write_slice(&(self.0 as i16).to_be_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::read::FontRead as _;
    use write_fonts::read::tables::glyf::{CurvePoint, SimpleGlyph};
    use write_fonts::tables::glyf::GlyfLocaBuilder;

    /// A glyph as a file holds it.
    fn written(outlines: &Outlines, glyph: &Glyph) -> Vec<u8> {
        let mut builder = GlyfLocaBuilder::new();
        builder.add_glyph(&Written(outlines, glyph)).unwrap();
        write_fonts::dump_table(&builder.build().0).unwrap()
    }

    #[test]
    fn outlines_are_read_as_they_were_drawn() {
        let places = [(0, 0), (255, -255), (-1, 1), (300, 300), (300, 0), (0, 0), (0, 9)];
        let curve: Vec<_> = places.iter().map(|&(x, y)| CurvePoint::new(x, y, x != y)).collect();
        // Longer than what one flag can stand for.
        let line: Vec<_> = (0..600).map(|x| CurvePoint::on_curve(x, 0)).collect();
        let mut outlines = Outlines::default();
        let glyph = outlines.draw(&[curve.clone(), line.clone()]);
        let bytes = written(&outlines, &glyph);
        let read = SimpleGlyph::read(bytes.as_slice().into()).unwrap();
        assert_eq!(read.points().collect::<Vec<_>>(), [curve, line].concat());
        assert_eq!(read.end_pts_of_contours().iter().map(|end| end.get()).collect::<Vec<_>>(), [6, 606]);
        assert_eq!((read.x_min(), read.y_min(), read.x_max(), read.y_max()), (-1, -255, 599, 300));
        // A flag for every point would double it.
        assert!(bytes.len() < 700, "{}", bytes.len());
        let mut again = Outlines::default();
        let same = again.read(&read);
        assert_eq!(written(&again, &same), bytes);
    }

    /// What broken fonts hold.
    #[test]
    fn outlines_that_no_file_can_hold_are_left_out() {
        let contour = |points: &[(i16, i16)]| points.iter().map(|&(x, y)| CurvePoint::on_curve(x, y)).collect();
        let mut outlines = Outlines::default();
        let far = outlines.draw(&[contour(&[(0, 0), (9, 0), (0, 9)]), contour(&[(0, 0), (16_384, 0)])]);
        let far = written(&outlines, &far);
        let near = outlines.draw(&[contour(&[(0, 0)]), contour(&[(9, 0), (0, 9)])]);
        let near = written(&outlines, &near);
        // The last coordinates are missing.
        let cut = &near[..near.len() - 2];
        for broken in [&far, cut] {
            let read = SimpleGlyph::read(broken.into()).unwrap();
            assert_eq!(outlines.read(&read), Glyph::Empty);
        }
        // The first contour ends where no point is.
        let odd = [&near[..10], &[0xff, 0xff], &near[12..]].concat();
        let read = SimpleGlyph::read(odd.as_slice().into()).unwrap();
        let Glyph::Simple(outline) = outlines.read(&read) else { panic!("nothing is left") };
        assert_eq!(outlines.contours(&outline).iter().map(|contour| contour.len()).collect::<Vec<_>>(), [3]);
    }
}
