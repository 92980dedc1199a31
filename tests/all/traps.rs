//! Traps of the command line that people lost minutes or files to: a slip is
//! told before anything is written, and what does nothing says so.

use crate::layout::{Job, lines};
use crate::nameless::chunk;
use crate::support::{Desk, MESSAGE, Ran};
use bargeh::document::{BlockKind, number};
use bargeh::picture::{load, scrubbed};
use bargeh::read::{ReadOptions, read};
use bargeh::settings::InputFormat;
use image::ImageEncoder;

const REGULAR: &[u8] = include_bytes!("../../fonts/vazirmatn/Vazirmatn-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/lalezar/Lalezar-Regular.ttf");

/// A channel's export with one post.
const EXPORT: &str = r#"{"name": "آ", "type": "public_channel", "id": 1, "messages": [{"id": 2, "type": "message", "date": "2024-05-01T10:00:00", "text": "سلام"}]}"#;

#[test]
fn a_mistyped_command_stops_before_anything_is_written() {
    for word in ["bach", "cleann", "inspct"] {
        let desk = Desk::with("a.md", MESSAGE);
        desk.run(&[word, "a.md"]).ends(2).says("did you mean the command");
        assert_eq!(desk.names(), ["a.md"], "{word}");
    }
    // A file of such a name is a file.
    let desk = Desk::with("cleann", MESSAGE);
    desk.run(&["cleann", "--from", "md"]).ok();
}

#[test]
fn what_does_nothing_here_is_told() {
    let desk = Desk::with("a.md", MESSAGE);
    let runs: &[(&[&str], &str)] = &[
        (&["--proof"], "--proof"),
        (&["--creep", "1"], "--creep"),
        (&["--printable", "9"], "--printable"),
        (&["--sheet", "copies:4", "--signature", "8"], "--signature"),
        (&["--to", "pdf", "--cards", "3"], "--cards"),
        (&["--ppi", "90"], "--ppi"),
        (&["--page-list"], "--page-list"),
        (&["--to", "epub", "--pdf", "plain"], "--pdf"),
        (&["--to", "txt", "--fit", "2"], "--fit"),
        (&["--post", "12"], "--post"),
        (&["--names"], "--names"),
        (&["--epub-css", "own.css"], "--epub-css"),
        (&["--to", "epub", "--sheet", "booklet"], "--sheet"),
        (&["--to", "html", "--kashida", "off"], "--kashida"),
        (&["--to", "md", "--font", "Lalezar"], "--font"),
        (&["--to", "png", "--image-quality", "80"], "--image-quality"),
    ];
    desk.write("own.css", "p {}\n");
    for (flags, told) in runs {
        desk.run(&[&["a.md", "-o", "out/"], *flags].concat()).warns(&format!("{told} does nothing here"));
    }
    let ran = desk.run(&["a.md", "--sheet", "booklet", "--creep", "1", "--proof", "--printable", "9"]).ok();
    assert!(!ran.stderr.contains("does nothing"), "{}", ran.stderr);
    desk.run(&["a.md", "--to", "html", "--no-embed-fonts"]).ok().silent();
    // An option of reading is for some of what is read together.
    desk.write("result.json", EXPORT);
    desk.run(&["a.md", "result.json", "--join", "--post", "2", "-o", "b.pdf"]).ok().silent();
    let compared = desk.run(&["compare", "a.md", "result.json", "--post", "2"]);
    assert!(!compared.stderr.contains("does nothing"), "{}", compared.stderr);
    for command in [&["clean", "a.md"][..], &["compare", "a.md", "a.md"]] {
        desk.run(&[command, &["--post", "2"]].concat()).warns("--post does nothing here");
        desk.run(&[command, &["--post", "2", "--strict"]].concat()).ends(1);
    }
    desk.write("a.odt", include_bytes!("../data/office.odt"));
    desk.run(&["a.odt", "--encoding", "windows-1256", "--lossy"])
        .warns("--encoding does nothing here")
        .warns("--lossy does nothing here");
    // Of several messages, one that it is for is enough, and none is told once.
    desk.write("in/a.odt", include_bytes!("../data/office.odt"));
    desk.write("in/b.odt", include_bytes!("../data/office.odt"));
    for command in [&["in", "-o", "out/", "--to", "txt"][..], &["clean", "in"]] {
        let command = [command, &["--encoding", "windows-1256"]].concat();
        let ran = desk.run(&command).ok().warns("--encoding does nothing here");
        assert_eq!(ran.stderr.matches("does nothing").count(), 1, "{}", ran.stderr);
        desk.run(&[&command[..], &["--strict"]].concat()).ends(1).says("--strict");
        desk.write("in/c.txt", b"\xd3\xe1\xc7\xe3");
        let ran = desk.run(&command).ok();
        assert!(!ran.stderr.contains("does nothing"), "{}", ran.stderr);
        std::fs::remove_file(desk.path("in/c.txt")).unwrap();
    }
    // What a folder's settings say is for its other messages, too.
    desk.write("bargeh.toml", "creep = 1\n");
    desk.run(&["a.md"]).ok().silent();
}

