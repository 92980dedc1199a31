//! Blocks of raw HTML in Markdown: headings, lists, tables, quotations, code and
//! centred text become nodes, and hidden elements are skipped.
//!
//! Only elements that end in the same block of HTML become nodes: one that ends
//! after other Markdown could not contain it properly. The exceptions are centred
//! and hidden elements, which may contain Markdown.

use super::Reader;
use super::raw::Origin;
use super::raw_code;
use crate::document::{BlockKind, Code, CounterStyle, Extent, Inline, Role, Span, Table, Text};
use crate::error::Result;
use crate::read::divs::{DivRole, DivSpec};
use crate::read::html::{self, Spans};
use crate::read::node::Kind;
use crate::read::raw_html::{self, Piece, Tag};
use std::collections::BTreeMap;

/// Elements that only separate paragraphs, or whose content alone matters.
const PARTING: &[&str] = &[
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "p",
    "picture",
    "section",
    "source",
    "summary",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// The open elements of raw HTML, across its blocks.
#[derive(Default)]
pub(super) struct RawBlocks {
    /// Open elements that may contain Markdown: their names, and whether they are
    /// nodes.
    around: Vec<(String, bool)>,
    /// The spanning cells of the current table.
    spans: Spans,
    extents: Vec<Extent>,
    /// A line end that is added if text follows, in a cell or heading.
    pub(super) line_end: Option<Span>,
}

/// The most open elements that are recorded.
const DEEPEST: usize = 100;

/// For each start tag in a block of HTML, the index of its end tag.
pub(super) fn ends(pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut ends = vec![None; pieces.len()];
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Tag(tag, _) = piece else { continue };
        if !tag.closing {
            open.entry(&tag.name).or_default().push(at);
        } else if let Some(start) = open.get_mut(tag.name.as_str()).and_then(Vec::pop) {
            ends[start] = Some(at);
        }
    }
    ends
}

impl Reader<'_, '_> {
    /// Applies a tag in a block of HTML; returns the index of the piece to continue
    /// with, if the tag was a block's.
    pub(super) fn block_tag(
        &mut self,
        (pieces, ends): (&[Piece], &[Option<usize>]),
        at: usize,
        origin: &Origin<'_>,
    ) -> Result<Option<usize>> {
        let Piece::Tag(tag, range) = &pieces[at] else { return Ok(None) };
        let span = origin.span(range);
        if tag.closing {
            return Ok(self.block_end(tag, span).then_some(at + 1));
        }
        if html::is_hidden(tag) {
            if let Some(end) = ends[at] {
                return Ok(Some(end + 1));
            }
            if self.ends_later(tag, span) {
                self.stand_around(tag, Some(Kind::Hidden), span)?;
                return Ok(Some(at + 1));
            }
        }
        if let (name, Some(end)) = (tag.name.as_str(), ends[at])
            && (name == "pre" || raw_code::CODE.contains(&name))
        {
            return Ok(self.raw_code(tag, &pieces[at + 1..end], span, origin).then_some(end + 1));
        }
        let is_layout = ends[at].is_some_and(|end| {
            pieces[at + 1..end].iter().any(|piece| {
                matches!(piece, Piece::Tag(tag, _) if !tag.closing && html::PAGE_PARTS.contains(&tag.name.as_str()))
            })
        });
        let is_whole = ends[at].is_some() && !(tag.name == "table" && is_layout);
        self.block_start(tag, span, is_whole).map(|known| known.then_some(at + 1))
    }

