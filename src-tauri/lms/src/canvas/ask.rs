//! Requests to Canvas: one at a time, with the token, below the rate limit; and lists, page by page.

use super::answer::{Raw, judge};
use super::throttle::{Throttle, turned_away};
use crate::address::Address;
use crate::error::{LmsError, Nonsense};
use crate::link;
use crate::model::Listed;
use crate::paging::Pages;
use chrono::{DateTime, TimeDelta, Utc};
use rollbook_transport::{Answer, Body, Context, Lane, Method, Request, Transport, retry_after};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// Where the API lies below the school's address.
const API: &str = "api/v1";
/// How often a request that was turned away is sent in all.
const TRIES: u32 = 4;
/// A longer wait is told to the user instead.
const LONGEST: Duration = Duration::from_mins(1);

/// One Canvas and one token.
pub(super) struct Api {
    address: Address,
    token: SecretString,
    transport: Transport,
    throttle: Throttle,
}

impl Api {
    /// Checks address and token; sends nothing.
    pub(super) fn new(url: &str, token: &SecretString, transport: Transport) -> Result<Self, LmsError> {
        let address = Address::below(url, API)?;
        let plain = token.expose_secret().trim();
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(LmsError::UnusableToken);
        }
        let token = SecretString::from(plain.to_owned());
        Ok(Self { address, token, transport, throttle: Throttle::default() })
    }

    /// The token, to keep it out of sentences.
    pub(super) fn secret(&self) -> &str {
        self.token.expose_secret()
    }

    /// The address of a call, with its query.
    pub(super) fn call(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Url, LmsError> {
        let mut url = self.address.call(segments).ok_or(LmsError::BadId)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    /// A link of an answer, where it leads into this Canvas's API.
    pub(super) fn follow(&self, from: &Url, link: &str) -> Option<Url> {
        self.address.follow(from, link)
    }

    /// Reads one object.
    pub(super) async fn get(&self, url: Url, label: &'static str, ctx: &Context) -> Result<Value, LmsError> {
        self.send(Request::get(url, label), ctx).await.map(|(_, json)| json)
    }

    /// Posts JSON. `harmless` where a repeat changes nothing.
    pub(super) async fn post(
        &self,
        url: Url,
        body: &Value,
        harmless: bool,
        label: &'static str,
        ctx: &Context,
    ) -> Result<Value, LmsError> {
        let request = Request {
            method: Method::Post,
            body: Some(Body::Json(body.to_string().into_bytes())),
            idempotent: harmless,
            ..Request::get(url, label)
        };
        self.send(request, ctx).await.map(|(_, json)| json)
    }

    /// A whole list, page by page. The links are taken as they are (`doc/api/pagination.md`: opaque).
    pub(super) async fn list<T>(
        &self,
        first: Url,
        label: &'static str,
        read: impl Fn(&Value) -> Option<T>,
        id: impl Fn(&T) -> &str,
        ctx: &Context,
    ) -> Result<Listed<T>, LmsError> {
        let mut url = first;
        let mut pages = Pages::new(&url);
        loop {
            let (records, next) = self.page(&url, label, ctx).await?;
            pages.add(records.iter().map(&read), &id, next.as_ref())?;
            match next {
                Some(next) => url = next,
                None => break,
            }
        }
        let listed = pages.finish()?;
        if listed.skipped > 0 {
            tracing::warn!(label, skipped = listed.skipped, "records of Canvas could not be read");
        }
        Ok(listed)
    }

    /// One page of a list: its records and where the next one is.
    pub(super) async fn page(
        &self,
        url: &Url,
        label: &'static str,
        ctx: &Context,
    ) -> Result<(Vec<Value>, Option<Url>), LmsError> {
        let (answer, json) = self.send(Request::get(url.clone(), label), ctx).await?;
        let Value::Array(records) = json else { return Err(LmsError::Nonsense(Nonsense::WrongShape)) };
        let links = answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("link"));
        let next = match link::next(links.map(|(_, value)| value.as_str())) {
            Some(link) => Some(self.follow(url, link).ok_or(LmsError::UntrustedLink)?),
            None => None,
        };
        Ok((records, next))
    }

    async fn send(&self, request: Request, ctx: &Context) -> Result<(Answer, Value), LmsError> {
        let request =
            request.bearer(self.token.clone()).header("accept", "application/json").lane(Lane::Single);
        let mut tried = 0;
        loop {
            ctx.pause(self.throttle.wait()).await?;
            tried += 1;
            let (error, again) = match self.once(request.clone(), ctx).await {
                Ok(done) => return Ok(done),
                Err(failed) => failed,
            };
            let LmsError::Throttled { retry_at } = error else { return Err(error) };
            let wait = until(retry_at).unwrap_or_else(|| turned_away(tried));
            if !again || tried >= TRIES || wait > LONGEST {
                return Err(error);
            }
            ctx.pause(wait).await?;
        }
    }

    /// One request. A failure tells too whether sending it again is for us to do: the transport has already repeated what
    /// it may repeat after a 429.
    async fn once(&self, request: Request, ctx: &Context) -> Result<(Answer, Value), (LmsError, bool)> {
        let repeated = request.idempotent;
        let answer = self.transport.send(request, ctx).await.map_err(|error| (error.into(), !repeated))?;
        self.throttle.note(&answer);
        let wait = retry_after(answer.header("retry-after"), answer.date(), Utc::now());
        let raw = Raw {
            status: answer.status,
            content_type: answer.header("content-type").unwrap_or_default(),
            body: &answer.body,
            retry_at: wait.and_then(|wait| Utc::now().checked_add_signed(TimeDelta::from_std(wait).ok()?)),
        };
        let json = judge(&raw, self.secret()).map_err(|error| (error, true))?;
        Ok((answer, json))
    }
}

/// The wait until a time, where one was told.
fn until(at: Option<DateTime<Utc>>) -> Option<Duration> {
    Some((at? - Utc::now()).to_std().unwrap_or_default())
}
