//! The words of two files side by side.

use crate::support::Desk;
use bargeh::compare::{Comparison, Kind, compare};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;

fn compared(first: &str, second: &str) -> Comparison {
    let [first, second] = [first, second]
        .map(|text| read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value.document);
    compare(&first, &second)
}

/// Each difference as `kind: words | words`.
fn told(first: &str, second: &str) -> Vec<String> {
    let list = compared(first, second).differences.into_iter();
    list.map(|one| format!("{}: {} | {}", one.kind.word(), one.sides[0].words, one.sides[1].words)).collect()
}

/// Numbered words, none twice.
fn numbered(range: std::ops::Range<usize>) -> String {
    range.map(|number| format!("واژه{number} ")).collect()
}

#[test]
fn tells_what_is_missing_more_changed_and_moved() {
    let text = "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده";
    assert_eq!(told(text, text), [""; 0]);
    assert_eq!(told(text, &text.replace("سه ", "")), ["missing: سه | "]);
    assert_eq!(told(text, &text.replace("سه ", "سه باز ")), ["more:  | باز"]);
    assert_eq!(told(text, &text.replace("سه", "باز نه")), ["changed: سه | باز نه"]);
    assert_eq!(told(text, "یک دو سه هشت نه ده یازده چهار پنج شش هفت دوازده سیزده").len(), 1);
    assert_eq!(told(text, &text.replace("سه چهار", "چهار سه")).len(), 1);
    assert!(told(text, &text.replace("سه چهار", "چهار سه"))[0].starts_with("moved: "));
    assert_eq!(told(text, "…"), [format!("missing: {text} | ")]);
    assert_eq!(told("…", "…"), [""; 0]);
}

#[test]
fn a_chapter_that_moved_is_told_as_one() {
    let (one, two, three) = (numbered(0..900), numbered(1000..1900), numbered(2000..2900));
    let found = compared(&format!("{one}{two}{three}"), &format!("{two}{one}{three}"));
    assert_eq!(found.differences.len(), 1);
    assert_eq!((found.differences[0].kind, found.differences[0].sides[0].count), (Kind::Moved, 900));
    assert_eq!(found.same, 1800);
}

#[test]
fn what_is_printed_four_times_is_there_once_and_more() {
    let text = numbered(0..600);
    let found = compared(&text, &text.repeat(4));
    assert_eq!((found.same, found.differences.len()), (600, 1));
    assert_eq!((found.differences[0].kind, found.differences[0].sides[1].count), (Kind::More, 1800));
}

#[test]
fn texts_without_a_word_in_common_are_no_work() {
    let found = compared(&numbered(0..6_000), &numbered(6_000..12_000));
    assert_eq!((found.same, found.differences.len()), (0, 1));
    // Neither is a word that comes again and again.
    let found = compared(&"آب نان ".repeat(10_000), &"آب نان آب نان نان ".repeat(10_000));
    assert!(found.same > 0);
}

#[test]
fn only_words_count() {
    let first = "# سر\n\n- **نیم**ه می‌رود، (آری)\n- ـدو ـــ سه\n\nمتن[^1] دیگر\n\n[^1]: یادداشت\n\nپایان";
    let second = "سر نیمه می‌رود آری دو سه متن دیگر. پایان!\n\nیادداشت";
    assert_eq!(told(first, second), [""; 0]);
    // A half-space is part of its word.
    assert_eq!(told("می‌رود", "می رود"), ["changed: می‌رود | می رود"]);
}

#[test]
fn places_are_lines_pages_and_headings() {
    let found = compared("# بخش\n\nیک\n\nدو سه\n", "# بخش\n\nیک سه");
    let [first, second] = &found.differences[0].sides;
    assert_eq!((first.place.line, first.heading.as_deref()), (Some(5), Some("بخش")));
    assert_eq!((second.place.line, second.words.as_str()), (Some(3), ""));
}

const TEXT: &str = "# پیام\n\nاین **متن** است که خوانده می‌شود.\n\n- یک مورد\n- مورد دیگر\n\nو پایان.\n";

#[test]
fn files_of_any_form_are_compared() {
    let desk = Desk::with("a.md", TEXT);
    desk.run(&["a.md", "--to", "pdf,html,txt", "-o", "out/"]).ok();
    for other in ["out/a.pdf", "out/a.html", "out/a.txt"] {
        let ran = desk.run(&["compare", "a.md", other]).ok();
        assert!(ran.out().contains("the same in this order: 13"), "{other}: {}", ran.out());
    }
    desk.write("b.md", TEXT.replace("خوانده", "نوشته"));
    let ran = desk.run(&["compare", "b.md", "out/a.pdf"]).ends(1);
    assert!(ran.out().starts_with("b.md:3: changed (out/a.pdf, page 1)\n- نوشته\n+ خوانده\n"), "{}", ran.out());
    assert_eq!(desk.run(&["compare", "b.md", "out/a.pdf", "-q"]).ends(1).out(), "");
    let ran = desk.run(&["compare", "b.md", "out/a.pdf", "--ui", "fa"]).ends(1);
    assert!(
        ran.out().contains("عوض‌شده (out/a.pdf، صفحهٔ ۱)") || ran.out().contains("عوض‌شده (out/a.pdf, "),
        "{}",
        ran.out()
    );
}

#[test]
fn programs_get_objects() {
    let desk = Desk::with("a.md", TEXT);
    desk.write("b.md", TEXT.replace("دیگر", ""));
    let out = desk.run(&["compare", "a.md", "b.md", "--json"]).ends(1).out();
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["kind"], "missing");
    assert_eq!((&lines[0]["first"]["words"], &lines[0]["first"]["line"]), (&"دیگر".into(), &6.into()));
    assert_eq!((&lines[1]["differences"]["missing"], &lines[1]["same"]), (&1.into(), &12.into()));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let desk = Desk::with("a.md", TEXT);
    desk.run(&["compare", "a.md"]).ends(2);
    desk.run(&["compare", "-", "-"]).ends(2).says("stdin cannot be both files");
    desk.run(&["compare", "a.md", "a.md", "--from", "md,md,md"]).ends(2).says("more than two forms");
    desk.run(&["compare", "a.md", "none.md"]).ends(1).says("none.md");
    assert!(desk.pipe(&["compare", "a.md", "-", "--from", "md"], TEXT.as_bytes()).ok().out().contains("13 words"));
}
