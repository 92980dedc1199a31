//! Prepares a document: creates tags in reading order, collects text and reads
//! pictures; then shapes every paragraph, on all cores if the document is long.

mod blocks;
mod opening;
mod pictures;
mod tables;

use super::index::IndexPages;
use super::inline::collect::{CharStyle, Collected, Collector, collect};
use super::inline::paragraph::Paragraph;
use super::inline::shape::Shaper;
use super::prepared::{Look, Node, NodeKind, NoteNode, Prepared, TextId};
use super::structure::StructureBuilder;
use crate::cores::{self, Work};
use crate::document::{Direction, Document, Inline, Lang, NodeId, Span, Text};
use crate::error::Warning;
use crate::font::{FontBook, missing};
use crate::frame::{OutlineItem, StructId, StructRole};
use crate::resources::Resources;
use crate::theme::{Faces, StyleName, Theme, ThemeFonts};
use crate::units::Length;
use pictures::Pictures;
pub(crate) use pictures::Shelf;
use std::collections::BTreeMap;

/// From this many paragraphs on, shaping uses all cores.
const LONG: usize = 200;

/// Prepares a document.
pub(crate) fn prepare(
    document: &Document,
    theme: &Theme,
    shaper: &Shaper<'_>,
    (resources, shelf): (&dyn Resources, &Shelf),
    pages: &IndexPages,
) -> (Prepared, Vec<Warning>) {
    let fonts = theme.fonts(shaper.book());
    let faces = StyleName::ALL.iter().map(|&(_, name)| (name, theme.faces(shaper.book(), name))).collect();
    let pictures = Pictures::new((resources, shelf), &document.sources);
    let mut preparer = Preparer::new((document, theme, shaper.book()), (fonts, &faces), (pictures, pages));
    let (opening, imprint, body) = preparer.document();
    let unused_notes = preparer.unused_notes();
    let first_place = |(text, _): &(Collected, _)| text.places.first().map_or_else(Span::default, |(_, span)| *span);
    let spans = preparer.collected.iter().map(first_place).collect();
    let work = Work::of(preparer.collected.len(), LONG);
    let shape = |(text, direction)| Paragraph::shape(text, direction, shaper);
    let texts = cores::map(work, preparer.collected, shape);
    let (images, cover, background, mut warnings) = preparer.pictures.finish(&document.meta);
    warnings.extend(preparer.warnings);
    warnings.extend(missing_letters(&texts, document));
    let title = opening.iter().find_map(|node| match &node.kind {
        NodeKind::Text(text) => text.anchor,
        _ => None,
    });
    let widest = |verse: &[TextId]| {
        let widths = verse.iter().filter_map(|text| texts.get(text.0)).map(|text| text.natural_width(Length::pt(1.0)));
        widths.map(Length::to_pt).fold(0.0, f64::max)
    };
    let (widest_hemistich, widest_free) = (widest(&preparer.hemistichs), widest(&preparer.free_verse));
    let prepared = Prepared {
        title,
        opening,
        imprint,
        body,
        notes: preparer.notes,
        unused_notes,
        texts,
        spans,
        calls: preparer.calls,
        indexed: preparer.indexed,
        structure: preparer.structure.finish(),
        outline: preparer.outline,
        images,
        cover,
        background,
        fonts,
        widest_hemistich,
        widest_free,
        faces,
        direction: document.meta.lang.direction(),
    };
    (prepared, warnings)
}

/// One warning for all characters that no font has, at the first of them.
fn missing_letters(texts: &[Paragraph], document: &Document) -> Option<Warning> {
    let mut first: BTreeMap<char, Span> = BTreeMap::new();
    for (letter, span) in texts.iter().flat_map(Paragraph::missing) {
        first.entry(*letter).or_insert(*span);
    }
    let place = document.sources.place(*first.values().min_by_key(|span| span.start)?);
    let warning = missing(first.keys().copied()).at(place);
    Some(warning.hint("a box is printed in their place; give a font that has them with --font"))
}

struct Preparer<'a> {
    document: &'a Document,
    theme: &'a Theme,
    book: &'a FontBook,
    fonts: ThemeFonts,
    faces: &'a BTreeMap<StyleName, Faces>,
    structure: StructureBuilder,
    collected: Vec<(Collected, Option<Direction>)>,
    pictures: Pictures<'a>,
    notes: Vec<Option<NoteNode>>,
    note_ids: Vec<NodeId>,
    /// Notes that were called and are not yet prepared, with the tag they go under.
    waiting: Vec<(usize, StructId)>,
    in_notes: bool,
    called: Vec<bool>,
    first_calls: BTreeMap<NodeId, usize>,
    calls: BTreeMap<NodeId, usize>,
    outline: Vec<OutlineItem>,
    /// The hemistichs of couplets.
    hemistichs: Vec<TextId>,
    /// The lines of free verse.
    free_verse: Vec<TextId>,
    /// A cry that is set as the title that the message does not have.
    named: Option<NodeId>,
    warnings: Vec<Warning>,
    /// The words in indexes.
    indexed: Vec<NodeId>,
    /// Their pages.
    pages: &'a IndexPages,
    /// Ids for links that are not in the document.
    next_id: u32,
}

