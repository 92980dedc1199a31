//! The look of a document: a style for each role, the page, the furniture.
//! Built-in themes are TOML files, parsed like the user's own.
//!
//! Sizes are relative: letters to the body size, distances to the base line
//! grid, so that `--font-size` and `--fit` scale everything at once.

mod builtin;
mod read;
mod samples;

pub use builtin::BUILTIN;
pub use samples::sample;

use crate::error::{Error, Result};
use crate::font::{FontBook, FontId, Weight};
use crate::frame::Color;
use crate::settings::{Justify, unknown_word};
use crate::units::{Length, Margins, Size};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A complete look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// One line about it, for `bargeh themes`.
    pub about: String,
    /// The page.
    pub page: PageStyle,
    /// The font families.
    pub fonts: Families,
    /// The theme's own font files, one per weight, by their use.
    pub files: Vec<(FontUse, Vec<String>)>,
    /// A variant of the theme for printers that have only black and leave an
    /// unprinted edge.
    pub bare: Option<Box<Theme>>,
    /// Size of body text.
    pub size: Length,
    /// Base line distance as a multiple of `size`: the grid.
    pub leading: f64,
    /// Smallest and largest body size that `--fit` may choose.
    pub fit: [Length; 2],
    /// Whether a text that fits one page is set as large as the page allows.
    pub fill: bool,
    /// How lines end.
    pub justify: Justify,
    /// The one accent colour.
    pub accent: Color,
    /// The form of `==words==`.
    pub highlight: Highlight,
    /// A style for each role.
    pub styles: BTreeMap<StyleName, BlockStyle>,
    /// Running heads and folios.
    pub furniture: Furniture,
    /// The side length of QR codes; `None`: depends on the paper.
    pub qr_size: Option<Length>,
}

/// The page that the theme wants; settings override it.
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
    /// Thickness of the rules between columns.
    pub rule: Length,
    /// Thickness of the frames around the text, from outside in.
    pub frame: [Length; 2],
    /// Whether text that does not fill its page is centred vertically.
    pub middle: bool,
    /// Whether pages face each other (mirrored margins, book direction).
    pub facing: bool,
    /// Colour of the whole page, printed into the bleed.
    pub background: Option<Color>,
}

/// Font families by use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families {
    /// Running text.
    pub body: String,
    /// Headings.
    pub heading: String,
    /// Titles, slogans, posters.
    pub display: String,
    /// Code.
    pub code: String,
    /// Latin letters in emphasis; empty: they are emphasised as Persian ones
    /// are.
    pub italic: String,
}

/// A place in [`Families`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontUse {
    /// One of the four families.
    Family(Family),
    /// Latin letters in emphasis.
    Italic,
}

impl Families {
    /// The name of the family for a use.
    #[must_use]
    pub fn name(&self, of: FontUse) -> &str {
        match of {
            FontUse::Family(Family::Body) => &self.body,
            FontUse::Family(Family::Heading) => &self.heading,
            FontUse::Family(Family::Display) => &self.display,
            FontUse::Family(Family::Code) => &self.code,
            FontUse::Italic => &self.italic,
        }
    }

    /// The same, mutable.
    pub fn name_mut(&mut self, of: FontUse) -> &mut String {
        match of {
            FontUse::Family(Family::Body) => &mut self.body,
            FontUse::Family(Family::Heading) => &mut self.heading,
            FontUse::Family(Family::Display) => &mut self.display,
            FontUse::Family(Family::Code) => &mut self.code,
            FontUse::Italic => &mut self.italic,
        }
    }
}

impl FontUse {
    /// All uses.
    pub const ALL: [Self; 5] = [
        Self::Family(Family::Body),
        Self::Family(Family::Heading),
        Self::Family(Family::Display),
        Self::Family(Family::Code),
        Self::Italic,
    ];
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
    /// The source of a quotation.
    Source,
    /// Lists.
    List,
    /// The numbers of a list.
    Number,
    /// Code blocks.
    Code,
    /// Table cells.
    Table,
    /// Table head cells.
    TableHead,
    /// Captions.
    Caption,
    /// Pictures and QR codes.
    Figure,
    /// Thematic breaks.
    Rule,
    /// Footnotes.
    Note,
    /// Slogans.
    Slogan,
    /// Contact blocks.
    Contact,
    /// Boxes.
    Box,
    /// Day, hour and place.
    When,
    /// Who signs.
    Signatures,
    /// The nameplate of a newspaper.
    Masthead,
    /// The text alone on a cover page.
    Cover,
    /// Verse.
    Poem,
    /// Contents.
    Contents,
    /// Page numbers.
    Folio,
    /// Running heads.
    RunningHead,
}

