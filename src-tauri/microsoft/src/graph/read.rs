//! Reading single fields of JSON that nobody promised anything about, and writing ids and filters into addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// Everything but the unreserved characters of RFC 3986: a `%` that is in the text already is encoded again, which is
/// what Graph wants of a join link.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Text as one path segment or one query value.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Text as an `OData` string literal: in single quotes, a quote inside doubled.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text field without NUL characters; `None` when it is missing, no text, or blank.
pub(crate) fn text(object: &Value, field: &str) -> Option<String> {
    let text = object.get(field)?.as_str()?.replace('\0', "");
    (!text.trim().is_empty()).then_some(text)
}
