//! Everything a user can set, in one shape for every place it can be set in:
//! flags, `BARGEH_*`, front matter, `bargeh.toml`, theme. Each place gives a
//! [`Settings`] with what it says; [`Settings::or`] lays one over the next.

mod scheme;
mod set;

pub use scheme::Scheme;
pub use set::KEYS;

use crate::error::{Error, Result};
use crate::units::{Length, Margins, Size};
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Builds a keyword setting: an enum that is written as one word.
macro_rules! keywords {
    ($(#[$doc:meta])* $name:ident: $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order help shows them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl FromStr for $name {
            type Err = Error;
            fn from_str(word: &str) -> Result<Self> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(unknown_word($what, word, &[$($word),+])),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(word: String) -> Result<Self> { word.parse() }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.word()) }
        }
    };
}

/// The error for a word that is none of the valid ones, naming the nearest.
pub(crate) fn unknown_word(what: &str, word: &str, valid: &[&str]) -> Error {
    Error::Setting {
        message: format!("unknown {what} `{}`", word.escape_debug()),
        hint: Some(match nearest(word, valid) {
            Some(near) => format!("did you mean `{near}`? valid: {}", valid.join(", ")),
            None => format!("valid: {}", valid.join(", ")),
        }),
    }
}

/// The valid word most like the given one, if any is near enough.
#[must_use]
pub fn nearest<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    let near = |candidate: &&str| similar::TextDiff::from_chars(word, *candidate).ratio();
    valid.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|best| near(best) >= 0.5)
}

keywords! {
    /// Where lines end.
    Justify: "justification" {
        /// At both margins.
        Full = "full",
        /// At the start margin only.
        Start = "start",
    }
}
keywords! {
    /// Whether letters may be stretched.
    Kashida: "kashida setting" {
        /// Never.
        Off = "off",
        /// Poems, and lines whose spaces would gape.
        Auto = "auto",
        /// Any justified line.
        On = "on",
    }
}
keywords! {
    /// Whether slogans and contact blocks are found by rules.
    Roles: "roles setting" {
        /// By documented, careful rules.
        Auto = "auto",
        /// Only where the source marks them.
        Off = "off",
    }
}
keywords! {
    /// The side pages are bound on.
    Binding: "binding" {
        /// As Persian books.
        Right = "right",
        /// As Latin books.
        Left = "left",
    }
}
keywords! {
    /// How sheets are turned between front and back.
    Duplex: "duplex mode" {
        /// Flip on the short edge.
        Short = "short",
        /// Flip on the long edge.
        Long = "long",
        /// Fronts and backs in two files.
        Manual = "manual",
        /// One side only.
        None = "none",
    }
}
keywords! {
    /// What a PDF promises.
    PdfKind: "PDF kind" {
        /// PDF/A-2u and PDF/UA-1.
        Archive = "archive",
        /// Neither; the smallest file.
        Plain = "plain",
    }
}
keywords! {
    /// How text is written for readers.
    TextLayer: "text layer" {
        /// As four readers read it back best.
        Readers = "readers",
        /// By the letter of ISO 32000.
        Iso = "iso",
    }
}
keywords! {
    /// Which inks are used.
    Ink: "ink" {
        /// As designed.
        Color = "color",
        /// Grays.
        Gray = "gray",
        /// Black only, no grays in text and shapes.
        Black = "black",
        /// Process colours for print shops; needs `--pdf plain`.
        Cmyk = "cmyk",
    }
}
keywords! {
    /// How lines of column-wrapped sources are joined.
    Reflow: "reflow setting" {
        /// Where most line ends were forced by a narrow column.
        Auto = "auto",
        /// Always.
        On = "on",
        /// Never.
        Off = "off",
    }
}
keywords! {
    /// How far clean-up goes.
    Clean: "clean-up level" {
        /// Not at all.
        None = "none",
        /// Encoding and invisible characters only.
        Safe = "safe",
        /// Also half-spaces, quotes and digits, backed by a lexicon.
        Guarded = "guarded",
        /// Every rule.
        All = "all",
    }
}
keywords! {
    /// Which digits are printed.
    Digits: "digits setting" {
        /// As written.
        Keep = "keep",
        /// ۰ to ۹ in Persian text.
        Persian = "persian",
        /// 0 to 9.
        Latin = "latin",
    }
}
keywords! {
    /// Which links become QR codes.
    QrCodes: "QR setting" {
        /// Every distinct link.
        Links = "links",
        /// None.
        None = "none",
    }
}
keywords! {
    /// The form of an input.
    InputFormat: "input format" {
        /// Markdown.
        Markdown = "md",
        /// Plain text.
        Text = "txt",
        /// HTML.
        Html = "html",
        /// Word's DOCX.
        Docx = "docx",
    }
}
keywords! {
    /// The form of an output.
    OutputFormat: "output format" {
        /// PDF.
        Pdf = "pdf",
        /// EPUB.
        Epub = "epub",
    }
}

