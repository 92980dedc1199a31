//! Converts tags and text to blocks.

use super::Page;
use super::folds;
use super::hidden::{self, UNSEEN};
use super::inline::{self, Inlines, Style};
use super::mathml;
use super::notes;
use super::own;
use super::styles::Dress;
use super::tables::Spans;
use super::titles;
use super::tokens::Token;
use crate::data_url::DataUrl;
use crate::document::{
    Block, BlockKind, Code, ColumnAlign, CounterStyle, Direction, Extent, Image, Inline, Lang, Link, NodeId,
    NoteReference, Role, Table, Target, Text,
};
use crate::error::{Error, Result};
use crate::picture;
use crate::read::alt;
use crate::read::builder::Builder;
use crate::read::divs::{DivRole, DivSpec};
use crate::read::extract::Extract;
use crate::read::figures;
use crate::read::linear;
use crate::read::links::{self, Address};
use crate::read::node::Kind;
use crate::read::notices::Notices;
use crate::read::poem::Form;
use crate::read::raw_html::{BLOCKS, MUTE, Tag};
use crate::read::sizes;
use crate::resources::Memory;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Void elements, which have no end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Blocks nested deeper than this only separate paragraphs. Browsers limit the
/// depth of a page to the same number.
const DEEPEST: usize = 512;

/// An open block element.
struct Element {
    name: String,
    /// The number of the builder's open nodes before it.
    depth: usize,
    /// Whether it opened a node.
    framed: bool,
    /// Whether its node is in another one that sets its direction.
    wrapped: bool,
    /// Its span, if it is a cell.
    extent: Extent,
    /// The number of open inline elements before it.
    inlines: usize,
    /// Whether its content is hidden.
    hidden: bool,
    /// The number of blocks before it, if its own stand side by side.
    row: Option<usize>,
}

/// What is found in a page before it is read.
pub(super) struct Found {
    /// Layout tables, by tag index.
    pub(super) layout: BTreeSet<usize>,
    /// The labels of notes that links may refer to.
    pub(super) notes: BTreeSet<String>,
    /// Whether there is a heading of the first level; `None` in a book, which names its
    /// headings.
    pub(super) has_title: Option<bool>,
}

pub(super) struct Reader<'a, 'n> {
    builder: Builder,
    extract: Extract,
    notices: &'n mut Notices<'a>,
    limit: usize,
    layout: BTreeSet<usize>,
    /// The labels of notes that links may refer to.
    notes: BTreeSet<String>,
    /// What the style sheets make of the current token.
    dress: Dress,
    elements: Vec<Element>,
    /// The number of open blocks beyond [`DEEPEST`].
    beyond: usize,
    /// The number of open blocks that are hidden.
    hidden: usize,
    inlines: Inlines,
    /// The number of open inline elements that are nodes of the builder.
    live: usize,
    /// Whether in a script, style or title, whose text is not part of the page.
    in_raw: bool,
    /// The open element of preformatted text or code, and its text so far.
    verbatim: Option<(String, String)>,
    /// The element within it that is skipped, and the number of its nested
    /// namesakes.
    skipped: Option<(String, usize)>,
    code_language: Option<String>,
    /// Whether a block begins or ends in preformatted text, which is a new line.
    line_due: bool,
    spans: Spans,
    /// White space that is added if text follows.
    space: bool,
    /// The inline element that ended right before, if it is of a kind that pages
    /// place apart.
    ended: Option<String>,
    /// White space is added if a word follows: the text is placed apart from that
    /// before it.
    apart: bool,
    /// A line end that is added if text follows, in a cell or heading.
    line_end: bool,
    /// Links that lead nowhere: their number, and the line of the first.
    nowhere: (usize, u32),
    embedded: Memory,
    title: Option<String>,
    in_title: bool,
    /// Where the last link leads, while its item shows nothing.
    icon: Option<Target>,
    lang: Option<Lang>,
    /// The last letter shown.
    last: Option<char>,
    /// What the open link is called, while it shows nothing.
    label: Option<String>,
    /// The tokens of the current formula.
    formula: Option<Vec<Token>>,
    /// What the current paragraph would be as a heading.
    head: titles::Title,
}

impl<'a, 'n> Reader<'a, 'n> {
    pub(super) fn new(notices: &'n mut Notices<'a>, limit: usize, found: Found) -> Self {
        let Found { layout, notes, has_title } = found;
        Self {
            builder: Builder::new(limit),
            extract: Extract::default(),
            notices,
            limit,
            layout,
            notes,
            dress: Dress::default(),
            elements: Vec::new(),
            beyond: 0,
            hidden: 0,
            inlines: Inlines::default(),
            live: 0,
            in_raw: false,
            verbatim: None,
            skipped: None,
            code_language: None,
            line_due: false,
            spans: Spans::default(),
            space: false,
            ended: None,
            apart: false,
            line_end: false,
            nowhere: (0, 0),
            embedded: Memory::default(),
            title: None,
            in_title: false,
            icon: None,
            lang: None,
            last: None,
            label: None,
            formula: None,
            head: titles::Title::new(has_title),
        }
    }