impl StyleName {
    /// Every role that has a style, with its name in theme files.
    pub const ALL: &[(&str, Self)] = &[
        ("title", Self::Title),
        ("subtitle", Self::Subtitle),
        ("byline", Self::Byline),
        ("heading-1", Self::Heading(1)),
        ("heading-2", Self::Heading(2)),
        ("heading-3", Self::Heading(3)),
        ("heading-4", Self::Heading(4)),
        ("heading-5", Self::Heading(5)),
        ("heading-6", Self::Heading(6)),
        ("body", Self::Body),
        ("quote", Self::Quote),
        ("alert", Self::Alert),
        ("source", Self::Source),
        ("list", Self::List),
        ("number", Self::Number),
        ("code", Self::Code),
        ("table", Self::Table),
        ("table-head", Self::TableHead),
        ("caption", Self::Caption),
        ("figure", Self::Figure),
        ("rule", Self::Rule),
        ("note", Self::Note),
        ("slogan", Self::Slogan),
        ("contact", Self::Contact),
        ("box", Self::Box),
        ("when", Self::When),
        ("signatures", Self::Signatures),
        ("masthead", Self::Masthead),
        ("cover", Self::Cover),
        ("poem", Self::Poem),
        ("contents", Self::Contents),
        ("folio", Self::Folio),
        ("running-head", Self::RunningHead),
    ];
}

/// Which family a style is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// The alignment of a style's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// As the whole document: justified, or at the start.
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
    /// How heavy its letters are.
    pub weight: Weight,
    /// How heavy strong text in it is.
    pub strong: Weight,
    /// Colour of strong text, where weight is not enough to distinguish it.
    pub strong_color: Option<Color>,
    /// Size as a multiple of the body size.
    pub size: f64,
    /// Whether letters grow from `size` until their lines fill the measure.
    pub fit: Fit,
    /// The share of the page's height that grown letters may take.
    pub tallest: f64,
    /// Base line distance in grid lines; `None`: as many as the letters need.
    pub leading: Option<f64>,
    /// Base line distance as a multiple of the style's own letter size, instead
    /// of `leading`: large letters may be set closer than the reach of their
    /// marks requires.
    pub line_height: Option<f64>,
    /// Colour of the letters.
    pub color: Color,
    /// The alignment of its lines.
    pub align: Align,
    /// Space before, in grid lines.
    pub before: f64,
    /// Space after, in grid lines.
    pub after: f64,
    /// Space between the paragraphs inside a block, in grid lines.
    pub gap: f64,
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
    /// Whether its background, or the picture, extends to the paper's edges.
    pub bleed: bool,
    /// Whether it overlaps the bottom of the picture before it.
    pub over: bool,
    /// Whether it goes to the foot of the last page, if it is the last block.
    pub foot: bool,
    /// A drawn ornament.
    pub ornament: Ornament,
    /// Whether it begins a new page.
    pub new_page: NewPage,
}

/// The form of `==words==`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Highlight {
    /// A tinted background, as from a marker pen.
    #[default]
    Tint,
    /// A colour.
    Color(Color),
    /// A thick rule below: black ink has no other colour, and no tint.
    Rule,
}

/// Whether letters grow to fill the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// They have the style's size.
    #[default]
    None,
    /// As many lines as give the largest letters, the longest as wide as the
    /// measure, all no higher than the style's share of the page.
    Width,
}

/// Whether a heading begins a new page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NewPage {
    /// It does not.
    #[default]
    Never,
    /// In long documents, where the page before is well filled.
    Long,
    /// Always.
    Always,
}

impl Default for BlockStyle {
    fn default() -> Self {
        Self {
            family: Family::Body,
            weight: Weight::REGULAR,
            strong: Weight::BOLD,
            strong_color: None,
            size: 1.0,
            fit: Fit::None,
            tallest: 0.3,
            leading: None,
            line_height: None,
            color: Color::BLACK,
            align: Align::Text,
            before: 0.0,
            after: 0.0,
            gap: 0.0,
            first_line: 0.0,
            indent: 0.0,
            indent_end: 0.0,
            background: None,
            padding: 0.0,
            border: Borders::default(),
            bleed: false,
            over: false,
            foot: false,
            ornament: Ornament::None,
            new_page: NewPage::Never,
        }
    }
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
    /// Between the rows of a table.
    pub between: f64,
    /// Their colour; the theme's accent if none.
    pub color: Option<Color>,
}

/// Ornaments, drawn as paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// Two rules, one thick and one thin.
    DoubleRule,
    /// A thin rule.
    Hairline,
}

