//! A poster over several sheets, to be glued together: each sheet is a window onto the
//! poster, and neighbours show the same strip. A last sheet has the plan of the whole.

use super::glue::{Pen, line, within};
use super::words::Scribe;
use super::{Imposition, Sides, lone};
use crate::document::Lang;
use crate::document::counters::decimal;
use crate::error::{Error, Result};
use crate::font::FontBook;
use crate::frame::{Color, DuplexPreference, Frame, Item, ItemKind, Path, Placement, Shape, Side};
use crate::settings::{Binding, Scheme, Tiles};
use crate::typeset::inline::paragraph::LineAlign;
use crate::units::{Length, Point, Rect, Size};

/// What neighbouring sheets show both. A glue stick is 10 to 20 mm wide, and a cut by
/// hand is a millimetre or two off.
pub(super) const OVERLAP: Length = Length::mm(10.0);
/// The strip around the picture of a sheet for its name and marks, within what the
/// printer reaches.
const STRIP: Length = Length::mm(5.0);
/// The least width of a sheet's own picture. A choice: below it a sheet is mostly glue.
const LEAST: Length = Length::mm(30.0);
/// Most sheets side by side or below each other.
const MOST: usize = 16;
/// Most sheets of all posters of a message. A choice: no other scheme makes hundreds of
/// sides of a page, and each has a name in outlines, some 17 kB.
const MOST_SIDES: usize = 2_000;
pub(super) const THIN: Length = Length::pt(0.4);
pub(super) const DASHES: [Length; 2] = [Length::pt(2.0), Length::pt(1.5)];
/// Type size of the name of a sheet.
const NAME: Length = Length::pt(8.0);
pub(super) const GRAY: Color = Color { red: 110, green: 110, blue: 110 };

/// The sheets of a poster.
struct Tiling {
    paper: Size,
    columns: usize,
    rows: usize,
    /// The picture on a sheet.
    window: Rect,
}

impl Tiling {
    fn new(paper: Size, (columns, rows): (usize, usize), imposition: &Imposition) -> Self {
        let edge = imposition.printable + STRIP;
        let window = Size::new(paper.width - edge * 2.0, paper.height - edge * 2.0);
        Self { paper, columns, rows, window: Rect::new(Point::new(edge, edge), window) }
    }

    /// How far it is from a sheet's picture to the next one's.
    fn step(&self) -> Size {
        Size::new(self.window.size.width - OVERLAP, self.window.size.height - OVERLAP)
    }

    /// What all sheets together show.
    fn reach(&self) -> Size {
        let step = self.step();
        Size::new(step.width * self.columns as f64 + OVERLAP, step.height * self.rows as f64 + OVERLAP)
    }

    /// The sheets for a poster and what is around it: of the way the paper may lie, the
    /// one that needs fewer sheets, or shows more.
    fn of(tiles: Tiles, area: Size, imposition: &Imposition) -> Result<Self> {
        let paper = imposition.paper;
        let papers = [paper, paper.turned()].map(|paper| Self::new(paper, (1, 1), imposition));
        if papers[0].step().width < LEAST || papers[0].step().height < LEAST {
            return Err(Error::Setting {
                message: "this paper leaves no room for the pieces of a poster".to_owned(),
                hint: Some("take larger paper with `--sheet-paper`".to_owned()),
            });
        }
        let scale = |reach: Size| reach.width.ratio(area.width).min(reach.height.ratio(area.height));
        let [upright, lying] = papers.map(|tiling| {
            let step = tiling.step();
            // Rounding asks for no sheet more.
            let need =
                |length: Length, step: Length| ((length - OVERLAP).ratio(step) - 1e-6).ceil().clamp(1.0, 1e3) as usize;
            let (columns, rows) = match tiles {
                Tiles::Grid(columns, rows) => (usize::from(columns), usize::from(rows)),
                Tiles::Whole(_) => (need(area.width, step.width), need(area.height, step.height)),
            };
            Self { columns, rows, ..tiling }
        });
        let lies = match tiles {
            Tiles::Grid(..) => scale(lying.reach()) > scale(upright.reach()) + 1e-6,
            Tiles::Whole(_) => lying.columns * lying.rows < upright.columns * upright.rows,
        };
        let tiling = if lies { lying } else { upright };
        if tiling.columns > MOST || tiling.rows > MOST {
            return Err(Error::Setting {
                message: format!("the poster takes {} x {} sheets of this paper", tiling.columns, tiling.rows),
                hint: Some(format!("at most {MOST} x {MOST}: take larger paper with `--sheet-paper`")),
            });
        }
        Ok(tiling)
    }
}

