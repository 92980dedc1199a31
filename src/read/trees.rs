//! Trees of folders and files that somebody has drawn in a paragraph, without saying that
//! they are code: their lines stay.

use super::text::is_branch;
use crate::document::visit::plain_text;
use crate::document::{BlockKind, Code, Inline};

/// The fewest branches of a tree; one may be a sign in a text.
const FEWEST: usize = 2;

/// The blocks of a paragraph with such a tree; without one, the paragraph as it was.
pub(super) fn drawn(inlines: Vec<Inline>) -> Result<Vec<BlockKind>, Vec<Inline>> {
    let may_be = |inline: &Inline| matches!(inline, Inline::Text(text) if text.text.contains(['├', '└']));
    if !inlines.iter().any(may_be) {
        return Err(inlines);
    }
    let lines: Vec<&[Inline]> = inlines.split(is_break).collect();
    let texts: Vec<String> = lines.iter().map(|line| plain_text(line).trim_end().to_owned()).collect();
    let goes_on = |text: &String| is_branch(text) || text.starts_with('│');
    let Some(first) = texts.iter().position(goes_on) else { return Err(inlines) };
    let count = texts[first..].iter().take_while(|text| goes_on(text)).count();
    let branches = texts[first..first + count].iter().filter(|text| is_branch(text)).count();
    if branches < FEWEST {
        return Err(inlines);
    }
    // The folder over the branches.
    let is_folder = |text: &String| text.ends_with(['/', '\\']) || !text.contains(' ');
    let root = usize::from(first > 0 && is_folder(&texts[first - 1]));
    let (from, to) = (first - root, first + count);
    let code = Code { language: None, text: texts[from..to].join("\n") };
    // A line end behind each of the lines.
    let ends = [from, to].map(|at| lines[..at].iter().map(|line| line.len() + 1).sum::<usize>().min(inlines.len()));
    drop(lines);
    let mut kinds = Vec::new();
    let mut inlines = inlines;
    let behind = inlines.split_off(ends[1]);
    inlines.truncate(ends[0]);
    push(inlines, &mut kinds);
    kinds.push(BlockKind::Code(code));
    push(behind, &mut kinds);
    Ok(kinds)
}

/// Adds what stands before or behind, without the line ends at its edges.
fn push(mut inlines: Vec<Inline>, kinds: &mut Vec<BlockKind>) {
    while inlines.last().is_some_and(is_break) {
        inlines.pop();
    }
    let breaks = inlines.iter().take_while(|inline| is_break(inline)).count();
    inlines.drain(..breaks);
    if !inlines.is_empty() {
        kinds.push(BlockKind::Paragraph(inlines));
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_))
}
