//! Why a sign-in did not work: Microsoft's `AADSTS` codes and OAuth words, sorted by what a person can do about them.
//!
//! Microsoft warns that codes may change; where none is known, the OAuth word (RFC 6749, section 5.2; RFC 8628, section
//! 3.5; Microsoft's own `authorization_declined` and `bad_verification_code`) decides.

use rollbook_transport::Error;

/// Why a sign-in failed. Holds a code at most: never Microsoft's text, which names people and tenants.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// The person said no.
    #[error("the sign-in was declined")]
    Declined,
    /// The code ran out before anybody entered it.
    #[error("the code has expired")]
    Expired,
    /// Microsoft does not know the code, or it was used already.
    #[error("the code is not valid")]
    BadCode,
    /// A policy of the institution refuses this way of signing in (contract: `device-code-blocked`).
    #[error("blocked by a policy ({code})")]
    Blocked {
        /// AADSTS code.
        code: u32,
    },
    /// The person did not agree to the permissions.
    #[error("the permissions were refused")]
    ConsentRefused,
    /// Only an administrator may agree to the permissions.
    #[error("an administrator has to agree to the permissions")]
    AdminConsentNeeded,
    /// What was kept of the last sign-in is no longer good.
    #[error("a new sign-in is needed")]
    SignInNeeded {
        /// AADSTS code, where there was one.
        code: Option<u32>,
    },
    /// The account is not one of this tenant, or not one that may use the app.
    #[error("the account cannot be used here ({code})")]
    WrongAccount {
        /// AADSTS code.
        code: u32,
    },
    /// The app registration or the tenant is not as the settings say.
    #[error("the app registration is not as configured ({code})")]
    WrongApp {
        /// AADSTS code.
        code: u32,
    },
    /// The tokens that came are not for the account and tenant that was asked for.
    #[error("the answer is for another sign-in")]
    Mismatch,
    /// Nothing can wait on this machine for the browser to come back.
    #[error("no local port could be opened")]
    NoPort,
    /// The service is in trouble; nothing is lost, a later try may work.
    #[error("the sign-in service answered {status}")]
    ServerFault {
        /// HTTP status.
        status: u16,
    },
    /// No answer.
    #[error(transparent)]
    Transport(#[from] Error),
    /// Anything else that Microsoft says.
    #[error("sign-in failed ({})", code.unwrap_or(0))]
    Other {
        /// AADSTS code, where there was one.
        code: Option<u32>,
    },
}

impl SignInError {
    /// Sorts an error answer.
    pub(super) fn sort(word: &str, codes: &[u32]) -> Self {
        if let Some(known) = codes.iter().find_map(|code| Self::of_code(*code)) {
            return known;
        }
        let code = codes.first().copied();
        match word {
            "authorization_declined" | "access_denied" => Self::Declined,
            "expired_token" | "code_expired" => Self::Expired,
            "bad_verification_code" => Self::BadCode,
            "invalid_grant" | "interaction_required" | "login_required" => Self::SignInNeeded { code },
            "consent_required" => Self::AdminConsentNeeded,
            "invalid_client" | "unauthorized_client" => Self::WrongApp { code: code.unwrap_or(0) },
            _ => Self::Other { code },
        }
    }

    /// Microsoft Entra, "AADSTS error codes".
    fn of_code(code: u32) -> Option<Self> {
        Some(match code {
            70019 | 70020 => Self::Expired,
            70018 | 90120 => Self::BadCode,
            53003 | 530_032 | 530_035 | 50097 | 53000 | 53001 | 53002 | 53011 => Self::Blocked { code },
            65004 => Self::ConsentRefused,
            90094 | 90095 | 65001 => Self::AdminConsentNeeded,
            50076 | 50079 | 50072 | 50074 | 50158 | 700_082 | 700_084 | 70008 | 70043 | 50173 | 50089
            | 50132 | 50133 | 50078 | 54005 => Self::SignInNeeded { code: Some(code) },
            50020 | 50034 | 90072 | 50105 | 50057 => Self::WrongAccount { code },
            700_016 | 50194 | 90002 | 7_000_218 | 7_000_215 | 7_000_222 | 700_027 | 90038 | 900_432
            | 50134 | 500_011 | 50011 => Self::WrongApp { code },
            _ => return None,
        })
    }