#[test]
fn what_is_named_and_not_there_is_an_error() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "--cover", "none.jpg"]).refuses("none.jpg");
    let told = desk.run(&["a.md", "--font", "Vazirmatnn"]).ends(2).says("did you mean `Vazirmatn`?").stderr;
    let (_, families) = told.trim_end().split_once("valid: ").unwrap();
    let mut families: Vec<&str> = families.split(", ").collect();
    let count = families.len();
    families.sort_unstable();
    families.dedup();
    assert!(count > 5 && families.len() == count, "{told}");
    desk.run(&["a.md", "--font", "none.ttf"]).refuses("none.ttf");
    desk.run(&["a.md", "--font-bold", "none.ttf"]).refuses("none.ttf");
    desk.run(&["a.md", "--allow-dir", "none"]).ends(2).says("--allow-dir");
    desk.write("t.toml", "[fonts]\nbody = \"Vazirmattn\"\n");
    desk.run(&["a.md", "--theme", "t.toml"]).ends(2).says("did you mean `Vazirmatn`?");
    desk.write("b.md", "---\nfont: Lalezarr\n---\n\nمتن\n");
    desk.run(&["b.md"]).ends(2).says("did you mean `Lalezar`?");
    assert_eq!(desk.names(), ["a.md", "b.md", "t.toml"]);
    desk.write("Nazanin.ttf", REGULAR);
    desk.run(&["a.md", "--font", "nazanin.ttf"]).refuses("did you mean `Nazanin.ttf`?");
}

#[test]
fn the_bold_of_a_font_is_found_or_asked_for() {
    let desk = Desk::with("a.md", "# سلام\n\nاین **مهم** است.\n");
    desk.write("f/Own-Regular.ttf", REGULAR);
    desk.write("g/heavy.ttf", BOLD);
    let made = |args: &[&str]| {
        let ran = desk.run(&[&["a.md", "-o", "x.pdf", "--font", "f/Own-Regular.ttf"], args].concat()).ok();
        (desk.read("x.pdf"), ran.stderr)
    };
    let (without, told) = made(&[]);
    assert!(told.contains("no bold letters beside it") && told.contains("--font-bold"), "{told}");
    let (given, told) = made(&["--font-bold", "g/heavy.ttf"]);
    assert_eq!(told, "");
    desk.write("f/Own-Bold.ttf", BOLD);
    let (found, told) = made(&[]);
    assert_eq!(told, "");
    assert!(found == given && found != without);
}

#[test]
fn settings_of_a_folder_above_count() {
    let desk = Desk::with("a/b/m.md", "متن\n");
    let title = || desk.run(&["a/b/m.md", "--to", "md", "-o", "-", "-q"]).ok().out();
    desk.write("bargeh.toml", "title = 'بالا'\ncover = 'c.png'\n");
    desk.write("c.png", png());
    assert!(title().contains("بالا"), "{}", title());
    desk.write("a/bargeh.toml", "title = 'میان'\n");
    assert!(title().contains("میان"), "{}", title());
    desk.write("a/b/bargeh.toml", "title = 'کنار'\n");
    assert!(title().contains("کنار"), "{}", title());
    // A file above names files beside itself, and only those.
    std::fs::remove_file(desk.path("a/b/bargeh.toml")).unwrap();
    desk.write("a/bargeh.toml", "cover = '../c.png'\n");
    desk.run(&["a/b/m.md"]).ends(1);
}

