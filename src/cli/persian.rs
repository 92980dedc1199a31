//! The help in Persian, as far as the table of settings does not give it. A test
//! checks that it matches the existing flags.

use super::args::Cli;
use super::messages::isolated;
use super::options;
use bargeh::settings::{ROWS, Ui};
use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::ffi::OsString;

/// The language of the help: `--ui`, then `BARGEH_UI`, then the locale (POSIX:
/// `LC_ALL` before `LC_MESSAGES` before `LANG`).
pub(super) fn language() -> Ui {
    let args: Vec<OsString> = std::env::args_os().skip(1).take_while(|arg| arg != "--").collect();
    let text = |arg: Option<&OsString>| arg.and_then(|arg| arg.to_str()).map(str::to_owned);
    let after = args.iter().position(|arg| arg == "--ui").and_then(|at| text(args.get(at + 1)));
    let within = args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--ui=").map(str::to_owned));
    if let Some(told) = after.or(within).or_else(|| std::env::var("BARGEH_UI").ok()).and_then(|word| word.parse().ok())
    {
        return told;
    }
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(set).and_then(|name| std::env::var(name).ok());
    let is_persian = |tag: &str| tag.split(['_', '-', '.', '@']).next() == Some("fa");
    if system.as_deref().is_some_and(is_persian) { Ui::Persian } else { Ui::English }
}

/// The command line for help in a language.
pub(super) fn command(ui: Ui) -> Command {
    match ui {
        Ui::English => Cli::command(),
        Ui::Persian => in_persian(Cli::command(), ""),
    }
}

/// The same for a terminal.
pub(super) fn shown(ui: Ui) -> Command {
    match ui {
        Ui::English => command(ui),
        Ui::Persian => in_columns(command(ui)),
    }
}

/// The descriptions of commands; a conversion has no name.
const ABOUT: &[(&str, &str)] = &[
    (
        "",
        "پیامی به فارسی را اعلامیه، دفترچه یا تراکت آمادهٔ چاپ (PDF) می‌کند، یا کتاب الکترونیکی (EPUB)، یا آنچه با گوشی دست به دست می‌شود",
    ),
    ("batch", "کارهایی را که هر یک در سطری به JSON آمده است انجام بده؛ برای GNU parallel، Spark و مانند آن‌ها"),
    ("watch", "هر بار که پیام، یا چیزی که در آن به کار رفته، ذخیره شد دوباره بساز"),
    #[cfg(feature = "serve")]
    ("serve", "هنگام نوشتن پیام صفحه‌هایش را در مرورگر نشان بده، تازه با هر ذخیره"),
    ("clean", "متن را با همان اصلاح‌هایی که در ساختن می‌شود چاپ کن"),
    ("compare", "نشان بده واژه‌های دو پرونده، به هر شکل که باشند، چه فرقی دارند"),
    ("impose", "صفحه‌های هر PDF را روی برگ‌های چاپ بچین"),
    ("inspect", "نشان بده یک پرونده از سازنده‌اش چه می‌گوید"),
    ("themes", "پوسته‌های همراه را نام ببر"),
    ("fonts", "قلم‌های همراه را نام ببر"),
    ("sheets", "چیدمان‌های برگ، و برگ‌های برچسب را که به نام شناخته می‌شوند نام ببر"),
    ("help", "راهنمای یک فرمان، یا `writing`: هر چه در پیام می‌توان نوشت"),
    ("completions", "برنامهٔ کامل‌کنندهٔ فرمان برای پوستهٔ خط فرمان را چاپ کن"),
    ("man", "صفحهٔ راهنما را چاپ کن"),
];

/// The help headings of flags that are not settings.
const HEADINGS: &[(&str, &str)] = &[("Input", "ورودی"), ("Running", "اجرا")];

