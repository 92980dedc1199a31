//! The forms that the Academy of Persian Language and Literature prescribes (its
//! orthography of 1401) where usage is divided: words written separately (`آن را`),
//! words joined by a half-space (`هیچ‌کس`), the seat of the hamza (`مسئول`), and the
//! two forms of `ی` after `ه`. This is a matter of house style, so it is applied only
//! on request; words with two meanings (`بنام`) are in no list.

use super::letters::ZWNJ;
use super::rules::{Rule, RuleSet};
use std::ops::Range;

/// Common spellings of words, and the Academy's.
const FORMS: &[(&str, &str)] = &[
    ("آنرا", "آن را"),
    ("اینرا", "این را"),
    ("ایشانرا", "ایشان را"),
    ("بعنوان", "به عنوان"),
    ("بطور", "به طور"),
    ("بصورت", "به صورت"),
    ("بعلت", "به علت"),
    ("بدلیل", "به دلیل"),
    ("بوسیله", "به وسیله"),
    ("بمنظور", "به منظور"),
    ("بجای", "به جای"),
    ("بسوی", "به سوی"),
    ("بنظر", "به نظر"),
    ("بخاطر", "به خاطر"),
    ("بشدت", "به شدت"),
    ("بسرعت", "به سرعت"),
    ("بتدریج", "به تدریج"),
    ("براحتی", "به راحتی"),
    ("بسادگی", "به سادگی"),
    ("بخوبی", "به خوبی"),
    ("بندرت", "به ندرت"),
    ("بزودی", "به زودی"),
    ("بویژه", "به ویژه"),
    ("بخصوص", "به خصوص"),
    ("ازجمله", "از جمله"),
    ("درصورتی", "در صورتی"),
    ("درحالی", "در حالی"),
    ("یکنفر", "یک نفر"),
    ("یکروز", "یک روز"),
    ("یکسال", "یک سال"),
    ("هیچکس", "هیچ‌کس"),
    ("هیچکدام", "هیچ‌کدام"),
    ("هیچگاه", "هیچ‌گاه"),
    ("هیچگونه", "هیچ‌گونه"),
    ("هیچیک", "هیچ‌یک"),
    ("هیچوقت", "هیچ‌وقت"),
    ("اینگونه", "این‌گونه"),
    ("آنگونه", "آن‌گونه"),
    ("همانگونه", "همان‌گونه"),
    ("اینطور", "این‌طور"),
    ("آنطور", "آن‌طور"),
    ("همینطور", "همین‌طور"),
    ("همانطور", "همان‌طور"),
    ("اینچنین", "این‌چنین"),
    ("آنچنان", "آن‌چنان"),
    ("اینقدر", "این‌قدر"),
    ("آنقدر", "آن‌قدر"),
    ("علیرغم", "علی‌رغم"),
    ("منجمله", "من‌جمله"),
    ("انشاءالله", "ان‌شاءالله"),
    ("مسؤول", "مسئول"),
    ("مسؤولان", "مسئولان"),
    ("مسؤولین", "مسئولین"),
    ("مسؤولیت", "مسئولیت"),
    ("شؤون", "شئون"),
    ("هیأت", "هیئت"),
    ("مسأله", "مسئله"),
    ("جرأت", "جرئت"),
    ("نشأت", "نشئت"),
    ("اطاق", "اتاق"),
    ("ذغال", "زغال"),
];

/// The `ی` after a silent `ه`, in its three spellings.
const YEH: &str = "ه\u{200C}ی";
const HAMZA: &str = "ه\u{654}";
const HEH_WITH_HAMZA: &str = "ۀ";

/// Another spelling of a word: the rule, the bytes of the word that it changes, and
/// their replacement.
pub(super) fn respelling(word: &str, rules: RuleSet) -> Option<(Rule, Range<usize>, &'static str)> {
    if rules.and(RuleSet::OF_SPELLING).is_empty() {
        return None;
    }
    let ending = |rule, from: &str, to| {
        let start = word.strip_suffix(from).map(str::len).filter(|_| rules.contains(rule))?;
        Some((rule, start..word.len(), to))
    };
    let stem = word.split(ZWNJ).next().unwrap_or(word);
    let form = || {
        let &(_, form) = FORMS.iter().find(|&&(met, _)| met == stem)?;
        rules.contains(Rule::AcademyForms).then_some((Rule::AcademyForms, 0..stem.len(), form))
    };
    ending(Rule::HehWithYeh, HAMZA, YEH)
        .or_else(|| ending(Rule::HehWithYeh, HEH_WITH_HAMZA, YEH))
        .or_else(|| ending(Rule::HehWithHamza, YEH, HAMZA).filter(|_| !rules.contains(Rule::HehWithYeh)))
        .or_else(form)
}
