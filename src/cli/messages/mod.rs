//! All messages in English and Persian. The library writes them in English,
//! which is also what `--json` gives; the Persian is looked up by the English,
//! as gettext does, with `{}` for variable parts. A test compares the rows with
//! the source: a message without a row fails it.

mod filling;
mod making;
mod reading;
mod running;
mod words;

use bargeh::settings::{Said, Ui};

const ROWS: [&[Said]; 4] = [running::ROWS, reading::ROWS, filling::ROWS, making::ROWS];
/// How deeply our own messages may be nested: for example a place, a refusal
/// about a font, and its reason.
const DEPTH: usize = 4;

/// Stands in [`marked`] for a blank within a name that the message holds, such as a path:
/// no line is broken there. Messages hold no control characters of others.
pub(super) const GLUE: char = '\u{1}';

/// A message in the reader's language.
pub(super) fn said(text: &str, ui: Ui) -> String {
    marked(text, ui).replace(GLUE, " ")
}

/// The same, with the blanks marked that are no place to break a line at.
pub(super) fn marked(text: &str, ui: Ui) -> String {
    match ui {
        Ui::English => english(text, DEPTH).unwrap_or_else(|| text.to_owned()),
        Ui::Persian => isolated(&persian(text, DEPTH).unwrap_or_else(|| text.to_owned())),
    }
}

/// A word of a list or report in the reader's language. What has no row is no word
/// of ours but of the file that is reported on.
pub(super) fn word(text: &str, ui: Ui) -> String {
    let fitting = words::ROWS.iter().filter_map(|row| Some((row, captures(row.en, text)?)));
    match fitting.max_by_key(|(row, _)| row.en.len()) {
        Some((row, captures)) if ui == Ui::Persian => isolated(&filled(row.fa, &captures, 1)).replace(GLUE, " "),
        _ => text.to_owned(),
    }
}

/// The row of a text, with what its holes hold: of several rows that match, the one with
/// the longest text of its own.
fn row_of(text: &str) -> Option<(&'static Said, Vec<&str>)> {
    let rows = ROWS.iter().flat_map(|rows| rows.iter());
    let fitting = rows.filter_map(|row| Some((row, captures(row.en, text)?)));
    fitting.max_by_key(|(row, _)| row.en.len())
}

/// A text with the blanks of its names marked; `None` where there is no row for it.
fn english(text: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let Some((row, captures)) = row_of(text) else {
        let (name, rest) = text.split_once(": ")?;
        return Some(format!("{}: {}", glued(name), english(rest, depth)?));
    };
    let holes = captures.iter().map(|hole| english(hole, depth).unwrap_or_else(|| glued(hole)));
    let mut parts = row.en.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (hole, part) in holes.zip(parts) {
        out.push_str(&hole);
        out.push_str(part);
    }
    Some(out)
}

/// A name that no line is broken in; a list is no name.
fn glued(words: &str) -> String {
    if words.contains(", ") { words.to_owned() } else { words.replace(' ', "\u{1}") }
}

/// The Persian of a text; `None` where there is no row for it.
fn persian(text: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    if let Some((row, captures)) = row_of(text) {
        return Some(filled(row.fa, &captures, depth));
    }
    // A file or key, and a message about it.
    let (name, rest) = text.split_once(": ")?;
    Some(format!("`{name}`: {}", persian(rest, depth)?))
}

/// The text for the holes of a template; `None` where the text does not match.
fn captures<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let (first, rest) = match template.split_once("{}") {
        Some(parts) => parts,
        None => return (template == text).then(Vec::new),
    };
    let mut text = text.strip_prefix(first)?;
    let mut found = Vec::new();
    let mut parts = rest.split("{}").peekable();
    while let Some(part) = parts.next() {
        let end = match parts.peek() {
            None => text.strip_suffix(part)?.len(),
            // A hole is never empty.
            Some(_) => text.char_indices().skip(1).map(|(at, _)| at).find(|&at| text[at..].starts_with(part))?,
        };
        found.push(&text[..end]);
        text = &text[end + part.len()..];
    }
    Some(found)
}

