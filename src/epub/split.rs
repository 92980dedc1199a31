//! Splits a book into parts, so that a reading system loads one at a time: at
//! chapters, at lower headings where chapters are long, and between blocks where
//! necessary.

use crate::document::{Block, BlockKind, Couplet, Inline, List, ListItem, NodeId, Poem};
use std::borrow::Cow;

/// Bytes of text above which a part is split further. A choice: a smaller value
/// makes more files, each opened faster.
const LIMIT: usize = 48 << 10;

/// A sequence of blocks that becomes one file.
pub(super) type Part<'a> = Vec<Cow<'a, Block>>;

/// The parts of a book, in order; at least one, which may be empty. Page breaks of
/// the source and chapters begin a part: some readers (Kobo's among them) ignore
/// styles that ask for a new page, but all start a file on one.
pub(super) fn parts<'a>(
    blocks: &'a [Block],
    begins_chapter: impl Fn(&Block) -> bool,
    title: Option<NodeId>,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for chapter in chapters(blocks, begins_chapter, title) {
        split(chapter.iter().flat_map(pieces).collect(), 1, &mut parts);
    }
    if parts.is_empty() {
        parts.push(Vec::new());
    }
    parts
}

/// The blocks between page breaks and before chapters. Consecutive headings stay
/// together, such as a part's title and its first chapter, except the title of the
/// whole book.
fn chapters(blocks: &[Block], begins: impl Fn(&Block) -> bool, title: Option<NodeId>) -> Vec<&[Block]> {
    let mut chapters = Vec::new();
    let (mut start, mut has_text) = (0, false);
    for (index, block) in blocks.iter().enumerate() {
        let breaks = matches!(block.kind, BlockKind::PageBreak);
        if breaks || (has_text && begins(block)) {
            chapters.push(&blocks[start..index]);
            start = index + usize::from(breaks);
            has_text = false;
        }
        has_text |= !breaks && (!matches!(block.kind, BlockKind::Heading(_)) || Some(block.id) == title);
    }
    chapters.push(&blocks[start..]);
    chapters
}

/// Splits before headings of a level, and what is still too long at the next
/// level; levels end at 7, which bounds the recursion.
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
    let mut has_text = false;
    for block in blocks {
        let begins = matches!(&block.kind, BlockKind::Heading(heading) if heading.tag_level == level);
        // A heading stays with the text that follows it.
        if begins && has_text {
            split(std::mem::take(&mut piece), level + 1, parts);
            has_text = false;
        }
        has_text |= !matches!(block.kind, BlockKind::Heading(_));
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

/// A poem or list longer than a part is cut between couplets or items; other
/// blocks stay whole.
fn pieces(block: &Block) -> Vec<Cow<'_, Block>> {
    if size(block) <= LIMIT {
        return vec![Cow::Borrowed(block)];
    }
    match &block.kind {
        BlockKind::Poem(poem) => chunks(&poem.couplets, couplet_size)
            .map(|couplets| owned(block, couplets[0].id, BlockKind::Poem(Poem { couplets: couplets.to_vec() })))
            .collect(),
        BlockKind::List(list) => {
            let mut start = list.start;
            let piece = |items: &[ListItem]| {
                let kind =
                    BlockKind::List(List { start, counter: list.counter, tight: list.tight, items: items.to_vec() });
                start = start.map(|start| start.saturating_add(items.len() as u64));
                owned(block, items[0].id, kind)
            };
            chunks(&list.items, |item| item.blocks.iter().map(size).sum()).map(piece).collect()
        }
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::Definitions(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Rule
        | BlockKind::Div(_)
        | BlockKind::Qr(_)
        | BlockKind::Contents(_)
        | BlockKind::Index(_)
        | BlockKind::PageBreak => vec![Cow::Borrowed(block)],
    }
}

fn owned(block: &Block, id: NodeId, kind: BlockKind) -> Cow<'_, Block> {
    Cow::Owned(Block { id, span: block.span, kind })
}

