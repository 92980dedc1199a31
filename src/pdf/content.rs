//! The content of a side as printpdf's operations: text, shapes and images,
//! each in the marked content of its tag.

use super::PdfOptions;
use super::cells::{Cell, Text};
use super::classes::ALM;
use super::codes::Encoder;
use super::color::inked;
use super::matrix::edges;
use super::rows::Rows;
use super::shape;
use super::strings::Strings;
use super::text::{Piece, chunks};
use crate::document::Lang;
use crate::frame::{Color, Frame, Item, ItemKind, Line, LinkTarget, Print, Side, StructId, StructRole};
use crate::ink::Use;
use crate::settings::PdfKind;
use crate::units::Matrix;
use crate::units::{Length, Point, Rect, Size};
use printpdf::{DictItem, Op, Pt, TextItem};
use std::collections::BTreeMap;

/// How deep frames may nest before the inner ones are left out, so that drawing
/// cannot overflow the stack. Layouts nest a handful.
pub(crate) const DEEPEST: usize = 64;

/// A side as it was drawn.
pub(crate) struct Drawn {
    /// The operations.
    pub(crate) ops: Vec<Op>,
    /// The texts they show, by number.
    pub(crate) strings: Strings,
    /// For each marked-content number, its tag and the page of the layout it is
    /// from.
    pub(crate) marked: Vec<(StructId, usize)>,
    /// The clickable areas.
    pub(crate) links: Vec<LinkArea>,
    /// The bounding boxes of figures, for their `BBox` attribute.
    pub(crate) figures: BTreeMap<StructId, [f64; 4]>,
    /// The images used, by index, each with the largest area it is printed on, in square
    /// points.
    pub(crate) images: BTreeMap<usize, f64>,
}

/// A clickable area.
pub(crate) struct LinkArea {
    /// The tag of the link.
    pub(crate) tag: Option<StructId>,
    /// Where it leads.
    pub(crate) target: LinkTarget,
    /// Left, bottom, right, top, in points.
    pub(crate) edges: [f64; 4],
    /// The description for readers who do not see it.
    pub(crate) description: String,
    /// How many pieces of marked content of the side come before it.
    pub(crate) after: usize,
    /// The page of the layout it is on.
    pub(crate) page: usize,
}

/// A direction mark that only poppler should see, which orders letters by
/// position alone. It is clipped away for MuPDF, has no width for PDFium, and
/// ends in a format character, which PDF.js skips.
struct Hint {
    font: usize,
    size: Length,
    at: Point,
}

/// What a piece of content belongs to: a tag, with a language if the run has one
/// of its own, or nothing.
#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Artifact,
    Tag(StructId, Option<Lang>),
}

/// Draws one side.
pub(crate) fn draw(print: &Print, side: &Side, encoder: &mut Encoder<'_>, options: &PdfOptions) -> Drawn {
    let mut painter = Painter {
        print,
        encoder,
        options,
        drawn: Drawn {
            ops: Vec::new(),
            strings: Strings::default(),
            marked: Vec::new(),
            links: Vec::new(),
            figures: BTreeMap::new(),
            images: BTreeMap::new(),
        },
        matrix: Matrix::IDENTITY,
        origin: (0.0, 0.0),
        height: side.media.height,
        page: 0,
        repeated: true,
        open: None,
        state: State::default(),
        hints: Vec::new(),
        rows: Rows::default(),
    };
    painter.side(side);
    painter.drawn
}

/// The state of the content stream.
#[derive(Default)]
struct State {
    in_text: bool,
    font: Option<(usize, Length)>,
    fill: Option<printpdf::Color>,
    /// Where the last piece of text begins, in hundredths of a point.
    pen: (i64, i64),
}

struct Painter<'a, 'f> {
    print: &'a Print,
    encoder: &'a mut Encoder<'f>,
    options: &'a PdfOptions,
    drawn: Drawn,
    /// From the coordinates of the page to those of the side.
    matrix: Matrix,
    /// Added to every coordinate of the page if it is only moved, which saves
    /// the transformation matrix.
    origin: (f64, f64),
    /// The height of the page.
    height: Length,
    page: usize,
    repeated: bool,
    open: Option<Mark>,
    state: State,
    hints: Vec<Hint>,
    rows: Rows,
}

impl Painter<'_, '_> {
    fn side(&mut self, side: &Side) {
        for placement in &side.placements {
            let Some(page) = self.print.layout.pages.get(placement.page) else { continue };
            self.page = placement.page;
            self.repeated = placement.repeated;
            self.height = page.size.height;
            self.rows = Rows::of(&page.frame, self.print.is_from_right());
            self.matrix = Matrix::onto_side(placement, page.size, side);
            let whole = Rect::new(Point::ZERO, side.media);
            let clip = (!covers(placement.clip, whole)).then_some(placement.clip);
            let moved = self.matrix.as_move();
            let saved = clip.is_some() || moved.is_none();
            if saved {
                self.save();
            }
            if let Some(clip) = clip {
                let clip = edges(clip.origin, clip.size, side.media.height);
                self.drawn.ops.push(shape::clip(clip));
            }
            self.origin = moved.unwrap_or_default();
            if moved.is_none() {
                let matrix = self.matrix.0.map(rounded);
                self.drawn.ops.push(Op::SetTransformationMatrix { matrix: printpdf::CurTransMat::Raw(matrix) });
            }
            self.frame(&page.frame, Point::ZERO, 0);
            self.write_hints();
            if saved {
                self.restore();
            }
        }
        self.marks(side);
        self.end_mark();
    }

