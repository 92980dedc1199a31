//! Blocks become a vertical list at one size of letters: each kind of block
//! has its file, this one holds what they share.

use super::line::SetLine;
use super::linebreak::Breaking;
use super::panel::Panel;
use super::paragraph::{LineAlign, LineSetting};
use super::prepared::{Keep, Look, Node, NodeKind, Prepared, Reach, TextId, TextNode};
use super::vertical::{ColumnSet, Penalty, Section, Solid, VerticalList};
use super::{Scale, TextOptions};
use crate::document::Direction;
use crate::font::FontBook;
use crate::frame::{Item, ItemKind};
use crate::settings::{Justify, Kashida};
use crate::theme::{Align, BlockStyle, Family, StyleName, Theme};
use crate::units::{Length, Point};

/// The strip of a column a block may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    pub(super) left: Length,
    pub(super) width: Length,
}

impl Band {
    /// The strip without so much at its start and end.
    pub(super) fn inset(self, direction: Direction, start: Length, end: Length) -> Self {
        // A strip never becomes narrower than a third of what it was.
        let room = self.width * (2.0 / 3.0);
        let scale = if start + end > room { room.ratio(start + end) } else { 1.0 };
        let (start, end) = (start * scale, end * scale);
        let left = if direction == Direction::Rtl { end } else { start };
        Self { left: self.left + left, width: self.width - start - end }
    }

    /// The strip without so much at its left and right.
    fn within(self, [left, right]: [Length; 2]) -> Self {
        Self { left: self.left + left, width: (self.width - left - right).max(Length::ZERO) }
    }
}

/// How the lines of a text stand below each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineBox {
    /// Size of the letters.
    pub(super) size: Length,
    /// From one base line to the next.
    pub(super) height: Length,
    /// From the top of a line's box to its base line.
    pub(super) base: Length,
    /// How high ordinary letters reach.
    pub(super) ascent: Length,
}

/// Turns prepared blocks into a vertical list.
pub(super) struct Setter<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) theme: &'a Theme,
    pub(super) book: &'a FontBook,
    pub(super) options: &'a TextOptions,
    pub(super) scale: Scale,
    pub(super) list: VerticalList,
    /// The height of a page's text.
    pub(super) page_height: Length,
    /// Where columns may be set side by side: not within what stands on a
    /// panel, in a list or in other columns.
    pub(super) at_top: bool,
    /// Whether the page's columns are being filled.
    pub(super) in_columns: bool,
    /// The style of the box, quotation or note that is being filled.
    pub(super) inside: Option<StyleName>,
}