/// Runs of items, each as long as a part may be, but never empty.
fn chunks<T>(items: &[T], size: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut rest = items;
    std::iter::from_fn(move || {
        let mut sum = 0;
        let fits = rest.iter().take_while(|item| {
            sum += size(item);
            sum <= LIMIT
        });
        let (chunk, after) = rest.split_at(fits.count().max(1).min(rest.len()));
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

fn couplet_size(couplet: &Couplet) -> usize {
    inline_size(&couplet.first) + couplet.second.as_deref().map_or(0, inline_size)
}

/// The approximate bytes of text in a block: the length of its source where that
/// is known, so that nothing is walked twice. The reader limits the depth of
/// nesting.
fn size(block: &Block) -> usize {
    let source = block.span.end.saturating_sub(block.span.start);
    let all = |blocks: &[Block]| blocks.iter().map(size).sum();
    match &block.kind {
        BlockKind::Poem(poem) => poem.couplets.iter().map(couplet_size).sum(),
        _ if source > 0 => source,
        BlockKind::Paragraph(content) => inline_size(content),
        BlockKind::Heading(heading) => inline_size(&heading.content),
        BlockKind::Code(code) => code.text.len(),
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => all(blocks),
        BlockKind::Div(div) => all(&div.blocks),
        BlockKind::List(list) => list.items.iter().map(|item| all(&item.blocks)).sum(),
        BlockKind::Definitions(list) => list
            .iter()
            .map(|entry| inline_size(&entry.term) + entry.meanings.iter().map(|blocks| all(blocks)).sum::<usize>())
            .sum(),
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| inline_size(&cell.content)).sum()
        }
        BlockKind::Figure(_)
        | BlockKind::Rule
        | BlockKind::Qr(_)
        | BlockKind::Contents(_)
        | BlockKind::Index(_)
        | BlockKind::PageBreak => MARKUP,
    }
}

/// The approximate bytes of markup without text: `<img src="…"/>`, a rule, a
/// line break. Hundreds of these are needed to change where a part ends by a
/// page.
const MARKUP: usize = 40;

/// Bytes of the text in inline content. The reader limits the depth of nesting.
fn inline_size(content: &[Inline]) -> usize {
    let bytes = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.text.len(),
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Strikethrough(content)
        | Inline::Highlight(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content) => inline_size(content),
        Inline::Span(span) => inline_size(&span.content),
        Inline::Link(link) => inline_size(&link.content),
        Inline::Image(_) | Inline::NoteReference(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => MARKUP,
    };
    content.iter().map(bytes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{CounterStyle, Definition, Span, Text};

    fn paragraph(id: u32, length: usize) -> Block {
        let text = Inline::Text(Text::plain("ا".repeat(length / 2), Span::default()));
        Block { id: NodeId(id), span: Span::default(), kind: BlockKind::Paragraph(vec![text]) }
    }

    #[test]
    fn nothing_gives_one_empty_part() {
        assert_eq!(parts(&[], |_| false, None).len(), 1);
    }

    fn heading(id: u32, level: u8) -> Block {
        let heading = crate::document::Heading {
            level,
            tag_level: level,
            anchor: String::new(),
            given_anchor: None,
            content: vec![Inline::Text(Text::plain("فصل", Span::default()))],
        };
        Block { id: NodeId(id), span: Span::default(), kind: BlockKind::Heading(heading) }
    }

    fn lengths(blocks: &[Block]) -> Vec<usize> {
        let first = |block: &Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1);
        parts(blocks, first, None).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_chapter_begins_a_part_and_takes_the_headings_before_it_along() {
        let text = |id| paragraph(id, 20);
        assert_eq!(lengths(&[heading(0, 1), text(1), heading(2, 1), text(3), text(4)]), [2, 3]);
        let titled = [heading(0, 1), heading(1, 1), text(2), heading(3, 1), text(4)];
        let chapter = |block: &Block| block.id > NodeId(0) && matches!(block.kind, BlockKind::Heading(_));
        let lengths_of = |title| parts(&titled, chapter, title).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((lengths_of(None), lengths_of(Some(NodeId(0)))), (vec![3, 2], vec![1, 2, 2]));
        assert_eq!(lengths(&[text(0), heading(1, 2), text(2), heading(3, 1), heading(4, 1), text(5)]), [3, 3]);
    }

    #[test]
    fn a_page_break_begins_a_part_and_is_none_of_its_blocks() {
        let page_break = Block { id: NodeId(1), span: Span::default(), kind: BlockKind::PageBreak };
        let blocks = [paragraph(0, 20), page_break.clone(), page_break.clone(), paragraph(2, 20), page_break];
        assert_eq!(lengths(&blocks), [1, 1]);
    }

    #[test]
    fn text_without_headings_is_cut_between_blocks() {
        let blocks: Vec<Block> = (0..10).map(|id| paragraph(id, LIMIT / 3)).collect();
        let sizes: Vec<usize> = parts(&blocks, |_| false, None).iter().map(Vec::len).collect();
        assert_eq!(sizes, [3, 3, 3, 1]);
    }

    #[test]
    fn text_counts_wherever_it_is() {
        let text = || vec![Inline::Text(Text::plain("ا".repeat(LIMIT / 4), Span::default()))];
        let block = |id, kind| Block { id: NodeId(id), span: Span::default(), kind };
        let strong = block(0, BlockKind::Paragraph(vec![Inline::Strong(text())]));
        let entry = Definition { id: NodeId(2), term: text(), meanings: vec![] };
        let terms = block(1, BlockKind::Definitions(vec![entry]));
        let code = Inline::Emphasis(vec![Inline::Code(Text::plain("x".repeat(LIMIT / 2), Span::default()))]);
        for blocks in [[strong.clone(), strong.clone(), strong], [terms.clone(), terms.clone(), terms]] {
            assert_eq!(parts(&blocks, |_| false, None).iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        }
        assert_eq!(inline_size(&[code]), LIMIT / 2);
    }

    #[test]
    fn a_long_list_goes_on_counting() {
        let item = |id| ListItem {
            id: NodeId(id),
            task: None,
            label: None,
            marker: String::new(),
            blocks: vec![paragraph(id + 1, LIMIT / 2)],
            span: Span::default(),
        };
        let items = (0..5).map(|n| item(2 * n + 1)).collect();
        let list = List { start: Some(7), counter: CounterStyle::Decimal, tight: true, items };
        let blocks = [Block { id: NodeId(0), span: Span::default(), kind: BlockKind::List(list) }];
        let starts: Vec<Option<u64>> = parts(&blocks, |_| false, None)
            .iter()
            .flatten()
            .filter_map(|block| match &block.kind {
                BlockKind::List(list) => Some(list.start),
                _ => None,
            })
            .collect();
        assert_eq!(starts, [Some(7), Some(9), Some(11)]);
    }
}
