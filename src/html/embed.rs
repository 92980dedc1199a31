//! Files embedded in the page as `data:` addresses.

use crate::data_url;
use crate::error::{Error, Result};
use crate::web::{FontFile, Pictures};
use std::collections::BTreeMap;

/// The most bytes that repeated pictures may add to a page: twice what a
/// messenger of 2026 accepts (WhatsApp sends pictures of 16 MiB), and what a
/// phone with little memory still opens. In HTML a picture shown twice has to be
/// embedded twice.
const LIMIT: usize = 32 << 20;

/// The address of a font.
pub(super) fn font(file: &FontFile) -> Result<String> {
    let packed = super::woff::pack(&file.bytes).ok_or_else(|| Error::Writer {
        format: "HTML",
        message: format!("{}: a subset font without a table directory", file.family),
    })?;
    Ok(data_url::write("font/woff", &packed))
}

/// Replaces the file names of pictures in the markup by their content.
pub(super) fn pictures(markup: &str, pictures: &Pictures) -> Result<String> {
    let files: BTreeMap<&str, (&str, &[u8])> =
        pictures.files.iter().map(|(name, mime, bytes)| (name.as_str(), (*mime, bytes.as_slice()))).collect();
    // Quotation marks in text are escaped, so this can only be an attribute.
    let mut pieces = markup.split(" src=\"");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    let (mut repeats, mut seen) = (0, BTreeMap::<&str, usize>::new());
    for piece in pieces {
        let (name, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let (mime, bytes) = files.get(name).copied().unwrap_or_default();
        let count = seen.entry(name).or_default();
        *count += 1;
        repeats += if *count > 1 { bytes.len() } else { 0 };
        if repeats > LIMIT {
            return Err(Error::Refused {
                message: format!("a picture of {} kB stands in the text {count} times and more", bytes.len() >> 10),
                hint: Some("an HTML file holds it as often; show it once, or write an EPUB".to_owned()),
            });
        }
        out.push_str(" src=\"");
        out.push_str(&data_url::write(mime, bytes));
        out.push('"');
        out.push_str(rest);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(size: usize) -> Pictures {
        Pictures { files: vec![("images/a.png".to_owned(), "image/png", vec![0; size])], ..Pictures::default() }
    }

    #[test]
    fn pictures_come_in_where_they_are_named() {
        let page = pictures("<p>src=&quot;a&quot;<img src=\"images/a.png\" alt=\"\"></p>", &one(3)).unwrap();
        assert_eq!(page, "<p>src=&quot;a&quot;<img src=\"data:image/png;base64,AAAA\" alt=\"\"></p>");
    }

    #[test]
    fn a_picture_shown_too_often_is_refused_before_memory_is() {
        let often = "<img src=\"images/a.png\" alt=\"\">".repeat(10_000);
        assert!(pictures(&often, &one(1 << 10)).is_ok());
        assert!(matches!(pictures(&often, &one(8 << 10)), Err(Error::Refused { .. })));
    }
}
