//! SVG: usvg reduces it to filled and stroked paths, which drops scripts,
//! links, foreign content and animation. External files and entities are never
//! read. Text would need fonts and is left out with a warning.

mod cost;
mod css;

pub(super) use cost::MAX_STEPS;

use super::{Budget, Refusal};
use crate::error::{Warned, Warning};
use crate::frame::{Color, ImageContent, ImageData, Path, Segment, Shape, Stroke};
use crate::units::{Length, Point, Size};
use usvg::tiny_skia_path::{self, PathSegment};

/// Largest SVG file, in bytes.
const MAX_BYTES: usize = 8 << 20;
/// Most segments of all paths together: each takes some microseconds and 500 bytes to
/// write into a PDF.
const MAX_SEGMENTS: usize = 1_000_000;
/// Largest natural width and height, in points (7 m).
const MAX_SIZE: f32 = 20_000.0;
/// Most comparisons of contours for even-odd filling; see [`super::contours`].
const MAX_CONTOUR_TESTS: usize = 20_000_000;
/// The stack of the thread that draws: `use` may nest deeper than the elements
/// of the file.
const STACK: usize = 64 << 20;
/// CSS pixels to points.
const PX: f32 = 0.75;
/// The opacity of what is not seen, and the mean one below which a gradient lets more
/// through than it shows.
const FADED: f32 = 0.05;
const SEEN_THROUGH: f32 = 0.5;
/// The box, in CSS pixels, that a picture without a size of its own fills: the default
/// object size of CSS Images 3. Drawing programs write such pictures with a `viewBox` of
/// 24 or of 1000 units alike.
const DEFAULT_SIZE: [f32; 2] = [300.0, 150.0];

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Warned<ImageData>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::new("an SVG picture that is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        return Err(Refusal::new("an SVG picture larger than 8 MiB"));
    }
    // Reading takes time, too, and comes before any estimate: about a step a byte.
    budget.spend_steps(text.len() as u64)?;
    let cost::Cost { steps, has_text } = cost::estimate(text)?;
    budget.spend_steps(steps)?;
    let drawn = draw(text, has_text)?;
    let ImageContent::Vector(shapes) = &drawn.value.content else { return Ok(drawn) };
    // After the fact: the segments of one picture are bounded.
    let segments: usize = shapes.iter().map(|shape| shape.path.0.len()).sum();
    budget.spend_memory((segments * size_of::<Segment>()) as u64)?;
    Ok(drawn)
}

fn draw(text: &str, has_text: bool) -> Result<Warned<ImageData>, Refusal> {
    // WebAssembly has no threads. The size of its only stack is chosen when the
    // module is linked; an overflow ends the module, not the host.
    if cfg!(target_family = "wasm") {
        return convert(text, has_text);
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || convert(text, has_text));
        match thread {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(Refusal::new("an SVG picture that cannot be drawn"))),
            // If there is no further thread, this one does the work.
            Err(_) => convert(text, has_text),
        }
    })
}

fn too_complex() -> Refusal {
    Refusal::new("an SVG picture that is too complex").hint("simplify it, or save it as PNG")
}

fn convert(text: &str, has_text: bool) -> Result<Warned<ImageData>, Refusal> {
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let unreadable = |error: String| Refusal::new(format!("an SVG picture that cannot be read: {error}"));
    let parsing = usvg::roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let file = usvg::roxmltree::Document::parse_with_options(text, parsing)
        .map_err(|error| unreadable(usvg::Error::ParsingFailed(error).to_string()))?;
    let tree = usvg::Tree::from_xmltree(&file, &options).map_err(|error| unreadable(error.to_string()))?;
    let scale = if has_size(&file) { PX } else { PX * default_scale(tree.size()) };
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    if !(width <= MAX_SIZE && height <= MAX_SIZE) {
        return Err(Refusal::new("an SVG picture that is too large").hint("give it a width and height below 7 m"));
    }
    let mut drawing = Drawing { scale, contour_tests: MAX_CONTOUR_TESTS, ..Drawing::default() };
    drawing.group(tree.root(), 1.0)?;
    let mut warnings = Vec::new();
    let mut warn = |told: bool, code, message: &str| {
        if told {
            warnings.push(Warning::new(code, message));
        }
    };
    warn(has_text, "svg-text", "letters in an SVG picture are left out; convert them to paths");
    warn(
        drawing.flattened,
        "svg-effects",
        "gradients, patterns, masks, clips or filters of an SVG picture are simplified",
    );
    warn(text.contains("<image"), "svg-image", "a picture inside an SVG picture is left out");
    let size = Size::new(Length::pt(f64::from(width)), Length::pt(f64::from(height)));
    Ok(Warned { value: ImageData { content: ImageContent::Vector(drawing.shapes), size }, warnings })
}

