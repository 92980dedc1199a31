//! Keeps edits of the source from changing how Markdown reads it: a mark that
//! was text must stay text, and bold must stay bold.

use super::digits;
use super::letters::is_hidden;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// How much of a line is kept to look back on.
const KEPT: usize = 256;

/// The line of the source before an edit, as the edits before it leave it.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    /// The byte of the source it has come to.
    at: usize,
    /// The end of the line so far.
    tail: String,
    /// Whether all of the line so far could place a block: indents, quotation
    /// signs, list markers.
    places: bool,
}

impl Behind {
    /// The line up to a byte of the source.
    pub(super) fn line(source: &str, at: usize) -> Self {
        let start = source[..at].rfind('\n').map_or(0, |feed| feed + 1);
        Self { at: start, tail: String::new(), places: true }
    }

    /// Goes on to a byte of the source; never back.
    pub(super) fn go_to(&mut self, source: &str, at: usize) {
        self.push(source.get(self.at..at).unwrap_or_default());
        self.at = at.max(self.at);
    }

    /// Takes an edit that ends at a byte of the source.
    pub(super) fn write(&mut self, with: &str, end: usize) {
        self.push(with);
        self.at = end;
    }

    fn push(&mut self, text: &str) {
        let line = match text.rsplit_once('\n') {
            Some((_, line)) => {
                (self.places, self.tail) = (true, String::new());
                line
            }
            None => text,
        };
        let placing =
            |c: char| digits::zero(c).is_some() || matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')' | '\\');
        self.places &= line.chars().all(placing);
        self.tail.push_str(line);
        if self.tail.len() > 2 * KEPT {
            self.tail.drain(..self.tail.floor_char_boundary(self.tail.len() - KEPT));
        }
    }

    /// Whether a change leaves the marks of Markdown what they are. `beside`:
    /// whether what stands before and behind it is a mark rather than text.
    pub(super) fn allows(&self, old: &str, with: &str, after: &str, beside: (bool, bool)) -> bool {
        let digit = |c: char| digits::zero(c).is_some();
        let numbers =
            self.places && with.ends_with(|c: char| digit(c) && !c.is_ascii()) && after.starts_with(['.', ')']);
        if numbers && !old.chars().all(digit) {
            return false;
        }
        self.keeps_marks(old, with, after)
            && self.keeps_runs(old, with, after, beside)
            && self.keeps_addresses(old, with, after)
    }

    /// Whether dropping something leaves marks apart that would mean something
    /// side by side or at the start of a line.
    fn keeps_marks(&self, old: &str, with: &str, after: &str) -> bool {
        if !with.trim_matches(' ').is_empty() {
            return true;
        }
        let blanks = [' ', '\t'];
        let at_end = after.trim_start_matches(blanks).chars().next().is_none_or(|c| c == '\n');
        let before = if at_end { self.tail.trim_end_matches(blanks) } else { &self.tail };
        let loaded = before.ends_with(is_loaded) && (at_end || with.is_empty());
        let closes = after.starts_with('#') && !old.trim_matches(' ').is_empty();
        let met = closes || (with.is_empty() && after.starts_with(['|', '#', '>']));
        let stays_blank = !with.is_empty() && old.trim_matches(blanks).is_empty();
        let mark = |c: char| c.is_ascii_punctuation() || digits::zero(c).is_some();
        let opens = !stays_blank && self.places && after.trim_start_matches(' ').starts_with(mark);
        let marker = self.tail.trim_start_matches([' ', '>', '#']).is_empty() || self.places;
        let parts = with.starts_with(' ')
            && !old.starts_with(blanks)
            && marker
            && !self.tail.trim_matches([' ', '>']).is_empty();
        !(loaded || met || opens || parts)
    }

    /// Whether the runs of `*`, `_` and `~` beside a change open and close what
    /// they did.
    fn keeps_runs(&self, old: &str, with: &str, after: &str, beside: (bool, bool)) -> bool {
        let is_run = |c: &char| matches!(c, '*' | '_' | '~');
        let meets = self.tail.chars().next_back().filter(is_run) == after.chars().next().filter(is_run);
        if with.is_empty() && meets && after.starts_with(['*', '_', '~']) {
            return false;
        }
        let left = Run::behind(&self.tail).is_none_or(|run| {
            let next = |text: &str| text.chars().chain(after.chars()).next();
            run.reads(run.outside, next(old)).may_become(run.reads(run.outside, next(with)), beside.0)
        });
        let right = Run::ahead(after).is_none_or(|run| {
            let last = |text: &str| text.chars().next_back().or(self.tail.chars().next_back());
            run.reads(last(old), run.outside).may_become(run.reads(last(with), run.outside), beside.1)
        });
        left && right
    }

    /// Whether a change leaves the addresses beside it what they are, and makes
    /// no new one: a reader finds them in the text by what stands around them.
    /// The same for tags, entities and note marks.
    fn keeps_addresses(&self, old: &str, with: &str, after: &str) -> bool {
        let part = |c: char| c.is_ascii_graphic() || is_hidden(c);
        let before = &self.tail[self.tail.trim_end_matches(part).len()..];
        let after = &after[..after.floor_char_boundary(KEPT)];
        let after = &after[..after.len() - after.trim_start_matches(part).len()];
        // Marks of Markdown part what stands behind them from the edit.
        let before = if before.ends_with([')', ']', '>']) { "" } else { before };
        let after = if after.starts_with(['[', '<', '!']) { "" } else { after };
        let is_blank = |text: &str| text.chars().all(char::is_whitespace) && !text.is_empty();
        (is_blank(old) && is_blank(with)) || !(is_address(&format!("{before}{with}{after}")) || is_open(before))
    }
}

