//! Errors, warnings and findings in the reader's language, as JSON for the page.

use crate::edits::Listed;
use crate::messages::{said, word};
use bargeh::error::Place;
use bargeh::inspect::Report;
use bargeh::settings::Ui;
use bargeh::{Error, Warning};
use serde_json::{Value, json};

fn told(level: &str, message: &str, place: Option<&Place>, hint: Option<&str>, ui: Ui) -> Value {
    json!({
        "level": level,
        "message": said(message, ui),
        "file": place.map(|place| &place.file),
        "line": place.and_then(|place| place.line),
        "hint": hint.map(|hint| said(hint, ui)),
    })
}

pub(crate) fn error(error: &Error, ui: Ui) -> Value {
    told("error", &error.to_string(), error.place(), error.hint(), ui)
}

pub(crate) fn warnings(warnings: &[Warning], ui: Ui) -> Vec<Value> {
    let one = |warning: &Warning| {
        let Warning { message, place, hint, .. } = warning;
        told("warning", message, place.as_ref(), hint.as_deref(), ui)
    };
    warnings.iter().map(one).collect()
}

pub(crate) fn edits(edits: &[Listed], ui: Ui) -> Vec<Value> {
    let one = |edit: &Listed| {
        let rules: Vec<String> = edit.rules.iter().map(|rule| word(rule.says(), ui)).collect();
        json!({ "key": edit.key, "line": edit.line, "rules": rules, "shown": edit.shown })
    };
    edits.iter().map(one).collect()
}

/// What a file says about its maker: a verdict, and lines of it.
pub(crate) fn report(report: &Report, name: &str, ui: Ui) -> Value {
    json!({ "clean": report.is_clean(), "text": report.to_text(name, true, |text| word(text, ui)) })
}
