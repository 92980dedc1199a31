//! The marks of a form: those that express what the text says, and signs that
//! are in the text by chance and would be read as marks.
//!
//! Telegram's apps differ: Android's reads `**…**` anywhere in a line, the
//! desktop's only between spaces and punctuation. Marks are written so that the
//! stricter reads them; chance signs are separated so that the looser does not.

use super::Form;
use unicode_normalization::char::is_combining_mark;

/// The meaning of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bold,
    Italic,
    Strike,
    /// Code in a line.
    Code,
    /// Lines of code.
    Block,
}

/// Ends what WhatsApp reads at the start of a line.
pub(super) const MARKER_END: char = '\u{11}';
/// Separates signs; U+2060 has no width and allows no line break (Unicode,
/// 23.2).
const JOINER: char = '\u{2060}';
/// The characters that marks consist of, and that a text may contain by chance.
const SIGNS: [char; 5] = ['*', '_', '~', '|', '`'];

impl Kind {
    const ALL: [Self; 5] = [Self::Bold, Self::Italic, Self::Strike, Self::Code, Self::Block];

    /// The control character that opens it.
    pub(super) const fn open(self) -> char {
        match self {
            Self::Bold => '\u{1}',
            Self::Italic => '\u{2}',
            Self::Strike => '\u{3}',
            Self::Code => '\u{4}',
            Self::Block => '\u{5}',
        }
    }

    /// The control character that closes it.
    pub(super) const fn close(self) -> char {
        match self {
            Self::Bold => '\u{12}',
            Self::Italic => '\u{13}',
            Self::Strike => '\u{14}',
            Self::Code => '\u{15}',
            Self::Block => '\u{16}',
        }
    }

    /// The kind a control character opens.
    pub(super) fn opened(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.open() == letter)
    }

    /// The kind a control character closes.
    pub(super) fn closed(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.close() == letter)
    }

    /// Its sign in a form.
    pub(super) const fn sign(self, form: Form) -> &'static str {
        match (form, self) {
            (Form::Text, _) => "",
            (Form::Telegram, Self::Bold) => "**",
            (Form::Telegram, Self::Italic) => "__",
            (Form::Telegram, Self::Strike) => "~~",
            (Form::WhatsApp, Self::Bold) => "*",
            (Form::WhatsApp, Self::Italic) => "_",
            (Form::WhatsApp, Self::Strike) => "~",
            (_, Self::Code) => "`",
            (_, Self::Block) => "```",
        }
    }
}

/// Whether a character is part of the text, not one of the control characters
/// used as marks.
fn shows(letter: char) -> bool {
    !letter.is_control()
}

/// A line with the marks of a form.
pub(super) fn line(line: &str, form: Form) -> String {
    if form == Form::Text {
        return line.chars().filter(|&letter| shows(letter) || matches!(letter, MARKER_END | '\t')).collect();
    }
    let letters = paired(&closers_left(&openers_right(line)));
    write(&letters, &parted(&letters, form), form)
}

/// Moves openers after the spaces that follow them: no messenger reads `** a**`.
fn openers_right(line: &str) -> Vec<char> {
    let mut out = over_blanks(line.chars().rev(), |letter| Kind::opened(letter).is_some());
    out.reverse();
    out
}

/// Moves closers before the spaces that precede them.
fn closers_left(line: &[char]) -> Vec<char> {
    over_blanks(line.iter().copied(), |letter| Kind::closed(letter).is_some())
}

/// Moves marks back over spaces.
fn over_blanks(letters: impl Iterator<Item = char>, moves: impl Fn(char) -> bool) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut blanks = Vec::new();
    for letter in letters {
        if letter.is_whitespace() && shows(letter) {
            blanks.push(letter);
            continue;
        }
        if !moves(letter) {
            out.append(&mut blanks);
        }
        out.push(letter);
    }
    out.append(&mut blanks);
    out
}

