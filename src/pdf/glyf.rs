//! Outlines in the encoding of the `glyf` table.

use super::glyphs::{Outline, Outlines};
use write_fonts::read::tables::glyf::SimpleGlyphFlags;
use write_fonts::tables::glyf::{Bbox, SomeGlyph};
use write_fonts::types::Point;
use write_fonts::validate::{Validate, ValidationCtx};
use write_fonts::{FontWrite, TableWriter};

/// Most points that share one flag byte: the first one, and as many repetitions
/// as a byte counts.
const LONGEST_RUN: usize = 256;

/// Where the flags of each axis begin within the flags of a point.
const X_FLAGS: u32 = SimpleGlyphFlags::X_SHORT_VECTOR.bits().trailing_zeros();
const Y_FLAGS: u32 = SimpleGlyphFlags::Y_SHORT_VECTOR.bits().trailing_zeros();

/// An encoded outline. One value is used for all glyphs, so that its arrays are
/// allocated once.
#[derive(Default)]
pub(crate) struct Encoded {
    bbox: Bbox,
    /// The last point of each contour.
    ends: Vec<u16>,
    /// The flags of each point.
    flags: Vec<u8>,
    /// The flags with repetitions counted.
    runs: Vec<u8>,
    xs: Vec<u8>,
    ys: Vec<u8>,
}

impl Encoded {
    /// Encodes an outline.
    pub(crate) fn encode(&mut self, outlines: &Outlines, outline: &Outline) -> &Self {
        self.bbox = outline.bbox;
        self.ends.clear();
        for bytes in [&mut self.flags, &mut self.runs, &mut self.xs, &mut self.ys] {
            bytes.clear();
        }
        let mut pen = Point::default();
        for contour in outlines.contours(outline) {
            for (point, kind) in outlines.points(contour) {
                let (x, y) = (add_step(&mut self.xs, point.x - pen.x), add_step(&mut self.ys, point.y - pen.y));
                self.flags.push(kind.to_bits() | x << X_FLAGS | y << Y_FLAGS);
                pen = *point;
            }
            self.ends.push((self.flags.len() - 1) as u16);
        }
        if let (true, Some(first)) = (outline.overlaps, self.flags.first_mut()) {
            *first |= SimpleGlyphFlags::OVERLAP_SIMPLE.bits();
        }
        let runs = self.flags.chunk_by(|before, after| before == after);
        for run in runs.flat_map(|run| run.chunks(LONGEST_RUN)) {
            match *run {
                [flag] => self.runs.push(flag),
                // Repeating takes two bytes too, and fonts are usually written
                // like this.
                [flag, _] => self.runs.extend([flag, flag]),
                [flag, ref others @ ..] => {
                    self.runs.extend([flag | SimpleGlyphFlags::REPEAT_FLAG.bits(), others.len() as u8]);
                }
                [] => {}
            }
        }
        self
    }
}

/// Adds the distance of a point from the one before along an axis; returns the
/// flags of the axis.
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
            steps.extend((step as i16).to_be_bytes());
            0
        }
    }
}

impl SomeGlyph for Encoded {}

impl Validate for Encoded {
    fn validate_impl(&self, _: &mut ValidationCtx) {}
}

impl FontWrite for Encoded {
    fn write_into(&self, writer: &mut TableWriter) {
        (self.ends.len() as i16).write_into(writer);
        self.bbox.write_into(writer);
        self.ends.iter().for_each(|end| end.write_into(writer));
        // The length of the instructions: none.
        0_u16.write_into(writer);
        for bytes in [&self.runs, &self.xs, &self.ys] {
            writer.write_slice(bytes);
        }
        writer.pad_to_2byte_aligned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::glyphs::Glyph;
    use write_fonts::read::FontRead as _;
    use write_fonts::read::tables::glyf::{CurvePoint, SimpleGlyph};

    /// A glyph in the encoding of the file.
    fn written(outlines: &Outlines, glyph: &Glyph) -> Vec<u8> {
        let Glyph::Simple(outline) = glyph else { panic!("{glyph:?}") };
        write_fonts::dump_table(Encoded::default().encode(outlines, outline)).unwrap()
    }

    #[test]
    fn outlines_are_read_as_they_were_drawn() {
        let places = [(0, 0), (255, -255), (-1, 1), (300, 300), (300, 0), (0, 0), (0, 9)];
        let curve: Vec<_> = places.iter().map(|&(x, y)| CurvePoint::new(x, y, x != y)).collect();
        // Longer than one flag can be repeated.
        let line: Vec<_> = (0..600).map(|x| CurvePoint::on_curve(x, 0)).collect();
        let mut outlines = Outlines::default();
        let glyph = outlines.draw(&[curve.clone(), line.clone()]);
        let bytes = written(&outlines, &glyph);
        let read = SimpleGlyph::read(bytes.as_slice().into()).unwrap();
        assert_eq!(read.points().collect::<Vec<_>>(), [curve, line].concat());
        assert_eq!(read.end_pts_of_contours().iter().map(|end| end.get()).collect::<Vec<_>>(), [6, 606]);
        assert_eq!((read.x_min(), read.y_min(), read.x_max(), read.y_max()), (-1, -255, 599, 300));
        // With a flag for every point it would be twice as long.
        assert!(bytes.len() < 700, "{}", bytes.len());
        let mut again = Outlines::default();
        let same = again.read(&read);
        assert_eq!(written(&again, &same), bytes);
    }

    /// What damaged fonts contain.
    #[test]
    fn outlines_that_no_file_can_hold_are_left_out() {
        let contour = |points: &[(i16, i16)]| points.iter().map(|&(x, y)| CurvePoint::on_curve(x, y)).collect();
        let mut outlines = Outlines::default();
        let draw_to = |outlines: &mut Outlines, x| {
            outlines.draw(&[contour(&[(0, 0), (9, 0), (0, 9)]), contour(&[(0, 0), (x, 0)])])
        };
        assert_eq!(draw_to(&mut outlines, 16_384), Glyph::Empty);
        let far = draw_to(&mut outlines, 16_383);
        let mut far = written(&outlines, &far);
        let step = far.windows(2).rposition(|bytes| *bytes == 16_383_i16.to_be_bytes()).unwrap();
        far[step..step + 2].copy_from_slice(&16_384_i16.to_be_bytes());
        let near = outlines.draw(&[contour(&[(0, 0)]), contour(&[(9, 0), (0, 9)])]);
        let near = written(&outlines, &near);
        // The last coordinates are missing.
        let cut = &near[..near.len() - 2];
        for broken in [&far[..], cut] {
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
