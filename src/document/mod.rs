//! The parsed message as plain data, shared by PDF and EPUB.
//!
//! `read` makes a [`Document`]; `apply` carries out the edits of reflow and
//! clean-up; `furnish` adds parts (QR codes, contents, cover) as blocks;
//! `number` sets counters, note marks and heading anchors, once for all
//! outputs. After that it is not changed.

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
pub(crate) use join::{follow, title_heading};
pub use lang::Lang;
pub use number::number;
pub use picture_size::{Measure, PictureSize};
pub use sources::{Source, Sources};
pub use text::Text;
pub(crate) use text::shortened;

use crate::settings::InputFormat;
use std::path::Path;

/// Identifies a block, link, note, image or cell. Ids are in document order:
/// the id of a node is smaller than those of everything inside and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A range of bytes of the source text. In a document joined from several
/// files, the texts of [`Sources`] follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from its two ends.
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

/// What the front matter and the command line say about the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// From the front matter, or else the first level 1 heading, or else the
    /// file name; `None` if the user asked for no title.
    pub title: Option<String>,
    /// Whether the title comes from the front matter or a flag, so that it is
    /// not in the text.
    pub title_is_given: bool,
    /// Whether the title is only the file name.
    pub title_is_name: bool,
    /// Printed if the theme does; written to metadata only if asked for.
    pub authors: Vec<String>,
    /// The date as written; printed if the theme does.
    pub date: Option<String>,
    /// The licence, printed in the imprint of a book.
    pub license: Option<String>,
    /// The language of the document.
    pub lang: Lang,
    /// A second line under the title.
    pub subtitle: Option<String>,
    /// The file name of a picture at the head of the first page.
    pub logo: Option<String>,
    /// The file name of a picture behind the text of the first page.
    pub background: Option<String>,
    /// The file name of a cover picture.
    pub cover: Option<String>,
    /// The deepest heading level in tables of contents; `None`: the default.
    pub contents_depth: Option<u8>,
    /// Facts for libraries; of them only the publisher is printed, in the imprint of a
    /// book.
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
            license: None,
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

/// The deepest heading level in tables of contents, unless the message sets it.
/// A choice: deeper levels make them long, fewer leave out sections that
/// readers look for.
const CONTENTS_DEPTH: u8 = 3;

impl Meta {
    /// The deepest heading level in tables of contents, printed or of a reading
    /// system.
    pub(crate) fn deepest_listed(&self) -> u8 {
        self.contents_depth.unwrap_or(CONTENTS_DEPTH)
    }

    /// All authors in one line; `None` if there are none.
    #[must_use]
    pub fn author(&self) -> Option<String> {
        (!self.authors.is_empty()).then(|| self.authors.join(self.lang.comma()))
    }
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Title, authors, language and the like.
    pub meta: Meta,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its footnotes. After `number`, in the order of their first references;
    /// unreferenced ones come last.
    pub notes: Vec<Note>,
    /// The texts it was read from.
    pub sources: Sources,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: NodeId,
    /// Its name: the text between `[^` and `]`.
    pub label: String,
    /// The printed mark, such as `۱`; set by `number`.
    pub mark: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The references to it, in document order; set by `number`.
    pub references: Vec<NodeId>,
    /// Where it is defined.
    pub span: Span,
}

