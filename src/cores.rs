//! Work shared among processor cores, where it is long enough: starting them
//! costs more than a short message takes.

use rayon::prelude::*;
use std::error::Error as _;
use std::sync::OnceLock;

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
        if pieces < long || !has_threads() { Self::Short } else { Self::Long }
    }
}

/// Whether there are threads to share work with; where the system has none
/// left, the one that asks does it all.
fn has_threads() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    // Threads that a user of the library has made before are no failure.
    *HAS.get_or_init(|| match rayon::ThreadPoolBuilder::new().build_global() {
        Ok(()) => true,
        Err(error) => error.source().is_none(),
    })
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
