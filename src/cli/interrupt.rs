//! Interrupts end the program at once or, while temporary files exist, at the
//! next point that creates or finishes one, after removing them all.
//!
//! No thread waits for signals: creating one takes as long as reading a message.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The exit status after an interrupt: 128 + SIGINT, as shells report it.
const STATUS: i32 = 130;

/// The temporary files that exist.
static TEMPORARY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// Whether there are none, so that the signal handler may end the program
/// itself.
static IDLE: AtomicBool = AtomicBool::new(true);
/// Whether a signal arrived while there were some.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Ends the program with status 130 on SIGINT, SIGTERM and other signals that
/// end programs.
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
        // Job schedulers send these at a time limit.
        #[cfg(unix)]
        consts::SIGALRM,
        #[cfg(unix)]
        consts::SIGXCPU,
    ] {
        // If a handler cannot be installed, the system's default ends the
        // program; outputs appear by rename, so none is ever incomplete.
        // Handlers run in this order: the signal flag is set before the
        // temporary-file count is read, and a file is counted before the flag is
        // read, so one always sees the other.
        let _ = register(signal, &INTERRUPTED);
        let _ = register_conditional_shutdown(signal, STATUS, &IDLE);
    }
    // A file-size limit is to be an error of the write, not the end of the
    // program. The flag is not used.
    #[cfg(unix)]
    let _ = register(consts::SIGXFSZ, std::sync::Arc::default());
}

/// Creates a temporary file and keeps its path until [`done_with`] it.
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

/// Calls `end` to rename or remove a temporary file. If an interrupt arrived
/// before, the program ends instead.
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

/// Lets signals end the program directly again if no file is left; one that
/// arrived just before ends it here.
fn rest(files: &BTreeSet<PathBuf>) {
    if files.is_empty() {
        IDLE.store(true, Ordering::SeqCst);
        heed(files);
    }
}

/// If there was an interrupt, removes all temporary files and ends the program.
fn heed(files: &BTreeSet<PathBuf>) {
    if INTERRUPTED.load(Ordering::SeqCst) {
        for path in files {
            let _ = fs::remove_file(path);
        }
        std::process::exit(STATUS);
    }
}
