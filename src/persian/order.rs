//! Where the Unicode Bidirectional Algorithm (UAX #9) shows a right-to-left line
//! differently from what its author meant, and the control characters that correct it.
//!
//! The algorithm keeps a Latin phrase together, including the numbers and marks in it;
//! what it does right is left to it. It goes wrong at the edges of phrases: `C++`,
//! `.NET` and `@name` lose a mark to the other side, `۱۵ cm، ۳۰۰ dpi` is read as one
//! phrase, the groups of a phone number are reversed. There, and only there, a
//! direction mark is inserted: it belongs to the phrase and does not separate it from
//! its neighbours, as an isolate would.

use super::ltr::{self, Token};
use crate::document::Direction;
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// A left-to-right letter without a glyph.
const LRM: char = '\u{200e}';
/// An Arabic letter without a glyph: numbers after it run as after Persian text.
const ALM: char = '\u{61c}';
pub(crate) const LRI: char = '\u{2066}';
pub(crate) const RLI: char = '\u{2067}';
pub(crate) const PDI: char = '\u{2069}';

/// The direction of a paragraph that does not specify one. In right-to-left
/// surroundings one right-to-left letter is enough, because many Persian paragraphs
/// begin with a Latin name; elsewhere the first letter decides (P2, P3).
pub(crate) fn base_direction(text: &str, around: Direction) -> Direction {
    let direction = |letter| match bidi_class(letter) {
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        BidiClass::L => Some(Direction::Ltr),
        _ => None,
    };
    let mut letters = text.chars().filter_map(direction);
    let Some(first) = letters.next() else { return around };
    match around {
        Direction::Rtl if letters.any(|direction| direction == Direction::Rtl) => Direction::Rtl,
        // Latin items in a row, as of a contact line, are read in the order of the text
        // around them.
        Direction::Rtl if is_row(text) => Direction::Rtl,
        _ => first,
    }
}

/// Whether points part a text into the items of a row. Names and addresses are items;
/// where one is running English, `Open in GitHub`, the line is English.
fn is_row(text: &str) -> bool {
    text.match_indices(is_point).any(|(at, point)| parts_items(text, at, point.len()))
        && !text.split(is_point).any(is_running)
}

/// Whether an item of a row is running text: a word behind its first is in small letters.
fn is_running(item: &str) -> bool {
    let words = item.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    words.skip(1).any(|word| word.chars().all(char::is_lowercase))
}

/// A point that may stand between the items of a row.
fn is_point(letter: char) -> bool {
    matches!(letter, '·' | '•')
}

/// Whether a point at a place stands between two items of a row: with blanks on both
/// sides, and no single letter beside them, as in `N · m`.
fn parts_items(text: &str, at: usize, len: usize) -> bool {
    is_apart(text[..at].chars().rev()) && is_apart(text[at + len..].chars())
}

/// Whether a word of two and more letters follows behind blanks.
fn is_apart(letters: impl Iterator<Item = char>) -> bool {
    let mut letters = letters.peekable();
    let blank = letters.peek() == Some(&' ');
    let mut word = letters.skip_while(|letter| *letter == ' ').take(2);
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
    blank && is_letter(word.next()) && is_letter(word.next())
}

/// A range of a paragraph with a direction of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Isolate {
    pub(crate) range: Range<usize>,
    pub(crate) direction: Direction,
    /// Whether the isolate is ours, as for code and addresses, not the author's. Latin
    /// words beside it must then be ordered as if its letters were in the same phrase.
    pub(crate) joins: bool,
}

/// A control character to insert.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Control {
    /// The byte before which it is inserted.
    pub(crate) at: usize,
    /// The number of isolates around it.
    pub(crate) depth: usize,
    pub(crate) letter: char,
}

/// The control characters to insert into a paragraph, in order. `isolates`: sorted,
/// properly nested, outer ones first.
pub(crate) fn controls(text: &str, isolates: &[Isolate], base: Direction) -> Vec<Control> {
    let mut scan = Scan {
        text,
        controls: Vec::new(),
        depth: 0,
        side: Side::Start,
        pending: None,
        quoted: None,
        brackets: Vec::new(),
        right: 0,
        marked: 0,
        left_letter: false,
        opened: false,
    };
    if !ltr::may_hold_tokens(text) {
        return scan.controls;
    }
    let lines = if base == Direction::Rtl { left_lines(text, isolates) } else { Vec::new() };
    if lines.is_empty() {
        scan.stretch(0..text.len(), isolates, base);
        return sorted(scan.controls);
    }
    let mut all = isolates.to_vec();
    all.extend(lines.iter().map(|line| Isolate { range: line.clone(), direction: Direction::Ltr, joins: false }));
    all.sort_by_key(|isolate| (isolate.range.start, usize::MAX - isolate.range.end));
    scan.stretch(0..text.len(), &all, base);
    for line in lines {
        scan.put(line.start, LRI);
        scan.put(line.end, PDI);
    }
    sorted(scan.controls)
}

