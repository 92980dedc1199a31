//! The text itself: paragraphs, tables, notes and pictures.

use super::lists::Lists;
use super::package::{Package, Relations};
use super::run::{Look, RunProperties};
use super::styles::{Role, Styles};
use super::xml::{Element, Node, nodes};
use super::{File, Making};
use crate::document::{BlockKind, Code, Inline, Meta, Text};
use crate::error::Result;
use crate::read::builder::Builder;
use crate::read::extract::Extract;
use crate::read::node::Kind;
use crate::read::notices::Notices;
use crate::resources::Memory;

/// Elements whose content is not part of the text.
const SKIPPED: &[&str] = &["Fallback", "del", "moveFrom", "sectPr", "instrText", "delText", "pPrChange", "rPrChange"];

pub(super) struct Body<'s, 'a, 'n> {
    pub(super) styles: &'s Styles,
    pub(super) notices: &'n mut Notices<'a>,
    limit: usize,
    pub(super) making: Making,
    pub(super) lists: Lists,
    pub(super) relations: Relations,
    meta: Meta,
    pub(super) embedded: Memory,
    paragraph: Paragraph,
    group: Group,
    /// Paragraphs open in each other: text boxes stand in paragraphs.
    pub(super) depth: usize,
    /// Open tables: whether each is one in the message too.
    pub(super) tables: Vec<bool>,
    /// The first row of the table is its head.
    pub(super) first_is_head: bool,
    /// The columns that the open cell goes over.
    pub(super) columns: usize,
    run: RunProperties,
    in_run_properties: bool,
    /// The look of the nodes that are open for text.
    look: Look,
    code: String,
    in_text: bool,
    skipped: Option<(String, usize)>,
    /// A table of contents follows.
    is_contents: bool,
    /// The instruction of a field, while it is met.
    pub(super) instruction: String,
    /// Open fields: whether each is a link.
    pub(super) fields: Vec<bool>,
    pub(super) link_open: bool,
    pub(super) bookmark: Option<String>,
    /// The alternative text of the next picture.
    pub(super) alt: Option<String>,
}

/// What is known of the paragraph under way.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    list: (Option<String>, Option<usize>),
    role: Role,
    /// Its node is open.
    begun: bool,
    /// Text that will not be a block: title, author …
    aside: Option<String>,
    /// A line is drawn across the page behind it.
    rule: bool,
    /// A page break stood in it.
    page_break: bool,
}

/// What paragraphs that follow each other share.
#[derive(Default)]
enum Group {
    #[default]
    None,
    Quote,
    Definitions,
    Code(String),
}

impl<'s, 'a, 'n> Body<'s, 'a, 'n> {
    pub(super) fn new(styles: &'s Styles, notices: &'n mut Notices<'a>, limit: usize) -> Self {
        Self {
            styles,
            notices,
            limit,
            making: Making { builder: Builder::new(limit), extract: Extract::default() },
            lists: Lists::default(),
            relations: Relations::new(),
            meta: Meta::default(),
            embedded: Memory::default(),
            paragraph: Paragraph::default(),
            group: Group::None,
            depth: 0,
            tables: Vec::new(),
            first_is_head: false,
            columns: 1,
            run: RunProperties::default(),
            in_run_properties: false,
            look: Look::default(),
            code: String::new(),
            in_text: false,
            skipped: None,
            is_contents: false,
            instruction: String::new(),
            fields: Vec::new(),
            link_open: false,
            bookmark: None,
            alt: None,
        }
    }

    pub(super) fn read(&mut self, package: &mut Package<'_>, xml: &str) -> Result<()> {
        let part = package.main_name().to_owned();
        self.relations = package.relations(&part, self.notices)?;
        for node in nodes(xml) {
            self.node(node, package)?;
        }
        self.end_group();
        Ok(())
    }