/// Flags and arguments that are not settings: command (empty: any), name, help.
const HELP: &[(&str, &str, &str)] = &[
    ("clean", "inputs", "متن ساده یا Markdown: پرونده، پوشه، الگو، یا `-` برای ورودی استاندارد"),
    ("clean", "to", "متن اصلاح‌شده را، به هر شکل که آمده باشد، به Markdown چاپ کن"),
    ("compare", "first", "پرونده‌ای که واژه‌هایش درست است، یا `-` برای ورودی استاندارد"),
    ("compare", "second", "پرونده‌ای که با آن سنجیده می‌شود، یا `-`"),
    ("compare", "from", "شکل هر دو، یا هر کدام: md,pdf [پیش‌فرض: از نام و محتوایشان]"),
    ("impose", "input", "هر PDF، یا `-` برای ورودی استاندارد"),
    ("impose", "output", "خروجی [پیش‌فرض: کنار ورودی، با نام چیدمان]"),
    ("sheets", "test_print", "برگی بنویس که می‌گوید چاپگر چه می‌کند: لبه، برگرداندن، جابه‌جایی"),
    ("sheets", "output", "پروندهٔ آزمون [پیش‌فرض: test-print.pdf]"),
    ("inspect", "inputs", "پرونده‌ها، یا `-` برای ورودی استاندارد"),
    ("inspect", "json", "برای هر پرونده یک شیء JSON"),
    ("inspect", "scrub", "یک JPEG یا PNG را بی همهٔ این‌ها از نو بنویس، با همان پیکسل‌ها"),
    ("inspect", "quiet", "تنها آنچه سازنده را می‌شناساند یا دیدنی است"),
    #[cfg(feature = "serve")]
    ("serve", "input", "پیام"),
    #[cfg(feature = "serve")]
    ("serve", "port", "درگاه روی نشانی خود این دستگاه [پیش‌فرض: یکی که آزاد است]"),
    #[cfg(feature = "serve")]
    ("serve", "open", "نشانی را در مرورگر باز کن"),
    ("batch", "jobs", "شمار کارهای هم‌زمان [پیش‌فرض: به شمار پردازنده‌ها]"),
    ("", "inputs", "پیام‌ها: پرونده، پوشه، الگو، یا `-` برای ورودی استاندارد"),
    ("", "output", "خروجی؛ برای چند خروجی یک پوشه؛ `-` خروجی استاندارد است [پیش‌فرض: کنار ورودی]"),
    ("", "no_clobber", "پرونده‌ای را جایگزین نکن"),
    ("", "skip_unchanged", "خروجی‌هایی را که عوض نمی‌شوند دست نزن"),
    ("", "each", "همراه `--data`: برای هر سطر یک پرونده؛ نامشان با `-o 'out/{{name}}.pdf'`"),
    ("", "post", "از خروجی کانال تنها این پست‌ها، مانند 12,15-20"),
    ("", "names", "از خروجی کانال نام نویسندگان هم، و این‌که هر پست از که بازفرستاده شده"),
    ("", "rows", "همراه `--data`: تنها این سطرها، مانند `10-20,35`"),
    ("", "lossy_rows", "همراه `--data`: سطرهای خراب یا بی‌مقدار را کنار بگذار"),
    ("", "encoding", "کدگذاری ورودی، مانند windows-1256 [پیش‌فرض: utf-8]"),
    ("", "lossy", "بایت‌هایی را که متن نیستند با نشانهٔ � جایگزین کن، نه که پیام رد شود"),
    ("", "allow_dir", "پیام‌ها از تصویرها و پرونده‌های این پوشه نیز استفاده کنند"),
    ("", "max_input", "بزرگ‌ترین ورودی به مبی‌بایت"),
    ("", "join", "از همهٔ ورودی‌ها یک سند بساز، هر کدام یک فصل"),
    ("", "jobs", "شمار ساختن‌های هم‌زمان [پیش‌فرض: به شمار پردازنده‌ها]"),
    ("", "fail_fast", "با نخستین ورودی ناموفق بایست"),
    ("", "dry_run", "تنها بگو چه نوشته خواهد شد"),
    ("", "quiet", "جز خطا چیزی نگو"),
    ("", "verbose", "بگو چه می‌شود و هر مرحله چقدر طول می‌کشد"),
    ("", "json", "پیام‌ها به JSON، هر سطر یکی"),
    ("", "strict", "هشدارها را خطا بگیر"),
    ("", "color", "کی رنگ به کار رود: auto، always، never"),
    ("", "jobs_from", "سطرهای JSON که کارها از آن خوانده می‌شود؛ `-` ورودی استاندارد است"),
    ("", "diff", "به جای متن، هر تغییر را با قاعده‌اش نشان بده"),
    ("", "write", "خود پرونده‌ها را عوض کن"),
    ("", "backup", "پرونده را چنان که بود با نام NAME.bak کنارش نگه دار"),
    ("", "rule", "قاعده‌ای را در هر سطحی روشن کن"),
    ("", "no_rule", "قاعده‌ای را خاموش کن"),
    ("", "list_rules", "همهٔ قاعده‌ها را شرح بده"),
    ("", "show", "TOML یک پوسته را چاپ کن تا عوض شود و به `--theme` داده شود"),
    ("", "preview", "از هر پوسته تصویری در پوشه‌ای بگذار تا با دیدن برگزینید"),
    ("themes", "input", "پیامی که در تصویرها می‌آید [پیش‌فرض: نمونه‌ای درخور هر پوسته]"),
    ("", "shell", "پوستهٔ خط فرمان"),
    ("help", "topic", "یک فرمان، یا `writing` [پیش‌فرض: همه]"),
    ("man", "command", "صفحهٔ یک فرمان [پیش‌فرض: صفحهٔ اصلی]"),
];

