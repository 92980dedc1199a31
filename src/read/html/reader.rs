//! Converts tags and text to blocks.

mod begin;
mod cells;
mod end;
mod items;
mod kinds;
mod linked;
mod pictures;
mod place;
mod screen;
mod text;
mod verbatim;

use super::Page;
use super::folds;
use super::hidden::{self, UNSEEN};
use super::inline::{self, Inlines, Style};
use super::styles::Dress;
use super::tables::Spans;
use super::titles;
use super::tokens::Token;
use crate::document::{BlockKind, Extent, Lang, Target};
use crate::error::Result;
use crate::read::builder::Builder;
use crate::read::extract::Extract;
use crate::read::notices::Notices;
use crate::read::raw_html::{BLOCKS, MUTE, Tag, VOID};
use crate::resources::Memory;
use std::collections::BTreeSet;
use verbatim::{is_code_block, language};

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
    /// The heading that it stands under, if a script may fill it in.
    under: Option<usize>,
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
    /// Whether a link that shows nothing came after all that is shown.
    vanished: bool,
    /// What only a screen shows.
    screen: screen::Screen,
    /// The links of the current paragraph.
    row: linked::Row,
    lang: Option<Lang>,
    /// The last letter shown.
    last: Option<char>,
    /// What the open link is called, while it shows nothing.
    label: Option<String>,
    /// Whether something was drawn in it.
    drawn: bool,
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
            vanished: false,
            screen: screen::Screen::default(),
            row: linked::Row::default(),
            lang: None,
            last: None,
            label: None,
            drawn: false,
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
            Token::Text(_) if self.dress.hidden => Ok(()),
            Token::Text(text) => self.text(&text),
            Token::Tag(tag) if tag.closing => {
                self.end_tag(&tag.name);
                Ok(())
            }
            Token::Tag(tag) => self.start_tag(index, &tag),
        }
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
        let (mut blocks, notes) = std::mem::replace(&mut self.builder, Builder::new(self.limit)).finish();
        self.end_screen(&mut blocks);
        let source = self.extract.into_source(self.notices.file());
        Page {
            blocks,
            notes,
            embedded: self.embedded,
            source,
            title: self.title.filter(|title| !title.is_empty()),
            lang: self.lang,
            letters: 0,
        }
    }

    fn start_tag(&mut self, index: usize, tag: &Tag) -> Result<()> {
        let name = tag.name.as_str();
        self.in_raw = false;
        self.drawn |= matches!(name, "i" | "svg" | "span" | "ion-icon" | "img");
        let block = self.elements.last().map(|element| element.name.as_str());
        self.apart |= self.ended.take().is_some_and(|ended| inline::stands_apart(tag, &ended, block));
        if self.verbatim.is_some() {
            self.in_verbatim(tag);
            return Ok(());
        }
        self.on_screen(tag);
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
            _ if BLOCKS.contains(&name) && (!is_code_block(tag) || self.is_unseen() || self.dress.hidden) => {
                self.start_block(index, tag)?;
            }
            _ if self.dress.hidden || UNSEEN.contains(&name) => self.inlines.open(name, None),
            "pre" | "listing" | "xmp" | "code" | "kbd" | "samp" | "tt" | "div" => {
                if is_code_block(tag) {
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
                self.vanished |= self.icon.is_some();
                self.end_icon();
                self.row.end_link();
                self.close_inline(name);
            }
            _ => self.close_inline(name),
        }
    }
}
