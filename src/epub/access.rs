//! What the book says about its accessibility, true to what it holds.

use super::xhtml::Pages;
use crate::document::Lang;
use crate::document::words::Words;

/// The `schema:*` metadata but the summary: names and values.
pub(super) fn metadata(pages: &Pages) -> Vec<(&'static str, &'static str)> {
    let pictures = !pages.pictures.files.is_empty();
    let mut all = vec![("schema:accessMode", "textual")];
    if pictures {
        all.push(("schema:accessMode", "visual"));
    }
    if !pages.pictures.lacking {
        all.push(("schema:accessModeSufficient", "textual"));
    } else {
        all.push(("schema:accessModeSufficient", "textual,visual"));
    }
    all.push(("schema:accessibilityFeature", "displayTransformability"));
    all.push(("schema:accessibilityFeature", "readingOrder"));
    all.push(("schema:accessibilityFeature", "tableOfContents"));
    if !pages.headings.is_empty() {
        all.push(("schema:accessibilityFeature", "structuralNavigation"));
    }
    if pages.holds.described && !pages.pictures.lacking {
        all.push(("schema:accessibilityFeature", "alternativeText"));
    }
    if !pages.page_marks.is_empty() {
        all.push(("schema:accessibilityFeature", "pageNavigation"));
        all.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        // The pages of the print are of the same making; there is no other
        // edition to name.
        all.push(("pageBreakSource", "none"));
    }
    all.push(("schema:accessibilityHazard", "none"));
    all
}

/// The summary: a sentence or two for people.
pub(super) fn summary(pages: &Pages, lang: &Lang) -> String {
    let words = Words::of(lang);
    let pictures = match (pages.pictures.files.is_empty(), pages.pictures.lacking) {
        (true, _) => "",
        (false, false) => words.described,
        (false, true) => words.not_all_described,
    };
    words.summary.to_owned() + pictures
}
