//! The OAuth client: requests and answers of the `oauth2` crate over the one transport.

use super::aadsts::Refusal;
use super::authority::Authority;
use super::errors::SignInError;
use super::tokens::TokenAnswer;
use chrono::{DateTime, Utc};
use oauth2::basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::http::{Response, header};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, Client, ClientId, DeviceAuthorizationUrl, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, RequestTokenError, StandardRevocableToken, TokenUrl,
};
use rollbook_transport::{Answer, Body, Context, Error, Method, Request, Transport, json};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use url::Url;

/// A client that knows where to authorize, to get device codes, and to get tokens.
pub(super) type OAuth = Client<
    BasicErrorResponse,
    TokenAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The client of one app registration. A public client names itself in the body (RFC 6749, section 2.3.1).
pub(super) fn oauth(authority: &Authority, client_id: &str) -> Result<OAuth, SignInError> {
    Ok(Client::new(ClientId::new(client_id.to_owned()))
        .set_auth_type(AuthType::RequestBody)
        .set_auth_uri(AuthUrl::from_url(authority.authorize_url()?))
        .set_device_authorization_url(DeviceAuthorizationUrl::from_url(authority.device_code_url()?))
        .set_token_uri(TokenUrl::from_url(authority.token_url()?)))
}

/// Sends the requests of one exchange.
pub(super) struct Http<'a> {
    transport: &'a Transport,
    context: &'a Context,
    label: &'static str,
    repeatable: bool,
    date: Mutex<Option<DateTime<Utc>>>,
}

impl<'a> Http<'a> {
    /// For requests that are sent once: a grant may be good for one use only.
    pub(super) fn once(transport: &'a Transport, context: &'a Context, label: &'static str) -> Self {
        Self { transport, context, label, repeatable: false, date: Mutex::new(None) }
    }

    /// For requests that the transport may repeat.
    pub(super) fn repeatable(transport: &'a Transport, context: &'a Context, label: &'static str) -> Self {
        Self { repeatable: true, ..Self::once(transport, context, label) }
    }

    /// The server's clock at the last answer.
    pub(super) fn date(&self) -> Option<DateTime<Utc>> {
        *self.date.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Posts form fields and gives the JSON of a success.
    pub(super) async fn post_form(&self, url: Url, fields: Vec<(String, String)>) -> Result<Value, Failed> {
        self.send(Request::post_form(url, fields, self.label)).await
    }

    async fn send(&self, request: Request) -> Result<Value, Failed> {
        let request = Request { idempotent: self.repeatable, ..request };
        let answer = self.transport.send(request, self.context).await?;
        *self.date.lock().unwrap_or_else(PoisonError::into_inner) = answer.date();
        understand(&answer)
    }
}

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = Failed;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failed>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let value = self.send(translate(request)?).await?;
            // Only successes come here, as the JSON they were read as: nothing is left for the crate to misread.
            Ok(Response::new(value.to_string().into_bytes()))
        })
    }
}

/// The crate posts forms with two headers; another one would be the crate's mistake and is not sent.
fn translate(request: HttpRequest) -> Result<Request, Error> {
    let (parts, body) = request.into_parts();
    let url = Url::parse(&parts.uri.to_string()).map_err(|_| Error::BadAddress)?;
    let mut sent = Request { method: Method::Post, ..Request::get(url, "") };
    for (name, text) in [(header::ACCEPT, "accept"), (header::CONTENT_TYPE, "content-type")] {
        if let Some(value) = parts.headers.get(&name).and_then(|value| value.to_str().ok()) {
            sent = sent.header(text, value);
        }
    }
    Ok(Request { body: Some(Body::Raw(body)), ..sent })
}

/// Why an exchange gave nothing (RFC 8628, section 3.5, knows two that are no failures).
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    /// `authorization_pending`.
    #[error("pending")]
    Pending,
    /// `slow_down`.
    #[error("slow down")]
    SlowDown,
    /// A failure.
    #[error(transparent)]
    Error(#[from] SignInError),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Error(error.into())
    }
}

impl From<Failed> for SignInError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Error(error) => error,
            // Only a device code may be pending.
            Failed::Pending | Failed::SlowDown => Error::BadAnswer { what: "a token" }.into(),
        }
    }
}

impl From<RequestTokenError<Failed, BasicErrorResponse>> for SignInError {
    fn from(error: RequestTokenError<Failed, BasicErrorResponse>) -> Self {
        match error {
            RequestTokenError::Request(failed) => failed.into(),
            // The crate's own errors quote the body.
            _ => Error::BadAnswer { what: "a token" }.into(),
        }
    }
}

fn understand(answer: &Answer) -> Result<Value, Failed> {
    match answer.status {
        status @ 500.. => Err(SignInError::ServerFault { status }.into()),
        // This endpoint never redirects, but networks with a sign-in page do.
        300..=399 => Err(Error::Portal.into()),
        200 => {
            let value: Value = json::parse(&answer.body, "a token")?;
            if value.is_object() { Ok(value) } else { Err(Error::BadAnswer { what: "a token" }.into()) }
        }
        _ => {
            let refusal: Refusal = json::parse(&answer.body, "an OAuth error")?;
            Err(match refusal.error.as_str() {
                "authorization_pending" => Failed::Pending,
                "slow_down" => Failed::SlowDown,
                _ => refusal.sort().into(),
            })
        }
    }
}
