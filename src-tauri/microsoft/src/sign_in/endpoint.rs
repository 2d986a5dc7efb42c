//! One way to the sign-in service: the oauth2 crate makes and reads the messages, our transport carries them.

use super::authority::Authority;
use super::errors::SignInError;
use super::token::{Asked, TokenSet, Wire};
use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, Client, ClientId, DeviceAuthorizationUrl, EndpointNotSet,
    EndpointSet, ErrorResponse, HttpRequest, HttpResponse, RequestTokenError, StandardRevocableToken,
    TokenUrl,
};
use rollbook_transport::{Body, Context, Error, Lane, Method, Request, Transport, json};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Signs one user in at one authority, as one app registration. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SignIn {
    authority: Authority,
    client_id: String,
    transport: Transport,
}

/// The oauth2 client with the three addresses that are in use.
pub(super) type OauthClient = Client<
    WireError,
    Wire,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl SignIn {
    /// `client_id` is the app registration, a public client.
    #[must_use]
    pub fn new(authority: Authority, client_id: impl Into<String>, transport: Transport) -> Self {
        Self { authority, client_id: client_id.into(), transport }
    }

    /// Where it signs in.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    pub(super) fn oauth(&self) -> Result<OauthClient, SignInError> {
        let at = |what| self.authority.endpoint(what);
        Ok(Client::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(at("authorize")?))
            .set_device_authorization_url(DeviceAuthorizationUrl::from_url(at("devicecode")?))
            .set_token_uri(TokenUrl::from_url(at("token")?)))
    }

    /// Carries the oauth2 crate's messages.
    pub(super) fn carrier(&self, context: &Context, label: &'static str) -> Carrier {
        Carrier { sign_in: self.clone(), context: context.clone(), label }
    }

    /// Posts a token request of our own making: one that the oauth2 crate only offers inside a waiting loop.
    pub(super) async fn post_token(
        &self,
        fields: &[(&str, &str)],
        label: &'static str,
        context: &Context,
    ) -> Result<Result<Wire, WireError>, SignInError> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = Request::post_form(self.authority.endpoint("token")?, fields, label);
        let answer = self.transport.send(request, context).await?;
        match answer.status {
            200 => Ok(Ok(json::parse(&answer.body, "tokens")?)),
            400..500 => Ok(Err(json::parse(&answer.body, "an OAuth error")?)),
            status => Err(SignInError::ServerFault { status }),
        }
    }

    /// Takes the tokens if they answer what was asked.
    pub(super) fn accept(
        &self,
        wire: Wire,
        scopes: &[String],
        nonce: Option<&str>,
    ) -> Result<TokenSet, SignInError> {
        wire.into_tokens(&Asked { scopes, nonce, tenant: self.authority.tenant() })
    }
}

/// The error body (RFC 6749, section 5.2) with Microsoft's codes. Its texts are not kept: they name people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct WireError {
    pub(super) error: String,
    #[serde(default, skip_serializing)]
    error_description: Text,
    #[serde(default)]
    error_codes: Vec<u32>,
}

/// A text that is read for its code and never printed.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
struct Text(Option<String>);

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl ErrorResponse for WireError {}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an OAuth error")
    }
}

impl WireError {
    /// What it means.
    pub(super) fn sort(&self) -> SignInError {
        let mut codes = self.error_codes.clone();
        if codes.is_empty() {
            codes.extend(self.error_description.0.as_deref().and_then(code_in));
        }
        SignInError::sort(&self.error, &codes)
    }
}

/// The number of the first `AADSTS…` in a text.
pub(super) fn code_in(text: &str) -> Option<u32> {
    let after = text.split("AADSTS").nth(1)?;
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Sorts what the oauth2 crate reports; its own texts may quote the answer and stay here.
pub(super) fn sort(error: RequestTokenError<CarrierError, WireError>) -> SignInError {
    match error {
        RequestTokenError::ServerResponse(wire) => wire.sort(),
        RequestTokenError::Request(CarrierError(error)) => error,
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Error::BadAnswer { what: "an OAuth answer" }.into()
        }
    }
}

/// Our transport in the form that the oauth2 crate takes.
pub(super) struct Carrier {
    sign_in: SignIn,
    context: Context,
    label: &'static str,
}

/// The transport's failure on its way through the oauth2 crate.
#[derive(Debug, thiserror::Error)]
#[error("no answer")]
pub(super) struct CarrierError(SignInError);

type Carried = Pin<Box<dyn Future<Output = Result<HttpResponse, CarrierError>> + Send>>;

impl<'c> AsyncHttpClient<'c> for Carrier {
    type Error = CarrierError;
    type Future = Carried;

    fn call(&'c self, request: HttpRequest) -> Carried {
        let (sign_in, context, label) = (self.sign_in.clone(), self.context.clone(), self.label);
        Box::pin(async move { carry(&sign_in, &context, label, request).await.map_err(CarrierError) })
    }
}

async fn carry(
    sign_in: &SignIn,
    context: &Context,
    label: &'static str,
    request: HttpRequest,
) -> Result<HttpResponse, SignInError> {
    let request = Request {
        method: Method::Post,
        url: sign_in.authority.login().follow(&request.uri().to_string())?,
        headers: vec![
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("accept", "application/json".to_owned()),
        ],
        body: Some(Body::Raw(request.into_body())),
        bearer: None,
        lane: Lane::Other,
        idempotent: false,
        label,
    };
    let answer = sign_in.transport.send(request, context).await?;
    if !(answer.status == 200 || (400..500).contains(&answer.status)) {
        return Err(SignInError::ServerFault { status: answer.status });
    }
    // Parsed here once, so that a web page and a broken body are told apart before the crate sees them.
    let body: serde_json::Value = json::parse(&answer.body, "an OAuth answer")?;
    let mut response = HttpResponse::new(body.to_string().into_bytes());
    *response.status_mut() =
        oauth2::http::StatusCode::from_u16(answer.status).unwrap_or(oauth2::http::StatusCode::BAD_REQUEST);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_texts_and_texts_are_never_shown() {
        assert_eq!(code_in("AADSTS70016: OAuth 2.0 device flow error."), Some(70016));
        assert_eq!(code_in("no code"), None);
        assert_eq!(code_in("AADSTS: x"), None);
        assert_eq!(code_in("AADSTS99999999999999"), None);
        let wire = WireError {
            error: "invalid_grant".into(),
            error_description: Text(Some("AADSTS53003: hari@nexsy.io may not".into())),
            error_codes: vec![],
        };
        assert!(!format!("{wire:?} {wire}").contains("hari"));
        assert_eq!(wire.sort(), SignInError::Blocked { code: 53003 });
    }
}
