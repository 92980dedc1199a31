//! What there is to choose from, read from the library's own tables.

use crate::messages::word;
use bargeh::Result;
use bargeh::convert::{Kept, Preview, Request, preview};
use bargeh::font::{FontBook, Weight};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{Command, InputFormat, OutputFormat, ROWS, Row, Settings, Ui, Values};
use bargeh::theme::{Theme, sample};
use serde_json::{Value, json};

/// Themes, settings and endings.
pub(crate) fn all(ui: Ui) -> Value {
    let themes = Theme::names().filter_map(|name| {
        let about = Theme::builtin(name).ok()?.about;
        Some(json!({ "name": name, "about": word(&about, ui) }))
    });
    let rows = ROWS.iter().filter(|row| row.commands.contains(&Command::Convert)).map(|row| setting(row, ui));
    let endings: Vec<&str> = InputFormat::ALL.iter().flat_map(|format| format.endings().iter().copied()).collect();
    json!({
        "themes": themes.collect::<Vec<_>>(),
        "settings": rows.collect::<Vec<_>>(),
        "endings": endings,
        "forms": InputFormat::WORDS,
        "sample": sample(""),
    })
}

fn setting(row: &Row, ui: Ui) -> Value {
    let kind = match row.values {
        Values::Flag => "flag",
        Values::One(_) | Values::Maybe(_) => "one",
        Values::Or(..) => "or",
        Values::Some(_) | Values::Any | Values::Pair => "text",
        Values::File => "file",
    };
    json!({
        "key": row.key,
        "group": row.group.heading().to(ui),
        "about": row.about.to(ui),
        "default": row.default.to(ui),
        "kind": kind,
        "words": row.values.words(),
        "example": row.example,
    })
}

/// A page in a theme, of a text that shows what it is for.
pub(crate) fn theme(name: &str) -> Result<Preview> {
    let text = sample(name);
    let options = ReadOptions::new(InputFormat::Markdown, format!("{name}.md"));
    let input = read(text.as_bytes(), &options)?.value;
    let mut settings = Settings::default();
    settings.set("theme", name)?;
    let request = Request { settings: settings.or(input.settings), formats: vec![OutputFormat::Pdf], modified: None };
    Ok(preview(input.document, &request, &Memory::default(), &Kept::default())?.value)
}

/// A file of the letters that the looks of the page name.
pub(crate) fn face(bold: bool) -> Option<Vec<u8>> {
    let book = FontBook::bundled();
    let weight = if bold { Weight::BOLD } else { Weight::REGULAR };
    Some(book.font(book.find("Vazirmatn", weight)?).data().to_vec())
}
