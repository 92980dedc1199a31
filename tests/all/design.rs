//! What a designer would not sign: lines that end in the middle of what a voice says in
//! one breath, what is read at one glance torn apart, edges without a reason.

use crate::layout::{Job, lines, width};
use bargeh::frame::{Frame, ItemKind, Layout, Line};

/// The lines of a page in letters larger than that, from top to bottom.
fn large(frame: &Frame, size: f64) -> Vec<String> {
    let found = lines(frame);
    let is_large = |line: &Line| line.runs.iter().any(|run| run.size.to_pt() > size);
    found.iter().filter(|(_, line)| is_large(line)).map(|(_, line)| line.text.trim().to_owned()).collect()
}

/// Where the line that has some words begins: its right edge.
fn edge(layout: &Layout, words: &str) -> f64 {
    let found = layout.pages.iter().flat_map(|page| lines(&page.frame));
    let (at, line) = found.into_iter().find(|(_, line)| line.text.contains(words)).unwrap();
    at.x.to_pt() + width(line)
}

/// The pages that some words stand on.
fn pages(layout: &Layout, words: &str) -> Vec<usize> {
    let has = |frame: &Frame| lines(frame).iter().any(|(_, line)| line.text.contains(words));
    (0..layout.pages.len()).filter(|&page| has(&layout.pages[page].frame)).collect()
}

#[test]
fn large_lines_end_where_a_voice_may() {
    let cases: [(&str, &str, &[&str]); 6] = [
        ("book", "سه شعر از سه شاعر", &["سه شعر", "از سه شاعر"]),
        ("book", "پیام از ایران به کنگرهٔ دوم", &["پیام از ایران", "به کنگرهٔ دوم"]),
        ("statement", "بیانیهٔ کانون دربارهٔ بسته شدن کتابخانه‌ها", &["بیانیهٔ کانون", "دربارهٔ بسته شدن کتابخانه‌ها"]),
        ("card", "راهنمای گفت‌وگوی امن", &["راهنمای", "گفت‌وگوی امن"]),
        ("flyer", "کتاب رایگان، هر پنج‌شنبه", &["کتاب رایگان،", "هر پنج‌شنبه"]),
        ("leaflet", "شب دراز است، قلندر بیدار است", &["شب دراز است،", "قلندر بیدار است"]),
    ];
    for (theme, title, expected) in cases {
        let job = Job::markdown(&format!("---\ntitle: {title}\n---\n\nمتن\n"), theme);
        let size = job.theme.size.to_pt() * 1.3;
        let layout = match theme {
            "flyer" => job.page(105.0, 148.0, 8.0).set(),
            "card" => job.page(108.0, 135.0, 9.0).set(),
            _ => job.set(),
        };
        let mut found = large(&layout.pages[0].frame, size);
        found.retain(|line| line != "متن");
        assert_eq!(found, expected, "{theme}");
    }
}

#[test]
fn a_cry_keeps_together_what_a_voice_joins() {
    let cry = |words: &str| {
        let text = format!("::: slogan\n{words}\n:::\n\nمیدان، ساعت ۱۰\n");
        large(&Job::markdown(&text, "poster").page(297.0, 420.0, 20.0).set().pages[0].frame, 60.0)
    };
    assert_eq!(cry("بخوان و برسان!"), ["بخوان", "و برسان!"]);
    // Not where letters would be much smaller for it.
    assert_eq!(cry("نه به جنگ"), ["نه به", "جنگ"]);
}

#[test]
fn a_flyer_without_a_title_has_its_first_cry_for_one() {
    let largest = |text: &str| {
        let layout = Job::markdown(text, "flyer").page(105.0, 148.0, 8.0).set();
        let found = lines(&layout.pages[0].frame);
        let sizes = found.iter().filter(|(_, line)| line.text.contains("آزادی"));
        sizes.map(|(_, line)| line.runs[0].size.to_pt()).fold(0.0, f64::max)
    };
    let cry = "::: slogan\nنان\nکار\nآزادی\n:::\n\nاول ماه مه\n";
    assert!(largest(cry) > 1.2 * largest(&format!("# روز کارگر\n\n{cry}")));
}

