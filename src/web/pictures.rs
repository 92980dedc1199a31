//! The pictures of a book as files, each stored once.

use super::writer::Writer;
use crate::document::Image;
use crate::error::{Error, Result, Warning};
use crate::frame::{ImageContent, ImageData};
use crate::picture;
use crate::qr::Qr;
use crate::raster;
use crate::resources::is_remote;
use crate::units::Size;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How pictures are prepared for a book.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fit {
    /// The quality at which photos are recompressed, if at all.
    pub(crate) quality: Option<u8>,
    /// Whether all pixels are kept, however many.
    pub(crate) full: bool,
}

impl Fit {
    /// The file of a picture, scaled down to what readers accept unless `full`.
    pub(crate) fn file(
        self,
        data: &ImageData,
        reductions: &mut raster::Reductions,
    ) -> Result<picture::PictureFile<'static>> {
        let smaller = if self.full { None } else { raster::for_readers(data, reductions)? };
        let file = picture::file(smaller.as_ref().unwrap_or(data), self.quality)?;
        let picture::PictureFile { extension, mime, bytes } = file;
        Ok(picture::PictureFile { extension, mime, bytes: bytes.into_owned().into() })
    }
}

/// The pictures so far.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// The files: name, media type, content.
    pub(crate) files: Vec<(String, &'static str, Vec<u8>)>,
    /// Whether a picture has no alternative text.
    pub lacking: bool,
    /// How they are prepared for the book.
    pub fit: Fit,
    /// The file of each path; `None` where it cannot be read.
    pub paths: BTreeMap<String, Option<String>>,
    /// The content and file of each picture read: one picture may have several
    /// paths.
    pub read: Vec<(Arc<[u8]>, String)>,
    /// Remaining decoding budget.
    pub budget: picture::Budget,
    /// What is left of it for pictures that are too large for readers.
    pub reductions: raster::Reductions,
    /// The number of pictures on the network, of which one is told.
    pub remote: usize,
}

impl Pictures {
    /// Adds a file unless an identical one exists, and returns its name. It is
    /// compared with every earlier file (quadratic), but only files of the same
    /// length are read.
    fn add(&mut self, file: picture::PictureFile<'_>) -> String {
        if let Some((name, ..)) = self.files.iter().find(|(.., bytes)| *bytes == *file.bytes) {
            return name.clone();
        }
        let name = format!("images/picture-{:03}.{}", self.files.len() + 1, file.extension);
        self.files.push((name.clone(), file.mime, file.bytes.into_owned()));
        name
    }
}

impl Writer<'_> {
    /// The file of an image; `None`, with a warning, where it cannot be read.
    /// Whether any picture has alternative text is noted for the accessibility
    /// metadata.
    pub(super) fn picture(&mut self, image: &Image) -> Result<Option<String>> {
        let place = self.document.sources.place(image.span);
        if image.alt.is_none() {
            let message = format!("the picture {} has no alternative text and is taken for decoration", image.shown());
            let warning = Warning::new("image-without-alt", message).at(place.clone());
            self.warnings.push(warning.hint("describe it between the brackets: ![…](…)"));
        }
        let file = self.picture_file(&image.path, |warning| warning.at(place.clone()))?;
        self.pictures.lacking |= image.alt.is_none();
        self.holds.described |= file.is_some() && image.alt.as_deref().is_some_and(|alt| !alt.is_empty());
        Ok(file)
    }

    /// The picture above the title.
    pub(super) fn logo(&mut self, path: &str) -> Result<()> {
        if let Some(file) = self.picture_file(path, |warning| warning)? {
            self.raw("<div class=\"logo\"><img");
            self.attribute("src", &file);
            self.attribute("alt", "");
            self.decoration();
            self.void_end();
            self.raw("</div>\n");
        }
        Ok(())
    }

    /// A QR code as a picture, with its content as the alternative text. It is
    /// drawn at its smallest size with the quiet zone; as a vector it scales.
    pub(super) fn qr_picture(&mut self, text: &str) -> Result<()> {
        let qr = Qr::new(text)?;
        let side = qr.smallest();
        let content = ImageContent::Vector(vec![qr.shape(side)]);
        let data = ImageData { content, size: Size::new(side, side) };
        let file = self.pictures.add(picture::file(&data, None)?);
        self.holds.described = true;
        self.raw("<img");
        self.attribute("src", &file);
        self.attribute("alt", &format!("QR: {}", spoken(text)));
        self.void_end();
        Ok(())
    }

    fn picture_file(&mut self, path: &str, at: impl Fn(Warning) -> Warning) -> Result<Option<String>> {
        if let Some(known) = self.pictures.paths.get(path) {
            return Ok(known.clone());
        }
        let bytes = self.resources.read(path);
        // Pointers are enough: the resources return the same bytes for the same
        // content, whatever its path (`convert::remember`).
        let known = bytes
            .as_ref()
            .ok()
            .and_then(|bytes| self.pictures.read.iter().find(|(known, _)| Arc::ptr_eq(known, bytes)));
        if let Some((_, name)) = known {
            let name = Some(name.clone());
            self.pictures.paths.insert(path.to_owned(), name.clone());
            return Ok(name);
        }
        let budget = &mut self.pictures.budget;
        let loaded = bytes.and_then(|bytes| Ok((picture::load_within(path, &bytes, budget)?, bytes)));
        let name = match loaded {
            Ok((loaded, bytes)) => {
                self.warnings.extend(loaded.warnings.into_iter().map(&at));
                let before = self.pictures.reductions.refused;
                let file = self.pictures.fit.file(&loaded.value, &mut self.pictures.reductions)?;
                if before == 0 && self.pictures.reductions.refused > 0 {
                    let message = "too many large pictures: this one and those after it keep all their pixels";
                    let hint = "e-readers may leave them out: make them smaller than 4 megapixels";
                    self.warnings.push(at(Warning::new("large-pictures", message).hint(hint)));
                }
                let name = self.pictures.add(file);
                self.pictures.read.push((bytes, name.clone()));
                Some(name)
            }
            // Of a message with a picture from outside, nothing is written at all.
            Err(error @ (Error::Resource { .. } | Error::Forbidden { .. })) => 'told: {
                self.pictures.remote += usize::from(is_remote(path));
                if is_remote(path) && self.pictures.remote > 1 {
                    break 'told None;
                }
                let warning = Warning::new("image", error.to_string());
                let hint = error.hint().unwrap_or("its alternative text stands in its place");
                self.warnings.push(at(warning.hint(hint)));
                None
            }
            Err(error) => return Err(error),
        };
        self.pictures.paths.insert(path.to_owned(), name.clone());
        Ok(name)
    }
}

/// The alternative text of a QR code: text for screen readers, percent-encoding
/// decoded.
fn spoken(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = after.get(..2).filter(|_| first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            // ASCII stays encoded, where it may be a delimiter.
            Some(byte) if !byte.is_ascii() => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn addresses_are_read_in_their_letters() {
        assert_eq!(spoken("https://x.org/%D8%A2%D8%A8?a=1%20b"), "https://x.org/آب?a=1%20b");
        assert_eq!(spoken("%D8"), "%D8");
        assert_eq!(spoken("100% و %"), "100% و %");
    }
}
