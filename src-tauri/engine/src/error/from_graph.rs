//! Graph's refusals in the contract's codes, with what they mean for the class and what to do.

use super::{Code, Error};
use rollbook_microsoft::graph::{GraphError, TokenError};

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        let id = error.request_id().map(str::to_owned);
        let view = match error {
            GraphError::NotSignedIn { .. } => sign_in_needed(),
            GraphError::ClaimsChallenge { .. } => more_proof(Code::SignInNeeded),
            GraphError::NotOrganizer { .. } => Self::new(
                Code::NotOrganizer,
                "Somebody else organized this meeting, and Microsoft shows its attendance to organizers and co-organizers only.",
                "Ask the organizer to make you a co-organizer, or for the attendance file.",
            ),
            GraphError::NotFound { .. } => Self::new(
                Code::ReportEmpty,
                "Microsoft does not know this meeting or call (any more).",
                "Check the join link; the attendance file from Teams is another way.",
            ),
            GraphError::Forbidden { .. } => Self::new(
                Code::NotPermitted,
                "Microsoft refuses this to your account.",
                "Sign in again so that all permissions are asked for; if it stays so, ask IT to allow Rollbook to read meeting attendance.",
            ),
            GraphError::NoAccessPolicy { .. } => Self::new(
                Code::NotPermitted,
                "IT has not allowed this app to read the organizer's meetings yet.",
                "IT must grant an application access policy; it takes up to 30 minutes to work.",
            ),
            GraphError::TooOld { .. } => Self::new(
                Code::TooOld,
                "Microsoft keeps call records for 30 days, and this class is older.",
                "The attendance file from Teams is the way that is left.",
            ),
            GraphError::BadRequest { .. } => Self::new(
                Code::ServerFault,
                "Microsoft did not understand the question.",
                "Check the class's join link. If it is right, report this with the details.",
            ),
            GraphError::ServerFault { status, .. } => Self::new(
                Code::ServerFault,
                "Microsoft's answer was an error; what was fetched before is as it was.",
                "Try again later.",
            )
            .with("status", status),
            GraphError::Token(error) => from_token(error),
            GraphError::Transport(error) => error.into(),
        };
        match id {
            Some(id) => view.with("request_id", id),
            None => view,
        }
    }
}

fn from_token(error: TokenError) -> Error {
    match error {
        TokenError::SignInNeeded => sign_in_needed(),
        TokenError::Transport(error) => error.into(),
        // What the engine put in as its own error comes out again.
        TokenError::Other(inner) => {
            inner.downcast::<Error>().map_or_else(|_| Error::internal("token"), |error| *error)
        }
    }
}

/// A claims challenge: only a sign-in in the browser can answer it.
pub(crate) fn more_proof(code: Code) -> Error {
    Error::new(
        code,
        "Your institution wants you to prove again who you are before Microsoft answers, for example with a second factor or on a managed computer.",
        "Sign in with the browser on this computer: `rollbook sign-in --browser`, or the account button in the window.",
    )
}

pub(crate) fn sign_in_needed() -> Error {
    Error::new(
        Code::SignInNeeded,
        "Nobody is signed in to Microsoft, or the session has ended.",
        "Sign in: `rollbook sign-in`, or the account button in the window.",
    )
}
