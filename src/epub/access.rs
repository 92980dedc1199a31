//! What the book says about its accessibility, true to what it holds, and the
//! words a book needs of itself, in its language.

use super::xhtml::Pages;
use crate::document::Lang;

/// The words a book needs of itself.
pub(super) struct Words {
    /// The title of a book without one.
    pub untitled: &'static str,
    /// Where the text begins.
    pub text: &'static str,
    /// The list of landmarks.
    pub landmarks: &'static str,
    /// The list of printed pages.
    pub pages: &'static str,
    /// The cover.
    pub cover: &'static str,
}

/// The words in the book's language; English where they are not known in it.
pub(super) fn words(lang: &Lang) -> Words {
    let [untitled, text, landmarks, pages, cover] = match lang.primary().as_str() {
        "fa" | "prs" | "pes" | "azb" | "glk" | "mzn" | "lrc" => ["بی‌نام", "متن", "راهنما", "شمارهٔ صفحه‌ها", "جلد"],
        "ar" => ["بلا عنوان", "النص", "معالم الكتاب", "أرقام الصفحات", "الغلاف"],
        "ur" => ["بلا عنوان", "متن", "رہنما", "صفحہ نمبر", "سرورق"],
        "ckb" | "sdh" => ["بێ ناونیشان", "دەق", "ڕێنیشاندەر", "ژمارەی لاپەڕەکان", "بەرگ"],
        "ps" => ["بې سرلیکه", "متن", "لارښود", "د مخونو شمېرې", "پوښ"],
        "he" | "yi" => ["ללא שם", "הטקסט", "ציוני דרך", "מספרי עמודים", "כריכה"],
        "az" => ["Adsız", "Mətn", "Bələdçi", "Səhifə nömrələri", "Üz qabığı"],
        "tr" => ["Adsız", "Metin", "Kılavuz", "Sayfa numaraları", "Kapak"],
        _ => ["Untitled", "Text", "Landmarks", "Pages", "Cover"],
    };
    Words { untitled, text, landmarks, pages, cover }
}

/// The title of a book without one.
pub(super) fn untitled(lang: &Lang) -> &'static str {
    words(lang).untitled
}

/// The `schema:*` metadata: names and values.
pub(super) fn metadata(pages: &Pages, lang: &Lang) -> Vec<(&'static str, &'static str)> {
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
    all.push(("schema:accessibilitySummary", summary(pages, lang)));
    all
}

/// A sentence for people, in Persian for Persian books.
fn summary(pages: &Pages, lang: &Lang) -> &'static str {
    let persian = lang.primary() == "fa";
    match (pages.pictures.files.is_empty(), pages.pictures.lacking, persian) {
        (true, _, true) => "متنی که با تنظیم‌های خواننده سازگار می‌شود، به ترتیب خواندن، با فهرست.",
        (false, false, true) => {
            "متنی که با تنظیم‌های خواننده سازگار می‌شود، به ترتیب خواندن، با فهرست. تصویرها شرح دارند."
        }
        (false, true, true) => {
            "متنی که با تنظیم‌های خواننده سازگار می‌شود، به ترتیب خواندن، با فهرست. همهٔ تصویرها شرح ندارند."
        }
        (true, _, false) => "Text that adapts to the reader's settings, in reading order, with a table of contents.",
        (false, false, false) => {
            "Text that adapts to the reader's settings, in reading order, with a table of contents. Pictures are described."
        }
        (false, true, false) => {
            "Text that adapts to the reader's settings, in reading order, with a table of contents. Not every picture is described."
        }
    }
}
