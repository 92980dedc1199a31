//! How light a picture is, and where: for letters that lie on it.

use super::Pixels;
use crate::frame::{Color, ImageContent};
use crate::ink::luminance;

/// Cells across and down. A choice: finer than the letters of a cry are wide.
const CELLS: u32 = 32;
/// Pixels looked at across and down a cell: a picture of any size takes the same time.
const SAMPLES: u32 = 4;

/// The luminance of a picture, from 0 to 1, in a grid of cells, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tones(Vec<f32>);

impl Tones {
    /// The tones of a picture; `None` for drawings, and photos that cannot be decoded.
    pub(crate) fn of(content: &ImageContent) -> Option<Self> {
        let pixels = Pixels::of(content).ok().flatten()?;
        let (width, height) = pixels.size;
        let inks = usize::from(pixels.components);
        let at = |x: u64, y: u64| {
            let start = usize::try_from(y * u64::from(width) + x).ok()? * inks;
            Some(match pixels.bytes().get(start..start + inks)? {
                [red, green, blue] => luminance(Color { red: *red, green: *green, blue: *blue }),
                [gray, ..] => luminance(Color { red: *gray, green: *gray, blue: *gray }),
                [] => return None,
            })
        };
        // The sample's middle, as a share of the picture, in whole numbers.
        let middle =
            |sample: u32, side: u32| (u64::from(sample) * 2 + 1) * u64::from(side) / u64::from(CELLS * SAMPLES * 2);
        let cell = |row: u32, column: u32| {
            let samples = (0..SAMPLES * SAMPLES).filter_map(|index| {
                let (x, y) = (column * SAMPLES + index % SAMPLES, row * SAMPLES + index / SAMPLES);
                at(middle(x, width), middle(y, height))
            });
            samples.sum::<f32>() / (SAMPLES * SAMPLES) as f32
        };
        Some(Self(
            (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (row, column))).map(|(r, c)| cell(r, c)).collect(),
        ))
    }

    /// The cells of a strip from side to side, its top and bottom as shares of the
    /// picture's height.
    pub(crate) fn strip(&self, [top, bottom]: [f64; 2]) -> &[f32] {
        let row = |share: f64| ((share.clamp(0.0, 1.0) * f64::from(CELLS)).round() as usize).min(CELLS as usize);
        let first = row(top).min(CELLS as usize - 1);
        let cells = first * CELLS as usize..row(bottom).max(first + 1) * CELLS as usize;
        self.0.get(cells).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture white above and black below.
    fn halves(width: u32, height: u32) -> ImageContent {
        let pixels = (0..height).flat_map(|y| vec![if y * 2 < height { 255 } else { 0 }; width as usize]).collect();
        ImageContent::Raster { pixels, alpha: None, width, height, components: 1 }
    }

    #[test]
    fn each_strip_has_the_tones_of_its_place() {
        for (width, height) in [(1, 2), (64, 64), (37, 1000)] {
            let tones = Tones::of(&halves(width, height)).unwrap();
            assert!(tones.strip([0.0, 0.5]).iter().all(|tone| *tone > 0.99), "{width} × {height}");
            assert!(tones.strip([0.5, 1.0]).iter().all(|tone| *tone < 0.01), "{width} × {height}");
            assert_eq!(tones.strip([0.99, 1.0]).len(), CELLS as usize);
        }
    }
}
