//! The words of a document in the order they are read in.

use crate::characters::{ZWNJ, is_invisible};
use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Document, Heading, Inline, Row, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The stroke that stretches a word; no letter.
const TATWEEL: char = 'ـ';

/// Words by number.
#[derive(Default)]
pub(super) struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Vocabulary {
    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        id
    }

    pub(super) fn word(&self, id: u32) -> &str {
        self.words.get(id as usize).map_or("", |word| word)
    }
}

/// The words of a document, by number, with their places in its sources.
#[derive(Default)]
pub(super) struct Words {
    pub(super) ids: Vec<u32>,
    pub(super) places: Vec<usize>,
    /// The headings, each with the index of its first word.
    headings: Vec<(usize, String)>,
}

impl Words {
    pub(super) fn of(document: &Document, vocabulary: &mut Vocabulary) -> Self {
        let labels = document.notes.iter().enumerate().map(|(index, note)| (note.label.as_str(), index)).collect();
        let mut reader = Reader { vocabulary, words: Self::default(), labels, notes: Vec::new() };
        let meta = &document.meta;
        if meta.title_is_given {
            let author = meta.author();
            let lines = [&meta.title, &meta.subtitle, &author, &meta.date];
            lines.into_iter().flatten().for_each(|line| reader.text(line, |_| 0));
        }
        reader.blocks(&document.blocks);
        // Notes may refer to others, and some have no reference.
        let (mut next, mut is_read) = (0, vec![false; document.notes.len()]);
        for unasked in 0..=document.notes.len() {
            while let Some(index) = reader.notes.get(next).copied() {
                next += 1;
                if !std::mem::replace(&mut is_read[index], true) {
                    reader.blocks(&document.notes[index].blocks);
                }
            }
            if is_read.get(unasked) == Some(&false) {
                reader.notes.push(unasked);
            }
        }
        reader.words
    }

    /// The heading that a word stands under.
    pub(super) fn heading(&self, word: usize) -> Option<&str> {
        let at = self.headings.partition_point(|&(first, _)| first <= word);
        Some(&self.headings.get(at.checked_sub(1)?)?.1)
    }
}

struct Reader<'d, 'v> {
    vocabulary: &'v mut Vocabulary,
    words: Words,
    labels: BTreeMap<&'d str, usize>,
    /// The notes that were referred to.
    notes: Vec<usize>,
}

impl<'d> Reader<'d, '_> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'d Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
            BlockKind::Div(div) => self.blocks(&div.blocks),
            BlockKind::List(list) => {
                for item in &list.items {
                    if let Some(label) = &item.label {
                        self.text(label, |_| item.span.start);
                    }
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Code(code) => self.text(&code.text, |_| block.span.start),
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|caption| self.inlines(caption));
                table.head.iter().chain(&table.rows).for_each(|row| self.row(row));
            }
            BlockKind::Figure(figure) => figure.caption.iter().for_each(|caption| self.inlines(caption)),
            BlockKind::Poem(poem) => {
                for couplet in &poem.couplets {
                    self.inlines(&couplet.first);
                    couplet.second.iter().for_each(|second| self.inlines(second));
                }
            }
            BlockKind::Qr(qr) => self.inlines(&qr.label),
            // Made of the text, or nothing of it.
            BlockKind::Contents(_) | BlockKind::Index(_) | BlockKind::Rule | BlockKind::PageBreak => {}
        }
    }

    fn heading(&mut self, heading: &'d Heading) {
        self.words.headings.push((self.words.ids.len(), plain_text(&heading.content)));
        self.inlines(&heading.content);
    }

    fn row(&mut self, row: &'d Row) {
        row.cells.iter().for_each(|cell| self.inlines(&cell.content));
    }

    /// The words of a paragraph; they may reach across bold and links.
    fn inlines(&mut self, inlines: &'d [Inline]) {
        let mut pieces = Vec::new();
        let mut line = String::new();
        self.gather(inlines, &mut line, &mut pieces);
        self.text(&line, |at| {
            let piece = pieces.partition_point(|&(start, _)| start <= at);
            let (start, text): (usize, &Text) = pieces[piece.saturating_sub(1)];
            text.source_offset((at - start).min(text.text.len()))
        });
    }

    fn gather(&mut self, inlines: &'d [Inline], line: &mut String, pieces: &mut Vec<(usize, &'d Text)>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    pieces.push((line.len(), text));
                    line.push_str(&text.text);
                }
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Highlight(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content) => self.gather(content, line, pieces),
                Inline::Span(span) => self.gather(&span.content, line, pieces),
                Inline::Link(link) => self.gather(&link.content, line, pieces),
                Inline::SoftBreak(_) | Inline::HardBreak(_) => line.push('\n'),
                Inline::NoteReference(reference) => {
                    self.notes.extend(self.labels.get(reference.label.as_str()));
                    line.push('\n');
                }
                Inline::Image(_) => line.push('\n'),
            }
        }
    }

    fn text(&mut self, text: &str, place: impl Fn(usize) -> usize) {
        let is_unseen = |letter: char| letter == TATWEEL || is_invisible(letter);
        let is_word = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter) || is_unseen(letter);
        let mut start = 0;
        for run in text.split_inclusive(|letter: char| !is_word(letter)) {
            let word: String = run.nfc().filter(|&one| one == ZWNJ || is_word(one) && !is_unseen(one)).collect();
            let word = word.trim_matches(ZWNJ);
            if word.chars().any(char::is_alphanumeric) {
                self.words.ids.push(self.vocabulary.id(word));
                self.words.places.push(place(start));
            }
            start += run.len();
        }
    }
}
