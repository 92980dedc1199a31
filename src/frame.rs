//! The one language between layout and output: boxes of glyphs, shapes and
//! images at places, and the reading order beside them.
//!
//! Everything here is final: writers draw it and decide nothing. Left and
//! right are those of the sheet; the origin of a frame is its top left corner.

use crate::document::{Direction, Lang, NodeId};
use crate::font::FontId;
use crate::units::{Em, Length, Point, Rect, Rotation, Size};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A typeset message, page by page in reading order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The pages.
    pub pages: Vec<Page>,
    /// The tags, in reading order.
    pub structure: Structure,
    /// The outline (bookmarks), in order; deeper levels follow their parent.
    pub outline: Vec<OutlineItem>,
    /// Where link targets and notes stand: page index and place.
    pub anchors: BTreeMap<NodeId, (usize, Point)>,
    /// The images used, each once.
    pub images: Vec<Arc<ImageData>>,
    /// Whether pages face each other and turn from right to left (theme
    /// `book`), so that a viewer must know the direction.
    pub facing_rtl: bool,
}

/// One page at its trimmed size.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The trimmed size.
    pub size: Size,
    /// What is on it. Backgrounds may reach past the edges, into the bleed.
    pub frame: Frame,
    /// What the reader calls it, such as `۳`.
    pub label: String,
}

/// A box of items.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its size.
    pub size: Size,
    /// Its items, drawn first to last.
    pub items: Vec<Item>,
}

/// An item at a place of its frame.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item's own origin: top left corner, or for a line the left end of
    /// its base line.
    pub at: Point,
    /// The tag it belongs to; `None` for an artifact. In a [`Line`] each run
    /// has its own.
    pub tag: Option<StructId>,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A frame within this one.
    Frame(Arc<Frame>),
    /// A line of text.
    Line(Arc<Line>),
    /// A filled or stroked shape.
    Shape(Shape),
    /// An image scaled into a box.
    Image {
        /// Index into [`Layout::images`].
        image: usize,
        /// The size it is drawn at.
        size: Size,
    },
    /// An area that can be clicked.
    Link {
        /// The link in the document; several areas may share one.
        node: NodeId,
        /// Where it leads.
        target: LinkTarget,
        /// How large the area is.
        size: Size,
        /// What it says, for readers that do not see it.
        description: String,
    },
    /// A place others can lead to (see [`Layout::anchors`]).
    Anchor(NodeId),
}

/// Where a clickable area leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// A place in this document.
    Node(NodeId),
}

/// One line of text, complete: its whole text in logical order and its runs
/// in visual order. The text layer of the output is made from this alone.
#[derive(Clone, Debug)]
pub struct Line {
    /// The base direction of the line's paragraph.
    pub direction: Direction,
    /// The text of the line in logical order. It ends with the space at which
    /// the line was broken, or with nothing at a forced break.
    pub text: String,
    /// The runs from left to right; each begins where the one before ended.
    pub runs: Vec<TextRun>,
}

/// Text of one font, size, colour, level, language and tag.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// The range of [`Line::text`] it draws.
    pub range: Range<usize>,
    /// The font.
    pub font: FontId,
    /// The font size.
    pub size: Length,
    /// The colour of the letters.
    pub color: Color,
    /// Raised (positive) or lowered base line.
    pub rise: Length,
    /// The bidi embedding level; odd is right-to-left.
    pub level: u8,
    /// The language, where it is not the document's.
    pub lang: Option<Lang>,
    /// The tag; `None` for an artifact.
    pub tag: Option<StructId>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph at its place in a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The glyph's index in the font.
    pub id: u16,
    /// How far the pen moves, stretch included; quantised by the layout so
    /// that different advances of one glyph stay few.
    pub advance: Em,
    /// How far right of the pen it is drawn.
    pub x_offset: Em,
    /// How far above the base line it is drawn.
    pub y_offset: Em,
    /// Kashida: how much of `advance` is a tatweel (U+0640) that joins this
    /// letter to the next one. The two are drawn as one: from the pen (and
    /// `x_offset`) on first the tatweel, this wide, then the letter at its
    /// right. Zero for most.
    pub stretch: Em,
    /// First byte, in [`Line::text`], of the cluster it belongs to.
    pub text_start: u32,
    /// Behind the last byte of its cluster. Glyphs of one cluster share both.
    pub text_end: u32,
}

impl Glyph {
    /// How far a tatweel reaches into the letters at both ends, so that no seam
    /// shows.
    pub(crate) const OVERLAP: Em = Em::new(0.01);
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its outline.
    pub path: Path,
    /// The colour inside.
    pub fill: Option<Color>,
    /// The line around it.
    pub stroke: Option<Stroke>,
}

/// The outline of a shape, relative to the item's place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Segment>);

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begin a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve: two control points and its end.
    Cubic(Point, Point, Point),
    /// Close the contour.
    Close,
}

impl Path {
    /// A rectangle.
    #[must_use]
    pub fn rect(rect: Rect) -> Self {
        let (left, top) = (rect.origin.x, rect.origin.y);
        Self(vec![
            Segment::Move(Point::new(left, top)),
            Segment::Line(Point::new(rect.right(), top)),
            Segment::Line(Point::new(rect.right(), rect.bottom())),
            Segment::Line(Point::new(left, rect.bottom())),
            Segment::Close,
        ])
    }

