//! Bytes to a document: encodings and limits, then one reader per format.

pub(crate) mod alt;
mod builder;
mod columns;
mod couplets;
mod decode;
mod diagrams;
mod divs;
mod epub;
mod export;
mod extract;
mod figures;
mod foreign;
mod front_matter;
mod grid;
mod html;
mod language;
mod leaders;
mod linear;
pub(crate) mod links;
mod markdown;
mod node;
mod notices;
mod office;
mod pdf;
mod poem;
mod raw_html;
mod sizes;
mod telegram;
mod text;
mod trees;
mod typed;
pub(crate) mod xml;

#[cfg(test)]
mod properties;

pub use divs::div_names;
pub use export::Posts;
pub(crate) use export::is_one as is_export;
pub use front_matter::META_KEYS;

use crate::document::visit::{self, VisitMut, first_heading, plain_text};
use crate::document::{Block, BlockKind, Document, Inline, Lang, Meta, Note, Source, Sources};
use crate::error::{Error, Place, Result, Warned, Warning, abridged};
use crate::resources::{Memory, Resources};
use crate::settings::{Breaks, InputFormat, Settings};
use crate::turns;
use language::Signs;
use notices::Notices;
use std::path::Path;

/// How an input is read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOptions {
    /// The format of the input.
    pub format: InputFormat,
    /// The file's name as given by the user, for messages and as a fallback
    /// title.
    pub name: String,
    /// `--encoding`; `None`: UTF-8, or UTF-16 with a byte order mark.
    pub encoding: Option<String>,
    /// Replace undecodable bytes by U+FFFD instead of refusing.
    pub lossy: bool,
    /// The language given by a flag or the environment; it overrides front
    /// matter.
    pub lang: Option<Lang>,
    /// The language of messages that name none, from `bargeh.toml`; `None`:
    /// determined from the text.
    pub usual_lang: Option<Lang>,
    /// The posts of a chat's export that are wanted; `None`: all.
    pub posts: Option<Posts>,
    /// Whether an export's names of people are written.
    pub names: bool,
    /// Limits.
    pub limits: Limits,
}

impl ReadOptions {
    /// A UTF-8 input of a format, with the default limits.
    #[must_use]
    pub fn new(format: InputFormat, name: impl Into<String>) -> Self {
        Self {
            format,
            name: name.into(),
            encoding: None,
            lossy: false,
            lang: None,
            usual_lang: None,
            posts: None,
            names: false,
            limits: Limits::default(),
        }
    }
}

/// The limits of an input; documented in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input.
    pub bytes: usize,
    /// Depth of nesting.
    pub nesting: usize,
    /// Bytes of front matter.
    pub front_matter: usize,
    /// Blocks, cells, links, notes and images.
    pub nodes: usize,
}

impl Limits {
    /// The default limits. They are choices, far above any message, which bound the
    /// time and memory of hostile input.
    pub const USUAL: Self = Self { bytes: 32 << 20, nesting: 100, front_matter: 64 << 10, nodes: 500_000 };
}

impl Limits {
    /// Bytes of the text of a paragraph, a heading or a cell, all lines of which are
    /// broken together: a quarter of the message, at least 1 MiB. Each takes some 60
    /// in memory.
    fn paragraph(self) -> usize {
        (self.bytes / 4).max(1 << 20)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

/// A document and the settings of its front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The message.
    pub document: Document,
    /// What the front matter set.
    pub settings: Settings,
    /// Pictures embedded in the input, by the names the document uses; they take
    /// precedence over other resources.
    pub embedded: Memory,
    /// Unknown keys of the front matter.
    pub passed_over: Vec<String>,
}

/// What a reader makes of an input.
#[derive(Default)]
struct Parts {
    source: Source,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    meta: Meta,
    settings: Settings,
    /// A title that a heading overrides.
    title: Option<String>,
    /// Its signs of a language.
    signs: Signs,
    embedded: Memory,
    passed_over: Vec<String>,
}

/// Reads one input.
///
/// # Errors
/// [`crate::Error::Source`] with file, line and hint.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Warned<Input>> {
    read_with(bytes, options, None)
}

