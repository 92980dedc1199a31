//! The index: words marked in the text, in the order of the alphabet, with their pages.

use crate::layout::{Job, lines};
use crate::support::{Desk, text};
use bargeh::document::{BlockKind, IndexEntry, number};
use bargeh::frame::{ItemKind, Layout, LinkTarget};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;
use std::collections::BTreeSet;

const WORDS: &str = "# پیام\n\n[هوا]{.index} و [آب]{.index} و [برگه‌ها]{.index entry=\"برگه\"} و **[Paper]{.index}**.\n\n\
    - [كتاب]{.index}، [کتاب]{.index}\n\n| [برگه]{.index} |\n|---|\n| آب[^1] |\n\n[^1]: [آب *و* هوا]{.index}\n\n::: index\n:::\n";

fn entries(message: &str) -> (Vec<IndexEntry>, Vec<String>) {
    let read = read(message.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap();
    let mut document = read.value.document;
    let told = read.warnings.into_iter().chain(number(&mut document)).map(|warning| warning.message).collect();
    let index = document.blocks.into_iter().find_map(|block| match block.kind {
        BlockKind::Index(entries) => Some(entries),
        _ => None,
    });
    (index.unwrap_or_default(), told)
}

#[test]
fn marked_words_stand_in_the_order_of_the_alphabet() {
    let (entries, told) = entries(WORDS);
    let terms: Vec<_> = entries.iter().map(|entry| (entry.term.as_str(), entry.places.len())).collect();
    assert_eq!(terms, [("آب", 1), ("آب و هوا", 1), ("برگه", 2), ("كتاب", 2), ("هوا", 1), ("Paper", 1)]);
    assert!(told.is_empty(), "{told:?}");
    let places: BTreeSet<_> = entries.iter().flat_map(|entry| &entry.places).collect();
    assert_eq!(places.len(), 8, "each place has an id of its own");
}

#[test]
fn other_brackets_and_braces_are_text() {
    for text in
        ["[الف]{.ind}", "[الف]{.index x=1}", "\\[الف]{.index}", "الف]{.index}", "[الف] {.index}", "[الف]{.index"]
    {
        let (entries, _) = entries(&format!("{text}\n\n::: index\n:::\n"));
        assert!(entries.is_empty(), "{text}");
    }
    let (found, _) = entries("[یک] و [دو [سه]{.index} چهار]\n\n::: index\n:::\n");
    assert_eq!(found.iter().map(|entry| entry.term.as_str()).collect::<Vec<_>>(), ["سه"]);
}

#[test]
fn an_index_of_nothing_and_words_for_none_are_told() {
    let told = |message: &str| entries(message).1;
    assert_eq!(told("متن\n\n::: index\n:::\n"), ["no word is marked for the index to list"]);
    assert_eq!(told("[الف]{.index}\n"), ["`الف` is marked for an index, but there is none"]);
    let many = "::: index\n:::\n\n".repeat(400) + &"[الف]{.index} ".repeat(100);
    assert_eq!(told(&many).len(), 1);
}

/// The numbers behind a word of the index, as printed.
fn numbers(layout: &Layout, term: &str) -> String {
    let all = layout.pages.iter().flat_map(|page| lines(&page.frame)).map(|(_, line)| line.text.trim().to_owned());
    let begins = format!("{term}، ");
    let found: Vec<_> = all.filter_map(|line| line.strip_prefix(&begins).map(str::to_owned)).collect();
    assert_eq!(found.len(), 1, "{term}");
    found[0].clone()
}

#[test]
fn pages_are_right_after_layout_wherever_the_index_stands() {
    let sentence = "این پیام باید خوانده شود و به دست دیگران برسد. ";
    let page = |words: &str| format!("::: pagebreak\n:::\n\n{words}\n\n");
    let body = [
        page("[آب]{.index} [آب]{.index} [باد]{.index}"),
        page("[آب]{.index}"),
        page(&format!("{}\n\n[آتش]{{.index}}", sentence.repeat(200))),
        page("[باد]{.index}"),
        page("[باد]{.index} [خاک]{.index}"),
        page("[باد]{.index}"),
    ]
    .concat();
    // Sixty more words make an index before the text run over several pages.
    let more: String = (0..60).map(|n| format!("[واژهٔ {n}]{{.index}} ")).collect();
    let index = "::: index\n:::\n\n";
    for message in [format!("# الف\n\n{body}{more}\n\n{index}"), format!("# الف\n\n{index}{body}{more}\n")] {
        let layout = Job::markdown(&message, "leaflet").page(105.0, 148.0, 12.0).set();
        let on = |word: &str| -> Vec<usize> {
            let says = |page: &bargeh::frame::Page| {
                lines(&page.frame).iter().any(|(_, line)| {
                    line.text.split_whitespace().any(|part| part == word) && !line.text.contains(&format!("{word}، "))
                })
            };
            (0..layout.pages.len()).filter(|&at| says(&layout.pages[at])).collect()
        };
        let label = |at: usize| layout.pages[at].label.clone();
        let [first, second] = on("آب")[..] else { panic!("{:?}", on("آب")) };
        assert_eq!(numbers(&layout, "آب"), format!("{}، {}", label(first), label(second)));
        let [alone, start, _, end] = on("باد")[..] else { panic!("{:?}", on("باد")) };
        assert_eq!(numbers(&layout, "باد"), format!("{}، {}–{}", label(alone), label(start), label(end)));
        assert_eq!(numbers(&layout, "آتش"), label(on("آتش")[0]));
        // Each number leads to its page.
        let lead = |page: &bargeh::frame::Page| {
            let links = page.frame.items.iter().filter_map(|item| match &item.kind {
                ItemKind::Link { target: LinkTarget::Node(node), description, .. } => {
                    Some((*node, description.clone()))
                }
                _ => None,
            });
            links.collect::<Vec<_>>()
        };
        let links: Vec<_> = layout.pages.iter().flat_map(lead).collect();
        assert!(links.len() >= 60, "{}", links.len());
        for (node, said) in links {
            let (page, _) = layout.anchors[&node];
            assert_eq!(said.split('–').next().unwrap(), label(page));
        }
    }
}

#[test]
fn books_and_pages_have_links_texts_have_none() {
    let desk = Desk::with("a.md", WORDS);
    desk.run(&["a.md", "--to", "html,txt,md", "-o", "out/"]).ok();
    let page = String::from_utf8(desk.read("out/a.html")).unwrap();
    let index = &page[page.find("role=\"doc-index\"").unwrap()..];
    let index = &index[..index.find("</section>").unwrap()];
    let targets = text::attributes(index, "href");
    assert_eq!(targets.len(), 8, "{index}");
    for target in targets {
        assert!(page.contains(&format!("id=\"{}\"", &target[1..])), "{target}");
    }
    assert!(index.contains("<p>برگه، <a "), "{index}");
    let txt = String::from_utf8(desk.read("out/a.txt")).unwrap();
    assert!(txt.contains("هوا و آب") && !txt.contains("index"), "{txt}");
    let again = String::from_utf8(desk.read("out/a.md")).unwrap();
    assert!(again.contains("[برگه‌ها]{.index entry=\"برگه\"}") && again.contains("::: index\n:::"), "{again}");
}
