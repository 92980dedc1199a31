//! The plan of the house, as `docs/architecture.md` prints it: a room of `src/`
//! imports only rooms listed before it, and the library touches neither disk nor
//! clock, environment, processes or terminal, but for the disk in `files`.

use std::fs;
use std::path::{Path, PathBuf};

/// What only the program may touch. Macros that are read while compiling
/// (`env!`, `include_bytes!`) are no part of it.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "std::time",
    "std::os",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "println!",
    "eprintln!",
    "dbg!",
];

/// The rooms in their order: `typeset`, `typeset/inline`, …
struct Plan(Vec<String>);

impl Plan {
    /// From the list in the document: a line a room, ``- **`room`** What it does``.
    fn read(markdown: &str) -> Self {
        let name = |line: &str| Some(line.trim_start().strip_prefix("- **`")?.split_once("`**")?.0.to_owned());
        let list = markdown.split("\n## ").find(|section| section.starts_with("Who may import whom")).unwrap();
        Self(list.lines().filter_map(name).filter(|room| !room.contains(':')).collect())
    }

    fn rank(&self, room: &str) -> Option<usize> {
        self.0.iter().position(|listed| listed == room)
    }

    fn is_parted(&self, room: &str) -> bool {
        self.0.iter().any(|listed| listed.strip_prefix(room).is_some_and(|rest| rest.starts_with('/')))
    }

    /// What is wrong with an arrow between two modules. They are compared where
    /// their ways part; a module and what it lies in are one room.
    fn fault(&self, from: &[String], to: &[String]) -> Option<String> {
        let shared = from.iter().zip(to).take_while(|(from, to)| from == to).count();
        if shared == from.len() || shared == to.len() {
            return None;
        }
        let parent = from[..shared].join("/");
        if shared > 0 && !self.is_parted(&parent) {
            return None;
        }
        let [from, to] = [from, to].map(|module| module[..=shared].join("/"));
        match (self.rank(&from), self.rank(&to)) {
            (Some(from), Some(to)) if to < from => None,
            (Some(_), Some(_)) => Some(format!("`{from}` imports `{to}`, which comes after it")),
            // What a room holds itself (`typeset::Scale`) is no room.
            (Some(_), None) if shared > 0 => None,
            (None, _) => Some(format!("`{from}` is no room of docs/architecture.md: list it there, in its place")),
            (_, None) => Some(format!("`{from}` imports `{to}`, which is no room of docs/architecture.md")),
        }
    }
}

/// A file of the source.
struct Source {
    path: PathBuf,
    /// Its module, from the root of the crate: `typeset`, `inline`, `shape`.
    module: Vec<String>,
    text: String,
}

impl Source {
    fn read(root: &Path, path: PathBuf) -> Self {
        let inside = path.strip_prefix(root).unwrap().with_extension("");
        let mut module: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if module.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
            module.pop();
        }
        let text = without_comments_and_tests(&fs::read_to_string(&path).unwrap());
        Self { path, module, text }
    }

    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path.display(), self.text[..at].matches('\n').count() + 1)
    }

    /// The modules that its paths name, with their places.
    fn arrows(&self) -> Vec<(usize, Vec<String>)> {
        let mut arrows = Vec::new();
        for word in ["crate::", "super::"] {
            for (at, _) in self.text.match_indices(word) {
                let before = &self.text[..at];
                // `super::super::` is one path; `$crate::` is a macro's.
                if !before.ends_with([':', '$']) && !before.ends_with(|letter: char| letter.is_alphanumeric()) {
                    arrows.extend(paths(&self.text[at..]).into_iter().map(|path| (at, self.resolved(path))));
                }
            }
        }
        arrows
    }

    fn resolved(&self, path: Vec<String>) -> Vec<String> {
        let mut module = self.module.clone();
        let mut path = path.into_iter().peekable();
        if path.next_if(|word| word == "crate").is_some() {
            module.clear();
        }
        while path.next_if(|word| word == "super").is_some() {
            module.pop();
        }
        module.extend(path);
        module
    }
}

/// Every path of a tree as `use` takes it: `crate::{a::B, c::{D, E}}`.
fn paths(text: &str) -> Vec<Vec<String>> {
    fn tree<'a>(mut rest: &'a str, mut path: Vec<String>, all: &mut Vec<Vec<String>>) -> &'a str {
        loop {
            if let Some(inside) = rest.strip_prefix('{') {
                rest = inside.trim_start();
                while !rest.is_empty() && !rest.starts_with('}') {
                    rest = tree(rest, path.clone(), all).trim_start();
                    rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
                }
                return rest.strip_prefix('}').unwrap_or(rest);
            }
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            if end > 0 {
                path.push(word.to_owned());
            }
            match behind.strip_prefix("::") {
                Some(behind) => rest = behind,
                None => {
                    all.push(path);
                    let end = behind.find([',', '}', ';', '\n']).unwrap_or(behind.len());
                    return &behind[end..];
                }
            }
        }
    }
    let mut all = Vec::new();
    tree(text, Vec::new(), &mut all);
    all
}

