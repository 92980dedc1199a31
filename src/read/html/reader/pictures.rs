//! Pictures, beside the page or inside it.

use super::Reader;
use crate::data_url::DataUrl;
use crate::document::{Image, Inline, NodeId};
use crate::error::Result;
use crate::picture;
use crate::read::raw_html::Tag;
use crate::read::{alt, links, sizes};
use std::sync::Arc;

impl Reader<'_, '_> {
    pub(super) fn image(&mut self, tag: &Tag) -> Result<()> {
        let Some(path) = source(tag) else { return Ok(()) };
        if is_tracker(tag) {
            return Ok(());
        }
        let alt = tag.attribute("alt").map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let path = match path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            true => match self.embedded(path) {
                Some(name) => name,
                None => {
                    let message = "a picture inside the page cannot be read; its alternative text stays";
                    self.notices.warn_line("image", self.extract.line as usize, message);
                    return self.text(alt.as_deref().unwrap_or_default());
                }
            },
            false => links::decode(&links::local(path)),
        };
        self.row.picture();
        self.place()?;
        self.row.picture();
        let span = self.extract.here();
        let title = tag.attribute("title").map(str::to_owned).filter(|title| !title.is_empty());
        let alt = alt.filter(|alt| !alt::says_nothing(alt));
        let mut size = sizes::of_element(tag.attribute("width"), tag.attribute("height"), None);
        self.dress.size(&mut size);
        sizes::of_style(tag.attribute("style").unwrap_or_default(), &mut size);
        let image = Image { id: NodeId::default(), path, alt, title, size, span };
        self.builder.inline(Inline::Image(image), span);
        // Pages set pictures apart by a margin.
        self.apart = true;
        Ok(())
    }

    /// Keeps a picture embedded in the page; returns its name.
    pub(super) fn embedded(&mut self, address: &str) -> Option<String> {
        let bytes = DataUrl::parse(address)?.bytes().filter(|bytes| picture::is_known(bytes))?;
        let path = picture::embedded_name(&bytes);
        self.embedded.0.insert(path.clone(), Arc::from(bytes));
        Some(path)
    }
}

/// Where a picture is: pages that load their pictures late name them elsewhere, and have
/// a stand-in or nothing in their place.
fn source(tag: &Tag) -> Option<&str> {
    let named = |name: &str| tag.attribute(name).map(str::trim).filter(|path| !path.is_empty());
    let late = || ["data-src", "data-lazy-src", "data-original"].into_iter().find_map(named);
    match named("src") {
        Some(path) if path.starts_with("data:") => late().or(Some(path)),
        None => late(),
        path => path,
    }
}

/// Whether a picture is one that only tells a server of the visit: of one pixel.
pub(super) fn is_tracker(tag: &Tag) -> bool {
    let pixel = |side| tag.attribute(side).is_some_and(|length| matches!(length.trim(), "0" | "1" | "0px" | "1px"));
    pixel("width") && pixel("height")
}
