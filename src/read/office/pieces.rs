//! The pieces of a paragraph: runs and what is between them.

use super::body::Body;
use super::fields::Step;
use super::formula;
use super::paragraph::{Paragraph, Piece};
use super::picture::Beside;
use super::run::{Look, RunProperties};
use super::symbols;
use crate::error::Result;
use crate::read::linear;
use crate::read::xml::Element;

impl Body<'_, '_, '_, '_> {
    /// Reads the content of a paragraph; true if it contains a table of
    /// contents.
    pub(super) fn inlines(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<bool> {
        let mut contents = false;
        for child in element.elements() {
            contents |= self.inline(child, paragraph)?;
        }
        Ok(contents)
    }

    pub(super) fn inline(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<bool> {
        match element.name.as_str() {
            "r" => return self.run(element, paragraph),
            "hyperlink" => {
                let outside = element.get("id").and_then(|id| self.relations.get(id)).cloned();
                let inside = element.get("anchor").map(|anchor| format!("#{anchor}"));
                let target = outside.or(inside).filter(|_| self.fields.shows());
                let is_link = target.is_some();
                paragraph.pieces.extend(target.map(Piece::Link));
                let contents = self.inlines(element, paragraph)?;
                if is_link {
                    paragraph.pieces.push(Piece::LinkEnd);
                }
                return Ok(contents);
            }
            "fldSimple" => {
                self.fields.begin();
                self.fields.instruct(element.get("instr").unwrap_or_default());
                let step = self.fields.separate();
                let mut contents = self.step(step, paragraph);
                contents |= self.inlines(element, paragraph)?;
                let step = self.fields.end();
                return Ok(self.step(step, paragraph) || contents);
            }
            "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo" | "oMathPara" => {
                return self.inlines(element, paragraph);
            }
            "oMath" if self.fields.shows() => {
                let line = linear::plain(&formula::line(element));
                if !line.trim().is_empty() {
                    paragraph.pieces.push(Piece::Formula(line));
                }
            }
            "bookmarkStart" => {
                let name = element.get("name").map(str::to_owned);
                self.anchor = self.anchor.take().filter(|name| !name.starts_with("_GoBack")).or(name);
            }
            "AlternateContent" => return self.alternate(element, paragraph, Self::inlines),
            _ => {}
        }
        Ok(false)
    }

    /// The first branch with an element that is known.
    pub(super) fn alternate(
        &mut self,
        element: &Element,
        paragraph: &mut Paragraph,
        mut read: impl FnMut(&mut Self, &Element, &mut Paragraph) -> Result<bool>,
    ) -> Result<bool> {
        for branch in element.elements().filter(|child| matches!(child.name.as_str(), "Choice" | "Fallback")) {
            let before = paragraph.pieces.len();
            let contents = read(self, branch, paragraph)?;
            if contents || paragraph.pieces.len() > before {
                return Ok(contents);
            }
        }
        Ok(false)
    }

    fn run(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<bool> {
        let own = element.child("rPr").map(RunProperties::read).unwrap_or_default();
        let (underlined, colored) = (own.underline == Some(true), own.colored == Some(true));
        let style = own.style.clone();
        let is_typewriter = own.is_typewriter();
        let around = paragraph.properties.style.as_deref();
        let properties = self.styles.run(own, around);
        let hidden = properties.hidden == Some(true);
        let mut look = properties.look();
        look.typewriter = is_typewriter && !self.styles.run(RunProperties::default(), around).is_typewriter();
        if let Some(style) = &style {
            let (bold, italic) = self.styles.emphasis(style);
            look.bold |= bold;
            look.italic |= italic;
            look.code = self.styles.is_code(style);
        }
        if !hidden && self.fields.shows() && element.child("t").is_some_and(|text| !text.text().trim().is_empty()) {
            self.told.underlined += usize::from(underlined && style.is_none());
            self.told.colored += usize::from(colored && style.is_none());
        }
        let mut run = Run { look, font: properties.font.clone(), hidden };
        let from = paragraph.pieces.len();
        let contents = self.run_content(element, &mut run, paragraph);
        if properties.from_right == Some(true) {
            paragraph.from_right.extend(from..paragraph.pieces.len());
        }
        contents
    }

    fn run_content(&mut self, element: &Element, run: &mut Run, paragraph: &mut Paragraph) -> Result<bool> {
        let mut contents = false;
        for child in element.elements() {
            match child.name.as_str() {
                "fldChar" => {
                    let step = match child.get("fldCharType") {
                        Some("begin") => {
                            self.fields.begin();
                            Step::Nothing
                        }
                        Some("separate") => self.fields.separate(),
                        _ => self.fields.end(),
                    };
                    contents |= self.step(step, paragraph);
                }
                "instrText" => self.fields.instruct(&child.text()),
                _ if run.hidden || !self.fields.shows() => {}
                "AlternateContent" => {
                    contents |= self.alternate(child, paragraph, |body, branch, paragraph| {
                        body.run_content(branch, run, paragraph)
                    })?;
                }
                "drawing" | "pict" | "object" => self.drawing(child, Beside::default(), paragraph)?,
                "ruby" => self.ruby(child, paragraph)?,
                _ => self.run_piece(child, run, paragraph),
            }
        }
        Ok(contents)
    }

    /// Reads an element of a run that is text.
    fn run_piece(&mut self, element: &Element, run: &Run, paragraph: &mut Paragraph) {
        let piece = match element.name.as_str() {
            "t" => {
                let text = element.text();
                Piece::Text(symbols::text(run.font.as_deref(), &text).unwrap_or(text), run.look.clone())
            }
            "tab" | "ptab" => Piece::Text("\t".to_owned(), run.look.clone()),
            "br" if element.get("type") == Some("page") => Piece::PageBreak,
            "br" | "cr" => Piece::LineBreak,
            "noBreakHyphen" => Piece::Text("\u{2011}".to_owned(), run.look.clone()),
            "softHyphen" => Piece::Text("\u{ad}".to_owned(), run.look.clone()),
            "sym" => {
                match symbols::sign(element.get("font").unwrap_or_default(), element.get("char").unwrap_or_default()) {
                    Some(sign) => Piece::Text(sign.to_string(), run.look.clone()),
                    None => {
                        self.told.signs += 1;
                        return;
                    }
                }
            }
            "footnoteReference" => Piece::Note(format!("fn{}", element.get("id").unwrap_or_default())),
            "endnoteReference" => Piece::Note(format!("en{}", element.get("id").unwrap_or_default())),
            "commentReference" => {
                self.told.comments += 1;
                return;
            }
            _ => return,
        };
        paragraph.pieces.push(piece);
    }

    /// Ruby text, which gives the reading of other text: put after that in
    /// brackets.
    fn ruby(&mut self, element: &Element, paragraph: &mut Paragraph) -> Result<()> {
        if let Some(base) = element.child("rubyBase") {
            self.inlines(base, paragraph)?;
        }
        let mut above = Paragraph { properties: paragraph.properties.clone(), ..Paragraph::default() };
        if let Some(text) = element.child("rt") {
            self.inlines(text, &mut above)?;
        }
        let text = above.text();
        if !text.trim().is_empty() {
            paragraph.pieces.push(Piece::Text(format!(" ({})", text.trim()), Look::default()));
        }
        Ok(())
    }

    /// Performs the action for a part of a field; true if a table of contents is
    /// here.
    fn step(&mut self, step: Step, paragraph: &mut Paragraph) -> bool {
        match step {
            Step::OpenLink(address) => paragraph.pieces.push(Piece::Link(address)),
            Step::CloseLink => paragraph.pieces.push(Piece::LinkEnd),
            Step::ListOfPictures => self.told.lists_of_pictures += 1,
            Step::Contents => return true,
            Step::Nothing => {}
        }
        false
    }
}

/// The properties of the current run.
struct Run {
    look: Look,
    font: Option<String>,
    hidden: bool,
}

#[cfg(test)]
mod tests {
    use super::super::fields::link_of;

    #[test]
    fn links_of_fields_lead_out_or_inside() {
        assert_eq!(link_of(" HYPERLINK \"https://example.org/\" ").as_deref(), Some("https://example.org/"));
        assert_eq!(link_of("HYPERLINK \\l \"here\"").as_deref(), Some("#here"));
        assert_eq!(link_of("PAGEREF here"), None);
    }
}
