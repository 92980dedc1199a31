//! Sides of paper as pixels, as exact as the PDF: the same glyphs, shapes and
//! pictures in the same places and inks.
//!
//! ```text
//! Print ─ place ─▶ pixels' coordinates ┬ glyphs ─▶ coverage ─┐
//!                                      ├ scale ─▶ pictures   ├─ canvas ─▶ Bitmap ─▶ bytes
//!                                      └ shapes              ┘
//! ```

mod alike;
mod canvas;
mod glyphs;
mod place;
mod readers;
mod words;

use crate::error::{Error, Result};
use crate::font::FontBook;
use crate::frame::{Frame, ImageContent, ImageData, Item, ItemKind, Line, Print, Side};
use crate::ink::{self, Use};
use crate::picture::{self, MAX_PIXELS, Pixels};
use crate::settings::Ink;
use crate::units::{Length, Matrix, Point, Size};
pub(crate) use alike::alike;
use bargeh_pixels::{Image, Purpose, Source};
use canvas::Canvas;
pub use glyphs::Filled;
use glyphs::Glyphs;
pub use readers::READERS_PIXELS;
pub(crate) use readers::{Reductions, for_print, for_readers};
use std::sync::Arc;
pub use words::words;

/// The default resolution, in pixels per inch: text is readable on screens, and
/// an A4 page (1240 × 1754 pixels) is below the size that messengers scale
/// down.
pub const USUAL_PPI: f64 = 150.0;
/// Points per inch.
const POINTS: f64 = 72.0;
/// How deep frames may nest before the inner ones are left out, so that drawing
/// cannot overflow the stack. Layouts nest a handful.
const DEEPEST: usize = 64;
/// Most pixels of all sides together: 57 sides of A3 or 230 of A5 at 300 pixels per
/// inch. Drawn and written as JPEG they take some fifteen seconds of a slow processor.
const MOST: u64 = 1_000_000_000;

/// How pages are drawn as pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct RasterOptions {
    /// Pixels per inch.
    pub ppi: f64,
    /// The inks of the print that is shown.
    pub ink: Ink,
}

impl Default for RasterOptions {
    fn default() -> Self {
        Self { ppi: USUAL_PPI, ink: Ink::Color }
    }
}

/// An opaque picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// RGBA for each pixel, row by row from the top; alpha is always 255.
    pub pixels: Vec<u8>,
}

impl Bitmap {
    /// A PNG file: with a palette if there are few colours, as on pages without
    /// photos, otherwise in grey or RGB.
    ///
    /// # Errors
    /// [`Error::Writer`] if the encoder fails, which is a defect of this
    /// program.
    pub fn png(&self) -> Result<Vec<u8>> {
        self.png_to(Purpose::Keep)
    }

    /// The same picture as a file that is made quickly, to be shown once.
    ///
    /// # Errors
    /// As [`Self::png`].
    pub fn quick_png(&self) -> Result<Vec<u8>> {
        self.png_to(Purpose::Show)
    }

    fn png_to(&self, purpose: Purpose) -> Result<Vec<u8>> {
        bargeh_pixels::page_png(&self.pixels, (self.width, self.height), purpose)
            .map_err(|error| Error::Writer { format: "PNG", message: error.to_string() })
    }

    /// A JPEG file of this quality (1 to 100).
    ///
    /// # Errors
    /// [`Error::Writer`] if the encoder fails, which is a defect of this
    /// program.
    pub fn jpeg(&self, quality: u8) -> Result<Vec<u8>> {
        let channels: u8 = if bargeh_pixels::is_gray(&self.pixels) { 1 } else { 3 };
        let pixels = bargeh_pixels::first_channels(&self.pixels, channels.into());
        picture::jpeg(&pixels, (self.width, self.height), channels, quality)
    }
}

/// The sides of a print as pictures, one after another; only the current one is
/// in memory.
pub struct Bitmaps<'a> {
    print: &'a Print,
    options: &'a RasterOptions,
    glyphs: Glyphs<'a>,
    pictures: Pictures,
    /// The memory of a picture that is no longer needed.
    spare: Vec<u8>,
    next: usize,
}

impl<'a> Bitmaps<'a> {
    /// The pictures of a print.
    #[must_use]
    pub fn new(print: &'a Print, fonts: &'a FontBook, options: &'a RasterOptions) -> Self {
        Self {
            print,
            options,
            glyphs: Glyphs::new(fonts, Filled::default()),
            pictures: Pictures::default(),
            spare: Vec::new(),
            next: 0,
        }
    }

    /// With letters that were filled for pictures before.
    #[must_use]
    pub(crate) fn with_filled(self, filled: Filled) -> Self {
        Self { glyphs: Glyphs::new(self.glyphs.fonts(), filled), ..self }
    }

