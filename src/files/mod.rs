//! Messages in files: with the pictures, tables and `bargeh.toml` that lie beside
//! them, and by the precedence of settings that all ways in share. The program and
//! the module for Python convert through a [`Converter`].
//!
//! This room, behind the feature `files`, is all of the library that touches the
//! disk.

mod clean;
mod config;
mod converter;
mod disk;
mod grant;
mod guarded;
mod names;
mod reading;
mod sheet;

pub use crate::cores::forked;
pub use clean::Cleaned;
pub use config::NAME as CONFIG_NAME;
pub use converter::{Converter, Opened, Options, Ready};
pub use disk::{Disk, read_plain, read_up_to, resolved};
pub use guarded::{STACK, guarded, hold_panics};
pub use names::{part_of, product_of, renamed};
pub use reading::{Notes, Source};
pub use sheet::{Sheet, without_table};
