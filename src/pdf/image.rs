//! Images as XObjects, each written once, in the ink and quality of the
//! settings.

use super::PdfOptions;
use super::file::File;
use crate::error::Result;
use crate::frame::{ImageContent, ImageData};
use crate::ink::process;
use crate::picture::{Pixels, QUALITY};
use crate::settings::Ink;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::borrow::Cow;

/// Image data in one of the encodings of a PDF.
enum Data<'a> {
    /// A JPEG file.
    Jpeg(Cow<'a, [u8]>),
    /// PNG-filtered rows, deflated.
    Rows(Vec<u8>),
}

impl Data<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Jpeg(bytes) => bytes.len(),
            Self::Rows(bytes) => bytes.len(),
        }
    }
}

/// Writes an image; `None` for a vector image, which is drawn as shapes.
pub(crate) fn add_image(file: &mut File, image: &ImageData, options: &PdfOptions) -> Result<Option<ObjectId>> {
    let (size, alpha) = match &image.content {
        ImageContent::Vector(_) => return Ok(None),
        ImageContent::Jpeg { width, height, .. } => ((*width, *height), None),
        ImageContent::Raster { width, height, alpha, .. } => ((*width, *height), alpha.as_deref()),
    };
    let Some((components, data)) = data(&image.content, options)? else { return Ok(None) };
    let mask = alpha.map(|alpha| Pixels::gray(alpha, size).rows()).transpose()?;
    let mask = mask.map(|rows| put(file, Data::Rows(rows), size, 1, None));
    Ok(Some(put(file, data, size, components, mask)))
}

/// An image in the ink of the settings, in the smallest of these forms: the
/// original file, a JPEG of the given quality, all pixels. Photos are
/// recompressed only if the ink changes them or a quality is given.
fn data<'a>(content: &'a ImageContent, options: &PdfOptions) -> Result<Option<(u8, Data<'a>)>> {
    let photo = match content {
        ImageContent::Jpeg { bytes, components, .. } => Some((*components, bytes)),
        _ => None,
    };
    let kept = photo.filter(|&(components, _)| components == 1 || options.ink == Ink::Color);
    if let (Some((components, bytes)), None) = (kept, options.image_quality) {
        return Ok(Some((components, Data::Jpeg(Cow::Borrowed(bytes)))));
    }
    let Some(pixels) = Pixels::of(content)?.map(|pixels| inked(pixels, options.ink)) else { return Ok(None) };
    let quality = options.image_quality.or(photo.map(|_| QUALITY));
    let jpeg = quality.map(|quality| pixels.jpeg(quality)).transpose()?.flatten();
    let rows = if photo.is_some() && jpeg.is_some() { None } else { Some(pixels.rows()?) };
    let forms = [
        kept.map(|(_, bytes)| Data::Jpeg(Cow::Borrowed(bytes))),
        rows.map(Data::Rows),
        jpeg.map(|bytes| Data::Jpeg(Cow::Owned(bytes))),
    ];
    let smallest = forms.into_iter().flatten().min_by_key(Data::len);
    Ok(smallest.map(|data| (pixels.components, data)))
}

/// Converts pixels to the ink of the settings.
fn inked(pixels: Pixels<'_>, ink: Ink) -> Pixels<'_> {
    match ink {
        Ink::Cmyk => pixels.inked(|color| process(color).map(|value| (value * 255.0).round() as u8)),
        _ => pixels.grayed(ink),
    }
}

fn put(
    file: &mut File,
    data: Data<'_>,
    (width, height): (u32, u32),
    components: u8,
    mask: Option<ObjectId>,
) -> ObjectId {
    let mut dict = head(width, height, components);
    if let Some(mask) = mask {
        dict.set("SMask", mask);
    }
    let bytes = match data {
        Data::Jpeg(bytes) => {
            dict.set("Filter", "DCTDecode");
            bytes.into_owned()
        }
        Data::Rows(rows) => {
            let how =
                dictionary! { "Predictor" => 15, "Colors" => i64::from(components), "Columns" => i64::from(width) };
            dict.set("Filter", "FlateDecode");
            dict.set("DecodeParms", how);
            rows
        }
    };
    let id = file.reserve();
    file.put_stream(id, dict, bytes, false);
    id
}

fn head(width: u32, height: u32, components: u8) -> Dictionary {
    let space = match components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => Object::from(space),
        "BitsPerComponent" => 8,
    }
}
