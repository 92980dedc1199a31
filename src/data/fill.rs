//! Fills the holes of a message with the values of a row.

use super::clean::Values;
use super::holes::{self, Hole, MARK, SCHEME, What};
use super::strings::{self, Use};
use super::table::{Table, shown};
use super::template::Template;
use crate::document::visit::{self, VisitMut, walk_block, walk_inlines};
use crate::document::{Block, BlockKind, Div, Document, Inline, Link, Note, Role, Span, Target, Text};
use crate::error::{Error, Place, Result, Warned, Warning};
use crate::read::links::{Address, encode, judge, push_with_bare_links};
use crate::read::{ReadOptions, read};
use crate::settings::{InputFormat, Settings};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The bytes of a private character, percent-encoded, begin so (UTF-8 of plane 15).
const ENCODED: &str = "%F3%B";
/// The length of a private character, percent-encoded.
const ENCODED_LENGTH: usize = 12;

impl Template {
    /// The message of a row (from 0), and the settings of its front matter.
    ///
    /// # Errors
    /// [`Error::Source`] for a value that is no Markdown of one paragraph where
    /// the hole stands within a text.
    pub(crate) fn fill(&self, table: &Table, row: usize, values: &Values) -> Result<Warned<(Document, Settings)>> {
        let (mut document, mut settings) = (self.document.clone(), self.settings.clone());
        let mut filler = Filler {
            template: self,
            table,
            row,
            values,
            in_link: false,
            notes: Vec::new(),
            warnings: Vec::new(),
            fault: None,
        };
        strings::of_meta(&mut document.meta, &mut |text, kind| filler.string(text, kind));
        strings::of_settings(&mut settings, &mut |text, kind| filler.string(text, kind));
        visit::walk_document(&mut filler, &mut document);
        let Filler { notes, warnings, fault, .. } = filler;
        if let Some(fault) = fault {
            return Err(fault);
        }
        document.notes.extend(notes);
        drop_empty(&mut document.blocks);
        visit::identify(&mut document);
        Ok(Warned { value: (document, settings), warnings })
    }

    /// The bytes of text that each of these rows makes, its values as often as the message
    /// asks for them.
    pub(crate) fn amounts(&self, table: &Table, rows: &[usize]) -> Vec<usize> {
        let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
        for hole in &self.holes {
            if let What::Column(name) = &hole.what {
                *columns.entry(name).or_default() += 1;
            }
        }
        let own: usize = self.document.sources.0.iter().map(|source| source.text.len()).sum();
        let value = |row: usize, name: &str| table.value(row, name).map_or(0, str::len);
        let amount = |row: &usize| {
            columns
                .iter()
                .map(|(name, often)| value(*row, name).saturating_mul(*often))
                .fold(own, usize::saturating_add)
        };
        rows.iter().map(amount).collect()
    }

    /// Replaces the holes of settings, for what is said of all rows together.
    pub(crate) fn blank(&self, settings: &mut Settings) {
        strings::of_settings(settings, &mut |text, _| *text = self.without_holes(text));
    }

    /// A text without its holes.
    pub(crate) fn without_holes(&self, text: &str) -> String {
        text.chars().map(|letter| if holes::index(letter).is_some() { '…' } else { letter }).collect()
    }
}

struct Filler<'a> {
    template: &'a Template,
    table: &'a Table,
    row: usize,
    values: &'a Values,
    in_link: bool,
    /// The notes of values in Markdown.
    notes: Vec<Note>,
    warnings: Vec<Warning>,
    fault: Option<Error>,
}

