//! From the vertical list to pages: `flow` fills `column`s and puts `notes` at their
//! foot, `furniture` adds folios and running heads, `settle` repeats this until page
//! numbers, balanced columns and `--fit` agree; `folded` fills panels.

pub(crate) mod settle;

pub(crate) mod column;
mod float;
pub(crate) mod flow;
mod folded;
pub(crate) mod notes;

pub(crate) mod furniture;
pub(crate) mod label;
