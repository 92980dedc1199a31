//! A message as typed in Telegram or WhatsApp: every line end is intended, the
//! marks are those of the messengers, handles at the end are the contact.

use super::builder::Builder;
use super::node::Kind;
use super::notices::Notices;
use crate::document::{Block, BlockKind, Code, Div, Heading, Inline, NodeId, Role, Span, Text};

/// The most characters of a first line that is a title. A choice: a larger value
/// takes short first paragraphs, a smaller one misses long titles.
const TITLE: usize = 60;
/// The most characters besides addresses of a line of the contact block. A choice:
/// a larger value takes sentences that mention an address, a smaller one misses
/// lines with long labels.
const BESIDE: usize = 30;
/// The deepest nesting; a mark nests only within marks of other kinds, of which
/// there are seven.
const DEEPEST: usize = 12;

/// The marks around text: Telegram's, then WhatsApp's.
const MARKS: [(&str, Style); 7] = [
    ("**", Style::Strong),
    ("__", Style::Emphasis),
    ("~~", Style::Strikethrough),
    ("||", Style::Hidden),
    ("*", Style::Strong),
    ("_", Style::Emphasis),
    ("~", Style::Strikethrough),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Strong,
    Emphasis,
    Strikethrough,
    /// Covered until touched in the app; printed openly.
    Hidden,
}

/// The lines between blank lines.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    start: usize,
}

/// Reads a message.
pub(super) fn read(notices: &mut Notices<'_>) -> Vec<Block> {
    let text = notices.text();
    let mut parts = parts(text);
    let mut reader = Reader { text, builder: Builder::new(DEEPEST), hidden: None };
    if let Some(title) = take_title(&mut parts) {
        let span = Span::new(title.start, title.start + title.text.len());
        if reader.builder.open(Kind::Heading { level: 1, anchor: None }, span).is_ok() {
            reader.inlines(title.start, span.end, 0);
            reader.builder.close();
        }
    }
    let contact = take_contact(&mut parts);
    for part in parts {
        reader.part(part);
    }
    let hidden = reader.hidden;
    let (mut blocks, _) = reader.builder.finish();
    unbold(&mut blocks);
    if let Some(part) = contact {
        let mut reader = Reader { text, builder: Builder::new(DEEPEST), hidden: None };
        reader.part(part);
        let span = Span::new(part.start, part.start + part.text.len());
        let div = Div { role: Role::Contact, lang: None, blocks: reader.builder.finish().0 };
        blocks.push(Block { id: NodeId::default(), span, kind: BlockKind::Div(div) });
    }
    if let Some(span) = hidden {
        let message = "what `||…||` hides until it is touched is printed for all to see";
        notices.warn_with_hint("hidden-text", span, message, "take it out where nobody is to read it on paper");
    }
    blocks
}

/// Whether a text of another format looks like such a message: handles or
/// hashtags, marks or emoji of a messenger, and lines that end deliberately. A
/// single sign occurs in any text and is not enough.
pub(super) fn looks_like_one(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let count = lines.len();
    if !(3..=200).contains(&count) || lines.iter().any(|line| line.starts_with("# ") || line.starts_with("::: ")) {
        return false;
    }
    let has = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| line.split_whitespace().any(test));
    let names = has(&|word| is_handle(word) || word.starts_with("https://t.me/"));
    let tags = has(&|word| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic)));
    let marked = text.contains("||") || text.contains("__") || text.contains("**") || text.contains("~~");
    let emoji =
        text.chars().any(|letter| matches!(letter, '\u{1f300}'..='\u{1faff}' | '\u{20e3}' | '✅' | '❌' | '⭕'));
    let joined = text.lines().zip(text.lines().skip(1)).any(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty());
    joined && [names, tags, marked, emoji].into_iter().filter(|sign| *sign).count() >= 2 && (names || tags)
}

/// The parts of a text, separated by blank lines.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut at, mut open, mut fence) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        fence ^= line.matches("```").count() % 2 == 1;
        if line.trim().is_empty() && !fence {
            open = false;
            continue;
        }
        let end = start + line.trim_end().len();
        match parts.last_mut().filter(|_| open) {
            Some(part) => part.text = &text[part.start..end],
            None => {
                let start = start + (line.len() - line.trim_start().len());
                parts.push(Part { text: &text[start..end.max(start)], start });
            }
        }
        open = true;
    }
    parts
}

