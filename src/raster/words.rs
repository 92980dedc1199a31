//! The text of a page, for those who do not see its picture.

use crate::frame::{Frame, ItemKind, Layout, Line, Print, Side, StructId, StructRole};

/// The text of the pages on a side, one paragraph per line, with the
/// descriptions of pictures. Artifacts such as page numbers are left out.
#[must_use]
pub fn words(print: &Print, side: &Side) -> String {
    let mut reader = Reader { layout: &print.layout, block: None, told: Vec::new(), words: String::new() };
    let pages = side.placements.iter().filter(|placement| !placement.repeated);
    for page in pages.filter_map(|placement| print.layout.pages.get(placement.page)) {
        reader.frame(&page.frame);
    }
    let mut words = reader.words.trim().to_owned();
    words.push('\n');
    words
}

struct Reader<'a> {
    layout: &'a Layout,
    /// The paragraph being read.
    block: Option<StructId>,
    /// The pictures described so far.
    told: Vec<StructId>,
    words: String,
}

impl Reader<'_> {
    fn frame(&mut self, frame: &Frame) {
        for item in &frame.items {
            if let Some(tag) = item.tag {
                self.describe(tag);
            }
            match &item.kind {
                ItemKind::Frame(inner) => self.frame(inner),
                ItemKind::Line(line) => self.line(line),
                _ => {}
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let mut tags = line.runs.iter().filter_map(|run| run.tag);
        let Some(block) = tags.next().map(|tag| self.block_of(tag)) else { return };
        if self.block != Some(block) {
            self.begin();
        } else if !self.words.ends_with(char::is_whitespace) {
            // A forced line break.
            self.words.push('\n');
        }
        self.block = Some(block);
        self.words.push_str(&line.text);
    }

    fn begin(&mut self) {
        self.words.truncate(self.words.trim_end().len());
        if !self.words.is_empty() {
            self.words.push('\n');
        }
    }

    /// Adds the description of a picture, once.
    fn describe(&mut self, tag: StructId) {
        let Some(alt) = self.layout.structure.nodes.get(tag.0 as usize).and_then(|node| node.alt.as_ref()) else {
            return;
        };
        if !self.told.contains(&tag) {
            self.told.push(tag);
            self.begin();
            self.block = None;
            self.words.push_str(alt);
        }
    }

    /// The block that an inline tag belongs to.
    fn block_of(&self, tag: StructId) -> StructId {
        let nodes = &self.layout.structure.nodes;
        let mut block = tag;
        while let Some(node) = nodes.get(block.0 as usize) {
            let inside = matches!(
                node.role,
                StructRole::Span | StructRole::Link | StructRole::Reference | StructRole::Label | StructRole::ListBody
            );
            match node.parent {
                Some(parent) if inside => block = parent,
                _ => break,
            }
        }
        block
    }
}
