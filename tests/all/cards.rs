//! Cards for phones: exact sizes, nothing where apps cover them, the words of
//! the message on them and beside them.

use crate::support::Desk;
use image::RgbImage;

const MESSAGE: &str = include_str!("../../samples/message.md");
const FLYER: &str = include_str!("../../samples/flyer.md");

/// The cards of a message, in order.
fn cards(desk: &Desk, stem: &str) -> Vec<RgbImage> {
    let names = (1..).map(|number| desk.path(&format!("{stem}-card-{number}.png")));
    names.take_while(|path| path.exists()).map(|path| image::open(path).unwrap().into_rgb8()).collect()
}

/// Whether some rows show nothing but the ground.
fn is_bare(card: &RgbImage, mut rows: std::ops::Range<u32>) -> bool {
    let ground = *card.get_pixel(0, 0);
    rows.all(|y| (0..card.width()).all(|x| *card.get_pixel(x, y) == ground))
}

#[test]
fn cards_have_their_size_and_leave_free_what_apps_cover() {
    for (kind, height, above, below) in
        [("post", 1350, 64, 64), ("square", 1080, 64, 64), ("tall", 1440, 64, 64), ("story", 1920, 269, 384)]
    {
        let desk = Desk::with("a.md", FLYER);
        desk.run(&["a.md", "--card", kind]).ok();
        let cards = cards(&desk, "a");
        assert!(!cards.is_empty(), "{kind}");
        for card in &cards {
            assert_eq!((card.width(), card.height()), (1080, height), "{kind}");
            assert!(is_bare(card, 0..above) && is_bare(card, height - below..height), "{kind}");
            assert!(!is_bare(card, above..height - below), "{kind}");
        }
    }
}

#[test]
fn the_whole_message_is_on_the_cards_and_beside_them() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--card", "post", "--alt", "--to", "png,pdf", "--clean", "none"]).ok();
    assert!(desk.path("a.pdf").exists(), "the PDF keeps its pages");
    let words: String = (1..=cards(&desk, "a").len())
        .map(|number| String::from_utf8(desk.read(&format!("a-card-{number}.txt"))).unwrap())
        .collect();
    let spoken = |text: &str| {
        let words = text.split_whitespace().map(|word| word.trim_matches(['*', '#', '\\']).replace("\\_", "_"));
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(spoken(&words), spoken(MESSAGE));
    assert!(words.contains("رفقا سلام\nبسیار خوشبختیم"), "a paragraph a line: {words}");
}

#[test]
fn as_many_cards_as_asked_for() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--cards", "5"]).ok();
    assert_eq!(cards(&desk, "a").len(), 5);
    desk.run(&["a.md", "--cards", "1"]).ends(1).says("does not fit 1 card").says("--cards");
    let desk = Desk::with("long.md", format!("# کتاب\n\n{}", "این جمله‌ای از کتابی دراز است. ".repeat(1500)));
    desk.run(&["long.md", "--card", "post"]).ends(1).says("more than 20").says("--cards");
    let desk = Desk::with("some.md", format!("# پیام\n\n{}", "این جمله‌ای از پیامی دراز است. ".repeat(130)));
    desk.run(&["some.md", "--cards", "11"]).ok().says("an album holds");
}

#[test]
fn cards_of_an_earlier_run_are_told() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--cards", "6", "--to", "png,jpg", "-q"]).ok();
    let ran = desk.run(&["a.md", "--cards", "5", "--to", "png", "--clean", "safe"]).ok();
    let ran = ran.says("a-card-6.png is of an earlier run").says("there are 5 of them");
    assert!(!ran.stderr.contains(".jpg") && desk.exists("a-card-6.png"), "{}", ran.stderr);
    std::fs::remove_file(desk.path("a-card-6.png")).unwrap();
    assert!(!desk.run(&["a.md", "--cards", "5", "--to", "png"]).ok().stderr.contains("earlier run"));
}

#[test]
fn a_short_message_on_a_long_card_has_its_usual_letters() {
    let desk = Desk::with("a.md", FLYER);
    desk.run(&["a.md", "--card", "post", "-o", "post.png"]).ok();
    desk.run(&["a.md", "--card", "long", "-o", "long.png"]).ok();
    let height = |stem: &str| cards(&desk, stem).iter().map(RgbImage::height).sum::<u32>();
    assert!(height("long") < 2 * height("post"), "{} {}", height("long"), height("post"));
}

#[test]
fn a_long_card_is_as_high_as_its_message() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--card", "long"]).ok().says("send it as a file");
    let cards = cards(&desk, "a");
    let [card] = &cards[..] else { panic!("{} cards", cards.len()) };
    assert!(card.width() == 1080 && (2000..=8900).contains(&card.height()), "{}", card.height());
    let bare = (0..card.height()).rev().take_while(|&y| is_bare(card, y..y + 1)).count();
    assert!((60..400).contains(&bare), "{bare} rows under the last line");
}

#[test]
fn pages_as_pictures_have_the_pixels_asked_for() {
    let desk = Desk::with("a.md", FLYER);
    desk.run(&["a.md", "--to", "png,jpg", "--ppi", "100", "--paper", "a6"]).ok();
    let page = image::open(desk.path("a-1.png")).unwrap();
    assert_eq!((page.width(), page.height()), (413, 583));
    let photo = image::open(desk.path("a-1.jpg")).unwrap();
    assert_eq!((photo.width(), photo.height()), (413, 583));
    desk.run(&["inspect", "a-1.png", "a-1.jpg"]).ok();
    let before = desk.read("a-1.png");
    desk.run(&["a.md", "--to", "png", "--ppi", "100", "--paper", "a6"]).ok();
    assert!(desk.read("a-1.png") == before, "the same bytes");
    desk.run(&["a.md", "--to", "png", "--ppi", "1200", "--paper", "400x600mm"]).ends(2).says("too many").says("--ppi");
}

#[test]
fn too_many_pixels_of_all_pages_are_refused_before_one_is_drawn() {
    let desk = Desk::with("a.md", "این پیام است.\n\n::: pagebreak\n:::\n\n".repeat(60));
    let done = desk.run(&["a.md", "--to", "jpg", "--ppi", "300", "--paper", "a3"]);
    done.ends(2).says("megapixels together").says("the limit is 1000 megapixels");
    assert!(!desk.path("a-01.jpg").exists() && !desk.path("a-1.jpg").exists());
}

#[test]
fn large_letters_yield_to_the_number_of_cards() {
    let desk = Desk::with("a.md", include_str!("../../samples/poem.md"));
    desk.run(&["a.md", "--card", "post", "--card-theme", "poster"]).ok();
    let count = cards(&desk, "a").len();
    assert!((2..=20).contains(&count), "{count}");
}

#[test]
fn a_page_of_one_ink_has_few_colours() {
    let desk = Desk::with("a.md", FLYER);
    desk.run(&["a.md", "--to", "png", "--theme", "flyer"]).ok();
    // Sixteen steps, and where letters join one over another.
    let page = image::open(desk.path("a-1.png")).unwrap().into_rgb8();
    let colors: std::collections::BTreeSet<_> = page.pixels().map(|pixel| pixel.0).collect();
    assert!((8..64).contains(&colors.len()), "{}", colors.len());
}
