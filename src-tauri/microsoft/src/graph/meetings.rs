//! `GET /me/onlineMeetings`: from a join link or a meeting number to the meeting whose reports can be read.
//!
//! Graph answers "cannot say" in three ways: 403 `3003`, 404 `3004`, and 200 with nothing. The first is an error of its
//! own ([`GraphError::NotOrganizer`]); the other two are ordinary outcomes.

use super::client::Graph;
use super::errors::GraphError;
use super::read::{encode, literal, text};
use super::time::Time;
use chrono::{DateTime, Utc};
use rollbook_transport::{Context, Lane};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A meeting (Graph `onlineMeeting`). One object stands for all occurrences of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlineMeeting {
    /// Opaque id.
    pub id: String,
    /// Subject.
    pub subject: Option<String>,
    /// Start; of a series, of one of its occurrences.
    pub start: Option<DateTime<Utc>>,
    /// End.
    pub end: Option<DateTime<Utc>>,
    /// Object id of the organizer.
    pub organizer_oid: Option<String>,
    /// Join link.
    pub join_url: Option<String>,
}

/// The outcome of a look-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lookup {
    /// The meeting.
    Found(OnlineMeeting),
    /// Graph does not know it for this user: expired, an ad-hoc call, a channel meeting, a typing error.
    NotFound {
        /// How Graph said so.
        why: NotFoundWhy,
    },
}

/// How Graph says that it does not know a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotFoundWhy {
    /// 404, `3004`.
    NotFound404,
    /// 200 with an empty list.
    EmptyAnswer,
}

/// Looks a meeting up by its join link.
///
/// The link is encoded as it stands, its `%` included: `%3a` goes out as `%253a`, as in Graph's own example.
pub async fn by_join_url(graph: &Graph, join_url: &str, context: &Context) -> Result<Lookup, GraphError> {
    look_up(graph, &format!("JoinWebUrl eq {}", literal(join_url.trim())), context).await
}

/// Looks a meeting up by the number in its invitation; everything but digits is left out.
/// [`GraphError::BadRequest`] where no digit is left.
pub async fn by_meeting_id(graph: &Graph, number: &str, context: &Context) -> Result<Lookup, GraphError> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err(GraphError::BadRequest { request_id: None });
    }
    look_up(graph, &format!("joinMeetingIdSettings/joinMeetingId eq {}", literal(&digits)), context).await
}

/// Asks for a meeting by its id.
pub async fn by_id(graph: &Graph, id: &str, context: &Context) -> Result<Lookup, GraphError> {
    let url = graph.url(&format!("me/onlineMeetings/{}", encode(id)))?;
    match graph.get_json(url, "graph meeting", Lane::Mailbox, &[], context).await {
        // An id of an unknown form is refused as corrupted.
        Err(GraphError::NotFound { .. } | GraphError::BadRequest { .. }) => {
            Ok(Lookup::NotFound { why: NotFoundWhy::NotFound404 })
        }
        Err(error) => Err(error),
        Ok(got) => read(&got.body).map(Lookup::Found).ok_or_else(|| got.wrong_shape()),
    }
}

async fn look_up(graph: &Graph, filter: &str, context: &Context) -> Result<Lookup, GraphError> {
    let url = graph.url(&format!("me/onlineMeetings?$filter={}", encode(filter)))?;
    let got = match graph.get_json(url, "graph meeting", Lane::Mailbox, &[], context).await {
        Err(GraphError::NotFound { .. }) => {
            return Ok(Lookup::NotFound { why: NotFoundWhy::NotFound404 });
        }
        other => other?,
    };
    let Some(meetings) = got.body.get("value").and_then(Value::as_array) else {
        return Err(got.wrong_shape());
    };
    match meetings.iter().find_map(read) {
        Some(meeting) => Ok(Lookup::Found(meeting)),
        None if meetings.is_empty() => Ok(Lookup::NotFound { why: NotFoundWhy::EmptyAnswer }),
        None => Err(got.wrong_shape()),
    }
}

fn read(meeting: &Value) -> Option<OnlineMeeting> {
    let organizer = meeting.pointer("/participants/organizer/identity/user");
    Some(OnlineMeeting {
        id: text(meeting, "id")?,
        subject: text(meeting, "subject"),
        start: Time::field(meeting, "startDateTime").at(),
        end: Time::field(meeting, "endDateTime").at(),
        organizer_oid: organizer.and_then(|user| text(user, "id")),
        join_url: text(meeting, "joinWebUrl"),
    })
}

#[cfg(test)]
#[path = "meetings_tests.rs"]
mod tests;
