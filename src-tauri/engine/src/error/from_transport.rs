//! Faults on the way to a server in the contract's codes.

use super::{Code, Error};
use rollbook_transport::{Error as Transport, Unreachable};

impl From<Transport> for Error {
    fn from(error: Transport) -> Self {
        let kept = "What was fetched before is as it was.";
        let new = |code, message: &str, hint: &str| Self::new(code, format!("{message} {kept}"), hint);
        match error {
            Transport::Offline(Unreachable::Told) => new(
                Code::Offline,
                "Rollbook was told to stay offline, so nothing was asked.",
                "Try again without --offline.",
            ),
            Transport::Offline(Unreachable::Proxy) => new(
                Code::Offline,
                "The network's proxy asks for a sign-in that Rollbook cannot give.",
                "Try another network, or ask IT for a way past the proxy. Sign-in by NTLM or Kerberos and PAC files are not supported.",
            ),
            Transport::Offline(Unreachable::Connect) => {
                new(Code::Offline, "The server cannot be reached.", "Check the network and try again.")
            }
            Transport::Offline(Unreachable::Broken) => {
                new(Code::Offline, "The connection broke off before the answer was complete.", "Try again.")
            }
            Transport::Offline(Unreachable::TimedOut) => {
                new(Code::Offline, "The server did not answer in time.", "Try again later.")
            }
            Transport::Portal => new(
                Code::Offline,
                "A web page answered in place of the server: most often the sign-in page of a guest network.",
                "Open the browser, sign in to the network, and try again.",
            ),
            Transport::Tls => new(
                Code::Tls,
                "The server's certificate is not accepted, so nothing was sent.",
                "Check the computer's clock and the network; on a managed network ask IT.",
            ),
            Transport::Throttled { retry_at } => {
                new(Code::Throttled, "The server asks to come back later.", "Try again then.")
                    .retry_at(retry_at)
            }
            Transport::TooLarge => new(
                Code::TooLarge,
                "The server's answer is larger than any real one.",
                "Check the server's address, or tell its administrators.",
            ),
            Transport::UntrustedLink => new(
                Code::UntrustedLink,
                "The server's answer leads to another server, which was not asked.",
                "Check the server's address, or tell its administrators.",
            ),
            Transport::BadAnswer { what } => new(
                Code::ServerFault,
                &format!("The server's answer makes no sense ({what})."),
                "Try again later.",
            )
            .with("expected", what),
            Transport::BadAddress => Self::bad_input(
                "A server's address in the settings cannot be used.",
                "It must begin with https:// (http:// is for this machine only).",
            ),
            Transport::Cancelled => {
                Self::new(Code::Cancelled, format!("Stopped. {kept}"), "Start again when you like.")
            }
        }
    }
}