/// The size of the poster for pages of this shape: all that the sheets show, or the size
/// asked for, as it lies; with `keeps`, of that as much as has the very shape.
///
/// # Errors
/// [`Error::Setting`] where the paper is too small.
pub(super) fn poster(tiles: Tiles, shape: Size, keeps: bool, imposition: &Imposition) -> Result<Size> {
    let around = imposition.room() * 2.0;
    let whole = match tiles {
        Tiles::Whole(size) if (size.width > size.height) == (shape.width > shape.height) => size,
        Tiles::Whole(size) => size.turned(),
        Tiles::Grid(..) => {
            let reach = Tiling::of(tiles, shape, imposition)?.reach();
            Size::new(reach.width - around, reach.height - around)
        }
    };
    if whole.width < LEAST || whole.height < LEAST {
        return Err(Error::Setting {
            message: "bleed and marks leave no room for a poster on this paper".to_owned(),
            hint: Some("take larger paper with `--sheet-paper`, or more sheets".to_owned()),
        });
    }
    Tiling::of(tiles, Size::new(whole.width + around, whole.height + around), imposition)?;
    if !keeps {
        return Ok(whole);
    }
    let scale = whole.width.ratio(shape.width).min(whole.height.ratio(shape.height));
    Ok(Size::new(shape.width * scale, shape.height * scale))
}

/// The sheets of all posters, each with its plan.
pub(super) fn arrange(tiles: Tiles, pages: &[Size], imposition: &Imposition) -> Result<Sides> {
    let fonts = FontBook::bundled();
    let mut sides = Vec::new();
    for (index, &page) in pages.iter().enumerate() {
        let whole = lone(index, page, &Imposition { scheme: Scheme::None, ..imposition.clone() });
        let tiling = Tiling::of(tiles, whole.media, imposition)?;
        let reach = tiling.reach();
        if whole.media.width > reach.width + THIN || whole.media.height > reach.height + THIN {
            return Err(Error::Setting {
                message: "the poster is larger than its sheets".to_owned(),
                hint: Some("leave `--paper` away, or name more sheets".to_owned()),
            });
        }
        let poster = Poster {
            tiling,
            whole,
            page,
            from_right: imposition.binding == Binding::Right,
            scribe: Scribe::new(&fonts),
        };
        if sides.len() + poster.tiling.columns * poster.tiling.rows >= MOST_SIDES {
            return Err(Error::Setting {
                message: format!("the posters take more than {MOST_SIDES} sheets"),
                hint: Some("name fewer sheets a poster, or make the message shorter".to_owned()),
            });
        }
        sides.extend(poster.places().map(|(column, row)| poster.sheet(column, row)));
        sides.push(poster.plan());
    }
    Ok(Sides { sides, duplex: Some(DuplexPreference::Simplex) })
}

/// A poster, its sheets, and what is written on them.
struct Poster<'f> {
    tiling: Tiling,
    /// The poster with its bleed and marks, as if there were paper of that size.
    whole: Side,
    page: Size,
    from_right: bool,
    scribe: Option<Scribe<'f>>,
}

