//! Signing in as the institution's own app (RFC 6749, section 4.4), the only way to call records.

use super::endpoint::{SignIn, sort};
use super::errors::SignInError;
use super::token::TokenSet;
use oauth2::{ClientSecret, Scope};
use rollbook_transport::Context;
use secrecy::{ExposeSecret, SecretString};

/// What an app proves itself with.
#[derive(Clone)]
pub enum AppCredential {
    /// Its secret.
    Secret(SecretString),
    /// A JSON web token signed with the key of its certificate (RFC 7523, section 2.2).
    Assertion(SecretString),
}

impl std::fmt::Debug for AppCredential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppCredential")
    }
}

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl SignIn {
    /// Gets a token for the app. There is no refresh token; the tenant must be a certain one, not `organizations`.
    pub async fn as_app(
        &self,
        credential: &AppCredential,
        context: &Context,
    ) -> Result<TokenSet, SignInError> {
        let scope = self.authority().app_scope();
        let carrier = self.carrier(context, "app sign-in");
        let client = match credential {
            AppCredential::Secret(secret) => {
                self.oauth()?.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            }
            AppCredential::Assertion(_) => self.oauth()?,
        };
        let mut request = client.exchange_client_credentials().add_scope(Scope::new(scope.clone()));
        if let AppCredential::Assertion(signed) = credential {
            request = request
                .add_extra_param("client_assertion_type", ASSERTION)
                .add_extra_param("client_assertion", signed.expose_secret());
        }
        let wire = request.request_async(&carrier).await.map_err(sort)?;
        self.accept(wire, &[scope], None)
    }
}

#[cfg(test)]
#[path = "client_credentials_tests.rs"]
mod tests;
