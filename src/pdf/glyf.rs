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

/// Where the flags of each axis are in those of a point.
const X_FLAGS: u32 = SimpleGlyphFlags::X_SHORT_VECTOR.bits().trailing_zeros();
const Y_FLAGS: u32 = SimpleGlyphFlags::Y_SHORT_VECTOR.bits().trailing_zeros();

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
    let (mut xs, mut ys) = (Vec::with_capacity(2 * count), Vec::with_capacity(2 * count));
    let mut pen = Point::default();
    for (point, kind) in contours.iter().flat_map(|contour| outlines.points(contour)) {
        let (x, y) = (add_step(&mut xs, point.x - pen.x), add_step(&mut ys, point.y - pen.y));
        flags.push(kind.to_bits() | x << X_FLAGS | y << Y_FLAGS);
        pen = *point;
    }
    if let (true, Some(first)) = (outline.overlaps, flags.first_mut()) {
        *first |= SimpleGlyphFlags::OVERLAP_SIMPLE.bits();
    }
    write_flags(&flags, writer);
    writer.write_slice(&xs);
    writer.write_slice(&ys);
    writer.pad_to_2byte_aligned();
}

/// Adds how far a point lies from the one before along an axis; gives the flags
/// of the axis.
fn add_step(steps: &mut Vec<u8>, step: i32) -> u8 {
    const SHORT: u8 = 1;
    const SAME_OR_POSITIVE: u8 = 8;
    match step {
        0 => SAME_OR_POSITIVE,
        -255..=255 => {
            steps.push(step.unsigned_abs() as u8);
            if step > 0 { SHORT | SAME_OR_POSITIVE } else { SHORT }
        }
        _ => {
            steps.extend_from_slice(&(step as i16).to_be_bytes());
            0
        }
    }
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
