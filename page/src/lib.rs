//! bargeh in one HTML file: the library for a page's worker.
//!
//! | Module | What it is |
//! |---|---|
//! | `exports` | what JavaScript calls |
//! | `job` | a message and what is asked of it |
//! | `beside` | the pictures, fonts and tables that were dropped beside the message |
//! | `desk` | from a job to pages on the screen and files to save |
//! | `edits` | the clean-up as a list, each edit taken or left |
//! | `lists` | themes, papers and settings to choose from, from the library's own tables |
//! | `told` | errors, warnings and findings in the reader's language |
//! | `messages` | the program's table of messages, of which there is one |
//!
//! Nothing here keeps anything: what the page forgets is gone.

mod beside;
mod desk;
mod edits;
mod exports;
mod job;
mod lists;
mod told;

#[path = "../../src/cli/messages/mod.rs"]
mod messages;
