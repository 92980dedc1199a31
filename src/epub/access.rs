//! What the book says about its accessibility, true to what it holds, and the
//! words a book needs of itself, in its language.

use super::xhtml::Pages;
use crate::document::Lang;

/// The words a book needs of itself.
pub(super) struct Words {
    /// The title of a book without one.
    pub untitled: &'static str,
    /// The table of contents.
    pub contents: &'static str,
    /// Where the text begins.
    pub text: &'static str,
    /// The list of landmarks.
    pub landmarks: &'static str,
    /// The list of printed pages.
    pub pages: &'static str,
    /// The cover.
    pub cover: &'static str,
}

/// The words in the book's language.
pub(super) fn words(lang: &Lang) -> Words {
    match lang.primary().as_str() {
        "fa" | "prs" | "pes" | "azb" | "glk" | "mzn" | "lrc" => Words {
            untitled: "بی‌نام",
            contents: "فهرست",
            text: "متن",
            landmarks: "راهنما",
            pages: "شمارهٔ صفحه‌ها",
            cover: "جلد",
        },
        "ar" => Words {
            untitled: "بلا عنوان",
            contents: "المحتويات",
            text: "النص",
            landmarks: "معالم الكتاب",
            pages: "أرقام الصفحات",
            cover: "الغلاف",
        },
        _ => Words {
            untitled: "Untitled",
            contents: "Contents",
            text: "Text",
            landmarks: "Landmarks",
            pages: "Pages",
            cover: "Cover",
        },
    }
}

/// The title of a book without one.
pub(super) fn untitled(lang: &Lang) -> &'static str {
    words(lang).untitled
}

/// The `schema:*` metadata: names and values.
pub(super) fn metadata(pages: &Pages, has_page_list: bool) -> Vec<(&'static str, &'static str)> {
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
    if pages.holds.described {
        all.push(("schema:accessibilityFeature", "alternativeText"));
    }
    if has_page_list {
        all.push(("schema:accessibilityFeature", "pageNavigation"));
        all.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        // The pages of the print are of the same making; there is no other
        // edition to name.
        all.push(("pageBreakSource", "none"));
    }
    all.push(("schema:accessibilityHazard", "none"));
    all.push(("schema:accessibilitySummary", summary(pages)));
    all
}

fn summary(pages: &Pages) -> &'static str {
    match (pages.pictures.files.is_empty(), pages.pictures.lacking) {
        (true, _) => "Text that adapts to the reader's settings, in logical order, with a table of contents.",
        (false, false) => {
            "Text that adapts to the reader's settings, in logical order, with a table of contents. Pictures are described."
        }
        (false, true) => {
            "Text that adapts to the reader's settings, in logical order, with a table of contents. Not every picture is described."
        }
    }
}

/// A date as `dc:date` may hold it: a year, a month or a day of the Gregorian
/// calendar, written as in ISO 8601; `None` for anything else. Years before
/// that calendar began are taken for years of the Persian one.
pub(super) fn iso_date(date: &str) -> Option<&str> {
    let date = date.trim();
    let parts: Vec<&str> = date.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))).collect();
    let numbers = numbers.filter(|_| [4, 2, 2].starts_with(&lengths) && !lengths.is_empty())?;
    let (year, month, day) = (numbers[0], *numbers.get(1).unwrap_or(&1), *numbers.get(2).unwrap_or(&1));
    let is_day = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).is_some();
    (is_day && year >= 1583).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::iso_date;

    #[test]
    fn only_real_days_are_dates() {
        for date in ["2024", "2024-05", "2024-02-29", " 2024-05-31 "] {
            assert_eq!(iso_date(date), Some(date.trim()));
        }
        for date in [
            "",
            "0000-00-00",
            "99999-01-01",
            "2023-02-29",
            "1403-05-12",
            "۱۴۰۳/۵/۱۲",
            "2024-5-1",
            "May 2024",
            "2024-05-01T",
        ] {
            assert_eq!(iso_date(date), None, "{date}");
        }
    }
}
