//! Encodes pictures: small, without metadata, reproducible.

use super::Bitmap;
use crate::error::{Error, Result};
use crate::picture;
use png::{BitDepth, ColorType, Compression, Filter};
use rustc_hash::FxHashMap;

/// Most colours of a PNG palette.
const PALETTE: usize = 256;

impl Bitmap {
    /// A PNG file: with a palette if there are few colours, as on pages without
    /// photos, otherwise in grey or RGB.
    ///
    /// # Errors
    /// [`Error::Writer`] if the encoder fails, which is a defect of this
    /// program.
    pub fn png(&self) -> Result<Vec<u8>> {
        match self.palette() {
            Some(palette) => self.indexed(&palette),
            None if self.is_gray() => self.write(ColorType::Grayscale, BitDepth::Eight, None, &self.channels::<1>()),
            None => self.write(ColorType::Rgb, BitDepth::Eight, None, &self.channels::<3>()),
        }
    }

    /// A JPEG file of this quality (1 to 100).
    ///
    /// # Errors
    /// [`Error::Writer`] if the encoder fails, which is a defect of this
    /// program.
    pub fn jpeg(&self, quality: u8) -> Result<Vec<u8>> {
        let size = (self.width, self.height);
        match self.is_gray() {
            true => picture::jpeg(&self.channels::<1>(), size, 1, quality),
            false => picture::jpeg(&self.channels::<3>(), size, 3, quality),
        }
    }

    /// The first channels of each pixel.
    fn channels<const COUNT: usize>(&self) -> Vec<u8> {
        let (pixels, _) = self.pixels.as_chunks::<4>();
        pixels.iter().flat_map(|pixel| &pixel[..COUNT]).copied().collect()
    }

    fn is_gray(&self) -> bool {
        let (pixels, _) = self.pixels.as_chunks::<4>();
        pixels.iter().all(|&[red, green, blue, _]| red == green && green == blue)
    }

    /// The colours, if they fit a palette, in a reproducible order.
    fn palette(&self) -> Option<Vec<[u8; 4]>> {
        let (pixels, _) = self.pixels.as_chunks::<4>();
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

    fn indexed(&self, palette: &[[u8; 4]]) -> Result<Vec<u8>> {
        let numbers: FxHashMap<[u8; 4], u8> =
            palette.iter().enumerate().map(|(number, &color)| (color, number as u8)).collect();
        let (depth, bits) = match palette.len() {
            ..=2 => (BitDepth::One, 1),
            3..=4 => (BitDepth::Two, 2),
            5..=16 => (BitDepth::Four, 4),
            _ => (BitDepth::Eight, 8),
        };
        let (pixels, _) = self.pixels.as_chunks::<4>();
        let per_byte = 8 / bits;
        let mut rows = Vec::with_capacity(pixels.len() / per_byte + self.height as usize);
        let mut last = (pixels.first().copied().unwrap_or_default(), 0);
        last.1 = numbers.get(&last.0).copied().unwrap_or_default();
        for row in pixels.chunks_exact(self.width.max(1) as usize) {
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
        self.write(ColorType::Indexed, depth, Some(colors), &rows)
    }

    fn write(&self, color: ColorType, depth: BitDepth, palette: Option<Vec<u8>>, rows: &[u8]) -> Result<Vec<u8>> {
        let defect = |error: png::EncodingError| Error::Writer { format: "PNG", message: error.to_string() };
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(color);
        encoder.set_depth(depth);
        encoder.set_compression(Compression::Balanced);
        // Filters subtract neighbouring values, which means nothing for palette
        // indices.
        encoder.set_filter(if palette.is_some() { Filter::NoFilter } else { Filter::Adaptive });
        if let Some(palette) = palette {
            encoder.set_palette(palette);
        }
        let mut writer = encoder.write_header().map_err(defect)?;
        writer.write_image_data(rows).map_err(defect)?;
        writer.finish().map_err(defect)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with this many greys.
    fn steps(count: u32) -> Bitmap {
        let (width, height) = (37, 23);
        let value = |at: u32| (at % count * 255 / (count - 1).max(1)) as u8;
        let pixels = (0..width * height).flat_map(|at| [value(at), value(at), 255 - value(at), 255]).collect();
        Bitmap { width, height, pixels }
    }

    #[test]
    fn files_are_read_back_whatever_number_of_colours_they_have() {
        for (count, depth) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)] {
            let bitmap = steps(count);
            let bytes = bitmap.png().unwrap();
            assert_eq!((bytes[24], bytes[25]), (depth, 3), "{count}");
            let read = image::load_from_memory(&bytes).unwrap().into_rgba8();
            assert!(read.into_raw() == bitmap.pixels, "{count}");
            for chunk in [&b"tEXt"[..], b"tIME", b"pHYs", b"eXIf"] {
                assert!(!bytes.windows(4).any(|window| window == chunk));
            }
        }
        let mut photo = steps(200);
        (0..300).for_each(|at| photo.pixels[at * 4] = (at % 251) as u8);
        let bytes = photo.png().unwrap();
        assert_eq!(bytes[25], 2);
        assert!(image::load_from_memory(&bytes).unwrap().into_rgba8().into_raw() == photo.pixels);
    }

    #[test]
    fn gray_pages_are_gray_files() {
        let mut gray = steps(9);
        gray.pixels.chunks_exact_mut(4).for_each(|pixel| pixel[2] = pixel[0]);
        let read = image::load_from_memory(&gray.jpeg(90).unwrap()).unwrap();
        assert!(!read.color().has_color());
        assert!(image::load_from_memory(&steps(9).jpeg(90).unwrap()).unwrap().color().has_color());
    }
}
