//! Tables filled as they are asked for.

use std::sync::OnceLock;

/// Entries made together: few of a font's thousands are ever asked for, most of
/// them beside each other.
const BLOCK: usize = 16;

/// A table whose entries are made by the block, when one of them is asked for.
#[derive(Debug)]
pub(super) struct Table<T> {
    len: usize,
    blocks: Box<[OnceLock<Box<[T]>>]>,
}

impl<T> Table<T> {
    /// A table of so many entries.
    pub(super) fn new(len: usize) -> Self {
        Self { len, blocks: std::iter::repeat_with(OnceLock::new).take(len.div_ceil(BLOCK)).collect() }
    }

    /// An entry. `make` makes all of a range.
    pub(super) fn get(&self, index: usize, make: impl FnOnce(std::ops::Range<usize>) -> Box<[T]>) -> Option<&T> {
        let block = index / BLOCK;
        let range = block * BLOCK..self.len.min((block + 1) * BLOCK);
        self.blocks.get(block)?.get_or_init(|| make(range)).get(index % BLOCK)
    }
}
