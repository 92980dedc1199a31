//! Contents of a long text, collapsed to one line of a phone's screen.

use crate::document::Document;
use crate::document::words::Words;
use crate::error::Result;
use crate::web::{HeadingEntry, Writer, title_heading};

/// The fewest headings that get contents. A choice: with fewer, scrolling is as
/// quick.
const SEVERAL: usize = 3;

/// Writes contents if the text has several headings and none of its own.
pub(super) fn write(writer: &mut Writer<'_>, document: &Document) -> Result<()> {
    let title = title_heading(document).map_or("title".to_owned(), |id| format!("n{}", id.0));
    let deepest = document.meta.deepest_listed();
    let own = |heading: &&HeadingEntry| heading.level <= deepest && heading.id != title;
    let entries: Vec<(u8, String, String)> = writer
        .headings()
        .iter()
        .filter(own)
        .map(|heading| (heading.level, heading.id.clone(), heading.title.clone()))
        .collect();
    let highest = entries.iter().map(|(level, ..)| *level).min().unwrap_or(1);
    if entries.len() < SEVERAL || writer.has_contents() {
        return Ok(());
    }
    let name = Words::of(&document.meta.lang).contents;
    writer.raw("<nav class=\"toc\"");
    writer.attribute("aria-label", name);
    writer.raw(">\n<details>\n<summary>");
    writer.text(name);
    writer.raw("</summary>\n");
    writer.outline(
        &entries,
        |(level, ..)| level - highest + 1,
        |writer, (_, id, title)| {
            writer.href(id);
            writer.raw(">");
            writer.words(title)
        },
    )?;
    writer.raw("</details>\n</nav>\n");
    Ok(())
}
