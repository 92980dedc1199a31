//! The first sheet of an Excel file.

use super::{Archive, CELLS, TEXT, damaged, too_large, too_much_text};
use crate::data::table::Raw;
use crate::document::date::calendar_date;
use crate::error::Result;
use crate::read::xml::{Child, Element, Node, nodes, relations};

/// The day 0 of Excel, 30 December 1899, before that of Unix.
const EPOCH: i64 = 25_569;
/// The last column that Excel has, `XFD`.
const LAST_COLUMN: usize = 16_384;

/// Reads the rows of the first sheet that is not hidden.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Raw> {
    let sheet = first_sheet(archive)?;
    let strings = if archive.has("xl/sharedStrings.xml") {
        strings(&archive.xml("xl/sharedStrings.xml")?, archive)?
    } else {
        Vec::new()
    };
    let formats = if archive.has("xl/styles.xml") { formats(&archive.xml("xl/styles.xml")?) } else { Vec::new() };
    let xml = archive.xml(&sheet)?;
    let mut nodes = nodes(&xml);
    let (mut raw, mut row, mut total, mut bytes) = (Raw::new(), 0_usize, 0_usize, 0_usize);
    while let Some(node) = nodes.next().map_err(|_| damaged(archive.options))? {
        let Node::Start(element) = node else { continue };
        if element.name != "row" {
            continue;
        }
        row = element.number("r").unwrap_or(row + 1);
        let element = nodes.whole(element).map_err(|_| damaged(archive.options))?;
        let mut values: Vec<String> = Vec::new();
        for cell in element.elements().filter(|cell| cell.name == "c") {
            let text = value(cell, &strings, &formats);
            let column = cell.get("r").and_then(column).unwrap_or(values.len());
            if text.is_empty() || column >= LAST_COLUMN {
                continue;
            }
            bytes += text.len();
            if bytes > TEXT {
                return Err(too_much_text(archive.options));
            }
            if values.len() <= column {
                values.resize(column + 1, String::new());
            }
            values[column] = text;
        }
        total += values.len();
        if total > CELLS {
            return Err(too_large(archive.options));
        }
        if !values.is_empty() {
            raw.push((row, values));
        }
    }
    Ok(raw)
}

