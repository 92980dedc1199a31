//! Messages broken into lines of a terminal, between words: a path or code that is
//! torn apart can neither be copied nor read.

use super::messages::GLUE;
use super::persian::{is_persian, line_by_line};
use terminal_size::{Width, terminal_size_of};
use unicode_width::UnicodeWidthChar;

/// Narrower terminals get lines as they are: there is no room to indent.
const NARROWEST: usize = 30;
/// How much further in a line that goes on begins.
const INDENT: usize = 4;

/// The columns of the terminal that stderr is; `None` where it is none, and whoever
/// reads it wants a line for each message.
pub(super) fn columns() -> Option<usize> {
    terminal_size_of(std::io::stderr()).map(|(Width(columns), _)| usize::from(columns))
}

/// A text for a terminal of so many columns, or for a file.
pub(super) fn fitted(text: &str, columns: Option<usize>) -> String {
    let lines = match columns.filter(|columns| *columns >= NARROWEST) {
        Some(columns) => line_by_line(&text.lines().map(|line| broken(line, columns)).collect::<Vec<_>>().join("\n")),
        None => text.to_owned(),
    };
    lines.replace(GLUE, " ")
}

/// A line as lines of at most so many columns, if its words allow that.
fn broken(line: &str, columns: usize) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    // A mark makes a line one from right to left that begins with a Latin word.
    let begin = " ".repeat(indent + INDENT) + if is_persian(line) { "\u{200f}" } else { "" };
    let mut out = " ".repeat(indent);
    let mut at = indent;
    for (index, word) in words(&line[indent..]).into_iter().enumerate() {
        let wide = width(word);
        if index > 0 && at + 1 + wide > columns {
            out.push('\n');
            out.push_str(&begin);
            at = width(&begin);
        } else if index > 0 {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += wide;
    }
    out
}

/// The parts of a line between blanks where it may be broken; not within code, but
/// behind the commas of a list of it.
fn words(line: &str) -> Vec<&str> {
    let (mut words, mut begin, mut before, mut is_code) = (Vec::new(), 0, ' ', false);
    for (at, letter) in line.char_indices() {
        match letter {
            '`' => is_code = !is_code,
            '\u{202a}' => is_code = true,
            '\u{202c}' => is_code = false,
            ' ' if !is_code || before == ',' => {
                words.push(&line[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
        before = letter;
    }
    words.push(&line[begin..]);
    words
}

/// The columns that a word takes, its colours none.
fn width(word: &str) -> usize {
    let mut letters = word.chars();
    let mut wide = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '\x1b' => drop(letters.by_ref().find(|&letter| letter == 'm')),
            // mlterm keeps a column for marks of direction and joiners that it hides.
            GLUE | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => wide += 1,
            letter => wide += letter.width().unwrap_or(0),
        }
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_by_the_columns_they_take() {
        let text = "a.md:3: warning: this sentence is longer than the terminal\n  hint: short";
        let told = fitted(text, Some(40));
        assert_eq!(told, "a.md:3: warning: this sentence is longer\n    than the terminal\n  hint: short");
        assert_eq!(fitted(text, None), text);
        // Marks on letters take no column, and wide letters two.
        assert_eq!(width("می\u{200c}شود مُ"), 8);
        assert_eq!(width("\x1b[1;31merror\x1b[0m"), 5);
        assert_eq!(width("漢字"), 4);
        for columns in 30..80 {
            assert!(fitted(text, Some(columns)).lines().all(|line| width(line) <= columns), "{columns}");
        }
    }

    #[test]
    fn code_and_paths_stay_whole() {
        let code = "leave out what stands here, or say `--sheet booklet --paper a4` in its place";
        assert!(fitted(code, Some(40)).contains("`--sheet booklet --paper a4`"));
        let path = format!("my{GLUE}long{GLUE}letters/about{GLUE}everything.md: error: not found");
        assert_eq!(fitted(&path, Some(30)), "my long letters/about everything.md:\n    error: not found");
        // A list of names is broken, but no name.
        let list = fitted("  valid: `Noto Sans Symbols, Markazi Text, Noto Sans Mono`", Some(30));
        assert_eq!(list, "  valid: `Noto Sans Symbols,\n      Markazi Text,\n      Noto Sans Mono`");
    }

    #[test]
    fn a_broken_line_in_persian_goes_on_from_the_right() {
        let told = fitted("  خطا: این پرونده هست و نمی‌شود به جایش نوشت: \u{202a}out/a.pdf\u{202c}\u{200f}", Some(49));
        assert_eq!(
            told,
            "  خطا: این پرونده هست و نمی‌شود به جایش نوشت:\n      \u{200f}\u{202a}out/a.pdf\u{202c}\u{200f}"
        );
    }
}