/// Takes the first line as the title, if it is short and more follows.
fn take_title<'a>(parts: &mut Vec<Part<'a>>) -> Option<Part<'a>> {
    let first = *parts.first()?;
    let line = first.text.lines().next()?.trim_end();
    let more = parts.len() > 1 || line.len() < first.text.len();
    let ends = line.trim_end_matches(['*', '_', '~']).ends_with(['.', ':', '،', '؛', '…']);
    let is_title = line.chars().count() <= TITLE && line.chars().any(char::is_alphabetic);
    if !more || ends || !is_title || line.starts_with("```") || is_contact(line) || is_tags(line) {
        return None;
    }
    let rest = &first.text[line.len()..];
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        parts.remove(0);
    } else {
        parts[0] = Part { text: trimmed, start: first.start + line.len() + (rest.len() - trimmed.len()) };
    }
    Some(Part { text: line, start: first.start })
}

/// Takes the lines at the end that are addresses; hashtags may be among them.
fn take_contact<'a>(parts: &mut Vec<Part<'a>>) -> Option<Part<'a>> {
    let last = *parts.last()?;
    let mut from = last.text.len();
    let mut names = false;
    for line in last.text.split_inclusive('\n').rev() {
        if !is_contact(line) && !is_tags(line) {
            break;
        }
        names |= is_contact(line);
        from -= line.len();
    }
    if !names || (from == 0 && parts.len() == 1) {
        return None;
    }
    let contact = Part { text: &last.text[from..], start: last.start + from };
    parts.pop();
    if from > 0 {
        parts.push(Part { text: last.text[..from].trim_end(), start: last.start });
    }
    Some(contact)
}

fn is_handle(word: &str) -> bool {
    let name = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '@' && letter != '_');
    name.strip_prefix('@').is_some_and(|name| name.len() > 3 && name.starts_with(|l: char| l.is_ascii_alphabetic()))
}

/// Whether a line is little more than an address.
fn is_contact(line: &str) -> bool {
    let is_address = |word: &str| {
        is_handle(word)
            || word.contains("t.me/")
            || word.starts_with("http")
            || word.starts_with("www.")
            || (word.contains('@') && word.contains('.'))
    };
    let (addresses, rest): (Vec<&str>, Vec<&str>) = line.split_whitespace().partition(|word| is_address(word));
    let beside: usize = rest.iter().map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).count()).sum();
    !addresses.is_empty() && beside <= BESIDE
}

/// Whether a line consists of hashtags.
fn is_tags(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with('#'))
}

/// Removes bold from a title that is bold as a whole.
fn unbold(blocks: &mut [Block]) {
    if let Some(Block { kind: BlockKind::Heading(Heading { content, .. }), .. }) = blocks.first_mut()
        && let [Inline::Strong(inner)] = &mut content[..]
    {
        *content = std::mem::take(inner);
    }
}

struct Reader<'a> {
    text: &'a str,
    builder: Builder,
    /// The first hidden text.
    hidden: Option<Span>,
}