impl Filler<'_> {
    fn hole(&self, letter: char) -> Option<&Hole> {
        self.template.holes.get(holes::index(letter)?)
    }

    /// The value of a hole as it is in the table.
    fn value(&self, hole: &Hole) -> String {
        let value = match &hole.what {
            What::Number => return (self.row + 1).to_string(),
            What::Column(name) => self.table.value(self.row, name).unwrap_or_default(),
        };
        match &hole.default {
            Some(default) if value.is_empty() => default.clone(),
            _ => value.to_owned(),
        }
    }

    /// The value of a hole as it is printed.
    fn words(&self, hole: &Hole) -> String {
        if hole.what == What::Number {
            return self.values.number(self.row + 1);
        }
        let lines: Vec<String> = self.value(hole).lines().map(|line| self.values.line(line).to_owned()).collect();
        lines.join("\n")
    }

    fn string(&self, text: &mut String, kind: Use) {
        *text = match kind {
            Use::Address => self.address(text),
            Use::Words => self.replaced(text, |hole| self.words(hole).replace('\n', " ")),
            Use::Exact => self.replaced(text, |hole| self.value(hole)),
        };
    }

    fn replaced(&self, text: &str, value: impl Fn(&Hole) -> String) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match self.hole(letter) {
                Some(hole) => out.push_str(&value(hole)),
                None => out.push(letter),
            }
        }
        out
    }

    /// An address with its values. One that is all of it, or begins it, is an address
    /// itself; one behind a scheme that the author wrote begins with its host; others
    /// are parts and fully encoded.
    fn address(&self, written: &str) -> String {
        let text = decoded_holes(written);
        let (scheme, rest) = match text.strip_prefix(SCHEME) {
            Some(rest) => rest.strip_prefix(MARK).map_or((SCHEME, rest), |rest| ("", rest)),
            None => ("", text.as_str()),
        };
        let parts = |text: &str| self.replaced(text, |hole| component(&self.value(hole)));
        match rest.chars().next().and_then(|first| Some((first, self.hole(first)?))) {
            Some((first, hole)) => {
                let value = self.value(hole);
                let value = value.trim();
                let has_own = ["https://", "http://"].iter().any(|own| value.starts_with(own));
                let scheme = if has_own { "" } else { scheme };
                format!("{scheme}{value}{}", parts(&rest[first.len_utf8()..]))
            }
            None => parts(&text),
        }
    }

    /// A link with its values; `None`, with a warning, where the address is not
    /// accepted.
    fn target(&mut self, target: Target, span: Span) -> Option<Target> {
        let Target::Url(url) = &target else {
            let mut target = target;
            strings::of_target(&mut target, &mut |text, kind| self.string(text, kind));
            return Some(target);
        };
        if decoded_holes(url) == *url {
            return Some(target);
        }
        let address = self.address(url);
        let judged = judge(&address);
        if let Address::Good(target @ Target::Url(_)) = judged {
            return Some(target);
        }
        let message = format!("row {}: the link to `{}` is kept as text only", self.row + 1, shown(&address));
        let place = self.template.document.sources.place(span);
        self.warnings
            .push(Warning::new("link-scheme", message).at(place).hint("links may lead to http, https, mailto and tel"));
        None
    }

    /// A text with its values; lines of a value are lines, addresses in it links.
    fn text(&mut self, text: &Text, out: &mut Vec<Inline>) {
        let mut open = String::new();
        let mut has_address = false;
        for letter in text.text.chars() {
            let Some(hole) = self.hole(letter) else {
                open.push(letter);
                continue;
            };
            if hole.is_markdown {
                let (value, place) = (self.value(hole), hole.place.clone());
                self.push(&mut open, text.span, has_address, out);
                self.inline_markdown(&value, &place, text.span, out);
                continue;
            }
            let words = self.words(hole);
            has_address |= words.contains("://") || words.contains("www.") || words.contains('@');
            let mut lines = words.split('\n');
            open.push_str(lines.next().unwrap_or_default());
            for line in lines {
                self.push(&mut open, text.span, has_address, out);
                out.push(Inline::HardBreak(text.span));
                open.push_str(line);
            }
        }
        self.push(&mut open, text.span, has_address, out);
    }

    fn push(&self, open: &mut String, span: Span, has_address: bool, out: &mut Vec<Inline>) {
        if open.is_empty() {
            return;
        }
        let text = Text::plain(std::mem::take(open), span);
        match has_address && !self.in_link {
            true => push_with_bare_links(text, out),
            false => out.push(Inline::Text(text)),
        }
    }

    /// A value in Markdown within a text: the content of its one paragraph.
    fn inline_markdown(&mut self, value: &str, place: &Place, span: Span, out: &mut Vec<Inline>) {
        let Some(mut blocks) = self.markdown(value, span) else { return };
        match (blocks.pop().map(|block| block.kind), blocks.is_empty()) {
            (None, _) => {}
            (Some(BlockKind::Paragraph(content)), true) => out.extend(content),
            _ => {
                let fault = Error::Source {
                    message: format!("row {}: the value has more than one paragraph", self.row + 1),
                    place: place.clone(),
                    hint: Some("let `{{!…}}` stand alone between empty lines".to_owned()),
                };
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// The blocks of a value in Markdown.
    fn markdown(&mut self, value: &str, span: Span) -> Option<Vec<Block>> {
        if value.trim().is_empty() {
            return Some(Vec::new());
        }
        let name = self.table.name.clone();
        let options = ReadOptions {
            lang: Some(self.template.document.meta.lang.clone()),
            ..ReadOptions::new(InputFormat::Markdown, name)
        };
        match read(value.as_bytes(), &options) {
            Ok(Warned { value: input, warnings }) => {
                let place = self.table.place(self.row);
                self.warnings.extend(warnings.into_iter().map(|warning| warning.at(place.clone())));
                let mut document = input.document;
                let label = format!("{}/", span.start);
                visit::walk_document(&mut Moved { span, label: &label }, &mut document);
                self.notes.extend(document.notes.into_iter().map(|note| Note {
                    label: label.clone() + &note.label,
                    span,
                    ..note
                }));
                Some(document.blocks)
            }
            Err(fault) => {
                self.fault.get_or_insert(fault);
                None
            }
        }
    }

    /// The hole that a paragraph consists of, if it asks for Markdown.
    fn only_markdown(&self, block: &Block) -> Option<String> {
        let BlockKind::Paragraph(content) = &block.kind else { return None };
        let [Inline::Text(text)] = content.as_slice() else { return None };
        let mut letters = text.text.trim().chars();
        let hole = self.hole(letters.next()?).filter(|hole| hole.is_markdown && letters.next().is_none())?;
        Some(self.value(hole))
    }
}

impl VisitMut for Filler<'_> {
    fn block(&mut self, block: &mut Block) {
        if let Some(value) = self.only_markdown(block) {
            let Some(mut blocks) = self.markdown(&value, block.span) else { return };
            *block = match (blocks.pop(), blocks.is_empty()) {
                (Some(only), true) => only,
                (last, _) => {
                    blocks.extend(last);
                    let kind = BlockKind::Div(Div { role: Role::Plain, lang: None, blocks });
                    Block { kind, ..block.clone() }
                }
            };
            return;
        }
        let span = block.span;
        if let BlockKind::Figure(figure) = &mut block.kind
            && let Some(link) = figure.link.take()
        {
            figure.link = self.target(link.target.clone(), span).map(|target| Link { target, ..link });
        }
        strings::of_block(block, &mut |text, kind| self.string(text, kind));
        walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let mut out = Vec::with_capacity(inlines.len());
        for mut inline in std::mem::take(inlines) {
            strings::of_inline(&mut inline, &mut |text, kind| self.string(text, kind));
            match inline {
                Inline::Text(text) if text.text.chars().any(|letter| holes::index(letter).is_some()) => {
                    self.text(&text, &mut out);
                }
                Inline::Link(mut link) => {
                    let around = std::mem::replace(&mut self.in_link, true);
                    self.inlines(&mut link.content);
                    self.in_link = around;
                    match self.target(link.target.clone(), link.span) {
                        Some(target) => out.push(Inline::Link(Link { target, ..link })),
                        None => out.append(&mut link.content),
                    }
                }
                mut other => {
                    walk_inlines(self, std::slice::from_mut(&mut other));
                    out.push(other);
                }
            }
        }
        *inlines = without_empty_lines(out);
    }
}

/// Gives what was read from a value the place of its hole, and its notes names of
/// their own.
struct Moved<'a> {
    span: Span,
    label: &'a str,
}

