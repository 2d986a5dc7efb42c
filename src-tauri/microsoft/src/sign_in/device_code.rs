//! Signing in with a code on another device (RFC 8628).

use super::authority::{Authority, is_loopback};
use super::client::{Failed, Http, oauth};
use super::errors::SignInError;
use super::pace::Pace;
use super::scopes;
use super::tokens::{TokenAnswer, TokenSet};
use oauth2::{DeviceAuthorizationResponse, DeviceAuthorizationUrl, ExtraDeviceAuthorizationFields, Scope};
use rollbook_transport::{Context, Error, Transport};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// A code that waits for a person. Debug shows neither it nor the address.
#[derive(Clone)]
pub struct DeviceCode {
    /// What the person types.
    pub user_code: String,
    /// Where: https, or this machine.
    pub verification_uri: Url,
    /// The same with the code in it, for a QR code. Microsoft sends none.
    pub verification_uri_complete: Option<Url>,
    /// How long the code lasts from its issue.
    pub expires_in: Duration,
    /// The least time between two polls.
    pub interval: Duration,
    /// Microsoft's sentence about what to do.
    pub message: String,
    /// What the polls send.
    pub device_code: SecretString,
    /// When it was issued, by this machine's monotonic clock.
    pub issued: Instant,
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceCode({:?}, every {:?})", self.expires_in, self.interval)
    }
}

/// What one poll found.
#[derive(Debug)]
pub enum Poll {
    /// Nobody has finished yet.
    Pending,
    /// Nobody has finished yet, and from now on polls must be 5 s further apart.
    SlowDown,
    /// Signed in.
    Done(TokenSet),
}

/// Longest life and interval that are believed; Microsoft's are 15 minutes and 5 seconds.
const LONGEST: (Duration, Duration) = (Duration::from_hours(1), Duration::from_mins(1));

/// Microsoft's addition to RFC 8628, section 3.2.
#[derive(Debug, Serialize, Deserialize)]
struct Message {
    #[serde(default)]
    message: Option<String>,
}

impl ExtraDeviceAuthorizationFields for Message {}

/// Asks for a code (RFC 8628, section 3.1) that will stand for the permissions of [`scopes::delegated`]. Microsoft writes
/// its sentence in `language` (`mkt`, a tag such as `de-DE`) where it knows it.
pub async fn start(
    authority: &Authority,
    client_id: &str,
    language: Option<&str>,
    transport: &Transport,
    context: &Context,
) -> Result<DeviceCode, SignInError> {
    // Asking twice makes two codes, of which one is forgotten.
    let http = Http::repeatable(transport, context, "device code");
    let mut endpoint = authority.device_code_url()?;
    if let Some(language) = language.filter(|tag| is_language(tag)) {
        endpoint.query_pairs_mut().append_pair("mkt", language);
    }
    let answer: DeviceAuthorizationResponse<Message> = oauth(authority, client_id)?
        .set_device_authorization_url(DeviceAuthorizationUrl::from_url(endpoint))
        .exchange_device_code()
        .add_scopes(scopes::delegated(authority).into_iter().map(Scope::new))
        .request_async(&http)
        .await?;
    read(&answer).ok_or_else(|| Error::BadAnswer { what: "a device code" }.into())
}

/// The shape of a language tag (RFC 5646): whoever runs the program writes it, and it goes into an address.
fn is_language(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn read(answer: &DeviceAuthorizationResponse<Message>) -> Option<DeviceCode> {
    let user_code = answer.user_code().secret();
    let typeable = user_code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ' ');
    if user_code.trim().is_empty() || user_code.len() > 40 || !typeable {
        return None;
    }
    let message = answer.extra_fields().message.as_deref().unwrap_or_default();
    let complete = answer.verification_uri_complete();
    Some(DeviceCode {
        user_code: user_code.clone(),
        verification_uri: page(answer.verification_uri().as_str())?,
        verification_uri_complete: complete.and_then(|uri| page(uri.secret())),
        expires_in: answer.expires_in().min(LONGEST.0),
        interval: answer.interval().clamp(Duration::from_secs(1), LONGEST.1),
        message: message.chars().filter(|c| !c.is_control()).take(1000).collect(),
        device_code: SecretString::from(answer.device_code().secret().as_str()),
        issued: Instant::now(),
    })
}

/// An address that a browser may be sent to.
fn page(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let safe = url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url);
    (safe && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Asks once whether somebody has finished (section 3.4). Waiting between polls is the caller's.
///
/// Sent once: section 3.5 wants the interval between any two polls, so a failure for which
/// [`SignInError::is_passing`] is answered by the next poll.
pub async fn poll(
    authority: &Authority,
    client_id: &str,
    code: &DeviceCode,
    transport: &Transport,
    context: &Context,
) -> Result<Poll, SignInError> {
    let http = Http::once(transport, context, "device code poll");
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = vec![
        field("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        field("client_id", client_id),
        field("device_code", code.device_code.expose_secret()),
    ];
    // By hand, because the crate knows polls only as a loop that sleeps.
    match http.post_form(authority.token_url()?, fields).await {
        Ok(value) => {
            let answer: TokenAnswer =
                serde_json::from_value(value).map_err(|_| Error::BadAnswer { what: "a token" })?;
            TokenSet::read(&answer, http.date()).map(Poll::Done)
        }
        Err(Failed::Pending) => Ok(Poll::Pending),
        Err(Failed::SlowDown) => Ok(Poll::SlowDown),
        Err(Failed::Error(error)) => Err(error),
    }
}

/// Polls until somebody has finished, the code expires or the operation is cancelled. Failures that pass do not end it.
pub async fn wait(
    authority: &Authority,
    client_id: &str,
    code: &DeviceCode,
    transport: &Transport,
    context: &Context,
) -> Result<TokenSet, SignInError> {
    Pace::of(code).until_done(context, || poll(authority, client_id, code, transport, context)).await
}

#[cfg(test)]
#[path = "device_code_tests.rs"]
mod tests;
