//! Inline content as Markdown.

use super::escape;
use crate::document::visit::plain_text;
use crate::document::{Direction, Image, Inline, InlineSpan, Link, Measure, PictureSize, Target};
use std::fmt::Write as _;

/// The container of inline content, which decides what a line end in it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Line ends are kept.
    Paragraph,
    /// One line: a heading, a term, a line of verse.
    Line,
    /// One line in which `|` separates cells.
    Cell,
}

/// Writes inline content.
pub(super) fn write(content: &[Inline], place: Place) -> String {
    let mut writer = Writer { out: String::new(), place, marked: false };
    writer.all(content, false);
    writer.out
}

/// Writes an image that is a block of its own, in its link.
pub(super) fn figure(image: &Image, link: Option<&Link>) -> String {
    let mut writer = Writer { out: String::new(), place: Place::Paragraph, marked: false };
    match link {
        Some(link) => {
            let content = vec![Inline::Image(image.clone())];
            writer.link(&Link { content, bare: false, ..link.clone() }, None);
        }
        None => writer.image(image),
    }
    writer.out
}

struct Writer {
    out: String,
    place: Place,
    /// Whether marks of bold or the like are open. Marks inside could close
    /// these, so tags are used there.
    marked: bool,
}

impl Writer {
    /// Writes inline content; `more`: other content follows on the line.
    fn all(&mut self, content: &[Inline], more: bool) {
        for (index, inline) in content.iter().enumerate() {
            let more = more || index + 1 < content.len();
            self.one(inline, content.get(index + 1), more);
        }
    }

    fn one(&mut self, inline: &Inline, next: Option<&Inline>, more: bool) {
        match inline {
            Inline::Text(text) => {
                let ends_line = matches!(next, Some(Inline::SoftBreak(_) | Inline::HardBreak(_)));
                escape::text(&text.text, &mut self.out, more && !ends_line);
            }
            Inline::Strong(content) => self.marks("**", "b", content),
            Inline::Emphasis(content) => self.marks("*", "em", content),
            Inline::Strikethrough(content) => self.marks("~~", "s", content),
            Inline::Highlight(content) => self.marks("==", "mark", content),
            Inline::Superscript(content) => self.tagged("<sup>", "</sup>", content),
            Inline::Subscript(content) => self.tagged("<sub>", "</sub>", content),
            Inline::Span(span) => self.span(span),
            Inline::Code(code) => self.code(&code.text),
            Inline::Link(link) => self.link(link, next),
            Inline::Image(image) => self.image(image),
            Inline::NoteReference(reference) => {
                let _ = write!(self.out, "[^{}]", reference.label);
            }
            Inline::SoftBreak(_) if self.place == Place::Paragraph => self.out.push('\n'),
            Inline::SoftBreak(_) => self.out.push(' '),
            Inline::HardBreak(_) if self.place == Place::Paragraph => self.out.push_str("\\\n"),
            Inline::HardBreak(_) => self.out.push_str("<br>"),
        }
    }

    /// Marks around letters are always read as marks (CommonMark, 6.2: a
    /// delimiter run next to a letter can open and close); next to anything else
    /// they may be read as text, so tags are used.
    fn marks(&mut self, marks: &str, tag: &str, content: &[Inline]) {
        let mut inner = Self { out: String::new(), place: self.place, marked: true };
        inner.all(content, true);
        let inner = inner.out;
        let letters = inner.starts_with(char::is_alphanumeric) && inner.ends_with(char::is_alphanumeric);
        let touches = self.out.ends_with(['*', '~', '_', '=']);
        if letters && !self.marked && !touches {
            let _ = write!(self.out, "{marks}{inner}{marks}");
        } else {
            let _ = write!(self.out, "<{tag}>{inner}</{tag}>");
        }
    }

    fn tagged(&mut self, open: &str, close: &str, content: &[Inline]) {
        self.out.push_str(open);
        self.all(content, true);
        self.out.push_str(close);
    }

    fn span(&mut self, span: &InlineSpan) {
        if let Some(mark) = &span.index {
            let entry = mark.entry.as_ref().map(|entry| format!(" entry=\"{entry}\"")).unwrap_or_default();
            let inside = InlineSpan { index: None, ..span.clone() };
            self.tagged("[", &format!("]{{.index{entry}}}"), &[Inline::Span(inside)]);
            return;
        }
        if span.lang.is_none() && span.direction.is_none() {
            return self.all(&span.content, true);
        }
        let mut open = "<span".to_owned();
        if let Some(lang) = &span.lang {
            let _ = write!(open, " lang=\"{}\"", lang.as_str());
        }
        match span.direction {
            Some(Direction::Ltr) => open.push_str(" dir=\"ltr\""),
            Some(Direction::Rtl) => open.push_str(" dir=\"rtl\""),
            None => {}
        }
        open.push('>');
        self.tagged(&open, "</span>", &span.content);
    }

