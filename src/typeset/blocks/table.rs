//! Tables: columns in reading order from the start side, widths from the contents of
//! the cells, and rows that may continue on the next page under the same head.

use super::setter::{Band, LineBox, Setter};
use super::spans::{self, RowPlan, Spanning};
use super::table_widths::{Fit, fit};
use crate::document::{ColumnAlign, Direction};
use crate::frame::{Item, ItemKind};
use crate::theme::StyleName;
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::panel::{Panel, Repeat, filled};
use crate::typeset::prepared::{Look, RowNode, TableNode};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point, Rect, Size};
use std::sync::Arc;

/// A placed column.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// Index in the table, in reading order.
    index: usize,
    /// The strip for its text.
    band: Band,
    /// The strip between its neighbours.
    own: Band,
    align: ColumnAlign,
}

/// A cell with its lines, in the strip of all its columns.
struct Set {
    column: usize,
    columns: usize,
    rows: usize,
    band: Band,
    lines: Vec<SetLine>,
}

/// What rows share.
struct Grid {
    columns: Vec<Column>,
    left: Length,
    width: Length,
    padding: Length,
}

impl Spanning for Set {
    fn place(&self) -> (usize, usize) {
        (self.column, self.columns)
    }

    fn rows(&mut self) -> &mut usize {
        &mut self.rows
    }

    fn lines(&self) -> usize {
        self.lines.len()
    }
}

/// The space above and below a row, as a share of that at the sides of its cells.
const ABOVE: f64 = 0.45;
/// A row up to this share of a page is not divided. A choice: a smaller value divides rows
/// on small pages, a larger one leaves holes.
const UNDIVIDED: f64 = 0.75;
/// Tables of up to 4 rows are kept whole if possible.
const FEW_ROWS: usize = 4;

