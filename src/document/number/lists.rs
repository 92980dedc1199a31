//! Markers of list items, in the digits of the language of their div.

use crate::document::counters::counter;
use crate::document::visit::{self, VisitMut};
use crate::document::{Block, BlockKind, Document, Lang, List};

/// The markers of unordered lists, alternating by depth.
const BULLETS: [&str; 2] = ["•", "–"];
/// The markers of open and done tasks.
const TASKS: [&str; 2] = ["☐", "☑"];

pub(super) fn mark(document: &mut Document) {
    let lang = document.meta.lang.clone();
    visit::walk_document(&mut Lists { lang, bullets: 0 }, document);
}

struct Lists {
    lang: Lang,
    /// How many unordered lists enclose this point.
    bullets: usize,
}

impl VisitMut for Lists {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::List(list) => {
                self.markers(list);
                let deeper = usize::from(list.start.is_none());
                self.bullets += deeper;
                visit::walk_block(self, block);
                self.bullets -= deeper;
            }
            BlockKind::Div(div) => {
                let outer = div.lang.clone().map(|lang| std::mem::replace(&mut self.lang, lang));
                visit::walk_block(self, block);
                if let Some(outer) = outer {
                    self.lang = outer;
                }
            }
            _ => visit::walk_block(self, block),
        }
    }
}

impl Lists {
    fn markers(&self, list: &mut List) {
        let mut next = list.start;
        for item in &mut list.items {
            item.marker = match (item.task, &mut next) {
                _ if item.label.is_some() => item.label.clone().unwrap_or_default(),
                (Some(done), _) => TASKS[usize::from(done)].to_owned(),
                (None, None) => BULLETS[self.bullets % BULLETS.len()].to_owned(),
                (None, Some(number)) => format!("{}.", counter(*number, list.counter, &self.lang)),
            };
            next = next.map(|number| number.saturating_add(1));
        }
    }
}
