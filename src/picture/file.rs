//! Pictures as files again, for EPUB: clean, the same bytes every time.

use crate::error::{Error, Result};
use crate::frame::{Color, ImageContent, ImageData, Segment, Shape};
use crate::units::{Length, Size};
use image::ExtendedColorType;
use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use std::borrow::Cow;
use std::fmt::Write;

/// A picture as a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile<'a> {
    /// Its extension, without the dot.
    pub extension: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// Its content.
    pub bytes: Cow<'a, [u8]>,
}

/// The picture as a JPEG, PNG or SVG file without metadata.
///
/// # Errors
/// [`Error::Writer`] where the encoder fails, a defect of this program.
pub fn file(image: &ImageData) -> Result<PictureFile<'_>> {
    Ok(match &image.content {
        ImageContent::Jpeg { bytes, .. } => {
            PictureFile { extension: "jpg", mime: "image/jpeg", bytes: Cow::Borrowed(bytes) }
        }
        ImageContent::Raster { pixels, alpha, width, height, components } => {
            let bytes = png(pixels, alpha.as_deref(), (*width, *height), *components)?;
            PictureFile { extension: "png", mime: "image/png", bytes: Cow::Owned(bytes) }
        }
        ImageContent::Vector(shapes) => PictureFile {
            extension: "svg",
            mime: "image/svg+xml",
            bytes: Cow::Owned(svg(shapes, image.size).into_bytes()),
        },
    })
}

fn png(pixels: &[u8], alpha: Option<&[u8]>, (width, height): (u32, u32), components: u8) -> Result<Vec<u8>> {
    let step = usize::from(components.max(1));
    let data: Cow<'_, [u8]> = match alpha {
        None => Cow::Borrowed(pixels),
        Some(alpha) => Cow::Owned(
            pixels
                .chunks_exact(step)
                .zip(alpha)
                .flat_map(|(pixel, &alpha)| pixel.iter().copied().chain([alpha]))
                .collect(),
        ),
    };
    let color = match (components, alpha) {
        (1, None) => ExtendedColorType::L8,
        (1, Some(_)) => ExtendedColorType::La8,
        (_, None) => ExtendedColorType::Rgb8,
        (_, Some(_)) => ExtendedColorType::Rgba8,
    };
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(&data, width, height, color)
        .map_err(|error| Error::Writer { format: "PNG", message: error.to_string() })?;
    Ok(bytes)
}

/// Shapes as an SVG document of their natural size, in points.
pub(crate) fn svg(shapes: &[Shape], size: Size) -> String {
    let (width, height) = (number(size.width), number(size.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\">"
    );
    for shape in shapes {
        out.push_str("<path d=\"");
        path(&shape.path.0, &mut out);
        out.push('"');
        match shape.fill {
            Some(Color::BLACK) => {}
            Some(color) => push(&mut out, format_args!(" fill=\"{}\"", hex(color))),
            None => out.push_str(" fill=\"none\""),
        }
        if let Some(stroke) = &shape.stroke {
            push(&mut out, format_args!(" stroke=\"{}\" stroke-width=\"{}\"", hex(stroke.color), number(stroke.width)));
            if !stroke.dash.is_empty() {
                let dash: Vec<String> = stroke.dash.iter().copied().map(number).collect();
                push(&mut out, format_args!(" stroke-dasharray=\"{}\"", dash.join(" ")));
            }
        }
        out.push_str("/>");
    }
    out.push_str("</svg>");
    out
}

fn path(segments: &[Segment], out: &mut String) {
    for segment in segments {
        let (letter, points): (char, &[_]) = match segment {
            Segment::Move(to) => ('M', &[*to]),
            Segment::Line(to) => ('L', &[*to]),
            Segment::Cubic(a, b, to) => ('C', &[*a, *b, *to]),
            Segment::Close => ('Z', &[]),
        };
        out.push(letter);
        for (index, point) in points.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            push(out, format_args!("{gap}{} {}", number(point.x), number(point.y)));
        }
    }
}

fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = out.write_fmt(what);
}

/// A colour as CSS writes it.
pub(crate) fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

/// Points with at most two decimals, as short as can be.
fn number(length: Length) -> String {
    let hundredths = (length.to_pt() * 100.0).round() / 100.0;
    // Negative zero would print its sign.
    format!("{}", hundredths + 0.0)
}
