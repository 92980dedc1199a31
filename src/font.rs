//! Fonts: the bundled ones and the user's, their metrics and coverage. The only
//! file that uses `ttf-parser`. System fonts are never read.

use crate::error::{Error, Result, Warning};
use crate::units::{Em, FontUnits};
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

mod beside;
mod book;
mod bundled;
mod table;

pub use beside::bold_beside;
pub use book::FontBook;
use table::Table;

/// The index of a font in its [`FontBook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// The weight of a font, from 100 (thin) to 900 (black).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u16);

impl Weight {
    /// Regular, for running text.
    pub const REGULAR: Self = Self(400);
    /// Bold, for emphasis.
    pub const BOLD: Self = Self(700);
    /// The heaviest weight.
    pub const BLACK: Self = Self(900);

    /// A weight; numbers outside the scale are clamped.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        match number {
            0..100 => Self(100),
            100..=900 => Self(number),
            _ => Self(900),
        }
    }

    /// The number, as in CSS and OpenType.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Whether it counts as bold where there are only regular and bold.
    #[must_use]
    pub const fn is_bold(self) -> bool {
        self.0 >= 600
    }
}

impl Default for Weight {
    fn default() -> Self {
        Self::REGULAR
    }
}

/// A font file.
#[derive(Clone, Debug)]
pub struct Font {
    data: Data,
    /// The family name, such as `Vazirmatn`.
    pub family: String,
    /// The weight.
    pub weight: Weight,
    /// The PostScript name, needed in PDF font dictionaries.
    pub postscript_name: String,
    /// Metrics in ems.
    pub metrics: Metrics,
    /// Units per em of the design.
    pub units_per_em: u16,
    looked_up: Arc<LookedUp>,
}

#[derive(Clone, Debug)]
enum Data {
    Bundled(Cow<'static, [u8]>),
    User(Arc<[u8]>),
}

impl Data {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::User(bytes) => bytes,
        }
    }
}

/// Results of earlier queries. Parsing the tables for every letter would take
/// longer than shaping it.
#[derive(Debug)]
struct LookedUp {
    /// For each 16 characters of Unicode, a bit for each that the font has.
    coverage: Table<u16>,
    glyphs: Table<Measured>,
    reach: OnceLock<Reach>,
}

/// The advance of a glyph, and the left, bottom, right and top edges of its
/// ink, in design units.
#[derive(Clone, Copy, Debug)]
struct Measured {
    advance: u16,
    ink: Option<[i16; 4]>,
}

/// Metrics of a font, in em.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Highest usual ink above the baseline.
    pub ascent: Em,
    /// Lowest usual ink below the baseline, positive.
    pub descent: Em,
    /// Height of capital letters.
    pub cap_height: Em,
    /// Height of lower-case letters.
    pub x_height: Em,
    /// Middle of a strikethrough line.
    pub strikeout: Em,
    /// Middle of an underline, positive below the baseline.
    pub underline: Em,
    /// Thickness of these lines.
    pub stroke: Em,
}

/// How far the usual letters of a font extend above and below the baseline, in
/// em.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// Above the baseline.
    pub ascent: Em,
    /// Below the baseline, positive.
    pub descent: Em,
}

/// The bounding box of ink, in em, y upwards from the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InkBox {
    /// Left edge.
    pub left: Em,
    /// Lower edge.
    pub bottom: Em,
    /// Right edge.
    pub right: Em,
    /// Upper edge.
    pub top: Em,
}

/// Ending of the name of an italic family.
const ITALIC: &str = " Italic";

/// Characters in one entry of the coverage.
const ENTRY: usize = 16;

/// The letters that a font for Persian must have.
const PERSIAN: &str = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ";

impl Font {
    fn parse(data: Data, name: &str) -> Result<Self> {
        let face = ttf_parser::Face::parse(data.bytes(), 0).map_err(|_| refuse(name, "not a font that can be read"))?;
        let string = |id: u16| {
            face.names()
                .into_iter()
                .find(|entry| entry.name_id == id && entry.is_unicode())
                .and_then(|entry| entry.to_string())
        };
        let weight = match Weight::new(face.weight().to_number()) {
            weight if face.is_bold() && !weight.is_bold() => Weight::BOLD,
            weight => weight,
        };
        let family = string(16).or_else(|| string(1)).unwrap_or_else(|| "Unnamed".to_owned());
        // Italics are a separate family, so that no upright style selects them.
        let family = if face.is_italic() && !family.ends_with(ITALIC) { family + ITALIC } else { family };
        let postscript_name = string(6)
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .take(63)
            .collect();
        let looked_up = Arc::new(LookedUp {
            coverage: Table::new((char::MAX as usize + 1) / ENTRY),
            glyphs: Table::new(usize::from(face.number_of_glyphs())),
            reach: OnceLock::new(),
        });
        let (metrics, units_per_em) = (metrics(&face), face.units_per_em());
        Ok(Self { family, weight, postscript_name, metrics, units_per_em, looked_up, data })
    }

