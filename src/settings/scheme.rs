//! The schemes by which pages are placed on sheets, and their spelling.

use super::labels::Labels;
use super::unknown_word;
use crate::error::{Error, Result};
use crate::paper::{PAPERS, latin_digits, parse_paper};
use crate::units::{Length, Size};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// How pages are placed on a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Scheme {
    /// Every page is its own sheet.
    #[default]
    None,
    /// Saddle-stitched booklet.
    Booklet,
    /// One sheet folded once: four pages.
    Bifold,
    /// Letter fold: six panels, one narrower.
    Trifold,
    /// Z-fold: six equal panels.
    Zfold,
    /// This number of equal panels per side, folded back and forth.
    Accordion(u8),
    /// Eight pages on one side, cut and folded.
    Zine,
    /// Four pages on one side, folded twice.
    Quarter,
    /// The same page, this many times on a sheet.
    Copies(u8),
    /// This many cells per sheet, cut and stacked.
    Stack(u8),
    /// Columns by rows, filled in reading order.
    Grid(u8, u8),
    /// Labels, each on its place of a sheet that is cut already.
    Labels(Labels),
    /// Name badges, as many as the sheet has room for.
    Badge,
    /// Postcards: the message, and behind it the side for address and stamp.
    Postcard,
    /// A poster over several sheets, to be glued together.
    Tiles(Tiles),
}

/// The sheets of a poster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tiles {
    /// Columns by rows.
    Grid(u8, u8),
    /// As many as a poster of this size takes.
    Whole(Size),
}

impl Tiles {
    fn parse(text: &str) -> Result<Self> {
        if let Some((columns, rows)) = columns_and_rows(text) {
            return Ok(Self::Grid(columns, rows));
        }
        parse_paper(text).map(Self::Whole).map_err(|_| Error::Setting {
            message: format!(
                "`tiles` needs columns x rows of sheets, {} to {} each, or a size",
                LINES.start(),
                LINES.end()
            ),
            hint: Some("such as `tiles:2x3`, `tiles:a2` or `tiles:500x700mm`".to_owned()),
        })
    }
}

impl fmt::Display for Tiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grid(columns, rows) => write!(f, "{columns}x{rows}"),
            Self::Whole(size) => {
                let mm = |length: Length| (length.to_mm() * 100.0).round() / 100.0;
                let (width, height) = (mm(size.width), mm(size.height));
                match PAPERS.iter().find(|&&(_, w, h)| (w, h) == (width, height)) {
                    Some((name, ..)) => f.write_str(name),
                    None => write!(f, "{width}x{height}mm"),
                }
            }
        }
    }
}

/// Panels per side of an accordion.
const PANELS: RangeInclusive<u8> = 2..=12;
/// A name badge in millimetres: the card that fits the usual clip-on holders.
const BADGE: Size = Size::mm(90.0, 54.0);
/// A postcard in millimetres: A6, lying.
const POSTCARD: Size = Size::mm(148.0, 105.0);
/// Cells per sheet that is cut apart.
const CELLS: RangeInclusive<u8> = 2..=64;
/// Columns or rows of a grid.
const LINES: RangeInclusive<u8> = 1..=16;

impl FromStr for Scheme {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(("labels", sheet)) = text.trim().split_once(':') {
            return Labels::parse(sheet.trim()).map(Self::Labels);
        }
        let lower = latin_digits(text.trim()).to_ascii_lowercase();
        let (word, count) = match lower.split_once(':') {
            Some((word, count)) => (word, Some(count)),
            None => (lower.as_str(), None),
        };
        let plain = match word {
            "none" => Self::None,
            "booklet" => Self::Booklet,
            "bifold" => Self::Bifold,
            "trifold" => Self::Trifold,
            "zfold" => Self::Zfold,
            "zine" => Self::Zine,
            "quarter" => Self::Quarter,
            "badge" => Self::Badge,
            "postcard" => Self::Postcard,
            "tiles" => return Tiles::parse(count.unwrap_or_default()).map(Self::Tiles),
            "labels" => return Labels::parse(count.unwrap_or_default()).map(Self::Labels),
            "accordion" => return number(word, count, &PANELS).map(Self::Accordion),
            "copies" => return number(word, count, &CELLS).map(Self::Copies),
            "stack" => return number(word, count, &CELLS).map(Self::Stack),
            "grid" => return grid(count),
            _ => return Err(unknown_word("sheet scheme", word, Self::WORDS)),
        };
        match count {
            None => Ok(plain),
            Some(_) => Err(Error::Setting {
                message: format!("sheet scheme `{word}` takes no number"),
                hint: Some(format!("write `{word}` alone")),
            }),
        }
    }
}

/// Parses the number after a scheme's name.
fn number(word: &str, count: Option<&str>, range: &RangeInclusive<u8>) -> Result<u8> {
    count.and_then(|count| count.parse().ok()).filter(|count| range.contains(count)).ok_or_else(|| Error::Setting {
        message: format!("sheet scheme `{word}` needs a number from {} to {}", range.start(), range.end()),
        hint: Some(format!("such as `{word}:4`")),
    })
}

fn columns_and_rows(text: &str) -> Option<(u8, u8)> {
    let (columns, rows) = text.split_once(['x', '×'])?;
    let side = |text: &str| text.trim().parse().ok().filter(|side| LINES.contains(side));
    Some((side(columns)?, side(rows)?))
}

