//! The new file: a page for each side, which draws the forms at their places.

use super::carry::Carrier;
use super::form::{Budget, Form, form};
use super::pages::{self, FormKey, Source};
use super::{Import, Matrix};
use crate::error::Result;
use crate::frame::{Color, DuplexPreference, Frame, ItemKind, Placement, Print, Segment, Shape, Side};
use crate::impose::Sides;
use crate::pdf::bookmarks::page_labels;
use crate::pdf::file::File;
use crate::pdf::finish::page_box;
use crate::pdf::font::real;
use crate::units::{Length, Point, Rect, Rotation};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;

/// How much larger a page must become by lying on its side to be rotated. A
/// choice: less would rotate pages that are nearly square, more would leave
/// landscape pages small.
const TURN: f64 = 1.2;

/// Writes the whole file.
pub(super) fn write(import: Import, sides: &Sides) -> Result<Vec<u8>> {
    let Import { document, pages } = import;
    let mut carrier = Carrier::new(document);
    let mut file = File::new();
    let mut budget = Budget::new();
    let mut forms: BTreeMap<FormKey, Form> = BTreeMap::new();
    for placement in sides.sides.iter().flat_map(|side| &side.placements) {
        let Some(page) = pages.get(placement.page) else { continue };
        let form = match forms.entry(page.key()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(form(&mut carrier, &mut file, page, &mut budget)?),
        };
        let links = if placement.repeated { 0 } else { form.links.len() };
        budget.annotations(form.shown.len() + links)?;
    }
    let parent = file.reserve();
    let mut kids: Vec<Object> = Vec::with_capacity(sides.sides.len());
    for side in &sides.sides {
        let mut drawing = Drawing { side, content: String::new(), objects: Dictionary::new(), links: Vec::new() };
        for placement in &side.placements {
            let Some(page) = pages.get(placement.page) else { continue };
            if let Some(form) = forms.get(&page.key()) {
                drawing.place(placement, page, form);
            }
        }
        drawing.marks(&side.marks);
        kids.push(drawing.write(&mut file, parent).into());
    }
    file.put(parent, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids });
    let catalog = catalog(&mut carrier, &mut file, sides, parent);
    let catalog = file.add(catalog);
    carrier.finish(&mut file);
    Ok(file.finish(catalog, None))
}

fn catalog(carrier: &mut Carrier, file: &mut File, sides: &Sides, parent: ObjectId) -> Dictionary {
    let mut viewer = dictionary! { "PrintScaling" => "None" };
    if let Some(duplex) = sides.duplex {
        viewer.set(
            "Duplex",
            match duplex {
                DuplexPreference::Simplex => "Simplex",
                DuplexPreference::ShortEdge => "DuplexFlipShortEdge",
                DuplexPreference::LongEdge => "DuplexFlipLongEdge",
            },
        );
    }
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => parent, "ViewerPreferences" => viewer };
    let labelled = Print { sides: sides.sides.clone(), imposed: true, ..Print::default() };
    if let Some(labels) = page_labels(&labelled) {
        catalog.set("PageLabels", labels);
    }
    if let Some(lang) = pages::lang(carrier.source()) {
        catalog.set("Lang", Object::string_literal(lang));
    }
    // Hidden layers stay hidden.
    let layers = carrier.source().catalog().and_then(|old| old.get(b"OCProperties")).cloned();
    if let Ok(layers) = layers {
        catalog.set("OCProperties", carrier.carry(file, &layers));
    }
    catalog
}

/// A side being drawn.
struct Drawing<'a> {
    side: &'a Side,
    content: String,
    objects: Dictionary,
    links: Vec<Object>,
}