/// The mark before a quotation is found when it has ended.
fn sorted(mut controls: Vec<Control>) -> Vec<Control> {
    controls.sort_by_key(|control| control.at);
    controls
}

/// The lines of a right-to-left paragraph of several lines that have left-to-right
/// letters only: `git add .` ends with its dot. UAX #9 gives each line a direction of its
/// own (P1, P2), as `base_direction` does for a paragraph of one line.
fn left_lines(text: &str, isolates: &[Isolate]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').filter(|_| text.contains('\n')) {
        // A mark of a list typed by hand stands before its item.
        let is_mark = |letter: char| matches!(letter, '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '◦' | '●');
        let inner = line.trim_start();
        let inner = inner.strip_prefix(is_mark).filter(|rest| rest.starts_with(' ')).unwrap_or(inner).trim_start();
        let words = inner.trim_end();
        let at = start + line.len() - inner.len();
        let range = at..at + words.len();
        start += line.len();
        let crosses = |isolate: &Isolate| {
            let Range { start, end } = isolate.range;
            (start < range.start && end > range.start) || (start < range.end && end > range.end)
        };
        if base_direction(words, Direction::Rtl) == Direction::Ltr && !isolates.iter().any(crosses) {
            lines.push(range);
        }
    }
    lines
}

/// The direction of what precedes a position, as its neighbours see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Nothing yet in this line.
    Start,
    Left,
    Right,
}

/// What may have to be inserted, once it is known what follows.
#[derive(Clone, Copy, Debug)]
enum Pending {
    /// After a mark that ends a left-to-right word: needed unless left-to-right text
    /// follows.
    Edge(usize),
    /// After the end of a left-to-right phrase: needed if another phrase follows.
    End(usize),
    /// On both sides of an isolate: needed if a left-to-right word follows.
    Apart(usize, usize),
}

struct Scan<'a> {
    text: &'a str,
    controls: Vec<Control>,
    depth: usize,
    side: Side,
    pending: Option<Pending>,
    /// The straight quotation mark before a Latin word that has just been closed: if the
    /// Latin phrase goes on, it is part of it.
    quoted: Option<usize>,
    /// Open brackets and the direction before them.
    brackets: Vec<Bracket>,
    /// The end of the last right-to-left letter.
    right: usize,
    /// The end of the last Arabic mark between Persian digits (`۱۲٬۵۰۰`). For pairs of
    /// brackets it is right-to-left (N0); the digits around it join a Latin phrase (W7).
    marked: usize,
    /// Whether the last letter was left-to-right: numbers continue its direction (W7),
    /// even after a bracket.
    left_letter: bool,
    /// Whether a bracket was opened since: its direction is not yet known.
    opened: bool,
}

/// An open bracket or quotation mark.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    at: usize,
    close: char,
    /// The direction before it.
    before: Side,
}

/// Brackets nested deeper are ordinary marks, as in UAX #9 (BD16).
const MOST_BRACKETS: usize = 63;