    /// The letters that were filled, for pictures that follow.
    pub(crate) fn into_filled(self) -> Filled {
        self.glyphs.into_filled()
    }

    /// Draws the next picture in the memory of one that is no longer needed: fresh
    /// memory is cleared by the system first, which took a tenth of the time.
    pub fn reuse(&mut self, bitmap: Bitmap) {
        self.spare = bitmap.pixels;
    }

    /// The picture of one side, by its index.
    pub(crate) fn nth_side(&mut self, index: usize) -> Option<Result<Bitmap>> {
        self.print.sides.get(index).map(|side| self.draw(side))
    }

    fn draw(&mut self, side: &Side) -> Result<Bitmap> {
        let [width, height] = pixels(side.media, self.options.ppi);
        let mut painter = Painter {
            images: &self.print.layout.images,
            ink: self.options.ink,
            canvas: Canvas::new(width, height, std::mem::take(&mut self.spare))?,
            glyphs: &mut self.glyphs,
            pictures: &mut self.pictures,
        };
        let scale = self.options.ppi / POINTS;
        let to_pixels = Matrix::scaled(scale, scale);
        for placement in &side.placements {
            let Some(page) = self.print.layout.pages.get(placement.page) else { continue };
            let clip = placement.clip;
            let clip = [clip.origin.x, clip.origin.y, clip.right(), clip.bottom()].map(Length::to_pt);
            painter.canvas.set_window(to_pixels.bounds(clip));
            painter.frame(&page.frame, Matrix::onto_picture(placement, page.size).then(to_pixels), 0)?;
        }
        painter.canvas.set_window([0.0, 0.0, f64::from(width), f64::from(height)]);
        painter.frame(&side.marks, to_pixels, 0)?;
        Ok(Bitmap { width, height, pixels: painter.canvas.into_pixels() })
    }
}

impl Iterator for Bitmaps<'_> {
    type Item = Result<Bitmap>;

    fn next(&mut self) -> Option<Self::Item> {
        let side = self.print.sides.get(self.next)?;
        self.next += 1;
        Some(self.draw(side))
    }
}

/// Refuses to draw sides that are too many for their size before the first is drawn.
///
/// # Errors
/// [`Error::Setting`] if they have more pixels than is drawn in one job.
pub(crate) fn few_enough(print: &Print, options: &RasterOptions) -> Result<()> {
    let area = |side: &Side| pixels(side.media, options.ppi).map(u64::from).iter().product::<u64>();
    let all = print.sides.iter().map(area).fold(0, u64::saturating_add);
    // One that is too large alone is told so when it is drawn, with the limit of one.
    if all <= MOST || print.sides.iter().any(|side| area(side) > MAX_PIXELS) {
        return Ok(());
    }
    Err(Error::Setting {
        message: format!("{} pictures of pages have {} megapixels together", print.sides.len(), all / 1_000_000),
        hint: Some("use a smaller `--ppi` or `--paper`; the limit is 1000 megapixels".to_owned()),
    })
}

/// A size in pixels.
pub(crate) fn pixels(size: Size, ppi: f64) -> [u32; 2] {
    // Bounded for the cast; `Canvas::new` refuses far fewer pixels.
    [size.width, size.height].map(|length| (length.to_pt() * ppi / POINTS).round().clamp(1.0, 1e6) as u32)
}

/// Draws one side.
struct Painter<'p, 'f> {
    images: &'p [Arc<ImageData>],
    ink: Ink,
    canvas: Canvas,
    glyphs: &'p mut Glyphs<'f>,
    pictures: &'p mut Pictures,
}

impl Painter<'_, '_> {
    fn frame(&mut self, frame: &Frame, place: Matrix, depth: usize) -> Result<()> {
        if depth > DEEPEST {
            return Ok(());
        }
        frame.items.iter().try_for_each(|item| self.item(item, place.at(item.at), depth))
    }

    fn item(&mut self, item: &Item, place: Matrix, depth: usize) -> Result<()> {
        match &item.kind {
            ItemKind::Frame(frame) => return self.frame(frame, place, depth + 1),
            ItemKind::Line(line) => self.line(line, place),
            ItemKind::Shape(shape) => self.canvas.shape(shape, place, self.ink),
            ItemKind::Image { image, size } => return self.image(*image, *size, place),
            ItemKind::Link { .. } | ItemKind::Anchor(_) => {}
        }
        Ok(())
    }

