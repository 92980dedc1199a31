//! Links, among them those that lead to notes or are only a drawing.

use super::super::doors;
use super::super::folds;
use super::super::inline::{self, Style};
use super::super::names;
use super::super::notes;
use super::Reader;
use crate::document::{Inline, NodeId, NoteReference, Target};
use crate::error::Result;
use crate::read::links;
use crate::read::links::Address;
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

/// Links in a row: buttons, and others outside running text, are things apart, as words in
/// a row are not.
#[derive(Default)]
pub(super) struct Row {
    /// Whether all that the paragraph shows so far is in links.
    only: bool,
    /// Where the open link leads, and whether it looks like a button.
    open: Option<(String, bool)>,
    /// Whether it shows something.
    shown: bool,
    /// The same of the link that is the last that is shown.
    last: Option<(String, bool)>,
    /// Whether a dot comes before what is shown next.
    due: bool,
}

impl Row {
    pub(super) fn begin_paragraph(&mut self) {
        (self.only, self.last, self.due) = (true, None, false);
    }

    /// Something is shown; returns whether a dot comes before it.
    pub(super) fn place(&mut self) -> bool {
        self.only &= self.open.is_some();
        (self.shown, self.last) = (true, None);
        std::mem::take(&mut self.due)
    }

    /// A link begins; one that goes on where the last ended, and leads there too, is a
    /// part of it.
    fn link(&mut self, address: &str, is_button: bool, is_running: bool, space: bool) {
        let is_apart = |button: bool| (is_button && button) || (self.only && !is_running);
        self.due = self.last.as_ref().is_some_and(|(to, button)| (space || to != address) && is_apart(*button));
        self.open = Some((address.to_owned(), is_button));
        self.shown = false;
    }

    /// A picture is shown: icons in a row are told apart by themselves.
    pub(super) fn picture(&mut self) {
        (self.only, self.due) = (false, false);
    }

    pub(super) fn end_link(&mut self) {
        let ended = self.open.take();
        if std::mem::take(&mut self.shown) {
            self.last = ended;
        }
        self.due = false;
    }
}

impl Reader<'_, '_> {
    pub(super) fn link(&mut self, tag: &Tag) -> Result<()> {
        self.close_inline("a");
        // What a click folds out is printed below.
        if folds::opens(tag).is_some() {
            return Ok(());
        }
        if notes::leads_back(tag) {
            self.inlines.open("a", None);
            return Ok(());
        }
        if let Some(label) = notes::reference(tag, &self.notes) {
            let label = label.to_owned();
            self.place()?;
            let span = self.extract.here();
            let reference = NoteReference { id: NodeId::default(), label, note: 0, mark: String::new(), span };
            self.builder.inline(Inline::NoteReference(reference), span);
            // Notes get new marks.
            self.inlines.open("a", None);
            return Ok(());
        }
        let Some(address) = tag.attribute("href") else { return Ok(()) };
        let block = self.elements.last().map(|element| element.name.as_str());
        self.row.link(address, names::has(tag, &["btn", "button"]), inline::is_running(block), self.space);
        match links::judge(address) {
            Address::Good(target) if self.inlines.len() < self.limit => {
                self.icon = Some(target.clone());
                let called = tag.attribute("aria-label").or(tag.attribute("title")).map(str::trim);
                let called = called.filter(|called| !called.is_empty() && matches!(target, Target::Url(_)));
                self.label = called.filter(|_| !doors::passes_on(address)).map(str::to_owned);
                self.drawn = false;
                self.inlines.open("a", Some(Style::Link(target)));
            }
            Address::Good(_) => {}
            Address::Scheme(_) | Address::Nowhere | Address::TooLong => {
                if self.nowhere.0 == 0 {
                    self.nowhere.1 = self.extract.line;
                }
                self.nowhere.0 += 1;
            }
        }
        Ok(())
    }

    /// A link that is only a drawing says what it is called; alone in its item it shows its
    /// address, and without a drawing it lies over what the page shows elsewhere.
    pub(super) fn end_icon(&mut self) {
        let in_text = self.builder.has_text();
        let is_alone = matches!(self.builder.top().kind, Kind::Item { .. } | Kind::List(_));
        if let Some(label) = self.label.take()
            && !self.is_unseen()
            && (in_text || (self.drawn && !is_alone))
            && self.text(&label).is_ok()
        {
            self.space = true;
        }
    }
}
