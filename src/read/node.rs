//! An open node of the builder and what it becomes when it is closed.

use super::alt;
use super::builder::Builder;
use super::divs::{self, DivSpec};
use super::figures;
use super::grid;
use super::links;
use super::trees;
use crate::document::visit::plain_text;
use crate::document::{
    AlertKind, Block, BlockKind, Cell, CounterStyle, Definition, Direction, Extent, Heading, Image, Inline, InlineSpan,
    Lang, Link, List, ListItem, NodeId, Note, PictureSize, Row, Span, Table, Target,
};
use crate::resources::is_remote;

/// Says where a link leads whose only picture says nothing and is never fetched, so that
/// a button to download something is no blank.
fn name_picture(content: &mut [Inline], target: &Target) {
    if let [Inline::Image(image)] = content
        && image.alt.is_none()
        && is_remote(&image.path)
    {
        image.alt = links::word(target);
    }
}

/// A node that is still open.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    /// Opened by a Markdown event, so one closes it.
    pub(super) markdown: bool,
    /// Opened by a raw HTML tag of this name, whose end tag closes it.
    pub(super) raw: Option<String>,
}

/// The kind of an open node.
pub(super) enum Kind {
    Root,
    Quote(Option<AlertKind>),
    Div(Box<DivSpec>),
    List(List),
    Item {
        task: Option<bool>,
    },
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Note {
        label: String,
    },
    Table(Table),
    Row {
        head: bool,
        cells: Vec<Cell>,
    },
    Cell,
    /// Of the table that contains it, or of the figure or table before it.
    Caption,
    /// `implicit`: opened for loose text, closed by the next block.
    Paragraph {
        implicit: bool,
    },
    Heading {
        level: u8,
        anchor: Option<String>,
    },
    Strong,
    Emphasis,
    Strikethrough,
    Highlight,
    Superscript,
    Subscript,
    Styled {
        lang: Option<Lang>,
        direction: Option<Direction>,
    },
    /// Hidden blocks.
    Hidden,
    /// Hidden text.
    HiddenText,
    /// `None`: a target that was refused; its text is kept.
    Link {
        target: Option<Target>,
        bare: bool,
    },
    /// Its content becomes the alternative text if none is given.
    Image {
        path: String,
        title: Option<String>,
        alt: Option<String>,
        size: PictureSize,
    },
}

impl Kind {
    /// An empty list.
    pub(super) fn list(start: Option<u64>, counter: CounterStyle) -> Self {
        Self::List(List { start, counter, tight: true, items: Vec::new() })
    }

    /// Whether loose text in it needs a paragraph.
    pub(super) fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Quote(_)
                | Self::Div(_)
                | Self::Item { .. }
                | Self::Meaning
                | Self::Note { .. }
                | Self::Hidden
        )
    }

    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Strong
                | Self::Emphasis
                | Self::Strikethrough
                | Self::Highlight
                | Self::Superscript
                | Self::Subscript
                | Self::Styled { .. }
                | Self::HiddenText
                | Self::Link { .. }
                | Self::Image { .. }
        )
    }

    pub(super) fn is_block(&self) -> bool {
        !self.is_inline()
    }

    /// Whether it is a link already, so that addresses in its text are not made
    /// links.
    pub(super) fn is_link(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Image { .. })
    }

    /// Whether it counts towards the limit of nesting.
    pub(super) fn nests(&self) -> bool {
        !matches!(
            self,
            Self::Root
                | Self::List(_)
                | Self::Definitions(_)
                | Self::Table(_)
                | Self::Row { .. }
                | Self::Cell
                | Self::Caption
                | Self::Term
                | Self::Paragraph { .. }
                | Self::Heading { .. }
        )
    }
}

