//! Steps of a page: a circle with a number, and below it what the step is. On paper the
//! number begins the line.

use super::tokens::Token;
use crate::characters::digit_value;
use crate::read::raw_html::Tag;

/// The tags that such a number, and what it counts, may be in.
const BLOCKS: &[&str] = &["div", "span", "p", "h2", "h3", "h4", "h5", "h6", "strong"];
/// At most so many digits and signs are a number.
const LONGEST: usize = 3;

/// A number alone in its element, directly followed by another element.
struct Number {
    value: u32,
    /// Its start tag; text and end tag follow.
    at: usize,
    /// The start tag of what it counts.
    counted: usize,
}

/// Puts the numbers of steps, which count from one, before the words of these.
pub(super) fn number(tokens: &mut [(u32, Token)]) {
    let numbers: Vec<Number> = (0..tokens.len()).filter_map(|at| number_at(tokens, at)).collect();
    for run in numbers.chunk_by(|a, b| a.value + 1 == b.value) {
        if run.len() < 2 || run[0].value != 1 {
            continue;
        }
        for number in run {
            let Some((_, Token::Text(words))) = tokens.get(number.at + 1) else { continue };
            let words = format!("{}. ", words.trim().trim_end_matches('.'));
            tokens[number.at..number.counted].iter_mut().for_each(|(_, token)| *token = Token::Text(String::new()));
            tokens.swap(number.counted - 1, number.counted);
            tokens[number.counted].1 = Token::Text(words);
        }
    }
}

fn number_at(tokens: &[(u32, Token)], at: usize) -> Option<Number> {
    let name = start(tokens.get(at)?).filter(|tag| tag.attribute("class").is_some())?.name.as_str();
    let value = value_of(tokens.get(at + 1)?)?;
    let is_end = matches!(&tokens.get(at + 2)?.1, Token::Tag(tag) if tag.closing && tag.name == name);
    let blank = |token: &(u32, Token)| matches!(&token.1, Token::Text(text) if text.trim().is_empty());
    let counted = at + 3 + tokens[at + 3..].iter().take_while(|token| blank(token)).count();
    start(tokens.get(counted)?)?;
    // A row of numbers counts nothing.
    let is_counted = value_of(tokens.get(counted + 1)?).is_none();
    (is_end && is_counted).then_some(Number { value, at, counted })
}

/// A tag that opens one of the elements in question.
fn start(token: &(u32, Token)) -> Option<&Tag> {
    match &token.1 {
        Token::Tag(tag) if !tag.closing && BLOCKS.contains(&tag.name.as_str()) => Some(tag),
        _ => None,
    }
}

/// The number that a text is.
fn value_of(token: &(u32, Token)) -> Option<u32> {
    let Token::Text(text) = &token.1 else { return None };
    let text = text.trim();
    let digits = text.strip_suffix('.').unwrap_or(text);
    let is_short = (1..=LONGEST).contains(&text.chars().count()) && !digits.is_empty();
    let add = |sum: u32, letter| digit_value(letter).map(|digit| sum * 10 + digit);
    is_short.then(|| digits.chars().try_fold(0, add))?
}
