//! What a refusal of call records means: they come with the institution's own credential, or through its relay, so what a
//! person can do about it is another thing than with their own meetings.

use crate::config::CallRecordsMode;
use crate::error::from_graph::more_proof;
use crate::error::{Code, Error};
use rollbook_microsoft::graph::GraphError;
use rollbook_transport::Error as Transport;

/// The refusal in words, with a next step.
pub(super) fn refused(mode: CallRecordsMode, error: GraphError) -> Error {
    match mode {
        CallRecordsMode::Relay => by_relay(error),
        CallRecordsMode::App | CallRecordsMode::Off => by_app(error),
    }
}

/// As the institution's app: nobody's sign-in would help.
fn by_app(error: GraphError) -> Error {
    match error {
        GraphError::NotSignedIn { .. } => Error::new(
            Code::NotPermitted,
            "Microsoft does not accept the credential that reads call records.",
            "Ask IT whether the app registration and its secret or certificate are still good; a new one is set with `rollbook secret set call_records.secret` or `call_records.certificate`.",
        ),
        GraphError::ClaimsChallenge { .. } => Error::new(
            Code::NotPermitted,
            "A policy of your institution keeps the credential that reads call records from being used on this computer.",
            "Ask IT which Conditional Access policy for workload identities applies to the app registration.",
        ),
        GraphError::Forbidden { .. }
        | GraphError::NotOrganizer { .. }
        | GraphError::NoAccessPolicy { .. } => Error::new(
            Code::NotPermitted,
            "The app that reads call records is not permitted to do so.",
            "IT must give its registration the application permission CallRecords.Read.All with admin consent; a change takes some minutes.",
        ),
        other => other.into(),
    }
}

/// Through the relay, as the instructor.
fn by_relay(error: GraphError) -> Error {
    match error {
        GraphError::NotSignedIn { .. } => Error::new(
            Code::NotPermitted,
            "The institution's relay for call records does not accept your sign-in.",
            "Sign in again. If it stays so, IT must see that the relay takes Microsoft Graph tokens of your account.",
        ),
        GraphError::ClaimsChallenge { .. } => more_proof(Code::SignInNeeded),
        GraphError::Forbidden { .. }
        | GraphError::NotOrganizer { .. }
        | GraphError::NoAccessPolicy { .. } => Error::new(
            Code::NotPermitted,
            "The institution's relay refuses you these call records.",
            "Ask IT whom the relay serves, and whether the relay itself may read call records (CallRecords.Read.All).",
        ),
        GraphError::NotFound { .. } => Error::new(
            Code::ServerFault,
            "There are no call records at the relay's address.",
            "Check call_records.relay_url with IT: it is the root below which /v1.0/communications/callRecords is answered.",
        ),
        GraphError::Transport(Transport::UntrustedLink) => Error::new(
            Code::UntrustedLink,
            "The relay sent a link that leads away from it. It was not followed, because your sign-in would have gone along.",
            "IT must let the relay write its own address into the links to further pages (@odata.nextLink).",
        ),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn app_and_relay_have_words_of_their_own() {
        let said = |mode| {
            let refusals = [
                GraphError::NotSignedIn { request_id: None },
                GraphError::Forbidden { request_id: None },
                GraphError::ClaimsChallenge { claims: "{}".to_owned(), request_id: None },
            ];
            refusals.map(|error| refused(mode, error))
        };
        let (app, relay) = (said(CallRecordsMode::App), said(CallRecordsMode::Relay));
        assert!(app.iter().all(|error| error.code == Code::NotPermitted));
        for (app, relay) in app.iter().zip(&relay) {
            assert_ne!(app.view().message, relay.view().message);
        }
        assert_eq!(
            relay[2].code,
            Code::SignInNeeded,
            "only through the relay it is the instructor's sign-in"
        );
        // A failure that is no refusal stays what it is.
        let lost = refused(CallRecordsMode::Relay, GraphError::ServerFault { status: 503, request_id: None });
        assert_eq!(lost.code, Code::ServerFault);
    }
}
