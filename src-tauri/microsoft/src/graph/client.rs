//! The client: where Graph is, how to get a token, and one way to ask.

use super::errors::GraphError;
use chrono::{DateTime, Utc};
use rollbook_transport::{Answer, Base, Context, Error, Lane, Request, Transport, json};
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// A future that a trait object can return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// As whom Graph is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// As the signed-in user.
    Delegated,
    /// As the institution's app: the only way to call records.
    AppOnly,
}

/// Where access tokens come from.
pub trait TokenSource: Send + Sync {
    /// A token that is valid now. `rejected` is one that Graph has just refused with 401: where it is still the current
    /// one, a new one must be fetched; where it is not, somebody else has done so already.
    ///
    /// Whoever asks may stop waiting at any time; a refresh that has begun must go on, because the server may have replaced
    /// the refresh token already.
    fn token(
        &self,
        audience: Audience,
        rejected: Option<SecretString>,
    ) -> BoxFuture<'_, Result<SecretString, TokenError>>;

    /// Graph wants a sign-in that proves this (JSON): to be remembered for the next one.
    fn challenged(&self, _audience: Audience, _claims: String) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The user has to sign in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// The sign-in server gave no answer.
    #[error(transparent)]
    Transport(#[from] Error),
    /// The token source's own error, to be unwrapped by whoever knows its type.
    #[error("the token source failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One answer.
#[derive(Clone, PartialEq)]
pub struct Got<T = Value> {
    /// The body.
    pub body: T,
    /// Graph's clock.
    pub server_now: Option<DateTime<Utc>>,
    /// HTTP status, 2xx.
    pub(crate) status: u16,
    /// Graph's id of the request.
    pub(crate) request_id: Option<String>,
}

impl<T> Got<T> {
    /// The error for a body that has not the expected shape.
    pub(crate) fn wrong_shape(&self) -> GraphError {
        GraphError::ServerFault { status: self.status, request_id: self.request_id.clone() }
    }
}

impl<T> fmt::Debug for Got<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Got({})", self.status)
    }
}

/// Microsoft Graph as one audience. Cheap to clone; clones share what they have learned.
#[derive(Clone)]
pub struct Graph {
    base: Base,
    pub(super) transport: Transport,
    tokens: Arc<dyn TokenSource>,
    audience: Audience,
    /// The token at hand, and since when: its source looks into an encrypted store.
    at_hand: Arc<Mutex<Option<(SecretString, Instant)>>>,
    /// Whether reads may travel together.
    pub(super) batches: Arc<AtomicBool>,
}

/// How long a token is taken as it was given. Its source renews it minutes before it ends.
const AT_HAND: Duration = Duration::from_secs(20);

/// A chain of redirects that is longer is a circle.
const MOST_REDIRECTS: usize = 3;

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Graph({:?}, {:?})", self.base, self.audience)
    }
}

impl Graph {
    /// Graph at `base`, its root without the version.
    #[must_use]
    pub fn new(base: Base, transport: Transport, tokens: Arc<dyn TokenSource>, audience: Audience) -> Self {
        // The app talks to Graph itself; a relay, which is asked as the user, answers the paths of call records alone.
        let batches = Arc::new(AtomicBool::new(audience == Audience::AppOnly));
        Self { base, transport, tokens, audience, at_hand: Arc::default(), batches }
    }

    /// The address of a path of v1.0. The path is made by this crate, its variable parts encoded.
    pub(crate) fn url(&self, path: &str) -> Result<Url, GraphError> {
        Ok(self.base.join(&format!("v1.0/{path}"))?)
    }

    /// The address of a link that Graph sent; only below the root.
    pub(crate) fn follow(&self, link: &str) -> Result<Url, GraphError> {
        Ok(self.base.follow(link)?)
    }

    /// Reads JSON from an address below the root. After a 401 once more, with a token that is not the refused one.
    pub async fn get_json(
        &self,
        url: Url,
        label: &'static str,
        lane: Lane,
        headers: &[(&'static str, String)],
        context: &Context,
    ) -> Result<Got, GraphError> {
        self.get(url, label, lane, headers, context).await
    }

    /// The same, read into a type that leaves out what is of no use while it is read.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        url: Url,
        label: &'static str,
        lane: Lane,
        headers: &[(&'static str, String)],
        context: &Context,
    ) -> Result<Got<T>, GraphError> {
        let answer = self.ask(url, label, lane, headers, context).await?;
        let read = read(&answer);
        if let Err(GraphError::ClaimsChallenge { claims, .. }) = &read {
            self.tokens.challenged(self.audience, claims.clone()).await;
        }
        read
    }

    /// The same, not read yet.
    pub(super) async fn ask(
        &self,
        url: Url,
        label: &'static str,
        lane: Lane,
        headers: &[(&'static str, String)],
        context: &Context,
    ) -> Result<Answer, GraphError> {
        let url = self.follow(url.as_str())?;
        let mut request = Request::get(url, label).lane(lane).header("accept", "application/json");
        request.headers.extend(headers.iter().cloned());
        let token = self.token(None, context).await?;
        let answer = self.sent(request.clone().bearer(token.clone()), context).await?;
        if answer.status == 401 && matches!(GraphError::of(&answer), GraphError::NotSignedIn { .. }) {
            let fresh = self.token(Some(token), context).await?;
            return self.sent(request.bearer(fresh), context).await;
        }
        Ok(answer)
    }

    /// Follows redirects, which only lead to other places below the root: the token goes along.
    async fn sent(&self, mut request: Request, context: &Context) -> Result<Answer, GraphError> {
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.transport.send(request.clone(), context).await?;
            let to = answer.header("location").filter(|_| matches!(answer.status, 301..=303 | 307 | 308));
            let Some(to) = to else { return Ok(answer) };
            let to = request.url.join(to).map_err(|_| Error::UntrustedLink)?;
            request.url = self.follow(to.as_str())?;
        }
        Err(Error::BadAnswer { what: "an answer that is no redirect" }.into())
    }

    pub(super) async fn token(
        &self,
        rejected: Option<SecretString>,
        context: &Context,
    ) -> Result<SecretString, GraphError> {
        let at_hand = || self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        if rejected.is_none()
            && let Some((token, since)) = at_hand().as_ref()
            && since.elapsed() < AT_HAND
        {
            return Ok(token.clone());
        }
        let token = context.bounded(self.tokens.token(self.audience, rejected)).await?;
        let token = token.map_err(GraphError::Token)?;
        *at_hand() = Some((token.clone(), Instant::now()));
        Ok(token)
    }
}

pub(super) fn read<T: DeserializeOwned>(answer: &Answer) -> Result<Got<T>, GraphError> {
    if !answer.is_success() {
        return Err(GraphError::of(answer));
    }
    let got = Got {
        body: (),
        server_now: answer.date(),
        status: answer.status,
        request_id: answer.request_id().map(str::to_owned),
    };
    match json::parse(&answer.body, "JSON") {
        Ok(body) => {
            let Got { body: (), server_now, status, request_id } = got;
            Ok(Got { body, server_now, status, request_id })
        }
        Err(Error::BadAnswer { .. }) => Err(got.wrong_shape()),
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
