//! Writes blocks into the document.

use super::Bounds;
use super::arrange::{Block, arrange};
use super::headings;
use super::lists::Lists;
use super::numbering::{Mark, Numbering};
use super::paragraph::{Cell, Item, Paragraph, Piece, Row, Table, is_persian};
use super::picture::Picture;
use super::run::Look;
use super::styles::{Role, Styles};
use super::{ticks, typewriter};
use crate::document::{
    Block as Written, BlockKind, Code, Direction, Extent, Image, Inline, Lang, Meta, NodeId, Note, NoteReference,
    Role as DivRole, Source, Table as Frame, Text,
};
use crate::error::Result;
use crate::read::builder::Builder;
use crate::read::divs::DivSpec;
use crate::read::extract::Extract;
use crate::read::links::{self, Address};
use crate::read::node::Kind;
use crate::read::notices::Notices;
use std::collections::BTreeSet;

pub(super) struct Writer<'s, 'n, 'a> {
    styles: &'s Styles,
    notices: &'n mut Notices<'a>,
    bounds: Bounds,
    direction: Direction,
    /// Whether the author set the direction of most paragraphs.
    sets_direction: bool,
    pub(super) builder: Builder,
    extract: Extract,
    pub(super) lists: Lists,
    group: Group,
    meta: Meta,
    /// Notes that are referred to.
    referred: BTreeSet<String>,
}

/// The element that consecutive paragraphs share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Group {
    #[default]
    None,
    Quote,
    Definitions,
    Centred,
    Left,
}

impl<'s, 'n, 'a> Writer<'s, 'n, 'a> {
    /// `direction` is that of most paragraphs, and whether their author set it.
    pub(super) fn new(
        styles: &'s Styles,
        notices: &'n mut Notices<'a>,
        bounds: Bounds,
        (direction, sets_direction): (Direction, bool),
    ) -> Self {
        Self {
            styles,
            notices,
            bounds,
            direction,
            sets_direction,
            builder: Builder::new(bounds.nesting),
            extract: Extract::default(),
            lists: Lists::default(),
            group: Group::None,
            meta: Meta::default(),
            referred: BTreeSet::new(),
        }
    }

    /// Writes the main text.
    pub(super) fn items(&mut self, items: Vec<Item>) -> Result<()> {
        let mut blocks = arrange(items, self.styles);
        headings::find(&mut blocks);
        self.flow(blocks)
    }

    /// Writes the notes that the text, or a note already written, refers to;
    /// those whose reference is hidden or deleted are left out.
    pub(super) fn notes(&mut self, notes: Vec<(String, Vec<Item>)>) -> Result<()> {
        let mut left = notes;
        loop {
            let (now, later): (Vec<_>, Vec<_>) = left.into_iter().partition(|(label, _)| self.referred.contains(label));
            if now.is_empty() {
                return Ok(());
            }
            for (label, items) in now {
                self.open(Kind::Note { label })?;
                let blocks = arrange(items, self.styles);
                self.flow(blocks)?;
                self.builder.close();
            }
            left = later;
        }
    }

    pub(super) fn finish(self) -> (Vec<Written>, Vec<Note>, Source, Meta) {
        let (blocks, notes) = self.builder.finish();
        (blocks, notes, self.extract.into_source(self.notices.file()), self.meta)
    }

    pub(super) fn open(&mut self, kind: Kind) -> Result<()> {
        let here = self.extract.here();
        let (line, limit) = (self.extract.line as usize, self.bounds.nesting);
        let notices = &self.notices;
        self.builder.open(kind, here).map_err(|_| {
            let message = format!("lists, tables or marks are nested more than {limit} deep");
            notices.refuse_line(Some(line), message, "this is more than any page can show")
        })
    }

    fn block(&mut self, kind: BlockKind) {
        self.end_group();
        let here = self.extract.here();
        self.builder.block(kind, here);
    }

