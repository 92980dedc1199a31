//! Whether a plain text is written in Markdown: reports and answers of chat programs are
//! often saved as `.txt` with all their marks.

/// Whether a text has headings (`## …`) and other marks of Markdown. A single kind of
/// sign is not enough: `#` begins comments and tags, and people type `- ` before lines of
/// any text.
pub(in crate::read) fn is_written_in(text: &str) -> bool {
    let headings = text.lines().filter(|line| is_heading(line)).count();
    let any = |test: fn(&str) -> bool| text.lines().any(test);
    headings >= 1 && (any(has_bold) || any(is_table) || any(has_link))
        || headings >= 2 && (any(is_item) || any(is_fence))
}

fn is_heading(line: &str) -> bool {
    let inner = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - inner.len())) && inner.starts_with(' ') && inner.contains(char::is_alphabetic)
}

/// Whether a line has words between two pairs of stars.
fn has_bold(line: &str) -> bool {
    line.split("**").skip(1).step_by(2).any(|words| !words.is_empty() && words.trim() == words)
        && line.matches("**").count() >= 2
}

/// Whether a line parts the head of a table from its rows: `|---|:---:|`.
fn is_table(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5
        && line.starts_with('|')
        && line.contains("--")
        && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

fn has_link(line: &str) -> bool {
    line.split("](").skip(1).any(|rest| rest.starts_with("http") || rest.starts_with('#'))
}

fn is_item(line: &str) -> bool {
    ["- ", "* ", "1. "].iter().any(|mark| line.trim_start().starts_with(mark))
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```")
}

#[cfg(test)]
mod tests {
    use super::is_written_in;

    #[test]
    fn several_kinds_of_marks_show_markdown() {
        for text in [
            "### گزارش\n\nمقدار **زیاد** است.",
            "# یک\n\n| الف | ب |\n|----|:---:|\n| ۱ | ۲ |\n",
            "## یک\n\n- الف\n\n## دو\n\nمتن",
            "# راهنما\n[نشانی](https://example.org)",
        ] {
            assert!(is_written_in(text), "{text}");
        }
        for text in [
            "# نصب\npip install a\n# اجرا\npython a.py\n",
            "#سلام #دنیا\n**مهم**\n- یک\n",
            "گزارش\n\n- یک\n- دو\n۲ ** ۳ ** ۴",
            "# ---\n\n** **",
            "متن | متن\n|---|",
        ] {
            assert!(!is_written_in(text), "{text}");
        }
    }
}
