//! Converts Word's paragraphs to blocks: a paragraph that contains a picture, a
//! break or a box becomes several blocks; consecutive lines of code become one.

use super::fences;
use super::listing;
use super::numbering::Mark;
use super::paragraph::{Item, Paragraph, Piece, Table, is_persian};
use super::picture::{Picture, Text};
use super::styles::{Role, Styles};
use crate::units::{Length, Size};

/// Two lines of ordinary text in Word, 12 pt with a spacing of 1.5: a taller
/// picture is a figure, not part of a line.
const TWO_LINES: Length = Length::pt(36.0);
/// Half of the usual measure of A4: a wider picture is a figure, too, however low; in a
/// line it would be too small to be read.
const HALF_MEASURE: Length = Length::pt(234.0);
/// The most characters of a caption; longer paragraphs are running text.
const CAPTION: usize = 200;

/// A block before it is written.
#[derive(Debug)]
pub(super) enum Block {
    /// Text with its role.
    Text(Role, Paragraph),
    Figure(Picture, Option<String>),
    /// Lines of code.
    Code(Vec<Paragraph>),
    Table(Table),
    /// A table of a single cell, which serves as a frame.
    Framed(Vec<Block>),
    Contents,
    PageBreak,
    Rule,
}

/// The blocks of a sequence of items.
pub(super) fn arrange(items: Vec<Item>, styles: &Styles) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(items.len());
    let mut was_ruled = false;
    for item in items {
        let is_ruled = matches!(&item, Item::Paragraph(paragraph) if is_ruled(paragraph, styles));
        // Word draws one line under several such paragraphs.
        if is_ruled && was_ruled {
            blocks.pop();
        }
        was_ruled = is_ruled;
        match item {
            Item::Paragraph(paragraph) => split(paragraph, styles, &mut blocks),
            Item::Table(table) => self::table(table, styles, &mut blocks),
            Item::Contents => blocks.push(Block::Contents),
            Item::PageBreak => blocks.push(Block::PageBreak),
        }
        if is_ruled {
            blocks.push(Block::Rule);
        }
    }
    fences::find(&mut blocks);
    join_code(&mut blocks);
    captions(&mut blocks);
    lists(&mut blocks);
    breaks(&mut blocks);
    blocks
}

/// Whether a line is drawn under a paragraph of text; those of titles belong to the theme.
fn is_ruled(paragraph: &Paragraph, styles: &Styles) -> bool {
    let properties = &paragraph.properties;
    properties.ruled == Some(true) && styles.role(properties.style.as_deref()) == Role::Text && paragraph.mark.is_none()
}

fn table(mut table: Table, styles: &Styles, blocks: &mut Vec<Block>) {
    let single = matches!(&table.rows[..], [row] if row.cells.len() == 1);
    match table.rows.first_mut().and_then(|row| row.cells.first_mut()).filter(|_| single) {
        Some(cell) => {
            let inside = arrange(std::mem::take(&mut cell.items), styles);
            if !inside.is_empty() {
                blocks.push(Block::Framed(inside));
            }
        }
        None => blocks.push(Block::Table(table)),
    }
}

/// A paragraph while it is split.
struct Division<'s, 'b> {
    styles: &'s Styles,
    blocks: &'b mut Vec<Block>,
    /// The paragraph without its pieces.
    model: Paragraph,
    role: Role,
    pieces: Vec<Piece>,
    /// The link that is open at the point of division.
    link: Option<String>,
    /// Boxes to be placed after the text.
    behind: Vec<Item>,
    /// All of its text.
    text: Text,
    /// Pictures to be placed after the text, each with its link.
    under: Vec<(Picture, Option<String>)>,
    /// A figure came, and no text after it.
    after_figure: bool,
    /// There was text.
    has_text: bool,
}

fn split(mut paragraph: Paragraph, styles: &Styles, blocks: &mut Vec<Block>) {
    let role = styles.role(paragraph.properties.style.as_deref());
    if paragraph.properties.page_break_before == Some(true) {
        blocks.push(Block::PageBreak);
    }
    let text = Text::of(&paragraph.text());
    let pieces = std::mem::take(&mut paragraph.pieces);
    let is_blank = pieces.is_empty();
    let mut division = Division {
        styles,
        blocks,
        model: paragraph,
        role,
        pieces: Vec::new(),
        link: None,
        behind: Vec::new(),
        text,
        under: Vec::new(),
        after_figure: false,
        has_text: false,
    };
    let stands_alone = pieces.iter().all(|piece| match piece {
        Piece::Text(text, _) => text.trim().is_empty(),
        Piece::Picture(_) | Piece::LineBreak | Piece::PageBreak | Piece::Link(_) | Piece::LinkEnd => true,
        _ => false,
    });
    pieces.into_iter().for_each(|piece| division.piece(piece, stands_alone));
    division.flush();
    let Division { behind, under, model, .. } = division;
    blocks.extend(under.into_iter().map(|(picture, link)| Block::Figure(picture, link)));
    blocks.extend(arrange(behind, styles));
    // Blank paragraphs separate lines of code, and may carry the border of their
    // style.
    match role {
        Role::Rule => blocks.push(Block::Rule),
        _ if is_blank => blocks.push(Block::Text(role, model)),
        _ => {}
    }
}

