//! The program; the library does the work.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
