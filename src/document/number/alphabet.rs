//! Alphabetical order, as Persian dictionaries and indexes have it: word by word,
//! and letter by letter within a word; signs of vowels and half-spaces do not
//! count; Latin words come after Persian ones.

use crate::characters::digit_value;
use crate::document::Lang;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The Persian alphabet, with letters of Urdu, Pashto and Kurdish behind those that
/// they are made from.
const ALPHABET: &str = "ءآابپتټٹثجچحځخڅدډڈذرړڑڕزژږسشښصضطظعغفڤقکگګلڵمنڼںوۆۇهھەیېێۍے";
/// Where digits begin, letters of Arabic script, and all others.
const DIGITS: u32 = 1;
const LETTERS: u32 = 100;
const OTHERS: u32 = 1_000;
/// Numbers with more digits are compared as if they had so many: they stay below
/// the letters.
const LONGEST_NUMBER: u32 = 80;

/// A term as it is compared with others.
pub(super) fn key(term: &str, lang: &Lang) -> Vec<u32> {
    let mut key = Vec::new();
    for word in term.split_whitespace() {
        if !key.is_empty() {
            key.push(0);
        }
        let letters: Vec<char> = word.chars().collect();
        for (at, &letter) in letters.iter().enumerate() {
            // The length of a number comes first, so that 2 stands before 10.
            if digit_value(letter).is_some() && (at == 0 || digit_value(letters[at - 1]).is_none()) {
                let length = letters[at..].iter().take_while(|letter| digit_value(**letter).is_some()).count();
                key.push(DIGITS + u32::try_from(length).unwrap_or(LONGEST_NUMBER).min(LONGEST_NUMBER));
            }
            key.extend(letter.to_lowercase().flat_map(plain).filter_map(|letter| rank(letter, lang)));
        }
    }
    key
}

/// A letter without what makes no difference to its place: hamza is where the letter
/// that carries it is (`أ` where `ا`, `ئ` where `ی`), but `آ` before `ا`.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let whole = match letter {
        'آ' => 'آ',
        'ة' | 'ۀ' | 'ہ' | 'ۂ' | 'ۃ' => 'ه',
        'ك' => 'ک',
        'ي' | 'ى' | 'ئ' => 'ی',
        'ٱ' => 'ا',
        _ => '\0',
    };
    let decomposed = std::iter::once(letter).filter(move |_| whole == '\0').nfd();
    (whole != '\0').then_some(whole).into_iter().chain(decomposed)
}

/// The place of a letter; `None` for signs, which do not count.
fn rank(letter: char, lang: &Lang) -> Option<u32> {
    if let Some(digit) = digit_value(letter) {
        return Some(DIGITS + digit);
    }
    // Signs of vowels are letters to Unicode (Other_Alphabetic).
    if is_combining_mark(letter) {
        return None;
    }
    match (ALPHABET.chars().position(|other| other == letter), lang.primary().as_str(), letter) {
        // Arabic has `ه` before `و`.
        (_, "ar", 'و') => rank('ه', lang).map(|rank| rank + 1),
        (Some(place), ..) => Some(LETTERS + 2 * place as u32),
        (None, ..) => letter.is_alphabetic().then_some(OTHERS + u32::from(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(lang: &str, words: &str) -> String {
        let lang: Lang = lang.parse().unwrap();
        let mut words: Vec<_> = words.split("، ").collect();
        words.reverse();
        words.sort_by_key(|word| key(word, &lang));
        words.join("، ")
    }

    #[test]
    fn words_stand_in_the_order_of_the_alphabet() {
        for (lang, words) in [
            (
                "fa",
                "۲، ۱۰، آب، ابر، أسب، پدر، تهران، چای، ژاله، سنگ، کاغذ، كتاب، کتاب دعا، کتابخانه، گل، لاله، مُدرّس، مدرسه، واژه، هوا، یاد، ئیدا، API، Zebra",
            ),
            ("fa", "می، می رود، می‌رقصد، می‌رود"),
            ("ar", "نار، هواء، وردة، يد"),
            ("ckb", "دار، ڕۆژ، ڵ، وشە، هەوا، ێ"),
            ("en", "age, Éclair, egg, Zoo"),
        ] {
            let words = words.replace(", ", "، ");
            assert_eq!(sorted(lang, &words), words, "{lang}");
        }
    }
}
