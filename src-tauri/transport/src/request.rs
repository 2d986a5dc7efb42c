//! A request as a caller describes it.

use secrecy::SecretString;
use std::fmt;
use url::Url;

/// The methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
}

/// Whose limits a request falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Requests on one mailbox: at most four at a time (Outlook service limits).
    Mailbox,
    /// Everything else; only the limit over all applies.
    Other,
    /// Requests that have a quota.
    Rated(Quota),
    /// One request at a time: an LMS that does not take two at once.
    Single,
}

/// The rates that a request counts against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Of what is asked for.
    pub own: Rate,
    /// Of all requests of the kind, where there is one. When the server asks one of them to wait, all do.
    pub shared: Option<Rate>,
}

impl Quota {
    pub(crate) fn rates(self) -> impl Iterator<Item = Rate> {
        std::iter::once(self.own).chain(self.shared)
    }
}

/// So many requests may begin in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    /// What is counted: requests of one key together.
    pub key: u64,
    /// How many.
    pub requests: u32,
    /// In how many seconds, in any such span.
    pub seconds: u32,
}

/// The body of a request.
#[derive(Clone)]
pub enum Body {
    /// JSON text.
    Json(Vec<u8>),
    /// `application/x-www-form-urlencoded` pairs.
    Form(Vec<(String, String)>),
    /// Bytes whose type a header names.
    Raw(Vec<u8>),
}

/// One request.
#[derive(Clone)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Address, made by [`crate::Base`].
    pub url: Url,
    /// Headers beside those the transport sets.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Option<Body>,
    /// `Authorization: Bearer`.
    pub bearer: Option<SecretString>,
    /// Whose limits it falls under.
    pub lane: Lane,
    /// True where a repeat changes nothing: only such requests are tried again.
    pub idempotent: bool,
    /// What it is, for the log: a fixed word of the program.
    pub label: &'static str,
}

impl Request {
    /// A read.
    #[must_use]
    pub fn get(url: Url, label: &'static str) -> Self {
        Self {
            method: Method::Get,
            url,
            headers: vec![],
            body: None,
            bearer: None,
            lane: Lane::Other,
            idempotent: true,
            label,
        }
    }

    /// A post of form fields, never repeated blindly.
    #[must_use]
    pub fn post_form(url: Url, fields: Vec<(String, String)>, label: &'static str) -> Self {
        Self {
            method: Method::Post,
            body: Some(Body::Form(fields)),
            idempotent: false,
            ..Self::get(url, label)
        }
    }

    /// A read whose question is JSON text; may be repeated.
    #[must_use]
    pub fn ask_json(url: Url, question: Vec<u8>, label: &'static str) -> Self {
        Self { method: Method::Post, body: Some(Body::Json(question)), ..Self::get(url, label) }
    }

    /// With a bearer token.
    #[must_use]
    pub fn bearer(self, token: SecretString) -> Self {
        Self { bearer: Some(token), ..self }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// In a lane.
    #[must_use]
    pub fn lane(self, lane: Lane) -> Self {
        Self { lane, ..self }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({:?} {})", self.method, self.label)
    }
}