    /// The bytes of the font file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.data.bytes()
    }

    /// Whether it is bundled with the program.
    #[must_use]
    pub fn is_bundled(&self) -> bool {
        matches!(self.data, Data::Bundled(_))
    }

    fn face(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(self.data(), 0).ok()
    }

    /// Whether the font has a glyph for a character or does not need one:
    /// blanks of any width are made from the space.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        let code = character as usize;
        let bits = self.looked_up.coverage.get(code / ENTRY, |entries| self.coverage(entries));
        bits.is_some_and(|bits| bits >> (code % ENTRY) & 1 == 1) || (is_blank(character) && self.covers(' '))
    }

    /// The coverage of a range of entries, a bit per character.
    fn coverage(&self, entries: Range<usize>) -> Box<[u16]> {
        let face = self.face();
        let map = face.as_ref().and_then(|face| face.tables().cmap);
        // The subtables are read once; `Face::glyph_index` reads them for every
        // letter.
        let maps: Vec<_> =
            map.into_iter().flat_map(|map| map.subtables).filter(ttf_parser::cmap::Subtable::is_unicode).collect();
        let has = |code: usize| {
            let code = u32::try_from(code).ok()?;
            maps.iter().find_map(|map| map.glyph_index(code)).filter(|glyph| glyph.0 != 0)
        };
        let bits = |entry: usize| {
            (0..ENTRY).filter(|bit| has(entry * ENTRY + bit).is_some()).fold(0, |bits, bit| bits | 1 << bit)
        };
        entries.map(bits).collect()
    }

    /// The glyph for a character, without shaping.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.face()?.glyph_index(character).map(|id| id.0).filter(|&id| id != 0)
    }

    /// The advance of a glyph.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> Em {
        let units = self.measured(glyph).map_or(0, |measured| measured.advance);
        FontUnits(i32::from(units)).to_em(self.units_per_em)
    }

    /// The outline of a glyph; empty if it has no ink.
    #[must_use]
    pub fn outline(&self, glyph: u16) -> Vec<OutlineSegment> {
        let mut outline = Outline::default();
        if let Some(face) = self.face() {
            face.outline_glyph(ttf_parser::GlyphId(glyph), &mut outline);
        }
        outline.0
    }

    /// The bounding box of the ink of a glyph; `None` if it has none.
    #[must_use]
    pub fn ink(&self, glyph: u16) -> Option<InkBox> {
        let em = |units: i16| FontUnits(i32::from(units)).to_em(self.units_per_em);
        let [left, bottom, right, top] = self.measured(glyph)?.ink?.map(em);
        Some(InkBox { left, bottom, right, top })
    }

    /// How far its Persian letters extend; or its Latin letters, if it has no
    /// Persian ones.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let ink = |letters: &str| {
            let boxes = letters.chars().filter_map(|letter| self.glyph(letter)).filter_map(|glyph| self.ink(glyph));
            boxes.fold(None, |reach: Option<Reach>, ink| {
                let now = reach.unwrap_or_default();
                let higher = if ink.top > now.ascent { ink.top } else { now.ascent };
                let deeper = if -ink.bottom > now.descent { -ink.bottom } else { now.descent };
                Some(Reach { ascent: higher, descent: deeper })
            })
        };
        // For fonts with neither script, such as symbols.
        let usual = Reach { ascent: Em::new(0.8), descent: Em::new(0.3) };
        *self.looked_up.reach.get_or_init(|| ink("الکگطعحیم").or_else(|| ink("Tdlpg")).unwrap_or(usual))
    }

    fn measured(&self, glyph: u16) -> Option<&Measured> {
        self.looked_up.glyphs.get(usize::from(glyph), |glyphs| self.measure(glyphs))
    }

    fn measure(&self, glyphs: Range<usize>) -> Box<[Measured]> {
        let face = self.face();
        let measure = |glyph: usize| {
            let glyph = ttf_parser::GlyphId(u16::try_from(glyph).unwrap_or_default());
            let Some(face) = &face else { return Measured { advance: 0, ink: None } };
            // The bounding box in the glyph header, if there is one, saves
            // drawing the outline.
            let ink = match face.tables().glyf {
                Some(glyf) => glyf.bbox(glyph),
                None => face.glyph_bounding_box(glyph),
            };
            let ink = ink.map(|ink| [ink.x_min, ink.y_min, ink.x_max, ink.y_max]);
            Measured { advance: face.glyph_hor_advance(glyph).unwrap_or(0), ink }
        };
        glyphs.map(measure).collect()
    }

    /// The height of its letters, to match fonts that are set side by side:
    /// that of an alef, or of a Latin x converted to that of a matching alef.
    fn letter_height(&self) -> Option<f64> {
        let top = |letter: char| Some(self.ink(self.glyph(letter)?)?.top.get()).filter(|&top| top > 0.1);
        top('\u{627}').or_else(|| top('x').map(|top| top * ALEF_TO_X))
    }

    /// Rejects fonts that cannot be printed or embedded.
    fn check(&self, name: &str) -> Result<()> {
        let Some(face) = self.face() else { return Err(refuse(name, "not a font that can be read")) };
        if face.tables().cmap.is_none() {
            return Err(refuse(name, "it does not say which letters its glyphs are (no cmap table)"));
        }
        if face.tables().glyf.is_none() && face.tables().cff.is_none() {
            return Err(refuse(name, "it has no outlines that a PDF can hold (neither glyf nor CFF)"));
        }
        let restricted = face.permissions() == Some(ttf_parser::Permissions::Restricted);
        if restricted || !face.is_outline_embedding_allowed() || !face.is_subsetting_allowed() {
            return Err(Error::Resource {
                name: name.to_owned(),
                message: "its maker forbids embedding (fsType)".to_owned(),
                hint: Some("use a font with an open licence".to_owned()),
            });
        }
        let missing: Vec<String> = PERSIAN.chars().filter(|&letter| !self.covers(letter)).map(String::from).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Error::Resource {
            name: name.to_owned(),
            message: format!("it lacks {} Persian letters: {}", missing.len(), missing.join(" ")),
            hint: Some("use a font made for Persian".to_owned()),
        })
    }
}

