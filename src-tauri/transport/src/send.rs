//! Sending: limits, deadline, cancel, retries, and reading the answer to its end.

use crate::answer::Answer;
use crate::base::is_loopback;
use crate::context::Context;
use crate::error::{Error, Unreachable};
use crate::request::{Body, Lane, Method, Request};
use crate::retry::{asked_wait, back_off, is_passing};
use chrono::{TimeDelta, Utc};
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long and how much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To open a connection.
    pub connect: Duration,
    /// For one try, from sending to the last byte.
    pub request: Duration,
    /// For all waiting between the tries of one request.
    pub waiting: Duration,
    /// Bytes of a body after decompression.
    pub body: usize,
    /// Tries of one request, the first included.
    pub tries: u32,
}

impl Default for Limits {
    /// The contract's figures: 30 s a request, 5 tries, 64 MiB.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
            waiting: Duration::from_secs(90),
            body: 64 << 20,
            tries: 5,
        }
    }
}

/// How to make a [`Transport`].
#[derive(Clone, Debug, Default)]
pub struct TransportOptions {
    /// `User-Agent`.
    pub user_agent: String,
    /// Touch no network.
    pub offline: bool,
    /// Limits.
    pub limits: Limits,
}

/// Sends requests. Cheap to clone; clones share connections and limits.
#[derive(Clone)]
pub struct Transport {
    client: reqwest::Client,
    local: reqwest::Client,
    options: TransportOptions,
    all: Arc<Semaphore>,
    mailbox: Arc<Semaphore>,
    single: Arc<Semaphore>,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transport")
    }
}

/// A longer wait is named, whatever the limits say: nobody sits in front of a window for it.
const LONGEST_SLEEP: Duration = Duration::from_mins(5);
/// Requests in flight in all.
const IN_FLIGHT: usize = 8;
/// Requests in flight on one mailbox (Outlook: "4 concurrent requests").
const ON_ONE_MAILBOX: usize = 4;

impl Transport {
    /// A transport with no cookies, no redirects and no `Referer`, that trusts whom the system trusts.
    pub fn new(options: TransportOptions) -> Result<Self, Error> {
        let builder = || {
            reqwest::Client::builder()
                .user_agent(&options.user_agent)
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .connect_timeout(options.limits.connect)
                .pool_max_idle_per_host(IN_FLIGHT)
        };
        let build = |builder: reqwest::ClientBuilder| {
            builder.build().map_err(|error| Error::sort(&error.without_url()))
        };
        let (client, local) = (build(builder())?, build(builder().no_proxy())?);
        Ok(Self {
            client,
            // What is meant for this machine, perhaps without TLS, must not travel to a proxy.
            local,
            options,
            all: Arc::new(Semaphore::new(IN_FLIGHT)),
            mailbox: Arc::new(Semaphore::new(ON_ONE_MAILBOX)),
            single: Arc::new(Semaphore::new(1)),
        })
    }

    /// Sends a request and reads the answer. Every status comes back as an answer, but for those that a repeat may mend,
    /// which are repeated first where the request may be.
    pub async fn send(&self, request: Request, context: &Context) -> Result<Answer, Error> {
        if self.options.offline {
            return Err(Error::Offline(Unreachable::Told));
        }
        let began = Instant::now();
        tokio::select! {
            biased;
            () = context.cancel.cancelled() => Err(Error::Cancelled),
            () = until(context.deadline()) => Err(Error::Offline(Unreachable::TimedOut)),
            result = self.tries(&request, context) => {
                let (tries, result) = result;
                log(&request, tries, began.elapsed(), &result);
                result
            }
        }
    }

    async fn tries(&self, request: &Request, context: &Context) -> (u32, Result<Answer, Error>) {
        let mut left = self.options.limits.waiting;
        let mut tried = 0;
        loop {
            tried += 1;
            let result = self.one_try(request).await;
            let Some(Passing { asked }) = passing(&result, request.method) else { return (tried, result) };
            if asked.is_some_and(|wait| wait > left.min(LONGEST_SLEEP) || context.ends_within(wait)) {
                return (tried, throttled(asked));
            }
            if !request.idempotent || tried >= self.options.limits.tries {
                return (tried, out_of_tries(result, asked));
            }
            let wait = asked.unwrap_or_else(|| back_off(tried, rand::random::<f64>()));
            if wait > left {
                return (tried, out_of_tries(result, asked));
            }
            left -= wait;
            context.waiting(wait);
            tokio::time::sleep(wait).await;
        }
    }