    /// Opens the node of a start tag; returns whether it is a block's.
    fn block_start(&mut self, tag: &Tag, span: Span, is_whole: bool) -> Result<bool> {
        let name = tag.name.as_str();
        self.around.tag(tag, span);
        match name {
            "tr" | "td" | "th" | "caption" | "li" | "dt" | "dd" => return self.part_start(tag, span),
            "thead" | "tbody" | "tfoot" => {
                self.raw.spans.group();
                return Ok(true);
            }
            "picture" | "source" | "col" | "colgroup" => return Ok(true),
            "hr" if self.builder.closes_to_blocks() => self.builder.block(BlockKind::Rule, span),
            _ if !is_block(name) => return Ok(false),
            _ => {}
        }
        let kind = self.builder.closes_to_blocks().then(|| block_kind(tag)).flatten();
        let kind = kind.filter(|_| is_whole || self.ends_later(tag, span) && is_centred(tag));
        if kind.is_none() && !self.builder.top().kind.holds_blocks() {
            self.raw.line_end = Some(span);
        }
        if matches!(kind, Some(Kind::Table(_))) {
            self.raw.spans.table();
            self.raw.extents.clear();
        }
        self.stand_around(tag, kind, span)?;
        Ok(true)
    }

    /// Records an open element, and opens its node.
    fn stand_around(&mut self, tag: &Tag, kind: Option<Kind>, span: Span) -> Result<()> {
        if self.raw.around.len() < DEEPEST {
            self.raw.around.push((tag.name.clone(), kind.is_some()));
            if let Some(kind) = kind {
                self.open(kind, span, false)?;
                self.builder.top().raw = Some(tag.name.clone());
            }
        }
        Ok(())
    }

    /// Begins a part of a table or list, which ends the previous one.
    fn part_start(&mut self, tag: &Tag, span: Span) -> Result<bool> {
        let parent = |kind: &Kind| match tag.name.as_str() {
            "tr" | "caption" => matches!(kind, Kind::Table(_)),
            "td" | "th" => matches!(kind, Kind::Row { .. }),
            "li" => matches!(kind, Kind::List(_)),
            _ => matches!(kind, Kind::Definitions(_)),
        };
        let raw = self.builder.frames().iter().rev().take_while(|frame| !frame.markdown);
        let Some(depth) = raw.map(|frame| &frame.kind).position(parent) else {
            // It is part of a layout table.
            self.raw.line_end = Some(span).filter(|_| !self.builder.closes_to_blocks());
            return Ok(true);
        };
        (0..depth).for_each(|_| self.close_raw_top());
        let kind = match tag.name.as_str() {
            "tr" => {
                self.raw.spans.row();
                Kind::Row { head: false, cells: Vec::new() }
            }
            "caption" => Kind::Caption,
            "li" => Kind::Item { task: None },
            "dt" => Kind::Term,
            "dd" => Kind::Meaning,
            _ => {
                for _ in 0..self.raw.spans.skip() {
                    self.covered_cell(span)?;
                }
                if let Kind::Row { head, cells } = &mut self.builder.top().kind {
                    *head = tag.name == "th" && (*head || cells.is_empty());
                }
                let extent = self.raw.spans.cell(tag.attribute("colspan"), tag.attribute("rowspan"));
                self.raw.extents.push(extent);
                Kind::Cell
            }
        };
        self.raw.line_end = None;
        self.open(kind, span, false)?;
        self.builder.top().raw = Some(tag.name.clone());
        Ok(true)
    }

    fn covered_cell(&mut self, span: Span) -> Result<()> {
        self.open(Kind::Cell, span, false)?;
        self.builder.close();
        self.builder.extent(Extent::COVERED);
        Ok(())
    }

    /// Closes the innermost node, after adding the cells a row still lacks.
    pub(super) fn close_raw_top(&mut self) {
        self.raw.line_end = None;
        let span = self.builder.top().span;
        let is_cell = matches!(self.builder.top().kind, Kind::Cell);
        if let Kind::Row { cells, .. } = &self.builder.top().kind {
            if cells.is_empty() {
                self.raw.spans.row();
            }
            for is_taken in self.raw.spans.rest() {
                // Cells do not count as nesting, so this cannot fail.
                drop(self.covered_cell(span));
                if !is_taken {
                    self.builder.extent(Extent::default());
                }
            }
        }
        self.builder.close();
        if is_cell && let Some(extent) = self.raw.extents.pop() {
            self.builder.extent(extent);
            (1..extent.columns).for_each(|_| drop(self.covered_cell(span)));
        }
    }

