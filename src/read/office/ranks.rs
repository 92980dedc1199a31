//! The ranks of headings without a style: larger letters are above smaller ones, and
//! among lines of one size the numbers typed before them tell what is below what.

use super::super::typed::digit;

/// The most sizes that become levels. A choice: with more, small differences would become
/// levels; with fewer, real levels would be merged.
const SIZES: usize = 3;
/// The most digits of a part of a heading's number: more are a year.
const DIGITS: usize = 2;

/// The rank of each heading, from 0 on, from its size and its text.
pub(super) fn ranks(headings: &[(u32, String)]) -> Vec<u8> {
    let mut sizes: Vec<u32> = headings.iter().map(|(size, _)| *size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    let group = |size: u32| sizes.iter().position(|known| *known == size).unwrap_or(0).min(SIZES - 1);
    let mut depths = vec![0; headings.len()];
    let mut first = 0;
    for rank in 0..SIZES {
        let own = || headings.iter().enumerate().filter(|(_, (size, _))| group(*size) == rank);
        let mut numbered = 0;
        let mut deepest = None;
        for (at, (_, text)) in own() {
            let below = match parts(text) {
                0 if announces(text) => numbered,
                0 => 0,
                count => {
                    numbered = count;
                    count - 1
                }
            };
            depths[at] = first + below;
            deepest = deepest.max(Some(below));
        }
        first += deepest.map_or(0, |deepest| deepest + 1);
    }
    depths
}

/// Whether a line ends with a colon: it is about a part of what the line above it is about.
pub(super) fn announces(text: &str) -> bool {
    text.trim_end().ends_with(':')
}

/// How many parts the number before a heading has: `۲-۱- روش‌ها` has two; 0 if there is
/// none.
pub(super) fn parts(text: &str) -> u8 {
    let mut rest = text.trim_start();
    let mut count = 0;
    loop {
        let end = rest.find(|letter| digit(letter).is_none()).unwrap_or(rest.len());
        let behind = &rest[end..];
        let is_part = (1..=DIGITS).contains(&rest[..end].chars().count());
        let Some(sign) = behind.chars().next().filter(|_| is_part) else { return count };
        match sign {
            '.' | '-' | '–' | ')' => {
                count += 1;
                rest = &behind[sign.len_utf8()..];
            }
            // The last part of a longer number needs no sign: `8.1 روش‌ها`.
            _ if count > 0 && sign.is_whitespace() => return count + 1,
            _ => return count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_parts() {
        for (text, count) in [
            ("1. خلاصه", 1),
            ("۲-۱- بیان مسئله", 2),
            ("8.1 مدیریت", 2),
            ("۳–۲–۱) روش", 3),
            ("۱۲ ماه", 0),
            ("1401. سال", 0),
            ("روش", 0),
            ("۱.", 1),
            ("", 0),
        ] {
            assert_eq!(parts(text), count, "{text}");
        }
    }

    #[test]
    fn larger_letters_are_above_and_numbers_tell_among_equals() {
        let ranks = |lines: &[(u32, &str)]| {
            ranks(&lines.iter().map(|(size, text)| (*size, (*text).to_owned())).collect::<Vec<_>>())
        };
        assert_eq!(ranks(&[(36, "یکم"), (28, "الف"), (36, "دوم"), (24, "ب"), (20, "پ")]), [0, 1, 0, 2, 2]);
        assert_eq!(
            ranks(&[(28, "۱. هدف"), (28, "هدف اصلی:"), (28, "۲. روش"), (28, "2.1 راه"), (28, "دیگر")]),
            [0, 1, 0, 1, 0]
        );
        assert_eq!(ranks(&[(36, "1. هدف"), (36, "1.1. راه"), (28, "نکته")]), [0, 1, 2], "below all larger ones");
        assert_eq!(ranks(&[(28, "هدف:"), (28, "راه:")]), [0, 0], "nothing is numbered");
    }
}
