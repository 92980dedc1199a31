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

/// The Gregorian date of a day counted from 1 January 1970, as ISO 8601 writes it;
/// `None` beyond the year 9999. Years begin in March, so that the leap day is last
/// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub(crate) fn calendar_date(days: i64) -> Option<String> {
    const ERA: i64 = 146_097;
    let shifted = days.checked_add(719_468)?;
    let (era, day) = (shifted.div_euclid(ERA), shifted.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (of_month, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = era.checked_mul(400)? + year + i64::from(month <= 2);
    (0..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{of_month:02}"))
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
    use super::{calendar_date, is_calendar_date};

    #[test]
    fn days_become_dates() {
        let dates = [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (19_782, "2024-02-29"),
            (11_016, "2000-02-29"),
            (-25_567, "1900-01-01"),
        ];
        for (days, date) in dates {
            assert_eq!(calendar_date(days).as_deref(), Some(date));
        }
        assert_eq!((calendar_date(i64::MAX), calendar_date(3_000_000)), (None, None));
    }

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
