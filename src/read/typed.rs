//! Lists typed by hand: `۱- …`, `۱) …`, `(۱) …`, `الف) …`. A number at the start
//! of a line may also be a year or part of a quotation, so marks that Markdown
//! does not know count only in a sequence from the first number on.

use crate::characters::digit_value;
use crate::document::CounterStyle;

/// The form of a list's marks; another form is another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) letters: bool,
    /// `.`, `)` or `-`; `(` for a mark in brackets; for bullets their own sign.
    sign: char,
}

/// The mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// Its number; for a letter, its place in the alphabet.
    pub(super) value: u64,
    /// For a letter, its value in the abjad order.
    abjad: u64,
    /// Its length in bytes, without the space after it.
    pub(super) length: usize,
    /// Whether a space follows.
    pub(super) blank: bool,
}

/// The letters that people count with, in alphabetic order, with their abjad
/// values. Ten of each order are enough: nobody types longer lists by hand.
const LETTERS: [(&str, u64); 14] = [
    ("الف", 1),
    ("ب", 2),
    ("پ", 0),
    ("ت", 0),
    ("ث", 0),
    ("ج", 3),
    ("چ", 0),
    ("ح", 8),
    ("خ", 0),
    ("د", 4),
    ("ذ", 0),
    ("ر", 0),
    ("ز", 7),
    ("ژ", 0),
];
/// Abjad letters that come after those in the alphabet.
const ABJAD: [(&str, u64); 5] = [("ه", 5), ("هـ", 5), ("و", 6), ("ط", 9), ("ی", 10)];

/// The signs that people put before the items of a list.
const BULLETS: &str = "•●○▪▫■□◦‣◆◇🔹🔸🔷🔶-–";

fn is_persian(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{6d5}')
}

/// The most digits of a mark: with four it would be a year.
const DIGITS: usize = 3;

impl Mark {
    /// The mark at the start of a line.
    pub(super) fn of(line: &str) -> Option<Self> {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let in_brackets = inner.len() < line.len();
        let (letters, value, abjad, name) = number(inner).or_else(|| letter(inner))?;
        let rest = &inner[name..];
        // `1 - `: a hyphen between spaces.
        let parted = rest.strip_prefix(' ').filter(|rest| !in_brackets && rest.starts_with("- "));
        let rest = parted.unwrap_or(rest);
        let sign = rest.chars().next()?;
        let known =
            matches!((sign, in_brackets, letters), (')', _, _) | ('-' | '–' | 'ـ', false, _) | ('.', false, false));
        let follows = rest[sign.len_utf8()..].chars().next();
        let blank = follows.is_some_and(|letter| matches!(letter, ' ' | '\t' | '\u{a0}'));
        let is_text = follows.is_some_and(|letter| letter.is_alphabetic() || matches!(letter, '«' | '('));
        // `۱.۵`, `۱-۲` and `1.org` are not marks.
        let is_glued = is_text && (sign != '.' || follows.is_some_and(is_persian));
        if !known || !(blank || is_glued) {
            return None;
        }
        let sign = match sign {
            _ if in_brackets => '(',
            '–' | 'ـ' => '-',
            sign => sign,
        };
        let length = line.len() - rest.len() + rest.chars().next()?.len_utf8();
        Some(Self { form: Form { letters, sign }, value, abjad, length, blank })
    }

    /// The bullet at the start of a line, as the first of its list.
    pub(super) fn bullet(line: &str) -> Option<Self> {
        let sign = line.chars().next().filter(|sign| BULLETS.contains(*sign))?;
        let rest = &line[sign.len_utf8()..];
        let text = rest.strip_prefix('\u{fe0f}').unwrap_or(rest);
        let form = Form { letters: false, sign: if sign == '-' { '–' } else { sign } };
        let length = line.len() - text.len();
        text.starts_with([' ', '\t', '\u{a0}']).then_some(Self { form, value: 1, abjad: 0, length, blank: true })
    }

    /// Whether its sign is none of a number's own: `۱-۲`.
    pub(super) fn is_open(&self) -> bool {
        self.form.sign != '-'
    }

    /// The same as the so-manieth of its list.
    pub(super) fn nth(self, value: u64) -> Self {
        Self { value, ..self }
    }

    pub(super) fn is_bullet(&self) -> bool {
        !matches!(self.form.sign, '.' | ')' | '-' | '(')
    }

    /// Whether it is a bullet that may as well begin somebody's words.
    pub(super) fn is_dash(&self) -> bool {
        self.form.sign == '–'
    }

    /// Whether Markdown would read it as a mark if its digits were Latin.
    pub(super) fn is_plain(&self) -> bool {
        !self.form.letters && matches!(self.form.sign, '.' | ')') && self.blank
    }

    /// The sign of such a list in Markdown.
    pub(super) fn sign(&self) -> char {
        if matches!(self.form.sign, '.' | '-') { '.' } else { ')' }
    }

