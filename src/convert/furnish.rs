//! Adds generated blocks: contents, and QR codes for readers on paper, where
//! links cannot be clicked.

use crate::document::number::lists;
use crate::document::visit::{VisitMut, plain_text, walk_block, walk_document, walk_inlines};
use crate::document::words::Words;
use crate::document::{
    Block, BlockKind, Document, Heading, Inline, Link, Meta, NodeId, Qr, Role, Sources, Span, Target, Text,
};
use crate::error::Warning;
use crate::qr;
use std::collections::BTreeSet;

/// The parts to add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FurnishOptions {
    /// A QR code with its label for each distinct link.
    pub(crate) qr: bool,
    /// A table of contents after the title.
    pub(crate) toc: bool,
}

/// Adds parts to a document that is not numbered yet. What cannot be added is
/// left out with a warning.
pub(crate) fn furnish(document: &mut Document, options: &FurnishOptions) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut codes = Codes::default();
    codes.document(document);
    if options.qr {
        add_codes(document, &mut codes, &mut warnings);
    }
    warnings.extend(codes.warnings(&document.sources));
    if options.toc {
        add_contents(document, &mut warnings);
    }
    head_contents(document);
    warnings
}

/// Gives contents that the message has without a heading the usual one: a list of
/// names and numbers does not say what it is.
fn head_contents(document: &mut Document) {
    let is_contents = |block: &Block| matches!(block.kind, BlockKind::Contents(_));
    let Some(place) = document.blocks.iter().position(is_contents) else { return };
    let titled = is_titled(document);
    let above = place.checked_sub(1).filter(|&above| !(titled && above == 0));
    let has_head = |block: &Block| match &block.kind {
        BlockKind::Heading(_) => true,
        // A line of its own, as people write heads in bold.
        BlockKind::Paragraph(content) => plain_text(content).chars().count() <= SHORT_HEAD,
        _ => false,
    };
    if above.and_then(|above| document.blocks.get(above)).is_some_and(has_head) {
        return;
    }
    let mut headings = Headings::default();
    document.blocks.iter_mut().skip(usize::from(titled)).for_each(|block| headings.block(block));
    if let Some(level) = headings.highest_listed(&document.meta) {
        document.blocks.insert(place, contents_heading(level, &document.meta));
    }
}

/// The longest paragraph that is taken for a heading of contents, in letters.
const SHORT_HEAD: usize = 30;

/// Whether the first block is the title.
fn is_titled(document: &Document) -> bool {
    !document.meta.title_is_given
        && matches!(document.blocks.first().map(|first| &first.kind), Some(BlockKind::Heading(title)) if title.level == 1)
}

fn contents_heading(level: u8, meta: &Meta) -> Block {
    let content = vec![Inline::Text(Text::plain(Words::of(&meta.lang).contents, Span::default()))];
    let heading = Heading { level, tag_level: level, anchor: String::new(), given_anchor: None, content };
    block(BlockKind::Heading(heading), Span::default())
}

/// A generated block, with the span of the source nearest to it.
fn block(kind: BlockKind, span: Span) -> Block {
    Block { id: NodeId::default(), span, kind }
}

/// Puts contents, under a heading, after the title, unless the message has its
/// own.
fn add_contents(document: &mut Document, warnings: &mut Vec<Warning>) {
    let titled = is_titled(document);
    let mut headings = Headings::default();
    document.blocks.iter_mut().skip(usize::from(titled)).for_each(|block| headings.block(block));
    if headings.contents {
        return;
    }
    let level = headings.highest_listed(&document.meta);
    let Some(level) = level else {
        warnings.push(
            Warning::new("empty-contents", "there are no headings for a table of contents").hint("leave out `--toc`"),
        );
        return;
    };
    let added = [contents_heading(level, &document.meta), block(BlockKind::Contents(Vec::new()), Span::default())];
    let place = usize::from(titled);
    document.blocks.splice(place..place, added);
}

/// The headings of the message.
#[derive(Default)]
struct Headings {
    /// Level and text of each heading.
    list: Vec<(u8, Vec<Inline>)>,
    contents: bool,
}

