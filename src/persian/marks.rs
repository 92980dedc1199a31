//! Punctuation marks: their Persian forms, and the spaces around them.

use super::digits;
use super::flow::{ADDRESS, HARD_BREAK, OBJECT, SOFT_BREAK};
use super::kinds::{Kind, Kinds};
use super::letters::{ZWNJ, is_letter, is_mark};
use super::rewrite::Change;
use super::rules::{Rule, RuleSet};
use super::stops::Stops;
use super::survey::Survey;
use std::ops::Range;

/// Endings that may follow a closing quotation mark without a space.
const ENDINGS: &[&str] = &["ها", "های", "هایی", "ی", "ای", "ام", "ات", "اش", "مان", "تان", "شان", "ست", "اند", "وار"];
/// Words that are found near a handle.
const MESSENGERS: &[&str] = &[
    "تلگرام",
    "اینستاگرام",
    "سیگنال",
    "واتساپ",
    "واتس‌اپ",
    "توییتر",
    "تویتر",
    "توئیتر",
    "ایکس",
    "فیسبوک",
    "فیس‌بوک",
    "کانال",
    "آیدی",
    "پیامگیر",
    "پیام‌رسان",
    "Telegram",
    "Instagram",
    "Signal",
    "Twitter",
];

/// The changes of the rules, sorted, not touching each other.
pub(super) fn changes(text: &str, survey: &Survey, rules: RuleSet) -> Vec<Change> {
    if !may_change(survey) {
        return Vec::new();
    }
    let mut look = Look { text, rules, changes: Vec::new() };
    let quotes = if has_quotes(text) { look.quotes() } else { Vec::new() };
    for (at, c) in BEGINNINGS.of(text) {
        match c {
            '.' => look.dot(at),
            ',' | ';' | '?' => look.latin(at, c),
            '،' | '؛' | '؟' | '!' | ':' => look.space_after(at, c),
            '%' => look.percent(at),
            '\u{AD}' | '¬' => look.soft_hyphen(at, c),
            ' ' => look.space(at),
            '»' => look.closing(at),
            '«' => look.opening(at),
            '@' => look.handle(at),
            '"' | '“' | '”' | '„' => look.quote(at, c, &quotes),
            _ => {}
        }
    }
    look.changes
}

/// Whether a text may contain something to change. Most marks are in order: directly
/// after a word, with a space after them.
fn may_change(survey: &Survey) -> bool {
    const ANYWHERE: Kinds = Kinds::of(&[Kind::Latin, Kind::At, Kind::Strange]);
    const STOP: Kinds = Kinds::of(&[Kind::Stop]);
    const OPEN: Kinds = Kinds::of(&[Kind::Open]);
    const SPACE: Kinds = Kinds::of(&[Kind::Space]);
    const WORD: Kinds = Kinds::of(&[Kind::Letter, Kind::Arabic, Kind::Mark, Kind::HalfSpace]);
    const BEHIND_A_WORD: Kinds = Kinds::of(&[Kind::Stop, Kind::Close]);
    survey.may_hold(ANYWHERE)
        || survey.may_have(STOP, STOP)
        || survey.may_have(STOP, Kinds::of(&[Kind::Digit]))
        || survey.may_have(SPACE, BEHIND_A_WORD)
        || survey.may_have(BEHIND_A_WORD, WORD)
        || survey.may_have(OPEN, SPACE)
        || survey.may_have(WORD, OPEN)
}

/// The characters at which a rule of this file begins.
const BEGINNINGS: Stops = Stops::at(&[
    (' ', '"'),
    ('%', '%'),
    (',', ','),
    ('.', '.'),
    (':', ';'),
    ('?', '@'),
    ('،', '،'),
    ('؛', '؛'),
    ('؟', '؟'),
]);

/// Whether a text holds quotation marks other than « and ».
fn has_quotes(text: &str) -> bool {
    const QUOTES: Stops = Stops::at(&[('"', '"')]);
    QUOTES.of(text).any(|(_, c)| matches!(c, '"' | '“' | '”' | '„'))
}

struct Look<'t> {
    text: &'t str,
    rules: RuleSet,
    changes: Vec<Change>,
}