    /// Ends what a page left open, and begins another.
    pub(super) fn begin(&mut self, layout: BTreeSet<usize>) {
        self.end_verbatim();
        self.paragraph_end();
        self.end_elements(0);
        self.inlines = Inlines::default();
        (self.hidden, self.beyond) = (0, 0);
        (self.in_raw, self.in_title, self.formula, self.ended, self.icon) = (false, false, None, None, None);
        self.layout = layout;
    }

    pub(super) fn token(&mut self, index: usize, line: u32, token: Token, dress: Dress) -> Result<()> {
        self.extract.line = line;
        self.dress = dress;
        let token = match self.in_formula(token)? {
            Some(token) => token,
            None => return Ok(()),
        };
        match token {
            Token::Text(text) => self.text(&text),
            Token::Tag(tag) if tag.closing => {
                self.end_tag(&tag.name);
                Ok(())
            }
            Token::Tag(tag) => self.start_tag(index, &tag),
        }
    }

    /// Takes a token that is part of a formula; returns any other.
    fn in_formula(&mut self, token: Token) -> Result<Option<Token>> {
        let Some(formula) = &mut self.formula else { return Ok(Some(token)) };
        let (is_end, breaks_out) = match &token {
            Token::Tag(tag) => (tag.closing && tag.name == "math", !tag.closing && hidden::breaks_out(&tag.name)),
            Token::Text(_) => (false, false),
        };
        if !is_end && !breaks_out {
            formula.push(token);
            return Ok(None);
        }
        let line = linear::plain(&mathml::line(&self.formula.take().unwrap_or_default()));
        if !line.is_empty() {
            self.place()?;
            self.open(Kind::Styled { lang: None, direction: Some(Direction::Ltr) })?;
            self.extract.text(&line, &mut self.builder);
            self.builder.close();
        }
        Ok(breaks_out.then_some(token))
    }

    /// Whether a token is part of the page's body, not of its metadata.
    pub(super) fn is_in_body(&self, token: &Token) -> bool {
        match token {
            Token::Tag(tag) => !matches!(tag.name.as_str(), "html" | "title"),
            Token::Text(_) => !self.in_title,
        }
    }

    pub(super) fn finish(mut self) -> Page {
        self.end_verbatim();
        self.paragraph_end();
        self.end_elements(0);
        if let (count @ 1.., line) = self.nowhere {
            let links = if count == 1 { "1 link leads".to_owned() } else { format!("{count} links lead") };
            let message = format!(
                "{links} nowhere from a printed page and {} kept as text only",
                if count == 1 { "is" } else { "are" }
            );
            self.notices.warn_line("link-nowhere", line as usize, message);
        }
        let (blocks, notes) = self.builder.finish();
        let source = self.extract.into_source(self.notices.file());
        Page {
            blocks,
            notes,
            embedded: self.embedded,
            source,
            title: self.title.filter(|title| !title.is_empty()),
            lang: self.lang,
        }
    }

    fn start_tag(&mut self, index: usize, tag: &Tag) -> Result<()> {
        let name = tag.name.as_str();
        self.in_raw = false;
        let block = self.elements.last().map(|element| element.name.as_str());
        self.apart |= self.ended.take().is_some_and(|ended| inline::stands_apart(tag, &ended, block));
        if self.verbatim.is_some() {
            self.in_verbatim(tag);
            return Ok(());
        }
        if MUTE.contains(&name) {
            self.in_raw = true;
            self.in_title = name == "title" && self.title.is_none();
            return Ok(());
        }
        if self.is_unseen() && hidden::breaks_out(name) {
            self.close_drawing();
        }
        if self.is_unseen() && !BLOCKS.contains(&name) {
            if !VOID.contains(&name) {
                self.inlines.open(name, None);
            }
            return Ok(());
        }
        match name {
            "html" => self.lang = tag.lang(),
            "br" => self.forced_break()?,
            "hr" => {
                self.close_paragraph();
                self.boundary();
                let is_ruled = self.builder.top().blocks.last().is_some_and(|last| last.kind == BlockKind::Rule);
                if self.holds_blocks() && !self.is_unseen() && !is_ruled {
                    let here = self.extract.here();
                    self.builder.block(BlockKind::Rule, here);
                }
            }
            "img" if !self.dress.hidden => self.image(tag)?,
            "input" => self.checkbox(tag),
            "q" if !self.dress.hidden => self.text("«")?,
            _ if VOID.contains(&name) => {}
            "template" => self.start_block(index, tag)?,
            _ if BLOCKS.contains(&name) && (name != "pre" || self.is_unseen() || self.dress.hidden) => {
                self.start_block(index, tag)?;
            }
            _ if self.dress.hidden || UNSEEN.contains(&name) => self.inlines.open(name, None),
            "pre" | "listing" | "xmp" | "code" | "kbd" | "samp" | "tt" => {
                if matches!(name, "pre" | "listing" | "xmp") {
                    self.close_paragraph();
                    self.boundary();
                }
                self.code_language = language(tag);
                self.verbatim = Some((tag.name.clone(), String::new()));
            }
            "a" => self.link(tag)?,
            "button" if folds::is_head(tag) && self.holds_blocks() && self.inlines.len() < self.limit => {
                self.inlines.open(name, Some(Style::Strong));
            }
            "math" => self.formula = Some(Vec::new()),
            _ => {
                if let Some(style) = Style::of(tag)
                    && self.inlines.len() < self.limit
                {
                    self.inlines.open(name, Some(style));
                }
            }
        }
        Ok(())
    }

