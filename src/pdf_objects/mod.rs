//! The objects of a PDF that may be hostile: every size has a limit.

mod load;
mod sealed;
mod streams;
mod tables;

pub(crate) use load::{Keep, load, refused};
pub(crate) use streams::{Failure, inflated, row};