/// Reads one input, and of what lies beside it the style sheets that a saved page
/// names: they tell what of it is hidden, and how large its icons are.
///
/// # Errors
/// As [`read`].
pub fn read_beside(bytes: &[u8], options: &ReadOptions, beside: &dyn Resources) -> Result<Warned<Input>> {
    read_with(bytes, options, Some(beside))
}

/// Reads one input, with a door to what lies beside it or without.
pub(crate) fn read_with(bytes: &[u8], options: &ReadOptions, beside: Option<&dyn Resources>) -> Result<Warned<Input>> {
    let exact = ReadOptions { format: exact_format(options.format, bytes), ..options.clone() };
    let options = &exact;
    let mut warnings = Vec::new();
    let Parts { source, mut blocks, notes, mut meta, settings, title, signs, embedded, passed_over } =
        match options.format {
            InputFormat::Markdown => read_markdown(bytes, options, &mut warnings)?,
            InputFormat::Text => read_text(bytes, options, &mut warnings)?,
            InputFormat::Telegram => read_telegram(bytes, options, &mut warnings)?,
            InputFormat::TelegramExport => read_export(bytes, options, &mut warnings)?,
            InputFormat::Html => read_html(bytes, options, beside, &mut warnings)?,
            InputFormat::Docx => read_office(bytes, options, office::read_docx, &mut warnings)?,
            InputFormat::Epub => read_epub(bytes, options, &mut warnings)?,
            InputFormat::Odt => read_office(bytes, options, office::read_odt, &mut warnings)?,
            InputFormat::Pdf => read_pdf(bytes, options, &mut warnings)?,
        };
    if let InputFormat::Docx | InputFormat::Odt = options.format {
        tell_leaders(leaders::clear(&mut blocks), options, &mut warnings);
    }
    if meta.title.is_none() {
        meta.title = first_heading(&blocks).or(title);
        if meta.title.is_none() {
            meta.title = stem(&options.name);
            meta.title_is_name = meta.title.is_some();
        }
    }
    let mut document = Document { meta, blocks, notes, sources: Sources(vec![source]) };
    language::settle(&mut document, options, &settings, &signs, &mut warnings);
    if !options.format.is_edited_in_place() {
        document.blocks = language::unwrap(document.blocks, &document.meta.lang);
    }
    bounded(&mut document, options)?;
    diagrams::tell(&mut document, &mut warnings);
    Ok(Warned { value: Input { document, settings, embedded, passed_over }, warnings: abridged(warnings) })
}

/// Tells of the numbers that contents typed by hand lose.
fn tell_leaders(lines: usize, options: &ReadOptions, warnings: &mut Vec<Warning>) {
    if lines > 0 {
        let message = format!("the numbers of the pages in contents typed by hand are left out: {lines} lines");
        let hint = "their pages are not these; `::: contents` or `--toc` makes contents with the right numbers";
        let place = Place { file: options.name.clone(), line: None };
        warnings.push(Warning::new("typed-contents", message).at(place).hint(hint));
    }
}

/// What counts towards the limit of nodes besides their ids: a link, a reference to a
/// note and a heading (a bookmark) once more, as each is an object and a tag of a PDF and
/// takes 3 to 4 kB; and the cells that a table lacked which was not made rectangular.
struct More(usize);

impl VisitMut for More {
    fn block(&mut self, block: &mut Block) {
        let more = match &block.kind {
            BlockKind::Table(table) => {
                let cells: usize = table.head.iter().chain(&table.rows).map(|row| row.cells.len()).sum();
                grid::size(table).saturating_sub(cells)
            }
            BlockKind::Heading(_) => 1,
            _ => 0,
        };
        self.0 = self.0.saturating_add(more);
        visit::walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let is_place = |inline: &&Inline| matches!(inline, Inline::Link(_) | Inline::NoteReference(_));
        self.0 = self.0.saturating_add(inlines.iter().filter(is_place).count());
        visit::walk_inlines(self, inlines);
    }
}

