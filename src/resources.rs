//! The only access to the outside: images, fonts, themes and covers by name.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads resources that a message refers to. The library itself never accesses
/// the disk.
pub trait Resources: Sync {
    /// The bytes for a name in the message (a relative path with percent
    /// escapes decoded).
    ///
    /// # Errors
    /// [`Error::Resource`] if the name leads outside the allowed folders, to
    /// the network, to anything other than a regular file, or to nothing.
    fn read(&self, name: &str) -> Result<Arc<[u8]>>;
}

/// Whether a name leads to the network, from which nothing is read.
#[must_use]
pub fn is_remote(name: &str) -> bool {
    let scheme = name.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme =
        |scheme: &str| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    name.starts_with("//") || name.starts_with(r"\\") || scheme.is_some_and(|s| s != "file" && is_scheme(&s))
}

/// Resources in memory, for tests, fuzzing and piped jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(pub BTreeMap<String, Arc<[u8]>>);

impl Resources for Memory {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        self.0.get(name).cloned().ok_or_else(|| Error::Resource {
            name: name.to_owned(),
            message: "not found".to_owned(),
            hint: None,
        })
    }
}

/// Resources in two layers: those inside the inputs, then those on disk.
#[derive(Clone, Copy)]
pub struct Layered<'a> {
    /// Tried first.
    pub over: &'a Memory,
    /// Tried if the first layer does not have the name.
    pub under: &'a dyn Resources,
}

impl Resources for Layered<'_> {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        match self.over.0.get(name) {
            Some(bytes) => Ok(Arc::clone(bytes)),
            None => self.under.read(name),
        }
    }
}
