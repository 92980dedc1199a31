//! Removes from a picture's file what a camera or an editor has added.

use super::{Budget, Kind, Refusal, jpeg, kind, png};
use crate::error::{Error, Result};

/// Rewrites a JPEG or PNG file with nothing but its pixels. A JPEG is not
/// decoded; of its metadata only the orientation of the camera is kept.
///
/// # Errors
/// [`Error::Resource`] if it is neither, or is broken or truncated.
pub fn scrubbed(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let written = match kind(bytes) {
        Kind::Jpeg => jpeg::scrubbed(bytes),
        Kind::Png => png::scrubbed(bytes, &mut Budget::default()),
        Kind::WebP => Err(Refusal::new("a WebP picture; only JPEG and PNG are written anew")),
        Kind::Svg => Err(Refusal::new("an SVG drawing, which has text in place of pixels")),
        Kind::Other(what) => Err(Refusal::new(format!("{what}; only JPEG and PNG are written anew"))),
    };
    written.map_err(|refusal| Error::Resource { name: name.to_owned(), message: refusal.message, hint: refusal.hint })
}
