//! What a page contains but does not show.

use super::styles::Look;
use crate::read::raw_html::Tag;

/// Elements besides scripts and styles without printable content.
pub(super) const UNSEEN: &[&str] =
    &["svg", "select", "datalist", "canvas", "audio", "video", "iframe", "textarea", "noembed", "noframes", "noscript"];

/// Whether an element is hidden by `hidden` or its style. `aria-hidden` does not
/// count: it concerns screen readers only.
pub(in crate::read) fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some()
        || tag.attribute("style").is_some_and(|style| Look::of_style(style).is_hidden())
        || is_icon_name(tag)
}

/// Whether the text of an element is the name of an icon, which a font of the network draws
/// in its place.
pub(super) fn is_icon_name(tag: &Tag) -> bool {
    let classes = tag.attribute("class").unwrap_or_default().split_ascii_whitespace();
    classes.into_iter().any(|class| class.starts_with("material-icons") || class.starts_with("material-symbols"))
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
