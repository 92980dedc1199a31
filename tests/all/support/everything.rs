//! A document that holds every construct there is.

#![allow(clippy::unwrap_used, dead_code, reason = "each test binary uses a part, and fails by panicking")]

use bargeh::document::*;
use bargeh::resources::Memory;

/// Builds blocks with growing identities.
#[derive(Default)]
pub(crate) struct Maker(u32);

impl Maker {
    pub(crate) fn id(&mut self) -> NodeId {
        self.0 += 1;
        NodeId(self.0)
    }

    pub(crate) fn block(&mut self, make: impl FnOnce(&mut Self) -> BlockKind) -> Block {
        let id = self.id();
        Block { id, span: Span::default(), kind: make(self) }
    }

    pub(crate) fn paragraph(&mut self, text: &str) -> Block {
        let content = vec![plain(text)];
        self.block(|_| BlockKind::Paragraph(content))
    }

    pub(crate) fn heading(&mut self, level: u8, text: &str) -> Block {
        let content = vec![plain(text)];
        self.block(|_| {
            BlockKind::Heading(Heading { level, tag_level: level, anchor: String::new(), given_anchor: None, content })
        })
    }
}

pub(crate) fn plain(text: &str) -> Inline {
    Inline::Text(Text::plain(text, Span::default()))
}

/// The name of a block's variant. No wildcard: a new variant has to be named
/// here, and [`BLOCKS`] and the document below have to have it.
pub(crate) fn block_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Quote(_) => "quote",
        BlockKind::Alert(..) => "alert",
        BlockKind::List(_) => "list",
        BlockKind::Definitions(_) => "definitions",
        BlockKind::Code(_) => "code",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Rule => "rule",
        BlockKind::Div(_) => "div",
        BlockKind::Poem(_) => "poem",
        BlockKind::Qr(_) => "qr",
        BlockKind::Contents(_) => "contents",
        BlockKind::Index(_) => "index",
        BlockKind::PageBreak => "page-break",
    }
}

pub(crate) const BLOCKS: [&str; 16] = [
    "heading",
    "paragraph",
    "quote",
    "alert",
    "list",
    "definitions",
    "code",
    "table",
    "figure",
    "rule",
    "div",
    "poem",
    "qr",
    "contents",
    "index",
    "page-break",
];

/// The same for inlines.
pub(crate) fn inline_name(inline: &Inline) -> &'static str {
    match inline {
        Inline::Text(_) => "text",
        Inline::Strong(_) => "strong",
        Inline::Emphasis(_) => "emphasis",
        Inline::Strikethrough(_) => "strikethrough",
        Inline::Highlight(_) => "highlight",
        Inline::Superscript(_) => "superscript",
        Inline::Subscript(_) => "subscript",
        Inline::Span(_) => "span",
        Inline::Code(_) => "code",
        Inline::Link(_) => "link",
        Inline::Image(_) => "image",
        Inline::NoteReference(_) => "note-reference",
        Inline::SoftBreak(_) => "soft-break",
        Inline::HardBreak(_) => "hard-break",
    }
}

pub(crate) const INLINES: [&str; 14] = [
    "text",
    "strong",
    "emphasis",
    "strikethrough",
    "highlight",
    "superscript",
    "subscript",
    "span",
    "code",
    "link",
    "image",
    "note-reference",
    "soft-break",
    "hard-break",
];

/// A paragraph with every inline.
pub(crate) fn every_inline(maker: &mut Maker, heading: NodeId) -> Vec<Inline> {
    let span = Span::default();
    let link = |id, target, text: &str, bare| Inline::Link(Link { id, target, content: vec![plain(text)], bare, span });
    vec![
        plain("می‌شود "),
        Inline::Strong(vec![plain("پررنگ")]),
        plain(" و "),
        Inline::Emphasis(vec![plain("تأکید "), Inline::Code(Text::plain("x < y && z", span))]),
        plain(" و "),
        Inline::Strikethrough(vec![plain("خط‌خورده")]),
        Inline::Highlight(vec![plain("نشان‌دار")]),
        Inline::Superscript(vec![plain("۲")]),
        Inline::Subscript(vec![plain("۳")]),
        Inline::SoftBreak(span),
        Inline::Span(InlineSpan {
            lang: Some(Lang::persian()),
            direction: Some(Direction::Ltr),
            content: vec![plain("Women, Life, Freedom")],
            ..InlineSpan::default()
        }),
        Inline::Span(InlineSpan {
            index: Some(IndexMark { id: maker.id(), entry: None }),
            content: vec![plain("آزادی")],
            ..InlineSpan::default()
        }),
        Inline::HardBreak(span),
        link(maker.id(), Target::Url("https://example.org/?a=1&b=2".to_owned()), "پیوند", false),
        plain(" "),
        link(maker.id(), Target::Url("https://www.example.org".to_owned()), "www.example.org", true),
        plain(" "),
        link(maker.id(), Target::Node(heading), "فصل نخست", false),
        plain(" "),
        Inline::Image(image(maker, "dot.png", Some("نقطه"))),
        plain(" یادداشت"),
        Inline::NoteReference(NoteReference {
            id: maker.id(),
            label: "n".to_owned(),
            note: 0,
            mark: "۱".to_owned(),
            span,
        }),
        Inline::Code(Text::plain("ls -l", span)),
        plain(" تماس: @wpi_tamas یا ۰۰۴۶۷۰۰۴۴۷۴۲۵."),
    ]
}

