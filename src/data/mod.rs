//! A message for each row of a table: what stands in `{{column}}` comes from
//! the table.
//!
//! ```text
//! table's bytes ─ table ─▶ Table ─ clean ─┐
//! message's bytes ─ holes, read ─▶ Template ─ fill ─▶ a Document for each row
//! ```
//!
//! The message is read and cleaned once, with a private character in each hole.
//! A value is text: it is put into the finished document, where no mark has a
//! meaning, unless the hole asks for Markdown (`{{!column}}`).

mod clean;
mod delimited;
mod fill;
mod holes;
mod json;
mod named;
mod pattern;
mod rows;
mod sheet;
mod strings;
mod table;
mod template;

pub(crate) use clean::Values;
pub use named::names_table;
pub use pattern::Pattern;
pub use rows::Rows;
pub use table::{Table, TableOptions};
pub use template::Template;
