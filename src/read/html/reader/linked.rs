//! Links, among them those that lead to notes or are only a drawing.

use super::super::doors;
use super::super::folds;
use super::super::inline::Style;
use super::super::names;
use super::super::notes;
use super::Reader;
use crate::document::{Inline, NodeId, NoteReference, Target};
use crate::error::Result;
use crate::read::links;
use crate::read::links::Address;
use crate::read::node::Kind;
use crate::read::raw_html::Tag;

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
        self.in_button = names::has(tag, &["btn", "button"]);
        // Buttons in a row are things apart, as words in a row are not.
        if self.in_button && self.after_button && self.builder.has_text() {
            self.extract.text(" ·", &mut self.builder);
            self.space = true;
        }
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
