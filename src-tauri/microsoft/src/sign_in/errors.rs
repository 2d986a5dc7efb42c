//! Why a sign-in did not work, sorted by what a person can do about it.

use rollbook_transport::{Error, Unreachable};

/// Why a sign-in failed. Holds a number at most: never Microsoft's text, which names people, tenants and apps.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// The person said no.
    #[error("the sign-in was declined")]
    Declined,
    /// Nobody finished the sign-in in time.
    #[error("the sign-in has expired")]
    Expired,
    /// Microsoft does not know the device code, or it was used already.
    #[error("the code is not valid")]
    BadCode,
    /// A policy of the institution refuses this way of signing in, or this device.
    #[error("blocked by a policy (AADSTS{aadsts})")]
    Blocked {
        /// Microsoft's number.
        aadsts: u32,
    },
    /// The person did not agree to the permissions.
    #[error("the permissions were refused")]
    ConsentRefused,
    /// Only an administrator may agree to the permissions.
    #[error("an administrator has to agree to the permissions")]
    AdminConsentNeeded,
    /// What was kept of the last sign-in is no longer good, or more than it is asked for.
    #[error("a new sign-in is needed")]
    SessionEnded,
    /// The app registration, its secret or the tenant is not as the settings say.
    #[error("the app registration is not as configured (AADSTS{aadsts})")]
    WrongRegistration {
        /// Microsoft's number; 0 where it gave none.
        aadsts: u32,
    },
    /// The account belongs to another institution.
    #[error("the account cannot be used here")]
    WrongAccount,
    /// The account is not on the list of those who may use the app.
    #[error("the account may not use the app")]
    NotAssigned,
    /// Tenant or account live in another of Microsoft's clouds.
    #[error("the tenant is in another cloud")]
    WrongCloud,
    /// The clocks of this computer and of the service are too far apart for a signed request.
    #[error("the clock is wrong")]
    WrongClock,
    /// Permissions were left out of what was granted. Nothing was kept.
    #[error("not all permissions were granted")]
    Incomplete,
    /// The sign-in named neither a person nor an institution.
    #[error("the sign-in names no work or school account")]
    NoAccount,
    /// No port of this machine could be opened for the browser to come back to.
    #[error("no local port could be opened")]
    NoPort,
    /// The service is in trouble; a later try may work.
    #[error("the sign-in service has a fault (HTTP {status})")]
    ServerFault {
        /// HTTP status.
        status: u16,
    },
    /// No answer, or none that makes sense.
    #[error(transparent)]
    Transport(#[from] Error),
    /// Anything else that Microsoft says.
    #[error("the sign-in was refused (AADSTS{})", aadsts.unwrap_or_default())]
    Other {
        /// Microsoft's number, where it gave one.
        aadsts: Option<u32>,
    },
}

impl SignInError {
    /// True for failures of the network or the service that a repeat may mend. A cancel and `--offline` are none, nor
    /// is a certificate that is not accepted.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::ServerFault { .. } | Self::Transport(Error::Throttled { .. } | Error::Portal) => true,
            Self::Transport(Error::Offline(why)) => *why != Unreachable::Told,
            _ => false,
        }
    }

    /// Microsoft's number, for the error's details and a support case.
    #[must_use]
    pub fn aadsts(&self) -> Option<u32> {
        match self {
            Self::Blocked { aadsts } | Self::WrongRegistration { aadsts } => {
                Some(*aadsts).filter(|code| *code > 0)
            }
            Self::Other { aadsts } => *aadsts,
            _ => None,
        }
    }
}
