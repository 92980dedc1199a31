//! The live preview: a save is shown, and nobody but its page is let in.
#![cfg(unix)]

use crate::support::Desk;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

struct Serving {
    child: Child,
    port: u16,
    token: String,
}

/// An answer: its status, the rest of its head, its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Serving {
    fn start(desk: &Desk, args: &[&str]) -> Self {
        let mut command = desk.command(&[&["serve"], args].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let rest = url.trim().strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("{url}"));
        let (port, token) = rest.trim_end_matches('/').split_once('/').unwrap();
        Self { child, port: port.parse().unwrap(), token: token.to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are.
    fn send(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // What is refused early may be closed before all of it is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let mut part = [0; 1 << 14];
        while let Ok(count @ 1..) = stream.read(&mut part) {
            bytes.extend_from_slice(&part[..count]);
        }
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes[at..].to_vec() }
    }

    fn ask(&self, path: &str, headers: &str) -> Answer {
        self.send(format!("GET {path} HTTP/1.1\r\n{headers}\r\n").as_bytes())
    }

    fn own(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    /// What the page itself gets.
    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("/{}/{path}", self.token), &self.own())
    }

    /// The news after a number.
    #[track_caller]
    fn news(&self, after: u64) -> serde_json::Value {
        let answer = self.get(&format!("news/{after}"));
        assert_eq!(answer.status, 200, "{}", answer.head);
        serde_json::from_slice(&answer.body).unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Saves as editors do: whole, by renaming.
fn save(desk: &Desk, name: &str, text: &str) {
    let draft = desk.write(".draft", text);
    std::fs::rename(draft, desk.path(name)).unwrap();
}

/// A message of several pages, with a word of the last one.
fn pages(word: &str) -> String {
    let text = "این بند چند سطر دارد تا صفحه‌ها پر شوند و باز هم ادامه دارد. ".repeat(60);
    format!("# نام\n\n{text}\n\n{text}\n\n{word}\n")
}

#[test]
fn only_pages_that_changed_are_sent_again() {
    let desk = Desk::with("a.md", pages("یک"));
    let serving = Serving::start(&desk, &["a.md"]);
    let first = serving.news(0);
    let leaves = first["leaves"].as_array().unwrap();
    assert!(leaves.len() > 1 && leaves.iter().all(|leaf| leaf["made"] == 1), "{first}");
    let last = leaves.len() - 1;
    let picture = serving.get(&format!("picture/{last}/1"));
    assert!(picture.body.starts_with(b"\x89PNG") && picture.head.contains("content-type: image/png"));
    desk.run(&["a.md", "--to", "png"]).ok();
    let pixels = |png: &[u8]| image::load_from_memory(png).unwrap().into_rgba8();
    let written = desk.read(&format!("a-{}.png", last + 1));
    assert!(pixels(&picture.body) == pixels(&written), "another picture than --to png");
    let words = serving.get(&format!("words/{last}/1"));
    assert!(String::from_utf8(words.body).unwrap().ends_with("یک\n"));
    save(&desk, "a.md", &pages("دو"));
    let second = serving.news(1);
    let made: Vec<u64> =
        second["leaves"].as_array().unwrap().iter().map(|leaf| leaf["made"].as_u64().unwrap()).collect();
    assert!(made[..last].iter().all(|made| *made == 1) && made[last] == 2, "{second}");
    assert_eq!(serving.get(&format!("picture/{last}/1")).status, 404, "one that is there no more");
    assert_ne!(serving.get(&format!("picture/{last}/2")).body, picture.body);
    assert_eq!(serving.get("picture/99/2").status, 404);
}

#[test]
fn an_error_is_told_and_the_last_good_pages_stay() {
    let desk = Desk::with("a.md", "# نام\n\nمتن ![عکس](x.svg)\n");
    let serving = Serving::start(&desk, &["a.md", "--ui", "fa"]);
    let first = serving.news(0);
    assert_eq!(
        (&first["notices"][0]["level"], &first["notices"][0]["line"]),
        (&"warning".into(), &3.into()),
        "{first}"
    );
    // The missing picture comes.
    save(&desk, "x.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>");
    let second = serving.news(1);
    assert_eq!((&second["notices"], &second["leaves"][0]["made"]), (&serde_json::json!([]), &2.into()), "{second}");
    save(&desk, "a.md", "---\nkashidaa: on\n---\n\nمتن\n");
    let third = serving.news(2);
    assert_eq!((&third["notices"][0]["level"], &third["leaves"]), (&"error".into(), &second["leaves"]), "{third}");
    assert!(third["notices"][0]["message"].as_str().unwrap().contains('ی'), "{third}");
    assert_eq!(serving.get("picture/0/2").status, 200);
    // A setting in a file that was not there.
    save(&desk, "bargeh.toml", "paper = 'a6'\n");
    save(&desk, "a.md", "# نام\n\nمتن ![عکس](x.svg)\n");
    let mut last = serving.news(3);
    while last["notices"] != serde_json::json!([]) || last["leaves"][0] == second["leaves"][0] {
        last = serving.news(last["number"].as_u64().unwrap());
    }
    assert!(last["leaves"][0]["width"].as_u64() < second["leaves"][0]["width"].as_u64(), "{last}");
}

#[test]
fn rows_cards_and_sheets_are_shown_too() {
    let desk = Desk::with("a.md", "# {{name}} گرامی\n\nمتن\n");
    desk.write("t.csv", "name\nمینا\nرضا\n");
    let serving = Serving::start(&desk, &["a.md", "--data", "t.csv"]);
    assert_eq!(serving.news(0)["leaves"].as_array().unwrap().len(), 2);
    save(&desk, "t.csv", "name\nمینا\nرضا\nسارا\n");
    assert_eq!(serving.news(1)["leaves"].as_array().unwrap().len(), 3);
    desk.write("b.md", pages("یک"));
    let cards = Serving::start(&desk, &["b.md", "--card", "square"]);
    assert_eq!(cards.news(0)["leaves"][0], serde_json::json!({"width": 1080, "height": 1080, "made": 1}));
    let sheets = Serving::start(&desk, &["b.md", "--sheet", "booklet"]);
    assert_eq!(sheets.news(0)["leaves"][0]["width"], 1754);
}

#[test]
fn nobody_else_gets_anything() {
    let desk = Desk::with("a.md", "# نام\n\nراز\n");
    let serving = Serving::start(&desk, &["a.md"]);
    serving.news(0);
    let (port, token, own) = (serving.port, serving.token.clone(), serving.own());
    let page = format!("/{token}/");
    let good = serving.get("");
    assert!(good.status == 200 && String::from_utf8_lossy(&good.body).contains("a.md"));
    for header in
        ["content-security-policy: default-src 'none'", "cache-control: no-store", "referrer-policy: no-referrer"]
    {
        assert!(good.head.contains(header), "{}", good.head);
    }
    assert!(!good.head.contains("access-control") && !good.head.contains("set-cookie"), "{}", good.head);
    assert_eq!(serving.ask(&page, &format!("Host: localhost:{port}\r\n")).status, 200);
    let foreign = [
        String::new(),
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        format!("{own}Host: evil.example\r\n"),
        format!("{own}Origin: http://evil.example\r\n"),
        format!("{own}Origin: null\r\n"),
        format!("{own}Origin: http://localhost:{port}\r\n"),
        format!("{own}Sec-Fetch-Site: cross-site\r\n"),
        format!("{own}Sec-Fetch-Site: same-site\r\n"),
    ];
    for headers in foreign {
        let answer = serving.ask(&page, &headers);
        assert!([400, 403].contains(&answer.status) && answer.body.is_empty(), "{headers}: {}", answer.head);
    }
    let wrong = token.chars().rev().collect::<String>();
    for path in [
        "/".to_owned(),
        format!("/{wrong}/"),
        format!("/{token}"),
        format!("/{}/", &token[1..]),
        format!("/{token}/../a.md"),
        format!("/{token}/a.md"),
        format!("/{token}/%2e%2e/%2e%2e/etc/passwd"),
        format!("/{token}/picture/../../a.md"),
        format!("/{token}/picture/0/1?x=1"),
        "/favicon.ico".to_owned(),
    ] {
        let answer = serving.ask(&path, &own);
        assert!(answer.status == 404 && answer.body.is_empty(), "{path}: {}", answer.head);
    }
    for method in ["POST", "HEAD", "OPTIONS", "PUT", "CONNECT"] {
        let answer = serving.send(format!("{method} {page} HTTP/1.1\r\n{own}\r\n").as_bytes());
        assert!((400..500).contains(&answer.status) && answer.body.is_empty(), "{method}: {}", answer.head);
    }
    let absolute = serving.ask(&format!("http://127.0.0.1:{port}{page}"), &own);
    assert_eq!((absolute.status, absolute.body.len()), (403, 0));
}

#[test]
fn bodies_slow_clients_and_crowds_do_no_harm() {
    let desk = Desk::with("a.md", "# نام\n\nمتن\n");
    let mut serving = Serving::start(&desk, &["a.md"]);
    serving.news(0);
    // 64 MiB to a page that takes none.
    let (own, page) = (serving.own(), format!("/{}/", serving.token));
    let mut big = format!("GET {page} HTTP/1.1\r\n{own}Content-Length: {}\r\n\r\n", 64 << 20).into_bytes();
    big.resize(64 << 20, b'x');
    assert!([0, 413].contains(&serving.send(&big).status));
    let mut long = format!("GET {page} HTTP/1.1\r\n{own}X: ").into_bytes();
    long.resize(1 << 20, b'x');
    assert!([0, 400, 431].contains(&serving.send(&long).status));
    // One that begins and goes on slowly is cut off long before it is done.
    let begin = Instant::now();
    let mut slow = serving.connect();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let ended = loop {
        assert!(begin.elapsed() < PATIENCE, "a slow client is kept");
        std::thread::sleep(Duration::from_millis(500));
        if slow.write_all(b"X").is_err() {
            break true;
        }
        slow.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        match slow.read(&mut [0; 64]) {
            Ok(0) => break true,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break true,
            _ => {}
        }
    };
    assert!(ended);
    // A hundred that say nothing: those beyond the room are closed, the others soon.
    let crowd: Vec<TcpStream> = (0..100).map(|_| serving.connect()).collect();
    let closed = crowd.iter().filter(|stream| {
        let mut stream = *stream;
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        !matches!(stream.read(&mut [0; 1]), Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()))
    });
    assert!(closed.count() >= 60);
    let begin = Instant::now();
    while serving.get("").status != 200 {
        assert!(begin.elapsed() < PATIENCE, "the crowd keeps the page out");
        std::thread::sleep(Duration::from_millis(200));
    }
    drop(crowd);
    save(&desk, "a.md", "# نام\n\nمتن دیگر\n");
    assert_eq!(serving.news(1)["leaves"][0]["made"], 2);
    // Nothing was written, and an interrupt ends it.
    assert_eq!(desk.names(), ["a.md"]);
    let interrupt = Command::new("kill").arg("-INT").arg(serving.child.id().to_string()).status().unwrap();
    assert!(interrupt.success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(130));
}

#[test]
fn what_cannot_be_served_is_told() {
    let desk = Desk::with("a.md", "# نام\n");
    desk.run(&["serve", "-"]).ends(2).says("cannot be watched");
    desk.run(&["serve", "a.md", "--data", "-"]).ends(2).says("cannot be watched");
    desk.run(&["serve", "b.md"]).refuses("check the name");
    desk.run(&["serve", "a.md", "--paper", "a99"]).ends(2).says("--paper");
    desk.run(&["serve", "a.md", "--port", "0"]).ends(2);
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    desk.run(&["serve", "a.md", "--port", &port]).refuses("cannot be used").says("--port");
}
