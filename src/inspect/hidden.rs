//! Invisible characters: those that can carry a fingerprint through copy and
//! paste, and those that Persian needs.
//!
//! One half-space (U+200C) after a letter and before a letter of the Arabic
//! script is spelling. Anywhere else, or doubled, its presence or absence can
//! encode bits.

use super::finding::{Weight, code_point};
use crate::characters::{is_bidi_control, is_bidi_mark, is_override, is_selector};
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// The most odd letters of one word that are listed.
const MOST_ODD: usize = 16;
const LOOK_ALIKE: &str = "letters that look alike in one word";

/// The order a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Reading order: adjacent characters belong together.
    Logical,
    /// Drawing order of a PDF: its producer adds direction marks, and which
    /// characters are adjacent means little.
    Drawn,
}

/// Something hidden.
#[derive(Debug)]
pub(super) struct Hidden {
    /// Byte offset in the text.
    pub at: usize,
    /// How much it reveals.
    pub weight: Weight,
    /// What it is.
    pub name: &'static str,
    /// The characters and their neighbours.
    pub what: String,
}

pub(super) use crate::characters::is_invisible;

fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// Characters that only set a direction.
fn is_direction_mark(letter: char) -> bool {
    (is_bidi_mark(letter) || is_bidi_control(letter)) && !is_override(letter)
}

/// Finds the hidden characters of a text.
pub(super) fn find(text: &str, order: Order) -> Vec<Hidden> {
    let mut found = Vec::new();
    // A fast exit: most texts have no such characters.
    if text.chars().any(|letter| is_invisible(letter) || is_private(letter)) {
        invisible(text, order, &mut found);
    }
    homoglyphs(text, &mut found);
    if order == Order::Drawn {
        // In drawing order, letters of different words may be adjacent.
        found.retain(|hidden| hidden.name != LOOK_ALIKE);
    }
    found
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Runs of invisible characters, each judged with its neighbours.
fn invisible(text: &str, order: Order, found: &mut Vec<Hidden>) {
    let mut letters = text.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, letter)) = letters.next() {
        if is_private(letter) {
            found.push(Hidden { at, weight: Weight::Remark, name: "private use", what: code_point(letter) });
        }
        if !is_invisible(letter) {
            before = Some(letter);
            continue;
        }
        let mut run = vec![letter];
        while let Some((_, next)) = letters.next_if(|(_, next)| is_invisible(*next)) {
            run.push(next);
        }
        if order == Order::Drawn {
            run.retain(|letter| !is_direction_mark(*letter));
        }
        let after = letters.peek().map(|(_, next)| *next);
        if let Some((weight, name)) = judge(&run, before, after, order) {
            found.push(Hidden { at, weight, name, what: described(&run, before, after) });
        }
    }
}

/// What a run of invisible characters means; `None` where spelling or layout
/// needs it.
fn judge(run: &[char], before: Option<char>, after: Option<char>, order: Order) -> Option<(Weight, &'static str)> {
    use Weight::{Identifying, Remark};
    let &[first, ..] = run else { return None };
    if run.iter().any(|&letter| is_tag(letter)) {
        let flag = before == Some('\u{1f3f4}') && run.iter().all(|&letter| is_tag(letter));
        return (!flag).then_some((Identifying, "tag characters"));
    }
    if run.iter().copied().any(is_override) {
        return Some((Identifying, "direction override"));
    }
    if let Some(selectors) = selectors(run, before, after) {
        return selectors;
    }
    if run.len() > 1 {
        // Direction marks may be adjacent: one stretch ends where the next begins.
        // Up to four in a row pass, which is a choice; more, or mixed with other
        // invisible characters, can carry a message.
        let directions = run.iter().all(|&letter| is_direction_mark(letter));
        return (!directions || run.len() > 4).then_some((Identifying, "zero-width run"));
    }
    match first {
        '\u{200c}' if order == Order::Drawn || joins(before, after) => None,
        '\u{200c}' => Some((Identifying, "half-space in an odd place")),
        '\u{200d}' if order == Order::Drawn || joiner(before, after) => None,
        '\u{202a}' | '\u{202b}' | '\u{202c}' => Some((Remark, "direction embedding")),
        _ if is_direction_mark(first) => None,
        '\u{ad}' => Some((Remark, "soft hyphen")),
        '\u{feff}' if before.is_none() => None,
        _ => Some((Identifying, "zero-width character")),
    }
}