/// Removes marks around nothing, marks within words, which would be shown as
/// signs, and a closer followed by an opener of the same kind.
fn paired(line: &[char]) -> Vec<char> {
    let mut keep = vec![true; line.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut closed: [Option<usize>; 5] = [None; 5];
    let mut last = None;
    for (at, &letter) in line.iter().enumerate() {
        if let Some(kind) = Kind::opened(letter) {
            // `**a****b**` becomes `**ab**`.
            if let Some(end) = closed[kind as usize].filter(|&end| end + 1 == at && open.is_empty()) {
                keep[end] = false;
                keep[at] = false;
            }
            open.push(at);
        } else if let Some(kind) = Kind::closed(letter) {
            let Some(start) = open.iter().rposition(|&start| line[start] == kind.open()) else {
                keep[at] = false;
                continue;
            };
            let start = open.remove(start);
            if last.is_none_or(|last| last < start) {
                (keep[start], keep[at]) = (false, false);
            } else {
                closed[kind as usize] = Some(at);
            }
        } else if shows(letter) {
            last = Some(at);
        }
    }
    open.into_iter().for_each(|start| keep[start] = false);
    without_inner(line, keep)
}

/// Removes pairs with an end inside a word, and code that contains the sign of
/// code.
fn without_inner(line: &[char], mut keep: Vec<bool>) -> Vec<char> {
    let mut open: [Option<(usize, bool)>; 5] = [None; 5];
    let mut before = None;
    for at in 0..line.len() {
        let letter = line[at];
        if let (Some(kind), true) = (Kind::opened(letter), keep[at]) {
            open[kind as usize] = Some((at, is_border(before)));
        } else if let (Some(kind), true) = (Kind::closed(letter), keep[at]) {
            let after = line[at + 1..].iter().copied().find(|&letter| shows(letter));
            if let Some((start, fits)) = open[kind as usize].take() {
                let fits = fits && is_border(after);
                let holds = kind == Kind::Code && line[start..at].contains(&'`');
                (keep[start], keep[at]) = if fits && !holds { (true, true) } else { (false, false) };
            }
        }
        if shows(letter) {
            before = Some(letter);
        }
    }
    line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(letter, _)| *letter).collect()
}

/// Whether a mark next to this character is read: a space, punctuation, or
/// nothing.
fn is_border(letter: Option<char>) -> bool {
    letter.is_none_or(|letter| {
        letter.is_whitespace() || !(letter.is_alphanumeric() || is_invisible(letter) || is_combining_mark(letter))
    })
}

/// Joiners and direction marks, which count as part of words.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe0f}')
}

fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}')
}

/// A run of one sign in the text itself.
struct Run {
    start: usize,
    end: usize,
    opens: bool,
    closes: bool,
}

/// The positions that get a joiner before them.
fn parted(line: &[char], form: Form) -> Vec<bool> {
    let mut joiners = vec![false; line.len() + 1];
    for sign in SIGNS {
        let runs = runs(line, sign, form);
        let kind = [Kind::Bold, Kind::Italic, Kind::Strike, Kind::Code]
            .into_iter()
            .find(|kind| kind.sign(form).starts_with(sign));
        // The last position that can close a pair; signs after it are harmless.
        let own = |letter: char| kind.is_some_and(|kind| kind.open() == letter || kind.close() == letter);
        let last_own = line.iter().rposition(|&letter| own(letter));
        let last_run = runs.iter().rev().find(|run| run.closes).map(|run| run.start);
        let last = last_own.max(last_run);
        let mut inside = false;
        let mut at = 0;
        for run in runs {
            inside = line[at..run.start].iter().fold(inside, |inside, &letter| {
                kind.map_or(inside, |kind| letter == kind.open() || (inside && letter != kind.close()))
            });
            at = run.start;
            let long = form == Form::Telegram && run.end - run.start >= 5;
            let pairs = run.opens && last.is_some_and(|last| last >= run.end);
            if pairs || (inside && run.closes) || long {
                (run.start..=run.end).for_each(|at| joiners[at] = true);
                // Two signs are a mark only if adjacent.
                if doubled(sign, form) {
                    (joiners[run.start], joiners[run.end]) = (beside_own(line, run.start), beside_own(line, run.end));
                }
            } else {
                joiners[run.start] |= touches(line, run.start, sign, kind, form);
                joiners[run.end] |= touches(line, run.end, sign, kind, form);
            }
        }
    }
    joiners
}

