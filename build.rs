//! Packs the fonts, which would be half of the program as they are. The
//! program unpacks those it needs (`src/font/bundled.rs`).

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=fonts");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for folder in std::fs::read_dir("fonts")? {
        let folder = folder?.path();
        if folder.is_dir() {
            pack_fonts(&folder, &out)?;
        }
    }
    Ok(())
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
