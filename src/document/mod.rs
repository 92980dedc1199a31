//! The parsed message: plain data, the same for PDF and EPUB.
//!
//! `read` makes a [`Document`]; `apply` puts the edits of reflow and clean-up
//! into it; `furnish` adds parts (QR codes, contents, cover) as blocks;
//! `number` gives counters, note marks and heading anchors, once for every
//! output. After that nothing changes it.

mod about;
pub(crate) mod counters;
pub(crate) mod date;
mod join;
mod lang;
pub(crate) mod number;
mod picture_size;
pub(crate) mod roles;
mod sources;
mod text;
pub(crate) mod visit;
pub(crate) mod words;

pub use about::{About, Series};
pub use join::{Chapter, join};
pub use lang::Lang;
pub use number::number;
pub use picture_size::{Measure, PictureSize};
pub use sources::{Source, Sources};
pub use text::Text;
pub(crate) use text::shortened;

use crate::settings::InputFormat;
use std::path::Path;

/// The identity of a block, link, note, image or cell. Ids grow in document
/// order: a node's id is smaller than those of everything inside and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A range of bytes of the source text: of [`Sources`], where several files
/// joined into one document lie one behind the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
}

impl Span {
    /// A span by its two ends.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// The direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// What the front matter and the command line say about the message itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Front matter, else the first level 1 heading, else the file's stem;
    /// `None` where the user asked for no title.
    pub title: Option<String>,
    /// Whether the title came from the front matter (or a flag) and so does not
    /// stand in the text already.
    pub title_is_given: bool,
    /// Whether the title is the file's name, for want of another.
    pub title_is_name: bool,
    /// Printed where the theme does; into metadata only when asked.
    pub authors: Vec<String>,
    /// As written, printed where the theme does.
    pub date: Option<String>,
    /// The language of the document.
    pub lang: Lang,
    /// A second line under the title.
    pub subtitle: Option<String>,
    /// A picture for the first page's head, by name.
    pub logo: Option<String>,
    /// A picture behind the first page, by name.
    pub background: Option<String>,
    /// A cover picture, by name.
    pub cover: Option<String>,
    /// The deepest level of headings that contents list; `None`: the usual.
    pub contents_depth: Option<u8>,
    /// What is printed nowhere.
    pub about: About,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            title: None,
            title_is_given: false,
            title_is_name: false,
            authors: Vec::new(),
            date: None,
            lang: Lang::persian(),
            subtitle: None,
            logo: None,
            background: None,
            cover: None,
            contents_depth: None,
            about: About::default(),
        }
    }
}

impl Meta {
    /// All authors in one line; `None` where there are none.
    #[must_use]
    pub fn author(&self) -> Option<String> {
        let comma = if self.lang.is_arabic_script() { "، " } else { ", " };
        (!self.authors.is_empty()).then(|| self.authors.join(comma))
    }
}

/// A whole message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it says about itself.
    pub meta: Meta,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first reference once numbered;
    /// notes nobody refers to are last.
    pub notes: Vec<Note>,
    /// Where it came from.
    pub sources: Sources,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its identity.
    pub id: NodeId,
    /// The name between `[^` and `]`.
    pub label: String,
    /// The mark that is printed, such as `۱`; set by `number`.
    pub mark: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The references to it, in document order; set by `number`.
    pub references: Vec<NodeId>,
    /// Where its definition stands.
    pub span: Span,
}