    /// What happened and what it means, in one or two sentences.
    #[must_use]
    pub fn message(&self) -> String {
        let text = match self {
            Self::Declined => "The sign-in was declined on the page where the code was entered.",
            Self::Expired => "Nobody finished the sign-in in time, so its code is no longer valid.",
            Self::BadCode => "Microsoft does not accept this code: it was used already or it is not one of its codes.",
            Self::Blocked { .. } => "Your institution does not allow signing in this way.",
            Self::ConsentRefused => "Rollbook was not given the permissions it asked for, so it cannot read your meetings.",
            Self::AdminConsentNeeded => "In your institution only an administrator may allow an app to read meetings, and nobody has yet.",
            Self::SignInNeeded { .. } => "Microsoft wants you to sign in again; that happens after a password change, a long pause or when a rule of your institution says so.",
            Self::WrongAccount { code: 50105 } => "Your account is not on the list of people who may use this app.",
            Self::WrongAccount { .. } => "This account does not belong to the institution that Rollbook is set up for.",
            Self::WrongApp { code } => wrong_app(*code),
            Self::Mismatch => "Microsoft's answer belongs to another sign-in than the one that was begun here, so it was not used.",
            Self::NoPort => "Rollbook could not open a port on this computer for the browser to come back to.",
            Self::ServerFault { .. } => "Microsoft's sign-in service has a fault at the moment.",
            Self::Transport(error) => return format!("The sign-in did not work: {error}."),
            Self::Other { code: Some(code) } => return format!("Microsoft refused the sign-in (AADSTS{code})."),
            Self::Other { code: None } => "Microsoft refused the sign-in without saying why.",
        };
        text.to_owned()
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Declined => "Start again and choose Continue; enter only a code that Rollbook shows you now.",
            Self::Expired | Self::BadCode | Self::Mismatch => "Start again; a new code is shown.",
            Self::Blocked { .. } => "Sign in with the browser on this computer. If that is refused too, ask IT which Conditional Access policy blocks it (device code flow, or a managed device is required).",
            Self::ConsentRefused => "Sign in again and accept the permissions.",
            Self::AdminConsentNeeded => "Ask your IT department to grant admin consent to the app registration whose id is in the settings.",
            Self::SignInNeeded { .. } => "Sign in again. Nothing that Rollbook has stored is lost.",
            Self::WrongAccount { code: 50105 } => "Ask IT to assign your account to the app.",
            Self::WrongAccount { .. } => "Choose your work or school account of this institution.",
            Self::WrongApp { .. } => "Check tenant, client id, cloud and secret in the settings with your IT department.",
            Self::NoPort => "Use the device code, or free a local port.",
            Self::ServerFault { .. } => "Try again in a few minutes.",
            Self::Transport(Error::Tls) => "Check the date of this computer; on a managed network ask IT for its certificate.",
            Self::Transport(Error::Portal) => "Sign in to this network in a browser first.",
            Self::Transport(_) => "Check the network connection and try again.",
            Self::Other { .. } => "Try again; if it happens again, give your IT department the number in the message.",
        }
    }
}

fn wrong_app(code: u32) -> &'static str {
    match code {
        700_016 => "Microsoft knows no app with the configured client id in this tenant.",
        50194 => "The configured app belongs to one tenant only, and the settings do not name that tenant.",
        90002 => "Microsoft knows no tenant with the configured name.",
        7_000_218 => "The app registration does not allow public clients: \"Allow public client flows\" is off.",
        7_000_215 => "The configured app secret is wrong; perhaps its id was entered in place of its value.",
        7_000_222 => "The configured app secret has expired.",
        700_027 => "The configured certificate is not registered with the app.",
        90038 | 900_432 => "The tenant belongs to another Microsoft cloud than the configured one.",
        50011 => "The app registration lacks the redirect address http://localhost for desktop apps.",
        _ => "The app registration does not fit the settings.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_decide_before_words() {
        for (word, codes, expected) in [
            ("invalid_grant", &[53003][..], SignInError::Blocked { code: 53003 }),
            ("interaction_required", &[530_035], SignInError::Blocked { code: 530_035 }),
            ("invalid_grant", &[65001], SignInError::AdminConsentNeeded),
            ("access_denied", &[65004], SignInError::ConsentRefused),
            ("access_denied", &[], SignInError::Declined),
            ("authorization_declined", &[70021], SignInError::Declined),
            ("bad_verification_code", &[], SignInError::BadCode),
            ("expired_token", &[70020], SignInError::Expired),
            ("invalid_grant", &[700_082], SignInError::SignInNeeded { code: Some(700_082) }),
            ("invalid_grant", &[999], SignInError::SignInNeeded { code: Some(999) }),
            ("unauthorized_client", &[700_016], SignInError::WrongApp { code: 700_016 }),
            ("invalid_client", &[7_000_215], SignInError::WrongApp { code: 7_000_215 }),
            ("what_is_this", &[1], SignInError::Other { code: Some(1) }),
        ] {
            assert_eq!(SignInError::sort(word, codes), expected, "{word} {codes:?}");
        }
    }

    #[test]
    fn every_error_says_what_and_what_to_do() {
        let all = [
            SignInError::Declined,
            SignInError::Blocked { code: 53003 },
            SignInError::WrongApp { code: 700_016 },
            SignInError::Transport(Error::Tls),
            SignInError::Other { code: Some(5) },
            SignInError::NoPort,
        ];
        for error in all {
            assert!(error.message().ends_with('.') && error.hint().ends_with('.'), "{error:?}");
        }
    }
}
