//! What a theme can ask for, read from the pages it makes.

use crate::layout::{Job, lines, width};
use bargeh::convert::{Request, convert};
use bargeh::frame::{Frame, ItemKind, Line};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use bargeh::theme::Theme;
use bargeh::units::{Length, Rect, Size};
use bargeh::{Error, Result};

/// A message in a theme of one's own.
fn job(theme: &str, text: &str) -> Job {
    let mut job = Job::markdown(text, "plain");
    job.theme = Theme::parse(theme, "mine.toml").unwrap();
    job
}

/// The boxes around the filled shapes of a frame.
fn grounds(frame: &Frame) -> Vec<Rect> {
    let points = |path: &bargeh::frame::Path| {
        let points = path.0.iter().filter_map(|segment| match segment {
            bargeh::frame::Segment::Move(point) | bargeh::frame::Segment::Line(point) => Some(*point),
            _ => None,
        });
        points.collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for item in &frame.items {
        if let ItemKind::Shape(shape) = &item.kind
            && shape.fill.is_some()
        {
            let corners = points(&shape.path);
            let ends = |of: fn(&bargeh::units::Point) -> Length| {
                let all = corners.iter().map(of);
                [all.clone().min().unwrap_or_default(), all.max().unwrap_or_default()]
            };
            let ([left, right], [top, bottom]) = (ends(|p| p.x), ends(|p| p.y));
            let at = bargeh::units::Point::new(item.at.x + left, item.at.y + top);
            found.push(Rect::new(at, Size::new(right - left, bottom - top)));
        }
    }
    found
}

fn size(line: &Line) -> f64 {
    line.runs[0].size.to_pt()
}

#[test]
fn letters_grow_to_the_width_of_the_measure() {
    let theme = "[style.slogan]\nfit = 'width'\ntallest = 1\nsize = 1.5\nline-height = 1.05\n";
    for words in ["نان", "نان، کار، آزادی", "همهٔ ما برای نان و کار و آزادی در میدان شهر گرد هم می‌آییم و می‌مانیم"]
    {
        let layout = job(theme, &format!("::: slogan\n{words}\n:::\n")).page(297.0, 420.0, 20.0).set();
        let found = lines(&layout.pages[0].frame);
        let cry: Vec<_> = found.iter().filter(|(_, line)| words.contains(line.text.trim())).collect();
        let widest = cry.iter().map(|(_, line)| width(line)).fold(0.0, f64::max);
        let measure = Length::mm(257.0).to_pt();
        let share = widest / measure;
        // With the space a line was broken at.
        assert!((0.9..=1.12).contains(&share) || size(cry[0].1) > 399.0, "{words}: {share}");
        if let [first, second, ..] = cry[..] {
            let leading = (second.0.y - first.0.y).to_pt() / size(first.1);
            assert!((1.0..1.3).contains(&leading), "{leading}");
        }
    }
}

#[test]
fn grounds_reach_the_edges_of_the_paper() {
    let theme =
        "[style.box]\nbleed = true\nbackground = '#ffcc00'\nborder = { top = 0, start = 0, bottom = 0, end = 0 }\n";
    let layout = job(theme, "::: box\nکجا و کی\n:::\n\nمتن\n").set();
    let page = &layout.pages[0];
    let ground = grounds(&page.frame)[0];
    assert!(ground.origin.x <= Length::ZERO && ground.right() >= page.size.width - Length::pt(0.1), "{ground:?}");
    assert!(ground.origin.y <= Length::ZERO, "at the head of the page it reaches above too: {ground:?}");
    assert!(ground.bottom() < page.size.height * 0.5, "{ground:?}");
}

#[test]
fn a_last_block_stands_at_the_foot() {
    let theme = "[style.contact]\nfoot = true\n";
    let text = "متن کوتاه است.\n\n::: contact\nتماس با ما:\nexample.org\n:::\n";
    let foot = |theme: &str| {
        let layout = job(theme, text).set();
        assert_eq!(layout.pages.len(), 1);
        let page = &layout.pages[0];
        let last =
            lines(&page.frame).iter().filter(|(_, line)| line.text.contains("example")).map(|(at, _)| at.y).max();
        (page.size.height - last.unwrap()).to_mm()
    };
    assert!((12.0..35.0).contains(&foot(theme)), "{} mm above the edge", foot(theme));
    assert!(foot("") > 100.0);
}

/// Its last line ends at the margin, whatever the grid leaves over, and above the notes
/// of the page.
#[test]
fn the_foot_of_the_page_is_its_margin() {
    for size in [11.0, 17.0, 29.0] {
        let theme =
            format!("size = {size}\n[style.contact]\nfoot = true\npadding = 0.5\nborder = {{ top = 2, bottom = 0 }}\n");
        let text = "متن کوتاه است.\n\n::: contact\nتماس با ما:\nexample.org\n:::\n";
        let layout = job(&theme, text).set();
        let page = &layout.pages[0];
        let base =
            lines(&page.frame).iter().filter(|(_, line)| line.text.contains("example")).map(|(at, _)| at.y).max();
        let above = (page.size.height - base.unwrap()).to_pt() - Length::mm(17.0).to_pt();
        assert!((0.0..size * 0.55).contains(&above), "{size}: {above} pt above the margin");
    }
    let text = "متن[^1] کوتاه است.\n\n::: contact\nتماس:\nexample.org\n:::\n\n[^1]: یادداشت\n";
    let layout = job("[style.contact]\nfoot = true\n", text).set();
    let found = lines(&layout.pages[0].frame);
    let at = |words: &str| found.iter().find(|(_, line)| line.text.contains(words)).unwrap().0.y.to_mm();
    assert!(at("example") > 150.0 && at("example") < at("یادداشت"), "{} {}", at("example"), at("یادداشت"));
}

#[test]
fn a_block_lies_over_the_foot_of_a_picture() {
    let theme = "[style.figure]\nbleed = true\n[style.slogan]\nover = true\n";
    let text = "![منظره](dot.png)\n\n::: slogan\nنان، کار، آزادی!\n:::\n\nمتن\n";
    let layout = job(theme, text).set();
    let page = &layout.pages[0];
    let image = page.frame.items.iter().find_map(|item| match item.kind {
        ItemKind::Image { size, .. } => Some(Rect::new(item.at, size)),
        _ => None,
    });
    let Some(image) = image else { panic!("no picture") };
    let hair = Length::pt(0.1);
    assert!(image.origin.x <= hair && image.right() >= page.size.width - hair, "{image:?}");
    let found = lines(&page.frame);
    let base = |word: &str| found.iter().find(|(_, line)| line.text.contains(word)).unwrap().0.y;
    assert!(base("آزادی") < image.bottom(), "the slogan lies on the picture");
}

/// A cry on a picture is no higher than it, and its ink is told from what is behind it.
#[test]
fn what_lies_over_a_picture_can_be_read() {
    let theme = |color: &str| {
        format!(
            "[style.slogan]\nover = true\nfit = 'width'\ntallest = 0.9\nsize = 2\nline-height = 1.05\ncolor = '{color}'\n"
        )
    };
    let black = bargeh::frame::Color::BLACK;
    let white = bargeh::frame::Color::WHITE;
    for (picture, color, wanted) in [
        ("dot.png", "white", white),
        ("dot.png", "black", white),
        ("dot.png", "#aa0000", white),
        // Nobody knows how light a drawing is: the page's own ground lies between.
        ("star.svg", "black", black),
    ] {
        let text = format!("![منظره]({picture}){{width=118mm}}\n\n::: slogan\nنان، کار، آزادی برای همه!\n:::\n\nمتن\n");
        let layout = job(&theme(color), &text).set();
        let frame = &layout.pages[0].frame;
        let image = frame.items.iter().find_map(|item| match item.kind {
            ItemKind::Image { size, .. } => Some(Rect::new(item.at, size)),
            _ => None,
        });
        let image = image.unwrap();
        let found = lines(frame);
        let cry: Vec<_> = found.iter().filter(|(_, line)| size(line) > 20.0).collect();
        assert!(!cry.is_empty());
        for (at, line) in cry {
            assert!(at.y < image.bottom() && at.y - Length::pt(size(line)) > image.origin.y, "{at:?} in {image:?}");
            assert!(line.runs.iter().all(|run| run.color == wanted), "{picture} {color}: {:?}", line.runs[0].color);
        }
        let veils = grounds(frame).iter().filter(|ground| ground.size.width.to_mm() > 100.0).count();
        assert_eq!(veils, usize::from(picture == "star.svg"), "{picture}");
    }
    // On a strip too low for letters it stands below.
    let text = "![منظره](dot.png){width=118mm height=4mm}\n\n::: slogan\nنان، کار، آزادی!\n:::\n";
    let layout = job(&theme("white"), text).set();
    let frame = &layout.pages[0].frame;
    let foot = frame.items.iter().find_map(|item| match item.kind {
        ItemKind::Image { size, .. } => Some(item.at.y + size.height),
        _ => None,
    });
    assert!(lines(frame).iter().all(|(at, _)| at.y > foot.unwrap()));
}

/// A cry takes as many lines as give the largest letters; a poster without one cries
/// its title.
#[test]
fn a_cry_is_as_large_as_its_room() {
    let theme = |tallest: f64| format!("[style.slogan]\nfit = 'width'\ntallest = {tallest}\nline-height = 1.05\n");
    let cry = |tallest: f64| {
        let layout = job(&theme(tallest), "::: slogan\nخیابان را پس می‌گیریم!\n:::\n").page(297.0, 420.0, 20.0).set();
        let found = lines(&layout.pages[0].frame);
        (found.iter().filter(|(_, line)| size(line) > 12.0).count(), size(found[0].1))
    };
    let [(low, small), (_, middle), (high, large)] = [0.1, 0.3, 0.7].map(cry);
    assert!(low == 1 && high >= 3, "{low} and {high} lines");
    assert!(small < middle && middle < large, "{small} {middle} {large}");
    for theme in ["poster", "placard"] {
        let layout = Job::markdown("# شهر از آن ماست\n\nجمعه ساعت ۱۰\n", theme).set();
        let found = lines(&layout.pages[0].frame);
        let widest = found.iter().map(|(_, line)| width(line)).fold(0.0, f64::max);
        let measure = (layout.pages[0].size.width - Length::mm(40.0)).to_pt();
        assert!(widest > measure * 0.9, "{theme}: {widest} of {measure}");
    }
}

#[test]
fn numbers_of_lists_have_a_style() {
    let theme = "[style.number]\nsize = 2\nweight = 700\n";
    let layout = job(theme, "1. نخستین خواست\n2. دومین خواست\n\n- نقطه\n").set();
    let found = lines(&layout.pages[0].frame);
    let of = |words: &str| size(found.iter().find(|(_, line)| line.text.contains(words)).unwrap().1);
    assert!((of("۱") - of("نخستین") * 2.0).abs() < 0.1, "{} beside {}", of("۱"), of("نخستین"));
    assert!((of("•") - of("نقطه")).abs() < 0.1);
}

/// Where all is bold, what is strong has the accent.
#[test]
fn strong_text_stands_out_everywhere() {
    let text = "همه **بیایید** با هم\n";
    for theme in [
        "",
        "[style.body]\nweight = 700\n",
        "accent = '#aa0000'\n[style.body]\nweight = 700\n",
        "[fonts]\nbody = 'Lalezar'\n",
    ] {
        let theme = if theme.contains("accent") { theme.to_owned() } else { format!("accent = '#aa0000'\n{theme}") };
        let layout = job(&theme, text).set();
        let found = lines(&layout.pages[0].frame);
        let line = found.iter().find(|(_, line)| line.text.contains("بیایید")).unwrap().1;
        let kinds: std::collections::BTreeSet<_> = line.runs.iter().map(|run| (run.font, run.color)).collect();
        assert!(kinds.len() > 1, "{theme}: {kinds:?}");
    }
}

#[test]
fn chapters_of_short_documents_begin_where_the_page_is_full() {
    let theme = "[style.heading-2]\nnew-page = 'long'\n";
    let paragraph = "این متن برای پر کردن صفحه نوشته شده است و چیزی نمی‌گوید. ".repeat(3);
    let chapters = |count: usize, long: usize| {
        let chapter = |index: usize| format!("## فصل {index}\n\n{}\n\n", vec![paragraph.as_str(); long].join("\n\n"));
        job(theme, &(1..=count).map(chapter).collect::<String>()).page(105.0, 148.0, 12.0).set()
    };
    let heads = |layout: &bargeh::frame::Layout| -> Vec<bool> {
        let heads = layout
            .pages
            .iter()
            .map(|page| lines(&page.frame).first().is_some_and(|(_, line)| line.text.starts_with("فصل")));
        heads.collect()
    };
    let short = chapters(6, 1);
    assert!(heads(&short).iter().filter(|head| **head).count() < 6, "chapters follow each other");
    let long = chapters(36, 3);
    assert_eq!(heads(&long).iter().filter(|head| **head).count(), 36, "each begins a page");
}

fn made(theme: &str, key: (&str, &str)) -> Result<bargeh::Warned<bargeh::convert::Products>> {
    let input = read("سلام **ای** دنیا\n".as_bytes(), &ReadOptions::new(InputFormat::Markdown, "پیام.md"))?.value;
    let mut settings = Settings::default();
    settings.set("theme", "mine.toml")?;
    settings.set(key.0, key.1)?;
    let mut files = Memory::default();
    files.0.insert("mine.toml".to_owned(), theme.as_bytes().into());
    for weight in ["Regular", "Bold"] {
        let font = std::fs::read(format!("fonts/vazirmatn/Vazirmatn-{weight}.ttf")).unwrap();
        files.0.insert(format!("{weight}.ttf"), font.into());
    }
    let request = Request { settings, formats: vec![OutputFormat::Pdf], modified: None };
    convert(input.document, &request, &files, &mut |_| {})
}

#[test]
fn fonts_of_a_theme_are_files_or_known() {
    assert!(made("[fonts]\nbody = ['Regular.ttf', 'Bold.ttf']\n", ("ink", "gray")).is_ok());
    let refused = made("[fonts]\nbody = 'Vazirmatin'\n", ("ink", "gray")).unwrap_err();
    let Error::Setting { hint: Some(hint), .. } = &refused else { panic!("{refused}") };
    assert!(hint.contains("Vazirmatn"), "{hint}");
    assert!(made("[fonts]\nbody = ['None.ttf']\n", ("ink", "gray")).is_err());
}

#[test]
fn a_black_only_printer_gets_the_bare_scheme() {
    let theme = "[page]\nbackground = '#c8102e'\n[bare.page]\nbackground = 'none'\n";
    let size = |ink: &str| made(theme, ("ink", ink)).unwrap().value.files[0].bytes.len();
    assert_ne!(size("black"), size("gray"));
    let bare = Theme::parse(theme, "mine.toml").unwrap().bare.unwrap();
    assert_eq!((bare.page.background, bare.size.to_pt()), (None, 11.0));
    assert!(Theme::parse("[bare.style.titel]\nsize = 2\n", "mine.toml").is_err());
}

/// Black ink has no second colour: the word has a rule below.
#[test]
fn highlighted_words_stand_out_in_black_ink() {
    let text = "::: slogan\nنان، ==کار==، آزادی\n:::\n\nمتن ==برجسته== است\n";
    for name in Theme::names() {
        let bare = *Theme::builtin(name).unwrap().bare.unwrap();
        let mut job = Job::markdown(text, name);
        job.theme = bare;
        let layout = job.set();
        let rules = grounds(&layout.pages[0].frame);
        for (at, line) in lines(&layout.pages[0].frame) {
            if line.text.contains("کار") || line.text.contains("برجسته") {
                let em = Length::pt(size(line));
                let below = |rule: &&Rect| {
                    rule.origin.y > at.y
                        && rule.origin.y < at.y + em * 0.45
                        && rule.size.height < em * 0.2
                        && rule.size.width < em * 6.0
                };
                assert!(rules.iter().any(|rule| below(&rule)), "{name}: {}", line.text);
            }
        }
    }
}

/// The colours of the runs that have some letters.
fn colors(layout: &bargeh::frame::Layout, words: &str) -> Vec<bargeh::frame::Color> {
    let found = lines(&layout.pages[0].frame);
    let line = found.iter().find(|(_, line)| line.text.contains(words)).unwrap().1;
    line.runs.iter().map(|run| run.color).collect()
}

#[test]
fn highlighted_words_have_the_color_of_the_theme() {
    let text = "::: slogan\nنان، ==کار==، آزادی\n:::\n";
    let own = colors(&job("highlight = '#d4111e'\n", text).set(), "آزادی");
    assert!(own.iter().any(|color| color.red == 0xd4) && own.iter().any(|color| color.red == 0), "{own:?}");
    assert!(colors(&job("", text).set(), "آزادی").iter().all(|color| color.red == 0));
    for theme in ["poster", "placard", "flyer"] {
        let seen: std::collections::BTreeSet<_> =
            colors(&Job::markdown(text, theme).set(), "نان").iter().map(|color| format!("{color:?}")).collect();
        assert_eq!(seen.len(), 2, "{theme}: the word stands out");
    }
}

#[test]
fn the_cry_of_a_poster_is_as_wide_as_its_sheet() {
    for cry in ["خیابان را پس می‌گیریم!", "همه بیایید!", "نان، کار، آزادی", "بلندترین شب سال را با هم کوتاه کنیم"]
    {
        let text = format!("# شهر\n\n::: slogan\n{cry}\n:::\n\n**جمعه، ساعت ۱۰**\n\nاز میدان تا پارک\n");
        let layout = Job::markdown(&text, "poster").page(297.0, 420.0, 20.0).set();
        let found = lines(&layout.pages[0].frame);
        let large = found.iter().map(|(_, line)| size(line)).fold(0.0, f64::max);
        let body = found.iter().map(|(_, line)| size(line)).fold(f64::MAX, f64::min);
        let widest = found.iter().filter(|(_, line)| size(line) == large).map(|(_, line)| width(line));
        let share = widest.fold(0.0, f64::max) / Length::mm(257.0).to_pt();
        assert!(share >= 0.9, "{cry}: {share:.2} of the measure");
        assert!(large / body > 3.0, "{cry}: {large} beside {body}");
    }
}

#[test]
fn lines_of_a_cry_end_where_a_speaker_pauses() {
    let cry = |text: &str| {
        let text = format!("::: slogan\n{text}\n:::\n\nمیدان راه‌آهن، ساعت ۱۰\n");
        let layout = Job::markdown(&text, "poster").page(297.0, 420.0, 20.0).set();
        let found = lines(&layout.pages[0].frame);
        found.iter().filter(|(_, line)| size(line) > 60.0).map(|(_, line)| line.text.trim().to_owned()).collect()
    };
    let found: Vec<String> = cry("آب نیست، برق نیست، حق ما این نیست");
    assert_eq!(found[..2], ["آب نیست،", "برق نیست،"]);
    // A comma stays with its word, though lines are balanced.
    let found: Vec<String> = cry("کتابی که خوانده‌ای، در خانه نماند!");
    assert!(found.iter().any(|line| line.ends_with("خوانده‌ای،")), "{found:?}");
    // No verb is left alone for that.
    let found: Vec<String> = cry("معلم بیدار است، از تبعیض بیزار است");
    assert!(found.iter().any(|line| line.ends_with("بیدار است،")), "{found:?}");
    assert!(found.iter().any(|line| line.ends_with("بیزار است")), "{found:?}");
}

#[test]
fn each_line_of_a_cry_that_its_author_parted_is_as_large_as_it_can_be() {
    let cry = |text: &str| {
        let text = format!("::: slogan\n{text}\n:::\n\nمیدان راه‌آهن، ساعت ۱۰\n");
        let layout = Job::markdown(&text, "poster").page(297.0, 420.0, 20.0).set();
        let found = lines(&layout.pages[0].frame);
        let share = |line: &Line| width(line) / Length::mm(257.0).to_pt();
        found
            .iter()
            .filter(|(_, line)| size(line) > 60.0)
            .map(|(_, line)| (size(line), share(line)))
            .collect::<Vec<_>>()
    };
    let short = cry("نان\nکار\nآزادی");
    let widest = short.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    assert!(short.len() == 3 && widest >= 0.7, "{short:?}");
    let unlike = cry("خیابان را\nپس می‌گیریم، همه با هم");
    assert!(unlike.len() == 2 && unlike[0].0 > unlike[1].0 * 1.2, "{unlike:?}");
    assert!(unlike.iter().all(|(_, share)| (0.9..=1.0).contains(share)), "{unlike:?}");
}

#[test]
fn small_words_of_a_poster_are_read_from_two_metres() {
    let poster = std::fs::read_to_string("samples/poster.md").unwrap();
    let layout = Job::markdown(&poster, "poster").page(297.0, 420.0, 20.0).set();
    let smallest = lines(&layout.pages[0].frame).iter().map(|(_, line)| size(line)).fold(f64::MAX, f64::min);
    assert!(layout.pages.len() == 1 && smallest >= 25.0, "{smallest} pt");
}

#[test]
fn a_list_in_centred_text_stands_at_its_markers() {
    let layout = Job::markdown("بیایید\n\n- یک چیز\n- چیز دیگر\n- چیز سوم\n", "invitation").set();
    let found = lines(&layout.pages[0].frame);
    let items: Vec<_> = found.iter().filter(|(_, line)| line.text.contains("چیز")).collect();
    let ends: Vec<f64> = items.iter().map(|(at, line)| at.x.to_pt() + width(line)).collect();
    assert!(ends.len() == 3 && ends.iter().all(|end| (end - ends[0]).abs() < 0.6), "{ends:?}");
    let markers = found.iter().filter(|(at, line)| at.y == items[0].0.y && !line.text.contains("چیز"));
    let gap = markers.map(|(at, _)| at.x.to_pt() - ends[0]).fold(f64::MAX, f64::min);
    assert!((0.0..15.0).contains(&gap), "{gap} pt");
}

#[test]
fn what_is_short_stands_in_the_middle_of_a_frame() {
    let theme = "[page]\nmiddle = true\nframe = [2, 0.5]\n";
    let layout = job(theme, "تنها یک سطر\n").set();
    let page = &layout.pages[0];
    let base = lines(&page.frame)[0].0.y.ratio(page.size.height);
    assert!((0.4..0.55).contains(&base), "{base}");
    let frames = page.frame.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Shape(shape) => shape.stroke.as_ref().map(|stroke| stroke.width.to_pt()),
        _ => None,
    });
    assert_eq!(frames.collect::<Vec<_>>(), [2.0, 0.5]);
    // What fills its page begins at its head.
    let full = job(theme, &"سطری از متنی که صفحه را پر می‌کند و می‌گذرد.\n\n".repeat(60)).set();
    assert!(lines(&full.pages[0].frame)[0].0.y.to_mm() < 25.0);
}

