//! Markdown of a document, so that a Word file or a web page can be read,
//! compared and corrected as text. Every construct is written so that this
//! program's own reader reads it back; where Markdown's marks would be read
//! differently (bold that begins with punctuation, for one), the HTML tags that
//! the reader knows are used instead.
//!
//! What Markdown has no syntax for is expressed with what it has: the caption of
//! a table is a paragraph under it, a list counted in letters is in a div.

mod escape;
mod inlines;
#[cfg(test)]
mod properties;
mod table;

use crate::document::visit::plain_text;
use crate::document::{
    AlertKind, Block, BlockKind, Code, CounterStyle, Definition, Div, Document, Figure, Heading, Image, Inline, List,
    ListItem, Meta, Note, Poem, Qr, Role, Text,
};
use inlines::Place;
use std::fmt::Write as _;

/// Separates two lists or quotations that would be read as one: a comment ends
/// the first and has no content.
const APART: &str = "<!-- -->";
/// The highest number of a list item (CommonMark, 5.2).
const HIGHEST: u64 = 999_999_999;
/// The indent of the text of a definition and of a note.
const INDENT: &str = "    ";

/// A document as Markdown, in UTF-8 with line feeds.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = front_matter(&document.meta);
    let mut parts = vec![blocks(&document.blocks)];
    parts.extend(document.notes.iter().map(note));
    parts.retain(|part| !part.is_empty());
    if !text.is_empty() && !parts.is_empty() {
        text.push('\n');
    }
    text.push_str(&parts.join("\n\n"));
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The metadata as front matter. The title is included only where it is not in
/// the text.
fn front_matter(meta: &Meta) -> String {
    let title = meta.title.as_ref().filter(|_| meta.title_is_given);
    let lang = (meta.lang.as_str() != "fa").then(|| meta.lang.as_str().to_owned());
    let author = (!meta.authors.is_empty()).then(|| meta.authors.join("; "));
    let pairs = [
        ("title", title),
        ("subtitle", meta.subtitle.as_ref()),
        ("author", author.as_ref()),
        ("date", meta.date.as_ref()),
        ("lang", lang.as_ref()),
        ("logo", meta.logo.as_ref()),
        ("background", meta.background.as_ref()),
        ("cover", meta.cover.as_ref()),
    ];
    let mut lines = String::new();
    for (key, value) in pairs {
        if let Some(value) = value {
            let _ = writeln!(lines, "{key}: {}", escape::quoted(value));
        }
    }
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n") }
}

/// Blocks with blank lines between them.
fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last: Option<&BlockKind> = None;
    for block in blocks {
        let text = self::block(block);
        if text.is_empty() && !matches!(block.kind, BlockKind::Quote(_)) {
            continue;
        }
        if let Some(last) = last {
            out.push_str("\n\n");
            if runs_together(last, &block.kind) {
                out.push_str(APART);
                out.push_str("\n\n");
            }
        }
        out.push_str(&text);
        last = Some(&block.kind);
    }
    out
}

/// Whether two blocks would be read as one despite a blank line between them.
fn runs_together(first: &BlockKind, second: &BlockKind) -> bool {
    use BlockKind::{Definitions, List};
    matches!((first, second), (List(_), List(_)) | (Definitions(_), Definitions(_)))
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading(heading) => self::heading(heading),
        BlockKind::Paragraph(content) => inlines::write(content, Place::Paragraph),
        BlockKind::Quote(inside) => prefixed(&blocks(inside), "> ", "> "),
        BlockKind::Alert(kind, inside) => alert(*kind, inside),
        BlockKind::List(list) if list.counter != CounterStyle::Decimal => {
            fence(counter_name(list.counter), &self::list(list))
        }
        BlockKind::List(list) => self::list(list),
        BlockKind::Definitions(definitions) => self::definitions(definitions),
        BlockKind::Code(code) => self::code(code),
        BlockKind::Table(table) => table::write(table),
        BlockKind::Figure(figure) => self::figure(figure),
        BlockKind::Rule => "***".to_owned(),
        BlockKind::Div(div) => self::div(div),
        BlockKind::Poem(poem) => self::poem(poem),
        BlockKind::Qr(qr) => self::qr(qr),
        BlockKind::Contents(_) => fence("toc", ""),
        BlockKind::Index(_) => fence("index", ""),
        BlockKind::PageBreak => fence("pagebreak", ""),
    }
}

