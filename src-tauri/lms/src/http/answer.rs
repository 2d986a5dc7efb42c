//! What a status, its headers and its body mean in the `http` contract. Pure.

use super::wire::problem_text;
use crate::error::{LmsError, Nonsense};
use chrono::{DateTime, Utc};
use rollbook_transport::json;
use serde_json::Value;

/// An answer as it came.
pub(super) struct Raw<'a> {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, empty where there is none.
    pub content_type: &'a str,
    /// Body.
    pub body: &'a [u8],
    /// When to come back, where the answer says it.
    pub retry_at: Option<DateTime<Utc>>,
}

/// The JSON of a good answer (`None` for an empty body), or what went wrong. `secret` is the token, which must not
/// come back in a message.
pub(super) fn judge(answer: &Raw<'_>, secret: &str) -> Result<Option<Value>, LmsError> {
    let status = answer.status;
    let says = || json::parse(answer.body, "problem").ok().and_then(|v: Value| problem_text(&v, secret));
    match status {
        // 202 and the like promise something for later; the contract knows no such promise.
        200 | 201 | 204 | 207 => content(answer),
        401 => Err(LmsError::BadToken),
        403 => Err(LmsError::NotPermitted(says())),
        404 | 410 => Err(LmsError::NotFound(says())),
        409 => Err(LmsError::Busy(says())),
        412 => Err(LmsError::Conflict),
        428 => Err(LmsError::NoVersion),
        429 => Err(LmsError::Throttled { retry_at: answer.retry_at }),
        // 407 and 511 come from a proxy or a captive portal, never from the LMS.
        300..400 | 407 | 511 => Err(LmsError::Portal),
        400..500 => Err(LmsError::Refused { status, says: says() }),
        503 if answer.retry_at.is_some() => Err(LmsError::Throttled { retry_at: answer.retry_at }),
        500..600 => Err(LmsError::Down { status }),
        _ => Err(LmsError::Nonsense(Nonsense::Status(status))),
    }
}

fn content(answer: &Raw<'_>) -> Result<Option<Value>, LmsError> {
    let body = answer.body.trim_ascii();
    if body.is_empty() {
        return Ok(None);
    }
    if is_html(answer.content_type) {
        return Err(LmsError::Portal);
    }
    Ok(Some(json::parse(body, "lms")?))
}

fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn judged(status: u16, content_type: &str, body: &str) -> Result<Option<Value>, LmsError> {
        judge(&Raw { status, content_type, body: body.as_bytes(), retry_at: None }, "tok")
    }

    #[test]
    fn each_status_has_its_meaning() {
        let problem = r#"{"title":"No","detail":"Closed since Monday"}"#;
        for (status, want) in [
            (401, "the LMS does not accept the token"),
            (403, "the LMS does not permit this"),
            (404, "the LMS does not know this"),
            (409, "the LMS is still busy with this meeting"),
            (412, "the marks were changed by somebody else"),
            (422, "the LMS refused the request (status 422)"),
            (428, "the marks have no version to compare"),
            (429, "the LMS asks to come back later"),
            (302, "a web page answered instead of the LMS"),
            (511, "a web page answered instead of the LMS"),
            (500, "the LMS failed (status 500)"),
            (202, "the answer of the LMS makes no sense (status 202)"),
        ] {
            let error = judged(status, "application/problem+json", problem).unwrap_err();
            assert_eq!(error.to_string(), want);
            if matches!(status, 403 | 404 | 409 | 422) {
                assert_eq!(error.server_says(), Some("Closed since Monday"));
            }
        }
    }

    #[test]
    fn a_page_is_a_portal_only_where_an_answer_was_promised() {
        assert_eq!(judged(200, "text/html; charset=utf-8", "hello"), Err(LmsError::Portal));
        assert_eq!(judged(200, "", "\n<!doctype html>"), Err(LmsError::Portal));
        assert_eq!(judged(502, "text/html", "<h1>Bad gateway</h1>"), Err(LmsError::Down { status: 502 }));
        assert_eq!(judged(404, "text/html", "<h1>No</h1>"), Err(LmsError::NotFound(None)));
    }

    #[test]
    fn bodies_are_json_or_nothing() {
        assert_eq!(judged(204, "", ""), Ok(None));
        assert_eq!(judged(200, "application/json", "[]"), Ok(Some(Value::Array(vec![]))));
        let cut = judged(200, "application/json", r#"[{"id":"1"},"#);
        assert_eq!(cut, Err(LmsError::Nonsense(Nonsense::NotJson)));
    }

    #[test]
    fn a_token_that_comes_back_is_not_shown() {
        let echo = judged(403, "", r#"{"detail":"token tok may not"}"#).unwrap_err();
        assert_eq!(echo, LmsError::NotPermitted(None));
    }

    proptest! {
        #[test]
        fn any_answer_is_judged(status in 0u16..1000, body in proptest::collection::vec(any::<u8>(), 0..64)) {
            let good = judge(&Raw { status, content_type: "application/json", body: &body, retry_at: None }, "tok").is_ok();
            prop_assert!(!good || matches!(status, 200 | 201 | 204 | 207));
        }
    }
}
