//! Raw HTML in Markdown: inline formatting is kept, every other tag is dropped,
//! with one warning.

use super::{Reader, raw_blocks};
use crate::document::{Direction, Inline, Span};
use crate::error::Result;
use crate::read::html::{self, decode_entity};
use crate::read::links;
use crate::read::node::Kind;
use crate::read::notices::Notices;
use crate::read::raw_html::{self, Piece, Tag};
use crate::read::sizes;
use std::ops::Range;

/// The dropped tags, for one warning about all of them.
#[derive(Default)]
pub(super) struct DroppedTags {
    count: usize,
    first: Option<Span>,
    names: Vec<String>,
}

impl DroppedTags {
    fn add(&mut self, tag: &Tag, span: Span) {
        self.count += 1;
        self.first.get_or_insert(span);
        if self.names.len() < 8 && !self.names.contains(&tag.name) {
            self.names.push(tag.name.clone());
        }
    }

    pub(super) fn tell(&self, notices: &mut Notices<'_>) {
        if let Some(first) = self.first {
            notices.warn_with_hint(
                "raw-html",
                first,
                format!(
                    "raw HTML is not passed on: {} tag{} dropped ({}), their text kept",
                    self.count,
                    if self.count == 1 { "" } else { "s" },
                    self.names.join(", ")
                ),
                "say it in Markdown, or with a div such as `::: center`",
            );
        }
    }
}

/// Elements around blocks that set a direction, and how much of the text they
/// contain.
#[derive(Default)]
pub(super) struct Around {
    /// The open ones: name, whether it sets `rtl`, and the offset of its
    /// content.
    open: Vec<(String, bool, usize)>,
    /// Bytes within right-to-left elements.
    from_right: usize,
}

impl Around {
    /// Elements that may contain Markdown blocks.
    const NAMES: &[&str] = &["div", "section", "article", "main", "body", "html"];
    /// Elements nested deeper are ignored.
    const DEEPEST: usize = 100;

    pub(super) fn tag(&mut self, tag: &Tag, span: Span) {
        if !Self::NAMES.contains(&tag.name.as_str()) {
            return;
        }
        if tag.closing {
            let opened = self.open.iter().rposition(|(name, ..)| *name == tag.name);
            opened.into_iter().for_each(|depth| self.close(depth, span.start));
        } else if self.open.len() < Self::DEEPEST {
            self.open.push((tag.name.clone(), tag.direction() == Some(Direction::Rtl), span.end));
        }
    }

    /// Closes all from a depth on. Elements within one that counts are not
    /// counted again.
    fn close(&mut self, depth: usize, end: usize) {
        let closed = self.open.split_off(depth);
        let within = self.open.iter().any(|&(_, from_right, _)| from_right);
        if let Some((.., start)) = closed.into_iter().find(|&(_, from_right, _)| from_right && !within) {
            self.from_right += end.saturating_sub(start);
        }
    }

    /// Right-to-left, if more than half of the text is.
    pub(super) fn direction(&mut self, text: Range<usize>) -> Option<Direction> {
        self.close(0, text.end);
        (self.from_right * 2 > text.len()).then_some(Direction::Rtl)
    }
}

/// A block of raw HTML: its joined lines, and their places in the source.
pub(super) struct Origin<'a> {
    pub(super) joined: String,
    lines: &'a [Range<usize>],
    /// The offset of each line in `joined`.
    starts: Vec<usize>,
}

impl<'a> Origin<'a> {
    fn new(source: &str, lines: &'a [Range<usize>]) -> Self {
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(lines.len());
        for line in lines {
            starts.push(joined.len());
            joined.push_str(&source[line.clone()]);
        }
        Self { joined, lines, starts }
    }

    /// The source offset of a byte of `joined`.
    fn at(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |place| place.start + at - self.starts[line])
    }

    /// The source span of a range of `joined`, which must not be empty.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.at(range.start), self.at(range.end - 1) + 1)
    }
}

