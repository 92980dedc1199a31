//! A message with holes, read and cleaned once.

use super::holes::{self, Hole, What};
use super::strings::{self, Use};
use super::table::{Table, shown};
use crate::document::visit::{self, VisitMut, walk_block, walk_inlines};
use crate::document::{Block, Document, Inline};
use crate::error::{Error, Result, Warned, Warning};
use crate::read::{Input, ReadOptions, decoded, read_with};
use crate::resources::Resources;
use crate::settings::{InputFormat, Settings};

/// A message with holes.
#[derive(Clone, Debug)]
pub struct Template {
    /// The message, with a private character in each hole.
    pub(super) document: Document,
    /// What its front matter set.
    pub(super) settings: Settings,
    pub(super) holes: Vec<Hole>,
}

impl Template {
    /// Reads a message with holes; the rest of what was read is returned beside
    /// it.
    ///
    /// # Errors
    /// As [`crate::read::read`], and [`Error::Source`] for a hole that is not closed or
    /// names nothing.
    pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Warned<(Self, Input)>> {
        Self::read_with(bytes, options, None)
    }

    /// Reads a message with holes, and of what lies beside it what
    /// [`crate::read::read_beside`] reads.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_beside(bytes: &[u8], options: &ReadOptions, beside: &dyn Resources) -> Result<Warned<(Self, Input)>> {
        Self::read_with(bytes, options, Some(beside))
    }

    fn read_with(bytes: &[u8], options: &ReadOptions, beside: Option<&dyn Resources>) -> Result<Warned<(Self, Input)>> {
        let mut holes = Vec::new();
        let (input, mut warnings) = if options.format == InputFormat::Docx {
            let mut input = read_with(bytes, options, beside)?;
            mask_document(&mut input.value.document, &options.name, &mut holes)?;
            (input.value, input.warnings)
        } else {
            let text = decoded(bytes, options)?;
            let masked = holes::mask(&text.value, &options.name, Some(options.format), &mut holes)?;
            let plain = ReadOptions { encoding: None, ..options.clone() };
            let input = read_with(masked.as_bytes(), &plain, beside).map_err(|error| unmasked(error, &holes))?;
            let told = input.warnings.into_iter().map(|mut warning| {
                warning.message = holes::unmask(&warning.message, &holes);
                warning
            });
            (input.value, text.warnings.into_iter().chain(told).collect())
        };
        if holes.is_empty() {
            warnings.push(
                Warning::new("no-holes", "the message has no {{…}}: all copies are the same")
                    .hint("write a column's name where its value belongs: {{name}}"),
            );
        }
        let template = Self { document: input.document.clone(), settings: input.settings.clone(), holes };
        Ok(Warned { value: (template, input), warnings })
    }

    /// The message with its holes.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Changes the message, which keeps its holes.
    pub(crate) fn map(&mut self, change: impl FnOnce(&mut Document)) {
        change(&mut self.document);
    }

    /// Checks that every row has what the message asks for; returns the indices
    /// of the rows that do. With `lossy` others are left out, else they are
    /// refused.
    ///
    /// # Errors
    /// [`Error::Source`] for a missing column, with the message's line, or an
    /// empty value, with the table's.
    pub fn check(&self, table: &Table, rows: &[usize], lossy: bool) -> Result<Vec<usize>> {
        let mut needed = Vec::new();
        for hole in &self.holes {
            let What::Column(name) = &hole.what else { continue };
            match table.column(name) {
                Some(column) if hole.default.is_none() => needed.push((column, name)),
                Some(_) => {}
                None if hole.default.is_some() => {}
                None => return Err(missing(name, hole, table)),
            }
        }
        let mut kept = Vec::with_capacity(rows.len());
        for &row in rows {
            let values = &table.rows[row].values;
            match needed.iter().find(|(column, _)| values[*column].is_empty()) {
                None => kept.push(row),
                Some(_) if lossy => {}
                Some((_, name)) => {
                    return Err(Error::Source {
                        message: format!("`{}` is empty", shown(name)),
                        place: table.place(row),
                        hint: Some(format!(
                            "give it a value, or a default: `{{{{{}|…}}}}`; `--lossy-rows` leaves such rows out",
                            shown(name)
                        )),
                    });
                }
            }
        }
        if kept.is_empty() {
            return Err(Error::Source {
                message: "no row has all values that the message asks for".to_owned(),
                place: crate::error::Place { file: table.name.clone(), line: None },
                hint: None,
            });
        }
        Ok(kept)
    }
}

/// An error of reading, with the holes as their author wrote them.
fn unmasked(error: Error, holes: &[Hole]) -> Error {
    let plain = |text: String| holes::unmask(&text, holes);
    match error {
        Error::Source { message, place, hint } => {
            Error::Source { message: plain(message), place, hint: hint.map(plain) }
        }
        Error::Setting { message, hint } => Error::Setting { message: plain(message), hint: hint.map(plain) },
        other => other,
    }
}

fn missing(name: &str, hole: &Hole, table: &Table) -> Error {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let all: Vec<String> = columns.iter().take(20).map(|name| shown(name)).collect();
    Error::Source {
        message: format!("{} has no column `{}`", table.name, shown(name)),
        place: hole.place.clone(),
        hint: Some(match crate::settings::nearest(name, &columns) {
            Some(near) => format!("did you mean `{}`? It has: {}", shown(near), all.join(", ")),
            None => format!("it has: {}", all.join(", ")),
        }),
    }
}

/// Masks the strings of a document that was read from no text.
fn mask_document(document: &mut Document, file: &str, holes: &mut Vec<Hole>) -> Result<()> {
    let mut fault = None;
    let mut change = |text: &mut String, _: Use| match holes::mask(text, file, None, holes) {
        Ok(masked) => *text = masked,
        Err(error) => fault = fault.take().or(Some(error)),
    };
    strings::of_meta(&mut document.meta, &mut change);
    visit::walk_document(&mut Masker(&mut change), document);
    fault.map_or(Ok(()), Err)
}

struct Masker<'a>(strings::Change<'a>);

impl VisitMut for Masker<'_> {
    fn block(&mut self, block: &mut Block) {
        strings::of_block(block, self.0);
        walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            strings::of_inline(inline, self.0);
            match inline {
                Inline::Text(text) => (self.0)(&mut text.text, Use::Words),
                Inline::Link(link) => {
                    strings::of_target(&mut link.target, self.0);
                }
                _ => {}
            }
        }
        walk_inlines(self, inlines);
    }
}
