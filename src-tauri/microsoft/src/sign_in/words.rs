//! What a person reads of a failed sign-in: what happened, what it means, and what to do.

use super::errors::SignInError;
use rollbook_transport::{Error, Unreachable};

impl SignInError {
    /// What happened and what it means, in whole sentences.
    #[must_use]
    pub fn message(&self) -> String {
        let text = match self {
            Self::Declined => "The sign-in was declined on Microsoft's page, so nobody is signed in.",
            Self::Expired => "Nobody finished the sign-in in time, so it is no longer valid.",
            Self::BadCode => {
                "Microsoft does not accept this code: it was used already, or it is not one of its codes."
            }
            Self::Blocked { aadsts } => return blocked(*aadsts),
            Self::ConsentRefused => {
                "The permissions were refused on Microsoft's page. Without them Rollbook cannot read your meetings."
            }
            Self::AdminConsentNeeded => {
                "At your institution only an administrator may allow an app to read meetings, and that has not been done for Rollbook."
            }
            Self::SessionEnded => {
                "Microsoft wants you to sign in again. That happens after a password change, after a long pause, or when a rule of your institution says so."
            }
            Self::WrongRegistration { aadsts } => return registration(*aadsts),
            Self::WrongAccount => {
                "This account does not belong to the institution that Rollbook is set up for."
            }
            Self::NotAssigned => {
                "Your account is not on the list of people who may use this app (AADSTS50105)."
            }
            Self::WrongCloud => {
                "The account or the tenant is in another of Microsoft's clouds than the one in the settings."
            }
            Self::WrongClock => {
                "The clock of this computer is so far from the right time that Microsoft refuses signed requests (AADSTS700024)."
            }
            Self::Incomplete => {
                "Microsoft signed you in, but did not grant the permissions to read meetings and their attendance, so nothing was kept."
            }
            Self::NoAccount => {
                "Microsoft's answer names no work or school account, so Rollbook does not know who signed in."
            }
            Self::NoPort => {
                "Rollbook could not open a port on this computer for the browser to come back to."
            }
            Self::ServerFault { status } => {
                return format!("Microsoft's sign-in service has a fault at the moment (HTTP {status}).");
            }
            Self::Transport(error) => return transport(error),
            Self::Other { aadsts: Some(code) } => {
                return format!("Microsoft refused the sign-in (AADSTS{code}).");
            }
            Self::Other { aadsts: None } => "Microsoft refused the sign-in without saying why.",
        };
        text.to_owned()
    }

    /// What to do about it, in whole sentences.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Declined => {
                "Start again, and continue on Microsoft's page. Enter only a code that Rollbook shows you at that moment."
            }
            Self::Expired | Self::BadCode => "Start the sign-in again.",
            Self::Blocked { .. } => {
                "Sign in with the browser on this computer. If that is refused too, ask IT which Conditional Access policy blocks it: one against device code flow, or one that wants a managed device."
            }
            Self::ConsentRefused => {
                "Sign in again and accept the permissions. If Microsoft's page does not let you, ask IT to grant admin consent to the app registration whose client id is in the settings."
            }
            Self::AdminConsentNeeded => {
                "Ask IT to grant admin consent to the app registration whose client id is in the settings, then sign in again."
            }
            Self::SessionEnded => "Sign in again. Nothing that Rollbook has stored is lost.",
            Self::WrongRegistration { aadsts } => registration_hint(*aadsts),
            Self::WrongAccount => {
                "Sign in again and choose the account that your institution gave you, or have the tenant in the settings corrected."
            }
            Self::NotAssigned => "Ask IT to assign your account to the app.",
            Self::WrongCloud => "Ask IT which cloud your institution uses, and set it in the settings.",
            Self::WrongClock => "Set date, time and time zone of this computer, then try again.",
            Self::Incomplete => {
                "Sign in again and accept all permissions. If Microsoft's page does not ask for them, ask IT to grant admin consent to the app registration whose client id is in the settings."
            }
            Self::NoAccount => {
                "Sign in with the account that your institution gave you, not with a personal one."
            }
            Self::NoPort => {
                "Sign in with a code on another device, or let IT allow local ports for Rollbook."
            }
            Self::ServerFault { .. } => "Try again in a few minutes.",
            Self::Transport(Error::Cancelled) => "Start again whenever you like.",
            Self::Transport(Error::Tls) => {
                "Check the date and time of this computer. On a managed network ask IT for its certificate."
            }
            Self::Transport(Error::Portal) => "Open a page in the browser and sign in to this network first.",
            Self::Transport(Error::Throttled { .. }) => "Wait a few minutes, then try again.",
            Self::Transport(Error::Offline(Unreachable::Told)) => "Try again without the offline setting.",
            Self::Transport(Error::BadAddress) => "Check the tenant and the addresses in the settings.",
            Self::Transport(_) => "Check the network connection and try again.",
            Self::Other { .. } => "Try again. If it happens again, give IT the number in this message.",
        }
    }
}

