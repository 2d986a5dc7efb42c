//! JSON batching: up to 20 reads travel in one request ("Combine multiple HTTP requests using JSON batching").
//!
//! Each step is judged by itself: it counts against its own quota, and may be told to wait while the others are answered.
//! The answers come in any order. Only reads are sent, so a step may be asked again.

use super::client::Graph;
use super::errors::GraphError;
use super::paging::Listing;
use futures::future::join_all;
use rollbook_transport::{Answer, Context, Error, Lane, Request, json};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::sync::atomic::Ordering;
use std::time::Duration;
use url::Url;

/// Steps that Graph takes in one request.
const MOST: usize = 20;
/// Requests that travel side by side; what fits into them by itself gains nothing from a batch.
const SIDE_BY_SIDE: usize = 8;

/// One read of a batch.
pub(crate) struct Step {
    pub url: Url,
    pub lane: Lane,
}

impl Step {
    /// The first page of a listing.
    pub(crate) fn of(listing: &Listing) -> Self {
        Self { url: listing.first.clone(), lane: listing.lane }
    }
}

#[derive(Deserialize)]
struct Responses {
    responses: Vec<Response>,
}

#[derive(Deserialize)]
struct Response {
    id: Value,
    status: u16,
    #[serde(default)]
    headers: Option<Map<String, Value>>,
    #[serde(default)]
    body: Option<Box<RawValue>>,
}

impl Response {
    fn into_answer(self) -> Answer {
        let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let headers = self.headers.unwrap_or_default();
        Answer {
            status: self.status,
            headers: headers.into_iter().map(|(name, value)| (name.to_lowercase(), text(value))).collect(),
            body: self.body.map(|body| body.get().as_bytes().to_vec()).unwrap_or_default(),
        }
    }
}

/// A step, and how often it was asked.
struct Open {
    place: usize,
    tried: u32,
}

impl Graph {
    /// How many reads to send together so that this many are answered soonest.
    #[must_use]
    pub fn together(&self, reads: usize) -> usize {
        if self.batches.load(Ordering::Relaxed) { reads.div_ceil(SIDE_BY_SIDE).clamp(1, MOST) } else { 1 }
    }

    /// The answers to these reads, in their order. Where they travel together, what befalls all of them is one error.
    pub(crate) async fn ask_together(
        &self,
        steps: &[Step],
        label: &'static str,
        context: &Context,
    ) -> Result<Vec<Result<Answer, GraphError>>, GraphError> {
        if steps.len() > 1 && self.batches.load(Ordering::Relaxed) {
            if let Some(answers) = self.batch(steps, label, context).await? {
                return Ok(answers.into_iter().map(Ok).collect());
            }
            self.batches.store(false, Ordering::Relaxed);
        }
        let each = steps.iter().map(|step| self.ask(step.url.clone(), label, step.lane, &[], context));
        Ok(join_all(each).await)
    }

    /// `None` where the server does not know batches.
    async fn batch(
        &self,
        steps: &[Step],
        label: &'static str,
        context: &Context,
    ) -> Result<Option<Vec<Answer>>, GraphError> {
        let mut answers: Vec<Option<Answer>> = steps.iter().map(|_| None).collect();
        let mut open: Vec<Open> = (0..steps.len()).map(|place| Open { place, tried: 0 }).collect();
        let mut token = self.token(None, context).await?;
        let mut renewed = false;
        while !open.is_empty() {
            let lanes: Vec<Lane> = open.iter().take(MOST).map(|one| steps[one.place].lane).collect();
            let ready = self.transport.turns(&lanes, context).await?;
            let later = open.split_off(ready);
            let request = self.batch_request(steps, &open, label)?;
            let answer = self.transport.send(request.bearer(token.clone()), context).await?;
            let unsigned =
                answer.status == 401 && matches!(GraphError::of(&answer), GraphError::NotSignedIn { .. });
            if unsigned && !renewed {
                (token, renewed) = (self.token(Some(token), context).await?, true);
                open.extend(later);
                continue;
            }
            if matches!(answer.status, 400 | 404 | 405 | 501) {
                return Ok(None);
            }
            if !answer.is_success() {
                return Err(GraphError::of(&answer));
            }
            let mut wait = Duration::ZERO;
            let mut refused = false;
            let mut again = vec![];
            let mut parts = parts(&answer, steps.len())?;
            for Open { place, tried } in open {
                let tried = tried + 1;
                let Some(part) = parts[place].take() else {
                    // Left out: asked again like one that was cut off.
                    if tried > 2 {
                        return Err(fault(&answer));
                    }
                    again.push(Open { place, tried });
                    continue;
                };
                if part.status == 401 && !renewed {
                    refused = true;
                    again.push(Open { place, tried });
                } else if let Some(asked) = self.transport.wait_of_part(steps[place].lane, &part, tried)? {
                    wait = wait.max(asked);
                    again.push(Open { place, tried });
                } else {
                    answers[place] = Some(part);
                }
            }
            if refused {
                (token, renewed) = (self.token(Some(token), context).await?, true);
            }
            context.pause(wait).await?;
            again.extend(later);
            open = again;
        }
        Ok(Some(answers.into_iter().flatten().collect()))
    }

    fn batch_request(
        &self,
        steps: &[Step],
        open: &[Open],
        label: &'static str,
    ) -> Result<Request, GraphError> {
        let root = self.url("")?;
        let requests = open.iter().map(|one| {
            // Addresses in a batch are relative to the version.
            let url = steps[one.place].url.as_str();
            let path = url.strip_prefix(root.as_str()).unwrap_or(url);
            json!({"id": one.place.to_string(), "method": "GET", "url": format!("/{path}"), "headers": {"accept": "application/json"}})
        });
        let body = json!({"requests": requests.collect::<Vec<_>>()}).to_string().into_bytes();
        let request = Request::ask_json(self.url("$batch")?, body, label);
        Ok(request.header("accept", "application/json"))
    }
}

/// The parts by the place of their step.
fn parts(answer: &Answer, count: usize) -> Result<Vec<Option<Answer>>, GraphError> {
    let read: Responses = match json::parse(&answer.body, "a batch") {
        Ok(read) => read,
        Err(Error::BadAnswer { .. }) => return Err(fault(answer)),
        Err(other) => return Err(other.into()),
    };
    let mut parts: Vec<Option<Answer>> = (0..count).map(|_| None).collect();
    for part in read.responses {
        let place = match &part.id {
            Value::String(text) => text.parse::<usize>().ok(),
            other => other.as_u64().and_then(|number| usize::try_from(number).ok()),
        };
        if let Some(slot) = place.and_then(|place| parts.get_mut(place)).filter(|slot| slot.is_none()) {
            *slot = Some(part.into_answer());
        }
    }
    Ok(parts)
}

fn fault(answer: &Answer) -> GraphError {
    GraphError::ServerFault { status: answer.status, request_id: answer.request_id().map(str::to_owned) }
}

#[cfg(test)]
#[path = "batch_tests.rs"]
mod tests;
