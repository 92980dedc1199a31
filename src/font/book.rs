//! The fonts available to a conversion, and which of them have a letter.

use super::bundled::BUNDLED;
use super::{Data, Font, FontId, USUAL_HEIGHT, Weight, is_invisible, refuse};
use crate::error::Result;
use std::sync::Arc;

/// All fonts available to a conversion: the bundled ones, then the user's.
#[derive(Clone, Debug, Default)]
pub struct FontBook {
    added: Vec<Font>,
}

impl FontBook {
    /// A book with the bundled fonts.
    #[must_use]
    pub fn bundled() -> Self {
        Self::default()
    }

    /// Adds a user's font file. Variable fonts are used at their default
    /// weight.
    ///
    /// # Errors
    /// [`crate::Error::Resource`] if it is not a font, is a compressed web font
    /// or a collection, forbids embedding, or lacks Persian letters.
    pub fn add(&mut self, name: &str, bytes: Arc<[u8]>) -> Result<FontId> {
        match bytes.get(..4) {
            Some(b"wOFF" | b"wOF2") => return Err(refuse(name, "a packed web font (WOFF)")),
            Some(b"ttcf") => return Err(refuse(name, "a collection of several fonts (TTC)")),
            _ => {}
        }
        let full = || refuse(name, "too many fonts");
        let id = FontId(u16::try_from(self.len()).map_err(|_| full())?);
        let font = Font::parse(Data::User(bytes), name)?;
        font.check(name)?;
        self.added.push(font);
        Ok(id)
    }

    /// Adds the files of a family, one for each weight, and returns its name.
    /// All get the family name of the first one, as files of one family may
    /// have different names.
    ///
    /// # Errors
    /// As for [`Self::add`].
    pub fn add_family(&mut self, files: Vec<(&str, Arc<[u8]>)>) -> Result<String> {
        let mut name = None;
        for (file, bytes) in files {
            self.add(file, bytes)?;
            if let Some(font) = self.added.last_mut() {
                font.family.clone_from(name.get_or_insert_with(|| font.family.clone()));
            }
        }
        Ok(name.unwrap_or_default())
    }

    /// Adds the bold of a family. Its weight is at least bold, even if the file
    /// says that it is regular.
    ///
    /// # Errors
    /// As for [`Self::add`].
    pub fn add_bold(&mut self, family: &str, name: &str, bytes: Arc<[u8]>) -> Result<()> {
        self.add(name, bytes)?;
        if let Some(font) = self.added.last_mut() {
            family.clone_into(&mut font.family);
            font.weight = font.weight.max(Weight::BOLD);
        }
        Ok(())
    }

    /// A font of the book.
    #[must_use]
    pub fn font(&self, id: FontId) -> &Font {
        let index = usize::from(id.0);
        match BUNDLED.get(index) {
            Some(bundled) => bundled.font(),
            None => &self.added[index - BUNDLED.len()],
        }
    }

    /// The number of fonts.
    pub(crate) fn len(&self) -> usize {
        BUNDLED.len() + self.added.len()
    }

    /// Whether both hold the same files in the same order.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let face = |font: &Font| (font.weight, font.family.clone());
        self.added.len() == other.added.len()
            && self.added.iter().zip(&other.added).all(|(a, b)| face(a) == face(b) && a.data() == b.data())
    }

    /// All fonts, in the order in which they are tried for a missing letter.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = FontId> + Clone + use<> {
        // There are never more fonts than ids: see `add`.
        (0..self.len()).filter_map(|index| u16::try_from(index).ok()).map(FontId)
    }

    /// The families, each once, in that order.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for family in self.ids().map(|id| self.name(id).0) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        families
    }

    /// Family and weight of a font, without unpacking it.
    #[must_use]
    pub fn name(&self, id: FontId) -> (&str, Weight) {
        match BUNDLED.get(usize::from(id.0)) {
            Some(bundled) => (bundled.family, bundled.weight),
            None => (&self.font(id).family, self.font(id).weight),
        }
    }

    /// The font of a family with this or the nearest weight. If two are equally
    /// near, heavy letters get the heavier one, others the lighter one. Names
    /// are compared without case, spaces and hyphens; a font added later takes
    /// precedence.
    #[must_use]
    pub fn find(&self, family: &str, weight: Weight) -> Option<FontId> {
        let family = self.ids().rev().filter(|&id| alike(self.name(id).0, family));
        let far = |id: &FontId| {
            let own = self.name(*id).1;
            (own.number().abs_diff(weight.number()), (own > weight) != weight.is_bold())
        };
        family.min_by_key(far)
    }

    /// The first font that has every character of a cluster, trying the
    /// preferred one first and those of like weight before others.
    #[must_use]
    pub fn fallback(&self, preferred: FontId, cluster: &str) -> Option<FontId> {
        self.fallback_among(preferred, cluster, |_| true)
    }

    /// The same, among the fonts that are `good`.
    pub(crate) fn fallback_among(
        &self,
        preferred: FontId,
        cluster: &str,
        good: impl Fn(FontId) -> bool,
    ) -> Option<FontId> {
        let covers = |letter| self.font(preferred).covers(letter) || is_invisible(letter);
        if cluster.chars().all(covers) && good(preferred) {
            return Some(preferred);
        }
        // Asked once, not for every font.
        let visible: String = cluster.chars().filter(|&letter| !is_invisible(letter)).collect();
        let suits = |id: &FontId| visible.chars().all(|letter| self.font(*id).covers(letter)) && good(*id);
        let (_, weight) = self.name(preferred);
        let [mut alike, mut others] = [true, false]
            .map(|alike| self.ids().filter(move |&id| (self.name(id).1.is_bold() == weight.is_bold()) == alike));
        alike.find(suits).or_else(|| others.find(suits))
    }

    /// The apparent size of a font's letters, relative to those of a usual text
    /// font at the same size; 30 % more or less at most.
    pub(crate) fn looks(&self, font: FontId) -> f64 {
        (self.font(font).letter_height().unwrap_or(USUAL_HEIGHT) / USUAL_HEIGHT).clamp(0.7, 1.3)
    }

    /// The factor by which a font is scaled beside another so that their
    /// letters have the same height; 30 % more or less at most. Symbol fonts
    /// are assumed to match letters of the usual height.
    #[must_use]
    pub fn scale_beside(&self, font: FontId, beside: FontId) -> f64 {
        if font == beside {
            return 1.0;
        }
        let height = |id: FontId| self.font(id).letter_height().unwrap_or(USUAL_HEIGHT);
        (height(beside) / height(font)).clamp(0.7, 1.3)
    }
}

/// Whether two names are the same family's. Asked of every font at every change of
/// style: names in ASCII, as almost all are, need no tables of letters.
fn alike(name: &str, other: &str) -> bool {
    if name.is_ascii() && other.is_ascii() { plain(name).eq(plain(other)) } else { letters(name).eq(letters(other)) }
}

/// [`letters`] of a name in ASCII.
fn plain(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

/// The form in which family names are compared.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
