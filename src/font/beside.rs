//! Guesses the name of the file with a family's bold from that of its regular.

/// Names of the regular weight in file names, each with that of the bold.
const WORDS: &[(&str, &str)] = &[("Regular", "Bold"), ("regular", "bold"), ("REGULAR", "BOLD"), ("Book", "Bold")];
/// Suffixes for names without such a word; the last one is that of Windows
/// (`tahoma.ttf`, `tahomabd.ttf`).
const ENDS: &[&str] = &["-Bold", "_Bold", " Bold", "Bold", "-bold", "bd"];

/// Possible names of the bold next to a font file, most likely first.
#[must_use]
pub fn bold_beside(font: &str) -> Vec<String> {
    let name = font.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let (folder, name) = font.split_at(name);
    let (stem, ending) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
    let swapped = WORDS.iter().filter_map(|(regular, bold)| {
        let at = stem.rfind(regular)?;
        Some(format!("{folder}{}{bold}{}{ending}", &stem[..at], &stem[at + regular.len()..]))
    });
    swapped.chain(ENDS.iter().map(|end| format!("{folder}{stem}{end}{ending}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::bold_beside;

    #[test]
    fn families_are_named_as_their_makers_do() {
        for (regular, bold) in [
            ("fonts/Sahel-Regular.ttf", "fonts/Sahel-Bold.ttf"),
            ("Sahel.ttf", "Sahel-Bold.ttf"),
            ("/a.b/tahoma.ttf", "/a.b/tahomabd.ttf"),
            ("B Nazanin.ttf", "B Nazanin Bold.ttf"),
        ] {
            assert!(bold_beside(regular).iter().any(|name| name == bold), "{regular}: {:?}", bold_beside(regular));
        }
    }
}