    /// How far down it reaches.
    pub(crate) fn lowest(&self) -> Length {
        let y = |segment: &Segment| match *segment {
            Segment::Move(to) | Segment::Line(to) => to.y,
            Segment::Cubic(first, second, to) => first.y.max(second.y).max(to.y),
            Segment::Close => Length::ZERO,
        };
        self.0.iter().map(y).max().unwrap_or(Length::ZERO)
    }

    /// A straight line between two points.
    #[must_use]
    pub fn line(from: Point, to: Point) -> Self {
        Self(vec![Segment::Move(from), Segment::Line(to)])
    }
}

/// How an outline is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its thickness.
    pub width: Length,
    /// Lengths of dash and gap; empty for a solid line.
    pub dash: Vec<Length>,
}

/// A colour as designed. What becomes of it (gray, black, CMYK) is the ink
/// setting's affair; [`Color::BLACK`] is always pure black ink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// Black ink.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };
    /// Bare paper.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };

    /// Whether it can be printed with black ink alone.
    #[must_use]
    pub const fn is_gray(self) -> bool {
        self.red == self.green && self.green == self.blue
    }
}

/// An image ready for output, its metadata removed.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageData {
    /// Its pixels, or for SVG the shapes it was turned into.
    pub content: ImageContent,
    /// Its natural size.
    pub size: Size,
}

/// What an image holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ImageContent {
    /// A JPEG file, passed through without its metadata.
    Jpeg {
        /// The stripped file.
        bytes: Vec<u8>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// 1 (gray) or 3 (RGB).
        components: u8,
    },
    /// Raw pixels, row by row from the top.
    Raster {
        /// 1 (gray) or 3 (RGB) bytes a pixel.
        pixels: Vec<u8>,
        /// One byte a pixel; `None` if opaque.
        alpha: Option<Vec<u8>>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// 1 or 3.
        components: u8,
    },
    /// Paths, in the image's natural size.
    Vector(Vec<Shape>),
}

/// Index into [`Structure::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructId(pub u32);

/// The logical structure: node 0 is the document; children follow their
/// parent, siblings stand in reading order.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The nodes.
    pub nodes: Vec<StructNode>,
}

/// A tag.
#[derive(Clone, Debug)]
pub struct StructNode {
    /// What it is.
    pub role: StructRole,
    /// Its parent; `None` for the document alone.
    pub parent: Option<StructId>,
    /// The language, where it differs from the parent's.
    pub lang: Option<Lang>,
    /// Alternative text.
    pub alt: Option<String>,
    /// The node of the document it stands for.
    pub source: Option<NodeId>,
}

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StructRole {
    /// The root.
    Document,
    /// A division.
    Div,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A quotation.
    BlockQuote,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// Its marker.
    Label,
    /// What it holds.
    ListBody,
    /// A table.
    Table,
    /// The head rows.
    TableHead,
    /// The other rows.
    TableBody,
    /// A row.
    TableRow,
    /// A head cell, with the scope Column.
    TableHeader,
    /// A cell.
    TableData,
    /// A caption.
    Caption,
    /// A footnote.
    Note,
    /// A reference to a footnote.
    Reference,
    /// A link.
    Link,
    /// A picture.
    Figure,
    /// Code.
    Code,
    /// A table of contents.
    Toc,
    /// An entry of it.
    TocItem,
    /// A stretch of text.
    Span,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineItem {
    /// Its level, from 1.
    pub level: u8,
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub target: NodeId,
}

/// A layout put on sheets: what the PDF writer writes.
#[derive(Clone, Debug, Default)]
pub struct Print {
    /// The typeset pages and their structure.
    pub layout: Layout,
    /// The sides of paper, in printing order.
    pub sides: Vec<Side>,
    /// Whether `sides` are imposed sheets rather than the pages themselves.
    pub imposed: bool,
    /// How the printer should turn the sheet.
    pub duplex: Option<DuplexPreference>,
}

/// One side of a sheet: the page of the PDF.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The paper, marks and bleed included.
    pub media: Size,
    /// Where it will be cut.
    pub trim: Rect,
    /// How far artwork may reach.
    pub bleed: Rect,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// Crop and fold marks; artifacts.
    pub marks: Frame,
    /// What the viewer calls it.
    pub label: String,
    /// Which side of its sheet it is.
    pub face: Face,
    /// How many panels there are no pages for.
    pub blank: usize,
}

/// The two sides of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The side printed first.
    #[default]
    Front,
    /// The other one.
    Back,
}

/// A page on a side.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Index into [`Layout::pages`].
    pub page: usize,
    /// Where the cell lies on the side, as seen.
    pub cell: Rect,
    /// How the page is turned within its cell.
    pub rotation: Rotation,
    /// What may be seen of it, on the side; bleed included.
    pub clip: Rect,
    /// A repeated copy: drawn as an artifact, without tags and links.
    pub repeated: bool,
}

/// What `/Duplex` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplexPreference {
    /// One side only.
    Simplex,
    /// Flip on the short edge.
    ShortEdge,
    /// Flip on the long edge.
    LongEdge,
}
