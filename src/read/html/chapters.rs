//! Several pages read one after the other into one text, as the chapters of a book.

use super::reader::{Found, Reader};
use super::styles::{self, MOST_STEPS, Sheets};
use super::tables::layout_tables;
use super::tokens::Token;
use super::{Page, own};
use crate::error::Result;
use crate::read::notices::Notices;
use crate::resources::Resources;
use std::collections::BTreeSet;

pub(in crate::read) struct Chapters<'a, 'n> {
    reader: Reader<'a, 'n>,
    /// The comparisons of elements with rules that are left, for all together.
    steps: usize,
    told: Told,
}

/// What was not read as it stands.
#[derive(Default)]
pub(in crate::read) struct Told {
    /// The letters that style sheets hide, and the first chapter that has some.
    pub(in crate::read) hidden: (usize, u32),
    /// The style sheets that are not there or too large, and the first chapter that
    /// names one.
    pub(in crate::read) unread: (usize, u32),
    /// Whether sheets were not followed to their end.
    pub(in crate::read) cut: bool,
}

impl<'a, 'n> Chapters<'a, 'n> {
    /// `notes`: the labels of the notes of all chapters.
    pub(in crate::read) fn new(notices: &'n mut Notices<'a>, limit: usize, notes: BTreeSet<String>) -> Self {
        let found = Found { layout: BTreeSet::new(), notes, has_title: None };
        Self { reader: Reader::new(notices, limit, found), steps: MOST_STEPS, told: Told::default() }
    }

    /// Reads a chapter; style sheets are read through the door.
    pub(in crate::read) fn read(
        &mut self,
        number: u32,
        mut tokens: Vec<(u32, Token)>,
        door: &dyn Resources,
    ) -> Result<()> {
        own::prepare(&mut tokens);
        let sheets = Sheets::of(&tokens, Some(door));
        if let Some((count, _)) = sheets.unread {
            add(&mut self.told.unread, count, number);
        }
        let dressed = styles::dress(tokens, &sheets, self.steps);
        self.steps = dressed.left;
        self.told.cut |= dressed.cut || sheets.beyond;
        self.reader.begin(layout_tables(&dressed.tokens));
        for (index, ((_, token), dress)) in dressed.tokens.into_iter().zip(dressed.dresses).enumerate() {
            if let (Token::Text(text), true) = (&token, dress.hidden) {
                let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
                add(&mut self.told.hidden, letters, number);
            }
            self.reader.token(index, number, token, dress)?;
        }
        Ok(())
    }

    pub(in crate::read) fn finish(self) -> (Page, Told) {
        (self.reader.finish(), self.told)
    }
}

/// Counts, and remembers the first place.
fn add(told: &mut (usize, u32), count: usize, number: u32) {
    if told.0 == 0 && count > 0 {
        told.1 = number;
    }
    told.0 += count;
}
