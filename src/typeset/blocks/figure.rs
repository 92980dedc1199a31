//! Pictures and QR codes with their captions.

use super::setter::{Band, Setter};
use super::text::heights;
use crate::document::{Direction, PictureSize};
use crate::frame::{Color, Item, ItemKind, LinkTarget};
use crate::ink::luma;
use crate::theme::StyleName;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::panel::filled;
use crate::typeset::prepared::{Look, Node, NodeKind, PictureNode, QrNode, TextId};
use crate::typeset::vertical::{Bleeding, Penalty, Solid};
use crate::units::{Length, Point, Rect, Size};

/// The least width of a code, in ems: it is read from no nearer than the words beside
/// it.
const CODE: f64 = 5.5;
/// The distance between the lines of a contact block and its code, in ems.
const BESIDE_CODE: f64 = 1.5;
/// The widest label of a code, as a multiple of the code's own width.
const WIDEST_LABEL: f64 = 1.6;
/// The luma of the darkest ground a code is printed on without bare paper under it:
/// cameras need a contrast of at least 3 to 1 (ISO/IEC 15415).
const READABLE: f32 = 0.6;
/// The least room for the lines of a contact block beside its code, in ems.
const LINES_BESIDE_CODE: f64 = 11.0;

/// The width of the symbol on a paper of this width: a tenth of the distance from which
/// it is read, for A6 in the hand, A5 and A4 on a table, A3 on a wall.
fn symbol_on(across: Length) -> Length {
    const PAPERS: [(f64, f64); 4] = [(105.0, 20.0), (148.0, 26.0), (210.0, 35.0), (297.0, 70.0)];
    let wide = across.to_mm();
    let steps = PAPERS.windows(2).find(|two| wide <= two[1].0).or_else(|| PAPERS.windows(2).last());
    let Some([(from, small), (to, large)]) = steps else { return Length::mm(PAPERS[0].1) };
    Length::mm((small + (large - small) * (wide - from) / (to - from)).max(PAPERS[0].1))
}

/// The share of the paper's height that a picture to its edges may take; the rest is
/// for the words.
const BLEED_TALLEST: f64 = 0.6;
/// The share that it takes if it can be reached by cutting off the sides.
const BLEED_USUAL: f64 = 0.56;
/// How much higher it may become that way; its width stays that of the paper.
const CUT_OFF: f64 = 1.4;
/// The height of an emblem beside a name, and its share of a large sheet's height.
const EMBLEM: Length = Length::mm(18.0);
const EMBLEM_ON_SHEET: f64 = 0.07;
/// The share of a strip's width that an emblem without a size of its own takes.
const EMBLEM_SHARE: f64 = 0.36;
/// The share of a page's height that any other picture may take, and the share that a
/// long caption leaves it.
const TALLEST: f64 = 0.75;
const LEAST: f64 = 0.4;

/// Whether blocks of a style say who speaks.
fn is_name(style: StyleName) -> bool {
    matches!(style, StyleName::Masthead | StyleName::Contact | StyleName::Signatures)
}

