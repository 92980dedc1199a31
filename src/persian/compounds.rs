//! Compounds that are typed with a space between their parts: `نرم افزار`.
//!
//! The dictionary lists more than 20,000 words with a half-space in them, but many of
//! these are just as often two words (`به کار`, `یک بار`, `آن را`, `استفاده شده`, `خلیج
//! فارس`). Of 2,000 such pairs in 160,000 words of news and reviews a third were. So a
//! listed compound is joined only if one of its parts shows that it is one: an agent's
//! stem at its end (`ساز`, `پذیر`), a prefix at its start (`بی`), or if it is in a
//! short list.

use crate::lexicon::Lexicon;

/// Words that begin compounds and are not words of their own there. `هم`, `کم`, `پیش`
/// and `یک` are, and so are not listed.
const PREFIXES: &[&str] = &["بی", "خوش", "فوق", "نیمه"];
/// Stems that end compounds. `کار`, `زن`, `دوست`, `خانه` and `روی` are words of their
/// own and so are not listed; nor are `بند` (`در قالب بند الف`) and `بازی` (`زمین بازی`,
/// `با توپ بازی می‌کند`).
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
    "نوشت",
    "ماندگی",
];
/// Endings of stems that the dictionary does not list with them.
const ENDINGS: &[&str] = &["", "ی", "ان", "ای", "ها", "های", "هایی"];
/// Compounds that no stem or prefix shows.
const COMPOUNDS: &[(&str, &str)] = &[
    ("آیت", "الله"),
    ("اسباب", "بازی"),
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
/// The fewest letters of a compound's second part; with a shorter one the two are a
/// phrase.
const SHORTEST: usize = 3;

/// The place of a missing half-space in a joined compound that is listed.
pub(super) fn place(word: &str, lexicon: Lexicon<'_>) -> Option<usize> {
    let cuts = word.char_indices().map(|(at, _)| at).filter(|&at| at > 2 && word.len() - at > 4);
    let mut found = cuts.filter(|&at| {
        let (first, second) = word.split_at(at);
        lexicon.opens_compound(first) && is_compound(first, second, lexicon)
    });
    found.next().filter(|_| found.next().is_none())
}

/// Whether two words are a compound typed as two.
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
