//! Pictures as pixels, to convert them to other inks or to compress them.

use super::{file, redraw};
use crate::error::{Error, Result};
use crate::frame::{Color, ImageContent};
use crate::ink::luma;
use crate::settings::Ink;
use std::borrow::Cow;

/// The pixels of a picture, row by row, without transparency.
pub(crate) struct Pixels<'a> {
    bytes: Cow<'a, [u8]>,
    /// Bytes per pixel: 1 (grey), 3 (RGB) or 4 (CMYK).
    pub(crate) components: u8,
    /// Width and height.
    pub(crate) size: (u32, u32),
}

impl<'a> Pixels<'a> {
    /// Grey pixels.
    pub(crate) fn gray(bytes: &'a [u8], size: (u32, u32)) -> Self {
        Self { bytes: Cow::Borrowed(bytes), components: 1, size }
    }

    /// The pixels of a picture; `None` for vector pictures.
    pub(crate) fn of(content: &'a ImageContent) -> Result<Option<Self>> {
        match content {
            ImageContent::Vector(_) => Ok(None),
            ImageContent::Raster { pixels, width, height, components, .. } => {
                let bytes = Cow::Borrowed(pixels.as_slice());
                Ok(Some(Self { bytes, components: *components, size: (*width, *height) }))
            }
            ImageContent::Jpeg { bytes, .. } => {
                let image = redraw::decode(bytes).map_err(|refusal| Error::Resource {
                    name: "a photo that is to be changed".to_owned(),
                    message: refusal.message,
                    hint: Some("save it again as an ordinary JPEG, or leave out `ink` and `image-quality`".to_owned()),
                })?;
                let size = (image.width(), image.height());
                let gray = !image.color().has_color();
                let (components, bytes) =
                    if gray { (1, image.into_luma8().into_raw()) } else { (3, image.into_rgb8().into_raw()) };
                Ok(Some(Self { bytes: Cow::Owned(bytes), components, size }))
            }
        }
    }

    /// The bytes, row by row from the top.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Converts to grey if there is only one ink. This includes black ink,
    /// because the printer's halftone is better than any made in advance.
    pub(crate) fn grayed(self, ink: Ink) -> Self {
        match ink {
            Ink::Color | Ink::Cmyk => self,
            Ink::Gray | Ink::Black => self.inked(|color| [(luma(color) * 255.0).round() as u8]),
        }
    }

    /// Converts to other inks. Grey pixels are kept: they need only one ink.
    pub(crate) fn inked<const INKS: usize>(self, ink: impl Fn(Color) -> [u8; INKS]) -> Self {
        if self.components != 3 {
            return self;
        }
        let (colors, _) = self.bytes.as_chunks::<3>();
        let inks = |&[red, green, blue]: &[u8; 3]| ink(Color { red, green, blue });
        let bytes = colors.iter().flat_map(inks).collect();
        Self { bytes, components: INKS as u8, ..self }
    }

    /// A JPEG file of this quality (1 to 100); `None` for CMYK, which the
    /// encoder does not support.
    pub(crate) fn jpeg(&self, quality: u8) -> Result<Option<Vec<u8>>> {
        if self.components == 4 {
            return Ok(None);
        }
        file::jpeg(&self.bytes, self.size, self.components, quality).map(Some)
    }

    /// Compressed rows as in PNG, each after its filter byte.
    pub(crate) fn rows(&self) -> Result<Vec<u8>> {
        Ok(file::png_rows(&file::png(&self.bytes, None, self.size, self.components)?))
    }
}
