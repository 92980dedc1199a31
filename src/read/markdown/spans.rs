//! Text with a language or direction of its own, as pandoc writes it:
//! `[some text]{lang=en}`, `[…]{dir=ltr}`.

use crate::document::visit::{self, VisitMut};
use crate::document::{Block, Direction, Inline, InlineSpan, Lang, Note, Text};

/// The most bytes of the braces. A choice: without a bound every bracket would be
/// compared with all that follows.
const LONGEST: usize = 100;

/// Finds such spans in blocks and notes.
pub(super) fn find(source: &str, from: usize, blocks: &mut [Block], notes: &mut [Note]) {
    if !source[from..].contains("]{") {
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
        if inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.text.contains("]{"))) {
            *inlines = self.paired(std::mem::take(inlines));
        }
    }
}

impl Brackets<'_> {
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
                let Some((lang, direction, length)) = attributes(&text.text[at + 1..]) else { continue };
                push(&mut out, text.slice(done..at));
                done = at + 1 + length;
                let content = out.split_off(start + 1);
                out.truncate(start);
                out.push(Inline::Span(InlineSpan { lang, direction, index: None, content }));
            }
            push(&mut out, text.slice(done..text.text.len()));
        }
        out
    }
}

/// The attributes at the start of a text, and their length; `None` if one is no language
/// or direction.
fn attributes(text: &str) -> Option<(Option<Lang>, Option<Direction>, usize)> {
    let inside = text.strip_prefix('{')?;
    let near = &inside[..inside.floor_char_boundary(LONGEST.min(inside.len()))];
    let inside = &inside[..near.find('}')?];
    let (mut lang, mut direction) = (None, None);
    for word in inside.split_ascii_whitespace() {
        let (name, value) = word.split_once('=').map(|(name, value)| (name, value.trim_matches('"')))?;
        match (name, value) {
            ("lang", value) => lang = Some(value.parse().ok()?),
            ("dir", "ltr") => direction = Some(Direction::Ltr),
            ("dir", "rtl") => direction = Some(Direction::Rtl),
            _ => return None,
        }
    }
    (lang.is_some() || direction.is_some()).then_some((lang, direction, inside.len() + 2))
}

fn push(out: &mut Vec<Inline>, text: Text) {
    if !text.text.is_empty() {
        out.push(Inline::Text(text));
    }
}
