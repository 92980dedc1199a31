//! A document made from the lists of constructs: each kind of block within each
//! that holds blocks, each kind of inline within each that holds inlines.

use super::everything::{BLOCKS, INLINES, plain};
use bargeh::document::*;

/// What holds blocks.
const HOLDERS: [&str; 5] = ["quote", "alert", "list", "definitions", "div"];
/// What holds inlines among inlines.
const SPANS: [&str; 8] =
    ["strong", "emphasis", "strikethrough", "highlight", "superscript", "subscript", "span", "link"];
const ROLES: [Role; 13] = [
    Role::Plain,
    Role::Slogan,
    Role::Contact,
    Role::Box,
    Role::When,
    Role::Signatures,
    Role::Masthead,
    Role::Cover,
    Role::Epigraph,
    Role::Columns,
    Role::Center,
    Role::Ltr,
    Role::Rtl,
];
const ALERTS: [AlertKind; 5] =
    [AlertKind::Note, AlertKind::Tip, AlertKind::Important, AlertKind::Warning, AlertKind::Caution];

/// The document. Its note holds every kind of block, too.
pub(crate) fn nested() -> Document {
    let mut maker = Nest::default();
    let mut blocks = vec![heading(1, vec![plain("تو در تو")])];
    for outer in HOLDERS {
        blocks.push(heading(2, vec![plain(outer)]));
        for inner in BLOCKS {
            blocks.push(maker.block(outer, &[inner]));
        }
    }
    blocks.push(maker.block("quote", &["list", "div", "definitions", "alert", "list", "table"]));
    for outer in SPANS {
        blocks.push(paragraph(maker.inlines(Some(outer))));
    }
    let every = maker.inlines(None);
    blocks.extend(holding(&every));
    let inside = BLOCKS.iter().map(|kind| maker.block(kind, &[])).collect();
    let note = Note {
        id: NodeId(0),
        label: "n".to_owned(),
        mark: String::new(),
        blocks: inside,
        references: Vec::new(),
        span: Span::default(),
    };
    let meta = Meta { title: Some("تو در تو".to_owned()), ..Meta::default() };
    Document { meta, blocks, notes: vec![note], ..Document::default() }
}

fn bare(kind: BlockKind) -> Block {
    Block { id: NodeId(0), span: Span::default(), kind }
}

fn paragraph(content: Vec<Inline>) -> Block {
    bare(BlockKind::Paragraph(content))
}

fn heading(level: u8, content: Vec<Inline>) -> Block {
    let heading = Heading { level, tag_level: level, anchor: String::new(), given_anchor: None, content };
    bare(BlockKind::Heading(heading))
}

fn image(path: &str) -> Image {
    Image {
        id: NodeId(0),
        path: path.to_owned(),
        alt: Some("نقطه".to_owned()),
        title: None,
        size: PictureSize::default(),
        span: Span::default(),
    }
}

fn table(content: &[Inline]) -> BlockKind {
    let row = || Row {
        id: NodeId(0),
        cells: vec![Cell { id: NodeId(0), content: content.to_vec(), extent: Extent::default() }; 2],
    };
    BlockKind::Table(Table {
        columns: vec![ColumnAlign::Default, ColumnAlign::Left],
        head: Some(row()),
        rows: vec![row(), row()],
        caption: Some(content.to_vec()),
    })
}

fn poem(content: &[Inline]) -> BlockKind {
    let couplet = Couplet {
        id: NodeId(0),
        first: content.to_vec(),
        second: Some(content.to_vec()),
        gap_before: false,
        span: Span::default(),
    };
    BlockKind::Poem(Poem { couplets: vec![couplet.clone(), Couplet { second: None, gap_before: true, ..couplet }] })
}

/// Everything that holds inlines, holding these.
fn holding(content: &[Inline]) -> Vec<Block> {
    let figure = Figure { image: image("star.svg"), link: None, caption: Some(content.to_vec()) };
    let definition =
        Definition { id: NodeId(0), term: content.to_vec(), meanings: vec![vec![paragraph(content.to_vec())]] };
    vec![
        heading(3, content.to_vec()),
        bare(table(content)),
        bare(poem(content)),
        bare(BlockKind::Figure(figure)),
        bare(BlockKind::Definitions(vec![definition])),
        bare(BlockKind::Qr(Qr { text: "https://www.example.org".to_owned(), label: content.to_vec() })),
    ]
}

/// Makes constructs by name; of kinds with variants, one after the other.
#[derive(Default)]
struct Nest {
    made: usize,
}