impl Setter<'_, '_> {
    /// A picture and its caption, which stay together.
    pub(crate) fn picture(&mut self, node: &PictureNode, look: &Look, band: Band) {
        let asked = node.size.bleed || (self.style(look.style).bleed && node.size == PictureSize::default());
        if asked && self.at_top && node.tallest.is_none() && !node.is_emblem {
            return self.bleeding(node, look, band);
        }
        let natural = node.picture.size;
        // Its words need room on the same page.
        let words = node.caption.map_or(Length::ZERO, |text| {
            let look = Look { style: StyleName::Caption, ..*look };
            let lines = self.text(text, &look, band.width, false).len();
            self.line_box(look.style).height * lines.saturating_sub(1) as f64
        });
        let most = (self.page_height * TALLEST - words).max(self.page_height * LEAST) * self.scale.large;
        let tallest = node.tallest.unwrap_or(most).min(most);
        // A picture among a name, an address or signatures is an emblem.
        let emblem = self.inside.is_some_and(is_name) && node.size == PictureSize::default();
        let tallest = if emblem { tallest.min(EMBLEM.max(self.sheet.height * EMBLEM_ON_SHEET)) } else { tallest };
        let room = match node.is_emblem {
            true => Size::new(band.width * EMBLEM_SHARE, tallest),
            false => Size::new(band.width, tallest),
        };
        let size = match node.tallest {
            // A logo takes the height it may have.
            Some(_) => {
                let scale = room.width.ratio(natural.width).min(tallest.ratio(natural.height));
                Size::new(natural.width * scale, natural.height * scale)
            }
            None => node.size.on_paper(natural, room),
        };
        let at = Point::new(self.aside(look, band, size.width), Length::ZERO);
        let kind = ItemKind::Image { image: node.picture.image, size };
        let mut items = vec![Item { at, tag: node.tag, kind }];
        if let Some(link) = &node.link {
            let target = LinkTarget::Url(link.url.clone());
            let kind = ItemKind::Link { node: link.node, target, size, description: link.description.clone() };
            items.push(Item { at, tag: Some(link.tag), kind });
        }
        self.with_caption(size.height, items, node.caption, (look, band));
    }

    /// A picture that reaches the paper's edges, no higher than its share of the page;
    /// the excess is cut off.
    fn bleeding(&mut self, node: &PictureNode, look: &Look, band: Band) {
        let natural = node.picture.size;
        let own = self.sheet.width * natural.height.ratio(natural.width);
        let page = self.sheet.height * self.scale.large;
        let height = own.max((page * BLEED_USUAL).min(own * CUT_OFF)).min(page * BLEED_TALLEST);
        let bleed = Some(Bleeding::Picture(node.picture, node.tag));
        self.list.solid(Solid { bleed, after: Penalty::NEVER, ..Solid::new(height, height, Vec::new()) });
        if let Some(text) = node.caption {
            self.near(self.style(StyleName::Caption).before);
            self.caption(text, look, band);
        }
        self.space(self.style(StyleName::Figure).after);
    }

    /// A QR code and its label.
    pub(crate) fn qr(&mut self, node: &QrNode, band: Band) {
        let side = self.code_side(node).min(band.width);
        let look = self.look();
        let quiet = self.unseen(node, side);
        let figure = Look { style: StyleName::Figure, ..look };
        let left = self.aside(&figure, band, side - quiet * 2.0) - quiet;
        self.with_caption(side, self.code_items(node, left, side), node.label, (&look, band));
    }

    /// The left edge of something narrower than its strip, aligned as its style says.
    pub(crate) fn aside(&self, look: &Look, band: Band, width: Length) -> Length {
        let blank = band.width - width;
        let align = self.align(look, band.width);
        let at_right = (look.direction == Direction::Rtl) == (align != LineAlign::End);
        match align {
            LineAlign::Center => band.left + blank * 0.5,
            _ if at_right => band.left + blank,
            _ => band.left,
        }
    }

    /// A code, and bare paper under it where the ground is too dark for a camera.
    fn code_items(&self, node: &QrNode, left: Length, side: Length) -> Vec<Item> {
        let at = Point::new(left, Length::ZERO);
        let paper = self.is_dark().then(|| filled(Rect::new(at, Size::new(side, side)), Color::WHITE));
        let code = Item { at, tag: Some(node.tag), kind: ItemKind::Shape(node.code.shape(side)) };
        paper.into_iter().chain([code]).collect()
    }

    /// Whether the ground is too dark for a code.
    fn is_dark(&self) -> bool {
        let own = self.inside.and_then(|style| self.style(style).background);
        own.or(self.theme.page.background).is_some_and(|ground| luma(ground) < READABLE)
    }

    /// The part of a code's quiet zone that cannot be seen: it goes into the margin, so
    /// that the dark modules stand where the text begins.
    fn unseen(&self, node: &QrNode, side: Length) -> Length {
        if self.is_dark() { Length::ZERO } else { node.code.quiet(side) }
    }

