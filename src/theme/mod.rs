//! The look: one style for each role, the page, the furniture. Built-in themes
//! are TOML files read by the same door as the user's own.
//!
//! Sizes are relative: letters to the body size, distances to the base line
//! grid, so that `--font-size` and `--fit` scale everything at once.

use crate::font::{FontBook, FontId};
use crate::frame::Color;
use crate::settings::Justify;
use crate::units::{Length, Margins, Size};
use std::collections::BTreeMap;

/// A whole look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// One line about it, for `bargeh themes`.
    pub about: String,
    /// The page.
    pub page: PageStyle,
    /// The families.
    pub fonts: Families,
    /// Size of body text.
    pub size: Length,
    /// Distance of base lines, as a multiple of `size`: the grid.
    pub leading: f64,
    /// How lines end.
    pub justify: Justify,
    /// The one accent colour.
    pub accent: Color,
    /// A style for each role.
    pub styles: BTreeMap<StyleName, BlockStyle>,
    /// Running heads and folios.
    pub furniture: Furniture,
}

/// The page as the theme wants it; settings override.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Trimmed size.
    pub paper: Size,
    /// Margins.
    pub margins: Margins,
    /// Number of text columns.
    pub columns: u8,
    /// Distance between columns.
    pub gap: Length,
    /// Whether pages face each other (mirrored margins, book direction).
    pub facing: bool,
    /// Colour of the whole page, printed into the bleed.
    pub background: Option<Color>,
}

/// Font families by use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Families {
    /// Running text.
    pub body: String,
    /// Headings.
    pub heading: String,
    /// Titles, slogans, posters.
    pub display: String,
    /// Code.
    pub code: String,
}

/// The roles that have a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StyleName {
    /// The document's title (its first level 1 heading, or the front matter's).
    Title,
    /// The line under the title.
    Subtitle,
    /// Author and date, where printed.
    Byline,
    /// Headings by level.
    Heading(u8),
    /// Running text.
    Body,
    /// Quotations.
    Quote,
    /// Alerts.
    Alert,
    /// Lists.
    List,
    /// Code blocks.
    Code,
    /// Table cells.
    Table,
    /// Table head cells.
    TableHead,
    /// Captions.
    Caption,
    /// Footnotes.
    Note,
    /// Slogans.
    Slogan,
    /// Contact blocks.
    Contact,
    /// Boxes.
    Box,
    /// Verse.
    Poem,
    /// Contents.
    Contents,
    /// Page numbers.
    Folio,
    /// Running heads.
    RunningHead,
}

/// Which family a style is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// Running text.
    #[default]
    Body,
    /// Headings.
    Heading,
    /// Display.
    Display,
    /// Code.
    Code,
}

/// How a style's lines lie between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the whole document: justified or at the start.
    #[default]
    Text,
    /// At the start margin.
    Start,
    /// In the middle.
    Center,
    /// At the end margin.
    End,
}

/// The style of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStyle {
    /// The family.
    pub family: Family,
    /// Whether it is bold.
    pub bold: bool,
    /// Size as a multiple of the body size.
    pub size: f64,
    /// Base line distance in grid lines; `None`: as many as the ink needs.
    pub leading: Option<f64>,
    /// Colour of the letters.
    pub color: Color,
    /// How lines lie.
    pub align: Align,
    /// Space before, in grid lines.
    pub before: f64,
    /// Space after, in grid lines.
    pub after: f64,
    /// Indent of the first line, in ems.
    pub first_line: f64,
    /// Indent at the start, in ems.
    pub indent: f64,
    /// Indent at the end, in ems.
    pub indent_end: f64,
    /// Colour behind the block.
    pub background: Option<Color>,
    /// Space between background or border and text, in ems.
    pub padding: f64,
    /// Lines around the block.
    pub border: Borders,
    /// A drawn ornament.
    pub ornament: Ornament,
}

/// Lines around a block: thickness in points, zero for none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Borders {
    /// Above.
    pub top: f64,
    /// At the start side.
    pub start: f64,
    /// Below.
    pub bottom: f64,
    /// At the end side.
    pub end: f64,
    /// Their colour; the theme's accent if none.
    pub color: Option<Color>,
}

/// Ornaments, drawn as paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ornament {
    /// Nothing.
    #[default]
    None,
    /// A short thick bar under the block.
    Bar,
    /// A rule with a lozenge in the middle.
    Lozenge,
    /// An eight-pointed star.
    Star,
    /// Two thin rules above and below.
    DoubleRule,
}

/// What stands outside the text on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// Running head: the title at the outer side of every page but the first.
    pub running_head: bool,
    /// Folio.
    pub folio: Folio,
    /// Whether the first page has a folio.
    pub folio_on_first: bool,
    /// Whether author and date are printed under the title.
    pub byline: bool,
}

/// Where page numbers stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Folio {
    /// Nowhere.
    #[default]
    None,
    /// In the middle of the foot.
    Center,
    /// At the outer side of the foot.
    Outer,
}

/// A theme's families found in a [`FontBook`], each regular and bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeFonts {
    /// Regular and bold of running text.
    pub body: [FontId; 2],
    /// Regular and bold of headings.
    pub heading: [FontId; 2],
    /// Regular and bold of display text.
    pub display: [FontId; 2],
    /// Regular and bold of code.
    pub code: [FontId; 2],
}

impl Theme {
    /// The style of a role.
    #[must_use]
    pub fn style(&self, name: StyleName) -> &BlockStyle {
        &self.styles[&name]
    }

    /// The fonts of the theme's families; the book's first font where one is
    /// missing.
    #[must_use]
    pub fn fonts(&self, book: &FontBook) -> ThemeFonts {
        use crate::font::Weight::{Bold, Regular};
        let both = |family: &str| {
            [Regular, Bold].map(|weight| book.find(family, weight).unwrap_or(FontId(u16::from(weight == Bold))))
        };
        ThemeFonts {
            body: both(&self.fonts.body),
            heading: both(&self.fonts.heading),
            display: both(&self.fonts.display),
            code: both(&self.fonts.code),
        }
    }
}
