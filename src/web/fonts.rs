//! The fonts of a book: subset to the letters it uses, but with the layout
//! tables that join them, so that no reading system needs a Persian font.

use super::glyphs::{Words, tail_after};
use super::unseen::{shows_nothing, with_unseen};
use crate::document::{Lang, Sources, Span};
use crate::error::{Error, Result, Warning};
use crate::font::{Font, FontBook, FontId, Weight, missing};
use crate::theme::{Family, Theme};
use skera::SubsetFlags;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use write_fonts::read::FontRef;
use write_fonts::read::collections::IntSet;
use write_fonts::types::{GlyphId, NameId, Tag};

/// Characters that every font keeps if it has them: spaces, joiners and
/// direction marks, which would be shown as boxes otherwise.
pub(super) const ALWAYS: &str = " \u{a0}\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}";
/// Features that reading systems apply by default; without them letters would
/// not join and marks would be misplaced.
const FEATURES: [&[u8; 4]; 15] = [
    b"ccmp", b"locl", b"rlig", b"calt", b"rclt", b"liga", b"clig", b"init", b"medi", b"fina", b"isol", b"curs",
    b"kern", b"mark", b"mkmk",
];
/// Tables that are of no use on a screen.
const DROPPED: [&[u8; 4]; 22] = [
    b"DSIG", b"GDSC", b"FFTM", b"gasp", b"hdmx", b"VDMX", b"LTSH", b"PCLT", b"meta", b"MATH", b"JSTF", b"kern",
    b"morx", b"mort", b"kerx", b"Feat", b"Glat", b"Gloc", b"Silf", b"Sill", b"STAT", b"BASE",
];

/// A family at a weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// The family by its use.
    pub family: Family,
    /// Regular or bold.
    pub bold: bool,
}

impl Face {
    fn index(self) -> usize {
        2 * family_index(self.family) + usize::from(self.bold)
    }
}

/// The index of a use in arrays of the four.
pub(super) const fn family_index(family: Family) -> usize {
    match family {
        Family::Body => 0,
        Family::Heading => 1,
        Family::Display => 2,
        Family::Code => 3,
    }
}

/// The letters used in each face.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    faces: [Used; 8],
    /// The word that the last text ended in.
    tail: String,
}

/// The letters and words used in a face.
#[derive(Debug, Default)]
struct Used {
    letters: BTreeSet<char>,
    words: Words,
}

impl Letters {
    /// Adds a text.
    pub(crate) fn add(&mut self, face: Face, lang: &Lang, text: &str) {
        let used = &mut self.faces[face.index()];
        used.add(text);
        used.words.add(text, lang, &self.tail);
        self.tail = tail_after(&self.tail, text);
    }

    /// Ends the word that the last text ended in, as a block does.
    pub(crate) fn end_word(&mut self) {
        self.tail.clear();
    }

    /// Adds letters that may stand in any order, as in the counters of lists.
    pub(crate) fn add_any(&mut self, face: Face, letters: &str) {
        let used = &mut self.faces[face.index()];
        used.add(letters);
        used.words.any_order();
    }
}

impl Used {
    fn add(&mut self, text: &str) {
        let mut last = '\0';
        for letter in text.chars() {
            if letter != last {
                self.letters.insert(letter);
                last = letter;
            }
        }
    }
}

/// The fonts embedded in a book.
#[derive(Debug, Default)]
pub(crate) struct Fonts {
    /// The files.
    pub files: Vec<FontFile>,
    /// For each use, the family names that a style sheet lists, in order of
    /// preference.
    stacks: [Vec<String>; 4],
    /// Letters that are in no font.
    missing: BTreeSet<char>,
}

/// One font file of the book.
#[derive(Debug)]
pub(crate) struct FontFile {
    /// The family's name.
    pub family: String,
    /// The weight.
    pub weight: Weight,
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// The font.
    pub bytes: Vec<u8>,
}

