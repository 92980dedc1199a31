//! From the inlines of a paragraph to one styled text.
//!
//! The text is what a reader would read aloud: runs of spaces are one space, soft line
//! ends are spaces, hard ones `\n`, an image is U+FFFC. Styles, links, isolates and
//! notes are kept separately, as ranges of the text.

use crate::characters::plainer;
use crate::document::{
    Direction, Image, Inline, InlineSpan, Lang, Link, NodeId, NoteReference, Span, Target, Text, shortened,
};
use crate::font::{FontBook, FontId};
use crate::frame::{Color, LinkTarget, StructId, StructRole};
use crate::persian::order::Isolate;
use crate::theme::{Faces, Highlight};
use crate::typeset::structure::StructureBuilder;
use crate::units::Em;
use std::borrow::Cow;
use std::ops::Range;

/// The longest description of a link, in letters.
const LONGEST_DESCRIPTION: usize = 300;

/// The look of a range of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CharStyle {
    /// Regular and bold.
    pub(crate) fonts: [FontId; 2],
    /// Whether the bold one is used.
    pub(crate) bold: bool,
    /// The colour of bold letters, if it is another.
    pub(crate) strong_color: Option<Color>,
    /// The form of highlighted letters.
    pub(crate) highlight: Highlight,
    /// What the letters are printed on.
    pub(crate) ground: Color,
    /// The font of emphasis.
    pub(crate) emphasis: FontId,
    /// The font of Latin emphasis, if there is a slanted one.
    pub(crate) italic: Option<FontId>,
    /// Whether it is emphasis.
    pub(crate) emphasized: bool,
    /// Size as a multiple of the paragraph's.
    pub(crate) size: f64,
    /// How far the base line is raised, in ems of the paragraph.
    pub(crate) rise: Em,
    /// Colour of the letters.
    pub(crate) color: Color,
    /// Whether it is underlined.
    pub(crate) underline: bool,
    /// Whether it is struck through.
    pub(crate) strike: bool,
    /// Whether it has a tinted ground, as from a marker pen.
    pub(crate) marked: bool,
    /// Whether it has a thick rule below instead.
    pub(crate) ruled: bool,
    /// Whether it is code: on a tinted ground, left-to-right, never stretched.
    pub(crate) code: bool,
    /// Whether every sign takes whole cells, as on a terminal: a block of code.
    pub(crate) cells: bool,
    /// The language, if it is not the document's.
    pub(crate) lang: Option<Lang>,
    /// The tag; `None` for an artifact.
    pub(crate) tag: Option<StructId>,
    /// Index into [`Collected::links`].
    pub(crate) link: Option<usize>,
}

impl CharStyle {
    /// Plain text of two fonts at the paragraph's size.
    pub(crate) fn new(fonts: [FontId; 2], color: Color) -> Self {
        Self {
            fonts,
            bold: false,
            strong_color: None,
            highlight: Highlight::Tint,
            ground: Color::WHITE,
            emphasis: fonts[1],
            italic: None,
            emphasized: false,
            size: 1.0,
            rise: Em::ZERO,
            color,
            underline: false,
            strike: false,
            marked: false,
            ruled: false,
            code: false,
            cells: false,
            lang: None,
            tag: None,
            link: None,
        }
    }

    /// The letters of a role at the paragraph's size.
    pub(crate) fn of(faces: &Faces, color: Color) -> Self {
        Self {
            strong_color: faces.strong_color,
            highlight: faces.highlight,
            ground: faces.ground.unwrap_or(Color::WHITE),
            emphasis: faces.emphasis,
            italic: faces.italic,
            ..Self::new([faces.own, faces.strong], color)
        }
    }

    /// The font of the style.
    pub(crate) fn font(&self) -> FontId {
        match (self.bold, self.emphasized) {
            (true, _) => self.fonts[1],
            (false, true) => self.emphasis,
            (false, false) => self.fonts[0],
        }
    }

    /// The same for Latin letters, which are slanted in emphasis.
    pub(crate) fn latin(&self) -> FontId {
        self.italic.filter(|_| self.emphasized && !self.bold && !self.code).unwrap_or_else(|| self.font())
    }

    /// The style as strong text.
    pub(crate) fn strong(&self) -> Self {
        Self { bold: true, color: self.strong_color.unwrap_or(self.color), ..self.clone() }
    }
}

/// A link of a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct LinkInfo {
    /// The link in the document.
    pub(crate) node: NodeId,
    /// Where it leads.
    pub(crate) target: LinkTarget,
    /// Its text, or its address if it has none.
    pub(crate) description: String,
    /// Its tag.
    pub(crate) tag: Option<StructId>,
}

