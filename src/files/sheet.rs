//! The table whose rows fill a message.

use super::converter::{Converter, Ready};
use super::disk::read_up_to;
use crate::convert::Copies;
use crate::data::{Table, TableOptions, Template};
use crate::error::{Error, Place, Result, Warning, system};
use crate::resources::Resources;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A message with holes and its table, read.
pub struct Sheet {
    template: Template,
    /// The table.
    pub table: Table,
    /// The rows that fill the message.
    pub rows: Vec<usize>,
    /// The rows left out, if that is allowed.
    left_out: usize,
}

impl Sheet {
    /// What is set.
    #[must_use]
    pub fn copies(&self) -> Copies<'_> {
        Copies { template: self.template.clone(), table: &self.table, rows: &self.rows }
    }

    /// What was noticed, before what its conversion noticed.
    #[must_use]
    pub fn told(&self, warnings: Vec<Warning>) -> Vec<Warning> {
        let left_out = (self.left_out > 0).then(|| {
            let message = format!("{} rows are broken or lack a value, and were left out", self.left_out);
            Warning::new("rows-left-out", message).at(Place { file: self.table.name.clone(), line: None })
        });
        left_out.into_iter().chain(warnings).collect()
    }
}

impl Converter {
    /// Reads the table, and finds the rows that the message can be filled with.
    ///
    /// # Errors
    /// Where no table is named, or message and table do not agree.
    pub fn sheet(&self, ready: &Ready<'_>) -> Result<Sheet> {
        let (Some(name), Some(template)) = (&ready.request.settings.data, &ready.template) else {
            return Err(without_table("--each is for the rows of a table"));
        };
        let options = TableOptions {
            name: Path::new(name).file_name().map_or(name.to_owned(), |name| name.to_string_lossy().into_owned()),
            encoding: self.options.encoding.clone(),
            lossy: self.options.lossy,
            lossy_rows: self.options.lossy_rows,
            bytes: self.options.limits.bytes,
        };
        let table = Table::read(&self.table_bytes(name, ready)?, &options)?;
        let asked = self.options.rows.of(table.len())?;
        let rows = template.check(&table, &asked, self.options.lossy_rows)?;
        let left_out = table.broken() + asked.len() - rows.len();
        Ok(Sheet { template: template.clone(), table, rows, left_out })
    }

    fn table_bytes(&self, name: &str, ready: &Ready<'_>) -> Result<Arc<[u8]>> {
        // A message that somebody else wrote must not wait for input.
        if name != "-" || !self.table_is_stdin() {
            return ready.resources.read(name);
        }
        if ready.sources.iter().any(|source| source.name == "<stdin>") {
            return Err(Error::Setting {
                message: "message and table cannot both come from standard input".to_owned(),
                hint: Some("name a file for one of them".to_owned()),
            });
        }
        let bytes = read_up_to(io::stdin().lock(), self.limit());
        bytes.map(Into::into).map_err(|error| Error::Source {
            message: system(&error),
            place: Place { file: "<stdin>".to_owned(), line: None },
            hint: None,
        })
    }
}

/// The error for a flag about rows where no table is named.
#[must_use]
pub fn without_table(message: &str) -> Error {
    Error::Setting { message: message.to_owned(), hint: Some("name the table with --data".to_owned()) }
}
