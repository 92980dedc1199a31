//! Front matter and metadata.

use super::{converts, epub, refuses, warns, xhtml};
use crate::support::Desk;

#[test]
fn aliases_do_not_swell() {
    let mut text = "---\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, next) in ('a'..'i').zip('b'..='i') {
        text += &format!("{next}: &{next} [{}]\n", vec![format!("*{one}"); 9].join(", "));
    }
    let desk = Desk::with("a.md", text + "title: x\n---\n\nمتن\n");
    let ran = desk.limited("-v 4000000", &["a.md", "--to", "epub"]);
    ran.refuses("a.md:2: error: front matter: it has anchors or aliases");
}

#[test]
fn odd_values_are_refused_with_their_line() {
    refuses("---\ntitle: !!python/object:os.system x\n---\n\nمتن\n", "a.md:");
    refuses("---\ntitle: یک\ntitle: دو\n---\n\nمتن\n", "a.md:3: error:");
    refuses("---\ntitle: [a, {b: c}]\n---\n\nمتن\n", "a.md:2: error:");
    refuses("---\npaper: {a: b}\n---\n\nمتن\n", "a.md:2: error:");
    refuses("---\nfont-size: 1e999\n---\n\nمتن\n", "a.md:2: error:");
    refuses("---\nkashidaa: on\n---\n\nمتن\n", "kashida");
    refuses("---\ntitle: \"open\n---\n\nمتن\n", "a.md:2: error: front matter: unclosed quote\n");
    refuses(
        "---\ntitle: نشست: آب\n---\n\nمتن\n",
        "a.md:2: error: front matter: a value with a colon stands between quotes",
    );
}

#[test]
fn unclosed_front_matter_is_text() {
    let desk = warns("---\ntitle: یک\n\nمتن\n", "a.md:1");
    assert!(xhtml(&desk).contains("title"));
}

#[test]
fn markup_in_titles_is_text() {
    for title in ["</dc:title><script>alert(1)</script>", "]]>", "--", "\"'&<>", "a\u{7}b"] {
        let desk = Desk::with("a.md", "# سلام\n\nمتن\n");
        let (title, author) = (format!("--title={title}"), format!("--author={title}"));
        desk.run(&["a.md", "--to", "pdf,epub", &title, &author, "--metadata", "author"]).ends(0);
        super::whole(&desk);
        assert!(!epub(&desk).iter().any(|(_, text)| text.contains("<script")), "{title}");
    }
}

#[test]
fn languages_are_bcp_47() {
    let desk = Desk::with("a.md", "متن\n");
    for tag in ["فارسی", "en_US", &"x".repeat(500), "", "a", "fa-"] {
        desk.run(&["a.md", "--lang", tag]).ends(2);
    }
    desk.run(&["a.md", "--lang", "فارسی"]).says("BCP 47");
    refuses("---\nlang: en_US\n---\n\nمتن\n", "BCP 47");
}

#[test]
fn dates_are_words_unless_they_are_dates() {
    for date in ["0000-00-00", "99999-01-01", "۱۴۰۳/۰۵/۱۲", "دوم خرداد"] {
        let desk = Desk::with("a.md", "# سلام\n\nمتن\n");
        desk.run(&["a.md", "--to", "pdf,epub", "--date", date, "--metadata", "date"]).ends(0);
        super::whole(&desk);
        for (name, text) in epub(&desk).iter().filter(|(name, _)| name.ends_with(".opf")) {
            assert!(!text.contains("<dc:date>0000") && !text.contains("<dc:date>99999"), "{name}: {text}");
        }
    }
    converts("---\ndate: 2024-02-30\n---\n\nمتن\n");
}

#[test]
fn titles_that_are_no_words_are_written_out_or_missing() {
    for (title, printed) in [("null", None), ("2024-01-01", Some("2024-01-01")), ("12", Some("12")), ("true", None)] {
        let desk = Desk::with("a.md", format!("---\ntitle: {title}\n---\n\nمتن\n"));
        let ran = desk.run(&["a.md", "--to", "pdf,epub"]);
        assert!(matches!(ran.status, Some(0 | 1)) && !ran.stderr.contains("internal"), "{title}: {}", ran.stderr);
        if let Some(printed) = printed {
            assert!(epub(&desk).iter().any(|(name, text)| name.ends_with(".opf") && text.contains(printed)), "{title}");
        }
    }
}