    /// Whether it continues after another mark.
    pub(super) fn follows(&self, before: &Self) -> bool {
        self.form == before.form && (self.value == before.value + 1 || self.follows_in_abjad(before))
    }

    fn follows_in_abjad(&self, before: &Self) -> bool {
        self.form.letters && before.abjad > 0 && self.abjad == before.abjad + 1
    }

    /// How the list counts in which this mark follows `before`; `None`:
    /// unchanged.
    pub(super) fn counter(&self, before: &Self) -> Option<CounterStyle> {
        (self.follows_in_abjad(before) && self.value != before.value + 1).then_some(CounterStyle::Abjad)
    }
}

/// A number in digits of any of the three scripts: value and length.
fn number(text: &str) -> Option<(bool, u64, u64, usize)> {
    let end = text.find(|letter| digit(letter).is_none()).unwrap_or(text.len());
    let digits = text[..end].chars().filter_map(digit);
    let is_mark = (1..=DIGITS).contains(&digits.clone().count());
    is_mark.then(|| (false, digits.fold(0, |value, digit| value * 10 + digit), 0, end))
}

fn letter(text: &str) -> Option<(bool, u64, u64, usize)> {
    let end = text.find(|letter: char| !letter.is_alphabetic() && letter != 'ـ').unwrap_or(text.len());
    let end = if text[..end].ends_with('ـ') && !text[..end].starts_with('ه') { end - 'ـ'.len_utf8() } else { end };
    let name = &text[..end];
    if let Some(place) = LETTERS.iter().position(|(letter, _)| *letter == name) {
        return Some((true, place as u64 + 1, LETTERS[place].1, end));
    }
    let (_, abjad) = ABJAD.iter().find(|(letter, _)| *letter == name)?;
    // A value past the letters above, so that it follows none of them
    // alphabetically.
    Some((true, 100 + abjad, *abjad, end))
}

/// The value of a digit of any of the three scripts.
pub(super) fn digit(letter: char) -> Option<u64> {
    digit_value(letter).map(u64::from)
}

/// Which marks of a text are list marks: those that continue the one before, and
/// a first one that another continues. With `plain`, plain ones always are.
pub(super) fn rows(marks: &[Mark], plain: bool) -> Vec<bool> {
    let mut taken = vec![false; marks.len()];
    for at in 0..marks.len() {
        let mark = &marks[at];
        let goes_on = marks[..at].iter().zip(&taken).rev().take(REACH).find(|(before, _)| before.form == mark.form);
        let goes_on = goes_on.is_some_and(|(before, taken)| *taken && mark.follows(before));
        let mut next = marks[at + 1..].iter().take(REACH).filter(|next| next.form == mark.form);
        let begins = mark.value == 1 && next.next().is_some_and(|next| next.follows(mark));
        taken[at] = goes_on || begins || (plain && mark.is_plain());
    }
    taken
}

/// How many marks may be between two of a list. A choice: a larger value finds lists
/// with longer sublists, but may connect unrelated numbers.
const REACH: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(lines: &[&str]) -> Vec<bool> {
        let marks: Vec<Mark> = lines.iter().map(|line| Mark::of(line).unwrap()).collect();
        rows(&marks, false)
    }

    #[test]
    fn marks_are_read_in_every_form() {
        for (line, value, length) in [
            ("۱- یک", 1, 3),
            ("۱۲) دو", 12, 5),
            ("(۳) سه", 3, 4),
            ("4- چهار", 4, 2),
            ("٥. پنج", 5, 3),
            ("۱-یک", 1, 3),
            ("1.یک", 1, 2),
            ("1 - one", 1, 3),
            ("الف) یک", 1, 7),
            ("ب- دو", 2, 3),
            ("(الف) یک", 1, 8),
        ] {
            let mark = Mark::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((mark.value, mark.length), (value, length), "{line}");
        }
        for line in [
            "66666666666666666666666ک",
            "۱۴۰۲. سال",
            "۱-۲",
            "۱.۵ متر",
            "1.org",
            "۱۲:۳۰ آغاز",
            "ب. ن. نویسنده",
            "آب) سرد",
            "با- ما",
            "۱",
            "1 -5",
            "1 . 2",
        ] {
            assert_eq!(Mark::of(line), None, "{line}");
        }
    }

    #[test]
    fn marks_count_in_a_row() {
        assert_eq!(taken(&["۱- یک", "۲- دو", "۳- سه"]), [true; 3]);
        assert_eq!(taken(&["۱- یک"]), [false]);
        assert_eq!(taken(&["۲- دو", "۳- سه"]), [false; 2]);
        assert_eq!(taken(&["۱- یک", "الف) آ", "ب) ب", "۲- دو"]), [true; 4], "one in the other");
        assert_eq!(taken(&["الف) یک", "ب) دو", "ج) سه", "د) چهار", "ه) پنج"]), [true; 5], "by abjad");
        assert_eq!(taken(&["الف) یک", "ب) دو", "پ) سه"]), [true; 3]);
        assert_eq!(taken(&["۱- یک", "۳- سه"]), [false; 2]);
    }
}
