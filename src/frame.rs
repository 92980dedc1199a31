//! The interface between layout and output: boxes of positioned glyphs, shapes
//! and images, with their reading order.
//!
//! Everything here is final: writers draw it without further decisions. Left
//! and right are as seen on the sheet; the origin of a frame is its top left
//! corner.

mod append;

pub(crate) use append::Appended;

use crate::document::{Direction, Extent, Lang, NodeId};
use crate::font::FontId;
use crate::units::{Em, Length, Point, Rect, Rotation, Size};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A typeset message: its pages in reading order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The pages.
    pub pages: Vec<Page>,
    /// The tags, in reading order.
    pub structure: Structure,
    /// The outline (bookmarks), in order; children follow their parents.
    pub outline: Vec<OutlineItem>,
    /// The page index and position of every link target and note.
    pub anchors: BTreeMap<NodeId, (usize, Point)>,
    /// The images in use, each once.
    pub images: Vec<Arc<ImageData>>,
    /// Whether pages face each other and are turned from right to left (theme
    /// `book`), so that viewers have to know the direction.
    pub facing_rtl: bool,
}

/// A page at its trimmed size.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The trimmed size.
    pub size: Size,
    /// Its content. Backgrounds may extend beyond the edges, into the bleed.
    pub frame: Frame,
    /// The page label in viewers, such as `۳`.
    pub label: String,
}

/// A box of items.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its size.
    pub size: Size,
    /// Its items, in drawing order.
    pub items: Vec<Item>,
}

/// An item and its position in a frame.
#[derive(Clone, Debug)]
pub struct Item {
    /// The origin of the item: its top left corner, or for a line the left end
    /// of its baseline.
    pub at: Point,
    /// The tag it belongs to; `None` for an artifact. The runs of a [`Line`]
    /// have their own tags.
    pub tag: Option<StructId>,
    /// The content of the item.
    pub kind: ItemKind,
}

/// The kinds of items.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A nested frame.
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
    /// A clickable area.
    Link {
        /// The link in the document; it may have several areas.
        node: NodeId,
        /// Its target.
        target: LinkTarget,
        /// The size of the area.
        size: Size,
        /// A description for those who do not see it.
        description: String,
    },
    /// A link target (see [`Layout::anchors`]).
    Anchor(NodeId),
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// A node of this document.
    Node(NodeId),
}

/// A complete line of text: its text in logical order and its runs in visual
/// order. The text layer is made from nothing else.
#[derive(Clone, Debug)]
pub struct Line {
    /// The base direction of the line's paragraph.
    pub direction: Direction,
    /// The text in logical order. It ends with the space at which the line was
    /// broken, unless the break was forced.
    pub text: String,
    /// The runs from left to right, without gaps.
    pub runs: Vec<TextRun>,
}

/// Text with one font, size, colour, level, language and tag.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// The range of [`Line::text`] that it draws.
    pub range: Range<usize>,
    /// The font.
    pub font: FontId,
    /// The font size.
    pub size: Length,
    /// The text colour.
    pub color: Color,
    /// How far the baseline is raised; negative if lowered.
    pub rise: Length,
    /// The bidi embedding level; odd is right-to-left.
    pub level: u8,
    /// The language, if it differs from the document's.
    pub lang: Option<Lang>,
    /// The tag; `None` for an artifact.
    pub tag: Option<StructId>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph and its position in a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The glyph's index in the font.
    pub id: u16,
    /// How far the pen moves, including `stretch`. The layout rounds it so that
    /// each glyph has few different advances.
    pub advance: Em,
    /// Horizontal offset from the pen, rightwards.
    pub x_offset: Em,
    /// Vertical offset from the baseline, upwards.
    pub y_offset: Em,
    /// Kashida: how much of `advance` is a tatweel (U+0640) that joins this
    /// letter to the next one. Both are drawn together: a tatweel of this width
    /// from the pen (and `x_offset`) on, then the letter to its right. Usually
    /// zero.
    pub stretch: Em,
    /// Index of the first byte of its cluster in [`Line::text`].
    pub text_start: u32,
    /// One past the last byte of its cluster. All glyphs of a cluster share
    /// both.
    pub text_end: u32,
}

impl Glyph {
    /// How far a tatweel extends into the letters at both ends, so that no seam
    /// is visible.
    pub(crate) const OVERLAP: Em = Em::new(0.01);
}

/// A filled or stroked shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The outline.
    pub path: Path,
    /// The fill colour.
    pub fill: Option<Color>,
    /// The stroke of the outline.
    pub stroke: Option<Stroke>,
}

/// The outline of a shape, relative to the position of its item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Segment>);

/// A segment of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve: two control points and end point.
    Cubic(Point, Point, Point),
    /// Closes the contour.
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

    /// The largest y coordinate of its points.
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

/// How an outline is stroked.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: Length,
    /// Lengths of dash and gap; empty for a solid line.
    pub dash: Vec<Length>,
}

