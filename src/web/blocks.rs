//! Blocks as XHTML.

use super::fonts::Face;
use super::syntax::dir;
use super::writer::{HeadingEntry, Writer};
use crate::document::counters::decimal;
use crate::document::visit::plain_text;
use crate::document::words::Words;
use crate::document::{
    AlertKind, Block, BlockKind, Code, ContentsEntry, Direction, Div, Document, Figure, Heading, IndexEntry, Inline,
    Link, NodeId, Poem, Qr, Role, Target,
};
use crate::error::Result;
use crate::theme::StyleName;

/// Half-lines of a smaller share of the longest one's letters are not stretched to its
/// width: a quarter of it would be gaps.
const NATURAL: f64 = 0.78;

impl Writer<'_> {
    /// The logo, and the title if the text does not contain it.
    pub(crate) fn opening(&mut self) -> Result<()> {
        let meta = &self.document.meta;
        if let Some(logo) = &meta.logo {
            self.at_start = false;
            self.logo(logo)?;
        }
        let (Some(title), true) = (&meta.title, meta.title_is_given) else { return Ok(()) };
        self.at_start = false;
        let direction = self.direction_of_text(title);
        self.raw("<header>\n<h1 class=\"title\"");
        self.id("title");
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.with_face(self.face_of(StyleName::Title), |writer| writer.words(title))?;
        self.direction = before;
        self.raw("</h1>\n");
        self.headings.push(HeadingEntry {
            page: 0,
            level: 1,
            id: "title".to_owned(),
            title: title.clone(),
            first: true,
        });
        self.byline()?;
        self.raw("</header>\n");
        Ok(())
    }

    /// The lines of the front matter that go below the title.
    fn byline(&mut self) -> Result<()> {
        let meta = &self.document.meta;
        let (byline, author) = (self.theme.furniture.byline, meta.author());
        let lines = [
            ("subtitle", StyleName::Subtitle, &meta.subtitle),
            ("byline", StyleName::Byline, if byline { &author } else { &None }),
            ("byline", StyleName::Byline, if byline { &meta.date } else { &None }),
        ];
        for (class, style, line) in lines {
            let Some(line) = line else { continue };
            self.raw("<p");
            self.attribute("class", class);
            if class == "subtitle" {
                self.epub_type("subtitle");
                self.raw(" role=\"doc-subtitle\"");
            }
            let direction = self.direction_of_text(line);
            self.dir(direction);
            self.raw(">");
            let before = self.enter(direction);
            self.with_face(self.face_of(style), |writer| writer.words(line))?;
            self.direction = before;
            self.raw("</p>\n");
        }
        Ok(())
    }

    /// Writes a block. The reader limits the depth of nesting, so the recursion
    /// is bounded.
    pub(crate) fn block(&mut self, block: &Block) -> Result<()> {
        let first = std::mem::take(&mut self.at_start);
        self.page_marks_before(block.id);
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block.id, heading, first)?,
            BlockKind::Paragraph(content) => self.paragraph("p", None, content)?,
            BlockKind::Quote(blocks) => self.group("blockquote", self.face_of(StyleName::Quote), blocks)?,
            BlockKind::Alert(kind, blocks) => self.alert(*kind, blocks)?,
            BlockKind::List(list) => self.list(list)?,
            BlockKind::Definitions(definitions) => self.definitions(definitions)?,
            BlockKind::Code(code) => self.code_block(code),
            BlockKind::Table(table) => self.table(table)?,
            BlockKind::Figure(figure) => self.figure(figure)?,
            BlockKind::Rule => {
                self.raw("<hr");
                self.void_end();
                self.raw("\n");
            }
            BlockKind::Div(div) => self.div(div)?,
            BlockKind::Poem(poem) => self.poem(poem)?,
            BlockKind::Qr(qr) => self.qr(qr)?,
            BlockKind::Contents(entries) => self.contents(entries)?,
            BlockKind::Index(entries) => self.index(entries)?,
            BlockKind::PageBreak => self.raw("<div class=\"page-break\"></div>\n"),
        }
        Ok(())
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Result<()> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn heading(&mut self, id: NodeId, heading: &Heading, first: bool) -> Result<()> {
        let level = heading_level(heading);
        let is_title = title_heading(self.document) == Some(id);
        let (style, class) =
            if is_title { (StyleName::Title, Some("title")) } else { (StyleName::Heading(heading.level), None) };
        let name = format!("n{}", id.0);
        self.raw(&format!("<h{level}"));
        self.id(&name);
        if let Some(class) = class {
            self.attribute("class", class);
        }
        let direction = self.direction_of(&heading.content);
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.with_face(self.face_of(style), |writer| writer.inlines(&heading.content))?;
        self.direction = before;
        self.raw(&format!("</h{level}>\n"));
        let title = plain_text(&heading.content);
        if !title.is_empty() {
            self.headings.push(HeadingEntry { page: self.page, level, id: name, title, first });
        }
        if is_title {
            self.byline()?;
        }
        Ok(())
    }

    /// An element of running text.
    pub(super) fn paragraph(&mut self, element: &str, class: Option<&str>, content: &[Inline]) -> Result<()> {
        self.raw("<");
        self.raw(element);
        if let Some(class) = class {
            self.attribute("class", class);
        }
        let direction = self.direction_of(content);
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        self.inlines(content)?;
        self.direction = before;
        self.raw("</");
        self.raw(element);
        self.raw(">\n");
        Ok(())
    }

    /// Sets the direction of what follows, if given, and returns the previous
    /// one.
    pub(super) fn enter(&mut self, direction: Option<Direction>) -> Direction {
        let before = self.direction;
        self.direction = direction.unwrap_or(before);
        before
    }

    /// A `dir` attribute where the direction changes.
    pub(super) fn dir(&mut self, direction: Option<Direction>) {
        if let Some(direction) = direction {
            self.attribute("dir", dir(direction));
        }
    }

    /// Blocks in an element, with the face of a role or of the surroundings.
    pub(super) fn group(&mut self, element: &str, face: Face, blocks: &[Block]) -> Result<()> {
        self.raw("<");
        self.raw(element);
        self.raw(">\n");
        self.with_face(face, |writer| writer.blocks(blocks))?;
        self.raw("</");
        self.raw(element);
        self.raw(">\n");
        Ok(())
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block]) -> Result<()> {
        let class = match kind {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        };
        let title = Words::of(&self.lang).alert(kind);
        self.raw(&format!("<div role=\"note\" class=\"alert {class}\">\n<p class=\"alert-title\">"));
        let face = self.face_of(StyleName::Alert);
        self.with_face(Face { bold: true, ..face }, |writer| writer.text(title));
        self.raw("</p>\n");
        self.with_face(face, |writer| writer.blocks(blocks))?;
        self.raw("</div>\n");
        Ok(())
    }

    fn code_block(&mut self, code: &Code) {
        self.raw("<pre dir=\"ltr\"><code>");
        self.with_face(self.face_of(StyleName::Code), |writer| {
            writer.with_joined(&code.text, Self::marked_text);
        });
        self.raw("</code></pre>\n");
    }

    fn figure(&mut self, figure: &Figure) -> Result<()> {
        self.raw("<figure>\n");
        let url = match &figure.link {
            Some(Link { target: Target::Url(url), .. }) => Some(url),
            _ => None,
        };
        if let Some(url) = url {
            self.raw("<a");
            self.attribute("href", url);
            self.raw(">");
        }
        self.image(&figure.image)?;
        self.raw(if url.is_some() { "</a>\n" } else { "\n" });
        if let Some(caption) = &figure.caption {
            self.with_face(self.face_of(StyleName::Caption), |writer| writer.paragraph("figcaption", None, caption))?;
        }
        self.raw("</figure>\n");
        Ok(())
    }

    fn div(&mut self, div: &Div) -> Result<()> {
        let (class, face) = match div.role {
            Role::Plain | Role::Ltr | Role::Rtl => ("", self.face),
            Role::Slogan => ("slogan", self.face_of(StyleName::Slogan)),
            Role::Contact => ("contact", self.face_of(StyleName::Contact)),
            Role::Box => ("box", self.face_of(StyleName::Box)),
            Role::When => ("when", self.face_of(StyleName::When)),
            Role::Signatures => ("signatures", self.face_of(StyleName::Signatures)),
            Role::Masthead => ("masthead", self.face_of(StyleName::Masthead)),
            Role::Cover => ("cover", self.face_of(StyleName::Cover)),
            Role::Epigraph => ("epigraph", self.face_of(StyleName::Quote)),
            Role::Columns => ("columns", self.face),
            Role::Center => ("center", self.face),
        };
        let direction = match div.role {
            Role::Ltr => Some(Direction::Ltr),
            Role::Rtl => Some(Direction::Rtl),
            _ => div.lang.as_ref().map(|lang| lang.direction()),
        };
        let lang = div.lang.clone().unwrap_or_else(|| self.lang.clone());
        let outer_lang = std::mem::replace(&mut self.lang, lang);
        self.raw("<div");
        if !class.is_empty() {
            self.attribute("class", class);
        }
        if div.role == Role::Epigraph {
            self.epub_type("epigraph");
            self.raw(" role=\"doc-epigraph\"");
        }
        if let Some(lang) = &div.lang {
            self.lang(lang);
        }
        self.dir(direction);
        self.raw(">\n");
        let before = self.enter(direction);
        self.with_face(face, |writer| writer.blocks(&div.blocks))?;
        self.raw("</div>\n");
        self.direction = before;
        self.lang = outer_lang;
        Ok(())
    }

    fn poem(&mut self, poem: &Poem) -> Result<()> {
        let halves = poem.couplets.iter().flat_map(|couplet| [Some(&couplet.first), couplet.second.as_ref()]).flatten();
        let longest = halves.map(|half| plain_text(half).chars().count()).max().unwrap_or(0);
        let face = self.face_of(StyleName::Poem);
        let width = self.measure.columns(poem, face, &self.lang);
        self.raw(&format!("<div class=\"poem verse-{width}\""));
        self.epub_type(VERSE);
        self.raw(">\n");
        self.with_face(face, |writer| {
            for couplet in &poem.couplets {
                let mut class = String::from(if couplet.second.is_some() { "couplet" } else { "couplet single" });
                if couplet.gap_before {
                    class.push_str(" stanza");
                }
                writer.raw("<p");
                writer.attribute("class", &class);
                writer.raw(">");
                for (index, half) in [Some(&couplet.first), couplet.second.as_ref()].into_iter().flatten().enumerate() {
                    // The space separates the halves where styles are disabled.
                    writer.raw(if index == 0 { "<span" } else { " <span" });
                    if (plain_text(half).chars().count() as f64) < longest as f64 * NATURAL {
                        writer.attribute("class", "natural");
                    }
                    let direction = writer.direction_of(half);
                    writer.dir(direction);
                    writer.raw(">");
                    if index == 0 {
                        // Inside the span: beside it the mark would be a third column.
                        writer.page_marks_before(couplet.id);
                    }
                    let before = writer.enter(direction);
                    writer.inlines(half)?;
                    writer.direction = before;
                    writer.raw("</span>");
                }
                writer.raw("</p>\n");
            }
            Ok(())
        })?;
        self.raw("</div>\n");
        Ok(())
    }

    fn qr(&mut self, qr: &Qr) -> Result<()> {
        self.raw("<figure class=\"qr\">\n");
        self.qr_picture(&qr.text)?;
        self.raw("\n");
        if !qr.label.is_empty() {
            self.with_face(self.face_of(StyleName::Caption), |writer| writer.paragraph("figcaption", None, &qr.label))?;
        }
        self.raw("</figure>\n");
        Ok(())
    }

    fn contents(&mut self, entries: &[ContentsEntry]) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let first = self.contents_on.replace(self.page) != Some(self.page);
        if first {
            self.raw("<nav");
            self.epub_type("toc");
            self.raw(" role=\"doc-toc\" class=\"contents\"");
            self.attribute("aria-label", Words::of(&self.lang).contents);
            self.raw(">\n");
        } else {
            self.raw("<div class=\"contents\">\n");
        }
        self.with_face(self.face_of(StyleName::Contents), |writer| {
            writer.outline(
                entries,
                |entry| entry.level,
                |writer, entry| {
                    writer.href(&format!("n{}", entry.target.0));
                    writer.raw(">");
                    writer.inlines(&entry.content)
                },
            )
        })?;
        self.raw(if first { "</nav>\n" } else { "</div>\n" });
        Ok(())
    }
}