    fn flow(&mut self, blocks: Vec<Block>) -> Result<()> {
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Text(Role::Caption, caption) if matches!(blocks.peek(), Some(Block::Table(_))) => {
                    if let Some(Block::Table(table)) = blocks.next() {
                        self.table(table, Some(caption))?;
                    }
                }
                Block::Text(role, paragraph) => self.paragraph(role, &paragraph)?,
                Block::Figure(picture, link) => self.figure(&picture, link.as_deref())?,
                Block::Code(lines) => self.code(&lines),
                Block::Table(table) => self.table(table, None)?,
                Block::Framed(inside) => {
                    self.end_group();
                    self.open(div(DivRole::Box))?;
                    self.flow(inside)?;
                    self.builder.close();
                }
                Block::Contents => self.block(BlockKind::Contents(Vec::new())),
                Block::PageBreak => self.block(BlockKind::PageBreak),
                Block::Rule => self.block(BlockKind::Rule),
            }
        }
        self.end_group();
        Ok(())
    }

    fn paragraph(&mut self, role: Role, paragraph: &Paragraph) -> Result<()> {
        self.line(paragraph.line);
        if let Some(mark) = &paragraph.mark
            && !matches!(role, Role::Heading(_) | Role::Title | Role::Subtitle | Role::Caption)
        {
            self.enter(Group::None)?;
            let properties = &paragraph.properties;
            let named = self.styles.named_depth(properties.style.as_deref()).map_or(0, |depth| depth - 1);
            let level = properties.level.unwrap_or(0).max(named);
            if self.open_item(properties.list.as_deref().unwrap_or_default(), level, mark)? {
                let here = self.extract.here();
                self.builder.open_paragraph(here);
                self.pieces(paragraph, false)?;
                self.builder.close_implicit();
                return Ok(());
            }
        }
        self.close_lists(0);
        match role {
            Role::Title | Role::Subtitle | Role::Author | Role::Date if self.is_at_head() => {
                self.take_aside(role, paragraph.text().replace('\n', " ").trim());
                Ok(())
            }
            Role::Title => self.heading(1, paragraph),
            Role::Heading(level) => self.heading(level, paragraph),
            Role::Quote => self.text_in(Group::Quote, paragraph),
            Role::Term => {
                self.enter(Group::Definitions)?;
                self.closed(Kind::Term, paragraph, false)
            }
            Role::Meaning => {
                self.enter(Group::Definitions)?;
                self.open(Kind::Meaning)?;
                self.running(paragraph)?;
                self.builder.close();
                Ok(())
            }
            Role::Caption => {
                self.enter(Group::None)?;
                self.closed(Kind::Caption, paragraph, false)
            }
            _ if paragraph.properties.centred == Some(true) => self.text_in(Group::Centred, paragraph),
            _ if self.stands_left(paragraph) => self.text_in(Group::Left, paragraph),
            _ => self.text_in(Group::None, paragraph),
        }
    }

    /// The next text begins a new line.
    fn line(&mut self, line: u32) {
        self.extract.line = line;
        self.extract.end_line();
    }

    fn heading(&mut self, level: u8, paragraph: &Paragraph) -> Result<()> {
        self.enter(Group::None)?;
        self.closed(Kind::Heading { level, anchor: paragraph.anchor.clone() }, paragraph, true)
    }

    fn text_in(&mut self, group: Group, paragraph: &Paragraph) -> Result<()> {
        self.enter(group)?;
        self.running(paragraph)
    }

    fn running(&mut self, paragraph: &Paragraph) -> Result<()> {
        let here = self.extract.here();
        self.builder.open_paragraph(here);
        self.pieces(paragraph, false)?;
        self.builder.close_implicit();
        Ok(())
    }

    /// A node with the text of a paragraph, preceded by its number.
    fn closed(&mut self, kind: Kind, paragraph: &Paragraph, is_heading: bool) -> Result<()> {
        self.open(kind)?;
        self.number(paragraph);
        self.pieces(paragraph, is_heading)?;
        self.builder.close();
        Ok(())
    }

    /// The number of a heading, caption or line in a cell, which the text may
    /// refer to.
    fn number(&mut self, paragraph: &Paragraph) {
        let lang = if paragraph.properties.bidi == Some(true) { Lang::persian() } else { Lang("en".to_owned()) };
        let text = match &paragraph.mark {
            Some(Mark::Bullet) => Some("•".to_owned()),
            Some(mark) => Numbering::text(mark, &lang),
            None => None,
        };
        if let Some(text) = text {
            self.extract.text(&format!("{text} "), &mut self.builder);
        }
    }

    /// Enters a group of paragraphs, unless already in it.
    fn enter(&mut self, group: Group) -> Result<()> {
        if group == self.group {
            return Ok(());
        }
        self.leave();
        match group {
            Group::Quote => self.open(Kind::Quote(None))?,
            Group::Definitions => self.open(Kind::Definitions(Vec::new()))?,
            Group::Centred => self.open(div(DivRole::Center))?,
            Group::Left => self.open(div(DivRole::Ltr))?,
            Group::None => {}
        }
        self.group = group;
        Ok(())
    }

    fn leave(&mut self) {
        if std::mem::take(&mut self.group) != Group::None {
            self.builder.close_implicit();
            self.builder.close();
        }
    }

    /// Ends lists, quotations and other groups of paragraphs.
    fn end_group(&mut self) {
        self.leave();
        self.close_lists(0);
        self.builder.close_implicit();
    }

    /// Whether only title, author and date came before.
    fn is_at_head(&mut self) -> bool {
        self.builder.frames().len() == 1 && self.builder.top().blocks.is_empty()
    }

    fn take_aside(&mut self, role: Role, text: &str) {
        let meta = &mut self.meta;
        if role == Role::Author {
            return meta.authors.push(text.to_owned());
        }
        let (into, separator) = match role {
            Role::Title => (&mut meta.title, " "),
            Role::Subtitle => (&mut meta.subtitle, " "),
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

    fn figure(&mut self, picture: &Picture, link: Option<&str>) -> Result<()> {
        // A figure between two items belongs to the first.
        self.leave();
        let here = self.extract.here();
        self.builder.open_paragraph(here);
        let linked = match link {
            Some(address) => self.open_link(address)?,
            None => false,
        };
        self.picture(picture);
        if linked {
            self.builder.close();
        }
        self.builder.close_implicit();
        Ok(())
    }

    fn picture(&mut self, picture: &Picture) {
        let span = self.extract.here();
        let (path, alt, size) = (picture.path.clone(), picture.alt.clone(), picture.size());
        let image = Image { id: NodeId::default(), path, alt, title: None, size, span };
        self.builder.inline(Inline::Image(image), span);
    }

    fn code(&mut self, lines: &[Paragraph]) {
        self.end_group();
        if let Some(first) = lines.first() {
            self.line(first.line);
        }
        let text: Vec<String> = lines.iter().map(Paragraph::text).collect();
        let text = text.join("\n").trim_end().to_owned();
        let span = self.extract.push(&text);
        self.builder.block(BlockKind::Code(Code { language: None, text }), span);
    }

    fn table(&mut self, mut table: Table, caption: Option<Paragraph>) -> Result<()> {
        self.end_group();
        self.line(table.line);
        let direction = |from_right| if from_right { Direction::Rtl } else { Direction::Ltr };
        let turned = direction(table.from_right) != self.direction;
        // The columns run against the direction of their text: their order is
        // reversed, and no direction is set.
        let mirrored = turned && direction(table.rtl_text) == self.direction;
        if mirrored {
            table.mirror();
        }
        // A direction equal to the document's is removed once its language is
        // known.
        if !mirrored {
            self.open(div(if table.from_right { DivRole::Rtl } else { DivRole::Ltr }))?;
        }
        self.open(Kind::Table(Frame { columns: Vec::new(), head: None, rows: Vec::new(), caption: None }))?;
        if let Some(caption) = &caption {
            self.closed(Kind::Caption, caption, false)?;
        }
        let alone = table.rows.len() == 1;
        for (at, row) in table.rows.into_iter().enumerate() {
            self.row(row, at == 0 && !alone)?;
        }
        self.builder.close();
        if !mirrored {
            self.builder.close();
        }
        Ok(())
    }

    fn row(&mut self, row: Row, first: bool) -> Result<()> {
        // LibreOffice marks cells of the head by their paragraph style.
        let named = |cell: &Cell| {
            cell.items.iter().any(|item| match item {
                Item::Paragraph(paragraph) => {
                    self.styles.role(paragraph.properties.style.as_deref()) == Role::TableHead
                }
                _ => false,
            })
        };
        let head = first && (row.head || row.cells.iter().any(named));
        self.open(Kind::Row { head, cells: Vec::new() })?;
        for cell in row.cells {
            self.open(Kind::Cell)?;
            let columns = u32::try_from(cell.columns.max(1)).unwrap_or(u32::MAX);
            if cell.goes_on {
                self.builder.close();
                self.builder.extent(Extent::COVERED);
            } else {
                self.lines(cell.items)?;
                self.builder.close();
                // As many rows as continue it: the grid knows.
                self.builder.extent(Extent { columns, rows: u32::MAX });
            }
            for _ in 1..columns {
                self.open(Kind::Cell)?;
                self.builder.close();
                self.builder.extent(Extent::COVERED);
            }
        }
        self.builder.close();
        Ok(())
    }

    /// The content of a cell, a line per paragraph.
    fn lines(&mut self, items: Vec<Item>) -> Result<()> {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => self.cell_line(&paragraph)?,
                Item::Table(table) => {
                    for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                        self.lines(cell.items)?;
                    }
                }
                Item::Contents | Item::PageBreak => {}
            }
        }
        Ok(())
    }

    fn cell_line(&mut self, paragraph: &Paragraph) -> Result<()> {
        let boxes = paragraph.pieces.iter().filter_map(|piece| match piece {
            Piece::Frame(items) => Some(items.clone()),
            _ => None,
        });
        if !paragraph.is_blank() && paragraph.pieces.iter().any(|piece| !matches!(piece, Piece::Frame(_))) {
            if self.builder.has_text() {
                self.extract.hard_break(&mut self.builder);
            }
            self.line(paragraph.line);
            self.number(paragraph);
            self.pieces(paragraph, false)?;
        }
        boxes.collect::<Vec<_>>().into_iter().try_for_each(|items| self.lines(items))
    }

    /// The pieces of a paragraph; headings are bold anyway.
    fn pieces(&mut self, paragraph: &Paragraph, is_heading: bool) -> Result<()> {
        let mut state = Looks { open: Look::default(), code: String::new() };
        let mut link = false;
        let own = self.direction == Direction::Rtl && self.group != Group::Left && self.runs_from_left(paragraph);
        if own {
            self.open(Kind::Styled { lang: None, direction: Some(Direction::Ltr) })?;
        }
        for piece in ticks::coded(&typewriter::coded(&paragraph.pieces)).iter() {
            if let Piece::Text(text, look) = piece {
                let look = Look { bold: look.bold && !is_heading, ..look.clone() };
                self.text(text, &look, &mut state)?;
                continue;
            }
            self.end_look(&mut state);
            match piece {
                Piece::LineBreak if self.builder.has_text() => self.extract.hard_break(&mut self.builder),
                Piece::Picture(picture) => self.picture(picture),
                Piece::Note(label) => self.note(label),
                Piece::Link(address) => {
                    if std::mem::take(&mut link) {
                        self.builder.close();
                    }
                    link = self.open_link(address)?;
                }
                Piece::LinkEnd if std::mem::take(&mut link) => self.builder.close(),
                Piece::Formula(line) => {
                    self.open(Kind::Styled { lang: None, direction: Some(Direction::Ltr) })?;
                    self.extract.text(line, &mut self.builder);
                    self.builder.close();
                }
                _ => {}
            }
        }
        self.end_look(&mut state);
        if link {
            self.builder.close();
        }
        if own {
            self.builder.close();
        }
        Ok(())
    }

    /// Whether Word sets a paragraph from the left where its letters do not say so. It
    /// has none, but several numbers or brackets, whose order is that of the paragraph;
    /// or it begins with a Latin word and goes on in Persian, and the author set the
    /// direction of other paragraphs.
    fn runs_from_left(&self, paragraph: &Paragraph) -> bool {
        let text = paragraph.text();
        let parts = |letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '/');
        let numbers = || text.contains(|letter: char| letter.is_ascii_digit()) && text.trim().contains(parts);
        paragraph.properties.bidi != Some(true)
            && paragraph.looks().count() > 0
            && match text.chars().find(|letter| letter.is_alphabetic()) {
                None => numbers(),
                Some(first) => self.sets_direction && !is_persian(first) && text.contains(is_persian),
            }
    }

    /// Whether the author of a right-to-left document set a paragraph from the left: in
    /// Latin letters, or beginning with them, or in numbers below such a one.
    fn stands_left(&self, paragraph: &Paragraph) -> bool {
        let properties = &paragraph.properties;
        let text = paragraph.text();
        let first = text.chars().find(|letter| letter.is_alphabetic());
        self.direction == Direction::Rtl
            && self.sets_direction
            && properties.bidi != Some(true)
            && properties.to_right != Some(true)
            && match first {
                Some(first) => !is_persian(first),
                None => self.group == Group::Left && text.contains(|letter: char| letter.is_ascii_digit()),
            }
    }

    fn text(&mut self, text: &str, look: &Look, state: &mut Looks) -> Result<()> {
        if !state.open.is_like(look) {
            self.end_look(state);
            if !look.code {
                for kind in look.kinds() {
                    self.open(kind)?;
                }
            }
            state.open = look.clone();
        }
        if look.code {
            state.code.push_str(text);
            return Ok(());
        }
        let text = text.replace(['\n', '\t'], " ");
        let text = if self.builder.has_text() { &text } else { text.trim_start() };
        self.extract.text(text, &mut self.builder);
        Ok(())
    }

    /// Closes the nodes of the current look.
    fn end_look(&mut self, state: &mut Looks) {
        let look = std::mem::take(&mut state.open);
        if look.code {
            let code = std::mem::take(&mut state.code);
            let span = self.extract.push(&code);
            self.builder.inline(Inline::Code(Text::plain(code, span)), span);
        } else {
            look.kinds().iter().for_each(|_| self.builder.close());
        }
    }

    fn note(&mut self, label: &str) {
        let span = self.extract.here();
        self.referred.insert(label.to_owned());
        let label = label.to_owned();
        let reference = NoteReference { id: NodeId::default(), label, note: 0, mark: String::new(), span };
        self.builder.inline(Inline::NoteReference(reference), span);
    }

    /// Opens a link; false, with a warning, if it leads nowhere.
    fn open_link(&mut self, address: &str) -> Result<bool> {
        match links::judge(address) {
            Address::Good(target) => {
                self.open(Kind::Link { target: Some(target), bare: false })?;
                Ok(true)
            }
            Address::Scheme(_) | Address::Nowhere | Address::TooLong => {
                let shown: String = address.chars().take(60).collect();
                let message = format!("the link to `{}` is kept as text only", shown.escape_debug());
                self.notices.warn_line("link-nowhere", self.extract.line as usize, message);
                Ok(false)
            }
        }
    }
}

/// The look whose nodes are open.
struct Looks {
    open: Look,
    code: String,
}

fn div(role: DivRole) -> Kind {
    let roles = vec![crate::read::divs::DivRole::Role(role)];
    Kind::Div(Box::new(DivSpec { roles, ..DivSpec::default() }))
}
