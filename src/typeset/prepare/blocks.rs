//! Prepares blocks: the tag of each, and its kind in the layout.

use super::Preparer;
use crate::document::visit::plain_text;
use crate::document::words::Words;
use crate::document::{
    AlertKind, Block, BlockKind, Code, ContentsEntry, Couplet, Definition, Direction, Div, Heading, IndexEntry, Inline,
    Link, List, ListItem, NodeId, Qr, Role, Span, Target, Text, shortened,
};
use crate::error::Warning;
use crate::frame::{OutlineItem, StructId, StructRole};
use crate::theme::StyleName;
use crate::typeset::inline::collect::CharStyle;
use crate::typeset::inline::paragraph::LineAlign;
use crate::typeset::prepared::{
    CoupletNode, EntryNode, ItemNode, Keep, ListNode, Look, Marker, Node, NodeKind, QrNode, TextNode,
};

/// The longest title in the outline, in letters.
const LONGEST_TITLE: usize = 200;

/// The most letters of a line that may be a subhead: two thirds of a line of A5. The text
/// under it is at least twice as long.
const LONGEST_SUBHEAD: usize = 40;
/// What a salutation ends in.
const SALUTATION: [char; 3] = ['،', ',', '!'];
/// Words that point to what is above them, beside one for what they point to: a picture
/// or table may not go behind "the table above". «بالا» alone is up, too.
const ABOVE: [&str; 4] = ["بالا", "بالایی", "فوق", "above"];
const POINTED_TO: [&str; 14] = [
    "جدول",
    "جدولِ",
    "شکل",
    "عکس",
    "تصویر",
    "نمودار",
    "نقشه",
    "نقشهٔ",
    "طرح",
    "table",
    "figure",
    "picture",
    "photo",
    "chart",
];