impl Fonts {
    /// The family names of a use, in order of preference; empty without fonts.
    pub(super) fn stack(&self, family: Family) -> &[String] {
        &self.stacks[family_index(family)]
    }

    /// One warning for all letters that are in no font, at the first of them.
    pub(crate) fn missing(&self, sources: &Sources) -> Option<Warning> {
        let mut base = 0;
        let mut first: Option<usize> = None;
        for source in &sources.0 {
            let found = source.text.find(|letter| self.missing.contains(&letter)).map(|at| base + at);
            first = first.or(found);
            base += source.text.len();
        }
        let warning = missing(self.missing.iter().copied())
            .hint("a reading system may have one; give a font that has them with --font");
        let placed = first.map(|at| warning.clone().at(sources.place(Span::new(at, at))));
        (!self.missing.is_empty()).then(|| placed.unwrap_or(warning))
    }

    /// Whether the first family of a use has an embedded bold font.
    pub(super) fn has_bold(&self, family: Family) -> bool {
        let first = self.stack(family).first();
        first.is_none_or(|name| self.files.iter().any(|file| file.family == *name && file.weight.is_bold()))
    }
}

/// Subsets the fonts to the book's letters, fallback fonts included.
///
/// # Errors
/// [`Error::Resource`] where a user's font is damaged, [`Error::Writer`] where a
/// bundled one cannot be subset.
pub(crate) fn subset(letters: &Letters, theme: &Theme, book: &FontBook) -> Result<Fonts> {
    let ids = theme.fonts(book);
    let uses = [ids.body, ids.heading, ids.display, ids.code];
    let mut wanted: BTreeMap<FontId, Used> = BTreeMap::new();
    let mut fonts = Fonts::default();
    for (index, used) in letters.faces.iter().enumerate().filter(|(_, used)| !used.letters.is_empty()) {
        let preferred = uses[index / 2][index % 2];
        let stack = &mut fonts.stacks[index / 2];
        let mut note = |id: FontId| {
            let family = &book.font(id).family;
            if !stack.contains(family) {
                stack.push(family.clone());
            }
        };
        note(preferred);
        let (assigned, missing) = assign(&used.letters, preferred, book);
        // Where a face needs a second font, a word may be parted anywhere.
        let whole = assigned.len() == 1 && missing.is_empty();
        fonts.missing.extend(missing);
        for (id, letters) in assigned {
            note(id);
            let wanted = wanted.entry(id).or_default();
            wanted.letters.extend(letters);
            wanted.letters.extend(used.letters.iter().filter(|&&letter| shows_nothing(letter)));
            wanted.words.join(&used.words);
            if !whole {
                wanted.words.any_order();
            }
        }
    }
    for (id, used) in wanted {
        let font = book.font(id);
        let bytes = careful(font, &used)?;
        let (extension, mime) = if bytes.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
        let name = format!("fonts/font-{}.{extension}", fonts.files.len() + 1);
        fonts.files.push(FontFile { family: font.family.clone(), weight: font.weight, name, mime, bytes });
    }
    Ok(fonts)
}