impl<'a> Preparer<'a> {
    fn new(
        (document, theme, book): (&'a Document, &'a Theme, &'a FontBook),
        (fonts, faces): (ThemeFonts, &'a BTreeMap<StyleName, Faces>),
        (pictures, pages): (Pictures<'a>, &'a IndexPages),
    ) -> Self {
        let count = document.notes.len();
        Self {
            document,
            theme,
            book,
            fonts,
            faces,
            structure: StructureBuilder::new(),
            collected: Vec::new(),
            pictures,
            notes: std::iter::repeat_with(|| None).take(count).collect(),
            note_ids: document.notes.iter().map(|note| note.id).collect(),
            waiting: Vec::new(),
            in_notes: false,
            first_calls: (0..)
                .zip(&document.notes)
                .filter_map(|(at, note)| Some((*note.references.first()?, at)))
                .collect(),
            called: vec![false; count],
            calls: BTreeMap::new(),
            outline: Vec::new(),
            hemistichs: Vec::new(),
            free_verse: Vec::new(),
            named: None,
            warnings: Vec::new(),
            indexed: Vec::new(),
            pages,
            next_id: u32::MAX,
        }
    }

    fn lang(&self) -> &'a Lang {
        &self.document.meta.lang
    }

    /// The letters of a style.
    fn letters(&self, style: StyleName) -> CharStyle {
        match self.faces.get(&style) {
            Some(faces) => CharStyle::of(faces, self.theme.style(style).color),
            None => CharStyle::new(self.fonts.body, self.theme.style(style).color),
        }
    }

    /// Collects a paragraph under a tag; the notes it calls are prepared later, under
    /// the tag `around`.
    fn text(&mut self, content: &[Inline], look: &Look, tag: Option<StructId>, around: StructId) -> TextId {
        let letters = self.letters(look.style);
        self.text_of(content, &letters, look, (tag, around))
    }

    fn text_of(
        &mut self,
        content: &[Inline],
        letters: &CharStyle,
        look: &Look,
        (tag, around): (Option<StructId>, StructId),
    ) -> TextId {
        let pictures = &mut self.pictures;
        let mut collector = Collector {
            structure: &mut self.structure,
            lang: &self.document.meta.lang,
            book: self.book,
            code: (self.fonts.code, self.theme.style(StyleName::Code).size),
            link_color: None,
            notes: &self.note_ids,
            image: &mut |image| pictures.in_line(image),
        };
        let mut collected = collect(content, letters, tag, &mut collector);
        // If no letter decides, text has the direction of the block around it.
        collected.direction = Some(look.direction);
        for &(_, reference) in &collected.notes {
            self.call(reference, around);
        }
        self.collected.push((collected, look.forced));
        TextId(self.collected.len() - 1)
    }

    /// Generated text, such as a marker.
    fn words(&mut self, words: &str, letters: &CharStyle, look: &Look, tag: Option<StructId>) -> TextId {
        let content = [Inline::Text(Text::plain(words, Span::default()))];
        self.text_of(&content, letters, look, (tag, StructureBuilder::ROOT))
    }

    /// Records the note that a reference calls, if it is the first to do so.
    fn call(&mut self, reference: NodeId, around: StructId) {
        let Some(&note) = self.first_calls.get(&reference) else { return };
        if !std::mem::replace(&mut self.called[note], true) {
            self.calls.insert(reference, note);
            self.waiting.push((note, around));
        }
    }

    /// Prepares the notes that were called since the last time, and those called in
    /// them.
    fn waiting_notes(&mut self) {
        // Notes called in notes join the queue: no recursion, however long the chain.
        if std::mem::replace(&mut self.in_notes, true) {
            return;
        }
        let mut at = 0;
        while let Some(&(note, around)) = self.waiting.get(at) {
            self.note(note, around);
            at += 1;
        }
        self.waiting.clear();
        self.in_notes = false;
    }

    fn note(&mut self, index: usize, around: StructId) {
        let document = self.document;
        let Some(note) = document.notes.get(index) else { return };
        let tag = self.structure.open(StructRole::Note, around, Some(note.id));
        let look = self.look(StyleName::Note);
        let mark = (!note.mark.is_empty()).then(|| {
            let label = self.structure.open(StructRole::Label, tag, None);
            let letters = self.letters(StyleName::Note);
            self.words(&note.mark, &letters, &look, Some(label))
        });
        let body = self.blocks(&note.blocks, &look, tag);
        self.notes[index] = Some(NoteNode { id: note.id, mark, body, look });
    }

    /// Prepares the notes that nothing refers to, after the text.
    fn unused_notes(&mut self) -> Vec<usize> {
        let unused: Vec<usize> = (0..self.notes.len()).filter(|&index| !self.called[index]).collect();
        for &index in &unused {
            self.note(index, StructureBuilder::ROOT);
            self.waiting_notes();
        }
        unused
    }

    fn look(&self, style: StyleName) -> Look {
        Look { style, direction: self.lang().direction(), forced: None, align: None }
    }

    fn node(look: &Look, kind: NodeKind) -> Node {
        Node { look: *look, kind }
    }
}