/// Blanks out line comments and the modules under `#[cfg(test)]`, so that what
/// is left keeps its lines. The code that rustfmt lays out ends a module with a
/// brace under its `mod`.
fn without_comments_and_tests(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut is_next, mut until) = (false, None);
    for line in text.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let hidden = if let Some(end) = until {
            if indent == end && code == "}" {
                until = None;
            }
            true
        } else if is_next && code.contains("mod ") {
            is_next = false;
            until = code.ends_with('{').then_some(indent);
            true
        } else {
            is_next = code == "#[cfg(test)]" || is_next && code.starts_with("#[");
            code.starts_with("//")
        };
        if !hidden {
            out.push_str(line.split(" // ").next().unwrap());
        }
        out.push('\n');
    }
    out
}

/// The files that the tests alone compile: `#[cfg(test)] mod name;`.
fn test_files(root: &Path, path: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(path).unwrap();
    let folder = match path.file_stem().unwrap().to_str().unwrap() {
        "mod" | "lib" | "main" => path.parent().unwrap().to_owned(),
        _ => path.with_extension(""),
    };
    let mut lines = text.lines();
    let mut files = Vec::new();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]"
            && let Some(name) = lines.next().and_then(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        {
            assert!(folder.starts_with(root));
            files.extend([folder.join(format!("{name}.rs")), folder.join(name)]);
        }
    }
    files
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The source of library and program, without what is there for tests alone.
fn sources() -> Vec<Source> {
    let root = Path::new("src");
    let mut files = Vec::new();
    walk(root, &mut files);
    let hidden: Vec<PathBuf> = files.iter().flat_map(|path| test_files(root, path)).collect();
    files.retain(|path| !hidden.iter().any(|hidden| path.starts_with(hidden)));
    files.into_iter().map(|path| Source::read(root, path)).collect()
}

fn plan() -> Plan {
    Plan::read(&fs::read_to_string("docs/architecture.md").unwrap())
}

fn faults(plan: &Plan, source: &Source) -> Vec<String> {
    let fault = |(at, to): (usize, Vec<String>)| {
        let fault = plan.fault(&source.module, &to)?;
        Some(format!("{}: {fault}", source.place(at)))
    };
    source.arrows().into_iter().filter_map(fault).collect()
}

#[test]
fn rooms_import_only_what_comes_before_them() {
    let (plan, sources) = (plan(), sources());
    let faults: Vec<String> = sources.iter().flat_map(|source| faults(&plan, source)).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    let arrows: usize = sources.iter().map(|source| source.arrows().len()).sum();
    assert!(arrows > 500, "only {arrows} arrows were seen");
}

#[test]
fn every_room_is_there() {
    for room in plan().0 {
        let path = Path::new("src").join(&room);
        assert!(path.is_dir() || path.with_extension("rs").is_file(), "docs/architecture.md lists `{room}`");
    }
}

#[test]
fn the_library_touches_nothing_outside() {
    let inside = |source: &&Source| source.module.first().is_some_and(|room| room != "cli" && room != "files");
    let mut faults = Vec::new();
    for source in sources().iter().filter(inside) {
        for word in OUTSIDE {
            let found = source.text.match_indices(word).filter(|&(at, _)| {
                !source.text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            });
            faults.extend(found.map(|(at, _)| format!("{}: {word}", source.place(at))));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn an_arrow_that_runs_back_is_seen() {
    let plan = plan();
    let told = |module: &str, text: &str| {
        let module = module.split('/').map(str::to_owned).collect();
        let source = Source { path: "src/x.rs".into(), module, text: without_comments_and_tests(text) };
        faults(&plan, &source)
    };
    assert_eq!(
        told("frame", "use std::fmt;\nuse crate::pdf::PdfOptions;\n"),
        ["src/x.rs:2: `frame` imports `pdf`, which comes after it"]
    );
    assert_eq!(told("read/html/reader", "use crate::{error::Error, typeset::Scale};\n").len(), 1);
    assert_eq!(told("typeset/blocks/list", "    super::super::pages::flow::flow();\n").len(), 1);
    assert_eq!(told("typeset/inline/line", "use super::super::blocks::block;\n").len(), 1);
    assert_eq!(told("typeset/blocks/list", "use super::setter::Setter;\nuse crate::typeset::Scale;\n").len(), 0);
    assert_eq!(told("attic", "use crate::units::Length;\n").len(), 1);
    assert_eq!(told("units", "#[cfg(test)]\nmod tests {\n    use crate::pdf;\n}\n// crate::pdf\n").len(), 0);
}

#[test]
fn trees_of_imports_are_read() {
    let all = |text: &str| paths(text).iter().map(|path| path.join(" ")).collect::<Vec<_>>();
    assert_eq!(all("crate::a::B;"), ["crate a B"]);
    assert_eq!(all("crate::{a::{B, c as d}, e};"), ["crate a B", "crate a c", "crate e"]);
    assert_eq!(all("super::super::a::b(1, 2)"), ["super super a b"]);
}
