//! Fonts: the bundled ones and the user's, their metrics and coverage. The
//! only file that knows `ttf-parser`. System fonts are never read.

use crate::error::{Error, Result};
use crate::units::{Em, FontUnits};
use std::sync::{Arc, LazyLock};

/// Index of a font in its [`FontBook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// Regular or bold; no other weights are bundled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
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
}

#[derive(Clone, Debug)]
enum Data {
    Bundled(&'static [u8]),
    User(Arc<[u8]>),
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

impl Font {
    fn parse(data: Data, name: &str) -> Result<Self> {
        let refuse = |message: &str| Error::Resource {
            name: name.to_owned(),
            message: message.to_owned(),
            hint: Some("use a TrueType or OpenType font file (.ttf, .otf)".to_owned()),
        };
        let bytes: &[u8] = match &data {
            Data::Bundled(bytes) => bytes,
            Data::User(bytes) => bytes,
        };
        let face = ttf_parser::Face::parse(bytes, 0).map_err(|_| refuse("not a font that can be read"))?;
        let string = |id: u16| {
            face.names()
                .into_iter()
                .find(|entry| entry.name_id == id && entry.is_unicode())
                .and_then(|entry| entry.to_string())
        };
        let units_per_em = face.units_per_em();
        let em = |units: i16| FontUnits(i32::from(units)).to_em(units_per_em);
        let strike = face.strikeout_metrics();
        let under = face.underline_metrics();
        let metrics = Metrics {
            ascent: em(face.ascender()),
            descent: -em(face.descender()),
            cap_height: em(face.capital_height().unwrap_or(face.ascender())),
            x_height: em(face.x_height().unwrap_or(face.ascender() / 2)),
            strikeout: strike.map_or(Em::new(0.3), |line| em(line.position)),
            underline: under.map_or(Em::new(0.15), |line| -em(line.position)),
            stroke: under.map_or(Em::new(0.05), |line| em(line.thickness)),
        };
        let weight = if face.is_bold() || face.weight().to_number() >= 600 { Weight::Bold } else { Weight::Regular };
        let family = string(16).or_else(|| string(1)).unwrap_or_else(|| "Unnamed".to_owned());
        let postscript_name = string(6)
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .take(63)
            .collect();
        Ok(Self { family, weight, postscript_name, metrics, units_per_em, data })
    }

    /// The font file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        match &self.data {
            Data::Bundled(bytes) => bytes,
            Data::User(bytes) => bytes,
        }
    }

    /// The parsed tables; parsing takes well under a microsecond.
    fn face(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(self.data(), 0).ok()
    }

    /// Whether the font has a glyph for a character.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        self.glyph(character).is_some()
    }

    /// The glyph of a character without shaping.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.face()?.glyph_index(character).map(|id| id.0).filter(|&id| id != 0)
    }

    /// The advance of a glyph.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> Em {
        let units = self.face().and_then(|face| face.glyph_hor_advance(ttf_parser::GlyphId(glyph))).unwrap_or(0);
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
        let rect = self.face()?.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
        let em = |units: i16| FontUnits(i32::from(units)).to_em(self.units_per_em);
        Some(InkBox { left: em(rect.x_min), bottom: em(rect.y_min), right: em(rect.x_max), top: em(rect.y_max) })
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

/// All fonts a conversion may use.
#[derive(Clone, Debug)]
pub struct FontBook {
    fonts: Vec<Font>,
}

/// The bundled font files, in the order of fallback.
const BUNDLED: [&[u8]; 13] = [
    include_bytes!("../fonts/vazirmatn/Vazirmatn-Regular.ttf"),
    include_bytes!("../fonts/vazirmatn/Vazirmatn-Bold.ttf"),
    include_bytes!("../fonts/markazi-text/MarkaziText-Regular.ttf"),
    include_bytes!("../fonts/markazi-text/MarkaziText-Bold.ttf"),
    include_bytes!("../fonts/noto-naskh-arabic/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/noto-naskh-arabic/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../fonts/lalezar/Lalezar-Regular.ttf"),
    include_bytes!("../fonts/noto-sans-mono/NotoSansMono-Regular.ttf"),
    include_bytes!("../fonts/noto-sans/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/noto-sans-hebrew/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/noto-sans-symbols/NotoSansSymbols-Regular.ttf"),
    include_bytes!("../fonts/noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf"),
    include_bytes!("../fonts/noto-emoji/NotoEmoji-Regular.ttf"),
];

static BUNDLED_BOOK: LazyLock<FontBook> = LazyLock::new(|| FontBook {
    fonts: BUNDLED.iter().filter_map(|bytes| Font::parse(Data::Bundled(bytes), "bundled font").ok()).collect(),
});

impl FontBook {
    /// The fonts inside the program.
    #[must_use]
    pub fn bundled() -> Self {
        BUNDLED_BOOK.clone()
    }

    /// Adds a user's font file.
    ///
    /// # Errors
    /// [`Error::Resource`] where it is no font, must not be embedded, or has no
    /// Persian letters.
    pub fn add(&mut self, name: &str, bytes: Arc<[u8]>) -> Result<FontId> {
        let font = Font::parse(Data::User(bytes), name)?;
        let id = FontId(u16::try_from(self.fonts.len()).unwrap_or(u16::MAX));
        self.fonts.push(font);
        Ok(id)
    }

    /// A font of the book.
    #[must_use]
    pub fn font(&self, id: FontId) -> &Font {
        &self.fonts[usize::from(id.0)]
    }

    /// All fonts with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FontId, &Font)> + Clone {
        (0u16..).map(FontId).zip(&self.fonts)
    }

    /// The font of a family at a weight; the family's other weight where that
    /// one is missing. Names compare without case, spaces and hyphens.
    #[must_use]
    pub fn find(&self, family: &str, weight: Weight) -> Option<FontId> {
        let key =
            |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let wanted = key(family);
        let family = || self.iter().filter(|(_, font)| key(&font.family) == wanted);
        family().find(|(_, font)| font.weight == weight).or_else(|| family().next()).map(|(id, _)| id)
    }

    /// The first font, the preferred one before all others, that covers every
    /// character of a cluster.
    #[must_use]
    pub fn fallback(&self, preferred: FontId, cluster: &str) -> Option<FontId> {
        let covers = |font: &Font| cluster.chars().all(|letter| is_invisible(letter) || font.covers(letter));
        if covers(self.font(preferred)) {
            return Some(preferred);
        }
        let weight = self.font(preferred).weight;
        let others = || self.iter().filter(|(_, font)| covers(font));
        others().find(|(_, font)| font.weight == weight).or_else(|| others().next()).map(|(id, _)| id)
    }
}

/// What is drawn for a character no font has.
pub const REPLACEMENT: char = '\u{fffd}';

/// Characters that need no glyph: joiners, direction marks, variation selectors.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200c}'..='\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{00ad}' | '\u{feff}' | '\u{34f}')
}