/// The height of an alef in most fonts, in em.
const USUAL_HEIGHT: f64 = 0.75;
/// An alef is about this many times as high as the x beside it.
const ALEF_TO_X: f64 = 1.35;

fn refuse(name: &str, message: &str) -> Error {
    Error::Resource {
        name: name.to_owned(),
        message: message.to_owned(),
        hint: Some("use a TrueType or OpenType font file (.ttf, .otf)".to_owned()),
    }
}

fn metrics(face: &ttf_parser::Face<'_>) -> Metrics {
    let em = |units: i16| FontUnits(i32::from(units)).to_em(face.units_per_em());
    let strike = face.strikeout_metrics();
    let under = face.underline_metrics();
    Metrics {
        ascent: em(face.ascender()),
        descent: -em(face.descender()),
        cap_height: em(face.capital_height().unwrap_or(face.ascender())),
        x_height: em(face.x_height().unwrap_or(face.ascender() / 2)),
        strikeout: strike.map_or(Em::new(0.3), |line| em(line.position)),
        underline: under.map_or(Em::new(0.15), |line| -em(line.position)),
        stroke: under.map_or(Em::new(0.05), |line| em(line.thickness)),
    }
}

/// A segment of a glyph outline, in design units, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutlineSegment {
    /// Begins a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A quadratic curve: control point and end point.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve: two control points and end point.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Closes the contour.
    Close,
}

#[derive(Default)]
struct Outline(Vec<OutlineSegment>);

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlineSegment::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlineSegment::Line([x, y]));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(OutlineSegment::Quad([x1, y1], [x, y]));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(OutlineSegment::Cubic([x1, y1], [x2, y2], [x, y]));
    }

    fn close(&mut self) {
        self.0.push(OutlineSegment::Close);
    }
}

/// Drawn for characters that no font has.
pub const REPLACEMENT: char = '\u{fffd}';

