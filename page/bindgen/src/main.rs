//! `bindgen MODULE.wasm FOLDER`: makes the module callable from a classic worker.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder] = args.as_slice() else { return Err("bindgen MODULE.wasm FOLDER".into()) };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).out_name("bargeh").no_modules(true)?.typescript(false).remove_name_section(true);
    bindgen.remove_producers_section(true);
    Ok(bindgen.generate(folder)?)
}
