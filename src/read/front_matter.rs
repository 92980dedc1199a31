//! Front matter, the block of settings at the start of a message: YAML between
//! `---` lines or TOML between `+++` lines.

mod keys;
mod toml;
mod yaml;

pub use keys::META_KEYS;

use super::notices::Notices;
use crate::document::{Direction, Meta, Span};
use crate::error::{Error, Place, Result};
use crate::settings::Settings;

/// The value of a key.
#[derive(Debug, PartialEq)]
enum Value {
    /// A word, number, date or truth value, as written.
    Text(String),
    List(Vec<Value>),
    /// Empty: as if the key were not there.
    Nothing,
    Table(Vec<(String, Value)>),
}

/// A key, its value, and its line in the file.
#[derive(Debug, PartialEq)]
struct Entry {
    key: String,
    value: Value,
    line: usize,
}

/// An error found by a parser, with the line of the file.
struct Fault {
    message: String,
    line: Option<usize>,
}

/// The content of the front matter.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) meta: Meta,
    pub(super) settings: Settings,
    /// The direction it gives, for messages that name no language.
    pub(super) direction: Option<Direction>,
    /// Unknown keys.
    pub(super) passed_over: Vec<String>,
    /// The offset where the message itself begins.
    pub(super) end: usize,
}

/// Reads the front matter of a message, if it has one.
pub(super) fn read(notices: &mut Notices<'_>, limit: usize) -> Result<FrontMatter> {
    let text = notices.text();
    let Some(found) = find(text) else { return Ok(FrontMatter::default()) };
    let Some((inside, end)) = found.closed else {
        notices.warn_with_hint(
            "front-matter",
            Span::new(0, 3),
            format!("the front matter that `{}` opens is not closed; it is read as text", found.fence),
            format!("close it with a line of its own, `{}`", found.fence),
        );
        return Ok(FrontMatter::default());
    };
    if inside.len() > limit {
        return Err(notices.refuse(
            Span::default(),
            format!("the front matter is longer than {} KiB", limit >> 10),
            "put the text behind the front matter",
        ));
    }
    let parsed = if found.fence == "+++" { toml::parse(inside) } else { yaml::parse(inside) };
    let entries = parsed.map_err(|fault| {
        notices.refuse_line(fault.line, format!("front matter: {}", fault.message), hint_for(found.fence))
    })?;
    let mut front = FrontMatter { end, ..FrontMatter::default() };
    for entry in entries {
        front.take(&entry).map_err(|error| at_line(error, notices, entry.line))?;
    }
    // A number without a name is useless.
    front.meta.about.series = front.meta.about.series.filter(|series| !series.name.is_empty());
    Ok(front)
}

/// The offset after front matter, whatever it contains.
pub(super) fn end(text: &str) -> usize {
    find(text).and_then(|found| found.closed).map_or(0, |(_, end)| end)
}

fn hint_for(fence: &str) -> &'static str {
    if fence == "+++" {
        "between `+++` stands TOML, such as `title = \"…\"`"
    } else {
        "between `---` stands YAML, such as `title: …`"
    }
}

/// Adds its line to an error about a setting.
fn at_line(error: Error, notices: &Notices<'_>, line: usize) -> Error {
    let hint = error.hint().map(str::to_owned);
    Error::Source {
        message: format!("front matter: {error}"),
        place: Place { file: notices.file().to_owned(), line: Some(line) },
        hint,
    }
}

struct Found<'a> {
    fence: &'static str,
    /// The text between the fences, and the offset after them; `None`: not
    /// closed.
    closed: Option<(&'a str, usize)>,
}