pub(crate) fn image(maker: &mut Maker, path: &str, alt: Option<&str>) -> Image {
    Image {
        id: maker.id(),
        path: path.to_owned(),
        alt: alt.map(str::to_owned),
        title: None,
        size: PictureSize::default(),
        span: Span::default(),
    }
}

/// The pictures the document names.
pub(crate) fn resources() -> Memory {
    let dot = bargeh_dot();
    let star = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M20 2 38 38 2 14H38L2 38Z"
        fill="#9c1c1c" fill-rule="evenodd"/></svg>"##;
    Memory([("dot.png".to_owned(), dot.into()), ("star.svg".to_owned(), star.to_vec().into())].into())
}

/// Leaves a file for other judges, in the folder named by `BARGEH_TEST_OUT`.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("BARGEH_TEST_OUT") {
        std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    }
}

fn bargeh_dot() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let dot = image::RgbImage::from_pixel(4, 4, image::Rgb([200, 30, 30]));
    dot.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn list(maker: &mut Maker, start: Option<u64>, counter: CounterStyle, tasks: [Option<bool>; 2], tight: bool) -> Block {
    maker.block(|maker| {
        let items = tasks.map(|task| ListItem {
            id: maker.id(),
            task,
            label: None,
            marker: String::new(),
            blocks: vec![maker.paragraph("مورد فهرست")],
            span: Span::default(),
        });
        BlockKind::List(List { start, counter, tight, items: items.into() })
    })
}

fn table(maker: &mut Maker) -> Block {
    maker.block(|maker| {
        let mut row = |texts: [&str; 4]| Row {
            id: maker.id(),
            cells: texts
                .map(|text| Cell { id: maker.id(), content: vec![plain(text)], extent: Extent::default() })
                .into(),
        };
        let head = row(["شهر", "سال", "شمار", "نام لاتین"]);
        let rows = vec![row(["تهران", "۱۴۰۱", "۱۲", "Tehran"]), row(["سنندج", "۱۴۰۲", "۷", "Sanandaj"])];
        let columns = vec![ColumnAlign::Default, ColumnAlign::Right, ColumnAlign::Center, ColumnAlign::Left];
        BlockKind::Table(Table { columns, head: Some(head), rows, caption: Some(vec![plain("جدول شهرها")]) })
    })
}

fn poem(maker: &mut Maker) -> Block {
    maker.block(|maker| {
        let mut couplet = |first: &str, second: Option<&str>, gap_before| Couplet {
            id: maker.id(),
            first: vec![plain(first)],
            second: second.map(|text| vec![plain(text)]),
            gap_before,
            span: Span::default(),
        };
        BlockKind::Poem(Poem {
            couplets: vec![
                couplet("الا یا ایها الساقی ادر کأسا و ناولها", Some("که عشق آسان نمود اول ولی افتاد مشکل‌ها"), false),
                couplet("به بوی نافه‌ای کاخر صبا زان طره بگشاید", Some("ز تاب جعد مشکینش چه خون افتاد در دل‌ها"), false),
                couplet("مرا در منزل جانان چه امن عیش", None, true),
            ],
        })
    })
}

