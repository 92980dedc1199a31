//! Work shared among processor cores, where it is long enough: starting them
//! costs more than a short message takes.

use rayon::prelude::*;

/// How long some work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Done by this thread.
    Short,
    /// Shared among all cores.
    Long,
}

impl Work {
    /// Long from so many pieces on.
    pub(crate) fn of(pieces: usize, long: usize) -> Self {
        if pieces < long { Self::Short } else { Self::Long }
    }
}

/// Does both.
pub(crate) fn join<A: Send, B: Send>(
    work: Work,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    match work {
        Work::Short => (first(), second()),
        Work::Long => rayon::join(first, second),
    }
}

/// What comes of each item, in their order.
pub(crate) fn map<T: Send, R: Send>(work: Work, items: Vec<T>, each: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    match work {
        Work::Short => items.into_iter().map(each).collect(),
        Work::Long => items.into_par_iter().map(each).collect(),
    }
}