    /// A tag inside preformatted text or code: a line end, or a hidden element.
    fn in_verbatim(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
        } else if self.dress.hidden || MUTE.contains(&name) || UNSEEN.contains(&name) {
            if !VOID.contains(&name) {
                self.skipped = Some((tag.name.clone(), 0));
            }
        } else if name == "br" {
            if let Some((_, text)) = &mut self.verbatim {
                text.push('\n');
            }
        } else if name == "code" {
            self.code_language = language(tag);
        } else if BLOCKS.contains(&name) {
            self.line_due = true;
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.in_raw = false;
        self.in_title &= name != "title";
        if let Some((element, _)) = &self.verbatim {
            if element == name {
                self.end_verbatim();
            } else if let Some((skipped, depth)) = &mut self.skipped
                && skipped == name
            {
                match depth.checked_sub(1) {
                    Some(less) => *depth = less,
                    None => self.skipped = None,
                }
            } else if BLOCKS.contains(&name) {
                self.line_due = true;
            }
            return;
        }
        self.ended = Some(name.to_owned());
        match name {
            "q" if !self.is_unseen() => drop(self.text("»")),
            _ if BLOCKS.contains(&name) || name == "template" => self.end_block(name),
            "a" => {
                self.end_icon();
                self.close_inline(name);
            }
            _ => self.close_inline(name),
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if self.in_title {
            let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.title.get_or_insert_default().push_str(&title);
        }
        if self.in_raw || self.is_unseen() || self.skipped.is_some() {
            return Ok(());
        }
        let ended = self.ended.take();
        let block = self.elements.last().map(|element| element.name.as_str());
        self.apart |= ended.is_some_and(|ended| inline::figure_stands_apart(&ended, block, self.last, text));
        if let Some((_, code)) = &mut self.verbatim {
            if std::mem::take(&mut self.line_due)
                && !code.is_empty()
                && !code.ends_with('\n')
                && !text.starts_with('\n')
            {
                code.push('\n');
            }
            code.push_str(text);
            return Ok(());
        }
        let is_space = |letter: char| matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        let mut words = text.split(is_space).peekable();
        while let Some(word) = words.next() {
            if !word.is_empty() {
                self.space |= std::mem::take(&mut self.apart) && !word.starts_with(inline::continues);
                self.place()?;
                self.head.text(word, self.dress.title);
                self.extract.text(word, &mut self.builder);
                self.last = word.chars().next_back();
            }
            self.space |= words.peek().is_some();
        }
        Ok(())
    }

    /// Whether the following content is hidden.
    fn is_unseen(&self) -> bool {
        self.hidden > 0 || self.inlines.hidden() > 0
    }

    /// Ends SVG or MathML, as HTML's own elements do.
    fn close_drawing(&mut self) {
        if let Some(at) = self.inlines.drawing() {
            self.inlines.truncate(at);
        }
    }

    /// Prepares for text or an inline: opens the nodes that must contain it.
    fn place(&mut self) -> Result<()> {
        (self.icon, self.label) = (None, None);
        match self.builder.top().kind {
            Kind::List(_) => self.open(Kind::Item { task: None })?,
            Kind::Definitions(_) => self.open(Kind::Meaning)?,
            Kind::Table(_) => {
                self.open(Kind::Row { head: false, cells: Vec::new() })?;
                self.open(Kind::Cell)?;
            }
            Kind::Row { .. } => self.open(Kind::Cell)?,
            _ => {}
        }
        if self.holds_blocks() {
            self.extract.end_line();
            self.builder.open_paragraph(self.extract.here());
            self.head.begin();
            (self.space, self.line_end) = (false, false);
        }
        if std::mem::take(&mut self.line_end) && self.builder.has_text() {
            self.close_live(0);
            self.extract.hard_break(&mut self.builder);
            self.space = false;
        }
        if std::mem::take(&mut self.space) && self.builder.has_text() {
            self.extract.text(" ", &mut self.builder);
        }
        while let Some(style) = self.inlines.style(self.live) {
            let kind = style.kind();
            self.open(kind)?;
            self.live += 1;
        }
        Ok(())
    }

    fn open(&mut self, kind: Kind) -> Result<()> {
        let here = self.extract.here();
        self.builder.open(kind, here).map_err(|_| self.too_deep())
    }

    fn too_deep(&self) -> Error {
        self.notices.refuse_line(
            Some(self.extract.line as usize),
            format!("quotes, lists or marks are nested more than {} deep", self.limit),
            "this is more than any page can show",
        )
    }

    fn holds_blocks(&mut self) -> bool {
        self.builder.top().kind.holds_blocks()
    }

    /// Ends the paragraph; in a cell or heading, a line end is noted instead.
    fn boundary(&mut self) {
        self.close_paragraph_of_text();
        self.line_end = !self.holds_blocks();
        (self.space, self.apart) = (false, false);
    }

    fn paragraph_end(&mut self) {
        self.close_paragraph_of_text();
        (self.space, self.line_end) = (false, false);
    }

    /// Ends a paragraph of loose text; one whose letters are as large as those of headings
    /// is a heading.
    fn close_paragraph_of_text(&mut self) {
        self.close_live(0);
        let is_open = matches!(self.builder.top().kind, Kind::Paragraph { implicit: true });
        self.builder.close_implicit();
        if is_open
            && let top = self.builder.top()
            && matches!(top.kind, Kind::Root | Kind::Div(_))
        {
            self.head.end(&mut top.blocks);
        }
    }

    /// Closes the builder's nodes of inline elements, except this many.
    fn close_live(&mut self, keep: usize) {
        while self.live > keep {
            self.builder.close();
            self.live -= 1;
        }
    }

    fn close_to(&mut self, depth: usize) {
        self.paragraph_end();
        while self.builder.frames().len() > depth.max(1) {
            self.builder.close();
        }
    }

    fn close_inline(&mut self, name: &str) {
        // An open `<p>` does not prevent an inline element around it from being
        // closed.
        let block = self.elements.iter().rev().find(|element| element.name != "p");
        let from = block.map_or(0, |element| element.inlines);
        if let Some(at) = self.inlines.close(name, from) {
            self.close_live(at);
        }
    }

    fn forced_break(&mut self) -> Result<()> {
        if self.builder.has_text() && !self.is_unseen() {
            self.space = false;
            self.extract.hard_break(&mut self.builder);
        }
        Ok(())
    }

    fn link(&mut self, tag: &Tag) -> Result<()> {
        self.close_inline("a");
        if notes::leads_back(tag) {
            self.inlines.open("a", None);
            return Ok(());
        }
        if let Some(label) = notes::reference(tag, &self.notes) {
            let label = label.to_owned();
            self.place()?;
            let span = self.extract.here();
            let reference = NoteReference { id: NodeId::default(), label, note: 0, mark: String::new(), span };
            self.builder.inline(Inline::NoteReference(reference), span);
            // Notes get new marks.
            self.inlines.open("a", None);
            return Ok(());
        }
        let Some(address) = tag.attribute("href") else { return Ok(()) };
        match links::judge(address) {
            Address::Good(target) if self.inlines.len() < self.limit => {
                self.icon = Some(target.clone());
                let called = tag.attribute("aria-label").or(tag.attribute("title")).map(str::trim);
                let called = called.filter(|called| !called.is_empty() && matches!(target, Target::Url(_)));
                self.label = called.map(str::to_owned);
                self.inlines.open("a", Some(Style::Link(target)));
            }
            Address::Good(_) => {}
            Address::Scheme(_) | Address::Nowhere | Address::TooLong => {
                if self.nowhere.0 == 0 {
                    self.nowhere.1 = self.extract.line;
                }
                self.nowhere.0 += 1;
            }
        }
        Ok(())
    }

    /// A link in a text that is only a drawing says what it is called.
    fn end_icon(&mut self) {
        if let Some(label) = self.label.take()
            && !self.is_unseen()
            && self.builder.has_text()
            && self.text(&label).is_ok()
        {
            self.space = true;
        }
    }

    fn image(&mut self, tag: &Tag) -> Result<()> {
        let Some(path) = source(tag) else { return Ok(()) };
        if is_tracker(tag) {
            return Ok(());
        }
        let alt = tag.attribute("alt").map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let path = match path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            true => match self.embedded(path) {
                Some(name) => name,
                None => {
                    let message = "a picture inside the page cannot be read; its alternative text stays";
                    self.notices.warn_line("image", self.extract.line as usize, message);
                    return self.text(alt.as_deref().unwrap_or_default());
                }
            },
            false => links::decode(&links::local(path)),
        };
        self.place()?;
        let span = self.extract.here();
        let title = tag.attribute("title").map(str::to_owned).filter(|title| !title.is_empty());
        let alt = alt.filter(|alt| !alt::says_nothing(alt));
        let mut size = sizes::of_element(tag.attribute("width"), tag.attribute("height"), None);
        self.dress.size(&mut size);
        sizes::of_style(tag.attribute("style").unwrap_or_default(), &mut size);
        let image = Image { id: NodeId::default(), path, alt, title, size, span };
        self.builder.inline(Inline::Image(image), span);
        // Pages set pictures apart by a margin.
        self.apart = true;
        Ok(())
    }

