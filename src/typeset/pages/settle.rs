//! The one loop: sizes are tried until the text fills the pages asked for.

use super::column::PageBody;
use super::flow::{TextArea, flow};
use super::furniture::Finisher;
use super::notes::{NoteShelf, Shelved};
use crate::document::{Direction, Document, NodeId};
use crate::error::{Error, Result, Warning};
use crate::frame::Page;
use crate::theme::{Opening, StyleName, Theme};
use crate::typeset::blocks::memo::Memo;
use crate::typeset::blocks::setter::{Band, Setter, Split, grid_unit};
use crate::typeset::inline::shape::Shaper;
use crate::typeset::prepared::Prepared;
use crate::typeset::vertical::{ColumnSet, Section, VerticalList};
use crate::typeset::{Fitted, Geometry, Scale, TextOptions};
use crate::units::{Length, Point};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Everything a layout is made from.
pub(crate) struct Job<'a, 'f> {
    pub(crate) document: &'a Document,
    pub(crate) prepared: &'a Prepared,
    pub(crate) theme: &'a Theme,
    pub(crate) shaper: &'a Shaper<'f>,
    pub(crate) geometry: &'a Geometry,
    pub(crate) options: &'a TextOptions,
    pub(crate) memo: Memo,
}

/// The pages of a text.
pub(crate) struct Settled {
    pub(crate) pages: Vec<Page>,
    /// Where link targets stand.
    pub(crate) anchors: Anchors,
    /// What was chosen, where something had to be.
    pub(crate) fitted: Option<Fitted>,
    pub(crate) warning: Option<Warning>,
}

/// Where link targets stand: page and place.
pub(crate) type Anchors = BTreeMap<NodeId, (usize, Point)>;

/// What stands on each page at one scale.
struct Flowed {
    pages: Vec<PageBody>,
    split: Split,
}

