//! Reads pictures: only format, pixels and paths. Everything else that a camera
//! or an editor has written (EXIF, GPS, XMP, profiles, comments, thumbnails,
//! scripts) is dropped.

mod contours;
mod crop;
mod file;
mod jpeg;
mod pixels;
mod png;
mod redraw;
mod scrub;
mod svg;
#[cfg(test)]
mod tests;
mod tones;
mod webp;

pub(crate) use crop::{Crop, Crops};
pub use file::{PictureFile, file};
pub(crate) use file::{hex, jpeg, png};
pub(crate) use pixels::Pixels;
pub use scrub::scrubbed;
pub(crate) use tones::Tones;
pub(crate) use webp::chunks as webp_chunks;

use crate::error::{Error, Result, Warned};
use crate::frame::ImageData;
use crate::turns;
use crate::units::{Length, Size};
use image::metadata::Orientation;

/// Quality of JPEGs that must be recompressed (rotated, CMYK, other inks) if
/// none is given. A choice: higher is larger, lower shows artefacts of the
/// second compression.
pub(crate) const QUALITY: u8 = 92;
/// Largest picture file, in bytes. A choice, as is [`MAX_PIXELS`].
pub const MAX_BYTES: usize = 32 << 20;
/// Most pixels of a picture, nearly twice those of an A2 page at 300 dpi.
pub const MAX_PIXELS: u64 = 64 << 20;

/// Longest side of a picture in pixels: the limit of JPEG, and far more than
/// print can show. Rows take time however short they are.
const MAX_SIDE: u32 = 65_535;
/// Most bytes of all decoded pictures of a document.
const MAX_DECODED: u64 = 512 << 20;

/// Most steps of all SVG pictures of a document, as [`svg`] counts them: four of
/// the largest, about four seconds. A folder may hold thousands of small ones.
const MAX_STEPS: u64 = 4 * svg::MAX_STEPS;

/// What of these is left where a message's pictures are large enough to wait for those
/// of other messages: after 64 MiB, a photo of 22 million pixels.
const LARGE_BELOW: Budget = Budget { memory: MAX_DECODED - (64 << 20), steps: MAX_STEPS - svg::MAX_STEPS / 12 };

/// What the pictures of a document may still take together.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Bytes, once decoded. All pictures are kept until the document is written.
    memory: u64,
    /// Steps of drawing.
    steps: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { memory: MAX_DECODED, steps: MAX_STEPS }
    }
}

impl Budget {
    /// Takes the pixels of a picture out of the budget before it is decoded.
    fn spend(&mut self, width: u32, height: u32, components: u8) -> Result<(), Refusal> {
        self.spend_memory(u64::from(width) * u64::from(height) * u64::from(components))
    }

    fn spend_memory(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.memory = self.memory.checked_sub(bytes).ok_or_else(|| {
            let limit = MAX_DECODED >> 20;
            Refusal::new(format!("the pictures of this message take more than {limit} MiB of memory together"))
                .hint("make them smaller: 300 pixels to an inch of paper are enough")
        })?;
        self.await_turn();
        Ok(())
    }

    /// Takes the steps of a drawing out of the budget before it is drawn.
    fn spend_steps(&mut self, steps: u64) -> Result<(), Refusal> {
        self.steps = self.steps.checked_sub(steps).ok_or_else(|| {
            Refusal::new("the SVG pictures of this message are too complex together")
                .hint("simplify them, or save them as PNG")
        })?;
        self.await_turn();
        Ok(())
    }

    fn await_turn(&self) {
        if self.memory < LARGE_BELOW.memory || self.steps < LARGE_BELOW.steps {
            turns::large();
        }
    }
}

/// Reads a picture (JPEG, PNG, WebP or SVG), recognised by content and not by name.
///
/// JPEG files are not decoded unless they must be rotated or are CMYK. The
/// natural size is 1/96 inch per pixel, as in CSS.
///
/// # Errors
/// [`Error::Resource`] if it is none of the four, is broken or truncated, or
/// exceeds [`MAX_BYTES`] or [`MAX_PIXELS`].
pub fn load(name: &str, bytes: &[u8]) -> Result<Warned<ImageData>> {
    load_within(name, bytes, &mut Budget::default())
}