pub(super) const EXAMPLES: &str = "\
نمونه‌ها:
  bargeh message.md                                  message.pdf، اعلامیهٔ A5
  bargeh message.md -o message.epub                  کتاب الکترونیکی
  bargeh message.md -o message.html                  یک پرونده برای هر گوشی
  bargeh message.md --theme book --sheet booklet     برگ‌های A4 برای تا کردن و دوختن
  bargeh message.md --theme flyer --sheet copies:4   چهار تراکت روی یک کاغذ
  bargeh letters/ --to pdf,epub -o out/              یک پوشه، به هر دو شکل
  bargeh watch message.md                            دوباره با هر ذخیره
  bargeh serve message.md --open                     صفحه‌ها در مرورگر، همراه با نوشتن
  cat message.md | bargeh - -o - > message.pdf       در لوله";

pub(super) const PLACES: &str = "\
هر تنظیم را می‌توان در محیط با نام `BARGEH_NAME` (`BARGEH_FONT_SIZE=12`)، در
سرآغاز پیام، یا در پروندهٔ `bargeh.toml` کنار پیام یا در پوشه‌های بالاتر نیز
داد. نخست گزینه‌ها به شمار می‌آیند، سپس محیط، سرآغاز پیام، `bargeh.toml` و
پوسته.

وضعیت پایان: ۰ انجام شد؛ ۱ ورودی‌ای رد شد یا ناموفق بود، `inspect` چیزی یافت
یا `compare` فرقی؛ ۲ گزینه یا تنظیمی که نمی‌شود؛ ۳ خروجی نوشته نشد؛ ۱۳۰ بریده
شد. `batch` کارهای ناموفق را در نتیجه‌ها می‌گوید و با ۰ پایان می‌یابد.";

