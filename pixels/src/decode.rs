//! Files as pixels.

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageResult, RgbImage, RgbaImage};
use image_webp::WebPDecoder;
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

/// The pixels of a WebP file whose header was read; `None` where it is broken or cut
/// short.
pub fn webp_pixels(mut decoder: WebPDecoder<Cursor<&[u8]>>) -> Option<DynamicImage> {
    let (width, height) = decoder.dimensions();
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    if decoder.has_alpha() {
        RgbaImage::from_raw(width, height, pixels).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::from)
    }
}
