//! Tables: a header and rows of text, whatever file they come from.

use super::{delimited, json, sheet};
use crate::characters::{ZWNJ, is_override, persian_letter};
use crate::error::{Error, Place, Result};
use crate::read::{Limits, ReadOptions, decoded};
use crate::settings::InputFormat;
use crate::turns;
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The most columns: as many as LibreOffice had for twenty years. A choice, which
/// bounds what a hostile file takes.
const COLUMNS: usize = 1_024;
/// The most rows: a choice, far above what anybody prints in one run.
const ROWS: usize = 100_000;

/// How a table is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOptions {
    /// The file's name as given by the user, for its form and for messages.
    pub name: String,
    /// The encoding of CSV and TSV that are not UTF-8; `None`: they are, or UTF-16
    /// with a byte order mark.
    pub encoding: Option<String>,
    /// Replace bytes that are no text by U+FFFD instead of refusing the table.
    pub lossy: bool,
    /// Leave out rows that cannot be read or lack a value instead of refusing
    /// the table.
    pub lossy_rows: bool,
    /// Bytes of the file.
    pub bytes: usize,
}

/// A header and rows of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The file as named by the user.
    pub name: String,
    /// The names of its columns as written.
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The rows left out because they cannot be read.
    pub(super) broken: usize,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line in the file, or its row in the sheet.
    pub(super) line: usize,
    /// As many as there are columns.
    pub(super) values: Vec<String>,
}

/// What a reader finds: rows of any length, the header first.
pub(super) type Raw = Vec<(usize, Vec<String>)>;

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// [`Error::Source`] with the file and the row.
    pub fn read(bytes: &[u8], options: &TableOptions) -> Result<Self> {
        let refuse = |line, message: String, hint: &str| refuse(&options.name, line, message, hint);
        if bytes.len() > options.bytes {
            let message = format!("{} MiB are more than the limit of {} MiB", bytes.len() >> 20, options.bytes >> 20);
            return Err(refuse(None, message, "raise the limit with `--max-input`"));
        }
        turns::for_text(bytes.len());
        // Compound files of before 2007; those that are locked are such, too.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            let message = "this is an old spreadsheet (.xls), or one locked with a password".to_owned();
            return Err(refuse(None, message, "save it as XLSX or CSV"));
        }
        let raw = match Form::of(&options.name, bytes) {
            Form::Sheet => {
                let mut raw = sheet::read(bytes, options)?;
                // Spreadsheets store no empty cells at the end of a row.
                let columns = raw.first().map_or(0, |(_, columns)| columns.len());
                for (_, values) in &mut raw {
                    values.resize(values.len().max(columns), String::new());
                }
                raw
            }
            form => {
                let text = text(bytes, options)?;
                match form {
                    Form::Json => json::read(&text, options)?,
                    _ => delimited::read(&text, options)?,
                }
            }
        };
        Self::of(raw, options)
    }

    fn of(raw: Raw, options: &TableOptions) -> Result<Self> {
        let mut raw = raw.into_iter();
        let (line, columns) = raw.next().unwrap_or_default();
        let columns: Vec<String> = columns.into_iter().map(|name| name.trim().to_owned()).collect();
        if columns.iter().all(String::is_empty) {
            return Err(refuse(&options.name, None, "the table is empty", "its first row must name the columns"));
        }
        if columns.len() > COLUMNS {
            let message = format!("the table has {} columns, more than {COLUMNS}", columns.len());
            return Err(refuse(&options.name, Some(line), message, "leave out those that the message does not name"));
        }
        let mut seen = BTreeMap::new();
        for (at, name) in columns.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if let Some(before) = seen.insert(key(name), at + 1) {
                let message = format!("columns {before} and {} are both called `{}`", at + 1, shown(name));
                return Err(refuse(&options.name, Some(line), message, "give each column a name of its own"));
            }
        }
        let mut table = Self { name: options.name.clone(), columns, rows: Vec::new(), broken: 0 };
        for (line, values) in raw {
            table.push(line, values, options)?;
        }
        if table.rows.is_empty() {
            let hint = "below the names of the columns a row for each copy is needed";
            return Err(refuse(&options.name, None, "the table has no rows", hint));
        }
        Ok(table)
    }

    fn push(&mut self, line: usize, mut values: Vec<String>, options: &TableOptions) -> Result<()> {
        let columns = self.columns.len();
        while values.len() > columns && values.last().is_some_and(|value| value.trim().is_empty()) {
            values.pop();
        }
        if values.iter().all(|value| value.trim().is_empty()) {
            return Ok(());
        }
        if values.len() != columns {
            if options.lossy_rows {
                self.broken += 1;
                return Ok(());
            }
            let message = format!("the row has {} values for {columns} columns", values.len());
            let hint = "a value with a comma must be in quotes; `--lossy-rows` leaves such rows out";
            return Err(refuse(&options.name, Some(line), message, hint));
        }
        if self.rows.len() == ROWS {
            let message = format!("the table has more than {ROWS} rows");
            return Err(refuse(&options.name, Some(line), message, "make several tables of it"));
        }
        values.iter_mut().for_each(|value| *value = tidy(value));
        self.rows.push(Row { line, values });
        Ok(())
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows; [`Self::read`] refuses such tables.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of rows that were left out because they cannot be read.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.broken
    }

    /// A value as it is in the table.
    #[must_use]
    pub fn value(&self, row: usize, column: &str) -> Option<&str> {
        let column = self.column(column)?;
        self.rows.get(row)?.values.get(column).map(String::as_str)
    }

    /// The index of a column. Arabic and Persian letters, half-spaces and spaces
    /// count as the same: a spreadsheet's keyboard may differ from the message's.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let name = key(name);
        self.columns.iter().position(|column| !column.is_empty() && key(column) == name)
    }

    pub(super) fn place(&self, row: usize) -> Place {
        Place { file: self.name.clone(), line: self.rows.get(row).map(|row| row.line) }
    }
}

