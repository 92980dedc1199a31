//! The embedded font program: the glyphs in use, and new ones made of them
//! (stretched letters, letters with marks, slices and blanks with their own
//! widths).

use super::codes::{Code, Codes, Part, Picture};
use super::curves;
use super::glyf::Encoded;
use super::glyphs::{Glyph, Outlines, uses};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use write_fonts::from_obj::ToOwnedTable as _;
use write_fonts::read::tables::glyf as source;
use write_fonts::read::{FontRef, TableProvider as _};
use write_fonts::tables::glyf as target;
use write_fonts::tables::glyf::{Anchor, Bbox, Component, ComponentFlags, CompositeGlyph, GlyfLocaBuilder, Transform};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::types::{F2Dot14, GlyphId, LongDateTime, Tag};
use write_fonts::{FontBuilder, dump_table};

/// Largest scale of a component: a round number below 2, where F2Dot14 ends.
const MOST_SCALE: f64 = 1.9;

/// A font program whose glyph numbers are the code numbers.
pub(crate) struct Program {
    /// The TrueType file.
    pub(crate) bytes: Vec<u8>,
    /// The box around all glyphs, in design units.
    pub(crate) bbox: Bbox,
}

/// Makes the font program for the codes in use.
///
/// # Errors
/// [`Error::Resource`] if a user's font is damaged in a way that only its
/// outlines show.
pub(crate) fn program(codes: &Codes<'_>) -> Result<Program> {
    if codes.font.is_bundled() {
        return make(codes);
    }
    // The crates that read fonts may panic at invalid offsets.
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| make(codes)));
    made.unwrap_or_else(|_| Err(defect(&"a table that leads nowhere"))).map_err(|error| {
        // What is a defect of this program with its own fonts is one of the user's here.
        let reason = match error {
            Error::Writer { message, .. } => message,
            other => other.to_string(),
        };
        Error::Resource {
            name: codes.font.family.clone(),
            message: format!("the font is damaged: {reason}"),
            hint: Some("install the font anew, or use another one".to_owned()),
        }
    })
}

fn make(codes: &Codes<'_>) -> Result<Program> {
    let face = FontRef::new(codes.font.data()).map_err(|error| defect(&error))?;
    let tatweel = codes.font.glyph('\u{640}');
    let mut used = Used::default();
    for code in &codes.codes {
        for part in parts(codes, code) {
            used.number(part.glyph);
            if let (true, Some(glyph)) = (part.tatweel != 0, tatweel) {
                used.number(glyph);
            }
        }
    }
    let mut maker = match face.glyf() {
        Ok(glyf) => Maker::read(codes, &face, &glyf, &mut used)?,
        Err(_) => Maker::draw(codes, &used),
    };
    let widths = face.hmtx().map_err(|error| defect(&error))?;
    if used.glyphs.iter().any(|&glyph| widths.advance(GlyphId::from(glyph)).is_none()) {
        return Err(defect(&"glyphs without a width"));
    }
    maker.tatweel = tatweel.and_then(|glyph| used.numbers.get(&glyph).copied());
    maker.overlap = (crate::frame::Glyph::OVERLAP.get() * f64::from(codes.font.units_per_em)).ceil() as i32;
    let mut made = FxHashMap::default();
    let mut order = vec![0];
    for (number, code) in codes.numbered() {
        // Numbers that only other fonts of the numbering use.
        while order.len() < usize::from(number) {
            order.push(maker.glyph(&[], 0));
        }
        let key = (code.picture, code.shift, code.width);
        order.push(match made.get(&key) {
            Some(&glyph) => maker.alias(glyph),
            None => {
                let mut renamed = parts(codes, code);
                for part in &mut renamed {
                    part.glyph = used.number(part.glyph);
                    part.dx += code.shift;
                }
                let glyph = maker.glyph(&renamed, code.width);
                made.insert(key, glyph);
                glyph
            }
        });
    }
    maker.outlines.join(&mut maker.glyphs, &order);
    maker.reorder(&order);
    let bbox = maker.bbox();
    Ok(Program { bytes: maker.write(&face)?, bbox })
}

