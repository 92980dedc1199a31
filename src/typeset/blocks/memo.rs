//! A cache of set lines. The lines of a text depend on its letters and its strip, not
//! on the leading and the gaps around it, and a layout is tried with many of those.

use crate::typeset::inline::line::SetLine;
use crate::typeset::prepared::{Look, TextId};
use crate::units::Length;
use std::cell::RefCell;

/// What the lines of a text depend on, in one document and theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Strip {
    pub(crate) look: Look,
    /// The size of its letters.
    pub(crate) size: Length,
    pub(crate) measure: Length,
    pub(crate) indented: bool,
}

/// The lines of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct SetText {
    pub(crate) lines: Vec<SetLine>,
    /// Whether a word had to be broken.
    pub(crate) splits_word: bool,
}

/// Each text as it was last set, by its index.
#[derive(Debug, Default)]
pub(crate) struct Memo(RefCell<Vec<Option<(Strip, SetText)>>>);

impl Memo {
    /// A text in a strip; `set` is called if it is not cached.
    pub(crate) fn text(&self, text: TextId, strip: &Strip, set: impl FnOnce() -> SetText) -> SetText {
        if let Some(Some((last, known))) = self.0.borrow().get(text.0)
            && last == strip
        {
            return known.clone();
        }
        let new = set();
        let mut texts = self.0.borrow_mut();
        if texts.len() <= text.0 {
            texts.resize(text.0 + 1, None);
        }
        texts[text.0] = Some((*strip, new.clone()));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Direction;
    use crate::theme::StyleName;

    #[test]
    fn a_text_is_set_again_where_its_strip_is_another() {
        let look = Look { style: StyleName::Body, direction: Direction::Rtl, forced: None, align: None };
        let strip = Strip { look, size: Length::pt(11.0), measure: Length::pt(300.0), indented: false };
        let others = [
            Strip { look: Look { style: StyleName::Note, ..look }, ..strip },
            Strip { size: Length::pt(12.0), ..strip },
            Strip { measure: Length::pt(200.0), ..strip },
            Strip { indented: true, ..strip },
        ];
        let memo = Memo::default();
        let is_set = |text: usize, strip: &Strip| {
            let mut set = false;
            memo.text(TextId(text), strip, || {
                set = true;
                SetText::default()
            });
            set
        };
        assert!(is_set(3, &strip) && !is_set(3, &strip));
        assert!(is_set(0, &strip) && !is_set(3, &strip), "each text has its own");
        for other in &others {
            assert!(is_set(3, other) && !is_set(3, other), "{other:?}");
        }
    }
}
