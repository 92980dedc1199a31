//! Words the program itself puts into a document, in its language.

use super::AlertKind;

/// The word over an alert.
pub(crate) fn alert_title(kind: AlertKind, language: &str) -> &'static str {
    let persian = !matches!(language, "en");
    match (kind, persian) {
        (AlertKind::Note, true) => "یادداشت",
        (AlertKind::Tip, true) => "نکته",
        (AlertKind::Important, true) => "مهم",
        (AlertKind::Warning, true) => "هشدار",
        (AlertKind::Caution, true) => "احتیاط",
        (AlertKind::Note, false) => "Note",
        (AlertKind::Tip, false) => "Tip",
        (AlertKind::Important, false) => "Important",
        (AlertKind::Warning, false) => "Warning",
        (AlertKind::Caution, false) => "Caution",
    }
}

/// What a task's box says to those who do not see it.
pub(crate) fn task_words(done: bool, language: &str) -> &'static str {
    match (done, language) {
        (true, "en") => "done",
        (false, "en") => "to do",
        (true, _) => "انجام شده",
        (false, _) => "انجام نشده",
    }
}

/// What the contents are called.
pub(crate) fn contents_title(language: &str) -> &'static str {
    match language {
        "fa" | "prs" | "pes" | "azb" | "glk" | "mzn" | "lrc" => "فهرست",
        "ar" => "المحتويات",
        "ckb" | "sdh" => "ناوەڕۆک",
        "ur" => "فہرست",
        "ps" => "لړلیک",
        "he" => "תוכן העניינים",
        _ => "Contents",
    }
}