/// A block and its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its id.
    pub id: NodeId,
    /// Its place in the source.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A note, tip, warning … set off from the text (`> [!NOTE]`).
    Alert(AlertKind, Vec<Block>),
    /// A list: ordered, unordered, or of tasks.
    List(List),
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// Preformatted code.
    Code(Code),
    /// A table.
    Table(Table),
    /// An image in a block of its own, perhaps with a caption.
    Figure(Figure),
    /// A thematic break.
    Rule,
    /// A fenced div with a role.
    Div(Div),
    /// Verse.
    Poem(Poem),
    /// A QR code.
    Qr(Qr),
    /// A table of contents; its entries are set by `number`.
    Contents(Vec<ContentsEntry>),
    /// An index of the marked words; its entries are set by `number`.
    Index(Vec<IndexEntry>),
    /// An explicit page break (`::: pagebreak`).
    PageBreak,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The level without gaps (1→3 becomes 1→2), for tags; set by `number`.
    pub tag_level: u8,
    /// A unique XML name, from `{#id}` or the text; set by `number`.
    pub anchor: String,
    /// The name in `{#id}`.
    pub given_anchor: Option<String>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// The alerts of GitHub's Markdown.
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
    /// The numbering of an ordered list.
    pub counter: CounterStyle,
    /// Whether there is no space between its items.
    pub tight: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// The numbering of an ordered list.
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
    /// Its id.
    pub id: NodeId,
    /// Whether the task is done; `None` if it is not a task.
    pub task: Option<bool>,
    /// The marker as written, if it is more than a number: `ماده 1-`.
    pub label: Option<String>,
    /// The marker printed before it; set by `number`.
    pub marker: String,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// A term and its definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its id.
    pub id: NodeId,
    /// The term.
    pub term: Vec<Inline>,
    /// Its definitions, one or more.
    pub meanings: Vec<Vec<Block>>,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The language after the fence.
    pub language: Option<String>,
    /// The code, without the last line feed.
    pub text: String,
}

/// A table. Column 0 is the first in reading order: rightmost in Persian.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The alignment of each column.
    pub columns: Vec<ColumnAlign>,
    /// The header row, if it has one that is not empty.
    pub head: Option<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// A caption.
    pub caption: Option<Vec<Inline>>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColumnAlign {
    /// Follows the text direction.
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
    /// Its id.
    pub id: NodeId,
    /// Its cells, one for each column of the table.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its id.
    pub id: NodeId,
    /// Its text.
    pub content: Vec<Inline>,
    /// How many columns and rows it spans.
    pub extent: Extent,
}

/// How many columns and rows a cell spans, including its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Columns, in reading order.
    pub columns: u32,
    /// Rows, downwards.
    pub rows: u32,
}

impl Extent {
    /// The extent of a placeholder: an empty cell at a position that another
    /// cell spans, which keeps all rows the same length.
    pub const COVERED: Self = Self { columns: 0, rows: 0 };

    /// Whether this is a placeholder for a spanning cell.
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

/// An image in a block of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The image.
    pub image: Image,
    /// The link around it, without content.
    pub link: Option<Link>,
    /// Its caption.
    pub caption: Option<Vec<Inline>>,
}

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Its id.
    pub id: NodeId,
    /// The path, with percent escapes decoded.
    pub path: String,
    /// `None` if no alternative text was written at all (`![](x.png)`), which
    /// makes the image decorative.
    pub alt: Option<String>,
    /// The title after the path; the caption of a figure.
    pub title: Option<String>,
    /// Its size according to the source.
    pub size: PictureSize,
    /// Its place in the source.
    pub span: Span,
}

impl Image {
    /// The path as shown in diagnostics and on pages, shortened: a `data:`
    /// address may contain a whole picture.
    pub(crate) fn shown(&self) -> String {
        shortened(&self.path, 80)
    }
}

/// A fenced div.
#[derive(Clone, Debug, PartialEq)]
pub struct Div {
    /// Its role.
    pub role: Role,
    /// `lang=` of the div.
    pub lang: Option<Lang>,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// The roles of fenced divs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// No role: only a group or a language.
    Plain,
    /// A slogan, in large type.
    Slogan,
    /// Contact details.
    Contact,
    /// A framed box.
    Box,
    /// Time and place of an event.
    When,
    /// Signatories.
    Signatures,
    /// The head of a newspaper.
    Masthead,
    /// Content that has the first page to itself.
    Cover,
    /// Words of somebody else before a text of one's own.
    Epigraph,
    /// Set in several columns.
    Columns,
    /// Centred.
    Center,
    /// Left-to-right.
    Ltr,
    /// Right-to-left.
    Rtl,
}

