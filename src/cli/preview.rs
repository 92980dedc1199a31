//! `bargeh themes --preview DIR`: a picture of each theme, so that people can choose
//! by looking.

use super::inputs::InputFile;
use super::output::{Existing, Sink};
use bargeh::convert::{Request, convert};
use bargeh::files::Disk;
use bargeh::read::{Limits, ReadOptions, format_of, read_beside};
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::{self, Theme};
use bargeh::{Error, Result};
use std::path::{Path, PathBuf};

/// The height of a page's picture in pixels, so that it fits most screens.
const HEIGHT: f64 = 1000.0;

/// A message before it is parsed.
struct Message {
    name: String,
    bytes: Vec<u8>,
    format: InputFormat,
    folder: Option<PathBuf>,
}

/// Writes the first page of a message in every theme, as `DIR/THEME.png`.
///
/// # Errors
/// Where the message cannot be read or typeset, or the folder cannot be written.
pub(crate) fn run(dir: &Path, input: Option<&Path>) -> Result<()> {
    let own = input.map(own).transpose()?;
    let denied = |source| Error::Output { path: dir.to_owned(), source };
    std::fs::create_dir_all(dir).map_err(denied)?;
    for name in Theme::names() {
        let bytes = match &own {
            Some(message) => picture(message, name)?,
            None => picture(&sample(name), name)?,
        };
        Sink::File(dir.join(format!("{name}.png"))).write(&bytes, Existing::Replace)?;
    }
    Ok(())
}

fn own(path: &Path) -> Result<Message> {
    let file = InputFile { path: path.to_owned(), relative: path.to_owned() };
    let bytes = file.read(Limits::default().bytes as u64)?;
    let format = format_of(&file.name(), &bytes)?;
    Ok(Message { name: file.name(), bytes, format, folder: Some(file.folder().to_owned()) })
}

fn sample(theme: &str) -> Message {
    Message {
        name: format!("{theme}.md"),
        bytes: theme::sample(theme).into(),
        format: InputFormat::Markdown,
        folder: None,
    }
}

/// A picture of the first page in a theme.
fn picture(message: &Message, theme: &str) -> Result<Vec<u8>> {
    let disk = Disk::new(message.folder.as_deref(), &[], &[]);
    let input = read_beside(&message.bytes, &ReadOptions::new(message.format, &message.name), &disk)?.value;
    let height = Theme::builtin(theme)?.page.paper.height.to_mm() / 25.4;
    let mut settings = Settings::default();
    settings.set("theme", theme)?;
    settings.set("ppi", &format!("{:.0}", HEIGHT / height))?;
    let request = Request { settings: settings.or(input.settings), formats: vec![OutputFormat::Png], modified: None };
    let products = convert(input.document, &request, &disk, &mut |_| {})?.value;
    let first = products.files.into_iter().next();
    first.map(|file| file.bytes).ok_or_else(|| Error::Writer { format: "PNG", message: "no page was drawn".to_owned() })
}
