//! EPUBs, opened again and judged.

#[path = "support/everything.rs"]
mod everything;

use bargeh::document::{BlockKind, Document, Inline};
use bargeh::epub::{self, EpubOptions};
use bargeh::font::FontBook;
use bargeh::theme::Theme;
use everything::{BLOCKS, INLINES, block_name, everything, inline_name, resources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

fn book(document: &Document, options: &EpubOptions) -> Vec<u8> {
    let theme = Theme::builtin("leaflet").unwrap();
    let made = epub::write(document, &theme, &FontBook::bundled(), &resources(), options).unwrap();
    if let Ok(folder) = std::env::var("BARGEH_TEST_OUT") {
        let title = document.meta.title.as_deref().unwrap_or("untitled").replace(' ', "-");
        std::fs::write(format!("{folder}/{title}-{}.epub", options.embed_fonts), &made.value).unwrap();
    }
    made.value
}

/// The entries of a zip file, in order.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let read = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().to_owned(), content)
    };
    (0..zip_len(bytes)).map(read).collect()
}

fn zip_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len()
}

fn text_of(bytes: &[u8], name: &str) -> String {
    let files: BTreeMap<String, Vec<u8>> = entries(bytes).into_iter().collect();
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn the_document_of_everything_has_everything() {
    let document = everything();
    let blocks: BTreeSet<&str> = document.blocks.iter().map(|block| block_name(&block.kind)).collect();
    assert_eq!(blocks, BLOCKS.into_iter().collect());
    let inlines: BTreeSet<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => Some(content),
            _ => None,
        })
        .flatten()
        .map(|inline: &Inline| inline_name(inline))
        .collect();
    assert_eq!(inlines, INLINES.into_iter().collect());
}

#[test]
fn a_book_is_a_zip_that_says_nothing_of_its_making() {
    let bytes = book(&everything(), &EpubOptions::default());
    let names: Vec<String> = entries(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "mimetype");
    assert!(names[1..].is_sorted(), "{names:?}");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{}", file.name());
        assert!(file.extra_data().is_none_or(<[u8]>::is_empty), "{}", file.name());
    }
    assert_eq!(bytes, book(&everything(), &EpubOptions::default()));
}

#[test]
fn the_package_is_right_to_left() {
    let bytes = book(&everything(), &EpubOptions::default());
    let package = text_of(&bytes, "OEBPS/content.opf");
    for needle in [
        "page-progression-direction=\"rtl\"",
        "<package xml:lang=\"fa\" dir=\"rtl\"",
        "<dc:language>fa</dc:language>",
        "1980-01-01T00:00:00Z",
        "schema:accessMode",
    ] {
        assert!(package.contains(needle), "{needle} in {package}");
    }
    assert!(!package.contains("dc:creator") && !package.contains("dc:date"));
    let nav = text_of(&bytes, "OEBPS/nav.xhtml");
    assert!(nav.contains("dir=\"rtl\"") && !nav.contains("generator"));
    let page = text_of(&bytes, "OEBPS/text-0001.xhtml");
    assert!(page.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"fa\" xml:lang=\"fa\" dir=\"rtl\">"));
    let style = text_of(&bytes, "OEBPS/stylesheet.css");
    for property in ["direction:", "unicode-bidi", "letter-spacing", "hyphens", "background:", "color: #"] {
        let plain = style.replace("background: white", "").replace("border-color", "");
        assert!(!plain.contains(property), "{property} in {style}");
    }
}