#[test]
fn rules_stand_between_columns() {
    let text = "این متن برای پر کردن ستون‌ها نوشته شده است و چیزی نمی‌گوید.\n\n".repeat(40);
    let rules = |columns: u8| {
        let mut job = job("[page]\nrule = 0.5\n", &text);
        job.geometry.columns = columns;
        let thin = |ground: &Rect| ground.size.width < Length::pt(1.0) && ground.size.height > Length::mm(20.0);
        grounds(&job.set().pages[0].frame).iter().filter(|ground| thin(ground)).count()
    };
    assert_eq!([rules(1), rules(2), rules(3)], [0, 1, 2]);
}

#[test]
fn a_masthead_stands_above_the_title() {
    let text = "::: masthead\nکانون\n:::\n\n# بیانیه\n\nمتن\n";
    let layout = job("", text).set();
    let found = lines(&layout.pages[0].frame);
    let at = |words: &str| found.iter().find(|(_, line)| line.text.contains(words)).unwrap();
    assert!(at("کانون").0.y < at("بیانیه").0.y);
    assert!(size(at("بیانیه").1) > size(at("متن").1) * 1.3, "it is the title");
}

/// Also where the items of a list are lines.
#[test]
fn items_of_lists_have_the_gap_of_their_style() {
    let step = |gap: f64| {
        let layout = job(&format!("[style.list]\ngap = {gap}\n"), "- یک\n- دو\n- سه\n").set();
        let ys: Vec<f64> = lines(&layout.pages[0].frame)
            .iter()
            .filter(|(_, line)| line.text.chars().count() > 1)
            .map(|(at, _)| at.y.to_pt())
            .collect();
        ys[1] - ys[0]
    };
    assert!((step(0.5) - step(0.0) - 11.0 * 1.6 * 0.5).abs() < 0.1, "{} {}", step(0.5), step(0.0));
}

#[test]
fn tables_lie_as_their_style_says() {
    let left = |align: &str| {
        let layout = job(&format!("[style.table]\nalign = '{align}'\n"), "| الف | ب |\n|---|---|\n| ۱ | ۲ |\n").set();
        grounds(&layout.pages[0].frame).iter().map(|ground| ground.origin.x.to_mm()).fold(f64::MAX, f64::min)
    };
    assert!(left("end") < left("center") && left("center") < left("start"));
}
