//! Verse: the lines of a `::: poem`, as couplets or separately.

use super::divs::lines;
use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Couplet, Inline, InlineSpan, NodeId, Poem, Span, Text};

/// The separator of the two hemistichs of a couplet on one line.
const PARTING: &str = " / ";

/// How the lines of a poem are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In pairs.
    Couplets,
    /// Separately.
    Free,
}

impl Form {
    /// The form of a poem that does not declare it. Hemistichs of one metre have
    /// similar widths; if more than one line in eight (the exceptions in a long
    /// ghazal) is shorter than the longest by more than a quarter, there is no
    /// metre to align them by.
    fn of(stanzas: &[Stanza]) -> Self {
        let lines = || stanzas.iter().flat_map(|stanza| &stanza.lines);
        let texts: Vec<String> = lines().map(|line| plain_text(line)).collect();
        if texts.iter().any(|text| text.contains(PARTING)) {
            return Self::Couplets;
        }
        let widths: Vec<f64> = texts.iter().map(|text| width(text)).collect();
        let longest = widths.iter().copied().fold(0.0, f64::max);
        let short = widths.iter().filter(|&&width| width < longest * 0.75).count();
        if short * 8 > widths.len() { Self::Free } else { Self::Couplets }
    }
}

/// The approximate width of a line. The font is not known yet, and pages and
/// EPUB must agree: letters are narrow (alef, lam, the teeth), wide (seen, sad)
/// or in between, as in every text font.
fn width(line: &str) -> f64 {
    let of = |letter: char| match letter {
        '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{65f}' | '\u{670}' => 0.0,
        'ا' | 'ل' | 'ب' | 'پ' | 'ت' | 'ث' | 'ن' | 'ی' | 'ئ' | 'ي' | ' ' | '.' | '،' | '!' | ':' => 1.0,
        'س' | 'ش' | 'ص' | 'ض' => 3.0,
        _ => 2.0,
    };
    line.chars().map(of).sum()
}

/// The lines between blank lines, and their span.
struct Stanza {
    lines: Vec<Vec<Inline>>,
    span: Span,
}

/// Paragraphs and indented lines become couplets or lines; any other block
/// separates two poems.
pub(super) fn from_blocks(blocks: Vec<Block>, form: Option<Form>, span: Span) -> Vec<Block> {
    let mut out = Vec::new();
    let mut stanzas: Vec<Stanza> = Vec::new();
    for block in blocks {
        let lines = match block.kind {
            BlockKind::Paragraph(inlines) => lines(inlines),
            BlockKind::Code(code) => code
                .text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| vec![Inline::Text(Text::synthetic(line.trim(), block.span.start))])
                .collect(),
            kind => {
                push_poem(&mut out, std::mem::take(&mut stanzas), form, span);
                out.push(Block { kind, ..block });
                continue;
            }
        };
        stanzas.push(Stanza { lines, span: block.span });
    }
    push_poem(&mut out, stanzas, form, span);
    out
}

fn push_poem(out: &mut Vec<Block>, stanzas: Vec<Stanza>, form: Option<Form>, span: Span) {
    let form = form.unwrap_or_else(|| Form::of(&stanzas));
    let mut couplets: Vec<Couplet> = Vec::new();
    for stanza in stanzas {
        push_stanza(&mut couplets, stanza, form);
    }
    if !couplets.is_empty() {
        out.push(Block { id: NodeId::default(), span, kind: BlockKind::Poem(Poem { couplets }) });
    }
}

/// A line with a separator is a couplet; other lines are paired. In free verse
/// all lines are separate.
fn push_stanza(couplets: &mut Vec<Couplet>, stanza: Stanza, form: Form) {
    let Stanza { lines, span } = stanza;
    let mut gap_before = !couplets.is_empty();
    let mut push = |first: Vec<Inline>, second: Option<Vec<Inline>>| {
        let span = covering(first.iter().chain(second.iter().flatten())).unwrap_or(span);
        couplets.push(Couplet { id: NodeId::default(), first, second, gap_before, span });
        gap_before = false;
    };
    let mut waiting: Option<Vec<Inline>> = None;
    for line in lines {
        if form == Form::Free {
            push(line, None);
            continue;
        }
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

/// The span from the first to the last piece of text.
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

/// Splits a line at the first ` / `, also inside bold and the like.
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

/// Splits an inline at the separator; the second part is `None` if there is no
/// separator.
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
        Inline::Span(InlineSpan { lang, direction, index, content }) => both(content, &|content| {
            Inline::Span(InlineSpan { lang: lang.clone(), direction, index: index.clone(), content })
        }),
        other => (Some(other), None),
    }
}
