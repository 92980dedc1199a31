//! Layouts as text: the items of each page, then tags and outline. Lengths are
//! in points, from the top left corner of the page.

use crate::font::FontBook;
use crate::frame::{Color, Frame, Item, ItemKind, Layout, Line, LinkTarget, Path, Segment, Shape, StructId, Structure};
use crate::units::{Length, Point, Size};
use std::fmt::Write as _;
use std::ops::Range;

/// A layout as text, one item per line. Tags are shown as indices into the list
/// of tags at the end.
#[must_use]
pub fn layout(layout: &Layout, fonts: &FontBook) -> String {
    let mut dump = Dump { out: String::new(), fonts };
    for page in &layout.pages {
        let _ = writeln!(dump.out, "page {:?} {}", page.label, size(page.size));
        dump.frame(&page.frame, Point::ZERO);
    }
    let _ = writeln!(dump.out, "tags");
    tags(&layout.structure, &mut dump.out);
    if !layout.outline.is_empty() {
        let _ = writeln!(dump.out, "outline");
    }
    for item in &layout.outline {
        let _ = writeln!(dump.out, "  {} {:?} → {}", item.level, item.title, item.target.0);
    }
    dump.out
}

struct Dump<'a> {
    out: String,
    fonts: &'a FontBook,
}

impl Dump<'_> {
    fn frame(&mut self, frame: &Frame, at: Point) {
        for item in &frame.items {
            self.item(item, item.at + at);
        }
    }

    fn item(&mut self, item: &Item, at: Point) {
        let tag = tag(item.tag);
        let place = point(at);
        let _ = match &item.kind {
            ItemKind::Frame(frame) => return self.frame(frame, at),
            ItemKind::Line(line) => return self.line(line, at),
            ItemKind::Shape(shape) => writeln!(self.out, "  {}{tag}", shape_words(shape, at)),
            ItemKind::Image { image, size: drawn } => {
                writeln!(self.out, "  image {image} {place} {}{tag}", size(*drawn))
            }
            ItemKind::Link { node, target, size: area, description } => {
                let target = match target {
                    LinkTarget::Url(url) => url.clone(),
                    LinkTarget::Node(node) => node.0.to_string(),
                };
                let node = node.0;
                writeln!(self.out, "  link {node} {place} {} → {target} {description:?}{tag}", size(*area))
            }
            ItemKind::Anchor(node) => writeln!(self.out, "  anchor {} {place}", node.0),
        };
    }

    fn line(&mut self, line: &Line, at: Point) {
        let _ = write!(self.out, "  line {} {:?}", point(at), line.text);
        // Runs in reading order. The first one shows font and size, the others
        // only changes.
        let mut runs: Vec<_> = line.runs.iter().collect();
        runs.sort_by_key(|run| run.range.start);
        let mut before = String::new();
        for run in runs {
            let family = &self.fonts.font(run.font).postscript_name;
            let mut look = format!("{family} {}", number(run.size));
            if run.color != Color::BLACK {
                let _ = write!(look, " {}", color(run.color));
            }
            if run.rise != Length::ZERO {
                let _ = write!(look, " rise {}", number(run.rise));
            }
            look.push_str(&tag(run.tag));
            if look != before {
                let Range { start, end } = run.range;
                let words = line.text.get(start..end).unwrap_or_default();
                let named = if before.is_empty() { String::new() } else { format!("{words:?} ") };
                let _ = write!(self.out, " [{named}{look}]");
            }
            before = look;
        }
        self.out.push('\n');
    }
}

fn tags(structure: &Structure, out: &mut String) {
    let mut depths: Vec<usize> = Vec::with_capacity(structure.nodes.len());
    for (index, node) in structure.nodes.iter().enumerate() {
        let depth = node.parent.and_then(|parent| depths.get(parent.0 as usize)).map_or(1, |depth| depth + 1);
        depths.push(depth);
        let _ = write!(out, "{:1$}{index} {2:?}", "", depth * 2, node.role);
        if let Some(lang) = &node.lang {
            let _ = write!(out, " lang={}", lang.as_str());
        }
        if let Some(alt) = &node.alt {
            let _ = write!(out, " alt={alt:?}");
        }
        out.push('\n');
    }
}

fn shape_words(shape: &Shape, at: Point) -> String {
    let mut words = format!("shape {}", bounds(&shape.path, at));
    if let Some(fill) = shape.fill {
        let _ = write!(words, " fill {}", color(fill));
    }
    if let Some(stroke) = &shape.stroke {
        let _ = write!(words, " stroke {} {}", number(stroke.width), color(stroke.color));
        if !stroke.dash.is_empty() {
            words.push_str(" dashed");
        }
    }
    words
}

/// The bounding box of a path's points.
fn bounds(path: &Path, at: Point) -> String {
    let points = || {
        path.0.iter().flat_map(|segment| match *segment {
            Segment::Move(point) | Segment::Line(point) => vec![point],
            Segment::Cubic(first, second, end) => vec![first, second, end],
            Segment::Close => Vec::new(),
        })
    };
    let (left, right) = (points().map(|p| p.x).min(), points().map(|p| p.x).max());
    let (top, bottom) = (points().map(|p| p.y).min(), points().map(|p| p.y).max());
    match (left, right, top, bottom) {
        (Some(left), Some(right), Some(top), Some(bottom)) => {
            let origin = point(at + Point::new(left, top));
            format!("{origin} {}", size(Size::new(right - left, bottom - top)))
        }
        _ => "empty".to_owned(),
    }
}

fn tag(tag: Option<StructId>) -> String {
    tag.map_or_else(String::new, |tag| format!(" #{}", tag.0))
}

fn color(color: Color) -> String {
    format!("{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

fn point(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

fn size(size: Size) -> String {
    format!("{}×{}", number(size.width), number(size.height))
}

/// A length to a tenth of a point, without the sign of `-0`.
fn number(length: Length) -> String {
    let tenths = (length.to_pt() * 10.0).round() / 10.0;
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}
