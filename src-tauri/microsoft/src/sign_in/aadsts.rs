//! What Microsoft's refusals mean: OAuth's words and the numbers behind `AADSTS`.
//!
//! Microsoft warns that numbers may change ("Entra authentication and authorization error codes"); where none is known,
//! the word decides (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5; Microsoft's `authorization_declined` and
//! `bad_verification_code`).

use super::errors::SignInError;
use serde::Deserialize;

/// An error answer of the token endpoint, or the error in a browser's redirect.
#[derive(Default, Deserialize)]
pub(super) struct Refusal {
    pub(super) error: String,
    #[serde(default)]
    pub(super) error_description: Option<String>,
    #[serde(default)]
    pub(super) error_codes: Option<Vec<u32>>,
}

impl Refusal {
    /// Sorts it, and drops its text.
    pub(super) fn sort(&self) -> SignInError {
        let mut codes = self.error_codes.clone().unwrap_or_default();
        codes.extend(numbers(self.error_description.as_deref().unwrap_or_default()));
        if let Some(known) = codes.iter().find_map(|code| of_number(*code)) {
            return known;
        }
        let aadsts = codes.first().copied();
        match self.error.as_str() {
            "authorization_declined" | "access_denied" => SignInError::Declined,
            "expired_token" | "code_expired" => SignInError::Expired,
            "bad_verification_code" => SignInError::BadCode,
            "invalid_grant" | "interaction_required" | "login_required" => SignInError::SessionEnded,
            "consent_required" => SignInError::AdminConsentNeeded,
            "invalid_client" | "unauthorized_client" | "invalid_scope" => {
                SignInError::WrongRegistration { aadsts: aadsts.unwrap_or_default() }
            }
            "server_error" | "temporarily_unavailable" => SignInError::ServerFault { status: 503 },
            _ => SignInError::Other { aadsts },
        }
    }
}

/// The numbers after `AADSTS` in a text.
fn numbers(text: &str) -> impl Iterator<Item = u32> {
    text.split("AADSTS").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    })
}

