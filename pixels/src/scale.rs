//! Scales pictures: first by averaging whole pixels, which is fast and causes
//! no moiré, then with a Lanczos filter, which keeps edges sharp.

use std::ops::Range;

/// Lobes of the Lanczos filter: three, as usual. More are sharper but cause
/// visible ringing.
const LOBES: f64 = 3.0;
/// Averaging leaves at least this many pixels for each target pixel, so that
/// the filter can still keep edges sharp.
const SPARE: u32 = 2;

/// Pixels with premultiplied alpha: red, green, blue, alpha.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Row by row from the top.
    pub pixels: Vec<[u8; 4]>,
}

/// The picture to be scaled.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Width and height.
    pub size: (u32, u32),
    /// Bytes per pixel: 1 (grey) or 3 (RGB).
    pub components: u8,
    /// Row by row from the top.
    pub bytes: &'a [u8],
    /// One byte per pixel; `None` if opaque.
    pub alpha: Option<&'a [u8]>,
}

impl Source<'_> {
    /// Some columns and rows of the picture scaled to a size.
    #[must_use]
    pub fn scaled(&self, (width, height): (u32, u32), columns: Range<u32>, rows: Range<u32>) -> Image {
        let step = |from: u32, to: u32| (from / to.max(1).saturating_mul(SPARE)).max(1);
        let (across, down) = (step(self.size.0, width), step(self.size.1, height));
        let halved = self.means(across, down);
        // The last average may include fewer pixels, because the picture ends
        // within it.
        let extent = (f64::from(self.size.0) / f64::from(across), f64::from(self.size.1) / f64::from(down));
        let across = weights(halved.width, extent.0, width, columns);
        let down = weights(halved.height, extent.1, height, rows);
        filtered(&halved, &across, &down)
    }

    /// Reads a row of pixels, times their alpha.
    fn read(&self, row: u32, pixels: &mut [[u8; 4]]) {
        let width = pixels.len();
        let start = row as usize * width;
        let alpha = self.alpha.and_then(|alpha| alpha.get(start..start + width));
        let step = usize::from(self.components);
        let bytes = self.bytes.get(start * step..(start + width) * step).unwrap_or_default();
        if self.components == 1 {
            pixels.iter_mut().zip(bytes).for_each(|(pixel, &gray)| *pixel = [gray, gray, gray, 255]);
        } else {
            let colors = bytes.chunks_exact(step.max(3));
            pixels.iter_mut().zip(colors).for_each(|(pixel, color)| *pixel = [color[0], color[1], color[2], 255]);
        }
        for (pixel, &alpha) in pixels.iter_mut().zip(alpha.unwrap_or_default()) {
            let times = |value: u8| ((u32::from(value) * u32::from(alpha) + 127) / 255) as u8;
            *pixel = pixel.map(times);
        }
    }

    /// All pixels, times their alpha.
    fn whole(&self) -> Image {
        let (width, height) = self.size;
        let mut pixels = vec![[255; 4]; width as usize * height as usize];
        let lines = pixels.chunks_exact_mut((width as usize).max(1));
        (0..height).zip(lines).for_each(|(row, line)| self.read(row, line));
        Image { width, height, pixels }
    }

    /// Averages blocks of this many columns and rows.
    fn means(&self, across: u32, down: u32) -> Image {
        if (across, down) == (1, 1) {
            return self.whole();
        }
        let (width, height) = (self.size.0.div_ceil(across), self.size.1.div_ceil(down));
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        let mut line = vec![[255; 4]; self.size.0 as usize];
        let mut sums = vec![[0_u32; 4]; width as usize];
        for row in 0..height {
            let lines = row * down..((row + 1) * down).min(self.size.1);
            sums.fill([0; 4]);
            for y in lines.clone() {
                self.read(y, &mut line);
                for (block, sum) in line.chunks(across as usize).zip(&mut sums) {
                    for pixel in block {
                        (0..4).for_each(|part| sum[part] += u32::from(pixel[part]));
                    }
                }
            }
            for (block, sum) in line.chunks(across as usize).zip(&sums) {
                let count = block.len() as u32 * lines.len() as u32;
                pixels.push(sum.map(|sum| ((sum + count / 2) / count.max(1)) as u8));
            }
        }
        Image { width, height, pixels }
    }
}

/// The source pixels of a target pixel: the index of the first, and a weight
/// for each.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// The source pixels of the `wanted` target pixels. The target has `size`
/// pixels, which show `extent` of the `count` source pixels.
fn weights(count: u32, extent: f64, size: u32, wanted: Range<u32>) -> Vec<Taps> {
    let scale = extent / f64::from(size.max(1));
    // If the picture is enlarged, the filter is as wide as for source pixels.
    let wide = scale.max(1.0);
    let taps = |place: u32| {
        let center = (f64::from(place) + 0.5) * scale - 0.5;
        let first = (center - LOBES * wide).ceil().max(0.0) as u32;
        let last = (center + LOBES * wide).floor().clamp(0.0, f64::from(count.max(1) - 1)) as u32;
        let first = first.min(last);
        let weights: Vec<f64> = (first..=last).map(|at| lanczos((f64::from(at) - center) / wide)).collect();
        let sum: f64 = weights.iter().sum();
        Taps { first: first as usize, weights: weights.iter().map(|weight| (weight / sum) as f32).collect() }
    };
    wanted.map(taps).collect()
}

