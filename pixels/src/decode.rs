//! Files as pixels.

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageResult};
use std::io::Cursor;

/// The pixels of a PNG file whose header was read.
///
/// # Errors
/// Where the file is broken, cut short or beyond the limits of its decoder.
pub fn png_pixels(decoder: PngDecoder<Cursor<&[u8]>>) -> ImageResult<DynamicImage> {
    DynamicImage::from_decoder(decoder)
}

/// The pixels of a JPEG file whose header was read.
///
/// # Errors
/// Where the file is broken, cut short or beyond the limits of its decoder.
pub fn jpeg_pixels(decoder: JpegDecoder<Cursor<&[u8]>>) -> ImageResult<DynamicImage> {
    DynamicImage::from_decoder(decoder)
}
