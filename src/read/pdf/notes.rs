//! Notes at the foot of pages: smaller lines at the end of a column that begin with the
//! number of a note.

use super::block::{FootNote, Node};
use super::flow::{self, Line};
use super::order::digit;
use rustc_hash::FxHashSet;

/// Notes are smaller than the text by this factor at least.
const SMALLER: f64 = 0.95;

/// Takes the notes out of lines whose text has letters of this size; lines of tables may
/// refer to some, too.
pub(super) fn take<'l>(
    lines: Vec<Line>,
    tables: impl Iterator<Item = &'l Line>,
    body: f64,
) -> (Vec<Line>, Vec<FootNote>) {
    let mut referred = references(lines.iter());
    referred.extend(references(tables));
    let mark = |line: &Line| mark(line).filter(|(mark, _)| referred.contains(mark));
    let (mut text, mut notes) = (Vec::new(), Vec::new());
    let mut rest = lines.into_iter().peekable();
    while let Some(first) = rest.next() {
        let zone = first.zone;
        let mut column = vec![first];
        while let Some(line) = rest.next_if(|line| line.zone == zone) {
            column.push(line);
        }
        let smaller = column.iter().rev().take_while(|line| line.size < SMALLER * body).count();
        let foot = column.split_off(column.len() - smaller);
        let begin = foot.iter().position(|line| mark(line).is_some()).unwrap_or(foot.len());
        let is_foot = begin < foot.len();
        let mut foot = foot.into_iter();
        text.extend(column);
        if !is_foot {
            text.extend(foot);
            continue;
        }
        text.extend(foot.by_ref().take(begin));
        let mut own: Vec<(String, Vec<Line>)> = Vec::new();
        for mut line in foot {
            match (mark(&line), own.last_mut()) {
                (Some((mark, skip)), _) => {
                    line.letters.drain(..skip);
                    own.push((mark, vec![line]));
                }
                (None, Some((_, lines))) => lines.push(line),
                (None, None) => {}
            }
        }
        notes.extend(own.into_iter().map(|(mark, lines)| {
            let nodes = flow::told(None, &lines).into_iter().map(Node::Text).collect();
            FootNote { mark, nodes }
        }));
    }
    (text, notes)
}

/// The raised numbers of a text.
fn references<'l>(lines: impl Iterator<Item = &'l Line>) -> FxHashSet<String> {
    let mut all = FxHashSet::default();
    for line in lines {
        for run in line.letters.split(|letter| !letter.raised || digit(letter.letter).is_none()) {
            all.insert(run.iter().map(|letter| letter.letter).collect());
        }
    }
    all
}

/// The number that a line begins with, and how many letters it takes.
fn mark(line: &Line) -> Option<(String, usize)> {
    let digits = line.letters.iter().take_while(|letter| digit(letter.letter).is_some()).count();
    let mark: String = line.letters[..digits].iter().map(|letter| letter.letter).collect();
    let after = line.letters[digits..].iter().take_while(|letter| matches!(letter.letter, ' ' | '.' | ')' | '-' | '–'));
    // TeX and LibreOffice set nothing behind it.
    let skip = digits + after.count();
    ((1..=3).contains(&digits) && skip < line.letters.len()).then_some((mark, skip))
}
