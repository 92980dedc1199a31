//! Recompresses pictures that cannot be kept as they are: decodes, rotates and
//! encodes them.

use super::{Refusal, check_pixels, file, natural_size};
use crate::frame::{ImageContent, ImageData};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// Decodes a JPEG, rotates it and encodes it as grey or RGB.
pub(super) fn upright(bytes: &[u8], orientation: Orientation, quality: u8) -> Result<ImageData, Refusal> {
    let mut image = decode(bytes)?;
    image.apply_orientation(orientation);
    encode(image, quality)
}

/// Decodes a JPEG to grey or RGB. CMYK values are assumed to be inverted, as
/// Adobe's programs write them and browsers read them.
pub(super) fn decode(bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let broken = |_| Refusal::new("a JPEG picture that is broken or cut short");
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_limits(Limits::default()).map_err(broken)?;
    bargeh_pixels::jpeg_pixels(decoder).map_err(broken)
}

/// Encodes a picture as a JPEG of this quality (1 to 100).
pub(super) fn encode(image: DynamicImage, quality: u8) -> Result<ImageData, Refusal> {
    let (width, height) = (image.width(), image.height());
    check_pixels(width, height)?;
    let (components, pixels) = match image.color().has_color() {
        false => (1, image.into_luma8().into_raw()),
        true => (3, image.into_rgb8().into_raw()),
    };
    let bytes = file::jpeg(&pixels, (width, height), components, quality)
        .map_err(|error| Refusal::new(format!("cannot be encoded: {error}")))?;
    let content = ImageContent::Jpeg { bytes, width, height, components };
    Ok(ImageData { content, size: natural_size(width, height) })
}
