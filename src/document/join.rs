//! Joins several messages into one document with a chapter for each.

use super::number::Names;
use super::visit::{self, VisitMut};
use super::{Block, BlockKind, Document, Heading, Image, Inline, Lang, NodeId, Role, Sources, Span, Target, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A message that becomes a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The message before numbering.
    pub document: Document,
    /// The folder of its pictures, if it differs from that of the first
    /// chapter.
    pub folder: Option<String>,
}

/// Joins messages. Title and language are those of the first one. A message
/// without a level 1 heading gets its title as one; links to other files of the
/// list become links to their chapters; notes stay in their chapter.
#[must_use]
pub fn join(chapters: Vec<Chapter>) -> Document {
    let mut chapters: Vec<Chapter> = chapters.into_iter().map(headed).collect();
    lead_links(&mut chapters);
    let mut parts = chapters.into_iter().enumerate();
    let Some((_, mut whole)) = parts.next().map(|(index, chapter)| (index, chapter.document)) else {
        return Document::default();
    };
    for (index, chapter) in parts {
        append(&mut whole, chapter, index);
    }
    visit::identify(&mut whole);
    whole
}

/// The same message for several readers, one after another, each on a page of its
/// own. Their texts of the source are one.
#[must_use]
pub(crate) fn follow(documents: Vec<Document>) -> Document {
    let mut copies: Vec<Chapter> = documents.into_iter().map(|document| Chapter { document, folder: None }).collect();
    lead_links(&mut copies);
    let mut copies = copies.into_iter().enumerate();
    let Some((_, Chapter { document: mut whole, .. })) = copies.next() else { return Document::default() };
    let sources = std::mem::take(&mut whole.sources);
    for (index, mut copy) in copies {
        copy.document.sources = Sources::default();
        append(&mut whole, copy, index);
    }
    whole.sources = sources;
    visit::identify(&mut whole);
    whole
}

/// Inserts the title as a heading if there is none of level 1.
fn headed(mut chapter: Chapter) -> Chapter {
    let document = &mut chapter.document;
    let is_headed = document.blocks.iter().any(|block| matches!(&block.kind, BlockKind::Heading(h) if h.level == 1));
    if let Some(title) = document.meta.title.clone().filter(|_| !is_headed) {
        document.blocks.insert(0, title_heading(&title));
    }
    visit::identify(document);
    chapter
}

/// A heading of the first level that is not in the text.
pub(crate) fn title_heading(title: &str) -> Block {
    let content = vec![Inline::Text(Text::plain(title, Span::new(0, 0)))];
    let heading = Heading { level: 1, tag_level: 1, anchor: String::new(), given_anchor: None, content };
    block(BlockKind::Heading(heading), Span::new(0, 0))
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block { id: NodeId::default(), span, kind }
}

/// Appends a chapter to the document.
fn append(whole: &mut Document, chapter: Chapter, index: usize) {
    let Chapter { mut document, folder } = chapter;
    let base = whole.sources.len();
    visit::walk_document(&mut Shift { base, index, folder }, &mut document);
    for note in &mut document.notes {
        note.label = label(index, &note.label);
        note.span = shifted(note.span, base);
    }
    whole.blocks.push(block(BlockKind::PageBreak, Span::new(base, base)));
    match document.meta.lang == whole.meta.lang {
        true => whole.blocks.append(&mut document.blocks),
        false => whole.blocks.push(foreign(document.meta.lang.clone(), document.blocks, base)),
    }
    whole.notes.append(&mut document.notes);
    whole.sources.0.append(&mut document.sources.0);
}

/// A chapter in another language than the first one.
fn foreign(lang: Lang, blocks: Vec<Block>, base: usize) -> Block {
    let div = super::Div { role: Role::Plain, lang: Some(lang), blocks };
    block(BlockKind::Div(div), Span::new(base, base))
}

/// A note label made unique by the number of its chapter.
fn label(index: usize, label: &str) -> String {
    format!("{}/{label}", index + 1)
}

fn shifted(span: Span, base: usize) -> Span {
    Span::new(span.start + base, span.end + base)
}

/// Moves the source offsets of a chapter after those of earlier chapters.
struct Shift {
    base: usize,
    index: usize,
    folder: Option<String>,
}

impl Shift {
    fn text(&self, text: &mut Text) {
        text.span = shifted(text.span, self.base);
        for (_, source) in &mut text.map {
            *source += self.base;
        }
    }

    fn image(&self, image: &mut Image) {
        image.span = shifted(image.span, self.base);
        if let Some(folder) = self.folder.as_deref().filter(|_| !image.path.contains(':')) {
            image.path = format!("{folder}/{}", image.path);
        }
    }
}

impl VisitMut for Shift {
    fn block(&mut self, block: &mut Block) {
        block.span = shifted(block.span, self.base);
        match &mut block.kind {
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| item.span = shifted(item.span, self.base)),
            BlockKind::Poem(poem) => poem.couplets.iter_mut().for_each(|one| one.span = shifted(one.span, self.base)),
            BlockKind::Figure(figure) => {
                self.image(&mut figure.image);
                figure.link.iter_mut().for_each(|link| link.span = shifted(link.span, self.base));
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert(..)
            | BlockKind::Definitions(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Div(_)
            | BlockKind::Qr(_)
            | BlockKind::Contents(_)
            | BlockKind::Index(_)
            | BlockKind::PageBreak => {}
        }
        visit::walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.text(text),
                Inline::Link(link) => link.span = shifted(link.span, self.base),
                Inline::Image(image) => self.image(image),
                Inline::SoftBreak(span) | Inline::HardBreak(span) => *span = shifted(*span, self.base),
                Inline::NoteReference(reference) => {
                    reference.span = shifted(reference.span, self.base);
                    reference.label = label(self.index, &reference.label);
                }
                Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Strikethrough(_)
                | Inline::Highlight(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Span(_) => {}
            }
        }
        visit::walk_inlines(self, inlines);
    }
}

