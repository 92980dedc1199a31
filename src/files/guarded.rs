//! A panic fails one job, not the run.

use crate::error::{Error, Result};
use crate::turns;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The stack that the deepest allowed nesting needs, with a margin; an
/// unoptimised build needs more.
pub const STACK: usize = if cfg!(debug_assertions) { 16 << 20 } else { 8 << 20 };

thread_local! {
    /// The location of this thread's last panic.
    static PANICKED_AT: Cell<Option<String>> = const { Cell::new(None) };
}

/// Keeps panics from being printed; [`guarded`] reports them.
pub fn hold_panics() {
    std::panic::set_hook(Box::new(|info| {
        PANICKED_AT.set(info.location().map(|at| format!("{}:{}", at.file(), at.line())));
    }));
}

/// Runs a job so that a panic becomes an error of that job. While it needs much memory,
/// other such jobs wait.
///
/// # Errors
/// That of the job, or [`Error::Refused`] for a panic.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    turns::job(|| catch_unwind(AssertUnwindSafe(work))).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        let place = PANICKED_AT.take().map(|place| format!(" ({place})")).unwrap_or_default();
        Err(Error::Refused {
            message: format!("internal error: {said}{place}"),
            hint: Some("this is a defect of bargeh; please report it with the message that caused it".to_owned()),
        })
    })
}
