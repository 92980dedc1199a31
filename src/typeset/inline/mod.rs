//! Text to lines. In order: `collect` flattens styled inlines into one string,
//! `itemize` cuts it into runs of one script, font and direction, `shape` turns these
//! into glyphs, `cells` puts signs in code on their grid, `linebreak` finds where lines may end and `totalfit` which of those
//! ends are best, `justify` distributes the width that a line lacks, and `line` places
//! the glyphs. `paragraph` holds it all together; `words` sets a line of generated
//! words.

pub(crate) mod collect;
pub(crate) mod itemize;
pub(crate) mod shape;

pub(crate) mod alone;

mod cells;

pub(crate) mod paragraph;

pub(crate) mod display;
pub(crate) mod linebreak;
mod pieces;
pub(crate) mod totalfit;

pub(crate) mod justify;

pub(crate) mod decorate;
mod highlight;
pub(crate) mod line;
pub(crate) mod words;

#[cfg(test)]
mod tests;