impl<'a> Setter<'a> {
    /// The same for another list, such as a note's.
    pub(super) fn another(&self) -> Setter<'a> {
        Setter { list: VerticalList::new(self.unit()), at_top: false, in_columns: false, inside: None, ..*self }
    }

    /// The base line grid's step; half of it where paragraphs are parted by
    /// half lines.
    pub(super) fn unit(&self) -> Length {
        grid_unit(self.theme, self.scale)
    }

    pub(super) fn style(&self, name: StyleName) -> &'a BlockStyle {
        self.theme.style(name)
    }

    /// So many lines of the grid.
    pub(super) fn lines(&self, count: f64) -> Length {
        self.scale.grid() * count
    }

    /// How lines of a style stand.
    pub(super) fn line_box(&self, name: StyleName) -> LineBox {
        let style = self.style(name);
        let size = self.scale.size * style.size;
        let Reach { ascent, descent } = self.reach(style.family);
        let (ascent, descent) = (ascent.at(size), descent.at(size));
        let height = match style.leading {
            Some(lines) => self.lines(lines),
            None => size * airy(self.scale.leading, style.size),
        };
        let height = height.max(ascent + descent);
        LineBox { size, height, base: (height - ascent - descent) * 0.5 + ascent, ascent }
    }

    fn reach(&self, family: Family) -> Reach {
        let [body, heading, display, code] = self.prepared.reach;
        match family {
            Family::Body => body,
            Family::Heading => heading,
            Family::Display => display,
            Family::Code => code,
        }
    }

    /// How lines of a style lie.
    pub(super) fn align(&self, look: &Look) -> LineAlign {
        let own = match self.style(look.style).align {
            Align::Text if self.options.justify == Justify::Full => LineAlign::Justify,
            Align::Text | Align::Start => LineAlign::Start,
            Align::Center => LineAlign::Center,
            Align::End => LineAlign::End,
        };
        look.align.unwrap_or(own)
    }

    /// The lines of a text in a strip.
    pub(super) fn text(&self, text: TextId, look: &Look, measure: Length, indented: bool) -> Vec<SetLine> {
        let Some(paragraph) = self.prepared.texts.get(text.0) else { return Vec::new() };
        let style = self.style(look.style);
        let size = self.scale.size * style.size;
        let align = self.align(look);
        let indent =
            if indented && matches!(align, LineAlign::Justify | LineAlign::Start) { style.first_line } else { 0.0 };
        let setting = LineSetting {
            first_indent: size * indent,
            align,
            kashida: if align == LineAlign::Justify { self.options.kashida } else { Kashida::Off },
            breaking: if self.options.greedy { Breaking::Greedy } else { Breaking::TotalFit },
            ..LineSetting::new(measure)
        };
        let lines = paragraph.lines(size, &setting, self.book);
        // A single line of the other direction stands where its neighbours begin.
        let turned = matches!(align, LineAlign::Justify | LineAlign::Start) && paragraph.direction() != look.direction;
        if turned && lines.len() == 1 {
            return paragraph.lines(size, &LineSetting { align: LineAlign::End, ..setting }, self.book);
        }
        lines
    }

    /// The items of a line whose base line is so far below `top`.
    pub(super) fn line_items(line: SetLine, left: Length, base: Length, items: &mut Vec<Item>) {
        let at = Point::new(left, base);
        let moved = |item: Item| Item { at: item.at + at, ..item };
        items.extend(line.behind.into_iter().map(moved));
        items.push(Item { at: Point::new(left + line.x, base), tag: None, kind: ItemKind::Line(line.line) });
        items.extend(line.decorations.into_iter().map(moved));
    }

    /// The notes that a line is the first to call.
    pub(super) fn calls(&self, line: &SetLine) -> Vec<usize> {
        line.notes.iter().filter_map(|reference| self.prepared.calls.get(reference).copied()).collect()
    }

    /// A paragraph or heading.
    fn paragraph(&mut self, node: &TextNode, look: &Look, band: Band, (first, after): (bool, f64)) {
        let style = self.style(look.style);
        let heading = matches!(look.style, StyleName::Heading(_) | StyleName::Title);
        let inside = self.inside == Some(look.style);
        let line_box = self.line_box(look.style);
        let mark = self.list.mark();
        let panel = self.panel(look, band, line_box.size).filter(|_| !inside);
        let sides = panel.as_ref().map_or_else(Default::default, |panel| panel.sides);
        let inner = band.within(sides);
        let lines = self.text(node.text, look, inner.width, !first);
        let panelled = panel.is_some();
        if let Some(panel) = panel {
            self.list.open(panel);
        }
        self.push_lines(lines, &line_box, inner.left, node);
        if panelled {
            self.list.close();
        }
        if heading {
            self.ornament(style, look, band);
        }
        match node.keep {
            Keep::Free if !heading => {}
            Keep::LeadIn => self.list.after(Penalty::LEAD_IN),
            _ => self.list.after(Penalty::NEVER),
        }
        if !inside && (style.leading != Some(1.0) || heading || panelled) {
            self.list.space(self.lines(after));
            self.list.align(mark, 1.0);
        }
    }

    /// What a style asks for around a strip.
    pub(super) fn panel(&self, look: &Look, band: Band, em: Length) -> Option<Panel> {
        let rtl = look.direction == Direction::Rtl;
        let panel = Panel::of(self.style(look.style), self.theme.accent, em, rtl)?;
        Some(Panel { left: band.left, width: band.width, ..panel })
    }

    /// Puts lines below each other, further apart where their ink asks for it.
    pub(super) fn push_lines(&mut self, lines: Vec<SetLine>, line_box: &LineBox, left: Length, node: &TextNode) {
        let heights = heights(&lines, line_box);
        let count = lines.len();
        for (index, (line, height)) in lines.into_iter().zip(heights).enumerate() {
            let notes = self.calls(&line);
            let base = line_box.base + height - line_box.height;
            let mut items = Vec::with_capacity(1 + line.decorations.len() + line.behind.len());
            if let Some(anchor) = node.anchor.filter(|_| index == 0) {
                let at = Point::new(left, Length::ZERO);
                items.push(Item { at, tag: None, kind: ItemKind::Anchor(anchor) });
            }
            Self::line_items(line, left, base, &mut items);
            self.list.solid(Solid { notes, after: line_penalty(index, count), ..Solid::new(height, base, items) });
        }
    }

    /// Blocks one below the other.
    pub(super) fn nodes(&mut self, nodes: &[Node], band: Band) {
        let mut above = None;
        for node in nodes {
            self.node(node, band, above);
            above = Some(node);
        }
    }

    fn node(&mut self, node: &Node, band: Band, above: Option<&Node>) {
        let style = self.style(node.look.style);
        if style.new_page && self.at_top && matches!(node.kind, NodeKind::Text(_)) {
            self.list.section(Some(Section::NewPage));
        }
        let keep = |node: Option<&Node>| match node.map(|node| &node.kind) {
            Some(NodeKind::Text(text)) => Some(text.keep),
            _ => None,
        };
        // A paragraph in a box or quotation is not parted like the box itself.
        let inside = self.inside == Some(node.look.style);
        let (before, after) = if inside { (style.gap, style.gap) } else { (style.before, style.after) };
        let before = if keep(above) == Some(Keep::Label) { 0.0 } else { before };
        let after = if keep(Some(node)) == Some(Keep::Label) { 0.0 } else { after };
        let first = !matches!(keep(above), Some(Keep::Free | Keep::LeadIn));
        self.list.space(self.lines(before));
        match &node.kind {
            NodeKind::Text(text) => self.paragraph(text, &node.look, band, (first, after)),
            NodeKind::Group(nodes) => return self.group(nodes, &node.look, band),
            NodeKind::List(list) => self.list(list, &node.look, band),
            NodeKind::Code(text) => self.code(*text, &node.look, band),
            NodeKind::Table(table) => self.table(table, &node.look, band),
            NodeKind::Poem(couplets) => self.poem(couplets, &node.look, band),
            NodeKind::Picture(picture) => self.picture(picture, &node.look, band),
            NodeKind::Qr(qr) => self.qr(qr, band),
            NodeKind::Rule => self.rule(&node.look, band),
            NodeKind::Contents(entries) => self.contents(entries, &node.look, band),
            NodeKind::Columns(nodes) => return self.columns(nodes, band),
            NodeKind::NewPage if self.at_top => self.list.section(Some(Section::NewPage)),
            NodeKind::NewPage => {}
        }
        self.list.space(self.lines(after));
    }

    /// Blocks that share a ground, rules, an indent.
    fn group(&mut self, nodes: &[Node], look: &Look, band: Band) {
        let style = self.style(look.style);
        if matches!(look.style, StyleName::Body | StyleName::List) {
            return self.nodes(nodes, band);
        }
        let em = self.scale.size * style.size;
        let band = band.inset(look.direction, em * style.indent, em * style.indent_end);
        let was_top = std::mem::replace(&mut self.at_top, false);
        let was_inside = self.inside.replace(look.style);
        let mark = self.list.mark();
        match self.panel(look, band, em) {
            Some(panel) => {
                let inner = band.within(panel.sides);
                self.list.open(panel);
                self.nodes(nodes, inner);
                self.list.close();
            }
            None => self.nodes(nodes, band),
        }
        self.at_top = was_top;
        self.inside = was_inside;
        self.list.space(self.lines(style.after));
        self.list.align(mark, 0.5);
    }

    /// Blocks in two columns; below each other where they can't stand side by
    /// side.
    fn columns(&mut self, nodes: &[Node], band: Band) {
        let gap = self.scale.size * 2.0;
        let width = (band.width - gap) * 0.5;
        if !self.at_top || self.in_columns || width < self.scale.size * 7.0 {
            return self.nodes(nodes, band);
        }
        let mut inner = self.another();
        inner.nodes(nodes, Band { left: Length::ZERO, width });
        let pieces = inner.list.into_pieces();
        let mut lefts = vec![band.left + width + gap, band.left];
        if self.look().direction == Direction::Ltr {
            lefts.reverse();
        }
        self.list.section(Some(Section::Columns(ColumnSet { pieces, lefts })));
    }

    /// The look of the document's own text.
    pub(super) fn look(&self) -> Look {
        let direction = self.prepared.direction;
        Look { style: StyleName::Body, direction, align: None }
    }
}