fn of_number(aadsts: u32) -> Option<SignInError> {
    Some(match aadsts {
        70019 | 70020 => SignInError::Expired,
        70018 | 90120 => SignInError::BadCode,
        // Conditional Access, security policies, and devices that are not managed or not compliant.
        53000..=53003 | 53011 | 50097 | 530_032 | 530_035 => SignInError::Blocked { aadsts },
        65004 => SignInError::ConsentRefused,
        65001 | 90094 | 90095 => SignInError::AdminConsentNeeded,
        // Refresh tokens that are idle, expired or revoked, and codes that are.
        700_082 | 700_084 | 70008 | 70043 | 50173 | 50078 | 50089 | 50132 | 50133 | 54005 => {
            SignInError::SessionEnded
        }
        // More proof of identity is wanted, which only a sign-in can give.
        50072 | 50074 | 50076 | 50079 | 50158 => SignInError::SessionEnded,
        50020 | 50034 | 90072 => SignInError::WrongAccount,
        50105 => SignInError::NotAssigned,
        700_024 => SignInError::WrongClock,
        90038 | 900_382 | 900_432 => SignInError::WrongCloud,
        700_016 | 700_027 | 7_000_112 | 7_000_215 | 7_000_218 | 7_000_222 | 50011 | 50134 | 50194
        | 500_011 | 90002 => SignInError::WrongRegistration { aadsts },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refusal(error: &str, codes: &[u32], text: &str) -> Refusal {
        Refusal {
            error: error.to_owned(),
            error_description: Some(text.to_owned()),
            error_codes: Some(codes.to_vec()),
        }
    }

    #[test]
    fn numbers_decide_before_words() {
        use SignInError::*;
        for (word, code, expected) in [
            ("invalid_grant", 53003, Blocked { aadsts: 53003 }),
            ("invalid_grant", 530_032, Blocked { aadsts: 530_032 }),
            ("interaction_required", 530_035, Blocked { aadsts: 530_035 }),
            ("invalid_grant", 50097, Blocked { aadsts: 50097 }),
            ("invalid_grant", 53000, Blocked { aadsts: 53000 }),
            ("invalid_grant", 53001, Blocked { aadsts: 53001 }),
            ("access_denied", 65004, ConsentRefused),
            ("invalid_grant", 65001, AdminConsentNeeded),
            ("access_denied", 90094, AdminConsentNeeded),
            ("consent_required", 90095, AdminConsentNeeded),
            ("invalid_grant", 700_082, SessionEnded),
            ("invalid_grant", 70008, SessionEnded),
            ("invalid_grant", 50173, SessionEnded),
            ("invalid_grant", 70043, SessionEnded),
            ("interaction_required", 50076, SessionEnded),
            ("invalid_grant", 50020, WrongAccount),
            ("invalid_grant", 50105, NotAssigned),
            ("invalid_request", 900_432, WrongCloud),
            ("unauthorized_client", 700_016, WrongRegistration { aadsts: 700_016 }),
            ("invalid_request", 50194, WrongRegistration { aadsts: 50194 }),
            ("invalid_request", 90002, WrongRegistration { aadsts: 90002 }),
            ("invalid_client", 7_000_218, WrongRegistration { aadsts: 7_000_218 }),
            ("invalid_client", 7_000_215, WrongRegistration { aadsts: 7_000_215 }),
            ("invalid_client", 700_024, WrongClock),
            ("invalid_client", 700_027, WrongRegistration { aadsts: 700_027 }),
            ("expired_token", 70019, Expired),
            ("invalid_grant", 90120, BadCode),
            ("invalid_request", 50134, WrongRegistration { aadsts: 50134 }),
            ("invalid_grant", 50072, SessionEnded),
            ("invalid_grant", 50074, SessionEnded),
            ("invalid_grant", 50079, SessionEnded),
            ("invalid_grant", 50158, SessionEnded),
            ("invalid_grant", 50034, WrongAccount),
            ("invalid_grant", 90072, WrongAccount),
            ("invalid_grant", 50089, SessionEnded),
            ("invalid_grant", 50132, SessionEnded),
            ("invalid_grant", 50133, SessionEnded),
            ("invalid_request", 90038, WrongCloud),
            ("expired_token", 70020, Expired),
            ("invalid_grant", 70018, BadCode),
        ] {
            assert_eq!(refusal(word, &[code], "").sort(), expected, "{word} {code} as a list");
            let text = format!("AADSTS{code}: Something. Trace ID: 1");
            assert_eq!(refusal(word, &[], &text).sort(), expected, "{word} {code} in the text");
        }
    }

    #[test]
    fn words_decide_where_no_number_is_known() {
        use SignInError::*;
        for (word, codes, expected) in [
            ("access_denied", &[][..], Declined),
            ("authorization_declined", &[70021], Declined),
            ("expired_token", &[], Expired),
            ("bad_verification_code", &[], BadCode),
            ("invalid_grant", &[999], SessionEnded),
            ("invalid_client", &[], WrongRegistration { aadsts: 0 }),
            ("invalid_scope", &[1_002_012], WrongRegistration { aadsts: 1_002_012 }),
            ("temporarily_unavailable", &[], ServerFault { status: 503 }),
            ("what_is_this", &[1], Other { aadsts: Some(1) }),
            ("", &[], Other { aadsts: None }),
        ] {
            assert_eq!(refusal(word, codes, "").sort(), expected, "{word} {codes:?}");
        }
    }

    #[test]
    fn numbers_are_found_in_any_text() {
        let found = |text| numbers(text).collect::<Vec<_>>();
        assert_eq!(found("AADSTS70016: x AADSTS53003"), [70016, 53003]);
        assert_eq!(found("AADSTS: AADSTSx AADSTS99999999999999 ÄAADSTS7"), [7]);
        let bare: Refusal = serde_json::from_str(r#"{"error":"x","error_codes":null}"#).unwrap();
        assert_eq!(bare.sort(), SignInError::Other { aadsts: None });
    }
}
