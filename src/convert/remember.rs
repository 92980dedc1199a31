//! Each resource read once, whichever writers ask for it, and what was refused.

use crate::error::{Error, Result};
use crate::resources::Resources;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Resources that remember.
pub(super) struct Remembering<'a> {
    inner: &'a dyn Resources,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    read: BTreeMap<String, Arc<[u8]>>,
    refused: Option<Error>,
}

impl<'a> Remembering<'a> {
    pub(super) fn new(inner: &'a dyn Resources) -> Self {
        Self { inner, state: Mutex::default() }
    }

    /// The first name that must not be read at all.
    pub(super) fn refused(&self) -> Option<Error> {
        self.state().refused.take()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Resources for Remembering<'_> {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        if let Some(bytes) = self.state().read.get(name) {
            return Ok(Arc::clone(bytes));
        }
        let result = self.inner.read(name);
        let mut state = self.state();
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
