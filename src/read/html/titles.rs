//! Headings that a page makes with its style sheets alone: short paragraphs in larger
//! letters.

use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Heading, Inline};

/// The most letters of such a heading: two lines of A5.
const LONGEST: usize = 90;
/// Up to this many words, what begins with a digit is a figure or a price.
const FIGURE: usize = 3;

/// The months in which Persian texts count: a day of one heads what happened on it.
const MONTHS: &[&str] = &[
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];

/// The heading that the current paragraph may be.
pub(super) struct Title {
    /// The lowest level of its texts so far; the inner `None`: one of them is as small as
    /// the text of the page.
    level: Option<Option<u8>>,
    /// Whether the page has a heading of the first level; `None`: its headings are all
    /// that it names so, as in books.
    has_title: Option<bool>,
}

impl Title {
    pub(super) fn new(has_title: Option<bool>) -> Self {
        Self { level: None, has_title }
    }

    /// A paragraph begins.
    pub(super) fn begin(&mut self) {
        self.level = None;
    }

    /// A text of the paragraph, in the letters of a heading of a level.
    pub(super) fn text(&mut self, text: &str, level: Option<u8>) {
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        self.level = Some(match self.level {
            None => level,
            Some(before) => before.zip(level).map(|(before, level)| before.max(level)),
        });
    }

    /// The paragraph, now the last of these blocks, has ended.
    pub(super) fn end(&mut self, blocks: &mut Vec<Block>) {
        let level = self.level.take();
        if self.has_title.is_some() {
            drop(blocks.pop_if(|block| is_separator(&block.kind)));
        }
        let Some((level, has_title)) = level.flatten().zip(self.has_title) else { return };
        let Some(block) = blocks.last_mut() else { return };
        let BlockKind::Paragraph(content) = &mut block.kind else { return };
        if !is_heading(content) {
            return;
        }
        let level = if has_title { level.max(2) } else { level };
        self.has_title = Some(has_title || level == 1);
        let content = std::mem::take(content);
        let heading = Heading { level, tag_level: level, anchor: String::new(), given_anchor: None, content };
        block.kind = BlockKind::Heading(heading);
    }
}

fn is_heading(content: &[Inline]) -> bool {
    let text = plain_text(content);
    let (letters, digits) = (
        text.chars().filter(|letter| letter.is_alphabetic()).count(),
        text.chars().filter(|letter| letter.is_numeric()).count(),
    );
    let is_date = text.split_whitespace().any(|word| MONTHS.contains(&word));
    let is_figure =
        !is_date && text.trim_start().starts_with(char::is_numeric) && text.split_whitespace().count() <= FIGURE;
    let links = content.iter().filter(|inline| matches!(inline, Inline::Link(_))).count();
    let is_number = text.trim().chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    links < 2
        && !is_number
        && content.iter().all(is_text)
        && (letters > digits.max(2) || (is_date && letters > 1))
        && text.chars().count() <= LONGEST
        && !is_figure
}

const SEPARATORS: &[char] =
    &['|', '/', '·', '•', '→', '←', '↗', '↖', '↑', '↓', '➤', '➔', '➜', '►', '◄', '›', '‹', '"', '“', '”'];

/// Whether a paragraph is only a sign between what was left out, or the arrow of a link.
fn is_separator(kind: &BlockKind) -> bool {
    let BlockKind::Paragraph(content) = kind else { return false };
    let text = plain_text(content);
    let is_sign = |letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter);
    !text.trim().is_empty() && text.chars().all(is_sign) && content.iter().all(is_text)
}

fn is_text(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::HardBreak(_) => true,
        Inline::Strong(content) | Inline::Emphasis(content) => content.iter().all(is_text),
        Inline::Link(link) => link.content.iter().all(is_text),
        Inline::Span(span) => span.content.iter().all(is_text),
        _ => false,
    }
}
