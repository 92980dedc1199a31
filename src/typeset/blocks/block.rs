//! Turns blocks into a vertical list at one scale: each kind of block has a file, this
//! one holds those that consist of other blocks.

use super::fitted::Fitted;
use super::over::Ground;
use super::setter::{Band, Setter};
use super::text::is_display;
use crate::document::Direction;
use crate::theme::{BlockStyle, Fit, NewPage, Ornament, StyleName};
use crate::typeset::inline::line::SetLine;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::prepared::{Keep, Look, Node, NodeKind, TextId, TextNode};
use crate::typeset::vertical::{ColumnSet, Penalty, Section, Solid};
use crate::units::Length;

impl Setter<'_, '_> {
    /// A paragraph or heading.
    fn paragraph(&mut self, node: &TextNode, look: &Look, band: Band, (first, after): (bool, f64)) {
        let style = self.style(look.style);
        let heading = matches!(look.style, StyleName::Heading(_) | StyleName::Title);
        let inside = self.inside == Some(look.style);
        let mut line_box = self.line_box(look.style);
        let mark = self.list.mark();
        let panel = self.panel(look, band, line_box.size).filter(|_| !inside);
        let sides = panel.as_ref().map_or_else(Default::default, |panel| panel.sides);
        let inner = band.within(sides, self.least());
        let lines = match style.fit {
            Fit::None => {
                let size = self.letters(node.text, look, inner.width);
                line_box = self.line_box_at(look.style, size);
                Fitted::Even(size, self.entered((node.text, size), look, inner.width, first))
            }
            Fit::Width => self.fitted(node.text, look, inner.width),
        };
        if let (Fit::Width, Fitted::Even(size, _)) = (style.fit, &lines) {
            line_box = self.line_box_at(look.style, *size);
        }
        if style.fit == Fit::Width {
            // Of words as large as this the ink is known: no room is kept for marks that
            // they do not have.
            line_box.over = Length::ZERO;
        }
        let panelled = panel.is_some();
        if let Some(panel) = panel {
            self.list.open(panel);
        }
        if line_box.over > Length::ZERO {
            self.blank(line_box.over);
        }
        let first_line = self.list.mark();
        let below = self.push_fitted(lines, &line_box, (inner.left, node), style.fit);
        // A head is never divided, even where what follows is.
        if is_display(look.style) && self.list.height(first_line) <= self.page_height {
            self.list.hold(first_line, Penalty::NEVER);
        }
        if below > Length::ZERO {
            self.list.set_after(Penalty::NEVER);
            self.blank(below);
            self.list.set_after(Penalty::NONE);
        }
        if panelled {
            self.list.close();
        }
        if heading && style.ornament != Ornament::None {
            self.list.after(Penalty::NEVER);
            self.ornament(style, look, band);
        }
        match node.keep {
            Keep::Free if !heading => {}
            Keep::LeadIn => self.list.after(Penalty::LEAD_IN),
            _ if matches!(look.style, StyleName::Title | StyleName::Subtitle | StyleName::Byline) => {
                self.list.after(Penalty::OPENING);
            }
            _ => self.list.after(Penalty::BOUND),
        }
        if !inside && (style.leading != Some(1.0) || heading || panelled) {
            self.space(after);
            match look.style {
                StyleName::Heading(_) => self.list.align_heading(mark),
                _ => self.list.align(mark, 1.0),
            }
        }
    }

    /// The lines of a paragraph. All but the first of several are indented, but not one
    /// that is a single line below single lines: the parts of an address or the lines of
    /// an announcement have one edge.
    fn entered(&mut self, (text, size): (TextId, Length), look: &Look, measure: Length, first: bool) -> Vec<SetLine> {
        let fits =
            |setter: &Self| setter.prepared.texts.get(text.0).is_some_and(|words| words.natural_width(size) <= measure);
        let flush = (first || (self.lone && fits(self))).then(|| self.text_at(size, text, look, measure, false));
        let lines = flush.filter(|lines| first || lines.len() == 1);
        self.lone = lines.as_ref().is_some_and(|lines| lines.len() == 1);
        lines.unwrap_or_else(|| self.text_at(size, text, look, measure, true))
    }

