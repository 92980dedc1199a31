//! Documents and layouts as stable text, one node per line, for comparison in
//! tests.

mod layout;

pub use layout::layout;

use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Document, Image, IndexEntry, Inline, List, Measure, Row, Target, Text};
use std::fmt::Write as _;

/// A document as text: one node per line, indented by two spaces per level.
#[must_use]
pub fn document(document: &Document) -> String {
    let mut dump = Dump { out: String::new(), depth: 0 };
    let meta = &document.meta;
    dump.line(format_args!("document lang={}", meta.lang.as_str()));
    dump.depth += 1;
    let given = if meta.title_is_given { "title (given)" } else { "title" };
    for (name, value) in [
        (given, &meta.title),
        ("subtitle", &meta.subtitle),
        ("author", &meta.author()),
        ("date", &meta.date),
        ("logo", &meta.logo),
        ("background", &meta.background),
        ("cover", &meta.cover),
    ] {
        if let Some(value) = value {
            dump.line(format_args!("{name} {value:?}"));
        }
    }
    dump.blocks(&document.blocks);
    for note in &document.notes {
        let references: Vec<u32> = note.references.iter().map(|id| id.0).collect();
        dump.line(format_args!("note {:?} mark={:?} references={references:?}", note.label, note.mark));
        dump.within(|dump| dump.blocks(&note.blocks));
    }
    dump.out
}

struct Dump {
    out: String,
    depth: usize,
}