/// Whether Latin text ends inside what may be a tag, an entity or a note mark.
fn is_open(token: &str) -> bool {
    let open = |start: &str, end: char| token.rfind(start).is_some_and(|at| !token[at..].contains(end));
    open("<", '>') || open("&", ';') || open("[^", ']')
}

/// Whether Latin text holds an address.
fn is_address(token: &str) -> bool {
    let name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mail = |at: usize| name(token[..at].chars().next_back()) && name(token[at + 1..].chars().next());
    token.contains("://") || token.contains("www.") || token.match_indices('@').any(|(at, _)| mail(at))
}

/// Marks that mean something with what stands behind them.
fn is_loaded(c: char) -> bool {
    matches!(c, '`' | '[' | ']' | '<' | '&' | '\\' | '#' | '|' | '^' | '@' | '/' | '=' | '!')
}

/// How many marks of one kind end a text.
pub(super) fn marks_behind(text: &str) -> usize {
    Run::behind(text).map_or(0, |run| text.len() - text.trim_end_matches(run.mark).len())
}

/// How many marks of one kind begin a text.
pub(super) fn marks_ahead(text: &str) -> usize {
    Run::ahead(text).map_or(0, |run| text.len() - text.trim_start_matches(run.mark).len())
}

/// A run of `*`, `_` or `~` beside an edit.
struct Run {
    mark: char,
    /// The character at its other side.
    outside: Option<char>,
}

impl Run {
    /// The run that ends a text.
    fn behind(text: &str) -> Option<Self> {
        let mark = text.chars().next_back().filter(|c| matches!(c, '*' | '_' | '~'))?;
        Some(Self { mark, outside: text.trim_end_matches(mark).chars().next_back() })
    }

    /// The run that begins a text.
    fn ahead(text: &str) -> Option<Self> {
        let mark = text.chars().next().filter(|c| matches!(c, '*' | '_' | '~'))?;
        Some(Self { mark, outside: text.trim_start_matches(mark).chars().next() })
    }

    /// Whether it can open and whether it can close, by what stands before and
    /// behind it (CommonMark 0.31, 6.2).
    fn reads(&self, before: Option<char>, behind: Option<char>) -> Reading {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let point = |c: Option<char>| c.is_some_and(is_punctuation);
        let left = !blank(behind) && (!point(behind) || blank(before) || point(before));
        let right = !blank(before) && (!point(before) || blank(behind) || point(behind));
        match self.mark {
            '_' => Reading { opens: left && (!right || point(before)), closes: right && (!left || point(behind)) },
            _ => Reading { opens: left, closes: right },
        }
    }
}

/// What a run of marks can do.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reading {
    opens: bool,
    closes: bool,
}

impl Reading {
    /// Whether nothing changes for a run that can do something else now. One
    /// that is a mark already may gain what it does not need: its other half
    /// stands nearer than anything else.
    fn may_become(self, new: Self, is_mark: bool) -> bool {
        self == new || (is_mark && (!self.opens || new.opens) && (!self.closes || new.closes))
    }
}

/// Punctuation and symbols, as CommonMark counts them.
fn is_punctuation(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.union(GeneralCategoryGroup::Symbol).contains(category)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(source: &str, old: &str, with: &str) -> bool {
        let start = source.find(old).unwrap();
        let mut behind = Behind::line(source, start);
        behind.go_to(source, start);
        behind.allows(old, with, &source[start + old.len()..], (true, true))
    }
    #[test]
    fn marks_that_were_text_stay_text() {
        assert!(!keeps("\u{200B}# نه", "\u{200B}", ""));
        assert!(!keeps("- \u{200B}1. نه", "\u{200B}", ""));
        assert!(keeps("سلا\u{200B}م", "\u{200B}", ""));
        assert!(keeps("\u{200B}سلام", "\u{200B}", ""));
    }

    #[test]
    fn bold_stays_bold() {
        assert!(keeps("**wpi@**\n", "@", ""));
        assert!(!keeps("**گام»**، ها", "»", "» "));
        assert!(!keeps("سلام**«گام»**\u{200F} ", "\u{200F}", ""));
        assert!(keeps("**گام** های", " ", "\u{200C}"));
        assert!(!keeps("__گام__ های", " ", "\u{200C}"));
    }
}