/// The part of the first visible sheet.
fn first_sheet(archive: &mut Archive<'_>) -> Result<String> {
    let options = archive.options;
    let workbook = archive.xml("xl/workbook.xml")?;
    let mut nodes = nodes(&workbook);
    let mut id = None;
    while let Some(node) = nodes.next().map_err(|_| damaged(options))? {
        if let Node::Start(sheet) = node
            && sheet.name == "sheet"
            && !sheet.get("state").is_some_and(|state| state.to_ascii_lowercase().contains("hidden"))
        {
            id = sheet.get("id").map(str::to_owned);
            break;
        }
    }
    let relations = relations(&archive.xml("xl/_rels/workbook.xml.rels")?, "").map_err(|_| damaged(options))?;
    let target = id.and_then(|id| relations.get(&id).cloned()).ok_or_else(|| damaged(options))?;
    Ok(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// The texts that cells refer to by number.
fn strings(xml: &str, archive: &Archive<'_>) -> Result<Vec<String>> {
    let mut nodes = nodes(xml);
    let mut strings = Vec::new();
    while let Some(node) = nodes.next().map_err(|_| damaged(archive.options))? {
        if let Node::Start(element) = node
            && element.name == "si"
        {
            strings.push(words(&nodes.whole(element).map_err(|_| damaged(archive.options))?));
        }
    }
    Ok(strings)
}

/// The text of a string, without the readings (`rPh`) of East Asian ones.
fn words(element: &Element) -> String {
    let part = |child: &Child| match child {
        Child::Element(part) if part.name == "t" => part.text(),
        Child::Element(part) if part.name == "r" => words(part),
        _ => String::new(),
    };
    element.children.iter().map(part).collect()
}

/// What a cell's format makes of its number. Signs of currency and separators of
/// thousands are left out: a message has its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Shows {
    #[default]
    Number,
    /// A whole number with at least so many digits, as telephone numbers have.
    Digits(usize),
    Percent,
    Date,
    Time,
    DateAndTime,
}

impl Shows {
    /// The built-in formats (ECMA-376, 18.8.30).
    fn built_in(format: u32) -> Self {
        match format {
            9 | 10 => Self::Percent,
            14..=17 => Self::Date,
            18..=21 | 45..=47 => Self::Time,
            22 => Self::DateAndTime,
            _ => Self::Number,
        }
    }

    /// A format of the file's own, such as `yyyy-mm-dd hh:mm`.
    fn of(code: &str) -> Self {
        let mut plain = String::new();
        let mut closing = None;
        // Behind a semicolon stands the form of negative numbers.
        for letter in code.split(';').next().unwrap_or_default().chars() {
            match (closing, letter) {
                (Some(end), letter) if letter == end => closing = None,
                (Some(_), _) => {}
                (None, '"') => closing = Some('"'),
                (None, '[') => closing = Some(']'),
                (None, letter) => plain.push(letter.to_ascii_lowercase()),
            }
        }
        let (date, time) = (plain.contains(['y', 'd']), plain.contains(['h', 's']));
        match (date, time) {
            (true, true) => Self::DateAndTime,
            (true, false) => Self::Date,
            (false, true) => Self::Time,
            _ if plain.contains('%') => Self::Percent,
            _ if plain.len() > 1 && plain.bytes().all(|byte| byte == b'0') => Self::Digits(plain.len()),
            _ => Self::Number,
        }
    }

    fn text(self, number: f64, written: &str) -> String {
        // Excel counts days; a second is far below what a cell shows.
        let minutes = (number * 1_440.0).round();
        let time = || format!("{:02}:{:02}", minutes.rem_euclid(1_440.0) as i64 / 60, minutes.rem_euclid(60.0) as i64);
        let date = || calendar_date((minutes / 1_440.0).floor() as i64 - EPOCH);
        match self {
            Self::Date => date().unwrap_or_else(|| plain(number, written)),
            Self::Time => time(),
            Self::DateAndTime => date().map_or_else(|| plain(number, written), |date| format!("{date} {}", time())),
            Self::Percent => format!("{}%", plain(number * 100.0, "")),
            Self::Digits(least) => format!("{:0>least$}", plain(number.round(), "")),
            Self::Number => plain(number, written),
        }
    }
}

/// For each style of cells, what it shows.
fn formats(xml: &str) -> Vec<Shows> {
    let mut nodes = nodes(xml);
    let mut own: Vec<(u32, Shows)> = Vec::new();
    while let Ok(Some(node)) = nodes.next() {
        let Node::Start(element) = node else { continue };
        match element.name.as_str() {
            "numFmt" => own.extend(element.number("numFmtId").zip(element.get("formatCode").map(Shows::of))),
            "cellXfs" => {
                let Ok(formats) = nodes.whole(element) else { break };
                let shows = |style: &Element| {
                    let format = style.number("numFmtId").unwrap_or(0);
                    own.iter().find(|(id, _)| *id == format).map_or(Shows::built_in(format), |(_, shows)| *shows)
                };
                return formats.elements().filter(|style| style.name == "xf").map(shows).collect();
            }
            _ => {}
        }
    }
    Vec::new()
}

/// A cell as text.
fn value(cell: &Element, strings: &[String], formats: &[Shows]) -> String {
    let written = cell.child("v").map(Element::text).unwrap_or_default();
    match cell.get("t") {
        Some("s") => written.trim().parse().ok().and_then(|at: usize| strings.get(at).cloned()).unwrap_or_default(),
        Some("inlineStr") => cell.child("is").map(words).unwrap_or_default(),
        Some("b") => if written.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("str" | "d") => written,
        Some("e") => String::new(),
        _ => {
            let shows = cell.number("s").and_then(|style: usize| formats.get(style)).copied().unwrap_or_default();
            let written = written.trim();
            written.parse().map_or(written.to_owned(), |number| shows.text(number, written))
        }
    }
}

/// A number as people write it: Excel stores `0.1 + 0.2` as `0.30000000000000004`
/// and shows 15 digits at most.
fn plain(number: f64, written: &str) -> String {
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return written.to_owned();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// The index of a cell's column: `C7` is 2.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_cells_show_them() {
        for (code, number, text) in [
            ("yyyy-mm-dd", 45_351.0, "2024-02-29"),
            ("yyyy\\-mm\\-dd hh:mm", 45_351.604_166_667, "2024-02-29 14:30"),
            ("[$-F400]h:mm:ss AM/PM", 0.75, "18:00"),
            ("0.0%", 0.256, "25.6%"),
            ("0000000000", 912_345_678.0, "0912345678"),
            ("#,##0.00", 0.300_000_000_000_000_04, "0.3"),
            ("General", 5.0, "5"),
            ("\"day\" 0;-0", 7.0, "7"),
        ] {
            assert_eq!(Shows::of(code).text(number, ""), text, "{code}");
        }
        assert_eq!(Shows::built_in(14).text(0.0, ""), "1899-12-30");
        assert_eq!(Shows::Date.text(1e18, "1e18"), "1000000000000000000");
    }
}
