//! YAML front matter, by serde-saphyr, with limits against documents that expand
//! when parsed.

use super::{Entry, Fault, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;

/// Parses keys and values; line 1 of the text is line 2 of the file.
pub(super) fn parse(text: &str) -> Result<Vec<Entry>, Fault> {
    let options = serde_saphyr::options! {
        // Front matter needs neither anchors nor more than a few levels; aliases could
        // expand a short text without end.
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 8,
            max_nodes: 2000,
            max_events: 8000,
            max_documents: 1,
        },
        with_snippet: false,
        reject_unsupported_tags: true,
    };
    let text = &veiled(text);
    let entries: Entries = serde_saphyr::from_str_with_options(text, options).map_err(|error| Fault {
        line: error.location().map(|location| in_file(location.line())),
        message: match error.without_snippet() {
            serde_saphyr::Error::Budget { .. } => {
                "it has anchors or aliases, or too many or too deep entries".to_owned()
            }
            other => unveiled(&said(&other.to_string())),
        },
    })?;
    Ok(entries.0.into_iter().map(|(key, value)| entry(text, key, value)).collect())
}

/// What stands for `{{` and `}}` while YAML is read: letters that no script has yet, of as
/// many bytes, so that places stay.
const VEILS: [char; 2] = ['\u{7fb}', '\u{7fc}'];

/// A text whose holes (`title: {{name}}`) are words for YAML, which takes them for a table
/// within a table's key, as nobody means it.
fn veiled(text: &str) -> String {
    if text.contains(VEILS) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let inside = after.split('\n').next().unwrap_or_default();
        match inside.split_once("}}") {
            Some((hole, _)) => {
                out.extend([VEILS[0].to_string().as_str(), hole, VEILS[1].to_string().as_str()]);
                rest = &after[hole.len() + 2..];
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn unveiled(text: &str) -> String {
    text.replace(VEILS[0], "{{").replace(VEILS[1], "}}")
}

/// The library's message without its place: the line is reported separately,
/// counted from the beginning of the file.
fn said(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    match message.starts_with("mapping values are not allowed") {
        true => "a value with a colon stands between quotes, as in `title: \"…: …\"`".to_owned(),
        false => message.to_owned(),
    }
}

fn in_file(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX - 1) + 1
}

fn entry(text: &str, key: Spanned<String>, value: Spanned<Scalar>) -> Entry {
    Entry { line: in_file(key.referenced.line()), key: unveiled(&key.value), value: resolve(text, value) }
}

/// A scalar that YAML reads as a number or boolean is kept as written: the
/// edition 1.10 is not 1.1.
fn resolve(text: &str, value: Spanned<Scalar>) -> Value {
    let span = value.referenced.span();
    let written = || {
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let length = usize::try_from(span.byte_len()?).ok()?;
        text.get(start..start.checked_add(length)?).map(|written| written.trim().to_owned())
    };
    match value.value {
        Scalar::Text(text) => Value::Text(unveiled(&text)),
        Scalar::Other(meant) => Value::Text(written().filter(|written| !written.is_empty()).unwrap_or(meant)),
        Scalar::List(items) => Value::List(items.into_iter().map(|item| resolve(text, item)).collect()),
        Scalar::Nothing => Value::Nothing,
        Scalar::Table(pairs) => {
            Value::Table(pairs.into_iter().map(|(key, value)| (unveiled(&key), resolve(text, value))).collect())
        }
    }
}

/// The entries of the outermost mapping, in order.
struct Entries(Vec<(Spanned<String>, Spanned<Scalar>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with values")
            }

            fn visit_unit<E>(self) -> Result<Entries, E> {
                Ok(Entries(Vec::new()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Entries(pairs))
            }
        }
        deserializer.deserialize_any(Pairs)
    }
}

/// A value with YAML's type.
enum Scalar {
    Text(String),
    /// A number or a boolean.
    Other(String),
    List(Vec<Spanned<Scalar>>),
    Nothing,
    Table(Vec<(String, Spanned<Scalar>)>),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a truth value or a list of them")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Other(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Other(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Other(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Other(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_none<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        Scalar::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Scalar::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Scalar::Table(pairs))
    }
}
