//! Text, Markdown, HTML: front matter, links, hidden characters.

use super::finding::{Findings, Form, Kind};
use super::hidden::Order;
use super::markup::{self, between};
use super::{chat, fields, image};
use crate::data_url;
use crate::read::alt;
use linkify::{LinkFinder, LinkKind};
use std::cell::Cell;

/// The text of a file and its encoding; `None` where it is not text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (!had_errors).then(|| (text.into_owned(), encoding.name()));
    }
    if bytes.contains(&0) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text.to_owned(), "UTF-8")),
        Err(_) => {
            let (text, had_errors) = encoding_rs::WINDOWS_1256.decode_without_bom_handling(bytes);
            (!had_errors).then(|| (text.into_owned(), "windows-1256"))
        }
    }
}

/// Lines and columns of offsets. Most are asked for in increasing order:
/// counting starts from the last one, so that a long line is not counted from
/// its start each time.
struct Places<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    /// An offset and its column.
    last: Cell<(usize, usize)>,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, line_starts, last: Cell::new((0, 1)) }
    }

    fn of(&self, at: usize) -> String {
        let line = self.line_starts.partition_point(|&start| start <= at);
        let start = self.line_starts[line - 1];
        let (from, column) =
            Some(self.last.get()).filter(|(from, _)| (start..=at).contains(from)).unwrap_or((start, 1));
        let column = column + self.text[from..at].chars().count();
        self.last.set((at, column));
        format!("line {line}, column {column}")
    }
}

/// Inspects a text.
pub(super) fn inspect(text: &str, encoding: &str, findings: &mut Findings) -> Form {
    if encoding != "UTF-8" {
        findings.remark(Kind::Field, "", "encoding", encoding);
    }
    let form = if is_markup(text) { Form::Html } else { Form::Text };
    front_matter(text, findings);
    let places = Places::new(text);
    let place = |at: usize| places.of(at);
    findings.characters(&place, text, Order::Logical);
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    for link in finder.links(text) {
        let target = link.as_str().trim_end_matches(['>', ')', ']', '*']);
        // Without a scheme, any word with a dot in it looks like an address.
        if target.contains("://") || target.starts_with("www.") || *link.kind() == LinkKind::Email {
            findings.link(&place(link.start()), target);
        }
    }
    for (at, said) in descriptions(text) {
        if fields::looks_like_path(said) {
            findings.identifying(Kind::Path, &place(at), "alternative text", said);
        } else if alt::names_a_file(said) {
            findings.remark(Kind::Path, &place(at), "alternative text", said);
        }
    }
    for (at, comment) in comments(text) {
        findings.field(&place(at), "comment", comment);
    }
    chat::inspect(text, &place, findings);
    if form == Form::Html {
        markup::inspect(text, &place, findings);
        carried(text, &place, findings);
    }
    form
}

/// Whether a text begins as HTML does, with a tag or a declaration. Markdown may begin
/// with a comment, or with an address between `<` and `>`.
fn is_markup(text: &str) -> bool {
    let mut text = text.trim_start();
    while let Some((_, rest)) = text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        text = rest.trim_start();
    }
    let Some(inside) = text.strip_prefix('<') else { return false };
    let rest = inside.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
    let is_tag = rest.starts_with(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>'));
    inside.starts_with(['!', '?']) || is_tag && rest.len() < inside.len()
}

/// The alternative texts of pictures in Markdown and HTML, each on one line.
fn descriptions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    const MARKS: [(&str, &str); 3] = [("![", "]"), ("alt=\"", "\""), ("alt='", "'")];
    let mut start = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let at = start;
        start += line.len();
        let all = MARKS.into_iter().flat_map(move |(open, close)| between(line, open, close));
        all.map(move |(inside, said)| (at + inside, said))
    })
}

/// The comments of HTML or Markdown.
fn comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    between(text, "<!--", "-->").map(|(at, comment)| (at, comment.trim()))
}

/// Reports the revealing fields of YAML (`---`) or TOML (`+++`) front matter.
fn front_matter(text: &str, findings: &mut Findings) {
    let mut lines = text.lines().enumerate();
    let Some((_, fence @ ("---" | "+++"))) = lines.next() else { return };
    for (number, line) in lines.take_while(|(_, line)| line.trim_end() != fence) {
        let parted = line.split_once(if fence == "---" { ':' } else { '=' });
        if let Some((key, value)) = parted.filter(|(key, _)| !key.starts_with([' ', '#', '-'])) {
            let value = value.trim().trim_matches(['"', '\'']);
            if matches!(key.trim(), "title" | "lang" | "author" | "date" | "subtitle" | "description" | "keywords")
                || looks_private(key)
            {
                findings.field(&format!("line {}", number + 1), key.trim(), value);
            }
        }
    }
}

/// Whether a key, from whatever program, may name someone.
fn looks_private(key: &str) -> bool {
    let key = key.trim().to_ascii_lowercase();
    ["author", "creator", "owner", "email", "user", "created", "modified", "updated", "source", "path"]
        .iter()
        .any(|word| key.contains(word))
}

/// Reports pictures and fonts embedded as `data:` addresses.
fn carried(text: &str, place: &dyn Fn(usize) -> String, findings: &mut Findings) {
    for data in data_url::all(text) {
        let at = place(data.at);
        match data.bytes() {
            Some(bytes) if data.mime.contains("font") => {
                findings.plain(Kind::Font, &at, "font file", &format!("{} bytes", bytes.len()));
            }
            Some(bytes) if image::inspect(&bytes, &at, findings).is_some() => {}
            Some(bytes) => {
                let size = format!("{} bytes", bytes.len());
                findings.remark(Kind::Embedded, &at, data.mime, &size);
            }
            None => findings.remark(Kind::Embedded, &at, data.mime, "cannot be decoded"),
        }
    }
}