#[test]
fn single_lines_below_each_other_have_one_edge() {
    let long = "این متنی است که در یک سطر جا نمی‌شود و باید در سطر دیگری دنبال شود تا به پایان برسد. ".repeat(2);
    let layout = Job::markdown(&format!("شماره: ۱۲\n\nجناب مدیر\n\n{long}\n\nانجام\n"), "leaflet").set();
    let [number, address, text, end] = ["شماره", "جناب", "این متنی", "انجام"].map(|words| edge(&layout, words));
    assert!((number - address).abs() < 1.0, "{number} {address}");
    assert!(text < number - 5.0 && end < number - 5.0, "a paragraph, and what follows one, are indented");
}

#[test]
fn a_table_of_few_rows_goes_to_the_next_page_with_its_heading() {
    let table = "## شماره‌ها\n\n| نهاد | تلفن |\n|---|---|\n| کانون | ۱ |\n| گروه | ۲ |\n| پزشک | ۳ |\n";
    for count in 4..16 {
        let text = format!("# فراخوان\n\n{}{table}\n::: slogan\nتنها نیستی!\n:::\n", "یک سطر کوتاه\n\n".repeat(count));
        let layout = Job::markdown(&text, "leaflet").page(105.0, 148.0, 10.0).set();
        let on = |words: &str| pages(&layout, words);
        assert_eq!([on("شماره‌ها"), on("کانون"), on("گروه")], [on("پزشک"), on("پزشک"), on("پزشک")], "{count}");
    }
}

#[test]
fn a_quotation_of_few_lines_is_not_torn() {
    let words = "سطر کوتاه دیگری از متن این صفحه. ";
    for count in 20..32 {
        let text =
            format!("{}> اول\n> \n> دوم\n> \n> سوم\n> \n> چهارم\n\nپایان\n", format!("{words}\n\n").repeat(count));
        let layout = Job::markdown(&text, "leaflet").set();
        assert_eq!(pages(&layout, "اول"), pages(&layout, "چهارم"), "{count}");
    }
}

#[test]
fn an_option_of_a_command_keeps_its_dashes() {
    for before in 0..30 {
        let text = format!("{}دستور `gpg --encrypt --recipient ali` را بزنید\n", "و ".repeat(before));
        let layout = Job::markdown(&text, "plain").page(90.0, 120.0, 15.0).set();
        let found = lines(&layout.pages[0].frame);
        assert!(found.iter().all(|(_, line)| !line.text.trim_end().ends_with("--")), "{before}");
    }
}

#[test]
fn a_short_book_has_its_contents_on_the_page_of_its_title() {
    let sentence = "این سطر از متنی است که برای آزمودن صفحه‌ها نوشته شده است و چیزی دیگر نمی‌گوید. ";
    let chapters: String = (1..6).map(|index| format!("# بخش {index}\n\n{}\n\n", sentence.repeat(24))).collect();
    let layout =
        Job::markdown(&format!("---\ntitle: آب در شهر\n---\n\n# فهرست\n\n::: toc\n:::\n\n{chapters}"), "book").set();
    let first = &layout.pages[0].frame;
    assert!((6..12).contains(&layout.pages.len()), "{}", layout.pages.len());
    assert!((1..6).all(|index| lines(first).iter().any(|(_, line)| line.text.contains(&format!("بخش {index}")))));
    let size = |words: &str| {
        let line = lines(first).into_iter().find(|(_, line)| line.text.contains(words)).unwrap().1;
        line.runs[0].size.to_pt()
    };
    assert!(size("فهرست") * 2.0 < size("آب در شهر"), "their name is no second title");
}