    /// Blocks stacked from top to bottom.
    pub(crate) fn nodes(&mut self, nodes: &[Node], band: Band) {
        let mut above = None;
        for (index, node) in nodes.iter().enumerate() {
            let look = self.look_above(node, nodes.get(index + 1));
            let style = self.style(look.style);
            let (mark, begun) = (self.list.mark(), self.list.begun());
            let ground = above.filter(|_| style.over).and_then(|above| self.ground(above, style, band));
            if self.closes && self.prepared.is_closing(node) {
                self.list.after(Penalty::CLOSING);
            }
            let was_lying = self.lying;
            self.lying = ground.as_ref().map(Ground::room).or(was_lying);
            self.node((node, look), band, above);
            self.lying = was_lying;
            let mark = if self.list.begun() == begun { mark } else { 0 };
            // Only running text goes before a picture or table: a cry would stand alone
            // under the heading, and "the table above" would be below.
            if !matches!(look.style, StyleName::Body | StyleName::List) || points_back(node) {
                self.list.solids_mut(mark).for_each(|solid| solid.stays = true);
            }
            // A picture gets smaller, but a table higher than a page stays where it is.
            let stays = matches!(node.kind, NodeKind::Table(_)) && self.list.height(mark) > self.page_height;
            if self.at_top && !self.in_columns && !stays && floats(node) {
                let strip = Band { left: Length::ZERO, width: Length::pt(1.0) };
                let hold = self.aside(&node.look, strip, Length::ZERO).to_pt();
                self.list.float(mark, hold);
            }
            let is_last = self.prepared.body.last().is_some_and(|last| std::ptr::eq(last, node));
            if let Some(ground) = ground
                && self.list.begun() == begun
                && self.lay_over(mark, &ground, style, band)
            {
                self.space(style.after.max(0.5));
            } else if style.foot && is_last && !self.in_columns {
                self.list.foot(mark);
            }
            above = Some(node);
        }
    }

    /// The look of a block above another one. The name of the contents is that of a
    /// chapter only where they have a page of their own: on the title's page it would be
    /// as loud as the title, and push half of them to the next one.
    fn look_above(&self, node: &Node, next: Option<&Node>) -> Look {
        let names = node.look.style == StyleName::Heading(1)
            && matches!(next, Some(Node { kind: NodeKind::Contents(_), .. }))
            && !self.title_page;
        if names { Look { style: StyleName::Heading(2), ..node.look } } else { node.look }
    }

    fn node(&mut self, (node, look): (&Node, Look), band: Band, above: Option<&Node>) {
        let style = self.style(look.style);
        let (before, after) = self.spacing((node, style), above);
        let first = !matches!(above.and_then(keep), Some(Keep::Free | Keep::LeadIn));
        if let Some(page) = self.new_page(style, node) {
            self.list.section(Some(page));
            // A block that begins a page is lower on it: a gap that is kept at the head
            // of the page.
            self.blank(self.lines(before));
        } else {
            self.space(before);
        }
        match &node.kind {
            NodeKind::Text(text) => self.paragraph(text, &look, band, (first, after)),
            NodeKind::Group(nodes) => return self.group(nodes, &node.look, band),
            NodeKind::List(list) => self.list(list, &node.look, band),
            NodeKind::Code(text) => self.code(*text, &node.look, band),
            NodeKind::Table(table) => self.table(table, &node.look, band),
            NodeKind::Poem(couplets) => self.poem(couplets, &node.look, band),
            NodeKind::Picture(picture) => self.picture(picture, &node.look, band),
            NodeKind::Qr(qr) => self.qr(qr, band),
            NodeKind::Rule => self.rule(&node.look, band),
            NodeKind::Contents(entries) => {
                self.contents(entries, &node.look, band);
                if self.title_page && self.at_top && !self.in_columns {
                    self.list.section(Some(Section::NewPage));
                    return;
                }
            }
            NodeKind::Columns(nodes) => return self.columns(nodes, band),
            NodeKind::NewPage if self.at_top => self.list.section(Some(Section::NewPage)),
            NodeKind::NewPage => {}
        }
        self.space(after);
    }

    /// Whether a block begins a page, and how: where the document is not long, only if
    /// the current page is well filled.
    fn new_page(&self, style: &BlockStyle, node: &Node) -> Option<Section> {
        if !self.at_top {
            return None;
        }
        if let Some(fold) = self.fold {
            let is_last = self.prepared.body.last().is_some_and(|last| std::ptr::eq(last, node));
            return match node.look.style {
                StyleName::Contact if is_last && fold.back => Some(Section::NewPage),
                style if style == fold.section => fold.from.map(Section::NewPageFrom),
                _ => None,
            };
        }
        let page = match style.new_page {
            NewPage::Never => return None,
            NewPage::Long if !self.long => Section::NewPageFrom(WELL_FILLED),
            NewPage::Long | NewPage::Always => Section::NewPage,
        };
        matches!(node.kind, NodeKind::Text(_)).then_some(page)
    }