impl Headings {
    /// The highest level that contents list.
    fn highest_listed(&self, meta: &Meta) -> Option<u8> {
        let lists = lists(meta, self.list.iter().filter(|(level, _)| *level == 1).count());
        self.list.iter().filter(|(level, content)| lists(*level, content)).map(|(level, _)| *level).min()
    }
}

impl VisitMut for Headings {
    fn block(&mut self, block: &mut Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.list.push((heading.level, heading.content.clone())),
            BlockKind::Contents(_) => self.contents = true,
            _ => {}
        }
        walk_block(self, block);
    }
}

/// The longest texts of the QR codes of a message together, in bytes: 2,048 codes of
/// links, or 56 of the largest. A choice: as PDF, EPUB and HTML they take some seconds
/// and 100 MB; a message of 2 MB asked for minutes and gigabytes.
const MOST_CODES: usize = 128 << 10;
/// What a code counts at least, in bytes: even the smallest symbol is drawn.
const SMALLEST_CODE: usize = 64;

/// Bounds the QR codes of a message: those beyond are printed as text, and links get none.
#[derive(Default)]
struct Codes {
    bytes: usize,
    /// Where the first code of the message stands that was too much.
    beyond: Option<Span>,
    /// Where the first link stands that got none.
    without: Option<Span>,
}

impl Codes {
    fn document(&mut self, document: &mut Document) {
        walk_document(self, document);
    }

    /// Whether there is room for one more.
    fn take(&mut self, text: &str) -> bool {
        self.bytes = self.bytes.saturating_add(text.len().max(SMALLEST_CODE));
        self.bytes <= MOST_CODES
    }

    fn warnings(&self, sources: &Sources) -> impl Iterator<Item = Warning> {
        let message = format!("the QR codes of this message hold more than {} KiB together", MOST_CODES >> 10);
        let told = [
            (self.beyond, "the codes from here on are printed as text; make several messages of it"),
            (self.without, "the links from here on get no code; make several messages of it"),
        ];
        let warning = move |(span, hint): (Option<Span>, &str)| {
            span.map(|span| Warning::new("qr", message.clone()).hint(hint).at(sources.place(span)))
        };
        told.into_iter().filter_map(warning)
    }
}

impl VisitMut for Codes {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Qr(qr) = &mut block.kind
            && !self.take(&qr.text)
        {
            self.beyond.get_or_insert(block.span);
            let mut text = std::mem::take(&mut qr.label);
            if !text.is_empty() {
                text.push(Inline::HardBreak(block.span));
            }
            text.push(Inline::Text(Text::plain(&qr.text, block.span)));
            block.kind = BlockKind::Paragraph(text);
        }
        walk_block(self, block);
    }
}

/// Puts codes into the last contact block, or at the end.
fn add_codes(document: &mut Document, room: &mut Codes, warnings: &mut Vec<Warning>) {
    let mut links = Links::default();
    walk_document(&mut links, document);
    let mut codes = Vec::new();
    for (url, label, span) in links.found {
        if links.encoded.contains(&url) {
            continue;
        }
        if !room.take(&url) {
            room.without = Some(span);
            break;
        }
        match qr::Qr::new(&url) {
            Err(error) => warnings
                .push(Warning::new("qr", format!("no QR code was made: {error}")).at(document.sources.place(span))),
            Ok(_) => {
                let label = vec![Inline::Text(Text::plain(label, span))];
                codes.push(block(BlockKind::Qr(Qr { text: url, label }), span));
            }
        }
    }
    match last_contact(&mut document.blocks) {
        Some(contact) => contact.extend(codes),
        None => document.blocks.extend(codes),
    }
}

/// The blocks of the last contact block. The recursion is bounded: the reader
/// limits how deeply divs are nested.
fn last_contact(blocks: &mut [Block]) -> Option<&mut Vec<Block>> {
    blocks.iter_mut().rev().find_map(|block| {
        let BlockKind::Div(div) = &mut block.kind else { return None };
        if div.role == Role::Contact { Some(&mut div.blocks) } else { last_contact(&mut div.blocks) }
    })
}

