//! Preformatted text and code.

use super::super::hidden::UNSEEN;
use super::Reader;
use crate::document::{BlockKind, Code, Inline, Text};
use crate::read::raw_html::VOID;
use crate::read::raw_html::{BLOCKS, MUTE, Tag};

impl Reader<'_, '_> {
    /// A tag inside preformatted text or code: a line end, or a hidden element.
    pub(super) fn in_verbatim(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
        } else if self.dress.hidden || MUTE.contains(&name) || UNSEEN.contains(&name) {
            if !VOID.contains(&name) {
                self.skipped = Some((tag.name.clone(), 0));
            }
        } else if name == "br" {
            if let Some((_, text)) = &mut self.verbatim {
                text.push('\n');
            }
        } else if name == "code" {
            self.code_language = language(tag).or(self.code_language.take());
        } else if BLOCKS.contains(&name) {
            self.line_due = true;
        }
    }

    pub(super) fn end_verbatim(&mut self) {
        self.skipped = None;
        let Some((element, code)) = self.verbatim.take() else { return };
        let language = self.code_language.take();
        let in_line = !matches!(element.as_str(), "pre" | "listing" | "xmp" | "div");
        if in_line || !self.holds_blocks() {
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            if !code.is_empty() && self.place().is_ok() {
                let span = self.extract.push(&code);
                self.builder.inline(Inline::Code(Text::plain(code, span)), span);
            }
            return;
        }
        let text = code.strip_prefix('\n').unwrap_or(&code).trim_end().to_owned();
        if !text.is_empty() {
            self.extract.end_line();
            let span = self.extract.push(&text);
            self.screen.place();
            self.builder.block(BlockKind::Code(Code { language, text }), span);
        }
    }
}

/// The language in `class="language-rust"`, or the kind of a diagram.
pub(super) fn language(tag: &Tag) -> Option<String> {
    let classes = tag.attribute("class")?;
    let named = classes.split_whitespace().find_map(|class| class.strip_prefix("language-"));
    named.or_else(|| diagram(tag)).map(str::to_owned)
}

/// The kind of the diagram that an element is the source of: `<div class="mermaid">`.
fn diagram(tag: &Tag) -> Option<&str> {
    let classes = tag.attribute("class")?;
    classes
        .split_whitespace()
        .find(|class| class.eq_ignore_ascii_case("mermaid") || class.eq_ignore_ascii_case("plantuml"))
}

/// Whether an element is set as it is typed, in lines of its own.
pub(super) fn is_code_block(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "pre" | "listing" | "xmp") || (tag.name == "div" && diagram(tag).is_some())
}
