//! Writes blocks into the document.

use super::flow::{Block, Kind};
use super::font::Font;
use super::order::Letter;
use crate::document::{Block as Written, CounterStyle, Note, Source};
use crate::error::Result;
use crate::read::builder::Builder;
use crate::read::extract::Extract;
use crate::read::node::Kind as Node;
use crate::read::notices::Notices;

pub(super) struct Writer<'n, 'a> {
    notices: &'n Notices<'a>,
    fonts: &'n [Font],
    limit: usize,
    builder: Builder,
    extract: Extract,
    /// Whether bold letters are the exception.
    marks_bold: bool,
    /// Whether a list is open, and whether its items have numbers.
    list: Option<bool>,
}

impl<'n, 'a> Writer<'n, 'a> {
    pub(super) fn new(notices: &'n Notices<'a>, fonts: &'n [Font], limit: usize) -> Self {
        Self {
            notices,
            fonts,
            limit,
            builder: Builder::new(limit),
            extract: Extract::default(),
            marks_bold: true,
            list: None,
        }
    }

    pub(super) fn finish(mut self) -> (Vec<Written>, Vec<Note>, Source) {
        self.end_list();
        let (blocks, notes) = self.builder.finish();
        (blocks, notes, self.extract.into_source(self.notices.file()))
    }

    fn open(&mut self, node: Node) -> Result<()> {
        let (here, limit) = (self.extract.here(), self.limit);
        let notices = self.notices;
        self.builder.open(node, here).map_err(|_| {
            let message = format!("lists or marks are nested more than {limit} deep");
            notices.refuse_line(None, message, "this is more than any page can show")
        })
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Result<()> {
        let letters = || blocks.iter().flat_map(|block| &block.letters);
        self.marks_bold = letters().filter(|letter| self.is_bold(letter)).count() * 2 < letters().count();
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        let shows = |letter: &Letter| letter.letter.is_alphanumeric();
        if !block.letters.iter().any(shows) {
            return Ok(());
        }
        self.extract.line = block.page;
        self.extract.end_line();
        match block.kind {
            Kind::Heading(level) => {
                self.end_list();
                self.open(Node::Heading { level, anchor: None })?;
                self.letters(&block.letters, false)?;
                self.builder.close();
            }
            Kind::Paragraph => {
                self.end_list();
                self.paragraph(&block.letters)?;
            }
            Kind::Item(number) => {
                if self.list != Some(number.is_some()) {
                    self.end_list();
                    self.open(Node::list(number, CounterStyle::Decimal))?;
                    self.list = Some(number.is_some());
                }
                self.open(Node::Item { task: None })?;
                self.paragraph(&block.letters)?;
                self.builder.close();
            }
        }
        Ok(())
    }

    fn end_list(&mut self) {
        self.builder.close_implicit();
        if self.list.take().is_some() {
            self.builder.close();
        }
    }

    fn paragraph(&mut self, letters: &[Letter]) -> Result<()> {
        let here = self.extract.here();
        self.builder.open_paragraph(here);
        self.letters(letters, self.marks_bold)?;
        self.builder.close_implicit();
        Ok(())
    }

    fn is_bold(&self, letter: &Letter) -> bool {
        self.fonts.get(usize::from(letter.font)).is_some_and(|font| font.bold)
    }

    /// Text; where `styled`, with its bold words.
    fn letters(&mut self, letters: &[Letter], styled: bool) -> Result<()> {
        let mut rest = letters;
        while let Some(first) = rest.first() {
            let bold = styled && self.is_bold(first);
            let is_same = |letter: &Letter| !styled || self.is_bold(letter) == bold || letter.letter == ' ';
            let mut end = rest.iter().position(|letter| !is_same(letter)).unwrap_or(rest.len());
            // Spaces around bold words are not bold.
            while bold && end > 1 && rest[end - 1].letter == ' ' {
                end -= 1;
            }
            let (run, behind) = rest.split_at(end);
            rest = behind;
            if bold && run.iter().any(|letter| letter.letter.is_alphanumeric()) {
                self.open(Node::Strong)?;
                self.lines(run);
                self.builder.close();
            } else {
                self.lines(run);
            }
        }
        Ok(())
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