/// Gives every node its id. Refuses more of them, and longer paragraphs, than the
/// limits allow.
fn bounded(document: &mut Document, options: &ReadOptions) -> Result<()> {
    struct Longest(usize);
    impl VisitMut for Longest {
        fn inlines(&mut self, inlines: &mut Vec<Inline>) {
            self.0 = self.0.max(plain_text(inlines).len());
        }
    }
    let refuse = |message: String, hint: &str| {
        let place = Place { file: options.name.clone(), line: None };
        Err(Error::Source { message, place, hint: Some(hint.to_owned()) })
    };
    let Limits { nodes, .. } = options.limits;
    let mut more = More(0);
    visit::walk_document(&mut more, document);
    let count = visit::identify(document).saturating_add(more.0);
    turns::for_nodes(count);
    if count > nodes {
        let message = format!("the message has more than {nodes} blocks, cells, links and notes");
        return refuse(message, "make several messages of it");
    }
    let mut longest = Longest(0);
    visit::walk_document(&mut longest, document);
    let most = options.limits.paragraph();
    if longest.0 > most {
        let message = format!("a paragraph is larger than {} MiB", most >> 20);
        return refuse(message, "part it by empty lines, or raise the limit with `--max-input`");
    }
    Ok(())
}

/// The text of a file that is not a message.
pub(crate) fn decoded(bytes: &[u8], options: &ReadOptions) -> Result<Warned<String>> {
    let mut warnings = Vec::new();
    Ok(Warned { value: decode::decode(bytes, options, &mut warnings)?, warnings })
}

fn read_markdown(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let source = Source::of(InputFormat::Markdown, &options.name, decode::decode(bytes, options, warnings)?);
    let mut notices = Notices::new(&source);
    let front = front_matter::read(&mut notices, options.limits.front_matter)?;
    let markdown::Parsed { blocks, notes, direction: around } =
        markdown::read(&mut notices, front.end, options.limits.nesting)?;
    let body = source.text.get(front.end..).unwrap_or_default();
    let is_text = InputFormat::of_name(Path::new(&options.name)) == Some(InputFormat::Text);
    if is_text && markdown::is_written_in(body) {
        let place = Place { file: options.name.clone(), line: None };
        let told = Warning::new("text-is-markdown", "this text has the marks of Markdown and is read as such");
        notices.list.push(told.at(place).hint("`--from txt` prints its marks as they stand"));
    }
    tell_telegram(body, &mut notices);
    warnings.append(&mut notices.list);
    let front_matter::FrontMatter { meta, settings, direction, passed_over, .. } = front;
    let signs = Signs { lang: None, direction: direction.or(around) };
    Ok(Parts { source, blocks, notes, meta, settings, signs, passed_over, ..Parts::default() })
}

fn read_text(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let source = Source::of(InputFormat::Text, &options.name, decode::decode(bytes, options, warnings)?);
    let (blocks, notes) = text::read(&source.text);
    let mut notices = Notices::new(&source);
    tell_telegram(&source.text, &mut notices);
    warnings.append(&mut notices.list);
    Ok(Parts { source, blocks, notes, ..Parts::default() })
}

fn read_telegram(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let source = Source::of(InputFormat::Telegram, &options.name, decode::decode(bytes, options, warnings)?);
    let mut notices = Notices::new(&source);
    let blocks = telegram::read(&mut notices);
    warnings.append(&mut notices.list);
    // Every line end is intended: there is no column to undo.
    let settings = Settings { breaks: Some(Breaks::Keep), ..Settings::default() };
    Ok(Parts { source, blocks, settings, ..Parts::default() })
}

