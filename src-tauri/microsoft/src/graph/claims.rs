//! The claims challenge: what Graph wants to see proven at the next sign-in (Microsoft Entra, "Claims challenges, claims
//! requests, and client capabilities"; `OpenID` Connect Core, section 5.5).

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use rollbook_transport::Answer;
use serde_json::Value;

/// Longer ones are no claims of Microsoft's; they become part of an address.
const LONGEST: usize = 4096;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// The `claims` of a `WWW-Authenticate: Bearer … error="insufficient_claims"`, decoded; `None` where there is none that
/// is a JSON object.
pub(super) fn challenge(answer: &Answer) -> Option<String> {
    let header = answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("www-authenticate"));
    header.map(|(_, value)| value).find_map(|value| {
        let insufficient = parameter(value, "error").is_some_and(|error| error == "insufficient_claims");
        if insufficient { decode(parameter(value, "claims")?) } else { None }
    })
}

/// The value of a parameter, quoted or not (RFC 9110, section 11.2).
fn parameter<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = header;
    while let Some(at) = rest.find(name) {
        let (before, after) = rest.split_at(at);
        rest = after.get(name.len()..)?;
        let begins = before.chars().next_back().is_none_or(|c| matches!(c, ' ' | ',' | '\t'));
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| begins) else { continue };
        let value = value.trim_start();
        return match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => value.split([',', ' ']).next(),
        };
    }
    None
}

/// Base64 in either alphabet, with padding or without.
fn decode(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let bytes = [&alphabet::STANDARD, &alphabet::URL_SAFE]
        .into_iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, LENIENT).decode(text).ok())?;
    let claims: Value = serde_json::from_slice(&bytes).ok()?;
    claims.is_object().then(|| claims.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1??>>"}}}"#;

    fn of(value: &str) -> Option<String> {
        let headers = vec![("www-authenticate".to_owned(), value.to_owned())];
        challenge(&Answer { status: 401, headers, body: vec![] })
    }

    #[test]
    fn claims_are_found_in_every_dress() {
        let with = |claims: &str| {
            format!(
                "Bearer realm=\"\", authorization_uri=\"https://login/x?claims=no\", error=\"insufficient_claims\", claims=\"{claims}\""
            )
        };
        for claims in [STANDARD.encode(CLAIMS), URL_SAFE_NO_PAD.encode(CLAIMS)] {
            assert_eq!(of(&with(&claims)).unwrap(), CLAIMS, "{claims}");
        }
        let bare = format!("Bearer error=insufficient_claims,claims={}", URL_SAFE_NO_PAD.encode(CLAIMS));
        assert_eq!(of(&bare).unwrap(), CLAIMS);
    }

    #[test]
    fn what_is_no_challenge_is_none() {
        let array = STANDARD.encode("[1]");
        let long = STANDARD.encode(format!("{{\"a\":\"{}\"}}", "x".repeat(LONGEST)));
        for value in [
            "Bearer realm=\"\"".to_owned(),
            format!("Bearer error=\"invalid_token\", claims=\"{}\"", STANDARD.encode(CLAIMS)),
            "Bearer error=\"insufficient_claims\"".to_owned(),
            "Bearer error=\"insufficient_claims\", claims=\"!!\"".to_owned(),
            format!("Bearer error=\"insufficient_claims\", claims=\"{array}\""),
            format!("Bearer error=\"insufficient_claims\", claims=\"{long}\""),
            format!("Bearer xerror=\"insufficient_claims\", xclaims=\"{}\"", STANDARD.encode(CLAIMS)),
        ] {
            assert_eq!(of(&value), None, "{value:.80}");
        }
    }

    proptest! {
        #[test]
        fn no_header_is_too_strange(value in ".{0,200}", prefix in prop::sample::select(vec!["", "error=\"insufficient_claims\",claims="])) {
            let _ = of(&format!("{prefix}{value}"));
        }
    }
}
