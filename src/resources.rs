//! The one door to the outside: images, fonts, themes and covers by name.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads what a message refers to. The library never touches the disk itself.
pub trait Resources: Sync {
    /// The bytes behind a name written in the message (a relative path, with
    /// `%` escapes already undone).
    ///
    /// # Errors
    /// [`Error::Resource`] where the name leads outside the allowed folders, to
    /// the network, to something that is no plain file, or to nothing.
    fn read(&self, name: &str) -> Result<Arc<[u8]>>;
}

/// Resources held in memory, for tests, fuzzing and piped jobs.
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

/// Resources over others: what came inside the inputs, then what is on disk.
#[derive(Clone, Copy)]
pub struct Layered<'a> {
    /// Asked first.
    pub over: &'a Memory,
    /// Asked for what the other has not.
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
