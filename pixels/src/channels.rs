//! Channels of pixels, taken apart and put together.

use crate::scale::Image;

/// Separates the last of this many channels.
#[must_use]
pub fn apart(bytes: &[u8], channels: usize) -> (Vec<u8>, Vec<u8>) {
    let pixels = bytes.len() / channels.max(1);
    let (mut colors, mut last) = (Vec::with_capacity(bytes.len() - pixels), Vec::with_capacity(pixels));
    for pixel in bytes.chunks_exact(channels.max(1)) {
        if let Some((alpha, color)) = pixel.split_last() {
            colors.extend_from_slice(color);
            last.push(*alpha);
        }
    }
    (colors, last)
}

/// Pixels of this many channels, each followed by its alpha.
#[must_use]
pub fn together(pixels: &[u8], channels: usize, alpha: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pixels.len() + alpha.len());
    for (pixel, &alpha) in pixels.chunks_exact(channels.max(1)).zip(alpha) {
        bytes.extend_from_slice(pixel);
        bytes.push(alpha);
    }
    bytes
}

/// The grey of RGB pixels that have no other colour; `None` if any has.
#[must_use]
pub fn gray(pixels: &[u8]) -> Option<Vec<u8>> {
    let (chunks, _) = pixels.as_chunks::<3>();
    let is_gray = chunks.iter().all(|[red, green, blue]| red == green && green == blue);
    is_gray.then(|| chunks.iter().map(|chunk| chunk[0]).collect())
}

/// Whether nothing is seen through these values of alpha.
#[must_use]
pub fn opaque(alpha: &[u8]) -> bool {
    alpha.iter().all(|&value| value == 255)
}

/// The colours of a picture, 1 or 3 bytes a pixel, no longer times their alpha.
#[must_use]
pub fn without_alpha(image: &Image, channels: usize) -> Vec<u8> {
    let whole = |value: u8, alpha: u8| match alpha {
        0 => 0,
        255 => value,
        _ => ((u32::from(value) * 255 + u32::from(alpha) / 2) / u32::from(alpha)).min(255) as u8,
    };
    let mut bytes = Vec::with_capacity(image.pixels.len() * channels);
    for &[red, green, blue, alpha] in &image.pixels {
        bytes.extend([red, green, blue].into_iter().take(channels).map(|value| whole(value, alpha)));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_come_together_as_they_were() {
        let bytes: Vec<u8> = (0..40).collect();
        let (pixels, alpha) = apart(&bytes, 4);
        assert_eq!((&pixels[..4], &alpha[..2]), (&[0, 1, 2, 4][..], &[3, 7][..]));
        assert_eq!(together(&pixels, 3, &alpha), bytes);
        let (pixels, alpha) = apart(&bytes, 2);
        assert_eq!(together(&pixels, 1, &alpha), bytes);
    }

    #[test]
    fn only_what_has_no_colour_is_gray() {
        assert_eq!(gray(&[1, 1, 1, 9, 9, 9]), Some(vec![1, 9]));
        assert_eq!(gray(&[1, 1, 1, 9, 9, 8]), None);
        assert!(opaque(&[255, 255]) && !opaque(&[255, 254]));
    }
}
