//! Where the preview is: a port of the loopback address, and a token that nobody
//! can guess.

use crate::cli::report::Reporter;
use bargeh::error::system;
use bargeh::{Error, Result, Warning};
use std::fmt::Write as _;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

/// Bytes of the token: 128 bits, as UUIDs and session cookies have.
const TOKEN: usize = 16;

/// The address of a preview.
pub(super) struct Address {
    pub(super) port: u16,
    pub(super) token: String,
}

impl Address {
    /// Listens on a port of 127.0.0.1, which no other machine reaches; 0 is any that
    /// is free.
    pub(super) fn bind(port: u16) -> Result<(TcpListener, Self)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| taken(port, &error))?;
        let port = listener.local_addr().map_err(|error| taken(port, &error))?.port();
        Ok((listener, Self { port, token: token()? }))
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Opens the address in the user's browser, as the system would a link.
    pub(super) fn open(&self, reporter: &Reporter) {
        let (program, first) = match std::env::consts::OS {
            "macos" => ("open", None),
            "windows" => ("rundll32", Some("url.dll,FileProtocolHandler")),
            _ => ("xdg-open", None),
        };
        let mut command = Command::new(program);
        command.args(first).arg(self.url()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Err(error) = command.spawn() {
            let message = format!("no browser was opened: {program}: {}", system(&error));
            reporter.warning("serve", &Warning::new("no-browser", message).hint("open the address yourself"));
        }
    }
}

fn taken(port: u16, error: &io::Error) -> Error {
    Error::Refused {
        message: format!("port {port} cannot be used: {}", system(error)),
        hint: Some("give another `--port`, or none".to_owned()),
    }
}

/// The one thing here that is random: who cannot read the address cannot reach the
/// pages, whatever else runs on this machine or in the browser.
fn token() -> Result<String> {
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes).map_err(|error| Error::Refused {
        message: format!("the system gives no random numbers: {error}"),
        hint: None,
    })?;
    let mut token = String::with_capacity(2 * TOKEN);
    bytes.iter().for_each(|byte| {
        let _ = write!(token, "{byte:02x}");
    });
    Ok(token)
}
