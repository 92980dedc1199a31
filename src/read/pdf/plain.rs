//! The text of files without tags, by where it is on its pages.

use super::block::{Text, verse};
use super::cells;
use super::flow::{self, Line, Whence};
use super::font::Font;
use super::furniture;
use super::grid;
use super::habits::Habits;
use super::notes;
use super::place::{Glyph, Page};
use super::segment::{Segment, segments};
use super::tables::{self, Pieces, Table};
use super::zones::{Zone, zones};

/// Where more than this share of a file is marked as furniture, the marks are wrong.
const FURNITURE: f64 = 0.3;

pub(super) fn text(mut pages: Vec<Page>, fonts: &[Font]) -> Text {
    let mut tables: Vec<Pieces> = Vec::new();
    for (page, number) in pages.iter_mut().zip(1..) {
        let grids = grid::take(page, tables.len());
        tables.extend(grids.into_iter().map(|grid| Pieces::of(grid, number)));
    }
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let artifacts = glyphs().filter(|glyph| glyph.artifact).count();
    let is_told = (artifacts as f64) < FURNITURE * glyphs().count() as f64;
    let mut pages = cells::pages(pages);
    let mut parts: Vec<[Vec<Segment>; 2]> = Vec::with_capacity(pages.len());
    for page in &mut pages {
        let glyphs = std::mem::take(&mut page.glyphs);
        let (heads, own): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| is_told && glyph.artifact);
        parts.push([segments(own), segments(heads)]);
    }
    let in_tables = tables.iter().flat_map(Pieces::segments);
    let all: Vec<&Segment> = parts.iter().flatten().flatten().chain(in_tables).collect();
    let habits = Habits::of(&all, fonts);
    let mut tables: Vec<Table> = tables.into_iter().map(|table| table.read(&habits, fonts)).collect();
    let mut first = 0;
    let mut columns = |zones: Vec<Zone>, page: u32| -> Vec<Line> {
        let lines = flow::lines(&zones, Whence { page, zone: first }, &habits, fonts);
        first += zones.len();
        lines
    };
    let (mut of_pages, mut folios) = (Vec::with_capacity(pages.len()), Vec::with_capacity(pages.len()));
    for ([own, heads], page) in parts.into_iter().zip(&pages) {
        let mut without = |segments: Vec<Segment>| {
            let (kept, found) = Table::take(segments, tables.len(), page.page, &habits, fonts);
            tables.extend(found);
            kept
        };
        // First those over all of the page: their columns are none of a text.
        let mut own = zones(without(own));
        own.iter_mut().for_each(|zone| zone.segments = without(std::mem::take(&mut zone.segments)));
        let (lines, heads) = (columns(own, page.page), columns(zones(heads), page.page));
        folios.push(furniture::number(&heads).or_else(|| furniture::number(&lines)));
        of_pages.push(lines);
    }
    let order = cells::order(&pages, &folios);
    let lines = furniture::without(order.into_iter().map(|at| std::mem::take(&mut of_pages[at])).collect());
    let body = flow::body(lines.iter().chain(tables.iter().flat_map(Table::lines)));
    let (lines, notes) = notes::take(lines, tables.iter().flat_map(Table::lines), body);
    Text { nodes: verse(tables::placed(flow::blocks(lines, body), tables)), notes }
}
