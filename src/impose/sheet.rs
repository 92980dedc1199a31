//! The lengths of a sheet: its orientation, the sizes of its panels, and where
//! on a side each page goes.

use super::Imposition;
use super::scheme::Slot;
use crate::error::{Error, Result};
use crate::settings::Binding;
use crate::settings::Scheme;
use crate::units::{Length, Point, Rect, Rotation, Size};

/// How much narrower the inner flap of a letter fold is, so that it does not
/// buckle.
const FLAP: Length = Length::mm(3.0);
/// Smallest side of a panel. A choice: hardly any text fits a smaller one.
const SMALLEST: Length = Length::mm(20.0);
/// How much larger than its panel a page may be: half an A4 and A5 differ by
/// 0.5 mm.
const TOLERANCE: Length = Length::mm(0.6);
/// Most pieces side by side, also of tiny ones on a large sheet.
const MOST: usize = 16;
/// The shape of pages without a size: portrait A series.
pub(crate) const USUAL_PAGE: Size = Size::mm(148.0, 210.0);

/// The space that pieces which are cut apart need for bleed and marks.
#[derive(Clone, Copy, Debug, Default)]
struct Spaces {
    between: Length,
    around: Length,
}

/// An oriented sheet and its panels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Division {
    /// The sheet, rotated as the scheme needs it.
    pub paper: Size,
    /// Columns of panels.
    pub columns: usize,
    /// Rows of panels.
    pub rows: usize,
    /// The largest page that fits all panels.
    pub cell: Size,
}

impl Scheme {
    /// The best orientation and division of a sheet for pages of this shape
    /// (`None`: portrait A series): the one with the largest pages, or the most pieces
    /// of their size.
    /// [`Scheme::None`] gives the paper itself.
    #[must_use]
    pub fn division(self, paper: Size, page: Option<Size>) -> Division {
        self.spaced(paper, page, Spaces::default())
    }

    /// The same where pieces of a size of their own need space between and around them.
    fn spaced(self, paper: Size, page: Option<Size>, spaces: Spaces) -> Division {
        if let Some(labels) = self.labels() {
            let (columns, rows) = (usize::from(labels.columns), usize::from(labels.rows));
            return Division { paper: labels.on(paper), columns, rows, cell: labels.label };
        }
        let page = page.or(self.piece()).unwrap_or(USUAL_PAGE);
        let mut best: Option<(f64, Division)> = None;
        for paper in [paper, paper.turned()] {
            for (columns, rows) in self.grids(paper, page, spaces) {
                let division = Division { paper, columns, rows, cell: self.divided(paper, columns, rows) };
                let scale = division.cell.width.ratio(page.width).min(division.cell.height.ratio(page.height));
                // Of two ways to lie for one piece, that which it fits.
                let worth = if self.piece().is_some() { (columns * rows) as f64 + scale.min(1.0) * 0.5 } else { scale };
                if best.is_none_or(|(best, _)| worth > best + 1e-6) {
                    best = Some((worth, division));
                }
            }
        }
        best.map_or(Division { paper, columns: 1, rows: 1, cell: paper }, |(_, division)| division)
    }

    /// The size for typesetting pages: the size asked for if it fits the
    /// panels, otherwise that of the panels.
    ///
    /// # Errors
    /// [`Error::Setting`] if the page size asked for is larger than the panels,
    /// or the panels are too small for any page.
    pub fn cell(self, paper: Size, page: Option<Size>) -> Result<Size> {
        let Division { paper, cell, .. } = self.division(paper, page);
        if let Some(labels) = self.labels().filter(|labels| !labels.fits(paper)) {
            return Err(Error::Setting {
                message: format!(
                    "{} labels take {}, more than the paper of {}",
                    labels.count(),
                    millimetres(labels.block()),
                    millimetres(paper)
                ),
                hint: Some("check their measures, or name the paper with `--sheet-paper`".to_owned()),
            });
        }
        if self.labels().is_none() && (cell.width < SMALLEST || cell.height < SMALLEST) {
            return Err(Error::Setting {
                message: format!("the panels of `{self}` on this paper measure only {}", millimetres(cell)),
                hint: Some("take larger paper with `--sheet-paper`, or fewer panels".to_owned()),
            });
        }
        match page.or(self.piece()) {
            Some(page) if page.width > cell.width + TOLERANCE || page.height > cell.height + TOLERANCE => {
                Err(Error::Setting {
                    message: format!(
                        "pages of {} do not fit the panels of `{self}`, which measure {}",
                        millimetres(page),
                        millimetres(cell)
                    ),
                    hint: Some("leave `--paper` away, or take larger paper with `--sheet-paper`".to_owned()),
                })
            }
            Some(page) => Ok(page),
            None => Ok(cell),
        }
    }