impl Setter<'_, '_> {
    /// A table, in as many parts as its columns need.
    pub(crate) fn table(&mut self, table: &TableNode, look: &Look, band: Band) {
        let style = self.style(StyleName::Table);
        let mark = self.list.mark();
        if let Some(caption) = table.caption {
            self.caption(caption, look, band);
            self.list.after(Penalty::NEVER);
            self.near(self.style(StyleName::Caption).before);
        }
        let size = self.scale.size * style.size;
        let Fit { parts, gap, letters } = fit(self.prepared, table, size, size * style.padding, band.width);
        let body = self.scale.size;
        self.scale.size = body * letters;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.space(1.0);
            }
            let width: Length = part.iter().map(|(_, width)| *width).sum();
            let left = self.aside(&Look { style: StyleName::Table, ..*look }, band, width.min(band.width));
            let mut grid = grid(table, part, (look, left), size * style.padding * gap);
            grid.padding = size * style.padding * ABOVE;
            self.part(table, &grid, look);
        }
        self.scale.size = body;
        self.space(style.after);
        self.list.align(mark, 0.5);
    }

    fn part(&mut self, table: &TableNode, grid: &Grid, look: &Look) {
        let style = self.style(StyleName::Table);
        let head = table.head.as_ref().map(|head| self.head(head, grid, look));
        let mut panel =
            Panel::of(style, self.theme.accent, Length::ZERO, look.direction == Direction::Rtl).unwrap_or_default();
        panel.left = grid.left;
        panel.width = grid.width;
        panel.repeat = head.as_ref().map(|head| Arc::new(repeat(head)));
        self.list.open(panel);
        if let Some(head) = head {
            self.list.solid(Solid { after: Penalty::NEVER, ..head });
        }
        let between = style.border.between;
        let mut rows: Vec<Vec<Set>> = table.rows.iter().map(|row| self.cells(row, grid, look)).collect();
        let box_height = self.line_box(look.style).height;
        let plan = spans::plan(&mut rows, grid.padding.ratio(box_height));
        for (index, row) in rows.into_iter().enumerate() {
            let line = (index > 0 && between > 0.0).then(|| Length::pt(between));
            self.row(row, grid, look, (line, &plan[index]));
            // The first row is not separated from the head, nor the last from the one
            // before it; a table of few rows is not broken.
            if plan[index].tied {
                self.list.after(Penalty::NEVER);
            } else if table.rows.len() <= FEW_ROWS {
                self.list.after(Penalty::FEW_ROWS);
            } else if index == 0 || index + 2 >= table.rows.len() {
                self.list.after(Penalty::WIDOW);
            }
        }
        self.list.set_after(Penalty::NONE);
        self.list.close();
    }

    /// The cells of a row, line by line.
    fn cells(&self, row: &RowNode, grid: &Grid, look: &Look) -> Vec<Set> {
        let cell = |at: usize| {
            let column = &grid.columns[at];
            let cell = row.get(column.index).copied().flatten()?;
            // Its other columns may have been moved below.
            let end = column.index + cell.columns;
            let mut band = column.band;
            let mut columns = 1;
            for next in grid.columns[at + 1..].iter().take_while(|next| next.index < end) {
                let left = band.left.min(next.band.left);
                let right = (band.left + band.width).max(next.band.left + next.band.width);
                band = Band { left, width: right - left };
                columns += 1;
            }
            // A head over several columns stands over their middle.
            let is_spanner = columns > 1 && look.style == StyleName::TableHead;
            let align = match column.align {
                ColumnAlign::Default if is_spanner => LineAlign::Center,
                ColumnAlign::Default if look.direction == Direction::Rtl => LineAlign::Right,
                ColumnAlign::Default | ColumnAlign::Left => LineAlign::Left,
                ColumnAlign::Center => LineAlign::Center,
                ColumnAlign::Right => LineAlign::Right,
            };
            let look = Look { align: Some(align), ..*look };
            let lines = self.text(cell.text, &look, band.width, false);
            Some(Set { column: at, columns, rows: cell.rows, band, lines })
        };
        (0..grid.columns.len()).filter_map(cell).collect()
    }

    /// The head row as one piece.
    fn head(&self, row: &RowNode, grid: &Grid, look: &Look) -> Solid {
        let look = Look { style: StyleName::TableHead, ..*look };
        let style = self.style(look.style);
        let line_box = self.line_box(look.style);
        let cells = self.cells(row, grid, &look);
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        // A picture needs room above its base line.
        let reach =
            cells.iter().filter_map(|cell| cell.lines.first()).map(|line| line.ascent).fold(Length::ZERO, Length::max);
        let more = (reach - line_box.base - line_box.over).max(Length::ZERO);
        let height = grid.padding * 2.0 + line_box.height * count_f64(count) + more;
        let rule = Length::pt(style.border.bottom);
        let mut solid = Solid::new(height + rule, grid.padding + line_box.base + more, Vec::new());
        if let Some(ground) = style.background {
            let rect = Rect::new(Point::new(grid.left, Length::ZERO), Size::new(grid.width, height));
            solid.items.push(filled(rect, ground));
        }
        for Set { band, lines, .. } in cells {
            for (index, line) in lines.into_iter().enumerate() {
                solid.notes.extend(self.calls(&line));
                let base = grid.padding + more + line_box.height * count_f64(index) + line_box.base;
                Self::line_items(line, band.left, base, &mut solid.items);
            }
        }
        if rule > Length::ZERO {
            let color = style.border.color.unwrap_or(self.theme.accent);
            let rect = Rect::new(Point::new(grid.left, height), Size::new(grid.width, rule));
            solid.items.push(filled(rect, color));
        }
        solid
    }

    /// A row as pieces, one per line, so that it may continue on the next page.
    fn row(&mut self, row: Vec<Set>, grid: &Grid, look: &Look, (rule, plan): (Option<Length>, &RowPlan)) {
        let line_box = self.line_box(look.style);
        let short = line_box.height * count_f64(plan.count) <= self.page_height * UNDIVIDED;
        let mut slices = slices((plan.count, short), grid.padding, &line_box);
        // A picture, or letters with marks above them, need room above their base line.
        for (index, slice) in slices.iter_mut().enumerate() {
            let lines = row.iter().filter(|cell| cell.rows == 1).filter_map(|cell| cell.lines.get(index));
            let reach = lines.map(|line| line.ascent).fold(Length::ZERO, Length::max);
            let more = (reach - line_box.base - line_box.over).max(Length::ZERO);
            slice.base += more;
            slice.height += more;
        }
        for Set { band, lines, rows, .. } in row {
            if rows > 1 {
                // It continues over the rows below, which stay on the page of this one.
                let first = &mut slices[0];
                for (index, line) in lines.into_iter().enumerate() {
                    first.notes.extend(self.calls(&line));
                    let base = first.base + line_box.height * count_f64(index);
                    Self::line_items(line, band.left, base, &mut first.items);
                }
                continue;
            }
            for (line, slice) in lines.into_iter().zip(&mut slices) {
                slice.notes.extend(self.calls(&line));
                let ink = slice.base + line.descent.min(line_box.height * 2.0);
                slice.height = slice.height.max(ink);
                Self::line_items(line, band.left, slice.base, &mut slice.items);
            }
        }
        if let (Some(rule), Some(first)) = (rule, slices.first_mut()) {
            let color = self.style(StyleName::Table).border.color.unwrap_or(self.theme.accent);
            for strip in uncovered(grid, &plan.covered).into_iter().rev() {
                let rect = Rect::new(Point::new(strip.left, Length::ZERO), Size::new(strip.width, rule));
                first.items.insert(0, filled(rect, color));
            }
        }
        let tied = plan.tied;
        for slice in slices {
            let after = if tied { Penalty::NEVER } else { slice.after };
            self.list.solid(Solid { after, ..slice });
        }
    }
}

