//! CSV and its relatives: values between commas, semicolons or tabs.

use super::table::{Raw, TableOptions, refuse};
use crate::error::Result;
use csv::ReaderBuilder;

/// The signs between values. Spreadsheets write semicolons where the comma is the
/// decimal sign, and tabs for "Unicode text".
const SIGNS: [char; 3] = ['\t', ';', ','];

/// Reads values; the sign between them is the one that is most frequent in the
/// first line, unless that names it (`sep=;`), as spreadsheets take it.
pub(super) fn read(text: &str, options: &TableOptions) -> Result<Raw> {
    let (told, text) = named_sign(text);
    let sign = told.unwrap_or_else(|| sign(text));
    let above = usize::from(told.is_some());
    if let Some(line) = unclosed(text, char::from(sign)) {
        let hint = "close the value with a second quote, or write `\"\"` for a quote inside it";
        return Err(refuse(&options.name, Some(line + above), "a quote is never closed", hint));
    }
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
    let mut raw = Raw::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().and_then(|at| usize::try_from(at.line()).ok()).map(|line| line + above);
            refuse(&options.name, line, "the row cannot be read", "save the table anew as CSV in UTF-8")
        })?;
        let line = record.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default();
        raw.push((line + above, record.iter().map(str::to_owned).collect()));
    }
    Ok(raw)
}

/// The sign that the first line names, and the text below that line. Spreadsheets take
/// any sign there, such as `|`, but a quote cannot stand between values as well.
fn named_sign(text: &str) -> (Option<u8>, &str) {
    let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
    let head = head.trim_end_matches('\r').trim_matches('"').to_ascii_lowercase();
    let sign = match head.strip_prefix("sep=") {
        Some("\t" | "") => Some(b'\t'),
        Some(sign) => match sign.as_bytes() {
            &[sign] if sign.is_ascii_punctuation() => Some(sign),
            _ => None,
        },
        None => None,
    };
    match sign {
        Some(sign) => (Some(sign), rest),
        None => (None, text),
    }
}

fn sign(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_usize; SIGNS.len()];
    for letter in head.chars() {
        quoted ^= letter == '"';
        if let Some(at) = SIGNS.iter().position(|&sign| sign == letter && !quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..SIGNS.len()).max_by_key(|&at| (counts[at], at)).unwrap_or_default();
    u8::try_from(SIGNS[most]).unwrap_or(b',')
}

/// The line of a quote that begins a value and is never closed. The `csv` crate
/// takes all that follows as one value.
fn unclosed(text: &str, sign: char) -> Option<usize> {
    let (mut line, mut begun) = (1, None);
    let mut at_start = true;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, begun) {
            ('"', None) if at_start => begun = Some(line),
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
            }
            ('"', Some(_)) => begun = None,
            _ => {}
        }
        at_start = begun.is_none() && (letter == '\n' || letter == sign);
        line += usize::from(letter == '\n');
    }
    begun
}
