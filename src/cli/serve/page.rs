//! The page in the browser: its parts, and its words in the reader's language.

use bargeh::settings::{Said, Ui};

/// What the page in one file and this one look like.
pub(super) const LOOKS: &str = include_str!("../../web/looks.css");
pub(super) const STYLE: &str = include_str!("preview.css");
pub(super) const SCRIPT: &str = include_str!("preview.js");
pub(super) const ICON: &str = include_str!("icon.svg");
/// The family its letters are of, as the looks name it.
pub(super) const FONT: &str = "Vazirmatn";

const PAGE: &str = include_str!("preview.html");

/// The words of the page; `{}` is filled by the script.
const WORDS: &[(&str, Said)] = &[
    ("preview", Said { en: "preview", fa: "پیش‌نمایش" }),
    ("skip", Said { en: "To the pages", fa: "به صفحه‌ها" }),
    ("wait", Said { en: "The pages are being set…", fa: "صفحه‌ها آماده می‌شوند…" }),
    ("smaller", Said { en: "Smaller", fa: "کوچک‌تر" }),
    ("larger", Said { en: "Larger", fa: "بزرگ‌تر" }),
    ("pages", Said { en: "Pages", fa: "صفحه‌ها" }),
    ("page", Said { en: "Page {} of {}", fa: "صفحهٔ {} از {}" }),
    ("one", Said { en: "1 page", fa: "۱ صفحه" }),
    ("count", Said { en: "{} pages", fa: "{} صفحه" }),
    ("changed", Said { en: "Changed: page {}", fa: "دگرگون شد: صفحهٔ {}" }),
    ("go", Said { en: "Go to page {}", fa: "برو به صفحهٔ {}" }),
    ("warnings", Said { en: "Warnings: {}", fa: "هشدارها: {}" }),
    ("error", Said { en: "Not renewed: there is an error", fa: "تازه نشد: خطایی هست" }),
    (
        "stays",
        Said {
            en: "The pages are the last good ones.", fa: "صفحه‌ها همان‌اند که پیش از خطا بودند."
        },
    ),
    ("line", Said { en: "line {}", fa: "سطر {}" }),
    (
        "lost",
        Said {
            en: "The program has ended, or does not answer. The pages stay as they were.",
            fa: "برنامه بسته شده است یا پاسخ نمی‌دهد. صفحه‌ها همان‌اند که بودند.",
        },
    ),
];

/// The page of a message.
pub(super) fn html(name: &str, ui: Ui) -> String {
    let (lang, dir) = match ui {
        Ui::English => ("en", "ltr"),
        Ui::Persian => ("fa", "rtl"),
    };
    // The name last, as a file may be called like a place to fill.
    let words = WORDS.iter().map(|(key, said)| (*key, said.to(ui)));
    let page = words
        .chain([("lang", lang), ("dir", dir)])
        .fold(PAGE.to_owned(), |page, (key, text)| page.replace(&format!("[[{key}]]"), text));
    page.replace("[[name]]", &quick_xml::escape::escape(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled_and_names_are_text() {
        for ui in [Ui::English, Ui::Persian] {
            let page = html("<b>\"&[[name]].md", ui);
            assert!(page.contains("&lt;b&gt;&quot;&amp;[[name]].md"), "{page}");
            assert_eq!(page.matches("[[").count(), page.matches("[[name]].md").count(), "{page}");
        }
        let used = [PAGE, SCRIPT].concat();
        for (key, _) in WORDS {
            let as_data = format!("words.{key}");
            assert!(used.contains(&as_data) || PAGE.matches(&format!("[[{key}]]")).count() > 0, "{key}");
        }
    }
}