    /// The notes of a part, under labels with a prefix.
    pub(super) fn read_notes(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        prefix: &str,
        element: &str,
    ) -> Result<()> {
        let xml = package.xml(part, self.notices)?;
        self.relations = package.relations(part, self.notices)?;
        let mut is_note = false;
        for node in nodes(&xml) {
            match &node {
                Node::Start(start) if start.name == element => {
                    is_note = start.get("type").is_none_or(|kind| kind == "normal");
                    if is_note {
                        let label = format!("{prefix}{}", start.get("id").unwrap_or_default());
                        self.open(Kind::Note { label })?;
                    }
                }
                Node::End(name) if name == element => {
                    self.end_group();
                    if std::mem::take(&mut is_note) {
                        self.making.builder.close();
                    }
                }
                _ if is_note => self.node(node, package)?,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> File {
        let Making { builder, extract } = self.making;
        let (blocks, notes) = builder.finish();
        let source = extract.into_source(self.notices.file());
        File { blocks, notes, source, meta: self.meta, embedded: self.embedded }
    }

    pub(super) fn open(&mut self, kind: Kind) -> Result<()> {
        let here = self.making.extract.here();
        let (line, limit) = (self.making.extract.line as usize, self.limit);
        let notices = &self.notices;
        self.making.builder.open(kind, here).map_err(|_| {
            let message = format!("lists, tables or marks are nested more than {limit} deep");
            notices.refuse_line(Some(line), message, "this is more than any page can show")
        })
    }

    fn node(&mut self, node: Node, package: &mut Package<'_>) -> Result<()> {
        if let Some((skipped, depth)) = &mut self.skipped {
            match node {
                Node::Start(element) if element.name == *skipped => *depth += 1,
                Node::End(name) if name == *skipped && *depth == 0 => self.skipped = None,
                Node::End(name) if name == *skipped => *depth -= 1,
                Node::Text(text) if skipped == "instrText" => {
                    self.instruction.push_str(&text);
                }
                _ => {}
            }
            return Ok(());
        }
        match node {
            Node::Start(element) => self.start(&element, package),
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.in_text => self.text(&text),
            Node::Text(_) => Ok(()),
        }
    }

    fn start(&mut self, element: &Element, package: &mut Package<'_>) -> Result<()> {
        if self.in_run_properties {
            self.run.take(element, self.styles);
            return Ok(());
        }
        match element.name.as_str() {
            name if SKIPPED.contains(&name) => self.skipped = Some((name.to_owned(), 0)),
            "docPartGallery" => self.is_contents = element.val().is_some_and(|part| part.contains("Contents")),
            "sdtContent" if std::mem::take(&mut self.is_contents) && self.depth == 0 => {
                self.end_group();
                let here = self.making.extract.here();
                self.making.builder.block(BlockKind::Contents(Vec::new()), here);
                self.skipped = Some((element.name.clone(), 0));
            }
            "p" => self.start_paragraph()?,
            "pStyle" => self.paragraph.style = element.val().map(str::to_owned),
            "numId" => self.paragraph.list.0 = element.val().map(str::to_owned),
            "ilvl" => self.paragraph.list.1 = element.val().and_then(|level| level.parse().ok()),
            "bookmarkStart" if !self.paragraph.begun => self.bookmark = element.get("name").map(str::to_owned),
            "r" => self.run = RunProperties::default(),
            "rPr" => self.in_run_properties = true,
            "t" => self.in_text = true,
            "tab" if self.paragraph.begun => self.text(" ")?,
            "br" if element.get("type") == Some("page") => self.paragraph.page_break = true,
            "rect" if element.get("hr").is_some_and(|is| is != "f") => self.paragraph.rule = true,
            "br" | "cr" => self.line_break(),
            "noBreakHyphen" => self.text("\u{2011}")?,
            "softHyphen" => self.text("\u{ad}")?,
            "hyperlink" => self.start_link(element)?,
            "fldChar" => self.field_part(element.get("fldCharType").unwrap_or_default())?,
            "footnoteReference" => self.note_reference("fn", element)?,
            "endnoteReference" => self.note_reference("en", element)?,
            "docPr" => {
                self.alt = ["descr", "title"]
                    .into_iter()
                    .filter_map(|name| element.get(name))
                    .map(str::trim)
                    .find(|text| !text.is_empty())
                    .map(str::to_owned);
            }
            "blip" | "imagedata" => self.image(element, package)?,
            "tbl" | "tblLook" | "tr" | "tc" | "tblHeader" | "gridSpan" => self.start_table_part(element)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "rPr" => self.in_run_properties = false,
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "hyperlink" => self.end_link(),
            "tc" | "tr" | "tbl" => self.end_table_part(name)?,
            _ => {}
        }
        Ok(())
    }

    fn start_paragraph(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > 1 {
            self.line_break();
            return Ok(());
        }
        self.making.extract.line += 1;
        self.paragraph = Paragraph::default();
        Ok(())
    }

    fn end_paragraph(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 {
            return;
        }
        self.end_link();
        let mut paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.begun {
            paragraph.rule |= paragraph.style.as_ref().is_some_and(|style| self.styles.role(style) == Role::Rule);
            if let Group::Code(code) = &mut self.group {
                code.push('\n');
            }
        } else {
            self.bookmark = None;
            match (paragraph.role, paragraph.aside) {
                (role, Some(text)) => self.take_aside(role, text.trim()),
                (Role::Code, _) => {
                    if let Group::Code(code) = &mut self.group {
                        code.push('\n');
                    }
                }
                _ if self.in_cell() => {}
                (Role::Heading(_) | Role::Caption | Role::Term, _) => self.making.builder.close(),
                (Role::Meaning, _) => {
                    self.making.builder.close_implicit();
                    self.making.builder.close();
                }
                _ => self.making.builder.close_implicit(),
            }
        }
        for (is_there, kind) in [(paragraph.rule, BlockKind::Rule), (paragraph.page_break, BlockKind::PageBreak)] {
            if is_there && self.tables.is_empty() {
                self.end_group();
                let here = self.making.extract.here();
                self.making.builder.block(kind, here);
            }
        }
    }

    /// Opens the node of the paragraph, when its first text comes.
    pub(super) fn begin(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.paragraph.begun, true) {
            return Ok(());
        }
        let style = self.paragraph.style.clone().unwrap_or_default();
        let role = self.styles.role(&style);
        self.making.extract.end_line();
        if self.in_cell() {
            return self.begin_in_cell(role);
        }
        let list = match &self.paragraph.list {
            (Some(id), level) => Some((id.clone(), level.unwrap_or(0))),
            (None, _) => self.styles.list(&style),
        };
        let is_head = matches!(role, Role::Heading(_) | Role::Title | Role::Subtitle);
        if let Some((id, level)) = list.filter(|(id, _)| id != "0" && !is_head) {
            self.enter(Group::None)?;
            if self.open_item(&id, level)? {
                return self.open_text();
            }
        }
        self.close_lists(0);
        self.paragraph.role = role;
        match role {
            Role::Title | Role::Subtitle | Role::Author | Role::Date if self.is_at_head() => {
                self.paragraph.aside = Some(String::new());
                Ok(())
            }
            Role::Title => self.begin_heading(1),
            Role::Heading(level) => self.begin_heading(level),
            Role::Quote => {
                self.enter(Group::Quote)?;
                self.open_text()
            }
            Role::Term => {
                self.enter(Group::Definitions)?;
                self.open(Kind::Term)
            }
            Role::Meaning => {
                self.enter(Group::Definitions)?;
                self.open(Kind::Meaning)?;
                self.open_text()
            }
            Role::Code => self.enter(Group::Code(String::new())),
            Role::Caption => {
                self.enter(Group::None)?;
                self.open(Kind::Caption)
            }
            _ => {
                self.enter(Group::None)?;
                self.open_text()
            }
        }
    }

    fn begin_heading(&mut self, level: u8) -> Result<()> {
        self.paragraph.role = Role::Heading(level);
        self.enter(Group::None)?;
        let anchor = self.bookmark.take();
        self.open(Kind::Heading { level, anchor })
    }

    fn open_text(&mut self) -> Result<()> {
        let here = self.making.extract.here();
        self.making.builder.open_paragraph(here);
        Ok(())
    }

    /// Goes into a group of paragraphs, unless they are in it already.
    fn enter(&mut self, group: Group) -> Result<()> {
        if std::mem::discriminant(&group) == std::mem::discriminant(&self.group) {
            return Ok(());
        }
        self.leave();
        match group {
            Group::Quote => self.open(Kind::Quote(None))?,
            Group::Definitions => self.open(Kind::Definitions(Vec::new()))?,
            Group::Code(_) | Group::None => {}
        }
        self.group = group;
        Ok(())
    }

    fn leave(&mut self) {
        match std::mem::take(&mut self.group) {
            Group::Quote | Group::Definitions => {
                self.making.builder.close_implicit();
                self.making.builder.close();
            }
            Group::Code(text) => {
                let text = text.trim_end().to_owned();
                self.making.extract.end_line();
                let span = self.making.extract.push(&text);
                self.making.builder.block(BlockKind::Code(Code { language: None, text }), span);
            }
            Group::None => {}
        }
    }

    /// Ends lists, quotes and what else paragraphs share.
    pub(super) fn end_group(&mut self) {
        self.leave();
        self.close_lists(0);
        self.making.builder.close_implicit();
    }

    /// Whether nothing but title, author and date has come yet.
    fn is_at_head(&mut self) -> bool {
        self.making.builder.frames().len() == 1 && self.making.builder.top().blocks.is_empty()
    }

    fn take_aside(&mut self, role: Role, text: &str) {
        let meta = &mut self.meta;
        let (into, separator) = match role {
            Role::Title => (&mut meta.title, " "),
            Role::Subtitle => (&mut meta.subtitle, " "),
            Role::Author => (&mut meta.author, "، "),
            _ => (&mut meta.date, " "),
        };
        match into {
            Some(before) => {
                before.push_str(separator);
                before.push_str(text);
            }
            None => *into = Some(text.to_owned()),
        }
        meta.title_is_given = meta.title.is_some();
    }

    /// Whether the paragraph is one of running text, so that links, notes and
    /// pictures may stand in it.
    pub(super) fn holds_text(&self) -> bool {
        self.paragraph.aside.is_none() && (self.in_cell() || self.paragraph.role != Role::Code)
    }

    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        if text.trim().is_empty() && !self.paragraph.begun {
            return Ok(());
        }
        self.begin()?;
        if let Some(aside) = &mut self.paragraph.aside {
            aside.push_str(text);
            return Ok(());
        }
        if let (Role::Code, Group::Code(code)) = (self.paragraph.role, &mut self.group) {
            code.push_str(text);
            return Ok(());
        }
        let mut look = self.run.look();
        look.bold &= !matches!(self.paragraph.role, Role::Heading(_));
        self.set_look(look)?;
        if self.look.code {
            self.code.push_str(text);
        } else {
            let text = text.replace('\n', " ");
            let text = if self.making.builder.has_text() { &text } else { text.trim_start() };
            self.making.extract.text(text, &mut self.making.builder);
        }
        Ok(())
    }

    fn line_break(&mut self) {
        if !self.paragraph.begun {
            return;
        }
        match (&mut self.paragraph.aside, self.paragraph.role, &mut self.group) {
            (Some(aside), ..) => aside.push(' '),
            (_, Role::Code, Group::Code(code)) => code.push('\n'),
            _ => {
                self.end_look();
                if self.making.builder.has_text() {
                    self.making.extract.hard_break(&mut self.making.builder);
                }
            }
        }
    }

    fn set_look(&mut self, look: Look) -> Result<()> {
        if self.look == look {
            return Ok(());
        }
        self.end_look();
        if !look.code {
            for kind in look.kinds() {
                self.open(kind)?;
            }
        }
        self.look = look;
        Ok(())
    }

    /// Closes the nodes of the look of text.
    pub(super) fn end_look(&mut self) {
        let look = std::mem::take(&mut self.look);
        if look.code {
            let code = std::mem::take(&mut self.code);
            let span = self.making.extract.push(&code);
            self.making.builder.inline(Inline::Code(Text::plain(code, span)), span);
        } else {
            look.kinds().iter().for_each(|_| self.making.builder.close());
        }
    }
}
