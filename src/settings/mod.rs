//! Everything a user can set, in one type for every source: flags, `BARGEH_*`,
//! front matter, `bargeh.toml`, theme. Each source gives a [`Settings`] with
//! what it sets; [`Settings::or`] falls back to the next.
//!
//! - `table`: one row per setting. Flags of every command, variables, help, man
//!   page, completions and `docs/settings.md` are made from it.
//! - `row`: the fields of a row, and the macro that reads the table.
//! - `parse`: how values are read from text.
//! - `set`: setting by name, and from TOML.
//! - `words`: settings that are one of a few words; `scheme`: sheet schemes.
//! - `formats`: one row per format, input and output.
//! - `spelling`: suggestions for misspelt words.

mod formats;
mod labels;
mod page;
mod parse;
mod row;
mod scheme;
mod set;
mod spelling;
mod table;
mod words;

pub use formats::{InputFormat, MadeFrom, OutputFormat, Unit};
pub use labels::Labels;
pub use page::page;
pub use row::{Command, Group, Row, Said, Values};
pub use scheme::{Scheme, Tiles};
pub(crate) use spelling::unknown_word;
pub use spelling::{misspelt, nearest};
pub use table::{KEYS, ROWS, Settings};
pub use words::{
    Binding, Breaks, Card, Clean, Digits, Duplex, Heh, Ink, Justify, Kashida, Marks, PdfKind, QrCodes, Reflow, Roles,
    TextLayer, Ui,
};

impl Settings {
    /// The shape of cards, if pictures are cards: the one asked for, or the
    /// default where some other setting of cards is given.
    #[must_use]
    pub fn card_kind(&self) -> Option<Card> {
        let asked = self.cards.is_some() || self.card_theme.is_some();
        self.card.or(asked.then_some(Card::Post))
    }
}

/// The built-in themes.
pub const THEMES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/theme_names.rs"));
