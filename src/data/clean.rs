//! Cleans the values of a table, each distinct one once.

use super::holes::What;
use super::table::Table;
use super::template::Template;
use crate::document::visit::plain_text;
use crate::document::{Block, BlockKind, Document, Inline, Lang, NodeId, Source, Sources, Span, Text, counters};
use crate::persian::{TidyOptions, tidy};
use crate::settings::{Digits, Reflow};
use std::collections::{BTreeMap, BTreeSet};

/// The values as they are printed: by the rules for the message's own text.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    lines: BTreeMap<String, String>,
    /// The language whose digits the numbers of rows have.
    numbers: Lang,
}

impl Values {
    /// The cleaned values of the columns that a template names.
    pub(crate) fn clean(template: &Template, table: &Table, rows: &[usize], options: &TidyOptions) -> Self {
        let columns = template.holes.iter().filter(|hole| !hole.is_markdown).filter_map(|hole| match &hole.what {
            What::Column(name) => table.column(name),
            What::Number => None,
        });
        let mut lines: BTreeMap<String, String> = BTreeMap::new();
        // However often a column is named.
        for column in columns.collect::<BTreeSet<_>>() {
            let values = rows.iter().map(|&row| table.rows[row].values[column].as_str());
            lines.extend(values.flat_map(str::lines).map(|line| (line.to_owned(), String::new())));
        }
        let mut document = paragraphs(lines.keys().map(String::as_str));
        document.meta.lang = template.document.meta.lang.clone();
        // Lines of different rows have nothing to do with each other.
        let edits = tidy(&document, &TidyOptions { reflow: Reflow::Off, ..options.clone() }).edits;
        document.apply(&edits);
        for (cleaned, block) in lines.values_mut().zip(&document.blocks) {
            if let BlockKind::Paragraph(content) = &block.kind {
                *cleaned = plain_text(content);
            }
        }
        lines.retain(|line, cleaned| line != cleaned);
        let numbers = match options.digits {
            Digits::Latin => Lang("en".to_owned()),
            Digits::Persian => Lang("fa".to_owned()),
            Digits::Keep => template.document.meta.lang.clone(),
        };
        Self { lines, numbers }
    }

    /// The number of a row as it is printed: nobody typed it, so it has the digits of
    /// the message's language.
    pub(super) fn number(&self, number: usize) -> String {
        counters::decimal(number as u64, &self.numbers)
    }

    /// A line of a value as it is printed.
    pub(super) fn line<'a>(&'a self, line: &'a str) -> &'a str {
        self.lines.get(line).map_or(line, String::as_str)
    }
}

/// A document with a paragraph for each line.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> Document {
    let (mut source, mut blocks) = (String::new(), Vec::new());
    for line in lines {
        let span = Span::new(source.len(), source.len() + line.len());
        source.push_str(line);
        source.push_str("\n\n");
        let content = vec![Inline::Text(Text::plain(line, span))];
        blocks.push(Block { id: NodeId::default(), span, kind: BlockKind::Paragraph(content) });
    }
    Document { blocks, sources: Sources(vec![Source::new("", source)]), ..Document::default() }
}
