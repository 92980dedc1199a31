//! Crop, fold, cut and register marks.
//!
//! Print shops need them outside the trim. On a home printer there is no
//! outside: folds are short ticks at the edge of the paper, cuts are dotted
//! lines between the pages.

use super::Imposition;
use super::sheet::SheetGeometry;
use crate::frame::{Color, Face, Frame, Item, ItemKind, Path, Segment, Shape, Stroke};
use crate::settings::{Marks, Scheme};
use crate::units::{Length, Point, Rect, Size};

/// Least distance of marks from the trim: the usual 3 mm of bleed, so that
/// marks are never in the artwork.
const OFFSET: Length = Length::mm(3.0);
/// Length of marks.
const LENGTH: Length = Length::mm(5.0);
/// Space beyond the marks.
const REST: Length = Length::mm(2.0);
/// Line width of marks.
const THICKNESS: Length = Length::pt(0.25);
/// Dash and gap of a fold.
const DASHED: [Length; 2] = [Length::pt(2.0), Length::pt(1.5)];
/// Dot and gap of a cut through the sheet.
const DOTTED: [Length; 2] = [Length::pt(0.75), Length::pt(2.25)];
/// Half the width of the cross of a register mark, and the radius of its ring.
const REGISTER: (Length, Length) = (Length::mm(2.5), Length::mm(1.5));
/// A strip at the edge of the paper at most this wide is too narrow to cut off.
const SLIVER: Length = Length::mm(1.0);

impl Imposition {
    /// The space needed around the trim for bleed and outer marks.
    pub(crate) fn room(&self) -> Length {
        // A sheet of labels keeps its size.
        if self.scheme.labels().is_some() {
            return Length::ZERO;
        }
        if self.marks_stand_outside() { self.bleed.max(OFFSET) + LENGTH + REST } else { self.bleed }
    }

    /// Whether marks are outside the trim.
    fn marks_stand_outside(&self) -> bool {
        let marks = self.marks;
        self.scheme.labels().is_none() && self.wants_outside(marks)
    }

    fn wants_outside(&self, marks: Marks) -> bool {
        marks.crop || marks.register || ((marks.cut || marks.fold) && self.bleed > Length::ZERO)
    }
}

/// The marks of a side. Folding and cutting are marked on the front only.
pub(crate) fn draw(geometry: &SheetGeometry, imposition: &Imposition, face: Face) -> Frame {
    let scheme = imposition.scheme;
    let marks = match scheme.labels() {
        // There is nothing to trim: the edges show where the labels are.
        Some(_) => Marks { cut: imposition.marks.cut || imposition.marks.crop, ..Marks::default() },
        None => imposition.marks,
    };
    let outside = imposition.marks_stand_outside();
    let mut pen = Pen { geometry, offset: imposition.bleed.max(OFFSET), items: Vec::new() };
    let borders = Borders::of(geometry);
    if marks.crop || (marks.cut && outside && scheme.is_cut()) {
        let borders = if scheme.is_cut() { &borders } else { &Borders::around(geometry.trim) };
        pen.ticks(borders, &[]);
    }
    if marks.register {
        pen.register_marks();
    }
    if face == Face::Front {
        let folds = borders.inner(geometry);
        if marks.fold && !scheme.is_cut() && outside {
            pen.ticks(&folds, &DASHED);
        } else if marks.fold && !scheme.is_cut() {
            pen.inner_ticks(&folds, imposition.printable);
        }
        if marks.cut && scheme.is_cut() && !outside {
            pen.cuts(&borders);
        }
        if marks.cut && scheme == Scheme::Zine {
            pen.slit();
        }
    }
    Frame { size: geometry.media, items: pen.items }
}

/// The positions of vertical and horizontal lines.
struct Borders {
    upright: Vec<Length>,
    level: Vec<Length>,
}

impl Borders {
    /// The edges of all panels.
    fn of(geometry: &SheetGeometry) -> Self {
        Self { upright: places(geometry.columns()), level: places(geometry.rows()) }
    }

    fn around(trim: Rect) -> Self {
        Self { upright: vec![trim.origin.x, trim.right()], level: vec![trim.origin.y, trim.bottom()] }
    }

    /// The edges that are not those of the whole block.
    fn inner(&self, geometry: &SheetGeometry) -> Self {
        let trim = geometry.trim;
        let within = |places: &[Length], from: Length, to: Length| {
            places.iter().copied().filter(|place| !place.is_near(from) && !place.is_near(to)).collect()
        };
        Self {
            upright: within(&self.upright, trim.origin.x, trim.right()),
            level: within(&self.level, trim.origin.y, trim.bottom()),
        }
    }
}

/// Both ends of all stretches; coinciding ones once.
fn places(stretches: Vec<(Length, Length)>) -> Vec<Length> {
    let mut places: Vec<Length> = stretches.into_iter().flat_map(|(from, to)| [from, to]).collect();
    places.dedup_by(|a, b| a.is_near(*b));
    places
}