fn blocked(aadsts: u32) -> String {
    let why = match aadsts {
        50097 | 53000..=53002 => "only lets computers and phones sign in that it manages",
        530_035 => "has Microsoft's security defaults switched on, which refuse this way of signing in",
        _ => "does not allow signing in in this way",
    };
    format!("Your institution {why} (AADSTS{aadsts}).")
}

fn registration(aadsts: u32) -> String {
    let what = match aadsts {
        0 => return "Microsoft does not accept the app registration in the settings.".to_owned(),
        700_016 => "Microsoft knows no app with the client id of the settings in this tenant",
        50194 => "The app is registered for one tenant only, and the settings do not name that tenant",
        90002 => "Microsoft knows no tenant of the name in the settings",
        7_000_218 => "The app registration does not allow public clients",
        7_000_215 => "The app's secret is wrong",
        7_000_222 => "The app's secret has expired",
        700_027 => "The app's certificate is not the registered one",
        7_000_112 => "The app registration is switched off",
        50011 => "The app registration lacks the redirect address of desktop apps",
        _ => "The app registration does not fit the settings",
    };
    format!("{what} (AADSTS{aadsts}).")
}

fn registration_hint(aadsts: u32) -> &'static str {
    match aadsts {
        50194 => "Set the tenant in the settings to your institution's id or domain.",
        90002 => "Check the tenant and the cloud in the settings.",
        7_000_218 => "Ask IT to switch on \"Allow public client flows\" in the app registration.",
        7_000_215 => "Store the secret again: its value, not its id.",
        7_000_222 => "Ask IT for a new secret, and store it.",
        700_027 => "Ask IT to upload the certificate to the app registration, or store the registered one.",
        7_000_112 => "Ask IT whether the app may be used.",
        50011 => "Ask IT to add http://localhost under \"Mobile and desktop applications\".",
        _ => "Check tenant, client id and cloud in the settings together with IT.",
    }
}

fn transport(error: &Error) -> String {
    match error {
        Error::Cancelled => "The sign-in was cancelled.".to_owned(),
        Error::Throttled { .. } => "Microsoft's sign-in service asks to wait.".to_owned(),
        Error::Portal => "This network answered with a page of its own in place of Microsoft.".to_owned(),
        Error::Offline(Unreachable::Told) => {
            "Rollbook was told to stay offline, so it cannot sign in.".to_owned()
        }
        Error::Offline(_) => "Microsoft's sign-in service could not be reached.".to_owned(),
        other => format!("The sign-in did not work: {other}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<SignInError> {
        use SignInError::*;
        let mut all = vec![
            Declined,
            Expired,
            BadCode,
            ConsentRefused,
            AdminConsentNeeded,
            SessionEnded,
            WrongAccount,
            NotAssigned,
            WrongCloud,
            NoPort,
            WrongClock,
            Incomplete,
            NoAccount,
            ServerFault { status: 503 },
            Other { aadsts: Some(5) },
            Other { aadsts: None },
        ];
        all.extend([53003, 530_032, 530_035, 50097, 53000, 53001].map(|aadsts| Blocked { aadsts }));
        all.extend(
            [0, 700_016, 50194, 90002, 7_000_218, 7_000_215, 7_000_222, 700_027, 7_000_112, 50011, 500_011]
                .map(|aadsts| WrongRegistration { aadsts }),
        );
        all.extend(
            [
                Error::Cancelled,
                Error::Tls,
                Error::Portal,
                Error::Throttled { retry_at: None },
                Error::Offline(Unreachable::Told),
                Error::Offline(Unreachable::Connect),
                Error::BadAddress,
                Error::BadAnswer { what: "a token" },
            ]
            .map(Transport),
        );
        all
    }

    #[test]
    fn every_error_says_what_happened_and_what_to_do() {
        for error in all() {
            for text in [error.message(), error.hint().to_owned()] {
                assert!(text.ends_with('.') && text.len() > 20, "{error:?}: {text}");
                assert!(text.starts_with(char::is_uppercase), "{error:?}: {text}");
            }
        }
    }

    #[test]
    fn different_causes_have_different_words() {
        let mut said: Vec<String> = all().iter().map(SignInError::message).collect();
        let count = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), count);
        assert!(SignInError::Blocked { aadsts: 53003 }.hint().contains("browser"));
        assert_ne!(SignInError::ConsentRefused.hint(), SignInError::AdminConsentNeeded.hint());
    }
}