/// A template with its holes filled: `{}` in order, `{1}` by number; `{!}` takes
/// our own words, which are translated too.
fn filled(template: &str, captures: &[&str], depth: usize) -> String {
    let mut out = String::new();
    let (mut rest, mut next, mut code) = (template, 0, false);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        code ^= before.matches('`').count() % 2 == 1;
        let inside = after
            .split_once('}')
            .filter(|(name, _)| name.trim_end_matches('!').parse::<usize>().is_ok() || matches!(*name, "" | "!"));
        let Some((name, after)) = inside else {
            out.push('{');
            rest = after;
            continue;
        };
        let index = name.trim_end_matches('!').parse().unwrap_or(next);
        next = index + 1;
        let words = captures.get(index).copied().unwrap_or_default();
        out.push_str(&match (name.ends_with('!'), code) {
            (true, _) => own_words(words, depth),
            (false, true) => words.to_owned(),
            (false, false) => set_apart(words),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// One of our own messages, or a list of them.
fn own_words(words: &str, depth: usize) -> String {
    let one = |words: &str| persian(words, depth).unwrap_or_else(|| digits(words));
    let list: Option<Vec<String>> = words.split(", ").map(|words| persian(words, depth)).collect();
    list.map_or_else(|| one(words), |list| list.join("، "))
}

/// A name or number of the message within Persian words: what is Latin is code, as the
/// full stop of `.pdf` would move to its other end.
fn set_apart(words: &str) -> String {
    let is_code = !words.contains('`')
        && words.chars().any(|letter| letter.is_ascii_alphabetic())
        && !words.chars().any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
    if is_code { format!("`{words}`") } else { digits(&glued(words)) }
}

/// A number in Persian digits; anything else unchanged.
pub(super) fn digits(words: &str) -> String {
    if words.is_empty() || !words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return words.to_owned();
    }
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x6f0 + digit)).unwrap_or('٫');
    words.chars().map(digit).collect()
}

