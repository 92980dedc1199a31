//! Inline elements: open ones are put into the message only when text comes,
//! and again in each paragraph they reach over, as browsers do.

use crate::document::{Direction, Lang, Target};
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

/// An open inline element.
pub(super) struct Open {
    pub(super) name: String,
    pub(super) style: Style,
}

/// What an inline element does to its text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strikethrough,
    Superscript,
    Subscript,
    Styled { lang: Option<Lang>, direction: Option<Direction> },
    Link(Target),
}

impl Style {
    /// The style of an element other than a link; `None`: it has none.
    pub(super) fn of(tag: &Tag) -> Option<Self> {
        let direction = tag.direction();
        let lang = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(|lang| lang.parse().ok());
        match tag.name.as_str() {
            "b" | "strong" => Some(Self::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => Some(Self::Emphasis),
            "s" | "del" | "strike" => Some(Self::Strikethrough),
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
            Self::Superscript => Kind::Superscript,
            Self::Subscript => Kind::Subscript,
            Self::Styled { lang, direction } => Kind::Styled { lang, direction },
            Self::Link(target) => Kind::Link { target: Some(target), bare: false },
        }
    }
}