    /// Keeps a picture embedded in the page; returns its name.
    fn embedded(&mut self, address: &str) -> Option<String> {
        let bytes = DataUrl::parse(address)?.bytes().filter(|bytes| picture::is_known(bytes))?;
        let path = picture::embedded_name(&bytes);
        self.embedded.0.insert(path.clone(), Arc::from(bytes));
        Some(path)
    }

    /// A checkbox at the start of an item makes it a task.
    fn checkbox(&mut self, tag: &Tag) {
        if tag.attribute("type") == Some("checkbox")
            && let Some(frame) =
                self.builder.frames_mut().iter_mut().rev().find(|frame| matches!(frame.kind, Kind::Item { .. }))
        {
            frame.kind = Kind::Item { task: Some(tag.attribute("checked").is_some()) };
        }
    }

    fn end_verbatim(&mut self) {
        self.skipped = None;
        let Some((element, code)) = self.verbatim.take() else { return };
        let language = self.code_language.take();
        let in_line = !matches!(element.as_str(), "pre" | "listing" | "xmp");
        if in_line || !self.holds_blocks() {
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            if !code.is_empty() && self.place().is_ok() {
                let span = self.extract.push(&code);
                self.builder.inline(Inline::Code(Text::plain(code, span)), span);
            }
            return;
        }
        let text = code.strip_prefix('\n').unwrap_or(&code).trim_end().to_owned();
        if !text.is_empty() {
            self.extract.end_line();
            let span = self.extract.push(&text);
            self.builder.block(BlockKind::Code(Code { language, text }), span);
        }
    }

