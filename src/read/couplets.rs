//! Verse in plain text: a couplet per line, its halves separated by a sign.

use std::ops::Range;

/// The separator between the halves of a couplet typed on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Tab,
    Slash,
    Stars,
    Blanks,
}

/// The halves of a couplet, as ranges of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

/// The least number of letters of a half. The shortest metres in use have about
/// eight syllables, or a dozen letters; the columns of lists are shorter.
const LETTERS: usize = 8;
/// The least ratio of the shorter half to the longer one. Of 9,000 couplets of
/// the Shahnameh none is below 0.6.
const EVEN: f64 = 0.55;
/// At least 9 of 10 lines of a stanza must be couplets; refrains and titles are
/// the rest.
const OF_TEN: usize = 9;

/// For each trimmed line of a text, the halves of its couplet, if it is one.
/// Blank lines are empty.
pub(super) fn find(lines: &[&str]) -> Vec<Option<Halves>> {
    let split: Vec<Option<(Sign, Halves)>> = lines.iter().map(|line| split(line)).collect();
    let mut found = vec![None; lines.len()];
    let stanzas = stanzas(lines);
    let sign = |at: usize| split[at].as_ref().map(|(sign, _)| *sign);
    // The part of a stanza from its first couplet to the last, and its
    // separator.
    let verse = |stanza: &Range<usize>| -> Option<(Range<usize>, Sign)> {
        let first = stanza.clone().find(|&at| sign(at).is_some())?;
        let last = stanza.clone().rfind(|&at| sign(at).is_some())?;
        let same = (first..=last).filter(|&at| sign(at) == sign(first)).count();
        (same * 10 >= (last + 1 - first) * OF_TEN).then_some((first..last + 1, sign(first)?))
    };
    let verses: Vec<Option<(Range<usize>, Sign)>> = stanzas.iter().map(verse).collect();
    for (index, verse) in verses.iter().enumerate() {
        let Some((range, sign)) = verse else { continue };
        // A single line may be anything; with a neighbouring stanza of the same
        // kind it is verse.
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| verses.get(at)?.as_ref());
        if range.len() > 1 || beside.any(|(_, other)| other == sign) {
            for at in range.clone() {
                let halves = split[at].as_ref().filter(|(own, _)| own == sign).map(|(_, halves)| halves.clone());
                found[at] = Some(halves.unwrap_or(Halves { first: 0..lines[at].len(), second: 0..0 }));
            }
        }
    }
    found
}

/// The ranges of lines between blank lines.
fn stanzas(lines: &[&str]) -> Vec<Range<usize>> {
    let mut stanzas = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().chain([&""]).enumerate() {
        if line.is_empty() {
            if start < at {
                stanzas.push(start..at);
            }
            start = at + 1;
        }
    }
    stanzas
}

/// The halves of a line, if one separator divides it into parts of similar
/// length.
fn split(line: &str) -> Option<(Sign, Halves)> {
    let (sign, gap) = gap(line)?;
    let (first, second) = (line[..gap.start].trim_end(), line[gap.end..].trim_start());
    let letters = |half: &str| half.chars().filter(|letter| letter.is_alphabetic()).count();
    let (a, b) = (letters(first), letters(second));
    let is_even = a.min(b) as f64 >= a.max(b) as f64 * EVEN;
    let is_half = |half: &str| letters(half) >= LETTERS && half.split_whitespace().count() > 1;
    // Prose between Latin words often has two blanks where a mark was lost.
    let is_verse = sign != Sign::Blanks || !line.contains(|letter: char| letter.is_ascii_alphabetic());
    (is_even && is_verse && is_half(first) && is_half(second))
        .then(|| (sign, Halves { first: 0..first.len(), second: line.len() - second.len()..line.len() }))
}

/// The only separator of a line.
fn gap(line: &str) -> Option<(Sign, Range<usize>)> {
    let is_star = |letter: char| matches!(letter, '*' | '٭' | '✽' | '✿' | '❋' | '★' | '٠');
    let is_gap = |letter: char| letter.is_whitespace() || letter == '/' || is_star(letter);
    let mut found: Option<(Sign, Range<usize>)> = None;
    let mut at = 0;
    while let Some(start) = line[at..].find(is_gap).map(|start| at + start) {
        let length = line[start..].find(|letter| !is_gap(letter)).unwrap_or(line.len() - start);
        let part = &line[start..start + length];
        at = start + length;
        let inner = part.trim();
        let spaced = part.starts_with(char::is_whitespace) && part.ends_with(char::is_whitespace);
        let sign = match inner {
            "" if part.contains('\t') => Sign::Tab,
            "" if part.chars().count() > 1 => Sign::Blanks,
            "" => continue,
            "/" | "//" if spaced => Sign::Slash,
            _ if spaced && inner.chars().all(is_star) => Sign::Stars,
            _ => continue,
        };
        // A second separator: a table's row, or prose.
        if found.replace((sign, start..at)).is_some() {
            return None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        find(&text.lines().map(str::trim).collect::<Vec<_>>()).iter().flatten().count()
    }

    #[test]
    fn couplets_are_found_by_any_sign() {
        for sign in ["\t", "\t\t", " / ", "    ", "  ", " * ", " *** ", " ٭ "] {
            let text = format!(
                "جهان چون به زاری برآید همی{sign}بد و نیک روزی سرآید همی\nچو بستی کمر بر در راه آز{sign}شود کار گیتیت یکسر دراز\n"
            );
            assert_eq!(count(&text), 2, "{sign:?}");
            assert_eq!(count(&text.replace('\n', "\n\n")), 2, "{sign:?}, a line a stanza");
            assert_eq!(count(&format!("پادشاهی کیومرث\n{text}")), 2, "{sign:?}, under a title");
        }
    }

    #[test]
    fn lists_tables_and_prose_are_no_verse() {
        for text in [
            "نام\tشماره\nحسن\t۱۲\n",
            "نام\tنشانی\nحسن رضایی\tتهران، خیابان آزادی، کوچه‌ی سوم\nرضا\tکرج\n",
            "امروز / فردا می‌آیند و ما هم می‌آییم تا ببینیم چه می‌شود\nدیروز رفتند\n",
            "جهان چون به زاری برآید همی / بد و نیک روزی سرآید همی\n",
            "یک دو سه  چهار پنج شش  هفت هشت\nیک دو سه  چهار پنج شش  هفت هشت\n",
            "در برنامه تعریف شود  admin برای وارد کردن\n\nاز نشانی زیر وارد شوید  admin بعد از آن\n",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
