//! What a use case says when it fails: a code for programs, a sentence and a hint for people.
//!
//! Every crate has its own small error type; here they become the contract's codes. Nothing of a name, an address,
//! a token or a server's body comes along.

mod from_config;
pub(crate) mod from_graph;
mod from_lms;
mod from_sign_in;
mod from_store;
mod from_transport;

use crate::view::ErrorView;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value};

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $exit:literal;)+) => {
        /// The codes of the contract, section 2.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// The code as programs see it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The code of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                [$(Self::$name,)+].into_iter().find(|code| code.word() == word)
            }

            /// Exit code of the command line.
            #[must_use]
            pub fn exit(self) -> u8 {
                match self { $(Self::$name => $exit,)+ }
            }
        }
    };
}

codes! {
    /// A fault of the program.
    Internal = "internal", 1;
    /// No room on the disk.
    DiskFull = "disk-full", 1;
    /// The database is not what was written.
    DataDamaged = "data-damaged", 1;
    /// Written by a newer version.
    NewerData = "newer-data", 1;
    /// Answers that make no sense.
    ServerFault = "server-fault", 1;
    /// A link to a server that was not configured.
    UntrustedLink = "untrusted-link", 1;
    /// More than the limits allow.
    TooLarge = "too-large", 1;
    /// Nobody is signed in, or the session ended.
    SignInNeeded = "sign-in-needed", 3;
    /// Refused to this account.
    NotPermitted = "not-permitted", 4;
    /// IT has to consent.
    AdminConsentNeeded = "admin-consent-needed", 4;
    /// No access to call records is set up.
    CallRecordsNotConfigured = "call-records-not-configured", 4;
    /// Somebody else organized the meeting.
    NotOrganizer = "not-organizer", 4;
    /// The tenant blocks sign-in by code.
    DeviceCodeBlocked = "device-code-blocked", 4;
    /// No report yet.
    ReportNotReady = "report-not-ready", 5;
    /// There is nothing, and nothing more is expected.
    ReportEmpty = "report-empty", 5;
    /// The server says it is too old.
    TooOld = "too-old", 5;
    /// The server asked to wait.
    Throttled = "throttled", 5;
    /// No connection, or none wanted.
    Offline = "offline", 6;
    /// The server's certificate is not accepted.
    Tls = "tls", 6;
    /// Input that cannot be used; nothing was changed.
    BadInput = "bad-input", 7;
    /// No such thing here.
    NotFound = "not-found", 7;
    /// The dates of a file can be read in two ways.
    AmbiguousDates = "ambiguous-dates", 7;
    /// A file that is none of those that are read.
    UnknownFormat = "unknown-format", 7;
    /// Changed on the other side.
    Conflict = "conflict", 8;
    /// The data cannot be unlocked.
    Locked = "locked", 9;
    /// Stopped by the user. Not an error in the window; the command line ends as after an interrupt.
    Cancelled = "cancelled", 130;
}

/// A failed use case.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// Code.
    pub code: Code,
    /// What happened and what it means.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// For programs.
    pub details: Box<Map<String, Value>>,
}

impl Error {
    /// An error with its sentence and what to do.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), details: Box::default() }
    }

    /// Input that cannot be used.
    #[must_use]
    pub fn bad_input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::BadInput, message, hint)
    }

    /// No meeting, course or student of this name.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        let hint = "List them to see their ids; the beginning of an id (6 characters or more) is enough.";
        Self::new(Code::NotFound, format!("There is no such {what} in this data folder."), hint)
    }

    /// A fault of the program, named by a fixed word.
    #[must_use]
    pub fn internal(place: &'static str) -> Self {
        Self::new(
            Code::Internal,
            format!("Rollbook made a mistake ({place}); nothing was changed."),
            "Try again. If it happens again, report it with this text.",
        )
    }

    /// The same with one more detail.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }

    /// When to try again, where it is known.
    #[must_use]
    pub fn next_try(&self) -> Option<DateTime<Utc>> {
        let at = self.details.get("retry_at").and_then(Value::as_str)?;
        DateTime::parse_from_rfc3339(at).ok().map(|at| at.to_utc())
    }

    /// The same with the time of the next attempt, where it is known.
    #[must_use]
    pub fn retry_at(self, at: Option<DateTime<Utc>>) -> Self {
        match at {
            Some(at) => self.with("retry_at", at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => self,
        }
    }

    /// As both fronts show it.
    #[must_use]
    pub fn view(&self) -> ErrorView {
        ErrorView {
            code: self.code.word().to_owned(),
            message: self.message.clone(),
            hint: self.hint.clone(),
            details: self.details.clone(),
        }
    }
}
