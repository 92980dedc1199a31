//! Pages as PNG files: small, without metadata, reproducible.

use png::{BitDepth, ColorType, Compression, DeflateCompression, Filter};
use rustc_hash::FxHashMap;

/// What a PNG file is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be kept and passed on: small.
    Keep,
    /// To be shown once on the same machine: quick.
    Show,
}

impl Purpose {
    /// The level of deflate for pages with a palette. To keep: the next one takes a
    /// twentieth more time for two hundredths fewer bytes.
    const fn level(self) -> u8 {
        match self {
            Self::Keep => 5,
            Self::Show => 1,
        }
    }

    /// How pages without one are compressed.
    const fn compression(self) -> Compression {
        match self {
            Self::Keep => Compression::Balanced,
            Self::Show => Compression::Fastest,
        }
    }
}

/// An opaque picture, given as RGBA, as a PNG file: with a palette if there are few
/// colours, as on pages without photos, otherwise in grey or RGB.
///
/// # Errors
/// Where there are not as many bytes as pixels.
pub fn page_png(rgba: &[u8], size: (u32, u32), purpose: Purpose) -> Result<Vec<u8>, png::EncodingError> {
    let format = |color, depth| Format { color, depth, palette: None, purpose };
    match Indexed::of(rgba, size.0 as usize) {
        Some(picture) => indexed(&picture, size, purpose),
        None if is_gray(rgba) => write(size, format(ColorType::Grayscale, BitDepth::Eight), &first_channels(rgba, 1)),
        None => write(size, format(ColorType::Rgb, BitDepth::Eight), &first_channels(rgba, 3)),
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
#[must_use]
pub const fn div_255(product: u32) -> u32 {
    (product + 128 + ((product + 128) >> 8)) >> 8
}

/// A picture of few colours: each pixel as the number of its colour.
struct Indexed {
    /// In the order in which they occur.
    colors: Vec<[u8; 4]>,
    numbers: Vec<u8>,
}

impl Indexed {
    /// `None` if there are more colours than a palette holds.
    fn of(rgba: &[u8], width: usize) -> Option<Self> {
        let (pixels, _) = rgba.as_chunks::<4>();
        let mut colors = Colors::default();
        let mut numbers: Vec<u8> = Vec::with_capacity(pixels.len());
        let mut above: &[[u8; 4]] = &[];
        for row in pixels.chunks(width.max(1)) {
            // Between lines of text a row is the one above it.
            if row == above {
                numbers.extend_from_within(numbers.len() - row.len()..);
                continue;
            }
            let mut rest = row;
            while let Some(&color) = rest.first() {
                let number = colors.number(color)?;
                let run = run(rest, color);
                numbers.resize(numbers.len() + run, number);
                rest = &rest[run..];
            }
            above = row;
        }
        Some(Self { colors: colors.met, numbers })
    }
}

/// How many pixels at the start have a colour.
fn run(pixels: &[[u8; 4]], color: [u8; 4]) -> usize {
    if pixels.get(1) != Some(&color) {
        return 1;
    }
    // Eight at a time are one comparison.
    let (eights, _) = pixels.as_chunks::<8>();
    let whole = eights.iter().take_while(|eight| **eight == [color; 8]).count() * 8;
    whole + pixels[whole..].iter().take_while(|pixel| **pixel == color).count()
}

/// The colours met so far.
struct Colors {
    met: Vec<[u8; 4]>,
    numbers: FxHashMap<[u8; 4], u8>,
    /// The last one of each [`slot`], which spares most searches.
    recent: [([u8; 4], u8); SLOTS],
}

/// A power of two, somewhat more than a page of two inks has colours.
const SLOTS: usize = 64;

/// Where a colour is looked up first.
fn slot(color: [u8; 4]) -> usize {
    // Fibonacci hashing: the highest bits of the product are the best mixed.
    (u32::from_le_bytes(color).wrapping_mul(0x9e37_79b9) >> (u32::BITS - SLOTS.ilog2())) as usize
}

impl Default for Colors {
    fn default() -> Self {
        // No opaque colour is equal to the transparent one.
        Self { met: Vec::new(), numbers: FxHashMap::default(), recent: [([0; 4], 0); SLOTS] }
    }
}

impl Colors {
    /// The number of a colour; `None` if it is one more than a palette holds.
    fn number(&mut self, color: [u8; 4]) -> Option<u8> {
        let slot = slot(color);
        if let (known, number) = self.recent[slot]
            && known == color
            && color[3] != 0
        {
            return Some(number);
        }
        let number = match self.numbers.get(&color) {
            Some(&number) => number,
            None => {
                let number = u8::try_from(self.met.len()).ok()?;
                self.met.push(color);
                self.numbers.insert(color, number);
                number
            }
        };
        self.recent[slot] = (color, number);
        Some(number)
    }
}

fn indexed(picture: &Indexed, size: (u32, u32), purpose: Purpose) -> Result<Vec<u8>, png::EncodingError> {
    let (depth, bits) = match picture.colors.len() {
        ..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    // Without filters no order of the colours is better than that in which they occur.
    let colors = picture.colors.iter().flat_map(|color| &color[..3]).copied().collect();
    let format = Format { color: ColorType::Indexed, depth, palette: Some(colors), purpose };
    if bits == 8 {
        return write(size, format, &picture.numbers);
    }
    let mut rows = Vec::with_capacity(picture.numbers.len() * bits / 8 + size.1 as usize);
    for row in picture.numbers.chunks(size.0.max(1) as usize) {
        rows.extend(row.chunks(8 / bits).map(|group| {
            let placed = (1..).zip(group).map(|(place, &number)| number << (8 - bits * place));
            placed.fold(0, |byte, bits| byte | bits)
        }));
    }
    write(size, format, &rows)
}

/// How a PNG file holds its pixels.
struct Format {
    color: ColorType,
    depth: BitDepth,
    palette: Option<Vec<u8>>,
    purpose: Purpose,
}

fn write((width, height): (u32, u32), format: Format, rows: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let Format { color, depth, palette, purpose } = format;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(purpose.compression());
    if palette.is_some() {
        encoder.set_deflate_compression(DeflateCompression::Level(purpose.level()));
    }
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
            for purpose in [Purpose::Keep, Purpose::Show] {
                let bytes = page_png(&page, SIZE, purpose).unwrap();
                assert_eq!((bytes[24], bytes[25]), (depth, 3), "{count}");
                let read = image::load_from_memory(&bytes).unwrap().into_rgba8();
                assert!(read.into_raw() == page, "{count}");
                for chunk in [&b"tEXt"[..], b"tIME", b"pHYs", b"eXIf"] {
                    assert!(!bytes.windows(4).any(|window| window == chunk));
                }
            }
        }
        let mut photo = steps(200);
        (0..300).for_each(|at| photo[at * 4] = (at % 251) as u8);
        for purpose in [Purpose::Keep, Purpose::Show] {
            let bytes = page_png(&photo, SIZE, purpose).unwrap();
            assert_eq!(bytes[25], 2);
            assert!(image::load_from_memory(&bytes).unwrap().into_rgba8().into_raw() == photo);
        }
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
