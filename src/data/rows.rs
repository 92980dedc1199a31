//! Which rows of a table are used: `10-20,35`.

use crate::error::{Error, Result};
use crate::paper::latin_digits;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Numbers of rows, from 1; all of them by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<RangeInclusive<usize>>);

impl FromStr for Rows {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::Setting {
            message: format!("`{}` names no rows", text.escape_debug()),
            hint: Some("write numbers and ranges from 1 on, such as 10-20,35 or 5-".to_owned()),
        };
        let plain = latin_digits(text).replace('،', ",").replace(['–', '−'], "-");
        let number = |text: &str| text.trim().parse().ok().filter(|&number: &usize| number > 0).ok_or_else(wrong);
        let range = |part: &str| match part.split_once('-') {
            None => number(part).map(|one| one..=one),
            Some((first, "")) => Ok(number(first)?..=usize::MAX),
            Some((first, last)) => Ok(number(first)?..=number(last)?),
        };
        let ranges: Vec<_> = plain.split(',').map(|part| range(part.trim())).collect::<Result<_>>()?;
        if ranges.iter().any(RangeInclusive::is_empty) { Err(wrong()) } else { Ok(Self(ranges)) }
    }
}

impl Rows {
    /// The indices (from 0) of the rows asked for, in the order of the table.
    ///
    /// # Errors
    /// [`Error::Setting`] if the table has none of them.
    pub fn of(&self, count: usize) -> Result<Vec<usize>> {
        let asked = |row: &usize| self.0.is_empty() || self.0.iter().any(|range| range.contains(&(row + 1)));
        let rows: Vec<usize> = (0..count).filter(asked).collect();
        if rows.is_empty() {
            return Err(Error::Setting {
                message: format!("--rows names none of the table's {count} rows"),
                hint: Some(format!("its rows are 1 to {count}; the names of the columns do not count")),
            });
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read_in_both_digits() {
        let rows = |text: &str| text.parse::<Rows>().unwrap().of(6).unwrap();
        assert_eq!(rows("2-3,5"), [1, 2, 4]);
        assert_eq!(rows("۲-۳، ۵"), [1, 2, 4]);
        assert_eq!(rows("5-"), [4, 5]);
        assert_eq!(Rows::default().of(2).unwrap(), [0, 1]);
        for wrong in ["0", "3-2", "a", "", "-"] {
            assert!(wrong.parse::<Rows>().is_err(), "{wrong}");
        }
        assert!("9".parse::<Rows>().unwrap().of(6).is_err());
    }
}
