//! What is told of the rows of a table: a warning that not all of them give names those
//! that do, once for all.

use crate::error::Warning;
use std::collections::BTreeMap;

/// Most rows named in a warning.
const NAMED: usize = 6;

/// The warnings of so many rows, given with the index of their row, each once.
pub(super) fn of_rows(mut told: Vec<(usize, Warning)>, rows: usize) -> Vec<Warning> {
    // Rows are set by several threads.
    told.sort_by_key(|(row, _)| *row);
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<(Warning, Vec<usize>)> = Vec::new();
    for (row, warning) in told {
        let place = warning.place.as_ref().map(|place| (place.file.clone(), place.line));
        let at = *known.entry((warning.code, warning.message.clone(), place)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, of)) if of.last() == Some(&row) => {}
            Some((_, of)) => of.push(row),
            None => groups.push((warning, vec![row])),
        }
    }
    groups.into_iter().map(|(warning, of)| if of.len() < rows { named(warning, &of) } else { warning }).collect()
}

/// A warning with its rows, counted from 1.
fn named(warning: Warning, rows: &[usize]) -> Warning {
    let mut names: Vec<String> = rows.iter().take(NAMED).map(|row| (row + 1).to_string()).collect();
    if rows.len() > NAMED {
        names.push("…".to_owned());
    }
    let (names, message) = (names.join(", "), &warning.message);
    let message = if rows.len() == 1 { format!("row {names}: {message}") } else { format!("rows {names}: {message}") };
    Warning { message, ..warning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_name_their_rows_unless_all_give_them() {
        let told = |of: &[(usize, &str)]| of.iter().map(|(row, text)| (*row, Warning::new("x", *text))).collect();
        let said = |of: &[(usize, &str)], rows| {
            of_rows(told(of), rows).into_iter().map(|warning| warning.message).collect::<Vec<_>>()
        };
        assert_eq!(said(&[(1, "a"), (0, "a"), (1, "b"), (1, "b")], 2), ["a", "row 2: b"]);
        assert_eq!(said(&[(4, "a"), (2, "a")], 9), ["rows 3, 5: a"]);
        let many: Vec<_> = (0..8).map(|row| (row, "a")).collect();
        assert_eq!(said(&many, 9), ["rows 1, 2, 3, 4, 5, 6, …: a"]);
    }
}