/// A colour as designed. The ink setting decides how it is printed (grey,
/// black, CMYK); [`Color::BLACK`] is always pure black ink.
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

    /// Whether black ink is enough to print it.
    #[must_use]
    pub const fn is_gray(self) -> bool {
        self.red == self.green && self.green == self.blue
    }
}

/// An image for output, without metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageData {
    /// Its pixels, or the shapes of an SVG.
    pub content: ImageContent,
    /// Its natural size.
    pub size: Size,
}

impl ImageData {
    /// Whether shapes reach out of the picture, where nothing of them is to be seen.
    pub(crate) fn overflows(&self) -> bool {
        let ImageContent::Vector(shapes) = &self.content else { return false };
        let is_out = |at: Point, reach: Length| {
            let slack = reach + Length::pt(0.1);
            at.x < -slack || at.y < -slack || at.x > self.size.width + slack || at.y > self.size.height + slack
        };
        shapes.iter().any(|shape| {
            let reach = shape.stroke.as_ref().map_or(Length::ZERO, |stroke| stroke.width * -0.5);
            shape.path.0.iter().any(|segment| match *segment {
                Segment::Move(to) | Segment::Line(to) => is_out(to, reach),
                Segment::Cubic(_, _, to) => is_out(to, reach),
                Segment::Close => false,
            })
        })
    }
}

/// The content of an image.
#[derive(Clone, Debug, PartialEq)]
pub enum ImageContent {
    /// A JPEG file, kept except for its metadata.
    Jpeg {
        /// The file without metadata.
        bytes: Vec<u8>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// 1 (grey) or 3 (RGB).
        components: u8,
    },
    /// Raw pixels, row by row from the top.
    Raster {
        /// Bytes: 1 (grey) or 3 (RGB) per pixel.
        pixels: Vec<u8>,
        /// One byte per pixel; `None` if opaque.
        alpha: Option<Vec<u8>>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// 1 or 3.
        components: u8,
    },
    /// Paths at the natural size of the image.
    Vector(Vec<Shape>),
}

/// Index into [`Structure::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructId(pub u32);

/// The structure tree in reading order: node 0 is the document, and children
/// come after their parents.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The nodes.
    pub nodes: Vec<StructNode>,
}

/// A tag.
#[derive(Clone, Debug)]
pub struct StructNode {
    /// Its role.
    pub role: StructRole,
    /// Its parent; only the document has none.
    pub parent: Option<StructId>,
    /// The language, if it differs from the parent's.
    pub lang: Option<Lang>,
    /// Alternative text.
    pub alt: Option<String>,
    /// The columns and rows that a cell spans, if more than one.
    pub extent: Option<Extent>,
    /// The node of the document it was made from.
    pub source: Option<NodeId>,
}

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) in use.
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
    /// The content of a list item.
    ListBody,
    /// A table.
    Table,
    /// The header rows.
    TableHead,
    /// The other rows.
    TableBody,
    /// A row.
    TableRow,
    /// A header cell with scope `Column`.
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
    /// An image.
    Figure,
    /// Code.
    Code,
    /// A table of contents.
    Toc,
    /// An entry of a table of contents.
    TocItem,
    /// An inline span.
    Span,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineItem {
    /// Its level, starting at 1.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Its target.
    pub target: NodeId,
}

/// A layout on sheets: the input of the PDF writer.
#[derive(Clone, Debug, Default)]
pub struct Print {
    /// The typeset pages and their structure.
    pub layout: Layout,
    /// The sides of paper, in printing order.
    pub sides: Vec<Side>,
    /// Whether `sides` are imposed sheets rather than the pages themselves.
    pub imposed: bool,
    /// How the printer should turn sheets over.
    pub duplex: Option<DuplexPreference>,
}

impl Print {
    /// Whether its pages face each other and are turned from the right. The sides of
    /// imposed sheets follow the order of printing instead.
    pub(crate) fn is_from_right(&self) -> bool {
        self.layout.facing_rtl && !self.imposed
    }
}

/// A side of a sheet: a page of the PDF.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The size of the paper, including marks and bleed.
    pub media: Size,
    /// The trim box.
    pub trim: Rect,
    /// The area that artwork may cover.
    pub bleed: Rect,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// Crop and fold marks; artifacts.
    pub marks: Frame,
    /// The page label in viewers.
    pub label: String,
    /// Front or back.
    pub face: Face,
    /// The number of panels without a page.
    pub blank: usize,
}

/// The two sides of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The side printed first.
    #[default]
    Front,
    /// The other side.
    Back,
}

/// A page on a side.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Index into [`Layout::pages`].
    pub page: usize,
    /// The area of the page on the side, as seen.
    pub cell: Rect,
    /// The rotation of the page within its cell.
    pub rotation: Rotation,
    /// How large it is drawn: 1 but on plans.
    pub scale: f64,
    /// The visible part of the side's area, including bleed.
    pub clip: Rect,
    /// Whether it repeats another one; then it is an artifact, without tags and
    /// links.
    pub repeated: bool,
}

/// Values of the viewer preference `Duplex`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplexPreference {
    /// One side only.
    Simplex,
    /// Flip on the short edge.
    ShortEdge,
    /// Flip on the long edge.
    LongEdge,
}