fn is_large(size: Size) -> bool {
    size.height > TWO_LINES || size.width > HALF_MEASURE
}

impl Division<'_, '_> {
    fn piece(&mut self, piece: Piece, stands_alone: bool) {
        match piece {
            Piece::PageBreak => {
                self.flush();
                self.blocks.push(Block::PageBreak);
                self.after_figure = false;
            }
            Piece::Rule => {
                self.flush();
                self.blocks.push(Block::Rule);
            }
            Piece::Frame(items) if self.has_text => self.behind.extend(items),
            Piece::Frame(items) => self.blocks.extend(arrange(items, self.styles)),
            Piece::Picture(picture) if picture.is_under(self.text) => self.under.push((picture, self.link.clone())),
            Piece::Picture(picture) if stands_alone || picture.size.is_none_or(is_large) => {
                self.flush();
                self.blocks.push(Block::Figure(picture, self.link.clone()));
                self.after_figure = true;
            }
            piece => {
                match &piece {
                    Piece::Link(address) => self.link = Some(address.clone()),
                    Piece::LinkEnd => self.link = None,
                    Piece::Text(text, _) => self.has_text |= !text.trim().is_empty(),
                    Piece::Formula(_) | Piece::Note(_) | Piece::Picture(_) => self.has_text = true,
                    _ => {}
                }
                self.pieces.push(piece);
            }
        }
    }

    /// Ends the current block of text.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let mut part = Paragraph { pieces, ..self.model.clone() };
        if part.is_blank() {
            return;
        }
        if let Some(address) = &self.link {
            self.pieces.push(Piece::Link(address.clone()));
        }
        let begins_line = matches!(part.pieces.first(), Some(Piece::LineBreak));
        let under_figure = std::mem::take(&mut self.after_figure) && begins_line;
        let has_picture = part.pieces.iter().any(|piece| matches!(piece, Piece::Picture(_)));
        let is_caption = under_figure && !has_picture && part.text().chars().count() <= CAPTION;
        let role = if is_caption { Role::Caption } else { self.role };
        // The rest continues in the same list item.
        if let Some(mark) = self.model.mark.as_mut().filter(|mark| **mark != Mark::Nothing) {
            *mark = Mark::Nothing;
        }
        self.model.anchor = None;
        trim(&mut part);
        self.blocks.push(Block::Text(role, part));
    }
}

/// Removes line breaks from both ends.
fn trim(paragraph: &mut Paragraph) {
    while matches!(paragraph.pieces.last(), Some(Piece::LineBreak)) {
        paragraph.pieces.pop();
    }
    let blank = paragraph.pieces.iter().take_while(|piece| matches!(piece, Piece::LineBreak)).count();
    paragraph.pieces.drain(..blank);
}

/// Joins consecutive lines of code, and blank ones between them, to one block.
fn join_code(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blanks: Vec<Paragraph> = Vec::new();
    let listed = listing::find(blocks);
    for (block, is_listed) in blocks.drain(..).zip(listed) {
        match block {
            Block::Text(role, paragraph) if !paragraph.is_blank() && (is_listed || is_code(role, &paragraph)) => {
                match out.last_mut() {
                    Some(Block::Code(lines)) => {
                        lines.append(&mut blanks);
                        lines.push(paragraph);
                    }
                    _ => out.push(Block::Code(vec![paragraph])),
                }
            }
            Block::Text(_, paragraph) if paragraph.is_blank() => {
                if matches!(out.last(), Some(Block::Code(_))) {
                    blanks.push(paragraph);
                }
            }
            other => {
                blanks.clear();
                out.push(other);
            }
        }
    }
    *blocks = out
        .into_iter()
        .flat_map(|block| match block {
            // A plain text opened in LibreOffice has the style of code all over.
            Block::Code(lines) if is_prose(&lines) => {
                lines.into_iter().filter(|line| !line.is_blank()).map(|line| Block::Text(Role::Text, line)).collect()
            }
            other => vec![other],
        })
        .collect();
}

