//! The bundled fonts, in fallback order. Those that a leaflet is set in are embedded
//! uncompressed: to unpack them took a seventh of the instructions of a short message.
//! The others are compressed when the program is built, and decompressed when one of
//! their letters is needed.

use super::{Data, Font, Weight};
use std::borrow::Cow;
use std::io::Read as _;
use std::sync::OnceLock;

/// A bundled font.
pub(super) struct Bundled {
    /// The family name.
    pub(super) family: &'static str,
    /// Its weight.
    pub(super) weight: Weight,
    file: File,
    font: OnceLock<Font>,
}

enum File {
    Plain(&'static [u8]),
    /// A zlib stream.
    Packed(&'static [u8]),
}

/// A file from `fonts/`, uncompressed.
macro_rules! plain {
    ($folder:literal, $name:literal) => {
        File::Plain(include_bytes!(concat!("../../fonts/", $folder, "/", $name, ".ttf")))
    };
}

/// A file from `fonts/`, compressed by `build.rs`.
macro_rules! packed {
    ($name:literal) => {
        File::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ttf.z")))
    };
}

pub(super) static BUNDLED: [Bundled; 18] = [
    Bundled::new("Vazirmatn", Weight::REGULAR, plain!("vazirmatn", "Vazirmatn-Regular")),
    Bundled::new("Vazirmatn", Weight::BOLD, plain!("vazirmatn", "Vazirmatn-Bold")),
    Bundled::new("Markazi Text", Weight::REGULAR, packed!("MarkaziText-Regular")),
    Bundled::new("Markazi Text", Weight::BOLD, packed!("MarkaziText-Bold")),
    Bundled::new("Noto Naskh Arabic", Weight::REGULAR, packed!("NotoNaskhArabic-Regular")),
    Bundled::new("Noto Naskh Arabic", Weight::BOLD, packed!("NotoNaskhArabic-Bold")),
    Bundled::new("Lalezar", Weight::REGULAR, plain!("lalezar", "Lalezar-Regular")),
    Bundled::new("Noto Sans", Weight::REGULAR, packed!("NotoSans-Regular")),
    Bundled::new("Noto Sans Hebrew", Weight::REGULAR, packed!("NotoSansHebrew-Regular")),
    Bundled::new("Noto Sans Symbols", Weight::REGULAR, packed!("NotoSansSymbols-Regular")),
    Bundled::new("Noto Sans Symbols 2", Weight::REGULAR, packed!("NotoSansSymbols2-Regular")),
    Bundled::new("Noto Emoji", Weight::REGULAR, packed!("NotoEmoji-Regular")),
    Bundled::new("Noto Sans Mono", Weight::REGULAR, packed!("NotoSansMono-Regular")),
    Bundled::new("Vazirmatn", Weight::new(500), packed!("Vazirmatn-Medium")),
    Bundled::new("Vazirmatn", Weight::BLACK, plain!("vazirmatn", "Vazirmatn-Black")),
    Bundled::new("Estedad", Weight::BLACK, packed!("Estedad-Black")),
    Bundled::new("Noto Sans Italic", Weight::REGULAR, packed!("NotoSans-Italic")),
    Bundled::new("Noto Serif Italic", Weight::REGULAR, packed!("NotoSerif-Italic")),
];

impl Bundled {
    const fn new(family: &'static str, weight: Weight, file: File) -> Self {
        Self { family, weight, file, font: OnceLock::new() }
    }

    /// The font, decompressed if necessary.
    pub(super) fn font(&self) -> &Font {
        self.font.get_or_init(|| {
            let font = Font::parse(Data::Bundled(self.file.bytes()), self.family);
            font.expect("the program's own fonts are whole: they are all read by a test")
        })
    }
}

impl File {
    fn bytes(&self) -> Cow<'static, [u8]> {
        match self {
            Self::Plain(bytes) => Cow::Borrowed(bytes),
            Self::Packed(bytes) => {
                let mut unpacked = Vec::new();
                // Incomplete data is no valid font, which `Font::parse`
                // reports.
                let _ = flate2::read::ZlibDecoder::new(*bytes).read_to_end(&mut unpacked);
                Cow::Owned(unpacked)
            }
        }
    }
}
