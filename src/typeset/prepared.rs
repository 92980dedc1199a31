//! A document prepared for setting at any size: shaped, tagged, with all pictures read.
//! Nothing here depends on the size of letters or pages.

use super::inline::paragraph::{LineAlign, Paragraph};
use crate::document::{ColumnAlign, Direction, NodeId, PictureSize, Span};
use crate::frame::{ImageData, OutlineItem, StructId, Structure};
use crate::picture::Tones;
use crate::qr::Qr;
use crate::theme::{Faces, StyleName, ThemeFonts};
use crate::units::{Length, Size};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Index into [`Prepared::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextId(pub(crate) usize);

/// A prepared document.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Masthead, logo, title, byline.
    pub(crate) opening: Vec<Node>,
    /// Who published it and when, in books: on the back of the title page, or at the end.
    pub(crate) imprint: Vec<Node>,
    /// The text.
    pub(crate) body: Vec<Node>,
    /// The notes by index, including those that nothing refers to.
    pub(crate) notes: Vec<Option<NoteNode>>,
    /// The notes that nothing refers to; they come after the text.
    pub(crate) unused_notes: Vec<usize>,
    /// The paragraphs.
    pub(crate) texts: Vec<Paragraph>,
    /// The place of each in the source.
    pub(crate) spans: Vec<Span>,
    /// For each reference that is the first to its note, that note.
    pub(crate) calls: BTreeMap<NodeId, usize>,
    /// The words in indexes.
    pub(crate) indexed: Vec<NodeId>,
    /// The tags.
    pub(crate) structure: Structure,
    /// The headings.
    pub(crate) outline: Vec<OutlineItem>,
    /// The heading that is the document's title.
    pub(crate) title: Option<NodeId>,
    /// The pictures.
    pub(crate) images: Vec<Arc<ImageData>>,
    /// A picture that fills a page of its own before the first.
    pub(crate) cover: Option<Picture>,
    /// A picture under the text of the first page.
    pub(crate) background: Option<Picture>,
    /// The fonts of the theme's families.
    pub(crate) fonts: ThemeFonts,
    /// The fonts of each role.
    pub(crate) faces: BTreeMap<StyleName, Faces>,
    /// The longest hemistich of all couplets, in ems.
    pub(crate) widest_hemistich: f64,
    /// The longest line of all free verse, in ems.
    pub(crate) widest_free: f64,
    /// The direction of the document's language.
    pub(crate) direction: Direction,
}

impl Prepared {
    /// What ends the text: a cry, and the contact block after it.
    fn closing(&self) -> &[Node] {
        let is = |at: usize, style: StyleName| self.body.get(at).is_some_and(|node| node.look.style == style);
        let (count, cry) = (self.body.len(), StyleName::Slogan);
        match count {
            3.. if is(count - 2, cry) && is(count - 1, StyleName::Contact) => &self.body[count - 2..],
            2.. if is(count - 1, cry) => &self.body[count - 1..],
            _ => &[],
        }
    }

    /// Whether a cry ends the text.
    pub(crate) fn closes(&self) -> bool {
        !self.closing().is_empty()
    }

    /// Whether a block is that cry, or the contact block after it.
    pub(crate) fn is_closing(&self, node: &Node) -> bool {
        self.closing().iter().any(|closing| std::ptr::eq(closing, node))
    }
}

/// What a block inherits from the blocks around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// The style of its text.
    pub(crate) style: StyleName,
    /// The direction in which blocks are laid out: on which side markers and bars are.
    pub(crate) direction: Direction,
    /// The direction of its text, if it does not depend on its letters.
    pub(crate) forced: Option<Direction>,
    /// How lines are aligned, if it does not depend on the style.
    pub(crate) align: Option<LineAlign>,
}

/// A prepared block.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) look: Look,
    pub(crate) kind: NodeKind,
}

/// The kind of a block, as far as the layout is concerned.
#[derive(Debug)]
pub(crate) enum NodeKind {
    /// A paragraph or heading.
    Text(TextNode),
    /// Blocks that share a ground, rules or an indent.
    Group(Vec<Node>),
    /// Items with markers outside the text.
    List(ListNode),
    /// Code.
    Code(TextId),
    /// A table.
    Table(TableNode),
    /// Verse.
    Poem(Vec<CoupletNode>),
    /// A picture.
    Picture(PictureNode),
    /// A QR code.
    Qr(QrNode),
    /// A thematic break.
    Rule,
    /// A table of contents.
    Contents(Vec<EntryNode>),
    /// Blocks in columns.
    Columns(Vec<Node>),
    /// A new page.
    NewPage,
}

/// What keeps a paragraph with the next block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Nothing.
    Free,
    /// It announces the next block, such as a line that ends in a colon, or the next
    /// block is its source.
    LeadIn,
    /// It is never at the foot of a page.
    Always,
    /// The same, and there is no gap after it: a term and its meaning.
    Label,
}

/// A paragraph or heading.
#[derive(Debug)]
pub(crate) struct TextNode {
    pub(crate) text: TextId,
    /// The node that links can lead to.
    pub(crate) anchor: Option<NodeId>,
    pub(crate) keep: Keep,
    /// Whether it speaks of what is above it.
    pub(crate) points_back: bool,
}

impl TextNode {
    /// A text that no link leads to, and that speaks of nothing above it.
    pub(crate) fn new(text: TextId, keep: Keep) -> Self {
        Self { text, anchor: None, keep, points_back: false }
    }
}

/// A list.
#[derive(Debug)]
pub(crate) struct ListNode {
    pub(crate) items: Vec<ItemNode>,
    pub(crate) tight: bool,
}

/// An item of a list.
#[derive(Debug)]
pub(crate) struct ItemNode {
    pub(crate) marker: Marker,
    pub(crate) body: Vec<Node>,
}

/// The marker outside the text of an item.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Marker {
    /// Nothing.
    None,
    /// A bullet or number.
    Text(TextId),
    /// The box of a task, ticked or not.
    Task(bool, StructId),
}

/// A table.
#[derive(Debug)]
pub(crate) struct TableNode {
    pub(crate) columns: Vec<ColumnAlign>,
    pub(crate) head: Option<RowNode>,
    pub(crate) rows: Vec<RowNode>,
    pub(crate) caption: Option<TextId>,
}

/// The cells of a row, one for each column; `None`: another cell covers it.
pub(crate) type RowNode = Vec<Option<CellNode>>;

/// A cell of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellNode {
    pub(crate) text: TextId,
    /// How many columns and rows it spans, at least one of each.
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

/// A couplet.
#[derive(Debug)]
pub(crate) struct CoupletNode {
    pub(crate) first: TextId,
    pub(crate) second: Option<TextId>,
    pub(crate) gap_before: bool,
}

/// An image in the list of images, and its natural size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picture {
    pub(crate) image: usize,
    pub(crate) size: Size,
}

/// A picture that is a block.
#[derive(Debug)]
pub(crate) struct PictureNode {
    pub(crate) picture: Picture,
    /// The tag; `None` for decoration.
    pub(crate) tag: Option<StructId>,
    pub(crate) caption: Option<TextId>,
    /// The size the source gives it.
    pub(crate) size: PictureSize,
    /// Its link, if it has one.
    pub(crate) link: Option<PictureLink>,
    /// The most height it may have.
    pub(crate) tallest: Option<Length>,
    /// Whether it is an emblem: drawn on nothing, and as wide as high.
    pub(crate) is_emblem: bool,
    /// How light it is, where the theme lays blocks over pictures.
    pub(crate) tones: Option<Arc<Tones>>,
}

/// A picture that can be clicked.
#[derive(Debug)]
pub(crate) struct PictureLink {
    pub(crate) node: NodeId,
    pub(crate) url: String,
    pub(crate) tag: StructId,
    pub(crate) description: String,
}

/// A QR code.
#[derive(Debug)]
pub(crate) struct QrNode {
    pub(crate) code: Qr,
    pub(crate) tag: StructId,
    pub(crate) label: Option<TextId>,
}

/// A line of the contents.
#[derive(Debug)]
pub(crate) struct EntryNode {
    pub(crate) text: TextId,
    pub(crate) level: u8,
    /// Where it leads.
    pub(crate) target: NodeId,
    /// The tag of its page number.
    pub(crate) tag: StructId,
}

/// A note.
#[derive(Debug)]
pub(crate) struct NoteNode {
    pub(crate) id: NodeId,
    pub(crate) mark: Option<TextId>,
    pub(crate) body: Vec<Node>,
    pub(crate) look: Look,
}
