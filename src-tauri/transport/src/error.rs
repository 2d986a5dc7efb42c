//! Why a request got no answer. Never carries an address, a header or a body.

use chrono::{DateTime, Utc};
use std::error::Error as _;

/// How a server could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreachable {
    /// The program was told to stay offline.
    Told,
    /// No connection: no network, no such name, refused.
    Connect,
    /// The connection broke, or the answer was cut off.
    Broken,
    /// No answer in time.
    TimedOut,
    /// A proxy asks for a sign-in (407).
    Proxy,
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No answer from the server.
    #[error("the server could not be reached ({0:?})")]
    Offline(Unreachable),
    /// The server's certificate is not accepted.
    #[error("the server's certificate is not accepted")]
    Tls,
    /// The server asks to wait longer than this program waits.
    #[error("the server asked to wait")]
    Throttled {
        /// Until when, where it said so.
        retry_at: Option<DateTime<Utc>>,
    },
    /// More bytes than the limit, after decompression.
    #[error("the answer is too large")]
    TooLarge,
    /// A link in an answer leads elsewhere than to the configured server.
    #[error("a link in the answer leads to another server")]
    UntrustedLink,
    /// An answer that makes no sense.
    #[error("the answer makes no sense ({what})")]
    BadAnswer {
        /// What was expected: a fixed word of the program.
        what: &'static str,
    },
    /// A web page where data was expected: a network's sign-in page, most often.
    #[error("a web page answered in place of the server")]
    Portal,
    /// The user cancelled.
    #[error("cancelled")]
    Cancelled,
    /// An address that is no https address.
    #[error("the address cannot be used")]
    BadAddress,
}

impl Error {
    /// Sorts a failure of the HTTP client by its chain of causes, and drops the rest of it.
    pub(crate) fn sort(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::Offline(Unreachable::TimedOut);
        }
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(known) = of_cause(&inner.to_string().to_lowercase()) {
                return known;
            }
            cause = inner.source();
        }
        if error.is_builder() {
            return Self::BadAddress;
        }
        Self::Offline(if error.is_connect() { Unreachable::Connect } else { Unreachable::Broken })
    }

    /// True for failures that a repeat may mend.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Offline(Unreachable::Connect | Unreachable::Broken | Unreachable::TimedOut))
    }
}

/// Sorts by the fixed words of rustls and of the proxy tunnel, which have no types that reach us.
fn of_cause(text: &str) -> Option<Error> {
    // A handshake that is merely cut off ("tls handshake eof") is a broken connection and may be tried again.
    const TLS: [&str; 7] = [
        "certificate",
        "unknownissuer",
        "received fatal alert",
        "received corrupt message",
        "peer is incompatible",
        "peer misbehaved",
        "received unexpected message",
    ];
    if TLS.iter().any(|word| text.contains(word)) {
        return Some(Error::Tls);
    }
    let proxy = text.contains("proxy authorization required") || text.contains("proxy authentication");
    proxy.then_some(Error::Offline(Unreachable::Proxy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_tls_and_of_proxies_are_known() {
        for text in [
            "invalid peer certificate: unknownissuer",
            "received fatal alert: handshakefailure",
            "received corrupt message of type invalidcontenttype",
            "peer is incompatible: servertlsversionisdisabled",
        ] {
            assert_eq!(of_cause(text), Some(Error::Tls), "{text}");
        }
        let proxy = Some(Error::Offline(Unreachable::Proxy));
        assert_eq!(of_cause("proxy authorization required"), proxy);
        assert_eq!(of_cause("tunnel error: unsuccessful"), None);
        assert_eq!(of_cause("dns error"), None);
        assert_eq!(of_cause("tls handshake eof"), None);
    }
}
