//! The drawing of a folding guide: sides of sheets with page numbers, folds,
//! cuts, and how to turn the sheet over.

use super::folds::{Border, Fold, folds};
use super::page_number;
use crate::document::Lang;
use crate::document::counters::decimal;
use crate::font::{FontBook, FontId};
use crate::frame::{Color, Face, Item, ItemKind, Path, Segment, Shape, Side, Stroke, StructId};
use crate::impose::Imposition;
use crate::impose::sheet::SheetGeometry;
use crate::settings::Binding;
use crate::settings::Scheme;
use crate::typeset::inline::collect::CharStyle;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::inline::shape::Shaper;
use crate::typeset::inline::words;
use crate::units::{Length, Point, Rect, Rotation, Size};
use std::sync::Arc;

/// Type size of names and of the legend.
const NAMES: Length = Length::pt(9.0);
/// Space around each side, for its name and the numbers of folds.
const AROUND: Length = Length::mm(9.0);
/// Line spacing of the legend.
const LEGEND: Length = Length::pt(15.0);
const GRAY: Color = Color { red: 120, green: 120, blue: 120 };
const PALE: Color = Color { red: 235, green: 235, blue: 235 };
const THIN: Length = Length::pt(0.5);
const THICK: Length = Length::pt(1.0);
/// Largest height of all sides together. A choice: a third of the page, so that
/// the steps fit below in both languages.
const TALLEST: Length = Length::mm(100.0);
/// Dashes of a fold towards the viewer.
const DASHES: [Length; 2] = [Length::pt(5.0), Length::pt(2.5)];
/// Dots of a cut.
const DOTS: [Length; 2] = [Length::pt(1.0), Length::pt(3.0)];
/// Dashes of a fold away from the viewer.
const DASH_DOT: [Length; 4] = [Length::pt(6.0), Length::pt(2.0), Length::pt(1.0), Length::pt(2.0)];

/// A drawing in progress.
pub(crate) struct Drawing<'a> {
    imposition: &'a Imposition,
    geometry: &'a SheetGeometry,
    /// Regular and bold font.
    letters: [FontId; 2],
    shaper: Shaper<'a>,
    folds: Vec<Fold>,
    items: Vec<Item>,
}

/// Maps a side to its picture in the guide.
#[derive(Clone, Copy)]
struct Scaled {
    origin: Point,
    scale: f64,
}

impl Scaled {
    fn point(&self, point: Point) -> Point {
        self.origin + Point::new(point.x * self.scale, point.y * self.scale)
    }

    fn rect(&self, rect: Rect) -> Rect {
        let size = Size::new(rect.size.width * self.scale, rect.size.height * self.scale);
        Rect::new(self.point(rect.origin), size)
    }
}

