//! Settings by name and text, as flags, environment, front matter and
//! `bargeh.toml` give them.

use super::parse::{flag, wrong};
use super::{KEYS, ROWS, Settings, unknown_word};
use crate::error::{Error, Place, Result};
use toml::de::{DeTable, DeValue};

impl Settings {
    /// Sets one setting from text. Numbers may be written in Persian digits,
    /// lengths with their unit; `no-toc` is the opposite of `toc`.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the nearest key or value, or the range.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let row = |key| ROWS.iter().find(|row| row.key == key);
        if let Some(row) = row(key) {
            return (row.set)(self, key, value);
        }
        match key.strip_prefix("no-").and_then(row).filter(|row| row.has_opposite()) {
            Some(positive) => {
                let value = if flag(key, value)? { "false" } else { "true" };
                (positive.set)(self, positive.key, value)
            }
            None => Err(unknown_word("setting", key, KEYS)),
        }
    }

    /// Reads settings from TOML: a key per line, lists as arrays or with commas.
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
        // The table sorts its keys; errors are to be reported in the file's
        // order.
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

#[cfg(test)]
mod tests {
    use crate::settings::{Kashida, ROWS, Scheme, Settings, Values};
    use crate::units::Length;

    #[test]
    fn every_example_and_every_word_can_be_set() {
        for row in ROWS {
            let key = row.key;
            let mut settings = Settings::default();
            settings.set(key, row.example).unwrap_or_else(|error| panic!("{key}: {error}"));
            assert_ne!(settings, Settings::default(), "{key}");
            for word in row.values.words() {
                let word = Scheme::example(word);
                Settings::default().set(key, &word).unwrap_or_else(|error| panic!("{key} {word}: {error}"));
            }
        }
    }

    #[test]
    fn every_row_says_what_it_does_in_both_languages() {
        let is_persian = |text: &str| text.chars().any(|letter| ('ا'..='ی').contains(&letter));
        for row in ROWS {
            assert!(!row.about.en.is_empty() && row.about.en.is_ascii(), "{}: {}", row.key, row.about.en);
            assert!(is_persian(row.about.fa), "{}: {}", row.key, row.about.fa);
            assert_eq!(row.default.en.is_empty(), row.default.fa.is_empty(), "{}", row.key);
            assert_eq!(row.value.is_empty(), row.values == Values::Flag, "{}", row.key);
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
