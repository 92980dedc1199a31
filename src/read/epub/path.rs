//! Names within a book.

use crate::read::links;

/// The file that an address in another file names, and the place in it; `None` where it
/// leads out of the book.
pub(super) fn resolve(base: &str, address: &str) -> Option<(String, Option<String>)> {
    let (path, place) =
        address.trim().split_once('#').map_or((address.trim(), None), |(path, place)| (path, Some(place)));
    let has_scheme = path.find(':').is_some_and(|colon| !path[..colon].contains('/'));
    if has_scheme || path.starts_with("//") {
        return None;
    }
    let place = place.filter(|place| !place.is_empty()).map(links::decode);
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return Some((base.to_owned(), place));
    }
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => base.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    let path = links::decode(path);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), place))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn names_stay_within_the_book() {
        let path = |address| resolve("OEBPS/text/a.xhtml", address);
        let found = |path: &str, place: Option<&str>| Some((path.to_owned(), place.map(str::to_owned)));
        assert_eq!(path("b%20c.xhtml#x"), found("OEBPS/text/b c.xhtml", Some("x")));
        assert_eq!(path("#y"), found("OEBPS/text/a.xhtml", Some("y")));
        assert_eq!(path("../images/./p.png"), found("OEBPS/images/p.png", None));
        assert_eq!(path("/mimetype"), found("mimetype", None));
        assert_eq!(path("../../../etc/passwd"), None);
        assert_eq!((path("https://example.org/"), path("//example.org/a"), path("mailto:a@b.c")), (None, None, None));
    }
}