/// Gives every heading that a link refers to a name that is unique in the whole
/// document, and points the links to it.
fn lead_links(chapters: &mut [Chapter]) {
    let names: Vec<Names> = chapters.iter_mut().map(|chapter| Names::of(&mut chapter.document)).collect();
    let files: BTreeMap<String, usize> =
        chapters.iter().enumerate().map(|(index, chapter)| (resolved("", file(chapter)), index)).collect();
    let mut wanted = BTreeSet::new();
    for (index, chapter) in chapters.iter_mut().enumerate() {
        let from = file(chapter).to_owned();
        let mut links = Links { index, from, names: &names, files: &files, wanted: &mut wanted };
        visit::walk_document(&mut links, &mut chapter.document);
    }
    for (index, chapter) in chapters.iter_mut().enumerate() {
        visit::walk_document(&mut Name { index, wanted: &wanted }, &mut chapter.document);
    }
}

fn file(chapter: &Chapter) -> &str {
    chapter.document.sources.0.first().map_or("", |source| source.name.as_str())
}

/// A path relative to a file, with `.` and `..` resolved.
fn resolved(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The unique name of a heading.
fn anchor(chapter: usize, node: NodeId) -> String {
    format!("c{}-{}", chapter + 1, node.0)
}

struct Links<'a> {
    index: usize,
    from: String,
    names: &'a [Names],
    files: &'a BTreeMap<String, usize>,
    wanted: &'a mut BTreeSet<(usize, NodeId)>,
}

impl Links<'_> {
    /// The heading that a link target refers to.
    fn find(&self, written: &str) -> Option<(usize, NodeId)> {
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let chapter = self.files.get(&resolved(&self.from, path)).copied();
        match chapter {
            Some(chapter) if fragment.is_empty() => Some((chapter, self.names[chapter].first()?)),
            Some(chapter) => Some((chapter, self.names[chapter].find(fragment)?)),
            None => Some((self.index, self.names[self.index].find(written)?)),
        }
    }
}

impl VisitMut for Links<'_> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter_mut() {
            let Inline::Link(link) = inline else { continue };
            let Target::Anchor(written) = &link.target else { continue };
            if let Some((chapter, node)) = self.find(written) {
                self.wanted.insert((chapter, node));
                link.target = Target::Anchor(anchor(chapter, node));
            }
        }
        visit::walk_inlines(self, inlines);
    }
}

struct Name<'a> {
    index: usize,
    wanted: &'a BTreeSet<(usize, NodeId)>,
}

impl VisitMut for Name<'_> {
    fn block(&mut self, block: &mut Block) {
        if self.wanted.contains(&(self.index, block.id))
            && let BlockKind::Heading(heading) = &mut block.kind
        {
            heading.given_anchor = Some(anchor(self.index, block.id));
        }
        visit::walk_block(self, block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::number;
    use crate::read::{ReadOptions, read};
    use crate::settings::InputFormat;

    fn chapter(name: &str, text: &str) -> Chapter {
        let input = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, name)).unwrap();
        Chapter { document: input.value.document, folder: None }
    }

    fn links(document: &mut Document) -> Vec<Target> {
        struct All(Vec<Target>);
        impl VisitMut for All {
            fn inlines(&mut self, inlines: &mut Vec<Inline>) {
                self.0.extend(inlines.iter().filter_map(|inline| match inline {
                    Inline::Link(link) => Some(link.target.clone()),
                    _ => None,
                }));
                visit::walk_inlines(self, inlines);
            }
        }
        let mut all = All(Vec::new());
        visit::walk_document(&mut all, document);
        all.0
    }

    fn headings(document: &Document) -> Vec<NodeId> {
        document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| block.id)
            .collect()
    }

    #[test]
    fn links_between_files_lead_to_their_chapters() {
        let mut joined = join(vec![
            chapter("book/one.md", "# یک\n\n## بخش\n\n[دو](two.md) [بخش دو](two.md#بخش) [اینجا](#بخش)\n"),
            chapter("book/two.md", "# دو\n\n## بخش\n\n[یک](./one.md) [بخش](#بخش)\n"),
        ]);
        assert_eq!(number(&mut joined), []);
        let headings = headings(&joined);
        let lead = [2, 3, 1, 0, 3].map(|heading: usize| Target::Node(headings[heading]));
        assert_eq!(links(&mut joined), lead);
    }

    #[test]
    fn notes_of_the_same_name_stay_apart() {
        let text = "# الف\n\nمتن[^۱]\n\n[^۱]: یادداشت\n";
        let mut joined = join(vec![chapter("a.md", text), chapter("b.md", text)]);
        assert_eq!(number(&mut joined), []);
        assert_eq!(joined.notes.len(), 2);
        assert!(joined.notes.iter().all(|note| note.references.len() == 1));
    }

    #[test]
    fn places_name_the_right_file() {
        let joined = join(vec![chapter("a.md", "# الف\n\nمتن\n"), chapter("b.md", "متن\n\nدیگر\n")]);
        let last = joined.blocks.last().unwrap();
        let place = joined.sources.place(last.span);
        assert_eq!((place.file.as_str(), place.line), ("b.md", Some(3)));
    }

    #[test]
    fn a_file_without_a_heading_gets_its_title() {
        let joined = join(vec![chapter("الف.md", "متن\n"), chapter("ب.md", "متن\n")]);
        assert_eq!(headings(&joined).len(), 2);
    }
}