    /// Code between one more backtick than the longest run in it; in a table
    /// cell, `|` in it is escaped (GFM, 4.10).
    fn code(&mut self, code: &str) {
        let mut code = code.replace(['\n', '\r'], " ");
        if self.place == Place::Cell {
            code = code.replace('|', "\\|");
        }
        let ticks = "`".repeat(escape::longest_run(&code, '`') + 1);
        let spaced = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        let pad = if spaced || code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let _ = write!(self.out, "{ticks}{pad}{code}{pad}{ticks}");
    }

    fn link(&mut self, link: &Link, next: Option<&Inline>) {
        let address = match &link.target {
            Target::Url(url) => url.clone(),
            Target::Anchor(anchor) if Target::names_an_input(anchor) => anchor.replace('%', "%25"),
            Target::Anchor(anchor) => format!("#{}", anchor.replace('%', "%25")),
            // A reference to a heading is written as its text only: the reader
            // finds headings by their text.
            Target::Node(_) => return self.all(&link.content, true),
        };
        if link.bare {
            return self.bare(&plain_text(&link.content), &address, next);
        }
        self.out.push('[');
        self.all(&link.content, true);
        let _ = write!(self.out, "]({})", destination(&address));
    }

    /// A bare address. Between spaces it is recognised; elsewhere angle brackets
    /// mark its end.
    fn bare(&mut self, shown: &str, address: &str, next: Option<&Inline>) {
        let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '«' | '»' | '،' | '؛' | '؟'));
        let follows = match next {
            Some(Inline::Text(text)) => blank(text.text.chars().next()),
            Some(Inline::SoftBreak(_) | Inline::HardBreak(_)) | None => true,
            Some(_) => false,
        };
        let apart = blank(self.out.chars().next_back()) && follows;
        let scheme = shown.contains("://") || shown.starts_with("mailto:") || address.starts_with("mailto:");
        let fits = scheme && !shown.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>') || !c.is_ascii());
        if !apart && fits {
            let _ = write!(self.out, "<{shown}>");
        } else {
            escape::text(shown, &mut self.out, next.is_some());
        }
    }

    /// An empty `![]()` does not mark a picture as decorative, an empty `alt` of
    /// HTML does.
    fn image(&mut self, image: &Image) {
        let mut alt = String::new();
        escape::text(image.alt.as_deref().unwrap_or_default(), &mut alt, true);
        let path = image.path.replace('%', "%25");
        if image.alt.as_deref() == Some("") {
            let path = path.replace('"', "%22").replace('<', "%3C").replace('>', "%3E");
            let _ = write!(self.out, "<img src=\"{path}\" alt=\"\">");
            return;
        }
        let _ = write!(self.out, "![{alt}]({}", destination(&path));
        if let Some(title) = &image.title {
            let mut text = String::new();
            escape::text(title, &mut text, true);
            let _ = write!(self.out, " \"{}\"", text.replace('"', "\\\""));
        }
        self.out.push(')');
        self.out.push_str(&braces(&image.size));
    }
}

/// The size of a picture, in pandoc's syntax.
fn braces(size: &PictureSize) -> String {
    let measure = |measure: Measure| match measure {
        Measure::Length(length) => format!("{}pt", length.to_pt()),
        Measure::Share(share) => format!("{}%", share * 100.0),
    };
    let mut words: Vec<String> = Vec::new();
    words.extend(size.width.map(|width| format!("width={}", measure(width))));
    words.extend(size.height.map(|height| format!("height={}", measure(height))));
    let most = ["max-width", "max-height"].into_iter().zip(size.most);
    words.extend(most.filter_map(|(name, most)| Some(format!("{name}={}", measure(most?)))));
    words.extend(size.bleed.then(|| ".bleed".to_owned()));
    if words.is_empty() { String::new() } else { format!("{{{}}}", words.join(" ")) }
}

/// An address between the parentheses of a link.
fn destination(address: &str) -> String {
    let plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '(' | ')' | '<' | '>' | '\\' | '|' | '&' | '*' | '_')
    };
    if !address.is_empty() && address.chars().all(plain) {
        return address.to_owned();
    }
    let mut out = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' | '|' | '&' | '*' | '_' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}