/// The parts a code draws, without its shift.
fn parts(codes: &Codes<'_>, code: &Code) -> SmallVec<[Part; 4]> {
    match code.picture {
        Picture::Blank => SmallVec::new(),
        Picture::Glyph(glyph) => smallvec![Part::plain(glyph)],
        Picture::Parts(index) => SmallVec::from_slice(&codes.pictures[index as usize]),
    }
}

/// The source glyphs in use, numbered in the order they are met.
struct Used {
    glyphs: Vec<u16>,
    numbers: FxHashMap<u16, u16>,
}

impl Default for Used {
    /// Only the missing glyph, which every font has to begin with.
    fn default() -> Self {
        Self { glyphs: vec![0], numbers: FxHashMap::from_iter([(0, 0)]) }
    }
}

impl Used {
    fn number(&mut self, glyph: u16) -> u16 {
        *self.numbers.entry(glyph).or_insert_with(|| {
            self.glyphs.push(glyph);
            (self.glyphs.len() - 1) as u16
        })
    }
}

fn defect(error: &dyn std::fmt::Display) -> Error {
    Error::Writer { format: "PDF", message: format!("font: {error}") }
}

/// The glyphs and their widths while they are made.
struct Maker {
    outlines: Outlines,
    glyphs: Vec<Glyph>,
    widths: Vec<i32>,
    /// How many of them are shown by codes.
    shown: usize,
    tatweel: Option<u16>,
    overlap: i32,
}

impl Maker {
    fn new(codes: &Codes<'_>, used: &Used, outlines: Outlines, glyphs: Vec<Glyph>) -> Self {
        let widths = used.glyphs.iter().map(|&glyph| codes.advance(glyph)).collect();
        Self { outlines, glyphs, widths, shown: 0, tatweel: None, overlap: 1 }
    }

    /// Reads the glyphs in use and their components.
    fn read(codes: &Codes<'_>, face: &FontRef<'_>, glyf: &source::Glyf<'_>, used: &mut Used) -> Result<Self> {
        let loca = face.loca(None).map_err(|error| defect(&error))?;
        let mut outlines = Outlines::default();
        let mut read = |glyph: u16| -> Result<Glyph> {
            let found = loca.get_glyf(GlyphId::from(glyph), glyf).map_err(|error| defect(&error))?;
            Ok(match found {
                Some(source::Glyph::Simple(glyph)) => outlines.read(&glyph),
                Some(source::Glyph::Composite(glyph)) => Glyph::Composite(unhinted(glyph.to_owned_table())),
                None => Glyph::Empty,
            })
        };
        let mut glyphs = used.glyphs.iter().map(|&glyph| read(glyph)).collect::<Result<Vec<_>>>()?;
        let mut waiting = used.glyphs.clone();
        while let Some(glyph) = waiting.pop() {
            let number = usize::from(used.number(glyph));
            if number == glyphs.len() {
                glyphs.push(read(glyph)?);
            }
            if let Glyph::Composite(composite) = &glyphs[number] {
                let parts = composite.components().iter().map(|part| part.glyph.to_u32() as u16);
                waiting.extend(parts.filter(|part| !used.numbers.contains_key(part)));
            }
        }
        for glyph in &mut glyphs {
            let Glyph::Composite(composite) = glyph else { continue };
            for part in composite.components_mut() {
                part.glyph = GlyphId::from(used.number(part.glyph.to_u32() as u16));
            }
        }
        Ok(Self::new(codes, used, outlines, glyphs))
    }

    /// Converts the glyphs in use from cubic outlines (CFF).
    fn draw(codes: &Codes<'_>, used: &Used) -> Self {
        let mut outlines = Outlines::default();
        let drawn = used.glyphs.iter().map(|&glyph| curves::contours(&codes.font.outline(glyph)));
        let glyphs = drawn.map(|contours| outlines.draw(&contours)).collect();
        Self::new(codes, used, outlines, glyphs)
    }

