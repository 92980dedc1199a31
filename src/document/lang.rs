//! Languages and their BCP 47 tags.

use super::Direction;
use crate::error::{Error, Result};
use std::str::FromStr;

/// A checked BCP 47 language tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(pub(crate) String);

impl FromStr for Lang {
    type Err = Error;

    /// Checks the form of a tag (a language of two or three letters, then
    /// subtags of up to eight letters and digits) and gives it its usual case
    /// (`fa-Arab-IR`).
    fn from_str(tag: &str) -> Result<Self> {
        let well_formed = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let mut parts = tag.split('-');
        let language =
            parts.next().filter(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
        match language {
            Some(language) if tag.len() <= 35 && parts.clone().all(well_formed) => {
                let mut checked = language.to_ascii_lowercase();
                for part in parts {
                    checked.push('-');
                    checked.push_str(&subtag_case(part));
                }
                Ok(Self(checked))
            }
            _ => Err(bad_tag(tag)),
        }
    }
}

/// A subtag in its usual case: scripts `Arab`, regions `IR`, others `1996`.
fn subtag_case(part: &str) -> String {
    let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
    match part.len() {
        2 if alphabetic => part.to_ascii_uppercase(),
        4 if alphabetic => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    }
}

fn bad_tag(tag: &str) -> Error {
    let known = match tag.to_lowercase().as_str() {
        "persian" | "farsi" | "فارسی" | "پارسی" => Some("fa".to_owned()),
        "arabic" | "عربی" | "العربية" => Some("ar".to_owned()),
        "english" | "انگلیسی" => Some("en".to_owned()),
        "kurdish" | "کردی" => Some("ckb".to_owned()),
        _ => Some(tag.replace('_', "-")).filter(|other| other != tag && other.parse::<Lang>().is_ok()),
    };
    let shown: String = tag.chars().take(40).collect();
    Error::Setting {
        message: format!("`{}` is not a language tag", shown.escape_debug()),
        hint: Some(match known {
            Some(tag) => format!("languages are named by BCP 47 tags; did you mean `{tag}`?"),
            None => "languages are named by BCP 47 tags, such as `fa`, `ar`, `ckb`, `en` or `fa-AF`".to_owned(),
        }),
    }
}

impl Lang {
    /// Persian.
    #[must_use]
    pub fn persian() -> Self {
        Self("fa".to_owned())
    }

    /// The tag as it is written to files.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag, in lower case.
    #[must_use]
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether it is Persian of Iran or Afghanistan, which text clean-up is
    /// for.
    pub(crate) fn is_persian(&self) -> bool {
        matches!(self.primary().as_str(), "fa" | "pes" | "prs")
    }

    /// Whether the language is written in Arabic script.
    pub(crate) fn is_arabic_script(&self) -> bool {
        self.direction() == Direction::Rtl
            && !matches!(self.primary().as_str(), "he" | "iw" | "yi" | "ji" | "dv" | "arc" | "syr")
    }

    /// What stands between the items of an enumeration.
    pub(crate) fn comma(&self) -> &'static str {
        if self.is_arabic_script() { "، " } else { ", " }
    }

    /// The writing direction of the language.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let latin = self.0.to_ascii_lowercase().split('-').any(|part| part == "latn" || part == "cyrl");
        match self.primary().as_str() {
            "fa" | "ar" | "he" | "ur" | "ps" | "ckb" | "sd" | "ug" | "yi" | "dv" | "azb" | "prs" | "pes" | "glk"
            | "mzn" | "lrc" | "bal" | "pnb" | "sdh" | "arc" | "syr" | "iw" | "ji"
                if !latin =>
            {
                Direction::Rtl
            }
            _ => Direction::Ltr,
        }
    }
}