    async fn one_try(&self, request: &Request) -> Result<Answer, Error> {
        let _permits = self.permits(request.lane).await?;
        let reading = async {
            let response =
                self.build(request).send().await.map_err(|error| Error::sort(&error.without_url()))?;
            self.read(response).await
        };
        tokio::time::timeout(self.options.limits.request, reading)
            .await
            .unwrap_or(Err(Error::Offline(Unreachable::TimedOut)))
    }

    async fn permits(&self, lane: Lane) -> Result<[Option<OwnedSemaphorePermit>; 2], Error> {
        let closed = |_| Error::Cancelled;
        let own = match lane {
            Lane::Mailbox => Some(self.mailbox.clone().acquire_owned().await.map_err(closed)?),
            Lane::Single => Some(self.single.clone().acquire_owned().await.map_err(closed)?),
            Lane::Other => None,
        };
        Ok([own, Some(self.all.clone().acquire_owned().await.map_err(closed)?)])
    }

    fn build(&self, request: &Request) -> reqwest::RequestBuilder {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let client = if is_loopback(&request.url) { &self.local } else { &self.client };
        let mut builder = client.request(method, request.url.clone());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some(token) = &request.bearer {
            builder = builder.bearer_auth(token.expose_secret());
        }
        match &request.body {
            None => builder,
            Some(Body::Form(pairs)) => builder.form(pairs),
            Some(Body::Json(bytes)) => builder.header("content-type", "application/json").body(bytes.clone()),
            Some(Body::Raw(bytes)) => builder.body(bytes.clone()),
        }
    }

    /// Reads the body with the limit on what comes out of decompression, so that a small bomb cannot fill the memory.
    async fn read(&self, mut response: reqwest::Response) -> Result<Answer, Error> {
        let status = response.status().as_u16();
        if status == 407 {
            return Err(Error::Offline(Unreachable::Proxy));
        }
        let text =
            |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers =
            response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        // The length is of what travels, so it only helps where nothing is compressed.
        if response.content_length().is_some_and(|length| length > self.options.limits.body as u64) {
            return Err(Error::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Error::sort(&error.without_url()))? {
            if body.len() + chunk.len() > self.options.limits.body {
                return Err(Error::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }
}

/// Ends at the deadline, where there is one.
async fn until(deadline: Option<tokio::time::Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

/// A failure that a repeat may mend, and the wait that the server asked for.
struct Passing {
    asked: Option<Duration>,
}

fn passing(result: &Result<Answer, Error>, method: Method) -> Option<Passing> {
    match result {
        Ok(answer) if is_passing(answer.status, method) => {
            Some(Passing { asked: asked_wait(answer, Utc::now()) })
        }
        Err(error) if error.is_passing() => Some(Passing { asked: None }),
        _ => None,
    }
}

/// A 429 that outlived all tries is a wait the server asks for; anything else stays what it is.
fn out_of_tries(result: Result<Answer, Error>, asked: Option<Duration>) -> Result<Answer, Error> {
    match &result {
        Ok(answer) if answer.status == 429 => throttled(asked),
        _ => result,
    }
}

fn throttled(asked: Option<Duration>) -> Result<Answer, Error> {
    let wait = asked.and_then(|wait| TimeDelta::from_std(wait).ok());
    Err(Error::Throttled { retry_at: wait.and_then(|wait| Utc::now().checked_add_signed(wait)) })
}

fn log(request: &Request, tries: u32, took: Duration, result: &Result<Answer, Error>) {
    let millis = took.as_millis();
    match result {
        Ok(answer) => {
            let id =
                answer.request_id().filter(|id| id.len() <= 64 && id.chars().all(|c| c.is_ascii_graphic()));
            tracing::debug!(
                label = request.label,
                status = answer.status,
                tries,
                millis,
                request_id = id,
                "answered"
            );
        }
        Err(error) => tracing::debug!(label = request.label, tries, millis, %error, "failed"),
    }
}

#[cfg(test)]
#[path = "send_tests.rs"]
mod tests;