/// Which font is used for which letters; second, the letters in no font. A
/// script of which the preferred font has only some letters moves to another
/// font as a whole, so that words are in one font; the scripts of the text
/// itself do not. If a combining mark moves, its base letter must too, and that
/// may be any: that font gets all letters.
fn assign(
    set: &BTreeSet<char>,
    preferred: FontId,
    book: &FontBook,
) -> (BTreeMap<FontId, BTreeSet<char>>, BTreeSet<char>) {
    let mut missing = BTreeSet::new();
    let own =
        |letter: char| matches!(letter.script(), Script::Arabic | Script::Latin | Script::Common | Script::Inherited);
    let find = |letter: char| book.fallback(preferred, letter.encode_utf8(&mut [0; 4]));
    let moved: BTreeMap<&str, FontId> = set
        .iter()
        .filter(|&&letter| !own(letter))
        .filter_map(|&letter| find(letter).filter(|&id| id != preferred).map(|id| (letter.script().short_name(), id)))
        .collect();
    let mut fonts: BTreeMap<FontId, BTreeSet<char>> = BTreeMap::new();
    // Letters that show nothing are in every font.
    for &letter in set.iter().filter(|&&letter| !letter.is_control() && !shows_nothing(letter)) {
        let elsewhere = moved.get(letter.script().short_name()).copied().filter(|&id| book.font(id).covers(letter));
        let Some(id) = elsewhere.or_else(|| find(letter)) else {
            missing.insert(letter);
            continue;
        };
        let letters = fonts.entry(id).or_default();
        letters.insert(letter);
        if id != preferred && is_combining_mark(letter) {
            letters.extend(set);
        }
    }
    (fonts, missing)
}

/// Subsets a font. Offsets in any table of a user's font may be wrong, and the
/// crate that reads them may panic on these.
fn careful(font: &Font, used: &Used) -> Result<Vec<u8>> {
    if font.is_bundled() {
        let failed =
            |message| Error::Writer { format: "fonts", message: format!("{}: {message}", font.postscript_name) };
        return subset_font(font.data(), used).map_err(failed);
    }
    let made = std::panic::catch_unwind(|| subset_font(font.data(), used));
    made.unwrap_or_else(|_| Err("a table that leads nowhere".to_owned())).map_err(|message| Error::Resource {
        name: font.family.clone(),
        message: format!("the font is damaged: {message}"),
        hint: Some("install the font anew, or use another one".to_owned()),
    })
}

/// The font with only these letters, and the tables that join them; of the glyphs
/// that letters can become, only those that the words need, where that is known.
fn subset_font(data: &[u8], used: &Used) -> Result<Vec<u8>, String> {
    if let Some(glyphs) = used.words.glyphs(data) {
        let (bytes, new) = subset_to(data, &used.letters, Some(&glyphs))?;
        // A font may pass through glyphs that no word ends with.
        if used.words.are_drawn_alike(data, &bytes, &new) {
            return Ok(with_unseen(bytes, &used.letters));
        }
    }
    Ok(with_unseen(subset_to(data, &used.letters, None)?.0, &used.letters))
}

/// A font with these letters and these glyphs, or with all glyphs that the letters
/// can become; second, the new indices of its glyphs.
fn subset_to(
    data: &[u8],
    letters: &BTreeSet<char>,
    glyphs: Option<&BTreeSet<u16>>,
) -> Result<(Vec<u8>, BTreeMap<u16, u16>), String> {
    let font = FontRef::new(data).map_err(|error| error.to_string())?;
    let unicodes: IntSet<u32> = letters.iter().copied().chain(ALWAYS.chars()).map(u32::from).collect();
    let tags = |tags: &[&[u8; 4]]| tags.iter().map(|tag| Tag::new(tag)).collect::<IntSet<Tag>>();
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let closure = match glyphs {
        Some(_) => SubsetFlags::SUBSET_FLAGS_NO_LAYOUT_CLOSURE,
        None => SubsetFlags::SUBSET_FLAGS_DEFAULT,
    };
    let plan = skera::Plan::new(
        &glyphs.into_iter().flatten().map(|&glyph| GlyphId::from(glyph)).collect(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | closure,
        &tags(&DROPPED),
        &scripts,
        &tags(&FEATURES),
        &[1, 2, 6].into_iter().map(NameId::new).collect(),
        &[0x0409].into_iter().collect(),
    );
    let short = |glyph: GlyphId| u16::try_from(glyph.to_u32()).ok();
    let new = plan.old_to_new_glyph_mapping().filter_map(|(old, new)| Some((short(old)?, short(new)?))).collect();
    Ok((skera::subset_font(&font, &plan).map_err(|error| error.to_string())?, new))
}
