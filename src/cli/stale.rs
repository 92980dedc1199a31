//! Numbered files of an earlier, longer run, which look as if they belonged to the
//! current output. They are reported, not removed: files that this run did not
//! write are never removed.

use super::output::Sink;
use bargeh::Warning;
use bargeh::convert::{Part, Product};
use std::collections::BTreeMap;

/// A warning for the first such file of each kind.
pub(super) fn find(files: &[(Sink, &Product)]) -> Vec<Warning> {
    let mut last = BTreeMap::new();
    for (sink, product) in files {
        if let Part::Numbered(word, number) = product.part {
            let kind = (product.format, product.ending, word);
            last.entry(kind)
                .and_modify(|known: &mut (usize, &Sink)| {
                    if known.0 < number {
                        *known = (number, sink);
                    }
                })
                .or_insert((number, sink));
        }
    }
    let told = |((_, _, word), (count, sink)): ((_, _, &str), (usize, &Sink))| {
        let path = sink.path()?;
        let name = path.file_name()?.to_str()?;
        let (own, next) = (Part::Numbered("", count).suffix(), Part::Numbered("", count + 1).suffix());
        debug_assert!(word.is_empty() || name.contains(word));
        let at = name.rfind(&own)?;
        let stale = path.with_file_name(format!("{}{next}{}", &name[..at], &name[at + own.len()..]));
        stale.is_file().then(|| {
            Warning::new("earlier-file", format!("{} is of an earlier run", stale.display()))
                .hint(format!("this time there are {count} of them; remove it, or it goes out with the others"))
        })
    };
    last.into_iter().filter_map(told).collect()
}
