//! From prepared blocks to a vertical list: `block` calls one file per kind of block,
//! `setter` holds what all of them need.

pub(crate) mod block;
pub(crate) mod memo;
pub(crate) mod ornament;
pub(crate) mod setter;

pub(crate) mod code;
pub(crate) mod contents;
pub(crate) mod figure;
mod fitted;
pub(crate) mod list;
mod over;
pub(crate) mod poem;
mod spans;
pub(crate) mod table;
pub(crate) mod table_widths;
pub(crate) mod text;
