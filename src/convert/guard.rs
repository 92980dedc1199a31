//! Guards against a user's damaged font, and warnings about metadata.

use crate::document::Meta;
use crate::document::date::is_calendar_date;
use crate::error::{Error, Result, Warning};
use crate::settings::Settings;
use crate::theme::Theme;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work that reads a user's font. The libraries that shape and subset trust
/// a font's tables and may panic on damaged ones; then the font is refused.
/// Without a user's font nothing is caught.
pub(super) fn with_font<T>(settings: &Settings, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let own = settings.font.as_deref().filter(|name| super::choose::is_file(name));
    let Some(font) = own.or(settings.font_bold.as_deref()) else { return work() };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Err(Error::Writer { .. })) | Err(_) => Err(Error::Resource {
            name: font.to_owned(),
            message: "the font is damaged: its letters cannot be written".to_owned(),
            hint: Some("get the font again from its maker".to_owned()),
        }),
        Ok(result) => result,
    }
}

/// Warns of a date that should go into the metadata and is not valid there.
pub(super) fn date(settings: &Settings, meta: &Meta) -> Option<Warning> {
    let date =
        meta.date.as_deref().filter(|date| super::choose::publishes(settings, "date") && !is_calendar_date(date))?;
    let message = format!("the date `{}` is printed, but left out of the file's metadata", date.escape_debug());
    Some(Warning::new("odd-date", message).hint("write it as year-month-day of the Gregorian calendar: 2024-05-21"))
}

/// Warns of a message that is longer than its theme is made for: a poster has
/// one side, and a flyer printed on both sides costs twice as much.
pub(super) fn sides(settings: &Settings, theme: &Theme, pages: usize) -> Option<Warning> {
    if !theme.fill || pages < 2 || settings.fit.is_some() {
        return None;
    }
    let message = format!("the message takes {pages} pages; `{}` is a theme for one", theme.name);
    Some(
        Warning::new("several-sides", message)
            .hint("shorten it, or say `--fit 1`; `--fit 2` is for both sides of a leaf"),
    )
}

/// Warns where the title is the file's name: it goes into the output, and file
/// names are often not meant for readers.
pub(super) fn name(meta: &Meta) -> Option<Warning> {
    let title = meta.title.as_ref().filter(|_| meta.title_is_name)?;
    let message = format!("the title is the name of the file, `{title}`, and goes into what is made of it");
    Some(Warning::new("title-from-name", message).hint("give a heading, `title:` in the front matter, or `--no-title`"))
}