    /// Crop and fold marks, in the coordinates of the side.
    fn marks(&mut self, side: &Side) {
        self.matrix = Matrix::IDENTITY;
        self.origin = (0.0, 0.0);
        self.height = side.media.height;
        self.repeated = true;
        self.rows = Rows::of(&side.marks, self.print.is_from_right());
        self.frame(&side.marks, Point::ZERO, 0);
    }

    fn frame(&mut self, frame: &Frame, at: Point, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for item in &frame.items {
            self.item(item, at + item.at, depth);
        }
    }

    fn item(&mut self, item: &Item, at: Point, depth: usize) {
        match &item.kind {
            ItemKind::Frame(frame) => self.frame(frame, at, depth + 1),
            ItemKind::Line(line) => self.line(line, at),
            ItemKind::Shape(shape) => {
                self.begin(item.tag, None);
                self.end_text();
                let (x, y) = self.place(at);
                shape::draw(&mut self.drawn.ops, shape, (x, y), self.options.ink, &mut self.state.fill);
            }
            ItemKind::Image { image, size } => self.image(item.tag, *image, *size, at),
            ItemKind::Link { target, size, description, .. } => {
                if self.repeated {
                    return;
                }
                self.drawn.links.push(LinkArea {
                    tag: item.tag,
                    target: target.clone(),
                    edges: self.matrix.bounds(edges(at, *size, self.height)),
                    description: description.clone(),
                    after: self.drawn.marked.len(),
                    page: self.page,
                });
            }
            ItemKind::Anchor(_) => {}
        }
    }

    /// A point of the page in the coordinates that are drawn in.
    fn place(&self, at: Point) -> (f64, f64) {
        (at.x.to_pt() + self.origin.0, (self.height - at.y).to_pt() + self.origin.1)
    }

    fn line(&mut self, line: &Line, at: Point) {
        let before = self.rows.before_next();
        let chunks = chunks(line, before.map(|before| (before, at.x)), self.encoder, self.options.text_layer);
        self.rows.wrote(chunks.len());
        for chunk in chunks {
            self.begin(chunk.run.tag, chunk.run.lang.as_ref());
            let at = Point::new(at.x + chunk.x, at.y - chunk.run.rise);
            self.set_fill(chunk.run.color, Use::Line);
            let hint = |&x: &Length| Hint { font: chunk.font, size: chunk.run.size, at: Point::new(at.x + x, at.y) };
            self.hints.extend(chunk.hints.iter().map(hint));
            self.show(chunk.font, chunk.run.size, at, chunk.pieces);
        }
    }

    /// Writes the hints of a page, clipped to an empty box.
    fn write_hints(&mut self) {
        let hints = std::mem::take(&mut self.hints);
        if hints.is_empty() {
            return;
        }
        self.begin(None, None);
        self.end_text();
        self.drawn.ops.extend([Op::SaveGraphicsState, shape::clip([0.0; 4])]);
        let mark = Cell::blank(Text::of(ALM), 0, 0);
        for Hint { font, size, at } in hints {
            let code = self.encoder.fonts[font].code(&mark, 0);
            self.show(font, size, at, vec![Piece::Code(code)]);
        }
        self.end_text();
        self.drawn.ops.push(Op::RestoreGraphicsState);
        self.state = State::default();
        self.end_mark();
    }

    /// Shows codes at a point.
    fn show(&mut self, font: usize, size: Length, at: Point, pieces: Vec<Piece>) {
        if !self.state.in_text {
            self.drawn.ops.push(Op::StartTextSection);
            self.state.in_text = true;
            self.state.pen = (0, 0);
        }
        if self.state.font != Some((font, size)) {
            let handle = printpdf::PdfFontHandle::External(super::printer::font_id(font));
            self.drawn.ops.push(Op::SetFont { font: handle, size: Pt(rounded(size.to_pt())) });
            self.state.font = Some((font, size));
        }
        let (x, y) = self.place(at);
        let pen = ((x * 100.0).round() as i64, (y * 100.0).round() as i64);
        let step = |to: i64, from: i64| Pt((to - from) as f32 / 100.0);
        let pos = printpdf::Point { x: step(pen.0, self.state.pen.0), y: step(pen.1, self.state.pen.1) };
        self.drawn.ops.push(Op::SetTextCursor { pos });
        self.state.pen = pen;
        let number = self.drawn.strings.push(font, pieces);
        self.drawn.ops.push(Op::ShowText { items: vec![TextItem::Text(number.to_string())] });
    }

