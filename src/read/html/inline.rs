//! Inline elements. As in browsers, they take effect only when text comes, and
//! again in each paragraph that they span.

use super::folds;
use crate::document::{Direction, Lang, Target};
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

/// The open inline elements, outermost first.
#[derive(Default)]
pub(super) struct Inlines {
    list: Vec<Open>,
    /// The number of hidden ones.
    hidden: usize,
    /// The number of open ones beyond [`DEEPEST`].
    beyond: usize,
}

struct Open {
    name: String,
    /// `None`: its content is not shown.
    style: Option<Style>,
}

/// The most nested inline elements; beyond it, they are only counted.
const DEEPEST: usize = 512;

/// Elements that HTML reopens in the paragraph after the one they began in.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

impl Inlines {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    pub(super) fn style(&self, at: usize) -> Option<&Style> {
        self.list.get(at)?.style.as_ref()
    }

    pub(super) fn open(&mut self, name: &str, style: Option<Style>) {
        if self.list.len() >= DEEPEST && self.hidden > 0 {
            self.beyond += 1;
            return;
        }
        self.hidden += usize::from(style.is_none());
        self.list.push(Open { name: name.to_owned(), style });
    }

    /// Closes the innermost element of that name, and a hidden one with all it
    /// contains, but none before `from`; returns its position.
    pub(super) fn close(&mut self, name: &str, from: usize) -> Option<usize> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let from = from.min(self.list.len());
        let at = from + self.list[from..].iter().rposition(|open| open.name == name)?;
        if self.list[at].style.is_none() {
            self.truncate(at);
        } else {
            self.list.remove(at);
        }
        Some(at)
    }

    pub(super) fn truncate(&mut self, length: usize) {
        if self.list.len() > length {
            self.beyond = 0;
            self.hidden -= self.list.drain(length..).filter(|open| open.style.is_none()).count();
        }
    }

    /// Ends with its paragraph every element that began in it and is no
    /// formatting.
    pub(super) fn end_paragraph(&mut self, from: usize) {
        let mut at = 0;
        self.list.retain(|open| {
            at += 1;
            at <= from || FORMATTING.contains(&open.name.as_str())
        });
        self.beyond = 0;
        self.hidden = self.list.iter().filter(|open| open.style.is_none()).count();
    }

    /// The position of the innermost open SVG, unless HTML is open within it.
    pub(super) fn drawing(&self) -> Option<usize> {
        let at = self.list.iter().rposition(|open| matches!(open.name.as_str(), "svg" | "foreignobject"))?;
        (self.list[at].name != "foreignobject").then_some(at)
    }
}

/// The effect of an inline element on its text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strikethrough,
    Highlight,
    Superscript,
    Subscript,
    Styled { lang: Option<Lang>, direction: Option<Direction> },
    Link(Target),
}

impl Style {
    /// The style of an element other than a link; `None` if it has none.
    pub(super) fn of(tag: &Tag) -> Option<Self> {
        let direction = tag.direction();
        let lang = tag.lang();
        match tag.name.as_str() {
            "b" | "strong" => Some(Self::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => Some(Self::Emphasis),
            "s" | "del" | "strike" => Some(Self::Strikethrough),
            "mark" if lang.is_none() && direction.is_none() => Some(Self::Highlight),
            "sup" => Some(Self::Superscript),
            "sub" => Some(Self::Subscript),
            "bdo" => Some(Self::Styled { lang, direction: direction.or(Some(Direction::Ltr)) }),
            "span" | "bdi" | "font" | "mark" | "small" | "label" | "time" | "abbr" | "u" | "ins"
                if lang.is_some() || direction.is_some() =>
            {
                Some(Self::Styled { lang, direction })
            }
            _ => None,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self.clone() {
            Self::Strong => Kind::Strong,
            Self::Emphasis => Kind::Emphasis,
            Self::Strikethrough => Kind::Strikethrough,
            Self::Highlight => Kind::Highlight,
            Self::Superscript => Kind::Superscript,
            Self::Subscript => Kind::Subscript,
            Self::Styled { lang, direction } => Kind::Styled { lang, direction },
            Self::Link(target) => Kind::Link { target: Some(target), bare: false },
        }
    }
}

/// Whether a letter belongs to the text right before it.
pub(super) fn continues(letter: char) -> bool {
    matches!(letter, '،' | '؛' | '؟' | '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '\u{200c}')
}

/// Elements whose text pages place beside or below that of their neighbours, by a
/// style sheet that is not in the page.
const PLACED: &[&str] = &["a", "b", "button", "em", "i", "label", "small", "span", "strong", "time"];
/// The elements of running text: in them, neighbours are parts of a sentence or, as
/// Word saves them, of a word.
const RUNNING: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "caption", "blockquote", "pre", "address"];

/// Whether what stands directly in a block is running text.
pub(super) fn is_running(block: Option<&str>) -> bool {
    block.is_none_or(|block| RUNNING.contains(&block))
}

/// Whether a number stands apart from the word of an element before it: a date beside a
/// name. In running text it may be part of a name (`Windows11`).
pub(super) fn figure_stands_apart(ended: &str, block: Option<&str>, last: Option<char>, text: &str) -> bool {
    !is_running(block)
        && PLACED.contains(&ended)
        && last.is_some_and(char::is_alphabetic)
        && text.starts_with(char::is_numeric)
}

/// Whether an element that begins directly after the end of another is separate from
/// it: links in a row, buttons, elements positioned by a class, and, outside running
/// text, elements of other kinds. A style or language of its own marks a part of a
/// word, as Word saves them.
pub(super) fn stands_apart(tag: &Tag, ended: &str, block: Option<&str>) -> bool {
    let has = |name: &str| tag.attribute(name).is_some();
    let is_part = has("style") || has("lang") || has("dir");
    if tag.name != ended {
        return !is_running(block) && !is_part && PLACED.contains(&tag.name.as_str()) && PLACED.contains(&ended);
    }
    match tag.name.as_str() {
        "a" | "button" | "label" => true,
        "span" => {
            // Nothing but their places tells two plain ones of a headline apart.
            !is_part && (has("class") || !is_running(block) || block.is_some_and(folds::is_heading))
        }
        _ => false,
    }
}
