//! Lists typed by hand, which Markdown separates differently than their author.

use super::Reader;
use crate::document::{CounterStyle, Span};
use crate::error::Result;
use crate::read::node::Kind;
use crate::read::typed::Mark;

impl Reader<'_, '_> {
    /// Begins an item. Its mark as typed determines how its list counts, and
    /// whether it begins a new list; Markdown considers only the sign and
    /// continues counting.
    pub(super) fn typed_item(&mut self, span: Span) -> Result<()> {
        let Some(mark) = self.mark_at(span.start) else { return Ok(()) };
        let Kind::List(list) = &self.builder.top().kind else { return Ok(()) };
        let before = list.items.last().map(|item| item.span.start).and_then(|start| self.mark_at(start));
        let Some(before) = before else {
            if let Kind::List(list) = &mut self.builder.top().kind {
                list.start = list.start.map(|_| mark.value);
                if mark.form.letters {
                    list.counter = CounterStyle::Alphabetic;
                }
            }
            return Ok(());
        };
        if mark.follows(&before) || (mark.form == before.form && mark.value == before.value) {
            if let (Some(counter), Kind::List(list)) = (mark.counter(&before), &mut self.builder.top().kind) {
                list.counter = counter;
            }
            return Ok(());
        }
        self.builder.close();
        let counter = if mark.form.letters { CounterStyle::Alphabetic } else { CounterStyle::Decimal };
        self.open(Kind::list(Some(mark.value), counter), span, true)
    }

    /// The mark typed at an offset, unless it is Markdown's own.
    fn mark_at(&self, start: usize) -> Option<Mark> {
        let written = self.source.get(start..)?;
        let mark = Mark::of(written)?;
        let is_own = mark.is_plain() && written.starts_with(|letter: char| letter.is_ascii_digit());
        (!is_own).then_some(mark)
    }
}
