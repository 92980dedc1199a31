//! The clean-up as a list, each edit taken or left. What is taken is done to the
//! document before its conversion, which then cleans no more; with nothing left out
//! the conversion itself does it, as the program's does.

use bargeh::Result;
use bargeh::document::Document;
use bargeh::persian::Edit;
use bargeh::persian::{Rule, TidyOptions, tidy};
use bargeh::resources::Resources;
use bargeh::settings::{Breaks, Clean, Digits, Heh, Reflow, Settings};
use std::collections::BTreeMap;

/// How much of the text around an edit is shown, in characters.
const CONTEXT: usize = 18;

/// An edit as the page lists it.
pub(crate) struct Listed {
    edit: Edit,
    /// What it is known by while the text around it is still being written: what it
    /// was and becomes, and how many alike come before it.
    pub(crate) key: String,
    pub(crate) line: Option<usize>,
    pub(crate) rules: Vec<Rule>,
    /// The text before it, it, what takes its place, and the text behind.
    pub(crate) shown: [String; 4],
}

/// The edits that the settings ask for.
pub(crate) fn list(document: &Document, settings: &Settings, resources: &dyn Resources) -> Result<Vec<Listed>> {
    let options = TidyOptions::new(settings, resources)?;
    let [source] = document.sources.0.as_slice() else { return Ok(Vec::new()) };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let listed = tidy(document, &options).edits.into_iter().map(|edit| {
        let (start, end) = (edit.span.start, edit.span.end);
        let was = source.text.get(start..end).unwrap_or_default();
        let kind = format!("{was}\u{1f}{}", edit.with);
        let count = counts.entry(kind.clone()).or_default();
        *count += 1;
        let before = source.text.get(..start).unwrap_or_default();
        let behind = source.text.get(end..).unwrap_or_default();
        let shown = [tail(before), was.to_owned(), edit.with.clone(), head(behind)];
        Listed {
            key: format!("{kind}\u{1f}{count}"),
            line: document.sources.place(edit.span).line,
            rules: edit.rules.iter().collect(),
            shown,
            edit,
        }
    });
    Ok(listed.collect())
}

/// Does what is taken where something is left, and turns off what would do the rest.
pub(crate) fn take(document: &mut Document, settings: &mut Settings, listed: &[Listed], left: &[String]) {
    let taken: Vec<Edit> =
        listed.iter().filter(|listed| !left.contains(&listed.key)).map(|listed| listed.edit.clone()).collect();
    if taken.len() == listed.len() {
        return;
    }
    document.apply(&taken);
    settings.clean = Some(Clean::None);
    settings.reflow = Some(Reflow::Off);
    settings.digits = Some(Digits::Keep);
    settings.heh = Some(Heh::Keep);
    settings.breaks = settings.breaks.filter(|breaks| *breaks == Breaks::Keep);
}

/// The end of a text, within its line.
fn tail(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let from = line.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    line.get(from..).unwrap_or_default().to_owned()
}

/// The beginning of a text, within its line.
fn head(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(CONTEXT).collect()
}
