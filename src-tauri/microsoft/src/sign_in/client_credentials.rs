//! Tokens of the institution's own app, without a person (RFC 6749, section 4.4): the only way to call records.

use super::authority::Authority;
use super::certificate::Certificate;
use super::client::{Http, oauth};
use super::errors::SignInError;
use super::scopes;
use super::tokens::TokenSet;
use chrono::{DateTime, Utc};
use oauth2::{ClientSecret, Scope};
use rollbook_transport::{Context, Transport};
use secrecy::{ExposeSecret, SecretString};

/// RFC 7523, section 2.2.
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Gets a token like [`with_secret`], proven by a certificate (RFC 7523). An assertion is good for minutes only, so where the
/// server says that its time is not ours (AADSTS700024), it is asked once more by the server's own clock.
///
/// `now` is the best guess of the server's present.
pub async fn with_certificate(
    authority: &Authority,
    client_id: &str,
    certificate: &Certificate,
    now: DateTime<Utc>,
    transport: &Transport,
    context: &Context,
) -> Result<TokenSet, SignInError> {
    // Sent once: an assertion must not be seen twice.
    let http = Http::once(transport, context, "app token");
    match by_assertion(authority, client_id, certificate, now, &http).await {
        Err(SignInError::WrongClock) => match http.date() {
            Some(theirs) => by_assertion(authority, client_id, certificate, theirs, &http).await,
            None => Err(SignInError::WrongClock),
        },
        other => other,
    }
}

async fn by_assertion(
    authority: &Authority,
    client_id: &str,
    certificate: &Certificate,
    now: DateTime<Utc>,
    http: &Http<'_>,
) -> Result<TokenSet, SignInError> {
    let endpoint = authority.token_url()?;
    let assertion = certificate
        .assertion(client_id, endpoint.as_str(), now)
        .map_err(|_| SignInError::WrongRegistration { aadsts: 0 })?;
    let answer = oauth(authority, client_id)?
        .exchange_client_credentials()
        .add_scope(Scope::new(scopes::app(authority)))
        .add_extra_param("client_assertion_type", ASSERTION)
        .add_extra_param("client_assertion", assertion.expose_secret())
        .request_async(http)
        .await?;
    TokenSet::read(&answer, http.date())
}

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
