//! The rules by name: what each does, with an example, and the class it belongs to.

use crate::error::{Error, Result};
use crate::settings::Clean;
use std::fmt;
use std::str::FromStr;

/// The class of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Joins lines and sentences; under `--reflow`.
    Reflow,
    /// Changes the encoding only: no word gets a different letter.
    Safe,
    /// Backed by the lexicon.
    Guarded,
    /// A matter of house style: the Academy's forms.
    Style,
    /// Under `--digits`.
    Digits,
    /// Under `--heh`.
    Heh,
}

impl Class {
    /// Its name in messages and lists.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reflow => "reflow",
            Self::Safe => "safe",
            Self::Guarded => "guarded",
            Self::Style => "style",
            Self::Digits => "digits",
            Self::Heh => "heh",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $name:literal, $class:ident, $says:literal, $before:literal => $after:literal;)+) => {
        /// One rule of reflow or clean-up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Rule { $(#[doc = $says] $rule,)+ }

        impl Rule {
            /// Every rule, in the order they are listed.
            pub const ALL: &[Self] = &[$(Self::$rule),+];

            /// Its name on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$rule => $name),+ } }

            /// The class it belongs to.
            #[must_use]
            pub const fn class(self) -> Class { match self { $(Self::$rule => Class::$class),+ } }

            /// What it does.
            #[must_use]
            pub const fn says(self) -> &'static str { match self { $(Self::$rule => $says),+ } }

            /// A text it changes, and what becomes of it.
            #[must_use]
            pub const fn example(self) -> (&'static str, &'static str) {
                match self { $(Self::$rule => ($before, $after)),+ }
            }
        }
    };
}

