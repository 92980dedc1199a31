//! The accessibility metadata, derived from what the book contains.

use crate::document::Lang;
use crate::document::words::Words;
use crate::web::Written;

/// The `schema:*` metadata except the summary: names and values.
pub(super) fn metadata(written: &Written) -> Vec<(&'static str, &'static str)> {
    let pictures = !written.pictures.files.is_empty();
    let mut all = vec![("schema:accessMode", "textual")];
    if pictures {
        all.push(("schema:accessMode", "visual"));
    }
    if !written.pictures.lacking {
        all.push(("schema:accessModeSufficient", "textual"));
    } else {
        all.push(("schema:accessModeSufficient", "textual,visual"));
    }
    all.push(("schema:accessibilityFeature", "displayTransformability"));
    all.push(("schema:accessibilityFeature", "readingOrder"));
    all.push(("schema:accessibilityFeature", "tableOfContents"));
    if !written.headings.is_empty() {
        all.push(("schema:accessibilityFeature", "structuralNavigation"));
    }
    if written.holds.described && !written.pictures.lacking {
        all.push(("schema:accessibilityFeature", "alternativeText"));
    }
    if !written.page_marks.is_empty() {
        all.push(("schema:accessibilityFeature", "pageNavigation"));
        all.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        // The printed pages are made from the same document; there is no other
        // edition to name.
        all.push(("pageBreakSource", "none"));
    }
    all.push(("schema:accessibilityHazard", "none"));
    all
}

/// The summary: a sentence or two for readers.
pub(super) fn summary(written: &Written, lang: &Lang) -> String {
    let words = Words::of(lang);
    let pictures = match (written.pictures.files.is_empty(), written.pictures.lacking) {
        (true, _) => "",
        (false, false) => words.described,
        (false, true) => words.not_all_described,
    };
    words.summary.to_owned() + pictures
}
