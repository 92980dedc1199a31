//! `bargeh sheets`: what `--sheet` knows, and the test of a printer.

use super::args::SheetsArgs;
use super::output::{Existing, Sink};
use super::{persian, voice};
use bargeh::Result;
use bargeh::font::FontBook;
use bargeh::paper::parse_paper;
use bargeh::pdf::PdfOptions;
use bargeh::settings::{Labels, Said, Scheme, Ui};
use std::fmt::Write as _;

/// What becomes of a sheet, for each word of the help.
const SCHEMES: &[(&str, Said)] = &[
    ("none", Said { en: "each page for itself", fa: "هر صفحه برای خود" }),
    (
        "booklet",
        Said {
            en: "sheets in one another, folded once and stapled", fa: "برگ‌های در هم، یک بار تا شده و دوخته"
        },
    ),
    ("bifold", Said { en: "one sheet folded once, 4 pages", fa: "یک برگ با یک تا، ۴ صفحه" }),
    (
        "trifold",
        Said {
            en: "one sheet folded in three, a panel inside, 6 pages", fa: "یک برگ سه‌لت، یک لت در تو، ۶ صفحه"
        },
    ),
    (
        "zfold",
        Said {
            en: "one sheet folded to and fro, 6 pages", fa: "یک برگ با تای رفت و برگشت، ۶ صفحه"
        },
    ),
    (
        "accordion:N",
        Said {
            en: "one sheet folded to and fro in N panels", fa: "یک برگ با تای آکاردئونی در N لت"
        },
    ),
    (
        "zine",
        Said {
            en: "one side, cut in the middle and folded to 8 pages", fa: "یک رو، بریده از میان و تا شده به ۸ صفحه"
        },
    ),
    ("quarter", Said { en: "one side folded twice, 4 pages", fa: "یک رو با دو تا، ۴ صفحه" }),
    ("copies:N", Said { en: "the same page N times, to cut apart", fa: "همان صفحه N بار، برای بریدن" }),
    (
        "stack:N",
        Said {
            en: "N piles to cut and lay on each other in order", fa: "N دسته که پس از برش به ترتیب روی هم می‌آیند"
        },
    ),
    (
        "grid:CxR",
        Said {
            en: "C x R pages side by side in reading order", fa: "C × R صفحه کنار هم به ترتیب خواندن"
        },
    ),
    (
        "labels:NAME",
        Said {
            en: "a sheet of labels, named below", fa: "برگ برچسب، با نامی از فهرست پایین"
        },
    ),
    (
        "labels:CxR@WxH+GX+GY+TOP+SIDE",
        Said {
            en: "labels of any measure in millimetres: columns x rows @ width x height + gaps + margins; without margins in the middle",
            fa: "برچسب با هر اندازه به میلی‌متر: ستون‌ها × سطرها @ پهنا × بلندا + دو فاصله + دو حاشیه؛ بی‌حاشیه در میان کاغذ",
        },
    ),
    (
        "postcard",
        Said {
            en: "postcards, A6: the message, and behind it the side for address and stamp",
            fa: "کارت‌پستال A6: پیام، و پشت آن روی نشانی و تمبر",
        },
    ),
    (
        "tiles:CxR",
        Said {
            en: "a poster over C x R sheets, glued together; the last sheet has the plan",
            fa: "پوستری روی C × R برگ که به هم چسبانده می‌شود؛ نقشه در برگ آخر",
        },
    ),
    (
        "tiles:a2",
        Said {
            en: "a poster of this size over as many sheets as it takes",
            fa: "پوستری به این اندازه روی هر چند برگ که باید",
        },
    ),
    ("badge", Said { en: "name badges, ten to an A4 sheet", fa: "کارت سینه، ده تا روی A4" }),
];

/// Lists, or writes the test.
///
/// # Errors
/// Where the paper is unknown, or the file cannot be written.
pub(super) fn run(args: &SheetsArgs) -> Result<()> {
    if !args.test_print {
        voice::print(&list(persian::language()));
        return Ok(());
    }
    let paper = args.settings.settings()?.sheet_paper.map_or_else(|| parse_paper("a4"), Ok)?;
    let fonts = FontBook::bundled();
    let (print, meta) = bargeh::guide::test_print(paper, &fonts)?;
    let bytes = bargeh::pdf::write(&print, &meta, &fonts, &PdfOptions::default())?;
    let sink = match args.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => Sink::Stdout,
        Some(path) => Sink::File(path.to_owned()),
        None => Sink::File("test-print.pdf".into()),
    };
    sink.check(Existing::Replace, false)?;
    sink.write(&bytes, Existing::Replace).map(|_| ())
}

/// The list.
fn list(ui: Ui) -> String {
    let mm = |length: bargeh::units::Length| (length.to_mm() * 10.0).round() / 10.0;
    let mut text = String::new();
    // Writing to memory cannot fail.
    for word in Scheme::WORDS {
        let about = SCHEMES.iter().find(|(of, _)| of == word).map_or("", |(_, about)| about.to(ui));
        let piece = word.parse().ok().and_then(Scheme::piece);
        let comma = if ui == Ui::Persian { "،" } else { "," };
        let size = piece.map_or(String::new(), |size| format!("{comma} {} x {} mm", mm(size.width), mm(size.height)));
        let _ = writeln!(text, "{word:<14} {}", persian::embedded(&format!("{about}{size}")));
    }
    text.push('\n');
    for (labels, names) in Labels::sold() {
        let (label, paper) = (labels.label, labels.paper.unwrap_or_default());
        let on = if mm(paper.width) == 210.0 { "A4" } else { "Letter" };
        let _ = writeln!(
            text,
            "{:<21} {} x {} mm, {} x {} = {}, {on}",
            format!("labels:{}", names.join(",")),
            mm(label.width),
            mm(label.height),
            labels.columns,
            labels.rows,
            labels.count()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_of_the_help_is_told_in_both_languages() {
        for ui in [Ui::English, Ui::Persian] {
            let list = list(ui);
            for word in Scheme::WORDS {
                let line = list.lines().find(|line| line.split_whitespace().next() == Some(*word)).unwrap();
                assert!(line.len() > word.len() + 10, "{line}");
            }
            assert!(list.contains("labels:L7160,J8160"), "{list}");
        }
    }
}
