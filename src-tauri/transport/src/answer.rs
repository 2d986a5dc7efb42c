//! A server's answer: status, headers, body. What it means is the caller's business.

use crate::retry::parse_date;
use chrono::{DateTime, Utc};
use std::fmt;

/// An answer, read to its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers; names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body, decompressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name, in any letter case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// True for 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The server's clock (`Date`).
    #[must_use]
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.header("date").and_then(parse_date)
    }

    /// Entity tag.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }

    /// The server's id of this request, for a support case.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
            .or_else(|| self.header("x-ms-request-id"))
            .or_else(|| self.header("x-request-id"))
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}
