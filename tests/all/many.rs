//! Many messages in one call: each as a single run makes it, and whole at any
//! moment. `tests/many.sh` does the same at length.
#![cfg(unix)]

use crate::support::Desk;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::time::Duration;

/// A folder of messages, each another.
fn letters(count: usize) -> Desk {
    let desk = Desk::new();
    for number in 0..count {
        let text = format!("# پیام {number}\n\nاین پیام شماره‌ی {number} است.\n\n").repeat(1 + number % 5);
        desk.write(&format!("letters/{number:02}.md"), text);
    }
    desk
}

/// The names below a folder, without those that begin with a dot, and how many
/// of the latter there are.
fn outputs(desk: &Desk, folder: &str) -> (Vec<String>, usize) {
    let names = std::fs::read_dir(desk.path(folder)).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let (hidden, mut plain): (Vec<_>, Vec<_>) = names.partition(|name| name.starts_with('.'));
    plain.sort();
    (plain, hidden.len())
}

fn convert_singly(desk: &Desk, count: usize) {
    for number in 0..count {
        desk.run(&[&format!("letters/{number:02}.md"), "--to", "pdf,epub", "-o", "single/"]).ok();
    }
}

#[test]
fn one_call_gives_what_single_runs_give() {
    let desk = letters(20);
    convert_singly(&desk, 20);
    desk.run(&["letters", "--to", "pdf,epub", "-o", "out/", "-j4"]).ok().says("20 done");
    let (names, _) = outputs(&desk, "out");
    assert_eq!(names.len(), 40);
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        let bytes = desk.read(&format!("out/{name}"));
        assert_eq!(bytes, desk.read(&format!("single/{name}")), "{name}");
        assert!(seen.insert(bytes), "{name} is like another");
    }
}

#[test]
fn a_call_that_is_killed_leaves_whole_files() {
    let desk = letters(6);
    convert_singly(&desk, 6);
    let (names, _) = outputs(&desk, "single");
    for (round, signal) in ["INT", "KILL", "TERM", "KILL", "HUP", "KILL", "TERM", "INT"].into_iter().enumerate() {
        for name in &names {
            desk.write(&format!("out/{name}"), "old");
        }
        let mut child = desk.command(&["letters", "--to", "pdf,epub", "-o", "out/", "-q"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30 * round as u64));
        Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        let (left, hidden) = outputs(&desk, "out");
        assert_eq!(left, names, "round {round}");
        for name in &names {
            let bytes = desk.read(&format!("out/{name}"));
            assert!(bytes == b"old" || bytes == desk.read(&format!("single/{name}")), "round {round}: {name} is torn");
        }
        // Only a kill that no program sees may leave temporary files.
        assert!(hidden == 0 || status.signal() == Some(9), "round {round}: {hidden} left by {signal}, {status}");
        for entry in std::fs::read_dir(desk.path("out")).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
}
