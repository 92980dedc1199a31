//! The command line's arguments. Settings that other places can give too come
//! from the table of settings ([`super::options`]); the rest is here.

use super::clean::CleanArgs;
use super::compare::CompareArgs;
use super::impose::ImposeArgs;
use super::inspect::InspectArgs;
use super::options::{self, SettingArgs};
use super::persian;
use super::voice::VoiceArgs;
use bargeh::data::Rows;
use bargeh::read::Limits;
use bargeh::settings::{InputFormat, OutputFormat, THEMES, Ui, nearest};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// Shown first in `--help`: what most people want to do.
pub(super) const EXAMPLES: &str = "\
Examples:
  bargeh message.md                                  message.pdf, an A5 leaflet
  bargeh message.md -o message.epub                  an e-book
  bargeh message.md -o message.html                  one file for any phone
  bargeh message.md --theme book --sheet booklet     A4 sheets to fold and staple
  bargeh message.md --theme flyer --sheet copies:4   four flyers on a sheet
  bargeh letters/ --to pdf,epub -o out/              a whole folder, both formats
  bargeh watch message.md                            again on every save
  bargeh serve message.md --open                     its pages in the browser as you write
  cat message.md | bargeh - -o - > message.pdf       in a pipe";

/// The help's sections in the order people read them.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Shown last: where settings come from, and how a run ends.
pub(super) const PLACES: &str = "\
Every setting under Page, Text, Sheet, Parts, Files and Source can also be
given as BARGEH_NAME in the environment (BARGEH_FONT_SIZE=12), in a message's
front matter, or in a file bargeh.toml beside the message or in a folder
above. Flags come first, then the environment, front matter, bargeh.toml, the
theme.

Exit status: 0 done; 1 some input was refused or failed, `inspect` found
something or `compare` a difference; 2 a flag or a setting that cannot be; 3 an
output could not be written; 130 interrupted. `batch` tells of jobs that failed
in its results, and ends in 0.";

/// The fields of a line of the stream.
const JOBS: &str = "\
A job is a line such as
  {\"id\": 1, \"input\": \"a.md\", \"output\": \"a.pdf\", \"options\": {\"theme\": \"flyer\"}}
with `text`: the message itself, instead of `input`; `folder`: where the
pictures of a text are; `from`: its form; `to`: \"pdf\", \"epub\" or a list;
`options`: settings by the names of their flags. Without `output` the bytes
come back in the result, as `base64`. A job that fails is a result.";

/// Turns messages written in Persian into print-ready PDF leaflets, booklets
/// and flyers, EPUB books, or what is passed on with a phone.
#[derive(Debug, Parser)]
#[command(
    name = "bargeh",
    version,
    about,
    before_help = EXAMPLES,
    after_help = PLACES,
    help_template = TEMPLATE,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) convert: ConvertArgs,
}

/// The arguments of a conversion only, tried first: most runs are conversions,
/// and building the flags of all commands takes as long as typesetting a
/// message.
#[derive(Debug, Parser)]
pub(super) struct Conversion {
    #[command(flatten)]
    convert: ConvertArgs,
}

impl Cli {
    /// Parses the command line this program was called with.
    pub(crate) fn from_environment() -> Result<Self, clap::Error> {
        let first = std::env::args_os().nth(1);
        if !first.is_some_and(|word| word.to_str().is_some_and(Command::has_subcommand))
            && let Ok(Conversion { convert }) = Conversion::try_parse()
        {
            return Ok(Self { command: None, convert });
        }
        // Help and errors come from the full command.
        Self::from_arg_matches(&persian::shown(persian::language()).try_get_matches()?)
    }

    /// The command that a word is probably a misspelling of, if it is a bare
    /// word and not a file name.
    pub(crate) fn command_like(word: &Path) -> Option<String> {
        let word = word.to_str().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
        let names: Vec<String> = Self::command().get_subcommands().map(|command| command.get_name().into()).collect();
        nearest(word, &names.iter().map(String::as_str).collect::<Vec<_>>()).map(str::to_owned)
    }
}

/// What can be done besides converting.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run jobs given as JSON lines; for GNU parallel, Spark and the like
    Batch(BatchArgs),
    /// Convert again whenever a message or what it uses is saved
    Watch(WatchArgs),
    /// Show the pages in the browser while the message is written, renewed on every save
    #[cfg(feature = "serve")]
    Serve(super::serve::ServeArgs),
    /// Print the source with the changes that conversion makes
    Clean(CleanArgs),
    /// Show how the words of two files differ, whatever their forms
    Compare(CompareArgs),
    /// Lay the pages of any PDF on sheets
    Impose(ImposeArgs),
    /// Show what a file says about its maker
    Inspect(InspectArgs),
    /// List the built-in themes
    Themes(ThemesArgs),
    /// List the bundled fonts
    Fonts(SettingArgs<options::Fonts>),
    /// List the schemes of sheets, and the sheets of labels that are known by name
    Sheets(SheetsArgs),
    /// Help about a command, or `writing`: everything that can stand in a message
    Help {
        /// A command, or `writing` [default: all]
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
        #[command(flatten)]
        settings: SettingArgs<options::Help>,
    },
    /// Print a completion script
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    Man {
        /// The page of a command [default: the main page]
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
        #[command(flatten)]
        settings: SettingArgs<options::Man>,
    },
}