impl Look<'_> {
    fn put(&mut self, rule: Rule, range: Range<usize>, with: impl Into<std::borrow::Cow<'static, str>>) {
        let free = self.changes.last().is_none_or(|last| last.range.end <= range.start);
        if free && self.rules.contains(rule) {
            self.changes.push(Change { range, with: with.into(), rule });
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Three dots become an ellipsis; a space may be missing after a single one.
    fn dot(&mut self, at: usize) {
        let dots = self.text[at..].bytes().take_while(|&byte| byte == b'.').count();
        if self.before(at) == Some('.') {
            return;
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match dots {
            1 => self.space_after(at, '.'),
            3 if is_divine_name(&self.text[..at]) => {}
            3 if !latin(self.before(at)) && !latin(self.after(at + 3)) => self.put(Rule::Ellipsis, at..at + 3, "…"),
            _ => {}
        }
    }

    /// Latin marks between Persian words.
    fn latin(&mut self, at: usize, c: char) {
        let with = match c {
            ',' => "،",
            ';' => "؛",
            _ => "؟",
        };
        let rest = self.text[at + 1..].trim_start_matches([' ', SOFT_BREAK]);
        let next = rest.chars().find(|c| !matches!(c, '«' | '(' | '!' | '؟' | '?'));
        let ends = c == '?' && matches!(next, None | Some(HARD_BREAK | '»' | ')'));
        let previous = self.text[..at].chars().rev().find(|c| !matches!(c, '»' | ')' | '!' | '?' | '؟'));
        if previous.is_some_and(is_persian) && (ends || next.is_some_and(is_persian)) {
            self.put(Rule::LatinMarks, at..at + 1, with);
        }
    }

    fn percent(&mut self, at: usize) {
        if matches!(self.before(at), Some('۰'..='۹')) && !self.after(at + 1).is_some_and(|c| c.is_ascii_alphanumeric())
        {
            self.put(Rule::Percent, at..at + 1, "٪");
        }
    }

    /// Soft hyphens stand for half-spaces in some old files.
    fn soft_hyphen(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        if self.before(at).is_some_and(is_letter) && self.after(end).is_some_and(is_letter) {
            self.put(Rule::SoftHyphen, at..end, ZWNJ.to_string());
        }
    }

    /// Adds a space after a mark between two words.
    fn space_after(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        let is_word = |chars: &mut dyn Iterator<Item = char>| {
            let letters = chars.take_while(|&c| is_persian(c) || c == ZWNJ).count();
            letters >= if matches!(c, '.' | ':') { 2 } else { 1 }
        };
        let (before, after) = self.text.split_at(at);
        let domain = c == '.' && after[1..].starts_with("ایران");
        let after = &after[c.len_utf8()..];
        let number = matches!(c, ':' | '،' | '؛') && after.starts_with(|c| digits::zero(c).is_some());
        let letters = c == '.' && (is_spelt_out(before, after) || is_ending(after));
        if is_word(&mut before.chars().rev()) && (number || is_word(&mut after.chars())) && !domain && !letters {
            self.put(Rule::MarkSpaces, at..end, format!("{c} "));
        }
    }

    /// Removes a space where a mark allows none: before `،`, after `«`. Where the space
    /// stands on the wrong side of a bracket, it is moved: `محصول( بارکد)`.
    fn space(&mut self, at: usize) {
        let (Some(before), Some(after)) = (self.before(at), self.after(at + 1)) else { return };
        let behind = &self.text[at + 1 + after.len_utf8()..];
        let ends =
            || behind.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, HARD_BREAK | '»' | ')' | '«'));
        let word = |c: char| is_persian(c) || matches!(c, '»' | ')' | '۰'..='۹');
        let stray = match after {
            '،' | '؛' => word(before) || before.is_ascii_digit(),
            ':' if behind.starts_with(')') => false,
            '؟' | '!' | '.' | ':' => ends() && word(before),
            '»' | ')' => is_persian(before),
            _ => matches!(before, '«' | '(') && is_persian(after) && !is_face(&self.text[..at]),
        };
        let opening = at - before.len_utf8();
        let moved = match after {
            // `6 ،7` is two numbers, not one with a decimal comma.
            '،' | '؛' => behind.starts_with(|c| digits::zero(c).is_some()),
            ')' => behind.starts_with(is_persian),
            '»' => is_persian_word(behind),
            _ => false,
        };
        if !stray {
            return;
        }
        if moved {
            self.put(Rule::MarkSpaces, at..at + 1 + after.len_utf8(), format!("{after} "));
        } else if matches!(before, '«' | '(') && self.before(opening).is_some_and(needs_space_after) {
            self.put(Rule::MarkSpaces, opening..at + 1, format!(" {before}"));
        } else {
            self.put(Rule::MarkSpaces, at..at + 1, "");
        }
    }

    /// A word after `»` needs a space, an ending does not.
    fn closing(&mut self, at: usize) {
        let end = at + '»'.len_utf8();
        if is_persian_word(&self.text[end..]) && self.before(at).is_some_and(|c| !c.is_whitespace()) {
            self.put(Rule::MarkSpaces, at..end, "» ");
        }
    }

    /// A word before `«` needs a space.
    fn opening(&mut self, at: usize) {
        let end = at + '«'.len_utf8();
        let letters = self.text[..at].chars().rev().take_while(|&c| is_persian(c)).count();
        if letters > 1 && self.after(end).is_some_and(|c| !c.is_whitespace()) {
            self.put(Rule::MarkSpaces, at..end, " «");
        }
    }

    /// The quotation marks of the text with their replacements, if all of them form
    /// pairs: none otherwise.
    fn quotes(&self) -> Vec<(usize, &'static str)> {
        let mut quotes = Vec::new();
        let (mut open, mut guillemets) = (false, 0);
        let mut persian = false;
        for (at, c) in self.text.char_indices() {
            match c {
                '«' => guillemets += 1,
                '»' => guillemets -= 1,
                '"' | '“' | '”' | '„' => {
                    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !is_mark(c) && c != ZWNJ);
                    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == HARD_BREAK);
                    let (before, after) = (self.before(at), self.after(at + c.len_utf8()));
                    let fits = match open {
                        false => edge(before) && !blank(after) && c != '”',
                        true => !blank(before) && edge(after) && !matches!(c, '„' | '“') && persian,
                    };
                    if !fits || guillemets != 0 || before == Some(ADDRESS) || after == Some(ADDRESS) {
                        return Vec::new();
                    }
                    quotes.push((at, if open { "»" } else { "«" }));
                    (open, persian) = (!open, false);
                }
                _ => persian |= is_letter(c),
            }
        }
        if open { Vec::new() } else { quotes }
    }

    fn quote(&mut self, at: usize, c: char, quotes: &[(usize, &'static str)]) {
        if let Ok(index) = quotes.binary_search_by_key(&at, |(at, _)| *at) {
            self.put(Rule::Quotes, at..at + c.len_utf8(), quotes[index].1);
        }
    }

    /// `name@` in a text with the name of a messenger is `@name`, written as it looks.
    fn handle(&mut self, at: usize) {
        if let Some(start) = reversed_handle(self.text, at)
            && MESSENGERS.iter().any(|word| self.text.contains(word))
        {
            self.put(Rule::HandleOrder, start..at + 1, format!("@{}", &self.text[start..at]));
        }
    }
}

/// The start of the name before an `@`, if both look like a handle typed in its visual
/// order, from right to left.
pub(super) fn reversed_handle(text: &str, at: usize) -> Option<usize> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let name = text[..at].len() - text[..at].trim_end_matches(part).len();
    let start = at - name;
    let alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let whole = alphanumeric(text[start..].chars().next()) && alphanumeric(text[..at].chars().next_back());
    let alone =
        text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "(«:،".contains(c) || is_object(c));
    let ends = text[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() || ".،؛)»!؟".contains(c) || is_object(c));
    (name >= 3 && whole && alone && ends).then_some(start)
}

