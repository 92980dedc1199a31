//! Dates that may be written to metadata.

/// The earliest Gregorian year. Smaller numbers are years of the Persian
/// (1300s, 1400s) or Islamic calendar.
const FIRST_YEAR: u32 = 1700;

/// Whether metadata can hold a date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in the
/// Gregorian calendar (W3C date and time formats).
pub(crate) fn is_calendar_date(text: &str) -> bool {
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

/// The number of days of a month; 0 if there is no such month.
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
    use super::is_calendar_date;

    #[test]
    fn real_dates_and_others() {
        for date in ["2024", "2024-05", "2024-02-29", "2000-02-29", "1979-02-11"] {
            assert!(is_calendar_date(date), "{date}");
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
            assert!(!is_calendar_date(date), "{date}");
        }
    }
}
