//! Words with braces behind them, as pandoc writes spans with attributes:
//! `[some text]{lang=en}` and `{dir=ltr}`, `[word]{.index}` and
//! `{.index entry="word"}`. The parser does not know them.

use crate::document::visit::{self, VisitMut};
use crate::document::{Block, Direction, IndexMark, Inline, InlineSpan, Note, Text};
use crate::read::divs::{Attributes, parse_attributes};

/// How braces begin that belong to what is in brackets before them.
const SIGN: &str = "]{";
/// The most bytes of the braces. A choice: no entry of an index is longer, and without
/// a bound every bracket would be compared with all that follows.
const LONGEST: usize = 300;

/// Finds such spans in blocks and notes.
pub(super) fn find(source: &str, from: usize, blocks: &mut [Block], notes: &mut [Note]) {
    if !source[from..].contains(SIGN) {
        return;
    }
    let mut brackets = Brackets { source };
    visit::walk_blocks(&mut brackets, blocks);
    for note in notes {
        visit::walk_blocks(&mut brackets, &mut note.blocks);
    }
}

struct Brackets<'a> {
    source: &'a str,
}

impl VisitMut for Brackets<'_> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        visit::walk_inlines(self, inlines);
        if inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.text.contains(SIGN))) {
            *inlines = self.paired(std::mem::take(inlines));
        }
    }
}

impl Brackets<'_> {
    /// Puts the inlines between a bracket and its braces into a span.
    fn paired(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len() + 2);
        // The indices in `out` of the opening brackets, each a text of its own.
        let mut open: Vec<usize> = Vec::new();
        for inline in inlines {
            let Inline::Text(text) = inline else {
                out.push(inline);
                continue;
            };
            let mut done = 0;
            for (at, sign) in text.text.match_indices(['[', ']']) {
                if at < done || self.source[..text.source_offset(at)].ends_with('\\') {
                    continue;
                }
                if sign == "[" {
                    push(&mut out, text.slice(done..at));
                    done = at + 1;
                    open.push(out.len());
                    out.push(Inline::Text(text.slice(at..done)));
                    continue;
                }
                let Some(start) = open.pop() else { continue };
                let Some((span, length)) = span(&text.text[at..]) else { continue };
                push(&mut out, text.slice(done..at));
                done = at + length;
                let content = out.split_off(start + 1);
                out.truncate(start);
                out.push(Inline::Span(InlineSpan { content, ..span }));
            }
            push(&mut out, text.slice(done..text.text.len()));
        }
        out
    }
}

/// The span without its content that `]{…}` at the beginning of a text gives, and the
/// length of that; `None` where the braces say anything else.
fn span(text: &str) -> Option<(InlineSpan, usize)> {
    let inside = text.strip_prefix(SIGN)?;
    let near = &inside[..inside.floor_char_boundary(LONGEST.min(inside.len()))];
    let inside = &inside[..near.find('}')?];
    let mut attributes = Attributes::default();
    parse_attributes(inside, &mut attributes)?;
    let mut span = InlineSpan::default();
    match attributes.classes.as_slice() {
        [] => {}
        [class] if class == "index" && inside.contains(".index") => span.index = Some(IndexMark::default()),
        _ => return None,
    }
    for (key, value) in attributes.pairs {
        match (key.as_str(), value.trim()) {
            ("lang", value) => span.lang = Some(value.parse().ok()?),
            ("dir", "ltr") => span.direction = Some(Direction::Ltr),
            ("dir", "rtl") => span.direction = Some(Direction::Rtl),
            ("entry", value) if !value.is_empty() => span.index.as_mut()?.entry = Some(value.to_owned()),
            _ => return None,
        }
    }
    let says = span.lang.is_some() || span.direction.is_some() || span.index.is_some();
    says.then_some((span, SIGN.len() + inside.len() + 1))
}

fn push(out: &mut Vec<Inline>, text: Text) {
    if !text.text.is_empty() {
        out.push(Inline::Text(text));
    }
}
