//! bargeh (برگه, a sheet of paper) turns a message written in Persian into a
//! print-ready PDF leaflet, a booklet, a sheet of flyers, or an EPUB.
//!
//! # The map
//! Everything flows one way; only the binary touches clock and terminal, it and
//! `files` the disk.
//!
//! ```text
//! bytes ─ read ─▶ Document ─ reflow, clean, furnish, number ─▶ Document
//! Document ─ typeset(Theme, FontBook, Geometry) ─▶ Layout ─ impose(Scheme) ─▶ Print ─┬ pdf ─▶ bytes
//!                                                                                    └ raster ─▶ pictures
//! Document ─ epub(Theme, FontBook) ─▶ bytes
//! Document ─ plain (Markdown) ─▶ text
//! ```
//!
//! [`convert::convert`] is that whole way; the modules below stand in its order,
//! and import only those before them (`docs/architecture.md`).
//!
//! | Type | What it is |
//! |---|---|
//! | [`settings::Settings`] | what a user asks for, from whatever place |
//! | [`document::Document`] | the parsed message: plain data, the same for PDF and EPUB |
//! | [`theme::Theme`], [`font::FontBook`] | the look and the fonts |
//! | [`frame::Layout`] | typeset pages, with the reading order beside them |
//! | [`frame::Print`] | the layout on sides of paper |
//! | [`resources::Resources`] | the one door to the outside: pictures, fonts, themes by name |
//!
//! # Features
//! `cli` (on by default) is the program with all that it alone needs; `files`,
//! part of it, are conversions of files with what lies beside them, as the module
//! for Python wants them, too; `serve` is its live preview, the one part that opens a
//! socket. Without them the library has no arguments, disk,
//! clock or signals, and builds for WebAssembly.
//!
//! # A message from beginning to end
//! ```
//! use bargeh::convert::{Request, convert};
//! use bargeh::read::{ReadOptions, read};
//! use bargeh::resources::Memory;
//! use bargeh::settings::{InputFormat, OutputFormat, Settings};
//!
//! let message = "# سلام\n\nاین یک پیام است.\n";
//! let input = read(message.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "message.md"))?.value;
//!
//! let mut settings = Settings::default();
//! settings.set("paper", "a6")?;
//! let request = Request {
//!     settings: settings.or(input.settings),
//!     formats: vec![OutputFormat::Pdf, OutputFormat::Epub],
//!     modified: None,
//! };
//! let made = convert(input.document, &request, &Memory::default(), &mut |_stage| {})?;
//!
//! assert!(made.warnings.is_empty());
//! assert_eq!(made.value.pages, Some(1));
//! assert!(made.value.files.iter().any(|file| file.bytes.starts_with(b"%PDF-1.7")));
//! # Ok::<(), bargeh::Error>(())
//! ```

pub mod characters;
mod cores;
mod data_url;
pub mod error;
pub mod resources;
mod turns;
pub mod units;

pub mod paper;
pub mod settings;

pub mod document;
mod lexicon;
mod pdf_objects;
pub mod read;

pub mod persian;

pub mod data;

pub mod font;
pub mod frame;
pub mod theme;

mod ink;
pub mod picture;
pub mod qr;
pub mod typeset;

pub mod impose;

pub mod guide;

pub mod raster;

mod web;

pub mod epub;
pub mod html;
pub mod pdf;
pub mod plain;

pub mod convert;
#[cfg(feature = "files")]
pub mod files;

pub mod compare;
pub mod dump;
pub mod inspect;

pub use error::{Error, Result, Warned, Warning};
