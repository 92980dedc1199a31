//! What must not go wrong in the writers: a font of the user's, and a date.

use crate::document::Meta;
use crate::error::{Error, Result, Warning};
use crate::settings::Settings;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work that reads a user's font deep down. The libraries that shape and
/// subset trust a font's tables; where damaged ones trip them up, the font is
/// refused. Without such a font nothing is caught here.
pub(super) fn with_font<T>(settings: &Settings, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let Some(font) = settings.font.as_deref().filter(|name| super::choose::is_file(name)) else { return work() };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Err(Error::Writer { .. })) | Err(_) => Err(Error::Resource {
            name: font.to_owned(),
            message: "the font is damaged: its letters cannot be written".to_owned(),
            hint: Some("get the font again from its maker".to_owned()),
        }),
        Ok(result) => result,
    }
}

/// Warns of a date that is to go into the metadata and cannot.
pub(super) fn date(settings: &Settings, meta: &Meta) -> Option<Warning> {
    let date = meta.date.as_deref().filter(|date| super::choose::publishes(settings, "date") && !is_date(date))?;
    let message = format!("the date `{}` is printed, but left out of the file's metadata", date.escape_debug());
    Some(Warning::new("odd-date", message).hint("write it as year-month-day of the Gregorian calendar: 2024-05-21"))
}

/// The first year that is not rather one of the Persian calendar.
const FIRST_YEAR: u32 = 1700;

/// Whether a date can stand in metadata: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of
/// the Gregorian calendar (W3C date and time formats).
pub(super) fn is_date(text: &str) -> bool {
    let part = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok())?
    };
    let parts: Vec<&str> = text.split('-').collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().enumerate().map(|(at, text)| part(text, if at == 0 { 4 } else { 2 })).collect();
    match numbers.as_deref() {
        Some(&[year]) => year >= FIRST_YEAR,
        Some(&[year, month]) => year >= FIRST_YEAR && (1..=12).contains(&month),
        Some(&[year, month, day]) => year >= FIRST_YEAR && (1..=days(year, month)).contains(&day),
        _ => false,
    }
}

/// The days of a month; none where there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn real_dates_and_others() {
        for date in ["2024", "2024-05", "2024-02-29", "2000-02-29", "1979-02-11"] {
            assert!(is_date(date), "{date}");
        }
        let odd = [
            "0000",
            "2023-02-29",
            "1900-02-29",
            "2024-13",
            "2024-00-01",
            "99999-01-01",
            "1403-05-12",
            "۱۴۰۳",
            "1403/05/12",
            "",
        ];
        for date in odd {
            assert!(!is_date(date), "{date}");
        }
    }
}
