//! Paragraphs of lists: Word knows no lists, only paragraphs with a number.

use super::body::Body;
use crate::error::Result;
use crate::read::node::Kind;
use std::collections::BTreeMap;

/// An open list.
pub(super) struct OpenList {
    id: String,
    level: usize,
}

/// Lists open around the next paragraph, innermost last.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    /// The next number of lists that were interrupted.
    next: BTreeMap<String, u64>,
}

impl Body<'_, '_, '_> {
    /// Opens the item of a list paragraph.
    pub(super) fn open_item(&mut self, id: &str, level: usize) -> Result<bool> {
        let Some(definition) = self.styles.level(id, level) else {
            self.close_lists(0);
            return Ok(false);
        };
        if definition.is_continuation() {
            let inside = !self.lists.open.is_empty();
            if inside {
                self.making.builder.loosen_list();
            }
            return Ok(inside);
        }
        let deeper = self.lists.open.iter().take_while(|list| list.level < level).count();
        let stays = self.lists.open.get(deeper).is_some_and(|list| list.level == level && list.id == id);
        self.close_lists(if stays { deeper + 1 } else { deeper });
        if stays {
            self.making.builder.close();
        } else {
            let start = definition.numbered().map(|start| match self.lists.next.get(id) {
                Some(next) if level == 0 => *next,
                _ => start,
            });
            self.open(Kind::list(start, definition.counter()))?;
            if level == 0
                && let Some(start) = start
            {
                self.lists.next.insert(id.to_owned(), start);
            }
            self.lists.open.push(OpenList { id: id.to_owned(), level });
        }
        if level == 0
            && let Some(next) = self.lists.next.get_mut(id)
        {
            *next = next.saturating_add(1);
        }
        self.open(Kind::Item { task: None })?;
        Ok(true)
    }

    /// Closes all open lists but for so many.
    pub(super) fn close_lists(&mut self, keep: usize) {
        while self.lists.open.len() > keep {
            self.lists.open.pop();
            // The item, then the list.
            self.making.builder.close();
            self.making.builder.close();
        }
    }
}
