//! The sheets kept in `samples/sheets` are what the README's commands make.
//! `RENEW=1 cargo test --locked --test all samples` makes them anew.

use std::path::Path;
use std::process::Command;

const MARK: &str = "<!-- sheets -->";

/// The commands of the README's block, word by word, without the program.
fn commands() -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = readme.split(MARK).nth(1).unwrap().split("```").nth(1).unwrap().to_owned();
    let lines = block.lines().filter(|line| line.starts_with("bargeh "));
    lines.map(|line| line.split(' ').skip(1).map(str::to_owned).collect()).collect()
}

/// Runs a command in the project's folder, its output going somewhere else.
fn made(command: &[String], output: &Path) -> Vec<u8> {
    let given = command.iter().position(|word| word == "-o").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_bargeh"));
    program.args(&command[..given]).arg("-o").arg(output).arg("-q").current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BARGEH_")) {
        program.env_remove(name);
    }
    let ran = program.output().unwrap();
    assert!(ran.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    std::fs::read(output).unwrap()
}

#[test]
fn sheets_are_what_their_commands_make() {
    let folder = tempfile::tempdir().unwrap();
    let commands = commands();
    let mut kept = Vec::new();
    for command in &commands {
        let name = command.last().unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let bytes = made(command, &folder.path().join("made.pdf"));
        if std::env::var_os("RENEW").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(
            std::fs::read(&path).unwrap() == bytes,
            "{name} is not what its command makes; see the head of this test"
        );
        kept.push(path);
    }
    assert_eq!(kept.len(), 4);
    let there = std::fs::read_dir(kept[0].parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let mut there: Vec<_> = there.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    there.sort();
    kept.sort();
    assert_eq!(there, kept);
}
