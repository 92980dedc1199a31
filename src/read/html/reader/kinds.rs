//! What a block element is in the document.

use super::super::{notes, own};
use super::Reader;
use crate::document::{CounterStyle, Direction, Lang, Role, Table};
use crate::read::divs::{DivRole, DivSpec};
use crate::read::node::Kind;
use crate::read::poem::Form;
use crate::read::raw_html::Tag;

impl Reader<'_, '_> {
    /// The node that a block element opens in this context; `None`: it only
    /// separates paragraphs.
    pub(super) fn block_kind(&mut self, tag: &Tag) -> Option<Kind> {
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

pub(super) fn div(role: Option<Role>, lang: Option<Lang>) -> Kind {
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
pub(super) fn role(tag: &Tag) -> Option<Role> {
    Some(match tag.direction()? {
        Direction::Ltr => Role::Ltr,
        Direction::Rtl => Role::Rtl,
    })
}