impl Scan<'_> {
    /// A range of one base direction and the isolates nested in it.
    fn stretch(&mut self, range: Range<usize>, isolates: &[Isolate], base: Direction) {
        let mut at = range.start;
        let mut rest = isolates;
        self.begin();
        while let Some((isolate, others)) = rest.split_first() {
            let inner = others.iter().take_while(|other| other.range.start < isolate.range.end).count();
            rest = &others[inner..];
            if base == Direction::Rtl {
                self.run(at..isolate.range.start);
                self.beside(isolate);
            }
            if isolate.direction == Direction::Rtl || base == Direction::Ltr {
                let outside = (self.side, self.left_letter, self.pending.take(), std::mem::take(&mut self.brackets));
                let quoted = self.quoted.take();
                self.depth += 1;
                self.stretch(isolate.range.clone(), &others[..inner], isolate.direction);
                self.depth -= 1;
                (self.side, self.left_letter, self.pending, self.brackets) = outside;
                self.quoted = quoted;
            }
            at = isolate.range.end;
        }
        if base == Direction::Rtl {
            self.run(at..range.end);
        }
        self.end();
    }

    fn goes_on(&self, isolate: &Isolate) -> bool {
        let is_left = |letter: char| bidi_class(letter) == BidiClass::L;
        isolate.joins && isolate.direction == Direction::Ltr && self.text[isolate.range.clone()].contains(is_left)
    }

    /// An isolate continues the Latin phrase before it, or is continued by the one
    /// after it.
    fn beside(&mut self, isolate: &Isolate) {
        let Range { start, end } = isolate.range;
        if !self.goes_on(isolate) {
            return;
        }
        let joined = self.side == Side::Left;
        self.strong(Side::Left);
        if joined {
            self.put_around(start, end);
        } else {
            self.pending = Some(Pending::Apart(start, end));
        }
    }

    fn begin(&mut self) {
        self.side = Side::Start;
        self.left_letter = false;
        self.pending = None;
        self.quoted = None;
        self.brackets.clear();
    }

    /// A line ends: nothing left-to-right follows.
    fn end(&mut self) {
        self.settle(Side::Right);
    }

    fn put(&mut self, at: usize, letter: char) {
        self.controls.push(Control { at, depth: self.depth, letter });
    }

    fn put_around(&mut self, start: usize, end: usize) {
        self.put(start, LRM);
        self.put(end, LRM);
    }

    /// Settles what the last phrase needed, now that the next direction is known.
    fn settle(&mut self, next: Side) {
        if let Some(at) = self.quoted.take().filter(|_| next == Side::Left) {
            self.put(at, LRM);
        }
        match (self.pending.take(), next) {
            (Some(Pending::Edge(at)), Side::Right) => self.put(at, LRM),
            (Some(Pending::End(at)), Side::Left) => {
                self.put(at, ALM);
                self.right = self.right.max(at);
            }
            (Some(Pending::Apart(start, end)), Side::Left) => self.put_around(start, end),
            _ => {}
        }
    }

    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut before = self.text[..at].chars().next_back();
        while let Some(letter) = self.text[at..range.end].chars().next() {
            let rest = &self.text[at..range.end];
            let end = match ltr::token(rest, before) {
                Some(token) => {
                    self.token(at, &rest[..token.len], &token);
                    at + token.len
                }
                None => self.letter(at, letter, range.end),
            };
            before = self.text[at..end].chars().next_back();
            at = end;
        }
    }

    /// A word, number or address, which must be read in its own order.
    fn token(&mut self, at: usize, text: &str, token: &Token) {
        let end = at + text.len();
        if token.is_number {
            let is_arabic = text.contains(is_arabic_digit);
            let is_left = self.side == Side::Left && !is_arabic;
            if is_arabic {
                self.right = end;
            } else if text.contains(is_arabic_indic) {
                self.marked = end;
            }
            if is_left {
                self.settle(Side::Left);
                if is_open_ended(&self.text[end..]) {
                    self.pending = Some(Pending::Edge(end + 1));
                }
            } else {
                // Between Persian words it is ordered as a single number would be.
                self.settle(if self.pending_end() { Side::Left } else { Side::Right });
                if needs_order(text) {
                    self.put(at, LRI);
                    self.put(end, PDI);
                } else if self.side == Side::Start {
                    self.start_number(at);
                } else {
                    self.side = Side::Right;
                }
            }
            return;
        }
        let joins_before = self.side == Side::Left && !self.opened;
        self.strong(Side::Left);
        let isolated = text.chars().any(|letter| is_right(letter) || is_arabic_indic(letter));
        if isolated || (!joins_before && loses_start(text)) {
            self.put(at, LRM);
        }
        if isolated {
            self.put(at, LRI);
            self.put(end, PDI);
        }
        let whole = text.ends_with(|letter: char| ltr::is_digit(letter) || bidi_class(letter) == BidiClass::L);
        if isolated || !whole {
            self.pending = Some(Pending::Edge(end));
        }
    }

    fn pending_end(&self) -> bool {
        matches!(self.pending, Some(Pending::End(_)))
    }

    /// At the start of a line nothing makes numbers run as after Persian text: ranges
    /// and percent signs would run differently from those within the line.
    fn start_number(&mut self, at: usize) {
        let of_number = |letter: &char| {
            matches!(bidi_class(*letter), BidiClass::EN | BidiClass::ES | BidiClass::ET | BidiClass::CS)
        };
        let moves = |letter: char| matches!(bidi_class(letter), BidiClass::ES | BidiClass::ET);
        let number = self.text[at..].chars().take_while(of_number).take(MOST_OF_NUMBER);
        if number.clone().any(moves) && number.clone().any(ltr::is_digit) {
            self.put(at, ALM);
            self.side = Side::Right;
        }
    }

    /// Any other letter; returns the end of it, or of what it opens.
    fn letter(&mut self, at: usize, letter: char, limit: usize) -> usize {
        let end = at + letter.len_utf8();
        match bidi_class(letter) {
            BidiClass::B => {
                self.end();
                self.begin();
            }
            // A flag consists of letters but is a picture between Persian words.
            BidiClass::L if is_flag(letter) && self.side != Side::Left => {
                let flags = &self.text[at..limit];
                let end = at + flags.find(|letter| !is_flag(letter)).unwrap_or(flags.len());
                self.settle(Side::Left);
                self.pending = Some(Pending::End(end));
                return end;
            }
            BidiClass::L => self.strong(Side::Left),
            BidiClass::R | BidiClass::AL => {
                self.strong(Side::Right);
                self.right = end;
            }
            BidiClass::AN if parts_number(&self.text[..at], &self.text[end..]) => self.marked = end,
            // Arabic digits stay right-to-left next to Latin words.
            BidiClass::AN => {
                self.strong(Side::Right);
                self.right = end;
            }
            BidiClass::EN => {
                if self.side == Side::Start {
                    self.start_number(at);
                }
                if self.side == Side::Left || self.pending_end() {
                    self.settle(Side::Left);
                }
                if self.side != Side::Left {
                    self.strong(Side::Right);
                }
            }
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => return self.authors(at, limit),
            BidiClass::LRE | BidiClass::LRO => {
                self.strong(Side::Left);
                return self.authors(at, limit);
            }
            BidiClass::RLE | BidiClass::RLO => {
                self.strong(Side::Right);
                return self.authors(at, limit);
            }
            BidiClass::ES | BidiClass::ET if self.side == Side::Start => self.start_number(at),
            _ => self.mark(at, letter),
        }
        end
    }

    fn strong(&mut self, side: Side) {
        self.settle(side);
        self.side = side;
        self.left_letter = side == Side::Left;
        self.opened = false;
    }

    /// Punctuation.
    fn mark(&mut self, at: usize, letter: char) {
        let after = &self.text[at + letter.len_utf8()..];
        let ends = match letter {
            '،' => !(self.text[..at].ends_with(ltr::is_digit) && after.starts_with(ltr::is_digit)),
            '.' => after.starts_with(' ') && after.trim_start_matches(' ').starts_with(is_persian_digit),
            '·' | '•' => parts_items(self.text, at, letter.len_utf8()),
            _ => false,
        };
        let end = at + letter.len_utf8();
        if ends {
            self.phrase_ends(end);
        } else if letter == '"' {
            self.straight(at);
        } else if let Some(close) = closing(letter).filter(|_| self.brackets.len() < MOST_BRACKETS) {
            self.brackets.push(Bracket { at, close, before: self.side });
            self.opened = true;
            if matches!(self.pending, Some(Pending::Edge(_))) {
                let quoted = self.quoted;
                self.settle(Side::Right);
                self.quoted = quoted;
            }
        } else if let Some(open) = self.brackets.iter().rposition(|bracket| bracket.close == letter) {
            let bracket = self.brackets[open];
            self.brackets.truncate(open);
            self.closed(bracket, end);
        }
    }

    /// A straight quotation mark. UAX #9 gives it to the Persian side of a phrase that
    /// begins or ends with it: `"x" → Y` would stand as `x" → Y"`.
    fn straight(&mut self, at: usize) {
        let end = at + 1;
        if let Some(open) = self.brackets.iter().rposition(|bracket| bracket.close == '"') {
            let bracket = self.brackets[open];
            self.brackets.truncate(open);
            let is_latin = self.side == Side::Left && self.right <= bracket.at;
            match bracket.before {
                Side::Left if is_latin => self.pending = Some(Pending::Edge(end)),
                Side::Start | Side::Right
                    if is_latin
                        && self.text[bracket.at + 1..].starts_with(|letter| bidi_class(letter) == BidiClass::L) =>
                {
                    self.quoted = Some(bracket.at);
                }
                _ => {}
            }
            return;
        }
        let before = self.text[..at].chars().next_back();
        let opens = before.is_none_or(|before| before.is_whitespace() || closing(before).is_some());
        if opens && self.brackets.len() < MOST_BRACKETS {
            self.brackets.push(Bracket { at, close: '"', before: self.side });
        }
    }

    /// A pair of brackets is Persian if it is between Persian words or contains one.
    fn closed(&mut self, bracket: Bracket, end: usize) {
        let is_quotation = matches!(bracket.close, '»' | '›' | '”' | '’');
        let right = if is_quotation { self.right } else { self.right.max(self.marked) };
        let is_left = bracket.before == Side::Left && right < bracket.at;
        match (is_left, is_quotation) {
            // UAX #9 does not pair quotation marks; a direction mark after it does.
            (true, true) if self.side == Side::Left => self.pending = Some(Pending::Edge(end)),
            (true, _) => {}
            (false, true) => self.phrase_ends(end),
            (false, false) => {
                if !self.pending_end() {
                    self.settle(Side::Right);
                }
                self.side = Side::Right;
            }
        }
    }

    /// A Persian mark after a phrase belongs to the Persian line, and so does what
    /// follows.
    fn phrase_ends(&mut self, end: usize) {
        if self.left_letter {
            self.settle(Side::Right);
            self.pending = Some(Pending::End(end));
            self.side = Side::Right;
        }
    }

    /// What the author isolated is not changed; returns its end.
    fn authors(&mut self, at: usize, limit: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, letter) in self.text[at..limit].char_indices() {
            match letter {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => depth += 1,
                '\u{202c}' | PDI => depth -= 1,
                '\n' => return at + offset,
                _ => {}
            }
            if depth == 0 {
                return at + offset + letter.len_utf8();
            }
        }
        limit
    }
}