    /// The glyph for a picture of this width: an existing one if it fits.
    fn glyph(&mut self, parts: &[Part], width: i32) -> u16 {
        if let [only] = parts
            && *only == Part::plain(only.glyph)
            && only.glyph != 0
            && self.widths.get(usize::from(only.glyph)) == Some(&width)
        {
            return only.glyph;
        }
        let mut composite: Option<CompositeGlyph> = None;
        for part in parts {
            self.add_tatweel(&mut composite, part);
            self.add(&mut composite, part.glyph, Transform::default(), part.dx, part.dy);
        }
        self.glyphs.push(composite.map_or(Glyph::Empty, Glyph::Composite));
        self.widths.push(width);
        (self.glyphs.len() - 1) as u16
    }

    /// A second glyph with the same picture, for a code with another text.
    fn alias(&mut self, glyph: u16) -> u16 {
        let index = usize::from(glyph);
        let mut composite = None;
        let same = match &self.glyphs[index] {
            Glyph::Simple(_) => {
                self.add(&mut composite, glyph, Transform::default(), 0, 0);
                composite.map_or(Glyph::Empty, Glyph::Composite)
            }
            other => other.clone(),
        };
        self.glyphs.push(same);
        self.widths.push(self.widths[index]);
        (self.glyphs.len() - 1) as u16
    }

    /// Puts the glyphs that are shown, each only once in `shown`, first and in
    /// this order, then the components that are still in use.
    fn reorder(&mut self, shown: &[u16]) {
        let uses = uses(&self.glyphs, shown);
        let mut order: Vec<usize> = shown.iter().map(|&glyph| usize::from(glyph)).collect();
        let mut places = vec![None; self.glyphs.len()];
        (0..).zip(&order).for_each(|(place, &glyph)| places[glyph] = Some(place));
        for (glyph, place) in places.iter_mut().enumerate().filter(|(glyph, _)| uses[*glyph] > 0) {
            place.get_or_insert_with(|| {
                order.push(glyph);
                order.len() as u16 - 1
            });
        }
        let mut glyphs: Vec<Glyph> =
            order.iter().map(|&glyph| std::mem::replace(&mut self.glyphs[glyph], Glyph::Empty)).collect();
        for glyph in &mut glyphs {
            match glyph {
                Glyph::Empty => {}
                Glyph::Simple(outline) => self.outlines.sort(outline),
                Glyph::Composite(composite) => {
                    for component in composite.components_mut() {
                        let place = places.get(component.glyph.to_u32() as usize).copied().flatten();
                        component.glyph = GlyphId::from(place.unwrap_or(0));
                    }
                }
            }
        }
        self.widths = order.iter().map(|&glyph| self.widths[glyph]).collect();
        self.glyphs = glyphs;
        self.shown = shown.len();
    }

    /// Adds the tatweel of a stretched letter, from its left end up to the
    /// letter, in as few pieces as [`MOST_SCALE`] allows.
    fn add_tatweel(&self, composite: &mut Option<CompositeGlyph>, part: &Part) {
        let Some((glyph, ink)) = self.tatweel.and_then(|glyph| Some((glyph, self.glyphs[usize::from(glyph)].bbox()?)))
        else {
            return;
        };
        let natural = i32::from(ink.x_max) - i32::from(ink.x_min);
        if part.tatweel <= 0 || natural <= 0 {
            return;
        }
        let (from, to) = (part.dx - part.tatweel - self.overlap, part.dx + self.overlap);
        let pieces = (f64::from(to - from) / (f64::from(natural) * MOST_SCALE)).ceil().max(1.0);
        // Pieces overlap each other as much as the letters.
        let length = (f64::from(to - from) + (pieces - 1.0) * f64::from(self.overlap)) / pieces;
        let scale = length / f64::from(natural);
        let transform = Transform { xx: F2Dot14::from_f32(scale as f32), ..Transform::default() };
        for piece in 0..pieces as i32 {
            let left = f64::from(from) + f64::from(piece) * (length - f64::from(self.overlap));
            let dx = left - f64::from(ink.x_min) * scale;
            self.add(composite, glyph, transform, dx.round() as i32, part.dy);
        }
    }

