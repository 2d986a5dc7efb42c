//! The `http` LMS: the contract of docs/http-lms.openapi.yaml (contract, section 7), for any LMS that implements it.

mod answer;
mod wire;

use crate::address::Address;
use crate::error::{LmsError, Nonsense};
use crate::marks::{Marks, Write, Written};
use crate::model::{Listed, LmsAccount, LmsCourse, LmsMeeting, LmsStudent, Place};
use crate::paging::Pages;
use crate::{Call, Lms, link};
use chrono::Utc;
use rollbook_transport::{Answer, Body, Context, Lane, Method, Request, Transport, retry_after};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

/// An LMS that speaks the `http` contract.
pub(crate) struct HttpLms {
    address: Address,
    token: SecretString,
    transport: Transport,
}

impl HttpLms {
    /// Checks address and token; sends nothing.
    pub(crate) fn new(url: &str, token: &SecretString, transport: Transport) -> Result<Self, LmsError> {
        let address = Address::parse(url)?;
        let plain = token.expose_secret().trim();
        // What a Bearer credential may hold (RFC 6750) and a little more; line ends would become another header.
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(LmsError::UnusableToken);
        }
        let token = SecretString::from(plain.to_owned());
        Ok(Self { address, token, transport })
    }

    fn call(&self, segments: &[&str]) -> Result<Url, LmsError> {
        self.address.call(segments).ok_or(LmsError::BadId)
    }

    /// Sends a request and gives the answer with its JSON, if it has any.
    async fn send(&self, request: Request, ctx: &Context) -> Result<(Answer, Option<Value>), LmsError> {
        let request =
            request.bearer(self.token.clone()).header("accept", "application/json, application/problem+json");
        let answer = self.transport.send(request, ctx).await?;
        let wait = retry_after(answer.header("retry-after"), answer.date(), Utc::now());
        let judged = answer::judge(
            &answer::Raw {
                status: answer.status,
                content_type: answer.header("content-type").unwrap_or_default(),
                body: &answer.body,
                retry_at: wait
                    .and_then(|wait| Utc::now().checked_add_signed(chrono::TimeDelta::from_std(wait).ok()?)),
            },
            self.token.expose_secret(),
        );
        judged.map(|json| (answer, json))
    }

    /// One page of a list: its records and where the next one is.
    async fn page(
        &self,
        url: &Url,
        label: &'static str,
        ctx: &Context,
    ) -> Result<(Vec<Value>, Option<Url>), LmsError> {
        let (answer, json) = self.send(Request::get(url.clone(), label), ctx).await?;
        let records = match json {
            Some(Value::Array(records)) => records,
            Some(_) => return Err(LmsError::Nonsense(Nonsense::WrongShape)),
            None => return Err(LmsError::Nonsense(Nonsense::NotJson)),
        };
        let links = answer.headers.iter().filter(|(name, _)| name == "link").map(|(_, value)| value.as_str());
        let next = match link::next(links) {
            Some(link) => Some(self.address.follow(url, link).ok_or(LmsError::UntrustedLink)?),
            None => None,
        };
        Ok((records, next))
    }

    /// A whole list, page by page.
    async fn list<T>(
        &self,
        segments: &[&str],
        label: &'static str,
        read: fn(&Value) -> Option<T>,
        id: fn(&T) -> &str,
        ctx: &Context,
    ) -> Result<Listed<T>, LmsError> {
        let mut url = self.call(segments)?;
        let mut pages = Pages::new(&url);
        loop {
            let (records, next) = self.page(&url, label, ctx).await?;
            pages.add(records.iter().map(read), id, next.as_ref())?;
            match next {
                Some(next) => url = next,
                None => break,
            }
        }
        let listed = pages.finish()?;
        if listed.skipped > 0 {
            tracing::warn!(label, skipped = listed.skipped, "records of the LMS could not be read");
        }
        Ok(listed)
    }

    async fn marks(&self, session: &str, ctx: &Context) -> Result<Marks, LmsError> {
        let url = self.call(&["meetings", session, "attendance"])?;
        let (answer, json) = self.send(Request::get(url, "lms-marks"), ctx).await?;
        let json = json.ok_or(LmsError::Nonsense(Nonsense::NotJson))?;
        let marks = wire::marks(&json, version(&answer)).ok_or(LmsError::Nonsense(Nonsense::WrongShape))?;
        if marks.skipped > 0 {
            tracing::warn!(skipped = marks.skipped, "marks of the LMS could not be read");
        }
        Ok(marks)
    }

    async fn put(&self, write: &Write, ctx: &Context) -> Result<Written, LmsError> {
        let base = write.base_version.as_deref().ok_or(LmsError::NoVersion)?;
        let url = self.call(&["meetings", &write.place.session, "attendance"])?;
        let request = Request {
            method: Method::Put,
            body: Some(Body::Json(wire::put_body(write).to_string().into_bytes())),
            lane: Lane::Single,
            // A repeat with the same key answers the first result; without the key a PUT after somebody else's
            // change would not be one.
            idempotent: true,
            ..Request::get(url, "lms-write")
        };
        let request = request
            .header("if-match", base.strip_prefix("W/").unwrap_or(base))
            .header("idempotency-key", write.idempotency_key.as_str());
        let (answer, json) = self.send(request, ctx).await?;
        let results = wire::results(write, json.as_ref(), self.token.expose_secret());
        Ok(Written { version: version(&answer), results })
    }
}

/// The entity tag of an answer. A proxy that compresses turns a strong tag into a weak one, which `If-Match` would never
/// match (RFC 9110, section 13.1.1), so the mark `W/` is taken off when it is sent back.
fn version(answer: &Answer) -> Option<String> {
    answer.etag().map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned)
}

impl Lms for HttpLms {
    fn who<'a>(&'a self, ctx: &'a Context) -> Call<'a, LmsAccount> {
        Box::pin(async move {
            let (records, _) = self.page(&self.call(&["courses"])?, "lms-who", ctx).await?;
            let courses = records.iter().filter_map(wire::course).count();
            Ok(LmsAccount { id: None, name: None, site: None, courses, abilities: Vec::new() })
        })
    }

    fn courses<'a>(&'a self, ctx: &'a Context) -> Call<'a, Listed<LmsCourse>> {
        Box::pin(self.list(&["courses"], "lms-courses", wire::course, |course| &course.id, ctx))
    }

    fn students<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsStudent>> {
        Box::pin(async move {
            let path = ["courses", course, "students"];
            self.list(&path, "lms-students", wire::student, |student| &student.id, ctx).await
        })
    }

    fn meetings<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsMeeting>> {
        Box::pin(async move {
            let path = ["courses", course, "meetings"];
            self.list(&path, "lms-meetings", wire::meeting, |meeting| &meeting.id, ctx).await
        })
    }

    fn read_marks<'a>(&'a self, place: &'a Place, ctx: &'a Context) -> Call<'a, Marks> {
        Box::pin(self.marks(&place.session, ctx))
    }

    fn write_marks<'a>(&'a self, write: &'a Write, ctx: &'a Context) -> Call<'a, Written> {
        Box::pin(self.put(write, ctx))
    }
}
