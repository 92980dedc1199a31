//! The pictures of a file as files of their own: JPEG as it is, pixels as PNG.

use super::font::get;
use crate::pdf_objects;
use crate::picture;
use crate::resources::Memory;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Most bytes of pixels of a picture: 16 megapixels in colour.
const PIXELS: usize = 48 << 20;
/// Most bytes of pixels of all pictures: those after them are left out, as later ones may
/// be of a scan whose words are text, which is wanted.
const ALL: usize = 128 << 20;
/// Most pictures of a file.
const PICTURES: usize = 5_000;

/// The pictures of a file; one that is drawn several times is kept once.
#[derive(Debug)]
pub(super) struct Pictures {
    /// How many bytes of pixels may still be read.
    left: usize,
    paths: Vec<String>,
    known: FxHashMap<ObjectId, Option<u32>>,
    pub(super) files: Memory,
}

/// The channels of pixels.
enum Colors {
    Gray,
    Rgb,
    /// The colours of a palette, with as many channels each.
    Palette(Vec<u8>, usize),
}

impl Default for Pictures {
    fn default() -> Self {
        Self { left: ALL, paths: Vec::new(), known: FxHashMap::default(), files: Memory::default() }
    }
}

impl Pictures {
    /// The name of a picture among `files`.
    pub(super) fn path(&self, picture: u32) -> Option<&str> {
        self.paths.get(picture as usize).map(String::as_str)
    }

    /// The number of a picture; `None` for kinds that are not read.
    pub(super) fn number(&mut self, document: &Document, id: Option<ObjectId>, stream: &Stream) -> Option<u32> {
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return *known;
        }
        let number = self.read(document, stream);
        if let Some(id) = id {
            self.known.insert(id, number);
        }
        number
    }

    fn read(&mut self, document: &Document, stream: &Stream) -> Option<u32> {
        let number = u32::try_from(self.paths.len()).ok().filter(|_| self.paths.len() < PICTURES)?;
        let bytes = match stream.filters().ok().as_deref() {
            Some([b"DCTDecode"]) => jpeg(document, stream)?,
            _ => png(document, stream, &mut self.left)?,
        };
        let path = picture::embedded_name(&bytes);
        self.files.0.insert(path.clone(), Arc::from(bytes));
        self.paths.push(path);
        Some(number)
    }
}

/// A JPEG; those in inks are left out, as their inks may be told upside down.
fn jpeg(document: &Document, stream: &Stream) -> Option<Vec<u8>> {
    colors(document, &stream.dict)?;
    picture::is_known(&stream.content).then(|| stream.content.clone())
}

