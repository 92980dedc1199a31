//! Extracts the flows of a document.

use super::flow::{Flow, HARD_BREAK, OBJECT, Origin, SOFT_BREAK};
use crate::document::{
    Block, BlockKind, Definition, Document, Inline, Lang, List, Poem, Role, Sources, Span, Table, Text,
};

/// The properties of a flow's place that rules ask about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// A heading.
    pub(super) heading: bool,
    /// Verse: only letters and digits may change.
    pub(super) poem: bool,
    /// Not Persian: nothing may change.
    pub(super) foreign: bool,
    /// A paragraph whose lines may be joined.
    pub(super) prose: bool,
    /// Bold from end to end: a slogan or a title.
    pub(super) all_bold: bool,
}

/// All flows of a document, in order.
pub(super) fn collect(document: &Document) -> Vec<Flow<'_>> {
    let foreign = !document.meta.lang.is_persian();
    let place = Place { foreign, prose: true, ..Place::default() };
    let mut collector =
        Collector { sources: &document.sources, flows: Vec::with_capacity(document.blocks.len()), quotes: 0 };
    collector.blocks(&document.blocks, place);
    for note in &document.notes {
        collector.blocks(&note.blocks, place);
    }
    collector.flows
}

struct Collector<'d> {
    sources: &'d Sources,
    flows: Vec<Flow<'d>>,
    /// The number of quotations around the current block.
    quotes: usize,
}

