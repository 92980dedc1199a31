//! The tables of input and output formats, one row per format.

use super::spelling::unknown_word;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What an output is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeFrom {
    /// The message itself: chapters, no pages.
    Document,
    /// Pages, as they are printed.
    Print,
}

/// Declares both tables.
macro_rules! formats {
    ($(#[$doc:meta])* $name:ident: $what:literal {
        $($(#[$format_doc:meta])* $format:ident = $word:literal { $($field:ident: $value:expr,)+ })+
    } as $row:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub enum $name { $($(#[$format_doc])* $format,)+ }

        impl $name {
            /// Every format.
            pub const ALL: &[Self] = &[$(Self::$format),+];

            /// The words for them.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$format => $word),+ }
            }

            const fn row(self) -> $row {
                match self { $(Self::$format => $row { $($field: $value),+ }),+ }
            }

            /// The endings of its files, the default first.
            #[must_use]
            pub const fn endings(self) -> &'static [&'static str] {
                self.row().endings
            }

            /// The format of a file name, by its longest known ending.
            #[must_use]
            pub fn of_name(name: &Path) -> Option<Self> {
                let name = name.file_name()?.to_string_lossy().to_ascii_lowercase();
                let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
                let told = Self::ALL.iter().flat_map(|format| format.endings().iter().map(move |ending| (ending, format)));
                told.filter(|(ending, _)| ends(ending)).max_by_key(|(ending, _)| ending.len()).map(|(_, format)| *format)
            }
        }

        impl FromStr for $name {
            type Err = Error;
            fn from_str(word: &str) -> Result<Self> {
                match word {
                    $($word => Ok(Self::$format),)+
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

/// Text has no signature.
fn never(_: &[u8]) -> bool {
    false
}

/// Whether the bytes occur anywhere in a file.
fn holds(file: &[u8], bytes: &[u8]) -> bool {
    file.windows(bytes.len()).any(|window| window == bytes)
}

/// What the numbers of places in a file count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Lines.
    Line,
    /// Paragraphs.
    Paragraph,
    /// Chapters.
    Chapter,
    /// Pages.
    Page,
    /// Posts.
    Post,
}

impl Unit {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
            Self::Chapter => "chapter",
            Self::Page => "page",
            Self::Post => "post",
        }
    }
}

struct InputRow {
    endings: &'static [&'static str],
    sniff: fn(&[u8]) -> bool,
    edits: bool,
    unit: Unit,
}

formats! {
    /// The format of an input.
    InputFormat: "input format" {
        /// Markdown.
        Markdown = "md" {
            endings: &["md", "markdown", "mdown", "mkd"],
            sniff: never,
            edits: true,
            unit: Unit::Line,
        }
        /// Plain text.
        Text = "txt" {
            endings: &["txt", "text"],
            sniff: never,
            edits: true,
            unit: Unit::Line,
        }
        /// A message as typed in Telegram or WhatsApp.
        Telegram = "telegram" {
            endings: &[],
            sniff: never,
            edits: true,
            unit: Unit::Line,
        }
        /// Posts of a chat, exported by Telegram; `telegram` names it, too.
        TelegramExport = "telegram-export" {
            endings: &[],
            sniff: never,
            edits: false,
            unit: Unit::Post,
        }
        /// HTML.
        Html = "html" {
            endings: &["html", "htm", "xhtml"],
            sniff: never,
            edits: false,
            unit: Unit::Line,
        }
        /// Word's DOCX.
        Docx = "docx" {
            endings: &["docx"],
            sniff: |bytes| bytes.starts_with(b"PK\x03\x04") && holds(bytes, b"word/document.xml"),
            edits: false,
            unit: Unit::Paragraph,
        }
        /// OpenDocument text, as LibreOffice writes it.
        Odt = "odt" {
            endings: &["odt", "ott"],
            // The type comes first, so that it is told by it (ODF 1.3, part 2, 3.3).
            sniff: |bytes| {
                let head = &bytes[..bytes.len().min(200)];
                head.starts_with(b"PK\x03\x04") && holds(head, b"application/vnd.oasis.opendocument.text")
            },
            edits: false,
            unit: Unit::Paragraph,
        }
        /// EPUB.
        Epub = "epub" {
            endings: &["epub"],
            // The type comes first here, too (EPUB 3.3, OCF, 4.2.2).
            sniff: |bytes| {
                let head = &bytes[..bytes.len().min(200)];
                head.starts_with(b"PK\x03\x04") && holds(head, b"application/epub+zip")
            },
            edits: false,
            unit: Unit::Chapter,
        }
        /// PDF.
        Pdf = "pdf" {
            endings: &["pdf"],
            // As Acrobat allows, the header may have something before it.
            sniff: |bytes| holds(&bytes[..bytes.len().min(1024)], b"%PDF-"),
            edits: false,
            unit: Unit::Page,
        }
    } as InputRow
}

impl InputFormat {
    /// The format of a file without a telling name, where its content shows it.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| (format.row().sniff)(bytes))
    }

    /// What the numbers of its places count.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.row().unit
    }

    /// Whether its bytes are text in some encoding.
    #[must_use]
    pub const fn is_decoded(self) -> bool {
        matches!(self, Self::Markdown | Self::Text | Self::Telegram | Self::TelegramExport | Self::Html)
    }

    /// Whether the document keeps the source text unchanged, so that edits can
    /// be applied to the file itself.
    #[must_use]
    pub const fn is_edited_in_place(self) -> bool {
        self.row().edits
    }
}

struct OutputRow {
    made_from: MadeFrom,
    many: bool,
    text: bool,
    endings: &'static [&'static str],
}

formats! {
    /// The format of an output.
    OutputFormat: "output format" {
        /// PDF.
        Pdf = "pdf" {
            made_from: MadeFrom::Print,
            many: false,
            text: false,
            endings: &["pdf"],
        }
        /// EPUB.
        Epub = "epub" {
            made_from: MadeFrom::Document,
            many: false,
            text: false,
            endings: &["epub"],
        }
        /// HTML: a single file, everything embedded.
        Html = "html" {
            made_from: MadeFrom::Document,
            many: false,
            text: false,
            endings: &["html", "htm"],
        }
        /// Markdown: the cleaned text of whatever was read.
        Markdown = "md" {
            made_from: MadeFrom::Document,
            many: false,
            text: true,
            endings: &["md"],
        }
        /// PNG: pages, or cards, as pictures.
        Png = "png" {
            made_from: MadeFrom::Print,
            many: true,
            text: false,
            endings: &["png"],
        }
        /// JPEG: the same.
        Jpg = "jpg" {
            made_from: MadeFrom::Print,
            many: true,
            text: false,
            endings: &["jpg", "jpeg"],
        }
        /// Plain text for any screen.
        Text = "txt" {
            made_from: MadeFrom::Document,
            many: false,
            text: true,
            endings: &["txt"],
        }
        /// Text with Telegram's marks, cut into messages.
        Telegram = "telegram" {
            made_from: MadeFrom::Document,
            many: true,
            text: true,
            endings: &["telegram.txt"],
        }
        /// Text with WhatsApp's marks, cut into messages.
        WhatsApp = "whatsapp" {
            made_from: MadeFrom::Document,
            many: true,
            text: true,
            endings: &["whatsapp.txt"],
        }
    } as OutputRow
}

impl OutputFormat {
    /// What it is made from.
    #[must_use]
    pub const fn made_from(self) -> MadeFrom {
        self.row().made_from
    }

    /// Whether its files are pictures.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpg)
    }

    /// Whether it is usually several numbered files, as pictures of pages are.
    #[must_use]
    pub const fn is_many(self) -> bool {
        self.row().many
    }

    /// Whether it is text, which a terminal can show.
    #[must_use]
    pub const fn is_text(self) -> bool {
        self.row().text
    }

    /// The ending for new files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.endings()[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_formats_have_a_word_or_an_ending_in_common() {
        let inputs: Vec<_> = InputFormat::ALL.iter().flat_map(|format| format.endings()).collect();
        let outputs: Vec<_> = OutputFormat::ALL.iter().flat_map(|format| format.endings()).collect();
        for mut list in [inputs, outputs, InputFormat::WORDS.iter().collect(), OutputFormat::WORDS.iter().collect()] {
            let count = list.len();
            list.sort();
            list.dedup();
            assert_eq!(list.len(), count, "{list:?}");
        }
    }

    #[test]
    fn names_tell_formats_by_their_endings() {
        let input = |name: &str| InputFormat::of_name(Path::new(name));
        assert_eq!(input("a/پیام.MKD"), Some(InputFormat::Markdown));
        assert_eq!((input("md"), input("a.mdx"), input("a")), (None, None, None));
        assert_eq!(OutputFormat::of_name(Path::new("a.b.PDF")), Some(OutputFormat::Pdf));
        assert_eq!(OutputFormat::of_name(Path::new("a.telegram.txt")), Some(OutputFormat::Telegram));
    }
}