/// Embeds code within Persian: a terminal that orders bidirectional text would move
/// the hyphens of `--sheet` to its other end; one that does not shows no trace. No
/// isolates: mlterm prints a box for each. The mark behind them keeps two codes with a
/// comma between them from running from left to right together.
pub(super) fn isolated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        match index % 2 {
            0 => out.push_str(part),
            _ => out.extend(["\u{202a}", part, "\u{202c}\u{200f}"]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn fa(text: &str) -> String {
        said(text, Ui::Persian).replace(['\u{202a}', '\u{202c}', '\u{200f}'], "")
    }

    fn is_persian(text: &str) -> bool {
        text.chars().any(|letter| ('ا'..='ی').contains(&letter))
    }

    #[test]
    fn holes_keep_their_words_and_numbers_get_persian_digits() {
        assert_eq!(fa("unknown font `Nazanin`"), "قلم ناشناخته: Nazanin");
        assert_eq!(fa("sheet.png: not found"), "sheet.png: یافت نشد");
        assert_eq!(
            fa("a text of 9000 bytes does not fit a QR code, which holds 2331"),
            "متنی با ۹۰۰۰ بایت در کد QR جا نمی‌شود، که ۲۳۳۱ می‌گیرد"
        );
        assert_eq!(fa("left out of the Word file: 2 comments, 1 chart"), "از پروندهٔ Word کنار ماند: ۲ نظر، ۱ نمودار");
        // A file may be named like a word of ours.
        assert_eq!(fa("paper exists already"), "این از پیش هست: paper");
        assert_eq!(fa("nobody said this"), "nobody said this");
        assert_eq!(fa("1 NUL character became �"), "۱ نویسهٔ NUL � شد");
        assert_eq!(fa("3 NUL characters became �"), "۳ نویسهٔ NUL � شد");
        let unknown = bargeh::theme::Theme::builtin("leafet").unwrap_err().hint().unwrap().to_owned();
        let unknown = fa(&unknown);
        // A long list has a line of its own: the terminal breaks it.
        assert!(unknown.contains("مانند mine.toml؛ دیگرها:\n    plain, book"), "{unknown}");
    }

    #[test]
    fn code_keeps_its_order_in_any_terminal() {
        assert_eq!(said("leave out `--toc`", Ui::Persian), "این را بردارید: \u{202a}--toc\u{202c}\u{200f}");
        // What a message holds, too, and numbers to be typed as they are typed.
        let clash = said("a.md and b.md would both be written to ./out", Ui::Persian);
        assert!(clash.ends_with("به \u{202a}./out\u{202c}\u{200f}"), "{clash:?}");
        let cards = said("leave out `--cards`, or say `--cards 12`", Ui::Persian);
        assert!(cards.ends_with("\u{202a}--cards 12\u{202c}\u{200f}"), "{cards:?}");
        assert_eq!(said("leave out `--toc`", Ui::English), "leave out `--toc`");
    }

    #[test]
    fn every_row_is_in_both_languages_and_has_its_holes() {
        for row in ROWS.iter().chain(&[words::ROWS]).flat_map(|rows| rows.iter()) {
            assert!(is_persian(row.fa) || !row.en.contains(' '), "{}", row.en);
            let holes = row.en.matches("{}").count();
            let marks: Vec<String> = (0..holes).map(|index| format!("<{index}>")).collect();
            let captures: Vec<&str> = marks.iter().map(String::as_str).collect();
            assert!(!filled(row.fa, &captures, 1).contains("{}"), "{}", row.en);
        }
    }

    /// The text of string literals that are used as messages, with holes as
    /// `{}`.
    fn told(source: &str) -> Vec<String> {
        const BEFORE: &[&str] = &[
            "message:",
            "message =",
            ", message,",
            "hint =",
            ".hint(",
            "hint:",
            "Refusal::new(",
            "refused(",
            "return ",
            "reporter.note(&file.name(),",
            "system_error(",
        ];
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            // A quotation mark alone, as a letter, opens no text.
            .map(|line| line.replace("'\"'", "' '") + "\n")
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(open) = code[at..].find('"').map(|open| at + open) {
            let mut end = open + 1;
            while let Some(&byte) = code.as_bytes().get(end).filter(|&&byte| byte != b'"') {
                end += if byte == b'\\' { 2 } else { 1 };
            }
            let before: String = code[..open].chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
            let before = before
                .trim_end()
                .trim_end_matches("format!(")
                .trim_end()
                .trim_end_matches("Some(")
                .trim_end()
                .trim_end_matches("format!(")
                .trim_end();
            // After the code of a warning: `("missing-image", "…")`.
            let code_before = before.strip_suffix("\",").and_then(|before| before.rsplit_once('"'));
            let is_code =
                |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let is_warning = code_before.is_some_and(|(call, word)| {
                (call.ends_with("new(") || call.contains("warn")) && call.ends_with('(') && is_code(word)
            });
            if is_warning || BEFORE.iter().any(|words| before.ends_with(words)) {
                // A literal that goes on in the next line begins there with its first word.
                let lines = code[open + 1..end.min(code.len())].split("\\\n");
                let literal: String =
                    lines.enumerate().map(|(at, line)| if at == 0 { line } else { line.trim_start() }).collect();
                let literal = literal.replace("\\\"", "\"").replace("\\\\", "\\");
                let has_holes = code[..open].trim_end().ends_with("format!(");
                found.push(if has_holes { template(&literal) } else { literal });
            }
            at = end.min(code.len() - 1) + 1;
        }
        found
    }

    /// Whether a literal has English words of its own.
    fn speaks(text: &str) -> bool {
        let words = text.replace("X7", "");
        !is_persian(text) && words.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count() > 1
    }

    /// A format string with its holes reduced to `{}`.
    fn template(literal: &str) -> String {
        let plain = literal.replace("{{", "\u{1}").replace("}}", "\u{2}");
        let mut out = String::new();
        let mut rest = plain.as_str();
        while let Some((before, (inside, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            out.push_str(before);
            out.push_str(&if inside.starts_with(['#', '.']) { format!("{{{inside}}}") } else { "X7".to_owned() });
            rest = after;
        }
        out.push_str(rest);
        out.replace('\u{1}', "{").replace('\u{2}', "}")
    }

    fn sources(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                into.push(path);
            }
        }
    }

    #[test]
    fn every_message_of_the_source_has_its_row() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        let (mut count, mut missing) = (0, Vec::new());
        for file in files {
            let source = std::fs::read_to_string(&file).unwrap();
            let code = source.split("#[cfg(test)]\nmod ").next().unwrap();
            for text in told(code).into_iter().filter(|text| speaks(text)) {
                count += 1;
                if persian(&text, DEPTH).is_none() {
                    missing.push(format!("{}: {text}", file.display()));
                }
            }
        }
        assert!(count > 200, "{count} messages were found");
        assert!(missing.is_empty(), "give these a row in src/cli/messages:\n{}", missing.join("\n"));
    }
}
