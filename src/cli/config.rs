//! `bargeh.toml` beside a message: settings for all messages of a folder.

use super::disk;
use bargeh::error::{Place, system};
use bargeh::settings::Settings;
use bargeh::{Error, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file's name.
pub(crate) const NAME: &str = "bargeh.toml";
/// Bytes it may have.
const LIMIT: u64 = 64 << 10;

/// The settings of folders, each read once.
#[derive(Debug, Default)]
pub(crate) struct Configs(Mutex<BTreeMap<PathBuf, Settings>>);

impl Configs {
    /// What the file in a folder says; nothing where there is none.
    pub(crate) fn of(&self, folder: &Path) -> Result<Settings> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = known.get(folder) {
            return Ok(settings.clone());
        }
        let settings = load(&folder.join(NAME))?;
        known.insert(folder.to_owned(), settings.clone());
        Ok(settings)
    }
}

fn load(path: &Path) -> Result<Settings> {
    if path.symlink_metadata().is_err() {
        return Ok(Settings::default());
    }
    let name = path.display().to_string();
    let refuse =
        |message: String, line| Error::Source { message, place: Place { file: name.clone(), line }, hint: None };
    let bytes = disk::read_plain(path, LIMIT).map_err(|error| refuse(system(&error), None))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse("is not UTF-8".to_owned(), None))?;
    Settings::from_toml(&text, &name)
}

/// A JSON value as the text a flag would have.
pub(crate) fn text_of(key: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Array(items) => Ok(items.iter().map(|item| text_of(key, item)).collect::<Result<Vec<_>>>()?.join(",")),
        Value::Null | Value::Object(_) => {
            Err(Error::Setting { message: format!("{key} must be a word, a number or a list"), hint: None })
        }
    }
}
