//! Several marks in one request (`tool_mobile_call_external_functions`, Moodle 3.7 and later).
//!
//! Moodle works them off one after the other and stops at the first error; what came before stays. Values and exceptions
//! come as JSON inside a text.

use super::answer::of_code;
use super::call::{Caller, Fields, field};
use super::function::Function;
use super::write::{Sending, fields, settle};
use super::wrong_shape;
use crate::error::LmsError;
use crate::marks::MarkResult;
use rollbook_transport::Context;
use serde_json::{Map, Value};

/// Sends the marks, in a new request after each one that failed.
pub(super) async fn send(
    caller: &Caller,
    common: &Fields,
    sending: &[Sending],
    results: &mut [MarkResult],
    ctx: &Context,
) -> Result<(), LmsError> {
    let mut rest = sending;
    while !rest.is_empty() {
        let json = caller.write(Function::Batch, request(common, rest), ctx).await?;
        let answers = answers(&json, caller.secret()).ok_or_else(wrong_shape)?;
        let failed = answers.last().is_some_and(Result::is_err);
        // Fewer answers than requests without an error among them: nobody knows what was done.
        if answers.is_empty() || answers.len() > rest.len() || (!failed && answers.len() < rest.len()) {
            return Err(wrong_shape());
        }
        let done = answers.len();
        for (one, answer) in rest.iter().zip(answers) {
            let answer = caller.explained(answer, Function::UpdateUserStatus, ctx).await;
            settle(one, answer, results)?;
        }
        rest = &rest[done..];
    }
    Ok(())
}

fn request(common: &Fields, sending: &[Sending]) -> Fields {
    let mut out = Vec::new();
    for (place, one) in sending.iter().enumerate() {
        let arguments: Map<String, Value> =
            fields(common, one).into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        out.push(field(format!("requests[{place}][function]"), Function::UpdateUserStatus.name()));
        out.push(field(format!("requests[{place}][arguments]"), Value::Object(arguments).to_string()));
    }
    out
}

/// The single answers; `None` when the whole is no such thing.
pub(super) fn answers(json: &Value, secret: &str) -> Option<Vec<Result<Value, LmsError>>> {
    json.get("responses")?.as_array()?.iter().map(|one| answer(one, secret)).collect()
}

fn answer(one: &Value, secret: &str) -> Option<Result<Value, LmsError>> {
    if crate::lenient::yes(one.get("error")?)? {
        let text = one.get("exception").and_then(Value::as_str).unwrap_or_default();
        let inner: Value = serde_json::from_str(text).unwrap_or_default();
        let word = |name: &str| inner.get(name).and_then(Value::as_str);
        return Some(Err(of_code(word("errorcode"), word("message"), Function::UpdateUserStatus, secret)));
    }
    match one.get("data") {
        None | Some(Value::Null) => Some(Ok(Value::Null)),
        Some(Value::String(text)) => serde_json::from_str(text).ok().map(Ok),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn values_and_exceptions_are_json_in_a_text() {
        let json = json!({"responses": [
            {"error": false, "data": null},
            {"error": false, "data": "\"OK\""},
            {"error": true, "exception": "{\"errorcode\":\"invaliduser\",\"message\":\"Invalid user\"}"},
        ]});
        let answers = answers(&json, "t").unwrap();
        assert_eq!(answers[..2], [Ok(Value::Null), Ok(json!("OK"))]);
        assert_eq!(answers[2], Err(crate::moodle::MoodleFault::UnknownUser.into()));
        assert_eq!(super::answers(&json!({"responses": [{"data": null}]}), "t"), None);
        assert_eq!(super::answers(&json!([]), "t"), None);
    }

    proptest! {
        #[test]
        fn any_text_inside_is_read(data in ".{0,30}", exception in ".{0,30}", error in any::<bool>()) {
            let json = json!({"responses": [{"error": error, "data": data, "exception": exception}]});
            let _ = answers(&json, "t");
        }
    }
}
