//! Faults of the LMS in the contract's codes; sentences and hints are the adapter's own.

use super::{Code, Error};
use rollbook_lms::LmsError;

impl From<LmsError> for Error {
    fn from(error: LmsError) -> Self {
        let code = match (&error, error.code()) {
            (LmsError::Cancelled, _) => Code::Cancelled,
            (_, "bad-input") => Code::BadInput,
            (_, "not-found") => Code::NotFound,
            (_, "not-permitted") => Code::NotPermitted,
            (_, "throttled") => Code::Throttled,
            (_, "conflict") => Code::Conflict,
            (_, "server-fault") => Code::ServerFault,
            (_, "untrusted-link") => Code::UntrustedLink,
            (_, "too-large") => Code::TooLarge,
            (_, "offline") => Code::Offline,
            (_, "tls") => Code::Tls,
            _ => Code::Internal,
        };
        let retry_at = match &error {
            LmsError::Throttled { retry_at } => *retry_at,
            _ => None,
        };
        let says = error.server_says().map(str::to_owned);
        let view = Self::new(code, error.message(), error.hint()).retry_at(retry_at);
        match says {
            Some(says) => view.with("server_says", says),
            None => view,
        }
    }
}
