//! Tables whose entries are computed on demand.

use std::sync::OnceLock;

/// Entries computed together. Few of the thousands in a font are ever needed,
/// and those are mostly neighbours.
const BLOCK: usize = 16;

/// A table whose entries are computed in blocks, when one of them is needed.
#[derive(Debug)]
pub(super) struct Table<T> {
    len: usize,
    blocks: Box<[OnceLock<Box<[T]>>]>,
}

impl<T> Table<T> {
    /// A table with this many entries.
    pub(super) fn new(len: usize) -> Self {
        Self { len, blocks: std::iter::repeat_with(OnceLock::new).take(len.div_ceil(BLOCK)).collect() }
    }

    /// An entry. `make` computes a range of them.
    pub(super) fn get(&self, index: usize, make: impl FnOnce(std::ops::Range<usize>) -> Box<[T]>) -> Option<&T> {
        let block = index / BLOCK;
        let range = block * BLOCK..self.len.min((block + 1) * BLOCK);
        self.blocks.get(block)?.get_or_init(|| make(range)).get(index % BLOCK)
    }
}
