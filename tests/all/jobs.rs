//! Streams of jobs: one result a line, in order, whatever the jobs are.

use crate::support::{Desk, MESSAGE};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn results(desk: &Desk, jobs: &[Value]) -> Vec<Value> {
    let lines: String = jobs.iter().map(|job| format!("{job}\n")).collect();
    let ran = desk.pipe(&["batch", "--jobs-from", "-", "-j2"], lines.as_bytes()).ok();
    ran.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn results_come_in_order_with_errors_among_them() {
    let desk = Desk::with("in/a.md", MESSAGE);
    let jobs = [
        json!({"id": 1, "input": "in/a.md", "output": "a.epub"}),
        json!({"id": "two", "input": "missing.md", "output": "b.epub"}),
        json!({"id": [3], "text": MESSAGE, "to": "epub"}),
        json!({"id": 4, "text": MESSAGE, "to": ["epub"], "options": {"paper": "b9"}}),
        json!({"id": 5}),
    ];
    let results = results(&desk, &jobs);
    let ids: Vec<_> = results.iter().map(|result| result["id"].clone()).collect();
    assert_eq!(ids, [json!(1), json!("two"), json!([3]), json!(4), json!(5)]);
    let ok: Vec<_> = results.iter().map(|result| result["ok"].as_bool().unwrap()).collect();
    assert_eq!(ok, [true, false, true, false, false]);
    assert!(desk.read("a.epub").starts_with(b"PK"));
    assert_eq!(results[1]["error"]["file"], "missing.md");
    assert!(results[2]["outputs"][0]["base64"].as_str().unwrap().starts_with("UEsD"));
    assert_eq!(results[3]["status"], 2);
}

#[test]
fn a_job_may_name_a_folder() {
    let desk = Desk::with("in/a.md", MESSAGE);
    let jobs = [
        json!({"input": "in/a.md", "output": "out/", "to": ["md", "telegram"]}),
        json!({"text": MESSAGE, "output": "out.d/", "to": "html"}),
    ];
    let told = results(&desk, &jobs);
    let paths = |of: &Value| -> Vec<String> {
        let outputs = of["outputs"].as_array().unwrap_or_else(|| panic!("{of}"));
        outputs.iter().map(|output| output["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(paths(&told[0]), ["out/a.md", "out/a.telegram.txt"]);
    assert_eq!(paths(&told[1]), ["out.d/message.html"]);
}

#[test]
fn a_line_that_is_no_job_is_a_result() {
    let desk = Desk::new();
    let ran = desk.pipe(&["batch", "--jobs-from", "-"], b"nonsense\n\n{}\n\xff\xfe\n").ok();
    assert_eq!(ran.out().lines().count(), 3);
    assert!(ran.out().lines().all(|line| line.contains("\"ok\":false")));
    // What can be read of it is given back.
    let results = results(&desk, &[json!({"id": "x", "txt": MESSAGE})]);
    assert_eq!((&results[0]["id"], &results[0]["ok"]), (&json!("x"), &json!(false)));
    assert!(results[0]["error"]["message"].as_str().unwrap().contains("unknown field `txt`"));
}

#[test]
fn a_line_too_long_is_refused_and_the_next_one_done() {
    let desk = Desk::new();
    let long = json!({"text": "ا".repeat(5 << 20)});
    let lines = format!("{long}\n{}\n", json!({"text": MESSAGE, "to": "epub", "output": "x.epub"}));
    let ran = desk.pipe(&["batch", "--jobs-from", "-", "--max-input", "1"], lines.as_bytes()).ok();
    let out = ran.out();
    let results: Vec<&str> = out.lines().collect();
    assert!(results[0].contains("too long"), "{}", results[0]);
    assert!(results[1].contains("\"ok\":true"), "{}", results[1]);
}

#[test]
fn a_driver_may_wait_for_each_result() {
    let desk = Desk::new();
    let mut command = desk.command(&["batch", "--jobs-from", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..5 {
        writeln!(stdin, "{}", json!({"id": id, "text": MESSAGE, "to": "epub"})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let result: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(result["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_job_gives_what_a_single_run_gives() {
    let desk = Desk::with("a.md", MESSAGE);
    desk.run(&["a.md", "-o", "single.epub"]).ok();
    results(&desk, &[json!({"input": "a.md", "output": "job.epub"})]);
    assert_eq!(desk.read("single.epub"), desk.read("job.epub"));
}
