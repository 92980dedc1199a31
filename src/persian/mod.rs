//! What the language asks for: reflow, clean-up, digits, counters, kashida
//! slots. Pure functions; no layout.

pub(crate) mod counters;
pub(crate) mod kashida;
