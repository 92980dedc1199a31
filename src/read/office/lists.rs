//! The lists that are open before the next paragraph.

use super::numbering::Mark;
use super::write::Writer;
use crate::document::CounterStyle;
use crate::error::Result;
use crate::read::node::Kind;

/// An open list.
struct OpenList {
    id: String,
    level: usize,
    /// The number of the next item, if the document's own counting gives it.
    next: Option<u64>,
    labelled: bool,
    /// The label of the open item.
    label: Option<String>,
}

/// Open lists, innermost last.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
}

impl Writer<'_, '_, '_> {
    /// Opens the item of a list paragraph; false where it is in no list.
    pub(super) fn open_item(&mut self, id: &str, level: usize, mark: &Mark) -> Result<bool> {
        if *mark == Mark::Nothing {
            let inside = !self.lists.open.is_empty();
            if inside {
                self.builder.loosen_list();
            }
            return Ok(inside);
        }
        let (number, counter) = match mark {
            Mark::Number(number, counter) => (Some(*number), *counter),
            _ => (None, CounterStyle::Decimal),
        };
        let labelled = matches!(mark, Mark::Label(_));
        let label = match mark {
            Mark::Label(label) => Some(label.clone()),
            _ => None,
        };
        let deeper = self.lists.open.iter().take_while(|list| list.level < level).count();
        let goes_on =
            |list: &OpenList| list.level == level && list.id == id && list.labelled == labelled && list.next == number;
        if self.lists.open.get(deeper).is_some_and(goes_on) {
            self.close_lists(deeper + 1);
            self.close_item();
        } else {
            self.close_lists(deeper);
            // A list whose items have labels is ordered, too.
            let start = number.or(labelled.then_some(1));
            self.open(Kind::list(start, counter))?;
            let list = OpenList { id: id.to_owned(), level, next: number, labelled, label: None };
            self.lists.open.push(list);
        }
        if let Some(list) = self.lists.open.last_mut() {
            list.next = list.next.map(|next| next.saturating_add(1));
            list.label = label;
        }
        self.open(Kind::Item { task: None })?;
        Ok(true)
    }

    fn close_item(&mut self) {
        self.builder.close_implicit();
        self.builder.close();
        if let Some(label) = self.lists.open.last_mut().and_then(|list| list.label.take()) {
            self.builder.label_item(label);
        }
    }

    /// Closes all open lists except this many.
    pub(super) fn close_lists(&mut self, keep: usize) {
        while self.lists.open.len() > keep {
            self.close_item();
            self.lists.open.pop();
            self.builder.close();
        }
    }
}
