//! Signing in with the browser on this computer: authorization code (RFC 6749, section 4.1) for native apps (RFC 8252)
//! with PKCE (RFC 7636).

use super::endpoint::{SignIn, code_in, sort};
use super::errors::SignInError;
use super::redirect::{Listener, Returned};
use super::token::TokenSet;
use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use rollbook_transport::{Context, Error};
use std::fmt;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// How long a person may take.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// A sign-in that has begun: the browser is to be sent to [`BrowserSignIn::url`].
pub struct BrowserSignIn {
    sign_in: SignIn,
    listener: Listener,
    redirect: RedirectUrl,
    url: Url,
    state: CsrfToken,
    nonce: String,
    verifier: PkceCodeVerifier,
    end: Instant,
}

impl fmt::Debug for BrowserSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BrowserSignIn")
    }
}

impl SignIn {
    /// Opens a port on this computer for the browser to come back to, and makes the address to open.
    ///
    /// [`SignInError::NoPort`] where no port can be opened.
    pub async fn start_browser(&self) -> Result<BrowserSignIn, SignInError> {
        let listener = Listener::open().await.map_err(|_| SignInError::NoPort)?;
        // Entra ignores the port of registered http://localhost addresses, and of no others.
        let redirect = RedirectUrl::new(format!("http://localhost:{}", listener.port()))
            .map_err(|_| SignInError::NoPort)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = CsrfToken::new_random().into_secret();
        let client = self.oauth()?.set_redirect_uri(redirect.clone());
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .add_scopes(self.authority().scopes().into_iter().map(Scope::new))
            .add_extra_param("prompt", "select_account")
            .add_extra_param("nonce", nonce.as_str())
            .set_pkce_challenge(challenge)
            .url();
        Ok(BrowserSignIn {
            sign_in: self.clone(),
            listener,
            redirect,
            url,
            state,
            nonce,
            verifier,
            end: Instant::now() + PATIENCE,
        })
    }
}

impl BrowserSignIn {
    /// The address to open in the browser.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Waits until the browser comes back, then gets the tokens. Ends after 15 minutes with [`SignInError::Expired`].
    pub async fn finish(self, context: &Context) -> Result<TokenSet, SignInError> {
        let returned = tokio::select! {
            biased;
            () = context.cancel.cancelled() => return Err(Error::Cancelled.into()),
            () = tokio::time::sleep_until(self.end) => return Err(SignInError::Expired),
            returned = self.listener.wait(self.state.secret()) => returned,
        };
        let code = match returned {
            Returned::Code(code) => AuthorizationCode::new(code),
            Returned::Error { word, description } => {
                let codes: Vec<u32> = description.as_deref().and_then(code_in).into_iter().collect();
                return Err(SignInError::sort(&word, &codes));
            }
        };
        let carrier = self.sign_in.carrier(context, "browser sign-in");
        let client = self.sign_in.oauth()?.set_redirect_uri(self.redirect);
        let wire = client
            .exchange_code(code)
            .set_pkce_verifier(self.verifier)
            .request_async(&carrier)
            .await
            .map_err(sort)?;
        self.sign_in.accept(wire, &self.sign_in.authority().scopes(), Some(&self.nonce))
    }
}

#[cfg(test)]
#[path = "browser_tests.rs"]
mod tests;
