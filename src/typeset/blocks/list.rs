//! Lists, with markers outside the text at its start.

use super::ornament;
use super::setter::{Band, Setter};
use crate::document::{Direction, NodeId};
use crate::frame::{Item, ItemKind};
use crate::typeset::inline::paragraph::{LineAlign, LineSetting};
use crate::typeset::prepared::{ItemNode, ListNode, Look, Marker, Node, NodeKind, NoteNode, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point};

/// The height of figures, in ems.
const FIGURE: f64 = 0.75;
/// The distance between a marker and its text, in ems.
const GAP: f64 = 0.5;

impl Setter<'_, '_> {
    /// A list.
    pub(crate) fn list(&mut self, list: &ListNode, look: &Look, band: Band) {
        let style = self.style(look.style);
        let size = self.scale.size * style.size;
        let widest = list.items.iter().map(|item| self.marker_width(item.marker, size)).max().unwrap_or_default();
        let indent = (size * self.style(crate::theme::StyleName::List).indent).max(widest + size * GAP);
        let band = self.centred(list, look, (band, indent));
        let inner = band.inset(look.direction, [indent, Length::ZERO], self.least());
        let was_listed = std::mem::replace(&mut self.listed, true);
        let was_top = std::mem::replace(&mut self.at_top, false);
        let was_tight = std::mem::replace(&mut self.tight, list.tight);
        // As far from the words above it as its items are from each other.
        if was_listed && list.tight {
            self.space(style.gap);
        }
        let count = list.items.len();
        let mut last = 0;
        for (index, item) in list.items.iter().enumerate() {
            last = self.list.mark();
            self.item(item, look, inner, list.tight);
            // The first and the last item are not separated from their neighbours by a
            // page end.
            if index + 1 < count {
                let alone = if index == 0 { Penalty::ORPHAN } else { Penalty::LAST_ITEM };
                self.list.after(if index == 0 || index + 2 == count { alone } else { Penalty::NONE });
            }
        }
        if count > 1 && self.list.solids_mut(last).count() == 1 {
            self.list.before(last, Penalty::LONE_ITEM);
        }
        self.at_top = was_top;
        self.tight = was_tight;
        self.listed = was_listed;
        if list.tight {
            self.list.no_space();
        }
    }

    /// The strip of a list in centred text: as wide as its longest item, in the middle.
    fn centred(&self, list: &ListNode, look: &Look, (band, indent): (Band, Length)) -> Band {
        if self.align(look, band.width) != LineAlign::Center {
            return band;
        }
        let natural = |node: &Node| match &node.kind {
            NodeKind::Text(text) => {
                let words = self.prepared.texts.get(text.text.0);
                words.map(|words| words.natural_width(self.line_box(node.look.style).size) * 1.002)
            }
            _ => None,
        };
        let items = list.items.iter().flat_map(|item| &item.body).map(natural).collect::<Option<Vec<_>>>();
        let widest = items.and_then(|widths| widths.into_iter().max()).unwrap_or(band.width) + indent;
        let free = (band.width - widest).max(Length::ZERO) * 0.5;
        Band { left: band.left + free, width: band.width - free * 2.0 }
    }

    fn marker_width(&self, marker: Marker, size: Length) -> Length {
        match marker {
            Marker::Text(text) => self.prepared.texts.get(text.0).map_or(Length::ZERO, |text| text.natural_width(size)),
            Marker::Task(..) => size * ornament::TASK,
            Marker::None => Length::ZERO,
        }
    }

    fn item(&mut self, item: &ItemNode, look: &Look, band: Band, tight: bool) {
        let mark = self.list.mark();
        self.nodes(&item.body, band);
        if !self.list.has_solid(mark) {
            let line = self.line_box(look.style);
            let (height, base) = (line.height, line.base);
            self.list.solid(Solid::new(height, base, Vec::new()));
        }
        let size = self.scale.size * self.style(look.style).size;
        let mut items = Vec::new();
        match item.marker {
            Marker::None => {}
            Marker::Text(text) => self.marker(text, (look, band), size, &mut items),
            Marker::Task(done, tag) => {
                let side = size * ornament::TASK;
                let left = beside(look.direction, band, side, size * GAP);
                items = ornament::task(done, side, tag);
                for item in &mut items {
                    item.at = item.at + Point::new(left, -side * 0.85);
                }
            }
        }
        self.list.attach(mark, items);
        self.clear_number(mark, item.marker, size);
        if tight {
            self.list.no_space();
            self.space(self.style(look.style).gap);
        } else {
            self.space(self.style(look.style).after);
        }
    }

    /// Adds room above an item whose number is so large that it would touch the line
    /// before.
    fn clear_number(&mut self, mark: usize, marker: Marker, size: Length) {
        let Marker::Text(text) = marker else { return };
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return };
        let largest = paragraph.styles.iter().map(|style| style.size).fold(1.0, f64::max);
        let reach = size * (largest * FIGURE);
        if largest > 1.0 && self.list.raise(mark, reach) {
            self.list.align(mark, 1.0);
        }
    }

    /// A marker's items, relative to the base line of the item's first line.
    fn marker(&self, text: TextId, (look, band): (&Look, Band), size: Length, items: &mut Vec<Item>) {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return };
        let width = paragraph.natural_width(size);
        let setting = LineSetting { align: LineAlign::Left, ..LineSetting::new(width + Length::pt(1.0)) };
        let left = beside(look.direction, band, width, size * GAP);
        for line in paragraph.lines(size, &setting, self.shaper).into_iter().take(1) {
            Self::line_items(line, left, Length::ZERO, items);
        }
    }

    /// A note: its mark outside its text.
    pub(crate) fn note(&mut self, note: &NoteNode, band: Band) {
        let size = self.scale.size * self.style(note.look.style).size;
        let marker = note.mark.map_or(Marker::None, Marker::Text);
        let indent = (size * 1.2).max(self.marker_width(marker, size) + size * GAP);
        let inner = band.inset(note.look.direction, [indent, Length::ZERO], self.least());
        let mark = self.list.mark();
        let item = ItemNode { marker, body: Vec::new() };
        self.nodes(&note.body, inner);
        if !self.list.has_solid(mark) {
            return self.item(&item, &note.look, inner, true);
        }
        let mut items = vec![anchor(note.id)];
        if let Marker::Text(text) = marker {
            self.marker(text, (&note.look, inner), size, &mut items);
        }
        self.list.attach(mark, items);
        self.list.no_space();
    }
}

fn anchor(id: NodeId) -> Item {
    Item { at: Point::ZERO, tag: None, kind: ItemKind::Anchor(id) }
}

/// The left edge of a marker at the start of a strip.
fn beside(direction: Direction, band: Band, width: Length, gap: Length) -> Length {
    match direction {
        Direction::Rtl => band.left + band.width + gap,
        Direction::Ltr => band.left - gap - width,
    }
}