    /// The side of a code: the larger the paper, the farther it is read from.
    fn code_side(&self, node: &QrNode) -> Length {
        let across = self.sheet.width.min(self.sheet.height);
        let usual = || symbol_on(across).max(self.scale.size * CODE);
        node.code.side(self.theme.qr_size.unwrap_or_else(usual))
    }

    /// The lines of a contact block with its code at their end; `false` if the strip
    /// has no room for both.
    pub(crate) fn beside_code(&mut self, lines: &[Node], node: &QrNode, band: Band) -> bool {
        let side = self.code_side(node);
        let gap = self.scale.size * BESIDE_CODE;
        // Short lines need less room than a contact block usually does.
        let natural = |node: &Node| match &node.kind {
            NodeKind::Text(text) => {
                let words = self.prepared.texts.get(text.text.0);
                words.map(|words| words.natural_width(self.line_box(node.look.style).size * 1.01))
            }
            _ => None,
        };
        let longest = lines.iter().map(natural).collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
        let usual = self.scale.size * LINES_BESIDE_CODE;
        if band.width - side - gap < longest.map_or(usual, |longest| longest.min(usual)) {
            return false;
        }
        let look = self.look();
        let rtl = look.direction == Direction::Rtl;
        let outer = if rtl { LineAlign::Left } else { LineAlign::Right };
        let caption = Look { style: StyleName::Caption, align: Some(outer), ..look };
        let words = node.label.and_then(|label| self.prepared.texts.get(label.0));
        let words = words.map_or(Length::ZERO, |label| label.natural_width(self.line_box(caption.style).size));
        let quiet = self.unseen(node, side);
        let seen = side - quiet * 2.0;
        let wide = (words * 1.01).min(side * WIDEST_LABEL).max(seen);
        let text = band.inset(look.direction, [Length::ZERO, wide + gap], Length::ZERO);
        let left = if rtl { band.left } else { band.left + band.width - wide };
        let edge = if rtl { left } else { left + wide - seen };
        let mark = self.list.mark();
        self.nodes(lines, text);
        self.list.no_space();
        let mut items = self.code_items(node, edge - quiet, side);
        let mut height = side;
        if let Some(label) = node.label {
            let line_box = self.line_box(caption.style);
            for line in self.text(label, &caption, wide, false) {
                Self::line_items(line, left, height + line_box.base, &mut items);
                height += line_box.height;
            }
        }
        self.list.beside(mark, items, height);
        true
    }

    fn with_caption(&mut self, height: Length, items: Vec<Item>, caption: Option<TextId>, at: (&Look, Band)) {
        let (look, band) = at;
        let mark = self.list.mark();
        let after = if caption.is_some() { Penalty::NEVER } else { Penalty::NONE };
        self.list.solid(Solid { after, ..Solid::new(height, height, items) });
        if let Some(text) = caption {
            self.near(self.style(StyleName::Caption).before);
            self.caption(text, look, band);
        }
        self.space(self.style(StyleName::Figure).after);
        self.list.align(mark, 0.5);
    }

    /// A caption; its lines stay together.
    pub(crate) fn caption(&mut self, text: TextId, look: &Look, band: Band) {
        let look = Look { style: StyleName::Caption, ..*look };
        let line_box = self.line_box(look.style);
        let mut lines = self.text(text, &look, band.width, false);
        if lines.len() > 2 && self.align(&look, band.width) == LineAlign::Center {
            lines = self.text(text, &Look { align: Some(LineAlign::Start), ..look }, band.width, false);
        }
        let heights = heights(&lines, &line_box);
        for (line, height) in lines.into_iter().zip(heights) {
            let notes = self.calls(&line);
            let mut items = Vec::new();
            let base = line_box.base + height - line_box.height;
            Self::line_items(line, band.left, base, &mut items);
            self.list.solid(Solid { notes, after: Penalty::NEVER, ..Solid::new(height, base, items) });
        }
        self.list.set_after(Penalty::NONE);
    }
}
