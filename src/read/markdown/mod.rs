//! Markdown to a document: parsed once by pulldown-cmark, with exact offsets.

mod depth;
mod elsewhere;
mod highlight;
mod lists;
mod mask;
mod math;
mod raw;
mod raw_blocks;
mod raw_code;
mod signs;
mod spans;

use super::builder::Builder;
use super::divs::{self, Attributes, Fence, FenceKind};
use super::links::{self, Address};
use super::node::Kind;
use super::notices::Notices;
use super::sizes;
use crate::document::{
    AlertKind, Block, BlockKind, Code, ColumnAlign, CounterStyle, Direction, Inline, NodeId, Note, NoteReference,
    PictureSize, Span, Table, Text,
};
use crate::error::Result;
use mask::Masked;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use raw::{Around, DroppedTags};
use raw_blocks::RawBlocks;
pub(super) use signs::is_written_in;
use std::collections::BTreeSet;
use std::ops::Range;

/// What authors expect from GitHub (tables, task lists, footnotes), pandoc
/// (attributes, definitions, superscripts) and Obsidian (wiki links, formulas).
/// `ENABLE_GFM` adds only alerts such as `[!NOTE]`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_SUPERSCRIPT)
    .union(Options::ENABLE_SUBSCRIPT)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_MATH);

/// The result of parsing.
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// Direction set by elements that wrap most of the text (`<div dir="rtl">`).
    pub(super) direction: Option<Direction>,
}

/// Reads the Markdown that begins at `from`.
pub(super) fn read(notices: &mut Notices<'_>, from: usize, limit: usize) -> Result<Parsed> {
    let source = notices.text();
    let Masked { text: masked, fences, hashes } = mask::mask(source, from);
    if let Some(at) = depth::too_deep(&masked[from..], limit) {
        return Err(notices.too_deep(Span::new(from + at, from + at), limit));
    }
    let mut reader = Reader {
        source,
        masked: &masked,
        builder: Builder::new(limit),
        notices,
        limit,
        fences,
        hashes,
        undefined: BTreeSet::new(),
        wiki: (0, None),
        code: None,
        html: None,
        muted: None,
        void_closes: None,
        tags: DroppedTags::default(),
        around: Around::default(),
        raw: RawBlocks::default(),
        cell_end: 0,
        text_end: 0,
        raw_code: 0..0,
        in_code: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&masked[from..], OPTIONS).into_offset_iter() {
        reader.event(event, range.start + from..range.end + from)?;
    }
    reader.tags.tell(reader.notices);
    // The first frame is the document's root, which `finish` closes.
    let root = reader.builder.frames().len();
    for _ in 1..root {
        reader.close_top();
    }
    if let (count @ 1.., Some(first)) = reader.wiki {
        let message = format!("{count} wiki links lead to other notes and are kept as text");
        reader.notices.warn_with_hint("link-nowhere", first, message, "write `[text](https://…)` for an address");
    }
    let direction = reader.around.direction(from..source.len());
    let (mut blocks, mut notes) = reader.builder.finish();
    highlight::find(source, from, &mut blocks, &mut notes);
    spans::find(source, from, &mut blocks, &mut notes);
    Ok(Parsed { blocks, notes, direction })
}

/// A code block being read.
struct OpenCode {
    language: Option<String>,
    text: String,
    span: Span,
}