fn heading(heading: &Heading) -> String {
    let mut line = "#".repeat(usize::from(heading.level.clamp(1, 6)));
    let content = inlines::write(&heading.content, Place::Line);
    if !content.is_empty() {
        line.push(' ');
        line.push_str(&content);
    }
    if let Some(anchor) = &heading.given_anchor {
        let _ = write!(line, " {{#{anchor}}}");
    }
    line
}

fn alert(kind: AlertKind, inside: &[Block]) -> String {
    let name = match kind {
        AlertKind::Note => "NOTE",
        AlertKind::Tip => "TIP",
        AlertKind::Important => "IMPORTANT",
        AlertKind::Warning => "WARNING",
        AlertKind::Caution => "CAUTION",
    };
    format!("> [!{name}]\n{}", prefixed(&blocks(inside), "> ", "> "))
}

fn list(list: &List) -> String {
    let tight = list.items.iter().all(|item| is_tight(&item.blocks)) && list.tight;
    let items = list.items.iter().enumerate().map(|(index, item)| {
        let marker = match list.start {
            Some(start) => format!("{}. ", start.saturating_add(index as u64).min(HIGHEST)),
            None => "- ".to_owned(),
        };
        self::item(item, &marker, tight)
    });
    items.collect::<Vec<_>>().join(if tight { "\n" } else { "\n\n" })
}

fn item(item: &ListItem, marker: &str, tight: bool) -> String {
    let text = match (&item.blocks[..], tight) {
        ([paragraph, inner], true) => format!("{}\n{}", block(paragraph), block(inner)),
        // A lone `-` under a line of text would turn that line into a heading.
        ([], _) => APART.to_owned(),
        (inside, _) => blocks(inside),
    };
    let task = match item.task {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    // A marker that is more than a number (`ماده 1-`) is written as text after a
    // bullet.
    let (marker, label) = match &item.label {
        Some(label) => ("- ", inlines::write(&[Inline::Text(Text::synthetic(format!("{label} "), 0))], Place::Cell)),
        None => (marker, String::new()),
    };
    prefixed(&format!("{task}{label}{text}"), marker, &" ".repeat(marker.len()))
}

/// Whether an item's blocks need no blank line between them: a single block, or
/// a paragraph and a block whose start ends it.
fn is_tight(blocks: &[Block]) -> bool {
    let kinds: Vec<&BlockKind> = blocks.iter().map(|block| &block.kind).collect();
    match &kinds[..] {
        [] | [_] => true,
        // A list that does not begin with 1 cannot interrupt a paragraph
        // (CommonMark, 5.3).
        [BlockKind::Paragraph(_), BlockKind::List(list)] => {
            matches!(list.start, None | Some(1)) && list.counter == CounterStyle::Decimal
        }
        [BlockKind::Paragraph(_), BlockKind::Quote(_) | BlockKind::Alert(..) | BlockKind::Code(_)] => true,
        _ => false,
    }
}

fn definitions(definitions: &[Definition]) -> String {
    let write = |definition: &Definition| {
        let term = inlines::write(&definition.term, Place::Paragraph);
        let meanings = definition.meanings.iter().map(|meaning| prefixed(&blocks(meaning), ":   ", INDENT));
        let meanings = meanings.collect::<Vec<_>>().join("\n\n");
        format!("{term}\n{meanings}")
    };
    definitions.iter().map(write).collect::<Vec<_>>().join("\n\n")
}

fn code(code: &Code) -> String {
    let language = code.language.as_deref().unwrap_or_default();
    let sign = if language.contains('`') { '~' } else { '`' };
    let fence: String = std::iter::repeat_n(sign, escape::longest_run(&code.text, sign).max(2) + 1).collect();
    let end = if code.text.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{}{end}{fence}", code.text)
}

fn figure(figure: &Figure) -> String {
    let Figure { image, link, caption } = figure;
    let caption = caption.as_ref().map(|caption| plain_text(caption)).filter(|_| image.title.is_none());
    let image = Image { title: image.title.clone().or(caption), ..image.clone() };
    inlines::figure(&image, link.as_ref())
}

fn div(div: &Div) -> String {
    let mut attributes = Vec::new();
    let role = match div.role {
        Role::Plain => "",
        Role::Slogan => "slogan",
        Role::Contact => "contact",
        Role::Box => "box",
        Role::When => "when",
        Role::Signatures => "signatures",
        Role::Masthead => "masthead",
        Role::Cover => "cover",
        Role::Epigraph => "epigraph",
        Role::Columns => "columns",
        Role::Center => "center",
        Role::Ltr => "ltr",
        Role::Rtl => "rtl",
    };
    if let Some(lang) = &div.lang {
        attributes.push(format!("lang={}", lang.as_str()));
    }
    // A div sets how its lists count.
    let lists = || {
        div.blocks.iter().filter_map(|block| if let BlockKind::List(list) = &block.kind { Some(list) } else { None })
    };
    let counter = lists()
        .next()
        .map(|list| list.counter)
        .filter(|&counter| counter != CounterStyle::Decimal && lists().all(|list| list.counter == counter));
    let mut inside = div.blocks.clone();
    if let Some(counter) = counter {
        attributes.push(format!("counter={}", counter_name(counter)));
        for block in &mut inside {
            if let BlockKind::List(list) = &mut block.kind {
                list.counter = CounterStyle::Decimal;
            }
        }
    }
    let name = match (role, attributes.is_empty()) {
        ("", true) => "{}".to_owned(),
        (role, true) => role.to_owned(),
        ("", false) => format!("{{{}}}", attributes.join(" ")),
        (role, false) => format!("{{.{role} {}}}", attributes.join(" ")),
    };
    fence(&name, &blocks(&inside))
}

fn counter_name(counter: CounterStyle) -> &'static str {
    match counter {
        CounterStyle::Decimal => "decimal",
        CounterStyle::Alphabetic => "alphabetic",
        CounterStyle::Abjad => "abjad",
    }
}

