//! What a sign-in gives: tokens, what they allow, how long, and for whom (RFC 6749, section 5.1).

use super::errors::SignInError;
use super::id_token::Account;
use super::scopes;
use chrono::{DateTime, Utc};
use oauth2::basic::BasicTokenType;
use oauth2::{ExtraTokenFields, StandardTokenResponse, TokenResponse};
use rollbook_transport::Error;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;

/// Tokens as they came. Debug shows neither them nor the account.
#[derive(Clone)]
pub struct TokenSet {
    /// For `Authorization: Bearer` at Graph.
    pub access: SecretString,
    /// For the next tokens; an app by itself gets none.
    pub refresh: Option<SecretString>,
    /// How long the access token lasts, by the server's clock. Zero where the server did not say.
    pub expires_in: Duration,
    /// What was granted, as the server names it; may be less than what was asked for.
    pub scopes: Vec<String>,
    /// Who signed in, where an id token came along.
    pub account: Option<Account>,
    /// The server's clock when it answered (`Date`).
    pub server_time: Option<DateTime<Utc>>,
}

/// No honest access token lasts longer: Microsoft's longest is 28 hours.
const LONGEST: Duration = Duration::from_hours(48);

impl TokenSet {
    /// Fails where the meeting permissions ([`scopes::NEEDED`]) are not among what was granted. A server that does not say
    /// what it granted has granted what was asked for (RFC 6749, section 5.1).
    pub fn complete(self) -> Result<Self, SignInError> {
        let missing = self.missing_permissions();
        let lacks = !self.scopes.is_empty() && scopes::NEEDED.iter().any(|need| missing.contains(need));
        if lacks { Err(SignInError::Incomplete) } else { Ok(self) }
    }

    /// The permissions on Graph that were asked for and not granted, by their short names.
    #[must_use]
    pub fn missing_permissions(&self) -> Vec<&'static str> {
        scopes::missing(&self.scopes)
    }

    /// Reads a token answer; [`Error::BadAnswer`] for one without a bearer token.
    pub(super) fn read(
        answer: &TokenAnswer,
        server_time: Option<DateTime<Utc>>,
    ) -> Result<Self, SignInError> {
        let access = answer.access_token().secret();
        if access.is_empty() || *answer.token_type() != BasicTokenType::Bearer {
            return Err(Error::BadAnswer { what: "a token" }.into());
        }
        let refresh = answer.refresh_token().map(|token| token.secret().as_str());
        let scopes = answer.scopes().map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect());
        Ok(Self {
            access: SecretString::from(access.as_str()),
            refresh: refresh.filter(|token| !token.is_empty()).map(SecretString::from),
            expires_in: answer.expires_in().unwrap_or_default().min(LONGEST),
            scopes: scopes.unwrap_or_default(),
            account: answer.extra_fields().id_token.as_deref().and_then(Account::read),
            server_time,
        })
    }
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSet")
            .field("refresh", &self.refresh.is_some())
            .field("expires_in", &self.expires_in)
            .field("scopes", &self.scopes.len())
            .field("account", &self.account.is_some())
            .finish_non_exhaustive()
    }
}

/// The token endpoint's answer.
pub(super) type TokenAnswer = StandardTokenResponse<IdToken, BasicTokenType>;

/// What `OpenID` Connect adds to it.
#[derive(Serialize, Deserialize)]
pub(super) struct IdToken {
    #[serde(default)]
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdToken")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use secrecy::ExposeSecret;

    fn read(text: &str) -> Result<TokenSet, SignInError> {
        TokenSet::read(&serde_json::from_str(text).unwrap(), None)
    }

    #[test]
    fn microsofts_sample_is_read_and_never_shown() {
        let set = read(include_str!("../../tests/fixtures/sign_in/oauth-token-response.json")).unwrap();
        assert!(set.access.expose_secret().starts_with("eyJ0eXAi"));
        assert!(set.refresh.as_ref().unwrap().expose_secret().starts_with("AwABAAAA"));
        assert_eq!(set.expires_in, Duration::from_secs(3599));
        assert_eq!(set.scopes, ["User.Read", "profile", "openid", "email"]);
        assert_eq!(set.missing_permissions().len(), 3);
        // The sample's id token is cut short.
        assert_eq!(set.account, None);
        let shown = format!("{set:?}");
        assert!(!shown.contains("eyJ0") && !shown.contains("AwAB"), "{shown}");
    }

    #[test]
    fn an_answer_needs_a_bearer_token() {
        let bad = SignInError::Transport(Error::BadAnswer { what: "a token" });
        assert_eq!(read(r#"{"access_token":"","token_type":"Bearer"}"#).unwrap_err(), bad);
        assert_eq!(read(r#"{"access_token":"a","token_type":"mac"}"#).unwrap_err(), bad);
        let least = read(r#"{"access_token":"a","token_type":"bearer","refresh_token":""}"#).unwrap();
        assert!(least.refresh.is_none() && least.scopes.is_empty() && least.expires_in.is_zero());
        let long = read(r#"{"access_token":"a","token_type":"Bearer","expires_in":18446744073709551615}"#);
        assert_eq!(long.unwrap().expires_in, LONGEST);
    }
}