    /// Adds a component to a composite glyph; glyphs without ink add nothing.
    fn add(&self, composite: &mut Option<CompositeGlyph>, glyph: u16, transform: Transform, dx: i32, dy: i32) {
        let Some(ink) = self.glyphs.get(usize::from(glyph)).and_then(Glyph::bbox) else { return };
        let scale = f64::from(transform.xx.to_f32());
        let x = |units: i16| clamped((f64::from(units) * scale).round() as i32 + dx);
        let y = |units: i16| clamped(i32::from(units) + dy);
        let bbox = Bbox { x_min: x(ink.x_min), x_max: x(ink.x_max), y_min: y(ink.y_min), y_max: y(ink.y_max) };
        let anchor = Anchor::Offset { x: clamped(dx), y: clamped(dy) };
        let component = Component::new(GlyphId::from(glyph), anchor, transform, ComponentFlags::default());
        match composite {
            Some(composite) => composite.add_component(component, bbox),
            None => *composite = Some(CompositeGlyph::new(component, bbox)),
        }
    }

    fn bbox(&self) -> Bbox {
        self.glyphs.iter().filter_map(Glyph::bbox).reduce(Bbox::union).unwrap_or_default()
    }

    /// Writes the tables that PDF requires of an embedded font, and no others.
    fn write(&self, face: &FontRef<'_>) -> Result<Vec<u8>> {
        let mut glyphs = GlyfLocaBuilder::new();
        let mut encoded = Encoded::default();
        let mut metrics = Vec::with_capacity(self.shown);
        let mut bearings = Vec::with_capacity(self.glyphs.len() - self.shown);
        for (index, (glyph, &width)) in self.glyphs.iter().zip(&self.widths).enumerate() {
            let added = match glyph {
                Glyph::Empty => glyphs.add_glyph(&target::Glyph::Empty),
                Glyph::Simple(outline) => glyphs.add_glyph(encoded.encode(&self.outlines, outline)),
                Glyph::Composite(composite) => glyphs.add_glyph(composite),
            };
            added.map_err(|error| defect(&error))?;
            let bearing = glyph.bbox().map_or(0, |ink| ink.x_min);
            if index < self.shown {
                metrics.push(LongMetric::new(width.clamp(0, i32::from(u16::MAX)) as u16, bearing));
            } else {
                bearings.push(bearing);
            }
        }
        let (glyf, loca, format) = glyphs.build();
        let bbox = self.bbox();
        let mut head: Head = face.head().map_err(|error| defect(&error))?.to_owned_table();
        head.created = LongDateTime::new(0);
        head.modified = LongDateTime::new(0);
        head.index_to_loc_format = i16::from(format == LocaFormat::Long);
        (head.x_min, head.y_min, head.x_max, head.y_max) = (bbox.x_min, bbox.y_min, bbox.x_max, bbox.y_max);
        let mut hhea: Hhea = face.hhea().map_err(|error| defect(&error))?.to_owned_table();
        hhea.number_of_h_metrics = metrics.len() as u16;
        let mut builder = FontBuilder::new();
        builder.add_table(&head).map_err(|error| defect(&error))?;
        builder.add_table(&hhea).map_err(|error| defect(&error))?;
        builder.add_table(&self.maxp()).map_err(|error| defect(&error))?;
        builder.add_table(&Hmtx::new(metrics, bearings)).map_err(|error| defect(&error))?;
        // An empty table is none to some readers: a bold blank alone has no outline.
        let glyf = Some(dump_table(&glyf).map_err(|error| defect(&error))?).filter(|bytes| !bytes.is_empty());
        builder.add_raw(Tag::new(b"glyf"), glyf.unwrap_or_else(|| vec![0]));
        builder.add_table(&loca).map_err(|error| defect(&error))?;
        Ok(builder.build())
    }

    /// The `maxp` table, which tells readers how much memory outlines need.
    fn maxp(&self) -> Maxp {
        let mut most = Counts::default();
        let mut composite = Counts::default();
        let mut elements = 0;
        let mut known = vec![None; self.glyphs.len()];
        for (index, glyph) in self.glyphs.iter().enumerate() {
            let counts = self.count(index, 0, &mut known);
            if let Glyph::Composite(glyph) = glyph {
                composite = composite.max(counts);
                elements = elements.max(glyph.components().len());
            } else {
                most = most.max(counts);
            }
        }
        let short = |count: usize| Some(count.min(usize::from(u16::MAX)) as u16);
        Maxp {
            num_glyphs: self.glyphs.len() as u16,
            max_points: short(most.points),
            max_contours: short(most.contours),
            max_composite_points: short(composite.points),
            max_composite_contours: short(composite.contours),
            max_zones: Some(1),
            max_twilight_points: Some(0),
            max_storage: Some(0),
            max_function_defs: Some(0),
            max_instruction_defs: Some(0),
            max_stack_elements: Some(0),
            max_size_of_instructions: Some(0),
            max_component_elements: short(elements),
            max_component_depth: short(composite.depth),
        }
    }

