//! A picture that is painted on. The only file that uses `tiny-skia`.

use crate::error::{Error, Result};
use crate::font::OutlineSegment;
use crate::frame::{Color, Path, Segment, Shape, Stroke};
use crate::ink::{self, Use};
use crate::picture::MAX_PIXELS;
use crate::settings::Ink;
use crate::units::Matrix;
use std::ops::Range;
use tiny_skia::{FillRule, IntSize, Mask, Paint, PathBuilder, Pixmap, Rect, Transform};

/// The default miter limit of PDF, so that corners look as in the file.
const MITER_LIMIT: f32 = 10.0;

/// A picture being painted, initially white, and the window to which painting
/// is limited.
pub(crate) struct Canvas {
    pixmap: Pixmap,
    columns: Range<i32>,
    rows: Range<i32>,
    /// The window as a mask; `None` if it is the whole picture.
    mask: Option<Mask>,
}

/// How much of each pixel a glyph covers, and the offset of its upper left
/// corner from the pixel of its origin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    pub(crate) bytes: Vec<u8>,
}

impl Canvas {
    /// A white picture, in the memory of an earlier one if that is as large.
    ///
    /// # Errors
    /// [`Error::Setting`] if it has more pixels than a picture may have.
    pub(crate) fn new(width: u32, height: u32, spare: Vec<u8>) -> Result<Self> {
        let (width, height) = (width.max(1), height.max(1));
        let few = u64::from(width) * u64::from(height) <= MAX_PIXELS;
        let reused = IntSize::from_wh(width, height).and_then(|size| Pixmap::from_vec(spare, size));
        let pixmap = few.then(|| reused.or_else(|| Pixmap::new(width, height))).flatten();
        let mut pixmap = pixmap.ok_or_else(|| Error::Setting {
            message: format!("{width} × {height} pixels are too many for one picture"),
            hint: Some("use a smaller `--ppi`; the limit is 64 megapixels".to_owned()),
        })?;
        pixmap.fill(tiny_skia::Color::WHITE);
        let (columns, rows) = (0..pixmap.width() as i32, 0..pixmap.height() as i32);
        Ok(Self { pixmap, columns, rows, mask: None })
    }

    /// RGBA pixels, row by row; alpha is always 255.
    pub(crate) fn into_pixels(self) -> Vec<u8> {
        self.pixmap.take()
    }

    /// Limits painting to a box, rounded to whole pixels so that its edges are
    /// sharp.
    pub(crate) fn set_window(&mut self, [left, top, right, bottom]: [f64; 4]) {
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        let within = |from: f64, to: f64, most: u32| {
            let edge = |at: f64| at.round().clamp(0.0, f64::from(most)) as i32;
            edge(from)..edge(to)
        };
        self.columns = within(left, right, width);
        self.rows = within(top, bottom, height);
        let whole = self.columns == (0..width as i32) && self.rows == (0..height as i32);
        self.mask = if whole { None } else { self.window_mask() };
    }

    /// Narrows what is drawn to a box within the window; returns the window.
    pub(crate) fn narrow(&mut self, [left, top, right, bottom]: [f64; 4]) -> [f64; 4] {
        let window = [self.columns.start, self.rows.start, self.columns.end, self.rows.end].map(f64::from);
        let [from, above, to, below] = window;
        let within = |at: f64, from: f64, to: f64| at.max(from).min(to);
        let [left, right] = [left, right].map(|at| within(at, from, to));
        let [top, bottom] = [top, bottom].map(|at| within(at, above, below));
        self.set_window([left, top, right, bottom]);
        window
    }

