//! `GET /me/calendarView`: the Teams meetings of the signed-in user in a span of time.

use super::client::Graph;
use super::errors::GraphError;
use super::paging::{Listing, Pages};
use super::read::{encode, text};
use super::time::Time;
use super::windows_zones;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use rollbook_core::class::{Span, local_instant};
use rollbook_transport::{Context, Lane};
use serde_json::Value;

/// A Teams meeting in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The calendar's id of the event with its start: the occurrences of a series may share the former.
    pub id: String,
    /// The calendar's id alone. It stays when the event is moved.
    pub uid: String,
    /// True for an event that is no part of a series: nothing else has its id.
    pub single: bool,
    /// Subject, if it has one.
    pub subject: Option<String>,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, never before the start.
    pub end: DateTime<Utc>,
    /// The first day of an event without times, and the day after its last one: days of the calendar, in no zone.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Teams join link.
    pub join_url: String,
    /// Whether the signed-in user organizes it: only then will Graph give its attendance.
    pub is_organizer: bool,
    /// The organizer's address.
    pub organizer: Option<String>,
}

/// The fields that are asked for: neither the text of the invitation nor the invited.
const FIELDS: &str = "id,iCalUId,subject,start,end,isAllDay,type,isCancelled,isOrganizer,organizer,isOnlineMeeting,onlineMeeting";

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
    let uid = text(event, "iCalUId").or_else(|| text(event, "id"))?;
    let organizer = event.get("organizer").and_then(|o| o.get("emailAddress"));
    Some(Event {
        id: format!("{uid}@{}", start.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        uid,
        single: text(event, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("singleInstance")),
        subject: text(event, "subject"),
        start,
        end,
        days: days(event),
        join_url: join_url(event)?,
        is_organizer: event.get("isOrganizer").and_then(Value::as_bool) == Some(true),
        organizer: organizer.and_then(|address| text(address, "address")),
    })
}

/// The days of an event without times. Its bounds are midnights, whatever zone they are written in (Graph, `event`).
fn days(event: &Value) -> Option<(NaiveDate, NaiveDate)> {
    let day = |field: &str| {
        let time = event.get(field).and_then(|moment| text(moment, "dateTime"))?;
        time.get(..10)?.parse::<NaiveDate>().ok()
    };
    let all_day = event.get("isAllDay").and_then(Value::as_bool) == Some(true);
    let first = day("start").filter(|_| all_day)?;
    let after = day("end").filter(|end| *end > first).or_else(|| first.succ_opt())?;
    Some((first, after))
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
