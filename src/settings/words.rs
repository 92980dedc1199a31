//! Settings that are one of a few words, and lists of such words.

use super::spelling::unknown_word;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Declares a keyword setting: an enum that is written as one word.
macro_rules! keywords {
    ($(#[$doc:meta])* $name:ident: $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order help shows them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The words for them.
            pub const WORDS: &[&str] = &[$($word),+];

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
                    _ => Err(unknown_word($what, word, Self::WORDS)),
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
    /// The shape of cards.
    Card: "card" {
        /// 1080 × 1350 pixels, as feeds show them.
        Post = "post",
        /// 1080 × 1080 pixels.
        Square = "square",
        /// 1080 × 1440 pixels.
        Tall = "tall",
        /// 1080 × 1920 pixels; apps cover its top and bottom.
        Story = "story",
        /// 1080 pixels wide, as high as it needs.
        Long = "long",
    }
}
keywords! {
    /// Whether letters may be stretched.
    Kashida: "kashida setting" {
        /// Never.
        Off = "off",
        /// Poems, and lines whose spaces would be too wide.
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
    /// The standards a PDF conforms to.
    PdfKind: "PDF kind" {
        /// PDF/A-2u and PDF/UA-1.
        Archive = "archive",
        /// Neither; the smallest file.
        Plain = "plain",
    }
}
keywords! {
    /// How the text layer is written.
    TextLayer: "text layer" {
        /// So that four widespread readers extract it best.
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
    /// What the line ends of the source mean.
    Breaks: "setting of line ends" {
        /// Intended: each becomes one on the page.
        Keep = "keep",
        /// Forced by a narrow column, to be undone.
        Join = "join",
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
        /// Also the Academy's spelling where usage is divided.
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
    /// How `ی` after a final silent `ه` is written.
    Heh: "spelling of `ی` behind `ه`" {
        /// As written.
        Keep = "keep",
        /// `خانه‌ی`, with a half-space.
        Yeh = "yeh",
        /// `خانهٔ`.
        Hamza = "hamza",
    }
}
keywords! {
    /// The language of help.
    Ui: "language" {
        /// Persian.
        Persian = "fa",
        /// English.
        English = "en",
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
/// Marks printed beside the artwork.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Where to trim, at the corners.
    pub crop: bool,
    /// Where to fold.
    pub fold: bool,
    /// Where to cut sheets apart.
    pub cut: bool,
    /// Crosses for the alignment of colours and sides.
    pub register: bool,
}

impl Marks {
    /// The words that a list of marks may contain.
    pub const WORDS: &[&str] = &["crop", "fold", "cut", "register", "none"];
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
                _ => return Err(unknown_word("mark", word, Self::WORDS)),
            }
        }
        Ok(marks)
    }
}