/// Whether most letters are Persian: code has a comment in it, at most.
fn is_prose(lines: &[Paragraph]) -> bool {
    let (persian, all) = lines
        .iter()
        .flat_map(|line| line.text().chars().filter(|letter| letter.is_alphabetic()).collect::<Vec<_>>())
        .fold((0_usize, 0_usize), |(persian, all), letter| (persian + usize::from(is_persian(letter)), all + 1));
    persian * 2 > all
}

/// Whether a paragraph is a line of code: by its style, or in mostly Latin
/// monospaced text. Persian in a typewriter font is text.
pub(super) fn is_code(role: Role, paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let only_text = paragraph
        .pieces
        .iter()
        .all(|piece| matches!(piece, Piece::Text(..) | Piece::LineBreak | Piece::Link(_) | Piece::LinkEnd));
    if role == Role::Code {
        return only_text && !text.trim().is_empty();
    }
    let mono = paragraph.looks().all(|(look, _)| look.mono) && paragraph.looks().next().is_some();
    let (ascii, all) = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .fold((0_usize, 0_usize), |(ascii, all), letter| (ascii + usize::from(letter.is_ascii()), all + 1));
    role == Role::Text && only_text && mono && paragraph.mark.is_none() && ascii * 2 > all
}

/// Turns a line that begins like a caption, next to a picture or above a table,
/// into its caption.
fn captions(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let Block::Text(Role::Text | Role::Heading(_), paragraph) = &blocks[at] else { continue };
        if paragraph.mark.is_some() {
            continue;
        }
        let text = paragraph.text();
        let words = text.trim();
        let beside = match label(words) {
            Some(true) => matches!(at.checked_sub(1).map(|before| &blocks[before]), Some(Block::Figure(..))),
            Some(false) => matches!(blocks.get(at + 1), Some(Block::Table(_))),
            None => false,
        };
        if beside
            && words.chars().count() <= CAPTION
            && let Block::Text(role, _) = &mut blocks[at]
        {
            *role = Role::Caption;
        }
    }
}

/// Whether a line begins like a numbered caption: of a picture (`true`) or of a
/// table.
fn label(words: &str) -> Option<bool> {
    const PICTURES: [&str; 7] = ["شکل", "تصویر", "نمودار", "عکس", "نقشه", "Figure", "Fig."];
    const TABLES: [&str; 2] = ["جدول", "Table"];
    let numbered = |name: &&str| {
        words.strip_prefix(name).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['\u{a0}', ' ', '(', '-']);
            rest.starts_with(char::is_numeric)
        })
    };
    if PICTURES.iter().any(numbered) { Some(true) } else { TABLES.iter().any(numbered).then_some(false) }
}

/// Drops what stood above a list of pictures or tables, which is not made anew, and the
/// names of the columns above contents.
fn lists(blocks: &mut Vec<Block>) {
    let names_columns = |line: &Paragraph| line.text().split_whitespace().eq(["عنوان", "صفحه"]);
    let mut below = false;
    for at in (0..blocks.len()).rev() {
        let over_contents = matches!(blocks.get(at + 1), Some(Block::Contents));
        let is_lone = match &blocks[at] {
            Block::Text(_, line) => (!below && names_a_list(&line.text())) || (over_contents && names_columns(line)),
            _ => false,
        };
        match &blocks[at] {
            _ if is_lone => drop(blocks.remove(at)),
            Block::PageBreak | Block::Text(Role::Heading(_), _) => below = false,
            _ => below = true,
        }
    }
}

/// Whether a line is the heading of a list of pictures or tables.
fn names_a_list(line: &str) -> bool {
    const OF: [&str; 9] = ["شکل", "اشکال", "جدول", "جداول", "تصویر", "تصاویر", "نمودار", "Figures", "Tables"];
    let line = line.trim().trim_end_matches([':', ' ']);
    let rest = line.strip_prefix("فهرست").or_else(|| line.strip_prefix("List of"));
    rest.is_some_and(|rest| {
        let mut words = rest.split_whitespace();
        words.next().is_some_and(|word| OF.iter().any(|of| word.starts_with(of))) && words.count() <= 2
    })
}

/// Keeps one of several consecutive page breaks, and none at the beginning or
/// end.
fn breaks(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let is_break = matches!(block, Block::PageBreak);
        if !is_break || matches!(out.last(), Some(last) if !matches!(last, Block::PageBreak)) {
            out.push(block);
        }
    }
    if matches!(out.last(), Some(Block::PageBreak)) {
        out.pop();
    }
    *blocks = out;
}
