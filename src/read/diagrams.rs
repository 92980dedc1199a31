//! Diagrams written in words, such as those of Mermaid: a script of the network draws them
//! on a screen. On paper their words stay, as code, and that is told.

use crate::document::visit::{self, VisitMut};
use crate::document::{Block, BlockKind, Document, Span};
use crate::error::Warning;

/// What the programs that draw call their languages.
const LANGUAGES: &[&str] = &[
    "mermaid",
    "plantuml",
    "puml",
    "uml",
    "dot",
    "graphviz",
    "gv",
    "d2",
    "ditaa",
    "blockdiag",
    "seqdiag",
    "nomnoml",
    "flowchart",
    "sequence",
    "wavedrom",
    "vega",
    "vega-lite",
    "markmap",
];

/// Whether code is the source of a diagram, by the name of its language.
pub(super) fn is_language(name: &str) -> bool {
    LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Tells once of the diagrams of a message, at the first.
pub(super) fn tell(document: &mut Document, warnings: &mut Vec<Warning>) {
    let mut found = Found::default();
    visit::walk_document(&mut found, document);
    let Some(first) = found.first else { return };
    let message = format!("diagrams that another program draws are printed as they are written: {}", found.count);
    let hint = "a picture of it can be put in";
    warnings.push(Warning::new("diagram", message).at(document.sources.place(first)).hint(hint));
}

#[derive(Default)]
struct Found {
    count: usize,
    first: Option<Span>,
}

impl VisitMut for Found {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Code(code) = &block.kind
            && code.language.as_deref().is_some_and(is_language)
        {
            self.count += 1;
            self.first.get_or_insert(block.span);
        }
        visit::walk_block(self, block);
    }
}