/// An image in the line, at a U+FFFC of the text.
#[derive(Clone, Debug)]
pub(crate) struct InlineImage {
    /// Index into [`crate::frame::Layout::images`].
    pub(crate) image: usize,
    /// Width and height, in ems of the paragraph.
    pub(crate) size: (Em, Em),
}

/// The styled text of one paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Collected {
    /// The text.
    pub(crate) text: String,
    /// The styles, each used by one or more spans.
    pub(crate) styles: Vec<CharStyle>,
    /// The end of each range of one style, and the index of that style.
    pub(crate) spans: Vec<(usize, usize)>,
    /// The links.
    pub(crate) links: Vec<LinkInfo>,
    /// Ranges with a direction of their own, properly nested, outer ones first.
    pub(crate) isolates: Vec<Isolate>,
    /// Links that show their own address.
    pub(crate) addresses: Vec<Range<usize>>,
    /// The images: position in the text, image, tag.
    pub(crate) images: Vec<(usize, InlineImage, Option<StructId>)>,
    /// The position and id of each note reference.
    pub(crate) notes: Vec<(usize, NodeId)>,
    /// The position and id of each word of the index.
    pub(crate) indexed: Vec<(usize, NodeId)>,
    /// The position of each source text in the text, and its span.
    pub(crate) places: Vec<(usize, Span)>,
    /// The direction of the document's language.
    pub(crate) direction: Option<Direction>,
}

/// What collecting needs and adds to.
pub(crate) struct Collector<'a> {
    /// The tags.
    pub(crate) structure: &'a mut StructureBuilder,
    /// The document's language.
    pub(crate) lang: &'a Lang,
    /// The fonts there are.
    pub(crate) book: &'a FontBook,
    /// Regular and bold of code, and its size as a multiple of the surrounding text's.
    pub(crate) code: ([FontId; 2], f64),
    /// The colour of links; `None` for that of the surrounding text.
    pub(crate) link_color: Option<Color>,
    /// The ids of the document's notes, by index.
    pub(crate) notes: &'a [NodeId],
    /// Finds an image and its size in a line; `None` if it cannot be shown, and its
    /// alternative text is used instead.
    pub(crate) image: &'a mut dyn FnMut(&Image) -> Option<InlineImage>,
}

/// The size of raised and lowered text, as a multiple of the surrounding text's.
const SCRIPT_SIZE: f64 = 0.66;
/// How far raised text is above the base line, in ems of the surrounding text.
const RAISED: f64 = 0.33;
/// How far lowered text is below it.
const LOWERED: f64 = -0.16;
/// Deeper inlines are dropped; the reader refuses much less.
const MAX_DEPTH: usize = 128;

/// Collects inlines into the text of one paragraph. Tags for links, code, notes and
/// other languages are opened under `parent`; without a parent the text is an artifact,
/// such as a running head.
pub(crate) fn collect(
    content: &[Inline],
    base: &CharStyle,
    parent: Option<StructId>,
    collector: &mut Collector<'_>,
) -> Collected {
    let mut gather =
        Gather { out: Collected { direction: Some(collector.lang.direction()), ..Collected::default() }, collector };
    let style = CharStyle { tag: parent, ..base.clone() };
    gather.inlines(content, &style, 0);
    gather.finish()
}

struct Gather<'a, 'b> {
    out: Collected,
    collector: &'a mut Collector<'b>,
}

impl Gather<'_, '_> {
    fn inlines(&mut self, content: &[Inline], style: &CharStyle, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for inline in content {
            self.inline(inline, style, depth + 1);
        }
    }

    fn inline(&mut self, inline: &Inline, style: &CharStyle, depth: usize) {
        match inline {
            Inline::Text(text) => self.text(text, style),
            Inline::Strong(content) => self.inlines(content, &style.strong(), depth),
            Inline::Emphasis(content) => {
                self.inlines(content, &CharStyle { emphasized: true, ..style.clone() }, depth);
            }
            Inline::Strikethrough(content) => {
                self.inlines(content, &CharStyle { strike: true, ..style.clone() }, depth);
            }
            Inline::Highlight(content) => {
                self.inlines(content, &style.highlighted(), depth);
            }
            Inline::Superscript(content) => self.inlines(content, &shifted(style, RAISED), depth),
            Inline::Subscript(content) => self.inlines(content, &shifted(style, LOWERED), depth),
            Inline::Span(span) => self.span(span, style, depth),
            Inline::Code(text) => self.code(text, style),
            Inline::Link(link) => self.link(link, style, depth),
            Inline::Image(image) => self.image(image, style),
            Inline::NoteReference(reference) => self.note(reference, style),
            Inline::SoftBreak(_) => self.push_spaced(" ", style),
            Inline::HardBreak(_) => self.line_end(style),
        }
    }