    /// Applies an end tag; returns whether it is a block's.
    fn block_end(&mut self, tag: &Tag, span: Span) -> bool {
        let name = tag.name.as_str();
        if !is_block(name) && !PARTING.contains(&name) {
            return false;
        }
        self.around.tag(tag, span);
        let is_part = matches!(name, "tr" | "td" | "th" | "caption" | "li" | "dt" | "dd");
        let framed = match self.raw.around.iter().rposition(|(open, _)| open == name) {
            Some(at) => self.raw.around.drain(at..).next().is_some_and(|(_, framed)| framed),
            None => is_part,
        };
        let raw = self.builder.frames().iter().rev().take_while(|frame| !frame.markdown);
        let depth = raw.map(|frame| frame.raw.as_deref()).position(|raw| raw == Some(name));
        match depth.filter(|_| framed) {
            Some(depth) => (0..=depth).for_each(|_| self.close_raw_top()),
            None if !self.builder.closes_to_blocks() => self.raw.line_end = Some(span),
            None => {}
        }
        true
    }

    /// Whether the end tag of an element comes later.
    fn ends_later(&self, tag: &Tag, span: Span) -> bool {
        self.source[span.end..].contains(&format!("</{}", tag.name))
    }

    /// Adds the code of an element; `false` if it is none.
    fn raw_code(&mut self, tag: &Tag, pieces: &[Piece], span: Span, origin: &Origin<'_>) -> bool {
        let mut text = String::new();
        let mut muted = None;
        for piece in pieces {
            match piece {
                // A style sheet between them is no code to read.
                Piece::Tag(tag, _) if raw_html::MUTE.contains(&tag.name.as_str()) => {
                    muted = (!tag.closing).then_some(&tag.name);
                }
                Piece::Text(range) if muted.is_none() => text.push_str(&html::decoded(&origin.joined[range.clone()])),
                _ => {}
            }
        }
        if tag.name == "pre" && self.builder.closes_to_blocks() {
            let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
            if !text.is_empty() {
                self.builder.block(BlockKind::Code(Code { language: None, text }), span);
            }
            return true;
        }
        let [Piece::Text(range)] = pieces else { return false };
        if text.trim().is_empty() {
            return false;
        }
        let place = origin.span(range);
        let written = &origin.joined[range.clone()];
        // In a quotation the marks of its lines stand between those of the code.
        let is_whole = self.source.get(place.start..place.end) == Some(written);
        let code = if is_whole { raw_code::typed(&text, written, place) } else { Text::synthetic(text, place.start) };
        self.end_line();
        self.builder.inline(Inline::Code(code), place);
        true
    }

    /// Adds the recorded line end, if there is text before it.
    pub(super) fn end_line(&mut self) {
        if let Some(span) = self.raw.line_end.take()
            && self.builder.has_text()
        {
            self.builder.inline(Inline::HardBreak(span), span);
        }
    }
}

fn is_block(name: &str) -> bool {
    PARTING.contains(&name)
        || matches!(
            name,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "menu" | "blockquote" | "table" | "hr"
        )
}

fn is_centred(tag: &Tag) -> bool {
    tag.name == "center" || tag.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center"))
}

/// The node of a block element.
fn block_kind(tag: &Tag) -> Option<Kind> {
    Some(match tag.name.as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = tag.name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
            let anchor = tag.attribute("id").filter(|id| !id.is_empty()).map(str::to_owned);
            Kind::Heading { level, anchor }
        }
        "ul" | "menu" => Kind::list(None, CounterStyle::Decimal),
        "ol" => {
            let start = tag.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
            Kind::list(Some(start), CounterStyle::Decimal)
        }
        "dl" => Kind::Definitions(Vec::new()),
        "blockquote" => Kind::Quote(None),
        "table" => Kind::Table(Table { columns: Vec::new(), head: None, rows: Vec::new(), caption: None }),
        "div" | "p" | "center" | "section" if is_centred(tag) => {
            Kind::Div(Box::new(DivSpec { roles: vec![DivRole::Role(Role::Center)], ..DivSpec::default() }))
        }
        _ => return None,
    })
}