fn lanczos(at: f64) -> f64 {
    let sinc =
        |at: f64| if at.abs() < 1e-9 { 1.0 } else { (std::f64::consts::PI * at).sin() / (std::f64::consts::PI * at) };
    if at.abs() >= LOBES { 0.0 } else { sinc(at) * sinc(at / LOBES) }
}

/// For each target row, combines the source rows, then their columns.
fn filtered(image: &Image, across: &[Taps], down: &[Taps]) -> Image {
    let width = image.width as usize;
    let mut line = vec![[0.0_f32; 4]; width];
    let mut pixels = Vec::with_capacity(across.len() * down.len());
    for taps in down {
        line.fill([0.0; 4]);
        for (row, &weight) in image.pixels.chunks_exact(width.max(1)).skip(taps.first).zip(&taps.weights) {
            // As plain numbers, which the compiler adds several at a time.
            for (sum, &part) in line.as_flattened_mut().iter_mut().zip(row.as_flattened()) {
                *sum += weight * f32::from(part);
            }
        }
        pixels.extend(across.iter().map(|taps| {
            let mut sum = [0.0_f32; 4];
            for (pixel, &weight) in line[taps.first..].iter().zip(&taps.weights) {
                (0..4).for_each(|part| sum[part] += weight * pixel[part]);
            }
            bytes(sum)
        }));
    }
    Image { width: across.len() as u32, height: down.len() as u32, pixels }
}

/// Converts sums to bytes. The filter's ringing may exceed the range; colours
/// are limited by alpha because they are premultiplied.
fn bytes([red, green, blue, alpha]: [f32; 4]) -> [u8; 4] {
    let alpha = alpha.round().clamp(0.0, 255.0);
    let [red, green, blue] = [red, green, blue].map(|value| value.round().clamp(0.0, alpha) as u8);
    [red, green, blue, alpha as u8]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(source: &Source<'_>, size: (u32, u32)) -> Image {
        source.scaled(size, 0..size.0, 0..size.1)
    }

    #[test]
    fn a_picture_at_its_own_size_stays_as_it_is() {
        let bytes: Vec<u8> = (0..60).map(|value| value * 4).collect();
        let source = Source { size: (5, 4), components: 3, bytes: &bytes, alpha: None };
        let pixels: Vec<u8> = whole(&source, (5, 4)).pixels.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
        assert_eq!(pixels, bytes);
    }

    #[test]
    fn fine_patterns_become_their_mean() {
        let bytes: Vec<u8> =
            (0..400 * 300).map(|at: u32| if (at + at / 400).is_multiple_of(2) { 255 } else { 0 }).collect();
        let source = Source { size: (400, 300), components: 1, bytes: &bytes, alpha: None };
        for size in [(37, 29), (100, 75), (180, 133)] {
            for pixel in whole(&source, size).pixels {
                assert!((i32::from(pixel[0]) - 127).abs() < 12, "{size:?} {pixel:?}");
            }
        }
    }

    #[test]
    fn edges_stay_sharp_and_where_they_are() {
        let bytes: Vec<u8> = (0..1000 * 10).map(|at| if at % 1000 < 500 { 0 } else { 255 }).collect();
        let source = Source { size: (1000, 10), components: 1, bytes: &bytes, alpha: None };
        let row: Vec<u8> = whole(&source, (100, 1)).pixels.iter().map(|pixel| pixel[0]).collect();
        assert!(row[..48].iter().all(|&value| value < 12) && row[52..].iter().all(|&value| value > 243), "{row:?}");
        assert!(row[49] < 40 && row[50] > 215, "{row:?}");
    }

    #[test]
    fn a_part_is_a_part_of_the_whole() {
        let bytes: Vec<u8> = (0..90 * 70 * 3).map(|at| (at * 7 % 251) as u8).collect();
        let source = Source { size: (90, 70), components: 3, bytes: &bytes, alpha: None };
        let all = whole(&source, (40, 30));
        let part = source.scaled((40, 30), 5..17, 8..20);
        let cut: Vec<[u8; 4]> =
            (8..20).flat_map(|y| (5..17).map(move |x| (x, y))).map(|(x, y)| all.pixels[y * 40 + x]).collect();
        assert_eq!(part.pixels, cut);
    }

    #[test]
    fn what_is_transparent_lends_no_colour() {
        let bytes = [[255, 0, 0], [0, 0, 0]].concat().repeat(50);
        let alpha = [0, 255].repeat(50);
        let source = Source { size: (10, 10), components: 3, bytes: &bytes, alpha: Some(&alpha) };
        assert!(whole(&source, (4, 4)).pixels.iter().all(|pixel| pixel[0] == 0));
    }
}
