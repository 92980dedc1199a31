//! Lists and definitions as XHTML. Counters are drawn by the style sheet, so
//! that lists stay list elements for reading systems.

use super::fonts::Face;
use super::writer::Writer;
use crate::document::words::Words;
use crate::document::{Block, BlockKind, CounterStyle, Definition, List, ListItem};
use crate::error::Result;
use crate::theme::StyleName;

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List) -> Result<()> {
        let element = if list.start.is_some() { "ol" } else { "ul" };
        let class = match list.counter {
            _ if list.items.iter().any(|item| item.label.is_some()) => "labels",
            _ if list.start.is_none() && list.items.iter().any(|item| item.task.is_some()) => "tasks",
            _ if list.start.is_none() => "",
            CounterStyle::Alphabetic => "alphabetic",
            CounterStyle::Abjad => "abjad",
            CounterStyle::Decimal => digits_class(list, self.lang.primary().as_str()),
        };
        self.raw("<");
        self.raw(element);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        if let Some(start) = list.start.filter(|&start| start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.raw(">\n");
        self.with_face(self.face_of(StyleName::List), |writer| {
            // The style sheet draws the counters, so their letters must be in
            // the font.
            let (face, letters) = (writer.face, super::css::counter_letters(class));
            match class {
                "alphabetic" | "abjad" => writer.letters.add_any(face, letters),
                _ => writer.letters.add(face, &writer.lang, letters),
            }
            list.items.iter().try_for_each(|item| writer.list_item(item, list.tight))
        })?;
        self.raw("</");
        self.raw(element);
        self.raw(">\n");
        Ok(())
    }

    fn list_item(&mut self, item: &ListItem, tight: bool) -> Result<()> {
        self.raw("<li");
        let mut blocks = item.blocks.as_slice();
        let mut direction = None;
        let inline = match blocks.first().map(|block| (block.id, &block.kind)) {
            Some((id, BlockKind::Paragraph(content))) if tight => {
                direction = self.direction_of(content);
                blocks = &blocks[1..];
                Some((id, content))
            }
            _ => None,
        };
        self.dir(direction);
        self.raw(">");
        let before = self.enter(direction);
        if let Some(done) = item.task {
            self.raw("<span class=\"task\" role=\"img\"");
            self.attribute("aria-label", Words::of(&self.lang).task(done));
            self.raw(">");
            self.text(if done { "☑" } else { "☐" });
            self.raw("</span> ");
        }
        if let Some(label) = &item.label {
            self.raw("<span class=\"label\">");
            self.running(label);
            self.raw("</span> ");
        }
        if let Some((id, content)) = inline {
            self.page_marks_before(id);
            self.inlines(content)?;
        }
        if !blocks.is_empty() {
            self.raw("\n");
        }
        self.blocks(blocks)?;
        self.direction = before;
        self.raw("</li>\n");
        Ok(())
    }

    pub(super) fn definitions(&mut self, definitions: &[Definition]) -> Result<()> {
        self.raw("<dl>\n");
        for definition in definitions {
            let bold = Face { bold: true, ..self.face };
            self.with_face(bold, |writer| writer.paragraph("dt", None, &definition.term))?;
            for meaning in &definition.meanings {
                match meaning.as_slice() {
                    [Block { kind: BlockKind::Paragraph(content), .. }] => self.paragraph("dd", None, content)?,
                    blocks => self.group("dd", self.face, blocks)?,
                }
            }
        }
        self.raw("</dl>\n");
        Ok(())
    }
}

/// The class for the digits that a list counts with.
fn digits_class(list: &List, lang: &str) -> &'static str {
    match list.items.first().and_then(|item| item.marker.chars().next()) {
        Some('۰'..='۹') => "persian",
        Some('٠'..='٩') => "arabic",
        Some(_) => "",
        None if lang == "fa" => "persian",
        None => "",
    }
}
