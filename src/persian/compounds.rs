//! Compounds that are typed with a blank between their parts: `نرم افزار`.
//!
//! The dictionary lists more than 20,000 words with a half-space in them, but
//! many of these are two words as often as one (`به کار`, `یک بار`, `آن را`,
//! `استفاده شده`, `خلیج فارس`). Of 2,000 such pairs in 160,000 words of news and
//! reviews a third were. So a listed compound is joined only where one of its
//! parts shows that it is one: an agent's stem at its end (`ساز`, `پذیر`), a
//! prefix at its start (`بی`), or the compound being in a short list.

use super::lexicon::Lexicon;

/// What begins a compound and is no word of its own there. `هم`, `کم`, `پیش`,
/// `یک` are, and so are not here.
const PREFIXES: &[&str] = &["بی", "خوش", "فوق", "نیمه"];
/// Stems that end compounds. `کار`, `زن`, `دوست`, `خانه`, `روی` are words of
/// their own and so are not here; nor is `بند` (`در قالب بند الف`).
const STEMS: &[&str] = &[
    "ساز",
    "سازی",
    "بندی",
    "گذار",
    "گذاری",
    "پرداز",
    "پردازی",
    "نویس",
    "نویسی",
    "نگار",
    "نگاری",
    "شناس",
    "شناسی",
    "گیری",
    "پذیر",
    "پذیری",
    "آموز",
    "آموزی",
    "افزار",
    "افزاری",
    "انگیز",
    "آور",
    "آوری",
    "آمیز",
    "رسان",
    "رسانی",
    "ریزی",
    "دهنده",
    "کننده",
    "گرا",
    "گرایی",
    "محور",
    "محوری",
    "نشین",
    "نشینی",
    "فروش",
    "فروشی",
    "خواه",
    "خواهی",
    "خواهانه",
    "طلب",
    "طلبی",
    "پرست",
    "پرستی",
    "دار",
    "داری",
    "پرور",
    "پروری",
    "سوز",
    "سوزی",
    "شکن",
    "یاب",
    "یابی",
    "سنج",
    "سنجی",
    "پوش",
    "تراش",
    "خوار",
    "خواری",
    "زدایی",
    "ستیز",
    "ستیزی",
    "گستر",
    "آفرین",
    "بخش",
    "بخشی",
    "پیما",
    "پیمایی",
    "نامه",
    "سالاری",
    "گری",
    "پسند",
    "نواز",
    "نوازی",
    "خوان",
    "بازی",
    "نوشت",
    "ماندگی",
];
/// Endings that a stem may have, which the dictionary does not list with it.
const ENDINGS: &[&str] = &["", "ی", "ان", "ای", "ها", "های", "هایی"];
/// Compounds that no stem shows.
const COMPOUNDS: &[(&str, &str)] = &[
    ("آیت", "الله"),
    ("تخم", "مرغ"),
    ("سیب", "زمینی"),
    ("توت", "فرنگی"),
    ("گوجه", "فرنگی"),
    ("رئیس", "جمهور"),
    ("رئیس", "جمهوری"),
    ("دوست", "داشتنی"),
    ("ثبت", "نام"),
    ("راه", "حل"),
    ("نقطه", "ضعف"),
    ("قائم", "مقام"),
    ("تبادل", "نظر"),
    ("اضافه", "وزن"),
    ("هم", "اکنون"),
    ("زیست", "محیطی"),
    ("شبانه", "روزی"),
    ("چه", "بسا"),
    ("آب", "میوه"),
    ("آب", "لیمو"),
    ("بین", "المللی"),
    ("پیش", "فرض"),
    ("پیش", "بینی"),
    ("جهان", "بینی"),
    ("واقع", "بینی"),
    ("گردن", "بند"),
    ("پیش", "داوری"),
];
/// What a part of a compound may not be: it makes the two a phrase.
const SHORTEST: usize = 3;

/// Whether two words are a compound that is typed as two.
pub(super) fn is_compound(first: &str, second: &str, lexicon: Lexicon<'_>) -> bool {
    let compound = format!("{first}\u{200C}{second}");
    if lexicon.is_own(&compound) {
        return true;
    }
    shows_itself(first, second) && first != second && lexicon.is_known(&compound) && !lexicon.is_participle(second)
}

/// Whether the parts show that the two are one word.
fn shows_itself(first: &str, second: &str) -> bool {
    let is_long = second.chars().count() >= SHORTEST;
    let ends = |stem: &&str| second.strip_prefix(*stem).is_some_and(|ending| ENDINGS.contains(&ending));
    let listed = |&(one, other): &(&str, &str)| {
        one == first && second.strip_prefix(other).is_some_and(|ending| ENDINGS.contains(&ending))
    };
    is_long && (PREFIXES.contains(&first) || second.starts_with("ال") && second != "الله" || STEMS.iter().any(ends))
        || COMPOUNDS.iter().any(listed)
}