/// Reads a picture that shares a budget with others.
pub(crate) fn load_within(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Warned<ImageData>> {
    let read = match kind(bytes) {
        _ if bytes.len() > MAX_BYTES => {
            Err(Refusal::new(format!("larger than {} MiB", MAX_BYTES >> 20)).hint("make the picture smaller"))
        }
        Kind::Jpeg => jpeg::read(bytes, budget).map(Warned::quiet),
        Kind::Png => png::read(bytes, budget).map(Warned::quiet),
        Kind::WebP => webp::read(bytes, budget).map(Warned::quiet),
        Kind::Svg => svg::read(bytes, budget),
        Kind::Other(what) => {
            Err(Refusal::new(format!("{what}, which is not supported")).hint("save it as PNG, JPEG or SVG"))
        }
    };
    read.map_err(|refusal| Error::Resource { name: name.to_owned(), message: refusal.message, hint: refusal.hint })
}

/// Why a picture is rejected.
#[derive(Debug)]
struct Refusal {
    message: String,
    hint: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }
}

enum Kind {
    Jpeg,
    Png,
    WebP,
    Svg,
    Other(&'static str),
}

/// The format of a file by its first bytes.
fn kind(bytes: &[u8]) -> Kind {
    let bmff =
        |brands: &[&[u8]]| bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|b| brands.contains(&b));
    match bytes {
        [] => Kind::Other("empty"),
        [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', ..] => Kind::Png,
        [b'G', b'I', b'F', b'8', ..] => Kind::Other("a GIF picture"),
        [b'R', b'I', b'F', b'F', ..] if bytes.get(8..12) == Some(b"WEBP") => Kind::WebP,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Kind::Other("a TIFF picture"),
        [b'B', b'M', ..] => Kind::Other("a BMP picture"),
        [0x1f, 0x8b, ..] => Kind::Other("a compressed file (SVGZ?)"),
        [b'%', b'P', b'D', b'F', ..] => Kind::Other("a PDF file"),
        [b'%', b'!', ..] => Kind::Other("a PostScript file"),
        _ if bmff(&[b"heic", b"heix", b"mif1", b"msf1", b"hevc"]) => Kind::Other("a HEIC picture"),
        _ if bmff(&[b"avif", b"avis"]) => Kind::Other("an AVIF picture"),
        _ if looks_like_svg(bytes) => Kind::Svg,
        _ => Kind::Other("a file of an unknown kind"),
    }
}

/// The natural size of a JPEG, PNG or WebP picture, which is not decoded for it.
pub(crate) fn size(bytes: &[u8]) -> Option<Size> {
    let (width, height, orientation) = match kind(bytes) {
        Kind::Jpeg => jpeg::head(bytes),
        Kind::Png => png::head(bytes),
        Kind::WebP => webp::head(bytes),
        Kind::Svg | Kind::Other(_) => return None,
    }
    .ok()?;
    Some(match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            natural_size(height, width)
        }
        _ => natural_size(width, height),
    })
}

/// Whether [`load`] reads this format.
pub(crate) fn is_known(bytes: &[u8]) -> bool {
    !matches!(kind(bytes), Kind::Other(_))
}

/// The name of a picture embedded in an input: a digest of its content.
pub(crate) fn embedded_name(bytes: &[u8]) -> String {
    format!("embedded:{}.{}", &blake3::hash(bytes).to_hex()[..16], extension(bytes))
}

/// The usual file extension of this format, without the dot.
fn extension(bytes: &[u8]) -> &'static str {
    match kind(bytes) {
        Kind::Jpeg => "jpg",
        Kind::Png => "png",
        Kind::WebP => "webp",
        Kind::Svg => "svg",
        Kind::Other(_) => "bin",
    }
}

/// Whether a file is XML with an `svg` element near its beginning.
fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    text.starts_with(b"<") && text.windows(4).any(|window| window == b"<svg" || window == b":svg")
}

/// Rejects empty pictures and those too large to decode.
fn check_pixels(width: u32, height: u32) -> Result<(), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::new("has no width or no height"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refusal::new(format!("{width} × {height} pixels are too many")).hint("the limit is 64 megapixels"));
    }
    if width.max(height) > MAX_SIDE {
        let refusal = Refusal::new(format!("{width} × {height} pixels are too long a side"));
        return Err(refusal.hint("the limit is 65535 pixels; cut it into parts"));
    }
    Ok(())
}

/// The natural size of a picture with this many pixels.
fn natural_size(width: u32, height: u32) -> Size {
    let length = |pixels: u32| Length::pt(f64::from(pixels) * 0.75);
    Size::new(length(width), length(height))
}
