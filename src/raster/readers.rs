//! Pictures with fewer pixels: for e-readers, which refuse or forget what is larger than
//! they can hold, and for print, which shows no more than 300 to an inch.

use crate::error::Result;
use crate::frame::{ImageContent, ImageData};
use crate::picture::{self, Pixels};
use bargeh_pixels::{Source, without_alpha};

/// The most pixels of a picture in a book: what Apple's shop takes. Amazon's and
/// Kobo's take more, and show no more of it.
pub const READERS_PIXELS: u64 = 4_000_000;

/// The most pixels of a document that are decoded only to make its pictures smaller: thirty
/// photos of 24 megapixels, about ten seconds. A few megabytes of files can hold any number.
const MOST_DECODED: u64 = 750_000_000;

/// What may still be decoded to make pictures smaller. Those that come after stay as they
/// are: the file becomes larger, but nothing is lost.
#[derive(Debug)]
pub(crate) struct Reductions {
    left: u64,
    /// How many pictures stayed as they are.
    pub(crate) refused: usize,
}

impl Default for Reductions {
    fn default() -> Self {
        Self { left: MOST_DECODED, refused: 0 }
    }
}

impl Reductions {
    fn take(&mut self, pixels: u64) -> bool {
        let left = self.left.checked_sub(pixels);
        self.refused += usize::from(left.is_none());
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

/// A picture of more pixels with as many as readers take; `None` where it is small enough.
pub(crate) fn for_readers(data: &ImageData, reductions: &mut Reductions) -> Result<Option<ImageData>> {
    within(data, READERS_PIXELS, reductions)
}

/// The pixels to an inch that print shops ask for: screens of offset printing show no more.
const PRINTED: f64 = 300.0;
/// Pictures of fewer pixels to an inch stay as they are: half as many again is the usual
/// limit of the presets of PDF programs.
const TOO_MANY: f64 = 450.0;

/// A picture far finer than it is printed on an area (in square points); `None` where it
/// stays as it is.
pub(crate) fn for_print(data: &ImageData, area: f64, reductions: &mut Reductions) -> Result<Option<ImageData>> {
    let (width, height) = match data.content {
        ImageContent::Jpeg { width, height, .. } | ImageContent::Raster { width, height, .. } => (width, height),
        ImageContent::Vector(_) => return Ok(None),
    };
    let inches = area / (72.0 * 72.0);
    if f64::from(width) * f64::from(height) <= inches * TOO_MANY * TOO_MANY {
        return Ok(None);
    }
    let most = (inches * PRINTED * PRINTED).ceil().max(1.0) as u64;
    let smaller = within(data, most, reductions)?;
    // A photo stored at a low quality may be larger with fewer pixels.
    let size = |data: &ImageData| match &data.content {
        ImageContent::Jpeg { bytes, .. } => bytes.len(),
        _ => 0,
    };
    Ok(smaller.filter(|smaller| size(smaller) <= size(data)))
}

fn within(data: &ImageData, most: u64, reductions: &mut Reductions) -> Result<Option<ImageData>> {
    let (width, height) = match data.content {
        ImageContent::Jpeg { width, height, .. } | ImageContent::Raster { width, height, .. } => (width, height),
        ImageContent::Vector(_) => return Ok(None),
    };
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= most || !reductions.take(pixels) {
        return Ok(None);
    }
    let Some(whole) = Pixels::of(&data.content)? else { return Ok(None) };
    let alpha = match &data.content {
        ImageContent::Raster { alpha, .. } => alpha.as_deref(),
        _ => None,
    };
    let factor = (most as f64 / pixels as f64).sqrt();
    let side = |side: u32| ((f64::from(side) * factor).floor() as u32).max(1);
    let size = (side(width), side(height));
    let source = Source { size: whole.size, components: whole.components, bytes: whole.bytes(), alpha };
    let small = source.scaled(size, 0..size.0, 0..size.1);
    let content = match &data.content {
        ImageContent::Jpeg { .. } => {
            let bytes = picture::jpeg(
                &without_alpha(&small, whole.components.into()),
                size,
                whole.components,
                picture::QUALITY,
            )?;
            ImageContent::Jpeg { bytes, width: size.0, height: size.1, components: whole.components }
        }
        _ => ImageContent::Raster {
            pixels: without_alpha(&small, whole.components.into()),
            alpha: alpha.map(|_| small.pixels.iter().map(|pixel| pixel[3]).collect()),
            width: size.0,
            height: size.1,
            components: whole.components,
        },
    };
    Ok(Some(ImageData { content, size: data.size }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Size;

    /// A picture of one colour, half of it seen through.
    fn raster(width: u32, height: u32) -> ImageData {
        let count = (width * height) as usize;
        let content = ImageContent::Raster {
            pixels: [200, 100, 0].repeat(count),
            alpha: Some((0..count).map(|at| if at < count / 2 { 255 } else { 128 }).collect()),
            width,
            height,
            components: 3,
        };
        ImageData { content, size: Size::mm(20.0, 10.0) }
    }

    #[test]
    fn a_large_picture_keeps_its_shape_and_colours() {
        let small = within(&raster(40, 20), 200, &mut Reductions::default()).unwrap().unwrap();
        assert_eq!(small.size, Size::mm(20.0, 10.0));
        let ImageContent::Raster { pixels, alpha: Some(alpha), width, height, .. } = small.content else { panic!() };
        assert_eq!((width, height, alpha.len()), (20, 10, 200));
        assert_eq!((alpha[0], alpha[199]), (255, 128));
        for pixel in [&pixels[..3], &pixels[597..]] {
            assert!(pixel.iter().zip([200, 100, 0]).all(|(&is, was)| i32::abs(i32::from(is) - was) <= 2), "{pixel:?}");
        }
    }

    #[test]
    fn a_photo_stays_one_and_what_is_small_stays_as_it_is() {
        let bytes = picture::jpeg(&[90; 40 * 20], (40, 20), 1, 92).unwrap();
        let content = ImageContent::Jpeg { bytes, width: 40, height: 20, components: 1 };
        let photo = ImageData { content, size: Size::mm(20.0, 10.0) };
        let small = within(&photo, 799, &mut Reductions::default()).unwrap().unwrap();
        let ImageContent::Jpeg { bytes, width, height, components } = &small.content else { panic!() };
        assert_eq!((*width, *height, *components), (39, 19, 1));
        let read = image::load_from_memory(bytes).unwrap();
        assert_eq!((read.width(), read.height()), (39, 19));
        assert_eq!(within(&photo, 800, &mut Reductions::default()).unwrap(), None);
        assert_eq!(
            within(&ImageData { content: ImageContent::Vector(vec![]), ..photo }, 1, &mut Reductions::default())
                .unwrap(),
            None
        );
        assert_eq!(for_readers(&raster(40, 20), &mut Reductions::default()).unwrap(), None);
    }

    #[test]
    fn pictures_beyond_what_is_decoded_stay_as_they_are() {
        let mut reductions = Reductions { left: 2_000, refused: 0 };
        let mut is_smaller = |width| within(&raster(width, 20), 200, &mut reductions).unwrap().is_some();
        assert_eq!([40, 40, 40, 11].map(&mut is_smaller), [true, true, false, false]);
        assert_eq!(reductions.refused, 2);
    }

    #[test]
    fn print_takes_no_more_pixels_than_it_shows() {
        // An inch by half an inch.
        let area = 72.0 * 36.0;
        let sides = |data: &ImageData| {
            for_print(data, area, &mut Reductions::default()).unwrap().map(|small| match small.content {
                ImageContent::Raster { width, height, .. } => (width, height),
                _ => panic!(),
            })
        };
        assert_eq!(sides(&raster(450, 225)), None);
        assert_eq!(sides(&raster(500, 250)), Some((300, 150)));
    }
}
