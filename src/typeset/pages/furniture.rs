//! What is outside the text: folios, running heads, grounds, the cover. All of it is
//! drawn as artifacts, except the page numbers of the contents.

use super::column::PageBody;
use super::label::folio;
use super::settle::Anchors;
use crate::document::{Direction, Document, Lang};
use crate::frame::{Color, Frame, Item, ItemKind, OutlineItem, Page, StructId};
use crate::settings::Binding;
use crate::theme::{Folio, StyleName};
use crate::typeset::blocks::setter::Setter;
use crate::typeset::inline::collect::CharStyle;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::inline::words;
use crate::typeset::panel::{filled, framed};
use crate::typeset::prepared::Picture;
use crate::typeset::vertical::{Bleeding, Promise};
use crate::typeset::{Geometry, Scale};
use crate::units::{Length, Point, Rect, Size};

/// The share of the free space that goes above what is in the optical middle, which is
/// a little above the geometric one.
const OPTICAL: f64 = 0.45;

/// Finishes pages: adds everything outside the text.
pub(crate) struct Finisher<'a, 'f> {
    pub(crate) setter: &'a Setter<'a, 'f>,
    pub(crate) document: &'a Document,
    pub(crate) geometry: &'a Geometry,
    pub(crate) scale: Scale,
    /// The top of the text area.
    pub(crate) top: Length,
}

impl Finisher<'_, '_> {
    /// The pages, each with its furniture, and the positions of link targets.
    pub(crate) fn pages(&self, bodies: Vec<PageBody>) -> (Vec<Page>, Anchors) {
        let covers = usize::from(self.setter.prepared.cover.is_some());
        let anchors = self.anchors(&bodies, covers);
        let chapters = self.chapters(&anchors);
        let mut pages: Vec<Page> = self.cover().into_iter().collect();
        let count = covers + bodies.len();
        for (at, body) in bodies.into_iter().enumerate() {
            let index = at + covers;
            let origin = self.origin(index, &body);
            let mut items = Vec::with_capacity(body.items.len() + 4);
            self.ground(at == 0, &mut items);
            self.frame(index, &mut items);
            self.bleeds(&body, &mut items);
            let bare = body.bare;
            self.body(body, origin, &anchors, &mut items);
            if !bare {
                self.folio((index, count), at == 0, &mut items);
                if at > 0 {
                    self.running_head(index, &chapters, &mut items);
                }
            }
            let label = self.label(index);
            pages.push(Page { size: self.geometry.size, frame: Frame { size: self.geometry.size, items }, label });
        }
        (pages, anchors)
    }

    /// The contents of the text area. Each page number of the contents comes right
    /// after its heading in reading order.
    fn body(&self, body: PageBody, origin: Point, anchors: &Anchors, items: &mut Vec<Item>) {
        let mut promises = body.promises.iter().peekable();
        let moved = body.items.into_iter().map(|item| Item { at: item.at + origin, ..item });
        for (position, item) in moved.map(Some).chain([None]).enumerate() {
            while let Some(promise) = promises.next_if(|promise| promise.before <= position) {
                if let Some((page, _)) = anchors.get(&promise.target) {
                    self.number(*page, promise, origin, items);
                }
            }
            items.extend(item);
        }
    }

    /// The positions of link targets.
    fn anchors(&self, bodies: &[PageBody], covers: usize) -> Anchors {
        let mut anchors = Anchors::new();
        for (index, body) in (covers..).zip(bodies) {
            let origin = self.origin(index, body);
            for item in &body.items {
                if let ItemKind::Anchor(node) = item.kind {
                    // The head of a table is repeated on its later pages.
                    anchors.entry(node).or_insert((index, item.at + origin));
                }
            }
        }
        anchors
    }

    /// The pages that chapters begin on, and their names: the headings of the highest
    /// level other than the title.
    fn chapters(&self, anchors: &Anchors) -> Vec<(usize, &str)> {
        if !self.setter.theme.furniture.running_head {
            return Vec::new();
        }
        let prepared = self.setter.prepared;
        let headings = || prepared.outline.iter().filter(|heading| Some(heading.target) != prepared.title);
        let highest = headings().map(|heading| heading.level).min();
        let page = |heading: &'_ OutlineItem| anchors.get(&heading.target).map(|(page, _)| *page);
        headings()
            .filter(|heading| Some(heading.level) == highest)
            .filter_map(|heading| Some((page(heading)?, heading.title.as_str())))
            .collect()
    }

