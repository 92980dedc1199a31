//! Pixels as PNG and JPEG files: without metadata, reproducible.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

/// What an encoder refuses, which is a defect of its caller.
pub type Failed = image::ImageError;

/// Grey or RGB pixels as a JPEG file of this quality (1 to 100).
///
/// # Errors
/// Where there are not as many bytes as pixels, or the size is none of a JPEG.
pub fn jpeg(pixels: &[u8], (width, height): (u32, u32), channels: u8, quality: u8) -> Result<Vec<u8>, Failed> {
    let color = if channels == 1 { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).write_image(pixels, width, height, color)?;
    Ok(bytes)
}

/// Pixels of 1 to 4 channels as a PNG file: grey, RGB, the second and the fourth
/// for transparency.
///
/// # Errors
/// Where there are not as many bytes as pixels.
pub fn png(pixels: &[u8], size: (u32, u32), channels: u8) -> Result<Vec<u8>, Failed> {
    let color = match channels {
        1 => ExtendedColorType::L8,
        2 => ExtendedColorType::La8,
        3 => ExtendedColorType::Rgb8,
        _ => ExtendedColorType::Rgba8,
    };
    // Drawings are smaller without filters, photos with them.
    let unfiltered = filtered_png(pixels, size, color, FilterType::NoFilter)?;
    let filtered = filtered_png(pixels, size, color, FilterType::Paeth)?;
    Ok(if filtered.len() < unfiltered.len() { filtered } else { unfiltered })
}

fn filtered_png(
    pixels: &[u8],
    (width, height): (u32, u32),
    color: ExtendedColorType,
    filter: FilterType,
) -> Result<Vec<u8>, Failed> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, filter)
        .write_image(pixels, width, height, color)?;
    Ok(bytes)
}
