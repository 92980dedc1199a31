//! The pictures of a file as files of their own: JPEG as it is, pixels as PNG.

use super::font::get;
use super::sight::{Cuts, PARTS};
use crate::pdf_objects;
use crate::picture::{self, Crop, Crops};
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
pub(super) struct Pictures {
    /// How many bytes of pixels may still be read.
    left: usize,
    paths: Vec<String>,
    known: FxHashMap<(ObjectId, Cuts), Option<u32>>,
    crops: Crops,
    pub(super) files: Memory,
}

/// The channels of pixels.
enum Colors {
    Gray,
    Rgb,
    /// The colours of a palette, with as many channels each.
    Palette(Vec<u8>, usize),
}

/// The transparency of pixels: 255 where a picture is seen.
struct Alpha {
    size: (usize, usize),
    pixels: Vec<u8>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            left: ALL,
            paths: Vec::new(),
            known: FxHashMap::default(),
            crops: Crops::default(),
            files: Memory::default(),
        }
    }
}

impl Pictures {
    /// The name of a picture among `files`.
    pub(super) fn path(&self, picture: u32) -> Option<&str> {
        self.paths.get(picture as usize).map(String::as_str)
    }

    /// The number of a picture without what is cut off it; `None` for kinds that are not
    /// read.
    pub(super) fn number(
        &mut self,
        document: &Document,
        (id, cuts): (Option<ObjectId>, Cuts),
        stream: &Stream,
    ) -> Option<u32> {
        let key = id.map(|id| (id, cuts));
        if let Some(known) = key.and_then(|key| self.known.get(&key)) {
            return *known;
        }
        let number = self.read(document, stream, cuts);
        if let Some(key) = key {
            self.known.insert(key, number);
        }
        number
    }

    fn read(&mut self, document: &Document, stream: &Stream, cuts: Cuts) -> Option<u32> {
        let number = u32::try_from(self.paths.len()).ok().filter(|_| self.paths.len() < PICTURES)?;
        let bytes = match stream.filters().ok().as_deref() {
            Some([b"DCTDecode"]) => jpeg(document, stream, &mut self.left)?,
            _ => png(document, stream, &mut self.left)?,
        };
        let crop = Crop::new(cuts.map(|cut| f64::from(cut) / PARTS));
        let bytes = if crop.is_nothing() { bytes } else { self.crops.cropped(&bytes, crop)? };
        let path = picture::embedded_name(&bytes);
        self.files.0.insert(path.clone(), Arc::from(bytes));
        self.paths.push(path);
        Some(number)
    }
}

/// A JPEG; those in inks are left out, as their inks may be told upside down.
fn jpeg(document: &Document, stream: &Stream, left: &mut usize) -> Option<Vec<u8>> {
    colors(document, &stream.dict)?;
    // Its pixels cannot be turned round here, nor made transparent.
    let is_plain = !is_turned(document, &stream.dict, 1.0)?
        && match mask(document, &stream.dict)? {
            Some(mask) => is_open(&alpha(document, mask, left)?.pixels),
            None => true,
        };
    if !is_plain {
        return None;
    }
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
    let most = if matches!(colors, Colors::Palette(..)) { (1u32 << bits) - 1 } else { 1 };
    let turned = is_turned(document, dict, most.into())?;
    let mut bytes = inflated(stream, left)?;
    if turned {
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
    }
    let pixels = samples(&bytes, (width, height, stored), bits, &colors)?;
    let alpha = match mask(document, dict)? {
        Some(mask) => {
            let alpha = alpha(document, mask, left)?;
            // A mask that hides nothing need not fit.
            if is_open(&alpha.pixels) {
                None
            } else {
                Some(alpha.pixels).filter(|_| alpha.size == (width, height)).map(Some)?
            }
        }
        None => None,
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

/// Whether samples are the other way round, least for most; `None` for other `Decode`.
fn is_turned(document: &Document, dict: &Dictionary, most: f64) -> Option<bool> {
    let Some(told) = get(document, dict, b"Decode") else { return Some(false) };
    let numbers = told.as_array().ok()?.iter().map(|number| number.as_float().ok().map(f64::from));
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    let all = |pair: [f64; 2]| numbers.chunks(2).all(|told| told == pair);
    if all([0.0, most]) { Some(false) } else { all([most, 0.0]).then_some(true) }
}

/// The mask of a picture, if it has one; `None` where it is of a kind that cannot be
/// applied: one of colours, or over colours that were mixed with a backdrop.
fn mask<'d>(document: &'d Document, dict: &'d Dictionary) -> Option<Option<&'d Stream>> {
    match get(document, dict, b"SMask").or_else(|| get(document, dict, b"Mask")) {
        None | Some(Object::Null) => Some(None),
        Some(Object::Name(name)) if name == b"None" => Some(None),
        Some(Object::Stream(mask)) if !mask.dict.has(b"Matte") => Some(Some(mask)),
        Some(_) => None,
    }
}

/// Whether a mask hides nothing.
fn is_open(alpha: &[u8]) -> bool {
    alpha.iter().all(|alpha| *alpha == u8::MAX)
}

/// The transparency of a mask.
fn alpha(document: &Document, mask: &Stream, left: &mut usize) -> Option<Alpha> {
    let told = |key: &[u8]| number(document, &mask.dict, key);
    let is_stencil = get(document, &mask.dict, b"ImageMask").is_some_and(|told| told.as_bool().unwrap_or_default());
    let (width, height) = (told(b"Width")?, told(b"Height")?);
    let bits = if is_stencil { 1 } else { told(b"BitsPerComponent")? };
    width.checked_mul(height).filter(|pixels| *pixels > 0 && *pixels <= PIXELS && (bits == 1 || bits == 8))?;
    let bytes = inflated(mask, left)?;
    let mut alpha = samples(&bytes, (width, height, 1), bits, &Colors::Gray)?;
    // A stencil hides where it has a 1.
    if is_turned(document, &mask.dict, 1.0)? != is_stencil {
        alpha.iter_mut().for_each(|alpha| *alpha = !*alpha);
    }
    Some(Alpha { size: (width, height), pixels: alpha })
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
    fn masks_cost_what_they_inflate_to() {
        let mut left = 1 << 24;
        let mask = alpha(&Document::new(), &packed(gray(20), 400), &mut left);
        assert_eq!((mask.map(|alpha| alpha.pixels.len()), left), (Some(400), (1 << 24) - 400));
    }

    #[test]
    fn pictures_that_cannot_be_read_cost_what_they_inflate_to() {
        let mut pictures = Pictures { left: 100_000, ..Pictures::default() };
        assert_eq!(pictures.read(&Document::new(), &packed(gray(10), 200_000), [0; 4]), None);
        assert_eq!(pictures.left, 0);
    }
}
