//! JSON: a list of objects, or one object a line.

use super::table::{Raw, TableOptions, refuse, shown};
use crate::error::{Error, Result};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A row: its line if it has one of its own, and its values as written, so that
/// `1.50` stays `1.50`.
type Object = (Option<usize>, BTreeMap<String, Box<RawValue>>);

/// Reads objects; their keys are the columns. What an object lacks is empty.
pub(super) fn read(text: &str, options: &TableOptions) -> Result<Raw> {
    let objects = if text.trim_start().starts_with('[') { list(text, options)? } else { lines(text, options)? };
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = Vec::new();
    for key in objects.iter().flat_map(|(_, object)| object.keys()) {
        columns.entry(key).or_insert_with(|| {
            names.push(key.clone());
            names.len() - 1
        });
    }
    let mut raw = vec![(1, names)];
    for (index, (line, object)) in objects.iter().enumerate() {
        let mut values = vec![String::new(); columns.len()];
        for (key, value) in object {
            values[columns[key.as_str()]] = match value.get() {
                "null" => String::new(),
                text if text.starts_with('"') => {
                    serde_json::from_str(text).map_err(|_| no_json(options, line.unwrap_or(index + 1)))?
                }
                nested if nested.starts_with(['[', '{']) => {
                    let message = format!("`{}` holds a list or an object", shown(key));
                    return Err(refuse(&options.name, *line, message, "a value must be text or a number"));
                }
                plain => plain.to_owned(),
            };
        }
        raw.push((line.unwrap_or(index + 1), values));
    }
    Ok(raw)
}

fn list(text: &str, options: &TableOptions) -> Result<Vec<Object>> {
    let rows: Vec<Box<RawValue>> = serde_json::from_str(text).map_err(|error| no_json(options, error.line()))?;
    rows.into_iter().enumerate().map(|(at, row)| object(&row, (None, at + 1), options)).collect()
}

fn lines(text: &str, options: &TableOptions) -> Result<Vec<Object>> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| {
            let row: Box<RawValue> = serde_json::from_str(line).map_err(|_| no_json(options, at + 1))?;
            object(&row, (Some(at + 1), at + 1), options)
        })
        .collect()
}

fn object(row: &RawValue, (line, number): (Option<usize>, usize), options: &TableOptions) -> Result<Object> {
    let hint = "a table is a list of objects: [{\"name\": \"…\"}, …], or one object a line";
    let object = serde_json::from_str(row.get());
    object
        .map(|object| (line, object))
        .map_err(|_| refuse(&options.name, line, format!("row {number} is no object"), hint))
}

fn no_json(options: &TableOptions, line: usize) -> Error {
    refuse(&options.name, Some(line), "this is no JSON", "look for a missing quote, comma or bracket")
}