/// A block with its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its identity.
    pub id: NodeId,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A note, tip, warning … set apart (`> [!NOTE]`).
    Alert(AlertKind, Vec<Block>),
    /// A list, ordered, unordered or of tasks.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// Code, as it is.
    Code(Code),
    /// A table.
    Table(Table),
    /// An image of its own, with a caption.
    Figure(Figure),
    /// A thematic break.
    Rule,
    /// A fenced div with a role.
    Div(Div),
    /// Verse.
    Poem(Poem),
    /// A QR code.
    Qr(Qr),
    /// A table of contents; its entries come from `number`.
    Contents(Vec<ContentsEntry>),
    /// A page break asked for (`::: pagebreak`).
    PageBreak,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The level without jumps (1→3 becomes 1→2), for tags; set by `number`.
    pub tag_level: u8,
    /// A unique XML name, from `{#id}` or the text; set by `number`.
    pub anchor: String,
    /// What `{#id}` said.
    pub given_anchor: Option<String>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// The kinds of alert that GitHub's Markdown knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The first number of an ordered list; `None` for bullets.
    pub start: Option<u64>,
    /// How an ordered list counts.
    pub counter: CounterStyle,
    /// Whether its items stand close together.
    pub tight: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// How an ordered list counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CounterStyle {
    /// `۱. ۲. ۳.` in Persian, `1. 2. 3.` elsewhere.
    #[default]
    Decimal,
    /// `الف، ب، پ …`
    Alphabetic,
    /// `ا، ب، ج، د …`
    Abjad,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// Its identity.
    pub id: NodeId,
    /// `Some(done)` for a task.
    pub task: Option<bool>,
    /// The marker as the source writes it, where that is more than its number:
    /// `ماده 1-`.
    pub label: Option<String>,
    /// The marker printed before it; set by `number`.
    pub marker: String,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Span,
}

/// A term and its definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its identity.
    pub id: NodeId,
    /// The term.
    pub term: Vec<Inline>,
    /// What it means, one or more times.
    pub meanings: Vec<Vec<Block>>,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The language named after the fence.
    pub language: Option<String>,
    /// The code, without the last line feed.
    pub text: String,
}

/// A table. Column 0 is the first in reading order: rightmost in Persian.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One alignment a column.
    pub columns: Vec<ColumnAlign>,
    /// The head row, if it has one that is not empty.
    pub head: Option<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// A caption.
    pub caption: Option<Vec<Inline>>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColumnAlign {
    /// As the text runs.
    #[default]
    Default,
    /// Left, whatever the direction (`:--`).
    Left,
    /// Centred.
    Center,
    /// Right, whatever the direction (`--:`).
    Right,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its identity.
    pub id: NodeId,
    /// Its cells; as many as the table has columns.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its identity.
    pub id: NodeId,
    /// Its text.
    pub content: Vec<Inline>,
    /// How much of the table it covers.
    pub extent: Extent,
}

/// How many columns and rows a cell covers, itself counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// From its own column on, in reading order.
    pub columns: u32,
    /// From its own row down.
    pub rows: u32,
}

impl Extent {
    /// Of a cell whose place another one covers: it is empty and keeps the rows
    /// of one length.
    pub const COVERED: Self = Self { columns: 0, rows: 0 };

    /// Whether another cell covers this one's place.
    #[must_use]
    pub fn is_covered(self) -> bool {
        self == Self::COVERED
    }
}

impl Default for Extent {
    fn default() -> Self {
        Self { columns: 1, rows: 1 }
    }
}

/// An image that stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The image.
    pub image: Image,
    /// The link it is, if it is one; without content.
    pub link: Option<Link>,
    /// The line under it.
    pub caption: Option<Vec<Inline>>,
}

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Its identity.
    pub id: NodeId,
    /// The path as written, with `%` escapes undone.
    pub path: String,
    /// `None`: no alternative text was written at all (`![](x.png)`), which
    /// makes it decoration.
    pub alt: Option<String>,
    /// The title written after the path; a figure's caption.
    pub title: Option<String>,
    /// The size the source gives it.
    pub size: PictureSize,
    /// Where it stands.
    pub span: Span,
}

impl Image {
    /// The path as messages and pages show it: an address may hold a picture.
    pub(crate) fn shown(&self) -> String {
        shortened(&self.path, 80)
    }
}

