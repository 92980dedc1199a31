//! bargeh (برگه, a sheet of paper) turns a message written in Persian into a
//! print-ready PDF leaflet, a booklet, a sheet of flyers, or an EPUB.
//!
//! # The map
//! Everything flows one way; only the binary touches disk, clock and terminal.
//!
//! ```text
//! bytes ─ read ─▶ Document ─ reflow, clean, furnish, number ─▶ Document
//! Document ─ typeset(Theme, FontBook, Geometry) ─▶ Layout ─ impose(Scheme) ─▶ Print ─ pdf ─▶ bytes
//! Document ─ epub(Theme, FontBook) ─▶ bytes
//! ```

pub mod error;
pub mod resources;
pub mod units;

pub mod paper;
pub mod settings;

pub mod document;
pub mod read;

pub mod persian;

pub mod font;
pub mod theme;

pub mod frame;
pub mod picture;
pub mod qr;
pub mod typeset;

pub mod impose;

pub mod epub;
pub mod pdf;

pub mod convert;

pub mod dump;
pub mod inspect;

pub use error::{Error, Result, Warned, Warning};
