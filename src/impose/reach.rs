//! Checks whether everything on a sheet is in the printable area.

use super::Imposition;
use crate::error::Warning;
use crate::frame::{Frame, ItemKind, Layout, Line, Page, Path, Placement, Segment, Side};
use crate::settings::Scheme;
use crate::units::{Em, Length, Point, Rect, Rotation, Size};

/// How far letters usually extend above and below the baseline, in em. The real
/// extents would need the fonts, and an estimate is good enough for a warning.
const LETTERS: (f64, f64) = (0.8, 0.4);
/// The same for digits, which have no descenders.
const DIGITS: (f64, f64) = (0.8, 0.05);
/// What ends this close to the edge of its page is meant to be cut off there.
const BLEEDING: Length = Length::mm(0.5);
/// Most pages named in a warning.
const NAMED: usize = 6;
/// Deepest nesting of frames that is checked.
const DEPTH: usize = 64;

/// Warns if content is in the unprintable margin. If there is paper around the
/// trim, a print shop takes care of that.
pub(crate) fn check(layout: &Layout, sides: &[Side], imposition: &Imposition) -> Option<Warning> {
    // The sheets of a poster end where the printer does.
    let is_poster = matches!(imposition.scheme, Scheme::Tiles(_));
    if is_poster || imposition.room() > Length::ZERO || imposition.printable <= Length::ZERO {
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

/// A box of a page in the coordinates of its side.
fn on_side(ink: Rect, placement: &Placement) -> Rect {
    let cell = placement.cell;
    let at = match placement.rotation {
        Rotation::R180 => Point::new(cell.right() - ink.right(), cell.bottom() - ink.bottom()),
        _ => cell.origin + ink.origin,
    };
    Rect::new(at, ink.size)
}

/// The distance from a box to the nearest edge of the paper.
fn distance(ink: Rect, media: Size) -> Length {
    ink.origin.x.min(ink.origin.y).min(media.width - ink.right()).min(media.height - ink.bottom())
}

/// The bounding box of everything on a page that is not meant to bleed.
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

/// A bounding box of points.
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
