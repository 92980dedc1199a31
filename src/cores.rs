//! Distributes work among processor cores, if there is enough of it: starting
//! threads takes longer than converting a short message.

use rayon::prelude::*;
use std::error::Error as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// How much work there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Done by the calling thread.
    Short,
    /// Distributed among all cores.
    Long,
}

impl Work {
    /// `Long` from `long` pieces on.
    pub(crate) fn of(pieces: usize, long: usize) -> Self {
        if pieces < long || !has_threads() { Self::Short } else { Self::Long }
    }
}

/// Whether this process is a copy of another, whose threads it does not have.
static FORKED: AtomicBool = AtomicBool::new(false);

/// To be called in a process that was copied from one which had converted: waiting
/// for the threads of the other, it would never end. From then on the calling
/// thread does everything.
#[cfg(feature = "files")]
pub fn forked() {
    FORKED.store(true, Ordering::Relaxed);
}

/// Whether this process is such a copy.
pub(crate) fn is_forked() -> bool {
    FORKED.load(Ordering::Relaxed)
}

/// Whether there are threads to distribute work to. If the system has none
/// left, the calling thread does everything.
fn has_threads() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    // A pool that the user of the library has made before is no failure.
    let has = *HAS.get_or_init(|| match rayon::ThreadPoolBuilder::new().build_global() {
        Ok(()) => true,
        Err(error) => error.source().is_none(),
    });
    has && !is_forked()
}

/// Runs both.
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

/// The results for all items, in their order.
pub(crate) fn map<T: Send, R: Send>(work: Work, items: Vec<T>, each: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    match work {
        Work::Short => items.into_iter().map(each).collect(),
        Work::Long => items.into_par_iter().map(each).collect(),
    }
}