const JOBS: &str = "\
کار سطری است مانند
  {\"id\": 1, \"input\": \"a.md\", \"output\": \"a.pdf\", \"options\": {\"theme\": \"flyer\"}}
با `text`: خود پیام، به جای `input`؛ `folder`: جای تصویرهای متن؛ `from`:
شکل آن؛ `to`: یکی از `\"pdf\"` و `\"epub\"` یا فهرستی از آن‌ها؛ `options`:
تنظیم‌ها با نام گزینه‌هایشان. بی `output` بایت‌ها در خود نتیجه بازمی‌گردند،
با نام `base64`. کار ناموفق هم یک نتیجه است.";

// The usage is code and stands on a line of its own: in a Persian one its brackets would
// move to the other end.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}کاربرد:\n  {usage}\n\n{all-args}{after-help}";

/// Translates a command and its subcommands.
fn in_persian(mut command: Command, name: &str) -> Command {
    let about = ABOUT.iter().find(|(of, _)| *of == name).map_or("", |(_, about)| about);
    command = command
        .about(about)
        .long_about(Resettable::Reset)
        .help_template(TEMPLATE)
        .subcommand_help_heading("فرمان‌ها")
        .disable_help_flag(true);
    command = match name {
        "" => command
            .before_help(EXAMPLES)
            .after_help(PLACES)
            .disable_version_flag(true)
            .arg(plain("version", 'V', "شمارهٔ نسخه را چاپ کن").action(ArgAction::Version)),
        "batch" => command.after_help(JOBS),
        _ => command,
    };
    command = command.arg(plain("help", 'h', "راهنما را چاپ کن").action(ArgAction::Help));
    command = command.mut_args(|arg| argument(arg, name));
    command.mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        in_persian(below, &name)
    })
}

/// Embeds what stands behind flags, commands and examples: a terminal that orders
/// bidirectional text takes such a line for a Latin one, and would show Persian
/// around a Latin word from left to right.
fn in_columns(command: Command) -> Command {
    let example = |line: &str| match line.rsplit_once("  ") {
        Some((code, words)) => format!("{code}  {}", embedded(words)),
        None => line.to_owned(),
    };
    // A mark makes a line one from right to left that begins with a Latin word.
    let line = |line: &str| match is_persian(line) {
        true => format!("\u{200f}{}", isolated(line)),
        false => line.to_owned(),
    };
    let lines = |text: String, line: &dyn Fn(&str) -> String| text.lines().map(line).collect::<Vec<_>>().join("\n");
    let command = match command.get_before_help().map(ToString::to_string) {
        Some(text) => command.before_help(lines(text, &example)),
        None => command,
    };
    let command = match command.get_after_help().map(ToString::to_string) {
        Some(text) => command.after_help(lines(text, &line)),
        None => command,
    };
    let command = command.mut_args(|arg| match arg.get_help().map(ToString::to_string) {
        Some(help) => arg.help(embedded(&help)),
        None => arg,
    });
    command.mut_subcommands(|below| {
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        in_columns(below.about(embedded(&about)))
    })
}

/// Persian text from right to left in a line of either direction. Marks, as mlterm
/// mirrors no bracket at the end of an embedding, and as a list of Latin words would
/// run from left to right.
pub(super) fn embedded(text: &str) -> String {
    match is_persian(text) {
        true => format!("\u{202b}{}\u{200f}\u{202c}", isolated(text).replace("، ", "\u{200f}، ")),
        false => text.to_owned(),
    }
}

pub(super) fn is_persian(text: &str) -> bool {
    text.chars().any(|letter| ('ا'..='ی').contains(&letter))
}

/// Closes at the end of a line what is embedded there, and opens it again in the next: a
/// terminal orders each line by itself, and clap breaks them.
pub(super) fn line_by_line(text: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let (before, after) = line.split_once(words).unwrap_or((line, ""));
        out.push_str(before);
        out.extend(&open);
        out.push_str(words);
        for letter in words.chars() {
            match letter {
                '\u{202a}' | '\u{202b}' => open.push(letter),
                '\u{202c}' => drop(open.pop()),
                _ => {}
            }
        }
        for &opened in open.iter().rev() {
            out.push_str(if opened == '\u{202b}' { "\u{200f}\u{202c}" } else { "\u{202c}" });
        }
        out.push_str(after);
    }
    out
}

