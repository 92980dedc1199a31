//! What a page contains but does not show.

use crate::read::raw_html::Tag;

/// Elements besides scripts and styles without printable content.
pub(super) const UNSEEN: &[&str] =
    &["svg", "select", "datalist", "canvas", "audio", "video", "iframe", "textarea", "noembed", "noframes"];

/// Whether an element is hidden by `hidden` or its style. `aria-hidden` does not
/// count: it concerns screen readers only.
pub(in crate::read) fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some() || tag.attribute("style").is_some_and(|style| shown(style).is_hidden())
}

/// The visibility that CSS declarations set; `None` where they set nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    display: Option<bool>,
    visibility: Option<bool>,
    content: Option<bool>,
}

impl Shown {
    /// Adds later declarations, which override earlier ones.
    pub(super) fn add(&mut self, later: Self) {
        self.display = later.display.or(self.display);
        self.visibility = later.visibility.or(self.visibility);
        self.content = later.content.or(self.content);
    }

    pub(super) fn is_hidden(self) -> bool {
        [self.display, self.visibility, self.content].contains(&Some(false))
    }
}

/// The visibility that a list of declarations sets.
pub(super) fn shown(declarations: &str) -> Shown {
    let mut all = Shown::default();
    for (property, value) in declarations.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let value = value.split('!').next().unwrap_or_default().trim();
        let one_of = |values: &[&str]| Some(!values.iter().any(|one| value.eq_ignore_ascii_case(one)));
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => all.display = one_of(&["none"]),
            "visibility" => all.visibility = one_of(&["hidden", "collapse"]),
            "content-visibility" => all.content = one_of(&["hidden"]),
            _ => {}
        }
    }
    all
}

/// Whether a start tag ends the SVG or MathML that contains it: HTML's own list
/// of elements that cannot be part of these.
pub(super) fn breaks_out(name: &str) -> bool {
    const BREAK_OUT: &[&str] = &[
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    BREAK_OUT.contains(&name)
}
