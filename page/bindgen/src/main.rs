//! `bindgen MODULE.wasm FOLDER [ROUNDS]`: makes the module callable from a classic worker,
//! and packs it: the more rounds, the smaller, each some seconds.

use std::error::Error;
use std::num::NonZeroU64;
use std::path::Path;
use zopfli::{Format, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (module, folder, rounds) = match args.as_slice() {
        [module, folder] => (module, folder, None),
        [module, folder, rounds] => (module, folder, Some(rounds)),
        _ => return Err("bindgen MODULE.wasm FOLDER [ROUNDS]".into()),
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).out_name("bargeh").no_modules(true)?.typescript(false).remove_name_section(true);
    bindgen.remove_producers_section(true);
    bindgen.generate(folder)?;
    match rounds {
        Some(rounds) => pack(Path::new(folder), NonZeroU64::new(rounds.parse()?).ok_or("no round")?),
        None => Ok(()),
    }
}

/// The head of the archive holds no time: the same bytes each time.
fn pack(folder: &Path, rounds: NonZeroU64) -> Result<(), Box<dyn Error>> {
    let module = std::fs::read(folder.join("bargeh_bg.wasm"))?;
    let mut packed = Vec::new();
    let options = Options { iteration_count: rounds, ..Options::default() };
    zopfli::compress(options, Format::Gzip, module.as_slice(), &mut packed)?;
    std::fs::write(folder.join("bargeh_bg.wasm.gz"), packed)?;
    Ok(())
}
