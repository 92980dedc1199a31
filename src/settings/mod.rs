//! Everything a user can set, in one shape for every place it can be set in:
//! flags, `BARGEH_*`, front matter, `bargeh.toml`, theme. Each place gives a
//! [`Settings`] with what it says; [`Settings::or`] lays one over the next.
//!
//! - `table`: one row a setting. Flags of every command, variables, help, man
//!   page, completions and `docs/settings.md` are made from it.
//! - `row`: what a row says, and the macro that reads the table.
//! - `parse`: how values are read from text.
//! - `set`: setting by name, and from TOML.
//! - `words`: settings that are one word of a few; `scheme`: those of sheets.
//! - `formats`: one row a format, in and out.
//! - `spelling`: which valid word was meant.

mod formats;
mod page;
mod parse;
mod row;
mod scheme;
mod set;
mod spelling;
mod table;
mod words;

pub use formats::{InputFormat, MadeFrom, OutputFormat};
pub use page::page;
pub use row::{Command, Group, Row, Said, Values};
pub use scheme::Scheme;
pub(crate) use spelling::unknown_word;
pub use spelling::{misspelt, nearest};
pub use table::{KEYS, ROWS, Settings};
pub use words::{
    Binding, Breaks, Card, Clean, Digits, Duplex, Heh, Ink, Justify, Kashida, Marks, PdfKind, QrCodes, Reflow, Roles,
    TextLayer, Ui,
};

impl Settings {
    /// The shape of cards, where pictures are cards: asked for, or something about
    /// them is.
    #[must_use]
    pub fn card_kind(&self) -> Option<Card> {
        let asked = self.cards.is_some() || self.card_theme.is_some();
        self.card.or(asked.then_some(Card::Post))
    }
}

/// The themes inside the program.
pub const THEMES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/theme_names.rs"));
