//! WebP: decoded. What has lost detail already becomes a JPEG, as its pixels would take
//! ten times the room; what has not, or is transparent, stays pixels.

use super::{Budget, QUALITY, Refusal, check_pixels, png, redraw};
use crate::frame::ImageData;
use bargeh_pixels::WebPDecoder;
use image::metadata::Orientation;
use std::io::Cursor;

/// Most bytes of EXIF, which is a segment of 64 KiB in cameras' files.
const MOST_EXIF: usize = 64 << 10;

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<ImageData, Refusal> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let (lossy, has_alpha) = (decoder.is_lossy(), decoder.has_alpha());
    budget.spend(width, height, 3 + u8::from(has_alpha))?;
    let orientation = orientation(&mut decoder);
    let mut image = bargeh_pixels::webp_pixels(decoder).ok_or_else(broken)?;
    image.apply_orientation(orientation);
    if lossy && !has_alpha { redraw::encode(image, QUALITY) } else { Ok(png::split(image)) }
}

/// Width, height and orientation.
pub(super) fn head(bytes: &[u8]) -> Result<(u32, u32, Orientation), Refusal> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    Ok((width, height, orientation(&mut decoder)))
}

/// A decoder for a picture that is not too large and does not move.
fn open(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, Refusal> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| broken())?;
    decoder.set_memory_limit(MOST_EXIF);
    if decoder.is_animated() {
        return Err(Refusal::new("a moving WebP picture, which is not supported").hint("save it as PNG, JPEG or SVG"));
    }
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    // The decoder compares the size of what is inside with that of the file only when it
    // has decoded it, and decodes a frame that the file cuts short.
    if decoder.is_lossy() && frame(bytes) != Some((width, height)) {
        return Err(broken());
    }
    Ok(decoder)
}

fn orientation(decoder: &mut WebPDecoder<Cursor<&[u8]>>) -> Orientation {
    let exif = decoder.exif_metadata().ok().flatten();
    exif.and_then(|exif| Orientation::from_exif_chunk(&exif)).unwrap_or(Orientation::NoTransforms)
}

fn broken() -> Refusal {
    Refusal::new("a WebP picture that is broken or cut short")
}

/// The size that the first lossy frame gives itself (RFC 6386, 9.1).
fn frame(bytes: &[u8]) -> Option<(u32, u32)> {
    let (_, body) = chunks(bytes).find(|(kind, _)| kind == b"VP8 ")?;
    let &[_, _, _, _, _, _, a, b, c, d] = body.first_chunk::<10>()?;
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Some((side(a, b), side(c, d)))
}

/// The chunks of a WebP file, by their kinds.
pub(crate) fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    const HEAD: usize = 12;
    let mut rest = bytes.get(HEAD..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (&[a, b, c, d, l0, l1, l2, l3], behind) = rest.split_first_chunk::<8>()?;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let body = behind.get(..length)?;
        // Chunks begin at even places.
        rest = behind.get(length.next_multiple_of(2)..).unwrap_or_default();
        Some(([a, b, c, d], body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one pixel with a frame that says it has this length and sides.
    fn picture(length: u32, side: u16) -> Vec<u8> {
        let frame = [&[0x10, 0, 0, 0x9d, 0x01, 0x2a], &side.to_le_bytes()[..], &side.to_le_bytes()].concat();
        let parts: [&[u8]; 6] = [b"VP8X", &10_u32.to_le_bytes(), &[0; 10], b"VP8 ", &length.to_le_bytes(), &frame];
        let body = parts.concat();
        let size = u32::try_from(body.len() + 4).unwrap();
        [b"RIFF", &size.to_le_bytes()[..], b"WEBP", &body].concat()
    }

    #[test]
    fn a_frame_larger_than_its_file_says_is_broken_however_long_it_is() {
        assert!(open(&picture(10, 1)).is_ok());
        for (length, side) in [(10, 16_383), (11, 16_383), (u32::MAX, 16_383), (1 << 20, 1), (9, 1)] {
            assert!(open(&picture(length, side)).is_err(), "{length} {side}");
        }
    }
}