/// A fenced div.
#[derive(Clone, Debug, PartialEq)]
pub struct Div {
    /// What it is for.
    pub role: Role,
    /// `lang=` of the div.
    pub lang: Option<Lang>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// The roles a fenced div can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// No role: a group, a language.
    Plain,
    /// A slogan, set large.
    Slogan,
    /// How to reach the authors.
    Contact,
    /// A framed box.
    Box,
    /// Day, hour and place.
    When,
    /// Who signs.
    Signatures,
    /// The head of a newspaper.
    Masthead,
    /// What stands alone on a first page.
    Cover,
    /// Set in columns.
    Columns,
    /// Centred.
    Center,
    /// Left-to-right.
    Ltr,
    /// Right-to-left.
    Rtl,
}

impl Role {
    /// Whether it holds lines that end where they do in the source, not prose.
    #[must_use]
    pub const fn keeps_lines(self) -> bool {
        matches!(self, Self::Slogan | Self::Contact | Self::When | Self::Signatures | Self::Masthead | Self::Cover)
    }
}

/// Verse in couplets.
#[derive(Clone, Debug, PartialEq)]
pub struct Poem {
    /// The couplets; stanzas are parted by `gap_before`.
    pub couplets: Vec<Couplet>,
}

/// A couplet: one or two hemistichs.
#[derive(Clone, Debug, PartialEq)]
pub struct Couplet {
    /// Its identity.
    pub id: NodeId,
    /// The first hemistich.
    pub first: Vec<Inline>,
    /// The second; `None` for a single line.
    pub second: Option<Vec<Inline>>,
    /// Whether a blank line stood before it.
    pub gap_before: bool,
    /// Where it stands.
    pub span: Span,
}

/// A QR code and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr {
    /// What it encodes.
    pub text: String,
    /// The line beside it.
    pub label: Vec<Inline>,
}

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentsEntry {
    /// The heading it leads to.
    pub target: NodeId,
    /// Its level, from 1.
    pub level: u8,
    /// Its text, without notes and links.
    pub content: Vec<Inline>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text.
    Text(Text),
    /// Strong: bold.
    Strong(Vec<Inline>),
    /// Emphasis: bold in Arabic script, slanted in Latin.
    Emphasis(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// Marked, as with a marker pen.
    Highlight(Vec<Inline>),
    /// Raised and small.
    Superscript(Vec<Inline>),
    /// Lowered and small.
    Subscript(Vec<Inline>),
    /// Text in another language or of a fixed direction.
    Span(InlineSpan),
    /// Code, as it is.
    Code(Text),
    /// A link.
    Link(Link),
    /// An image in the line.
    Image(Image),
    /// A reference to a footnote.
    NoteReference(NoteReference),
    /// A line end of the source; a space.
    SoftBreak(Span),
    /// A forced new line.
    HardBreak(Span),
}

/// Text in another language or of a fixed direction.
#[derive(Clone, Debug, PartialEq)]
pub struct InlineSpan {
    /// The language, if it is another.
    pub lang: Option<Lang>,
    /// The direction, if it is fixed; the span is isolated then.
    pub direction: Option<Direction>,
    /// What it holds.
    pub content: Vec<Inline>,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its identity.
    pub id: NodeId,
    /// Where it leads.
    pub target: Target,
    /// What the reader sees.
    pub content: Vec<Inline>,
    /// Whether the address itself is what the reader sees: found in the text,
    /// or written as `<https://…>`.
    pub bare: bool,
    /// Where it stands.
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address that passed the scheme check: http, https, mailto, tel.
    /// Percent-encoded, 7-bit ASCII.
    Url(String),
    /// A heading's anchor as written, or `other.md#anchor` where several inputs
    /// may be joined; before `number`.
    Anchor(String),
    /// A node of this document; after `number`.
    Node(NodeId),
}

impl Target {
    /// Whether an address as written is a relative path to another message,
    /// which joining may resolve.
    pub(crate) fn names_an_input(address: &str) -> bool {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        InputFormat::of_name(Path::new(path)).is_some()
    }
}

/// A reference to a footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteReference {
    /// Its identity.
    pub id: NodeId,
    /// The note's label.
    pub label: String,
    /// Index into [`Document::notes`]; set by `number`.
    pub note: usize,
    /// The mark printed; set by `number`.
    pub mark: String,
    /// Where it stands.
    pub span: Span,
}