/// A fenced div. Blank lines around the content keep it apart from both fences.
fn fence(name: &str, inside: &str) -> String {
    match inside.is_empty() {
        true => format!("::: {name}\n:::"),
        false => format!("::: {name}\n\n{inside}\n\n:::"),
    }
}

/// Each couplet on a line, a blank line between stanzas. Two single lines in a
/// row would be read as a couplet, so a blank line separates them; free verse is
/// marked as such instead.
fn poem(poem: &Poem) -> String {
    let mut lines = String::new();
    let mut single = false;
    let free = poem.couplets.iter().all(|couplet| couplet.second.is_none());
    for couplet in &poem.couplets {
        if !lines.is_empty() {
            let apart = couplet.gap_before || (!free && single && couplet.second.is_none());
            lines.push_str(if apart { "\n\n" } else { "\n" });
        }
        lines.push_str(&inlines::write(&couplet.first, Place::Line));
        if let Some(second) = &couplet.second {
            lines.push_str(" / ");
            lines.push_str(&inlines::write(second, Place::Line));
        }
        single = couplet.second.is_none();
    }
    let form = if free { " {form=free}" } else { "" };
    format!("::: poem{form}\n{lines}\n:::")
}

fn qr(qr: &Qr) -> String {
    let mut text = inlines::write(&[Inline::Text(Text::synthetic(qr.text.as_str(), 0))], Place::Line);
    if !qr.label.is_empty() {
        text.push('\n');
        text.push_str(&inlines::write(&qr.label, Place::Paragraph));
    }
    format!("::: qr\n{text}\n:::")
}

fn note(note: &Note) -> String {
    prefixed(&blocks(&note.blocks), &format!("[^{}]: ", note.label), INDENT)
}

/// A text with a prefix before its first line and another before the rest. Empty
/// lines get no trailing spaces.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let prefix = if index == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}