/// Marks printed beside the artwork.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Where to trim, at the corners.
    pub crop: bool,
    /// Where to fold.
    pub fold: bool,
    /// Where to cut sheets apart.
    pub cut: bool,
    /// Crosses to bring colours and sides into register.
    pub register: bool,
}

impl FromStr for Marks {
    type Err = Error;
    fn from_str(list: &str) -> Result<Self> {
        let mut marks = Self::default();
        for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "crop" => marks.crop = true,
                "fold" => marks.fold = true,
                "cut" => marks.cut = true,
                "register" => marks.register = true,
                "none" => marks = Self::default(),
                _ => return Err(unknown_word("mark", word, &["crop", "fold", "cut", "register", "none"])),
            }
        }
        Ok(marks)
    }
}

/// What the layout of pages, text and added parts asks for. Every field is
/// `None` where the place it came from says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `theme`: a built-in name or a file.
    pub theme: Option<String>,
    /// `paper`: the page.
    pub paper: Option<Size>,
    /// `landscape`.
    pub landscape: Option<bool>,
    /// `margin`.
    pub margin: Option<Margins>,
    /// `columns`.
    pub columns: Option<u8>,
    /// `binding`.
    pub binding: Option<Binding>,
    /// `font`: a bundled family or a file.
    pub font: Option<String>,
    /// `font-size`.
    pub font_size: Option<Length>,
    /// `justify`.
    pub justify: Option<Justify>,
    /// `kashida`.
    pub kashida: Option<Kashida>,
    /// `roles`.
    pub roles: Option<Roles>,
    /// `sheet`.
    pub sheet: Option<Scheme>,
    /// `sheet-paper`.
    pub sheet_paper: Option<Size>,
    /// `duplex`.
    pub duplex: Option<Duplex>,
    /// `marks`.
    pub marks: Option<Marks>,
    /// `bleed`.
    pub bleed: Option<Length>,
    /// `printable`: the strip at the paper's edge that printers cannot reach.
    pub printable: Option<Length>,
    /// `creep`: how far each sheet's content shifts towards the fold.
    pub creep: Option<Length>,
    /// `signature`: pages to a signature.
    pub signature: Option<u16>,
    /// `back-cover`: blanks go before the last page.
    pub back_cover: Option<bool>,
    /// `proof`: write a folding guide beside the output.
    pub proof: Option<bool>,
    /// `fit`: fill exactly so many pages.
    pub fit: Option<u16>,
    /// `qr`.
    pub qr: Option<QrCodes>,
    /// `toc`.
    pub toc: Option<bool>,
    /// `cover`: a picture.
    pub cover: Option<String>,
    /// `page-list`: EPUB page numbers as in print.
    pub page_list: Option<bool>,
    /// `pdf`.
    pub pdf: Option<PdfKind>,
    /// `text-layer`.
    pub text_layer: Option<TextLayer>,
    /// `ink`.
    pub ink: Option<Ink>,
    /// `image-quality`: 1 to 100; recompress images only when set.
    pub image_quality: Option<u8>,
    /// `embed-fonts`: in EPUB.
    pub embed_fonts: Option<bool>,
    /// `metadata`: which of `author`, `date` go into the file.
    pub metadata: Option<Vec<String>>,
    /// `title`: overrides the message's own.
    pub title: Option<String>,
    /// `no-title`: the file carries a constant title.
    pub no_title: Option<bool>,
    /// `author`.
    pub author: Option<String>,
    /// `date`.
    pub date: Option<String>,
    /// `lang`.
    pub lang: Option<String>,
    /// `reflow`.
    pub reflow: Option<Reflow>,
    /// `clean`.
    pub clean: Option<Clean>,
    /// `words`: a file of the user's own words.
    pub words: Option<String>,
    /// `digits`.
    pub digits: Option<Digits>,
}

impl Settings {
    /// These settings, and where they say nothing, those of a weaker place.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        macro_rules! each {
            ($($field:ident),+ $(,)?) => { Self { $($field: self.$field.or(weaker.$field)),+ } };
        }
        each!(
            theme,
            paper,
            landscape,
            margin,
            columns,
            binding,
            font,
            font_size,
            justify,
            kashida,
            roles,
            sheet,
            sheet_paper,
            duplex,
            marks,
            bleed,
            printable,
            creep,
            signature,
            back_cover,
            proof,
            fit,
            qr,
            toc,
            cover,
            page_list,
            pdf,
            text_layer,
            ink,
            image_quality,
            embed_fonts,
            metadata,
            title,
            no_title,
            author,
            date,
            lang,
            reflow,
            clean,
            words,
            digits,
        )
    }
}