    /// What a glyph contains, counted once per glyph: a hostile font may nest
    /// glyphs so that there are more paths to one than could ever be walked.
    fn count(&self, index: usize, depth: usize, known: &mut [Option<Counts>]) -> Counts {
        if let Some(counts) = known[index] {
            return counts;
        }
        let counts = match &self.glyphs[index] {
            Glyph::Empty => Counts::default(),
            Glyph::Simple(outline) => {
                let contours = self.outlines.contours(outline);
                let points = contours.iter().map(|contour| contour.len()).sum();
                Counts { points, contours: contours.len(), depth: 0 }
            }
            // Fonts do not nest this deep.
            Glyph::Composite(_) if depth > 8 => return Counts::default(),
            Glyph::Composite(composite) => {
                // Ends a cycle.
                known[index] = Some(Counts::default());
                let parts = composite.components().iter().map(|part| part.glyph.to_u32() as usize);
                parts.filter(|&part| part < self.glyphs.len()).fold(Counts::default(), |sum, part| {
                    let part = self.count(part, depth + 1, known);
                    Counts {
                        points: sum.points.saturating_add(part.points),
                        contours: sum.contours.saturating_add(part.contours),
                        depth: sum.depth.max(part.depth + 1),
                    }
                })
            }
        };
        known[index] = Some(counts);
        counts
    }
}

/// How much an outline contains.
#[derive(Clone, Copy, Default)]
struct Counts {
    points: usize,
    contours: usize,
    depth: usize,
}

impl Counts {
    fn max(self, other: Self) -> Self {
        Self {
            points: self.points.max(other.points),
            contours: self.contours.max(other.contours),
            depth: self.depth.max(other.depth),
        }
    }
}

fn clamped(units: i32) -> i16 {
    units.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// A composite glyph without its hinting.
fn unhinted(mut glyph: CompositeGlyph) -> CompositeGlyph {
    glyph.set_instructions(&[]);
    // The width comes from the code.
    glyph.components_mut().iter_mut().for_each(|part| part.flags.use_my_metrics = false);
    glyph
}

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::read::tables::glyf::CurvePoint;

    /// Each glyph contains the next one sixty times; the last one also itself.
    #[test]
    fn glyphs_nested_in_each_other_are_counted_once() {
        const DEPTH: u32 = 7;
        let mut outlines = Outlines::default();
        let dot = [(0, 0), (0, 9), (9, 0)].map(|(x, y)| CurvePoint::on_curve(x, y)).to_vec();
        let mut glyphs = vec![outlines.draw(&[dot])];
        for glyph in 1..=DEPTH {
            let part = |glyph: u32| {
                let anchor = Anchor::Offset { x: 0, y: 0 };
                Component::new(GlyphId::from(glyph), anchor, Transform::default(), ComponentFlags::default())
            };
            let mut nest = CompositeGlyph::new(part(glyph - 1), Bbox::default());
            (1..60).for_each(|_| nest.add_component(part(glyph - 1), Bbox::default()));
            nest.add_component(part(glyph), Bbox::default());
            glyphs.push(Glyph::Composite(nest));
        }
        let shown = glyphs.len();
        let maker = Maker { outlines, glyphs, widths: vec![0; shown], shown, tatweel: None, overlap: 1 };
        let mut known = vec![None; shown];
        let counts = maker.count(2, 0, &mut known);
        assert_eq!((counts.points, counts.contours, counts.depth), (3 * 60 * 60, 60 * 60, 2));
        assert_eq!(maker.maxp().max_component_depth, Some(DEPTH as u16));
    }
}
