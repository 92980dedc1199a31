//! What stands outside the text: folios, running heads, grounds, the cover.
//! All of it is drawn as artifacts, but for the numbers of the contents.

use super::block::Setter;
use super::collect::{CharStyle, Collector, collect};
use super::column::PageBody;
use super::contents::Promise;
use super::label::folio;
use super::panel::filled;
use super::paragraph::{LineAlign, LineSetting, Paragraph};
use super::prepared::Picture;
use super::shape::Shaper;
use super::structure::StructureBuilder;
use super::{Geometry, Scale};
use crate::document::{Direction, Document, Inline, Lang, NodeId, Span, Text};
use crate::frame::{Frame, Item, ItemKind, Page, StructId};
use crate::settings::Binding;
use crate::theme::{Family, Folio, StyleName};
use crate::units::{Length, Point, Rect, Size};
use std::collections::BTreeMap;

/// Finishes pages: from what stands in their text to the whole sheet.
pub(super) struct Finisher<'a> {
    pub(super) setter: &'a Setter<'a>,
    pub(super) document: &'a Document,
    pub(super) geometry: &'a Geometry,
    pub(super) scale: Scale,
    /// The text area's top left corner on pages with the binding at the right.
    pub(super) top: Length,
}

impl Finisher<'_> {
    /// The pages, each with its furniture, and where link targets stand.
    pub(super) fn pages(&self, bodies: Vec<PageBody>) -> (Vec<Page>, BTreeMap<NodeId, (usize, Point)>) {
        let mut promises = Vec::new();
        let mut anchors = BTreeMap::new();
        let mut pages = Vec::new();
        pages.extend(self.cover());
        let covers = pages.len();
        for (at, body) in bodies.into_iter().enumerate() {
            let index = at + covers;
            let origin = Point::new(self.left(index), self.top);
            let mut items = Vec::with_capacity(body.items.len() + 4);
            self.ground(at == 0, &mut items);
            for item in body.items {
                let item = Item { at: item.at + origin, ..item };
                if let ItemKind::Anchor(node) = item.kind {
                    anchors.insert(node, (index, item.at));
                }
                items.push(item);
            }
            promises.extend(body.promises.into_iter().map(|promise| (index, origin, promise)));
            self.furniture(index, at == 0, &mut items);
            let label = folio(index + 1, self.lang());
            pages.push(Page { size: self.geometry.size, frame: Frame { size: self.geometry.size, items }, label });
        }
        for (page, origin, promise) in promises {
            let label =
                anchors.get(&promise.target).and_then(|(at, _)| pages.get(*at)).map(|page: &Page| page.label.clone());
            if let (Some(label), Some(page)) = (label, pages.get_mut(page)) {
                self.number(&label, &promise, origin, &mut page.frame.items);
            }
        }
        (pages, anchors)
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

    /// Whether the page's outer side is its left one.
    fn outer_is_left(&self, index: usize) -> bool {
        (self.geometry.binding == Binding::Right) != (self.geometry.mirrored && index % 2 == 1)
    }

    fn width(&self) -> Length {
        self.geometry.size.width - self.geometry.margins.inner - self.geometry.margins.outer
    }

    /// The whole page with its bleed.
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

    /// A picture that covers the page, its middle in the page's middle.
    fn covering(&self, picture: Picture) -> Item {
        let sheet = self.sheet();
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

    /// Folio and running head.
    fn furniture(&self, index: usize, first: bool, items: &mut Vec<Item>) {
        let furniture = &self.setter.theme.furniture;
        let (left, width) = (self.left(index), self.width());
        let outer = if self.outer_is_left(index) { LineAlign::Left } else { LineAlign::Right };
        let size = self.geometry.size;
        let margins = self.geometry.margins;
        if furniture.folio != Folio::None && (!first || furniture.folio_on_first) {
            let align = if furniture.folio == Folio::Outer { outer } else { LineAlign::Center };
            let letters = self.scale.size * self.setter.style(StyleName::Folio).size;
            let base = size.height - (margins.bottom - letters * 0.4) * 0.5;
            let words = folio(index + 1, self.lang());
            self.words(&words, StyleName::Folio, (None, align), (Point::new(left, base), width), items);
        }
        if let Some(title) = self.document.meta.title.as_deref().filter(|_| furniture.running_head && !first) {
            let letters = self.scale.size * self.setter.style(StyleName::RunningHead).size;
            let base = (margins.top + letters * 0.5) * 0.5;
            self.words(title, StyleName::RunningHead, (None, outer), (Point::new(left, base), width), items);
        }
    }

    /// A page number of the contents.
    fn number(&self, label: &str, promise: &Promise, origin: Point, items: &mut Vec<Item>) {
        let align = if promise.direction == Direction::Rtl { LineAlign::Left } else { LineAlign::Right };
        let width = self.scale.size * 6.0;
        let x = if align == LineAlign::Left { promise.at.x } else { promise.at.x - width };
        let at = Point::new(x, promise.at.y) + origin;
        self.words(label, StyleName::Contents, (Some(promise.tag), align), (at, width), items);
    }

    /// A line of words of the program's own.
    fn words(
        &self,
        words: &str,
        style: StyleName,
        (tag, align): (Option<StructId>, LineAlign),
        (at, width): (Point, Length),
        items: &mut Vec<Item>,
    ) {
        let block = self.setter.style(style);
        let fonts = self.setter.theme.fonts(self.setter.book);
        let family = match block.family {
            Family::Body => fonts.body,
            Family::Heading => fonts.heading,
            Family::Display => fonts.display,
            Family::Code => fonts.code,
        };
        let letters = CharStyle { bold: block.bold, ..CharStyle::new(family, block.color) };
        let mut structure = StructureBuilder::new();
        let mut collector = Collector {
            structure: &mut structure,
            lang: self.lang(),
            code: (fonts.code, 1.0),
            link_color: None,
            notes: &[],
            image: &mut |_| None,
        };
        let content = [Inline::Text(Text::plain(words, Span::default()))];
        let collected = collect(&content, &letters, tag, &mut collector);
        let paragraph = Paragraph::shape(collected, None, &Shaper::new(self.setter.book, self.lang()));
        let size = self.scale.size * block.size;
        // A running head too long for its line is made smaller, not broken.
        let size = size * width.ratio(paragraph.natural_width(size)).min(1.0);
        let setting = LineSetting { align, ..LineSetting::new(width + Length::pt(0.1)) };
        for line in paragraph.lines(size, &setting, self.setter.book).into_iter().take(1) {
            Setter::line_items(line, at.x, at.y, items);
        }
    }
}