    fn start_block(&mut self, index: usize, tag: &Tag) -> Result<()> {
        let name = tag.name.as_str();
        match name {
            "thead" | "tbody" | "tfoot" => {
                self.end_within(&["table"]);
                self.spans.group();
                return Ok(());
            }
            "option" | "body" | "html" => return Ok(()),
            "li" => {
                self.end_within(&["ul", "ol", "menu"]);
                self.icon = None;
            }
            "dt" | "dd" => self.end_within(&["dl"]),
            "tr" => self.end_within(&["table"]),
            "td" | "th" => self.end_within(&["tr", "table"]),
            _ => {}
        }
        self.close_paragraph();
        self.boundary();
        let is_hidden =
            self.dress.hidden || name == "template" || (name == "dialog" && tag.attribute("open").is_none());
        if self.elements.len() >= DEEPEST && (!is_hidden || self.is_unseen()) {
            self.beyond += 1;
            return Ok(());
        }
        let is_layout = name == "table" && self.layout.contains(&index);
        let kind = if is_layout || is_hidden || self.is_unseen() { None } else { self.block_kind(tag) };
        let mut element = self.element(name);
        element.framed = kind.is_some();
        element.hidden = is_hidden;
        element.row =
            (kind.is_none() && self.dress.row && self.holds_blocks()).then(|| self.builder.top().blocks.len());
        match kind {
            Some(Kind::Cell) => return self.start_cell(tag),
            Some(kind @ Kind::Table(_)) => {
                self.spans = Spans::default();
                if let Some(role) = role(tag) {
                    self.open(div(Some(role), None))?;
                    element.wrapped = true;
                    element.depth += 1;
                }
                self.open(kind)?;
            }
            Some(kind @ Kind::Heading { .. }) => self.start_heading(kind)?,
            Some(kind) => self.open(kind)?,
            None if name == "p" && !is_hidden => self.builder.loosen_list(),
            None => {}
        }
        if element.framed {
            self.extract.end_line();
            self.line_end = false;
        }
        self.hidden += usize::from(is_hidden);
        self.elements.push(element);
        // The line that is shown of what a page folds away is its heading.
        if name == "summary" && self.inlines.len() < self.limit {
            self.inlines.open(name, Some(Style::Strong));
        }
        Ok(())
    }