/// Whether a picture says how large it is: a share of what it stands in is no size.
fn has_size(file: &usvg::roxmltree::Document<'_>) -> bool {
    let said = |name: &str| file.root_element().attribute(name).map(str::trim);
    ["width", "height"]
        .into_iter()
        .filter_map(said)
        .any(|value| !value.is_empty() && value != "auto" && !value.ends_with('%'))
}

/// How much larger a picture becomes that fills the default box.
fn default_scale(size: usvg::Size) -> f32 {
    (DEFAULT_SIZE[0] / size.width()).min(DEFAULT_SIZE[1] / size.height())
}

/// What is drawn so far.
#[derive(Default)]
struct Drawing {
    /// Units of the picture to points.
    scale: f32,
    shapes: Vec<Shape>,
    segments: usize,
    contour_tests: usize,
    flattened: bool,
}

impl Drawing {
    /// Draws a group with an opacity. usvg limits the nesting; see [`STACK`].
    fn group(&mut self, group: &usvg::Group, opacity: f32) -> Result<(), Refusal> {
        self.flattened |= group.clip_path().is_some() || group.mask().is_some() || !group.filters().is_empty();
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.group(group, opacity)?,
                usvg::Node::Path(path) if path.is_visible() => self.path(path, opacity)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), Refusal> {
        let fill = path.fill().and_then(|fill| {
            let color = self.color(fill.paint(), opacity * fill.opacity().get())?;
            let mut outline = outline(path.data(), path.abs_transform(), self.scale);
            if fill.rule() == usvg::FillRule::EvenOdd {
                super::contours::orient(&mut outline, &mut self.contour_tests);
            }
            Some(Shape { path: outline, fill: Some(color), stroke: None })
        });
        let stroke = path.stroke().and_then(|stroke| {
            let color = self.color(stroke.paint(), opacity * stroke.opacity().get())?;
            stroked(path, stroke, color, self.scale)
        });
        let shapes = match path.paint_order() {
            usvg::PaintOrder::FillAndStroke => [fill, stroke],
            usvg::PaintOrder::StrokeAndFill => [stroke, fill],
        };
        for shape in shapes.into_iter().flatten() {
            self.segments += shape.path.0.len();
            if self.segments > MAX_SEGMENTS {
                return Err(too_complex());
            }
            self.shapes.push(shape);
        }
        Ok(())
    }

    /// A paint as an opaque colour on white paper; `None` if it is invisible.
    fn color(&mut self, paint: &usvg::Paint, opacity: f32) -> Option<Color> {
        let (base, own) = match paint {
            usvg::Paint::Color(color) => (*color, 1.0),
            usvg::Paint::LinearGradient(gradient) => self.middle(gradient.stops())?,
            usvg::Paint::RadialGradient(gradient) => self.middle(gradient.stops())?,
            usvg::Paint::Pattern(_) => {
                self.flattened = true;
                return None;
            }
        };
        let opacity = opacity * own;
        let on_paper = |channel: u8| {
            let mixed = f32::from(channel) * opacity + 255.0 * (1.0 - opacity);
            mixed.round().clamp(0.0, 255.0) as u8
        };
        (opacity > 0.0).then(|| Color {
            red: on_paper(base.red),
            green: on_paper(base.green),
            blue: on_paper(base.blue),
        })
    }