impl Command {
    /// Whether it works on messages or sheets, with the settings of the environment.
    pub(super) fn reads_settings(&self) -> bool {
        match self {
            Self::Watch(_) | Self::Clean(_) | Self::Compare(_) | Self::Impose(_) | Self::Batch(_) => true,
            #[cfg(feature = "serve")]
            Self::Serve(_) => true,
            _ => false,
        }
    }
}

/// Inputs, outputs and settings of a conversion.
#[derive(Args, Clone, Debug)]
pub(crate) struct ConvertArgs {
    /// Messages: files, folders, globs, or `-` for stdin
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Make one document of all inputs, a chapter each
    #[arg(long, help_heading = "Input")]
    pub(crate) join: bool,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Convert>,
    #[command(flatten)]
    pub(crate) running: RunArgs,
    #[command(flatten)]
    pub(crate) voice: VoiceArgs,
}

/// Where outputs go.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct OutputArgs {
    /// The output; a folder for several; `-` is stdout [default: beside the input]
    #[arg(short, long, value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',', help = options::format_help(Ui::English, "Formats, with commas between", OutputFormat::WORDS, "by the output's name, else pdf"),
        value_parser = options::Offering(OutputFormat::WORDS), hide_possible_values = true)]
    pub(crate) to: Vec<String>,
    /// Refuse to replace files
    #[arg(long)]
    pub(crate) no_clobber: bool,
    /// Leave outputs alone that would not change
    #[arg(long)]
    pub(crate) skip_unchanged: bool,
    /// With --data: a file for each row; -o 'out/{{name}}.pdf' names them
    #[arg(long)]
    pub(crate) each: bool,
}

/// How inputs are read.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    #[arg(short, long, value_name = "FORMAT", help = options::format_help(Ui::English, "Form of the input", InputFormat::WORDS, "by its name"),
        value_parser = options::Offering(InputFormat::WORDS), hide_possible_values = true)]
    pub(crate) from: Option<String>,
    /// Encoding of the input, such as windows-1256 [default: utf-8]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Replace bytes that are no text instead of refusing them
    #[arg(long)]
    pub(crate) lossy: bool,
    /// Of a channel's export: only these posts, such as 12,15-20
    #[arg(long, value_name = "LIST")]
    pub(crate) post: Option<String>,
    /// Of a channel's export: also who wrote, and from whom something was forwarded
    #[arg(long)]
    pub(crate) names: bool,
    /// With --data: only these rows, such as 10-20,35
    #[arg(long, value_name = "A-B", value_parser = clap::value_parser!(Rows))]
    pub(crate) rows: Option<Rows>,
    /// With --data: leave out rows that are broken or lack a value
    #[arg(long)]
    pub(crate) lossy_rows: bool,
    /// Let messages use pictures and files of this folder, too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) allow_dir: Vec<PathBuf>,
    /// Largest input in MiB
    #[arg(long, value_name = "MIB", default_value_t = (Limits::USUAL.bytes >> 20) as u16, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) max_input: u16,
}

/// How the work is done.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Running")]
pub(crate) struct RunArgs {
    /// How many conversions at once [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Stop at the first input that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Only say what would be written
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,
}

/// Jobs from a stream.
#[derive(Args, Debug)]
#[command(after_help = JOBS)]
pub(crate) struct BatchArgs {
    /// JSON lines to read jobs from; `-` is stdin
    #[arg(long, value_name = "FILE|-", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) jobs_from: PathBuf,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Batch>,
    /// How many jobs at once [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
}

/// A conversion that is repeated.
#[derive(Args, Debug)]
pub(crate) struct WatchArgs {
    #[command(flatten)]
    pub(crate) convert: ConvertArgs,
    /// How long, in milliseconds, the files must rest before the conversion
    #[arg(long, value_name = "MS", default_value_t = 150, hide = true)]
    pub(crate) rest: u64,
}

/// Sheets.
#[derive(Args, Debug)]
pub(crate) struct SheetsArgs {
    /// Write a sheet that says what a printer does: its edge, its flip, its shift
    #[arg(long)]
    pub(crate) test_print: bool,
    /// The file of the test [default: test-print.pdf]
    #[arg(short, long, value_name = "FILE|-", requires = "test_print", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Sheets>,
}

/// Themes.
#[derive(Args, Debug)]
pub(crate) struct ThemesArgs {
    /// Print a theme's TOML, to be changed and given to `--theme`
    #[arg(long, value_name = "NAME", value_parser = options::Offering(THEMES), hide_possible_values = true)]
    pub(crate) show: Option<String>,
    /// Write a picture of each theme into a folder, to choose by looking
    #[arg(long, value_name = "DIR", conflicts_with = "show", value_hint = ValueHint::DirPath)]
    pub(crate) preview: Option<PathBuf>,
    /// The message in the pictures [default: a sample of the kind each theme is for]
    #[arg(value_name = "INPUT", requires = "preview", value_hint = ValueHint::FilePath)]
    pub(crate) input: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Themes>,
}
