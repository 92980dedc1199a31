//! The program; the library does the work.

mod cli;

use std::process::ExitCode;
use std::thread;

/// Stack of the program, whatever `ulimit -s` leaves to the main thread.
const STACK: usize = 8 << 20;

fn main() -> ExitCode {
    match thread::Builder::new().stack_size(STACK).spawn(cli::main) {
        Ok(program) => program.join().unwrap_or(ExitCode::FAILURE),
        Err(_) => cli::main(),
    }
}
