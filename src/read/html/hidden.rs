//! What a page holds and does not show.

use crate::read::raw_html::Tag;

/// Elements besides scripts and styles that show nothing that can be printed.
pub(super) const UNSEEN: &[&str] =
    &["svg", "math", "select", "datalist", "canvas", "audio", "video", "iframe", "textarea", "noembed", "noframes"];

/// Whether an element says of itself that it is not shown: `hidden`, or a style
/// that takes it out or leaves it blank. `aria-hidden` is not among them, it
/// speaks of screen readers only.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some() || tag.attribute("style").is_some_and(|style| style.split(';').any(hides))
}

/// Whether a declaration of CSS hides.
fn hides(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else { return false };
    let value = value.split('!').next().unwrap_or_default().trim();
    let is = |name: &str| property.trim().eq_ignore_ascii_case(name);
    let one_of = |values: &[&str]| values.iter().any(|one| value.eq_ignore_ascii_case(one));
    (is("display") && one_of(&["none"]))
        || (is("visibility") && one_of(&["hidden", "collapse"]))
        || (is("content-visibility") && one_of(&["hidden"]))
}

/// Whether a start tag ends the drawing or formula it stands in: HTML's own
/// list of elements that cannot be part of one.
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
