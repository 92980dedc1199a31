//! Chats as Telegram Desktop exports them, as JSON and as pages.

use crate::support::Desk;
use bargeh::plain::markdown;
use bargeh::read::{ReadOptions, format_of, read};
use bargeh::settings::InputFormat;

const JSON: &str = r##"{"name": "کانال محله", "type": "public_channel", "id": 1, "messages": [
 {"id": 1, "type": "service", "date": "2024-05-01T10:00:00", "actor": "کانال", "action": "create_channel", "text": ""},
 {"id": 2, "type": "message", "date": "2024-05-01T10:01:00", "from": "سارا", "from_id": "user7", "text": "",
  "text_entities": [{"type": "bold", "text": "سرخط"}, {"type": "plain", "text": "\nسطر دوم\n\nبند دوم "},
   {"type": "text_link", "text": "اینجا", "href": "https://example.org/a"}, {"type": "plain", "text": " و "},
   {"type": "spoiler", "text": "پوشیده"}]},
 {"id": 3, "type": "message", "date": "2024-05-01T11:00:00", "from": "سارا", "forwarded_from": "دیگری",
  "text": ["قدیمی ", {"type": "italic", "text": "کج"}, {"type": "pre", "text": "a = 1", "language": "py"}]},
 {"id": 9, "type": "message", "date": "2024-05-02T09:00:00", "from": null, "photo": "photos/a.jpg", "text": "زیر عکس"},
 {"id": 10, "type": "message", "date": "2024-05-02T09:01:00", "file": "video.mp4", "media_type": "video_file", "text": ""},
 {"id": 11, "type": "message", "date": "2024-05-02T09:02:00", "text": "", "poll": {"question": "کدام؟",
  "closed": false, "answers": [{"text": "این", "voters": 1}, {"text": "آن", "voters": 2}]}}
]}"##;

const PAGE: &str = r##"<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">
کانال محله
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">1 May 2024</div></div>
<div class="message default clearfix" id="message2"><div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">س</div></div></div>
<div class="body"><div class="pull_right date details" title="01.05.2024 10:01:00 UTC+03:30">10:01</div>
<div class="from_name">
سارا
</div><div class="text">
<strong>سرخط</strong><br>سطر دوم<br><br>بند دوم <a href="https://example.org/a">اینجا</a> و <span class="spoiler hidden" onclick="x"><span aria-hidden="true">پوشیده</span></span>
</div></div></div>
<div class="message default clearfix joined" id="message9"><div class="body"><div class="pull_right date details" title="02.05.2024 09:00:00 UTC+03:30">09:00</div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/a.jpg"><img class="photo" src="photos/a_thumb.jpg"></a></div>
<div class="text">زیر عکس</div></div></div></div></div></div></body></html>"##;

fn told(text: &str, set: impl FnOnce(&mut ReadOptions)) -> (String, Vec<String>) {
    let mut options = ReadOptions::new(InputFormat::Telegram, "result.json");
    set(&mut options);
    let read = read(text.as_bytes(), &options).unwrap();
    let warnings = read.warnings.into_iter().map(|warning| warning.message).collect();
    // Escapes and line ends are the writer's affair.
    (markdown(&read.value.document).replace('\\', ""), warnings)
}

fn posts(options: &mut ReadOptions, list: &str) {
    options.posts = Some(list.parse().unwrap());
}

#[test]
fn an_export_is_known_by_its_shape() {
    assert_eq!(format_of("result.json", JSON.as_bytes()).unwrap(), InputFormat::TelegramExport);
    assert_eq!(format_of("messages.html", PAGE.as_bytes()).unwrap(), InputFormat::TelegramExport);
    assert!(format_of("a.json", b"{\"a\": 1}").is_err());
    assert_eq!(format_of("a.html", b"<p>x").unwrap(), InputFormat::Html);
}

#[test]
fn a_chat_is_a_book_by_days() {
    let (book, warnings) = told(JSON, |_| {});
    for part in ["# کانال محله\n", "## 2024-05-01\n", "## 2024-05-02\n", "**سرخط**", "[اینجا](https://example.org/a)"]
    {
        assert!(book.contains(part), "{part}\n{book}");
    }
    for part in ["*کج*", "a = 1", "photos/a.jpg", "زیر عکس", "<b>کدام؟</b>", "- این", "پوشیده"] {
        assert!(book.contains(part), "{part}\n{book}");
    }
    assert!(!book.contains("سارا") && !book.contains("دیگری") && !book.contains("user7"), "{book}");
    assert!(warnings.iter().any(|warning| warning.contains("left out: 1")), "{warnings:?}");
    assert!(warnings.iter().any(|warning| warning.contains("covered")), "{warnings:?}");
}

#[test]
fn names_come_only_when_asked_for() {
    let (book, _) = told(JSON, |options| options.names = true);
    assert!(book.contains("سارا") && book.contains("دیگری"), "{book}");
    let person = JSON.replace("public_channel", "personal_chat");
    assert!(!told(&person, |_| {}).0.contains("کانال محله"));
}

#[test]
fn some_posts_are_taken_out() {
    let (one, _) = told(JSON, |options| posts(options, "9"));
    assert!(one.contains("زیر عکس") && !one.contains("سرخط") && !one.contains('#'), "{one}");
    let (some, _) = told(JSON, |options| posts(options, "1-3"));
    assert!(some.contains("سرخط") && some.contains("قدیمی") && !some.contains("زیر عکس"), "{some}");
    let mut options = ReadOptions::new(InputFormat::Telegram, "result.json");
    posts(&mut options, "77");
    assert!(read(JSON.as_bytes(), &options).unwrap_err().to_string().contains("none of these posts"));
}

