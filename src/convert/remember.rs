//! Reads each resource once, whichever writer asks for it and under whatever
//! name, and records the first refusal.

use crate::error::{Error, Result};
use crate::resources::Resources;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What all files of a job may take together. They are kept in memory until it
/// ends.
const MOST: usize = 256 << 20;

/// Resources with a cache.
pub(super) struct Remembering<'a> {
    inner: &'a dyn Resources,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    read: BTreeMap<String, Arc<[u8]>>,
    /// What was read, by its hash: one file may have several names.
    kept: BTreeMap<u64, Vec<Arc<[u8]>>>,
    size: usize,
    refused: Option<Error>,
}

impl<'a> Remembering<'a> {
    pub(super) fn new(inner: &'a dyn Resources) -> Self {
        Self { inner, state: Mutex::default() }
    }

    /// The first name that is forbidden to read.
    pub(super) fn refused(&self) -> Option<Error> {
        self.state().refused.take()
    }

    /// Whether a name was forbidden to read.
    pub(super) fn has_refused(&self) -> bool {
        self.state().refused.is_some()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Keeps the bytes, or returns the same ones read before under another name.
    fn keep(&mut self, name: &str, bytes: Arc<[u8]>) -> Result<Arc<[u8]>> {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let alike = self.kept.entry(hasher.finish()).or_default();
        if let Some(known) = alike.iter().find(|known| **known == bytes) {
            return Ok(Arc::clone(known));
        }
        if self.size + bytes.len() > MOST {
            return Err(Error::Resource {
                name: name.to_owned(),
                message: format!("the files that this message names are larger than {} MiB together", MOST >> 20),
                hint: Some("make its pictures smaller".to_owned()),
            });
        }
        self.size += bytes.len();
        alike.push(Arc::clone(&bytes));
        Ok(bytes)
    }
}

impl Resources for Remembering<'_> {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        if let Some(bytes) = self.state().read.get(name) {
            return Ok(Arc::clone(bytes));
        }
        let result = self.inner.read(name);
        let mut state = self.state();
        let result = result.and_then(|bytes| state.keep(name, bytes));
        match &result {
            Ok(bytes) => {
                state.read.insert(name.to_owned(), Arc::clone(bytes));
            }
            Err(Error::Forbidden { name, message, hint }) if state.refused.is_none() => {
                let (name, message, hint) = (name.clone(), message.clone(), hint.clone());
                state.refused = Some(Error::Forbidden { name, message, hint });
            }
            Err(_) => {}
        }
        result
    }
}
