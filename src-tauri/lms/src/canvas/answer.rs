//! What a status and its body mean in Canvas. Pure.
//!
//! Two things differ from the usual: 403 is also how Canvas throttles (`doc/api/throttling.md`; newer documentation says
//! 429), told by its body; and 401 is also how it refuses a good token something (`render_unauthorized_action`), told by
//! `"status": "unauthorized"`.

use super::wire::error_text;
use crate::error::{LmsError, Nonsense};
use crate::server_text::ServerText;
use chrono::{DateTime, Utc};
use rollbook_transport::json;
use serde_json::Value;

/// An answer as it came.
pub(super) struct Raw<'a> {
    pub status: u16,
    pub content_type: &'a str,
    pub body: &'a [u8],
    /// When to come back, where the answer says it.
    pub retry_at: Option<DateTime<Utc>>,
}

/// The JSON of a good answer, or what went wrong. `secret` is the token, which must not come back in a message.
pub(super) fn judge(answer: &Raw<'_>, secret: &str) -> Result<Value, LmsError> {
    let status = answer.status;
    if matches!(status, 200 | 201) {
        return content(answer);
    }
    let body: Option<Value> = json::parse(answer.body, "canvas-error").ok();
    let says = || body.as_ref().and_then(error_text).and_then(|text| ServerText::clean(&text, secret));
    match status {
        429 => Err(LmsError::Throttled { retry_at: answer.retry_at }),
        403 if is_rate_limit(answer.body) => Err(LmsError::Throttled { retry_at: answer.retry_at }),
        401 if body.as_ref().is_some_and(is_refusal) => Err(LmsError::NotPermitted(says())),
        401 => Err(LmsError::BadToken),
        403 => Err(LmsError::NotPermitted(says())),
        404 | 410 => Err(LmsError::NotFound(says())),
        409 => Err(LmsError::Busy(says())),
        // A redirect leads to a login page or another name of the school; 407 and 511 come from a proxy.
        300..400 | 407 | 511 => Err(LmsError::Portal),
        400..500 => Err(LmsError::Refused { status, says: says() }),
        500..600 => Err(LmsError::Down { status }),
        _ => Err(LmsError::Nonsense(Nonsense::Status(status))),
    }
}

fn content(answer: &Raw<'_>) -> Result<Value, LmsError> {
    let kind = answer.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if matches!(kind.as_str(), "text/html" | "application/xhtml+xml") {
        return Err(LmsError::Portal);
    }
    Ok(json::parse(answer.body, "canvas")?)
}

/// "403 Forbidden (Rate Limit Exceeded)", as text or inside JSON.
fn is_rate_limit(body: &[u8]) -> bool {
    const WORDS: &[u8] = b"rate limit exceeded";
    // Whoever sends a book with these words in it does not throttle.
    body.len() <= 4096 && body.windows(WORDS.len()).any(|part| part.eq_ignore_ascii_case(WORDS))
}

fn is_refusal(body: &Value) -> bool {
    body.get("status").and_then(Value::as_str) == Some("unauthorized")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn judged(status: u16, kind: &str, body: &str) -> Result<Value, LmsError> {
        judge(&Raw { status, content_type: kind, body: body.as_bytes(), retry_at: None }, "tok-1")
    }

    #[test]
    fn throttling_is_told_from_refusing() {
        let throttled = Err(LmsError::Throttled { retry_at: None });
        assert_eq!(judged(403, "text/html", "403 Forbidden (Rate Limit Exceeded)\n"), throttled);
        assert_eq!(judged(403, "application/json", r#"{"errors":"Rate limit exceeded"}"#), throttled);
        assert_eq!(judged(429, "text/html", "429 Forbidden (Rate Limit Exceeded)\n"), throttled);
        let no = r#"{"status":"unauthorized","errors":[{"message":"user not authorized to perform that action"}]}"#;
        for status in [401, 403] {
            let error = judged(status, "application/json", no).unwrap_err();
            assert_eq!(error.server_says(), Some("user not authorized to perform that action"), "{status}");
            assert_eq!(error.code(), "not-permitted");
        }
    }

    #[test]
    fn each_envelope_gives_its_sentence() {
        let bad = r#"{"errors":[{"message":"Invalid access token."}]}"#;
        assert_eq!(judged(401, "application/json", bad), Err(LmsError::BadToken));
        let gone = judged(404, "", r#"{"errors":[{"message":"The specified resource does not exist."}]}"#);
        assert_eq!(gone.unwrap_err().server_says(), Some("The specified resource does not exist."));
        for (body, want) in [
            (r#"{"error":"'grade_data' parameter required"}"#, "'grade_data' parameter required"),
            (r#"{"errors":{"name":[{"attribute":"name","message":"too long"}]}}"#, "too long"),
            (r#"{"message":"no"}"#, "no"),
        ] {
            assert_eq!(judged(400, "", body).unwrap_err().server_says(), Some(want));
        }
        assert_eq!(judged(400, "", r#"{"message":"tok-1"}"#).unwrap_err().server_says(), None);
    }

    #[test]
    fn pages_that_are_no_answer() {
        assert_eq!(judged(200, "text/html", "hello"), Err(LmsError::Portal));
        assert_eq!(judged(200, "", "<!doctype html>"), Err(LmsError::Portal));
        assert_eq!(judged(302, "", ""), Err(LmsError::Portal));
        assert_eq!(judged(503, "text/html", "<h1>Maintenance</h1>"), Err(LmsError::Down { status: 503 }));
        assert_eq!(judged(200, "application/json", "[1,"), Err(LmsError::Nonsense(Nonsense::NotJson)));
        assert_eq!(judged(200, "application/json", ""), Err(LmsError::Nonsense(Nonsense::NotJson)));
    }

    proptest! {
        #[test]
        fn any_answer_is_judged(status in 0u16..1000, body in proptest::collection::vec(any::<u8>(), 0..64)) {
            let raw = Raw { status, content_type: "application/json", body: &body, retry_at: None };
            prop_assert!(judge(&raw, "t").is_err() || matches!(status, 200 | 201));
        }
    }
}