    fn text(&mut self, text: &Text, style: &CharStyle) {
        self.out.places.push((self.out.text.len(), text.span));
        self.push_spaced(&text.text, style);
    }

    fn span(&mut self, span: &InlineSpan, style: &CharStyle, depth: usize) {
        let mut inner = style.clone();
        if let Some(mark) = &span.index {
            self.out.indexed.push((self.out.text.len(), mark.id));
        }
        if let Some(lang) = &span.lang {
            inner.tag = self.tag(StructRole::Span, style, None);
            if let Some(id) = inner.tag {
                self.collector.structure.set_lang(id, lang.clone());
            }
            inner.lang = (lang != self.collector.lang).then(|| lang.clone());
        }
        let direction = span.direction.or_else(|| span.lang.as_ref().map(Lang::direction));
        let joins = span.direction.is_none();
        self.isolated(direction, joins, |gather| gather.inlines(&span.content, &inner, depth));
    }

    fn code(&mut self, text: &Text, style: &CharStyle) {
        let (fonts, size) = self.collector.code;
        let tag = self.tag(StructRole::Code, style, None);
        let inner = CharStyle { fonts, emphasis: fonts[1], size: style.size * size, code: true, tag, ..style.clone() };
        self.out.places.push((self.out.text.len(), text.span));
        self.isolated(Some(Direction::Ltr), true, |gather| gather.push_code(&text.text, &inner));
    }

    fn link(&mut self, link: &Link, style: &CharStyle, depth: usize) {
        let target = match &link.target {
            Target::Url(url) => LinkTarget::Url(url.clone()),
            Target::Node(node) => LinkTarget::Node(*node),
            Target::Anchor(_) => return self.inlines(&link.content, style, depth),
        };
        let index = self.out.links.len();
        let tag = self.tag(StructRole::Link, style, Some(link.id));
        self.out.links.push(LinkInfo { node: link.id, target, description: String::new(), tag });
        let inner = CharStyle {
            link: Some(index),
            tag,
            color: self.collector.link_color.unwrap_or(style.color),
            ..style.clone()
        };
        let start = self.out.text.len();
        self.isolated(link.bare.then_some(Direction::Ltr), true, |gather| gather.inlines(&link.content, &inner, depth));
        if link.bare {
            self.out.addresses.push(start..self.out.text.len());
        }
        let said = self.out.text[start..].trim();
        let description = match &self.out.links[index].target {
            LinkTarget::Url(url) if said.is_empty() => url,
            _ => said,
        };
        // Every line of a link repeats the description, so it is kept short.
        let description = shortened(description, LONGEST_DESCRIPTION);
        self.out.links[index].description = description;
    }

    fn image(&mut self, image: &Image, style: &CharStyle) {
        let Some(found) = (self.collector.image)(image) else {
            // In brackets: it is not a word of the sentence.
            return match image.alt.as_deref().map(str::trim) {
                Some(alt) if !alt.is_empty() => self.push_spaced(&format!("[{alt}]"), style),
                _ => {}
            };
        };
        // Without words it is decoration, and no figure (ISO 14289-1, 7.3).
        let tag = match &image.alt {
            Some(alt) if !alt.trim().is_empty() => {
                let tag = self.tag(StructRole::Figure, style, Some(image.id));
                if let Some(id) = tag {
                    self.collector.structure.set_alt(id, alt.clone());
                }
                tag
            }
            _ => None,
        };
        self.out.images.push((self.out.text.len(), found, tag));
        self.push("\u{fffc}", &CharStyle { tag: None, ..style.clone() });
    }

    fn note(&mut self, reference: &NoteReference, style: &CharStyle) {
        let tag = self.tag(StructRole::Reference, style, Some(reference.id));
        self.out.notes.push((self.out.text.len(), reference.id));
        let link = self.collector.notes.get(reference.note).map(|&note| {
            let target = LinkTarget::Node(note);
            self.out.links.push(LinkInfo { node: reference.id, target, description: reference.mark.clone(), tag });
            self.out.links.len() - 1
        });
        let raised = CharStyle { tag, bold: false, link, ..shifted(style, RAISED) };
        // Isolated, because it would otherwise continue a number before it.
        self.isolated(Some(Direction::Ltr), false, |gather| gather.push(&reference.mark, &raised));
    }