fn plain(name: &'static str, short: char, help: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).help(help).help_heading("اجرا")
}

fn argument(arg: Arg, command: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let heading = match arg.get_help_heading() {
        _ if arg.is_positional() => Some("چه چیزی"),
        None => Some("گزینه‌ها"),
        Some(heading) => HEADINGS.iter().find(|(english, _)| *english == heading).map(|(_, persian)| *persian),
    };
    if let Some(row) = ROWS.iter().find(|row| row.flag() == id) {
        return arg.help(row.help(Ui::Persian)).help_heading(row.group.heading().fa);
    }
    let help = match id.as_str() {
        "from" => options::format_help(Ui::Persian, "شکل ورودی", bargeh::settings::InputFormat::WORDS, "به نام پرونده"),
        "to" if command != "clean" => options::format_help(
            Ui::Persian,
            "شکل‌های خروجی، با ویرگول لاتین میانشان",
            bargeh::settings::OutputFormat::WORDS,
            "به نام خروجی، وگرنه pdf",
        ),
        _ => match said(command, &id) {
            Some(help) => help.to_owned(),
            None => return arg,
        },
    };
    let listed = arg.get_action().takes_values() && !arg.is_hide_possible_values_set();
    let values: Vec<String> = match listed {
        true => arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
        false => Vec::new(),
    };
    let help = if values.is_empty() { help } else { format!("{help}: {}", values.join("، ")) };
    let arg = if listed { arg.hide_possible_values(true) } else { arg };
    let shows_default = arg.get_action().takes_values() && !arg.is_hide_default_value_set();
    let arg = match arg.get_default_values().first().filter(|_| shows_default) {
        Some(default) => {
            let help = format!("{help} [پیش‌فرض: {}]", default.to_string_lossy());
            arg.help(help).hide_default_value(true)
        }
        None => arg.help(help),
    };
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

fn said(command: &str, id: &str) -> Option<&'static str> {
    let of = |of: &str| HELP.iter().find(|(command, name, _)| *command == of && *name == id).map(|(.., help)| *help);
    of(command).or_else(|| of(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_is_closed_and_opened_again_at_the_ends_of_lines() {
        assert_eq!(
            line_by_line("  --a  \u{202b}یک\n       \u{202a}--b\n       c\u{202c} دو\u{202c}\nسه\n"),
            "  --a  \u{202b}یک\u{200f}\u{202c}\n       \u{202b}\u{202a}--b\u{202c}\u{200f}\u{202c}\n       \u{202b}\u{202a}c\u{202c} دو\u{202c}\nسه\n"
        );
    }

    #[test]
    fn every_command_and_flag_has_help_in_persian() {
        let mut main = command(Ui::Persian);
        main.build();
        for command in std::iter::once(&main).chain(main.get_subcommands()) {
            let name = command.get_name();
            assert!(command.get_about().is_some_and(|about| is_persian(&about.to_string())), "{name}");
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(is_persian(&help), "{name} {}: {help}", arg.get_id());
                assert!(arg.get_help_heading().is_none_or(is_persian), "{name} {}", arg.get_id());
            }
        }
    }

    #[test]
    fn no_help_is_for_a_flag_that_is_gone() {
        let mut main = command(Ui::English);
        main.build();
        let commands: Vec<&Command> = std::iter::once(&main).chain(main.get_subcommands()).collect();
        for (of, id, _) in HELP {
            let has = |command: &&Command| {
                let named = of.is_empty() || command.get_name() == *of;
                named && command.get_arguments().any(|arg| arg.get_id() == id)
            };
            assert!(commands.iter().any(has), "{of} {id}");
        }
        assert_eq!(ABOUT.len(), commands.len());
    }
}
