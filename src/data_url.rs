//! Addresses that hold a file (RFC 2397): `data:image/png;base64,…`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Such an address.
pub(crate) struct DataUrl<'a> {
    /// Where it begins in the text.
    pub(crate) at: usize,
    /// The media type.
    pub(crate) mime: &'a str,
    encoded: &'a str,
}

impl<'a> DataUrl<'a> {
    /// Reads one at the beginning of a text.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let rest = text.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &text[5..])?;
        // A type and its parameters are short; without one, no file is meant.
        let head = rest.bytes().take(200).position(|byte| byte == b',').map(|end| &rest[..end])?;
        let mime = head.strip_suffix(";base64")?.split(';').next()?;
        let body = &rest[head.len() + 1..];
        let is_encoded = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
        let end = body.find(|letter| !is_encoded(letter)).unwrap_or(body.len());
        Some(Self { at: 0, mime, encoded: &body[..end] })
    }

    /// The file; `None` where it is broken.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.encoded).ok()
    }
}

/// The address of a file.
pub(crate) fn write(mime: &str, bytes: &[u8]) -> String {
    format!("data:{mime};base64,{}", STANDARD.encode(bytes))
}

/// All of them in a text.
pub(crate) fn all(text: &str) -> impl Iterator<Item = DataUrl<'_>> {
    text.match_indices("data:").filter_map(|(at, _)| Some(DataUrl { at, ..DataUrl::parse(&text[at..])? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back() {
        let url = write("image/png", b"\x89PNG");
        let page = format!("<img src=\"{url}\"> data: data:,a");
        let found: Vec<_> = all(&page).map(|data| (data.at, data.mime, data.bytes())).collect();
        assert_eq!(found, [(10, "image/png", Some(b"\x89PNG".to_vec()))]);
        assert!(DataUrl::parse("data:text/html,<p>").is_none());
        assert!(DataUrl::parse("دیتا").is_none());
    }
}