/// Whether a half-space separates two parts of a word, as spelling wants.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let arabic = |letter: char| letter.is_alphabetic() && letter.script() == Script::Arabic;
    let word =
        |letter: char| letter.is_alphanumeric() || is_combining_mark(letter) || matches!(letter, ')' | '»' | '\u{640}');
    before.is_some_and(word) && after.is_some_and(arabic)
}

/// Whether a zero-width joiner has a letter or emoji to join.
fn joiner(before: Option<char>, after: Option<char>) -> bool {
    let joining = |letter: char| letter.script() == Script::Arabic && letter.is_alphabetic();
    let emoji = |letter: char| matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    before.is_some_and(joining) || after.is_some_and(joining) || (before.is_some_and(emoji) && after.is_some_and(emoji))
}

/// The judgement on runs that contain variation selectors: `Some(None)` where
/// the selectors are legitimate.
fn selectors(run: &[char], before: Option<char>, after: Option<char>) -> Option<Option<(Weight, &'static str)>> {
    let count = run.iter().filter(|&&letter| is_selector(letter)).count();
    if count == 0 {
        return None;
    }
    let pictograph = |letter: char| matches!(letter, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}' | '\u{3400}'..='\u{9fff}');
    let ends_right = match run {
        [_] => true,
        [_, '\u{200d}'] => after.is_some_and(pictograph),
        _ => false,
    };
    let belongs = before.is_some_and(pictograph) && ends_right;
    Some((!belongs).then_some((Weight::Identifying, "variation selectors")))
}

/// The characters by number, with their neighbours; tag characters also as the
/// ASCII letters they encode.
fn described(run: &[char], before: Option<char>, after: Option<char>) -> String {
    let spelled: String = run
        .iter()
        .filter_map(|&letter| char::from_u32(u32::from(letter).checked_sub(0xe0000)?))
        .filter(char::is_ascii_graphic)
        .collect();
    let shown: String = run.iter().take(16).map(|&letter| code_point(letter)).collect();
    let more = if run.len() > 16 { format!("… ({} in all)", run.len()) } else { String::new() };
    let spells = if spelled.is_empty() { String::new() } else { format!(" spelling “{spelled}”") };
    let side =
        |letter: Option<char>| letter.filter(|letter| !letter.is_control()).map(String::from).unwrap_or_default();
    format!("{}{shown}{more}{}{spells}", side(before), side(after))
}

/// Finds words that mix look-alike letters of different scripts.
fn homoglyphs(text: &str, found: &mut Vec<Hidden>) {
    let word_letter = |letter: char| letter.is_alphabetic() || is_combining_mark(letter);
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (word_letter(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                if let Some((name, weight)) = mixed(&text[from..at]) {
                    let word = &text[from..at];
                    let odd: String = odd_letters(word).take(MOST_ODD).map(code_point).collect();
                    found.push(Hidden { at: from, weight, name, what: format!("{word} {odd}") });
                }
            }
            _ => {}
        }
    }
}

/// Whether a word mixes letters that can be mistaken for each other, of two
/// scripts or of Arabic and Persian.
fn mixed(word: &str) -> Option<(&'static str, Weight)> {
    if word.is_ascii() {
        return None;
    }
    // Short mixtures such as λx are formulas. Only words of at least four
    // letters with a letter that passes for a Latin one are a disguise.
    let long = word.chars().nth(3).is_some();
    let latin = word.chars().any(|letter| letter.script() == Script::Latin);
    if long && latin && word.chars().any(passes_for_latin) {
        return Some(("letters of two scripts in one word", Weight::Identifying));
    }
    let any = |letters: [char; 2]| word.chars().any(|letter| letters.contains(&letter));
    let yeh = any(['\u{64a}', '\u{649}']) && word.contains('\u{6cc}');
    let kaf = any(['\u{643}', '\u{6aa}']) && word.contains('\u{6a9}');
    let heh = any(['\u{6c1}', '\u{6d5}']) && word.contains('\u{647}');
    (yeh || kaf || heh).then_some((LOOK_ALIKE, Weight::Remark))
}

