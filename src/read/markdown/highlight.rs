//! Syntax that the parser does not know: `==highlighted==` text, and
//! superscripts and subscripts within a word, `x^2^` and `H~2~O`.

use crate::document::visit::{self, VisitMut};
use crate::document::{Block, Inline, Note, Text};

const SIGN: &str = "==";

/// The most bytes of a superscript or subscript. A choice: a larger value would
/// find more of them by chance.
const SCRIPT: usize = 24;

/// Finds highlighted, raised and lowered text in blocks and notes.
pub(super) fn find(source: &str, from: usize, blocks: &mut [Block], notes: &mut [Note]) {
    if !source[from..].contains(SIGN) && !source[from..].contains(['^', '~']) {
        return;
    }
    let mut pairs = Pairs { source };
    visit::walk_blocks(&mut pairs, blocks);
    for note in notes {
        visit::walk_blocks(&mut pairs, &mut note.blocks);
    }
}

struct Pairs<'a> {
    source: &'a str,
}

impl VisitMut for Pairs<'_> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        visit::walk_inlines(self, inlines);
        if inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.text.contains(SIGN))) {
            *inlines = self.paired(std::mem::take(inlines));
        }
        let has_scripts = |inline: &Inline| matches!(inline, Inline::Text(text) if text.text.contains(['^', '~']));
        if inlines.iter().any(has_scripts) {
            let whole = std::mem::take(inlines);
            for inline in whole {
                match inline {
                    Inline::Text(text) => self.scripts(text, inlines),
                    other => inlines.push(other),
                }
            }
        }
    }
}

impl Pairs<'_> {
    /// Puts the inlines between two signs into a highlight.
    fn paired(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len() + 2);
        // The index in `out` of the opening sign, which is a text of its own.
        let mut open: Option<usize> = None;
        for inline in inlines {
            let Inline::Text(text) = inline else {
                out.push(inline);
                continue;
            };
            let mut done = 0;
            for (at, _) in text.text.match_indices(SIGN) {
                if at < done {
                    continue;
                }
                let opens = open.is_none() && self.opens(&text, at);
                let closes = open.is_some() && closes(&text.text, at);
                if !(opens || closes) {
                    continue;
                }
                push(&mut out, text.slice(done..at));
                done = at + SIGN.len();
                match open.take() {
                    Some(start) => {
                        let content = out.split_off(start + 1);
                        out.truncate(start);
                        out.push(Inline::Highlight(content));
                    }
                    None => {
                        open = Some(out.len());
                        out.push(Inline::Text(text.slice(at..done)));
                    }
                }
            }
            push(&mut out, text.slice(done..text.text.len()));
        }
        out
    }

    /// Splits a text at superscripts and subscripts; as in pandoc, these contain
    /// no spaces.
    fn scripts(&self, text: Text, out: &mut Vec<Inline>) {
        let (mut done, mut at) = (0, 0);
        while let Some(open) = text.text[at..].find(['^', '~']).map(|found| at + found) {
            at = open + 1;
            let sign = &text.text[open..at];
            let word = text.text[..open].chars().next_back().is_some_and(|l| l.is_alphanumeric() || l == ')');
            let escaped = self.source[..text.source_offset(open)].ends_with('\\');
            let Some(length) =
                text.text[at..].find(|letter: char| letter.is_whitespace() || letter == '^' || letter == '~')
            else {
                break;
            };
            let close = at + length;
            if !word || escaped || length == 0 || length > SCRIPT || !text.text[close..].starts_with(sign) {
                continue;
            }
            push(out, text.slice(done..open));
            let inner = vec![Inline::Text(text.slice(at..close))];
            out.push(if sign == "^" { Inline::Superscript(inner) } else { Inline::Subscript(inner) });
            (done, at) = (close + 1, close + 1);
        }
        if done == 0 {
            out.push(Inline::Text(text));
        } else {
            push(out, text.slice(done..text.text.len()));
        }
    }

    /// Whether a sign opens a highlight: text follows, no letter is before it,
    /// and it is not escaped as `\==`.
    fn opens(&self, text: &Text, at: usize) -> bool {
        let before = text.text[..at].chars().next_back();
        let after = text.text[at + SIGN.len()..].chars().next();
        let escaped = self.source[..text.source_offset(at)].ends_with('\\');
        !escaped
            && before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '=')
            && after.is_none_or(|letter| !letter.is_whitespace() && letter != '=')
    }
}

/// Whether a sign closes a highlight: text is before it, and no letter after.
fn closes(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + SIGN.len()..].chars().next();
    before.is_none_or(|letter| !letter.is_whitespace() && letter != '=')
        && after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '=')
}

fn push(out: &mut Vec<Inline>, text: Text) {
    if !text.text.is_empty() {
        out.push(Inline::Text(text));
    }
}
