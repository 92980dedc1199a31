//! What clean-up changed and what was found in a file.

use bargeh::files::Cleaned;
use bargeh::persian::Rule;
use pyo3::prelude::*;

/// A change that clean-up makes.
#[pyclass(frozen, get_all, module = "bargeh")]
pub(crate) struct Edit {
    /// The line, counted from 1.
    line: Option<usize>,
    /// Where it begins in the text.
    start: usize,
    /// Where it ends.
    end: usize,
    /// What stood there.
    was: String,
    /// What stands there now.
    becomes: String,
    /// The rules that asked for it.
    rules: Vec<&'static str>,
}

#[pymethods]
impl Edit {
    fn __repr__(&self) -> String {
        format!("<bargeh.Edit {:?} -> {:?} ({})>", self.was, self.becomes, self.rules.join(", "))
    }
}

/// The changes of a message. Python counts characters, and `source` is counted in
/// bytes.
pub(crate) fn edits(cleaned: &Cleaned) -> Vec<Edit> {
    let source = cleaned.source();
    let (mut bytes, mut letters) = (0, 0);
    let mut letters_before = |at: usize| {
        letters += source[bytes..at].chars().count();
        bytes = at;
        letters
    };
    let edit = |edit: &bargeh::persian::Edit| Edit {
        line: cleaned.document.sources.place(edit.span).line,
        start: letters_before(edit.span.start),
        end: letters_before(edit.span.end),
        was: source[edit.span.start..edit.span.end].to_owned(),
        becomes: edit.with.clone(),
        rules: edit.rules.iter().map(Rule::name).collect(),
    };
    cleaned.edits.iter().map(edit).collect()
}

/// Something that a file says.
#[pyclass(frozen, get_all, module = "bargeh")]
pub(crate) struct Finding {
    /// "identifying", "remark" (worth a look) or "plain".
    weight: &'static str,
    /// What it is about.
    kind: &'static str,
    /// Where in the file.
    place: String,
    /// The field's own name.
    name: String,
    /// Its value.
    value: String,
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        format!("<bargeh.Finding {} {}: {:?}>", self.weight, self.name, self.value)
    }
}

impl From<bargeh::inspect::Finding> for Finding {
    fn from(found: bargeh::inspect::Finding) -> Self {
        let bargeh::inspect::Finding { weight, kind, place, name, value } = found;
        Self { weight: weight.word(), kind: kind.word(), place, name, value }
    }
}
