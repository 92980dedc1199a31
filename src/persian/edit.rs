//! Edits, and the applier that puts them into the source text.

use super::{Rule, RuleSet};
use crate::document::Span;

/// A change to the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes it replaces; never empty.
    pub span: Span,
    /// What stands there instead.
    pub with: String,
    /// The rules that asked for it.
    pub rules: RuleSet,
}

/// The source text with its edits put in. The edits are sorted and do not
/// touch each other, as [`super::tidy`] gives them.
#[must_use]
pub fn edit_source(source: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        text.push_str(&source[at..edit.span.start]);
        text.push_str(&edit.with);
        if opens_a_list(&text, &source[edit.span.end..]) && edit.rules.contains(Rule::LatinDigits) {
            text.push('\\');
        }
        at = edit.span.end;
    }
    text.push_str(&source[at..]);
    text
}

/// Whether Latin digits just written at the start of a line would now read as
/// the number of a list item.
fn opens_a_list(written: &str, rest: &str) -> bool {
    let line = written.rsplit('\n').next().unwrap_or_default();
    let number = line.trim_start_matches(|c: char| c == ' ' || c == '>');
    rest.starts_with(['.', ')']) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