    /// Opens a tag under the style's own; none in artifacts.
    fn tag(&mut self, role: StructRole, style: &CharStyle, source: Option<NodeId>) -> Option<StructId> {
        style.tag.map(|parent| self.collector.structure.open(role, parent, source))
    }

    /// `joins`: see [`Isolate::joins`].
    fn isolated(&mut self, direction: Option<Direction>, joins: bool, fill: impl FnOnce(&mut Self)) {
        let start = self.out.text.len();
        let slot = self.out.isolates.len();
        fill(self);
        let end = self.out.text.len();
        if let Some(direction) = direction
            && start < end
        {
            self.out.isolates.insert(slot, Isolate { range: start..end, direction, joins });
        }
    }

    /// Adds text, with each run of spaces as one.
    fn push_spaced(&mut self, text: &str, style: &CharStyle) {
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            self.push(&rest[..at], style);
            let letter = rest[at..].chars().next().unwrap_or(' ');
            match letter {
                '\n' | '\u{2028}' | '\u{2029}' => self.line_end(style),
                ' ' | '\t' | '\r' if !self.out.text.ends_with([' ', '\n']) && !self.out.text.is_empty() => {
                    self.push(" ", style);
                }
                _ => {}
            }
            rest = &rest[at + letter.len_utf8()..];
        }
        self.push(rest, style);
    }

    /// Adds code: spaces are kept, a tab becomes four, line feeds are line ends.
    fn push_code(&mut self, text: &str, style: &CharStyle) {
        for piece in text.split_inclusive(char::is_control) {
            let visible = piece.trim_end_matches(char::is_control);
            self.push(visible, style);
            match &piece[visible.len()..] {
                "\n" => self.push("\n", style),
                "\t" => self.push("    ", style),
                _ => {}
            }
        }
    }

    fn line_end(&mut self, style: &CharStyle) {
        self.trim_end();
        self.push("\n", style);
    }

    /// Removes a space at the end.
    fn trim_end(&mut self) {
        if self.out.text.ends_with(' ') {
            self.out.text.pop();
            let len = self.out.text.len();
            while let Some((end, _)) = self.out.spans.last_mut() {
                if *end <= len {
                    break;
                }
                *end = len;
                let before = self.out.spans.len().checked_sub(2).map_or(0, |index| self.out.spans[index].0);
                if before < len {
                    break;
                }
                self.out.spans.pop();
            }
        }
    }

    fn push(&mut self, text: &str, style: &CharStyle) {
        if text.is_empty() {
            return;
        }
        self.out.text.push_str(&drawable(text, style.font(), self.collector.book));
        let end = self.out.text.len();
        if self.out.styles.last() != Some(style) {
            self.out.styles.push(style.clone());
        }
        let index = self.out.styles.len() - 1;
        match self.out.spans.last_mut() {
            Some((last, style)) if *style == index => *last = end,
            _ => self.out.spans.push((end, index)),
        }
    }

    fn finish(mut self) -> Collected {
        self.trim_end();
        let len = self.out.text.len();
        for range in self.out.isolates.iter_mut().map(|isolate| &mut isolate.range).chain(&mut self.out.addresses) {
            range.end = range.end.min(len);
            range.start = range.start.min(range.end);
        }
        self.out
    }
}

/// Text with plainer characters for those that no font has: what is drawn is what is read
/// aloud and copied.
fn drawable<'t>(text: &'t str, preferred: FontId, book: &FontBook) -> Cow<'t, str> {
    // All letters with plainer ones that fonts lack are behind U+2000.
    if text.bytes().all(|byte| byte < 0xe2) {
        return Cow::Borrowed(text);
    }
    let has = |text: &str| book.fallback(preferred, text).is_some();
    let plain = |letter: char| {
        let rare = letter > '\u{200f}' && !has(letter.encode_utf8(&mut [0; 4]));
        if rare { plainer(letter).filter(|plain| has(plain)) } else { None }
    };
    if !text.chars().any(|letter| plain(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|letter| plain(letter).unwrap_or_else(|| letter.to_string())).collect::<String>().into()
}

fn shifted(style: &CharStyle, rise: f64) -> CharStyle {
    CharStyle { size: style.size * SCRIPT_SIZE, rise: style.rise + Em::new(rise * style.size), ..style.clone() }
}
