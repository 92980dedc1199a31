//! Pictures that cannot pass through as they are: decoded, turned upright and
//! written again.

use super::{Refusal, check_pixels, natural_size};
use crate::frame::{ImageContent, ImageData};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// Decodes a JPEG, turns it and encodes it as gray or RGB.
pub(super) fn upright(bytes: &[u8], orientation: Orientation, quality: u8) -> Result<ImageData, Refusal> {
    let broken = |_| Refusal::new("a JPEG picture that is broken or cut short");
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_limits(Limits::default()).map_err(broken)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    encode(&image, quality)
}

/// A picture as a JPEG of this quality, 1 to 100.
fn encode(image: &DynamicImage, quality: u8) -> Result<ImageData, Refusal> {
    let (width, height) = (image.width(), image.height());
    check_pixels(width, height)?;
    let gray = !image.color().has_color();
    let plain = if gray { DynamicImage::from(image.to_luma8()) } else { DynamicImage::from(image.to_rgb8()) };
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(&plain)
        .map_err(|error| Refusal::new(format!("cannot be encoded: {error}")))?;
    let content = ImageContent::Jpeg { bytes, width, height, components: if gray { 1 } else { 3 } };
    Ok(ImageData { content, size: natural_size(width, height) })
}
