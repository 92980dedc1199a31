//! A message and what is asked of it.

use bargeh::Result;
use bargeh::convert::{Part, Product};
use bargeh::document::Lang;
use bargeh::read::{ReadOptions, format_of};
use bargeh::settings::{InputFormat, OutputFormat, Settings, Ui};
use serde::Deserialize;

/// What the page asks for, beside the bytes of the message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Job {
    /// The file's name; of what was typed, one that is made up.
    pub(crate) name: String,
    /// The form of the message, where its name and bytes do not decide.
    from: Option<String>,
    /// Its encoding, where it is not UTF-8.
    encoding: Option<String>,
    /// Settings by name.
    settings: Vec<(String, String)>,
    /// The formats that are wanted.
    to: Vec<String>,
    /// The keys of the edits that are left out; see [`crate::edits`].
    pub(crate) left: Vec<String>,
    /// Whether rows of the table that lack a value are left out.
    pub(crate) lossy_rows: bool,
}

impl Job {
    /// The settings that were chosen.
    pub(crate) fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::default();
        for (key, value) in &self.settings {
            settings.set(key, value)?;
        }
        Ok(settings)
    }

    pub(crate) fn formats(&self) -> Result<Vec<OutputFormat>> {
        self.to.iter().map(|word| word.parse()).collect()
    }

    /// How the message is read.
    pub(crate) fn reading(&self, bytes: &[u8], settings: &Settings) -> Result<ReadOptions> {
        let format: InputFormat = match self.from.as_deref() {
            Some(word) => word.parse()?,
            None => format_of(&self.name, bytes)?,
        };
        let lang = settings.lang.as_deref().map(str::parse::<Lang>).transpose()?;
        Ok(ReadOptions { encoding: self.encoding.clone(), lang, ..ReadOptions::new(format, self.name.clone()) })
    }

    /// The name of a file, as the program would call it.
    pub(crate) fn name_of(&self, product: &Product) -> String {
        let stem = self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem);
        let whole = format!("{stem}.{}", product.format.ending());
        let (stem, ending) = whole.rsplit_once('.').unwrap_or((&whole, ""));
        let ending = if product.ending == product.format.ending() { ending } else { product.ending };
        match product.part {
            Part::Whole => format!("{stem}.{ending}"),
            part => format!("{stem}{}.{ending}", part.suffix()),
        }
    }
}

/// The language of a word such as `fa`.
pub(crate) fn ui(word: &str) -> Ui {
    word.parse().unwrap_or(Ui::Persian)
}
