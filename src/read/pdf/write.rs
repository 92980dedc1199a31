//! Writes blocks into the document.

use super::block::{Block, Kind, Node, Text};
use super::flow;
use super::font::Font;
use super::lists;
use super::look::Notes;
use super::order::Letter;
use super::tags::{Frame, Style};
use crate::document::{Block as Written, BlockKind, Code, Note, Source, Span};
use crate::error::Result;
use crate::read::builder::Builder;
use crate::read::divs::{DivRole, DivSpec};
use crate::read::extract::Extract;
use crate::read::node::Kind as Open;
use crate::read::notices::Notices;

/// What the letters of a file refer to.
pub(super) struct Means<'f> {
    pub(super) fonts: &'f [Font],
    pub(super) pictures: &'f super::pictures::Pictures,
    pub(super) links: &'f super::links::Links,
    pub(super) tags: Option<&'f super::tags::Tags>,
}

pub(super) struct Writer<'n, 'a> {
    notices: &'n Notices<'a>,
    pub(super) means: Means<'n>,
    limit: usize,
    pub(super) builder: Builder,
    pub(super) extract: Extract,
    /// Whether bold letters are the exception.
    pub(super) marks_bold: bool,
    /// Whether a list without tags is open, and whether its items have numbers.
    list: Option<bool>,
    pub(super) notes: Notes,
}

impl<'n, 'a> Writer<'n, 'a> {
    pub(super) fn new(notices: &'n Notices<'a>, means: Means<'n>, limit: usize) -> Self {
        Self {
            notices,
            means,
            limit,
            builder: Builder::new(limit),
            extract: Extract::default(),
            marks_bold: true,
            list: None,
            notes: Notes::default(),
        }
    }

    pub(super) fn finish(mut self) -> (Vec<Written>, Vec<Note>, Source) {
        self.end_list();
        let (blocks, notes) = self.builder.finish();
        (blocks, notes, self.extract.into_source(self.notices.file()))
    }

    pub(super) fn open(&mut self, node: Open) -> Result<()> {
        let (here, limit) = (self.extract.here(), self.limit);
        let notices = self.notices;
        self.builder.open(node, here).map_err(|_| {
            let message = format!("lists or marks are nested more than {limit} deep");
            notices.refuse_line(None, message, "this is more than any page can show")
        })
    }

    pub(super) fn here(&self) -> Span {
        self.extract.here()
    }

    pub(super) fn text(&mut self, text: &Text) -> Result<()> {
        let (mut bold, mut all) = (0usize, 0usize);
        for node in &text.nodes {
            node.each(&mut |block| {
                all += block.letters.len();
                bold += block.letters.iter().filter(|letter| self.is_bold(letter)).count();
            });
        }
        self.marks_bold = bold * 2 < all;
        self.notes = Notes::of(&text.notes);
        self.nodes(&text.nodes)?;
        self.end_list();
        for (at, note) in text.notes.iter().enumerate() {
            // What nothing refers to is text.
            if self.notes.is_referred(at) {
                self.open(Open::Note { label: super::look::label(at) })?;
                self.nodes(&note.nodes)?;
                self.end_list();
                self.builder.close();
            } else {
                self.nodes(&note.nodes)?;
                self.end_list();
            }
        }
        Ok(())
    }

