//! Refreshing (RFC 6749, section 6), with the rotation that Entra does: every use gives a new refresh token.

use super::endpoint::{SignIn, sort};
use super::errors::SignInError;
use super::token::TokenSet;
use oauth2::{RefreshToken, Scope};
use rollbook_transport::Context;
use secrecy::{ExposeSecret, SecretString};

impl SignIn {
    /// Exchanges a refresh token. The result always holds the refresh token to keep from now on: the new one, or the old
    /// one where the server sent none.
    ///
    /// [`SignInError::SignInNeeded`] only where the server says that the token is no longer good; a fault of network or
    /// service is never that. One refresh at a time is the caller's business.
    pub async fn refresh(&self, old: &SecretString, context: &Context) -> Result<TokenSet, SignInError> {
        let scopes = self.authority().scopes();
        let token = RefreshToken::new(old.expose_secret().to_owned());
        let carrier = self.carrier(context, "refresh");
        let client = self.oauth()?;
        let wire = client
            .exchange_refresh_token(&token)
            .add_scopes(scopes.iter().cloned().map(Scope::new))
            .request_async(&carrier)
            .await
            .map_err(sort)?;
        let mut tokens = self.accept(wire, &scopes, None)?;
        tokens.refresh.get_or_insert_with(|| old.clone());
        Ok(tokens)
    }
}

#[cfg(test)]
#[path = "refresh_tests.rs"]
mod tests;
