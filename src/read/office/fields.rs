//! Fields: an instruction, then its result when the file was last saved.

/// An open field.
#[derive(Debug)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    result: bool,
    kind: Kind,
}

/// How the result of a field is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    Link,
    /// A table of contents or list of pictures: generated again, or dropped.
    Dropped,
}

/// The open fields, innermost last. They may span paragraphs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Whether the last paragraph's mark is deleted, so that it continues in the
    /// next.
    pub(super) pending: bool,
}

/// The action for a part of a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Nothing,
    OpenLink(String),
    CloseLink,
    /// A table of contents is here.
    Contents,
    /// A list of pictures or tables was here.
    ListOfPictures,
}

/// The most nested fields; files from Word have fewer than ten.
const DEPTH: usize = 64;

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEPTH {
            self.open.push(Field { instruction: String::new(), result: false, kind: Kind::Text });
        }
    }

    /// Text of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result) {
            field.instruction.push_str(text);
        }
    }

    /// The result of the innermost field follows.
    pub(super) fn separate(&mut self) -> Step {
        let inside = self.is_dropped();
        let Some(field) = self.open.last_mut() else { return Step::Nothing };
        field.result = true;
        let instruction = field.instruction.trim();
        if let Some(rest) = instruction.strip_prefix("TOC").filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            field.kind = Kind::Dropped;
            return match (inside, rest.contains("\\c") || rest.contains("\\a")) {
                (true, _) => Step::Nothing,
                (false, true) => Step::ListOfPictures,
                (false, false) => Step::Contents,
            };
        }
        match link_of(instruction) {
            Some(address) if !inside => {
                field.kind = Kind::Link;
                Step::OpenLink(address)
            }
            _ => Step::Nothing,
        }
    }

    /// The innermost field ends.
    pub(super) fn end(&mut self) -> Step {
        match self.open.pop() {
            // It asks for contents even without a result.
            Some(field) if !field.result && field.instruction.trim().starts_with("TOC ") => Step::Contents,
            Some(Field { kind: Kind::Link, .. }) => Step::CloseLink,
            _ => Step::Nothing,
        }
    }

    /// Whether the text that follows is shown.
    pub(super) fn shows(&self) -> bool {
        self.open.iter().all(|field| field.result && field.kind != Kind::Dropped)
    }

    fn is_dropped(&self) -> bool {
        self.open.iter().any(|field| field.kind == Kind::Dropped)
    }
}

/// The address in `HYPERLINK "address" \l "anchor"`.
pub(super) fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1)?.trim();
    Some(if rest.trim_start().starts_with("\\l") { format!("#{quoted}") } else { quoted.to_owned() })
}
