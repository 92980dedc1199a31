//! Words that a voice joins to their neighbours: what is read at one glance does not
//! come apart between them.

/// Words that mean nothing before the word they introduce is heard.
const FORWARD: [&str; 33] = [
    "و",
    "یا",
    "به",
    "از",
    "در",
    "با",
    "بی",
    "بر",
    "تا",
    "که",
    "چو",
    "چون",
    "برای",
    "درباره",
    "بدون",
    "میان",
    "هر",
    "هیچ",
    "این",
    "آن",
    "همین",
    "همان",
    "چند",
    "چه",
    "یک",
    "نه",
    "ای",
    "اگر",
    "جز",
    "علیه",
    "ضد",
    "پس",
    "پیش",
];

/// Verbs that mean nothing without the word before them.
const VERBS: [&str; 18] = [
    "است", "نیست", "هست", "بود", "باد", "باشد", "شد", "شدن", "شده", "شود", "کرد", "کردن", "کرده", "کند", "کنیم",
    "کنید", "داد", "دادن",
];

/// Whether a word leans on the one after it: a preposition, «و», or a word whose written
/// ezafe announces another.
pub(crate) fn leans_forward(word: &str) -> bool {
    let ezafe = word.ends_with("ای") && !word.ends_with("\u{200c}ای") && word.chars().count() > 3;
    FORWARD.contains(&word) || word.ends_with(['ٔ', 'ۀ', 'ِ']) || ezafe
}

/// Whether a word leans on the one before it, whatever mark ends it: «را», or a verb, which
/// mostly has half of its meaning from what stands before it.
pub(crate) fn leans_back(word: &str) -> bool {
    let bare = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
    bare == "را" || VERBS.contains(&bare) || bare.starts_with("می\u{200c}") || bare.starts_with("نمی\u{200c}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_announce_another_lean_on_it() {
        for word in ["و", "از", "دربارهٔ", "کتابخانهٔ", "خانۀ", "حقِ", "دنیای", "کتاب‌های"]
        {
            assert!(leans_forward(word), "{word}");
        }
        for word in ["نان", "آزادی", "را", "وقت", "درخت", "هر،", "۲۱", "خانه‌ای", "چای"]
        {
            assert!(!leans_forward(word), "{word}");
        }
        for word in ["را", "نیست،", "کنیم!", "شدن", "می‌گیریم!", "نمی‌خواهیم"] {
            assert!(leans_back(word), "{word}");
        }
        assert!(!leans_back("راه") && !leans_back("شدنی") && !leans_back("میدان"));
    }
}
