//! What a conversion leaves for the next with the same look: theme and fonts as they
//! were loaded, plans of shaping and the words that were shaped by them.

use super::choose;
use crate::document::Lang;
use crate::error::{Result, Warned};
use crate::font::FontBook;
use crate::resources::Resources;
use crate::settings::{Kashida, Settings};
use crate::theme::Theme;
use crate::typeset::{Scratch, Shared};
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many threads' words are kept: each takes up to 5 MB.
const MOST: usize = 4;
/// How many of them one conversion is lent; a short message needs no more.
const LENT: usize = 2;

/// A theme and the fonts it may use, as they were loaded.
type Look = Warned<(Theme, FontBook)>;

/// The shelf of a converter. One look is kept, the last: a converter mostly has one.
#[derive(Default)]
pub struct Kept(Mutex<State>);

#[derive(Default)]
struct State {
    look: Option<(Settings, Arc<Look>)>,
    /// Of that look, in a language, stretched or not.
    words: Vec<Scratch>,
    of: Option<(Lang, Kashida)>,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Kept {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The look that settings ask for.
    pub(super) fn look(&self, settings: &Settings, resources: &dyn Resources) -> Result<Arc<Look>> {
        let asked = about_look(settings);
        if let Some((of, look)) = &self.state().look
            && *of == asked
        {
            return Ok(Arc::clone(look));
        }
        let look = Arc::new(choose::look(settings, resources)?);
        if is_the_same_everywhere(settings) {
            let mut state = self.state();
            *state = State { look: Some((asked, Arc::clone(&look))), ..State::default() };
        }
        Ok(look)
    }

    /// Lends words of a look to a conversion.
    pub(super) fn lend<'f>(&self, look: &Arc<Look>, of: &(Lang, Kashida), shared: Shared<'f>) -> Shared<'f> {
        let mut state = self.state();
        if !state.holds(look) || state.of.as_ref() != Some(of) {
            return shared;
        }
        let left = state.words.len().saturating_sub(LENT);
        shared.with_words(state.words.split_off(left))
    }

    /// Takes back what a conversion has.
    pub(super) fn take_back(&self, look: &Arc<Look>, of: (Lang, Kashida), shared: Shared<'_>) {
        let mut state = self.state();
        if !state.holds(look) {
            return;
        }
        if state.of.as_ref() != Some(&of) {
            state.words.clear();
            state.of = Some(of);
        }
        state.words.extend(shared.into_words());
        state.words.truncate(MOST);
    }
}

impl State {
    fn holds(&self, look: &Arc<Look>) -> bool {
        self.look.as_ref().is_some_and(|(_, kept)| Arc::ptr_eq(kept, look))
    }
}

/// The settings that decide on the look.
fn about_look(settings: &Settings) -> Settings {
    Settings {
        theme: settings.theme.clone(),
        font: settings.font.clone(),
        font_bold: settings.font_bold.clone(),
        ink: settings.ink,
        qr_size: settings.qr_size,
        first_page: settings.first_page,
        ..Settings::default()
    }
}

/// Whether all messages mean the same by these names: a file beside a message is that
/// message's own, and a theme's file names others.
fn is_the_same_everywhere(settings: &Settings) -> bool {
    let is_built_in = |name: &String| !choose::is_file(name);
    let is_file = |name: &String| is_built_in(name) || Path::new(name).is_absolute();
    settings.theme.as_ref().is_none_or(is_built_in)
        && settings.font.as_ref().is_none_or(is_file)
        && settings.font_bold.as_ref().is_none_or(|name| Path::new(name).is_absolute())
}