/// Whether a dot is between letters that are read one by one, each spelt as a word:
/// `کی.دی.ای.`.
fn is_spelt_out(before: &str, after: &str) -> bool {
    const LONGEST: usize = 4;
    let first = before.chars().rev().take_while(|&c| is_persian(c)).count();
    let second = after.chars().take_while(|&c| is_persian(c)).count();
    let start = before.chars().rev().nth(first);
    let end = after.chars().nth(second);
    first <= LONGEST && second <= LONGEST && (start == Some('.') || end == Some('.'))
}

/// Whether a dot stands where a half-space should, before an ending that is no word of its
/// own: `از.شون`.
fn is_ending(after: &str) -> bool {
    let end = after.find(|letter| !is_persian(letter) && letter != ZWNJ).unwrap_or(after.len());
    matches!(&after[..end], "شون" | "تون" | "مون" | "ها" | "های" | "هایی" | "هاشون" | "هاتون" | "هامون")
}

/// Whether a text ends in a face: `:(`.
fn is_face(text: &str) -> bool {
    [":(", ";(", ":-(", ":'(", "=("].iter().any(|face| text.ends_with(face))
}

/// Whether dots after these letters stand for the rest of الله, which is not written out
/// on what may be thrown away: `آیت ا...`, `یدا...`.
fn is_divine_name(before: &str) -> bool {
    #[rustfmt::skip]
    const FIRST_PARTS: &[&str] = &[
        "", "عبد", "ید", "روح", "آیت", "نصر", "حبیب", "رحمت", "نعمت", "عزت", "فضل", "اسد", "سیف", "ذبیح", "امر",
        "قدرت", "فتح", "حجت", "بقیت", "ثار", "ولی", "شکر", "لطف", "عین", "عنایت", "هدایت",
    ];
    let word = before.rsplit(|c| !is_persian(c)).next().unwrap_or_default();
    word.strip_suffix('ا').is_some_and(|first| FIRST_PARTS.contains(&first))
}

/// Whether a text begins with a word, not with an ending.
fn is_persian_word(text: &str) -> bool {
    let word: &str = text.split(|c: char| !is_persian(c)).next().unwrap_or_default();
    word.chars().count() > 1 && !ENDINGS.contains(&word)
}

/// Whether an opening bracket after it needs a space.
fn needs_space_after(c: char) -> bool {
    is_persian(c) || digits::zero(c).is_some() || matches!(c, '.' | '،' | '؛' | ':' | '!' | '؟' | ')' | '»')
}

fn is_object(c: char) -> bool {
    matches!(c, HARD_BREAK | OBJECT | ADDRESS)
}

/// Letters of Persian words, and their marks.
fn is_persian(c: char) -> bool {
    is_letter(c) || is_mark(c)
}

#[cfg(test)]
mod tests {
    use super::is_ending;

    #[test]
    fn endings_of_speech_are_no_words() {
        for after in ["شون رو دیدم", "هاشون.", "ها"] {
            assert!(is_ending(after), "{after}");
        }
        for after in ["شونه", "هایل", "تر است", "ترس", "این", ""] {
            assert!(!is_ending(after), "{after}");
        }
    }
}
