//! What can go wrong with an LMS, in words that tell the instructor what happened and who can mend it.
//!
//! `Display` and `Debug` carry no token, name, address or body. What the server said in its own words is kept apart
//! ([`LmsError::server_says`]), cleaned, for the instructor's eyes only.

use crate::address::AddressFault;
use crate::moodle::MoodleFault;
use crate::paging::PagingFault;
use crate::server_text::ServerText;
use chrono::{DateTime, Utc};

/// Why a call of the LMS failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LmsError {
    /// The configured address cannot be used; nothing was sent.
    #[error("the LMS address cannot be used: {0}")]
    BadAddress(AddressFault),
    /// The token holds characters that no token has; nothing was sent.
    #[error("the LMS token cannot be sent")]
    UnusableToken,
    /// This LMS, or the way the token goes, has no such call; nothing was sent.
    #[error("the LMS has no such call")]
    Unsupported,
    /// An id that cannot be part of an address; nothing was sent.
    #[error("an id that the LMS cannot have")]
    BadId,
    /// 401: the token is wrong, revoked or expired.
    #[error("the LMS does not accept the token")]
    BadToken,
    /// 403: the token is good, its owner may not do this.
    #[error("the LMS does not permit this")]
    NotPermitted(Option<ServerText>),
    /// 404 or 410: no such course or meeting for this token, or no such service at this address.
    #[error("the LMS does not know this")]
    NotFound(Option<ServerText>),
    /// 409: the meeting is locked, or an earlier attempt is still being worked on.
    #[error("the LMS is still busy with this meeting")]
    Busy(Option<ServerText>),
    /// 412: somebody else changed the marks since they were read; nothing was written.
    #[error("the marks were changed by somebody else")]
    Conflict,
    /// 428, or an LMS that gives its marks no version: it cannot be written safely.
    #[error("the marks have no version to compare")]
    NoVersion,
    /// The session is a draft that the LMS takes no marks for; nothing was written.
    #[error("the session is not published")]
    Unpublished,
    /// 422 and other refusals of this very request.
    #[error("the LMS refused the request (status {status})")]
    Refused {
        /// HTTP status.
        status: u16,
        /// The LMS's own words.
        says: Option<ServerText>,
    },
    /// 429, or 503 with a time to come back.
    #[error("the LMS asks to come back later")]
    Throttled {
        /// Not before this time, where the LMS says it.
        retry_at: Option<DateTime<Utc>>,
    },
    /// 5xx: the LMS is down or faulty.
    #[error("the LMS failed (status {status})")]
    Down {
        /// HTTP status.
        status: u16,
    },
    /// A web page or a redirect instead of an answer: a login page, a captive portal, a wrong address.
    #[error("a web page answered instead of the LMS")]
    Portal,
    /// The answer cannot be what it should be.
    #[error("the answer of the LMS makes no sense ({0})")]
    Nonsense(Nonsense),
    /// A link in the answer leads elsewhere; it was not followed.
    #[error("the LMS named a link to another place")]
    UntrustedLink,
    /// The answer is larger than any real one.
    #[error("the answer of the LMS is too large")]
    TooLarge,
    /// `--offline`; nothing was sent.
    #[error("offline")]
    Offline,
    /// No connection, or it broke off.
    #[error("the LMS cannot be reached")]
    Unreachable,
    /// The certificate or the encryption of the connection is not in order.
    #[error("the connection to the LMS is not secure")]
    Tls,
    /// The network's proxy asks for a sign-in.
    #[error("a proxy stands before the LMS")]
    Proxy,
    /// No answer in time.
    #[error("the LMS did not answer in time")]
    TimedOut,
    /// The user stopped it. Not a failure.
    #[error("cancelled")]
    Cancelled,
    /// A fault that only a Moodle has.
    #[error("Moodle: {0}")]
    Moodle(MoodleFault),
}

