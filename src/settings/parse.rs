//! Parses the values of settings. Numbers may be written in Persian digits,
//! lengths with their unit.

use super::spelling::unknown_word;
use crate::error::{Error, Result};
use crate::paper::{latin_digits, parse_margins, parse_paper};
use crate::units::{Length, Margins, Point, Size};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The metadata that is left out unless asked for.
pub(super) const METADATA: &[&str] = &["author", "date", "description", "publisher", "series", "subjects"];

pub(super) fn wrong(key: &str, value: &str, valid: &str) -> Error {
    Error::Setting { message: format!("{key} cannot be {}", value.escape_debug()), hint: Some(format!("give {valid}")) }
}

pub(super) fn flag(key: &str, value: &str) -> Result<bool> {
    match value {
        "true" | "yes" | "on" => Ok(true),
        "false" | "no" | "off" => Ok(false),
        _ => Err(wrong(key, value, "true or false")),
    }
}

pub(super) fn text(key: &str, value: &str) -> Result<String> {
    let text = value.trim();
    if text.is_empty() { Err(wrong(key, "empty", "some text")) } else { Ok(text.to_owned()) }
}

/// Names of people, separated by semicolons as in pandoc: a comma may be part of
/// a name.
pub(super) fn people(key: &str, value: &str) -> Result<Vec<String>> {
    let names: Vec<String> =
        value.split([';', '؛']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.is_empty() { Err(wrong(key, "empty", "some text")) } else { Ok(names) }
}

/// A word of a keyword setting, or another type with `FromStr`.
pub(super) fn word<T: FromStr<Err = Error>>(_key: &str, value: &str) -> Result<T> {
    value.parse()
}

pub(super) fn paper(_key: &str, value: &str) -> Result<Size> {
    parse_paper(value)
}

pub(super) fn margins(_key: &str, value: &str) -> Result<Margins> {
    parse_margins(value)
}

pub(super) fn number<T>(range: RangeInclusive<T>) -> impl Fn(&str, &str) -> Result<T>
where
    T: FromStr + PartialOrd + Display,
{
    move |key, value| {
        let number = latin_digits(value.trim()).parse::<T>().ok();
        number
            .filter(|number| range.contains(number))
            .ok_or_else(|| wrong(key, value, &format!("a number from {} to {}", range.start(), range.end())))
    }
}

pub(super) fn points(range: RangeInclusive<f64>) -> impl Fn(&str, &str) -> Result<Length> {
    move |key, value| number(range.clone())(key, without_unit(value, "pt")).map(Length::pt)
}

pub(super) fn millimetres(range: RangeInclusive<f64>) -> impl Fn(&str, &str) -> Result<Length> {
    move |key, value| number(range.clone())(key, without_unit(value, "mm")).map(Length::mm)
}

/// Two lengths in millimetres, to the right and downwards.
pub(super) fn shift(range: RangeInclusive<f64>) -> impl Fn(&str, &str) -> Result<Point> {
    move |key, value| {
        let refuse = || {
            let valid = format!("two numbers from {} to {}, such as 1.5,-0.5", range.start(), range.end());
            wrong(key, value, &valid)
        };
        let (x, y) = value.split_once([',', '،']).ok_or_else(refuse)?;
        let length = |text: &str| {
            // The sign as the printed scale shows it.
            let text = without_unit(text, "mm").trim().replace('\u{2212}', "-");
            let number = latin_digits(&text).parse().ok();
            number.filter(|number| range.contains(number)).map(Length::mm).ok_or_else(refuse)
        };
        Ok(Point::new(length(x)?, length(y)?))
    }
}

/// A number without the unit it may be written with.
fn without_unit<'a>(value: &'a str, unit: &str) -> &'a str {
    let value = value.trim();
    value.strip_suffix(unit).unwrap_or(value)
}

pub(super) fn metadata(_key: &str, value: &str) -> Result<Vec<String>> {
    let words = value.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != "none");
    words
        .map(|word| match METADATA.contains(&word) {
            true => Ok(word.to_owned()),
            false => Err(unknown_word("metadata key", word, METADATA)),
        })
        .collect()
}