impl Nest {
    fn block(&mut self, kind: &str, inside: &[&str]) -> Block {
        self.made += 1;
        let turn = self.made;
        let text = [plain("درونِ آن")];
        bare(match kind {
            "heading" => return heading(1 + (turn % 6) as u8, text.to_vec()),
            "paragraph" => BlockKind::Paragraph(text.to_vec()),
            "quote" => BlockKind::Quote(self.within(inside)),
            "alert" => BlockKind::Alert(ALERTS[turn % ALERTS.len()], self.within(inside)),
            "list" => BlockKind::List(self.list(inside)),
            "definitions" => {
                let meanings = vec![self.within(inside), vec![paragraph(text.to_vec())]];
                BlockKind::Definitions(vec![Definition { id: NodeId(0), term: text.to_vec(), meanings }])
            }
            "code" => BlockKind::Code(Code { language: None, text: "ls -l\n\techo سلام".to_owned() }),
            "table" => table(&text),
            "figure" => BlockKind::Figure(Figure { image: image("dot.png"), link: None, caption: Some(text.to_vec()) }),
            "rule" => BlockKind::Rule,
            "div" => {
                let role = ROLES[turn % ROLES.len()];
                BlockKind::Div(Div { role, lang: (role == Role::Ltr).then(Lang::persian), blocks: self.within(inside) })
            }
            "poem" => poem(&text),
            "qr" => BlockKind::Qr(Qr { text: "https://www.example.org".to_owned(), label: text.to_vec() }),
            "contents" => BlockKind::Contents(Vec::new()),
            "index" => BlockKind::Index(Vec::new()),
            "page-break" => BlockKind::PageBreak,
            other => unreachable!("{other} is not made here"),
        })
    }

    /// A paragraph, the kinds named one within the other, and a paragraph.
    fn within(&mut self, kinds: &[&str]) -> Vec<Block> {
        let mut blocks = vec![paragraph(vec![plain("پیش از آن")])];
        if let [next, rest @ ..] = kinds {
            blocks.push(self.block(next, rest));
            blocks.push(paragraph(vec![plain("پس از آن")]));
        }
        blocks
    }

    fn list(&mut self, inside: &[&str]) -> List {
        let numbered = self.made.is_multiple_of(2);
        let task = self.made.is_multiple_of(3).then_some(numbered);
        let item = ListItem {
            id: NodeId(0),
            task,
            label: None,
            marker: String::new(),
            blocks: self.within(inside),
            span: Span::default(),
        };
        let last = ListItem { blocks: vec![paragraph(vec![plain("دیگر")])], ..item.clone() };
        let counter = [CounterStyle::Decimal, CounterStyle::Alphabetic, CounterStyle::Abjad][self.made % 3];
        List { start: numbered.then_some(3), counter, tight: self.made.is_multiple_of(5), items: vec![item, last] }
    }

    /// Every kind of inline, in a span of a kind. Links hold no links, nor marks
    /// of notes, which are links.
    fn inlines(&mut self, holder: Option<&str>) -> Vec<Inline> {
        let kinds = INLINES.iter().filter(|kind| holder != Some("link") || !["link", "note-reference"].contains(kind));
        kinds
            .flat_map(|kind| {
                let inline = self.inline(kind, vec![plain("درون")]);
                let held = match holder {
                    Some(holder) => self.inline(holder, vec![plain("پیش "), inline, plain(" پس")]),
                    None => inline,
                };
                [held, plain(" و ")]
            })
            .chain([plain("پایان")])
            .collect()
    }

    fn inline(&mut self, kind: &str, content: Vec<Inline>) -> Inline {
        let span = Span::default();
        match kind {
            "text" => plain("نوشته"),
            "strong" => Inline::Strong(content),
            "emphasis" => Inline::Emphasis(content),
            "strikethrough" => Inline::Strikethrough(content),
            "highlight" => Inline::Highlight(content),
            "superscript" => Inline::Superscript(content),
            "subscript" => Inline::Subscript(content),
            "span" => Inline::Span(InlineSpan {
                lang: "en".parse().ok(),
                direction: Some(Direction::Ltr),
                index: Some(IndexMark::default()),
                content,
            }),
            "code" => Inline::Code(Text::plain("x < y && z", span)),
            "link" => {
                let target = Target::Url("https://example.org/?a=1&b=2".to_owned());
                Inline::Link(Link { id: NodeId(0), target, content, bare: false, span })
            }
            "image" => Inline::Image(image("dot.png")),
            "note-reference" => Inline::NoteReference(NoteReference {
                id: NodeId(0),
                label: "n".to_owned(),
                note: 0,
                mark: String::new(),
                span,
            }),
            "soft-break" => Inline::SoftBreak(span),
            "hard-break" => Inline::HardBreak(span),
            other => unreachable!("{other} is not made here"),
        }
    }
}
