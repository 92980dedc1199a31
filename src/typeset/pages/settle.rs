//! Lays the text out at one scale after another until it fills the pages asked for.

use super::column::PageBody;
use super::flow::{TextArea, flow};
use super::furniture::Finisher;
use super::notes::{NoteShelf, Shelved};
use crate::document::{Direction, Document, NodeId};
use crate::error::{Error, Result, Warning};
use crate::frame::Page;
use crate::theme::{NewPage, Opening, StyleName, Theme};
use crate::typeset::blocks::memo::Memo;
use crate::typeset::blocks::setter::{Band, Fold, Setter, Split, grid_unit};
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
    /// Whether the document has at least [`LONG`] pages.
    pub(crate) long: Cell<bool>,
    /// Whether a cry at the end stays with what is before and after it.
    pub(crate) closes: Cell<bool>,
}

/// The pages of a text.
pub(crate) struct Settled {
    pub(crate) pages: Vec<Page>,
    /// The positions of link targets.
    pub(crate) anchors: Anchors,
    /// The scale that was chosen, if it is not the one asked for.
    pub(crate) fitted: Option<Fitted>,
    pub(crate) warning: Option<Warning>,
}

/// The position of each link target: page index and point.
pub(crate) type Anchors = BTreeMap<NodeId, (usize, Point)>;

/// By how much a scale may change.
#[derive(Clone, Copy)]
struct Yield {
    size: f64,
    leading: f64,
    gaps: f64,
}

/// The contents of each page at one scale.
pub(super) struct Flowed {
    pub(super) pages: Vec<PageBody>,
    split: Split,
}

