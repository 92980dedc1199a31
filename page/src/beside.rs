//! What was dropped beside the message: pictures, fonts, a table.

use bargeh::Result;
use bargeh::resources::{Memory, Resources};
use std::sync::Arc;

/// Files by name. A message refers to `pictures/tree.jpg`; what is dropped on a page
/// is only `tree.jpg`.
#[derive(Debug, Default)]
pub(crate) struct Beside(Memory);

impl Beside {
    pub(crate) fn put(&mut self, name: String, bytes: Vec<u8>) {
        self.0.0.insert(name, bytes.into());
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.0.remove(name);
    }
}

impl Resources for Beside {
    fn read(&self, name: &str) -> Result<Arc<[u8]>> {
        let Memory(files) = &self.0;
        if files.contains_key(name) || bargeh::resources::is_remote(name) {
            return self.0.read(name);
        }
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        files.get(last).cloned().map_or_else(|| self.0.read(name), Ok)
    }
}
