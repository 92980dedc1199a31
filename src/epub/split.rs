//! A book in parts, so that a reading system opens one at a time: at headings,
//! and where those are too far apart, between blocks.

use crate::document::{Block, BlockKind, Couplet, Inline, Poem};
use std::borrow::Cow;

/// Bytes of text above which a part is split further.
const LIMIT: usize = 48 << 10;

/// A stretch of the document's blocks that becomes one file.
pub(super) type Part<'a> = Vec<Cow<'a, Block>>;

/// The parts of a book, in order; at least one, which may be empty.
pub(super) fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let pieces: Part<'_> = blocks.iter().flat_map(pieces).collect();
    let mut parts = Vec::new();
    split(pieces, 1, &mut parts);
    if parts.is_empty() {
        parts.push(Vec::new());
    }
    parts
}

/// Splits before the headings of a level, and what is still too long at the
/// next level; levels end at 7, so this goes seven calls deep.
fn split<'a>(blocks: Part<'a>, level: u8, parts: &mut Vec<Part<'a>>) {
    let sizes: Vec<usize> = blocks.iter().map(|block| size(block)).collect();
    if sizes.iter().sum::<usize>() <= LIMIT {
        if !blocks.is_empty() {
            parts.push(blocks);
        }
        return;
    }
    if level > 6 {
        return split_anywhere(blocks, &sizes, parts);
    }
    let mut piece: Part<'a> = Vec::new();
    for block in blocks {
        let begins = matches!(&block.kind, BlockKind::Heading(heading) if heading.tag_level == level);
        // A heading is not left alone before the next one.
        if begins && piece.iter().any(|block| !matches!(block.kind, BlockKind::Heading(_))) {
            split(std::mem::take(&mut piece), level + 1, parts);
        }
        piece.push(block);
    }
    split(piece, level + 1, parts);
}

fn split_anywhere<'a>(blocks: Part<'a>, sizes: &[usize], parts: &mut Vec<Part<'a>>) {
    let mut piece: Part<'a> = Vec::new();
    let mut sum = 0;
    for (block, &size) in blocks.into_iter().zip(sizes) {
        if sum + size > LIMIT && !piece.is_empty() {
            parts.push(std::mem::take(&mut piece));
            sum = 0;
        }
        sum += size;
        piece.push(block);
    }
    if !piece.is_empty() {
        parts.push(piece);
    }
}

/// A poem longer than a part, cut between couplets; other blocks whole.
fn pieces(block: &Block) -> Vec<Cow<'_, Block>> {
    let BlockKind::Poem(poem) = &block.kind else { return vec![Cow::Borrowed(block)] };
    if size(block) <= LIMIT {
        return vec![Cow::Borrowed(block)];
    }
    let mut pieces: Vec<Vec<Couplet>> = vec![Vec::new()];
    let mut sum = 0;
    for couplet in &poem.couplets {
        let size = couplet_size(couplet);
        if sum + size > LIMIT && sum > 0 {
            pieces.push(Vec::new());
            sum = 0;
        }
        sum += size;
        if let Some(piece) = pieces.last_mut() {
            piece.push(couplet.clone());
        }
    }
    let block = |couplets: Vec<Couplet>| {
        let id = couplets.first().map_or(block.id, |couplet| couplet.id);
        Cow::Owned(Block { id, span: block.span, kind: BlockKind::Poem(Poem { couplets }) })
    };
    pieces.into_iter().map(block).collect()
}

fn couplet_size(couplet: &Couplet) -> usize {
    inline_size(&couplet.first) + couplet.second.as_deref().map_or(0, inline_size)
}

/// Bytes of text in a block, near enough: by the stretch of source it came
/// from where that is known, so that nothing is walked twice.
fn size(block: &Block) -> usize {
    let source = block.span.end.saturating_sub(block.span.start);
    match &block.kind {
        BlockKind::Poem(poem) => poem.couplets.iter().map(couplet_size).sum(),
        BlockKind::Paragraph(content) if source == 0 => inline_size(content),
        BlockKind::Code(code) if source == 0 => code.text.len(),
        _ => source,
    }
}

/// Bytes of the text at the top of a run of inlines.
fn inline_size(content: &[Inline]) -> usize {
    let bytes = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.text.len(),
        _ => 8,
    };
    content.iter().map(bytes).sum()
}
