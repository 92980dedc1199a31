//! The themes inside the program.

/// Names and TOML sources; a theme extends only one before it.
pub const BUILTIN: &[(&str, &str)] = &[
    ("plain", include_str!("builtin/plain.toml")),
    ("leaflet", include_str!("builtin/leaflet.toml")),
    ("flyer", include_str!("builtin/flyer.toml")),
    ("poster", include_str!("builtin/poster.toml")),
    ("book", include_str!("builtin/book.toml")),
    ("large-print", include_str!("builtin/large-print.toml")),
];