/// The forms of tables, apart from CSV and TSV, which are told by their signs.
enum Form {
    Delimited,
    Json,
    Sheet,
}

impl Form {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "json" | "jsonl" | "ndjson" => Self::Json,
            "csv" | "tsv" | "tab" | "txt" => Self::Delimited,
            _ if bytes.starts_with(b"PK\x03\x04") => Self::Sheet,
            _ if matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) => Self::Json,
            _ => Self::Delimited,
        }
    }
}

fn text(bytes: &[u8], options: &TableOptions) -> Result<String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refuse(&options.name, None, "the table is empty", "its first row must name the columns"));
    }
    let reading = ReadOptions {
        encoding: options.encoding.clone().filter(|_| std::str::from_utf8(bytes).is_err()),
        lossy: options.lossy,
        limits: Limits { bytes: options.bytes, ..Limits::default() },
        ..ReadOptions::new(InputFormat::Text, &options.name)
    };
    Ok(decoded(bytes, &reading)?.value)
}

/// A value without spaces around it and around its lines. Overrides of direction are
/// left out, also where the clean-up does not come, in code: they hide what it says.
fn tidy(value: &str) -> String {
    let lines: Vec<&str> = value.trim().lines().map(str::trim).collect();
    lines.join("\n").replace(is_override, "")
}

