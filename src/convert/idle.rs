//! Settings that were asked for and have no effect on the output.

use crate::error::Warning;

use crate::settings::{MadeFrom, OutputFormat, Scheme, Settings};
use crate::units::Size;

/// What a setting applies to.
#[derive(Clone, Copy)]
enum Needs {
    Sheet,
    Booklet,
    Labels,
    /// A sheet whose paper is free.
    Paper,
    /// Pages whose shape is free.
    Shape,
    Pages,
    Pdf,
    Epub,
    Pictures,
    /// EPUB or HTML, which carry fonts.
    Screens,
    /// Files whose photos are made smaller.
    Photos,
    /// Files whose photos are compressed anew.
    Lossy,
    /// Anything but text, which has letters of a font.
    Letters,
}

impl Needs {
    /// Whether a job has what the setting applies to.
    fn is_met(self, settings: &Settings, formats: &[OutputFormat]) -> bool {
        let any = |of: fn(OutputFormat) -> bool| formats.iter().any(|&format| of(format));
        let scheme = settings.sheet.unwrap_or_default();
        match self {
            Self::Sheet => scheme != Scheme::None,
            Self::Booklet => scheme == Scheme::Booklet,
            Self::Labels => matches!(scheme, Scheme::Labels(_)),
            Self::Paper => {
                let same = |a: Size, b: Size| a.width.is_near(b.width) && a.height.is_near(b.height);
                let (sold, given) = (scheme.labels().and_then(|labels| labels.paper), settings.sheet_paper);
                sold.zip(given).is_none_or(|(sold, given)| same(sold, given) || same(sold, given.turned()))
            }
            Self::Shape => !scheme.holds_whole() || settings.paper.is_some(),
            Self::Pages => any(|format| format.made_from() == MadeFrom::Print) || settings.page_list == Some(true),
            Self::Pdf => any(|format| format == OutputFormat::Pdf),
            Self::Epub => any(|format| format == OutputFormat::Epub),
            Self::Pictures => any(OutputFormat::is_picture),
            Self::Screens => any(|format| matches!(format, OutputFormat::Epub | OutputFormat::Html)),
            Self::Photos => any(|format| matches!(format, OutputFormat::Pdf | OutputFormat::Epub)),
            Self::Lossy => any(|format| !format.is_text() && format != OutputFormat::Png),
            Self::Letters => any(|format| !format.is_text()),
        }
    }

    /// What is missing, and how to ask for it.
    const fn missing(self) -> (&'static str, &'static str) {
        match self {
            Self::Sheet => ("a sheet", "add `--sheet`, such as `--sheet booklet`"),
            Self::Booklet => ("a booklet", "add `--sheet booklet`"),
            Self::Labels => ("labels", "add `--sheet labels:NAME`; `bargeh sheets` lists them"),
            Self::Paper => (
                "sheets without a paper of their own",
                "these labels are sold on paper of their own size: print on that, or give their measures",
            ),
            Self::Shape => (
                "pages without a shape of their own",
                "labels, badges and postcards lie as they are; `--paper` gives cards another size",
            ),
            Self::Pages => ("pages", "add `--to pdf`"),
            Self::Pdf => ("a PDF", "add `--to pdf`"),
            Self::Epub => ("an EPUB", "add `--to epub`"),
            Self::Pictures => ("pictures of pages", "add `--to png`"),
            Self::Screens => ("an EPUB or HTML", "add `--to epub`"),
            Self::Photos => ("a PDF or EPUB", "add `--to pdf`"),
            Self::Lossy => ("files with compressed pictures", "add `--to pdf`"),
            Self::Letters => ("files with letters of a font", "add `--to pdf`"),
        }
    }
}

