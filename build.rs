//! Packs the fonts, which would be half of the program as they are; the program
//! unpacks those it needs (`src/font/bundled.rs`). Spares the program work before
//! it begins, where that can be done.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=fonts");
    println!("cargo::rerun-if-changed={THEMES}");
    // Of the program alone: what links the library decides for itself.
    if std::env::var_os("CARGO_FEATURE_CLI").is_some() {
        if is_glibc() {
            fix_addresses();
            unwind_alone();
        }
        if is_target("OS", "linux") && std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
            leave_out_names();
        }
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for folder in std::fs::read_dir("fonts")? {
        let folder = folder?.path();
        if folder.is_dir() {
            pack_fonts(&folder, &out)?;
        }
    }
    list_themes(&out)?;
    Ok(())
}

/// The folder of the built-in themes: a TOML file each.
const THEMES: &str = "src/theme/builtin";

/// Lists the themes, so that a new one is a new file and nothing else: those
/// that extend none first, then those that extend them.
fn list_themes(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut left = BTreeMap::new();
    for file in std::fs::read_dir(THEMES)? {
        let path = file?.path();
        let source = std::fs::read_to_string(&path)?;
        let extends = source
            .lines()
            .find_map(|line| line.strip_prefix("extends")?.trim_start().strip_prefix('='))
            // In quotes of either kind; a remark may follow.
            .and_then(|base| base.trim_start().split(['"', '\'']).nth(1))
            .map(str::to_owned);
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a theme's name is UTF-8")?.to_owned();
        left.insert(name, (extends, path.canonicalize()?));
    }
    let mut names: Vec<String> = Vec::new();
    let mut rows = String::new();
    while let Some(name) = left
        .iter()
        .find(|(_, (base, _))| base.as_ref().is_none_or(|base| names.contains(base)))
        .map(|(name, _)| name.clone())
    {
        let (_, path) = left.remove(&name).ok_or("it is in the list")?;
        rows += &format!("({name:?}, include_str!({path:?})),\n");
        names.push(name);
    }
    if let Some(name) = left.keys().next() {
        return Err(format!("{THEMES}/{name}.toml extends a theme that there is not").into());
    }
    std::fs::write(out.join("theme_names.rs"), format!("{names:?}"))?;
    std::fs::write(out.join("themes.rs"), format!("[{rows}]"))?;
    Ok(())
}

/// A program that may lie anywhere has 28,000 addresses to be mended before it
/// begins, a sixth of the time that a message takes, and carries a list of them.
/// Heap, stack and libraries still lie anywhere; that the program itself does
/// not is a price worth paying where all but a few crates is safe Rust.
fn fix_addresses() {
    println!("cargo::rustc-link-arg-bins=-no-pie");
}

/// Puts what unwinds the stack into the program, where the linker has it as an
/// archive: one library less to load.
fn unwind_alone() {
    const ARCHIVE: &str = "libgcc_eh.a";
    let linker = std::env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let asked = Command::new(linker).arg(format!("-print-file-name={ARCHIVE}")).output();
    // Without one, the answer is the bare name.
    let found = asked.is_ok_and(|said| Path::new(String::from_utf8_lossy(&said.stdout).trim()).is_absolute());
    if found && std::env::var("HOST") == std::env::var("TARGET") {
        println!("cargo::rustc-link-lib=gcc_eh");
    }
}

/// Two megabytes of names of functions, which `strip` in the profile is to leave
/// out: Cargo 1.95 forgets it where the profile has a word for this package, too.
fn leave_out_names() {
    println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
}

/// Whether the program is linked with the system's own C library.
fn is_glibc() -> bool {
    is_target("OS", "linux") && is_target("ENV", "gnu") && !is_target("FEATURE", "crt-static")
}

/// Whether a word is among those that Cargo has for the target.
fn is_target(key: &str, word: &str) -> bool {
    let words = std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    words.split(',').any(|one| one == word)
}

fn pack_fonts(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".ttf")) else {
            continue;
        };
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&std::fs::read(&path)?)?;
        std::fs::write(out.join(format!("{name}.z")), packer.finish()?)?;
    }
    Ok(())
}