    /// The grids of panels that the scheme may use for pages of this size.
    fn grids(self, paper: Size, page: Size, spaces: Spaces) -> Vec<(usize, usize)> {
        match self {
            Self::None | Self::Tiles(_) => vec![(1, 1)],
            Self::Booklet | Self::Bifold => vec![(2, 1)],
            Self::Trifold | Self::Zfold => vec![(3, 1)],
            Self::Accordion(panels) => vec![(usize::from(panels), 1)],
            Self::Zine => vec![(4, 2)],
            Self::Quarter => vec![(2, 2)],
            Self::Copies(cells) | Self::Stack(cells) => {
                let cells = usize::from(cells.max(1));
                (1..=cells).filter(|&rows| cells.is_multiple_of(rows)).map(|rows| (cells / rows, rows)).collect()
            }
            Self::Grid(columns, rows) => vec![(usize::from(columns.max(1)), usize::from(rows.max(1)))],
            Self::Labels(labels) => vec![(usize::from(labels.columns), usize::from(labels.rows))],
            Self::Badge | Self::Postcard => {
                let fit = |length: Length, piece: Length| {
                    let room = length + TOLERANCE - spaces.around * 2.0 + spaces.between;
                    (room.ratio(piece + spaces.between) as usize).clamp(1, MOST)
                };
                vec![(fit(paper.width, page.width), fit(paper.height, page.height))]
            }
        }
    }

    /// The largest page that fits all panels of a sheet.
    fn divided(self, paper: Size, columns: usize, rows: usize) -> Size {
        let width = match self {
            Self::Trifold => (paper.width - FLAP * 2.0) / 3.0,
            _ => paper.width / columns as f64,
        };
        Size::new(width, paper.height / rows as f64)
    }
}

impl Imposition {
    /// [`Scheme::division`] for its sheet, with room for its bleed and marks.
    pub(crate) fn division(&self, page: Option<Size>) -> Division {
        self.scheme.spaced(self.paper, page, Spaces { between: self.bleed * 2.0, around: self.room() })
    }
}

fn millimetres(size: Size) -> String {
    let round = |length: Length| (length.to_mm() * 10.0).round() / 10.0;
    format!("{} × {} mm", round(size.width), round(size.height))
}

/// The lengths of a sheet, common to all sheets of a print.
#[derive(Clone, Debug)]
pub(crate) struct SheetGeometry {
    /// The paper including everything outside the trim.
    pub(crate) media: Size,
    /// Where the sheet is trimmed.
    pub(crate) trim: Rect,
    /// Widths of the panels on the front, from left to right.
    columns: Vec<Length>,
    /// Heights of the panels.
    rows: Vec<Length>,
    /// The space between two panels that is cut away, or that labels leave.
    gap: Size,
    bleed: Length,
    scheme: Scheme,
}

impl SheetGeometry {
    /// The geometry for pages of this size.
    pub(crate) fn new(imposition: &Imposition, page: Size) -> Self {
        let scheme = imposition.scheme;
        let division = if scheme == Scheme::None {
            Division { paper: page, columns: 1, rows: 1, cell: page }
        } else {
            imposition.division(Some(page))
        };
        let bleed = imposition.bleed;
        let gap = match scheme.labels() {
            Some(labels) => labels.gap,
            None if scheme.is_cut() => Size::new(bleed * 2.0, bleed * 2.0),
            None => Size::default(),
        };
        let (columns, rows) = panels(scheme, &division, page);
        let block = Size::new(
            columns.iter().copied().sum::<Length>() + gap.width * (columns.len() - 1) as f64,
            rows.iter().copied().sum::<Length>() + gap.height * (rows.len() - 1) as f64,
        );
        let room = imposition.room();
        let media = Size::new(
            division.paper.width.max(block.width + room * 2.0),
            division.paper.height.max(block.height + room * 2.0),
        );
        let middle = Point::new((media.width - block.width) / 2.0, (media.height - block.height) / 2.0);
        let origin = scheme.labels().and_then(|labels| labels.corner).unwrap_or(middle);
        let mut geometry = Self { media, trim: Rect::new(origin, block), columns, rows, gap, bleed, scheme };
        if imposition.binding == Binding::Left {
            geometry.columns.reverse();
        }
        geometry
    }

    /// The area that artwork may cover.
    pub(crate) fn bleed_box(&self) -> Rect {
        self.trim.grown(self.bleed)
    }

    /// Left and right edges of the panels on the front.
    pub(crate) fn columns(&self) -> Vec<(Length, Length)> {
        stretches(self.trim.origin.x, &self.columns, self.gap.width)
    }

    /// Top and bottom edges of the panels.
    pub(crate) fn rows(&self) -> Vec<(Length, Length)> {
        stretches(self.trim.origin.y, &self.rows, self.gap.height)
    }