/// A column's name as it is compared.
fn key(name: &str) -> String {
    let fold = |letter| if matches!(letter, ZWNJ | '\u{a0}') { ' ' } else { persian_letter(letter) };
    let name: String = name.nfc().map(fold).flat_map(char::to_lowercase).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name or value in a message: short, without controls.
pub(super) fn shown(text: &str) -> String {
    crate::document::shortened(text, 40).escape_debug().to_string().replace("\\u{200c}", "\u{200c}")
}

pub(super) fn refuse(name: &str, line: Option<usize>, message: impl Into<String>, hint: &str) -> Error {
    let place = Place { file: name.to_owned(), line };
    Error::Source { message: message.into(), place, hint: Some(hint.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(name: &str) -> TableOptions {
        TableOptions { name: name.to_owned(), encoding: None, lossy: false, lossy_rows: false, bytes: 1 << 20 }
    }

    fn read(name: &str, text: &str) -> Result<Table> {
        Table::read(text.as_bytes(), &options(name))
    }

    fn told(error: &Error) -> String {
        let Error::Source { message, place, .. } = error else { return error.to_string() };
        format!("{}{}: {message}", place.file, place.line.map_or(String::new(), |line| format!(":{line}")))
    }

    #[test]
    fn every_sign_between_values_is_found() {
        for text in ["نام,شهر\nمینا,یزد\n", "نام;شهر\r\nمینا;یزد", "\u{feff}نام\tشهر\nمینا\tیزد\n"]
        {
            let table = read("a.csv", text).unwrap();
            assert_eq!((table.len(), table.value(0, "شهر")), (1, Some("یزد")), "{text:?}");
        }
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("نام\tشهر\nمینا\tیزد".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(Table::read(&utf16, &options("a.txt")).unwrap().value(0, "نام"), Some("مینا"));
    }

    #[test]
    fn quotes_hold_signs_and_lines() {
        let table = read("a.csv", "name,address\n\"Rad, Mina\",\"one\n two \"\n").unwrap();
        assert_eq!(table.value(0, "name"), Some("Rad, Mina"));
        assert_eq!(table.value(0, "address"), Some("one\ntwo"));
    }

    #[test]
    fn objects_of_json_are_rows() {
        for text in
            ["[{\"a\": \"x\", \"b\": 1.50}, {\"b\": null, \"a\": true}]", "{\"a\":\"x\",\"b\":1.50}\n\n{\"a\":true}\n"]
        {
            let table = read("a.json", text).unwrap();
            assert_eq!(table.value(0, "b"), Some("1.50"), "{text}");
            assert_eq!((table.value(1, "a"), table.value(1, "b")), (Some("true"), Some("")));
        }
    }

    #[test]
    fn names_of_columns_are_compared_as_people_see_them() {
        let table = read("a.csv", "نام خانوادگي,Post\u{200c}Code\nراد,1\n").unwrap();
        assert_eq!(table.value(0, "نام\u{200c}خانوادگی"), Some("راد"));
        assert_eq!(table.value(0, "post code"), Some("1"));
    }

    #[test]
    fn faults_name_file_and_row() {
        let says = |name: &str, text: &str| told(&read(name, text).unwrap_err());
        let cases = [
            ("a.csv", "a,b\n1,2\n1\n", "a.csv:3: the row has 1 values for 2 columns"),
            ("a.csv", "a,b\n1,\"2\n3,4\n", "a.csv:2: a quote is never closed"),
            ("a.csv", "a, A \n1,2\n", "a.csv:1: columns 1 and 2 are both called `A`"),
            ("a.csv", "a,b\n", "a.csv: the table has no rows"),
            ("a.csv", "  \n", "a.csv: the table is empty"),
            ("a.jsonl", "{\"a\":1}\n{\"a\":{}}\n", "a.jsonl:2: `a` holds a list or an object"),
            ("a.jsonl", "{\"a\":1}\n{\n", "a.jsonl:2: this is no JSON"),
            ("a.json", "[1]", "a.json: row 1 is no object"),
        ];
        for (name, text, message) in cases {
            assert!(says(name, text).starts_with(message), "{}", says(name, text));
        }
    }

    #[test]
    fn broken_rows_are_left_out_where_asked() {
        let table = Table::read(b"a,b\n1,2\n1\n3,4\n", &TableOptions { lossy_rows: true, ..options("a.csv") }).unwrap();
        assert_eq!((table.len(), table.broken()), (2, 1));
    }
}
