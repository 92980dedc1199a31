//! Whether a message names a table itself.

use crate::read::Limits;

/// Whether a message's front matter seems to name a table: then its braces are
/// holes, and no YAML.
#[must_use]
pub fn names_table(message: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&message[..message.len().min(Limits::USUAL.front_matter)]);
    let mut lines = head.lines().map(str::trim_end);
    let fence = lines.next().map(|line| line.trim_start_matches('\u{feff}'));
    let Some(fence @ ("---" | "+++")) = fence else { return false };
    lines.take_while(|line| *line != fence).any(|line| line.starts_with("data:") || line.starts_with("data ="))
}