/// The strips of the columns that no cell from above covers: a rule stands between
/// these and the row above.
fn uncovered(grid: &Grid, covered: &[usize]) -> Vec<Band> {
    if covered.is_empty() {
        return vec![Band { left: grid.left, width: grid.width }];
    }
    let free = grid.columns.iter().enumerate().filter(|(at, _)| !covered.contains(at));
    free.map(|(_, column)| column.own).collect()
}

/// Empty slices of a row, with room above the first and below the last. A page may end
/// between them if the row is long.
fn slices((count, short): (usize, bool), padding: Length, line_box: &LineBox) -> Vec<Solid> {
    // A row of up to three lines is not divided: one of the parts would be a single line.
    let slice = |index: usize| {
        let above = if index == 0 { padding } else { Length::ZERO };
        let last = index + 1 == count;
        let below = if last { padding } else { Length::ZERO };
        let after = match (last, count) {
            (true, _) => Penalty::NONE,
            (false, ..=3) => Penalty::NEVER,
            (false, _) if short => Penalty::TOGETHER,
            (false, _) if index == 0 || index + 2 == count => Penalty::WIDOW,
            _ => Penalty::LEAD_IN,
        };
        Solid { after, ..Solid::new(above + line_box.height + below, above + line_box.base, Vec::new()) }
    };
    (0..count).map(slice).collect()
}

/// Places columns of given widths side by side; `left` is the left edge of the table.
fn grid(table: &TableNode, part: &[(usize, Length)], (look, left): (&Look, Length), padding: Length) -> Grid {
    let width: Length = part.iter().map(|(_, width)| *width).sum();
    let mut columns = Vec::with_capacity(part.len());
    let mut start = Length::ZERO;
    for &(index, own) in part {
        let x = match look.direction {
            Direction::Rtl => left + width - start - own,
            Direction::Ltr => left + start,
        };
        let band = Band { left: x + padding, width: (own - padding * 2.0).max(Length::ZERO) };
        let align = table.columns.get(index).copied().unwrap_or_default();
        columns.push(Column { index, band, own: Band { left: x, width: own }, align });
        start += own;
    }
    Grid { columns, left, width, padding }
}

/// A head as it is repeated: an artifact.
fn repeat(head: &Solid) -> Repeat {
    let untagged = |item: &Item| {
        let kind = match &item.kind {
            ItemKind::Line(line) => {
                let mut line = line.clone();
                Arc::make_mut(&mut line).runs.iter_mut().for_each(|run| run.tag = None);
                ItemKind::Line(line)
            }
            ItemKind::Link { .. } | ItemKind::Anchor(_) => return None,
            other => other.clone(),
        };
        Some(Item { at: item.at, tag: None, kind })
    };
    Repeat { height: head.height, items: head.items.iter().filter_map(untagged).collect() }
}

#[expect(clippy::cast_precision_loss, reason = "a row has few lines")]
fn count_f64(count: usize) -> f64 {
    count as f64
}