impl<'f> Job<'_, 'f> {
    /// Lays the text out, at the size asked for or the one that fits.
    pub(crate) fn settle(&self) -> Result<Settled> {
        let usual = Scale { size: self.options.size, leading: self.theme.leading, gaps: 1.0, large: 1.0 };
        self.check(usual)?;
        // Measured before chapters begin pages: that must not make a document "long".
        let asks = self.theme.styles.values().any(|style| style.new_page == NewPage::Long);
        self.long.set(asks && self.flow(usual).pages.len() >= LONG);
        if let Some((scale, flowed)) = self.folded(usual) {
            return Ok(self.finish(scale, flowed, Some(Fitted::new(scale, self.options.fit.is_some()))));
        }
        let fitted = match self.options.fit {
            Some(pages) => Some(self.fit(usize::from(pages), (self.theme.fit[0], 1.0))?),
            None => {
                let filled = (self.theme.fill && usual.size == self.theme.size).then(|| self.on_one_page()).flatten();
                // A label holds all of its text, or is refused.
                if filled.is_none() && self.options.panels == Some(1) && self.flow(usual).pages.len() > 1 {
                    Some(self.fit(1, (self.theme.fit[0], 1.0))?)
                } else {
                    filled
                }
            }
        };
        if let Some(scale) = fitted {
            let flowed = self.closed(scale, self.flow(scale));
            return Ok(self.finish(scale, flowed, Some(Fitted::new(scale, true))));
        }
        let (scale, flowed) = self.drawn_in(usual, self.flow(usual));
        let flowed = self.closed(scale, flowed);
        let fitted = (scale != usual).then(|| Fitted::new(scale, false));
        Ok(self.finish(scale, flowed, fitted))
    }

    /// Pulls a nearly empty last page back, as a printer would: tightens the leading
    /// and the gaps first, then makes the letters a little smaller. Where that is not
    /// enough, letters grow instead, so that the last page has more than a few lines.
    fn drawn_in(&self, usual: Scale, flowed: Flowed) -> (Scale, Flowed) {
        let pages = flowed.pages.len();
        let height = self.area(usual).height;
        let share =
            |flowed: &Flowed| flowed.pages.last().map_or(1.0, |page| (page.filled - page.lowered).ratio(height));
        // A page or two too many for the sheets of a booklet leave three or two blank ones.
        let sides = pages + usize::from(self.prepared.cover.is_some());
        let surplus = match sides % QUIRE {
            over @ (1 | 2) if self.options.booklet && sides > QUIRE => over,
            _ => 0,
        };
        let longest = if surplus > 0 { DRAWN_IN * 2 } else { DRAWN_IN };
        let closest = if surplus == 1 { FOLDED } else { CLOSER };
        if !(2..=longest).contains(&pages) || (share(&flowed) >= FEW && surplus == 0) {
            return (usual, flowed);
        }
        let way = |most: Yield, step: f64| {
            // The first half of the steps changes leading and gaps, the second the
            // letters.
            let [lines, letters] = [(step * 2.0).min(1.0), (step * 2.0 - 1.0).max(0.0)];
            let letters = if self.options.yields { letters } else { 0.0 };
            Scale {
                size: usual.size * (1.0 + most.size * letters),
                leading: usual.leading * (1.0 + most.leading * lines),
                gaps: usual.gaps * (1.0 + most.gaps * lines),
                ..usual
            }
        };
        let closer = |step: f64| {
            let scale = way(closest, step / STEPS);
            let tried = self.flow(scale);
            (tried.pages.len() + surplus.max(1) <= pages).then_some((scale, tried))
        };
        // All steps are tried, not bisected: because of the grid, a tighter step does
        // not always take less room.
        // Two pages are seldom drawn in: where the last step does not, none is tried.
        let hopeless = surplus == 2 && closer(STEPS).is_none();
        if let Some(found) = (1..=16).map(f64::from).filter(|_| !hopeless).find_map(closer) {
            return found;
        }
        let wider = |step: f64| {
            let scale = way(WIDER, step / STEPS);
            let tried = self.flow(scale);
            (tried.pages.len() == pages && share(&tried) >= ENOUGH).then_some((scale, tried))
        };
        if share(&flowed) >= ENOUGH {
            return (usual, flowed);
        }
        (2..=16).step_by(2).map(f64::from).find_map(wider).unwrap_or((usual, flowed))
    }

    /// The same pages, if they are as many, with lines of text before a cry on the last
    /// one: a cry and an address alone look like a rest.
    fn closed(&self, scale: Scale, flowed: Flowed) -> Flowed {
        if flowed.pages.len() < 2 || self.geometry.columns > 1 || !self.prepared.closes() {
            return flowed;
        }
        self.closes.set(true);
        let closed = self.flow(scale);
        self.closes.set(false);
        if closed.pages.len() > flowed.pages.len() { flowed } else { closed }
    }

    /// Refuses pages that are too small for a word.
    pub(super) fn check(&self, scale: Scale) -> Result<()> {
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
            sheet: self.geometry.size,
            page_height: self.area(scale).height,
            measure: self.area(scale).width,
            at_top: true,
            in_columns: false,
            inside: None,
            lying: None,
            tight: false,
            listed: false,
            lone: false,
            long: self.long.get(),
            title_page: false,
            fold: None,
            closes: self.closes.get(),
            split,
            memo: &self.memo,
        }
    }

    /// How far the box of the first line begins above its letters.
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
            spare: height - scale.grid() * lines,
            unit: if self.geometry.columns > 1 { scale.grid() } else { grid_unit(self.theme, scale) },
            rtl: self.prepared.direction == Direction::Rtl,
        }
    }

    /// The contents of each page at a scale.
    fn flow(&self, scale: Scale) -> Flowed {
        let flowed = self.flow_with(scale, false, None);
        let long = self.theme.furniture.opening == Opening::Page && flowed.pages.len() >= WORTH_A_TITLE_PAGE;
        if long && !self.prepared.opening.is_empty() { self.flow_with(scale, true, None) } else { flowed }
    }

    /// The same, with the title in the text or on a page of its own.
    pub(super) fn flow_with(&self, scale: Scale, title_page: bool, fold: Option<Fold>) -> Flowed {
        let area = self.area(scale);
        let split = Cell::default();
        let book = title_page && fold.is_none();
        let mut setter = Setter { fold, title_page: book, ..self.setter(scale, &split) };
        let whole = Band { left: Length::ZERO, width: area.width };
        if title_page {
            setter.blank(self.sunk(scale, fold));
        }
        setter.nodes(&self.prepared.opening, whole);
        if title_page {
            setter.list.section(Some(Section::NewPage));
        }
        if book && !self.prepared.imprint.is_empty() {
            setter.nodes(&self.prepared.imprint, whole);
            setter.list.foot(0);
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
        if !book && !self.prepared.imprint.is_empty() {
            let mut setter = self.setter(scale, &split);
            setter.list.space(setter.lines(1.0));
            setter.nodes(&self.prepared.imprint, whole);
            sections.extend(setter.list.into_sections());
        }
        let setter = self.setter(scale, &split);
        sections.extend(self.unused_notes(&setter, whole));
        let mut pages = flow(sections, area, self.shelf(&setter, area));
        // No folio on panels and labels, on a title page and on its back.
        let bare = match fold {
            Some(_) => usize::MAX,
            None if self.options.panels == Some(1) => usize::MAX,
            None => usize::from(title_page) + usize::from(book && !self.prepared.imprint.is_empty()),
        };
        for page in pages.iter_mut().take(bare) {
            page.bare = true;
        }
        Flowed { pages, split: split.get() }
    }

    /// How far down a title page or cover its title begins: less where subtitle and date
    /// would not stand below it.
    fn sunk(&self, scale: Scale, fold: Option<Fold>) -> Length {
        let usual = self.area(scale).height * SUNK;
        let tries = [1.0, 0.75, 0.5, 0.25].map(|share| usual * share);
        tries.into_iter().find(|sunk| self.cover_holds(scale, fold, *sunk)).unwrap_or_default()
    }

    /// Whether the whole opening stands on one page, this far down.
    pub(super) fn cover_holds(&self, scale: Scale, fold: Option<Fold>, sunk: Length) -> bool {
        let (area, split) = (self.area(scale), Cell::default());
        let mut setter = Setter { fold, title_page: fold.is_none(), ..self.setter(scale, &split) };
        let shelf = self.shelf(&setter, area);
        setter.blank(sunk);
        setter.nodes(&self.prepared.opening, Band { left: Length::ZERO, width: area.width });
        flow(setter.list.into_sections(), area, shelf).len() == 1
    }

    /// Notes that nothing refers to, after the text.
    fn unused_notes(&self, setter: &Setter<'_, '_>, band: Band) -> Vec<Section> {
        let mut setter = Setter { inside: Some(StyleName::Note), ..setter.another() };
        setter.list.space(setter.lines(1.0));
        for note in self.prepared.unused_notes.iter().filter_map(|&index| self.prepared.notes.get(index)?.as_ref()) {
            setter.note(note, band);
        }
        let empty = self.prepared.unused_notes.is_empty();
        if empty { Vec::new() } else { setter.list.into_sections() }
    }

    /// The text, in the page's columns.
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
        let rule = Some([self.theme.page.rule, gap * 0.5]).filter(|[rule, _]| *rule > Length::ZERO);
        let in_columns = |section| match section {
            Section::Single(pieces) => Section::Columns(ColumnSet { pieces, lefts: lefts.clone(), rule }),
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

    /// Warns about words that had to be broken.
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

    /// The scale at which a text of a theme of one page fits it. Pictures and cries
    /// become smaller rather than letters too small to read, or a second page.
    fn on_one_page(&self) -> Option<Scale> {
        let least = self.theme.fit[0];
        let tightest = |size, large| Scale { size, leading: self.theme.leading * TIGHTEST, gaps: 1.0, large };
        let fits = |scale: Scale| self.check(scale).is_ok() && self.flow(scale).pages.len() == 1;
        if !fits(tightest(least, SMALLEST_PICTURE)) {
            return None;
        }
        let tries = YIELDS.iter().flat_map(|&(letters, smallest)| {
            let size = (self.theme.size * letters).max(least);
            PICTURES.into_iter().filter(move |large| *large >= smallest).map(move |large| (size, large))
        });
        let found = tries.into_iter().find(|&(size, large)| fits(tightest(size, large)))?;
        self.fit(1, found).ok()
    }

    /// The largest size, from `least` on, and then the widest leading, at which the text
    /// takes at most this many pages, with pictures of this share.
    fn fit(&self, pages: usize, (least, large): (Length, f64)) -> Result<Scale> {
        let most = self.theme.fit[1];
        let leading = self.theme.leading;
        let count = |scale: Scale| if self.check(scale).is_ok() { self.flow(scale).pages.len() } else { usize::MAX };
        let steps = |from: f64, to: f64, step: f64| ((to - from) / step).floor().max(0.0);
        let tightest = Scale { size: least, leading: leading * TIGHTEST, gaps: 1.0, large };
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

    /// The widest gaps that still fit.
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

/// A last page less than 30 % full is pulled back where that is possible. A choice: a
/// larger value tightens documents whose last page is no accident, a smaller one
/// leaves last pages of a few lines.
const FEW: f64 = 0.3;
/// A last page that cannot be pulled back stays as it is if it is at least 25 % full;
/// otherwise letters grow until it is. A choice as well: a larger value makes letters
/// grow in more documents.
const ENOUGH: f64 = 0.25;
/// How far letters, leading and gaps may shrink to pull a last page back: little enough
/// that readers do not notice.
const CLOSER: Yield = Yield { size: -0.04, leading: -0.08, gaps: -0.15 };
/// The same for the sake of a sheet of a booklet: it is worth a little more.
const FOLDED: Yield = Yield { size: -0.07, leading: -0.08, gaps: -0.3 };
/// The pages of a sheet of a booklet.
const QUIRE: usize = 4;
/// How far they may grow to fill a last page.
const WIDER: Yield = Yield { size: 0.04, leading: 0.04, gaps: 0.15 };
/// The steps in which the changes are tried, from the smallest on.
const STEPS: f64 = 16.0;
/// Longer documents keep a short last page: each step would lay all of their pages out
/// again. A choice.
const DRAWN_IN: usize = 16;
/// A document of this many pages is long: every chapter begins a page. A choice: in a
/// shorter one the half-empty pages would be a large part of the paper.
const LONG: usize = 32;
/// A text of this many pages may have a title page. A choice: in a shorter one it would
/// be a large part of the paper, and it and the contents half-empty pages: they share
/// one.
const WORTH_A_TITLE_PAGE: usize = 12;
/// How far down a title page the title begins, as a share of its height.
const SUNK: f64 = 0.3;
/// What pictures and cries take in a theme of one page: the largest of these shares
/// at which the text fits it.
const PICTURES: [f64; 7] = [1.0, 0.85, 0.7, 0.55, 0.45, 0.35, SMALLEST_PICTURE];
const SMALLEST_PICTURE: f64 = 0.25;
/// What yields to what: letters of this share of the theme's size are worth pictures and
/// cries no larger than this. Posters are read from two metres, where letters of 28 pt
/// are as large as those of a book in the hand: their small ones yield last.
const YIELDS: [(f64, f64); 4] = [(0.95, 0.7), (0.85, 0.55), (0.7, 0.35), (0.0, SMALLEST_PICTURE)];
/// The tightest and the loosest leading, as a multiple of the theme's.
const TIGHTEST: f64 = 0.92;
pub(super) const LOOSEST: f64 = 1.12;
/// Steps of a tenth by which gaps are spread to fill a page: up to 2.5 times.
pub(super) const WIDEST_GAPS: f64 = 15.0;

/// The largest whole number of steps, up to `steps`, for which something holds, by
/// bisection: whatever holds for a number must hold for the smaller ones.
pub(super) fn largest(steps: f64, holds: impl Fn(f64) -> bool) -> Option<f64> {
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