rules! {
    JoinLines = "join-lines", Reflow,
        "Line ends forced by a narrow column become spaces.",
        "کنگره حزب کمونیست  \nکارگری" => "کنگره حزب کمونیست کارگری";
    JoinSentences = "join-sentences", Reflow,
        "Sentences cut over a blank line at the end of a column are joined.",
        "تا کودکان کار\n\nریشه دوانده‌ایم." => "تا کودکان کار ریشه دوانده‌ایم.";
    NormalForm = "normal-form", Safe,
        "A letter and its mark become the one letter that Unicode has for them.",
        "ا\u{653}ب" => "آب";
    Spaces = "spaces", Safe,
        "Tabs and runs of spaces become one space.",
        "کتاب \t خوب" => "کتاب خوب";
    ArabicLetters = "arabic-letters", Safe,
        "Arabic yeh and kaf become Persian ones, but not in Arabic words that show themselves by their marks.",
        "كتابي" => "کتابی";
    PresentationForms = "presentation-forms", Safe,
        "Letters encoded by their shape become plain letters.",
        "ﺳﻼم" => "سلام";
    ArabicDigits = "arabic-digits", Safe,
        "Arabic digits become Persian ones.",
        "١٤٠٣" => "۱۴۰۳";
    HiddenCharacters = "hidden-characters", Safe,
        "Characters that show nothing and do nothing here are dropped.",
        "سلا\u{200b}م" => "سلام";
    HalfSpaces = "half-spaces", Safe,
        "Half-spaces that repeat, or stand beside a space or a mark, are dropped.",
        "خانه\u{200c}\u{200c}ها\u{200c} " => "خانه\u{200c}ها ";
    VerbPrefix = "verb-prefix", Guarded,
        "`می` and its verb are joined by a half-space.",
        "می رویم" => "می\u{200c}رویم";
    VerbPrefixJoined = "verb-prefix-joined", Guarded,
        "A half-space parts `می` from its verb.",
        "میگوییم" => "می\u{200c}گوییم";
    Plural = "plural", Guarded,
        "A noun and its `ها` are joined by a half-space.",
        "گام های" => "گام\u{200c}های";
    PluralJoined = "plural-joined", Guarded,
        "A half-space parts a noun from its `ها`, where they would join.",
        "انسانهای" => "انسان\u{200c}های";
    Comparison = "comparison", Guarded,
        "An adjective and its `تر` or `ترین` are joined by a half-space.",
        "باشکوه تر" => "باشکوه\u{200c}تر";
    ComparisonJoined = "comparison-joined", Guarded,
        "A half-space parts an adjective from its `تر` or `ترین`, where they would join and the word is not known.",
        "باشکوهتر" => "باشکوه\u{200c}تر";
    Copula = "copula", Guarded,
        "A participle and its `ایم`, `اید`, `اند` are joined by a half-space.",
        "کرده ایم" => "کرده\u{200c}ایم";
    CopulaJoined = "copula-joined", Guarded,
        "A half-space parts a participle from its `ام`, `ایم`, `اید`, `اند`.",
        "نکردهاند" => "نکرده\u{200c}اند";
    Possessive = "possessive", Guarded,
        "A noun and its `مان`, `تان`, `شان`, and behind `ه` or `ی` its `ام`, `ات`, `اش`, are joined by a half-space.",
        "کودکی شان" => "کودکی\u{200c}شان";
    HehYeh = "heh-yeh", Guarded,
        "A word that ends in `ه` and its `ی` are joined by a half-space.",
        "خانه ی ما" => "خانه\u{200c}ی ما";
    HehAi = "heh-ai", Guarded,
        "A word that ends in `ه` and its `ای` are joined by a half-space.",
        "مقاله ای تازه" => "مقاله\u{200c}ای تازه";
    Compound = "compound", Guarded,
        "The parts of a compound that the lexicon or the user lists are joined by a half-space.",
        "نرم افزار" => "نرم\u{200c}افزار";
    CompoundJoined = "compound-joined", Guarded,
        "A half-space parts the parts of a listed compound, where they would join.",
        "نرمافزار" => "نرم\u{200c}افزار";
    MedialAlef = "medial-alef", Guarded,
        "A half-space goes before an `آ` that begins the second part of a word.",
        "صفآرایی" => "صف\u{200c}آرایی";
    Tatweel = "tatweel", Guarded,
        "Tatweel inside words is dropped, except in headings and verse.",
        "کتـــاب" => "کتاب";
    SoftHyphen = "soft-hyphen", Guarded,
        "Soft hyphens between Persian letters, which stood for half-spaces, become half-spaces.",
        "کتاب\u{ad}ها" => "کتاب\u{200c}ها";
    Ellipsis = "ellipsis", Guarded,
        "Three dots become an ellipsis.",
        "گفت..." => "گفت…";
    LatinMarks = "latin-marks", Guarded,
        "Latin commas, semicolons and question marks between Persian words become Persian ones.",
        "خوب, چرا?" => "خوب، چرا؟";
    MarkSpaces = "mark-spaces", Guarded,
        "No space before a mark of punctuation, one behind it.",
        "سلام ،خوبی ؟" => "سلام، خوبی؟";
    Quotes = "quotes", Guarded,
        "Straight and curly quotation marks around Persian words become « and », if all of a paragraph's make pairs.",
        "گفت \"سلام\"" => "گفت «سلام»";
    PersianDigits = "persian-digits", Guarded,
        "Latin digits in Persian text become Persian ones, but not in long numbers, decimals, versions and Latin names.",
        "سال 1403" => "سال ۱۴۰۳";
    Percent = "percent", Guarded,
        "The percent sign behind Persian digits becomes the Persian one.",
        "۵%" => "۵٪";
    HandleOrder = "handle-order", Guarded,
        "A handle that was written down as the eye saw it gets its @ to the front, where a messenger is named.",
        "تلگرام: name@" => "تلگرام: @name";
    AcademyForms = "academy-forms", Style,
        "Words whose spelling is divided get the form that the Academy prescribes, apart, joined or with another hamza.",
        "بعنوان مسؤول آنرا" => "به عنوان مسئول آن را";
    HehWithYeh = "heh-with-yeh", Heh,
        "`هٔ` and `ۀ` at the end of a word become `ه` with `ی` behind a half-space.",
        "خانهٔ ما" => "خانه\u{200c}ی ما";
    HehWithHamza = "heh-with-hamza", Heh,
        "`ه` with `ی` behind a half-space becomes `هٔ`.",
        "خانه\u{200c}ی ما" => "خانهٔ ما";
    ToPersianDigits = "to-persian-digits", Digits,
        "All digits become Persian ones, except in Latin words.",
        "تلفن 021-12345678" => "تلفن ۰۲۱-۱۲۳۴۵۶۷۸";
    ToLatinDigits = "to-latin-digits", Digits,
        "All digits become Latin ones.",
        "سال ۱۴۰۳" => "سال 1403";
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|rule| rule.name()).collect();
            crate::settings::unknown_word("rule", name, &names)
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RuleSet(u64);

