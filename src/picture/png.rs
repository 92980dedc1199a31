//! PNG: decoded to grey or RGB bytes, with separate transparency.

use super::{Budget, Refusal, check_pixels, natural_size};
use crate::frame::{ImageContent, ImageData};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use std::io::Cursor;

/// Most bytes the decoder may allocate for pixels: 64 megapixels of 16-bit
/// RGBA, which has 8 bytes per pixel.
const MAX_DECODED: u64 = 512 << 20;

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<ImageData, Refusal> {
    decode(bytes, budget).map(split)
}

/// The file with nothing but its pixels. It is encoded again, because compressed
/// data may be followed by anything.
pub(super) fn scrubbed(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    let image = decode(bytes, budget)?;
    let mut file = Vec::new();
    image
        .write_with_encoder(PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive))
        .map_err(|error| Refusal::new(format!("cannot be encoded: {error}")))?;
    Ok(file)
}

/// Width, height and orientation.
pub(super) fn head(bytes: &[u8]) -> Result<(u32, u32, Orientation), Refusal> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    Ok((width, height, decoder.orientation().unwrap_or(Orientation::NoTransforms)))
}

/// A decoder for a picture that is not too large.
fn open(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, Refusal> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED + (32 << 20));
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    Ok(decoder)
}

fn broken(_: ImageError) -> Refusal {
    Refusal::new("a PNG picture that is broken or cut short")
}

fn decode(bytes: &[u8], budget: &mut Budget) -> Result<DynamicImage, Refusal> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let colors = if color.has_color() { 3 } else { 1 };
    budget.spend(width, height, colors + u8::from(color.has_alpha()))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = bargeh_pixels::png_pixels(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Separates colour and transparency, with as few channels as the picture
/// needs.
pub(super) fn split(image: DynamicImage) -> ImageData {
    let (width, height) = (image.width(), image.height());
    let has_alpha = image.color().has_alpha();
    let (components, pixels, alpha) = if image.color().has_color() {
        if has_alpha {
            let (pixels, alpha) = bargeh_pixels::apart(image.into_rgba8().as_raw(), 4);
            (3, pixels, Some(alpha))
        } else {
            (3, image.into_rgb8().into_raw(), None)
        }
    } else if has_alpha {
        let (pixels, alpha) = bargeh_pixels::apart(image.into_luma_alpha8().as_raw(), 2);
        (1, pixels, Some(alpha))
    } else {
        (1, image.into_luma8().into_raw(), None)
    };
    let gray = if components == 3 { bargeh_pixels::gray(&pixels) } else { None };
    let (components, pixels) = gray.map_or((components, pixels), |gray| (1, gray));
    let alpha = alpha.filter(|alpha| !bargeh_pixels::opaque(alpha));
    let content = ImageContent::Raster { pixels, alpha, width, height, components };
    ImageData { content, size: natural_size(width, height) }
}
