//! A picture's file without what a camera or an editor wrote into it.

use super::{Budget, Kind, Refusal, jpeg, kind, png};
use crate::error::{Error, Result};

/// A JPEG or PNG file anew: the same pixels, and nothing beside them. A JPEG is
/// not decoded; of a camera that was held turned, that alone is kept.
///
/// # Errors
/// [`Error::Resource`] where it is neither, is broken or cut short.
pub fn scrubbed(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let written = match kind(bytes) {
        Kind::Jpeg => jpeg::scrubbed(bytes),
        Kind::Png => png::scrubbed(bytes, &mut Budget::default()),
        Kind::Svg => Err(Refusal::new("an SVG drawing, which has text in place of pixels")),
        Kind::Other(what) => Err(Refusal::new(format!("{what}; only JPEG and PNG are written anew"))),
    };
    written.map_err(|refusal| Error::Resource { name: name.to_owned(), message: refusal.message, hint: refusal.hint })
}
