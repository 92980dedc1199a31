//! Makes `words.fst` and `classes.txt` from the Lilak dictionary; see
//! `README.md` beside this file.

use super::ZWNJ;
use super::affix::Classes;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Entries of the dictionary that are misspelt verbs, written joined instead of with a
/// half-space; they would keep those from being repaired.
const MISSPELT: &[&str] = &["میگوید", "میگویی", "میروند", "میتاخت"];
/// Entries that end in `ها` or `تر` and are correct.
const WHOLE: &[&str] = &[
    "تنها",
    "منتها",
    "رها",
    "بها",
    "منها",
    "سربها",
    "علیها",
    "الیها",
    "آنها",
    "اینها",
    "آستر",
    "لوستر",
    "مستتر",
    "ولتر",
    "کلانتر",
    "کمتر",
    "بزرگتر",
    "کوچکتر",
];

#[test]
#[ignore = "needs LILAK_DIC; writes into the source tree"]
fn make() {
    let dictionary = fs::read_to_string(std::env::var("LILAK_DIC").unwrap()).unwrap();
    let words = entries(&dictionary);
    let classes: BTreeSet<Classes> = words.values().copied().collect();
    let classes: Vec<Classes> = classes.into_iter().collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    let mut map = fst::MapBuilder::memory();
    for (word, class) in &words {
        map.insert(word, classes.binary_search(class).unwrap() as u64).unwrap();
    }
    fs::write(folder.join("words.fst"), map.into_inner().unwrap()).unwrap();
    let lines: String = classes.iter().map(|class| format!("{class}\n")).collect();
    fs::write(folder.join("classes.txt"), lines).unwrap();
}

/// The words with their classes.
fn entries(dictionary: &str) -> BTreeMap<String, Classes> {
    let mut words: BTreeMap<String, Classes> = BTreeMap::new();
    let mut add = |word: &str, classes: Classes| {
        let known = words.entry(word.to_owned()).or_default();
        *known = known.union(classes);
    };
    for line in dictionary.lines().skip(1) {
        let (word, flags) = line.split_once('/').unwrap_or((line, ""));
        let prefix = |prefix: &str| word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(ZWNJ));
        if MISSPELT.contains(&word) || word.chars().count() < 2 || prefix("می").is_some() || prefix("همی").is_some()
        {
            continue;
        }
        match prefix("نمی") {
            Some(verb) => add(verb, Classes::VERB),
            None => add(word, Classes::from_flags(flags).union(Classes::WORD)),
        }
    }
    let joined: Vec<String> = words.keys().filter(|word| is_joined(word, &words)).cloned().collect();
    for word in joined {
        words.remove(&word);
    }
    let participles: Vec<String> = words.keys().filter(|word| is_participle(word, &words)).cloned().collect();
    for word in participles {
        let known = words.entry(word).or_default();
        *known = known.union(Classes::PARTICIPLE);
    }
    words
}

/// Whether an entry is a verb's past stem with `ه`: the stem ends in `د` or `ت`, takes
/// `ند`, and has an infinitive.
fn is_participle(word: &str, words: &BTreeMap<String, Classes>) -> bool {
    let stem = word.strip_suffix('ه').filter(|stem| stem.chars().count() > 1 && stem.ends_with(['د', 'ت']));
    stem.is_some_and(|stem| ["ند", "ن"].iter().all(|ending| words.contains_key(&format!("{stem}{ending}"))))
}

/// Whether an entry is a word with its `ها` or `تر` but without the half-space that is
/// needed between joining letters; the dictionary has some of these.
fn is_joined(word: &str, words: &BTreeMap<String, Classes>) -> bool {
    let takes = |stem: &str, what| words.get(stem).is_some_and(|classes: &Classes| classes.any(what));
    let made = |endings: &[&str], what| {
        let stem = endings.iter().find_map(|ending| word.strip_suffix(ending));
        let joins = |stem: &&str| !stem.ends_with(['ا', 'آ', 'د', 'ذ', 'ر', 'ز', 'ژ', 'و', ZWNJ]);
        stem.filter(joins).is_some_and(|stem| takes(stem, what))
    };
    !WHOLE.contains(&word)
        && (made(&["ها", "های", "هایی"], Classes::PLURAL) || made(&["تر", "ترین"], Classes::COMPARES))
}
