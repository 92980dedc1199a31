//! Distinguishes languages in Arabic script by their letters, where that is
//! certain. What cannot be assigned is taken as Persian.

use std::collections::BTreeMap;

/// A language, and its letters that Persian does not have.
struct Known {
    tag: &'static str,
    /// Letters that none of the others has.
    own: &'static str,
    /// Letters shared with one of them, or used in old fonts for Persian ones.
    shared: &'static str,
    /// The least number, per thousand letters of a text, of letters of both
    /// kinds: half of the number in translations of the Universal Declaration of
    /// Human Rights; for Sorani half of what remains where ە is typed as ه.
    least: usize,
}

const KNOWN: &[Known] = &[
    Known { tag: "ps", own: "ټډړښۍځڅږڼ", shared: "ې", least: 35 },
    Known { tag: "ur", own: "ٹڈڑں", shared: "ےہھ", least: 65 },
    Known { tag: "ckb", own: "ڕڵێ", shared: "ۆەڤ", least: 35 },
    Known { tag: "ug", own: "ۈۋڭ", shared: "ېۇۆەھ", least: 95 },
    Known { tag: "sd", own: "ٻڀٿڄڃڏڌڊڳڱڻڙٽ", shared: "ٺڪڦڍ", least: 35 },
];

/// The least number, per thousand letters, of a language's own: Urdu, which has
/// the fewest, has 22.
const LEAST_OWN: usize = 8;
/// Fewer letters of a language than this may be from a name, unless so many are
/// different.
const FEWEST: usize = 4;
const DIFFERENT: usize = 3;
/// Fewer Arabic words than this may be a saying or title within Persian.
const FEWEST_WORDS: usize = 6;
/// Arabic words without the article that Persian does not use.
const ARABIC: &[&str] = &["في", "إلى", "هذا", "هذه", "ذلك", "أن", "إن", "التي", "الذي", "الذين"];
/// Words that distinguish Urdu and Punjabi, which have the same letters.
const URDU: &[&str] = &["اور", "کے", "کی", "کا", "کو", "میں", "ہے", "ہیں"];
const PUNJABI: &[&str] = &["تے", "دے", "دی", "دا", "وچ", "نوں", "ایہہ", "نال", "اے"];

/// The bytes of the longest of these words.
const LONGEST: usize = 10;

/// Counts of a text.
#[derive(Default)]
pub(super) struct Tally {
    letters: usize,
    /// Letters in neither Arabic nor Persian.
    rare: BTreeMap<char, usize>,
    /// Persian letters that Arabic does not have.
    persian: usize,
    marbutas: usize,
    words: usize,
    /// Words with the Arabic article, and those in `ARABIC`.
    articles: usize,
    urdu: usize,
    punjabi: usize,
}

impl Tally {
    /// Counts a text.
    pub(super) fn count(&mut self, text: &str) {
        for word in text.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty()) {
            self.words += 1;
            self.articles += usize::from(has_article(word) || is_among(word, ARABIC));
            self.urdu += usize::from(is_among(word, URDU));
            self.punjabi += usize::from(is_among(word, PUNJABI));
            for letter in word.chars().filter(|&letter| is_letter(letter)) {
                self.letters += 1;
                match letter {
                    'ة' => self.marbutas += 1,
                    'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
                    '\u{671}'..='\u{6d5}' => *self.rare.entry(letter).or_default() += 1,
                    _ => {}
                }
            }
        }
    }

    /// Adds other counts.
    pub(super) fn add(&mut self, other: Self) {
        let Self { letters, rare, persian, marbutas, words, articles, urdu, punjabi } = other;
        self.letters += letters;
        rare.into_iter().for_each(|(letter, count)| *self.rare.entry(letter).or_default() += count);
        self.persian += persian;
        self.marbutas += marbutas;
        self.words += words;
        self.articles += articles;
        self.urdu += urdu;
        self.punjabi += punjabi;
    }

    /// Whether a part of the text may be in another language; if not, none is.
    pub(super) fn may_be_other(&self) -> bool {
        !self.rare.is_empty() || self.marbutas > 0
    }

    /// The number of letters.
    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    /// The language, if it is certainly not Persian.
    pub(super) fn language(&self) -> Option<&'static str> {
        let found = KNOWN.iter().filter(|known| self.is(known)).max_by_key(|known| self.of(known.own).0);
        match found.map(|known| known.tag) {
            Some("ur") if self.punjabi > self.urdu => Some("pnb"),
            None if self.is_arabic() => Some("ar"),
            tag => tag,
        }
    }

    /// The number of letters of a set, and of different ones.
    fn of(&self, set: &str) -> (usize, usize) {
        let counts = set.chars().filter_map(|letter| self.rare.get(&letter));
        counts.fold((0, 0), |(all, different), count| (all + count, different + 1))
    }

    fn is(&self, known: &Known) -> bool {
        let ((own, kinds), (shared, more)) = (self.of(known.own), self.of(known.shared));
        let all = own + shared;
        // A single letter, however frequent, may be used for a Persian one.
        (all >= FEWEST || kinds >= DIFFERENT)
            && kinds > 0
            && kinds + more > 1
            && own * 1000 >= self.letters * LEAST_OWN
            && all * 1000 >= self.letters * known.least
    }

    /// Arabic has ة, the article or a word of its own at every fourth place, and no
    /// letter that only Persian has.
    fn is_arabic(&self) -> bool {
        self.persian == 0 && self.marbutas > 0 && self.words >= FEWEST_WORDS && self.articles * 4 >= self.words
    }
}

/// Whether a word is among a few short ones: most are longer.
fn is_among(word: &str, few: &[&str]) -> bool {
    word.len() <= LONGEST && few.contains(&word)
}

/// Whether it is a letter of Arabic script, of any language.
fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6d5}')
}

/// Whether it is part of a word: letters, vowel signs, half-space, tatweel.
fn is_of_word(letter: char) -> bool {
    is_letter(letter) || matches!(letter, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}')
}

/// Whether a word has the article: `البيت`, with a particle before it (`والبيت`,
/// `بالبيت`), or `للبيت`.
fn has_article(word: &str) -> bool {
    let bare = word.strip_prefix(['و', 'ف', 'ب', 'ك']).filter(|rest| rest.starts_with("ال")).unwrap_or(word);
    let bare = bare.strip_prefix("ال").or_else(|| word.strip_prefix("لل"));
    bare.is_some_and(|noun| noun.chars().filter(|&letter| is_letter(letter)).count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_longer_than_the_longest() {
        assert_eq!([ARABIC, URDU, PUNJABI].concat().iter().map(|word| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn a_text_that_is_in_another_language_may_be() {
        for text in [
            "هذه رسالة قصيرة عن المدينة والبيت الكبير في الشارع",
            "یہ ایک خط ہے اور اس میں کچھ باتیں ہیں",
            "نوشته‌ی ټول ښه څه",
        ] {
            let mut tally = Tally::default();
            tally.count(text);
            assert!(tally.language().is_some() && tally.may_be_other(), "{text}");
        }
    }
}