impl<'a> Drawing<'a> {
    /// An empty drawing.
    pub(crate) fn new(
        imposition: &'a Imposition,
        geometry: &'a SheetGeometry,
        (fonts, letters): (&'a FontBook, [FontId; 2]),
    ) -> Self {
        let shaper = Shaper::new(fonts, &Lang::persian());
        let folds = folds(imposition.scheme, imposition.binding);
        Self { imposition, geometry, letters, shaper, folds, items: Vec::new() }
    }

    /// Everything drawn, moved to a place and tagged.
    pub(crate) fn finish(self, at: Point, tag: Option<StructId>) -> Vec<Item> {
        let mut items = self.items;
        for item in &mut items {
            item.at = item.at + at;
            item.tag = tag;
            if let ItemKind::Line(line) = &mut item.kind {
                Arc::make_mut(line).runs.iter_mut().for_each(|run| run.tag = tag);
            }
        }
        items
    }

    /// Whether the sheet is cut.
    fn is_cut(&self) -> bool {
        self.imposition.scheme == Scheme::Zine || self.imposition.scheme.is_cut()
    }

    /// Draws sides in rows, each front beside its back (on the right in
    /// right-bound prints), and the legend.
    pub(crate) fn draw(&mut self, sides: &[Side], width: Length) -> Size {
        let from_right = self.imposition.binding == Binding::Right;
        let columns = match sides.len() {
            0 | 1 => 1,
            2..5 => 2,
            _ => 4,
        };
        let rows = sides.len().div_ceil(columns);
        let media = self.geometry.media;
        let column = width / columns as f64;
        let scale =
            (column - AROUND * 2.0).ratio(media.width).min((TALLEST / rows as f64 - AROUND * 2.0).ratio(media.height));
        let drawn = Size::new(media.width * scale, media.height * scale);
        let row = drawn.height + AROUND * 2.0;
        for (index, side) in sides.iter().enumerate() {
            let place = if from_right { columns - 1 - index % columns } else { index % columns };
            let left = column * place as f64;
            let top = row * (index / columns) as f64 + AROUND;
            let origin = Point::new(left + (column - drawn.width) / 2.0, top);
            self.side(side, Scaled { origin, scale });
            if side.face == Face::Front && sides.get(index + 1).is_some_and(|next| next.face == Face::Back) {
                let between = if from_right { left } else { left + column };
                self.turn(Point::new(between, top + drawn.height / 2.0));
            }
        }
        let height = self.legend(width, row * rows as f64 + NAMES);
        Size::new(width, height)
    }

    fn side(&mut self, side: &Side, at: Scaled) {
        let paper = at.rect(Rect::new(Point::ZERO, side.media));
        self.shape(Path::rect(paper), None, Some((Color::BLACK, THICK, &[])));
        for placement in &side.placements {
            let cell = at.rect(placement.cell);
            self.shape(Path::rect(cell.grown(Length::mm(-0.8))), Some(PALE), None);
            self.head(cell, placement.rotation);
            let letters = (cell.size.height * 0.4).min(cell.size.width * 0.5);
            let base = Point::new(cell.origin.x, cell.origin.y + cell.size.height / 2.0 + letters * 0.35);
            self.label(&page_number(placement, self.imposition.binding), letters, (base, cell.size.width));
        }
        for fold in self.folds.clone() {
            self.fold(fold, side, at);
        }
        if self.is_cut() {
            self.cuts(at);
        }
        let under = Point::new(paper.origin.x, paper.bottom() + NAMES * 1.5);
        self.label(&side.label, NAMES, (under, paper.size.width));
    }

    /// A small triangle at the top edge of a page.
    fn head(&mut self, cell: Rect, rotation: Rotation) {
        let (half, tall) = (Length::mm(1.2), Length::mm(1.8));
        let x = cell.origin.x + cell.size.width / 2.0;
        let (tip, foot) = match rotation {
            Rotation::R180 => (cell.bottom() - tall, cell.bottom() - tall * 2.0),
            _ => (cell.origin.y + tall, cell.origin.y + tall * 2.0),
        };
        let path = Path(vec![
            Segment::Move(Point::new(x, tip)),
            Segment::Line(Point::new(x + half, foot)),
            Segment::Line(Point::new(x - half, foot)),
            Segment::Close,
        ]);
        self.shape(path, Some(GRAY), None);
    }

    /// A fold as seen on this side; backs show folds reversed.
    fn fold(&mut self, fold: Fold, side: &Side, at: Scaled) {
        let geometry = self.geometry;
        let back = side.face == Face::Back;
        let over = back && self.imposition.turns_backs(geometry.media);
        let Size { width, height } = side.media;
        let (from, to) = match fold.border {
            Border::Upright(border) => {
                let Some(&(_, x)) = geometry.columns().get(border) else { return };
                let x = if back != over { width - x } else { x };
                (Point::new(x, Length::ZERO), Point::new(x, height))
            }
            Border::Level(border) => {
                let Some(&(_, y)) = geometry.rows().get(border) else { return };
                let y = if over { height - y } else { y };
                (Point::new(Length::ZERO, y), Point::new(width, y))
            }
        };
        let (from, to) = (at.point(from), at.point(to));
        let dash: &[Length] = if fold.away != back { &DASH_DOT } else { &DASHES };
        self.shape(Path::line(from, to), None, Some((Color::BLACK, THIN, dash)));
        if fold.step > 0 && !back {
            let (x, y) = match fold.border {
                Border::Upright(_) => (from.x, from.y - Length::mm(1.2)),
                Border::Level(_) => (from.x - Length::mm(3.0), from.y + Length::mm(1.0)),
            };
            let step = decimal(fold.step as u64, &Lang::persian());
            self.label(&step, NAMES, (Point::new(x - Length::mm(3.0), y), Length::mm(6.0)));
        }
    }

    /// Cut lines: the slit of a zine, otherwise between all cells.
    fn cuts(&mut self, at: Scaled) {
        let (columns, rows, trim) = (self.geometry.columns(), self.geometry.rows(), self.geometry.trim);
        let mut lines = Vec::new();
        if self.imposition.scheme == Scheme::Zine {
            if let ([_, (left, _), .., (right, _)], [(_, y), ..]) = (&columns[..], &rows[..]) {
                lines.push((Point::new(*left, *y), Point::new(*right, *y)));
            }
        } else {
            let inner = |ends: &[(Length, Length)]| ends.iter().skip(1).map(|&(from, _)| from).collect::<Vec<_>>();
            lines.extend(
                inner(&columns).into_iter().map(|x| (Point::new(x, trim.origin.y), Point::new(x, trim.bottom()))),
            );
            lines.extend(inner(&rows).into_iter().map(|y| (Point::new(trim.origin.x, y), Point::new(trim.right(), y))));
        }
        for (from, to) in lines {
            let line = Path::line(at.point(from), at.point(to));
            // Clears the dashes of a fold that the cut runs along.
            self.shape(line.clone(), None, Some((Color::WHITE, THICK * 3.0, &[])));
            self.shape(line, None, Some((Color::BLACK, THICK * 2.0, &DOTS)));
        }
    }

    /// An arrow that shows how to turn the sheet over between front and back.
    fn turn(&mut self, center: Point) {
        let (long, bow, head) = (Length::mm(3.5), Length::mm(3.0), Length::mm(1.2));
        let upright_axis = !self.imposition.turns_backs(self.geometry.media);
        let at = |along: Length, across: Length| {
            let (x, y) = if upright_axis { (-along, across) } else { (across, along) };
            center + Point::new(x, y)
        };
        let zero = Length::ZERO;
        let arc = Path(vec![
            Segment::Move(at(-long, zero)),
            Segment::Cubic(at(-long * 0.5, -bow), at(long * 0.5, -bow), at(long, zero)),
        ]);
        self.shape(arc, None, Some((GRAY, THICK, &[])));
        let tip = Path(vec![
            Segment::Move(at(long + head * 0.4, head * 0.8)),
            Segment::Line(at(long - head * 1.2, head * 0.1)),
            Segment::Line(at(long + head * 0.5, -head)),
            Segment::Close,
        ]);
        self.shape(tip, Some(GRAY), None);
    }

    /// The legend, in both languages; returns where it ends.
    fn legend(&mut self, width: Length, top: Length) -> Length {
        let mut entries: Vec<(&str, &[Length])> = Vec::new();
        if !self.folds.is_empty() {
            entries.push(("تا به پشت · fold away", &DASH_DOT));
            entries.push(("تا به رو · fold towards you", &DASHES));
        }
        if self.is_cut() {
            entries.push(("برش · cut", &DOTS));
        }
        let column = width / 2.0;
        let place = |index: usize| Point::new(column * (index % 2) as f64, top + LEGEND * (index / 2) as f64);
        let beside = |at: Point| (at + Point::new(Length::mm(1.5), NAMES * 0.3), column - Length::mm(15.0));
        for (index, (words, dash)) in entries.iter().enumerate() {
            let at = place(index);
            let end = at + Point::new(Length::mm(12.0), Length::ZERO);
            self.shape(Path::line(at, end), None, Some((Color::BLACK, THICK, dash)));
            self.words(words, NAMES, beside(end), LineAlign::Left);
        }
        let at = place(entries.len());
        let middle = at + Point::new(Length::mm(8.0), Length::mm(-2.7));
        self.head(Rect::new(middle, Size::mm(4.0, 4.0)), Rotation::R0);
        let end = at + Point::new(Length::mm(12.0), Length::ZERO);
        self.words("سرِ صفحه · head of the page", NAMES, beside(end), LineAlign::Left);
        top + LEGEND * (entries.len() / 2 + 1) as f64
    }

    fn shape(&mut self, path: Path, fill: Option<Color>, stroke: Option<(Color, Length, &[Length])>) {
        let stroke = stroke.map(|(color, width, dash)| Stroke { color, width, dash: dash.to_vec() });
        let kind = ItemKind::Shape(Shape { path, fill, stroke });
        self.items.push(Item { at: Point::ZERO, tag: None, kind });
    }

    /// A text centred on a stretch of baseline.
    fn label(&mut self, words: &str, size: Length, place: (Point, Length)) {
        self.words(words, size, place, LineAlign::Center);
    }

    /// A text on a stretch of baseline, made smaller if it is too long.
    fn words(&mut self, words: &str, size: Length, (at, width): (Point, Length), align: LineAlign) {
        let style = CharStyle::new(self.letters, Color::BLACK);
        let words = words::shaped(words, &style, None, &self.shaper);
        if let Some(line) = words::one_line(&words, size, (width, align), &self.shaper) {
            let at = Point::new(at.x + line.x, at.y);
            self.items.push(Item { at, tag: None, kind: ItemKind::Line(line.line) });
        }
    }
}