    fn line(&mut self, line: &Line, place: Matrix) {
        // Half as many forms of each letter as with quarters of a pixel, as across the line.
        let place = place.on_half_pixels();
        let mut pen = Length::ZERO;
        for run in &line.runs {
            let color = ink::shown(run.color, self.ink, Use::Line);
            for glyph in &run.glyphs {
                let right = pen + (glyph.stretch + glyph.x_offset).at(run.size);
                let up = run.rise + glyph.y_offset.at(run.size);
                let origin = place.at(Point::new(right, -up));
                let (coverage, pixel) = self.glyphs.get(run.font, glyph, run.size.to_pt(), origin);
                self.canvas.cover(&coverage, pixel, color);
                pen += glyph.advance.at(run.size);
            }
        }
    }

    fn image(&mut self, index: usize, size: Size, place: Matrix) -> Result<()> {
        let Some(data) = self.images.get(index) else { return Ok(()) };
        if let ImageContent::Vector(shapes) = &data.content {
            let place =
                Matrix::scaled(size.width.ratio(data.size.width), size.height.ratio(data.size.height)).then(place);
            let window = data.overflows().then(|| {
                let whole = [0.0, 0.0, data.size.width.to_pt(), data.size.height.to_pt()];
                self.canvas.narrow(place.bounds(whole))
            });
            shapes.iter().for_each(|shape| self.canvas.shape(shape, place, self.ink));
            if let Some(window) = window {
                self.canvas.set_window(window);
            }
            return Ok(());
        }
        let edges = place.bounds([0.0, 0.0, size.width.to_pt(), size.height.to_pt()]);
        // Whole pixels, so that edges are sharp.
        let [left, top, right, bottom] = edges.map(|edge| edge.round().clamp(-1e6, 1e6) as i32);
        let (width, height) = ((right - left).max(1) as u32, (bottom - top).max(1) as u32);
        let [columns, rows] = self.canvas.visible((left, top), (width, height));
        if columns.is_empty() || rows.is_empty() {
            return Ok(());
        }
        let turns = place.turns();
        let upright = |x: u32, y: u32| turned((x, y), (width, height), turns);
        // The visible part, in the coordinates of the upright picture.
        let corners = [upright(columns.start, rows.start), upright(columns.end - 1, rows.end - 1)];
        let span = |a: u32, b: u32| a.min(b)..a.max(b) + 1;
        let (across, down) = (span(corners[0].0, corners[1].0), span(corners[0].1, corners[1].1));
        let whole = if turns.is_multiple_of(2) { (width, height) } else { (height, width) };
        let seen =
            Seen { image: index, size: whole, columns: [across.start, across.end], rows: [down.start, down.end] };
        let picture = self.pictures.get(data, seen, self.ink)?;
        for y in rows {
            for x in columns.clone() {
                let (column, row) = upright(x, y);
                let at = (row - down.start) as usize * picture.width as usize + (column - across.start) as usize;
                let pixel = picture.pixels.get(at).copied().unwrap_or_default();
                self.canvas.over((left + x as i32, top + y as i32), pixel);
            }
        }
        Ok(())
    }
}

/// The pixel of an upright picture that is seen at a pixel of the box it fills,
/// if it is rotated clockwise by this many quarter turns.
fn turned((x, y): (u32, u32), (width, height): (u32, u32), turns: u8) -> (u32, u32) {
    match turns {
        0 => (x, y),
        1 => (y, width - 1 - x),
        2 => (width - 1 - x, height - 1 - y),
        _ => (height - 1 - y, x),
    }
}

/// A part of a picture at a size.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    image: usize,
    size: (u32, u32),
    columns: [u32; 2],
    rows: [u32; 2],
}

/// The picture that was scaled last. The copies on a sheet are all the same.
#[derive(Default)]
struct Pictures {
    last: Option<(Seen, Arc<Image>)>,
}

impl Pictures {
    fn get(&mut self, data: &ImageData, seen: Seen, ink: Ink) -> Result<Arc<Image>> {
        if let Some((last, image)) = &self.last
            && *last == seen
        {
            return Ok(Arc::clone(image));
        }
        self.last = None;
        let alpha = match &data.content {
            ImageContent::Raster { alpha, .. } => alpha.as_deref(),
            _ => None,
        };
        let pixels = Pixels::of(&data.content)?.map(|pixels| pixels.grayed(ink));
        let image = match &pixels {
            Some(pixels) => {
                let source = Source { size: pixels.size, components: pixels.components, bytes: pixels.bytes(), alpha };
                let [columns, rows] = [&seen.columns, &seen.rows].map(|&[from, to]| from..to);
                source.scaled(seen.size, columns, rows)
            }
            None => Image { width: 0, height: 0, pixels: Vec::new() },
        };
        let image = Arc::new(image);
        self.last = Some((seen, Arc::clone(&image)));
        Ok(image)
    }
}