    /// Opens a heading. An icon above it becomes its first sign: alone, it would end what
    /// is before.
    fn start_heading(&mut self, kind: Kind) -> Result<()> {
        let icon = self.builder.top().blocks.pop_if(is_icon);
        self.open(kind)?;
        if let Some(Block { kind: BlockKind::Paragraph(inlines), span, .. }) = icon {
            inlines.into_iter().for_each(|inline| self.builder.inline(inline, span));
            self.extract.text(" ", &mut self.builder);
        }
        Ok(())
    }

    /// An open element without a node.
    fn element(&self, name: &str) -> Element {
        let (depth, inlines) = (self.builder.frames().len(), self.inlines.len());
        Element {
            name: name.to_owned(),
            depth,
            framed: false,
            wrapped: false,
            extent: Extent::default(),
            inlines,
            hidden: false,
            row: None,
        }
    }

    /// Closes a paragraph whose end tag is omitted, as another block begins.
    fn close_paragraph(&mut self) {
        if self.elements.last().is_some_and(|element| element.name == "p") {
            self.end_elements(self.elements.len() - 1);
        }
    }

    /// The node that a block element opens in this context; `None`: it only
    /// separates paragraphs.
    fn block_kind(&mut self, tag: &Tag) -> Option<Kind> {
        let in_blocks = self.holds_blocks();
        let top = &self.builder.top().kind;
        match tag.name.as_str() {
            "li" if matches!(top, Kind::List(_)) => Some(Kind::Item { task: None }),
            "dt" if matches!(top, Kind::Definitions(_)) => Some(Kind::Term),
            "dd" if matches!(top, Kind::Definitions(_)) => Some(Kind::Meaning),
            "tr" if matches!(top, Kind::Table(_)) => Some(Kind::Row { head: false, cells: Vec::new() }),
            "td" | "th" if matches!(top, Kind::Row { .. } | Kind::Table(_)) => Some(Kind::Cell),
            "caption" if matches!(top, Kind::Table(_)) => Some(Kind::Caption),
            _ if !in_blocks => None,
            _ if notes::note(tag).is_some() => notes::note(tag).map(|label| Kind::Note { label: label.to_owned() }),
            "blockquote" => Some(Kind::Quote(None)),
            "ul" | "menu" => Some(Kind::list(None, CounterStyle::Decimal)),
            "ol" => Some(ordered(tag)),
            "dl" => Some(Kind::Definitions(Vec::new())),
            "table" => Some(Kind::Table(Table { columns: Vec::new(), head: None, rows: Vec::new(), caption: None })),
            "figcaption" => Some(Kind::Caption),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(heading(tag)),
            "center" => Some(div(Some(Role::Center), None)),
            // A paragraph's direction is determined from its letters.
            "p" => None,
            _ if tag.attribute(own::VERSE).is_some() => Some(poem(tag)),
            "div" if own::alert(tag).is_some() => Some(Kind::Quote(own::alert(tag))),
            _ => {
                let (lang, role) = (tag.lang(), role(tag));
                (lang.is_some() || role.is_some()).then(|| div(role, lang))
            }
        }
    }

    /// Opens a cell, after the columns taken by spanning cells above.
    fn start_cell(&mut self, tag: &Tag) -> Result<()> {
        if matches!(self.builder.top().kind, Kind::Table(_)) {
            // The row's tag is omitted: its first cell begins it.
            let row = Element { framed: true, ..self.element("tr") };
            self.open(Kind::Row { head: false, cells: Vec::new() })?;
            self.elements.push(row);
        }
        if let Kind::Row { cells, .. } = &self.builder.top().kind
            && cells.is_empty()
        {
            self.spans.row();
        }
        for _ in 0..self.spans.skip() {
            self.covered_cell()?;
        }
        let is_head = tag.name == "th";
        let mut column = 0;
        if let Kind::Row { head, cells } = &mut self.builder.top().kind {
            *head = is_head && (*head || cells.is_empty());
            column = cells.len();
        }
        self.align(column, tag);
        let extent = self.spans.cell(tag.attribute("colspan"), tag.attribute("rowspan"));
        let element = Element { framed: true, extent, ..self.element(&tag.name) };
        self.open(Kind::Cell)?;
        self.elements.push(element);
        self.extract.end_line();
        self.line_end = false;
        Ok(())
    }