impl Reader<'_> {
    /// A paragraph, with the code and quotations in it.
    fn part(&mut self, part: Part<'_>) {
        let end = part.start + part.text.len();
        let mut at = part.start;
        while let Some(open) = self.text[at..end].find("```").map(|open| at + open) {
            let Some(close) = self.text[open + 3..end].find("```").map(|close| open + 3 + close) else { break };
            self.lines(at, open);
            let code = self.text[open + 3..close].trim_matches('\n').to_owned();
            if !code.trim().is_empty() {
                let code = Code { language: None, text: code };
                self.builder.block(BlockKind::Code(code), Span::new(open, close + 3));
            }
            at = close + 3;
        }
        self.lines(at, end);
    }

    /// Lines of text; those that begin with `>` are a quotation.
    fn lines(&mut self, start: usize, end: usize) {
        let text = self.text;
        let is_quote = |line: &str| line.trim_start().starts_with('>');
        let mut at = start;
        let lines: Vec<&str> = text[start..end].split_inclusive('\n').collect();
        for run in lines.chunk_by(|a, b| is_quote(a) == is_quote(b)) {
            let length = run.iter().map(|line| line.len()).sum::<usize>();
            let range = at..at + length;
            at = range.end;
            if run.iter().all(|line| line.trim().is_empty()) {
                continue;
            }
            self.builder.close_implicit();
            let span = Span::new(range.start, range.start + text[range.clone()].trim_end().len());
            if !is_quote(run[0]) {
                let start = range.start + (length - text[range].trim_start().len());
                self.builder.open_paragraph(span);
                self.inlines(start, span.end, 0);
            } else if self.builder.open(Kind::Quote(None), span).is_ok() {
                self.builder.open_paragraph(span);
                self.quoted(run, range.start);
                self.builder.close_implicit();
                self.builder.close();
            }
            self.builder.close_implicit();
        }
    }

    /// The lines of a quotation, without their signs.
    fn quoted(&mut self, lines: &[&str], start: usize) {
        let (mut at, mut end) = (start, None);
        for line in lines {
            let content = line.trim_start().trim_start_matches('>').trim();
            let from = at + line.trim_end().len() - content.len();
            if let Some(end) = end {
                let gap = Span::new(end, from);
                self.builder.inline(Inline::HardBreak(gap), gap);
            }
            self.inlines(from, from + content.len(), 0);
            end = Some(from + content.len());
            at += line.len();
        }
    }

    /// Text with its marks; `within`: the open marks, as bits.
    fn inlines(&mut self, start: usize, end: usize, within: u8) {
        let mut at = start;
        let mut from = start;
        // Marks without an end after this point.
        let mut endless = within;
        while at < end {
            let rest = &self.text[at..end];
            let Some(next) = rest.chars().next() else { break };
            if next == '\n' {
                self.plain(from, at);
                let behind = at + (rest.len() - rest.trim_start().len());
                let gap = Span::new(at, behind);
                self.builder.inline(Inline::HardBreak(gap), gap);
                (at, from) = (behind, behind);
                continue;
            }
            if let Some(length) = address(rest) {
                at += length;
                continue;
            }
            if next == '`'
                && let Some(length) =
                    rest[1..].find(['`', '\n']).filter(|&to| to > 0 && rest[1 + to..].starts_with('`'))
            {
                self.plain(from, at);
                let span = Span::new(at + 1, at + 1 + length);
                self.builder.inline(Inline::Code(Text::plain(&rest[1..=length], span)), span);
                at += length + 2;
                from = at;
                continue;
            }
            match self.marked(at, end, &mut endless) {
                Some((mark, close)) => {
                    self.plain(from, at);
                    let (sign, style) = MARKS[mark];
                    self.styled(style, at + sign.len(), close, within | 1 << mark);
                    at = close + sign.len();
                    from = at;
                }
                None => at += next.len_utf8(),
            }
        }
        self.plain(from, end);
    }

    fn plain(&mut self, start: usize, end: usize) {
        let text = self.text;
        self.builder.text(&text[start..end], Span::new(start, end), true);
    }

    fn styled(&mut self, style: Style, start: usize, end: usize, within: u8) {
        let span = Span::new(start, end);
        let kind = match style {
            Style::Strong => Kind::Strong,
            Style::Emphasis => Kind::Emphasis,
            Style::Strikethrough => Kind::Strikethrough,
            Style::Hidden => {
                self.hidden.get_or_insert(span);
                return self.inlines(start, end, within);
            }
        };
        let opened = self.builder.open(kind, span).is_ok();
        self.inlines(start, end, within);
        if opened {
            self.builder.close();
        }
    }

    /// The mark that begins at an offset, and where it ends.
    fn marked(&self, at: usize, end: usize, endless: &mut u8) -> Option<(usize, usize)> {
        let rest = &self.text[at..end];
        let mark = MARKS.iter().position(|(sign, _)| rest.starts_with(sign))?;
        let sign = MARKS[mark].0;
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let before = self.text[..at].chars().next_back();
        let inner = &rest[sign.len()..];
        if *endless & 1 << mark != 0
            || before.is_some_and(is_word)
            || inner.starts_with(|letter: char| letter.is_whitespace() || sign.starts_with(letter))
        {
            return None;
        }
        let mut from = 0;
        while let Some(found) = inner[from..].find(sign).map(|found| from + found) {
            from = found + sign.len();
            let (text, behind) = (&inner[..found], inner[from..].chars().next());
            let is_end = !text.is_empty()
                && !text.ends_with(|letter: char| letter.is_whitespace())
                && !behind.is_some_and(|letter| is_word(letter) || sign.starts_with(letter));
            if is_end {
                return Some((mark, at + sign.len() + found));
            }
        }
        *endless |= 1 << mark;
        None
    }
}

/// The length of an address or handle, in which signs are not marks.
fn address(text: &str) -> Option<usize> {
    let is_start = ["http://", "https://", "t.me/", "www.", "@"].iter().any(|start| text.starts_with(start));
    is_start.then(|| {
        text.find(|l: char| l.is_whitespace() || matches!(l, '*' | '|' | '~' | '،' | '»')).unwrap_or(text.len())
    })
}
