//! A document as markup with a style sheet, fonts and pictures: what EPUB and
//! HTML have in common. [`Syntax`] handles their differences.
//!
//! ```text
//! Document ─ blocks, inlines ─▶ markup
//! Theme ─ css ─▶ rules
//! letters, words used ─ fonts, glyphs ─▶ subset fonts
//! ```

mod blocks;
mod css;
mod fonts;
mod glyphs;
mod inlines;
mod joined;
mod lists;
mod notes;
mod page_marks;
mod pictures;
mod syntax;
mod tables;
mod unseen;
mod verse;
mod writer;

pub(crate) use blocks::{VERSE, title_heading};
pub(crate) use css::{Grounds, NIGHT, Names, ROLES, contrast, rules};
pub(crate) use fonts::{FontFile, Fonts, subset};
pub use page_marks::PageMark;
pub(crate) use page_marks::WrittenMark;
pub(crate) use pictures::{Fit, Pictures};
pub(crate) use syntax::{Syntax, dir, escape, escaped};
pub(crate) use writer::{HeadingEntry, Writer, Written};
