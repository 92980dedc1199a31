//! Findings: what they are about, how much they reveal, and how they are
//! gathered.

use super::{fields, hidden, links};

/// The most findings kept of one file; the rest are counted. Each new one is
/// compared with all before it, so the limit also bounds that work.
const MOST: usize = 2000;
/// The longest value that is kept, in characters: enough to recognise it, and a
/// report stays readable.
const LONGEST: usize = 300;

/// The report on one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The file's format.
    pub form: Form,
    /// The findings, the most revealing first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing in the file can identify someone.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.weight != Weight::Identifying)
    }
}

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
    /// Word's DOCX.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A WebP picture.
    WebP,
    /// An SVG picture.
    Svg,
    /// HTML.
    Html,
    /// Markdown or plain text.
    Text,
}

impl Form {
    /// The format's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Svg => "SVG",
            Self::Html => "HTML",
            Self::Text => "text",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it reveals.
    pub weight: Weight,
    /// What it is about.
    pub kind: Kind,
    /// Where: a file inside the file, a page, a line; empty for the file itself.
    pub place: String,
    /// The field's own name.
    pub name: String,
    /// The value, invisible characters written as `<U+200B>`.
    pub value: String,
}

/// How much a finding reveals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It can lead to a person, a machine, a time or a copy.
    Identifying,
    /// Worth a look.
    Remark,
    /// What any file says: title, language, fonts, ordinary links.
    Plain,
}

impl Weight {
    /// The word for it in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Identifying => "identifying",
            Self::Remark => "remark",
            Self::Plain => "plain",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A name of a person or an organization.
    Person,
    /// A program.
    Software,
    /// A camera, a scanner, a serial number.
    Device,
    /// A point in time.
    Date,
    /// A place on earth.
    Location,
    /// A path or a user on a disk.
    Path,
    /// A number that distinguishes copies or documents.
    Identifier,
    /// Characters that do not show.
    Hidden,
    /// A file inside the file, or remains of an earlier version.
    Embedded,
    /// Something that runs or loads when the file is opened.
    Active,
    /// A link's target.
    Link,
    /// Any other metadata field.
    Field,
    /// The title.
    Title,
    /// The language.
    Language,
    /// A claim to conform to a standard.
    Conformance,
    /// A font.
    Font,
}

impl Kind {
    /// The word for it in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Software => "software",
            Self::Device => "device",
            Self::Date => "date",
            Self::Location => "location",
            Self::Path => "path",
            Self::Identifier => "identifier",
            Self::Hidden => "hidden",
            Self::Embedded => "embedded",
            Self::Active => "active",
            Self::Link => "link",
            Self::Field => "field",
            Self::Title => "title",
            Self::Language => "language",
            Self::Conformance => "conformance",
            Self::Font => "font",
        }
    }
}

/// Collects findings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    left_out: usize,
}

impl Findings {
    /// Adds a finding, unless the same was already found in the same place.
    pub(super) fn add(&mut self, weight: Weight, kind: Kind, place: &str, name: &str, value: &str) {
        if self.list.len() >= MOST {
            self.left_out += 1;
            return;
        }
        let finding = Finding { weight, kind, place: place.to_owned(), name: name.to_owned(), value: shown(value) };
        if !self.list.contains(&finding) {
            self.list.push(finding);
        }
    }

    /// Adds something that identifies.
    pub(super) fn identifying(&mut self, kind: Kind, place: &str, name: &str, value: &str) {
        self.add(Weight::Identifying, kind, place, name, value);
    }

    /// Adds something worth a look.
    pub(super) fn remark(&mut self, kind: Kind, place: &str, name: &str, value: &str) {
        self.add(Weight::Remark, kind, place, name, value);
    }

    /// Adds something ordinary.
    pub(super) fn plain(&mut self, kind: Kind, place: &str, name: &str, value: &str) {
        self.add(Weight::Plain, kind, place, name, value);
    }

    /// Adds a metadata field, judged by its name and value, and the hidden
    /// characters of its value.
    pub(super) fn field(&mut self, place: &str, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            let (weight, kind) = fields::judge(name, value);
            self.add(weight, kind, place, name, value);
            self.characters(&|_| place.to_owned(), value, hidden::Order::Logical);
        }
    }

    /// Adds a link's target.
    pub(super) fn link(&mut self, place: &str, target: &str) {
        let (weight, kind, name) = links::judge(target);
        self.add(weight, kind, place, name, target);
    }

    /// Adds the hidden characters of a text; `place` describes the place of a
    /// byte offset.
    pub(super) fn characters(&mut self, place: &dyn Fn(usize) -> String, text: &str, order: hidden::Order) {
        for found in hidden::find(text, order) {
            self.add(found.weight, Kind::Hidden, &place(found.at), found.name, &found.what);
        }
    }

    /// The findings, the most revealing first, those of each kind in the order
    /// found.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        if self.left_out > 0 {
            let value = format!("{} more findings are not listed", self.left_out);
            self.list.push(Finding {
                weight: Weight::Identifying,
                kind: Kind::Field,
                place: String::new(),
                name: "more".to_owned(),
                value,
            });
        }
        self.list.sort_by_key(|finding| (finding.weight, finding.kind));
        self.list
    }
}

/// A value as it can be displayed: one line, cut to [`LONGEST`], invisible
/// characters by number.
fn shown(value: &str) -> String {
    let mut out = String::new();
    for (index, letter) in value.chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            // Persian spelling needs the half-space; `hidden::judge` reports it
            // where it is odd.
            '\u{200c}' => out.push(letter),
            _ if letter.is_control() || hidden::is_invisible(letter) => out.push_str(&code_point(letter)),
            _ => out.push(letter),
        }
    }
    out
}

/// A character as its code point, `<U+200B>`.
pub(super) fn code_point(letter: char) -> String {
    format!("<U+{:04X}>", u32::from(letter))
}
