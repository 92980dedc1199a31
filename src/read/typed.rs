//! Lists typed by hand: `۱- …`, `۱) …`, `(۱) …`, `الف) …`. A number at the start
//! of a line may also be a year or a quotation, so that marks which Markdown does
//! not know count only in a row: the first is one, each next is one more.

use crate::document::CounterStyle;

/// How a list is marked; another form is another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) letters: bool,
    /// `.`, `)` or `-`; `(` for a mark within brackets.
    sign: char,
}

/// The mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// Its number; of letters, the place in the alphabet.
    pub(super) value: u64,
    /// Of letters, the value in the abjad order.
    abjad: u64,
    /// How many bytes it takes, without the blank behind it.
    pub(super) length: usize,
    /// Whether a blank follows.
    pub(super) blank: bool,
}

/// The letters that people number with, in the order of the alphabet, and their
/// abjad values. Ten of each are enough: nobody types more by hand.
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
/// Abjad letters whose place in the alphabet is past those.
const ABJAD: [(&str, u64); 5] = [("ه", 5), ("هـ", 5), ("و", 6), ("ط", 9), ("ی", 10)];

/// The longest number: with four digits it is a year.
const DIGITS: usize = 3;

impl Mark {
    /// The mark a line begins with.
    pub(super) fn of(line: &str) -> Option<Self> {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let in_brackets = inner.len() < line.len();
        let (letters, value, abjad, name) = number(inner).or_else(|| letter(inner))?;
        let rest = &inner[name..];
        let sign = rest.chars().next()?;
        let known =
            matches!((sign, in_brackets, letters), (')', _, _) | ('-' | '–' | 'ـ', false, _) | ('.', false, false));
        let follows = rest[sign.len_utf8()..].chars().next();
        let blank = follows.is_some_and(|letter| matches!(letter, ' ' | '\t' | '\u{a0}'));
        let is_text = follows.is_some_and(|letter| letter.is_alphabetic() || matches!(letter, '«' | '('));
        // `۱.۵` and `۱-۲` are no marks, and `1.متن` may be the end of a sentence.
        if !known || !(blank || (is_text && sign != '.')) {
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

    /// Whether Markdown itself would take it for a mark, were its digits Latin.
    pub(super) fn is_plain(&self) -> bool {
        !self.form.letters && matches!(self.form.sign, '.' | ')') && self.blank
    }

    /// The sign Markdown marks such a list with.
    pub(super) fn sign(&self) -> char {
        if matches!(self.form.sign, '.' | '-') { '.' } else { ')' }
    }

    /// Whether it goes on where another one was.
    pub(super) fn follows(&self, before: &Self) -> bool {
        self.form == before.form && (self.value == before.value + 1 || self.follows_in_abjad(before))
    }

    fn follows_in_abjad(&self, before: &Self) -> bool {
        self.form.letters && before.abjad > 0 && self.abjad == before.abjad + 1
    }

    /// How the list counts to which both belong, the second behind the first;
    /// `None`: as it did.
    pub(super) fn counter(&self, before: &Self) -> Option<CounterStyle> {
        (self.follows_in_abjad(before) && self.value != before.value + 1).then_some(CounterStyle::Abjad)
    }
}

/// Decimal digits in any of the three writings: value and length.
fn number(text: &str) -> Option<(bool, u64, u64, usize)> {
    let end = text.find(|letter| digit(letter).is_none()).unwrap_or(text.len());
    let digits = text[..end].chars().filter_map(digit);
    let count = digits.clone().count();
    let value = digits.fold(0, |value, digit| value * 10 + digit);
    (1..=DIGITS).contains(&count).then_some((false, value, 0, end))
}

fn letter(text: &str) -> Option<(bool, u64, u64, usize)> {
    let end = text.find(|letter: char| !letter.is_alphabetic() && letter != 'ـ').unwrap_or(text.len());
    let end = if text[..end].ends_with('ـ') && !text[..end].starts_with('ه') { end - 'ـ'.len_utf8() } else { end };
    let name = &text[..end];
    if let Some(place) = LETTERS.iter().position(|(letter, _)| *letter == name) {
        return Some((true, place as u64 + 1, LETTERS[place].1, end));
    }
    let (_, abjad) = ABJAD.iter().find(|(letter, _)| *letter == name)?;
    // Past the letters above, so that it follows none of them in the alphabet.
    Some((true, 100 + abjad, *abjad, end))
}

/// The value of a digit in any of the three writings.
pub(super) fn digit(letter: char) -> Option<u64> {
    let zero = match letter {
        '0'..='9' => '0',
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        _ => return None,
    };
    Some(u64::from(letter as u32 - zero as u32))
}

/// Which of the marks of a text, in order, are marks of a list: those that go on
/// where the one before was, and those that one more follows. `plain` ones are,
/// whatever stands around them, if `plain` says so.
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

/// So many marks of other forms may stand between two of a list.
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
            ("الف) یک", 1, 7),
            ("ب- دو", 2, 3),
            ("(الف) یک", 1, 8),
        ] {
            let mark = Mark::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((mark.value, mark.length), (value, length), "{line}");
        }
        for line in ["۱۴۰۲. سال", "۱-۲", "۱.۵ متر", "۱۲:۳۰ آغاز", "ب. ن. نویسنده", "آب) سرد", "با- ما", "۱"]
        {
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