fn read_export(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let text = Source::new(&options.name, decode::decode(bytes, options, warnings)?);
    let mut notices = Notices::new(&text);
    let Limits { nesting, nodes, .. } = options.limits;
    let wanted = export::Wanted { posts: options.posts.as_ref(), names: options.names, nesting, nodes };
    let export::File { blocks, source } = export::read(&text.text, &mut notices, wanted)?;
    warnings.append(&mut notices.list);
    let settings = Settings { breaks: Some(Breaks::Keep), ..Settings::default() };
    Ok(Parts { source, blocks, settings, ..Parts::default() })
}

/// The format of a file in the one that was named: what Telegram exports is none of its
/// messages.
#[must_use]
pub fn exact_format(named: InputFormat, bytes: &[u8]) -> InputFormat {
    match named {
        InputFormat::Telegram if export::is_one(bytes) => InputFormat::TelegramExport,
        named => named,
    }
}

/// Suggests the messenger reader for a text that looks like a message.
fn tell_telegram(text: &str, notices: &mut Notices<'_>) {
    if telegram::looks_like_one(text) {
        let message =
            "this looks like a message as typed in Telegram or WhatsApp; its line ends and marks may be meant";
        notices.list.push(
            Warning::new("looks-telegram", message)
                .at(Place { file: notices.file().to_owned(), line: None })
                .hint("read it as such with `--from telegram`"),
        );
    }
}

/// The format of a file, from its content and name; Markdown if neither shows
/// it.
///
/// # Errors
/// Refuses known files that are not messages, such as spreadsheets, and says
/// what to do.
pub fn format_of(name: &str, bytes: &[u8]) -> Result<InputFormat> {
    let told = InputFormat::of_name(Path::new(name));
    if matches!(told, None | Some(InputFormat::Html)) && export::is_one(bytes) {
        return Ok(InputFormat::TelegramExport);
    }
    let is_text = told.is_none_or(InputFormat::is_edited_in_place);
    let refuse = |(what, hint): (&str, &str)| Error::Source {
        message: format!("this is {what}, no message"),
        place: Place { file: name.to_owned(), line: None },
        hint: Some(format!("{hint}, or read it as text with `--from txt`")),
    };
    if let Some(foreign) = foreign::by_bytes(bytes).filter(|_| is_text) {
        return Err(refuse(foreign));
    }
    if told == Some(InputFormat::Text) && std::str::from_utf8(bytes).is_ok_and(markdown::is_written_in) {
        return Ok(InputFormat::Markdown);
    }
    if let Some(format) = told.or_else(|| InputFormat::of_bytes(bytes)) {
        return Ok(format);
    }
    foreign::by_name(name).map_or(Ok(InputFormat::Markdown), |foreign| Err(refuse(foreign)))
}

/// Reads a text that was read before, after it was changed: its blocks and
/// notes. `None` if it cannot be read, or not in this format.
pub(crate) fn read_again(text: String, format: InputFormat) -> Option<Document> {
    let source = Source::of(format, "", text);
    let (blocks, notes) = match format {
        InputFormat::Markdown => {
            let mut notices = Notices::new(&source);
            let front = front_matter::read(&mut notices, usize::MAX).ok()?;
            let text = markdown::read(&mut notices, front.end, Limits::default().nesting).ok()?;
            (text.blocks, text.notes)
        }
        InputFormat::Text => text::read(&source.text),
        InputFormat::Telegram => (telegram::read(&mut Notices::new(&source)), Vec::new()),
        InputFormat::TelegramExport
        | InputFormat::Html
        | InputFormat::Docx
        | InputFormat::Odt
        | InputFormat::Epub
        | InputFormat::Pdf => return None,
    };
    Some(Document { blocks, notes, sources: Sources(vec![source]), ..Document::default() })
}

