//! Fonts: the bundled ones and the user's, their metrics and coverage. The
//! only file that knows `ttf-parser`. System fonts are never read.

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

/// Index of a font in its [`FontBook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// How heavy letters are, from 100 (thin) to 900 (black).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u16);

impl Weight {
    /// Of running text.
    pub const REGULAR: Self = Self(400);
    /// Of what stands out.
    pub const BOLD: Self = Self(700);
    /// The heaviest.
    pub const BLACK: Self = Self(900);

    /// A weight; what lies outside the scale becomes its end.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        match number {
            0..100 => Self(100),
            100..=900 => Self(number),
            _ => Self(900),
        }
    }

    /// Its number, as CSS and OpenType count.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Whether it is called bold where only two weights are known.
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

/// One font file.
#[derive(Clone, Debug)]
pub struct Font {
    data: Data,
    /// The family's name, such as `Vazirmatn`.
    pub family: String,
    /// The weight.
    pub weight: Weight,
    /// The PostScript name, for font dictionaries.
    pub postscript_name: String,
    /// Metrics in ems.
    pub metrics: Metrics,
    /// Design units per em.
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

/// What was asked of a font before. Parsing the tables again for each letter
/// would cost more than shaping it.
#[derive(Debug)]
struct LookedUp {
    /// Which of 16 characters the font has, all over the basic plane.
    coverage: Table<u16>,
    glyphs: Table<Measured>,
    reach: OnceLock<Reach>,
}

/// A glyph's advance, and the left, lower, right and upper edge of its ink, in
/// font units.
#[derive(Clone, Copy, Debug)]
struct Measured {
    advance: u16,
    ink: Option<[i16; 4]>,
}

/// What a font says about its letters, in ems.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Highest ordinary ink above the base line.
    pub ascent: Em,
    /// Deepest ordinary ink below it, positive.
    pub descent: Em,
    /// Height of capitals.
    pub cap_height: Em,
    /// Height of small letters.
    pub x_height: Em,
    /// Middle of a strike-through line.
    pub strikeout: Em,
    /// Middle of an underline, positive below the base line.
    pub underline: Em,
    /// Thickness of such lines.
    pub stroke: Em,
}

/// How high and deep the ordinary letters of a font reach, in ems.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// Above the base line.
    pub ascent: Em,
    /// Below it, positive.
    pub descent: Em,
}

/// A box around ink, in ems, y upwards from the base line.
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

/// What the name of a slanted family ends in.
const ITALIC: &str = " Italic";

/// Characters whose coverage is one entry.
const ENTRY: usize = 16;

/// Letters no Persian text does without.
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
        // Slanted letters are a family of their own: nothing upright asks for them.
        let family = if face.is_italic() && !family.ends_with(ITALIC) { family + ITALIC } else { family };
        let postscript_name = string(6)
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .take(63)
            .collect();
        let looked_up = Arc::new(LookedUp {
            coverage: Table::new(0x1_0000 / ENTRY),
            glyphs: Table::new(usize::from(face.number_of_glyphs())),
            reach: OnceLock::new(),
        });
        let (metrics, units_per_em) = (metrics(&face), face.units_per_em());
        Ok(Self { family, weight, postscript_name, metrics, units_per_em, looked_up, data })
    }

    /// The font file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.data.bytes()
    }

    /// Whether it came with the program.
    #[must_use]
    pub fn is_bundled(&self) -> bool {
        matches!(self.data, Data::Bundled(_))
    }

    fn face(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(self.data(), 0).ok()
    }

    /// Whether the font has a glyph for a character, or can do without one: a
    /// blank of any width where it has a space.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        let code = character as usize;
        let Some(bits) = self.looked_up.coverage.get(code / ENTRY, |entries| self.coverage(entries)) else {
            return self.glyph(character).is_some();
        };
        bits >> (code % ENTRY) & 1 == 1 || (is_blank(character) && self.covers(' '))
    }

    /// Which characters the font has, a bit each.
    fn coverage(&self, entries: Range<usize>) -> Box<[u16]> {
        let face = self.face();
        let map = face.as_ref().and_then(|face| face.tables().cmap);
        // Read once: `Face::glyph_index` does for every letter.
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

    /// The glyph of a character without shaping.
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

    /// The outline of a glyph; empty for blanks.
    #[must_use]
    pub fn outline(&self, glyph: u16) -> Vec<OutlineSegment> {
        let mut outline = Outline::default();
        if let Some(face) = self.face() {
            face.outline_glyph(ttf_parser::GlyphId(glyph), &mut outline);
        }
        outline.0
    }

    /// The box around a glyph's ink; `None` for blanks.
    #[must_use]
    pub fn ink(&self, glyph: u16) -> Option<InkBox> {
        let em = |units: i16| FontUnits(i32::from(units)).to_em(self.units_per_em);
        let [left, bottom, right, top] = self.measured(glyph)?.ink?.map(em);
        Some(InkBox { left, bottom, right, top })
    }

    /// How high and deep its Persian letters reach; Latin ones where it has no
    /// others.
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
            // The box in the glyph's header, where there is one: no need to walk
            // the outline.
            let ink = match face.tables().glyf {
                Some(glyf) => glyf.bbox(glyph),
                None => face.glyph_bounding_box(glyph),
            };
            let ink = ink.map(|ink| [ink.x_min, ink.y_min, ink.x_max, ink.y_max]);
            Measured { advance: face.glyph_hor_advance(glyph).unwrap_or(0), ink }
        };
        glyphs.map(measure).collect()
    }

    /// The height of its letters, for setting two fonts side by side: of an
    /// Arabic alef, else of a Latin x with the alef that would go with it.
    fn letter_height(&self) -> Option<f64> {
        let top = |letter: char| Some(self.ink(self.glyph(letter)?)?.top.get()).filter(|&top| top > 0.1);
        top('\u{627}').or_else(|| top('x').map(|top| top * ALEF_TO_X))
    }

    /// Refuses what could not be printed or embedded.
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

/// Height of an alef in most fonts, in ems.
const USUAL_HEIGHT: f64 = 0.75;
/// An alef is about so many times as high as the x beside it.
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

/// A piece of a glyph's outline, in design units, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutlineSegment {
    /// Begin a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A quadratic curve: control point and end.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve: two control points and end.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Close the contour.
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

/// What is drawn for a character no font has.
pub const REPLACEMENT: char = '\u{fffd}';

/// Characters that need no glyph: joiners, direction marks, variation selectors.
fn is_invisible(letter: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

/// Blanks a shaper makes from the space.
fn is_blank(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// So many missing letters are named in a warning: more would hide the line.
const NAMED: usize = 20;

/// The warning that no font has these letters.
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

    /// Where a table begins in a font file.
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
