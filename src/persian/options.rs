//! The options of reflow and clean-up.

use super::{Rule, RuleSet, Words};
use crate::error::{Error, Result};
use crate::resources::Resources;
use crate::settings::{Breaks, Clean, Digits, Heh, Reflow, Settings};

/// The options of [`super::tidy`].
#[derive(Clone, Debug)]
pub struct TidyOptions {
    /// Whether lines of column-wrapped text are joined.
    pub reflow: Reflow,
    /// Which classes of rules are on.
    pub clean: Clean,
    /// Which digits are used.
    pub digits: Digits,
    /// How the `ی` after `ه` is written.
    pub heh: Heh,
    /// The user's own words.
    pub words: Words,
    /// Rules that are on regardless of `clean`.
    pub with: RuleSet,
    /// Rules that are off regardless of everything else.
    pub without: RuleSet,
}

impl Default for TidyOptions {
    fn default() -> Self {
        Self {
            reflow: Reflow::Auto,
            clean: Clean::Safe,
            digits: Digits::Keep,
            heh: Heh::Keep,
            words: Words::default(),
            with: RuleSet::default(),
            without: RuleSet::default(),
        }
    }
}

impl TidyOptions {
    /// The options that settings ask for.
    ///
    /// # Errors
    /// [`Error::Resource`] for a file of words that cannot be read.
    pub fn new(settings: &Settings, resources: &dyn Resources) -> Result<Self> {
        let usual = Self::default();
        let words = settings.words.as_deref().map(|name| words(name, resources)).transpose()?;
        Ok(Self {
            reflow: match settings.breaks {
                Some(Breaks::Keep) => Reflow::Off,
                Some(Breaks::Join) => Reflow::On,
                None => settings.reflow.unwrap_or(usual.reflow),
            },
            clean: settings.clean.unwrap_or(usual.clean),
            digits: settings.digits.unwrap_or(usual.digits),
            heh: settings.heh.unwrap_or(usual.heh),
            words: words.unwrap_or_default(),
            ..usual
        })
    }

    /// The rules that are on.
    #[must_use]
    pub fn rules(&self) -> RuleSet {
        let digits = match self.digits {
            Digits::Keep => RuleSet::default(),
            Digits::Persian => Rule::ToPersianDigits.into(),
            Digits::Latin => Rule::ToLatinDigits.into(),
        };
        let heh = match self.heh {
            Heh::Keep => RuleSet::default(),
            Heh::Yeh => Rule::HehWithYeh.into(),
            Heh::Hamza => Rule::HehWithHamza.into(),
        };
        RuleSet::up_to(self.clean).union(digits).union(heh).union(self.with).without(self.without)
    }
}

fn words(name: &str, resources: &dyn Resources) -> Result<Words> {
    let bytes = resources.read(name)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Error::Resource {
        name: name.to_owned(),
        message: "is not UTF-8".to_owned(),
        hint: Some("save the words as UTF-8, one a line".to_owned()),
    })?;
    Ok(Words::parse(text))
}
