//! Settings by name and text, as every place that is not Rust gives them:
//! flags, environment, front matter, `bargeh.toml`.

use super::{Settings, unknown_word};
use crate::error::{Error, Place, Result};
use crate::paper::{latin_digits, parse_margins, parse_paper};
use crate::units::Length;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use toml::de::{DeTable, DeValue};

/// The name of every setting.
pub const KEYS: &[&str] = &[
    "theme",
    "paper",
    "landscape",
    "margin",
    "columns",
    "binding",
    "font",
    "font-size",
    "justify",
    "kashida",
    "roles",
    "sheet",
    "sheet-paper",
    "duplex",
    "marks",
    "bleed",
    "printable",
    "creep",
    "signature",
    "back-cover",
    "proof",
    "fit",
    "qr",
    "toc",
    "cover",
    "page-list",
    "pdf",
    "text-layer",
    "ink",
    "image-quality",
    "embed-fonts",
    "metadata",
    "title",
    "no-title",
    "author",
    "date",
    "lang",
    "reflow",
    "clean",
    "words",
    "digits",
];

/// The settings that are true or false and have an opposite.
const FLAGS: &[&str] = &["landscape", "back-cover", "proof", "toc", "page-list", "embed-fonts"];

/// The parts of the metadata that are left out unless asked for.
const METADATA: &[&str] = &["author", "date"];

impl Settings {
    /// Sets one setting from text. Numbers may be written in Persian digits,
    /// lengths with their unit; `no-toc` is the opposite of `toc`.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the nearest key or value, or the range.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        match key {
            "theme" => self.theme = Some(some_text(key, value)?),
            "paper" => self.paper = Some(parse_paper(value)?),
            "landscape" => self.landscape = Some(flag(key, value)?),
            "margin" => self.margin = Some(parse_margins(value)?),
            "columns" => self.columns = Some(number(key, value, 1..=6)?),
            "binding" => self.binding = Some(value.parse()?),
            "font" => self.font = Some(some_text(key, value)?),
            "font-size" => self.font_size = Some(Length::pt(number(key, without_unit(value, "pt"), 4.0..=200.0)?)),
            "justify" => self.justify = Some(value.parse()?),
            "kashida" => self.kashida = Some(value.parse()?),
            "roles" => self.roles = Some(value.parse()?),
            "lang" => self.lang = Some(some_text(key, value)?),
            "title" => self.title = Some(some_text(key, value)?),
            "no-title" => self.no_title = Some(flag(key, value)?),
            "author" => self.author = Some(some_text(key, value)?),
            "date" => self.date = Some(some_text(key, value)?),
            "reflow" => self.reflow = Some(value.parse()?),
            "clean" => self.clean = Some(value.parse()?),
            "words" => self.words = Some(some_text(key, value)?),
            "digits" => self.digits = Some(value.parse()?),
            _ => return self.set_output(key, value),
        }
        Ok(())
    }

    /// The settings about sheets, added parts and files.
    fn set_output(&mut self, key: &str, value: &str) -> Result<()> {
        let mm = |range| number(key, without_unit(value, "mm"), range).map(Length::mm).map(Some);
        match key {
            "sheet" => self.sheet = Some(latin_digits(value).parse()?),
            "sheet-paper" => self.sheet_paper = Some(parse_paper(value)?),
            "duplex" => self.duplex = Some(value.parse()?),
            "marks" => self.marks = Some(value.parse()?),
            "bleed" => self.bleed = mm(0.0..=20.0)?,
            "printable" => self.printable = mm(0.0..=30.0)?,
            "creep" => self.creep = mm(0.0..=10.0)?,
            "signature" => self.signature = Some(number(key, value, 4..=128)?),
            "back-cover" => self.back_cover = Some(flag(key, value)?),
            "proof" => self.proof = Some(flag(key, value)?),
            "fit" => self.fit = Some(number(key, value, 1..=512)?),
            "qr" => self.qr = Some(value.parse()?),
            "toc" => self.toc = Some(flag(key, value)?),
            "cover" => self.cover = Some(some_text(key, value)?),
            "page-list" => self.page_list = Some(flag(key, value)?),
            "pdf" => self.pdf = Some(value.parse()?),
            "text-layer" => self.text_layer = Some(value.parse()?),
            "ink" => self.ink = Some(value.parse()?),
            "image-quality" => self.image_quality = Some(number(key, value, 1..=100)?),
            "embed-fonts" => self.embed_fonts = Some(flag(key, value)?),
            "metadata" => self.metadata = Some(metadata(value)?),
            _ => return self.set_opposite(key, value),
        }
        Ok(())
    }

    /// `no-toc: true` for `toc: false`, and so on.
    fn set_opposite(&mut self, key: &str, value: &str) -> Result<()> {
        match key.strip_prefix("no-") {
            Some(positive) if FLAGS.contains(&positive) => {
                let value = if flag(key, value)? { "false" } else { "true" };
                self.set(positive, value)
            }
            _ => Err(unknown_word("setting", key, KEYS)),
        }
    }

    /// Reads settings from TOML: a key a line, lists as arrays or with commas.
    ///
    /// # Errors
    /// [`Error::Source`] with file and line.
    pub fn from_toml(text: &str, file: &str) -> Result<Self> {
        let refuse = |offset: usize, message: String, hint: Option<String>| {
            let before = text.as_bytes().get(..offset).unwrap_or_default();
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            Error::Source { message, place: Place { file: file.to_owned(), line: Some(line) }, hint }
        };
        let table = DeTable::parse(text)
            .map_err(|error| refuse(error.span().map_or(0, |span| span.start), error.message().to_owned(), None))?;
        // The table sorts its keys; the first fault of the file is told first.
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut settings = Self::default();
        for (key, value) in entries {
            let result = toml_text(value.get_ref())
                .ok_or_else(|| wrong(key.get_ref(), "a table", "a word, a number or a list"))
                .and_then(|value| settings.set(key.get_ref(), &value));
            result.map_err(|error| {
                let hint = error.hint().map(str::to_owned);
                refuse(key.span().start, error.to_string(), hint)
            })?;
        }
        Ok(settings)
    }
}