    fn window_mask(&self) -> Option<Mask> {
        let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height())?;
        let edges = [self.columns.start, self.rows.start, self.columns.end, self.rows.end].map(|edge| edge as f32);
        if let Some(window) = Rect::from_ltrb(edges[0], edges[1], edges[2], edges[3]) {
            mask.fill_path(&PathBuilder::from_rect(window), FillRule::Winding, false, Transform::identity());
        }
        Some(mask)
    }

    /// Draws a shape with its origin at a place.
    pub(crate) fn shape(&mut self, shape: &Shape, place: Matrix, ink: Ink) {
        let Some(path) = outline(&shape.path) else { return };
        let transform = transform(place);
        if let Some(fill) = shape.fill {
            let paint = paint(ink::shown(fill, ink, Use::Area));
            self.pixmap.fill_path(&path, &paint, FillRule::Winding, transform, self.mask.as_ref());
        }
        if let Some(stroke) = &shape.stroke {
            let paint = paint(ink::shown(stroke.color, ink, Use::Line));
            self.pixmap.stroke_path(&path, &paint, &pen(stroke), transform, self.mask.as_ref());
        }
    }

    /// Draws a glyph with its origin in a pixel.
    pub(crate) fn cover(&mut self, coverage: &Coverage, (x, y): (i32, i32), color: Color) {
        let (left, top) = (x.saturating_add(coverage.left), y.saturating_add(coverage.top));
        let stride = self.pixmap.width() as usize;
        let from = (self.columns.start - left).max(0) as usize;
        let to = (i64::from(self.columns.end) - i64::from(left)).clamp(0, coverage.width as i64) as usize;
        if from >= to {
            return;
        }
        let ink = [color.red, color.green, color.blue];
        for (row, covered) in (top..).zip(coverage.bytes.chunks_exact(coverage.width)) {
            if !self.rows.contains(&row) {
                continue;
            }
            let start = row as usize * stride + (left + from as i32) as usize;
            let pixels = &mut self.pixmap.data_mut()[start * 4..(start + to - from) * 4];
            bargeh_pixels::cover(pixels, &covered[from..to], ink);
        }
    }

    /// The columns and rows of a box of pixels that are in the window, relative
    /// to the box.
    pub(crate) fn visible(&self, (left, top): (i32, i32), (width, height): (u32, u32)) -> [Range<u32>; 2] {
        let part = |window: &Range<i32>, start: i32, size: u32| {
            let edge = |at: i32| (i64::from(at) - i64::from(start)).clamp(0, i64::from(size)) as u32;
            edge(window.start)..edge(window.end)
        };
        [part(&self.columns, left, width), part(&self.rows, top, height)]
    }

    /// Draws a premultiplied pixel over another one, which must be in the
    /// window.
    pub(crate) fn over(&mut self, (x, y): (i32, i32), [red, green, blue, alpha]: [u8; 4]) {
        let start = (y as usize * self.pixmap.width() as usize + x as usize) * 4;
        let Some(pixel) = self.pixmap.data_mut().get_mut(start..start + 3) else { return };
        let rest = 255 - u32::from(alpha);
        for (value, new) in pixel.iter_mut().zip([red, green, blue]) {
            *value = (u32::from(new) + bargeh_pixels::div_255(u32::from(*value) * rest)).min(255) as u8;
        }
    }
}

/// The coverage of an outline in design units. `map` converts design units to
/// pixels, relative to the pixel of the glyph's origin.
pub(crate) fn coverage(contours: &[OutlineSegment], map: Matrix) -> Option<Coverage> {
    let mut builder = PathBuilder::new();
    for segment in contours {
        let at = |[x, y]: [f32; 2]| {
            let (x, y) = map.apply(f64::from(x), f64::from(y));
            (x as f32, y as f32)
        };
        match *segment {
            OutlineSegment::Move(to) => {
                let (x, y) = at(to);
                builder.move_to(x, y);
            }
            OutlineSegment::Line(to) => {
                let (x, y) = at(to);
                builder.line_to(x, y);
            }
            OutlineSegment::Quad(control, to) => {
                let ((x1, y1), (x, y)) = (at(control), at(to));
                builder.quad_to(x1, y1, x, y);
            }
            OutlineSegment::Cubic(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(first), at(second), at(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            OutlineSegment::Close => builder.close(),
        }
    }
    let path = builder.finish()?;
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let (width, height) = (bounds.right().ceil() - left, bounds.bottom().ceil() - top);
    let mut mask = Mask::new(width as u32, height as u32)?;
    mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
    let mut bytes = mask.take();
    bytes.iter_mut().for_each(|covered| *covered = stepped(*covered));
    Some(Coverage { left: left as i32, top: top as i32, width: width as usize, bytes })
}

/// How far a pixel is covered, in [`LEVELS`] steps.
fn stepped(covered: u8) -> u8 {
    let most = LEVELS - 1;
    ((u16::from(covered) * most + 127) / 255 * (255 / most)) as u8
}

/// Steps of coverage: an edge is drawn from 16 parts of a pixel, so there is little more
/// to tell, and palettes stay short.
const LEVELS: u16 = 16;

fn transform(place: Matrix) -> Transform {
    let [a, b, c, d, e, f] = place.0.map(|number| number as f32);
    Transform::from_row(a, b, c, d, e, f)
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color.red, color.green, color.blue, 255);
    paint
}

fn pen(stroke: &Stroke) -> tiny_skia::Stroke {
    let dash: Vec<f32> = stroke.dash.iter().map(|length| length.to_pt() as f32).collect();
    // A dash pattern of odd length is repeated, as in PDF.
    let dash = if dash.len() % 2 == 1 { dash.repeat(2) } else { dash };
    tiny_skia::Stroke {
        width: stroke.width.to_pt() as f32,
        miter_limit: MITER_LIMIT,
        dash: tiny_skia::StrokeDash::new(dash, 0.0),
        ..tiny_skia::Stroke::default()
    }
}

/// A path in points.
fn outline(path: &Path) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for segment in &path.0 {
        let at = |point: crate::units::Point| (point.x.to_pt() as f32, point.y.to_pt() as f32);
        match *segment {
            Segment::Move(to) => builder.move_to(at(to).0, at(to).1),
            Segment::Line(to) => builder.line_to(at(to).0, at(to).1),
            Segment::Cubic(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(first), at(second), at(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}
