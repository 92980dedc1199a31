//! A folder to work in and the program run in it.

pub(crate) mod everything;
pub(crate) mod nested;
pub(crate) mod page;
pub(crate) mod text;

use bargeh::settings::{Binding, Kashida};
use bargeh::theme::Theme;
use bargeh::typeset::{Geometry, TextOptions};
use bargeh::units::{Length, Margins, Size};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own, removed at the end.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with one file.
    pub(crate) fn with(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let desk = Self::new();
        desk.write(name, bytes);
        desk
    }

    pub(crate) fn root(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file, its folders made where they are missing.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).symlink_metadata().is_ok()
    }

    /// The names in the folder, sorted; nothing temporary must stay.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.root()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The program, in this folder, with a quiet environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bargeh"));
        command.args(args).current_dir(self.root()).stdin(Stdio::null()).env("LC_ALL", "C");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BARGEH_") || name == "SOURCE_DATE_EPOCH" {
                command.env_remove(name);
            }
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    /// Runs with bytes on standard input.
    pub(crate) fn pipe(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A program that reads no further closes its end: not this side's failure.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output.into()
    }

    /// Runs under limits of the shell, such as `-v 1048576`.
    pub(crate) fn limited(&self, limits: &str, args: &[&str]) -> Ran {
        let program = self.command(args);
        let mut shell = Command::new("bash");
        shell.arg("-c").arg(format!("ulimit {limits}; exec \"$0\" \"$@\"")).arg(program.get_program()).args(args);
        shell.current_dir(self.root()).stdin(Stdio::null()).output().unwrap().into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// It ended well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.ends(0)
    }

    /// It ended with a status, and never by a defect.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert!(!self.stderr.contains("error: internal error"), "{}", self.stderr);
        assert_eq!(self.status, Some(status), "stderr: {}", self.stderr);
        self
    }

    /// Something was said.
    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Self {
        assert!(self.stderr.contains(part), "`{part}` is not in: {}", self.stderr);
        self
    }

    /// Nothing was said.
    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!(self.stderr, "");
        self
    }

    /// Refused with status 1 and a message.
    #[track_caller]
    pub(crate) fn refuses(self, part: &str) -> Self {
        self.ends(1).says("error:").says(part)
    }

    /// Done, with a warning.
    #[track_caller]
    pub(crate) fn warns(self, part: &str) -> Self {
        self.ends(0).says("warning:").says(part)
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }
}

/// A message of a few lines.
pub(crate) const MESSAGE: &str = "# برگه\n\nاین یک پیام است که باید خوانده شود.\n\n- یک\n- دو\n";

/// Pages of one column with the same margin all round, text as the theme says but
/// not stretched: what tests of words and order look at.
pub(crate) fn plain_pages(theme: &Theme, size: Size, margin: Length) -> (Geometry, TextOptions) {
    let geometry = Geometry {
        size,
        margins: Margins { top: margin, outer: margin, bottom: margin, inner: margin },
        columns: 1,
        gap: Length::ZERO,
        mirrored: false,
        binding: Binding::Right,
        bleed: Length::ZERO,
    };
    let options = TextOptions {
        size: theme.size,
        justify: theme.justify,
        kashida: Kashida::Off,
        fit: None,
        greedy: false,
        narrow: theme.justify,
        panels: None,
        booklet: false,
        yields: false,
    };
    (geometry, options)
}