/// Reads `CxR`.
fn grid(count: Option<&str>) -> Result<Scheme> {
    match count.and_then(columns_and_rows) {
        Some((columns, rows)) => Ok(Scheme::Grid(columns, rows)),
        None => Err(Error::Setting {
            message: format!("sheet scheme `grid` needs columns x rows, {} to {} each", LINES.start(), LINES.end()),
            hint: Some("such as `grid:3x2`".to_owned()),
        }),
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Booklet => f.write_str("booklet"),
            Self::Bifold => f.write_str("bifold"),
            Self::Trifold => f.write_str("trifold"),
            Self::Zfold => f.write_str("zfold"),
            Self::Accordion(panels) => write!(f, "accordion:{panels}"),
            Self::Zine => f.write_str("zine"),
            Self::Quarter => f.write_str("quarter"),
            Self::Copies(cells) => write!(f, "copies:{cells}"),
            Self::Stack(cells) => write!(f, "stack:{cells}"),
            Self::Grid(columns, rows) => write!(f, "grid:{columns}x{rows}"),
            Self::Labels(labels) => write!(f, "labels:{labels}"),
            Self::Badge => f.write_str("badge"),
            Self::Postcard => f.write_str("postcard"),
            Self::Tiles(tiles) => write!(f, "tiles:{tiles}"),
        }
    }
}

impl Scheme {
    /// The schemes as the help lists them.
    pub const WORDS: &[&str] = &[
        "none",
        "booklet",
        "bifold",
        "trifold",
        "zfold",
        "accordion:N",
        "zine",
        "quarter",
        "copies:N",
        "stack:N",
        "grid:CxR",
        "labels:NAME",
        "labels:CxR@WxH+GX+GY+TOP+SIDE",
        "badge",
        "postcard",
        "tiles:CxR",
        "tiles:a2",
    ];

    /// A word of the help with examples for what it leaves open, so that it is valid.
    #[must_use]
    pub fn example(word: &str) -> String {
        word.replace(":CxR@WxH+GX+GY+TOP+SIDE", ":3x7@63.5x38.1+2.5+0+15.15+7.25")
            .replace(":NAME", ":L7160")
            .replace(":N", ":4")
            .replace(":CxR", ":2x2")
    }

    /// How many pages the scheme takes, if it makes a single sheet.
    #[must_use]
    pub const fn panels(self) -> Option<usize> {
        match self {
            Self::Bifold | Self::Quarter => Some(4),
            Self::Trifold | Self::Zfold => Some(6),
            Self::Accordion(panels) => Some(2 * panels as usize),
            Self::Zine => Some(8),
            Self::None | Self::Booklet | Self::Copies(_) | Self::Stack(_) | Self::Grid(..) => None,
            Self::Labels(_) | Self::Badge | Self::Postcard | Self::Tiles(_) => None,
        }
    }

    /// Whether sheets are cut apart along the borders of the cells, rather
    /// than folded.
    #[must_use]
    pub const fn is_cut(self) -> bool {
        matches!(
            self,
            Self::Copies(_) | Self::Stack(_) | Self::Grid(..) | Self::Labels(_) | Self::Badge | Self::Postcard
        )
    }

    /// Whether each piece holds a whole message, which gets smaller rather than take a
    /// second piece.
    #[must_use]
    pub const fn holds_whole(self) -> bool {
        matches!(self, Self::Labels(_) | Self::Badge | Self::Postcard)
    }

    /// The sheet of labels, if it is one.
    pub(crate) const fn labels(self) -> Option<Labels> {
        match self {
            Self::Labels(labels) => Some(labels),
            _ => None,
        }
    }

    /// The size that a piece has unless another is asked for, if the sheet holds as
    /// many as there is room for.
    #[must_use]
    pub const fn piece(self) -> Option<Size> {
        match self {
            Self::Badge => Some(BADGE),
            Self::Postcard => Some(POSTCARD),
            _ => None,
        }
    }

    /// Whether all pages are on one side of the paper, unless another side is asked for.
    #[must_use]
    pub const fn is_single_sided(self) -> bool {
        matches!(self, Self::Zine | Self::Quarter | Self::Labels(_) | Self::Badge | Self::Tiles(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_they_are_shown() {
        for text in ["none", "booklet", "bifold", "trifold", "zfold", "accordion:4", "zine", "quarter", "copies:4"] {
            assert_eq!(text.parse::<Scheme>().unwrap().to_string(), text);
        }
        assert_eq!("stack:۸".parse::<Scheme>().unwrap(), Scheme::Stack(8));
        assert_eq!("Grid:3×2".parse::<Scheme>().unwrap(), Scheme::Grid(3, 2));
    }

    #[test]
    fn wrong_schemes_say_what_is_right() {
        let hint = |text: &str| text.parse::<Scheme>().unwrap_err().hint().unwrap_or_default().to_owned();
        assert!(hint("bookelt").contains("did you mean `booklet`"), "{}", hint("bookelt"));
        assert!(hint("copies").contains("copies:4"));
        assert!(hint("copies:0").contains("copies:4"));
        assert!(hint("accordion:99").contains("accordion:4"));
        assert!(hint("grid:0x4").contains("grid:3x2"));
        assert!(hint("zine:8").contains("`zine` alone"));
        assert!(hint("labels").contains("CxR@WxH"));
        assert!(hint("labels:L7161x").contains("did you mean `L7161`"));
        assert!(hint("badge:8").contains("`badge` alone"));
        assert!(hint("tiles").contains("tiles:2x3") && hint("tiles:b9").contains("tiles:a2"));
        for text in ["tiles:2x3", "tiles:a2", "tiles:500x700mm", "postcard", "badge", "labels:L7160"] {
            assert_eq!(text.parse::<Scheme>().unwrap().to_string(), text);
        }
    }
}
