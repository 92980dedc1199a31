//! Words shaped alone, as a reading system does it by default: so it can be told
//! which glyphs of a font a text is drawn with.

use super::shape::{RawGlyph, is_syllabic, script};
use crate::document::Lang;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, Language, ShapePlan, UnicodeBuffer};
use unicode_script::{Script, UnicodeScript};

/// The features that make one glyph of several, or another one beside certain
/// neighbours. Without them each letter has the form that its place in the word asks for.
const COMBINING: [&[u8; 4]; 5] = [b"rlig", b"calt", b"rclt", b"liga", b"clig"];

/// Which features are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Features {
    /// Those that are on by default.
    Usual,
    /// The same without [`COMBINING`].
    Plain,
}

/// Shapes words in one font.
pub(crate) struct Alone<'a> {
    face: Face<'a>,
    plans: Vec<Plan>,
    buffer: Option<UnicodeBuffer>,
}

struct Plan {
    script: Script,
    lang: Option<Lang>,
    features: Features,
    plan: ShapePlan,
}

impl<'a> Alone<'a> {
    /// `None` where the font cannot be read.
    pub(crate) fn new(font: &'a [u8]) -> Option<Self> {
        Some(Self { face: Face::from_slice(font, 0)?, plans: Vec::new(), buffer: None })
    }

    /// The glyphs of a word, each run of one script from left to right. `None` in
    /// scripts with syllables, of which rustybuzz shapes only short runs.
    pub(crate) fn shape(&mut self, word: &str, lang: Option<&Lang>, features: Features) -> Option<Vec<RawGlyph>> {
        let mut out = Vec::new();
        for (script, run) in runs(word) {
            if is_syllabic(script) {
                return None;
            }
            let plan = self.plan(script, lang, features);
            let mut letters = self.buffer.take().unwrap_or_default();
            letters.push_str(run);
            letters.set_direction(direction(script));
            letters.set_script(super::shape::script(script));
            let shaped = rustybuzz::shape_with_plan(&self.face, &self.plans[plan].plan, letters);
            out.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(RawGlyph::of));
            self.buffer = Some(shaped.clear());
        }
        Some(out)
    }

    fn plan(&mut self, of: Script, lang: Option<&Lang>, features: Features) -> usize {
        let is_known = |plan: &Plan| (plan.script, plan.lang.as_ref(), plan.features) == (of, lang, features);
        if let Some(index) = self.plans.iter().position(is_known) {
            return index;
        }
        let language: Option<Language> = lang.and_then(|lang| lang.as_str().parse().ok());
        let off = COMBINING.map(|tag| Feature::new(Tag::from_bytes(tag), 0, ..));
        let off = if features == Features::Plain { off.as_slice() } else { &[] };
        let plan = ShapePlan::new(&self.face, direction(of), Some(script(of)), language.as_ref(), off);
        self.plans.push(Plan { script: of, lang: lang.cloned(), features, plan });
        self.plans.len() - 1
    }
}

/// A word's runs of one script. Signs without one belong to the run before them, at
/// the beginning to the first: Arabic where there is none.
fn runs(word: &str) -> impl Iterator<Item = (Script, &str)> {
    let own =
        |letter: char| Some(letter.script()).filter(|script| !matches!(script, Script::Common | Script::Inherited));
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().find_map(own).unwrap_or(Script::Arabic);
        let other = |&(_, letter): &(usize, char)| own(letter).is_some_and(|script| script != first);
        let end = rest.char_indices().find(other).map_or(rest.len(), |(at, _)| at);
        let (run, after) = rest.split_at(end);
        rest = after;
        (!run.is_empty()).then_some((first, run))
    })
}

fn direction(script: Script) -> Direction {
    let leftwards = matches!(script, Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko);
    if leftwards { Direction::RightToLeft } else { Direction::LeftToRight }
}
