//! Blocks as pieces of text, one per paragraph.

use super::Form;
use super::inlines::{bold, bold_text, clean, write};
use super::marks::{Kind, MARKER_END};
use crate::document::visit::plain_text;
use crate::document::words::Words;
use crate::document::{
    Block, BlockKind, Code, CounterStyle, Definition, Document, Figure, Inline, List, ListItem, Poem, Qr, Row, Table,
};

/// A line across the text; no messenger has syntax for one.
const RULE: &str = "———";

/// A stretch of text that is kept in one message where possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The text, with hard line ends.
    pub(super) text: String,
    /// Whether it follows the piece before without a blank line.
    pub(super) close: bool,
    /// Whether it must stay with the piece that follows, as a heading does.
    pub(super) keep: bool,
}

impl Piece {
    fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A document in pieces.
pub(super) fn pieces(document: &Document, form: Form, byline: bool) -> Vec<Piece> {
    let writer = Writer { document, form };
    let meta = &document.meta;
    let mut out = Vec::new();
    if let Some(title) = meta.title.as_deref().filter(|_| meta.title_is_given) {
        out.push(Piece { keep: true, ..Piece::of(bold_text(title, document)) });
    }
    let below = [meta.subtitle.clone(), meta.author().filter(|_| byline), meta.date.clone().filter(|_| byline)];
    out.extend(below.iter().flatten().map(|line| Piece::of(clean(line))));
    out.extend(writer.blocks(&document.blocks));
    for note in &document.notes {
        let inside = writer.blocks(&note.blocks);
        out.extend(marked(inside, &format!("[{}] ", note.mark), "", false));
    }
    out.retain(|piece| !piece.text.trim().is_empty());
    out
}

struct Writer<'a> {
    document: &'a Document,
    form: Form,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> Vec<Piece> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Vec<Piece> {
        let one = |text| vec![Piece::of(text)];
        match &block.kind {
            BlockKind::Heading(heading) => {
                vec![Piece { keep: true, ..Piece::of(bold(&heading.content, self.document)) }]
            }
            BlockKind::Paragraph(content) => one(self.inlines(content)),
            BlockKind::Quote(inside) => prefixed(self.blocks(inside), "> "),
            BlockKind::Alert(kind, inside) => {
                let title = bold_text(Words::of(&self.document.meta.lang).alert(*kind), self.document);
                let mut out = vec![Piece { keep: true, ..Piece::of(title) }];
                out.extend(self.blocks(inside));
                out
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Definitions(definitions) => definitions.iter().flat_map(|one| self.definition(one)).collect(),
            BlockKind::Code(code) => one(self.code(code)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure).into_iter().collect(),
            BlockKind::Rule => one(RULE.to_owned()),
            BlockKind::Div(div) => self.blocks(&div.blocks),
            BlockKind::Poem(poem) => self.poem(poem),
            BlockKind::Qr(qr) => one(self.qr(qr)),
            // All of these are meaningless without pages.
            BlockKind::Contents(_) | BlockKind::Index(_) | BlockKind::PageBreak => Vec::new(),
        }
    }

    fn inlines(&self, content: &[Inline]) -> String {
        write(content, self.document)
    }

    fn list(&self, list: &List) -> Vec<Piece> {
        let mut out = Vec::new();
        for (index, item) in list.items.iter().enumerate() {
            let mut inside = self.blocks(&item.blocks);
            if inside.is_empty() {
                inside.push(Piece::default());
            }
            if list.tight {
                inside.iter_mut().for_each(|piece| piece.close = true);
            }
            inside[0].close = list.tight && index > 0;
            let marker = self.marker(list, item, index);
            out.extend(marked(inside, &marker, "  ", true));
        }
        out
    }

    /// The marker of an item. WhatsApp makes lists of lines that begin with `- `
    /// or with ASCII digits.
    fn marker(&self, list: &List, item: &ListItem, index: usize) -> String {
        let task = match item.task {
            Some(true) => "☑ ",
            Some(false) => "☐ ",
            None => "",
        };
        if let Some(label) = &item.label {
            return format!("{task}{} ", clean(label));
        }
        match (list.start, self.form) {
            (None, _) => format!("- {task}"),
            (Some(start), Form::WhatsApp) if list.counter == CounterStyle::Decimal => {
                format!("{}. {task}", start.saturating_add(index as u64))
            }
            (Some(_), _) => format!("{} {task}", item.marker),
        }
    }

    /// `term: meaning`, a line per meaning.
    fn definition(&self, definition: &Definition) -> Vec<Piece> {
        let term = bold(&definition.term, self.document);
        let mut out = Vec::new();
        for (index, meaning) in definition.meanings.iter().enumerate() {
            let mut inside = self.blocks(meaning);
            if let Some(first) = inside.first_mut() {
                first.close = index > 0;
                if index == 0 {
                    first.text = format!("{term}: {}", first.text);
                }
            }
            out.extend(inside);
        }
        if out.is_empty() { vec![Piece::of(term)] } else { out }
    }

    fn code(&self, code: &Code) -> String {
        let text: String =
            code.text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect();
        // Three backticks in the code would end the block.
        if self.form == Form::Text || text.contains("```") {
            return text;
        }
        format!("{}\n{text}\n{}", Kind::Block.open(), Kind::Block.close())
    }

    /// A row as lines `name: value`. A table without a head uses the first cell
    /// as the name where there are two columns.
    fn table(&self, table: &Table) -> Vec<Piece> {
        let names: Option<Vec<String>> =
            table.head.as_ref().map(|head| head.cells.iter().map(|cell| plain_text(&cell.content)).collect());
        let mut out = Vec::new();
        if let Some(caption) = &table.caption {
            out.push(Piece { keep: true, ..Piece::of(bold(caption, self.document)) });
        }
        if let (Some(names), true) = (&names, table.rows.is_empty()) {
            out.push(Piece::of(names.join(" – ")));
        }
        for (index, row) in table.rows.iter().enumerate() {
            let text = match &names {
                Some(names) => self.named(names, row),
                None => self.unnamed(row),
            };
            out.push(Piece { close: names.is_none() && index > 0, ..Piece::of(text) });
        }
        out
    }

    fn named(&self, names: &[String], row: &Row) -> String {
        let mut lines = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let value = self.inlines(&cell.content).replace('\n', " ");
            match names.get(index).map(|name| clean(name)).filter(|name| !name.is_empty()) {
                _ if value.trim().is_empty() => {}
                Some(name) => lines.push(format!("{name}: {value}")),
                None => lines.push(value),
            }
        }
        lines.join("\n")
    }

