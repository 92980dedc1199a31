//! What can be given as a message: its text, its bytes, or the path of its file.

use bargeh::error::{Place, system};
use bargeh::files::{Source, read_plain};
use bargeh::{Error, Result};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::path::{Path, PathBuf};

/// A message, or a file to be looked into.
pub(crate) enum Message {
    /// In memory.
    Bytes(Vec<u8>),
    /// In a file.
    File(PathBuf),
}

impl FromPyObject<'_, '_> for Message {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = given.extract::<String>() {
            return Ok(Self::Bytes(text.into_bytes()));
        }
        if let Ok(bytes) = given.extract::<Vec<u8>>() {
            return Ok(Self::Bytes(bytes));
        }
        given
            .extract()
            .map(Self::File)
            .map_err(|_| PyTypeError::new_err("give a text, bytes, or the path of a file as a pathlib.Path"))
    }
}

impl Message {
    /// Its bytes.
    pub(crate) fn read(self, limit: u64) -> Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) if bytes.len() as u64 > limit => {
                let message = format!("is larger than {} MiB", limit >> 20);
                let hint = Some("raise the limit with max_input".to_owned());
                Err(Error::Source { message, place: place("<text>"), hint })
            }
            Self::Bytes(bytes) => Ok(bytes),
            Self::File(path) => read_plain(&path, limit).map_err(|error| {
                let place = place(path.display());
                Error::Source { message: system(&error), place, hint: None }
            }),
        }
    }

    /// The file it is in.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Bytes(_) => None,
            Self::File(path) => Some(path.clone()),
        }
    }
}

/// A message as it is converted: with the files beside it, or those of a folder.
pub(crate) fn source<'a>(bytes: Vec<u8>, path: Option<&'a Path>, folder: Option<&'a Path>) -> Source<'a> {
    match path {
        Some(path) => {
            let beside = path.parent().unwrap_or(Path::new(""));
            Source { name: path.display().to_string(), ..Source::text(bytes, Some(folder.unwrap_or(beside))) }
        }
        None => Source::text(bytes, folder),
    }
}

fn place(file: impl ToString) -> Place {
    Place { file: file.to_string(), line: None }
}