    /// Where a page of this size goes and its visible area, on the front or on
    /// the back as seen through the front.
    pub(crate) fn place(&self, slot: &Slot, page: Size, back: bool, creep: Length) -> (Rect, Rect) {
        let mut columns = self.columns();
        if back {
            columns = columns.iter().rev().map(|&(l, r)| (self.media.width - r, self.media.width - l)).collect();
        }
        let ((left, right), (top, bottom)) = (columns[slot.column], self.rows()[slot.row]);
        let panel = Rect::new(Point::new(left, top), Size::new(right - left, bottom - top));
        let spare = panel.size.width - page.width;
        let x = match self.scheme {
            Scheme::Booklet | Scheme::Bifold if slot.column == 0 => spare + creep,
            Scheme::Booklet | Scheme::Bifold => -creep,
            _ => spare / 2.0,
        };
        let origin = Point::new(left + x, top + (panel.size.height - page.height) / 2.0);
        let cell = Rect::new(origin, page);
        (cell, intersection(cell.grown(self.bleed + self.slack()), self.territory(panel)))
    }

    /// The area of one panel: up to its folds, and including the bleed at the
    /// outer edges of the sheet and in gutters.
    fn territory(&self, panel: Rect) -> Rect {
        if self.scheme.is_cut() {
            // Labels may be closer than bleed on both sides would need.
            let [x, y] = [self.gap.width, self.gap.height].map(|gap| self.bleed.min(gap / 2.0));
            let size = Size::new(panel.size.width + x * 2.0, panel.size.height + y * 2.0);
            return Rect::new(Point::new(panel.origin.x - x, panel.origin.y - y), size);
        }
        let reach = |edge: Length, trim: Length, outwards: Length| {
            if edge.is_near(trim) { edge + outwards } else { edge }
        };
        let left = reach(panel.origin.x, self.trim.origin.x, -self.bleed);
        let top = reach(panel.origin.y, self.trim.origin.y, -self.bleed);
        let right = reach(panel.right(), self.trim.right(), self.bleed);
        let bottom = reach(panel.bottom(), self.trim.bottom(), self.bleed);
        Rect::new(Point::new(left, top), Size::new(right - left, bottom - top))
    }

    /// How much wider than its page a panel may be on each side.
    fn slack(&self) -> Length {
        slack(self.scheme)
    }

    /// A box of a back whose sheet is flipped about a horizontal axis: rotated
    /// by half a turn.
    pub(crate) fn upside_down(&self, rect: Rect) -> Rect {
        Rect::new(Point::new(self.media.width - rect.right(), self.media.height - rect.bottom()), rect.size)
    }
}

/// See [`SheetGeometry::slack`].
pub(crate) fn slack(scheme: Scheme) -> Length {
    if scheme == Scheme::Trifold { FLAP / 2.0 } else { Length::ZERO }
}

/// The rotation of a page that is upside down or not.
pub(crate) const fn rotation(turned: bool) -> Rotation {
    if turned { Rotation::R180 } else { Rotation::R0 }
}

/// Widths and heights of the panels on a right-bound front.
fn panels(scheme: Scheme, division: &Division, page: Size) -> (Vec<Length>, Vec<Length>) {
    let cell = division.cell;
    let even = |length: Length, count: usize| vec![length; count];
    match scheme {
        Scheme::Trifold => (vec![cell.width + FLAP, cell.width + FLAP, cell.width], even(cell.height, 1)),
        // These are trimmed or cut to the page if it is smaller.
        Scheme::Booklet
        | Scheme::Bifold
        | Scheme::Copies(_)
        | Scheme::Stack(_)
        | Scheme::Grid(..)
        | Scheme::Badge
        | Scheme::Postcard
        | Scheme::Tiles(_)
        | Scheme::None => {
            let size = Size::new(page.width.min(cell.width), page.height.min(cell.height));
            (even(size.width, division.columns), even(size.height, division.rows))
        }
        _ => (even(cell.width, division.columns), even(cell.height, division.rows)),
    }
}

/// Consecutive stretches with gaps between them.
fn stretches(from: Length, lengths: &[Length], gap: Length) -> Vec<(Length, Length)> {
    let mut at = from;
    let stretch = |&length: &Length| {
        let stretch = (at, at + length);
        at = at + length + gap;
        stretch
    };
    lengths.iter().map(stretch).collect()
}

fn intersection(a: Rect, b: Rect) -> Rect {
    let origin = Point::new(a.origin.x.max(b.origin.x), a.origin.y.max(b.origin.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    Rect::new(origin, Size::new((right - origin.x).max(Length::ZERO), (bottom - origin.y).max(Length::ZERO)))
}