    fn unnamed(&self, row: &Row) -> String {
        let cells = row.cells.iter().map(|cell| self.inlines(&cell.content).replace('\n', " "));
        let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        cells.join(if cells.len() == 2 { ": " } else { " – " })
    }

    fn figure(&self, figure: &Figure) -> Option<Piece> {
        let alt =
            figure.image.alt.as_deref().filter(|alt| !alt.trim().is_empty()).map(|alt| format!("[{}]", clean(alt)));
        let caption = figure.caption.as_ref().map(|caption| self.inlines(caption));
        let address = figure.link.as_ref().and_then(|link| match &link.target {
            crate::document::Target::Url(url) => Some(url.clone()),
            _ => None,
        });
        let lines: Vec<String> = [alt, caption, address].into_iter().flatten().collect();
        (!lines.is_empty()).then(|| Piece::of(lines.join("\n")))
    }

    /// Two lines per couplet, a blank line between couplets.
    fn poem(&self, poem: &Poem) -> Vec<Piece> {
        let mut single = false;
        let couplet = |couplet: &crate::document::Couplet| {
            let close = single && couplet.second.is_none() && !couplet.gap_before;
            single = couplet.second.is_none();
            let halves = [Some(&couplet.first), couplet.second.as_ref()];
            let halves: Vec<String> = halves.into_iter().flatten().map(|half| self.inlines(half)).collect();
            Piece { close, ..Piece::of(halves.join("\n")) }
        };
        poem.couplets.iter().map(couplet).collect()
    }

    /// The content of a QR code, which is useful without the code.
    fn qr(&self, qr: &Qr) -> String {
        let says = clean(&qr.text);
        match self.inlines(&qr.label) {
            label if label.trim().is_empty() => says,
            label if label.contains(&says) => label,
            label => format!("{label}\n{says}"),
        }
    }
}

/// Pieces with a prefix before each line.
fn prefixed(pieces: Vec<Piece>, prefix: &str) -> Vec<Piece> {
    let write = |piece: Piece| {
        let lines: Vec<String> = piece.text.split('\n').map(|line| format!("{prefix}{MARKER_END}{line}")).collect();
        Piece { text: lines.join("\n"), ..piece }
    };
    pieces.into_iter().map(write).collect()
}

/// Pieces with a marker before the first line and an indent before the others.
fn marked(pieces: Vec<Piece>, marker: &str, room: &str, ends: bool) -> Vec<Piece> {
    let mut first = true;
    let mut write = |piece: Piece| {
        let mut text = String::with_capacity(piece.text.len() + marker.len());
        for (index, line) in piece.text.split('\n').enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(if std::mem::take(&mut first) { marker } else { room });
            if ends {
                text.push(MARKER_END);
            }
            text.push_str(line);
        }
        Piece { text, ..piece }
    };
    pieces.into_iter().map(&mut write).collect()
}
