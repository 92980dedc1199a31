//! `bargeh serve`: the pages of a message in the browser while it is written.
//!
//! ```text
//! files ─ watched ─▶ setter ─ pages ─▶ news ─ answers ─▶ browser
//!                      ▲                        │
//!                      └──── asked: picture ◀───┘
//! ```
//!
//! The main thread sets and draws; another answers on the loopback address, where
//! [`door`] lets in nobody but the page itself. Nothing is written to disk.

mod address;
mod answers;
mod connections;
mod door;
mod page;
mod pages;
mod routes;
mod setter;

use super::args::InputArgs;
use super::interrupt;
use super::options::{self, SettingArgs};
use super::persian;
use super::report::Reporter;
use super::voice::{VoiceArgs, print};
use address::Address;
use answers::Desk;
use bargeh::Result;
use clap::{Args, ValueHint};
use door::Door;
use setter::{Asked, Setter, not_watched};
use std::path::PathBuf;
use std::sync::mpsc::channel;
use tokio::sync::watch;

/// A live preview.
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// The message
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    /// Port on this machine's own address [default: one that is free]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,
    /// Open the address in the browser
    #[arg(long)]
    pub(crate) open: bool,
    #[command(flatten)]
    pub(crate) reading: InputArgs,
    #[command(flatten)]
    pub(crate) settings: SettingArgs<options::Convert>,
    #[command(flatten)]
    pub(crate) voice: VoiceArgs,
}

/// Shows the message until interrupted.
///
/// # Errors
/// Where the flags are wrong, the file is not there, or the port is taken.
pub(crate) fn run(args: &ServeArgs, reporter: &Reporter) -> Result<u8> {
    if args.input.as_os_str() == "-" {
        return Err(not_watched());
    }
    interrupt::end_on_signals();
    let (sender, asked) = channel();
    let events = sender.clone();
    // If the setter is gone, so is the program.
    let mut setter = Setter::new(args, asked, move |event| drop(events.send(Asked::Changed(event))), reporter)?;
    let (listener, address) = Address::bind(args.port.unwrap_or(0))?;
    let (news, latest) = watch::channel(pages::News::default());
    let name = args.input.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let desk = Desk { door: Door::new(&address), page: page::html(&name, persian::language()), news: latest, sender };
    connections::answer(listener, desk)?;
    print(&format!("{}\n", address.url()));
    reporter.note("serve", "open this address in a browser of this machine; Ctrl-C ends the preview");
    if args.open {
        address.open(reporter);
    }
    setter.run(&news)
}