    /// The printed number of a page.
    fn label(&self, index: usize) -> String {
        folio(index + self.setter.theme.furniture.first_page, self.lang())
    }

    /// The text area's top left corner on a page. In a theme with `middle`, a page
    /// that is not full is centred vertically, a little high, where the eye sees the
    /// middle.
    fn origin(&self, index: usize, body: &PageBody) -> Point {
        let Geometry { size, margins, .. } = self.geometry;
        let blank = (size.height - margins.top - margins.bottom - body.filled).max(Length::ZERO);
        let is_lowered = self.setter.theme.page.middle && body.bleeds.is_empty();
        Point::new(self.left(index), self.top + if is_lowered { blank * OPTICAL } else { Length::ZERO })
    }

    /// Two frames halfway into the margins, one inside the other.
    fn frame(&self, index: usize, items: &mut Vec<Item>) {
        let [outer, inner] = self.setter.theme.page.frame;
        let Geometry { size, margins, .. } = self.geometry;
        let (left, top) = (self.left(index) * 0.5, margins.top * 0.5);
        let right = (self.left(index) + self.width() + size.width) * 0.5;
        let bottom = size.height - margins.bottom * 0.5;
        let edge = Rect::new(Point::new(left, top), Size::new(right - left, bottom - top));
        let within = edge.grown((outer * 2.0 + inner * 0.5) * -1.0);
        for (rect, rule) in [(edge, outer), (within, inner)] {
            if rule > Length::ZERO {
                items.push(framed(rect, rule, self.setter.theme.accent));
            }
        }
    }

    fn lang(&self) -> &Lang {
        &self.document.meta.lang
    }

    /// The left edge of the text on a page.
    fn left(&self, index: usize) -> Length {
        let margins = self.geometry.margins;
        match (self.geometry.binding, self.geometry.mirrored && index % 2 == 1) {
            (Binding::Right, false) | (Binding::Left, true) => margins.outer,
            (Binding::Right, true) | (Binding::Left, false) => margins.inner,
        }
    }

    /// The page's outer side.
    fn outer(&self, index: usize) -> LineAlign {
        let turned = self.geometry.mirrored && index % 2 == 1;
        if (self.geometry.binding == Binding::Right) == turned { LineAlign::Right } else { LineAlign::Left }
    }

    fn width(&self) -> Length {
        self.geometry.size.width - self.geometry.margins.inner - self.geometry.margins.outer
    }

    /// The page including its bleed.
    fn sheet(&self) -> Rect {
        Rect::new(Point::ZERO, self.geometry.size).grown(self.geometry.bleed)
    }

    fn ground(&self, first: bool, items: &mut Vec<Item>) {
        if let Some(color) = self.setter.theme.page.background {
            items.push(filled(self.sheet(), color));
        }
        if let Some(picture) = self.setter.prepared.background.filter(|_| first) {
            items.push(self.covering(picture));
        }
    }

    /// What reaches the paper's edges: always to the left and right, and upwards or
    /// downwards if it begins or ends the page's text.
    fn bleeds(&self, body: &PageBody, items: &mut Vec<Item>) {
        let sheet = self.sheet();
        let last = self.geometry.size.height - self.geometry.margins.bottom - self.scale.grid();
        for (bleed, [from, to]) in &body.bleeds {
            let top = if *from <= self.scale.grid() { sheet.origin.y } else { self.top + *from };
            let bottom = if self.top + *to >= last { sheet.bottom() } else { self.top + *to };
            let strip = Rect::new(Point::new(sheet.origin.x, top), Size::new(sheet.size.width, bottom - top));
            match bleed {
                Bleeding::Ground(color) => items.push(filled(strip, *color)),
                Bleeding::Picture(picture, tag) => {
                    items.push(Item { tag: *tag, ..Self::over(*picture, strip) });
                    // A picture taller than its strip: the paper's edge cuts off the
                    // part above, the ground is painted over the part below.
                    let ground = self.setter.theme.page.background.unwrap_or(Color::WHITE);
                    let rest = Size::new(sheet.size.width, sheet.bottom() - bottom);
                    if rest.height > Length::ZERO {
                        items.push(filled(Rect::new(Point::new(sheet.origin.x, bottom), rest), ground));
                    }
                }
            }
        }
    }

    /// A picture that covers the page, centred.
    fn covering(&self, picture: Picture) -> Item {
        Self::over(picture, self.sheet())
    }

