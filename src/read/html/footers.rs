//! What the footer of a page says of those who made it: their address, telephone and date.
//! Who holds the paper has no other way to them; menus and rights are of the site.

use super::doors;
use super::folds;
use super::lines;
use super::tokens::Token;
use crate::characters::digit_value;
use crate::read::raw_html::Tag;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words beside what a reader needs: where they are, and when.
const TOLD: &[&str] = &[
    "تلفن",
    "تلفکس",
    "آدرس",
    "نشانی",
    "فکس",
    "نمابر",
    "دورنگار",
    "همراه",
    "موبایل",
    "ایمیل",
    "رایانامه",
    "الکترونیک",
    "پستی",
    "کدپستی",
    "واتساپ",
    "ساعت",
    "ساعات",
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
    "تاریخ",
    "خیابان",
    "کوچه",
    "پلاک",
    "بلوار",
    "میدان",
    "طبقه",
    "واحد",
    "tel",
    "phone",
    "mobile",
    "fax",
    "email",
    "address",
    "date",
];
/// Words about rights, and about who built the site.
const RIGHTS: &[&str] = &[
    "copyright",
    "rights",
    "reserved",
    "powered",
    "made",
    "built",
    "designed",
    "developed",
    "theme",
    "کپی",
    "کپیرایت",
    "رایت",
    "حقوق",
    "محفوظ",
    "طراحی",
    "توسعه",
    "ساخته",
    "قدرت",
    "قالب",
];
/// The fewest digits of a telephone number, and how many of its last ones tell it apart.
const DIGITS: usize = 8;
/// The most letters of a footer that is no more than a few words: a signature.
const FEW: usize = 300;

/// The lines of a footer that are left out, where others stay; `None`: all of it is left
/// out. `known`: what the text itself tells, by [`keys`].
pub(super) fn left_out(
    tokens: &[(u32, Token)],
    footer: &Range<usize>,
    known: &BTreeSet<String>,
) -> Option<Vec<Range<usize>>> {
    let is_plain = is_plain(&tokens[footer.clone()]);
    let mut out = Vec::new();
    // A heading waits for a line below it that stays.
    let mut heading: Option<Range<usize>> = None;
    let mut end_of_kept = None;
    let is_rule = |at: &usize| matches!(&tokens[*at].1, Token::Tag(tag) if tag.name == "hr");
    out.extend(footer.clone().filter(is_rule).map(|at| at..at + 1));
    for line in lines::of(tokens, footer.clone()) {
        let inside = &tokens[line.clone()];
        let words = lines::words(inside);
        let before = line.start.checked_sub(1).map(|at| &tokens[at].1);
        let is_heading = matches!(before, Some(Token::Tag(tag)) if !tag.closing && folds::is_heading(&tag.name));
        let is_broken = matches!(before, Some(Token::Tag(tag)) if tag.name == "br");
        let goes_on = is_broken && end_of_kept == Some(line.start - 1) && !unlinked(inside).is_empty();
        let is_own = (is_plain || goes_on) && !words.is_empty() && !is_about_rights(&words);
        if is_heading && numbers(&words).is_empty() && !is_plain {
            // With its tags.
            out.extend(heading.replace(line.start - 1..(line.end + 1).min(footer.end)));
        } else if is_own || tells(inside, &words, known) {
            end_of_kept = Some(line.end);
            heading = None;
        } else {
            // It heads a menu.
            if lines::links(inside).next().is_some() {
                out.extend(heading.take());
            }
            // The hours may stand beside the rights.
            let pieces = spans(tokens, line);
            let is_told = |piece: &Range<usize>| {
                let inside = &tokens[piece.clone()];
                tells(inside, &lines::words(inside), known)
            };
            let (told, rest): (Vec<_>, Vec<_>) = pieces.into_iter().partition(is_told);
            if let Some(last) = told.last() {
                end_of_kept = Some(last.end);
                heading = None;
            }
            out.extend(rest);
        }
    }
    out.extend(heading);
    out.sort_by_key(|line| line.start);
    end_of_kept.is_some().then_some(out)
}

/// The parts of a line, each a span of its own.
fn spans(tokens: &[(u32, Token)], line: Range<usize>) -> Vec<Range<usize>> {
    let is_start = |at: &usize| matches!(&tokens[*at].1, Token::Tag(tag) if tag.name == "span" && !tag.closing);
    let mut edges: Vec<_> = line.clone().filter(is_start).collect();
    edges.extend([line.start, line.end]);
    edges.sort_unstable();
    edges.windows(2).map(|pair| pair[0]..pair[1]).filter(|piece| !piece.is_empty()).collect()
}

