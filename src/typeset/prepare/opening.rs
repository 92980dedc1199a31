//! The opening of a document: masthead, logo, title, subtitle, author and date.

use super::Preparer;
use crate::document::{Block, BlockKind, Inline, InlineSpan, NodeId, PictureSize, Role, Span, Text};
use crate::frame::{StructId, StructRole};
use crate::persian::order::base_direction;
use crate::theme::{Fit, Opening, StyleName};
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::prepared::{Keep, Look, Node, NodeKind, PictureNode, TextNode};
use crate::typeset::structure::StructureBuilder;
use crate::units::Length;

/// The height of a logo above the title.
const LOGO: Length = Length::mm(18.0);

impl Preparer<'_> {
    /// The opening, the imprint and the rest of the document.
    pub(super) fn document(&mut self) -> (Vec<Node>, Vec<Node>, Vec<Node>) {
        let blocks = &self.document.blocks;
        let look = self.look(StyleName::Body);
        let mut opening = Vec::new();
        self.logo(&look, &mut opening);
        let mut rest = blocks.as_slice();
        if let Some((first, others)) = rest.split_first().filter(|(first, _)| is_masthead(first)) {
            opening.extend(self.blocks(std::slice::from_ref(first), &look, StructureBuilder::ROOT));
            rest = others;
        }
        let meta = &self.document.meta;
        let style = self.title_style();
        if let Some(title) = meta.title.as_deref().filter(|_| meta.title_is_given) {
            let tag = self.structure.open(StructRole::Heading(1), StructureBuilder::ROOT, None);
            opening.push(self.line(title, style, &look, Some(tag)));
        } else if let Some((first, others)) = rest.split_first()
            && let BlockKind::Heading(heading) = &first.kind
            && heading.level == 1
            && !others.iter().any(is_title)
        {
            let look = Look { style, ..look };
            opening.push(self.heading_in(first.id, heading, &look, StructureBuilder::ROOT));
            self.waiting_notes();
            rest = others;
        } else {
            self.named = self.named_by_cry(rest);
        }
        self.under_title(&look, &mut opening);
        let imprint = self.imprint(&look);
        let mut body = self.blocks(rest, &look, StructureBuilder::ROOT);
        join_code(&mut body);
        (opening, imprint, body)
    }

    /// What the writer has told about the book, a line each; none where neither a
    /// publisher nor a licence is named: author and date stand under the title.
    fn imprint(&mut self, look: &Look) -> Vec<Node> {
        let meta = &self.document.meta;
        let (publisher, license) = (meta.about.publisher.clone(), meta.license.clone());
        if self.theme.furniture.opening != Opening::Page || (publisher.is_none() && license.is_none()) {
            return Vec::new();
        }
        let lines = [meta.title.clone(), meta.author(), publisher, meta.date.clone(), license];
        let lines: Vec<String> = lines.into_iter().flatten().filter(|words| !words.trim().is_empty()).collect();
        let own = self.structure.open(StructRole::Div, StructureBuilder::ROOT, None);
        let look = Look { align: Some(LineAlign::Start), ..*look };
        let line = |words: &String| {
            let tag = self.structure.open(StructRole::Paragraph, own, None);
            self.line(words, StyleName::Caption, &look, Some(tag))
        };
        lines.iter().map(line).collect()
    }

    /// Where a cry is as wide as the sheet and the message has none, its title is the
    /// cry: a poster needs one.
    fn title_style(&self) -> StyleName {
        let [cries, named] = self.wide();
        if cries && !named && !self.document.blocks.iter().any(is_cry) { StyleName::Slogan } else { StyleName::Title }
    }

    /// Where a title is as wide as the sheet and the message has none, the cry that it
    /// begins with takes its place: that cry, by its id.
    fn named_by_cry(&self, blocks: &[Block]) -> Option<NodeId> {
        let first = blocks.first().filter(|first| is_cry(first))?;
        (self.wide() == [false, true]).then_some(first.id)
    }

    /// Whether cries, and titles, are as wide as the sheet.
    fn wide(&self) -> [bool; 2] {
        [StyleName::Slogan, StyleName::Title].map(|style| self.theme.style(style).fit == Fit::Width)
    }

    fn logo(&mut self, look: &Look, opening: &mut Vec<Node>) {
        let Some(name) = self.document.meta.logo.clone() else { return };
        if let Some(picture) = self.pictures.named(&name) {
            let look = Look { style: StyleName::Figure, ..*look };
            let kind = NodeKind::Picture(PictureNode {
                picture,
                tag: None,
                caption: None,
                size: PictureSize::default(),
                link: None,
                tallest: Some(LOGO),
                is_emblem: false,
                tones: None,
            });
            opening.push(Self::node(&look, kind));
        }
    }

    fn under_title(&mut self, look: &Look, opening: &mut Vec<Node>) {
        let meta = &self.document.meta;
        let byline = [meta.author(), meta.date.clone()].map(|part| part.filter(|_| self.theme.furniture.byline));
        let byline: Vec<String> = byline.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
        let subtitle: Vec<String> =
            meta.subtitle.clone().into_iter().filter(|words| !words.trim().is_empty()).collect();
        for (parts, style) in [(subtitle, StyleName::Subtitle), (byline, StyleName::Byline)] {
            if !parts.is_empty() {
                let tag = self.structure.open(StructRole::Paragraph, StructureBuilder::ROOT, None);
                opening.push(self.parts(&parts, style, look, Some(tag)));
            }
        }
    }

    fn line(&mut self, words: &str, style: StyleName, look: &Look, tag: Option<StructId>) -> Node {
        self.parts(&[words.to_owned()], style, look, tag)
    }

    /// Parts with points between them. Each is an isolate of its own direction where
    /// there are several: a point between a Latin name and a year would be taken for a
    /// part of the name, and stand on its other side.
    fn parts(&mut self, parts: &[String], style: StyleName, look: &Look, tag: Option<StructId>) -> Node {
        let look = Look { style, ..*look };
        let text = |words: &str| Inline::Text(Text::plain(words, Span::default()));
        let mut content = Vec::new();
        for part in parts {
            if !content.is_empty() {
                content.push(text(" · "));
            }
            let direction = Some(base_direction(part, look.direction)).filter(|_| parts.len() > 1);
            content.push(match direction {
                Some(_) => Inline::Span(InlineSpan { direction, content: vec![text(part)], ..InlineSpan::default() }),
                None => text(part),
            });
        }
        let text = self.text(&content, &look, tag, StructureBuilder::ROOT);
        Self::node(&look, NodeKind::Text(TextNode::new(text, Keep::Always)))
    }
}

/// A QR code next to the last contact block becomes part of it.
fn join_code(body: &mut Vec<Node>) {
    let contact = |node: &Node| node.look.style == StyleName::Contact && matches!(node.kind, NodeKind::Group(_));
    let code = |node: &Node| matches!(node.kind, NodeKind::Qr(_));
    let place = match body.as_slice() {
        [.., first, second] if contact(first) && code(second) => body.len() - 1,
        [.., first, second] if code(first) && contact(second) => body.len() - 2,
        _ => return,
    };
    let moved = body.remove(place);
    if let Some(Node { kind: NodeKind::Group(lines), .. }) = body.last_mut() {
        lines.push(moved);
    }
}

/// A masthead at the beginning of the text goes above the title.
fn is_masthead(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Div(div) if div.role == Role::Masthead)
}

fn is_cry(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Div(div) if div.role == Role::Slogan)
}

fn is_title(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1)
}
