//! Sending: how many at once, deadline, cancel, retries.

use crate::answer::Answer;
use crate::base::is_loopback;
use crate::context::Context;
use crate::error::{Error, Unreachable};
use crate::exchange::{build, read};
use crate::limits::TransportOptions;
use crate::pace::{Pace, Turn};
use crate::request::{Lane, Method, Request};
use crate::retry::{asked_wait, back_off, is_passing};
use chrono::{TimeDelta, Utc};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Sends requests. Cheap to clone; clones share connections and limits.
#[derive(Clone)]
pub struct Transport {
    client: reqwest::Client,
    local: reqwest::Client,
    options: TransportOptions,
    all: Arc<Semaphore>,
    mailbox: Arc<Semaphore>,
    single: Arc<Semaphore>,
    pace: Arc<Pace>,
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
        let pace = Arc::new(Pace::new(options.limits.paced));
        let (client, local) = (build(builder())?, build(builder().no_proxy())?);
        Ok(Self {
            client,
            // What is meant for this machine, perhaps without TLS, must not travel to a proxy.
            local,
            options,
            all: Arc::new(Semaphore::new(IN_FLIGHT)),
            mailbox: Arc::new(Semaphore::new(ON_ONE_MAILBOX)),
            single: Arc::new(Semaphore::new(1)),
            pace,
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

    /// Takes turns for as many of these requests, from the first on, as may begin now; waits until it is one at least. For
    /// requests that travel inside another.
    pub async fn turns(&self, lanes: &[Lane], context: &Context) -> Result<usize, Error> {
        let Some(first) = lanes.first() else { return Ok(0) };
        let wait = async {
            while let Err(turn) = self.turn(*first) {
                self.wait_for(turn, self.options.limits.waiting, context).await?;
            }
            Ok(1 + lanes[1..].iter().take_while(|lane| self.pace.turn(**lane) == Turn::Now).count())
        };
        context.bounded(wait).await?
    }

    /// Judges a part of an answer as [`Self::send`] judges an answer: how long to wait before its request is sent again, or
    /// `None` where it stands. Where the server asked for the wait, everybody in the lane keeps to it.
    pub fn wait_of_part(&self, lane: Lane, part: &Answer, tried: u32) -> Result<Option<Duration>, Error> {
        if !is_passing(part.status, Method::Get) || tried >= self.options.limits.tries {
            return Ok(None);
        }
        let Some(wait) = asked_wait(part, Utc::now()) else {
            return Ok(Some(back_off(tried, rand::random::<f64>())));
        };
        self.pace.pause(lane, wait);
        if wait > self.options.limits.waiting.min(LONGEST_SLEEP) {
            return throttled(Some(wait)).map(|_| None);
        }
        Ok(Some(wait))
    }

    async fn tries(&self, request: &Request, context: &Context) -> (u32, Result<Answer, Error>) {
        let mut left = self.options.limits.waiting;
        let mut tried = 0;
        loop {
            let permits = match self.permits(request.lane).await {
                Ok(permits) => permits,
                Err(error) => return (tried, Err(error)),
            };
            // A turn is taken when the request can go at once, else it would arrive in somebody else's time.
            if let Err(turn) = self.turn(request.lane) {
                drop(permits);
                match self.wait_for(turn, left, context).await {
                    Ok(()) => continue,
                    Err(error) => return (tried, Err(error)),
                }
            }
            tried += 1;
            let result = self.one_try(request).await;
            drop(permits);
            let Some(Passing { asked }) = passing(&result, request.method) else { return (tried, result) };
            if let Some(wait) = asked {
                self.pace.pause(request.lane, wait);
            }
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

    /// Takes a turn, or says what there is to wait for.
    fn turn(&self, lane: Lane) -> Result<(), Turn> {
        match self.pace.turn(lane) {
            Turn::Now => Ok(()),
            other => Err(other),
        }
    }

    /// Waits for a turn; not where a server asked everybody to wait longer than anybody should sit through.
    async fn wait_for(&self, turn: Turn, left: Duration, context: &Context) -> Result<(), Error> {
        let (wait, most) = match turn {
            Turn::Now => return Ok(()),
            // One's own turn may be far away behind many others'.
            Turn::Wait(wait) => (wait, Duration::MAX),
            Turn::Paused(wait) => (wait, left.min(LONGEST_SLEEP)),
        };
        if wait > most || context.ends_within(wait) {
            return throttled(Some(wait)).map(|_| ());
        }
        context.waiting(wait);
        tokio::time::sleep(wait).await;
        Ok(())
    }

    async fn one_try(&self, request: &Request) -> Result<Answer, Error> {
        let reading = async {
            let client = if is_loopback(&request.url) { &self.local } else { &self.client };
            let response =
                build(client, request).send().await.map_err(|error| Error::sort(&error.without_url()))?;
            read(response, self.options.limits.body).await
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
            Lane::Other | Lane::Rated(_) => None,
        };
        Ok([own, Some(self.all.clone().acquire_owned().await.map_err(closed)?)])
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