/// The document: every block, every kind of alert, list, role; every inline
/// in a paragraph, a cell and a note.
pub(crate) fn everything() -> Document {
    let mut maker = Maker::default();
    let m = &mut maker;
    let mut blocks = vec![m.heading(1, "همه چیز «در یک» سند")];
    let heading = blocks[0].id;
    blocks.push(m.block(|_| {
        BlockKind::Contents(vec![
            ContentsEntry { target: heading, level: 1, content: vec![plain("همه چیز")] },
            ContentsEntry { target: heading, level: 2, content: vec![plain("دوم")] },
            ContentsEntry { target: heading, level: 2, content: vec![plain("سوم")] },
            ContentsEntry { target: heading, level: 1, content: vec![plain("چهارم")] },
        ])
    }));
    blocks.push(m.block(|m| BlockKind::Paragraph(every_inline(m, heading))));
    blocks.push(m.paragraph("An English paragraph, from left to right."));
    for level in 2..=6 {
        blocks.push(m.heading(level, "سرفصل"));
        blocks.push(m.paragraph("متن زیر سرفصل، با «گیومه» و نیم‌فاصله."));
    }
    blocks.push(m.block(|m| {
        BlockKind::Quote(vec![m.paragraph("نقل قول"), m.block(|m| BlockKind::Quote(vec![m.paragraph("تو در تو")]))])
    }));
    for kind in [AlertKind::Note, AlertKind::Tip, AlertKind::Important, AlertKind::Warning, AlertKind::Caution] {
        blocks.push(m.block(|m| BlockKind::Alert(kind, vec![m.paragraph("هشدار")])));
    }
    blocks.push(list(m, None, CounterStyle::Decimal, [None, None], true));
    blocks.push(list(m, None, CounterStyle::Decimal, [Some(true), Some(false)], true));
    blocks.push(list(m, Some(9), CounterStyle::Decimal, [None, None], false));
    blocks.push(list(m, Some(1), CounterStyle::Alphabetic, [None, None], true));
    blocks.push(list(m, Some(11), CounterStyle::Abjad, [None, None], true));
    blocks.push(m.block(|m| {
        BlockKind::Definitions(vec![Definition {
            id: m.id(),
            term: vec![plain("برگه")],
            meanings: vec![vec![m.paragraph("ورق کاغذ")], vec![m.paragraph("سند"), m.paragraph("نوشته")]],
        }])
    }));
    blocks.push(m.block(|_| {
        BlockKind::Code(Code { language: Some("rust".to_owned()), text: "fn main() {\n    // سلام\n}".to_owned() })
    }));
    blocks.push(table(m));
    blocks.push(m.block(|m| {
        let image = image(m, "star.svg", Some("ستاره"));
        BlockKind::Figure(Figure { image, link: None, caption: Some(vec![plain("شکل یک")]) })
    }));
    blocks.push(m.block(|_| BlockKind::Rule));
    let roles =
        [Role::Plain, Role::Slogan, Role::Contact, Role::Box, Role::Columns, Role::Center, Role::Ltr, Role::Rtl];
    for role in roles {
        blocks.push(m.block(|m| {
            let lang = (role == Role::Plain).then(Lang::persian);
            BlockKind::Div(Div { role, lang, blocks: vec![m.paragraph("ژن، ژیان، ئازادی! Freedom")] })
        }));
    }
    blocks.push(poem(m));
    blocks.push(m.block(|_| {
        BlockKind::Qr(Qr { text: "https://www.example.org".to_owned(), label: vec![plain("وب‌سایت")] })
    }));
    let places = vec![heading];
    blocks.push(m.block(|_| BlockKind::Index(vec![IndexEntry { term: "آزادی".to_owned(), places }])));
    blocks.push(m.block(|_| BlockKind::PageBreak));
    blocks.push(m.paragraph("پایان."));
    let note = Note {
        id: m.id(),
        label: "n".to_owned(),
        mark: "۱".to_owned(),
        blocks: vec![m.paragraph("متن یادداشت."), list(m, None, CounterStyle::Decimal, [None, None], true)],
        references: references(&blocks),
        span: Span::default(),
    };
    let lost = Note {
        id: m.id(),
        label: "lost".to_owned(),
        mark: "۲".to_owned(),
        blocks: vec![m.paragraph("یادداشتی بی‌ارجاع.")],
        references: Vec::new(),
        span: Span::default(),
    };
    let meta = Meta { title: Some("همه چیز «در یک» سند".to_owned()), ..Meta::default() };
    Document { meta, blocks, notes: vec![note, lost], ..Document::default() }
}

fn references(blocks: &[Block]) -> Vec<NodeId> {
    let mut found = Vec::new();
    for block in blocks {
        if let BlockKind::Paragraph(content) = &block.kind {
            found.extend(content.iter().filter_map(|inline| match inline {
                Inline::NoteReference(reference) => Some(reference.id),
                _ => None,
            }));
        }
    }
    found
}