struct Reader<'a, 'n> {
    source: &'a str,
    /// The source as the parser sees it.
    masked: &'n str,
    builder: Builder,
    notices: &'n mut Notices<'a>,
    limit: usize,
    fences: Vec<Fence>,
    /// Headings without a space after `#`, and their levels.
    hashes: Vec<(usize, u8)>,
    /// Labels of undefined notes; each is reported once.
    undefined: BTreeSet<&'a str>,
    /// Wiki links to other notes: their number, and the first.
    wiki: (usize, Option<Span>),
    code: Option<OpenCode>,
    /// The lines of a block of raw HTML being read.
    html: Option<Vec<Range<usize>>>,
    /// The raw element whose content is skipped.
    muted: Option<String>,
    /// Depth and number of blocks just after an empty div; a closing fence there
    /// belongs to it.
    void_closes: Option<(usize, usize)>,
    tags: DroppedTags,
    around: Around,
    raw: RawBlocks,
    /// The end of the last table cell.
    cell_end: usize,
    /// The end of the paragraph, heading, cell or item that began last.
    text_end: usize,
    /// The last code in raw HTML with its end tag: the events inside it are no text.
    raw_code: Range<usize>,
    /// What Markdown takes for elements that begin in it, and that end later.
    in_code: Vec<Range<usize>>,
}

