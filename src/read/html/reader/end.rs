//! Where block elements end.

use super::super::folds;
use super::{Element, Reader};
use crate::document::Block;
use crate::read::figures;

impl Reader<'_, '_> {
    /// Ends the elements within the innermost of the given containers.
    pub(super) fn end_within(&mut self, containers: &[&str]) {
        let Some(at) = self.elements.iter().rposition(|element| containers.contains(&element.name.as_str())) else {
            return;
        };
        self.end_elements(at + 1);
        let Element { depth, framed, .. } = self.elements[at];
        if framed {
            self.close_to(depth + 1);
        }
    }

    /// Ends all open elements from an index on.
    pub(super) fn end_elements(&mut self, from: usize) {
        while self.elements.len() > from {
            let Some(element) = self.elements.pop() else { return };
            self.boundary();
            if element.name == "p" {
                self.inlines.end_paragraph(element.inlines);
            } else {
                self.inlines.truncate(element.inlines);
            }
            self.hidden -= usize::from(element.hidden);
            if element.under.is_some() && element.under == self.screen.heading() {
                self.screen.vanishes();
            }
            if !element.framed {
                self.end_row_of_pictures(&element);
                continue;
            }
            match element.name.as_str() {
                "td" | "th" => {
                    self.close_to(element.depth);
                    self.builder.extent(element.extent);
                    for _ in 1..element.extent.columns {
                        drop(self.covered_cell());
                    }
                }
                "tr" => {
                    self.close_to(element.depth + 1);
                    self.end_row();
                    self.close_to(element.depth);
                }
                _ => {
                    self.close_to(element.depth - usize::from(element.wrapped));
                    self.drop_empty(&element.name);
                    if folds::is_heading(&element.name) {
                        self.end_heading();
                    }
                }
            }
        }
    }

    /// Logos that a page sets side by side are a line.
    pub(super) fn end_row_of_pictures(&mut self, element: &Element) {
        let Some(from) = element.row.filter(|_| self.builder.frames().len() == element.depth) else { return };
        let blocks = &mut self.builder.top().blocks;
        let Some(kind) = blocks.get(from..).and_then(figures::logos) else { return };
        let Block { id, span, .. } = blocks[from];
        blocks.truncate(from);
        blocks.push(Block { id, span, kind });
    }

    pub(super) fn end_block(&mut self, name: &str) {
        self.boundary();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let in_table = matches!(name, "table" | "tr" | "td" | "th" | "caption" | "thead" | "tbody" | "tfoot");
        if matches!(name, "thead" | "tbody" | "tfoot") {
            self.end_within(&["table"]);
            self.spans.group();
            return;
        }
        for at in (0..self.elements.len()).rev() {
            let element = &self.elements[at];
            if element.name == name {
                self.end_elements(at);
                return;
            }
            // An end tag inside a cell does not end elements outside the table.
            if !in_table && matches!(element.name.as_str(), "td" | "th" | "caption") {
                return;
            }
        }
    }
}
