//! Words for the index, as pandoc writes spans with attributes:
//! `[word]{.index}`, `[words]{.index entry="word"}`. The parser does not know
//! them.

use crate::document::visit::{self, VisitMut};
use crate::document::{Block, IndexMark, Inline, InlineSpan, Note, Text};
use crate::read::divs::{Attributes, parse_attributes};

/// How the braces after a marked word begin; other braces are text.
const SIGN: &str = "]{.index";
/// How many letters after a bracket its braces may end. A choice: no entry is
/// longer, and without a bound every bracket would be compared with all that
/// follows.
const LONGEST: usize = 300;

/// Finds marked words in blocks and notes.
pub(super) fn find(source: &str, from: usize, blocks: &mut [Block], notes: &mut [Note]) {
    if !source[from..].contains(SIGN) {
        return;
    }
    let mut marks = Marks { source };
    visit::walk_blocks(&mut marks, blocks);
    for note in notes {
        visit::walk_blocks(&mut marks, &mut note.blocks);
    }
}

struct Marks<'a> {
    source: &'a str,
}

impl VisitMut for Marks<'_> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        visit::walk_inlines(self, inlines);
        if inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.text.contains(SIGN))) {
            *inlines = self.marked(std::mem::take(inlines));
        }
    }
}

impl Marks<'_> {
    /// Puts the inlines between a bracket and its `]{.index}` into a span.
    fn marked(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len() + 2);
        // The index in `out` of the last open bracket, which is a text of its own.
        let mut open: Option<usize> = None;
        for inline in inlines {
            let Inline::Text(text) = inline else {
                out.push(inline);
                continue;
            };
            let mut done = 0;
            for (at, bracket) in text.text.match_indices(['[', ']']) {
                if at < done || self.is_escaped(&text, at) {
                    continue;
                }
                if bracket == "[" {
                    push(&mut out, text.slice(done..at));
                    open = Some(out.len());
                    done = at + bracket.len();
                    out.push(Inline::Text(text.slice(at..done)));
                } else if let Some(start) = open.take()
                    && let Some((entry, length)) = mark(&text.text[at..])
                {
                    push(&mut out, text.slice(done..at));
                    done = at + length;
                    let content = out.split_off(start + 1);
                    out.truncate(start);
                    let index = Some(IndexMark { entry, ..IndexMark::default() });
                    out.push(Inline::Span(InlineSpan { index, content, ..InlineSpan::default() }));
                }
            }
            push(&mut out, text.slice(done..text.text.len()));
        }
        out
    }

    fn is_escaped(&self, text: &Text, at: usize) -> bool {
        self.source[..text.source_offset(at)].ends_with('\\')
    }
}

/// The words that `]{.index entry="…"}` at the beginning of a text gives, and its length.
fn mark(text: &str) -> Option<(Option<String>, usize)> {
    let (end, _) =
        text.strip_prefix("]{").map(|_| text.char_indices().take(LONGEST))?.find(|&(_, letter)| letter == '}')?;
    let (inside, length) = (&text["]{".len()..end], end + 1);
    let mut attributes = Attributes::default();
    parse_attributes(inside, &mut attributes)?;
    let mut entry = None;
    for (key, value) in attributes.pairs {
        match key.as_str() {
            "entry" if !value.trim().is_empty() => entry = Some(value.trim().to_owned()),
            _ => return None,
        }
    }
    (attributes.classes == ["index"]).then_some((entry, length))
}

fn push(out: &mut Vec<Inline>, text: Text) {
    if !text.text.is_empty() {
        out.push(Inline::Text(text));
    }
}
