//! Whole documents, of which each byte chooses a part: settings that meet, and blocks in
//! any order, with pictures. Bytes of a message seldom become several at once.
#![no_main]

use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};

/// Lines of the front matter, one of each row.
const SETTINGS: &[&[&str]] = &[
    &["", "theme: book", "theme: poster", "theme: bulletin", "theme: poetry", "theme: letter", "theme: placard"],
    &[
        "",
        "sheet: booklet",
        "sheet: zine",
        "sheet: trifold",
        "sheet: copies:4",
        "sheet: labels:L7160",
        "sheet: tiles:2x2",
    ],
    &["", "paper: a7", "paper: a3", "paper: 40x300mm", "paper: 300x40mm"],
    &["", "columns: 3", "fit: 2", "fit: 8", "toc: true", "qr: links", "kashida: on", "lang: en"],
    &["", "font-size: 5", "font-size: 40", "margin: 0", "bleed: 3", "clean: all", "digits: persian", "page-list: true"],
];

/// What a message consists of. Some parts only open or close what others need.
const PARTS: &[&str] = &[
    "# عنوان\n\n",
    "## بخش {#name}\n\n",
    "این پیام باید خوانده شود و به دست دیگران برسد. ",
    "با English و ۱۲۳ (x) و [پیوند](https://example.org/) و [جا](#name). ",
    "\n\n",
    "- مورد\n",
    "1. مورد\n   - درون\n",
    "> نقل\n",
    "| الف | ب |\n|---|---|\n| ۱ | متن خانه |\n\n",
    "![عکس](x.jpg)\n\n",
    "![](x.png) ",
    "![نقش](x.svg \"زیرنویس\")\n\n",
    "متن[^1] ",
    "[^1]: یادداشت\n\n",
    "::: poem\nبنی آدم اعضای یک پیکرند / که در آفرینش ز یک گوهرند\n:::\n\n",
    "::: box\n",
    "::: columns\n",
    "::: center\n",
    "::: contact\n",
    ":::\n\n",
    "::: pagebreak\n:::\n\n",
    "::: qr\nhttps://example.org/\n:::\n\n",
    "::: toc\n:::\n\n",
    "[واژه]{.index} ",
    "::: index\n:::\n\n",
    "```\nlet x = 1;\n```\n\n",
    "$x^2$ ",
    "**سیاه *و* کج** ",
    "می‌شود\u{202b}\u{2067}👨‍👩‍👧 ",
    "واژه‌ای‌بسیار‌دراز‌که‌در‌سطر‌نمی‌گنجد",
    "---\n\n",
    "<p hidden>پنهان</p>\n\n",
];

/// More parts than these are more of the same.
const MOST: usize = 300;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut message = "---\n".to_owned();
    for (choices, byte) in SETTINGS.iter().zip(bytes) {
        message.push_str(choices[usize::from(*byte) % choices.len()]);
        message.push('\n');
    }
    message.push_str("---\n\n");
    message.extend(bytes.iter().skip(SETTINGS.len()).take(MOST).map(|byte| PARTS[usize::from(*byte) % PARTS.len()]));
    let mut pictures = Memory::default();
    pictures.0.insert("x.jpg".to_owned(), include_bytes!("../seeds/image/x.jpg")[..].into());
    pictures.0.insert("x.png".to_owned(), include_bytes!("../seeds/image/x.png")[..].into());
    pictures.0.insert("x.svg".to_owned(), include_bytes!("../seeds/image/x.svg")[..].into());
    let to = [OutputFormat::Pdf, OutputFormat::Epub, OutputFormat::Html, OutputFormat::Telegram];
    bargeh_fuzz::whole_way(message.as_bytes(), InputFormat::Markdown, Settings::default(), &pictures, &to);
});
