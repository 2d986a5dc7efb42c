//! Reading JSON that a stranger wrote: repaired where unambiguous, refused without showing it.

use crate::error::Error;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Parses a body as JSON.
///
/// A byte-order mark is dropped, and a lone surrogate escape (`\ud83d`, half of a cut emoji in somebody's name) becomes
/// `\ufffd`, because one such name must not sink a page of records. [`Error::Portal`] for a web page,
/// [`Error::BadAnswer`] with `what` for anything else.
pub fn parse<T: DeserializeOwned>(body: &[u8], what: &'static str) -> Result<T, Error> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'<') {
        return Err(Error::Portal);
    }
    // serde_json's message may quote the body, so it stays here.
    serde_json::from_slice(&repair(body)).map_err(|_| Error::BadAnswer { what })
}

/// Replaces lone surrogate escapes by `\ufffd`; leaves everything else byte for byte.
fn repair(body: &[u8]) -> Cow<'_, [u8]> {
    let mut out: Option<Vec<u8>> = None;
    let mut copied = 0;
    let mut at = 0;
    while at < body.len() {
        if body[at] != b'\\' {
            at += 1;
            continue;
        }
        match escape(&body[at..]) {
            Some(0xd800..=0xdbff) if matches!(escape(&body[at + 6..]), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                let text = out.get_or_insert_with(|| Vec::with_capacity(body.len()));
                text.extend_from_slice(&body[copied..at]);
                text.extend_from_slice(b"\\ufffd");
                at += 6;
                copied = at;
            }
            // Two at a time, so that an escaped backslash does not begin an escape.
            _ => at += 2,
        }
    }
    match out {
        Some(mut text) => {
            text.extend_from_slice(&body[copied..]);
            Cow::Owned(text)
        }
        None => Cow::Borrowed(body),
    }
}

fn escape(text: &[u8]) -> Option<u16> {
    let hex = text.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn a_cut_emoji_does_not_sink_the_page() {
        let body = br#"{"a":"Bob \ud83d","b":"\ud83d\ude00","c":"\\ud83d","d":"\ude00\ud83d x","e":"\ud83d\ud83d\ude00"}"#;
        let value: Value = parse(body, "test").unwrap();
        assert_eq!(value["a"], "Bob \u{fffd}");
        assert_eq!(value["b"], "😀");
        assert_eq!(value["c"], "\\ud83d");
        assert_eq!(value["d"], "\u{fffd}\u{fffd} x");
        assert_eq!(value["e"], "\u{fffd}😀");
    }

    #[test]
    fn web_pages_and_rubbish_are_told_apart_and_never_shown() {
        assert_eq!(parse::<Value>(b" \n<!DOCTYPE html>", "x"), Err(Error::Portal));
        let error = parse::<Value>(b"{\"secret\": nope", "a list").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
        assert_eq!(parse::<Value>(b"\xef\xbb\xbf{}", "x"), Ok(serde_json::json!({})));
        assert!(parse::<Value>(b"", "x").is_err());
        let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
        assert!(parse::<Value>(&deep, "x").is_err());
    }

    proptest! {
        #[test]
        fn good_json_is_left_alone(text in ".*") {
            let body = serde_json::to_vec(&text).unwrap();
            prop_assert_eq!(parse::<String>(&body, "x").unwrap(), text);
        }

        #[test]
        fn nothing_panics(body in prop::collection::vec(any::<u8>(), 0..200), cut in r"(\\u[0-9a-fdD]{0,4}|\\|x){0,8}") {
            let _ = parse::<Value>(&body, "x");
            let _ = parse::<Value>(format!("\"{cut}\"").as_bytes(), "x");
        }
    }
}