impl Drawing<'_> {
    fn place(&mut self, placement: &Placement, page: &Source, form: &Form) {
        let matrix = matrix(placement, page, self.side);
        let name = format!("P{}", placement.page);
        self.objects.set(name.as_str(), form.content);
        let clip = edges(placement.clip, self.side);
        let [left, bottom, right, top] = clip;
        let corner = format!("{} {}", Number(left), Number(bottom));
        let extent = format!("{} {}", Number(right - left), Number(top - bottom));
        // Writing to memory cannot fail.
        let _ = write!(self.content, "q {corner} {extent} re W n {} cm /{name} Do", Cm(matrix));
        for (index, (appearance, own)) in form.shown.iter().enumerate() {
            let shown = format!("{name}A{index}");
            self.objects.set(shown.as_str(), appearance.clone());
            let _ = write!(self.content, " q {} cm /{shown} Do Q", Cm(*own));
        }
        self.content.push_str(" Q\n");
        if !placement.repeated {
            self.links.extend(form.links.iter().filter_map(|&(area, action)| link(matrix, area, clip, action)));
        }
    }

    /// Marks and words beside the pages.
    fn marks(&mut self, marks: &Frame) {
        for item in &marks.items {
            if let ItemKind::Shape(shape) = &item.kind {
                self.paint(shape, item.at);
            }
        }
    }

    /// A filled or stroked outline, in black or gray.
    fn paint(&mut self, shape: &Shape, at: Point) {
        let gray = |color: Color| Number(f64::from(color.red) / 255.0);
        let (begin, end) = match (&shape.stroke, shape.fill) {
            (Some(stroke), _) => {
                let dash: Vec<String> = stroke.dash.iter().map(|dash| Number(dash.to_pt()).to_string()).collect();
                let width = Number(stroke.width.to_pt());
                (format!("q {} G {width} w [{}] 0 d", gray(stroke.color), dash.join(" ")), "S")
            }
            (None, Some(fill)) => (format!("q {} g", gray(fill)), "f"),
            (None, None) => return,
        };
        self.content.push_str(&begin);
        let height = self.side.media.height;
        let point = |point: Point| {
            format!("{} {}", Number((at.x + point.x).to_pt()), Number((height - at.y - point.y).to_pt()))
        };
        for segment in &shape.path.0 {
            let _ = match *segment {
                Segment::Move(to) => write!(self.content, " {} m", point(to)),
                Segment::Line(to) => write!(self.content, " {} l", point(to)),
                Segment::Cubic(a, b, to) => write!(self.content, " {} {} {} c", point(a), point(b), point(to)),
                Segment::Close => write!(self.content, " h"),
            };
        }
        let _ = writeln!(self.content, " {end} Q");
    }

    fn write(self, file: &mut File, parent: ObjectId) -> ObjectId {
        let content = file.add_stream(Dictionary::new(), self.content.into_bytes());
        let media = Rect::new(Point::ZERO, self.side.media);
        let mut dict = dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "MediaBox" => page_box(media, self.side),
            "TrimBox" => page_box(self.side.trim, self.side),
            "BleedBox" => page_box(self.side.bleed, self.side),
            "Resources" => dictionary! { "XObject" => self.objects },
            "Contents" => content,
        };
        if !self.links.is_empty() {
            let links: Vec<Object> = self.links.into_iter().map(|link| file.add(link).into()).collect();
            dict.set("Annots", links);
        }
        file.add(dict)
    }
}

/// A link at the place of its page on the side; `None` if it is clipped away.
fn link(matrix: Matrix, area: [f64; 4], clip: [f64; 4], action: ObjectId) -> Option<Object> {
    let [left, bottom, right, top] = matrix.bounds(area);
    let seen = [left.max(clip[0]), bottom.max(clip[1]), right.min(clip[2]), top.min(clip[3])];
    (seen[0] < seen[2] && seen[1] < seen[3]).then(|| {
        dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => seen.map(real).to_vec(),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "A" => action,
        }
        .into()
    })
}

/// A box of a side in PDF coordinates: left, bottom, right, top.
fn edges(rect: Rect, side: &Side) -> [f64; 4] {
    let up = |y: Length| (side.media.height - y).to_pt();
    [rect.origin.x.to_pt(), up(rect.bottom()), rect.right().to_pt(), up(rect.origin.y)]
}

/// The matrix from the space of a page to the side: upright as displayed,
/// scaled and centred in the cell, rotated with the cell.
fn matrix(placement: &Placement, page: &Source, side: &Side) -> Matrix {
    let [left, bottom, right, top] = edges(placement.cell, side);
    let (width, height) = (right - left, top - bottom);
    let fit = |turns: u8| {
        let [x0, y0, x1, y1] = page.trim;
        let (w, h) = if turns % 2 == 1 { (y1 - y0, x1 - x0) } else { (x1 - x0, y1 - y0) };
        (width / w).min(height / h)
    };
    let seen = page.turns;
    let lying = (seen + 3) % 4;
    let turns = if fit(lying) > fit(seen) * TURN { lying } else { seen };
    let scale = fit(turns);
    // A scale that differs by rounding only keeps the page's exact size.
    let scale = if (scale / page.unit - 1.0).abs() < 1e-4 { page.unit } else { scale };
    let [x0, y0, x1, y1] = page.trim;
    let upright = match turns {
        0 => [1.0, 0.0, 0.0, 1.0, -x0, -y0],
        1 => [0.0, -1.0, 1.0, 0.0, -y0, x1],
        2 => [-1.0, 0.0, 0.0, -1.0, x1, y1],
        _ => [0.0, 1.0, -1.0, 0.0, y1, -x0],
    };
    let (w, h) = if turns % 2 == 1 { (y1 - y0, x1 - x0) } else { (x1 - x0, y1 - y0) };
    let (x, y) = ((width - w * scale) / 2.0, (height - h * scale) / 2.0);
    let fitted = Matrix(upright).then(Matrix([scale, 0.0, 0.0, scale, x, y]));
    fitted.then(match placement.rotation {
        Rotation::R180 => Matrix([-1.0, 0.0, 0.0, -1.0, right, top]),
        _ => Matrix::moved(left, bottom),
    })
}

/// A number in a content stream.
struct Number(f64);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Adding zero turns -0 into 0.
        write!(f, "{}", (self.0 * 1e5).round() / 1e5 + 0.0)
    }
}

/// A matrix in a content stream.
struct Cm(Matrix);

impl std::fmt::Display for Cm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c, d, x, y] = self.0.0.map(Number);
        write!(f, "{a} {b} {c} {d} {x} {y}")
    }
}
