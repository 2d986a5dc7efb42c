//! Tokens of the institution's own app, without a person (RFC 6749, section 4.4): the only way to call records.

use super::authority::Authority;
use super::client::{Http, oauth};
use super::errors::SignInError;
use super::scopes;
use super::tokens::TokenSet;
use oauth2::{ClientSecret, Scope};
use rollbook_transport::{Context, Transport};
use secrecy::{ExposeSecret, SecretString};

/// Gets a token for everything that an administrator gave the app ([`scopes::app`]). It comes without a refresh token.
pub async fn with_secret(
    authority: &Authority,
    client_id: &str,
    secret: &SecretString,
    transport: &Transport,
    context: &Context,
) -> Result<TokenSet, SignInError> {
    // The same credential gives as many tokens as are asked for.
    let http = Http::repeatable(transport, context, "app token");
    let answer = oauth(authority, client_id)?
        .set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
        .exchange_client_credentials()
        .add_scope(Scope::new(scopes::app(authority)))
        .request_async(&http)
        .await?;
    TokenSet::read(&answer, http.date())
}

#[cfg(test)]
#[path = "client_credentials_tests.rs"]
mod tests;
