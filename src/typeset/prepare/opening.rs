//! The opening of a document: masthead, logo, title, subtitle, author and date.

use super::Preparer;
use crate::document::{Block, BlockKind, Inline, PictureSize, Role, Span, Text};
use crate::frame::StructRole;
use crate::theme::StyleName;
use crate::typeset::prepared::{Keep, Look, Node, NodeKind, PictureNode, TextNode};
use crate::typeset::structure::StructureBuilder;
use crate::units::Length;

/// The height of a logo above the title.
const LOGO: Length = Length::mm(18.0);

impl Preparer<'_> {
    /// The opening and the rest of the document.
    pub(super) fn document(&mut self) -> (Vec<Node>, Vec<Node>) {
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
        if let Some(title) = meta.title.as_deref().filter(|_| meta.title_is_given) {
            let tag = self.structure.open(StructRole::Heading(1), StructureBuilder::ROOT, None);
            opening.push(self.line(title, StyleName::Title, &look, Some(tag)));
        } else if let Some((first, others)) = rest.split_first()
            && let BlockKind::Heading(heading) = &first.kind
            && heading.level == 1
            && !others.iter().any(is_title)
        {
            let look = Look { style: StyleName::Title, ..look };
            opening.push(self.heading_in(first.id, heading, &look, StructureBuilder::ROOT));
            self.waiting_notes();
            rest = others;
        }
        self.under_title(&look, &mut opening);
        let mut body = self.blocks(rest, &look, StructureBuilder::ROOT);
        join_code(&mut body);
        (opening, body)
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
            });
            opening.push(Self::node(&look, kind));
        }
    }

    fn under_title(&mut self, look: &Look, opening: &mut Vec<Node>) {
        let meta = &self.document.meta;
        let byline = [meta.author(), meta.date.clone()].map(|part| part.filter(|_| self.theme.furniture.byline));
        let byline: Vec<String> = byline.into_iter().flatten().collect();
        let lines = [(meta.subtitle.clone(), StyleName::Subtitle), (Some(byline.join(" · ")), StyleName::Byline)];
        for (words, style) in lines {
            if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
                let tag = self.structure.open(StructRole::Paragraph, StructureBuilder::ROOT, None);
                opening.push(self.line(&words, style, look, Some(tag)));
            }
        }
    }

    fn line(&mut self, words: &str, style: StyleName, look: &Look, tag: Option<crate::frame::StructId>) -> Node {
        let look = Look { style, ..*look };
        let content = [Inline::Text(Text::plain(words, Span::default()))];
        let text = self.text(&content, &look, tag, StructureBuilder::ROOT);
        Self::node(&look, NodeKind::Text(TextNode { text, anchor: None, keep: Keep::Always }))
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

fn is_title(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1)
}