/// A TOML value as the text a flag would have; `None` for tables.
fn toml_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(items) => {
            let parts: Option<Vec<String>> = items.iter().map(|item| toml_text(item.get_ref())).collect();
            Some(parts?.join(","))
        }
        DeValue::Table(_) => None,
    }
}

fn wrong(key: &str, value: &str, valid: &str) -> Error {
    Error::Setting { message: format!("{key} cannot be {}", value.escape_debug()), hint: Some(format!("give {valid}")) }
}

fn flag(key: &str, value: &str) -> Result<bool> {
    match value {
        "true" | "yes" | "on" => Ok(true),
        "false" | "no" | "off" => Ok(false),
        _ => Err(wrong(key, value, "true or false")),
    }
}

fn some_text(key: &str, value: &str) -> Result<String> {
    let text = value.trim();
    if text.is_empty() { Err(wrong(key, "empty", "some text")) } else { Ok(text.to_owned()) }
}

fn number<T: FromStr + PartialOrd + Display>(key: &str, value: &str, range: RangeInclusive<T>) -> Result<T> {
    let number = latin_digits(value.trim()).parse::<T>().ok();
    number
        .filter(|number| range.contains(number))
        .ok_or_else(|| wrong(key, value, &format!("a number from {} to {}", range.start(), range.end())))
}

/// A number without the unit it may be written with.
fn without_unit<'a>(value: &'a str, unit: &str) -> &'a str {
    let value = value.trim();
    value.strip_suffix(unit).unwrap_or(value)
}

fn metadata(value: &str) -> Result<Vec<String>> {
    let words = value.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != "none");
    words
        .map(|word| match METADATA.contains(&word) {
            true => Ok(word.to_owned()),
            false => Err(unknown_word("metadata key", word, METADATA)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Settings};
    use crate::settings::Kashida;
    use crate::units::Length;

    /// A valid value for each key, so that no key is in the list but unknown.
    fn sample(key: &str) -> &'static str {
        match key {
            "paper" | "sheet-paper" => "a6",
            "landscape" | "back-cover" | "proof" | "toc" | "page-list" | "embed-fonts" | "no-title" => "true",
            "margin" | "bleed" | "printable" | "creep" | "columns" | "fit" => "2",
            "font-size" => "۱۲٫۵",
            "signature" | "image-quality" => "16",
            "binding" => "left",
            "justify" => "start",
            "kashida" | "roles" | "reflow" => "off",
            "sheet" => "copies:4",
            "duplex" => "long",
            "marks" => "crop,fold",
            "qr" => "links",
            "pdf" => "plain",
            "text-layer" => "iso",
            "ink" => "black",
            "metadata" => "author",
            "clean" => "safe",
            "digits" => "keep",
            _ => "متن",
        }
    }

    #[test]
    fn every_key_can_be_set() {
        for key in KEYS {
            let mut settings = Settings::default();
            settings.set(key, sample(key)).unwrap_or_else(|error| panic!("{key}: {error}"));
            assert_ne!(settings, Settings::default(), "{key}");
        }
    }

    #[test]
    fn persian_digits_count() {
        let mut settings = Settings::default();
        settings.set("font-size", "۱۲").unwrap();
        assert_eq!(settings.font_size, Some(Length::pt(12.0)));
    }

    #[test]
    fn nonsense_numbers_are_refused_with_the_range() {
        for value in ["0", "-1", "NaN", "inf", "1e9", "", "pt", "12em"] {
            let error = Settings::default().set("font-size", value).unwrap_err();
            assert!(error.hint().is_some_and(|hint| hint.contains("from 4 to 200")), "{value}: {error:?}");
        }
    }

    #[test]
    fn lengths_may_have_their_unit_and_flags_an_opposite() {
        let mut settings = Settings::default();
        settings.set("font-size", "۱۲ pt").unwrap();
        settings.set("bleed", "3mm").unwrap();
        settings.set("no-embed-fonts", "true").unwrap();
        assert_eq!((settings.font_size, settings.bleed), (Some(Length::pt(12.0)), Some(Length::mm(3.0))));
        assert_eq!(settings.embed_fonts, Some(false));
        assert!(settings.set("no-theme", "true").is_err());
    }

    #[test]
    fn toml_errors_name_the_line() {
        let error = Settings::from_toml("theme = 'book'\nkashidaa = 'on'\n", "bargeh.toml").unwrap_err();
        assert_eq!(error.place().unwrap().line, Some(2));
        assert!(error.hint().unwrap().contains("kashida"));
        let settings = Settings::from_toml("kashida = 'on'\nmargin = [1, 2, 3, 4]", "bargeh.toml").unwrap();
        assert_eq!(settings.kashida, Some(Kashida::On));
        assert_eq!(settings.margin.unwrap().inner, Length::mm(4.0));
    }
}