#[test]
fn items_within_items_are_as_far_apart_as_those_around_them() {
    let layout = Job::markdown("- یک\n  - دو\n  - سه\n- چهار\n", "large-print").set();
    let base = |words: &str| {
        let found = lines(&layout.pages[0].frame);
        found.iter().find(|(_, line)| line.text.contains(words)).unwrap().0.y.to_pt()
    };
    let gaps = [base("دو") - base("یک"), base("سه") - base("دو"), base("چهار") - base("سه")];
    assert!((gaps[0] - gaps[1]).abs() < 0.1 && (gaps[1] - gaps[2]).abs() < 0.1, "{gaps:?}");
}

#[test]
fn free_verse_of_a_document_has_one_edge() {
    let poem = |words: &str| format!("::: poem\n{words}\n:::\n\nو\n\n");
    let text = poem("باران بر شیشه‌های این خانه می‌نویسد\nو راه") + &poem("شب است\nکوتاه\nو بی‌ستاره بر بام‌های شهر");
    let layout = Job::markdown(&text, "poetry").set();
    assert!((edge(&layout, "باران") - edge(&layout, "شب است")).abs() < 1.0);
}

#[test]
fn what_a_placard_says_stands_on_one_axis() {
    let text =
        "متن\n\n- یک\n- دو\n\n> گفته‌ای\n\n::: contact\nتلفن: ۰۹۱۲\n:::\n\n::: qr\nhttps://example.org/ketab\n:::\n";
    let layout = Job::markdown(text, "placard").page(420.0, 297.0, 18.0).set();
    let middle = layout.pages[0].size.width.to_pt() / 2.0;
    for words in ["متن", "یک", "گفته‌ای", "تلفن", "example.org"] {
        let found = lines(&layout.pages[0].frame);
        let (at, line) = found.iter().find(|(_, line)| line.text.contains(words)).unwrap();
        let off = at.x.to_pt() + width(line) / 2.0 - middle;
        assert!(off.abs() < 40.0, "{words}: {off} pt from the middle");
    }
}

#[test]
fn a_heading_is_not_left_below_the_title_of_a_card() {
    let couplet = "یوسف گم‌گشته بازآید به کنعان غم مخور / کلبهٔ احزان شود روزی گلستان غم مخور\n";
    let text = format!("# دو گونه شعر\n\n## غزل\n\n::: poem\n{}:::\n", couplet.repeat(5));
    for height in 90..130 {
        let layout = Job::markdown(&text, "card").page(108.0, f64::from(height), 9.0).set();
        assert_eq!(pages(&layout, "غزل")[0], pages(&layout, "یوسف")[0], "{height} mm");
    }
}

#[test]
fn a_table_that_a_text_calls_the_one_above_stays_above_it() {
    let line = "چاه ژرف نخستین‌بار در ۱۳۳۸ زده شد و هر سال برق پمپ را بالا می‌برد. ";
    let table = "| سال | ژرفا |\n|---|---|\n| ۱۳۳۸ | ۶ |\n| ۱۳۶۰ | ۲۵ |\n| ۱۳۸۰ | ۷۰ |\n";
    let places = |said: &str, height: u32| {
        let text = format!("{}\n\n{table}\n{said} را با هم بخوانیم.\n\n{line}\n", line.repeat(4));
        let layout = Job::markdown(&text, "card").page(108.0, f64::from(height), 9.0).set();
        [pages(&layout, "ژرفا")[0], pages(&layout, "بخوانیم")[0]]
    };
    for said in ["جدول بالا", "جدول‌های بالایی", "The table above"] {
        let behind = |height: &u32| places(said, *height).is_sorted();
        assert!((90..150).all(|height| behind(&height)), "{said}: {:?}", (90..150).find(|height| !behind(height)));
    }
    // Else what fills the hole may go before it.
    assert!((90..150).any(|height| !places("این شمارها", height).is_sorted()));
}