impl Role {
    /// Whether line ends of the source are kept, unlike in prose.
    #[must_use]
    pub const fn keeps_lines(self) -> bool {
        matches!(self, Self::Slogan | Self::Contact | Self::When | Self::Signatures | Self::Masthead | Self::Cover)
    }
}

/// Verse in couplets.
#[derive(Clone, Debug, PartialEq)]
pub struct Poem {
    /// The couplets; `gap_before` separates stanzas.
    pub couplets: Vec<Couplet>,
}

/// A couplet: one or two hemistichs (half-lines).
#[derive(Clone, Debug, PartialEq)]
pub struct Couplet {
    /// Its id.
    pub id: NodeId,
    /// The first hemistich.
    pub first: Vec<Inline>,
    /// The second hemistich, if there is one.
    pub second: Option<Vec<Inline>>,
    /// Whether it is preceded by an empty line.
    pub gap_before: bool,
    /// Its place in the source.
    pub span: Span,
}

/// A QR code and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr {
    /// The encoded text.
    pub text: String,
    /// The text beside it.
    pub label: Vec<Inline>,
}

/// An entry of a table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentsEntry {
    /// The heading it refers to.
    pub target: NodeId,
    /// Its level, starting at 1.
    pub level: u8,
    /// The text of the heading, without notes and links.
    pub content: Vec<Inline>,
}

/// An entry of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The words that it is listed under.
    pub term: String,
    /// Where it is marked, in document order.
    pub places: Vec<NodeId>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text.
    Text(Text),
    /// Strong: bold.
    Strong(Vec<Inline>),
    /// Emphasis: bold in Arabic script, italic in Latin.
    Emphasis(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// Highlighted, as with a marker pen.
    Highlight(Vec<Inline>),
    /// Raised and small.
    Superscript(Vec<Inline>),
    /// Lowered and small.
    Subscript(Vec<Inline>),
    /// Text in another language, with a fixed direction or listed in the index.
    Span(InlineSpan),
    /// Inline code.
    Code(Text),
    /// A link.
    Link(Link),
    /// An inline image.
    Image(Image),
    /// A reference to a footnote.
    NoteReference(NoteReference),
    /// A line end in the source, set as a space.
    SoftBreak(Span),
    /// A forced line break.
    HardBreak(Span),
}

/// Text in another language, with a fixed direction or listed in the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InlineSpan {
    /// Its language, if it is another one.
    pub lang: Option<Lang>,
    /// Its direction, if it is fixed; the span is then a bidi isolate.
    pub direction: Option<Direction>,
    /// Its place in the index, if it is listed there.
    pub index: Option<IndexMark>,
    /// Its content.
    pub content: Vec<Inline>,
}

/// What makes a span an entry of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexMark {
    /// Its id: what links of the index lead to.
    pub id: NodeId,
    /// The words that it is listed under, if they are not its own.
    pub entry: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: NodeId,
    /// Its target.
    pub target: Target,
    /// The visible text.
    pub content: Vec<Inline>,
    /// Whether the visible text is the address itself: found in the text or
    /// written as `<https://…>`.
    pub bare: bool,
    /// Its place in the source.
    pub span: Span,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address with an allowed scheme (http, https, mailto, tel),
    /// percent-encoded in ASCII.
    Url(String),
    /// A heading's anchor as written, or `other.md#anchor` for inputs that may
    /// be joined; only before `number`.
    Anchor(String),
    /// A node of this document; only after `number`.
    Node(NodeId),
}

impl Target {
    /// Whether an address is a relative path to another message, which may be
    /// joined to this one.
    pub(crate) fn names_an_input(address: &str) -> bool {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        InputFormat::of_name(Path::new(path)).is_some()
    }
}

/// A reference to a footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteReference {
    /// Its id.
    pub id: NodeId,
    /// The label of the note.
    pub label: String,
    /// Index into [`Document::notes`]; set by `number`.
    pub note: usize,
    /// The printed mark; set by `number`.
    pub mark: String,
    /// Its place in the source.
    pub span: Span,
}