    /// A cell covered by another one.
    fn covered_cell(&mut self) -> Result<()> {
        self.open(Kind::Cell)?;
        self.builder.close();
        self.builder.extent(Extent::COVERED);
        Ok(())
    }

    /// The first cell of a column with an alignment sets it for the column.
    fn align(&mut self, column: usize, tag: &Tag) {
        let Some(align) = alignment(tag) else { return };
        let tables = self.builder.frames_mut().iter_mut().rev();
        for frame in tables {
            if let Kind::Table(table) = &mut frame.kind {
                let wide = table.columns.len().max(column + 1);
                table.columns.resize(wide, ColumnAlign::Default);
                if table.columns[column] == ColumnAlign::Default {
                    table.columns[column] = align;
                }
                return;
            }
        }
    }

    /// Ends the elements within the innermost of the given containers.
    fn end_within(&mut self, containers: &[&str]) {
        let Some(at) = self.elements.iter().rposition(|element| containers.contains(&element.name.as_str())) else {
            return;
        };
        self.end_elements(at + 1);
        let Element { depth, framed, .. } = self.elements[at];
        if framed {
            self.close_to(depth + 1);
        }
    }

    /// Ends all open elements from an index on.
    fn end_elements(&mut self, from: usize) {
        while self.elements.len() > from {
            let Some(element) = self.elements.pop() else { return };
            self.boundary();
            if element.name == "p" {
                self.inlines.end_paragraph(element.inlines);
            } else {
                self.inlines.truncate(element.inlines);
            }
            self.hidden -= usize::from(element.hidden);
            if !element.framed {
                self.end_row_of_pictures(&element);
                continue;
            }
            match element.name.as_str() {
                "td" | "th" => {
                    self.close_to(element.depth);
                    self.builder.extent(element.extent);
                    for _ in 1..element.extent.columns {
                        drop(self.covered_cell());
                    }
                }
                "tr" => {
                    self.close_to(element.depth + 1);
                    self.end_row();
                    self.close_to(element.depth);
                }
                _ => {
                    self.close_to(element.depth - usize::from(element.wrapped));
                    self.drop_empty(&element.name);
                }
            }
        }
    }

    /// Logos that a page sets side by side are a line.
    fn end_row_of_pictures(&mut self, element: &Element) {
        let Some(from) = element.row.filter(|_| self.builder.frames().len() == element.depth) else { return };
        let blocks = &mut self.builder.top().blocks;
        let Some(kind) = blocks.get(from..).and_then(figures::logos) else { return };
        let Block { id, span, .. } = blocks[from];
        blocks.truncate(from);
        blocks.push(Block { id, span, kind });
    }

    /// Drops an item that shows nothing but its bullet, and a list without items. An icon
    /// with a link becomes its address; a list of pictures, which needs no bullets, a row.
    fn drop_empty(&mut self, name: &str) {
        let icon = self.icon.take().and_then(|target| links::shown(&target).map(|words| (target, words)));
        let top = self.builder.top();
        match (name, &mut top.kind) {
            ("li", Kind::List(list)) if list.items.last().is_some_and(|item| item.blocks.is_empty()) => {
                match (icon, list.items.last_mut()) {
                    (Some((target, words)), Some(item)) => {
                        let span = self.extract.push(&words);
                        let content = vec![Inline::Text(Text::plain(words, span))];
                        let link = Inline::Link(Link { id: NodeId::default(), target, content, bare: false, span });
                        let kind = BlockKind::Paragraph(vec![link]);
                        item.blocks.push(Block { id: NodeId::default(), span, kind });
                    }
                    _ if list.start.is_none() => drop(list.items.pop()),
                    _ => {}
                }
            }
            ("ul" | "menu", _) => {
                let Some(block) = top.blocks.pop_if(|block| is_empty_or_pictures(&block.kind)) else { return };
                let BlockKind::List(list) = block.kind else { return };
                let pictures = list.items.into_iter().flat_map(|item| item.blocks).map(|block| block.kind);
                let (id, span) = (block.id, block.span);
                top.blocks.extend(figures::row(pictures).into_iter().map(|kind| Block { id, span, kind }));
            }
            // The dots of a carousel.
            ("ol", _) => drop(top.blocks.pop_if(|block| has_empty_items(&block.kind))),
            _ => {}
        }
    }

    /// Adds the cells of this row, after its last one, that cells above span.
    fn end_row(&mut self) {
        let Kind::Row { cells, .. } = &self.builder.top().kind else { return };
        if cells.is_empty() {
            self.spans.row();
        }
        for is_taken in self.spans.rest() {
            drop(self.open(Kind::Cell));
            self.builder.close();
            if is_taken {
                self.builder.extent(Extent::COVERED);
            }
        }
    }