/// Links to the web, each address once, and the addresses that already have
/// codes.
#[derive(Default)]
struct Links {
    found: Vec<(String, String, Span)>,
    known: BTreeSet<String>,
    encoded: BTreeSet<String>,
}

impl Links {
    fn add(&mut self, link: &Link) {
        if let Target::Url(url) = &link.target
            && self.known.insert(url.clone())
        {
            self.found.push((url.clone(), label(link, url), link.span));
        }
    }
}

impl VisitMut for Links {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Qr(qr) = &block.kind {
            self.encoded.insert(qr.text.clone());
        }
        walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter() {
            if let Inline::Link(link) = inline {
                self.add(link);
            }
        }
        walk_inlines(self, inlines);
    }
}

/// The label of a code: the link's own text, else its address.
fn label(link: &Link, url: &str) -> String {
    let words = plain_text(&link.content);
    if !words.is_empty() {
        return words;
    }
    let address = url.split_once("://").map_or(url, |(_, address)| address);
    let address = address.strip_prefix("mailto:").or(address.strip_prefix("tel:")).unwrap_or(address);
    address.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Div;

    fn link(url: &str, words: &str) -> Block {
        let content = vec![Inline::Text(Text::plain(words, Span::default()))];
        let target = Target::Url(url.to_owned());
        let link = Link { id: NodeId::default(), target, content, bare: false, span: Span::default() };
        block(BlockKind::Paragraph(vec![Inline::Strong(vec![Inline::Link(link)])]), Span::default())
    }

    fn heading(level: u8, words: &str) -> Block {
        let content = vec![Inline::Text(Text::plain(words, Span::default()))];
        let heading = Heading { level, tag_level: level, anchor: String::new(), given_anchor: None, content };
        block(BlockKind::Heading(heading), Span::default())
    }

    fn codes(blocks: &[Block]) -> Vec<String> {
        let code = |block: &Block| match &block.kind {
            BlockKind::Qr(qr) => Some(format!("{} {}", qr.text, plain_text(&qr.label))),
            _ => None,
        };
        blocks.iter().filter_map(code).collect()
    }

    #[test]
    fn each_address_gets_one_code_in_the_contact_block() {
        let contact = Div { role: Role::Contact, lang: None, blocks: vec![link("https://example.org/", "")] };
        let mut document = Document {
            blocks: vec![
                link("https://example.com/a", "نشانی"),
                link("https://example.com/a", "باز همان"),
                block(BlockKind::Div(contact), Span::default()),
                link("tel:+9821", "۰۲۱"),
            ],
            ..Document::default()
        };
        assert!(furnish(&mut document, &FurnishOptions { qr: true, toc: false }).is_empty());
        let BlockKind::Div(contact) = &document.blocks[2].kind else { panic!() };
        let expected = ["https://example.com/a نشانی", "https://example.org/ example.org", "tel:+9821 ۰۲۱"];
        assert_eq!(codes(&contact.blocks), expected);
        // A second run adds nothing.
        furnish(&mut document, &FurnishOptions { qr: true, toc: false });
        let BlockKind::Div(contact) = &document.blocks[2].kind else { panic!() };
        assert_eq!(codes(&contact.blocks).len(), 3);
    }

    #[test]
    fn codes_stand_at_the_end_where_there_is_no_contact_block() {
        let mut document = Document {
            blocks: vec![link("https://example.com/", "نشانی"), heading(2, "پس")],
            ..Document::default()
        };
        furnish(&mut document, &FurnishOptions { qr: true, toc: false });
        assert!(matches!(document.blocks[2].kind, BlockKind::Qr(_)));
    }

    #[test]
    fn an_address_too_long_for_a_code_is_left_out_with_a_warning() {
        let url = format!("https://example.com/{}", "a".repeat(3000));
        let mut document = Document { blocks: vec![link(&url, "دراز")], ..Document::default() };
        let warnings = furnish(&mut document, &FurnishOptions { qr: true, toc: false });
        assert_eq!(warnings.len(), 1);
        assert_eq!(document.blocks.len(), 1);
    }

    #[test]
    fn codes_beyond_the_bound_are_printed_as_text() {
        let code = |n: usize| {
            let text = format!("{}{n:04}", "x".repeat(1020));
            let label = if n < 129 { vec![Inline::Text(Text::plain("کمک", Span::default()))] } else { Vec::new() };
            block(BlockKind::Qr(Qr { text, label }), Span::default())
        };
        let mut document = Document { blocks: (0..130).map(code).collect(), ..Document::default() };
        document.blocks.push(link("https://example.com/", "نشانی"));
        let warnings = furnish(&mut document, &FurnishOptions { qr: true, toc: false });
        assert_eq!(codes(&document.blocks).len(), 128);
        // The label alone does not say where the code leads.
        let BlockKind::Paragraph(text) = &document.blocks[128].kind else { panic!() };
        assert!(plain_text(text).starts_with("کمک") && plain_text(text).ends_with("x0128"));
        let BlockKind::Paragraph(text) = &document.blocks[129].kind else { panic!() };
        assert!(plain_text(text).starts_with("xx") && plain_text(text).ends_with("x0129"));
        // The link gets none either, which is no text in its place.
        assert_eq!(document.blocks.len(), 131);
        let hints: Vec<_> = warnings.iter().filter_map(|warning| warning.hint.as_deref()).collect();
        assert!(matches!(hints[..], [codes, links] if codes.contains("as text") && links.contains("no code")));
        assert!(warnings.iter().all(|warning| warning.message.contains("128 KiB")));
    }

    #[test]
    fn a_title_behind_other_text_is_no_chapter() {
        let text = link("https://example.com/", "پیش‌گفتار");
        let mut document =
            Document { blocks: vec![text, heading(1, "نام"), heading(2, "فصل")], ..Document::default() };
        document.meta.title = Some("نام".to_owned());
        document.meta.title_is_given = true;
        furnish(&mut document, &FurnishOptions { qr: false, toc: true });
        crate::document::number(&mut document);
        let BlockKind::Contents(entries) = &document.blocks[1].kind else { panic!() };
        assert_eq!(entries.iter().map(|entry| plain_text(&entry.content)).collect::<Vec<_>>(), ["فصل"]);
    }

    #[test]
    fn contents_follow_the_title() {
        let toc = FurnishOptions { qr: false, toc: true };
        let mut document = Document { blocks: vec![heading(1, "نام"), heading(2, "فصل")], ..Document::default() };
        assert!(furnish(&mut document, &toc).is_empty());
        let BlockKind::Heading(name) = &document.blocks[1].kind else { panic!() };
        assert_eq!((name.level, plain_text(&name.content).as_str()), (2, "فهرست"));
        assert!(matches!(document.blocks[2].kind, BlockKind::Contents(_)));
        furnish(&mut document, &toc);
        assert_eq!(document.blocks.len(), 4);
        let mut bare = Document { blocks: vec![heading(1, "نام")], ..Document::default() };
        assert_eq!(furnish(&mut bare, &toc)[0].code, "empty-contents");
    }

    #[test]
    fn contents_of_the_message_itself_have_a_head() {
        let contents = || block(BlockKind::Contents(Vec::new()), Span::default());
        for (above, added) in [(vec![], 1), (vec![heading(1, "نام")], 1), (vec![heading(2, "آنچه می‌آید")], 0)]
        {
            let title = above.first().is_some_and(|block| matches!(&block.kind, BlockKind::Heading(h) if h.level == 1));
            let count = above.len();
            let blocks = above.into_iter().chain([contents(), heading(2, "یک"), heading(2, "دو")]).collect();
            let mut document = Document { blocks, ..Document::default() };
            document.meta.title_is_given = !title;
            furnish(&mut document, &FurnishOptions::default());
            assert_eq!(document.blocks.len(), count + 3 + added);
            let BlockKind::Heading(head) = &document.blocks[count + added - 1].kind else { panic!("no head") };
            assert!(added == 0 || plain_text(&head.content) == "فهرست");
        }
    }
}
