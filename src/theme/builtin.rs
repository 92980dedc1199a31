//! The built-in themes: the files of `src/theme/builtin`.

/// Names and TOML sources; a theme extends only one listed before it.
pub const BUILTIN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/themes.rs"));
