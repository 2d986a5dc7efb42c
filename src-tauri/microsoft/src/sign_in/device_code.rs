//! The device authorization grant (RFC 8628), for signing in on another device.
//!
//! One poll is one value; waiting is the caller's business, or [`SignIn::wait_for_device_code`]'s.

use super::endpoint::{SignIn, sort};
use super::errors::SignInError;
use super::token::TokenSet;
use oauth2::{DeviceAuthorizationResponse, ExtraDeviceAuthorizationFields, Scope};
use rollbook_transport::{Context, Error};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;
use tokio::time::Instant;

/// What to show to the person, and what to poll with.
#[derive(Clone)]
pub struct DeviceCode {
    /// The code to enter.
    pub user_code: String,
    /// Where to enter it.
    pub verification_uri: String,
    /// The same with the code in it, where the server sends it (Microsoft does not).
    pub verification_uri_complete: Option<String>,
    /// Until when it can be entered, from the moment of the answer.
    pub expires_in: Duration,
    /// Time between two polls.
    pub interval: Duration,
    /// The server's own sentence; the program words it itself.
    pub message: Option<String>,
    secret: SecretString,
    began: Instant,
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceCode({} s)", self.expires_in.as_secs())
    }
}

/// What one poll says.
#[derive(Debug)]
pub enum Poll {
    /// Nobody has entered the code yet.
    Pending,
    /// The same, and polls are to be five seconds further apart from now on.
    SlowDown,
    /// Signed in.
    Done(Box<TokenSet>),
}

/// Microsoft's addition to the answer.
#[derive(Debug, Serialize, Deserialize)]
struct Extra {
    message: Option<String>,
}

impl ExtraDeviceAuthorizationFields for Extra {}

/// RFC 8628, section 3.5: by how much `slow_down` lengthens the interval.
const SLOWER: Duration = Duration::from_secs(5);
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

impl SignIn {
    /// Asks for a code (section 3.1).
    pub async fn start_device_code(&self, context: &Context) -> Result<DeviceCode, SignInError> {
        let scopes = self.authority().scopes().into_iter().map(Scope::new);
        let carrier = self.carrier(context, "device code");
        let details: DeviceAuthorizationResponse<Extra> = self
            .oauth()?
            .exchange_device_code()
            .add_scopes(scopes)
            .request_async(&carrier)
            .await
            .map_err(sort)?;
        let shown = details.user_code().secret().clone();
        let page = details.verification_uri();
        // It will be opened by the system, which opens anything.
        let web = page.starts_with("https://")
            || page.starts_with("http://127.0.0.1")
            || page.starts_with("http://localhost");
        if !web || shown.is_empty() || details.device_code().secret().is_empty() {
            return Err(Error::BadAnswer { what: "a device code" }.into());
        }
        Ok(DeviceCode {
            user_code: shown,
            verification_uri: page.to_string(),
            verification_uri_complete: details.verification_uri_complete().map(|uri| uri.secret().clone()),
            expires_in: details.expires_in(),
            // Zero would be a busy loop.
            interval: details.interval().max(Duration::from_secs(1)),
            message: details.extra_fields().message.clone(),
            secret: details.device_code().secret().clone().into(),
            began: Instant::now(),
        })
    }

    /// Asks once whether the code was entered (sections 3.4 and 3.5).
    pub async fn poll_device_code(&self, code: &DeviceCode, context: &Context) -> Result<Poll, SignInError> {
        let fields = [
            ("grant_type", GRANT),
            ("client_id", self.client_id()),
            ("device_code", code.secret.expose_secret()),
        ];
        match self.post_token(&fields, "device code poll", context).await? {
            Ok(wire) => {
                let tokens = self.accept(wire, &self.authority().scopes(), None)?;
                Ok(Poll::Done(Box::new(tokens)))
            }
            Err(refusal) => match refusal.error.as_str() {
                "authorization_pending" => Ok(Poll::Pending),
                "slow_down" => Ok(Poll::SlowDown),
                _ => Err(refusal.sort()),
            },
        }
    }

    /// Polls until somebody decides, the code runs out ([`SignInError::Expired`]) or the user cancels. A poll that finds
    /// no network, or a fault of the service, is not the end of it: the code is still good.
    pub async fn wait_for_device_code(
        &self,
        code: &DeviceCode,
        context: &Context,
    ) -> Result<TokenSet, SignInError> {
        let end = code.began + code.expires_in;
        let mut interval = code.interval;
        loop {
            let next = Instant::now() + interval;
            tokio::select! {
                biased;
                () = context.cancel.cancelled() => return Err(Error::Cancelled.into()),
                () = tokio::time::sleep_until(next.min(end)) => {}
            }
            if next > end {
                return Err(SignInError::Expired);
            }
            match self.poll_device_code(code, context).await {
                Ok(Poll::Done(tokens)) => return Ok(*tokens),
                Ok(Poll::Pending) => {}
                Ok(Poll::SlowDown) => interval += SLOWER,
                Err(error) if may_pass(&error) => interval += SLOWER,
                Err(error) => return Err(error),
            }
        }
    }
}

/// Section 3.5 asks for longer intervals after a lost connection.
fn may_pass(error: &SignInError) -> bool {
    match error {
        SignInError::Transport(Error::Offline(_) | Error::Throttled { .. }) => true,
        SignInError::ServerFault { status } => *status >= 500,
        _ => false,
    }
}

#[cfg(test)]
#[path = "device_code_tests.rs"]
mod tests;