    fn end_block(&mut self, name: &str) {
        self.boundary();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let in_table = matches!(name, "table" | "tr" | "td" | "th" | "caption" | "thead" | "tbody" | "tfoot");
        if matches!(name, "thead" | "tbody" | "tfoot") {
            self.end_within(&["table"]);
            self.spans.group();
            return;
        }
        for at in (0..self.elements.len()).rev() {
            let element = &self.elements[at];
            if element.name == name {
                self.end_elements(at);
                return;
            }
            // An end tag inside a cell does not end elements outside the table.
            if !in_table && matches!(element.name.as_str(), "td" | "th" | "caption") {
                return;
            }
        }
    }
}

/// Whether a list has no items, or several of which each is a picture.
fn is_empty_or_pictures(kind: &BlockKind) -> bool {
    let BlockKind::List(list) = kind else { return false };
    let is_picture = |blocks: &[Block]| matches!(blocks, [Block { kind: BlockKind::Figure(figure), .. }] if figure.caption.is_none());
    list.items.len() != 1 && list.items.iter().all(|item| is_picture(&item.blocks))
}

fn has_empty_items(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::List(list) if list.items.iter().all(|item| item.blocks.is_empty()))
}

/// The most characters of an icon: a joined emoji with its signs.
const ICON: usize = 8;

/// Whether a block is an icon drawn with a letter: `⚡` over the heading of a card.
fn is_icon(block: &mut Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let [Inline::Text(text)] = &inlines[..] else { return false };
    let icon = text.text.trim();
    // Signs and emoji stand behind the punctuation of all scripts.
    icon.chars().next().is_some_and(|sign| sign >= '\u{2190}')
        && icon.chars().count() <= ICON
        && !icon.contains(|letter: char| letter.is_alphanumeric() || letter.is_whitespace())
}

/// Where a picture is: pages that load their pictures late name them elsewhere, and have
/// a stand-in or nothing in their place.
fn source(tag: &Tag) -> Option<&str> {
    let named = |name: &str| tag.attribute(name).map(str::trim).filter(|path| !path.is_empty());
    let late = || ["data-src", "data-lazy-src", "data-original"].into_iter().find_map(named);
    match named("src") {
        Some(path) if path.starts_with("data:") => late().or(Some(path)),
        None => late(),
        path => path,
    }
}

/// Whether a picture is one that only tells a server of the visit: of one pixel.
fn is_tracker(tag: &Tag) -> bool {
    let pixel = |side| tag.attribute(side).is_some_and(|length| matches!(length.trim(), "0" | "1" | "0px" | "1px"));
    pixel("width") && pixel("height")
}

fn ordered(tag: &Tag) -> Kind {
    let start = tag.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
    let counter = match tag.attribute("type") {
        Some("a" | "A") => CounterStyle::Alphabetic,
        _ => CounterStyle::Decimal,
    };
    Kind::list(Some(start), counter)
}

fn heading(tag: &Tag) -> Kind {
    let level = tag.name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
    let anchor = tag.attribute("id").map(str::to_owned).filter(|id| !id.is_empty());
    Kind::Heading { level, anchor }
}

fn div(role: Option<Role>, lang: Option<Lang>) -> Kind {
    let roles = role.into_iter().map(DivRole::Role).collect();
    Kind::Div(Box::new(DivSpec { roles, lang, ..DivSpec::default() }))
}

/// A poem, in the form that was found.
fn poem(tag: &Tag) -> Kind {
    let form = match tag.attribute(own::VERSE) {
        Some("free") => Form::Free,
        _ => Form::Couplets,
    };
    Kind::Div(Box::new(DivSpec { roles: vec![DivRole::Poem], form: Some(form), ..DivSpec::default() }))
}

/// The role for a block's `dir=`.
fn role(tag: &Tag) -> Option<Role> {
    Some(match tag.direction()? {
        Direction::Ltr => Role::Ltr,
        Direction::Rtl => Role::Rtl,
    })
}

/// The `align=` or `text-align:` of a cell.
fn alignment(tag: &Tag) -> Option<ColumnAlign> {
    let style = tag.attribute("style").and_then(|style| style.split("text-align:").nth(1));
    let word = style.or(tag.attribute("align"))?.trim_start();
    [("left", ColumnAlign::Left), ("center", ColumnAlign::Center), ("right", ColumnAlign::Right)]
        .into_iter()
        .find(|(name, _)| word.starts_with(name))
        .map(|(_, align)| align)
}

/// The language in `class="language-rust"`.
fn language(tag: &Tag) -> Option<String> {
    let classes = tag.attribute("class")?;
    let named = classes.split_whitespace().find_map(|class| class.strip_prefix("language-"));
    named.map(str::to_owned)
}
