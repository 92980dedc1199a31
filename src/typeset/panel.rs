//! Panels: a ground, rules around it, and room between them and the text. A panel that
//! continues in the next column is closed at the end of this one and opened again.

use crate::frame::{Color, Item, ItemKind, Path, Shape, Stroke};
use crate::theme::BlockStyle;
use crate::units::{Length, Point, Rect, Size};
use std::sync::Arc;

/// A panel in a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panel {
    /// From the column's left edge.
    pub(crate) left: Length,
    /// Rules and ground included.
    pub(crate) width: Length,
    /// The ground.
    pub(crate) ground: Option<Color>,
    /// Whether the ground reaches the paper's edges.
    pub(crate) bleed: bool,
    /// The colour of the rules.
    pub(crate) color: Color,
    /// Thickness of the rules above, right, below and left.
    pub(crate) rules: [Length; 4],
    /// Room between the contents and the edges above and below.
    pub(crate) padding: [Length; 2],
    /// Room between the contents and the left and right edges.
    pub(crate) sides: [Length; 2],
    /// Drawn again at the head of every column in which the panel continues: a table's
    /// head, without tags.
    pub(crate) repeat: Option<Arc<Repeat>>,
}

/// What is repeated at the head of a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repeat {
    /// Its height.
    pub(crate) height: Length,
    /// From the column's left edge and its own top.
    pub(crate) items: Vec<Item>,
}

impl Panel {
    /// The panel that a style asks for around a block, `None` if none; `em` is the
    /// block's letter size.
    pub(crate) fn of(style: &BlockStyle, accent: Color, em: Length, rtl: bool) -> Option<Self> {
        let border = style.border;
        let rules = [border.top, border.end, border.bottom, border.start].map(Length::pt);
        if style.background.is_none() && rules.iter().all(|rule| *rule <= Length::ZERO) {
            return None;
        }
        let [top, end, bottom, start] = rules;
        let rules = if rtl { [top, start, bottom, end] } else { [top, end, bottom, start] };
        let padding = em * style.padding;
        let beside = |rule: Length| match style.background {
            None if rule <= Length::ZERO => Length::ZERO,
            _ => rule + padding,
        };
        let level = style.background.is_some() || top > Length::ZERO || bottom > Length::ZERO;
        Some(Self {
            ground: style.background,
            bleed: style.bleed,
            color: border.color.unwrap_or(accent),
            rules,
            padding: [if level { padding } else { Length::ZERO }; 2],
            sides: [beside(rules[3]), beside(rules[1])],
            ..Self::default()
        })
    }

    /// The room above its contents, where it begins.
    pub(crate) fn head(&self) -> Length {
        self.rules[0] + self.padding[0]
    }

    /// The height of what is repeated where it continues.
    pub(crate) fn repeated(&self) -> Length {
        self.repeat.as_ref().map_or(Length::ZERO, |repeat| repeat.height)
    }

    /// The room below its contents.
    pub(crate) fn foot(&self) -> Length {
        self.rules[2] + self.padding[1]
    }

    /// Leaves out the room below the contents where nothing is drawn there.
    pub(crate) fn trim_foot(&mut self) {
        if self.ground.is_none() && self.rules[2] <= Length::ZERO {
            self.padding[1] = Length::ZERO;
        }
    }

    /// Draws the panel from one height to another.
    pub(crate) fn draw(&self, from: Length, to: Length, items: &mut Vec<Item>) {
        let rect = Rect::new(Point::new(self.left, from), Size::new(self.width, to - from));
        if let Some(ground) = self.ground {
            items.push(filled(rect, ground));
        }
        let [top, right, bottom, left] = self.rules;
        if self.rules.iter().all(|rule| *rule > Length::ZERO && *rule == top) {
            items.push(framed(rect.grown(top * -0.5), top, self.color));
            return;
        }
        let edge = |x, y, width, height| Rect::new(Point::new(x, y), Size::new(width, height));
        let edges = [
            edge(self.left, from, self.width, top),
            edge(rect.right() - right, from, right, to - from),
            edge(self.left, to - bottom, self.width, bottom),
            edge(self.left, from, left, to - from),
        ];
        items.extend(
            edges
                .into_iter()
                .filter(|edge| edge.size.width > Length::ZERO && edge.size.height > Length::ZERO)
                .map(|edge| filled(edge, self.color)),
        );
    }
}

/// A filled rectangle; an artifact.
pub(crate) fn filled(rect: Rect, color: Color) -> Item {
    let path = Path::rect(Rect::new(Point::ZERO, rect.size));
    let shape = Shape { path, fill: Some(color), stroke: None };
    Item { at: rect.origin, tag: None, kind: ItemKind::Shape(shape) }
}

/// The outline of a rectangle; an artifact.
pub(crate) fn framed(rect: Rect, width: Length, color: Color) -> Item {
    let path = Path::rect(Rect::new(Point::ZERO, rect.size));
    let stroke = Stroke { color, width, dash: Vec::new() };
    Item { at: rect.origin, tag: None, kind: ItemKind::Shape(Shape { path, fill: None, stroke: Some(stroke) }) }
}