/// How many characters of a number are examined: none is longer, and more would not
/// change what its start needs.
const MOST_OF_NUMBER: usize = 64;

/// Whether UAX #9 would show the parts of a number in another order: it keeps single
/// separators between digits (W4), and nothing else.
fn needs_order(number: &str) -> bool {
    number.contains(|letter: char| !ltr::is_digit(letter) && !matches!(letter, '.' | ',' | ':' | '/' | '٫' | '٬'))
}

/// Whether a word between Persian ones would lose what precedes its first letter to the
/// other side.
fn loses_start(word: &str) -> bool {
    let first = word.find(|letter: char| bidi_class(letter) == BidiClass::L).unwrap_or(word.len());
    needs_order(&word[..first]) || word[..first].ends_with(|letter| !ltr::is_digit(letter))
}

fn is_flag(letter: char) -> bool {
    matches!(letter, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_right(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Digits and separators that never join a left-to-right phrase.
fn is_arabic_indic(letter: char) -> bool {
    bidi_class(letter) == BidiClass::AN
}

fn is_arabic_digit(letter: char) -> bool {
    matches!(letter, '٠'..='٩')
}

/// Whether what is between two texts is in a number.
fn parts_number(before: &str, after: &str) -> bool {
    let is_digit = |letter| bidi_class(letter) == BidiClass::EN;
    before.ends_with(is_digit) && after.starts_with(is_digit)
}

fn is_persian_digit(letter: char) -> bool {
    matches!(letter, '۰'..='۹')
}

/// The closing counterpart of a bracket or quotation mark. UAX #9 pairs brackets (N0);
/// Persian quotation marks are treated the same way.
fn closing(letter: char) -> Option<char> {
    Some(match letter {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '«' => '»',
        '‹' => '›',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    })
}

/// Whether a plus follows a number of a Latin phrase and ends it: `Ubuntu 20.04+`.
fn is_open_ended(after: &str) -> bool {
    after
        .strip_prefix('+')
        .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its control characters shown: `>` for a left-to-right mark, `<` for
    /// an Arabic letter mark, `[` and `]` around isolates.
    fn marked(text: &str, isolates: &[Isolate]) -> String {
        let mut out = text.to_owned();
        for control in controls(text, isolates, Direction::Rtl).iter().rev() {
            let sign = match control.letter {
                LRM => '>',
                ALM => '<',
                LRI => '[',
                _ => ']',
            };
            out.insert(control.at, sign);
        }
        out
    }

    #[test]
    fn what_the_algorithm_does_right_is_left_alone() {
        for text in [
            "بررسی Full-text Indexing برای متون.",
            "تعریف Non-clustered Index برای متون، Peer-to-peer Replication است.",
            "کتابخانه scikit-learn API است. نسخه Node.js LTS و Next.js app است.",
            "آدرس C:\\Program Files\\app است. زبان C++ Builder و user_name field است.",
            "با «e-book reader» و ISO/IEC 17025 و COVID-19 vaccine و TCP/IP stack.",
            "با Signal +98 (21) 555-1234 و LibreOffice 24.2 و Windows (10) و iOS ۱۷.",
            "ساعت ۱۲:۳۰ روز ۱۴۰۳/۰۸/۱۵، ۳٫۵ و 1,234.5 و ۱۳۲۰–۱۳۳۲ و ۲۵٪ و 802.11n و 4K",
            "اندازه: ۱۰ × ۱۵ cm و ۴۰ cm است.",
            "با «e-book reader» و Wi-Fi router و C++ Builder.",
            "نسخهٔ ۱۵ cm\u{200f}، ۳۰۰ dpi",
            "از \u{2066}.NET\u{2069} و \u{202a}C++ ، 3\u{202c} است",
        ] {
            assert_eq!(marked(text, &[]), text);
        }
    }

    #[test]
    fn phrases_keep_their_edges() {
        for (text, expected) in [
            ("خون O-", "خون O->"),
            ("خون AB- داریم، Word- نه", "خون AB-> داریم، Word- نه"),
            ("بر .NET است", "بر >.NET است"),
            ("در ~/.config و ../src/ و /etc/hosts", "در >~/.config و >../src/> و >/etc/hosts"),
            ("دما 37°C و ۴۰ °C و ۴۰ \u{200e}°C", "دما >37°C و ۴۰ >°C و ۴۰ \u{200e}°C"),
            ("بها $50 و ±3 و -۵ و 100%", "بها [$50] و [±3] و [-۵] و [100%]"),
            ("پرچم --help و -v", "پرچم >--help و >-v"),
            ("به @name و #tag_1 یا wpi@ و info@example.org", "به >@name و >#tag_1 یا wpi@ و info@example.org"),
            ("زبان C++ و (C#) و open() است", "زبان C++> و (C#>) و open()> است"),
            ("با Ubuntu 20.04+ و Node 18+، یا PHP 8+", "با Ubuntu 20.04+> و Node 18+>، یا PHP 8+>"),
            ("از iOS 17+ SDK و Python ۳٫۸+ است", "از iOS 17+ SDK و Python ۳٫۸+> است"),
            ("برای 18+ و ۱۸+ و A 1+2 است", "برای 18+ و ۱۸+ و A 1+2 است"),
            ("در Node «۱۲٬۵۰۰», بها و C «۳٫۵», D", "در Node «۱۲٬۵۰۰»>, بها و C «۳٫۵», D"),
            ("در C “-۳٫۵”, بها یا C \"۳٫۵\", بها", "در C “-۳٫۵”>, بها یا C \"۳٫۵\">, بها"),
            ("در C «١٫٥», بها یا C (۳٫۵), بها", "در C «١٫٥», بها یا C (۳٫۵), بها"),
            ("که $E = mc^2$ و $a$.", "که >$E = mc^2$> و >$a$>."),
            ("\"x\" → Y یا Y → \"x\" است", ">\"x\" → Y یا Y → \"x\"> است"),
            ("به \"C++\" (reader A) یا R “open، A”, 5 kg", "به >\"C++>\" (reader A) یا R “open،< A”<, 5 kg"),
            ("گفت \"Word\" و \"سلام\" Y و \"a\"، b", "گفت \"Word\" و \"سلام\" Y و \"a\"،< b"),
            ("16-bit یا COVID-١٩ یا COVID-۱۹", ">16-bit یا >[COVID-١٩]> یا COVID-۱۹"),
            ("- Word و -Word", "- Word و >-Word"),
            ("نشانی https://example.org/الف/ است", "نشانی >[https://example.org/الف/]> است"),
            ("و https://example.org/ است", "و https://example.org/> است"),
        ] {
            assert_eq!(marked(text, &[]), expected);
        }
    }

    #[test]
    fn persian_marks_end_a_phrase() {
        for (text, expected) in [
            ("۱۵ cm، ۳۰۰ dpi، و ۲۵ kg، ۴۰ cm.", "۱۵ cm،< ۳۰۰ dpi، و ۲۵ kg،< ۴۰ cm."),
            ("از Android، iOS، سپس", "از Android،< iOS، سپس"),
            ("با Word. ۲۴ بار، Brian W. Kernighan", "با Word.< ۲۴ بار، Brian W. Kernighan"),
            ("«Word» Excel و «Word» است", "«Word»< Excel و «Word» است"),
            ("از Linux «Ubuntu» است", "از Linux «Ubuntu»> است"),
            ("عدد ۱۲،۳۴ و PDF ۱۲،۳۴", "عدد ۱۲،۳۴ و PDF ۱۲،۳۴"),
            ("1320-1332 و ۱۳۲۰-۱۳۳۲\n۲۵٪", "<1320-1332 و ۱۳۲۰-۱۳۳۲\n<۲۵٪"),
            ("تلفن ۰۲۱-۵۵۵-۱۲۳۴ - +98 (21) 555-1234", "تلفن [۰۲۱-۵۵۵-۱۲۳۴] - [+98 (21) 555-1234]"),
            ("🇮🇷 ۱۲۳", "🇮🇷< ۱۲۳"),
            ("نام Latin_name_فارسی و my_file_سلام", "نام Latin_name_فارسی و my_file_سلام"),
            ("تابع __init__ و a_b__، x_", "تابع >__init__> و a_b__>،< x_>"),
            ("@name · example.org · @other", ">@name ·< example.org ·< >@other"),
            ("از Linux • C++ • iOS ۱۷ و ۱۵ N · m", "از Linux •< C++> •< iOS ۱۷ و ۱۵ N · m"),
            ("با @name · ۰۹۱ و Word · شهر", "با >@name ·< ۰۹۱ و Word · شهر"),
        ] {
            assert_eq!(marked(text, &[]), expected);
        }
    }

    #[test]
    fn code_goes_on_with_latin_words_beside_it() {
        for (text, expected) in [
            ("دستور git command است", "دستور >git> command است"),
            ("دستور git است", "دستور git است"),
            ("با GNU git است", "با GNU >git> است"),
            ("با git، Word", "با git،< Word"),
            ("با git 2.4", "با >git> 2.4"),
        ] {
            let at = text.find("git").unwrap();
            let isolate = Isolate { range: at..at + 3, direction: Direction::Ltr, joins: true };
            assert_eq!(marked(text, std::slice::from_ref(&isolate)), expected);
            assert!(!marked(text, &[Isolate { joins: false, ..isolate }]).contains(">git"));
        }
    }

    #[test]
    fn directions_of_paragraphs() {
        for (text, around, expected) in [
            ("This is (کتاب) inside.", Direction::Ltr, Direction::Ltr),
            ("This is (کتاب) inside.", Direction::Rtl, Direction::Rtl),
            ("کتاب is a book", Direction::Ltr, Direction::Rtl),
            ("Only Latin", Direction::Rtl, Direction::Ltr),
            ("@name · example.org", Direction::Rtl, Direction::Rtl),
            ("@name · example.org", Direction::Ltr, Direction::Ltr),
            ("F = 5 N · m", Direction::Rtl, Direction::Ltr),
            ("· Linux", Direction::Rtl, Direction::Ltr),
            ("↗ Open in GitHub · Home", Direction::Rtl, Direction::Ltr),
            ("Home • Read the docs", Direction::Rtl, Direction::Ltr),
            ("Visual Studio Code · GitHub", Direction::Rtl, Direction::Rtl),
            ("15 cm · 300 dpi", Direction::Rtl, Direction::Rtl),
            ("-- 1 of 160 --", Direction::Rtl, Direction::Ltr),
            ("12", Direction::Rtl, Direction::Rtl),
        ] {
            assert_eq!(base_direction(text, around), expected, "{text}");
        }
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for piece in ["C++ ", "«", "(", "@a، ", "\u{2066}", "\u{202c}", "1-", "🇮🇷", "A \u{2067}", "$a", "C++\n"]
        {
            let text = piece.repeat(20_000);
            assert!(controls(&text, &[], Direction::Rtl).iter().all(|control| control.at <= text.len()));
        }
    }
}
