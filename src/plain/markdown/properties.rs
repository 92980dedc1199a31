//! What is written is read back unchanged.

use super::markdown;
use crate::document::Document;
use crate::persian::reading::reads_the_same;
use crate::read::{ReadOptions, read};
use crate::settings::InputFormat;

fn parse(source: &str) -> Option<Document> {
    let options = ReadOptions { lang: "fa".parse().ok(), ..ReadOptions::new(InputFormat::Markdown, "a.md") };
    Some(read(source.as_bytes(), &options).ok()?.value.document)
}

/// Reads, writes and reads again.
fn comes_back(source: &str) {
    let Some(document) = parse(source) else { return };
    let written = markdown(&document);
    if written.trim().is_empty() {
        return;
    }
    let again = parse(&written).unwrap_or_else(|| panic!("{source:?}\n{written}"));
    let dumps = || (crate::dump::document(&document), crate::dump::document(&again));
    assert!(reads_the_same(document.clone(), again.clone()), "{source:?}\n{written}\n{:#?}", dumps());
}

#[test]
fn every_construct_comes_back() {
    for source in [
        include_str!("../../../tests/data/everything.md"),
        include_str!("../../../samples/leaflet.md"),
        include_str!("../../../samples/message.md"),
        include_str!("../../../samples/poem.md"),
        include_str!("../../../samples/mixed.md"),
        include_str!("../../../samples/booklet.md"),
    ] {
        comes_back(source);
    }
}

/// Texts that are easily written wrongly.
#[test]
fn hard_cases_come_back() {
    for source in [
        "\\# نه\n\n\\- نه\n\n۱۴۰۲\\. سال\n\n12\\) نه",
        "a\\*b\\*c \\_d\\_ \\`e\\` \\[f\\](g) \\<b> &amp;amp; \\\\ \\| \\~ \\^ \\{x} \\!\\[a](b)",
        "متن**پررنگ**متن و **«گیومه»** و *a **b** c* و **a *b* c** و ***هر دو***",
        "`a` `` ` `` `` a`b `` ` `",
        "- a\n- b\n\n* c\n* d\n\n1. e\n\n1) f",
        "- a\n\n  b\n\n  - c\n    - d\n- e",
        "- [x] a\n- [ ] b\n  1. c\n     > d",
        "> a\n\n> b\n>\n> > c\n> - d",
        "برگه\n: ورق\n: سند\n\n  نوشته\n\nدوم\n: معنا",
        "| a \\| b | `c \\| d` |\n|:-:|--:|\n| **e** | <br> |\n| f<br>g | |",
        "||\n|---|\n| a |",
        "::: poem\nالف / ب\nج\n\nد / ه\n:::\n\n::: poem\nو\n:::",
        "::: {.box lang=ar}\n::: {counter=abjad}\n1. a\n2. b\n:::\n\nب\n:::\n\n::: toc\n:::\n\n::: pagebreak\n:::\n\n::: {}\na\n:::",
        "::: qr\nhttps://www.example.org/a_b?c=1&d=2\nبرچسب\n:::",
        "::: slogan\nیک\nدو\n:::",
        "![](a.png)\n\n![a](b%20c.png \"d \\\"e\\\"\")\n\nمتن ![x](y(z).png) متن <img src=\"q.png\" alt=\"\"> متن",
        "www.a.ir، https://a.ir/b_c*d*. (info@a.ir) <https://x.org>متن [www.b.ir](https://b.ir)",
        "[a](#عنوان) [b](https://a.ir/(x)) [c](<https://a.ir/a b>) [d](b.md#c) [**e**](https://a.ir)",
        "متن[^a] و[^۲]\n\n[^a]: یک\n\n    دو\n\n    - سه\n\n[^۲]: ```\n    x\n    ```",
        "a\\\nb  \nc\nd",
        "# عنوان {#x}\n\n## \\{نه}\n\n### a \\#\n\nب\n===\n\nب\n\\===",
        "```rust\nfn a() {}\n\n\tb\n```\n\n    c\n\n````\n```\n````\n\n```\n```",
        "x^2^ H~2~O ~~الف~~ <sup>*a*</sup> <span lang=\"en\" dir=\"ltr\">a <b>b</b></span>",
        "> [!NOTE]\n> الف\n\n> [!TIP]\n> ```\n> x\n> ```",
        "---\ntitle: \"یک: «دو» \\\"سه\\\"\"\nauthor: ن\n---\n\nمتن",
        "1. a\n\n   ```\n   b\n   ```\n2. ::: box\n   c\n   :::\n\n3. | a |\n   |---|\n   | b |",
        "***\n\n- ***\n- # a\n-\n- > b",
        "a &#32;\n&#32;b",
        "الف) یک\n\n۱- دو\n\n: نه\n\na\n\\: b",
    ] {
        comes_back(source);
    }
}
