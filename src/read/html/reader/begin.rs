//! Where block elements begin.

use super::super::folds;
use super::super::inline::Style;
use super::kinds::{div, role};
use super::{DEEPEST, Element, Reader};
use crate::document::{Block, BlockKind, Extent, Inline};
use crate::error::Result;
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

impl Reader<'_, '_> {
    pub(super) fn start_block(&mut self, index: usize, tag: &Tag) -> Result<()> {
        let name = tag.name.as_str();
        match name {
            "thead" | "tbody" | "tfoot" => {
                self.end_within(&["table"]);
                self.spans.group();
                return Ok(());
            }
            "option" | "body" | "html" => return Ok(()),
            "li" => {
                self.end_within(&["ul", "ol", "menu"]);
                self.icon = None;
            }
            "dt" | "dd" => self.end_within(&["dl"]),
            "tr" => self.end_within(&["table"]),
            "td" | "th" => self.end_within(&["tr", "table"]),
            _ => {}
        }
        self.close_paragraph();
        self.boundary();
        let is_hidden =
            self.dress.hidden || name == "template" || (name == "dialog" && tag.attribute("open").is_none());
        if self.elements.len() >= DEEPEST && (!is_hidden || self.is_unseen()) {
            self.beyond += 1;
            return Ok(());
        }
        let is_layout = name == "table" && self.layout.contains(&index);
        let kind = if is_layout || is_hidden || self.is_unseen() { None } else { self.block_kind(tag) };
        let mut element = self.element(name);
        element.framed = kind.is_some();
        element.hidden = is_hidden;
        let may_fill = (tag.attribute("id").is_some() && !folds::is_heading(name)) || name == "form";
        element.under = self.screen.heading().filter(|_| may_fill);
        element.row =
            (kind.is_none() && self.dress.row && self.holds_blocks()).then(|| self.builder.top().blocks.len());
        match kind {
            Some(Kind::Cell) => return self.start_cell(tag),
            Some(kind @ Kind::Table(_)) => {
                self.spans.table();
                if let Some(role) = role(tag) {
                    self.open(div(Some(role), None))?;
                    element.wrapped = true;
                    element.depth += 1;
                }
                self.open(kind)?;
            }
            Some(kind @ Kind::Heading { .. }) => self.start_heading(kind)?,
            Some(kind) => self.open(kind)?,
            None if name == "p" && !is_hidden => self.builder.loosen_list(),
            None => {}
        }
        if element.framed {
            self.extract.end_line();
            self.line_end = false;
        }
        self.hidden += usize::from(is_hidden);
        self.elements.push(element);
        // The line that is shown of what a page folds away is its heading.
        if name == "summary" && self.inlines.len() < self.limit {
            self.inlines.open(name, Some(Style::Strong));
        }
        Ok(())
    }

    /// Opens a heading. An icon above it becomes its first sign: alone, it would end what
    /// is before.
    pub(super) fn start_heading(&mut self, kind: Kind) -> Result<()> {
        let icon = self.builder.top().blocks.pop_if(is_icon);
        self.open(kind)?;
        if let Some(Block { kind: BlockKind::Paragraph(inlines), span, .. }) = icon {
            inlines.into_iter().for_each(|inline| self.builder.inline(inline, span));
            self.extract.text(" ", &mut self.builder);
        }
        Ok(())
    }

    /// An open element without a node.
    pub(super) fn element(&self, name: &str) -> Element {
        let (depth, inlines) = (self.builder.frames().len(), self.inlines.len());
        Element {
            name: name.to_owned(),
            depth,
            framed: false,
            wrapped: false,
            extent: Extent::default(),
            inlines,
            hidden: false,
            row: None,
            under: None,
        }
    }

    /// Closes a paragraph whose end tag is omitted, as another block begins.
    pub(super) fn close_paragraph(&mut self) {
        if self.elements.last().is_some_and(|element| element.name == "p") {
            self.end_elements(self.elements.len() - 1);
        }
    }
}

/// The most characters of an icon: a joined emoji with its signs.
const ICON: usize = 8;

/// Whether a block is an icon drawn with a letter: `⚡` over the heading of a card.
fn is_icon(block: &mut Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let [Inline::Text(text)] = &inlines[..] else { return false };
    let icon = text.text.trim();
    // Signs and emoji stand behind the punctuation of all scripts.
    icon.chars().next().is_some_and(|sign| sign >= '\u{2190}')
        && icon.chars().count() <= ICON
        && !icon.contains(|letter: char| letter.is_alphanumeric() || letter.is_whitespace())
}
