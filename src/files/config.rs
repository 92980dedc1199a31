//! `bargeh.toml` next to a message or in a folder above: settings for all
//! messages of its folder and those below.

use super::disk;
use super::grant::files_named;
use crate::error::{Error, Place, Result, system};
use crate::settings::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file's name.
pub const NAME: &str = "bargeh.toml";
/// The most bytes it may have.
const LIMIT: u64 = 64 << 10;

/// The configuration of a folder's messages.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub(super) settings: Settings,
    /// The files it names, relative to its own folder, which may be read.
    pub(super) granted: Vec<PathBuf>,
    /// The file, where there is one.
    pub(super) file: Option<PathBuf>,
}

/// The settings of folders, each read once.
#[derive(Debug, Default)]
pub(super) struct Configs(Mutex<BTreeMap<PathBuf, Config>>);

impl Configs {
    /// The configuration of a folder: its own file, else the nearest above it,
    /// else nothing.
    pub(super) fn of(&self, folder: &Path) -> Result<Config> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = known.get(folder) {
            return Ok(config.clone());
        }
        let beside = folder.join(NAME);
        let config = match beside.symlink_metadata() {
            Ok(_) => Config { settings: load(&beside)?, granted: Vec::new(), file: Some(beside) },
            Err(_) => above(folder).map_or_else(|| Ok(Config::default()), inherited)?,
        };
        known.insert(folder.to_owned(), config.clone());
        Ok(config)
    }
}

/// The nearest file above a folder, if it has the same owner as the folder. In
/// `/tmp` and the like anybody may place one for others to find, as happened to
/// git (CVE-2022-24765).
fn above(folder: &Path) -> Option<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = here.canonicalize().ok()?;
    let found = whole.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    (owner(&found) == owner(&whole)).then_some(found)
}

#[cfg(unix)]
fn owner(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|meta| meta.uid())
}

#[cfg(not(unix))]
fn owner(_path: &Path) -> Option<u32> {
    None
}

/// Loads a file above the message; the names in it are relative to its own
/// folder.
fn inherited(file: PathBuf) -> Result<Config> {
    let mut settings = load(&file)?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    let mut granted = Vec::new();
    for (name, is_path) in files_named(&mut settings) {
        let named = name.as_deref().filter(|name| is_path(name));
        let full = named.and_then(|name| folder.join(name).canonicalize().ok()).filter(|full| full.starts_with(folder));
        if let Some((full, text)) = full.as_ref().and_then(|full| Some((full.clone(), full.to_str()?.to_owned()))) {
            *name = Some(text);
            granted.push(full);
        }
    }
    Ok(Config { settings, granted, file: Some(file) })
}

fn load(path: &Path) -> Result<Settings> {
    let name = path.display().to_string();
    let refuse =
        |message: String, line| Error::Source { message, place: Place { file: name.clone(), line }, hint: None };
    let bytes = disk::read_plain(path, LIMIT).map_err(|error| refuse(system(&error), None))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse("is not UTF-8".to_owned(), None))?;
    Settings::from_toml(&text, &name)
}