/// What is wrong with an answer that makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nonsense {
    /// Not JSON, or cut off.
    #[error("no JSON")]
    NotJson,
    /// JSON of another shape throughout.
    #[error("wrong types throughout")]
    WrongShape,
    /// Pages that go round in a circle.
    #[error("a loop of pages")]
    Loop,
    /// A status that the contract does not know.
    #[error("status {0}")]
    Status(u16),
}

impl LmsError {
    /// The code of the contract's error table.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress(_) | Self::UnusableToken | Self::Unsupported => "bad-input",
            Self::BadId | Self::NotFound(_) => "not-found",
            Self::BadToken | Self::NotPermitted(_) | Self::Unpublished => "not-permitted",
            Self::Busy(_) | Self::Throttled { .. } => "throttled",
            Self::Conflict => "conflict",
            Self::NoVersion | Self::Refused { .. } | Self::Portal | Self::Nonsense(_) => "server-fault",
            Self::UntrustedLink => "untrusted-link",
            Self::TooLarge => "too-large",
            Self::Offline | Self::Unreachable | Self::Proxy | Self::TimedOut | Self::Down { .. } => "offline",
            Self::Tls => "tls",
            Self::Cancelled => "internal",
            Self::Moodle(fault) => fault.code(),
        }
    }

    /// After a failed write: may the LMS have stored it all the same? Then it must be read before anything else is
    /// decided. A request to come back later counts too: it may answer the repeat of a write whose answer was lost.
    #[must_use]
    pub fn may_have_written(&self) -> bool {
        if let Self::Moodle(fault) = self {
            return fault.may_have_written();
        }
        matches!(
            self,
            Self::Down { .. }
                | Self::Portal
                | Self::Nonsense(_)
                | Self::TooLarge
                | Self::Unreachable
                | Self::TimedOut
                | Self::Busy(_)
                | Self::Throttled { .. }
                | Self::Cancelled
        )
    }

    /// What the LMS said in its own words: cleaned and cut, to be shown as plain text and never logged.
    #[must_use]
    pub fn server_says(&self) -> Option<&str> {
        match self {
            Self::NotPermitted(says)
            | Self::NotFound(says)
            | Self::Busy(says)
            | Self::Refused { says, .. } => says.as_ref().map(ServerText::as_str),
            Self::Moodle(fault) => fault.says(),
            _ => None,
        }
    }
}

impl From<MoodleFault> for LmsError {
    fn from(fault: MoodleFault) -> Self {
        Self::Moodle(fault)
    }
}

impl From<rollbook_transport::Error> for LmsError {
    fn from(error: rollbook_transport::Error) -> Self {
        use rollbook_transport::{Error, Unreachable};
        match error {
            Error::Offline(Unreachable::Told) => Self::Offline,
            Error::Offline(Unreachable::TimedOut) => Self::TimedOut,
            Error::Offline(Unreachable::Proxy) => Self::Proxy,
            Error::Offline(Unreachable::Connect | Unreachable::Broken) => Self::Unreachable,
            Error::Tls => Self::Tls,
            Error::Throttled { retry_at } => Self::Throttled { retry_at },
            Error::TooLarge => Self::TooLarge,
            Error::UntrustedLink => Self::UntrustedLink,
            Error::BadAnswer { .. } => Self::Nonsense(Nonsense::NotJson),
            Error::Portal => Self::Portal,
            Error::Cancelled => Self::Cancelled,
            Error::BadAddress => Self::BadAddress(AddressFault::Unreadable),
        }
    }
}

impl From<PagingFault> for LmsError {
    fn from(fault: PagingFault) -> Self {
        match fault {
            PagingFault::Loop => Self::Nonsense(Nonsense::Loop),
            PagingFault::TooLong => Self::TooLarge,
            PagingFault::NothingReadable => Self::Nonsense(Nonsense::WrongShape),
        }
    }
}

impl From<AddressFault> for LmsError {
    fn from(fault: AddressFault) -> Self {
        Self::BadAddress(fault)
    }
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