/// Letters of other scripts that look like Latin ones.
fn passes_for_latin(letter: char) -> bool {
    const CYRILLIC: &str = "АВЕЗІЈКМНОРСЅТУХаеорсухіјѕһԁԛԝв";
    const GREEK: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρυκχ";
    match letter.script() {
        Script::Cyrillic => CYRILLIC.contains(letter),
        Script::Greek => GREEK.contains(letter),
        script => is_alike(script),
    }
}

/// Scripts other than Latin whose letters look like Latin ones.
fn is_alike(script: Script) -> bool {
    matches!(
        script,
        Script::Cyrillic
            | Script::Greek
            | Script::Armenian
            | Script::Cherokee
            | Script::Coptic
            | Script::Lisu
            | Script::Deseret
    )
}

/// The letters of the rarer script in a word, and the Arabic forms of Persian
/// letters.
fn odd_letters(word: &str) -> impl Iterator<Item = char> {
    let latin = word.chars().filter(|letter| letter.script() == Script::Latin).count();
    let others = word.chars().filter(|letter| is_alike(letter.script())).count();
    word.chars().filter(move |&letter| match letter.script() {
        Script::Latin => latin < others,
        script if is_alike(script) => others <= latin,
        _ => matches!(letter, '\u{64a}' | '\u{649}' | '\u{643}' | '\u{6aa}' | '\u{6c1}' | '\u{6d5}'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(text: &str) -> Vec<(&'static str, Weight)> {
        find(text, Order::Logical).into_iter().map(|hidden| (hidden.name, hidden.weight)).collect()
    }

    #[test]
    fn what_persian_needs_is_left_alone() {
        for text in [
            "می‌شود خانه‌ها PDF‌ها ۱۲‌ها «کتاب»‌ها خبر‌ها کُتُب‌ها",
            "ه‍ ۱۴۰۱",
            "\u{feff}سلام",
            "سلام \u{200f}(English)\u{200e} و \u{2067}متن\u{2069}",
            "👩\u{200d}👧 ❤\u{fe0f} 🏴\u{e0067}\u{e0062}\u{e007f} 👁\u{fe0f}\u{200d}🗨",
            "Straße naïve Привет κόσμε PDFها λx μs αβγx",
        ] {
            assert_eq!(weights(text), [], "{text}");
        }
    }

    #[test]
    fn what_can_be_counted_is_found() {
        use Weight::{Identifying, Remark};
        for (text, name, weight) in [
            ("سلام\u{200b}دنیا", "zero-width character", Identifying),
            ("س\u{200b}\u{200c}\u{200d}لام", "zero-width run", Identifying),
            ("می\u{200c}\u{200c}شود", "zero-width run", Identifying),
            ("می‌ شود", "half-space in an odd place", Identifying),
            ("ab\u{200c}cd", "half-space in an odd place", Identifying),
            ("a\u{e0041}\u{e006c}\u{e0069}", "tag characters", Identifying),
            ("پرونده\u{202e}fdp.exe", "direction override", Identifying),
            ("a\u{fe01}\u{fe02}\u{fe03}", "variation selectors", Identifying),
            ("pаypal", "letters of two scripts in one word", Identifying),
            ("ایراني‌هاي ایراني", "letters that look alike in one word", Remark),
            ("soft\u{ad}hyphen", "soft hyphen", Remark),
        ] {
            assert!(weights(text).contains(&(name, weight)), "{text:?}: {:?}", weights(text));
        }
    }

    #[test]
    fn drawn_text_may_hold_direction_marks() {
        assert!(find("\u{61c}\u{200e}ab\u{61c}\u{200e}\u{61c}م\u{200c}", Order::Drawn).is_empty());
        assert_eq!(find("a\u{200b}\u{61c}\u{200b}b", Order::Drawn).len(), 1);
    }
}
