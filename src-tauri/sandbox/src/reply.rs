//! An answer before it becomes an HTTP response.

use crate::world::hostile::LONE_SURROGATE;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

/// Status, headers and a JSON body.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Value,
}

impl Reply {
    pub(crate) fn ok(body: Value) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        response(self.status, "application/json; charset=utf-8", &self.headers, json_bytes(&self.body))
    }
}

/// A response with these headers; the content type given counts unless the headers name one.
pub(crate) fn response(
    status: u16,
    content_type: &str,
    headers: &[(String, String)],
    body: Vec<u8>,
) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

pub(crate) fn html(status: u16, page: &str) -> Response<Body> {
    response(status, "text/html; charset=utf-8", &[], page.as_bytes().to_vec())
}

/// JSON text; the stand-in for a lone surrogate becomes its raw escape.
pub(crate) fn json_bytes(value: &impl Serialize) -> Vec<u8> {
    let text = serde_json::to_string(value).unwrap_or_default();
    if text.contains(LONE_SURROGATE) {
        text.replace(LONE_SURROGATE, "\\ud83d").into_bytes()
    } else {
        text.into_bytes()
    }
}