impl RuleSet {
    /// The rules that a level of clean-up turns on.
    #[must_use]
    pub fn up_to(level: Clean) -> Self {
        let on = |class| match level {
            Clean::None => false,
            Clean::Safe => class == Class::Safe,
            Clean::Guarded => matches!(class, Class::Safe | Class::Guarded),
            Clean::All => matches!(class, Class::Safe | Class::Guarded | Class::Style),
        };
        Rule::ALL.iter().copied().filter(|rule| on(rule.class())).collect()
    }

    /// The rules that join lines.
    pub(super) const OF_LINES: Self = Self::of(&[Rule::JoinLines, Rule::JoinSentences]);

    /// The rules that change letters and digits one by one, and so may be used on
    /// verse.
    pub(super) const OF_LETTERS: Self = Self::of(&[
        Rule::NormalForm,
        Rule::ArabicLetters,
        Rule::PresentationForms,
        Rule::ArabicDigits,
        Rule::PersianDigits,
        Rule::ToPersianDigits,
        Rule::ToLatinDigits,
    ]);

    /// The rules that look words up.
    pub(super) const OF_WORDS: Self = Self::of(&[
        Rule::VerbPrefix,
        Rule::VerbPrefixJoined,
        Rule::Plural,
        Rule::PluralJoined,
        Rule::Comparison,
        Rule::ComparisonJoined,
        Rule::Copula,
        Rule::CopulaJoined,
        Rule::Possessive,
        Rule::HehYeh,
        Rule::HehAi,
        Rule::Compound,
        Rule::CompoundJoined,
        Rule::MedialAlef,
        Rule::AcademyForms,
        Rule::HehWithYeh,
        Rule::HehWithHamza,
    ]);

    /// The rules that choose between spellings.
    pub(super) const OF_SPELLING: Self = Self::of(&[Rule::AcademyForms, Rule::HehWithYeh, Rule::HehWithHamza]);

    /// The rules about punctuation marks.
    pub(super) const OF_MARKS: Self = Self::of(&[
        Rule::SoftHyphen,
        Rule::Ellipsis,
        Rule::LatinMarks,
        Rule::MarkSpaces,
        Rule::Quotes,
        Rule::Percent,
        Rule::HandleOrder,
    ]);

    /// A set of rules.
    const fn of(rules: &[Rule]) -> Self {
        let mut set = 0;
        let mut index = 0;
        while index < rules.len() {
            set |= 1 << rules[index] as u8;
            index += 1;
        }
        Self(set)
    }

    /// Whether the rule is in it.
    #[must_use]
    pub const fn contains(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u8) != 0
    }

    /// Whether there is no rule in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The rules of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These rules but not the others.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The rules in both.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// The rules, in the order they are listed.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |&rule| self.contains(rule))
    }
}

impl From<Rule> for RuleSet {
    fn from(rule: Rule) -> Self {
        Self(1 << rule as u8)
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        rules.into_iter().fold(Self::default(), |set, rule| set.union(rule.into()))
    }
}