/// Whether a line tells where to find those who made the page, and the text does not.
fn tells(line: &[(u32, Token)], words: &str, known: &BTreeSet<String>) -> bool {
    let links: Vec<&Tag> = lines::links(line).collect();
    let leads = |schemes: &[&str]| {
        let mut targets = links.iter().filter_map(|link| link.attribute("href"));
        targets.any(|target| schemes.iter().any(|scheme| target.starts_with(scheme)))
    };
    let is_call = leads(&["tel:", "mailto:"]);
    // A button asks to come to them elsewhere.
    let is_door = links
        .iter()
        .any(|link| (doors::is_one(link) && !words.is_empty()) || (doors::is_channel(link) && !is_about_rights(words)));
    let is_named = lines::plain(&unlinked(line)).split(' ').any(|word| TOLD.contains(&word));
    let keys = keys(line);
    let is_new = keys.is_empty() || keys.iter().any(|key| !known.contains(key));
    let is_handle = words.split(' ').any(|word| word.len() > 3 && word.starts_with('@'));
    let is_place = words.contains(',') && words.split([' ', ',']).any(is_post_code);
    let is_said =
        !words.is_empty() && (is_named || is_handle || is_place || !keys.is_empty()) && !is_about_rights(words);
    is_new && (is_call || is_door || is_said)
}

/// The words of a line that are in no link to another page of the site.
fn unlinked(line: &[(u32, Token)]) -> String {
    let leads_out = |tag: &Tag| tag.attribute("href").is_some_and(|to| to.contains(':'));
    let mut in_link = false;
    let mut words = String::new();
    for (_, token) in line {
        match token {
            Token::Tag(tag) if tag.name == "a" => in_link = !tag.closing && !leads_out(tag),
            Token::Text(text) if !in_link => words.extend([text.trim(), " "]),
            _ => {}
        }
    }
    words.trim().to_owned()
}

fn is_post_code(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|letter| letter.is_ascii_digit())
}

/// Whether a footer holds no links and few words, though more than one.
fn is_plain(footer: &[(u32, Token)]) -> bool {
    let words = lines::words(footer);
    lines::links(footer).next().is_none()
        && words.contains(' ')
        && words.chars().filter(|letter| letter.is_alphanumeric()).count() <= FEW
}

fn is_about_rights(words: &str) -> bool {
    words.contains('©')
        || words.to_lowercase().contains("(c)")
        || lines::plain(words).split(' ').any(|word| RIGHTS.contains(&word))
}

/// The telephone numbers, channels and addresses of mail in some tokens, as they are compared.
pub(super) fn keys(tokens: &[(u32, Token)]) -> Vec<String> {
    let mut keys = Vec::new();
    for (_, token) in tokens {
        let text = match token {
            Token::Text(text) => text.as_str(),
            Token::Tag(tag) if tag.name == "a" && doors::is_channel(tag) => {
                keys.extend(tag.attribute("href").map(str::to_owned));
                continue;
            }
            Token::Tag(tag) => tag
                .attribute("href")
                .filter(|to| to.starts_with("tel:") || to.starts_with("mailto:"))
                .unwrap_or_default(),
        };
        keys.extend(numbers(text));
        let is_mail =
            |word: &&str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        let mails = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '?' | '،' | '(' | ')'));
        keys.extend(mails.filter(is_mail).map(str::to_lowercase));
    }
    keys
}

/// The last digits of the telephone numbers in a text.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for letter in text.chars().chain(['.']) {
        match digit_value(letter).and_then(|value| char::from_digit(value, 10)) {
            Some(digit) => digits.push(digit),
            None if matches!(letter, ' ' | '-' | '–' | '(' | ')' | '+' | '\u{a0}') => {}
            None => {
                if digits.len() >= DIGITS && !are_years(&digits) {
                    found.push(digits.split_off(digits.len() - DIGITS));
                }
                digits.clear();
            }
        }
    }
    found
}

/// Whether digits are two years, as rights have them.
fn are_years(digits: &str) -> bool {
    let is_year = |year: &str| ["13", "14", "19", "20"].iter().any(|century| year.starts_with(century));
    digits.len() == 8 && is_year(&digits[..4]) && is_year(&digits[4..])
}