impl Frame {
    pub(super) fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span, blocks: Vec::new(), inlines: Vec::new(), markdown: false, raw: None }
    }

    /// Adds the finished node to the one that contains it.
    pub(super) fn finish(self, builder: &mut Builder) {
        let Self { kind, span, blocks, inlines, .. } = self;
        let id = NodeId::default();
        match kind {
            Kind::Root => builder.top().blocks.extend(blocks),
            Kind::Quote(None) => builder.block(BlockKind::Quote(blocks), span),
            Kind::Quote(Some(alert)) => builder.block(BlockKind::Alert(alert, blocks), span),
            Kind::Div(spec) => divs::finish(*spec, blocks, span, builder),
            Kind::List(list) => builder.block(BlockKind::List(list), span),
            Kind::Definitions(definitions) => builder.block(BlockKind::Definitions(definitions), span),
            Kind::Table(table) => {
                let table = if builder.has_room_for(&table) { grid::squared(table) } else { table };
                builder.block(BlockKind::Table(table), span);
            }
            Kind::Note { label } => {
                builder.note(Note { id, label, mark: String::new(), blocks, references: Vec::new(), span });
            }
            Kind::Paragraph { .. } => {
                let inlines = match trees::drawn(inlines) {
                    Ok(kinds) => {
                        let blocks = kinds.into_iter().map(|kind| Block { id, span, kind });
                        return builder.top().blocks.extend(blocks);
                    }
                    Err(inlines) => inlines,
                };
                let blocks = figures::paragraph(inlines).into_iter().map(|kind| Block { id, span, kind });
                builder.top().blocks.extend(blocks);
            }
            Kind::Heading { .. } if figures::are_pictures(&inlines) => {
                let blocks = figures::paragraph(inlines).into_iter().map(|kind| Block { id, span, kind });
                builder.top().blocks.extend(blocks);
            }
            Kind::Heading { level, anchor } => {
                let heading =
                    Heading { level, tag_level: level, anchor: String::new(), given_anchor: anchor, content: inlines };
                builder.block(BlockKind::Heading(heading), span);
            }
            Kind::Item { task } => {
                let item = ListItem { id, task, label: None, marker: String::new(), blocks, span };
                match &mut builder.top().kind {
                    Kind::List(list) => list.items.push(item),
                    _ => builder.top().blocks.extend(item.blocks),
                }
            }
            Kind::Term => {
                if let Kind::Definitions(definitions) = &mut builder.top().kind {
                    definitions.push(Definition { id, term: inlines, meanings: Vec::new() });
                }
            }
            Kind::Meaning => {
                if let Kind::Definitions(definitions) = &mut builder.top().kind {
                    if definitions.is_empty() {
                        definitions.push(Definition { id, term: Vec::new(), meanings: Vec::new() });
                    }
                    if let Some(last) = definitions.last_mut() {
                        last.meanings.push(blocks);
                    }
                }
            }
            Kind::Row { head, cells } => {
                if let Kind::Table(table) = &mut builder.top().kind {
                    let row = Row { id, cells };
                    if !head || table.head.is_some() {
                        table.rows.push(row);
                    } else if row.cells.iter().any(|cell| !cell.content.is_empty()) {
                        table.head = Some(row);
                    }
                }
            }
            Kind::Cell => {
                if let Kind::Row { cells, .. } = &mut builder.top().kind {
                    cells.push(Cell { id, content: inlines, extent: Extent::default() });
                }
            }
            Kind::Caption => caption(inlines, span, builder),
            Kind::Hidden | Kind::HiddenText => {}
            inline => finish_inline(inline, span, inlines, builder),
        }
    }
}

fn finish_inline(kind: Kind, span: Span, content: Vec<Inline>, builder: &mut Builder) {
    let id = NodeId::default();
    let inline = match kind {
        Kind::Image { path, title, alt, size } => {
            let alt = alt.or_else(|| Some(plain_text(&content)).filter(|alt| !alt.is_empty()));
            // An explicitly empty text marks the picture as decorative.
            let alt = alt.filter(|alt| !alt::says_nothing(alt));
            Inline::Image(Image { id, path, alt, title, size, span })
        }
        Kind::Link { target: Some(target), bare } if !content.is_empty() => {
            let mut content = content;
            name_picture(&mut content, &target);
            Inline::Link(Link { id, target, content, bare, span })
        }
        Kind::Strong if !content.is_empty() => Inline::Strong(content),
        Kind::Emphasis if !content.is_empty() => Inline::Emphasis(content),
        Kind::Strikethrough if !content.is_empty() => Inline::Strikethrough(content),
        Kind::Highlight if !content.is_empty() => Inline::Highlight(content),
        Kind::Superscript if !content.is_empty() => Inline::Superscript(content),
        Kind::Subscript if !content.is_empty() => Inline::Subscript(content),
        Kind::Styled { lang, direction } if !content.is_empty() && (lang.is_some() || direction.is_some()) => {
            Inline::Span(InlineSpan { lang, direction, index: None, content })
        }
        _ => {
            builder.top().inlines.extend(content);
            return;
        }
    };
    builder.inline(inline, span);
}

/// Sets the caption of the table that contains it or of the figure before it.
fn caption(mut content: Vec<Inline>, span: Span, builder: &mut Builder) {
    // The sign of Markdown's captions.
    if let Some(Inline::Text(text)) = content.first_mut()
        && text.text.starts_with(": ")
    {
        *text = text.slice(2..text.text.len());
    }
    let top = builder.top();
    match (&mut top.kind, top.blocks.last_mut().map(|block| &mut block.kind)) {
        (Kind::Table(table), _) | (_, Some(BlockKind::Table(table))) if table.caption.is_none() => {
            table.caption = Some(content).filter(|content| !content.is_empty());
        }
        (_, Some(BlockKind::Figure(figure))) if figure.image.title.is_none() => figure.caption = Some(content),
        _ => figures::paragraph(content).into_iter().for_each(|kind| builder.block(kind, span)),
    }
}
