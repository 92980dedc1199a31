//! An export of a chat (`result.json`, `messages.html`): everybody who wrote, was
//! forwarded, or acted is named in it.

use super::finding::{Findings, Kind};
use super::markup::between;
use crate::read::is_export;
use std::collections::BTreeSet;

/// The keys of `result.json` that name people or tell their numbers.
const KEYS: [(&str, Kind); 12] = [
    ("\"from\"", Kind::Person),
    ("\"from_id\"", Kind::Identifier),
    ("\"actor\"", Kind::Person),
    ("\"actor_id\"", Kind::Identifier),
    ("\"author\"", Kind::Person),
    ("\"forwarded_from\"", Kind::Person),
    ("\"forwarded_from_id\"", Kind::Identifier),
    ("\"saved_from\"", Kind::Person),
    ("\"inviter\"", Kind::Person),
    ("\"first_name\"", Kind::Person),
    ("\"last_name\"", Kind::Person),
    ("\"phone_number\"", Kind::Identifier),
];
/// The classes of `messages.html` whose text is a name.
const CLASSES: [(&str, &str); 2] = [("class=\"from_name\">", "from"), ("class=\"userpic_name\">", "from")];

/// Reports whom an export names, each once.
pub(super) fn inspect(text: &str, place: &dyn Fn(usize) -> String, findings: &mut Findings) {
    if !is_export(text.as_bytes()) {
        return;
    }
    let mut told = BTreeSet::new();
    for (key, kind) in KEYS {
        for (at, _) in text.match_indices(key) {
            let Some(value) = value(&text[at + key.len()..]) else { continue };
            if told.insert((key, value.clone())) {
                findings.identifying(kind, &place(at), key.trim_matches('"'), &value);
            }
        }
    }
    for (open, name) in CLASSES {
        // What follows the name in a tag of its own is the date of what is forwarded.
        for (at, value) in between(text, open, "<") {
            let value = value.trim();
            if !value.is_empty() && told.insert((name, value.to_owned())) {
                findings.identifying(Kind::Person, &place(at), name, value);
            }
        }
    }
}

/// The text that a key of JSON has, if it has a text.
fn value(behind: &str) -> Option<String> {
    let value = behind.trim_start().strip_prefix(':')?.trim_start();
    if !value.starts_with('"') {
        return None;
    }
    let value: String = serde_json::Deserializer::from_str(value).into_iter().next()?.ok()?;
    (!value.is_empty()).then_some(value)
}
