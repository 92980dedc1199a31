//! Properties for any input: no panic, spans within the source, ids in document
//! order.

use super::{Limits, ReadOptions, read};
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, Document, Inline, NodeId, Span, Text, number};
use crate::settings::InputFormat;
use proptest::prelude::*;

/// Walks a document and checks every span in it.
struct Check<'a> {
    source: &'a str,
    last: Option<NodeId>,
}

impl Check<'_> {
    fn span(&self, span: Span) {
        assert!(self.source.get(span.start..span.end).is_some(), "{span:?} is no stretch of the source");
    }

    fn text(&self, text: &Text) {
        self.span(text.span);
        if text.map.is_empty() && text.span.start != text.span.end {
            assert_eq!(&self.source[text.span.start..text.span.end], text.text);
        }
        assert!(text.map.is_sorted(), "{text:?}");
        for (at, _) in text.text.char_indices() {
            self.span(Span::new(text.source_offset(at), text.source_end(text.text.len()).max(text.source_offset(at))));
        }
        let middle = (0..=text.text.len()).find(|at| *at * 2 >= text.text.len() && text.text.is_char_boundary(*at));
        let middle = middle.unwrap_or_default();
        self.span(text.source_span(0..middle));
        assert!(
            text.source_span(0..middle).end <= text.source_span(middle..text.text.len()).start.max(text.span.start)
        );
        assert_eq!(text.slice(0..middle).text + &text.slice(middle..text.text.len()).text, text.text);
    }
}

impl VisitMut for Check<'_> {
    fn block(&mut self, block: &mut Block) {
        self.span(block.span);
        visit::walk_block(self, block);
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in inlines.iter() {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.text(text),
                Inline::SoftBreak(span) | Inline::HardBreak(span) => self.span(*span),
                Inline::Link(link) => self.span(link.span),
                Inline::Image(image) => self.span(image.span),
                _ => {}
            }
        }
        visit::walk_inlines(self, inlines);
    }

    fn id(&mut self, id: &mut NodeId) {
        assert!(self.last.is_none_or(|last| last < *id), "ids grow");
        self.last = Some(*id);
    }
}

fn check(document: &mut Document) {
    let source = document.sources.0[0].text.clone();
    visit::walk_document(&mut Check { source: &source, last: None }, document);
}

/// Reads bytes and checks the result, before and after numbering.
fn holds(bytes: &[u8], format: InputFormat) {
    let mut options = ReadOptions::new(format, "a.md");
    options.limits = Limits { nesting: 20, ..Limits::default() };
    if let Ok(input) = read(bytes, &options) {
        let mut document = input.value.document;
        check(&mut document);
        number(&mut document);
        check(&mut document);
        assert!(!crate::dump::document(&document).is_empty());
    }
}

/// Syntax of Markdown and HTML.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "۱۲. ",
    "    ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "^",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "![",
    "](a.png \"شرح\")",
    "[^a]",
    "[^a]: ",
    "[a]: /b\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<!-- ",
    " -->",
    "<div>\n",
    "</div>\n",
    "<p dir=rtl>",
    "<td>",
    "<table>",
    "<tr>",
    "<li>",
    "<ul>",
    "<h2>",
    "<a href='#x'>",
    "</a>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<dl><dt>",
    "<dd>",
    "<caption>",
    "<code>",
    "&amp;",
    "&zwnj;",
    "&",
    "\\*",
    "\\_",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    ": ",
    "::: box\n",
    "::: poem\n",
    "::: qr\n",
    "::: toc\n",
    "::: pagebreak\n",
    ":::\n",
    "::: {.x lang=ar}\n",
    " / ",
    "- [ ] ",
    "> [!NOTE]\n",
    "---\n",
    "+++\n",
    "title: x\n",
    "=\n",
    "https://x.org/",
    "www.x.org",
    "a@b.ir",
    "سلام",
    "می\u{200c}شود",
    " ",
    "\t",
    "؟",
    "«",
    "»",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "{#id}",
    "{",
    "}",
    "x",
    "۱۲",
    "\u{301}",
    "😀",
];

/// Texts composed of such pieces.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_of_pieces_reads(text in pieces()) {
        holds(text.as_bytes(), InputFormat::Markdown);
    }

    #[test]
    fn html_of_pieces_reads(text in pieces()) {
        holds(text.as_bytes(), InputFormat::Html);
    }

    #[test]
    fn any_text_reads(text in "\\PC{0,80}") {
        holds(text.as_bytes(), InputFormat::Markdown);
        holds(text.as_bytes(), InputFormat::Text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in InputFormat::ALL {
            holds(&bytes, *format);
        }
    }

    #[test]
    fn any_front_matter_is_read_or_refused(text in "[-a-z:\\[\\]{}&*!|>\"' \n#,]{0,80}", toml in any::<bool>()) {
        let fence = if toml { "+++" } else { "---" };
        holds(format!("{fence}\n{text}\n{fence}\nمتن").as_bytes(), InputFormat::Markdown);
    }

    #[test]
    fn damaged_word_files_are_read_or_refused(at in 0_usize..4000, byte in any::<u8>(), cut in 0_usize..4000) {
        for file in ["pandoc", "libreoffice"] {
            let path = format!("{}/tests/data/{file}.docx", env!("CARGO_MANIFEST_DIR"));
            let mut bytes = std::fs::read(path).expect("the sample is there");
            let length = bytes.len();
            bytes[at % length] = byte;
            holds(&bytes, InputFormat::Docx);
            bytes.truncate(length - cut % length);
            holds(&bytes, InputFormat::Docx);
        }
    }
}