    /// The gaps above and below a block, in grid lines.
    fn spacing(&self, (node, style): (&Node, &BlockStyle), above: Option<&Node>) -> (f64, f64) {
        let running = matches!(node.kind, NodeKind::Text(_) | NodeKind::List(_));
        let (before, after) = match self.inside {
            // A paragraph in a box or quotation is not set apart like the box itself.
            _ if running && self.tight => (0.0, 0.0),
            Some(inside) if inside == node.look.style => (style.gap, style.gap),
            _ => (style.before, style.after),
        };
        let label = |node: Option<&Node>| node.and_then(keep) == Some(Keep::Label);
        (if label(above) { 0.0 } else { before }, if label(Some(node)) { 0.0 } else { after })
    }

    /// A gap that is kept at the head of a page.
    pub(crate) fn blank(&mut self, height: Length) {
        self.list.solid(Solid { after: Penalty::NEVER, ..Solid::new(height, height, Vec::new()) });
    }

    /// Blocks that share a ground, rules or an indent.
    fn group(&mut self, nodes: &[Node], look: &Look, band: Band) {
        let style = self.style(look.style);
        if matches!(look.style, StyleName::Body | StyleName::List) {
            return self.nodes(nodes, band);
        }
        let em = self.scale.size * style.size;
        let band = band.inset(look.direction, [em * style.indent, em * style.indent_end], self.least());
        let was_top = std::mem::replace(&mut self.at_top, false);
        let was_inside = self.inside.replace(look.style);
        let was_tight = std::mem::replace(&mut self.tight, false);
        let mark = self.list.mark();
        match self.panel(look, band, em) {
            Some(panel) => {
                let inner = band.within(panel.sides, self.least());
                self.list.open(panel);
                self.inside_group(nodes, look, inner);
                self.list.close();
            }
            None => self.inside_group(nodes, look, band),
        }
        self.at_top = was_top;
        self.inside = was_inside;
        self.tight = was_tight;
        let glance = (self.page_height * GLANCE).max(self.lines(GLANCE_LINES));
        let glance = look.style == StyleName::Quote && self.list.height(mark) <= glance;
        if is_whole(look.style) || glance {
            self.whole(mark);
        }
        self.space(style.after);
        self.list.align(mark, 0.5);
    }

    /// The QR code of a contact block goes beside its lines, if there is room and they are
    /// not in the middle: then it has its place below them, on the same axis.
    fn inside_group(&mut self, nodes: &[Node], look: &Look, band: Band) {
        let is_code = |node: &Node| matches!(node.kind, NodeKind::Qr(_));
        if look.style == StyleName::Contact
            && let [lines @ .., Node { kind: NodeKind::Qr(code), .. }] = nodes
            && !lines.is_empty()
            && !lines.iter().any(is_code)
            && self.align(look, band.width) != LineAlign::Center
            && self.beside_code(lines, code, band)
        {
            return;
        }
        self.nodes(nodes, band);
    }

    /// Blocks in two columns; stacked where there is no room for columns.
    fn columns(&mut self, nodes: &[Node], band: Band) {
        let gap = self.scale.size * 2.0;
        let width = (band.width - gap) * 0.5;
        if !self.at_top || self.in_columns || width < self.scale.size * 7.0 {
            return self.nodes(nodes, band);
        }
        let mut inner = Setter { measure: width, ..self.another() };
        inner.nodes(nodes, Band { left: Length::ZERO, width });
        let pieces = inner.list.into_pieces();
        let mut lefts = vec![band.left + width + gap, band.left];
        if self.look().direction == Direction::Ltr {
            lefts.reverse();
        }
        self.list.section(Some(Section::Columns(ColumnSet { pieces, lefts, rule: None })));
    }
}

/// The least filling of a page that a chapter may end when it begins the next one. A
/// choice: a smaller value leaves emptier pages, a larger one begins more chapters in
/// the middle of a page.
const WELL_FILLED: f64 = 0.6;

/// Whether paragraphs may move before a block that does not fit on the page.
fn floats(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Picture(_) => true,
        NodeKind::Table(table) => table.rows.len() <= SMALL_TABLE,
        _ => false,
    }
}

/// Whether blocks of a style are not divided where a page can hold them: what is read at
/// one glance.
fn is_whole(style: StyleName) -> bool {
    use StyleName::{Alert, Box, Contact, Masthead, Signatures, Slogan, When};
    matches!(style, Alert | Box | Contact | Masthead | Signatures | Slogan | When)
}

/// A quotation up to this share of a page is read at one glance, too, and on a card one of
/// so many lines. A choice: larger values leave holes.
const GLANCE: f64 = 0.25;
const GLANCE_LINES: f64 = 8.0;

/// Tables of up to 6 rows float rather than break.
const SMALL_TABLE: usize = 6;

/// What keeps a text with the next block.
fn keep(node: &Node) -> Option<Keep> {
    match &node.kind {
        NodeKind::Text(text) => Some(text.keep),
        _ => None,
    }
}

/// Whether a text speaks of what is above it.
fn points_back(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Text(text) if text.points_back)
}