impl<'d> Collector<'d> {
    fn blocks(&mut self, blocks: &'d [Block], place: Place) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, place);
            let next = blocks.get(index + 1);
            if let (BlockKind::Paragraph(_), Some(Block { kind: BlockKind::Paragraph(_), span, .. })) =
                (&block.kind, next)
            {
                let bridge = self.gap_before(block.span, *span);
                if let Some(flow) = self.flows.last_mut() {
                    flow.bridge = bridge.filter(|_| place.prose);
                }
            }
        }
    }

    fn block(&mut self, block: &'d Block, place: Place) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.flow(&heading.content, Place { heading: true, prose: false, ..place });
            }
            BlockKind::Paragraph(content) => {
                let all_bold = matches!(content.as_slice(), [Inline::Strong(_)]);
                self.flow(content, Place { all_bold, ..place });
            }
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => {
                self.quotes += 1;
                self.blocks(blocks, place);
                self.quotes -= 1;
            }
            BlockKind::List(list) => self.list(list, place),
            BlockKind::Definitions(definitions) => self.definitions(definitions, place),
            BlockKind::Table(table) => self.table(table, Place { prose: false, ..place }),
            BlockKind::Figure(figure) => {
                if let Some(caption) = &figure.caption {
                    self.flow(caption, Place { prose: false, ..place });
                }
            }
            BlockKind::Div(div) => {
                let foreign = div.lang.as_ref().map_or(place.foreign, |lang| !lang.is_persian());
                let prose = place.prose && div.role != Role::Center && !div.role.keeps_lines();
                self.blocks(&div.blocks, Place { foreign, prose, ..place });
            }
            BlockKind::Poem(poem) => self.poem(poem, Place { poem: true, prose: false, ..place }),
            BlockKind::Qr(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Contents(_)
            | BlockKind::Index(_)
            | BlockKind::PageBreak => {}
        }
    }

    fn list(&mut self, list: &'d List, place: Place) {
        for item in &list.items {
            self.blocks(&item.blocks, place);
        }
    }

    fn definitions(&mut self, definitions: &'d [Definition], place: Place) {
        for definition in definitions {
            self.flow(&definition.term, Place { prose: false, ..place });
            for meaning in &definition.meanings {
                self.blocks(meaning, place);
            }
        }
    }

    fn table(&mut self, table: &'d Table, place: Place) {
        for row in table.head.iter().chain(&table.rows) {
            for cell in &row.cells {
                self.flow(&cell.content, place);
            }
        }
        if let Some(caption) = &table.caption {
            self.flow(caption, place);
        }
    }

    fn poem(&mut self, poem: &'d Poem, place: Place) {
        for couplet in &poem.couplets {
            self.flow(&couplet.first, place);
            if let Some(second) = &couplet.second {
                self.flow(second, place);
            }
        }
    }

    fn flow(&mut self, content: &'d [Inline], place: Place) {
        let mut leaves = Vec::with_capacity(content.len());
        self.inlines(content, &mut leaves);
        self.flows.push(Flow::new(place, leaves));
    }

    fn inlines(&self, content: &'d [Inline], leaves: &mut Vec<(char, Origin<'d>)>) {
        for inline in content {
            match inline {
                Inline::Text(text) if self.is_written_so(text) => leaves.push((OBJECT, Origin::Text(text))),
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Highlight(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content) => self.inlines(content, leaves),
                Inline::Span(span) if span.lang.as_ref().is_none_or(Lang::is_persian) => {
                    self.inlines(&span.content, leaves);
                }
                Inline::Link(link) if !link.bare && !self.is_its_own_label(link.span) => {
                    self.inlines(&link.content, leaves);
                }
                Inline::Text(_)
                | Inline::Span(_)
                | Inline::Link(_)
                | Inline::Code(_)
                | Inline::Image(_)
                | Inline::NoteReference(_) => leaves.push((OBJECT, Origin::Object)),
                Inline::SoftBreak(span) => leaves.push(self.line_end(SOFT_BREAK, *span, leaves.last())),
                Inline::HardBreak(span) => leaves.push(self.line_end(HARD_BREAK, *span, leaves.last())),
            }
        }
    }

    /// Whether a text is in the source verbatim at its span, or maps its parts to the
    /// source. Other texts cannot be changed there.
    fn is_written_so(&self, text: &Text) -> bool {
        let Span { start, end } = text.span;
        let written = || self.sources.get(Span::new(start, start + text.text.len())) == Some(&text.text);
        start < end && (!text.map.is_empty() || written())
    }

    /// Whether a link's text is also the label of its definition elsewhere (`[text]`,
    /// `[text][]`), and so may not change.
    fn is_its_own_label(&self, link: Span) -> bool {
        let source = self.sources.get(link).unwrap_or_default();
        source.starts_with('[') && source.ends_with(']') && (source.ends_with("[]") || !source.contains("]["))
    }

    /// A line end with the spaces and quotation marks around it. A break that is not a
    /// line end of the source (`<br>`) is intended and stays.
    fn line_end(&self, stand_in: char, span: Span, last: Option<&(char, Origin<'d>)>) -> (char, Origin<'d>) {
        let floor = match last {
            Some((_, Origin::Text(text))) => text.span.end.min(span.start),
            _ => span.start,
        };
        match self.sources.get(span) {
            Some(text) if text.contains('\n') => (stand_in, Origin::Gap(self.widened(span, floor))),
            _ => (OBJECT, Origin::Object),
        }
    }

    /// The span with the spaces around it, starting no earlier than `floor`, and with
    /// the `>` of quotations after it.
    fn widened(&self, span: Span, floor: usize) -> Span {
        let Some((base, text)) = self.sources.holding(span) else { return span };
        let before = text[..span.start - base].trim_end_matches([' ', '\t']).len() + base;
        let mut end = span.end - base;
        let mut quotes = self.quotes;
        for byte in text[end..].bytes() {
            match byte {
                b' ' | b'\t' => {}
                b'>' if quotes > 0 => quotes -= 1,
                _ => break,
            }
            end += 1;
        }
        Span::new(before.max(floor), base + end)
    }

    /// The gap between two paragraphs, if it holds only white space and the `>` of
    /// quotations.
    fn gap_before(&self, first: Span, second: Span) -> Option<Span> {
        let (base, text) = self.sources.holding(Span::new(first.start, second.end))?;
        let upto = &text[first.start - base..second.start - base];
        let quoted = self.quotes > 0;
        let kept = upto.trim_end_matches(|c: char| c.is_ascii_whitespace() || (quoted && c == '>'));
        let gap = Span::new(first.start + kept.len(), second.start);
        (gap.start <= first.end && upto[kept.len()..].contains('\n')).then_some(gap)
    }
}
