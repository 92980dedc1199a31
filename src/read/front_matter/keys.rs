//! The keys of front matter: settings, metadata, and their equivalents in
//! Jekyll, Hugo, Docusaurus, Obsidian, pandoc and Quarto.

use super::{Entry, FrontMatter, Value};
use crate::document::{Direction, Lang};
use crate::error::{Error, Result};
use crate::paper::latin_digits;
use crate::settings::{KEYS, ROWS, Settings, misspelt};

/// The keys of metadata, besides the settings.
pub const META_KEYS: &[&str] =
    &["subtitle", "logo", "background", "description", "publisher", "license", "series", "subjects"];

/// Our name for another tool's key.
fn usual(key: &str) -> &str {
    match key {
        "authors" | "creator" | "creators" => "author",
        "language" | "locale" => "lang",
        "direction" => "dir",
        "image" | "cover-image" | "coverimage" => "cover",
        "licence" | "rights" | "copyright" => "license",
        "summary" | "abstract" | "excerpt" => "description",
        "tags" | "tag" | "keywords" | "categories" | "category" | "subject" => "subjects",
        "belongs-to-collection" => "series",
        "series-index" | "series-number" | "group-position" | "volume" => "series-number",
        "cssclasses" | "cssclass" => "cssclass",
        other => other,
    }
}

