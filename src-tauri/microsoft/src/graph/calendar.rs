//! `GET /me/calendarView`: the Teams meetings of the signed-in user in a span of time.

use super::client::Graph;
use super::errors::GraphError;
use super::paging::{Listing, Pages};
use super::read::{encode, text};
use super::time::Time;
use super::windows_zones;
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use rollbook_core::class::{Span, local_instant};
use rollbook_transport::{Context, Lane};
use serde_json::Value;

/// A Teams meeting in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The calendar's id of the event with its start: the occurrences of a series may share the former.
    pub id: String,
    /// Subject, if it has one.
    pub subject: Option<String>,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, never before the start.
    pub end: DateTime<Utc>,
    /// Teams join link.
    pub join_url: String,
    /// Whether the signed-in user organizes it: only then will Graph give its attendance.
    pub is_organizer: bool,
    /// The organizer's address.
    pub organizer: Option<String>,
}

/// The fields that are asked for: neither the text of the invitation nor the invited.
const FIELDS: &str =
    "id,iCalUId,subject,start,end,isCancelled,isOrganizer,organizer,isOnlineMeeting,onlineMeeting";

/// The Teams meetings that overlap the span, by start; cancelled ones and events without a join link are left out.
pub async fn list(graph: &Graph, span: Span, context: &Context) -> Result<Pages<Vec<Event>>, GraphError> {
    let time = |time: DateTime<Utc>| encode(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    // A page of ten, Graph's own measure, would make a month a long walk.
    let path = format!(
        "me/calendarView?startDateTime={}&endDateTime={}&$select={FIELDS}&$top=100",
        time(span.start),
        time(span.end)
    );
    let mut listing = Listing::new(graph.url(&path)?, "graph calendar", Lane::Mailbox);
    listing.headers = vec![("prefer", "outlook.timezone=\"UTC\"".to_owned())];
    let mut events = Vec::new();
    let end = graph
        .stream(listing, context, |page: Vec<Value>| {
            let meetings = page.iter().filter(|event| is_meeting(event));
            let (read, bad): (Vec<_>, Vec<_>) = meetings.map(read).partition(Option::is_some);
            events.extend(read.into_iter().flatten());
            bad.len() + page.iter().filter(|event| !event.is_object()).count()
        })
        .await?;
    events.sort_by(|a: &Event, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    events.dedup_by(|a, b| a.id == b.id);
    Ok(Pages { items: events, skipped: end.skipped, incomplete: end.incomplete, server_now: end.server_now })
}

fn is_meeting(event: &Value) -> bool {
    event.get("isCancelled").and_then(Value::as_bool) != Some(true) && join_url(event).is_some()
}

/// `onlineMeetingUrl` is null for Teams; the link stands in `onlineMeeting`.
fn join_url(event: &Value) -> Option<String> {
    text(event.get("onlineMeeting")?, "joinUrl")
}

fn read(event: &Value) -> Option<Event> {
    let start = instant(event.get("start")?)?;
    let end = event.get("end").and_then(instant).unwrap_or(start).max(start);
    let id = text(event, "iCalUId").or_else(|| text(event, "id"))?;
    let organizer = event.get("organizer").and_then(|o| o.get("emailAddress"));
    Some(Event {
        id: format!("{id}@{}", start.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        subject: text(event, "subject"),
        start,
        end,
        join_url: join_url(event)?,
        is_organizer: event.get("isOrganizer").and_then(Value::as_bool) == Some(true),
        organizer: organizer.and_then(|address| text(address, "address")),
    })
}

/// `dateTimeTimeZone`: a local time and the name of its zone, which is UTC because the request asked for it, unless the
/// server did not obey.
fn instant(moment: &Value) -> Option<DateTime<Utc>> {
    let time = Time::field(moment, "dateTime").at()?;
    let zone = text(moment, "timeZone").unwrap_or_else(|| "UTC".to_owned());
    let zone = if zone == "tzone://Microsoft/Utc" { Tz::UTC } else { windows_zones::zone(&zone)? };
    Some(local_instant(time.naive_utc(), zone))
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