/// Characters that need no glyph: joiners, directional marks, variation
/// selectors.
fn is_invisible(letter: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

/// Blanks that the shaper makes from the space.
fn is_blank(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Most missing letters named in a warning. A choice, so that the warning stays
/// readable.
const NAMED: usize = 20;

/// The warning about letters that no font has.
pub(crate) fn missing(letters: impl Iterator<Item = char>) -> Warning {
    let mut names: Vec<String> =
        letters.map(|letter| format!("`{}` (U+{:04X})", letter.escape_debug(), u32::from(letter))).collect();
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    Warning::new("missing-glyph", format!("no font has {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAZIRMATN: &[u8] = include_bytes!("../fonts/vazirmatn/Vazirmatn-Regular.ttf");

    fn added(bytes: &[u8]) -> Result<FontId> {
        FontBook::bundled().add("mine.ttf", bytes.into())
    }

    fn refusal(bytes: &[u8]) -> String {
        let error = added(bytes).unwrap_err();
        assert!(error.hint().is_some());
        error.to_string()
    }

    /// The offset of a table in a font file.
    fn table(font: &[u8], tag: &[u8; 4]) -> usize {
        let entry = font.windows(4).position(|window| window == tag).unwrap();
        u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize
    }

    #[test]
    fn the_bundled_fonts_are_whole() {
        let book = FontBook::bundled();
        for id in book.ids() {
            let font = book.font(id);
            assert!(font.is_bundled());
            assert_eq!((font.family.as_str(), font.weight), book.name(id));
        }
        for family in ["Vazirmatn", "Markazi Text", "noto-naskh-arabic", "LALEZAR"] {
            let font = book.font(book.find(family, Weight::REGULAR).unwrap());
            assert!(PERSIAN.chars().all(|letter| font.covers(letter)), "{family}");
            assert!(font.advance(font.glyph('\u{640}').unwrap()).get() > 0.0, "{family} can be stretched");
        }
        let regular = book.find("Vazirmatn", Weight::REGULAR);
        assert_ne!(regular, book.find("Vazirmatn", Weight::BOLD));
        assert_eq!(book.find("Lalezar", Weight::BOLD), book.find("Lalezar", Weight::REGULAR));
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_reason() {
        assert!(refusal(b"").contains("not a font"));
        assert!(refusal(&[0; 4096]).contains("not a font"));
        assert!(refusal("سلام".as_bytes()).contains("not a font"));
        assert!(refusal(&VAZIRMATN[..200]).contains("not a font"));
        assert!(refusal(b"wOF2 and more").contains("web font"));
        assert!(refusal(b"ttcf and more").contains("collection"));
        let hebrew = include_bytes!("../fonts/noto-sans-hebrew/NotoSansHebrew-Regular.ttf");
        let message = refusal(hebrew);
        assert!(message.contains("lacks 33 Persian letters: ا ب پ"), "{message}");
        let mut restricted = VAZIRMATN.to_vec();
        let kind = table(&restricted, b"OS/2") + 8;
        restricted[kind..kind + 2].copy_from_slice(&2_u16.to_be_bytes());
        assert!(refusal(&restricted).contains("forbids embedding"));
        let mut mute = VAZIRMATN.to_vec();
        let entry = mute.windows(4).position(|window| window == b"cmap").unwrap();
        mute[entry..entry + 4].copy_from_slice(b"cmaq");
        assert!(refusal(&mute).contains("no cmap"));
        assert!(added(VAZIRMATN).is_ok());
    }

    #[test]
    fn a_font_added_last_is_found_first() {
        let mut book = FontBook::bundled();
        let id = book.add("mine.ttf", VAZIRMATN.into()).unwrap();
        assert_eq!(book.find("vazirmatn", Weight::REGULAR), Some(id));
        assert!(!book.font(id).is_bundled());
    }

    #[test]
    fn letters_are_looked_for_in_other_fonts() {
        let book = FontBook::bundled();
        let vazirmatn = book.find("Vazirmatn", Weight::BOLD).unwrap();
        let family = |text: &str| book.fallback(vazirmatn, text).map(|id| book.font(id).family.clone());
        assert_eq!(family("سلام\u{200c}ها Hello\u{a0}\u{2009}\u{2067}").as_deref(), Some("Vazirmatn"));
        assert_eq!(family("שלום").as_deref(), Some("Noto Sans Hebrew"));
        assert_eq!(family("ελ").as_deref(), Some("Noto Sans"));
        assert_eq!(family("😀").as_deref(), Some("Noto Emoji"));
        assert_eq!(family("\u{10fffd}"), None);
    }

    #[test]
    fn sizes_beside_each_other_are_near() {
        let book = FontBook::bundled();
        let [vazirmatn, naskh, sans, mono, emoji] =
            ["Vazirmatn", "Noto Naskh Arabic", "Noto Sans", "Noto Sans Mono", "Noto Emoji"]
                .map(|family| book.find(family, Weight::REGULAR).unwrap());
        assert_eq!(book.scale_beside(vazirmatn, vazirmatn), 1.0);
        for (font, beside) in [(naskh, vazirmatn), (sans, vazirmatn), (mono, vazirmatn), (vazirmatn, naskh)] {
            let scale = book.scale_beside(font, beside);
            assert!((0.8..1.3).contains(&scale), "{scale} {}", book.font(font).family);
        }
        let markazi = book.find("Markazi Text", Weight::REGULAR).unwrap();
        assert!(book.scale_beside(emoji, markazi) < book.scale_beside(emoji, vazirmatn));
    }
}