impl Writer<'_> {
    /// The words of an index. Without pages, a word leads to its place; where it
    /// has several, numbers do.
    fn index(&mut self, entries: &[IndexEntry]) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        // No `epub:type`: the one for indexes asks for lists within lists. Only the first
        // of a page is a landmark, as with contents: landmarks of a page must differ.
        match self.index_on.replace(self.page) == Some(self.page) {
            true => self.raw("<section class=\"index\">\n"),
            false => self.raw("<section role=\"doc-index\" class=\"index\">\n"),
        }
        entries.iter().try_for_each(|entry| self.term(entry))?;
        self.raw("</section>\n");
        Ok(())
    }

    fn term(&mut self, IndexEntry { term, places }: &IndexEntry) -> Result<()> {
        self.raw("<p>");
        if let [place] = places[..] {
            self.place(place, term)?;
        } else {
            self.words(term)?;
            for (number, &place) in (1..).zip(places) {
                self.text(self.lang.comma());
                self.place(place, &decimal(number, &self.lang))?;
            }
        }
        self.raw("</p>\n");
        Ok(())
    }

    fn place(&mut self, place: NodeId, words: &str) -> Result<()> {
        self.raw("<a");
        self.href(&format!("n{}", place.0));
        self.raw(">");
        self.words(words)?;
        self.raw("</a>");
        Ok(())
    }

    /// Links in nested lists by level; `link` writes the rest of each `<a`
    /// element.
    pub(crate) fn outline<E>(
        &mut self,
        entries: &[E],
        level: impl Fn(&E) -> u8,
        mut link: impl FnMut(&mut Self, &E) -> Result<()>,
    ) -> Result<()> {
        let mut depth = 0u8;
        for entry in entries {
            let level = level(entry).clamp(1, depth + 1);
            if level > depth {
                self.raw("<ol>\n");
            } else {
                self.raw(&"</li>\n</ol>\n".repeat(usize::from(depth - level)));
                self.raw("</li>\n");
            }
            depth = level;
            self.raw("<li><a");
            link(self, entry)?;
            self.raw("</a>");
        }
        self.raw(&"</li>\n</ol>\n".repeat(usize::from(depth)));
        Ok(())
    }
}

/// The `epub:type` of a poem, from DAISY's vocabulary; pages that use it declare
/// its prefix.
pub(crate) const VERSE: &str = "z3998:poem";

/// The heading that is the title, if the text contains it.
pub(crate) fn title_heading(document: &Document) -> Option<NodeId> {
    let is_first = |block: &&Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1);
    let from_text = document.meta.title.is_some() && !document.meta.title_is_given;
    from_text.then(|| document.blocks.iter().find(is_first)).flatten().map(|block| block.id)
}

/// The level a heading has in the outline, 1 to 6.
fn heading_level(heading: &Heading) -> u8 {
    let level = if heading.tag_level == 0 { heading.level } else { heading.tag_level };
    level.clamp(1, 6)
}
