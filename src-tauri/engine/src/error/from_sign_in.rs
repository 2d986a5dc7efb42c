//! Sign-in faults in the contract's codes; sentences and hints are the sign-in's own.

use super::{Code, Error};
use rollbook_microsoft::sign_in::SignInError;

impl From<SignInError> for Error {
    fn from(error: SignInError) -> Self {
        let code = match &error {
            SignInError::Transport(inner) => return inner.clone().into(),
            SignInError::Blocked { .. } => Code::DeviceCodeBlocked,
            SignInError::AdminConsentNeeded => Code::AdminConsentNeeded,
            SignInError::ConsentRefused
            | SignInError::Incomplete
            | SignInError::WrongAccount
            | SignInError::NoAccount
            | SignInError::NotAssigned => Code::NotPermitted,
            SignInError::WrongRegistration { .. } | SignInError::WrongCloud => Code::BadInput,
            // Like a certificate that is not good yet: the fault is in the times.
            SignInError::WrongClock => Code::Tls,
            SignInError::ServerFault { .. } => Code::ServerFault,
            SignInError::NoPort => Code::Internal,
            SignInError::Declined
            | SignInError::Expired
            | SignInError::BadCode
            | SignInError::SessionEnded
            | SignInError::Other { .. } => Code::SignInNeeded,
        };
        let aadsts = error.aadsts();
        let view = Self::new(code, error.message(), error.hint());
        match aadsts {
            Some(number) => view.with("aadsts", number),
            None => view,
        }
    }
}