impl Reader<'_, '_> {
    /// A tag or comment in a line of text.
    pub(super) fn inline_html(&mut self, range: Range<usize>) -> Result<()> {
        let source = self.source;
        for piece in raw_html::pieces(&source[range.clone()]) {
            match piece {
                Piece::Tag(tag, _) => {
                    let span = Span::new(range.start, range.end);
                    if self.muted.is_some() || !self.inline_code(&tag, span) {
                        self.tag(&tag, span)?;
                    }
                }
                Piece::Text(text) => {
                    self.text(&source[range.start + text.start..range.start + text.end], text_range(&range, &text));
                }
                Piece::Silent => {}
            }
        }
        Ok(())
    }

    /// A block of raw HTML, given as the ranges of its lines.
    pub(super) fn html_block(&mut self, lines: &[Range<usize>]) -> Result<()> {
        let origin = Origin::new(self.source, lines);
        let pieces = raw_html::pieces(&origin.joined);
        let ends = raw_blocks::ends(&pieces);
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Tag(tag, range) => {
                    if self.muted.is_none()
                        && let Some(next) = self.block_tag((&pieces, &ends), at - 1, &origin)?
                    {
                        at = next;
                    } else {
                        self.tag(tag, origin.span(range))?;
                    }
                }
                Piece::Text(range) if self.muted.is_none() => self.html_text(range.clone(), &origin)?,
                Piece::Text(_) | Piece::Silent => {}
            }
        }
        self.muted = None;
        self.builder.close_implicit();
        Ok(())
    }

    /// Text between tags: lines are trimmed, and blank lines separate paragraphs.
    fn html_text(&mut self, range: Range<usize>, origin: &Origin<'_>) -> Result<()> {
        let joined = origin.joined.as_str();
        if !joined[range.clone()].trim().is_empty() {
            self.open_part(origin.span(&range))?;
            self.end_line();
        }
        let mut at = range.start;
        for (index, line) in joined[range].split('\n').enumerate() {
            let end = at + line.len();
            let start = if index == 0 { at } else { end - line.trim_start().len() };
            let text = &joined[start..end];
            if index > 0 && text.trim().is_empty() {
                if !line_has_tag_after(joined, end) {
                    self.builder.close_implicit();
                }
            } else {
                if index > 0 && self.in_paragraph() && self.builder.has_text() {
                    let feed = origin.at(at - 1);
                    self.builder.inline(Inline::SoftBreak(Span::new(feed, feed + 1)), Span::new(feed, feed + 1));
                }
                if (self.in_paragraph() && self.builder.has_text()) || !text.trim().is_empty() {
                    let start = if self.in_paragraph() && self.builder.has_text() {
                        start
                    } else {
                        end - text.trim_start().len()
                    };
                    self.entities(&joined[start..end], origin.at(start));
                }
            }
            at = end + 1;
        }
        Ok(())
    }

    /// Loose text in a list or table gets an item or cell.
    fn open_part(&mut self, span: Span) -> Result<()> {
        match self.builder.top().kind {
            Kind::List(_) => self.open(Kind::Item { task: None }, span, false),
            Kind::Definitions(_) => self.open(Kind::Meaning, span, false),
            Kind::Table(_) => {
                self.open(Kind::Row { head: false, cells: Vec::new() }, span, false)?;
                self.open(Kind::Cell, span, false)
            }
            Kind::Row { .. } => self.open(Kind::Cell, span, false),
            _ => Ok(()),
        }
    }

    /// Text with its entities decoded.
    fn entities(&mut self, text: &str, at: usize) {
        let mut done = 0;
        while let Some(sign) = text[done..].find('&').map(|found| done + found) {
            let letters = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '#';
            // The longest entity name of HTML has 31 letters.
            let length = 1 + text[sign + 1..].chars().take(32).take_while(letters).count();
            let end = if text[sign + length..].starts_with(';') { sign + length + 1 } else { sign + length };
            self.builder.text(&text[done..sign], Span::new(at + done, at + sign), true);
            match decode_entity(&text[sign..end]) {
                Some(decoded) => self.builder.text(&decoded, Span::new(at + sign, at + end), false),
                None => self.builder.text(&text[sign..end], Span::new(at + sign, at + end), true),
            }
            done = end;
        }
        self.builder.text(&text[done..], Span::new(at + done, at + text.len()), true);
    }

    fn in_paragraph(&mut self) -> bool {
        !self.builder.top().kind.holds_blocks()
    }

    /// Applies a tag to the text.
    fn tag(&mut self, tag: &Tag, span: Span) -> Result<()> {
        let name = tag.name.as_str();
        self.around.tag(tag, span);
        if let Some(muted) = &self.muted {
            if tag.closing && *muted == tag.name {
                self.muted = None;
            }
            return Ok(());
        }
        if raw_html::MUTE.contains(&name) || name == "template" {
            if !tag.closing {
                self.muted = Some(tag.name.clone());
                self.tags.add(tag, span);
            }
            return Ok(());
        }
        match name {
            "br" => self.builder.inline(Inline::HardBreak(span), span),
            "wbr" => {}
            _ if !tag.closing && html::is_hidden(tag) => {
                if name != "img" {
                    self.open(Kind::HiddenText, span, false)?;
                    self.builder.top().raw = Some(tag.name.clone());
                }
            }
            _ if tag.closing && self.close_raw(name) => {}
            _ if tag.closing => {}
            _ => match self.inline_kind(tag, span) {
                Some(kind) => {
                    let empty = matches!(kind, Kind::Image { .. });
                    self.open_part(span)?;
                    self.end_line();
                    self.open(kind, span, false)?;
                    if empty {
                        self.builder.close();
                    } else {
                        self.builder.top().raw = Some(tag.name.clone());
                    }
                }
                None => self.tags.add(tag, span),
            },
        }
        if raw_html::BLOCKS.contains(&name) && self.in_paragraph() && !self.in_markdown_text() {
            while self.in_paragraph() {
                self.builder.close();
            }
        }
        Ok(())
    }

    /// Whether the innermost text is in a paragraph, heading or cell of Markdown
    /// itself.
    fn in_markdown_text(&self) -> bool {
        self.builder.frames().iter().rev().take_while(|frame| !frame.kind.holds_blocks()).any(|frame| frame.markdown)
    }

    /// Closes the raw element of that name, if it is open within this text.
    fn close_raw(&mut self, name: &str) -> bool {
        let open = self.builder.frames().iter().rev().take_while(|frame| !frame.markdown);
        let Some(depth) = open.clone().position(|frame| frame.raw.as_deref() == Some(name)) else { return false };
        for _ in 0..=depth {
            self.builder.close();
        }
        true
    }

    /// The inline that a tag opens.
    fn inline_kind(&mut self, tag: &Tag, span: Span) -> Option<Kind> {
        let direction = tag.direction();
        let lang = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(|tag| tag.parse().ok());
        Some(match tag.name.as_str() {
            "b" | "strong" => Kind::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Kind::Emphasis,
            "s" | "del" | "strike" => Kind::Strikethrough,
            "mark" => Kind::Highlight,
            "sup" => Kind::Superscript,
            "sub" => Kind::Subscript,
            "bdi" => Kind::Styled { lang, direction },
            "bdo" => Kind::Styled { lang, direction: direction.or(Some(Direction::Ltr)) },
            "span" => Kind::Styled { lang, direction },
            "a" => {
                let address = tag.attribute("href")?;
                Kind::Link { target: self.target(links::judge(address), address, span), bare: false }
            }
            "img" => Kind::Image {
                path: links::decode(tag.attribute("src")?),
                title: tag.attribute("title").filter(|title| !title.is_empty()).map(str::to_owned),
                alt: tag.attribute("alt").map(str::to_owned),
                size: sizes::of_element(tag.attribute("width"), tag.attribute("height"), tag.attribute("style")),
            },
            _ => return None,
        })
    }
}

fn text_range(outer: &Range<usize>, inner: &Range<usize>) -> Range<usize> {
    outer.start + inner.start..outer.start + inner.end
}

/// Whether a tag follows directly.
fn line_has_tag_after(joined: &str, at: usize) -> bool {
    joined[at..].starts_with('<')
}