impl Preparer<'_> {
    /// Prepares blocks under a tag.
    pub(super) fn blocks(&mut self, blocks: &[Block], look: &Look, tag: StructId) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, look, tag, &mut nodes);
            self.waiting_notes();
        }
        self.hold_subheads(&mut nodes);
        nodes
    }

    /// Keeps a short line that ends in no mark with the text below it: most people type
    /// their subheads and the names of poems and tables so, without a word processor's
    /// styles. A comma or a cry ends a salutation.
    fn hold_subheads(&self, nodes: &mut [Node]) {
        let words = |text: &TextNode| self.collected[text.text.0].0.text.trim();
        let letters = |text: &TextNode| words(text).chars().count();
        for at in 1..nodes.len() {
            let (above, below) = nodes.split_at_mut(at);
            let (Some(Node { kind: NodeKind::Text(head), look }), Some(next)) = (above.last_mut(), below.first())
            else {
                continue;
            };
            let is_head = look.style == StyleName::Body
                && head.keep == Keep::Free
                && letters(head) <= LONGEST_SUBHEAD
                && words(head).ends_with(|end: char| end.is_alphanumeric() || SALUTATION.contains(&end));
            let leads = match &next.kind {
                NodeKind::Text(text) => text.keep != Keep::Always && letters(text) > 2 * LONGEST_SUBHEAD,
                NodeKind::List(_) | NodeKind::Code(_) | NodeKind::Poem(_) | NodeKind::Table(_) => true,
                _ => false,
            };
            if is_head && leads {
                head.keep = Keep::LeadIn;
            }
        }
    }

    fn block(&mut self, block: &Block, look: &Look, tag: StructId, nodes: &mut Vec<Node>) {
        let kind = match &block.kind {
            BlockKind::Heading(heading) => return nodes.push(self.heading(block.id, heading, look, tag)),
            BlockKind::Paragraph(content) => self.paragraph(block.id, content, look, tag),
            BlockKind::Quote(blocks) => {
                let inner = self.open(StructRole::BlockQuote, tag, block.id);
                return nodes.push(self.group(blocks, StyleName::Quote, look, inner));
            }
            BlockKind::Alert(kind, blocks) => return nodes.push(self.alert(*kind, blocks, look, (tag, block.id))),
            BlockKind::List(list) => return nodes.push(self.list(list, look, (tag, block.id))),
            BlockKind::Definitions(definitions) => {
                return nodes.push(self.definitions(definitions, look, (tag, block.id)));
            }
            BlockKind::Code(code) => return nodes.push(self.code(code, look, (tag, block.id))),
            BlockKind::Table(table) => return nodes.push(self.table(table, look, (tag, block.id))),
            BlockKind::Figure(figure) => return nodes.extend(self.figure(figure, look, (tag, block.id))),
            BlockKind::Rule => {
                return nodes.push(Self::node(&Look { style: StyleName::Rule, ..*look }, NodeKind::Rule));
            }
            BlockKind::Div(div) => {
                nodes.push(self.div(div, look, (tag, block.id)));
                // A cover has its page to itself.
                match div.role {
                    Role::Cover => NodeKind::NewPage,
                    _ => return,
                }
            }
            BlockKind::Poem(poem) => return nodes.push(self.poem(&poem.couplets, look, (tag, block.id))),
            BlockKind::Qr(qr) => return nodes.extend(self.qr(block, qr, look, tag)),
            BlockKind::Contents(entries) => return nodes.push(self.contents(entries, look, (tag, block.id))),
            BlockKind::Index(entries) => return nodes.push(self.index(entries, look, (tag, block.id))),
            BlockKind::PageBreak => NodeKind::NewPage,
        };
        nodes.push(Self::node(look, kind));
    }

    fn open(&mut self, role: StructRole, parent: StructId, source: NodeId) -> StructId {
        self.structure.open(role, parent, Some(source))
    }

    pub(super) fn heading(&mut self, id: NodeId, heading: &Heading, look: &Look, tag: StructId) -> Node {
        let level = heading.level.clamp(1, 6);
        self.heading_in(id, heading, &Look { style: StyleName::Heading(level), ..*look }, tag)
    }

    /// A heading in the style of `look`.
    pub(super) fn heading_in(&mut self, id: NodeId, heading: &Heading, look: &Look, tag: StructId) -> Node {
        let level = if heading.tag_level == 0 { heading.level } else { heading.tag_level };
        // Within a note it would part the section that calls the note, at a level that
        // belongs to where notes are defined.
        let role = if self.in_notes { StructRole::Paragraph } else { StructRole::Heading(level.clamp(1, 6)) };
        let own = self.open(role, tag, id);
        let text = self.text(&heading.content, look, Some(own), tag);
        let title = self.collected[text.0].0.text.replace(['\n', '\u{fffc}'], " ");
        let title = shortened(title.trim(), LONGEST_TITLE);
        self.outline.push(OutlineItem { level: level.max(1), title, target: id });
        Self::node(look, NodeKind::Text(TextNode { anchor: Some(id), ..TextNode::new(text, Keep::Always) }))
    }

    fn paragraph(&mut self, id: NodeId, content: &[Inline], look: &Look, tag: StructId) -> NodeKind {
        let own = self.open(StructRole::Paragraph, tag, id);
        let text = self.text(content, look, Some(own), tag);
        let said = &self.collected[text.0].0.text;
        let keep = if said.trim_end().ends_with(':') { Keep::LeadIn } else { Keep::Free };
        let points_back = points_back(said);
        NodeKind::Text(TextNode { points_back, ..TextNode::new(text, keep) })
    }

    /// Blocks on a ground or with an indent of their own.
    fn group(&mut self, blocks: &[Block], style: StyleName, look: &Look, tag: StructId) -> Node {
        let look = Look { style, ..*look };
        let source = blocks.last().filter(|last| style == StyleName::Quote && blocks.len() > 1 && is_source(last));
        let mut nodes = self.blocks(&blocks[..blocks.len() - usize::from(source.is_some())], &look, tag);
        if let Some(source) = source {
            self.block(source, &Look { style: StyleName::Source, ..look }, tag, &mut nodes);
            self.waiting_notes();
            Self::hold_source(&mut nodes);
        }
        Self::node(&look, NodeKind::Group(nodes))
    }

    /// Keeps the source line of a quotation with the quotation.
    fn hold_source(nodes: &mut [Node]) {
        let [.., quoted, _] = nodes else { return };
        if let NodeKind::Text(quoted) = &mut quoted.kind {
            quoted.keep = Keep::LeadIn;
        }
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block], look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let own = self.open(StructRole::Div, tag, id);
        let title = self.structure.open(StructRole::Paragraph, own, None);
        let look = Look { style: StyleName::Alert, ..*look };
        let letters = CharStyle { color: self.theme.accent, ..self.letters(look.style).strong() };
        let text = self.words(Words::of(self.lang()).alert(kind), &letters, &look, Some(title));
        let mut nodes = vec![Self::node(&look, NodeKind::Text(TextNode::new(text, Keep::Label)))];
        nodes.extend(self.blocks(blocks, &look, own));
        Self::node(&look, NodeKind::Group(nodes))
    }

    /// Lists in running text have a style of their own; elsewhere they have that of the
    /// block around them.
    fn list_look(look: &Look) -> Look {
        let style = if look.style == StyleName::Body { StyleName::List } else { look.style };
        Look { style, ..*look }
    }

    fn list(&mut self, list: &List, look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look = Self::list_look(look);
        let own = self.open(StructRole::List, tag, id);
        let items = list.items.iter().map(|item| self.item(item, &look, (own, list.start.is_some()))).collect();
        Self::node(&look, NodeKind::List(ListNode { items, tight: list.tight }))
    }

    /// Bullets have the list's letters in the accent colour, numbers have a style.
    fn marker_letters(&self, list: StyleName, numbered: bool) -> CharStyle {
        if numbered {
            let size = self.theme.style(StyleName::Number).size;
            CharStyle { size, ..self.letters(StyleName::Number) }
        } else {
            CharStyle { color: self.theme.accent, ..self.letters(list) }
        }
    }

    fn item(&mut self, item: &ListItem, look: &Look, (tag, numbered): (StructId, bool)) -> ItemNode {
        let own = self.open(StructRole::ListItem, tag, item.id);
        let marker = match item.task {
            Some(done) => {
                let label = self.structure.open(StructRole::Label, own, None);
                self.structure.set_alt(label, Words::of(self.lang()).task(done));
                Marker::Task(done, label)
            }
            None if item.marker.is_empty() => Marker::None,
            None => {
                let label = self.structure.open(StructRole::Label, own, None);
                let letters = self.marker_letters(look.style, numbered);
                Marker::Text(self.words(&item.marker, &letters, look, Some(label)))
            }
        };
        let body = self.structure.open(StructRole::ListBody, own, None);
        ItemNode { marker, body: self.blocks(&item.blocks, look, body) }
    }

    fn definitions(&mut self, definitions: &[Definition], look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look = Self::list_look(look);
        let own = self.open(StructRole::List, tag, id);
        let mut nodes = Vec::new();
        for definition in definitions {
            let item = self.open(StructRole::ListItem, own, definition.id);
            let label = self.structure.open(StructRole::Label, item, None);
            let letters = self.letters(look.style).strong();
            let text = self.text_of(&definition.term, &letters, &look, (Some(label), item));
            nodes.push(Self::node(&look, NodeKind::Text(TextNode::new(text, Keep::Label))));
            let body = self.structure.open(StructRole::ListBody, item, None);
            let items = definition
                .meanings
                .iter()
                .map(|meaning| ItemNode { marker: Marker::None, body: self.blocks(meaning, &look, body) });
            let items = items.collect();
            nodes.push(Self::node(&look, NodeKind::List(ListNode { items, tight: true })));
        }
        Self::node(&look, NodeKind::Group(nodes))
    }

    fn code(&mut self, code: &Code, look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look = Look { style: StyleName::Code, ..*look };
        let paragraph = self.open(StructRole::Paragraph, tag, id);
        let content = [Inline::Code(Text::plain(code.text.clone(), Span::default()))];
        let text = self.text(&content, &look, Some(paragraph), tag);
        // The style sets the size of a code block, and its panel draws the ground.
        for style in &mut self.collected[text.0].0.styles {
            style.size = 1.0;
            style.code = false;
            style.cells = true;
        }
        Self::node(&look, NodeKind::Code(text))
    }

    fn div(&mut self, div: &Div, look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let quoted = div.role == Role::Epigraph;
        let own = self.open(if quoted { StructRole::BlockQuote } else { StructRole::Div }, tag, id);
        let mut look = *look;
        if let Some(lang) = &div.lang {
            if lang != self.lang() {
                self.structure.set_lang(own, lang.clone());
            }
            look.direction = lang.direction();
        }
        match div.role {
            Role::Plain => {}
            Role::Slogan if self.named == Some(id) => look.style = StyleName::Title,
            Role::Slogan => look.style = StyleName::Slogan,
            Role::Contact => look.style = StyleName::Contact,
            Role::Box => look.style = StyleName::Box,
            Role::When => look.style = StyleName::When,
            Role::Signatures => look.style = StyleName::Signatures,
            Role::Masthead => look.style = StyleName::Masthead,
            Role::Cover => look.style = StyleName::Cover,
            Role::Epigraph => look.style = StyleName::Quote,
            Role::Center => look.align = Some(LineAlign::Center),
            Role::Ltr => look = turned(look, Direction::Ltr),
            Role::Rtl => look = turned(look, Direction::Rtl),
            Role::Columns => {
                let nodes = self.blocks(&div.blocks, &look, own);
                return Self::node(&look, NodeKind::Columns(nodes));
            }
        }
        let nodes = self.blocks(&div.blocks, &look, own);
        // What only turns or aligns its content draws no ground or rule of its own: those
        // of the style around it stand there already.
        if matches!(div.role, Role::Plain | Role::Center | Role::Ltr | Role::Rtl) {
            look.style = StyleName::Body;
        }
        Self::node(&look, NodeKind::Group(nodes))
    }

    fn poem(&mut self, couplets: &[Couplet], look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let own = self.open(StructRole::Div, tag, id);
        let look = Look { style: StyleName::Poem, ..*look };
        let mut nodes = Vec::with_capacity(couplets.len());
        let is_free = couplets.iter().all(|couplet| couplet.second.is_none());
        for couplet in couplets {
            let verse = self.open(StructRole::Paragraph, own, couplet.id);
            let first = self.text(&couplet.first, &look, Some(verse), own);
            let second = couplet.second.as_ref().map(|second| self.text(second, &look, Some(verse), own));
            if let Some(second) = second {
                self.hemistichs.extend([first, second]);
            } else if is_free {
                self.free_verse.push(first);
            }
            nodes.push(CoupletNode { first, second, gap_before: couplet.gap_before });
        }
        Self::node(&look, NodeKind::Poem(nodes))
    }

    fn qr(&mut self, block: &Block, qr: &Qr, look: &Look, tag: StructId) -> Option<Node> {
        let look = Look { style: StyleName::Figure, ..*look };
        let own = self.open(StructRole::Div, tag, block.id);
        let code = crate::qr::Qr::new(&qr.text);
        if let Err(error) = &code {
            let warning = Warning::new("qr", error.to_string()).at(self.document.sources.place(block.span));
            self.warnings.push(warning);
        }
        let code = code.ok()?;
        let figure = self.structure.open(StructRole::Figure, own, None);
        self.structure.set_alt(figure, format!("QR: {}", qr.text));
        // People without a camera type the address.
        let typed = [Inline::Text(Text::plain(typed(&qr.text), Span::default()))];
        let label = if qr.label.is_empty() { &typed[..] } else { &qr.label[..] };
        let label = (qr.text.chars().count() <= LONGEST_TYPED || !qr.label.is_empty()).then(|| {
            let paragraph = self.structure.open(StructRole::Paragraph, own, None);
            self.text(label, &Look { style: StyleName::Caption, ..look }, Some(paragraph), own)
        });
        Some(Self::node(&look, NodeKind::Qr(QrNode { code, tag: figure, label })))
    }

    fn contents(&mut self, entries: &[ContentsEntry], look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look = Look { style: StyleName::Contents, ..*look };
        let own = self.open(StructRole::Toc, tag, id);
        // Readers look for chapters first.
        let highest = entries.iter().map(|entry| entry.level).min();
        let several = entries.iter().any(|entry| Some(entry.level) != highest);
        let entries = entries
            .iter()
            .map(|entry| self.entry(entry, several && Some(entry.level) == highest, &look, own))
            .collect();
        Self::node(&look, NodeKind::Contents(entries))
    }

    fn entry(&mut self, entry: &ContentsEntry, strong: bool, look: &Look, tag: StructId) -> EntryNode {
        let item = self.structure.open(StructRole::TocItem, tag, None);
        let link = self.internal_link(entry.target, entry.content.clone());
        let letters = self.letters(look.style);
        let letters = if strong { CharStyle { bold: true, ..letters } } else { letters };
        let text = self.text_of(&[link], &letters, look, (Some(item), tag));
        EntryNode { text, level: entry.level.max(1), target: entry.target, tag: item }
    }
}