impl VisitMut for Moved<'_> {
    fn block(&mut self, block: &mut Block) {
        block.span = self.span;
        walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    *text = Text::plain(std::mem::take(&mut text.text), self.span);
                }
                Inline::Link(link) => link.span = self.span,
                Inline::Image(image) => image.span = self.span,
                Inline::SoftBreak(span) | Inline::HardBreak(span) => *span = self.span,
                Inline::NoteReference(reference) => {
                    reference.span = self.span;
                    reference.label.insert_str(0, self.label);
                }
                _ => {}
            }
        }
        walk_inlines(self, inlines);
    }
}

/// Removes the breaks around lines that have become empty: an address without a
/// second line has no gap.
fn without_empty_lines(inlines: Vec<Inline>) -> Vec<Inline> {
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_));
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if is_break(&inline) && out.last().is_none_or(is_break) {
            continue;
        }
        out.push(inline);
    }
    while out.last().is_some_and(is_break) {
        out.pop();
    }
    out
}

/// Removes paragraphs that have become empty. The recursion is bounded: the
/// reader limits how deeply blocks are nested.
fn drop_empty(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        match &mut block.kind {
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => drop_empty(blocks),
            BlockKind::Div(div) => drop_empty(&mut div.blocks),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| drop_empty(&mut item.blocks)),
            _ => {}
        }
    }
    blocks.retain(|block| !matches!(&block.kind, BlockKind::Paragraph(content) if content.is_empty()));
}

/// An address with its percent-encoded private characters decoded.
fn decoded_holes(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find(ENCODED) {
        out.push_str(&rest[..at]);
        let (encoded, after) = rest[at..].split_at_checked(ENCODED_LENGTH).unwrap_or((&rest[at..], ""));
        out.push_str(&crate::read::links::decode(encoded));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A value as a part of an address: only letters that no address gives a meaning
/// (RFC 3986, 2.3) stay as they are.
fn component(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    // What is encoded already is encoded once.
    encode(&out)
}
