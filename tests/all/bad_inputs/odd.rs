//! Documents that are odd but legal: they must convert, valid and whole.

use super::{converts, epub, warns, whole, xhtml};
use crate::support::Desk;

#[test]
fn a_single_kind_of_block() {
    let messages = [
        "```\ncode\n```\n",
        "| a | b |\n|---|---|\n| ۱ | ۲ |\n",
        "# سرفصل\n",
        "###### شش\n",
        "[^۱]: یادداشتی که کسی به آن اشاره نمی‌کند\n",
        "- یک\n",
        "> نقل\n",
        "---\n\nمتن\n",
        "***\n",
        "<!-- فقط یادداشت -->\n",
        "1. یک\n1. دو\n",
        "- [ ] کار\n- [x] شد\n",
        "اصطلاح\n: معنا\n",
    ];
    for message in messages {
        let desk = converts(message);
        let nav = epub(&desk).into_iter().find(|(name, _)| name.contains("nav")).unwrap().1;
        assert!(nav.contains("<a "), "{message}: {nav}");
    }
}

#[test]
fn a_picture_alone() {
    let desk = Desk::with("a.md", "![عکس](x.svg)\n");
    desk.write(
        "x.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><circle cx='20' cy='20' r='9'/></svg>",
    );
    desk.run(&["a.md", "--to", "pdf,epub"]).ok();
    whole(&desk);
}

#[test]
fn other_languages_run_their_own_way() {
    let text = xhtml(&converts("---\nlang: en\n---\n\n# Hello\n\nAll English.\n"));
    assert!(text.contains("lang=\"en\"") && !text.contains("dir=\"rtl\""), "{text}");
    let text = xhtml(&converts("---\nlang: he\n---\n\n# שלום\n\nעברית\n"));
    assert!(text.contains("dir=\"rtl\""), "{text}");
    let text = xhtml(&converts("# سلام\n\nAll of this is English.\n\nو این فارسی است.\n"));
    assert!(text.contains("dir=\"rtl\"") && text.contains("dir=\"ltr\""), "{text}");
}

#[test]
fn the_majority_tells_the_language() {
    let text = xhtml(&warns("# Hello\n\nThis message is in English, all of it.\n", "lang"));
    assert!(text.contains("lang=\"en\""), "{text}");
}

/// Text that clean-up is told to leave alone comes out as it went in.
#[track_caller]
fn keeps(words: &[&str]) {
    let desk = Desk::with("a.md", format!("متن {} پایان\n", words.join(" و ")));
    desk.run(&["a.md", "--to", "pdf,epub", "--clean", "none"]).ends(0);
    whole(&desk);
    let text: String = {
        let mut inside = false;
        let plain = |letter: &char| match letter {
            '<' => {
                inside = true;
                false
            }
            '>' => !std::mem::replace(&mut inside, false),
            _ => !inside,
        };
        xhtml(&desk).chars().filter(plain).collect()
    };
    for word in words {
        assert!(text.contains(word), "{word:?} is not in {text}");
    }
}

#[test]
fn letters_and_digits_are_kept() {
    keeps(&["علي", "كتاب", "۱۲٣4", "۵٪", "۳٫۱۴", "(۱)", "C++", "A/B", "1403/05/12", "۰۲۱-۱۲۳۴۵۶۷۸", "آ.د."]);
}

#[test]
fn half_spaces_and_kin_are_kept() {
    keeps(&["می\u{200c}شود", "مـــادر", "ن\u{640}ه", "a\u{a0}b", "a\u{202f}b", "کتاب\u{200c}\u{200c}ها"]);
    keeps(&["\u{200c}کتاب", "کتاب\u{200c}", "کتا\u{ad}ب", "خانه\u{200c} ما", "م\u{640}\u{640}\u{640}ا"]);
}

#[test]
fn presentation_forms_are_kept() {
    keeps(&["\u{fefb}", "\u{fdfc}", "\u{fdfa}", "\u{fdf2}", "\u{fb56}"]);
}