/// The base line distance of letters so many times the body size, as a
/// multiple of their own: the larger, the closer.
fn airy(leading: f64, size: f64) -> f64 {
    if size <= 1.0 { leading } else { TIGHT + (leading - TIGHT).max(0.0) / size }
}

/// Where large letters end up.
const TIGHT: f64 = 1.3;

/// The step that blocks off the grid are padded to.
pub(super) fn grid_unit(theme: &Theme, scale: Scale) -> Length {
    let after = theme.style(StyleName::Body).after;
    let halves = (after - after.round()).abs() > 1e-6;
    scale.grid() * if halves { 0.5 } else { 1.0 }
}

fn line_penalty(index: usize, count: usize) -> Penalty {
    match (index + 1, count) {
        (at, count) if at >= count => Penalty::NONE,
        (1, 2 | 3) => Penalty(Penalty::ORPHAN.0 + Penalty::WIDOW.0),
        (1, _) => Penalty::ORPHAN,
        (at, count) if at + 1 == count => Penalty::WIDOW,
        _ => Penalty::LINE,
    }
}

/// No line is pushed further down than so many times its usual height: a
/// letter under a thousand marks would push for ever.
const FARTHEST: f64 = 3.0;

/// The height of each line's box. Where the ink of many lines would touch, all
/// get the same, larger one; where one line is the exception, only it.
fn heights(lines: &[SetLine], line_box: &LineBox) -> Vec<Length> {
    let clear = line_box.size * 0.06;
    let mut need: Vec<Length> = Vec::with_capacity(lines.len());
    let mut above = Length::ZERO;
    for (index, line) in lines.iter().enumerate() {
        let ink = if index == 0 { line.ascent - line_box.base + line_box.height } else { above + line.ascent + clear };
        need.push(ink.min(line_box.height * FARTHEST));
        above = line.descent;
    }
    let tight = |need: &&Length| **need > line_box.height + Length::pt(0.01);
    let crowded = need.iter().filter(tight).count();
    let common = match need.iter().max() {
        Some(most) if crowded * 3 > lines.len() && lines.len() > 1 => *most,
        _ => line_box.height,
    };
    need.into_iter().map(|need| need.max(common).max(line_box.height)).collect()
}