impl<'a> Reader<'a, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<()> {
        let span = Span::new(range.start, range.end);
        if self.is_in_code(&event, &range) {
            return Ok(());
        }
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(end) => return self.end(end, span),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) if self.muted.is_none() => {
                let code = code_text(self.source, self.masked, &code, range);
                self.builder.inline(Inline::Code(code), span);
            }
            Event::Html(_) => {
                if let Some(lines) = &mut self.html {
                    lines.push(range);
                }
            }
            Event::InlineHtml(_) => self.inline_html(range)?,
            Event::FootnoteReference(label) => {
                let reference = NoteReference {
                    id: NodeId::default(),
                    label: label.to_string(),
                    note: 0,
                    mark: String::new(),
                    span,
                };
                self.builder.inline(Inline::NoteReference(reference), span);
            }
            Event::SoftBreak => self.builder.inline(Inline::SoftBreak(span), span),
            Event::HardBreak => self.builder.inline(Inline::HardBreak(span), span),
            Event::Rule => self.builder.block(BlockKind::Rule, self.trimmed(&span)),
            Event::TaskListMarker(done) => {
                // In a loose list there is a paragraph between the marker and its item.
                for frame in self.builder.frames_mut().iter_mut().rev() {
                    if let Kind::Item { task } = &mut frame.kind {
                        *task = Some(done);
                        break;
                    }
                }
            }
            Event::InlineMath(_) | Event::DisplayMath(_) if self.muted.is_none() => self.formula(span)?,
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        Ok(())
    }

    fn is_under_table(&mut self) -> bool {
        let last = self.builder.top().blocks.last();
        last.is_some_and(|block| matches!(&block.kind, BlockKind::Table(table) if table.caption.is_none()))
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<()> {
        let span = Span::new(range.start, range.end);
        if holds_text(&tag) {
            self.text_end = range.end;
        }
        if let Some(sign) = self.bare_sign(&range).filter(|_| matches!(tag, Tag::Superscript | Tag::Subscript)) {
            self.text(sign, range.start..range.start + sign.len());
            return Ok(());
        }
        let kind = match tag {
            // As in pandoc: `: caption` under a table.
            Tag::Paragraph if self.source[range.clone()].starts_with(": ") && self.is_under_table() => Kind::Caption,
            Tag::Paragraph => {
                self.builder.loosen_list();
                Kind::Paragraph { implicit: false }
            }
            Tag::Heading { level, id, .. } => {
                let level = self.tight_level(span).unwrap_or(level as u8);
                Kind::Heading { level, anchor: id.map(|id| id.to_string()) }
            }
            Tag::BlockQuote(kind) => Kind::Quote(kind.map(alert)),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some(OpenCode { language, text: String::new(), span: self.trimmed(&span) });
                return Ok(());
            }
            Tag::HtmlBlock => {
                self.html = Some(Vec::new());
                return Ok(());
            }
            Tag::List(start) => Kind::list(start, CounterStyle::Decimal),
            Tag::Item => {
                self.typed_item(span)?;
                Kind::Item { task: None }
            }
            Tag::FootnoteDefinition(label) => Kind::Note { label: label.to_string() },
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Meaning,
            Tag::Table(columns) => {
                let columns = columns.iter().map(column).collect();
                Kind::Table(Table { columns, head: None, rows: Vec::new(), caption: None })
            }
            Tag::TableHead => Kind::Row { head: true, cells: Vec::new() },
            Tag::TableRow => Kind::Row { head: false, cells: Vec::new() },
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Superscript => Kind::Superscript,
            Tag::Subscript => Kind::Subscript,
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => self.wiki_link(&dest_url, span),
            Tag::Image { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                self.embedded(&dest_url, has_pothole, span)
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, span),
            Tag::Image { dest_url, title, .. } => Kind::Image {
                path: links::decode(&dest_url),
                title: (!title.is_empty()).then(|| title.to_string()),
                alt: None,
                size: PictureSize::default(),
            },
            Tag::MetadataBlock(_) => Kind::Paragraph { implicit: false },
        };
        self.open(kind, self.trimmed(&span), true)
    }

    fn open(&mut self, kind: Kind, span: Span, markdown: bool) -> Result<()> {
        match self.builder.open(kind, span) {
            Ok(()) => {
                self.builder.top().markdown = markdown;
                Ok(())
            }
            Err(_) => Err(self.notices.too_deep(span, self.limit)),
        }
    }

    fn link(&mut self, link_type: LinkType, address: &str, span: Span) -> Kind {
        let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let judged = match link_type {
            LinkType::Email => links::judge(&format!("mailto:{address}")),
            _ => links::judge(address),
        };
        Kind::Link { target: self.target(judged, address, span), bare }
    }

    fn target(&mut self, judged: Address, written: &str, span: Span) -> Option<crate::document::Target> {
        // As much as fits a line of a message: addresses may be very long.
        let shown: String = written.chars().take(60).collect();
        match judged {
            Address::Good(target) => return Some(target),
            Address::Scheme(scheme) => self.notices.warn_with_hint(
                "link-scheme",
                span,
                format!("a link with the scheme `{}:` is kept as text only", scheme.escape_debug()),
                "links may lead to http, https, mailto and tel",
            ),
            Address::Nowhere => self.notices.warn_with_hint(
                "link-nowhere",
                span,
                format!(
                    "the link to `{}` leads nowhere from a printed page and is kept as text only",
                    shown.escape_debug()
                ),
                "write a whole address, such as https://example.org/page, or #heading",
            ),
            Address::TooLong => self.notices.warn_with_hint(
                "link-nowhere",
                span,
                format!("a link of {} letters is kept as text only", written.chars().count()),
                "no server takes so long an address",
            ),
        }
        None
    }

    fn end(&mut self, end: TagEnd, span: Span) -> Result<()> {
        match end {
            TagEnd::CodeBlock => {
                if let Some(OpenCode { language, mut text, span }) = self.code.take() {
                    if text.ends_with('\n') {
                        text.pop();
                    }
                    self.builder.block(BlockKind::Code(Code { language, text }), span);
                }
                return Ok(());
            }
            TagEnd::HtmlBlock => {
                // Fences arrive as raw HTML because `mask` writes them so.
                let lines = self.html.take().unwrap_or_default();
                return match self.fence_at(&span) {
                    Some(fence) => self.fence(fence),
                    None => self.html_block(&lines),
                };
            }
            // A raw element left open ends with its cell, paragraph or item, or it
            // would swallow the rest of the message.
            TagEnd::TableCell => (self.muted, self.cell_end) = (None, span.end),
            TagEnd::TableHead | TagEnd::TableRow => self.cells_beyond(span),
            TagEnd::Superscript | TagEnd::Subscript => {
                if let Some(sign) = self.bare_sign(&(span.start..span.end)) {
                    self.text(sign, span.end - sign.len()..span.end);
                    return Ok(());
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.muted = None,
            _ => {}
        }
        // Closes what raw HTML and fences left open inside, but never the root.
        while self.builder.frames().len() > 1 {
            if self.close_top() {
                break;
            }
        }
        Ok(())
    }

    /// Warns about cells beyond the header's; Markdown drops them.
    fn cells_beyond(&mut self, row: Span) {
        let rest = self.source.get(self.cell_end..row.end).unwrap_or_default();
        if !rest.trim_matches(|letter: char| letter.is_whitespace() || letter == '|').is_empty() {
            self.notices.warn_with_hint(
                "table-cells",
                row,
                "a row has more cells than the table's head; those beyond are left out",
                "give the head as many cells, or write `\\|` for a bar that parts none",
            );
        }
    }

    /// Closes the innermost node; true if a Markdown event had opened it.
    fn close_top(&mut self) -> bool {
        let top = self.builder.top();
        let markdown = top.markdown;
        let span = top.span;
        if matches!(top.kind, Kind::Div(_)) && top.raw.is_none() {
            self.notices.warn_with_hint(
                "unclosed-div",
                span,
                "this `:::` is not closed; it ends with what is around it",
                "close it with a line of its own, `:::`",
            );
        }
        self.builder.close();
        markdown
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let exact = self.masked.get(range.clone()) == Some(text);
        let original = if exact { &self.source[range.clone()] } else { text };
        if let Some(code) = &mut self.code {
            code.text.push_str(original);
        } else if self.muted.is_none() {
            let braces = self.picture_braces(original, range.start);
            let (rest, start) = (&original[braces..], range.start + braces);
            self.undefined_notes(rest, start, exact);
            self.builder.text(rest, Span::new(start, range.end), exact);
        }
    }

    /// Sets the size of a picture from the braces directly after it, as in
    /// pandoc; returns the length of those braces.
    fn picture_braces(&mut self, text: &str, at: usize) -> usize {
        let Some((inside, _)) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')) else { return 0 };
        // Then there is text between the picture and the braces.
        if self.builder.has_pending_text() {
            return 0;
        }
        match (self.builder.top().inlines.last_mut(), sizes::of_braces(inside)) {
            (Some(Inline::Image(image)), Some(size)) if image.span.end == at => {
                image.size = size;
                inside.len() + 2
            }
            _ => 0,
        }
    }

    /// The level of a heading without a space after `#`, with a warning.
    fn tight_level(&mut self, span: Span) -> Option<u8> {
        let at = self.hashes.binary_search_by_key(&span.start, |&(start, _)| start).ok()?;
        let level = self.hashes[at].1;
        let message = "a heading without a blank behind its `#` is taken for one";
        self.notices.warn_with_hint("heading-blank", span, message, "write `## heading`");
        Some(level)
    }

    /// Warns about references to undefined notes, which Markdown reads as text.
    fn undefined_notes(&mut self, text: &str, start: usize, exact: bool) {
        if !exact {
            return;
        }
        for at in text.match_indices('[').map(|(at, _)| start + at) {
            let Some(rest) = self.source[at..].strip_prefix("[^") else { continue };
            let Some(end) = rest.find([']', '\n', ' ']).filter(|&end| end > 0 && rest[end..].starts_with(']')) else {
                continue;
            };
            let label = &rest[..end];
            if !self.source[..at].ends_with('\\') && self.undefined.insert(label) {
                // 3 bytes for `[^` and `]`.
                self.notices.warn_with_hint(
                    "note-reference",
                    Span::new(at, at + end + 3),
                    format!("the note `{}` is not defined; the mark is printed as it stands", label.escape_debug()),
                    format!("define it on a line of its own: `[^{}]: …`", label.escape_debug()),
                );
            }
        }
    }

    /// The sign at both ends of raised or lowered text, if that has a blank in it: as in
    /// pandoc it is text then, as in the names of folders (`~/a, ~/b`).
    fn bare_sign(&self, range: &Range<usize>) -> Option<&'a str> {
        let written = self.source.get(range.clone())?;
        let sign = written.get(..1)?;
        (matches!(sign, "^" | "~") && written.contains(char::is_whitespace)).then_some(sign)
    }

    /// The span without trailing white space.
    fn trimmed(&self, span: &Span) -> Span {
        let length = self.source.get(span.start..span.end).map_or(0, |text| text.trim_end().len());
        Span::new(span.start, span.start + length)
    }

    /// The fence within a span of the source.
    fn fence_at(&self, span: &Span) -> Option<usize> {
        let index = self.fences.partition_point(|fence| fence.end <= span.start);
        self.fences.get(index).filter(|fence| fence.start < span.end).map(|_| index)
    }

    /// A fence line, which the parser reports as a block of raw HTML.
    fn fence(&mut self, at: usize) -> Result<()> {
        self.builder.close_implicit();
        let Fence { start, end, kind } = &self.fences[at];
        let span = Span::new(*start, *end);
        match kind {
            FenceKind::Open(attributes) => {
                let attributes = attributes.clone();
                self.open_div(&attributes, span)
            }
            FenceKind::Close => {
                self.close_div(span);
                Ok(())
            }
        }
    }

    fn open_div(&mut self, attributes: &Attributes, span: Span) -> Result<()> {
        let notices = &mut *self.notices;
        let spec = divs::understand(attributes, |message, hint| notices.warn_with_hint("div", span, message, hint));
        if let Some(void) = spec.void() {
            self.builder.block(void, span);
            self.void_closes = Some(self.place());
            return Ok(());
        }
        self.open(Kind::Div(Box::new(spec)), span, false)
    }

    /// The position of the next block: the depth and the number of blocks.
    fn place(&mut self) -> (usize, usize) {
        (self.builder.frames().len(), self.builder.top().blocks.len())
    }

    fn close_div(&mut self, span: Span) {
        if self.void_closes.take() == Some(self.place()) {
            return;
        }
        let top = self.builder.top();
        if matches!(top.kind, Kind::Div(_)) && top.raw.is_none() {
            top.span.end = span.end;
            self.builder.close();
        } else {
            self.notices.warn_with_hint(
                "stray-div",
                span,
                "this `:::` closes nothing",
                "open a div with `::: name` in the same quote or list item",
            );
        }
    }
}