impl<'f> Job<'_, 'f> {
    /// Lays the text out, at the size asked for or the one that fits.
    pub(crate) fn settle(&self) -> Result<Settled> {
        let usual = Scale { size: self.options.size, leading: self.theme.leading, gaps: 1.0 };
        self.check(usual)?;
        let fitted = match self.options.fit {
            Some(pages) => Some(self.fit(usize::from(pages))?),
            None if self.theme.fill && usual.size == self.theme.size => self.fit(1).ok(),
            None => None,
        };
        if let Some(scale) = fitted {
            let fitted = Fitted { size: scale.size, leading: scale.leading };
            return Ok(self.finish(scale, self.flow(scale), Some(fitted)));
        }
        let (scale, flowed) = self.drawn_in(usual, self.flow(usual));
        Ok(self.finish(scale, flowed, None))
    }

    /// Draws a last page of a few lines in, by a leading that is closer by so
    /// little that nobody sees it.
    fn drawn_in(&self, usual: Scale, flowed: Flowed) -> (Scale, Flowed) {
        let few = self.area(usual).height * FEW;
        let pages = flowed.pages.len();
        if (2..=DRAWN_IN).contains(&pages) && flowed.pages.last().is_some_and(|page| page.filled < few) {
            let lines = |scale: Scale| self.area(scale).height.ratio(scale.grid()).round();
            let mut tried = lines(usual);
            for step in 1..=4 {
                let scale = Scale { leading: usual.leading * (1.0 - 0.01 * f64::from(step)), ..usual };
                // All is set on the grid: as many lines break as before.
                if lines(scale) <= tried {
                    continue;
                }
                tried = lines(scale);
                let closer = self.flow(scale);
                if closer.pages.len() < pages {
                    return (scale, closer);
                }
            }
        }
        (usual, flowed)
    }

    /// Refuses pages that cannot hold a word.
    fn check(&self, scale: Scale) -> Result<()> {
        let area = self.area(scale);
        let columns = f64::from(self.geometry.columns.max(1));
        let column = (area.width - self.geometry.gap * (columns - 1.0)) / columns;
        if column >= scale.size * 2.0 && area.height >= scale.grid() {
            return Ok(());
        }
        Err(Error::DoesNotFit {
            message: format!(
                "the margins leave {:.0} × {:.0} mm for a column of text, too little for letters of {:.1} pt",
                column.max(Length::ZERO).to_mm(),
                area.height.max(Length::ZERO).to_mm(),
                scale.size.to_pt()
            ),
            hint: Some("use larger --paper, smaller --margin, fewer --columns or a smaller --font-size".to_owned()),
        })
    }

    fn setter<'a>(&'a self, scale: Scale, split: &'a Cell<Split>) -> Setter<'a, 'f> {
        Setter {
            prepared: self.prepared,
            theme: self.theme,
            shaper: self.shaper,
            options: self.options,
            scale,
            list: VerticalList::default(),
            page_height: self.area(scale).height,
            measure: self.area(scale).width,
            at_top: true,
            in_columns: false,
            inside: None,
            tight: false,
            split,
            memo: &self.memo,
        }
    }

    /// How far the first line's box begins above its letters.
    fn overhang(&self, scale: Scale) -> Length {
        let [regular, _] = self.prepared.fonts.body;
        let body = self.shaper.book().font(regular).reach();
        (scale.grid() - body.ascent.at(scale.size) - body.descent.at(scale.size)).max(Length::ZERO) * 0.5
    }

    fn area(&self, scale: Scale) -> TextArea {
        let Geometry { size, margins, .. } = self.geometry;
        let height = size.height - margins.top - margins.bottom + self.overhang(scale) * 2.0;
        let lines = (height.ratio(scale.grid()) + 1e-6).floor();
        TextArea {
            width: size.width - margins.inner - margins.outer,
            height: scale.grid() * lines,
            grid: scale.grid(),
            unit: grid_unit(self.theme, scale),
            rtl: self.prepared.direction == Direction::Rtl,
        }
    }

    /// What stands on each page at a scale.
    fn flow(&self, scale: Scale) -> Flowed {
        let flowed = self.flow_with(scale, false);
        let long = self.theme.furniture.opening == Opening::Page && flowed.pages.len() >= WORTH_A_TITLE_PAGE;
        if long && !self.prepared.opening.is_empty() { self.flow_with(scale, true) } else { flowed }
    }

    /// The same with the title in the text or on a page of its own.
    fn flow_with(&self, scale: Scale, title_page: bool) -> Flowed {
        let area = self.area(scale);
        let split = Cell::default();
        let mut setter = self.setter(scale, &split);
        let whole = Band { left: Length::ZERO, width: area.width };
        if title_page {
            setter.blank(area.height * SUNK);
        }
        setter.nodes(&self.prepared.opening, whole);
        if title_page {
            setter.list.section(Some(Section::NewPage));
        }
        let mut sections = Vec::new();
        if self.geometry.columns > 1 {
            let body = self.column_sections(&setter, area);
            sections.extend(setter.list.into_sections());
            sections.extend(body);
        } else {
            setter.nodes(&self.prepared.body, whole);
            sections.extend(setter.list.into_sections());
        }
        let setter = self.setter(scale, &split);
        sections.extend(self.unused_notes(&setter, whole));
        let mut pages = flow(sections, area, self.shelf(&setter, area));
        if let Some(first) = pages.first_mut().filter(|_| title_page) {
            first.bare = true;
        }
        Flowed { pages, split: split.get() }
    }

    /// Notes that nobody refers to, behind the text.
    fn unused_notes(&self, setter: &Setter<'_, '_>, band: Band) -> Vec<Section> {
        let mut setter = Setter { inside: Some(StyleName::Note), ..setter.another() };
        setter.list.space(setter.lines(1.0));
        for note in self.prepared.unused_notes.iter().filter_map(|&index| self.prepared.notes.get(index)?.as_ref()) {
            setter.note(note, band);
        }
        let empty = self.prepared.unused_notes.is_empty();
        if empty { Vec::new() } else { setter.list.into_sections() }
    }

    /// The text in the page's columns.
    fn column_sections(&self, setter: &Setter<'_, '_>, area: TextArea) -> Vec<Section> {
        let count = self.geometry.columns;
        let gap = self.geometry.gap;
        let width = (area.width - gap * f64::from(count - 1)) / f64::from(count);
        let mut lefts: Vec<Length> = (0..count).map(|index| (width + gap) * f64::from(index)).collect();
        if area.rtl {
            lefts.reverse();
        }
        let mut inner = Setter { in_columns: true, at_top: true, measure: width, ..setter.another() };
        inner.nodes(&self.prepared.body, Band { left: Length::ZERO, width });
        let in_columns = |section| match section {
            Section::Single(pieces) => Section::Columns(ColumnSet { pieces, lefts: lefts.clone() }),
            other => other,
        };
        inner.list.into_sections().into_iter().map(in_columns).collect()
    }

    fn shelf(&self, setter: &Setter<'_, '_>, area: TextArea) -> NoteShelf {
        let band = Band { left: Length::ZERO, width: area.width };
        let shelved = |note: &Option<crate::typeset::prepared::NoteNode>| match note {
            Some(note) => {
                let mut setter = Setter { inside: Some(StyleName::Note), ..setter.another() };
                setter.note(note, band);
                Shelved::new(setter.list.into_pieces())
            }
            None => Shelved::default(),
        };
        let notes = self.prepared.notes.iter().map(shelved).collect();
        let before = self.theme.style(StyleName::Note).before.max(0.6);
        NoteShelf::new(notes, setter.lines(before), area.height * 0.7)
    }

    fn finish(&self, scale: Scale, flowed: Flowed, fitted: Option<Fitted>) -> Settled {
        let split = Cell::default();
        let setter = self.setter(scale, &split);
        let top = self.geometry.margins.top - self.overhang(scale);
        let finisher = Finisher { setter: &setter, document: self.document, geometry: self.geometry, scale, top };
        let (pages, anchors) = finisher.pages(flowed.pages);
        Settled { pages, anchors, fitted, warning: self.split_warning(flowed.split) }
    }

    /// A word to the wise where words had to be broken.
    fn split_warning(&self, split: Split) -> Option<Warning> {
        let first = split.first?;
        let message = match split.count {
            1 => "a word longer than its line was broken".to_owned(),
            count => format!("words longer than their lines were broken in {count} paragraphs"),
        };
        let span = self.prepared.spans.get(first.0).copied().unwrap_or_default();
        let warning = Warning::new("word-too-long", message).at(self.document.sources.place(span));
        Some(warning.hint("a wider page, fewer columns or smaller letters would keep words whole"))
    }

    /// The largest size, and then the widest leading, that fills just so many
    /// pages.
    fn fit(&self, pages: usize) -> Result<Scale> {
        let [least, most] = self.theme.fit;
        let leading = self.theme.leading;
        let count = |scale: Scale| if self.check(scale).is_ok() { self.flow(scale).pages.len() } else { usize::MAX };
        let steps = |from: f64, to: f64, step: f64| ((to - from) / step).floor().max(0.0);
        let tightest = Scale { size: least, leading: leading * TIGHTEST, gaps: 1.0 };
        let sized = |step: f64| Scale { size: least + Length::pt(step * 0.1), ..tightest };
        let size = largest(steps(least.to_pt(), most.to_pt(), 0.1), |step| count(sized(step)) <= pages);
        let Some(scale) = size.map(sized) else {
            return Err(self.too_long(pages, count(tightest)));
        };
        let led = |step: f64| Scale { leading: leading * (TIGHTEST + step * 0.01), ..scale };
        let step = largest(steps(TIGHTEST, LOOSEST, 0.01), |step| count(led(step)) <= pages);
        let scale = step.map_or(scale, led);
        let scale = if self.theme.fill { self.spread(scale, pages, count) } else { scale };
        match count(scale) {
            found if found == pages => Ok(scale),
            found => Err(self.too_short(pages, found, scale)),
        }
    }

    /// The widest blanks that still fit.
    fn spread(&self, scale: Scale, pages: usize, count: impl Fn(Scale) -> usize) -> Scale {
        let spread = |step: f64| Scale { gaps: 1.0 + step * 0.1, ..scale };
        largest(WIDEST_GAPS, |step| count(spread(step)) <= pages).map_or(scale, spread)
    }

    fn too_long(&self, pages: usize, found: usize) -> Error {
        let least = self.theme.fit[0].to_pt();
        Error::DoesNotFit {
            message: format!(
                "the text does not fit {}: it needs {found} even in letters of {least} pt",
                counted(pages)
            ),
            hint: Some(format!(
                "allow {} with --fit {found}, shorten the text, or make the margins smaller",
                counted(found)
            )),
        }
    }

    fn too_short(&self, pages: usize, found: usize, scale: Scale) -> Error {
        Error::DoesNotFit {
            message: format!(
                "the text does not fill {}: it takes {found} even in letters of {:.1} pt",
                counted(pages),
                scale.size.to_pt()
            ),
            hint: Some(format!("use --fit {found}, or larger margins")),
        }
    }
}

fn counted(pages: usize) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}

/// A last page filled no further than this is drawn in.
const FEW: f64 = 0.3;
/// In longer texts a last page of a few lines is nothing to mind.
const DRAWN_IN: usize = 16;
/// From so many pages on a text may have a title page.
const WORTH_A_TITLE_PAGE: usize = 8;
/// How far down a title page its title stands.
const SUNK: f64 = 0.3;
/// How much tighter and looser than the theme's the leading may become.
const TIGHTEST: f64 = 0.92;
const LOOSEST: f64 = 1.12;
/// How far blanks are spread to fill a page, in tenths of themselves.
const WIDEST_GAPS: f64 = 15.0;

/// The largest whole number of steps for which something holds, if it holds
/// for none more.
fn largest(steps: f64, holds: impl Fn(f64) -> bool) -> Option<f64> {
    if !holds(0.0) {
        return None;
    }
    let (mut low, mut high) = (0.0, steps + 1.0);
    while high - low > 1.0 {
        let middle = ((low + high) * 0.5).floor();
        if holds(middle) { low = middle } else { high = middle }
    }
    Some(low)
}
