//! The first sheet of an Excel file.

use super::{Archive, CELLS, damaged, too_large};
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
    let dates = if archive.has("xl/styles.xml") { dates(&archive.xml("xl/styles.xml")?) } else { Vec::new() };
    let xml = archive.xml(&sheet)?;
    let mut nodes = nodes(&xml);
    let (mut raw, mut row, mut total) = (Raw::new(), 0_usize, 0_usize);
    while let Some(node) = nodes.next().map_err(|_| damaged(archive.options))? {
        let Node::Start(element) = node else { continue };
        if element.name != "row" {
            continue;
        }
        row = element.number("r").unwrap_or(row + 1);
        let element = nodes.whole(element).map_err(|_| damaged(archive.options))?;
        let mut values: Vec<String> = Vec::new();
        for cell in element.elements().filter(|cell| cell.name == "c") {
            let text = value(cell, &strings, &dates);
            let column = cell.get("r").and_then(column).unwrap_or(values.len());
            if text.is_empty() || column >= LAST_COLUMN {
                continue;
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

/// For each style of cells, whether it shows a date.
fn dates(xml: &str) -> Vec<bool> {
    let mut nodes = nodes(xml);
    let mut own: Vec<(u32, bool)> = Vec::new();
    while let Ok(Some(node)) = nodes.next() {
        let Node::Start(element) = node else { continue };
        match element.name.as_str() {
            "numFmt" => own.extend(element.number("numFmtId").zip(element.get("formatCode").map(is_date))),
            "cellXfs" => {
                let Ok(formats) = nodes.whole(element) else { break };
                let format = |style: &Element| style.number("numFmtId").unwrap_or(0);
                // 14 to 17 and 22 are the built-in formats with a date (ECMA-376, 18.8.30).
                let shows = |format: u32| {
                    own.iter().find(|(id, _)| *id == format).map_or(matches!(format, 14..=17 | 22), |(_, date)| *date)
                };
                return formats
                    .elements()
                    .filter(|style| style.name == "xf")
                    .map(|style| shows(format(style)))
                    .collect();
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Whether a number format shows a year or a day.
fn is_date(code: &str) -> bool {
    let mut plain = String::new();
    let mut closing = None;
    for letter in code.chars() {
        match (closing, letter) {
            (Some(end), letter) if letter == end => closing = None,
            (Some(_), _) => {}
            (None, '"') => closing = Some('"'),
            (None, '[') => closing = Some(']'),
            (None, letter) => plain.push(letter.to_ascii_lowercase()),
        }
    }
    plain.contains(['y', 'd'])
}

/// A cell as text.
fn value(cell: &Element, strings: &[String], dates: &[bool]) -> String {
    let written = cell.child("v").map(Element::text).unwrap_or_default();
    match cell.get("t") {
        Some("s") => written.trim().parse().ok().and_then(|at: usize| strings.get(at).cloned()).unwrap_or_default(),
        Some("inlineStr") => cell.child("is").map(words).unwrap_or_default(),
        Some("b") => if written.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("str" | "d") => written,
        Some("e") => String::new(),
        _ => {
            let is_date = cell.number("s").and_then(|style: usize| dates.get(style)).copied().unwrap_or_default();
            number(written.trim(), is_date)
        }
    }
}

/// A number as people write it: Excel stores `0.1 + 0.2` as `0.30000000000000004`
/// and shows 15 digits at most.
fn number(written: &str, is_date: bool) -> String {
    let Ok(number) = written.parse::<f64>() else { return written.to_owned() };
    if is_date && let Some(date) = date(number) {
        return date;
    }
    if written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return written.to_owned();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// The date of a day counted from the end of 1899, as ISO 8601 writes it.
fn date(days: f64) -> Option<String> {
    calendar_date(days as i64 - EPOCH)
}

/// The index of a cell's column: `C7` is 2.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}
