//! Verse: the lines of a `::: poem` as couplets.

use super::divs::lines;
use crate::document::{Block, BlockKind, Couplet, Inline, InlineSpan, NodeId, Poem, Span, Text};

/// What parts the two hemistichs of a couplet written in one line.
const PARTING: &str = " / ";

/// Paragraphs and indented lines become couplets; any other block stands
/// between two poems.
pub(super) fn from_blocks(blocks: Vec<Block>, span: Span) -> Vec<Block> {
    let mut out = Vec::new();
    let mut couplets: Vec<Couplet> = Vec::new();
    for block in blocks {
        let stanza = match block.kind {
            BlockKind::Paragraph(inlines) => lines(inlines),
            BlockKind::Code(code) => code
                .text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| vec![Inline::Text(Text::synthetic(line.trim(), block.span.start))])
                .collect(),
            kind => {
                push_poem(&mut out, std::mem::take(&mut couplets), span);
                out.push(Block { kind, ..block });
                continue;
            }
        };
        push_stanza(&mut couplets, stanza, block.span);
    }
    push_poem(&mut out, couplets, span);
    out
}

fn push_poem(out: &mut Vec<Block>, couplets: Vec<Couplet>, span: Span) {
    if !couplets.is_empty() {
        out.push(Block { id: NodeId::default(), span, kind: BlockKind::Poem(Poem { couplets }) });
    }
}

/// A line with the parting sign is a couplet; other lines go two by two.
fn push_stanza(couplets: &mut Vec<Couplet>, stanza: Vec<Vec<Inline>>, span: Span) {
    let mut gap_before = !couplets.is_empty();
    let mut push = |first: Vec<Inline>, second: Option<Vec<Inline>>| {
        let span = covering(first.iter().chain(second.iter().flatten())).unwrap_or(span);
        couplets.push(Couplet { id: NodeId::default(), first, second, gap_before, span });
        gap_before = false;
    };
    let mut waiting: Option<Vec<Inline>> = None;
    for line in stanza {
        match split(line) {
            (first, Some(second)) => {
                if let Some(single) = waiting.take() {
                    push(single, None);
                }
                push(first, Some(second));
            }
            (line, None) => match waiting.take() {
                Some(first) => push(first, Some(line)),
                None => waiting = Some(line),
            },
        }
    }
    if let Some(single) = waiting {
        push(single, None);
    }
}

/// The stretch of source from the first to the last piece of text.
fn covering<'a>(inlines: impl Iterator<Item = &'a Inline>) -> Option<Span> {
    let mut spans = inlines.filter_map(span_of);
    let first = spans.next()?;
    Some(spans.fold(first, |all, span| Span::new(all.start.min(span.start), all.end.max(span.end))))
}

fn span_of(inline: &Inline) -> Option<Span> {
    match inline {
        Inline::Text(text) | Inline::Code(text) => Some(text.span),
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Strikethrough(content)
        | Inline::Highlight(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content) => covering(content.iter()),
        Inline::Span(span) => covering(span.content.iter()),
        Inline::Link(link) => Some(link.span),
        Inline::Image(image) => Some(image.span),
        Inline::NoteReference(reference) => Some(reference.span),
        Inline::SoftBreak(span) | Inline::HardBreak(span) => Some(*span),
    }
}

/// Parts a line at the first ` / `, inside bold and the like too.
fn split(line: Vec<Inline>) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let mut first = Vec::new();
    let mut rest = line.into_iter();
    while let Some(inline) = rest.next() {
        let (before, after) = split_inline(inline);
        first.extend(before);
        if let Some(after) = after {
            let second = after.into_iter().chain(rest).collect();
            return (first, Some(second));
        }
    }
    (first, None)
}

/// Both sides of the parting sign; the second is `None` where it is not here.
fn split_inline(inline: Inline) -> (Option<Inline>, Option<Option<Inline>>) {
    let both = |content: Vec<Inline>, wrap: &dyn Fn(Vec<Inline>) -> Inline| {
        let (before, after) = split(content);
        let some = |content: Vec<Inline>| (!content.is_empty()).then(|| wrap(content));
        (some(before), after.map(some))
    };
    match inline {
        Inline::Text(text) => match text.text.find(PARTING) {
            Some(at) => {
                let part = |range: std::ops::Range<usize>| {
                    let part = text.slice(range);
                    (!part.text.is_empty()).then_some(Inline::Text(part))
                };
                let end = text.text[..at].trim_end().len();
                let behind = at + PARTING.len();
                let start = text.text.len() - text.text[behind..].trim_start().len();
                (part(0..end), Some(part(start..text.text.len())))
            }
            None => (Some(Inline::Text(text)), None),
        },
        Inline::Strong(content) => both(content, &Inline::Strong),
        Inline::Emphasis(content) => both(content, &Inline::Emphasis),
        Inline::Strikethrough(content) => both(content, &Inline::Strikethrough),
        Inline::Highlight(content) => both(content, &Inline::Highlight),
        Inline::Span(InlineSpan { lang, direction, content }) => {
            both(content, &|content| Inline::Span(InlineSpan { lang: lang.clone(), direction, content }))
        }
        other => (Some(other), None),
    }
}
