//! Code between fences (```` ``` ````) that somebody typed in Word.

use super::arrange::Block;
use super::listing::is_plain;
use super::paragraph::{Paragraph, Piece};
use super::run::Look;
use super::styles::Role;

const FENCE: &str = "```";

/// Turns what stands between fences into code, and removes these.
pub(super) fn find(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // Where the open fence is.
    let mut open: Option<usize> = None;
    for block in blocks.drain(..) {
        match fence(&block) {
            Some(Fence::Whole(lines)) if open.is_none() => {
                out.push(Block::Code(vec![lines]));
                continue;
            }
            Some(Fence::Edge { bare }) => match open.take().filter(|_| bare) {
                Some(at) => {
                    let lines = out.drain(at..).skip(1).filter_map(line).collect::<Vec<_>>();
                    if !lines.is_empty() {
                        out.push(Block::Code(lines));
                    }
                    continue;
                }
                None => open = Some(out.len()),
            },
            _ if !is_line(&block) => open = None,
            _ => {}
        }
        out.push(block);
    }
    *blocks = out;
}

enum Fence {
    /// A line that begins or ends code; `bare`: without a language.
    Edge { bare: bool },
    /// A paragraph with both fences, and the code in it.
    Whole(Paragraph),
}

fn fence(block: &Block) -> Option<Fence> {
    let Block::Text(_, paragraph) = block else { return None };
    if !is_line(block) {
        return None;
    }
    let text = paragraph.text();
    let behind = text.trim().strip_prefix(FENCE)?;
    if let Some((language, rest)) = behind.split_once('\n') {
        let code = rest.trim_end().strip_suffix(FENCE)?;
        return is_language(language).then(|| Fence::Whole(of_lines(paragraph, code.trim_end())));
    }
    is_language(behind).then_some(Fence::Edge { bare: behind.is_empty() })
}

/// Whether a text may be the name of a language: `csharp`, `c++`.
fn is_language(text: &str) -> bool {
    text.trim_end().chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '#' | '-' | '.' | '_'))
}

/// Whether a block may be a line of code.
fn is_line(block: &Block) -> bool {
    matches!(block, Block::Text(Role::Text | Role::Code, paragraph) if is_plain(paragraph))
}

fn line(block: Block) -> Option<Paragraph> {
    match block {
        Block::Text(_, paragraph) => Some(paragraph),
        _ => None,
    }
}

/// A paragraph with the lines of a text for its pieces.
fn of_lines(paragraph: &Paragraph, code: &str) -> Paragraph {
    let mut pieces = Vec::new();
    for line in code.split('\n') {
        if !pieces.is_empty() {
            pieces.push(Piece::LineBreak);
        }
        pieces.push(Piece::Text(line.to_owned(), Look::default()));
    }
    Paragraph { pieces, ..paragraph.clone() }
}
