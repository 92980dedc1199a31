//! Escapes, so that text is read as text.

/// A text as a quoted value of YAML.
pub(super) fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The longest run of a character.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Appends text to what is written. Every character that Markdown, or a tool
/// that extends it, could read as a mark is escaped. `more`: another inline
/// follows on the line.
pub(super) fn text(text: &str, out: &mut String, more: bool) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let last = next.is_none() && more;
        let before = out.chars().next_back();
        let between = |fits: fn(char) -> bool| before.is_some_and(fits) && next.is_some_and(fits);
        let starts_line = out.is_empty() || out.ends_with('\n');
        match c {
            '\n' | '\r' => out.push(' '),
            ' ' | '\t' if starts_line || next.is_none() && !more => {
                out.push_str(if c == ' ' { "&#32;" } else { "&#9;" });
            }
            '_' if between(char::is_alphanumeric) => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '^' | '{' | '}' | '$' | '|' => out.extend(['\\', c]),
            '&' if last || next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') => out.push_str("\\&"),
            '!' if last => out.push_str("\\!"),
            '=' if starts_line || next == Some('=') || before == Some('=') => out.push_str("\\="),
            '#' | '>' | ':' if starts_line => out.extend(['\\', c]),
            // A heading's trailing `#` would be dropped.
            '#' if next.is_none() => out.push_str("\\#"),
            '-' | '+' if starts_line => out.extend(['\\', c]),
            '.' | ')' | '-' | '(' if ends_marker(out) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// The longest marker of a list item, in letters and digits: CommonMark allows
/// nine digits (5.2).
const MARKER: usize = 9;

/// Whether a line as written so far could be the label of a list item, before
/// its sign: `12`, `۱۲`, `الف`.
fn ends_marker(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.chars().count() <= MARKER && line.chars().all(char::is_alphanumeric)
}