/// Draws marks on one side.
struct Pen<'a> {
    geometry: &'a SheetGeometry,
    offset: Length,
    items: Vec<Item>,
}

impl Pen<'_> {
    fn path(&mut self, path: Path, dash: &[Length]) {
        let stroke = Stroke { color: Color::BLACK, width: THICKNESS, dash: dash.to_vec() };
        let shape = Shape { path, fill: None, stroke: Some(stroke) };
        self.items.push(Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(shape) });
    }

    fn upright(&mut self, x: Length, top: Length, bottom: Length, dash: &[Length]) {
        self.path(Path::line(Point::new(x, top), Point::new(x, bottom)), dash);
    }

    fn level(&mut self, y: Length, left: Length, right: Length, dash: &[Length]) {
        self.path(Path::line(Point::new(left, y), Point::new(right, y)), dash);
    }

    /// Ticks outside the trim, at both ends of each line.
    fn ticks(&mut self, borders: &Borders, dash: &[Length]) {
        let (trim, near, far) = (self.geometry.trim, self.offset, self.offset + LENGTH);
        for &x in &borders.upright {
            self.upright(x, trim.origin.y - far, trim.origin.y - near, dash);
            self.upright(x, trim.bottom() + near, trim.bottom() + far, dash);
        }
        for &y in &borders.level {
            self.level(y, trim.origin.x - far, trim.origin.x - near, dash);
            self.level(y, trim.right() + near, trim.right() + far, dash);
        }
    }

    /// Fold ticks on the sheet itself, as close to its edges as can be printed.
    fn inner_ticks(&mut self, folds: &Borders, printable: Length) {
        let Size { width, height } = self.geometry.media;
        let (near, far) = (printable, printable + LENGTH);
        for &x in &folds.upright {
            self.upright(x, near, far, &DASHED);
            self.upright(x, height - far, height - near, &DASHED);
        }
        for &y in &folds.level {
            self.level(y, near, far, &DASHED);
            self.level(y, width - far, width - near, &DASHED);
        }
    }

    /// Dotted lines across the whole sheet.
    fn cuts(&mut self, borders: &Borders) {
        let Size { width, height } = self.geometry.media;
        let needed = |place: Length, end: Length| place > SLIVER && end - place > SLIVER;
        for &x in borders.upright.iter().filter(|&&x| needed(x, width)) {
            self.upright(x, Length::ZERO, height, &DOTTED);
        }
        for &y in borders.level.iter().filter(|&&y| needed(y, height)) {
            self.level(y, Length::ZERO, width, &DOTTED);
        }
    }

    /// The slit of a zine: along the middle, across the two inner columns.
    fn slit(&mut self) {
        if let ([_, (left, _), .., (right, _)], [(_, y), ..]) =
            (&self.geometry.columns()[..], &self.geometry.rows()[..])
        {
            self.level(*y, *left, *right, &DOTTED);
        }
    }

    /// Register marks outside the first and last panels, at the middle of each,
    /// where no fold or cut ends.
    fn register_marks(&mut self) {
        let (trim, out) = (self.geometry.trim, self.offset + LENGTH / 2.0);
        let middles = |stretches: &[(Length, Length)]| -> Vec<Length> {
            let mut middles: Vec<Length> =
                stretches.first().into_iter().chain(stretches.last()).map(|&(from, to)| (from + to) / 2.0).collect();
            middles.dedup();
            middles
        };
        for x in middles(&self.geometry.columns()) {
            self.register_mark(Point::new(x, trim.origin.y - out));
            self.register_mark(Point::new(x, trim.bottom() + out));
        }
        for y in middles(&self.geometry.rows()) {
            self.register_mark(Point::new(trim.origin.x - out, y));
            self.register_mark(Point::new(trim.right() + out, y));
        }
    }

    fn register_mark(&mut self, center: Point) {
        let (arm, radius) = REGISTER;
        self.upright(center.x, center.y - arm, center.y + arm, &[]);
        self.level(center.y, center.x - arm, center.x + arm, &[]);
        self.path(ring(center, radius), &[]);
    }
}

/// A circle of four cubic curves.
pub(crate) fn ring(center: Point, radius: Length) -> Path {
    /// The distance of the control points from the ends of a quarter circle of
    /// radius 1.
    const KAPPA: f64 = 0.552_284_75;
    let at = |x: f64, y: f64| center + Point::new(radius * x, radius * y);
    let mut path = vec![Segment::Move(at(1.0, 0.0))];
    path.extend([(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)].map(|(x, y)| {
        // A quarter circle from (x, y) to (-y, x).
        Segment::Cubic(at(x - KAPPA * y, y + KAPPA * x), at(-y + KAPPA * x, x + KAPPA * y), at(-y, x))
    }));
    path.push(Segment::Close);
    Path(path)
}
