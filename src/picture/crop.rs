//! Cropped pictures: what is not shown is removed from the file too.

use super::{Budget, Kind, QUALITY, Refusal, jpeg, kind, png, redraw, webp};
use crate::frame::ImageContent;

/// The most bytes of pixels that are decoded to crop pictures, one after the other: nearly
/// sixty photos of 12 megapixels. A small file may ask for any number of croppings.
const MOST_CROPPED: u64 = 2 << 30;

/// What is cut off at the left, top, right and bottom, as fractions of width or
/// height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Crop([f64; 4]);

impl Crop {
    /// Fractions from 0 to 1; negative ones, which would add a border, become
    /// 0.
    pub(crate) fn new(sides: [f64; 4]) -> Self {
        Self(sides.map(|side| if side.is_finite() { side.clamp(0.0, 1.0) } else { 0.0 }))
    }

    /// Whether nothing is cut off.
    pub(crate) fn is_nothing(self) -> bool {
        self.0.iter().all(|side| *side == 0.0)
    }

    /// The remaining pixels: first column, first row, width, height. Pixels
    /// that are partly cut are removed.
    fn rest(self, width: u32, height: u32) -> Result<[u32; 4], Refusal> {
        let [left, top, right, bottom] = self.0;
        let (x, across) = span(left, right, width);
        let (y, down) = span(top, bottom, height);
        if across == 0 || down == 0 {
            return Err(Refusal::new("a picture that is cut off altogether"));
        }
        Ok([x, y, across, down])
    }
}

/// The index of the first pixel and the number of pixels between two cuts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of a 32-bit number")]
fn span(before: f64, behind: f64, all: u32) -> (u32, u32) {
    let first = (before * f64::from(all)).ceil() as u32;
    let end = ((1.0 - behind) * f64::from(all)).floor() as u32;
    (first, end.saturating_sub(first))
}

/// Crops the pictures of a document, as long as that takes no more than [`MOST_CROPPED`].
pub(crate) struct Crops(pub(super) Budget);

impl Default for Crops {
    fn default() -> Self {
        Self(Budget { memory: MOST_CROPPED, ..Budget::default() })
    }
}

impl Crops {
    /// The visible part of a picture of pixels as a file; `None` if it cannot be
    /// cropped.
    pub(crate) fn cropped(&mut self, bytes: &[u8], crop: Crop) -> Option<Vec<u8>> {
        cut(bytes, crop, &mut self.0).ok()
    }
}

fn cut(bytes: &[u8], crop: Crop, budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    let image = match kind(bytes) {
        Kind::Jpeg => jpeg::read(bytes, budget)?,
        Kind::Png => png::read(bytes, budget)?,
        Kind::WebP => webp::read(bytes, budget)?,
        Kind::Svg | Kind::Other(_) => return Err(Refusal::new("a picture of a kind that cannot be cut")),
    };
    match image.content {
        ImageContent::Jpeg { bytes, width, height, components } => {
            budget.spend(width, height, components)?;
            let [x, y, across, down] = crop.rest(width, height)?;
            let shown = redraw::decode(&bytes)?.crop_imm(x, y, across, down);
            match redraw::encode(shown, QUALITY)?.content {
                ImageContent::Jpeg { bytes, .. } => Ok(bytes),
                _ => Err(Refusal::new("cannot be encoded")),
            }
        }
        ImageContent::Raster { pixels, alpha, width, height, components } => {
            let [x, y, across, down] = crop.rest(width, height)?;
            let part = |pixels: &[u8], each: u32| -> Vec<u8> {
                let row = |line: u32| {
                    let start = ((u64::from(y + line) * u64::from(width) + u64::from(x)) * u64::from(each)) as usize;
                    pixels.get(start..start + (across * each) as usize).unwrap_or_default()
                };
                (0..down).flat_map(row).copied().collect()
            };
            let pixels = part(&pixels, components.into());
            let alpha = alpha.map(|alpha| part(&alpha, 1));
            png(&pixels, alpha.as_deref(), (across, down), components)
                .map_err(|error| Refusal::new(format!("cannot be encoded: {error}")))
        }
        ImageContent::Vector(_) => Err(Refusal::new("a picture of a kind that cannot be cut")),
    }
}