    pub(super) fn nodes(&mut self, nodes: &[Node]) -> Result<()> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        let (frame, nodes) = match node {
            Node::Text(block) => return self.block(block),
            Node::Inside(frame, nodes) => (frame, nodes),
        };
        self.end_list();
        match frame {
            Frame::List => lists::write(self, nodes),
            Frame::Table => self.table(nodes),
            Frame::Quote => self.framed(Open::Quote(None), nodes),
            Frame::Caption => {
                self.open(Open::Caption)?;
                self.run_on(nodes)?;
                self.builder.close();
                Ok(())
            }
            Frame::Contents => {
                let here = self.here();
                self.builder.block(BlockKind::Contents(Vec::new()), here);
                Ok(())
            }
            Frame::Poem => self.poem(nodes),
            Frame::Item | Frame::Label | Frame::Row { .. } | Frame::Cell { .. } => self.nodes(nodes),
        }
    }

    fn framed(&mut self, open: Open, nodes: &[Node]) -> Result<()> {
        self.open(open)?;
        self.nodes(nodes)?;
        self.end_list();
        self.builder.close();
        Ok(())
    }

    /// The texts of nodes as lines of one text.
    pub(super) fn run_on(&mut self, nodes: &[Node]) -> Result<()> {
        let mut done = Ok(());
        for node in nodes {
            node.each(&mut |block| {
                if done.is_ok() && block.letters.iter().any(|letter| letter.letter != ' ') {
                    if self.builder.has_text() {
                        self.extract.hard_break(&mut self.builder);
                    }
                    self.begin(block);
                    done = self.letters(&block.letters, self.marks_bold);
                }
            });
        }
        done
    }

    /// The next text begins a new line of the file.
    fn begin(&mut self, block: &Block) {
        self.extract.line = block.page;
        self.extract.end_line();
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        if !block.shows() {
            return Ok(());
        }
        self.begin(block);
        match block.kind {
            Kind::Heading(level) => {
                self.end_list();
                self.open(Open::Heading { level, anchor: None })?;
                self.letters(&block.letters, false)?;
                self.builder.close();
            }
            Kind::Paragraph if self.is_code(block) => {
                self.end_list();
                self.code(block);
            }
            Kind::Paragraph => {
                self.end_list();
                self.paragraph(block)?;
            }
            Kind::Item(number) => {
                if self.list != Some(number.is_some()) {
                    self.end_list();
                    self.open(lists::plain(number))?;
                    self.list = Some(number.is_some());
                }
                self.open(Open::Item { task: None })?;
                self.paragraph(block)?;
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

    fn paragraph(&mut self, block: &Block) -> Result<()> {
        let here = self.here();
        self.builder.open_paragraph(here);
        self.letters(&block.letters, self.marks_bold)?;
        self.builder.close_implicit();
        Ok(())
    }

    /// Couplets, a line each, their halves parted as in Markdown.
    fn poem(&mut self, nodes: &[Node]) -> Result<()> {
        self.open(Open::Div(Box::new(DivSpec { roles: vec![DivRole::Poem], ..DivSpec::default() })))?;
        let here = self.here();
        self.builder.open_paragraph(here);
        for node in nodes {
            let Node::Text(block) = node else { continue };
            if self.builder.has_text() {
                self.extract.hard_break(&mut self.builder);
            }
            let (first, second) = block.letters.split_at(block.halves.map_or(0, |(_, parted)| parted));
            self.letters(first, self.marks_bold)?;
            self.extract.text(" /", &mut self.builder);
            self.letters(second, self.marks_bold)?;
        }
        self.builder.close_implicit();
        self.builder.close();
        Ok(())
    }

    pub(super) fn is_bold(&self, letter: &Letter) -> bool {
        self.means.fonts.get(usize::from(letter.font)).is_some_and(|font| font.bold) || self.style(letter).strong
    }

    pub(super) fn style(&self, letter: &Letter) -> &Style {
        const PLAIN: &Style = &Style { code: false, emphasis: false, strong: false, reference: false, alt: None };
        let style = || {
            let tags = self.means.tags?;
            tags.styles.get(tags.contents.get(letter.mark? as usize)?.style)
        };
        style().unwrap_or(PLAIN)
    }

    /// Whether a paragraph is nothing but code.
    fn is_code(&self, block: &Block) -> bool {
        block.letters.iter().all(|letter| letter.letter.is_whitespace() || self.style(letter).code)
    }

    fn code(&mut self, block: &Block) {
        let lines =
            block.letters.split(|letter| letter.letter == '\n').zip(block.indents.iter().chain(std::iter::repeat(&0)));
        let line = |(letters, indent): (&[Letter], &usize)| {
            let text: String = letters.iter().map(|letter| letter.letter).collect();
            " ".repeat(*indent) + &text
        };
        let text = lines.map(line).collect::<Vec<_>>().join("\n");
        let span = self.extract.push(&text);
        self.builder.block(BlockKind::Code(Code { language: None, text }), span);
    }

    /// A list item's or note's first number or bullet, for files whose tags leave it in
    /// the text.
    pub(super) fn without_marker(block: &Block) -> (Option<Option<u64>>, Block) {
        match flow::marker(&block.letters) {
            Some((number, skip)) => {
                let letters = block.letters[skip..].to_vec();
                (Some(number), Block { letters, halves: None, ..block.clone() })
            }
            None => (None, block.clone()),
        }
    }
}
