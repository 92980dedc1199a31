//! Letters as inlines: bold, links, notes and pictures.

use super::block::FootNote;
use super::order::{Letter, digit};
use super::place::PICTURE;
use super::tagged::marked;
use super::write::Writer;
use crate::document::{Image, Inline, NodeId, NoteReference, PictureSize, Text};
use crate::error::Result;
use crate::read::links::{self, Address};
use crate::read::node::Kind;
use crate::units::{Length, Size};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a letter is set as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    bold: bool,
    emphasis: bool,
    code: bool,
    /// It may refer to a note.
    reference: bool,
    picture: bool,
}

/// The notes of a file by their marks.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Those of a mark that nothing refers to yet, the next one last.
    free: FxHashMap<String, Vec<usize>>,
    /// The last one of a mark that something refers to.
    last: FxHashMap<String, usize>,
    referred: FxHashSet<usize>,
}

impl Notes {
    pub(super) fn of(notes: &[FootNote]) -> Self {
        let mut all = Self::default();
        for (at, note) in notes.iter().enumerate().rev().filter(|(_, note)| !note.mark.is_empty()) {
            all.free.entry(note.mark.clone()).or_default().push(at);
        }
        all
    }

    pub(super) fn is_referred(&self, note: usize) -> bool {
        self.referred.contains(&note)
    }

    /// The note that a mark refers to: the next one, as marks begin anew on pages, else the
    /// one before, which may be referred to again.
    fn next(&mut self, mark: &str) -> Option<usize> {
        let Some(note) = self.free.get_mut(mark).and_then(Vec::pop) else { return self.last.get(mark).copied() };
        self.last.insert(mark.to_owned(), note);
        self.referred.insert(note);
        Some(note)
    }
}

/// The label of a note.
pub(super) fn label(note: usize) -> String {
    (note + 1).to_string()
}

impl Writer<'_, '_> {
    fn look(&self, letter: &Letter, styled: bool) -> Look {
        let style = self.style(letter);
        Look {
            bold: styled && self.is_bold(letter),
            emphasis: style.emphasis,
            code: style.code,
            reference: style.reference || letter.raised && digit(letter.letter).is_some(),
            picture: letter.letter == PICTURE,
        }
    }

    /// Text; where `styled`, with its bold words.
    pub(super) fn letters(&mut self, letters: &[Letter], styled: bool) -> Result<()> {
        for run in letters.chunk_by(|a, b| a.link == b.link) {
            let text: String = run.iter().map(|letter| letter.letter).collect();
            let address = run.first().and_then(|first| self.means.links.address(first.link));
            // An address that is written out is a link by itself.
            let target = address.filter(|address| !names(address, &text)).map(links::judge);
            match target {
                Some(Address::Good(target)) if text.contains(char::is_alphanumeric) => {
                    self.open(Kind::Link { target: Some(target), bare: false })?;
                    self.looks(run, styled)?;
                    self.builder.close();
                }
                _ => self.looks(run, styled)?,
            }
        }
        Ok(())
    }

    fn looks(&mut self, letters: &[Letter], styled: bool) -> Result<()> {
        let mut rest = letters;
        while let Some(first) = rest.first() {
            let look = self.look(first, styled);
            let is_space = |letter: &Letter| matches!(letter.letter, ' ' | '\n');
            let is_same = |letter: &Letter| is_space(letter) && !look.reference || self.look(letter, styled) == look;
            let mut end = rest.iter().position(|letter| !is_same(letter)).unwrap_or(rest.len()).max(1);
            // Spaces around marked words are not marked.
            while look != Look::default() && end > 1 && is_space(&rest[end - 1]) {
                end -= 1;
            }
            let (run, after) = rest.split_at(end);
            rest = after;
            self.run(run, look)?;
        }
        Ok(())
    }

    fn run(&mut self, run: &[Letter], look: Look) -> Result<()> {
        let shows = run.iter().any(|letter| letter.letter.is_alphanumeric());
        if look.picture {
            run.iter().for_each(|letter| self.picture(letter));
        } else if look.reference && self.refers(run) {
        } else if look.code {
            let code: String = run.iter().map(|letter| letter.letter).collect();
            let span = self.extract.push(&code);
            self.builder.inline(Inline::Code(Text::plain(code, span)), span);
        } else {
            let kinds = [(look.bold, Kind::Strong), (look.emphasis, Kind::Emphasis)];
            let mut open = 0;
            for (_, kind) in kinds.into_iter().filter(|(is_set, _)| *is_set && shows) {
                self.open(kind)?;
                open += 1;
            }
            self.lines(run);
            (0..open).for_each(|_| self.builder.close());
        }
        Ok(())
    }

    /// Writes the reference to a note, where there is a note of this mark.
    fn refers(&mut self, run: &[Letter]) -> bool {
        let mark: String = marked(run).collect();
        let Some(note) = self.notes.next(&mark) else { return false };
        let span = self.here();
        let reference = NoteReference { id: NodeId::default(), label: label(note), note: 0, mark: String::new(), span };
        self.builder.inline(Inline::NoteReference(reference), span);
        true
    }

    fn picture(&mut self, letter: &Letter) {
        if letter.letter != PICTURE {
            return;
        }
        let Some(path) = self.means.pictures.path(letter.code).map(str::to_owned) else { return };
        let span = self.here();
        let alt = self.style(letter).alt.as_deref().map(str::to_owned);
        let [width, height] = [letter.right - letter.left, letter.height].map(|side| Length::pt(side.round().max(1.0)));
        let size = PictureSize::of(Size::new(width, height));
        self.builder.inline(Inline::Image(Image { id: NodeId::default(), path, alt, title: None, size, span }), span);
    }

    fn lines(&mut self, letters: &[Letter]) {
        for (at, line) in letters.split(|letter| letter.letter == '\n').enumerate() {
            if at > 0 {
                self.extract.hard_break(&mut self.builder);
            }
            let text: String = line.iter().map(|letter| letter.letter).collect();
            if !text.is_empty() {
                self.extract.text(&text, &mut self.builder);
            }
        }
    }
}

/// Whether a text is an address, perhaps without its scheme.
fn names(address: &str, text: &str) -> bool {
    let bare = |text: &str| -> String {
        let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let text = text.trim_start_matches("mailto:").trim_start_matches("tel:");
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_end_matches('/').to_lowercase()
    };
    bare(address) == bare(text)
}
