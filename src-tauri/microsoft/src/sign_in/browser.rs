//! Signing in with the browser on this machine (RFC 8252, with PKCE: RFC 7636).

use super::authority::Authority;
use super::client::{Http, OAuth, oauth};
use super::errors::SignInError;
use super::redirect::{Answer, Listener};
use super::scopes;
use super::tokens::TokenSet;
use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use rollbook_transport::{Context, Error, Transport};
use std::fmt;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// How long the browser may take; Microsoft's codes live about as long.
const PATIENCE: Duration = Duration::from_mins(10);

/// A sign-in that waits for the browser to come back. Dropping it ends it.
pub struct BrowserSignIn {
    /// Where to send the browser.
    pub url: Url,
    oauth: OAuth,
    verifier: PkceCodeVerifier,
    state: CsrfToken,
    listener: Listener,
    transport: Transport,
    patience: Duration,
}

impl fmt::Debug for BrowserSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BrowserSignIn")
    }
}

/// What else to ask the sign-in page for.
#[derive(Clone, Debug, Default)]
pub struct Wish<'a> {
    /// The account to begin with (`login_hint`): somebody signs in again. Else the page lets them choose.
    pub account: Option<&'a str>,
    /// What the sign-in must prove (`claims`, JSON), after a claims challenge.
    pub claims: Option<&'a str>,
}

/// Opens a port on this machine and makes the address for the browser. [`SignInError::NoPort`] where that is impossible.
pub async fn start(
    authority: &Authority,
    client_id: &str,
    wish: &Wish<'_>,
    transport: &Transport,
) -> Result<BrowserSignIn, SignInError> {
    let listener = Listener::open().await.map_err(|_| SignInError::NoPort)?;
    // Entra ignores the port of a registered `http://localhost`, and of no other address.
    let redirect = RedirectUrl::new(format!("http://localhost:{}", listener.port()));
    let redirect = redirect.map_err(|_| Error::BadAddress)?;
    let oauth = oauth(authority, client_id)?.set_redirect_uri(redirect);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut request = oauth
        .authorize_url(CsrfToken::new_random)
        .add_scopes(scopes::delegated(authority).into_iter().map(Scope::new))
        .set_pkce_challenge(challenge);
    request = match wish.account {
        Some(account) => request.add_extra_param("login_hint", account),
        None => request.add_extra_param("prompt", "select_account"),
    };
    if let Some(claims) = wish.claims {
        request = request.add_extra_param("claims", claims);
    }
    let (url, state) = request.url();
    let transport = transport.clone();
    Ok(BrowserSignIn { url, oauth, verifier, state, listener, transport, patience: PATIENCE })
}

impl BrowserSignIn {
    /// Waits for the browser, at most ten minutes, then trades the code for tokens.
    pub async fn wait(self, context: &Context) -> Result<TokenSet, SignInError> {
        let answer = tokio::select! {
            biased;
            () = context.cancel.cancelled() => return Err(Error::Cancelled.into()),
            answer = timeout(self.patience, self.listener.answer(self.state.secret())) => answer,
        };
        let code = match answer {
            Ok(Answer::Code(code)) => code,
            Ok(Answer::Refused(error)) => return Err(error),
            Err(_) => return Err(SignInError::Expired),
        };
        let http = Http::once(&self.transport, context, "authorization code");
        let answer = self
            .oauth
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(self.verifier)
            .request_async(&http)
            .await?;
        TokenSet::read(&answer, http.date())
    }
}

#[cfg(test)]
#[path = "browser_tests.rs"]
mod tests;
