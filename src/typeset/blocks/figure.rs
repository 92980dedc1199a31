//! Pictures and QR codes with the words under them.

use super::setter::{Band, Setter};
use crate::frame::{Item, ItemKind, LinkTarget};
use crate::theme::StyleName;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::prepared::{Look, PictureNode, QrNode, TextId};
use crate::typeset::vertical::{Penalty, Solid};
use crate::units::{Length, Point, Size};

/// The share of a page's height that a picture may take.
const TALLEST: f64 = 0.75;

impl Setter<'_, '_> {
    /// A picture and its caption, which stay together.
    pub(crate) fn picture(&mut self, node: &PictureNode, look: &Look, band: Band) {
        let natural = node.picture.size;
        let tallest = node.tallest.unwrap_or(self.page_height * TALLEST).min(self.page_height * TALLEST);
        let room = Size::new(band.width, tallest);
        let size = match node.tallest {
            // A logo is as high as it may be.
            Some(_) => {
                let scale = room.width.ratio(natural.width).min(tallest.ratio(natural.height));
                Size::new(natural.width * scale, natural.height * scale)
            }
            None => node.size.on_paper(natural, room),
        };
        let at = Point::new(band.left + (band.width - size.width) * 0.5, Length::ZERO);
        let kind = ItemKind::Image { image: node.picture.image, size };
        let mut items = vec![Item { at, tag: node.tag, kind }];
        if let Some(link) = &node.link {
            let target = LinkTarget::Url(link.url.clone());
            let kind = ItemKind::Link { node: link.node, target, size, description: link.description.clone() };
            items.push(Item { at, tag: Some(link.tag), kind });
        }
        self.with_caption(size.height, items, node.caption, (look, band));
    }

    /// A QR code and its label.
    pub(crate) fn qr(&mut self, node: &QrNode, band: Band) {
        let side = node.code.smallest().min(band.width);
        let at = Point::new(band.left + (band.width - side) * 0.5, Length::ZERO);
        let item = Item { at, tag: Some(node.tag), kind: ItemKind::Shape(node.code.shape(side)) };
        let look = self.look();
        self.with_caption(side, vec![item], node.label, (&look, band));
    }

    fn with_caption(&mut self, height: Length, items: Vec<Item>, caption: Option<TextId>, at: (&Look, Band)) {
        let (look, band) = at;
        let mark = self.list.mark();
        let after = if caption.is_some() { Penalty::NEVER } else { Penalty::NONE };
        self.list.solid(Solid { after, ..Solid::new(height, height, items) });
        if let Some(text) = caption {
            self.space(self.style(StyleName::Caption).before);
            self.caption(text, look, band);
        }
        self.space(self.style(StyleName::Figure).after);
        self.list.align(mark, 0.5);
    }

    /// A caption, whose lines stay together.
    pub(crate) fn caption(&mut self, text: TextId, look: &Look, band: Band) {
        let look = Look { style: StyleName::Caption, ..*look };
        let line_box = self.line_box(look.style);
        let mut lines = self.text(text, &look, band.width, false);
        if lines.len() > 2 && self.align(&look, band.width) == LineAlign::Center {
            lines = self.text(text, &Look { align: Some(LineAlign::Start), ..look }, band.width, false);
        }
        for line in lines {
            let notes = self.calls(&line);
            let mut items = Vec::new();
            Self::line_items(line, band.left, line_box.base, &mut items);
            let (height, base) = (line_box.height, line_box.base);
            self.list.solid(Solid { notes, after: Penalty::NEVER, ..Solid::new(height, base, items) });
        }
        self.list.set_after(Penalty::NONE);
    }
}
