//! Code and trees of folders in Word that no font tells: what they end with, and their
//! branches.

use super::arrange::Block;
use super::paragraph::{Paragraph, Piece, is_persian};
use super::styles::Role;
use crate::read::text::is_branch;

/// The fewest lines of code that end like code: a text may have one such line.
const LINES: usize = 3;
/// The fewest branches of a tree.
const BRANCHES: usize = 2;

/// What a line is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A branch of a tree, or the stroke between two.
    Branch,
    Stroke,
    /// It ends as only code does.
    Code,
    /// It may stand between lines of code.
    Latin,
    Blank,
    Other,
}

/// Which blocks are lines of code or of a tree.
pub(super) fn find(blocks: &[Block]) -> Vec<bool> {
    let shapes: Vec<Shape> = blocks.iter().map(shape).collect();
    let mut found = vec![false; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let end = tree(blocks, &shapes, at).or_else(|| code(&shapes, at));
        if let Some(end) = end {
            found[at..end].fill(true);
        }
        at = end.unwrap_or(at + 1);
    }
    found
}

/// The end of a tree that begins at a line, with the folder over it.
fn tree(blocks: &[Block], shapes: &[Shape], at: usize) -> Option<usize> {
    let is_part = |shape: &Shape| matches!(shape, Shape::Branch | Shape::Stroke);
    let is_folder = match &blocks[at] {
        Block::Text(Role::Text, paragraph) if is_plain(paragraph) && !is_part(&shapes[at]) => {
            let text = paragraph.text();
            let name = text.trim();
            name.ends_with(['/', '\\']) || !name.contains(' ') && !name.is_empty() && name.is_ascii()
        }
        _ => false,
    };
    let from = at + usize::from(is_folder);
    let count = shapes[from..].iter().take_while(|shape| is_part(shape)).count();
    let branches = shapes[from..from + count].iter().filter(|shape| **shape == Shape::Branch).count();
    (branches >= BRANCHES).then_some(from + count)
}

/// The end of code that begins at a line: most of its lines end like code.
fn code(shapes: &[Shape], at: usize) -> Option<usize> {
    let is_line = |shape: &Shape| matches!(shape, Shape::Code | Shape::Latin);
    if !is_line(&shapes[at]) {
        return None;
    }
    let count = shapes[at..].iter().take_while(|shape| is_line(shape) || **shape == Shape::Blank).count();
    let run = &shapes[at..at + count];
    // A sentence above or below that happens to be Latin is none of it.
    let first = run.iter().position(|shape| *shape == Shape::Code)?;
    let last = run.iter().rposition(|shape| *shape == Shape::Code)?;
    if first > 0 {
        return None;
    }
    let run = &run[..=last];
    let (signed, all) =
        (run.iter().filter(|shape| **shape == Shape::Code).count(), run.iter().filter(|shape| is_line(shape)).count());
    (signed >= LINES && signed * 2 >= all).then_some(at + last + 1)
}

pub(super) fn is_plain(paragraph: &Paragraph) -> bool {
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(..) | Piece::LineBreak | Piece::Link(_) | Piece::LinkEnd);
    paragraph.mark.is_none() && paragraph.pieces.iter().all(is_text)
}

fn shape(block: &Block) -> Shape {
    let Block::Text(role, paragraph) = block else { return Shape::Other };
    if paragraph.is_blank() {
        return Shape::Blank;
    }
    if *role != Role::Text || !is_plain(paragraph) {
        return Shape::Other;
    }
    let text = paragraph.text();
    let line = text.trim();
    if is_branch(&text) && line.starts_with(['├', '└', '│', '╰']) {
        return Shape::Branch;
    }
    if line.starts_with('│') {
        return Shape::Stroke;
    }
    let is_comment = line.starts_with("//") || line.starts_with("/*") || line.starts_with("*/");
    // What a program says may be in Persian.
    let words: String = line.split(['"', '\'', '`']).step_by(2).collect();
    let persian = words.chars().filter(|letter| is_persian(*letter)).count();
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let begins = line.chars().next().is_some_and(|first| first.is_ascii() && !first.is_ascii_digit());
    if !begins || (persian * 2 > letters && !is_comment) {
        return Shape::Other;
    }
    let ends = line.ends_with(['{', '}', ';', ',']) || line.ends_with("});") || line.ends_with("=>");
    let is_mark = matches!(line, ")" | "]" | "(" | "[" | "</>") || (line.starts_with('<') && line.ends_with('>'));
    if ends || is_comment || is_mark { Shape::Code } else { Shape::Latin }
}
