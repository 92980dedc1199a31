//! Pages as PNG files: small, without metadata, reproducible.

use png::{BitDepth, ColorType, Compression, Filter};
use rustc_hash::FxHashMap;

/// Most colours of a PNG palette.
const PALETTE: usize = 256;

/// An opaque picture, given as RGBA, as a PNG file: with a palette if there are few
/// colours, as on pages without photos, otherwise in grey or RGB.
///
/// # Errors
/// Where there are not as many bytes as pixels.
pub fn page_png(rgba: &[u8], size: (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
    match palette(rgba) {
        Some(palette) => indexed(rgba, size, &palette),
        None if is_gray(rgba) => write(size, ColorType::Grayscale, BitDepth::Eight, None, &first_channels(rgba, 1)),
        None => write(size, ColorType::Rgb, BitDepth::Eight, None, &first_channels(rgba, 3)),
    }
}

/// The first channels of each RGBA pixel.
#[must_use]
pub fn first_channels(rgba: &[u8], count: usize) -> Vec<u8> {
    let (pixels, _) = rgba.as_chunks::<4>();
    let mut bytes = Vec::with_capacity(pixels.len() * count);
    pixels.iter().for_each(|pixel| bytes.extend_from_slice(&pixel[..count.min(4)]));
    bytes
}

/// Whether no RGBA pixel has a colour.
#[must_use]
pub fn is_gray(rgba: &[u8]) -> bool {
    let (pixels, _) = rgba.as_chunks::<4>();
    pixels.iter().all(|&[red, green, blue, _]| red == green && green == blue)
}

/// Mixes an ink into RGBA pixels, each as far as it is covered, in parts of 255.
pub fn cover(rgba: &mut [u8], covered: &[u8], ink: [u8; 3]) {
    let (pixels, _) = rgba.as_chunks_mut::<4>();
    for (pixel, &covered) in pixels.iter_mut().zip(covered) {
        if covered != 0 {
            let parts = u32::from(covered);
            for (value, ink) in pixel.iter_mut().zip(ink) {
                *value = div_255(u32::from(*value) * (255 - parts) + u32::from(ink) * parts) as u8;
            }
        }
    }
}

/// Divides a product of two bytes by 255, rounded.
fn div_255(product: u32) -> u32 {
    (product + 128 + ((product + 128) >> 8)) >> 8
}

/// The colours, if they fit a palette, in a reproducible order.
fn palette(rgba: &[u8]) -> Option<Vec<[u8; 4]>> {
    let (pixels, _) = rgba.as_chunks::<4>();
    let mut counts: FxHashMap<[u8; 4], usize> = FxHashMap::default();
    for run in pixels.chunk_by(|a, b| a == b) {
        *counts.entry(run[0]).or_default() += run.len();
        if counts.len() > PALETTE {
            return None;
        }
    }
    let mut palette: Vec<[u8; 4]> = counts.into_keys().collect();
    palette.sort_unstable();
    Some(palette)
}

fn indexed(rgba: &[u8], size: (u32, u32), palette: &[[u8; 4]]) -> Result<Vec<u8>, png::EncodingError> {
    let numbers: FxHashMap<[u8; 4], u8> =
        palette.iter().enumerate().map(|(number, &color)| (color, number as u8)).collect();
    let (depth, bits) = match palette.len() {
        ..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    let (pixels, _) = rgba.as_chunks::<4>();
    let per_byte = 8 / bits;
    let mut rows = Vec::with_capacity(pixels.len() / per_byte + size.1 as usize);
    let mut last = (pixels.first().copied().unwrap_or_default(), 0);
    last.1 = numbers.get(&last.0).copied().unwrap_or_default();
    for row in pixels.chunks_exact(size.0.max(1) as usize) {
        for group in row.chunks(per_byte) {
            let mut byte = 0_u8;
            for (place, color) in group.iter().enumerate() {
                if last.0 != *color {
                    last = (*color, numbers.get(color).copied().unwrap_or_default());
                }
                byte |= last.1 << (8 - bits * (place + 1));
            }
            rows.push(byte);
        }
    }
    let colors = palette.iter().flat_map(|color| &color[..3]).copied().collect();
    write(size, ColorType::Indexed, depth, Some(colors), &rows)
}

fn write(
    (width, height): (u32, u32),
    color: ColorType,
    depth: BitDepth,
    palette: Option<Vec<u8>>,
    rows: &[u8],
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Balanced);
    // Filters subtract neighbouring values, which means nothing for palette
    // indices.
    encoder.set_filter(if palette.is_some() { Filter::NoFilter } else { Filter::Adaptive });
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rows)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (u32, u32) = (37, 23);

    /// A picture with this many greys.
    fn steps(count: u32) -> Vec<u8> {
        let (width, height) = SIZE;
        let value = |at: u32| (at % count * 255 / (count - 1).max(1)) as u8;
        (0..width * height).flat_map(|at| [value(at), value(at), 255 - value(at), 255]).collect()
    }

    #[test]
    fn files_are_read_back_whatever_number_of_colours_they_have() {
        for (count, depth) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)] {
            let page = steps(count);
            let bytes = page_png(&page, SIZE).unwrap();
            assert_eq!((bytes[24], bytes[25]), (depth, 3), "{count}");
            let read = image::load_from_memory(&bytes).unwrap().into_rgba8();
            assert!(read.into_raw() == page, "{count}");
            for chunk in [&b"tEXt"[..], b"tIME", b"pHYs", b"eXIf"] {
                assert!(!bytes.windows(4).any(|window| window == chunk));
            }
        }
        let mut photo = steps(200);
        (0..300).for_each(|at| photo[at * 4] = (at % 251) as u8);
        let bytes = page_png(&photo, SIZE).unwrap();
        assert_eq!(bytes[25], 2);
        assert!(image::load_from_memory(&bytes).unwrap().into_rgba8().into_raw() == photo);
    }

    #[test]
    fn gray_pages_are_told_from_others() {
        let mut gray = steps(9);
        assert!(!is_gray(&gray));
        gray.chunks_exact_mut(4).for_each(|pixel| pixel[2] = pixel[0]);
        assert!(is_gray(&gray));
    }

    #[test]
    fn ink_covers_as_much_as_it_is_asked_to() {
        let mut page = [255; 12];
        cover(&mut page, &[0, 128, 255], [0, 100, 200]);
        assert_eq!(page, [255, 255, 255, 255, 127, 177, 227, 255, 0, 100, 200, 255]);
    }
}
