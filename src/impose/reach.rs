//! Whether everything on a sheet lies where a printer reaches.

use super::Imposition;
use crate::error::Warning;
use crate::frame::{Frame, ItemKind, Layout, Line, Page, Path, Placement, Segment, Side};
use crate::units::{Em, Length, Point, Rect, Rotation, Size};

/// How high above and deep below the base line letters usually reach; the
/// fonts are not at hand here, and nearness is all that counts.
const LETTERS: (f64, f64) = (0.8, 0.4);
/// The same for digits.
const DIGITS: (f64, f64) = (0.8, 0.05);
/// What ends so near to the page's edge is meant to be cut off there.
const BLEEDING: Length = Length::mm(0.5);
/// How many pages a warning names.
const NAMED: usize = 6;
/// How deep frames may lie in each other.
const DEPTH: usize = 64;

/// Warns where content comes nearer to the paper's edge than the printer
/// reaches. Where paper lies around the trim, a print shop takes care of that.
pub(crate) fn check(layout: &Layout, sides: &[Side], imposition: &Imposition) -> Option<Warning> {
    if imposition.room() > Length::ZERO || imposition.printable <= Length::ZERO {
        return None;
    }
    let inks: Vec<Option<Rect>> = layout.pages.iter().map(ink).collect();
    let mut nearest = imposition.printable - Length::pt(0.01);
    let mut pages = Vec::new();
    for side in sides {
        for placement in &side.placements {
            let Some(ink) = inks.get(placement.page).copied().flatten() else { continue };
            let distance = distance(on_side(ink, placement), side.media);
            if distance < imposition.printable - Length::pt(0.01) {
                nearest = nearest.min(distance);
                pages.push(placement.page);
            }
        }
    }
    pages.sort_unstable();
    pages.dedup();
    (!pages.is_empty()).then(|| warning(&pages, nearest, imposition.printable))
}

fn warning(pages: &[usize], nearest: Length, printable: Length) -> Warning {
    let mut named: Vec<String> = pages.iter().take(NAMED).map(|page| (page + 1).to_string()).collect();
    if pages.len() > NAMED {
        named.push("…".to_owned());
    }
    let millimetres = |length: Length| (length.to_mm() * 10.0).round() / 10.0;
    let (reach, printable) = (millimetres(nearest.max(Length::ZERO)), millimetres(printable));
    Warning::new(
        "unprintable",
        format!(
            "content of page {} comes within {reach} mm of the paper's edge; printers often leave {printable} mm blank",
            named.join(", ")
        ),
    )
    .hint(format!("use wider margins, or `--printable {reach}` if the printer reaches so far"))
}

/// Where a box of a page comes to lie on its side.
fn on_side(ink: Rect, placement: &Placement) -> Rect {
    let cell = placement.cell;
    let at = match placement.rotation {
        Rotation::R180 => Point::new(cell.right() - ink.right(), cell.bottom() - ink.bottom()),
        _ => cell.origin + ink.origin,
    };
    Rect::new(at, ink.size)
}

/// From a box to the nearest edge of the paper.
fn distance(ink: Rect, media: Size) -> Length {
    ink.origin.x.min(ink.origin.y).min(media.width - ink.right()).min(media.height - ink.bottom())
}

/// The box around everything on a page that is not meant to be cut off.
fn ink(page: &Page) -> Option<Rect> {
    let mut bounds = Bounds::default();
    frame_ink(&page.frame, Point::ZERO, &mut bounds, page.size, DEPTH);
    bounds.rect()
}

fn frame_ink(frame: &Frame, origin: Point, bounds: &mut Bounds, page: Size, depth: usize) {
    for item in &frame.items {
        let at = origin + item.at;
        let own = match &item.kind {
            ItemKind::Frame(inner) => {
                if depth > 0 {
                    frame_ink(inner, at, bounds, page, depth - 1);
                }
                continue;
            }
            ItemKind::Line(line) => line_ink(line, at),
            ItemKind::Shape(shape) => path_ink(&shape.path, at),
            ItemKind::Image { size, .. } => Some(Rect::new(at, *size)),
            ItemKind::Link { .. } | ItemKind::Anchor(_) => None,
        };
        let bleeds = !matches!(item.kind, ItemKind::Line(_)) && own.is_some_and(|own| distance(own, page) < BLEEDING);
        if let Some(own) = own.filter(|_| !bleeds) {
            bounds.include(own.origin);
            bounds.include(Point::new(own.right(), own.bottom()));
        }
    }
}

fn line_ink(line: &Line, at: Point) -> Option<Rect> {
    let size = line.runs.iter().map(|run| run.size).max()?;
    let width = line.runs.iter().map(|run| run.glyphs.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size)).sum();
    let (above, below) = if line.text.trim().chars().all(char::is_numeric) { DIGITS } else { LETTERS };
    Some(Rect::new(Point::new(at.x, at.y - size * above), Size::new(width, size * (above + below))))
}

fn path_ink(path: &Path, at: Point) -> Option<Rect> {
    let mut bounds = Bounds::default();
    for segment in &path.0 {
        match *segment {
            Segment::Move(point) | Segment::Line(point) => bounds.include(at + point),
            Segment::Cubic(first, second, end) => {
                [first, second, end].into_iter().for_each(|point| bounds.include(at + point));
            }
            Segment::Close => {}
        }
    }
    bounds.rect()
}

/// Grows around points.
#[derive(Default)]
struct Bounds(Option<(Point, Point)>);

impl Bounds {
    fn include(&mut self, point: Point) {
        let (low, high) = self.0.unwrap_or((point, point));
        self.0 = Some((
            Point::new(low.x.min(point.x), low.y.min(point.y)),
            Point::new(high.x.max(point.x), high.y.max(point.y)),
        ));
    }

    fn rect(&self) -> Option<Rect> {
        self.0.map(|(low, high)| Rect::new(low, Size::new(high.x - low.x, high.y - low.y)))
    }
}