impl Preparer<'_> {
    /// An index in columns: its words and their pages, as far as they are known.
    fn index(&mut self, entries: &[IndexEntry], look: &Look, (tag, id): (StructId, NodeId)) -> Node {
        let look =
            Look { style: StyleName::Contents, forced: Some(look.direction), align: Some(LineAlign::Start), ..*look };
        let own = self.open(StructRole::Div, tag, id);
        let nodes = entries.iter().map(|entry| self.index_entry(entry, &look, own)).collect();
        let group = Self::node(&look, NodeKind::Group(nodes));
        Self::node(&look, NodeKind::Columns(vec![group]))
    }

    fn index_entry(&mut self, entry: &IndexEntry, look: &Look, tag: StructId) -> Node {
        self.indexed.extend(&entry.places);
        let comma = self.lang().comma();
        let plain = |text: &str| Inline::Text(Text::plain(text, Span::default()));
        let mut content = vec![plain(&entry.term)];
        for (words, target) in self.pages.of(&entry.places) {
            content.push(plain(comma));
            content.push(self.internal_link(target, vec![plain(&words)]));
        }
        let own = self.structure.open(StructRole::Paragraph, tag, None);
        let text = self.text(&content, look, Some(own), tag);
        Self::node(look, NodeKind::Text(TextNode::new(text, Keep::Free)))
    }

    /// A link to a node of the document that is not in the document itself.
    fn internal_link(&mut self, target: NodeId, content: Vec<Inline>) -> Inline {
        let id = NodeId(self.next_id);
        self.next_id -= 1;
        Inline::Link(Link { id, target: Target::Node(target), content, bare: false, span: Span::default() })
    }
}

/// The longest address that is printed to be typed.
const LONGEST_TYPED: usize = 60;

/// An address as people type it.
fn typed(address: &str) -> &str {
    let bare = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    bare.strip_suffix('/').unwrap_or(bare)
}

/// Whether a block is the source line of a quotation.
fn is_source(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) => plain_text(content).starts_with(['—', '–', '―']),
        _ => false,
    }
}

/// A look whose text has this direction, whatever its letters are.
fn turned(look: Look, direction: Direction) -> Look {
    Look { direction, forced: Some(direction), ..look }
}

/// Whether a text speaks of a picture or table above it. Up to one word may be between the
/// two: «جدول‌های بالا».
fn points_back(text: &str) -> bool {
    // Hardly a paragraph does, and parting all of them into words is a tenth of setting a book.
    if !ABOVE.iter().any(|above| text.contains(above)) {
        return false;
    }
    let words: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let near = |at: usize| words.get(at.saturating_sub(2)..words.len().min(at + 2)).unwrap_or_default();
    let above = words.iter().enumerate().filter(|(_, word)| ABOVE.contains(word));
    above.map(|(at, _)| at).any(|at| near(at).iter().any(|word| POINTED_TO.contains(word)))
}