    /// A picture that covers a rectangle, centred in it.
    fn over(picture: Picture, sheet: Rect) -> Item {
        let scale = sheet.size.width.ratio(picture.size.width).max(sheet.size.height.ratio(picture.size.height));
        let size = Size::new(picture.size.width * scale, picture.size.height * scale);
        let at = Point::new(
            sheet.origin.x + (sheet.size.width - size.width) * 0.5,
            sheet.origin.y + (sheet.size.height - size.height) * 0.5,
        );
        Item { at, tag: None, kind: ItemKind::Image { image: picture.image, size } }
    }

    fn cover(&self) -> Option<Page> {
        let picture = self.setter.prepared.cover?;
        let items = vec![self.covering(picture)];
        Some(Page { size: self.geometry.size, frame: Frame { size: self.geometry.size, items }, label: String::new() })
    }

    fn folio(&self, (index, count): (usize, usize), first: bool, items: &mut Vec<Item>) {
        let furniture = &self.setter.theme.furniture;
        let align = match furniture.folio {
            Folio::None => return,
            _ if first && !furniture.folio_on_first => return,
            Folio::Count if count < 2 => return,
            Folio::Outer | Folio::Count => self.outer(index),
            Folio::Center => LineAlign::Center,
        };
        let letters = self.scale.size * self.setter.style(StyleName::Folio).size;
        let base = self.geometry.size.height - (self.geometry.margins.bottom - letters * 0.4) * 0.5;
        let mut words = self.label(index);
        if furniture.folio == Folio::Count {
            words = format!("{words}/{}", self.label(count - 1));
        }
        self.words(&words, StyleName::Folio, (None, align), (Point::new(self.left(index), base), self.width()), items);
    }

    /// A header set by the author, or the title on even pages and the chapter on odd
    /// ones.
    fn running_head(&self, index: usize, chapters: &[(usize, &str)], items: &mut Vec<Item>) {
        let own = self.setter.theme.furniture.header.as_deref();
        let Some(words) = own.or_else(|| self.title_or_chapter(index, chapters)) else { return };
        let letters = self.scale.size * self.setter.style(StyleName::RunningHead).size;
        let base = (self.geometry.margins.top + letters * 0.5) * 0.55;
        let at = (Point::new(self.left(index), base), self.width());
        self.words(words, StyleName::RunningHead, (None, self.outer(index)), at, items);
    }

    fn title_or_chapter<'c>(&'c self, index: usize, chapters: &[(usize, &'c str)]) -> Option<&'c str> {
        let several = chapters.len() > 1;
        let begun = chapters.partition_point(|(page, _)| *page <= index);
        let current = begun.checked_sub(1).and_then(|at| chapters.get(at));
        // No running head where a chapter begins, nor before the first.
        let silent = several && current.is_none_or(|(page, _)| *page == index);
        if !self.setter.theme.furniture.running_head || silent {
            return None;
        }
        let title = self.document.meta.title.as_deref();
        let chapter = current.map(|(_, name)| *name);
        if several && index.is_multiple_of(2) { chapter.or(title) } else { title.or(chapter) }
    }

    /// A page number of the contents.
    fn number(&self, page: usize, promise: &Promise, origin: Point, items: &mut Vec<Item>) {
        let label = self.label(page);
        let align = if promise.direction == Direction::Rtl { LineAlign::Left } else { LineAlign::Right };
        let width = self.scale.size * 6.0;
        let x = if align == LineAlign::Left { promise.at.x } else { promise.at.x - width };
        let at = Point::new(x, promise.at.y) + origin;
        self.words(&label, StyleName::Contents, (Some(promise.tag), align), (at, width), items);
    }

    /// A line of generated words.
    fn words(
        &self,
        words: &str,
        style: StyleName,
        (tag, align): (Option<StructId>, LineAlign),
        (at, width): (Point, Length),
        items: &mut Vec<Item>,
    ) {
        let block = self.setter.style(style);
        let fonts = &self.setter.prepared.fonts;
        let letters = match self.setter.prepared.faces.get(&style) {
            Some(faces) => CharStyle::of(faces, block.color),
            None => CharStyle::new(fonts.body, block.color),
        };
        let shaper = self.setter.shaper;
        let words = words::shaped(words, &letters, tag, shaper);
        let line = words::one_line(&words, self.scale.size * block.size, (width, align), shaper);
        if let Some(line) = line {
            Setter::line_items(line, at.x, at.y, items);
        }
    }
}
