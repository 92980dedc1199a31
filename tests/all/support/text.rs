//! The text of a document and of a book, for comparing the two.

#![allow(clippy::unwrap_used, reason = "tests")]

use bargeh::document::*;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Every letter of a document in reading order, notes last; spaces left out,
/// as XHTML does not keep them. Themes tell whether author and date are shown.
pub(crate) fn of_document(document: &Document, byline: bool) -> String {
    let mut out = String::new();
    let meta = &document.meta;
    if let (Some(title), true) = (&meta.title, meta.title_is_given) {
        out.push_str(title);
        out.extend(meta.subtitle.as_deref());
        out.extend(meta.authors.iter().chain(&meta.date).filter(|_| byline).map(String::as_str));
    }
    blocks(&document.blocks, &mut out);
    for note in &document.notes {
        out.push_str(&note.mark);
        // The ways back to all references but the first, which the mark leads to.
        out.extend(note.references.iter().skip(1).map(|_| '↑'));
        blocks(&note.blocks, &mut out);
    }
    without_spaces(&out)
}

/// The text of every paragraph and heading, a space for each run of them.
pub(crate) fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    document.blocks.iter().chain(notes).for_each(|block| line(&block.kind, &mut lines));
    lines
}

fn line(kind: &BlockKind, lines: &mut Vec<String>) {
    let mut within = |blocks: &[Block]| blocks.iter().for_each(|block| line(&block.kind, lines));
    match kind {
        BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => within(inner),
        BlockKind::List(list) => list.items.iter().for_each(|item| within(&item.blocks)),
        BlockKind::Div(div) => within(&div.blocks),
        BlockKind::Paragraph(content) | BlockKind::Heading(Heading { content, .. }) => {
            let mut text = String::new();
            inlines(content, &mut text);
            lines.push(one_space(&text));
        }
        _ => {}
    }
}

/// A text with one space for each run of white space.
pub(crate) fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        block_text(&block.kind, out);
    }
}

fn block_text(kind: &BlockKind, out: &mut String) {
    match kind {
        BlockKind::Heading(heading) => inlines(&heading.content, out),
        BlockKind::Paragraph(content) => inlines(content, out),
        BlockKind::Quote(inner) => blocks(inner, out),
        BlockKind::Alert(kind, inner) => {
            out.push_str(match kind {
                AlertKind::Note => "یادداشت",
                AlertKind::Tip => "نکته",
                AlertKind::Important => "مهم",
                AlertKind::Warning => "هشدار",
                AlertKind::Caution => "احتیاط",
            });
            blocks(inner, out);
        }
        BlockKind::List(list) => list.items.iter().for_each(|item| {
            out.push_str(item.task.map_or("", |done| if done { "☑" } else { "☐" }));
            blocks(&item.blocks, out);
        }),
        BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| {
            inlines(&definition.term, out);
            definition.meanings.iter().for_each(|meaning| blocks(meaning, out));
        }),
        BlockKind::Code(code) => out.push_str(&code.text),
        BlockKind::Table(table) => {
            inlines(table.caption.as_deref().unwrap_or_default(), out);
            let rows = table.head.iter().chain(&table.rows);
            rows.flat_map(|row| &row.cells).for_each(|cell| inlines(&cell.content, out));
        }
        BlockKind::Figure(figure) => inlines(figure.caption.as_deref().unwrap_or_default(), out),
        BlockKind::Rule | BlockKind::PageBreak => {}
        // As a book has it: the places by number, where there are several.
        BlockKind::Index(entries) => entries.iter().for_each(|entry| {
            out.push_str(&entry.term);
            let places = (1..=entry.places.len()).filter(|_| entry.places.len() > 1);
            let persian = |digit: char| char::from_u32(0x6f0 + digit.to_digit(10).unwrap()).unwrap();
            places.for_each(|number| {
                out.push('،');
                out.extend(number.to_string().chars().map(persian));
            });
        }),
        BlockKind::Div(div) => blocks(&div.blocks, out),
        BlockKind::Poem(poem) => poem.couplets.iter().for_each(|couplet| {
            inlines(&couplet.first, out);
            inlines(couplet.second.as_deref().unwrap_or_default(), out);
        }),
        BlockKind::Qr(qr) => inlines(&qr.label, out),
        BlockKind::Contents(entries) => entries.iter().for_each(|entry| inlines(&entry.content, out)),
    }
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(&text.text),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strikethrough(content)
            | Inline::Highlight(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => inlines(content, out),
            Inline::Span(span) => inlines(&span.content, out),
            Inline::Link(link) => inlines(&link.content, out),
            Inline::NoteReference(reference) => out.push_str(&reference.mark),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => out.push(' '),
            Inline::Image(_) => {}
        }
    }
}

/// Every letter of the body of an XHTML page, spaces left out.
pub(crate) fn of_page(page: &str) -> String {
    without_spaces(&with_spaces(page))
}

/// The text of the body of an XHTML page as it stands; fails where the page is
/// not well-formed.
pub(crate) fn with_spaces(page: &str) -> String {
    let mut reader = Reader::from_str(page);
    let (mut out, mut in_body) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "body" => in_body = true,
            Event::Text(text) if in_body => out.push_str(&text),
            Event::Empty(tag) if in_body && tag.name().as_ref() == "br" => out.push(' '),
            Event::GeneralRef(name) if in_body => out.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("unknown entity {other}"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    out
}

/// The values of an attribute anywhere in a page.
pub(crate) fn attributes(page: &str, wanted: &str) -> Vec<String> {
    let mut reader = Reader::from_str(page);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    if attribute.key.as_ref() == wanted {
                        found.push(attribute.value.into_owned());
                    }
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}