/// Whether one of our own marks is next to a position.
fn beside_own(line: &[char], at: usize) -> bool {
    let is_own = |letter: Option<&char>| letter.is_some_and(|&letter| !shows(letter));
    is_own(line.get(at)) || at.checked_sub(1).is_some_and(|before| is_own(line.get(before)))
}

/// Whether one of our own marks with the same sign is next to a position.
fn touches(line: &[char], at: usize, sign: char, kind: Option<Kind>, form: Form) -> bool {
    kind.is_some_and(|kind| kind.sign(form).starts_with(sign)) && beside_own(line, at)
}

/// Whether a single sign is no mark.
fn doubled(sign: char, form: Form) -> bool {
    form == Form::Telegram && sign != '`'
}

fn runs(line: &[char], sign: char, form: Form) -> Vec<Run> {
    let mut runs = Vec::new();
    if form == Form::WhatsApp && sign == '|' {
        return runs;
    }
    let mut at = 0;
    let mut in_code = false;
    while at < line.len() {
        in_code = (in_code || line[at] == Kind::Code.open()) && line[at] != Kind::Code.close();
        if line[at] != sign || in_code {
            at += 1;
            continue;
        }
        let start = at;
        while line.get(at) == Some(&sign) {
            at += 1;
        }
        // Our own marks will be signs, too.
        let before = start.checked_sub(1).map(|before| line[before]);
        let after = line.get(at).copied();
        if doubled(sign, form) {
            let matches = at - start >= 2;
            runs.push(Run { start, end: at, opens: matches, closes: matches });
            continue;
        }
        // Within a run, each sign is border and letter for its neighbours: a
        // run between spaces opens and closes, too.
        let many = at - start > 1;
        // Whether a direction mark is a border is not documented; here it counts as one.
        let is_loose = |letter: Option<char>| is_border(letter) || letter.is_some_and(is_direction_mark);
        let opens = many || (is_loose(before) && after.is_some_and(|letter| !letter.is_whitespace()));
        let closes = many || (is_loose(after) && before.is_some_and(|letter| !letter.is_whitespace()));
        runs.push(Run { start, end: at, opens, closes });
    }
    runs
}

/// The line with signs for its marks. In an address a sign is percent-encoded,
/// which leaves the address the same; a joiner would change it.
fn write(line: &[char], joiners: &[bool], form: Form) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut address = false;
    for (at, &letter) in line.iter().enumerate() {
        if at == 0 || line[at - 1].is_whitespace() || line[at - 1] == '(' || !shows(line[at - 1]) {
            address = is_address(&line[at..]);
        }
        let is_sign = SIGNS.contains(&letter);
        if address && is_sign && (joiners[at] || joiners[at + 1]) {
            out.push_str(&format!("%{:02X}", u32::from(letter)));
            continue;
        }
        if joiners[at] && !address {
            out.push(JOINER);
        }
        match Kind::opened(letter).or_else(|| Kind::closed(letter)) {
            Some(kind) => out.push_str(kind.sign(form)),
            None if shows(letter) || matches!(letter, MARKER_END | '\t') => out.push(letter),
            None => {}
        }
    }
    if joiners[line.len()] && !address {
        out.push(JOINER);
    }
    out
}

/// Whether an address begins here.
fn is_address(letters: &[char]) -> bool {
    ["http://", "https://", "www."].iter().any(|start| letters.iter().copied().take(start.len()).eq(start.chars()))
}
