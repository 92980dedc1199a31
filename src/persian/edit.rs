//! Edits, and the function that applies them to the source text.

use super::{Rule, RuleSet};
use crate::document::Span;
use crate::settings::InputFormat;

/// A change to the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes it replaces; never empty.
    pub span: Span,
    /// The text that replaces them.
    pub with: String,
    /// The rules that asked for it.
    pub rules: RuleSet,
}

/// The source text with its edits applied. The edits are sorted and do not touch each
/// other, as [`super::tidy`] returns them.
#[must_use]
pub fn edit_source(source: &str, edits: &[Edit], format: InputFormat) -> String {
    edit_original(source, source, edits, format)
}

/// The same for the text as it was before its line ends were unified and its control
/// characters dropped: what no edit touches is unchanged.
#[must_use]
pub fn edit_original(original: &str, source: &str, edits: &[Edit], format: InputFormat) -> String {
    let mut written = String::with_capacity(original.len());
    let mut places = Places { original, source, at: (0, 0) };
    for edit in edits {
        let from = places.at.0;
        let start = places.of(edit.span.start);
        let end = places.of(edit.span.end);
        written.push_str(&original[from..start]);
        written.push_str(&edit.with);
        let rest = &source[edit.span.end..];
        let marked = format == InputFormat::Markdown && edit.rules.contains(Rule::ToLatinDigits);
        if marked && opens_a_list(&written, rest) {
            written.push('\\');
        }
        places.at = (end, edit.span.end);
    }
    written.push_str(&original[places.at.0..]);
    written
}

/// Walks over a text and its original in parallel.
struct Places<'t> {
    original: &'t str,
    source: &'t str,
    /// The position in the original and in the source.
    at: (usize, usize),
}

impl Places<'_> {
    /// The position in the original of a byte of the source. Positions must be asked
    /// for in order. Characters dropped at that byte come after the position.
    fn of(&mut self, target: usize) -> usize {
        let (mut original, mut source) = self.at;
        // Most of a text is unchanged and need not be walked character by character.
        let rest = &self.original.as_bytes()[original..];
        if let Some(read) = self.source.as_bytes().get(source..target)
            && rest.starts_with(read)
        {
            (original, source) = (original + read.len(), target);
        }
        while source < target {
            let mut letters = self.original[original..].chars();
            let Some(letter) = letters.next() else { break };
            original += letter.len_utf8();
            source += read_as(letter, letters.next(), &self.source[source..]);
        }
        self.at = (original, source);
        original
    }
}

/// The number of source bytes that a character of the original became.
fn read_as(letter: char, next: Option<char>, source: &str) -> usize {
    let became = |text: &str| if source.starts_with(text) { text.len() } else { 0 };
    match letter {
        '\r' if next == Some('\n') => 0,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => became("\n"),
        '\u{2029}' => became("\n\n"),
        '\0' => became("\u{FFFD}"),
        _ if source.starts_with(letter) => letter.len_utf8(),
        _ => 0,
    }
}

/// Whether Latin digits just written at the start of a line would be read as the number
/// of a list item.
fn opens_a_list(written: &str, rest: &str) -> bool {
    let line = written.rsplit(['\n', '\r']).next().unwrap_or_default();
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let marker = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')' | '0'..='9');
    rest.starts_with(['.', ')']) && before.len() < line.len() && before.chars().all(marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, with: &str, rule: Rule) -> Edit {
        Edit { span: Span::new(start, end), with: with.to_owned(), rules: rule.into() }
    }

    #[test]
    fn what_no_edit_touches_stays_as_it_was() {
        let original = "\u{FEFF}a\r\nb\u{7}\0c\r\nd\re";
        let source = "a\nb\u{FFFD}c\nd\ne";
        let edits = [edit(2, 3, "B", Rule::Spaces), edit(7, 8, " ", Rule::JoinLines), edit(10, 11, "E", Rule::Spaces)];
        let edited = edit_original(original, source, &edits, InputFormat::Markdown);
        assert_eq!(edited, "\u{FEFF}a\r\nB\u{7}\0c d\rE");
    }

    #[test]
    fn a_number_does_not_become_a_list() {
        let source = "> ۱۲. الف";
        let edits = [edit(2, 6, "12", Rule::ToLatinDigits)];
        assert_eq!(edit_source(source, &edits, InputFormat::Markdown), "> 12\\. الف");
        assert_eq!(edit_source(source, &edits, InputFormat::Text), "> 12. الف");
    }
}
