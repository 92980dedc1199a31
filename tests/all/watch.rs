//! Watching: again on every save, and the last good output kept.
#![cfg(unix)]

use crate::support::Desk;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(desk: &Desk, args: &[&str]) -> Self {
        let mut command = desk.command(&[&["watch"], args].concat());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that holds a part; gives back all that was said.
    #[track_caller]
    fn until(&self, part: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("never said `{part}`: {said}"));
            said += &format!("{line}\n");
            if line.contains(part) {
                return said;
            }
        }
    }
}

impl Drop for Watching {
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

#[test]
fn a_save_converts_again_and_an_error_keeps_the_last_output() {
    let desk = Desk::with("a.md", "# یک\n\nمتن\n");
    let mut watching = Watching::start(&desk, &["a.md", "--to", "epub"]);
    watching.until("waiting");
    let first = desk.read("a.epub");
    save(&desk, "a.md", "# دو\n\nمتن دیگر\n");
    watching.until("waiting");
    let second = desk.read("a.epub");
    assert_ne!(first, second);
    save(&desk, "a.md", "---\nkashidaa: on\n---\n\nمتن\n");
    assert!(watching.until("waiting").contains("error:"));
    assert_eq!(desk.read("a.epub"), second);
    save(&desk, "a.md", "# یک\n\nمتن\n");
    watching.until("waiting");
    assert_eq!(desk.read("a.epub"), first);
    let interrupt = Command::new("kill").arg("-INT").arg(watching.child.id().to_string()).status().unwrap();
    assert!(interrupt.success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(130));
}

#[test]
fn what_a_message_uses_is_watched_too() {
    let desk = Desk::with("a.md", "# یک\n\n![عکس](pictures/x.svg)\n");
    let drawing = |side: u32| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='9'><rect width='9' height='9'/></svg>")
    };
    let watching = Watching::start(&desk, &["a.md", "--to", "epub"]);
    assert!(watching.until("waiting").contains("x.svg"));
    // The folder of the missing picture comes into being, with the message saved after it.
    desk.write("pictures/x.svg", drawing(20));
    save(&desk, "a.md", "# یک\n\n![عکس](pictures/x.svg)\n\nمتن\n");
    watching.until("waiting");
    let first = desk.read("a.epub");
    save(&desk, "pictures/x.svg", &drawing(40));
    watching.until("waiting");
    assert_ne!(desk.read("a.epub"), first);
    save(&desk, "bargeh.toml", "title = 'نام'\n");
    watching.until("waiting");
    assert!(desk.read("a.epub") != first);
}

#[test]
fn new_messages_of_a_folder_are_noticed() {
    let desk = Desk::with("letters/a.md", "# یک\n\nمتن\n");
    let watching = Watching::start(&desk, &["letters", "--to", "epub", "-o", "out/"]);
    watching.until("waiting");
    save(&desk, "letters/b.md", "# دو\n\nمتن\n");
    assert!(watching.until("waiting").contains("wrote out/b.epub"));
    assert!(desk.exists("out/a.epub") && desk.exists("out/b.epub"));
}

#[test]
fn folders_that_come_go_and_are_renamed_are_noticed() {
    let desk = Desk::with("letters/a.md", "# یک\n\nمتن\n");
    let watching = Watching::start(&desk, &["letters", "--to", "epub", "-o", "out/"]);
    watching.until("waiting");
    // Two folders at once, with a message that lies there before the inner one is seen.
    desk.write("made/in/b.md", "# دو\n\nمتن\n");
    std::fs::rename(desk.path("made"), desk.path("letters/made")).unwrap();
    watching.until("wrote out/made/in/b.epub");
    watching.until("waiting");
    std::fs::rename(desk.path("letters/made"), desk.path("letters/renamed")).unwrap();
    watching.until("wrote out/renamed/in/b.epub");
    watching.until("waiting");
    // The folder itself, deleted and made again.
    std::fs::remove_dir_all(desk.path("letters")).unwrap();
    watching.until("waiting");
    desk.write("again/c.md", "# سه\n\nمتن\n");
    std::fs::rename(desk.path("again"), desk.path("letters")).unwrap();
    watching.until("wrote out/c.epub");
    watching.until("waiting");
    save(&desk, "letters/d.md", "# چهار\n\nمتن\n");
    watching.until("wrote out/d.epub");
}

#[test]
fn standard_input_cannot_be_watched() {
    Desk::new().run(&["watch", "-"]).ends(2).says("cannot be watched");
}
