//! What Graph's refusals mean, read from the status and the error body.
//!
//! Graph's documentation says that `message` is not for branching, but 3003, 3004 and the organizer rule stand nowhere
//! else; so a known text only makes a status more exact, and an unknown one leaves the status its plain meaning.

use super::claims::challenge;
use super::client::TokenError;
use rollbook_transport::{Answer, Error, json};
use serde_json::Value;

/// Why Graph gave no data. None of them but [`Self::NotFound`] and [`Self::TooOld`] means "there is no data".
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    /// 401, also with a fresh token.
    #[error("Microsoft Graph does not accept the sign-in")]
    NotSignedIn {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 401 or 403 with a claims challenge: the sign-in must be done again, and must prove more than it did.
    #[error("Microsoft wants a sign-in that proves more")]
    ClaimsChallenge {
        /// What it must prove, as JSON for the authorization endpoint's `claims`.
        claims: String,
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 403 `3003`, or "is not the organizer": the meeting is somebody else's.
    #[error("the meeting is organized by somebody else")]
    NotOrganizer {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 404, `3004` for a meeting.
    #[error("not found")]
    NotFound {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// Any other 403: a permission is missing, or Conditional Access refuses.
    #[error("access is refused")]
    Forbidden {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// The app has no application access policy for this organizer, or it has not come into effect yet.
    #[error("there is no application access policy for this app")]
    NoAccessPolicy {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 404 of a call record that began more than 30 days ago.
    #[error("call records are kept for 30 days only")]
    TooOld {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 400, or another 4xx without a meaning of its own.
    #[error("Microsoft Graph does not understand the request")]
    BadRequest {
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// 5xx after all tries, an unexpected status, or an answer of the wrong shape.
    #[error("Microsoft Graph answered with a fault (status {status})")]
    ServerFault {
        /// HTTP status of the answer; 200 for a wrong shape.
        status: u16,
        /// Graph's id of the request.
        request_id: Option<String>,
    },
    /// There is no token.
    #[error("no access token")]
    Token(#[source] TokenError),
    /// No answer, or none that Graph wrote.
    #[error(transparent)]
    Transport(#[from] Error),
}

impl GraphError {
    /// Graph's id of the failed request, for a support case.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::NotSignedIn { request_id }
            | Self::ClaimsChallenge { request_id, .. }
            | Self::NotOrganizer { request_id }
            | Self::NotFound { request_id }
            | Self::Forbidden { request_id }
            | Self::NoAccessPolicy { request_id }
            | Self::TooOld { request_id }
            | Self::BadRequest { request_id }
            | Self::ServerFault { request_id, .. } => request_id.as_deref(),
            Self::Token(_) | Self::Transport(_) => None,
        }
    }

    /// The meaning of an answer that is not 2xx.
    pub(crate) fn of(answer: &Answer) -> Self {
        let status = answer.status;
        let body = match json::parse::<Value>(&answer.body, "an error") {
            Ok(body) => Some(body),
            // A web page with a 4xx comes from a proxy or a network's sign-in page; it says nothing about the meeting.
            Err(Error::Portal) if (400..500).contains(&status) && status != 401 => {
                return Self::Transport(Error::Portal);
            }
            Err(_) => None,
        };
        let request_id = request_id(answer, body.as_ref());
        // The same for other text. An empty body keeps the meaning of its status.
        if body.is_none() && !answer.body.is_empty() && matches!(status, 403 | 404) {
            return Self::ServerFault { status, request_id };
        }
        let text = body.as_ref().map(texts).unwrap_or_default();
        let says = |part: &str| text.contains(part);
        if let Some(claims) = challenge(answer).filter(|_| matches!(status, 401 | 403)) {
            return Self::ClaimsChallenge { claims, request_id };
        }
        match status {
            400..500 if says("is not the organizer") => Self::NotOrganizer { request_id },
            400..500 if says("application access policy") || says("on behalf of user") => {
                Self::NoAccessPolicy { request_id }
            }
            401 => Self::NotSignedIn { request_id },
            403 if says("3003:") => Self::NotOrganizer { request_id },
            403 => Self::Forbidden { request_id },
            404 if says("more than 30 days") => Self::TooOld { request_id },
            404 => Self::NotFound { request_id },
            429 => Self::Transport(Error::Throttled { retry_at: None }),
            400..500 => Self::BadRequest { request_id },
            _ => Self::ServerFault { status, request_id },
        }
    }
}

/// All codes and messages of an error body, in lower case: Graph nests them, spelled `innerError` or `innererror`.
fn texts(body: &Value) -> String {
    let mut text = String::new();
    let mut level = body.get("error");
    // Real bodies nest once or twice; the limit is for those that are not real.
    for _ in 0..8 {
        let Some(error) = level else { break };
        for part in [error.get("code"), error.get("message")].into_iter().flatten() {
            text.push_str(&part.as_str().unwrap_or_default().to_lowercase());
            text.push('\n');
        }
        level = inner(error);
    }
    text
}

fn inner(error: &Value) -> Option<&Value> {
    error.get("innerError").or_else(|| error.get("innererror"))
}

/// The id in the body, else in the header; only if it looks like one, because it is shown and logged.
fn request_id(answer: &Answer, body: Option<&Value>) -> Option<String> {
    let told = body.and_then(|body| inner(body.get("error")?)?.get("request-id")?.as_str());
    let fit =
        |id: &&str| (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    told.filter(fit).or_else(|| answer.request_id().filter(fit)).map(str::to_owned)
}

#[cfg(test)]
#[path = "errors_tests.rs"]
mod tests;
