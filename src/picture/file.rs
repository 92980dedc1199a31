//! Writes pictures as files: without metadata, reproducible.

use super::Pixels;
use crate::error::{Error, Result};
use crate::frame::{Color, ImageContent, ImageData, Segment, Shape};
use crate::units::{Length, Size};
use std::borrow::Cow;
use std::fmt::Write;

/// A picture as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile<'a> {
    /// The file extension, without the dot.
    pub extension: &'static str,
    /// The media type.
    pub mime: &'static str,
    /// The bytes of the file.
    pub bytes: Cow<'a, [u8]>,
}

/// The picture as a JPEG, PNG or SVG file without metadata. At a `quality` from
/// 1 to 100, opaque pictures become JPEG if that is smaller.
///
/// # Errors
/// [`Error::Resource`] if a JPEG that must be changed cannot be decoded,
/// [`Error::Writer`] if the encoder fails, which is a defect of this program.
pub fn file(image: &ImageData, quality: Option<u8>) -> Result<PictureFile<'_>> {
    let (kept, opaque) = match &image.content {
        ImageContent::Jpeg { bytes, .. } => (jpeg_file(Cow::Borrowed(bytes)), true),
        ImageContent::Raster { pixels, alpha, width, height, components } => {
            let bytes = png(pixels, alpha.as_deref(), (*width, *height), *components)?;
            (PictureFile { extension: "png", mime: "image/png", bytes: Cow::Owned(bytes) }, alpha.is_none())
        }
        ImageContent::Vector(shapes) => {
            let bytes = Cow::Owned(svg(shapes, image.size).into_bytes());
            return Ok(PictureFile { extension: "svg", mime: "image/svg+xml", bytes });
        }
    };
    let Some(quality) = quality.filter(|_| opaque) else { return Ok(kept) };
    let pixels = Pixels::of(&image.content)?;
    let again = pixels.map(|pixels| pixels.jpeg(quality)).transpose()?.flatten();
    Ok(match again {
        Some(bytes) if bytes.len() < kept.bytes.len() => jpeg_file(Cow::Owned(bytes)),
        _ => kept,
    })
}

fn jpeg_file(bytes: Cow<'_, [u8]>) -> PictureFile<'_> {
    PictureFile { extension: "jpg", mime: "image/jpeg", bytes }
}

/// Grey or RGB pixels as a JPEG file.
pub(crate) fn jpeg(pixels: &[u8], size: (u32, u32), components: u8, quality: u8) -> Result<Vec<u8>> {
    bargeh_pixels::jpeg(pixels, size, components, quality)
        .map_err(|error| Error::Writer { format: "JPEG", message: error.to_string() })
}

/// Pixels as a PNG file, with transparency as the last channel. CMYK pixels are
/// written as if they were RGBA, for [`png_rows`].
pub(crate) fn png(pixels: &[u8], alpha: Option<&[u8]>, size: (u32, u32), components: u8) -> Result<Vec<u8>> {
    let made = match alpha {
        None => bargeh_pixels::png(pixels, size, components),
        Some(alpha) => {
            let pixels = bargeh_pixels::together(pixels, components.into(), alpha);
            bargeh_pixels::png(&pixels, size, components + 1)
        }
    };
    made.map_err(|error| Error::Writer { format: "PNG", message: error.to_string() })
}

/// The content of the `IDAT` chunks of a PNG file: its compressed rows.
pub(super) fn png_rows(mut png: &[u8]) -> Vec<u8> {
    const SIGNATURE: usize = 8;
    let mut rows = Vec::with_capacity(png.len());
    png = png.get(SIGNATURE..).unwrap_or_default();
    while let Some((&[a, b, c, d, ref kind @ ..], rest)) = png.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some((body, next)) = rest.split_at_checked(length) else { break };
        if kind == b"IDAT" {
            rows.extend_from_slice(body);
        }
        // Skips the checksum.
        png = next.get(4..).unwrap_or_default();
    }
    rows
}

/// Shapes as an SVG document in their natural size, in points.
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
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(what);
}

/// A colour in CSS notation.
pub(crate) fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

/// Points with at most two decimals, as short as possible.
fn number(length: Length) -> String {
    let hundredths = (length.to_pt() * 100.0).round() / 100.0;
    // Turns -0 into 0.
    format!("{}", hundredths + 0.0)
}