#[test]
fn a_salutation_and_the_name_of_a_poem_or_table_stand_with_what_follows() {
    let before = "چاه ژرف نخستین‌بار در ۱۳۳۸ زده شد. ".repeat(4);
    let after = "بسیار خوشبختیم که در چنین روزهایی این نشست را برگزار می‌کنیم و همه را به آن می‌خوانیم. ".repeat(2);
    let poem = "::: poem\nبشنو این نی چون شکایت می‌کند / از جدایی‌ها حکایت می‌کند\n:::\n";
    for (head, next, word) in [
        ("دوستان گرامی،", after.as_str(), "بسیار"),
        ("درود بر همهٔ شما!", &after, "بسیار"),
        ("نی‌نامه", poem, "بشنو"),
        ("شمار چاه‌ها", "| سال | ژرفا |\n|---|---|\n| ۱۳۳۸ | ۶ |\n| ۱۳۶۰ | ۲۵ |\n", "ژرفا"),
    ] {
        for height in 80..115 {
            let text = format!("{before}\n\n{head}\n\n{next}\n");
            let layout = Job::markdown(&text, "card").page(108.0, f64::from(height), 9.0).set();
            assert_eq!(pages(&layout, head)[0], pages(&layout, word)[0], "{head}: {height} mm");
        }
    }
}

#[test]
fn a_caption_stays_near_its_picture_where_gaps_are_spread() {
    fn picture(frame: &Frame) -> Option<f64> {
        frame.items.iter().find_map(|item| match &item.kind {
            ItemKind::Image { size, .. } => Some((item.at.y + size.height).to_pt()),
            ItemKind::Frame(inner) => picture(inner).map(|below| below + item.at.y.to_pt()),
            _ => None,
        })
    }
    let text = "# نشست\n\nمتن\n\n![ستاره](star.svg \"پارک لاله\"){width=3cm}\n\nپایان\n";
    let gaps = |height: f64| {
        let mut job = Job::markdown(text, "card").page(108.0, height, 9.0);
        job.options.fit = Some(1);
        let layout = job.set();
        let at = |words| lines(&layout.pages[0].frame).iter().find(|(_, line)| line.text.contains(words)).unwrap().0;
        let (above, below) =
            (at("لاله").y.to_pt() - picture(&layout.pages[0].frame).unwrap(), at("پایان").y - at("لاله").y);
        (above, below.to_pt())
    };
    let [tight, spread] = [gaps(115.0), gaps(190.0)];
    assert!(spread.1 > tight.1 * 2.3, "the page is filled by gaps: {tight:?} {spread:?}");
    // Letters and leading are larger, too: by 1.8 in all.
    assert!(spread.0 < tight.0 * 2.0, "{tight:?} {spread:?}");
}

#[test]
fn a_contact_block_is_whole_below_a_box_and_a_cry() {
    let text = "متن کوتاهی از این فراخوان که دو سه سطر است و چیزی نمی‌گوید. ";
    let end = "::: box\n**زمان:** جمعه ۲۱ فروردین، از ساعت ۱۰ تا ۱۲، میدان شهرداری، روبه‌روی ساختمان\n:::\n\n\
               ::: slogan\nنان، کار، آزادی!\n:::\n\n::: contact\nشورای شهر\n\nتلفن\n\nتلگرام\n\nرایانامه\n:::\n";
    for count in 1..24 {
        let layout = Job::markdown(&format!("{}\n\n{end}", text.repeat(count)), "card").page(108.0, 144.0, 9.0).set();
        assert_eq!(pages(&layout, "شورای"), pages(&layout, "رایانامه"), "{count}");
    }
}

#[test]
fn a_number_in_a_table_stays_with_its_unit() {
    let text = "| ابزار | نشانی | نسخه | حجم |\n|---|---|---|---|\n| Signal | signal.org | 7.1 | ۵۲ MB |\n\
                | Tor Browser | torproject.org | 13.0.9 | ۹۸ MB |\n";
    for width in 70..120 {
        let layout = Job::markdown(text, "leaflet").page(f64::from(width), 150.0, 8.0).set();
        let found = lines(&layout.pages[0].frame);
        let alone = found.iter().any(|(_, line)| line.text.trim() == "MB");
        assert!(!alone, "{width} mm");
    }
}