fn number(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<usize> {
    get(document, dict, key)?.as_i64().ok().and_then(|number| usize::try_from(number).ok())
}

fn png(document: &Document, stream: &Stream, left: &mut usize) -> Option<Vec<u8>> {
    let dict = &stream.dict;
    let is_mask = get(document, dict, b"ImageMask").and_then(|mask| mask.as_bool().ok()).unwrap_or_default();
    let (width, height) = (number(document, dict, b"Width")?, number(document, dict, b"Height")?);
    let bits = number(document, dict, b"BitsPerComponent")?;
    let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    if is_mask || size.0 == 0 || size.1 == 0 || !(bits == 8 || bits == 1) {
        return None;
    }
    let colors = colors(document, dict)?;
    let stored: usize = match colors {
        Colors::Rgb => 3,
        Colors::Gray | Colors::Palette(..) => 1,
    };
    let shown = match &colors {
        Colors::Palette(_, channels) => *channels,
        _ => stored,
    };
    width.checked_mul(height)?.checked_mul(shown).filter(|bytes| *bytes <= PIXELS)?;
    let pixels = samples(&inflated(stream, left)?, (width, height, stored), bits, &colors)?;
    let alpha = match get(document, dict, b"SMask") {
        Some(Object::Stream(mask)) => alpha(document, mask, (width, height), left),
        _ => None,
    };
    picture::png(&pixels, alpha.as_deref(), size, shown as u8).ok()
}

/// The pixels of a picture. What they cost is taken from what is left, also where they
/// cannot be had.
fn inflated(stream: &Stream, left: &mut usize) -> Option<Vec<u8>> {
    let (pixels, cost) = pdf_objects::inflated(stream, PIXELS.min(*left));
    *left = left.saturating_sub(cost);
    pixels.ok()
}

/// The samples of a picture, a byte each, in grey or RGB.
fn samples(
    bytes: &[u8],
    (width, height, stored): (usize, usize, usize),
    bits: usize,
    colors: &Colors,
) -> Option<Vec<u8>> {
    let row = (width * stored * bits).div_ceil(8);
    let rows = bytes.get(..row.checked_mul(height)?)?.chunks_exact(row);
    let mut out = Vec::new();
    for row in rows {
        let value = |at: usize| match bits {
            1 => row[at / 8] >> (7 - at % 8) & 1,
            _ => row[at],
        };
        for at in 0..width * stored {
            match colors {
                Colors::Palette(palette, channels) => {
                    let start = usize::from(value(at)) * channels;
                    out.extend(palette.get(start..start + channels)?);
                }
                _ if bits == 1 => out.push(value(at) * 255),
                _ => out.push(value(at)),
            }
        }
    }
    Some(out)
}

/// The transparency of a picture, where it has as many pixels.
fn alpha(document: &Document, mask: &Stream, (width, height): (usize, usize), left: &mut usize) -> Option<Vec<u8>> {
    let told = |key: &[u8]| number(document, &mask.dict, key);
    let fits = told(b"Width")? == width && told(b"Height")? == height && told(b"BitsPerComponent")? == 8;
    let mut bytes = fits.then(|| inflated(mask, left))??;
    bytes.truncate(width * height);
    (bytes.len() == width * height).then_some(bytes)
}

/// The colours of a picture; `None` for inks and what is rare.
fn colors(document: &Document, dict: &Dictionary) -> Option<Colors> {
    let space = get(document, dict, b"ColorSpace")?;
    match channels(document, space) {
        Some(1) => return Some(Colors::Gray),
        Some(3) => return Some(Colors::Rgb),
        _ => {}
    }
    let [name, base, _, palette] = space.as_array().ok()?.as_slice() else { return None };
    if name.as_name().ok()? != b"Indexed" {
        return None;
    }
    let channels = channels(document, document.dereference(base).ok()?.1)?;
    let palette = match document.dereference(palette).ok()?.1 {
        Object::String(bytes, _) => bytes.clone(),
        // 256 colours of three channels.
        Object::Stream(stream) => pdf_objects::inflated(stream, 768).0.ok()?,
        _ => return None,
    };
    Some(Colors::Palette(palette, channels))
}

/// 1 for grey, 3 for RGB.
fn channels(document: &Document, space: &Object) -> Option<usize> {
    let name = |name: &[u8]| match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(1),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(3),
        _ => None,
    };
    match space {
        Object::Name(space) => name(space),
        Object::Array(items) => match (items.first()?.as_name().ok()?, items.get(1)) {
            (b"ICCBased", Some(profile)) => {
                let Object::Stream(profile) = document.dereference(profile).ok()?.1 else { return None };
                number(document, &profile.dict, b"N").filter(|channels| matches!(channels, 1 | 3))
            }
            (space, _) => name(space),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn packed(dict: Dictionary, bytes: usize) -> Stream {
        let mut stream = Stream::new(dict, vec![0; bytes]);
        stream.compress().unwrap();
        stream
    }

    fn gray(side: i64) -> Dictionary {
        dictionary! { "Width" => side, "Height" => side, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray" }
    }

    #[test]
    fn masks_of_other_sizes_are_not_inflated() {
        let mut left = 1 << 24;
        assert_eq!(alpha(&Document::new(), &packed(gray(20), 400), (10, 10), &mut left), None);
        assert_eq!(left, 1 << 24);
        let fitting = alpha(&Document::new(), &packed(gray(20), 400), (20, 20), &mut left);
        assert_eq!((fitting.map(|alpha| alpha.len()), left), (Some(400), (1 << 24) - 400));
    }

    #[test]
    fn pictures_that_cannot_be_read_cost_what_they_inflate_to() {
        let mut pictures = Pictures { left: 100_000, ..Pictures::default() };
        assert_eq!(pictures.read(&Document::new(), &packed(gray(10), 200_000)), None);
        assert_eq!(pictures.left, 0);
    }
}