/// A setting: its name, whether it is given, and what it applies to.
type Row = (&'static str, fn(&Settings) -> bool, Needs);

const ROWS: &[Row] = &[
    ("theme", |given| given.theme.is_some(), Needs::Letters),
    ("font", |given| given.font.is_some(), Needs::Letters),
    ("font-bold", |given| given.font_bold.is_some(), Needs::Letters),
    ("font-size", |given| given.font_size.is_some(), Needs::Pages),
    ("justify", |given| given.justify.is_some(), Needs::Pages),
    ("kashida", |given| given.kashida.is_some(), Needs::Pages),
    ("paper", |given| given.paper.is_some(), Needs::Pages),
    ("margin", |given| given.margin.is_some(), Needs::Pages),
    ("columns", |given| given.columns.is_some(), Needs::Pages),
    ("binding", |given| given.binding.is_some(), Needs::Pages),
    ("sheet", |given| given.sheet.is_some(), Needs::Pages),
    ("duplex", |given| given.duplex.is_some(), Needs::Pages),
    ("marks", |given| given.marks.is_some(), Needs::Pages),
    ("bleed", |given| given.bleed.is_some(), Needs::Pages),
    ("back-cover", |given| given.back_cover == Some(true), Needs::Sheet),
    ("sheet-paper", |given| given.sheet_paper.is_some(), Needs::Sheet),
    ("sheet-paper", |given| given.sheet_paper.is_some(), Needs::Paper),
    ("landscape", |given| given.landscape == Some(true), Needs::Shape),
    ("printable", |given| given.printable.is_some(), Needs::Sheet),
    ("back-shift", |given| given.back_shift.is_some(), Needs::Sheet),
    ("proof", |given| given.proof == Some(true), Needs::Sheet),
    ("creep", |given| given.creep.is_some(), Needs::Booklet),
    ("skip-labels", |given| given.skip_labels.is_some(), Needs::Labels),
    ("signature", |given| given.signature.is_some(), Needs::Booklet),
    ("fit", |given| given.fit.is_some(), Needs::Pages),
    ("header", |given| given.header.is_some(), Needs::Pages),
    ("first-page", |given| given.first_page.is_some(), Needs::Pages),
    ("pdf", |given| given.pdf.is_some(), Needs::Pdf),
    ("text-layer", |given| given.text_layer.is_some(), Needs::Pdf),
    ("page-list", |given| given.page_list == Some(true), Needs::Epub),
    ("epub-css", |given| given.epub_css.is_some(), Needs::Epub),
    ("full-pictures", |given| given.full_pictures == Some(true), Needs::Photos),
    ("image-quality", |given| given.image_quality.is_some(), Needs::Lossy),
    ("no-embed-fonts", |given| given.embed_fonts == Some(false), Needs::Screens),
    ("ppi", |given| given.ppi.is_some(), Needs::Pictures),
    ("card", |given| given.card.is_some(), Needs::Pictures),
    ("cards", |given| given.cards.is_some(), Needs::Pictures),
    ("card-theme", |given| given.card_theme.is_some(), Needs::Pictures),
    ("alt", |given| given.alt == Some(true), Needs::Pictures),
];

/// A warning for each setting that was `asked` for on the command line and has
/// no effect, given the merged `settings` and these formats. Settings of front
/// matter or `bargeh.toml` are not judged: they may be meant for other outputs.
#[must_use]
pub fn idle(asked: &Settings, settings: &Settings, formats: &[OutputFormat]) -> Vec<Warning> {
    let idle = ROWS.iter().filter(|(_, is_given, needs)| is_given(asked) && !needs.is_met(settings, formats));
    idle.map(|(flag, _, needs)| idle_setting(flag, needs.missing())).collect()
}

/// The warning of a flag that has no effect: what it is for, and a hint.
pub(crate) fn idle_setting(flag: &str, (missing, hint): (&str, &str)) -> Warning {
    Warning::new("idle-setting", format!("--{flag} does nothing here: it is for {missing}")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::ROWS as SETTINGS;

    #[test]
    fn every_row_is_a_setting_that_its_example_gives() {
        for (flag, is_given, _) in ROWS {
            let row = SETTINGS.iter().find(|row| row.flag() == *flag).unwrap_or_else(|| panic!("{flag}"));
            let mut settings = Settings::default();
            assert!(!is_given(&settings), "{flag}");
            settings.set(row.key, row.example).unwrap();
            assert!(is_given(&settings), "{flag}");
        }
    }

    #[test]
    fn what_does_something_is_not_told() {
        let mut settings = Settings::default();
        settings.set("creep", "0.1").unwrap();
        assert_eq!(idle(&settings, &settings, &[OutputFormat::Pdf])[0].code, "idle-setting");
        settings.set("sheet", "booklet").unwrap();
        assert!(idle(&settings, &settings, &[OutputFormat::Pdf]).is_empty());
        assert!(idle(&Settings::default(), &settings, &[OutputFormat::Text]).is_empty());
    }
}