impl FrontMatter {
    /// Applies an entry, or records its key as unknown.
    pub(super) fn take(&mut self, entry: &Entry) -> Result<()> {
        let written = entry.key.trim().to_lowercase().replace('_', "-");
        let key = usual(&written);
        let ours = key == written;
        let value = &entry.value;
        match key {
            _ if *value == Value::Nothing => {}
            "author" => return self.authors(value),
            "date" => return self.date(value),
            "lang" if !ours => self.language(value),
            "dir" => self.direction = direction(value).or(self.direction),
            "cssclass" => {
                self.direction = value.texts().iter().find_map(|class| direction_of(class)).or(self.direction);
            }
            "cover" if !ours || matches!(value, Value::Table(_)) => self.cover(value),
            "description" if !ours && self.meta.about.description.is_some() => {}
            "description" => self.meta.about.description = value.text(),
            "publisher" => self.meta.about.publisher = value.text(),
            "license" if !ours && self.meta.license.is_some() => {}
            "license" => self.meta.license = value.text(),
            "subjects" => self.subjects(value),
            "series" => self.series(value),
            "series-number" => self.series_number(value),
            _ if is_ours(key) => return self.set(key, value),
            _ => return self.pass_over(&written, value),
        }
        Ok(())
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<()> {
        let text = match (value, key) {
            (Value::List(items), "metadata" | "marks" | "margin") => Some(texts(items).join(",")),
            (Value::Text(text), _) => Some(text.trim().to_owned()),
            _ => None,
        };
        let Some(text) = text else {
            return Err(Error::Setting {
                message: format!("`{key}` is not a single value"),
                hint: Some(format!("write `{key}:` and a text; put it between quotes where it contains `: ` or `[`")),
            });
        };
        let some = Some(text.clone()).filter(|text| !text.is_empty());
        match key {
            "subtitle" => self.meta.subtitle = some,
            "logo" => self.meta.logo = some,
            "background" => self.meta.background = some,
            "title" | "cover" if text.is_empty() => {}
            "title" => {
                self.meta.title = some;
                self.meta.title_is_given = true;
                self.settings.set(key, &text)?;
            }
            "cover" => {
                self.meta.cover = some;
                self.settings.set(key, &text)?;
            }
            "lang" => self.speak(text.parse()?),
            _ => self.settings.set(key, &text)?,
        }
        Ok(())
    }

    fn speak(&mut self, lang: Lang) {
        self.settings.lang = Some(lang.as_str().to_owned());
        self.meta.lang = lang;
    }

    /// Authors by name; what other tools add about them is ignored.
    fn authors(&mut self, value: &Value) -> Result<()> {
        let names = value.texts().join(";");
        if !names.is_empty() {
            self.settings.set("author", &names)?;
            self.meta.authors = self.settings.author.clone().unwrap_or_default();
        }
        Ok(())
    }

    /// A date. Time and time zone, which other tools write, are dropped: they
    /// reveal where the author lives.
    fn date(&mut self, value: &Value) -> Result<()> {
        let Some(text) = value.text() else { return Ok(()) };
        let date = match text.split_once(['T', ' ']) {
            Some((date, time)) if is_day(date) && time.starts_with(|c: char| c.is_ascii_digit()) => date,
            _ => text.as_str(),
        };
        self.settings.set("date", date)?;
        self.meta.date = Some(date.to_owned());
        Ok(())
    }

    /// The language under another tool's key; `lang` overrides it.
    fn language(&mut self, value: &Value) {
        let tag = value.text().map(|tag| tag.replace('_', "-"));
        let tag = tag.as_deref().and_then(|tag| tag.split('.').next()).and_then(|tag| tag.parse().ok());
        if let Some(lang) = tag.filter(|_| self.settings.lang.is_none()) {
            self.speak(lang);
        }
    }

    /// The picture that another tool shows with the text; `cover` overrides it,
    /// and addresses cannot be opened.
    fn cover(&mut self, value: &Value) {
        let name = value.texts().into_iter().next().filter(|name| !name.contains("://"));
        if self.meta.cover.is_none() && name.is_some() {
            self.settings.cover.clone_from(&name);
            self.meta.cover = name;
        }
    }

    fn subjects(&mut self, value: &Value) {
        let texts = value.texts();
        let parts = texts.iter().flat_map(|text| text.split([',', '،', ';', '؛'])).map(|part| part.trim());
        for subject in parts.map(|part| part.trim_start_matches('#')).filter(|part| !part.is_empty()) {
            if !self.meta.about.subjects.iter().any(|known| known == subject) {
                self.meta.about.subjects.push(subject.to_owned());
            }
        }
    }

    fn series(&mut self, value: &Value) {
        if let Value::Table(pairs) = value {
            pairs.iter().filter(|(key, _)| NUMBERS.contains(&key.as_str())).for_each(|(_, v)| self.series_number(v));
        }
        if let Some(name) = value.texts().into_iter().next() {
            self.meta.about.series.get_or_insert_default().name = name;
        }
    }

    /// EPUB requires decimal numbers separated by full stops (`1`, `2.1`).
    fn series_number(&mut self, value: &Value) {
        let number = value.text().map(|text| latin_digits(&text)).filter(|number| {
            number.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        });
        if number.is_some() {
            self.meta.about.series.get_or_insert_default().number = number;
        }
    }

    /// Records an unknown key, or refuses it if it is a misspelling.
    fn pass_over(&mut self, key: &str, value: &Value) -> Result<()> {
        let known: Vec<&str> = KEYS.iter().chain(META_KEYS).copied().collect();
        let meant = misspelt(key, &known).filter(|meant| matches!(value, Value::Text(text) if fits(meant, text)));
        let shown: String = key.chars().take(40).collect();
        if let Some(meant) = meant {
            return Err(Error::Setting {
                message: format!("unknown key `{}`", shown.escape_debug()),
                hint: Some(format!("did you mean `{meant}`?")),
            });
        }
        self.passed_over.push(shown);
        Ok(())
    }
}

/// Whether a value would be valid for a setting.
fn fits(key: &str, value: &str) -> bool {
    match key {
        "date" => value.chars().any(char::is_numeric),
        _ if KEYS.contains(&key) => Settings::default().set(key, value).is_ok(),
        _ => true,
    }
}

fn is_ours(key: &str) -> bool {
    let is_opposite = |positive| ROWS.iter().any(|row| row.key == positive && row.has_opposite());
    KEYS.contains(&key) || META_KEYS.contains(&key) || key.strip_prefix("no-").is_some_and(is_opposite)
}

/// `2024-05-31`.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

fn direction(value: &Value) -> Option<Direction> {
    direction_of(&value.text()?)
}

fn direction_of(word: &str) -> Option<Direction> {
    match word.to_lowercase().as_str() {
        "rtl" => Some(Direction::Rtl),
        "ltr" => Some(Direction::Ltr),
        _ => None,
    }
}

/// Keys of a table that may contain the text wanted here.
const NAMES: &[&str] = &["name", "title", "image", "src", "path", "text"];
/// Keys of a table that may contain the number within a series.
const NUMBERS: &[&str] = &["number", "index", "position", "volume", "part", "group-position"];

impl Value {
    /// The text, or the first of several.
    fn text(&self) -> Option<String> {
        self.texts().into_iter().next()
    }

    /// All non-empty texts.
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
            Self::List(items) => texts(items),
            Self::Table(pairs) => {
                let named = |name: &&str| pairs.iter().find(|(key, _)| key.to_lowercase() == *name);
                NAMES.iter().find_map(named).and_then(|(_, value)| value.text()).into_iter().collect()
            }
            Self::Nothing => Vec::new(),
        }
    }
}

fn texts(items: &[Value]) -> Vec<String> {
    items.iter().flat_map(Value::texts).collect()
}