#[test]
fn more_sides_than_a_theme_is_made_for_are_told() {
    let desk = Desk::with("a.md", format!("# سلام\n\n{}", "یک بند دراز از متن برای آزمودن برگه. ".repeat(1500)));
    for theme in ["poster", "flyer"] {
        desk.run(&["a.md", "--theme", theme]).warns("is a theme for one").says("--fit 1");
    }
    desk.write("b.md", "# سلام\n\nمتن\n");
    let ran = desk.run(&["b.md", "--theme", "poster"]).ok();
    assert!(!ran.stderr.contains("is a theme for one"), "{}", ran.stderr);
}

/// A line of results for each line of jobs.
fn results(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn bad_jobs_among_good_are_named_by_their_lines() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.write(
        "jobs",
        "\u{feff}{\"id\": 1, \"input\": \"a.md\", \"output\": \"deep/down/x.epub\"}\n\n{\"id\": 2, oops\n[\"a.md\"]\n{\"id\": 3, \"text\": 4}\n{\"id\": 5, \"input\": \"a.md\", \"output\": \"y.epub\"}\n",
    );
    let ran = desk.run(&["batch", "--jobs-from", "jobs"]).ok();
    let results = results(&ran);
    let ok: Vec<bool> = results.iter().map(|result| result["ok"].as_bool().unwrap()).collect();
    assert_eq!(ok, [true, false, false, false, true]);
    let lines: Vec<_> = results[1..4].iter().map(|result| result["error"]["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 4, 5]);
    assert!(results.iter().all(|result| !result.to_string().contains("struct Job")), "{results:?}");
    assert!(desk.exists("deep/down/x.epub") && desk.exists("y.epub"));
}

#[test]
fn ids_come_back_as_they_were() {
    let desk = Desk::with("a.md", MESSAGE);
    let id = "123456789012345678901234567890.50";
    let jobs =
        format!("{{\"id\": {id}, \"input\": \"a.md\", \"output\": \"x.epub\"}}\n{{\"id\": {id}, \"inptu\": 1}}\n");
    let out = desk.pipe(&["batch", "--jobs-from", "-"], jobs.as_bytes()).ok().out();
    assert!(out.lines().all(|line| line.contains(&format!("\"id\":{id},"))), "{out}");
}

#[test]
fn no_job_writes_among_the_results() {
    let desk = Desk::new();
    for output in ["-", "/dev/stdout"] {
        let job = serde_json::json!({"text": MESSAGE, "to": "epub", "output": output}).to_string();
        let ran = desk.pipe(&["batch", "--jobs-from", "-"], job.as_bytes()).ok();
        assert_eq!(results(&ran)[0]["status"], 2, "{output}");
        assert_eq!(desk.names(), [""; 0]);
    }
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = (0..48_u8).collect();
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(&pixels, 4, 4, image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[test]
fn pictures_are_written_without_what_stands_beside_their_pixels() {
    let desk = Desk::new();
    let mut marked = png();
    marked.extend(b"SECRET");
    let chunk = chunk(b"tEXt", b"Comment\0SECRET");
    marked.splice(33..33, chunk);
    desk.write("p.png", &marked);
    let photo = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cases/exif1.jpg")).unwrap();
    desk.write("p.jpg", &photo);
    for name in ["p.png", "p.jpg"] {
        let out = format!("clean-{name}");
        desk.run(&["inspect", name, "--scrub", &out]).ok().silent();
        let (before, after) = (desk.read(name), desk.read(&out));
        assert!(!after.windows(6).any(|bytes| bytes == b"SECRET"), "{name}");
        // As a viewer shows them.
        assert!(load(name, &before).unwrap().value == load(name, &after).unwrap().value, "{name}");
        assert_eq!(scrubbed(name, &after).unwrap(), after, "{name}");
    }
    desk.run(&["inspect", "clean-p.png", "-q"]).ends(0);
    desk.run(&["inspect", "p.png", "--scrub", "p.png"]).ends(1).says("the output is the input");
    desk.write("a.md", MESSAGE);
    desk.run(&["inspect", "a.md", "--scrub", "b.md"]).ends(1).says("only JPEG and PNG");
    assert_eq!(desk.read("p.png"), marked);
}

#[test]
fn nothing_travels_in_the_padding_of_a_photo() {
    // The same photo with a mark behind the tables of three kinds of segments.
    let clean = ["dqt", "sof", "sos"].map(|kind| {
        let name = format!("{kind}pad.jpg");
        let photo = std::fs::read(format!("{}/tests/data/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(photo.windows(6).any(|bytes| bytes == b"SECRET"), "{name}");
        scrubbed(&name, &photo).unwrap()
    });
    assert!(clean.iter().all(|photo| *photo == clean[0] && !photo.windows(6).any(|bytes| bytes == b"SECRET")));
    image::load_from_memory(&clean[0]).unwrap();
}

/// Three chapters, each on a page of its own.
fn chapters() -> String {
    let chapter = |name: &str| {
        format!("# فصل {name}\n\n## بخش\n\n### بند\n\n{}\n\n::: pagebreak\n:::\n\n", "متن سلام دنیا. ".repeat(30))
    };
    ["یک", "دو", "سه"].map(chapter).concat()
}

#[test]
fn headers_and_numbers_can_be_chosen() {
    let mut job = Job::markdown(&chapters(), "book");
    job.theme.furniture.header = Some("خبرنامهٔ محله".to_owned());
    job.theme.furniture.first_page = 7;
    let layout = job.set();
    assert_eq!(layout.pages.len(), 3, "a break at the end makes no page");
    for (index, (page, folio)) in layout.pages.iter().zip(["۷", "۸", "۹"]).enumerate() {
        let words: Vec<String> = lines(&page.frame).iter().map(|(_, line)| line.text.trim().to_owned()).collect();
        assert_eq!(words.iter().any(|line| line == "خبرنامهٔ محله"), index > 0, "{words:?}");
        assert!(words.iter().any(|line| line == folio) || index == 0, "{words:?}");
        assert_eq!(page.label, folio);
    }
}

#[test]
fn contents_list_as_deep_as_told() {
    for (depth, entries) in [(None, 9), (Some(1), 3), (Some(2), 6), (Some(6), 9)] {
        let text = format!("::: toc\n:::\n\n{}", chapters());
        let input = read(text.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "a.md")).unwrap().value;
        let mut document = input.document;
        document.meta.contents_depth = depth;
        number(&mut document);
        let BlockKind::Contents(listed) = &document.blocks[0].kind else { panic!() };
        assert_eq!(listed.len(), entries, "{depth:?}");
    }
}

#[test]
fn contents_of_reading_systems_are_as_deep_as_told() {
    let desk = Desk::with("a.md", chapters());
    let entries = |depth: &str| {
        desk.run(&["a.md", "-q", "--toc-depth", depth, "--to", "epub,html", "-o", "out/"]).ok();
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(desk.read("out/a.epub"))).unwrap();
        let nav = std::io::read_to_string(book.by_name("OEBPS/nav.xhtml").unwrap()).unwrap();
        let contents = nav.split("epub:type=\"landmarks\"").next().unwrap().matches("<li").count();
        let page = String::from_utf8(desk.read("out/a.html")).unwrap();
        let nav = page.split("<nav class=\"toc\"").nth(1).map_or("", |rest| rest.split("</nav>").next().unwrap());
        (contents, nav.matches("<li").count())
    };
    // A book lists its title page, too; in a page the first heading is the title, and
    // two entries are no contents.
    assert_eq!([entries("1"), entries("2"), entries("6")], [(4, 0), (7, 5), (10, 8)]);
}

#[test]
fn what_is_chosen_reaches_the_page() {
    let desk = Desk::with("a.md", format!("{}\n\n::: qr\nhttps://example.org/\n:::\n", chapters()));
    let made = |args: &[&str]| {
        desk.run(&[&["a.md", "--theme", "book", "-q", "--toc", "-o", "a.pdf"], args].concat()).ok().silent();
        desk.read("a.pdf")
    };
    let usual = made(&[]);
    for args in [["--header", "خبر"], ["--first-page", "۷"], ["--toc-depth", "1"], ["--qr-size", "50"]] {
        assert!(made(&args) != usual, "{args:?}");
    }
    let values = [("--header", ""), ("--first-page", "0"), ("--toc-depth", "7"), ("--qr-size", "5")];
    for (flag, value) in values {
        desk.run(&["a.md", flag, value]).ends(2).says(flag);
    }
}
