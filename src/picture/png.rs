//! PNG: decoded to grey or RGB bytes, with separate transparency.

use super::{Budget, Refusal, check_pixels, natural_size};
use crate::frame::{ImageContent, ImageData};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageDecoder, Limits};
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

fn decode(bytes: &[u8], budget: &mut Budget) -> Result<DynamicImage, Refusal> {
    let broken = |_| Refusal::new("a PNG picture that is broken or cut short");
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED + (32 << 20));
    let mut decoder = image::codecs::png::PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    let color = decoder.color_type();
    let colors = if color.has_color() { 3 } else { 1 };
    budget.spend(width, height, colors + u8::from(color.has_alpha()))?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
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
            let (pixels, alpha) = apart::<4>(image.into_rgba8().into_raw());
            (3, pixels, Some(alpha))
        } else {
            (3, image.into_rgb8().into_raw(), None)
        }
    } else if has_alpha {
        let (pixels, alpha) = apart::<2>(image.into_luma_alpha8().into_raw());
        (1, pixels, Some(alpha))
    } else {
        (1, image.into_luma8().into_raw(), None)
    };
    let (components, pixels) = if components == 3 { without_idle_colour(pixels) } else { (1, pixels) };
    let alpha = alpha.filter(|alpha| alpha.iter().any(|&value| value != 255));
    let content = ImageContent::Raster { pixels, alpha, width, height, components };
    ImageData { content, size: natural_size(width, height) }
}

/// Separates the last of `N` channels.
fn apart<const N: usize>(bytes: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let (chunks, _) = bytes.as_chunks::<N>();
    let alpha = chunks.iter().map(|chunk| chunk[N - 1]).collect();
    let pixels = chunks.iter().flat_map(|chunk| &chunk[..N - 1]).copied().collect();
    (pixels, alpha)
}

/// Converts RGB to grey if all pixels are grey.
fn without_idle_colour(pixels: Vec<u8>) -> (u8, Vec<u8>) {
    let (chunks, _) = pixels.as_chunks::<3>();
    if chunks.iter().all(|[red, green, blue]| red == green && green == blue) {
        (1, chunks.iter().map(|chunk| chunk[0]).collect())
    } else {
        (3, pixels)
    }
}