    /// The mean colour of a gradient, and its mean opacity. One that fades to nothing, or
    /// is mostly seen through, is a glow or a shade over what is below: as an even colour
    /// it would hide that.
    fn middle(&mut self, stops: &[usvg::Stop]) -> Option<(usvg::Color, f32)> {
        self.flattened = true;
        if stops.iter().any(|stop| stop.opacity().get() <= FADED) {
            return None;
        }
        let count = u32::try_from(stops.len()).ok().filter(|&count| count > 0)?;
        let mean = |channel: fn(&usvg::Stop) -> u8| {
            u8::try_from(stops.iter().map(|stop| u32::from(channel(stop))).sum::<u32>() / count).unwrap_or(u8::MAX)
        };
        let opacity = stops.iter().map(|stop| stop.opacity().get()).sum::<f32>() / count as f32;
        let color = usvg::Color::new_rgb(mean(|s| s.color().red), mean(|s| s.color().green), mean(|s| s.color().blue));
        (opacity >= SEEN_THROUGH).then_some((color, opacity))
    }
}

/// A stroke, or its outline if a [`Shape`] cannot express it (round caps and
/// joins, uneven scaling).
fn stroked(path: &usvg::Path, stroke: &usvg::Stroke, color: Color, scale: f32) -> Option<Shape> {
    let transform = path.abs_transform();
    let (scale_x, scale_y) = transform.get_scale();
    let even = (scale_x - scale_y).abs() < 1e-3 * scale_x.abs() && (transform.kx + transform.ky).abs() < 1e-3;
    let plain = stroke.linecap() == usvg::LineCap::Butt && stroke.linejoin() == usvg::LineJoin::Miter;
    if even && plain && stroke.dashoffset() == 0.0 {
        let length = |px: f32| Length::pt(f64::from(px * scale_x * scale));
        let dash = stroke.dasharray().unwrap_or_default().iter().copied().map(length).collect();
        let stroke = Stroke { color, width: length(stroke.width().get()), dash };
        return Some(Shape { path: outline(path.data(), transform, scale), fill: None, stroke: Some(stroke) });
    }
    let mut pen = stroke.to_tiny_skia();
    let dashed = pen.dash.take().and_then(|dash| path.data().clone().dash(&dash, scale_x));
    let drawn = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, scale_x)?;
    Some(Shape { path: outline(&drawn, transform, scale), fill: Some(color), stroke: None })
}

/// A path in points, with quadratic curves converted to cubic ones.
fn outline(path: &tiny_skia_path::Path, transform: usvg::Transform, scale: f32) -> Path {
    let Some(path) = path.clone().transform(transform) else { return Path::default() };
    let point =
        |p: tiny_skia_path::Point| Point::new(Length::pt(f64::from(p.x * scale)), Length::pt(f64::from(p.y * scale)));
    let mut last = tiny_skia_path::Point::zero();
    let segments = path.segments().map(|segment| match segment {
        PathSegment::MoveTo(to) => {
            last = to;
            Segment::Move(point(to))
        }
        PathSegment::LineTo(to) => {
            last = to;
            Segment::Line(point(to))
        }
        PathSegment::QuadTo(control, to) => {
            let third = |end: tiny_skia_path::Point| {
                tiny_skia_path::Point::from_xy(
                    end.x + (control.x - end.x) * 2.0 / 3.0,
                    end.y + (control.y - end.y) * 2.0 / 3.0,
                )
            };
            let cubic = Segment::Cubic(point(third(last)), point(third(to)), point(to));
            last = to;
            cubic
        }
        PathSegment::CubicTo(a, b, to) => {
            last = to;
            Segment::Cubic(point(a), point(b), point(to))
        }
        PathSegment::Close => Segment::Close,
    });
    Path(segments.collect())
}