/// Whether lines of text may stand in an element directly.
fn holds_text(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn column(alignment: &Alignment) -> ColumnAlign {
    match alignment {
        Alignment::None => ColumnAlign::Default,
        Alignment::Left => ColumnAlign::Left,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::Right,
    }
}

/// The language of a code fence: its first word. The trimmed characters are
/// those of pandoc's `{.rust}`.
fn language(info: &str) -> Option<String> {
    let word = info.split_whitespace().next()?.trim_matches(['{', '}', '.']);
    (!word.is_empty()).then(|| word.to_owned())
}

/// The text of a code span. Its positions are exact if the source matches byte
/// for byte (line ends become spaces); otherwise, as in a quotation, only its
/// start is known.
fn code_text(source: &str, masked: &str, code: &str, range: Range<usize>) -> Text {
    let whole = &masked[range.clone()];
    let ticks = whole.bytes().take_while(|&byte| byte == b'`').count();
    let same = |(a, b): (u8, u8)| a == b || (a == b'\n' && b == b' ');
    // CommonMark strips one space after the opening backticks (6.1).
    for start in [ticks, ticks + 1] {
        let Some(written) = whole.get(start..start + code.len()) else { continue };
        if written.bytes().zip(code.bytes()).all(same) {
            let span = Span::new(range.start + start, range.start + start + code.len());
            let original = source.get(span.start..span.end).unwrap_or(code);
            let text = original.replace('\n', " ");
            let map = if text == original { Vec::new() } else { vec![(text.len(), span.end)] };
            return Text { text, span, map };
        }
    }
    Text::synthetic(code, range.start)
}
