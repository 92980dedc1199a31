//! TOML front matter.

use super::{Entry, Fault, Value};
use toml::de::{DeTable, DeValue};

/// Parses keys and values; line 1 of the text is line 2 of the file.
pub(super) fn parse(text: &str) -> Result<Vec<Entry>, Fault> {
    let line = |at: usize| 2 + text.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count();
    let table = DeTable::parse(text).map_err(|error| Fault {
        message: error.message().to_owned(),
        line: error.span().map(|span| line(span.start)),
    })?;
    let mut pairs: Vec<_> = table.get_ref().iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    Ok(pairs
        .into_iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            value: convert(value.get_ref()),
            line: line(key.span().start),
        })
        .collect())
}

fn convert(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(flag) => Value::Text(flag.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| convert(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Table(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), convert(value.get_ref()))).collect(),
        ),
    }
}