impl Dump {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        let _ = writeln!(self.out, "{text}");
    }

    fn within(&mut self, inside: impl FnOnce(&mut Self)) {
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let (level, tag, anchor) = (heading.level, heading.tag_level, &heading.anchor);
                self.line(format_args!("heading {level} tag={tag} anchor={anchor:?}"));
                self.within(|dump| dump.inlines(&heading.content));
            }
            BlockKind::Paragraph(content) => self.texts("paragraph", content),
            BlockKind::Quote(blocks) => self.nested(format_args!("quote"), blocks),
            BlockKind::Alert(kind, blocks) => self.nested(format_args!("alert {kind:?}"), blocks),
            BlockKind::List(list) => self.list(list),
            BlockKind::Definitions(definitions) => {
                self.line(format_args!("definitions"));
                self.within(|dump| {
                    for definition in definitions {
                        dump.texts("term", &definition.term);
                        for meaning in &definition.meanings {
                            dump.nested(format_args!("meaning"), meaning);
                        }
                    }
                });
            }
            BlockKind::Code(code) => {
                self.line(format_args!("code {} {:?}", code.language.as_deref().unwrap_or("-"), code.text));
            }
            BlockKind::Table(table) => {
                self.line(format_args!("table {:?}", table.columns));
                self.within(|dump| {
                    table.caption.iter().for_each(|caption| dump.texts("caption", caption));
                    table.head.iter().for_each(|row| dump.row("head", row));
                    table.rows.iter().for_each(|row| dump.row("row", row));
                });
            }
            BlockKind::Figure(figure) => {
                self.line(format_args!("figure"));
                self.within(|dump| {
                    dump.image(&figure.image);
                    figure.caption.iter().for_each(|caption| dump.texts("caption", caption));
                });
            }
            BlockKind::Rule => self.line(format_args!("rule")),
            BlockKind::Div(div) => {
                let lang = div.lang.as_ref().map(|lang| format!(" lang={}", lang.as_str())).unwrap_or_default();
                self.nested(format_args!("div {:?}{lang}", div.role), &div.blocks);
            }
            BlockKind::Poem(poem) => {
                self.line(format_args!("poem"));
                self.within(|dump| {
                    for couplet in &poem.couplets {
                        dump.line(format_args!("couplet{}", if couplet.gap_before { " after a gap" } else { "" }));
                        dump.within(|dump| {
                            dump.texts("first", &couplet.first);
                            couplet.second.iter().for_each(|second| dump.texts("second", second));
                        });
                    }
                });
            }
            BlockKind::Qr(qr) => {
                self.line(format_args!("qr {:?}", qr.text));
                self.within(|dump| dump.inlines(&qr.label));
            }
            BlockKind::Contents(entries) => {
                self.line(format_args!("contents"));
                self.within(|dump| {
                    for entry in entries {
                        let text = plain_text(&entry.content);
                        dump.line(format_args!("entry {} -> #{} {text:?}", entry.level, entry.target.0));
                    }
                });
            }
            BlockKind::Index(entries) => {
                self.line(format_args!("index"));
                self.within(|dump| {
                    for IndexEntry { term, places } in entries {
                        let places: Vec<_> = places.iter().map(|place| place.0).collect();
                        dump.line(format_args!("entry {term:?} -> {places:?}"));
                    }
                });
            }
            BlockKind::PageBreak => self.line(format_args!("page break")),
        }
    }

    fn list(&mut self, list: &List) {
        let tight = if list.tight { "tight" } else { "loose" };
        match list.start {
            Some(start) => self.line(format_args!("list {tight} start={start} {:?}", list.counter)),
            None => self.line(format_args!("list {tight}")),
        }
        self.within(|dump| {
            for item in &list.items {
                let task = item.task.map_or("", |done| if done { " done" } else { " open" });
                dump.nested(format_args!("item {:?}{task}", item.marker), &item.blocks);
            }
        });
    }

    fn nested(&mut self, head: std::fmt::Arguments<'_>, blocks: &[Block]) {
        self.line(head);
        self.within(|dump| dump.blocks(blocks));
    }

    fn texts(&mut self, head: &str, content: &[Inline]) {
        self.line(format_args!("{head}"));
        self.within(|dump| dump.inlines(content));
    }

    fn row(&mut self, head: &str, row: &Row) {
        self.line(format_args!("{head}"));
        self.within(|dump| row.cells.iter().for_each(|cell| dump.texts("cell", &cell.content)));
    }

    fn image(&mut self, image: &Image) {
        let Image { path, alt, title, size, .. } = image;
        let side = |name: &str, measure: Option<Measure>| match measure {
            Some(Measure::Length(length)) => format!(" {name}={:.1}mm", length.to_mm()),
            Some(Measure::Share(share)) => format!(" {name}={:.0}%", share * 100.0),
            None => String::new(),
        };
        let size = side("width", size.width) + &side("height", size.height) + if size.bleed { " bleed" } else { "" };
        self.line(format_args!("image {path:?} alt={alt:?} title={title:?}{size}"));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text("text", text),
            Inline::Code(text) => self.text("code", text),
            Inline::Strong(content) => self.texts("strong", content),
            Inline::Emphasis(content) => self.texts("emphasis", content),
            Inline::Strikethrough(content) => self.texts("strikethrough", content),
            Inline::Highlight(content) => self.texts("highlight", content),
            Inline::Superscript(content) => self.texts("superscript", content),
            Inline::Subscript(content) => self.texts("subscript", content),
            Inline::Span(span) => {
                let lang = span.lang.as_ref().map_or("-", |lang| lang.as_str());
                let index = match &span.index {
                    Some(mark) => format!(" index={:?}", mark.entry.as_deref().unwrap_or_default()),
                    None => String::new(),
                };
                self.line(format_args!("span lang={lang} direction={:?}{index}", span.direction));
                self.within(|dump| dump.inlines(&span.content));
            }
            Inline::Link(link) => {
                let bare = if link.bare { " bare" } else { "" };
                match &link.target {
                    Target::Url(url) => self.line(format_args!("link{bare} {url}")),
                    Target::Anchor(anchor) => self.line(format_args!("link{bare} anchor {anchor:?}")),
                    Target::Node(id) => self.line(format_args!("link{bare} -> #{}", id.0)),
                }
                self.within(|dump| dump.inlines(&link.content));
            }
            Inline::Image(image) => self.image(image),
            Inline::NoteReference(reference) => {
                self.line(format_args!("note reference {:?} mark={:?}", reference.label, reference.mark));
            }
            Inline::SoftBreak(_) => self.line(format_args!("soft break")),
            Inline::HardBreak(_) => self.line(format_args!("hard break")),
        }
    }

    /// Text and its byte range in the source.
    fn text(&mut self, kind: &str, text: &Text) {
        let map = if text.map.is_empty() { String::new() } else { format!(" {:?}", text.map) };
        self.line(format_args!("{kind} {:?} {}..{}{map}", text.text, text.span.start, text.span.end));
    }
}