#[test]
fn pages_say_the_same_as_json() {
    let (page, _) = told(PAGE, |options| posts(options, "2"));
    let (json, _) = told(JSON, |options| posts(options, "2"));
    assert_eq!(page, json);
    let (book, _) = told(PAGE, |_| {});
    assert!(
        book.contains("# کانال محله\n") && book.contains("## 02.05.2024") && book.contains("photos/a.jpg"),
        "{book}"
    );
    assert!(!book.contains("سارا") && !book.contains("1 May") && !book.contains("09:00"), "{book}");
    assert!(told(PAGE, |options| options.names = true).0.contains("سارا"));
}

#[test]
fn broken_exports_are_refused() {
    let refused = |text: &str| {
        let options = ReadOptions::new(InputFormat::TelegramExport, "result.json");
        read(text.as_bytes(), &options).unwrap_err().to_string()
    };
    assert!(refused(&JSON[..JSON.len() / 2]).contains("cannot be read"));
    assert!(refused("{\"messages\": []}").contains("no posts"));
    assert!(refused(&format!("{{\"messages\": {}", "[".repeat(100_000))).contains("cannot be read"));
    assert!(refused("<div class=\"page_wrap\"><div class=\"history\">").contains("no posts"));
}

/// The export of an account, with these chats.
fn account(chats: &[&str]) -> String {
    format!(
        "{{\"about\": \"Here is the data you requested.\", \"personal_information\": {{\"first_name\": \"سارا\"}}, \
         \"chats\": {{\"about\": \"This page lists all chats.\", \"list\": [{}]}}}}",
        chats.join(",")
    )
}

#[test]
fn of_all_chats_of_an_account_only_one_is_read() {
    let empty = r#"{"name": "خالی", "type": "personal_chat", "id": 3, "messages": []}"#;
    let one = account(&[empty, JSON]);
    assert_eq!(format_of("result.json", one.as_bytes()).unwrap(), InputFormat::TelegramExport);
    assert_eq!(told(&one, |_| {}).0, told(JSON, |_| {}).0);
    let refused = |text: &str| {
        let options = ReadOptions::new(InputFormat::TelegramExport, "result.json");
        read(text.as_bytes(), &options).unwrap_err().to_string()
    };
    let two = refused(&account(&[JSON, JSON]));
    assert!(two.contains("holds 2 chats") && !two.contains("کانال"), "{two}");
    assert!(refused(&account(&[empty])).contains("no posts"));
    assert!(refused("{\"about\": \"x\", \"chats\": {}}").contains("cannot be read"));
}

#[test]
fn what_a_post_replies_to_and_reactions_are_no_text() {
    let more =
        r#""text": "زیر عکس", "reply_to_message_id": 2, "reactions": [{"type": "emoji", "count": 7, "emoji": "❤"}]"#;
    assert_eq!(told(&JSON.replace(r#""text": "زیر عکس""#, more), |_| {}).0, told(JSON, |_| {}).0);
    let reply = "<div class=\"reply_to details\">In reply to <a href=\"#go_to_message2\">this message</a></div><div class=\"text\">زیر";
    let reactions = "زیر عکس</div><span class=\"reactions\"><span class=\"reaction\"><span class=\"emoji\">❤</span>\
        <span class=\"count\">7</span></span></span>";
    let page = PAGE.replace("<div class=\"text\">زیر", reply).replace("زیر عکس</div>", reactions);
    assert!(page.contains("In reply") && page.contains("reactions"));
    assert_eq!(told(&page, |_| {}).0, told(PAGE, |_| {}).0);
}

#[test]
fn the_program_takes_posts() {
    let desk = Desk::with("result.json", JSON);
    let out = desk.run(&["clean", "result.json", "--post", "2", "-q"]).ok().out();
    assert!(out.contains("سرخط") && !out.contains("قدیمی"), "{out}");
    desk.run(&["result.json", "--post", "2,3", "-q", "-o", "a.pdf"]).ok();
    desk.run(&["result.json", "--post", "x", "-o", "a.pdf"]).ends(2).says("names no posts");
    desk.run(&["compare", "result.json", "a.pdf", "-q"]).ends(1);
    desk.run(&["compare", "result.json", "a.pdf", "--post", "2,3", "-q"]).ok();
}

/// Whoever passes an export on passes on who wrote in it.
#[test]
fn inspect_names_whom_an_export_names() {
    for (text, names) in [(JSON, ["سارا", "دیگری", "user7", "کانال"].as_slice()), (PAGE, &["سارا"])] {
        let report = bargeh::inspect::inspect(text.as_bytes()).expect("a text");
        assert!(!report.is_clean());
        let people: Vec<&str> = report
            .findings
            .iter()
            .filter(|finding| finding.weight == bargeh::inspect::Weight::Identifying)
            .map(|finding| finding.value.as_str())
            .collect();
        for name in names {
            assert_eq!(people.iter().filter(|value| value == &name).count(), 1, "{name}: {people:?}");
        }
    }
    let other = bargeh::inspect::inspect(br#"{"from": "a", "to": "b"}"#).expect("a text");
    assert!(other.is_clean(), "a letter of JSON is no export");
}