fn read_html(
    bytes: &[u8],
    options: &ReadOptions,
    beside: Option<&dyn Resources>,
    warnings: &mut Vec<Warning>,
) -> Result<Parts> {
    let page = Source::new(&options.name, decode::decode(bytes, options, warnings)?);
    let mut notices = Notices::new(&page);
    // Pages for site generators (Jekyll, Hugo) begin with front matter; keys that
    // mean nothing here are no fault of the page.
    let front = front_matter::read(&mut Notices::new(&page), options.limits.front_matter).unwrap_or_default();
    let (head, body) = page.text.split_at(front_matter::end(&page.text));
    let text = "\n".repeat(head.matches('\n').count()) + body;
    let html::Page { blocks, notes, embedded, source, title, lang, letters } =
        html::read(&text, &mut notices, options.limits.nesting, beside)?;
    let title = front.meta.title.or(title);
    if blocks.is_empty() {
        let message = match letters {
            0 => "the page holds no text".to_owned(),
            letters => format!("all text of the page is hidden, by its style sheets or marks: {letters} letters"),
        };
        return Err(notices.refuse_line(None, message, "save the page when it is shown in full"));
    }
    warnings.append(&mut notices.list);
    let signs = Signs { lang, direction: None };
    Ok(Parts { source, blocks, notes, embedded, title, signs, ..Parts::default() })
}

/// Refuses a file that is larger than the limit, before anything of it is unpacked.
fn small_enough(bytes: &[u8], options: &ReadOptions, notices: &Notices<'_>) -> Result<()> {
    let most = options.limits.bytes;
    if bytes.len() <= most {
        return Ok(());
    }
    let message = format!("the file is larger than {} MiB", most >> 20);
    Err(notices.refuse_line(None, message, "raise the limit with `--max-input`"))
}

/// A reader of files of word processors.
type Office = fn(&[u8], &mut Notices<'_>, office::Bounds) -> Result<office::File>;

fn read_office(bytes: &[u8], options: &ReadOptions, read: Office, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let nothing = Source::new(&options.name, "");
    let mut notices = Notices::new(&nothing);
    small_enough(bytes, options, &notices)?;
    let Limits { nesting, bytes: text, nodes, .. } = options.limits;
    let bounds = office::Bounds { nesting, text, nodes };
    let office::File { blocks, notes, source, meta, embedded, direction } = read(bytes, &mut notices, bounds)?;
    if blocks.is_empty() && meta.title.is_none() {
        return Err(notices.refuse_line(None, "the file is empty", "it holds nothing that could be printed"));
    }
    warnings.append(&mut notices.list);
    let signs = Signs { lang: None, direction };
    Ok(Parts { source, blocks, notes, meta, embedded, signs, ..Parts::default() })
}

fn read_epub(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let nothing = Source::new(&options.name, "");
    let mut notices = Notices::new(&nothing);
    small_enough(bytes, options, &notices)?;
    let Limits { nesting, bytes: text, nodes, .. } = options.limits;
    let bounds = office::Bounds { nesting, text, nodes };
    let epub::File { blocks, notes, source, embedded, title, lang, direction } =
        epub::read(bytes, &mut notices, bounds)?;
    if blocks.is_empty() {
        return Err(notices.refuse_line(None, "the book holds no text", "a book of pictures cannot be read"));
    }
    warnings.append(&mut notices.list);
    let signs = Signs { lang, direction };
    Ok(Parts { source, blocks, notes, embedded, title, signs, ..Parts::default() })
}

fn read_pdf(bytes: &[u8], options: &ReadOptions, warnings: &mut Vec<Warning>) -> Result<Parts> {
    let nothing = Source::new(&options.name, "");
    let mut notices = Notices::new(&nothing);
    small_enough(bytes, options, &notices)?;
    let pdf::File { blocks, notes, source, title, embedded } = pdf::read(bytes, &mut notices, options.limits.nesting)?;
    warnings.append(&mut notices.list);
    Ok(Parts { source, blocks, notes, title, embedded, ..Parts::default() })
}

/// A title from the name of a file; `<stdin>` gives none.
fn stem(name: &str) -> Option<String> {
    let stem = Path::new(name).file_stem()?.to_str()?.trim();
    (!stem.is_empty() && stem != "-" && !name.starts_with('<')).then(|| stem.to_owned())
}