/// What is outside the text on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// Running head: the title at the outer side of every page but the first.
    pub running_head: bool,
    /// The page number's position.
    pub folio: Folio,
    /// Whether the first page has a page number.
    pub folio_on_first: bool,
    /// Whether author and date are printed under the title.
    pub byline: bool,
    /// Where the title goes.
    pub opening: Opening,
    /// A fixed header of every page but the first, instead of title and chapter.
    pub header: Option<String>,
    /// The number of the first page.
    pub first_page: usize,
}

/// Where the title goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// At the top of the text.
    #[default]
    Text,
    /// On a page of its own, where the text is long enough for one.
    Page,
}

/// Where page numbers go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Folio {
    /// Nowhere.
    #[default]
    None,
    /// In the middle of the foot.
    Center,
    /// At the outer side of the foot.
    Outer,
    /// At the outer side with the page count, where there are several pages:
    /// ۱/۵.
    Count,
}

/// A theme's families resolved in a [`FontBook`], each regular and bold.
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

impl ThemeFonts {
    /// Regular and bold of a family.
    #[must_use]
    pub const fn of(&self, family: Family) -> [FontId; 2] {
        match family {
            Family::Body => self.body,
            Family::Heading => self.heading,
            Family::Display => self.display,
            Family::Code => self.code,
        }
    }
}

/// The fonts of a style, and how its strong text is distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faces {
    /// Its letters.
    pub own: FontId,
    /// Its strong letters.
    pub strong: FontId,
    /// The colour of strong letters, where it differs.
    pub strong_color: Option<Color>,
    /// The form of `==words==`.
    pub highlight: Highlight,
    /// What it is printed on, where that is not bare paper.
    pub ground: Option<Color>,
    /// Letters in emphasis.
    pub emphasis: FontId,
    /// Latin letters in emphasis, where there are slanted ones.
    pub italic: Option<FontId>,
}

impl Theme {
    /// The fonts of a role. Where the family has no heavier weight, strong text
    /// gets the accent colour, except on a coloured background.
    #[must_use]
    pub fn faces(&self, book: &FontBook, name: StyleName) -> Faces {
        let style = self.style(name);
        let family = self.fonts.name(FontUse::Family(style.family));
        let find = |weight: Weight| book.find(family, weight).unwrap_or(FontId(u16::from(weight.is_bold())));
        let (own, strong) = (find(style.weight), find(style.strong));
        let accent = (strong == own && style.background.is_none() && style.color != self.accent).then_some(self.accent);
        let medium = find(Weight::new(style.weight.number() + 100));
        Faces {
            own,
            strong,
            strong_color: style.strong_color.or(accent),
            highlight: self.highlight,
            ground: style.background.or(self.page.background),
            emphasis: if medium == own { strong } else { medium },
            italic: book.find(&self.fonts.italic, style.weight),
        }
    }

    /// A built-in theme.
    ///
    /// # Errors
    /// [`crate::Error::Setting`] naming the nearest theme.
    pub fn builtin(name: &str) -> Result<Self> {
        match Self::source(name) {
            Some(source) => Self::parse(source, name),
            None => {
                let names: Vec<&str> = Self::names().collect();
                let mut error = unknown_word("theme", name, &names);
                if let Error::Setting { hint: Some(hint), .. } = &mut error {
                    hint.push_str("; a theme of your own is named by its file, such as mine.toml");
                }
                Err(error)
            }
        }
    }

    /// Parses a theme file; `name` is the file's name as the user gave it.
    ///
    /// # Errors
    /// [`crate::Error::Resource`] with the line, the unknown key or the value
    /// out of range, and the nearest valid key.
    pub fn parse(source: &str, name: &str) -> Result<Self> {
        read::theme(source, name)
    }

    /// The names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(name, _)| *name)
    }

    /// The TOML of a built-in theme, as a starting point for one's own.
    #[must_use]
    pub fn source(name: &str) -> Option<&'static str> {
        BUILTIN.iter().find(|(builtin, _)| *builtin == name).map(|(_, source)| *source)
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, name: StyleName) -> &BlockStyle {
        static NEUTRAL: LazyLock<BlockStyle> = LazyLock::new(BlockStyle::default);
        self.styles.get(&name).unwrap_or(&NEUTRAL)
    }

    /// The fonts of the theme's families; the book's first font for a missing
    /// one.
    #[must_use]
    pub fn fonts(&self, book: &FontBook) -> ThemeFonts {
        let both = |family: &str| {
            [Weight::REGULAR, Weight::BOLD]
                .map(|weight| book.find(family, weight).unwrap_or(FontId(u16::from(weight.is_bold()))))
        };
        ThemeFonts {
            body: both(&self.fonts.body),
            heading: both(&self.fonts.heading),
            display: both(&self.fonts.display),
            code: both(&self.fonts.code),
        }
    }
}
