//! The cover: the picture that the message names, else a drawing of title and
//! theme.

use super::drawing;
use super::pages::xhtml;
use crate::document::Document;
use crate::document::words::Words;
use crate::error::{Error, Result, Warning};
use crate::font::FontBook;
use crate::picture;
use crate::raster::Reductions;
use crate::resources::Resources;
use crate::theme::Theme;
use crate::web::{Fit, escaped};

/// The cover's files.
pub(super) struct Cover {
    /// The picture's name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
    /// The page that shows it.
    pub page: String,
}

/// Makes the cover. A picture that cannot be read is replaced by a drawing, with
/// a warning.
///
/// # Errors
/// [`Error::Forbidden`] where the picture is outside the allowed folders.
pub(super) fn make(
    document: &Document,
    theme: &Theme,
    fonts: &FontBook,
    (resources, fit): (&dyn Resources, Fit),
    warnings: &mut Vec<Warning>,
) -> Result<Cover> {
    let (extension, mime, bytes) = match given(document, (resources, fit), warnings)? {
        Some(picture) => picture,
        None => ("png", "image/png", drawing::draw(document, theme, fonts)?),
    };
    let name = format!("cover.{extension}");
    let lang = &document.meta.lang;
    let title = document.meta.title.as_deref().unwrap_or(Words::of(lang).untitled);
    let body = format!(
        "<section class=\"cover\"><img role=\"doc-cover\" src=\"{name}\" alt=\"{}\"/></section>\n",
        escaped(title)
    );
    Ok(Cover { name, mime, bytes, page: xhtml(lang, Words::of(lang).cover, "cover", &body) })
}

/// The picture that the message names: extension, media type, content.
type Picture = (&'static str, &'static str, Vec<u8>);

fn given(
    document: &Document,
    (resources, fit): (&dyn Resources, Fit),
    warnings: &mut Vec<Warning>,
) -> Result<Option<Picture>> {
    let Some(path) = &document.meta.cover else { return Ok(None) };
    match resources.read(path).and_then(|bytes| picture::load(path, &bytes)) {
        Ok(loaded) => {
            warnings.extend(loaded.warnings);
            let file = fit.file(&loaded.value, &mut Reductions::default())?;
            Ok(Some((file.extension, file.mime, file.bytes.into_owned())))
        }
        Err(error @ Error::Resource { .. }) => {
            warnings.push(Warning::new("image", error.to_string()).hint("a cover is drawn in its place"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
