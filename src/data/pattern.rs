//! Names of files with holes, as messages have them.

use super::holes::{self, Hole, What};
use super::table::{Table, shown};
use crate::error::{Error, Result};

/// A part of a path with holes.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// With a private character in each hole.
    masked: String,
    holes: Vec<Hole>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`Error::Setting`] for a hole that is not closed or names nothing.
    pub fn parse(text: &str) -> Result<Self> {
        let mut holes = Vec::new();
        let masked = holes::mask(text, "", None, &mut holes).map_err(|error| match error {
            // No file has such a line: the pattern comes from the command line.
            Error::Source { message, .. } => {
                Error::Setting { message, hint: Some("write 'out/{{column}}.pdf'".to_owned()) }
            }
            other => other,
        })?;
        Ok(Self { masked, holes })
    }

    /// The pattern with a row's values, each as `made` of it, and the row's `number`. An
    /// empty value without default leaves nothing.
    ///
    /// # Errors
    /// [`Error::Setting`] for a column that the table lacks, unless it has a default.
    pub fn fill(&self, table: &Table, row: usize, number: &str, made: impl Fn(&str) -> String) -> Result<String> {
        let mut out = String::new();
        for letter in self.masked.chars() {
            let Some(hole) = holes::index(letter).and_then(|index| self.holes.get(index)) else {
                out.push(letter);
                continue;
            };
            match &hole.what {
                What::Number => out.push_str(number),
                What::Column(name) => match (table.value(row, name), hole.default.as_deref()) {
                    (None, None) => {
                        let message = format!("--output: the table has no column `{}`", shown(name));
                        return Err(Error::Setting { message, hint: None });
                    }
                    (None | Some(""), default) => out.push_str(&made(default.unwrap_or_default())),
                    (Some(value), _) => out.push_str(&made(value)),
                },
            }
        }
        Ok(out)
    }
}
