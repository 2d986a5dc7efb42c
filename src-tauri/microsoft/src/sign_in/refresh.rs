//! New tokens without a person (RFC 6749, section 6).

use super::authority::Authority;
use super::client::{Http, oauth};
use super::errors::SignInError;
use super::tokens::TokenSet;
use oauth2::RefreshToken;
use rollbook_transport::{Context, Transport};
use secrecy::{ExposeSecret, SecretString};

/// Trades a refresh token for new tokens of the same permissions.
///
/// The answer always has a refresh token: the new one, which replaces the old (RFC 9700, section 2.2.2), or the old one
/// where the server sent none. It asks for no scopes, which means those of the sign-in: naming one that was not granted
/// would fail. Never repeated: the token may be good for one use only. Callers see to it that one refresh is under way
/// at a time, and store the new token before they use the access token.
pub async fn refresh(
    authority: &Authority,
    client_id: &str,
    refresh_token: &SecretString,
    transport: &Transport,
    context: &Context,
) -> Result<TokenSet, SignInError> {
    let http = Http::once(transport, context, "token refresh");
    let old = RefreshToken::new(refresh_token.expose_secret().to_owned());
    let answer = oauth(authority, client_id)?.exchange_refresh_token(&old).request_async(&http).await?;
    let mut tokens = TokenSet::read(&answer, http.date())?;
    tokens.refresh.get_or_insert_with(|| refresh_token.clone());
    Ok(tokens)
}

#[cfg(test)]
#[path = "refresh_tests.rs"]
mod tests;
