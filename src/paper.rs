//! Paper sizes and their names.

use crate::error::{Error, Result};
use crate::units::{Length, Margins, Size};

/// Named sizes in millimetres, portrait: ISO 216, DL (ISO 269) and US Letter.
pub const PAPERS: &[(&str, f64, f64)] = &[
    ("a0", 841.0, 1189.0),
    ("a1", 594.0, 841.0),
    ("a2", 420.0, 594.0),
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("a6", 105.0, 148.0),
    ("a7", 74.0, 105.0),
    ("dl", 99.0, 210.0),
    ("letter", 215.9, 279.4),
];

/// The names only.
pub const PAPER_NAMES: &[&str] = &{
    let mut names = [""; PAPERS.len()];
    let mut at = 0;
    while at < PAPERS.len() {
        names[at] = PAPERS[at].0;
        at += 1;
    }
    names
};

/// Smallest and largest side of a page, in millimetres. A choice that includes
/// labels and posters.
const SIDE: std::ops::RangeInclusive<f64> = 20.0..=2000.0;

/// Parses a paper size: a name or `WIDTHxHEIGHTmm`, also in Persian digits.
///
/// # Errors
/// [`Error::Setting`] with the valid sizes or the allowed range.
pub fn parse_paper(text: &str) -> Result<Size> {
    let text = latin_digits(text).to_ascii_lowercase();
    if let Some(&(_, width, height)) = PAPERS.iter().find(|(name, ..)| *name == text) {
        return Ok(Size::mm(width, height));
    }
    let sides: Vec<f64> = text
        .strip_suffix("mm")
        .unwrap_or(&text)
        .split(['x', '×'])
        .filter_map(|side| side.trim().parse().ok())
        .collect();
    match sides[..] {
        [width, height] if SIDE.contains(&width) && SIDE.contains(&height) => Ok(Size::mm(width, height)),
        _ => Err(Error::Setting {
            message: format!("unknown paper `{}`", text.escape_debug()),
            hint: Some(format!(
                "use {} or WIDTHxHEIGHTmm with sides from {} to {} mm",
                PAPER_NAMES.join(", "),
                SIDE.start(),
                SIDE.end()
            )),
        }),
    }
}

/// Parses margins in millimetres: one value, or `top,outer,bottom,inner`.
///
/// # Errors
/// [`Error::Setting`] if it is neither.
pub fn parse_margins(text: &str) -> Result<Margins> {
    let values: Option<Vec<Length>> = latin_digits(text)
        .split(',')
        .map(|side| side.trim().trim_end_matches("mm").trim().parse::<f64>().ok())
        .map(|side| side.filter(|side| (0.0..=500.0).contains(side)).map(Length::mm))
        .collect();
    match values.as_deref() {
        Some(&[all]) => Ok(Margins { top: all, outer: all, bottom: all, inner: all }),
        Some(&[top, outer, bottom, inner]) => Ok(Margins { top, outer, bottom, inner }),
        _ => Err(Error::Setting {
            message: format!("margins `{}` are not one value or top,outer,bottom,inner", text.escape_debug()),
            hint: Some("give millimetres from 0 to 500, such as 12 or 14,13,16,13".to_owned()),
        }),
    }
}

/// Replaces Persian and Arabic digits by Latin ones, so that numbers in flags
/// may be written either way.
#[must_use]
pub fn latin_digits(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '۰'..='۹' => char::from(b'0' + (letter as u32 - '۰' as u32) as u8),
            '٠'..='٩' => char::from(b'0' + (letter as u32 - '٠' as u32) as u8),
            '٫' => '.',
            other => other,
        })
        .collect()
}
