//! The program; the library does the work.

mod cli;

use bargeh::files::STACK;
use std::process::ExitCode;
use std::thread;

/// Runs on the main thread where that has the stack: another one costs as much
/// as a short message takes to read, mostly for memory of its own.
fn main() -> ExitCode {
    if main_stack().is_some_and(|stack| stack >= STACK) {
        return cli::main();
    }
    match thread::Builder::new().stack_size(STACK).spawn(cli::main) {
        Ok(program) => program.join().unwrap_or(ExitCode::FAILURE),
        Err(_) => cli::main(),
    }
}

/// What `ulimit -s` leaves to the main thread, where that can be told.
#[cfg(unix)]
fn main_stack() -> Option<usize> {
    use rustix::process::{Resource, getrlimit};
    let bytes = getrlimit(Resource::Stack).current.unwrap_or(u64::MAX);
    Some(usize::try_from(bytes).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn main_stack() -> Option<usize> {
    None
}