    fn set_fill(&mut self, color: Color, used: Use) {
        let color = inked(color, self.options.ink, used);
        if self.state.fill.as_ref() != Some(&color) {
            self.drawn.ops.push(Op::SetFillColor { col: color.clone() });
            self.state.fill = Some(color);
        }
    }

    fn image(&mut self, tag: Option<StructId>, image: usize, size: Size, at: Point) {
        let Some(data) = self.print.layout.images.get(image) else { return };
        self.begin(tag, None);
        self.end_text();
        let (x, top) = self.place(at);
        self.box_of(tag, edges(at, size, self.height));
        if let crate::frame::ImageContent::Vector(shapes) = &data.content {
            self.save();
            if data.overflows() {
                self.drawn.ops.push(shape::clip(edges(at, size, self.height)));
            }
            let scale = (size.width.ratio(data.size.width), size.height.ratio(data.size.height));
            let matrix = [scale.0, 0.0, 0.0, scale.1, x, top].map(rounded);
            self.drawn.ops.push(Op::SetTransformationMatrix { matrix: printpdf::CurTransMat::Raw(matrix) });
            self.begin(tag, None);
            for shape in shapes {
                shape::draw(&mut self.drawn.ops, shape, (0.0, 0.0), self.options.ink, &mut self.state.fill);
            }
            self.restore();
            return;
        }
        let [left, bottom, right, top_edge] = self.matrix.bounds(edges(at, size, self.height));
        let area = self.drawn.images.entry(image).or_default();
        *area = area.max(((right - left) * (top_edge - bottom)).abs());
        self.drawn.ops.push(Op::UseXobject {
            id: super::printer::image_id(image),
            transform: printpdf::XObjectTransform {
                translate_x: Some(Pt(rounded(x))),
                translate_y: Some(Pt(rounded(top - size.height.to_pt()))),
                scale_x: Some(rounded(size.width.to_pt())),
                scale_y: Some(rounded(size.height.to_pt())),
                no_auto_scale: true,
                ..printpdf::XObjectTransform::default()
            },
        });
    }

    /// Extends the bounding box of a figure.
    fn box_of(&mut self, tag: Option<StructId>, edges: [f64; 4]) {
        let Some(tag) = tag.filter(|_| !self.repeated) else { return };
        let edges = self.matrix.bounds(edges);
        let whole = self.drawn.figures.entry(tag).or_insert(edges);
        *whole = [whole[0].min(edges[0]), whole[1].min(edges[1]), whole[2].max(edges[2]), whole[3].max(edges[3])];
    }

    /// Makes the content that follows belong to a tag, or to none.
    fn begin(&mut self, tag: Option<StructId>, lang: Option<&Lang>) {
        if self.options.kind == PdfKind::Plain {
            return;
        }
        let nodes = &self.print.layout.structure.nodes;
        let mark = match tag.filter(|tag| !self.repeated && (tag.0 as usize) < nodes.len()) {
            Some(tag) => Mark::Tag(tag, lang.cloned()),
            None => Mark::Artifact,
        };
        if self.open.as_ref() == Some(&mark) {
            return;
        }
        self.end_mark();
        self.drawn.ops.push(match &mark {
            Mark::Artifact => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Mark::Tag(tag, lang) => {
                let number = DictItem::Int(self.drawn.marked.len() as i64);
                let mut map = BTreeMap::from([("MCID".to_owned(), number)]);
                let mut name = super::structure::role_name(nodes[tag.0 as usize].role);
                if let Some(lang) = lang {
                    let data = lang.as_str().as_bytes().to_vec();
                    map.insert("Lang".to_owned(), DictItem::String { data, literal: true });
                    name = super::structure::role_name(StructRole::Span);
                }
                self.drawn.marked.push((*tag, self.page));
                let properties = DictItem::Dict { map };
                Op::BeginMarkedContentWithProperties { tag: name.to_owned(), properties }
            }
        });
        self.open = Some(mark);
    }

    fn end_mark(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.drawn.ops.push(Op::EndMarkedContent);
        }
    }

    fn end_text(&mut self) {
        if self.state.in_text {
            self.drawn.ops.push(Op::EndTextSection);
            self.state.in_text = false;
        }
    }

    fn save(&mut self) {
        self.end_mark();
        self.drawn.ops.push(Op::SaveGraphicsState);
    }

    fn restore(&mut self) {
        self.end_mark();
        self.drawn.ops.push(Op::RestoreGraphicsState);
        self.state = State::default();
    }
}

/// Whether one box contains another, up to a hundredth of a point.
fn covers(outer: Rect, inner: Rect) -> bool {
    let slack = Length::pt(0.01);
    outer.origin.x <= inner.origin.x + slack
        && outer.origin.y <= inner.origin.y + slack
        && outer.right() + slack >= inner.right()
        && outer.bottom() + slack >= inner.bottom()
}

/// A coordinate with at most three decimals.
pub(crate) fn rounded(points: f64) -> f32 {
    ((points * 1000.0).round() / 1000.0) as f32
}
