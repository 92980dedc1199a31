//! Interrupts: they end the program where it is, or, while temporary files
//! exist, as soon as one of these is done with; none is left behind.
//!
//! No thread waits for signals: making one takes as long as reading a message.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The status of a program that was interrupted.
const STATUS: i32 = 130;

/// The temporary files that exist now.
static TEMPORARY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// Whether there are none, so that a signal may end the program by itself.
static IDLE: AtomicBool = AtomicBool::new(true);
/// Whether a signal came while there were some.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Ends the program on SIGINT, SIGTERM and other signals that end programs, with
/// status 130.
pub(crate) fn end_on_signals() {
    use signal_hook::consts;
    use signal_hook::flag::{register, register_conditional_shutdown};
    for signal in [
        consts::SIGINT,
        consts::SIGTERM,
        #[cfg(unix)]
        consts::SIGHUP,
        #[cfg(unix)]
        consts::SIGQUIT,
        // Whoever bounds the time of a job sends these.
        #[cfg(unix)]
        consts::SIGALRM,
        #[cfg(unix)]
        consts::SIGXCPU,
    ] {
        // Without a handler the system's own ends the program: files appear by
        // rename, so that none is ever torn. Actions run in this order: a signal
        // is told before it is asked whether a file exists, as a file is told
        // before it is asked whether a signal came; so one sees the other.
        let _ = register(signal, &INTERRUPTED);
        let _ = register_conditional_shutdown(signal, STATUS, &IDLE);
    }
    // A file that may grow no further is an error of its write, not the end of
    // the program. The flag itself is of no interest.
    #[cfg(unix)]
    let _ = register(consts::SIGXFSZ, std::sync::Arc::default());
}

/// Makes a temporary file; its path is kept until [`done_with`] it.
pub(crate) fn begin<T>(make: impl FnOnce() -> std::io::Result<(T, PathBuf)>) -> std::io::Result<T> {
    let mut files = temporary();
    IDLE.store(false, Ordering::SeqCst);
    heed(&files);
    let made = make().map(|(made, path)| {
        files.insert(path);
        made
    });
    rest(&files);
    made
}

/// Lets `end` rename or remove a temporary file. It is not called where the
/// program was interrupted meanwhile.
pub(crate) fn done_with<T>(path: &Path, end: impl FnOnce() -> T) -> T {
    let mut files = temporary();
    heed(&files);
    files.remove(path);
    let ended = end();
    rest(&files);
    ended
}

fn temporary() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Signals end the program again where no file is left; one that came just
/// before does it here.
fn rest(files: &BTreeSet<PathBuf>) {
    if files.is_empty() {
        IDLE.store(true, Ordering::SeqCst);
        heed(files);
    }
}

/// Removes all temporary files and ends the program where it was interrupted.
fn heed(files: &BTreeSet<PathBuf>) {
    if INTERRUPTED.load(Ordering::SeqCst) {
        for path in files {
            let _ = fs::remove_file(path);
        }
        std::process::exit(STATUS);
    }
}
