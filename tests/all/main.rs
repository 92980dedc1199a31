//! What the library and the program make, judged from outside: one binary, so
//! that the crate is linked once. A module a subject; `support` is what they share.

#![allow(clippy::unwrap_used, clippy::too_many_lines, reason = "a test that cannot go on has failed")]

mod agreement;
mod architecture;
mod bad_inputs;
mod cards;
mod cases;
mod clean;
mod cli;
mod compare;
mod design;
mod epub;
mod filling;
mod from_epub;
mod from_export;
mod from_pdf;
mod html;
mod import;
mod impose;
mod index;
mod inline;
mod inspect;
mod jobs;
mod language;
mod layout;
mod looks;
mod many;
mod marks;
mod nameless;
mod odt;
mod order;
mod pdf;
mod pictures;
mod preview;
mod qr;
mod read;
mod rows;
mod samples;
mod saved;
mod serve;
mod settings;
mod sheets;
mod support;
mod theme_keys;
mod traps;
mod voice;
mod watch;
mod word;
mod world;
mod writing;
