//! The first sheet of an OpenDocument spreadsheet, as it shows its values.

use super::{CELLS, TEXT, damaged, too_large, too_much_text};
use crate::data::table::{Raw, TableOptions};
use crate::error::Result;
use crate::read::xml::{Child, Element, Node, nodes};

/// Reads the rows of the first table. Cells and rows have a count of how often
/// they are repeated; a sheet ends with a million empty ones, which are dropped.
pub(super) fn read(xml: &str, options: &TableOptions) -> Result<Raw> {
    let mut nodes = nodes(xml);
    let (mut raw, mut row, mut total, mut bytes) = (Raw::new(), 1_usize, 0_usize, 0_usize);
    let mut in_table = 0_usize;
    while let Some(node) = nodes.next().map_err(|_| damaged(options))? {
        match node {
            Node::Start(element) if element.name == "table-row" && in_table > 0 => {
                let element = nodes.whole(element).map_err(|_| damaged(options))?;
                let repeated = count(&element, "number-rows-repeated");
                let values = cells(&element);
                if !values.is_empty() {
                    total = total.saturating_add(values.len().saturating_mul(repeated));
                    if total > CELLS {
                        return Err(too_large(options));
                    }
                    let of_row: usize = values.iter().map(String::len).sum();
                    bytes = bytes.saturating_add(of_row.saturating_mul(repeated));
                    if bytes > TEXT {
                        return Err(too_much_text(options));
                    }
                    raw.extend((row..row + repeated).map(|row| (row, values.clone())));
                }
                row = row.saturating_add(repeated);
            }
            // Tables in cells belong to their cell, which is read whole.
            Node::Start(element) if element.name == "table" => in_table += 1,
            Node::Start(_) if in_table > 0 => in_table += 1,
            Node::End if in_table == 1 => break,
            Node::End => in_table = in_table.saturating_sub(1),
            Node::Start(_) | Node::Text(_) => {}
        }
    }
    Ok(raw)
}

/// How often an element is repeated, once if nothing is said.
fn count(element: &Element, name: &str) -> usize {
    element.number(name).unwrap_or(1)
}

/// The values of a row up to its last one that is not empty.
fn cells(row: &Element) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let (mut empty, mut bytes) = (0_usize, 0_usize);
    for cell in row.elements().filter(|cell| matches!(cell.name.as_str(), "table-cell" | "covered-table-cell")) {
        let text = text(cell);
        let repeated = count(cell, "number-columns-repeated");
        if text.is_empty() {
            empty = empty.saturating_add(repeated);
            continue;
        }
        // One more than any table may have is enough to be refused.
        let room = (CELLS + 1).saturating_sub(values.len());
        values.extend(std::iter::repeat_n(String::new(), empty.min(room)));
        let copies = repeated.min(room).min(TEXT.saturating_sub(bytes) / text.len() + 1);
        bytes = bytes.saturating_add(text.len().saturating_mul(copies));
        values.extend(std::iter::repeat_n(text, copies));
        empty = 0;
    }
    values
}

/// The paragraphs of a cell, a line each.
fn text(cell: &Element) -> String {
    let paragraphs: Vec<String> = cell.elements().filter(|part| part.name == "p").map(words).collect();
    paragraphs.join("\n")
}

fn words(part: &Element) -> String {
    part.children
        .iter()
        .map(|child| match child {
            Child::Text(text) => text.clone(),
            Child::Element(element) => match element.name.as_str() {
                "s" => " ".repeat(element.number("c").unwrap_or(1).min(100)),
                "tab" => " ".to_owned(),
                "line-break" => "\n".to_owned(),
                "note" | "annotation" => String::new(),
                _ => words(element),
            },
        })
        .collect()
}
