//! The endings that words can take: the suffix classes of the dictionary.

use std::fmt;

/// The suffix classes of the dictionary, under its own names, and their suffixes.
const SUFFIXES: &[(&str, &[&str])] = &[
    ("sa", &["م", "ت", "ش", "مان", "تان", "شان"]),
    ("sb", &["یم", "یت", "یش", "یمان", "یتان", "یشان"]),
    ("sc", &["\u{200C}ام", "\u{200C}ات", "\u{200C}اش", "\u{200C}مان", "\u{200C}تان", "\u{200C}شان"]),
    ("sd", &["ها", "های", "هایی"]),
    ("se", &["هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان"]),
    ("sf", &["هاست"]),
    ("sg", &["\u{200C}ها", "\u{200C}های", "\u{200C}هایی"]),
    ("sh", &["\u{200C}هایم", "\u{200C}هایت", "\u{200C}هایش", "\u{200C}هایمان", "\u{200C}هایتان", "\u{200C}هایشان"]),
    ("si", &["\u{200C}هاست"]),
    ("sj", &["ان", "انی", "انم", "انت", "انش", "انمان", "انتان", "انشان"]),
    ("sk", &["\u{200C}ی", "\u{654}"]),
    ("sl", &["ی"]),
    ("sm", &["\u{200C}ای"]),
    ("sn", &["یی"]),
    ("so", &["م", "ی", "ست", "یم", "ید", "ند"]),
    ("sp", &["\u{200C}ام", "\u{200C}ای", "\u{200C}ایم", "\u{200C}اید", "\u{200C}اند"]),
    ("sq", &["یم", "یی", "ست", "ییم", "یید", "یند"]),
    ("sr", &["م", "ی", "یم", "ید", "ند"]),
    (
        "st",
        &[
            "تر",
            "ترین",
            "ترها",
            "ترهای",
            "ترهایی",
            "تری",
            "ترم",
            "ترست",
            "تریم",
            "ترید",
            "ترند",
            "ترینم",
            "ترینی",
            "ترینیم",
            "ترینید",
            "ترینند",
        ],
    ),
    (
        "su",
        &[
            "\u{200C}تر",
            "\u{200C}ترین",
            "\u{200C}ترها",
            "\u{200C}ترهای",
            "\u{200C}ترهایی",
            "\u{200C}تری",
            "\u{200C}ترم",
            "\u{200C}ترست",
            "\u{200C}تریم",
            "\u{200C}ترید",
            "\u{200C}ترند",
            "\u{200C}ترینم",
            "\u{200C}ترینی",
            "\u{200C}ترینیم",
            "\u{200C}ترینید",
            "\u{200C}ترینند",
        ],
    ),
    ("sv", &["ی"]),
    // Not named by the dictionary but derived from it: the word exists by itself; the
    // prefix `نمی` with a half-space can precede it; it is a past participle.
    ("ww", &[]),
    ("vv", &[]),
    ("pp", &[]),
];

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Classes(u32);

impl Classes {
    /// A word by itself.
    pub(super) const WORD: Self = Self::of(b"ww");
    /// A verb form that `می` can precede.
    pub(super) const VERB: Self = Self::of(b"vv");
    /// A past participle.
    pub(super) const PARTICIPLE: Self = Self::of(b"pp");
    /// Takes `ها`, with or without a half-space.
    pub(super) const PLURAL: Self = Self::of(b"sd").union(Self::of(b"sg"));
    /// Takes `ها` or `تر` without a half-space.
    pub(super) const JOINED_ENDINGS: Self = Self::from_names(&[b"sd", b"se", b"sf", b"st"]);
    /// Takes `تر`.
    pub(super) const COMPARES: Self = Self::of(b"st").union(Self::of(b"su"));
    /// Takes `ایم` after a half-space.
    pub(super) const COPULA: Self = Self::of(b"sp");
    /// Ends in a silent `ه`: takes `ی` or `ای` after a half-space.
    pub(super) const HEH_TAKES: Self = Self::of(b"sk").union(Self::of(b"sm"));
    /// Takes `ی`.
    pub(super) const TAKES_YEH: Self = Self::of(b"sl");
    /// The classes of the user's own words, which take any of these endings.
    pub(super) const OWN: Self = Self::WORD.union(Self::PLURAL).union(Self::COMPARES);

    /// The class with a name; empty for an unknown one.
    const fn of(name: &[u8; 2]) -> Self {
        let mut index = 0;
        while index < SUFFIXES.len() {
            let known = SUFFIXES[index].0.as_bytes();
            if known[0] == name[0] && known[1] == name[1] {
                return Self(1 << index);
            }
            index += 1;
        }
        Self(0)
    }

    const fn from_names(names: &[&[u8; 2]]) -> Self {
        let mut set = Self(0);
        let mut index = 0;
        while index < names.len() {
            set = set.union(Self::of(names[index]));
            index += 1;
        }
        set
    }

    /// The classes in a string of names, two letters each.
    pub(super) fn from_flags(flags: &str) -> Self {
        let names = flags.as_bytes().chunks_exact(2);
        names.map(|name| Self::of(&[name[0], name[1]])).fold(Self::default(), Self::union)
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether it contains one of the others.
    pub(super) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The suffixes of its classes.
    pub(super) fn suffixes(self) -> impl Iterator<Item = &'static str> {
        let in_it = move |&(index, _): &(usize, _)| self.0 & (1 << index) != 0;
        SUFFIXES.iter().enumerate().filter(in_it).flat_map(|(_, (_, suffixes))| suffixes.iter().copied())
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = SUFFIXES.iter().enumerate().filter(|(index, _)| self.0 & (1 << index) != 0);
        names.map(|(_, (name, _))| *name).try_for_each(|name| f.write_str(name))
    }
}