/// Finds front matter: a fence as the first line, followed directly by keys. A
/// thematic break followed by other text is not front matter.
fn find(text: &str) -> Option<Found<'_>> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let start = text.find('\n')? + 1;
    if !text[..start].trim_end().eq(fence) {
        return None;
    }
    let mut at = start;
    let mut closed = None;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            closed = Some((&text[start..at], at + line.len()));
            break;
        }
        at += line.len();
    }
    let inside = closed.map_or(&text[start..], |(inside, _)| inside);
    let sign = if fence == "+++" { '=' } else { ':' };
    let first = inside.lines().map(str::trim).find(|line| !line.starts_with('#'));
    let says_something = match first {
        Some("") => false,
        None => closed.is_some(),
        Some(line) => line.contains(sign) || line.starts_with(['{', '[', '&', '!', '%']),
    };
    says_something.then_some(Found { fence, closed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::error::Warning;

    fn read_text(text: &str) -> Result<(FrontMatter, Vec<Warning>)> {
        let source = Source::new("a.md", text);
        let mut notices = Notices::new(&source);
        let front = read(&mut notices, 64 << 10)?;
        Ok((front, notices.list))
    }

    fn fault(text: &str) -> (Option<usize>, String, String) {
        let error = read_text(text).expect_err(text);
        let hint = error.hint().unwrap_or_default().to_owned();
        (error.place().and_then(|place| place.line), error.to_string(), hint)
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"پیام: یک\"\nauthor: [الف, ب]\ndate: 1404/05/12\nfont_size: ۱۲\ntoc: yes\nlang: fa-IR\nlogo: l.png\n---\nمتن";
        let toml = "+++\ntitle = \"پیام: یک\"\nauthor = ['الف', 'ب']\ndate = '1404/05/12'\nfont-size = 12\ntoc = true\nlang = 'fa-IR'\nlogo = 'l.png'\n+++\nمتن";
        for text in [yaml, toml] {
            let (front, warnings) = read_text(text).unwrap();
            assert_eq!(warnings, []);
            assert_eq!(&text[front.end..], "متن");
            assert_eq!(front.meta.title.as_deref(), Some("پیام: یک"));
            assert!(front.meta.title_is_given);
            assert_eq!(front.meta.authors, ["الف", "ب"]);
            assert_eq!(front.meta.date.as_deref(), Some("1404/05/12"));
            assert_eq!(front.meta.lang.as_str(), "fa-IR");
            assert_eq!(front.meta.logo.as_deref(), Some("l.png"));
            assert_eq!(front.settings.toc, Some(true));
            assert_eq!(front.settings.font_size, Some(crate::units::Length::pt(12.0)));
            assert_eq!(front.settings.title.as_deref(), Some("پیام: یک"));
        }
    }

    #[test]
    fn numbers_and_dates_keep_their_writing() {
        for (written, read) in
            [("1.10", "1.10"), ("2024-01-01", "2024-01-01"), ("0123", "0123"), ("1984 # x", "1984"), ("true", "true")]
        {
            let (front, _) = read_text(&format!("---\ntitle: {written}\n---\n")).unwrap();
            assert_eq!(front.meta.title.as_deref(), Some(read), "{written}");
        }
    }

    #[test]
    fn faults_name_their_line() {
        let (line, message, hint) = fault("---\ntitle: x\ntitel: y\n---\n");
        assert_eq!((line, hint.as_str()), (Some(3), "did you mean `title`?"), "{message}");
        assert_eq!(fault("---\ntitle: x\ntitle: y\n---\n").0, Some(3));
        assert_eq!(fault("---\na:\n  - b\ntitle: [a, b]\n---\n").0, Some(4));
        assert_eq!(fault("---\ntitel: x\ntitle: [a, b]\n---\n").0, Some(2), "the first fault comes first");
        let (line, message, _) = fault("---\nauthor: x\ntitle: [a, b]\n---\n");
        assert_eq!((line, message.as_str()), (Some(3), "front matter: `title` is not a single value"));
        assert_eq!(fault("---\ntitle:\n  a: b\n---\n").0, Some(2));
        assert_eq!(fault("+++\ntitle = \n+++\n").0, Some(2));
        assert!(fault("---\ntitle: \"x\n---\n").0.is_some());
        let (line, message, hint) = fault("---\nfont-size: 900\n---\n");
        assert_eq!((line, hint.contains("4 to 200")), (Some(2), true), "{message}");
        for tag in ["فارسی", "en_US", "farsi", &"x".repeat(500), "fa-", "1"] {
            let (line, message, hint) = fault(&format!("---\nlang: {tag}\n---\n"));
            assert!(line == Some(2) && hint.contains("BCP 47") && message.len() < 200, "{message} {hint}");
        }
    }

    #[test]
    fn bombs_and_objects_are_refused() {
        let mut bomb = "---\na0: &a0 [x, x]\n".to_owned();
        for level in 1..10 {
            let before = format!("*a{}, ", level - 1).repeat(9);
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        fault(&(bomb + "---\n"));
        fault("---\ntitle: !!python/object:os.system x\n---\n");
        fault(&format!("---\ntitle: {}\n---\n", "[".repeat(5000)));
        fault(&format!("---\ntitle: {}\n---\n", "{a: ".repeat(5000)));
        let (_, message, _) = fault(&format!("---\ntitle: {}\n---\n", "x".repeat(70_000)));
        assert!(message.contains("64 KiB"), "{message}");
    }

    #[test]
    fn what_is_no_front_matter_is_text() {
        for text in ["---\n\nمتن\n\n---\n", "---\nسلام\n---\n", "--- x\na: b\n---\n", "متن\n---\na: b\n---\n", "---"]
        {
            let (front, warnings) = read_text(text).unwrap();
            assert_eq!((front.end, warnings), (0, Vec::new()), "{text}");
        }
        let (front, warnings) = read_text("---\ntitle: x\n\nمتن").unwrap();
        assert_eq!((front.end, warnings[0].code), (0, "front-matter"));
        for empty in ["---\n---\nx", "---\n# nothing\n---\nx", "+++\n+++\nx"] {
            let (front, warnings) = read_text(empty).unwrap();
            assert_eq!((front.end, warnings), (empty.len() - 1, Vec::new()), "{empty}");
        }
    }

    #[test]
    fn keys_of_other_tools_are_passed_over() {
        let jekyll = "---\nlayout: post\nstatus: published\npermalink: /a/\ntitle: عنوان\n---\n";
        let obsidian = "---\naliases: [الف]\ncssclasses: rtl\ncreated: 2024-01-01\ntitle: عنوان\n---\n";
        let docusaurus = "---\nsidebar_position: 3\nsidebar_label: الف\nhide_title: true\ntitle: عنوان\n---\n";
        let hugo = "+++\ntitle = 'عنوان'\nweight = 3\ndraft = true\n[params]\nmath = true\n+++\n";
        for (text, passed_over) in [(jekyll, 3), (obsidian, 2), (docusaurus, 3), (hugo, 3)] {
            let (front, warnings) = read_text(text).unwrap();
            assert_eq!((front.meta.title.as_deref(), warnings), (Some("عنوان"), Vec::new()), "{text}");
            assert_eq!(front.passed_over.len(), passed_over, "{:?}", front.passed_over);
        }
        let (front, _) = read_text("---\ntitle: ~\nno-toc: true\n---\n").unwrap();
        assert_eq!((front.meta.title, front.settings.toc), (None, Some(false)));
    }

    #[test]
    fn a_slip_of_the_pen_is_told_where_the_value_would_fit() {
        for (line, meant) in [
            ("titel: y", "title"),
            ("sub_title: y", "subtitle"),
            ("fontsize: 12", "font-size"),
            ("kashidaa: off", "kashida"),
            ("datee: 1403", "date"),
            ("no_tocc: true", ""),
        ] {
            let text = format!("---\n{line}\n---\n");
            match meant {
                "" => assert_eq!(read_text(&text).unwrap().0.passed_over.len(), 1, "{line}"),
                _ => assert_eq!(fault(&text).2, format!("did you mean `{meant}`?"), "{line}"),
            }
        }
        for line in ["role: admin", "version: 1.2", "fontsize: big", "update: often", "titles: [a, b]"] {
            assert_eq!(read_text(&format!("---\n{line}\n---\n")).unwrap().0.passed_over.len(), 1, "{line}");
        }
    }

    #[test]
    fn what_other_tools_say_is_understood() {
        let text = "---\nauthors:\n  - name: الف\n    url: https://a.example\n  - ب\ntags: [یک، دو, '#سه']\nkeywords: یک, چهار\n\
                    summary: چکیده\ndescription: شرح\nlanguage: fa_AF\nimage: /a.png\nseries: {name: دفترها, number: ۲}\n\
                    publisher: نشر\ndate: 2024-05-31 10:00:00 +0330\n---\n";
        let (front, warnings) = read_text(text).unwrap();
        let about = front.meta.about;
        assert_eq!((front.passed_over, warnings), (Vec::new(), Vec::new()));
        assert_eq!(front.meta.authors, ["الف", "ب"]);
        assert_eq!(about.subjects, ["یک", "دو", "سه", "چهار"]);
        assert_eq!((about.description.as_deref(), about.publisher.as_deref()), (Some("شرح"), Some("نشر")));
        assert_eq!(about.series.map(|series| (series.name, series.number)), Some(("دفترها".into(), Some("2".into()))));
        assert_eq!((front.meta.lang.as_str(), front.meta.date.as_deref()), ("fa-AF", Some("2024-05-31")));
        assert_eq!(front.meta.cover.as_deref(), Some("/a.png"));
        for (line, direction) in [
            ("dir: rtl", Some(Direction::Rtl)),
            ("cssclasses: [wide, rtl]", Some(Direction::Rtl)),
            ("direction: LTR", Some(Direction::Ltr)),
            ("layout: rtl", None),
        ] {
            assert_eq!(read_text(&format!("---\n{line}\n---\n")).unwrap().0.direction, direction, "{line}");
        }
        assert_eq!(read_text("---\nvolume: 2\n---\n").unwrap().0.meta.about.series, None);
    }
}
