//! Images as XObjects: JPEG as it is, pixels compressed, each once.

use super::PdfOptions;
use super::file::File;
use crate::frame::{ImageContent, ImageData};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// Writes an image; `None` for one that is drawn as shapes.
pub(crate) fn add_image(file: &mut File, image: &ImageData, _options: &PdfOptions) -> Option<ObjectId> {
    match &image.content {
        ImageContent::Vector(_) => None,
        ImageContent::Jpeg { bytes, width, height, components } => {
            let mut dict = head(*width, *height, *components);
            dict.set("Filter", "DCTDecode");
            if *components == 4 {
                // Such files hold inverted values, as Adobe's programs write them.
                dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
            }
            let id = file.reserve();
            file.put_stream(id, dict, bytes.clone(), false);
            Some(id)
        }
        ImageContent::Raster { pixels, alpha, width, height, components } => {
            let mut dict = head(*width, *height, *components);
            if let Some(alpha) = alpha {
                dict.set("SMask", file.add_stream(head(*width, *height, 1), alpha.clone()));
            }
            Some(file.add_stream(dict, pixels.clone()))
        }
    }
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
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}
