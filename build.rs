//! Packs the fonts, which would be half of the program as they are; the program
//! unpacks those it needs (`src/font/bundled.rs`). Places the program at fixed
//! addresses where that can be done.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=fonts");
    fix_addresses();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for folder in std::fs::read_dir("fonts")? {
        let folder = folder?.path();
        if folder.is_dir() {
            pack_fonts(&folder, &out)?;
        }
    }
    Ok(())
}

/// A program that may lie anywhere has 28,000 addresses to be mended before it
/// begins, a sixth of the time that a message takes, and carries a list of them.
/// Heap, stack and libraries still lie anywhere; that the program itself does
/// not is a price worth paying where all but a few crates is safe Rust.
fn fix_addresses() {
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
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