impl Poster<'_> {
    /// Columns from the left and rows of all sheets, in reading order.
    fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (columns, rows, from_right) = (self.tiling.columns, self.tiling.rows, self.from_right);
        let column = move |index: usize| if from_right { columns - 1 - index } else { index };
        (0..rows).flat_map(move |row| (0..columns).map(move |index| (column(index), row)))
    }

    /// From the whole to a sheet.
    fn offset(&self, column: usize, row: usize) -> Point {
        let Tiling { window, .. } = &self.tiling;
        let (step, reach) = (self.tiling.step(), self.tiling.reach());
        let spare = [reach.width - self.whole.media.width, reach.height - self.whole.media.height];
        window.origin
            + Point::new(spare[0] / 2.0 - step.width * column as f64, spare[1] / 2.0 - step.height * row as f64)
    }

    /// The name of a sheet: its row from above and its column from where one begins.
    fn name(&self, column: usize, row: usize) -> String {
        let index = if self.from_right { self.tiling.columns - 1 - column } else { column };
        let number = |number: usize| decimal(number as u64 + 1, &Lang::persian());
        match self.from_right {
            true => format!("ردیف {}، ستون {}", number(row), number(index)),
            false => format!("row {}, column {}", row + 1, index + 1),
        }
    }

    /// One sheet.
    fn sheet(&self, column: usize, row: usize) -> Side {
        let (offset, window) = (self.offset(column, row), self.tiling.window);
        let placed = |placement: &Placement| {
            let clip = meet(moved(placement.clip, offset), window)?;
            Some(Placement { cell: moved(placement.cell, offset), clip, repeated: true, ..placement.clone() })
        };
        let mut marks: Vec<Item> =
            self.whole.marks.items.iter().filter_map(|item| within(item, offset, window)).collect();
        let mut pen = Pen { items: Vec::new(), window };
        pen.corners();
        // The next sheet of the row, and the row below, are laid over this one.
        let last = if self.from_right { column == 0 } else { column + 1 == self.tiling.columns };
        if !last {
            pen.glue_beside(self.from_right);
        }
        if row + 1 < self.tiling.rows {
            pen.glue_below();
        }
        marks.extend(pen.items);
        let name = self.name(column, row);
        let at = Point::new(window.origin.x + OVERLAP * 1.5, window.origin.y - Length::mm(1.4));
        marks.extend(self.write(&name, NAME, (at, window.size.width - OVERLAP * 3.0), self.start(), GRAY));
        Side {
            media: self.tiling.paper,
            trim: window,
            bleed: window,
            placements: self.whole.placements.iter().filter_map(placed).collect(),
            marks: Frame { size: self.tiling.paper, items: marks },
            label: name,
            ..Side::default()
        }
    }

    fn start(&self) -> LineAlign {
        if self.from_right { LineAlign::Right } else { LineAlign::Left }
    }

    fn write(&self, words: &str, size: Length, place: (Point, Length), align: LineAlign, color: Color) -> Option<Item> {
        self.scribe.as_ref()?.write(words, size, place, (align, color))
    }

    /// The plan of the whole: the poster made small with the edges and names of its
    /// sheets, and how they are put together. It is the page that is read aloud, and
    /// whose text is found: nothing on it is cut.
    fn plan(&self) -> Side {
        /// Around everything, and from the title to the poster.
        const MARGIN: Length = Length::mm(20.0);
        /// From a line to the next one.
        const NEXT: Length = Length::mm(6.0);
        /// What printers leave blank.
        const EDGE: Length = Length::mm(5.0);
        let (paper, reach) = (self.tiling.paper, self.tiling.reach());
        let measure = paper.width - MARGIN * 2.0;
        // How it is put together stands below, where the paper is not too low for it.
        let steps = self.steps();
        let below = Length::mm(10.0) + NEXT * steps.len() as f64;
        let left = paper.height - MARGIN * 1.6 - below - EDGE;
        let is_told = left >= LEAST;
        let room = Size::new(measure, if is_told { left.min(paper.height * 0.5) } else { paper.height - MARGIN * 2.6 });
        let scale = room.width.ratio(reach.width).min(room.height.ratio(reach.height));
        let origin = Point::new((paper.width - reach.width * scale) / 2.0, MARGIN * 1.6);
        let small = |rect: Rect| {
            let at = Point::new(rect.origin.x * scale, rect.origin.y * scale);
            Rect::new(origin + at, Size::new(rect.size.width * scale, rect.size.height * scale))
        };
        // Where the whole lies among all sheets.
        let inner = self.offset(0, 0);
        let inner = Point::new(inner.x - self.tiling.window.origin.x, inner.y - self.tiling.window.origin.y);
        let placements = self.whole.placements.iter().map(|placement| Placement {
            cell: small(moved(placement.cell, inner)),
            clip: small(moved(placement.clip, inner)),
            scale,
            ..placement.clone()
        });
        let mut items = Vec::new();
        let step = self.tiling.step();
        for (column, row) in self.places() {
            let at = Point::new(step.width * column as f64, step.height * row as f64);
            let sheet = small(Rect::new(at, self.tiling.window.size));
            items.push(line(Path::rect(sheet), Color::WHITE, THIN * 4.0, &[]));
            items.push(line(Path::rect(sheet), Color::BLACK, THIN, &DASHES));
            items.extend(self.plate(&self.name(column, row), sheet));
        }
        let title = Point::new(MARGIN, MARGIN);
        items.extend(self.write(
            "نقشهٔ پوستر · plan of the poster",
            Length::pt(14.0),
            (title, measure),
            self.start(),
            Color::BLACK,
        ));
        let mut at = Point::new(MARGIN, origin.y + reach.height * scale + Length::mm(10.0));
        for (words, align) in steps.into_iter().filter(|_| is_told) {
            items.extend(self.write(&words, Length::pt(9.5), (at, measure), align, Color::BLACK));
            at.y += NEXT;
        }
        let whole = Rect::new(Point::ZERO, paper);
        Side {
            media: paper,
            trim: whole,
            bleed: whole,
            placements: placements.collect(),
            marks: Frame { size: paper, items },
            label: if self.from_right { "نقشه" } else { "plan" }.to_owned(),
            ..Side::default()
        }
    }

    /// The name of a sheet in its middle, on white.
    fn plate(&self, name: &str, sheet: Rect) -> Vec<Item> {
        let size = NAME.min(sheet.size.height * 0.3);
        let width = sheet.size.width * 0.8;
        let at =
            Point::new(sheet.origin.x + (sheet.size.width - width) / 2.0, sheet.origin.y + sheet.size.height / 2.0);
        let Some(words) = self.write(name, size, (at, width), LineAlign::Center, Color::BLACK) else {
            return Vec::new();
        };
        let half = (size * 3.6).min(width / 2.0);
        let middle = sheet.origin.x + sheet.size.width / 2.0;
        let plate = Rect::new(Point::new(middle - half, at.y - size * 1.15), Size::new(half * 2.0, size * 1.7));
        let ground = Shape { path: Path::rect(plate), fill: Some(Color::WHITE), stroke: None };
        vec![Item { at: Point::ZERO, tag: None, kind: ItemKind::Shape(ground) }, words]
    }

    /// How the poster is put together, in both languages.
    fn steps(&self) -> Vec<(String, LineAlign)> {
        let mm = |length: Length| length.to_mm().round() as u64;
        let (width, height, count) =
            (mm(self.page.width), mm(self.page.height), self.tiling.columns * self.tiling.rows);
        let fa = |number: u64| decimal(number, &Lang::persian());
        let (side, way) = if self.from_right { ("راست", "right") } else { ("چپ", "left") };
        let persian = [
            format!(
                "پوستر {} × {} میلی‌متر روی {} برگ؛ در اندازهٔ واقعی (۱۰۰٪) چاپ کنید.",
                fa(width),
                fa(height),
                fa(count as u64)
            ),
            "سفیدی دور برگ‌ها را از نشانه‌های گوشه ببرید، جز کنار لبه‌های هاشورخورده.".to_owned(),
            format!("از ردیف ۱، ستون ۱ (بالا، {side}) آغاز کنید؛ نوار کنار هاشور جای چسب است."),
            "برگ بعدی را تا خط‌چین روی نوار چسب بگذارید: تصویر هر دو یکی است.".to_owned(),
        ];
        let english = [
            format!("A poster of {width} × {height} mm on {count} sheets; print at actual size (100 %)."),
            "Cut off the white around the sheets at the ticks of the corners, but not beside hatched edges.".to_owned(),
            format!("Begin with row 1, column 1 (top {way}); the strip beside the hatching is for glue."),
            "Lay the next sheet over that strip, up to the dashes: both show the same picture.".to_owned(),
        ];
        let right = persian.into_iter().map(|words| (words, LineAlign::Right));
        let left = english.into_iter().map(|words| (words, LineAlign::Left));
        right.chain([(String::new(), LineAlign::Left)]).chain(left).collect()
    }
}

fn moved(rect: Rect, by: Point) -> Rect {
    Rect::new(rect.origin + by, rect.size)
}

/// What two boxes share, if anything.
fn meet(one: Rect, other: Rect) -> Option<Rect> {
    let origin = Point::new(one.origin.x.max(other.origin.x), one.origin.y.max(other.origin.y));
    let (right, bottom) = (one.right().min(other.right()), one.bottom().min(other.bottom()));
    (right > origin.x && bottom > origin.y).then(|| Rect::new(origin, Size::new(right - origin.x, bottom - origin.y)))
}
