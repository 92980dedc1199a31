//! Lists and tables of tagged files.

use super::block::Node;
use super::order::digit;
use super::tags::Frame;
use super::write::Writer;
use crate::document::{CounterStyle, Extent, Table};
use crate::error::Result;
use crate::read::node::Kind as Open;

/// A label of as many letters is a term, where every item has one; a shorter one alone
/// may be a letter that counts.
const TERM: usize = 4;
/// Most cells of a table, those that are missing or covered included; a larger one is
/// read as paragraphs.
const CELLS: usize = 200_000;

pub(super) fn plain(number: Option<u64>) -> Open {
    Open::list(number, CounterStyle::Decimal)
}

/// The text of the label of an item, and what follows it.
fn labelled(node: &Node) -> (String, Vec<&Node>) {
    let Node::Inside(Frame::Item, nodes) = node else { return (String::new(), vec![node]) };
    let mut label = String::new();
    let mut rest = Vec::new();
    for node in nodes {
        if matches!(node, Node::Inside(Frame::Label, _)) {
            node.each(&mut |block| label.extend(block.letters.iter().map(|letter| letter.letter)));
        } else {
            rest.push(node);
        }
    }
    (label.trim().to_owned(), rest)
}

/// How the items of a list are counted.
fn counted(label: &str) -> Option<Open> {
    let digits: Vec<u32> = label.chars().filter_map(digit).take(6).collect();
    if !digits.is_empty() {
        let number = digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit));
        return Some(plain(Some(number)));
    }
    let letters: String = label.chars().filter(|letter| letter.is_alphabetic()).collect();
    match letters.as_str() {
        "" => None,
        "الف" | "a" | "A" => Some(Open::list(Some(1), CounterStyle::Alphabetic)),
        "ا" | "آ" => Some(Open::list(Some(1), CounterStyle::Abjad)),
        _ => None,
    }
}

pub(super) fn write(writer: &mut Writer<'_, '_>, nodes: &[Node]) -> Result<()> {
    let items: Vec<(String, Vec<&Node>)> = nodes.iter().map(labelled).collect();
    let Some((label, first)) = items.first() else { return Ok(()) };
    let is_term = |label: &str| label.chars().filter(|letter| letter.is_alphabetic()).count() >= TERM;
    let is_word =
        |label: &str| label.contains(char::is_alphabetic) && !label.contains(|letter| digit(letter).is_some());
    if items.iter().any(|(label, _)| is_term(label)) && items.iter().all(|(label, _)| is_word(label)) {
        return terms(writer, nodes);
    }
    let typed = match first.first() {
        Some(Node::Text(block)) if label.is_empty() => Writer::without_marker(block).0,
        _ => None,
    };
    writer.open(counted(label).unwrap_or_else(|| plain(typed.flatten())))?;
    for (label, nodes) in &items {
        writer.open(Open::Item { task: None })?;
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Text(block) if at == 0 && label.is_empty() => {
                    writer.nodes(&[Node::Text(Writer::without_marker(block).1)])?;
                }
                node => writer.nodes(std::slice::from_ref(*node))?,
            }
        }
        writer.builder.close_implicit();
        writer.builder.close();
    }
    writer.builder.close();
    Ok(())
}

/// Terms and what they mean.
fn terms(writer: &mut Writer<'_, '_>, nodes: &[Node]) -> Result<()> {
    writer.open(Open::Definitions(Vec::new()))?;
    for node in nodes {
        let Node::Inside(_, parts) = node else { continue };
        let is_label = |node: &&Node| matches!(node, Node::Inside(Frame::Label, _));
        let (labels, meanings): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(is_label);
        writer.open(Open::Term)?;
        labels.into_iter().try_for_each(|label| writer.run_on(std::slice::from_ref(label)))?;
        writer.builder.close();
        writer.open(Open::Meaning)?;
        meanings.into_iter().try_for_each(|node| writer.nodes(std::slice::from_ref(node)))?;
        writer.builder.close_implicit();
        writer.builder.close();
    }
    writer.builder.close();
    Ok(())
}

/// Whether a table has no more cells than are read.
fn is_bounded(nodes: &[Node]) -> bool {
    let width = |node: &Node| match node {
        Node::Inside(Frame::Row { .. }, cells) => cells
            .iter()
            .map(|cell| match cell {
                Node::Inside(Frame::Cell { extent, .. }, _) => extent.columns.max(1) as usize,
                _ => 1,
            })
            .sum::<usize>(),
        _ => 0,
    };
    // Cells above may push those of a row to the right by as much as they are wide.
    let widest = nodes.iter().map(width).max().unwrap_or_default() * 2;
    widest.saturating_mul(nodes.len()) <= CELLS
}

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, nodes: &[Node]) -> Result<()> {
        if !is_bounded(nodes) {
            return self.nodes(nodes);
        }
        self.open(Open::Table(Table { columns: Vec::new(), head: None, rows: Vec::new(), caption: None }))?;
        // How many more rows the cell above each column covers.
        let mut covered: Vec<u32> = Vec::new();
        let mut first = true;
        for node in nodes {
            match node {
                Node::Inside(Frame::Caption, nodes) => {
                    self.open(Open::Caption)?;
                    self.run_on(nodes)?;
                    self.builder.close();
                }
                Node::Inside(Frame::Row { head }, cells) => {
                    let is_head = |node: &Node| matches!(node, Node::Inside(Frame::Cell { head: true, .. }, _));
                    self.row(cells, first && (*head || cells.iter().all(is_head)), &mut covered)?;
                    first = false;
                }
                _ => {}
            }
        }
        self.builder.close();
        // Text beside the rows is text after them.
        let is_row = |node: &&Node| !matches!(node, Node::Inside(Frame::Caption | Frame::Row { .. }, _));
        nodes.iter().filter(is_row).try_for_each(|node| self.nodes(std::slice::from_ref(node)))
    }

    fn row(&mut self, cells: &[Node], head: bool, covered: &mut Vec<u32>) -> Result<()> {
        self.open(Open::Row { head, cells: Vec::new() })?;
        let bold = self.marks_bold;
        // Heads are bold anyway.
        self.marks_bold &= !head;
        let mut column = 0;
        for cell in cells {
            let (extent, nodes) = match cell {
                Node::Inside(Frame::Cell { extent, .. }, nodes) => (*extent, nodes.as_slice()),
                other => (Extent::default(), std::slice::from_ref(other)),
            };
            self.cover(&mut column, covered)?;
            self.open(Open::Cell)?;
            self.run_on(nodes)?;
            self.builder.close();
            self.builder.extent(extent);
            let columns = extent.columns.max(1) as usize;
            if covered.len() < column + columns {
                covered.resize(column + columns, 0);
            }
            for at in 0..columns {
                covered[column + at] = extent.rows.max(1) - 1;
                if at > 0 {
                    self.covered()?;
                }
            }
            column += columns;
        }
        self.cover(&mut column, covered)?;
        self.marks_bold = bold;
        self.builder.close();
        Ok(())
    }

    /// The cells from a column on that cells above cover.
    fn cover(&mut self, column: &mut usize, covered: &mut [u32]) -> Result<()> {
        while let Some(rows) = covered.get_mut(*column).filter(|rows| **rows > 0) {
            *rows -= 1;
            *column += 1;
            self.covered()?;
        }
        Ok(())
    }

    fn covered(&mut self) -> Result<()> {
        self.open(Open::Cell)?;
        self.builder.close();
        self.builder.extent(Extent::COVERED);
        Ok(())
    }
}
