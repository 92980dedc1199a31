//! Colloquial verb forms: `میکردن`, `می خوان`, `میگه`. The dictionary has only the
//! written forms.

/// Stems that are shorter in speech (`گو`, `شو`, `خواه`, `دان`, `توان` …).
const STEMS: &[&str] = &[
    "گ",
    "ش",
    "خوا",
    "دون",
    "تون",
    "مون",
    "خون",
    "رسون",
    "ذار",
    "شین",
    "نشون",
    "ترسون",
    "گردون",
    "چسبون",
    "کشون",
    "فهمون",
    "چرخون",
    "پیچون",
    "خوابون",
    "خندون",
    "سوزون",
    "پوشون",
    "جوشون",
    "ر",
    "د",
];
/// Their endings.
const ENDINGS: &[&str] = &["م", "ی", "ه", "یم", "ین", "ن", "د", "ید"];
/// Past stems that are shorter in speech, and their endings.
const PAST: &[&str] = &["دونست", "تونست"];
const PAST_ENDINGS: &[&str] = &["", "م", "ی", "یم", "ین", "ید", "ن", "ند"];
/// Colloquial endings, and the written ones they replace.
const WRITTEN: &[(&str, &str)] = &[("ه", "د"), ("ین", "ید"), ("ن", "ند")];
/// The prefixes of commands and wishes.
const PREFIXES: &[&str] = &["ب", "ن"];
/// Commands that drop the vowel of their stem.
const COMMANDS: &[&str] = &["بنداز", "بندازید", "بندازین", "ننداز", "وایسا", "وایسید", "وایسین"];

/// Whether a word is a colloquial form that `می` can precede; `is_written` knows the
/// written ones.
pub(super) fn is_verb(word: &str, is_written: impl Fn(&str) -> bool) -> bool {
    let shortened = |stem: &&str| word.strip_prefix(*stem).is_some_and(|ending| ENDINGS.contains(&ending));
    let longer = |(spoken, written): &(&str, &str)| {
        word.strip_suffix(*spoken).is_some_and(|stem| !stem.is_empty() && is_written(&format!("{stem}{written}")))
    };
    let past = |stem: &&str| word.strip_prefix(*stem).is_some_and(|ending| PAST_ENDINGS.contains(&ending));
    STEMS.iter().any(shortened) || PAST.iter().any(past) || WRITTEN.iter().any(longer)
}

/// Whether a word is a colloquial command or wish: `بذارید`, `بنویسن`, `نگیرین`.
pub(super) fn is_command(word: &str, is_written: impl Fn(&str) -> bool + Copy) -> bool {
    let verb = |prefix: &&str| {
        let rest = word.strip_prefix(*prefix)?;
        let long = rest.chars().count() > 2;
        let polite = rest.strip_suffix("ید").is_some_and(|stem| STEMS.contains(&stem));
        Some(long && (polite || is_verb(rest, is_written)))
    };
    COMMANDS.contains(&word) || PREFIXES.iter().filter_map(verb).any(|is_verb| is_verb)
}
