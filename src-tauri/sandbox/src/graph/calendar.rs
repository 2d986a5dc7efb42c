//! `me/calendarView`: the instructor's entries in a span of time, ten to a page unless `$top` says otherwise.

use super::Ask;
use super::paging::{self, Page};
use crate::reply::Reply;
use crate::world::Event;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// Entries on a page without `$top`.
const USUAL: usize = 10;
/// Most entries on a page.
const MOST: usize = 1000;

pub(super) fn view(ask: &Ask<'_>) -> Reply {
    if let Some(refusal) = ask.needs(&["Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite"]) {
        return refusal;
    }
    let bound = |name: &str| ask.query.get(name).and_then(moment);
    let (Some(from), Some(to)) = (bound("startDateTime"), bound("endDateTime")) else {
        let message = "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.";
        return ask.refuse(400, "ErrorInvalidParameter", message);
    };
    let name = ask.prefer.timezone.as_deref().unwrap_or("UTC");
    let Some(zone) = zone(name) else {
        return ask.refuse(400, "TimeZoneNotSupportedException", "A valid TimeZone value must be specified.");
    };
    let page = match page(ask) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let events: Vec<&Event> = ask
        .state
        .world
        .events
        .iter()
        .filter(|event| event.start < to && event.end > from && in_calendar(ask, event))
        .collect();
    let context = ask.user_context("calendarView");
    let reply = paging::collection(ask, &context, page, events.len(), |place| {
        events.get(place).map(|event| json_of(ask, event, zone, name)).unwrap_or_default()
    });
    reply.with("Preference-Applied", format!("outlook.timezone=\"{name}\""))
}

/// The calendar is the instructor's; a colleague has their own meetings of it.
fn in_calendar(ask: &Ask<'_>, event: &Event) -> bool {
    let user = ask.user();
    user.key == ask.state.world.instructor.key || event.organizer.key == user.key
}

fn page(ask: &Ask<'_>) -> Result<Page, Box<Reply>> {
    let number = |name: &str, usual: usize| match ask.query.get(name) {
        None => Ok(usual),
        Some(text) => text.parse::<usize>().map_err(|_| {
            Box::new(ask.refuse(400, "BadRequest", &format!("Invalid value for the {name} query option.")))
        }),
    };
    let top = number("$top", ask.prefer.max_page_size.unwrap_or(USUAL))?;
    if top == 0 || top > MOST {
        return Err(Box::new(ask.refuse(
            400,
            "BadRequest",
            "The limit of '1000' for Top query has been exceeded.",
        )));
    }
    let skipped = number("$skip", 0)?;
    let page = Page::of(ask, top)?;
    Ok(if ask.query.get("$skiptoken").is_some() { page } else { Page { from: skipped, size: top } })
}

/// RFC 3339, or without an offset, which means UTC.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .ok()
        .or_else(|| text.parse::<NaiveDateTime>().ok().map(|at| at.and_utc()))
}

/// IANA names and the few Windows names that the institutions here use.
fn zone(name: &str) -> Option<Tz> {
    match name {
        "W. Europe Standard Time" => Some(Tz::Europe__Berlin),
        "India Standard Time" => Some(Tz::Asia__Kolkata),
        "GMT Standard Time" => Some(Tz::Europe__London),
        _ => name.parse().ok(),
    }
}

fn json_of(ask: &Ask<'_>, event: &Event, zone: Tz, name: &str) -> Value {
    let local = |at: DateTime<Utc>| json!({"dateTime": at.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S.0000000").to_string(), "timeZone": name});
    let own = event.organizer.key == ask.user().key;
    let online = event.join_url.as_ref();
    json!({
        "@odata.etag": format!("W/\"{}\"", &event.id.chars().skip(7).take(22).collect::<String>()),
        "id": event.id,
        "iCalUId": format!("040000008200E00074C5B7101A82E008{}", event.id.chars().skip(7).take(16).collect::<String>()),
        "subject": event.subject,
        "bodyPreview": "",
        "importance": "normal",
        "sensitivity": "normal",
        "isAllDay": false,
        "isCancelled": false,
        "isOrganizer": own,
        "type": if event.in_series { "occurrence" } else { "singleInstance" },
        "showAs": "busy",
        "originalStartTimeZone": ask.state.info.timezone,
        "originalEndTimeZone": ask.state.info.timezone,
        "start": local(event.start),
        "end": local(event.end),
        "organizer": {"emailAddress": {"name": event.organizer.name, "address": event.organizer.email}},
        "attendees": [],
        "isOnlineMeeting": online.is_some(),
        "onlineMeetingProvider": if online.is_some() { "teamsForBusiness" } else { "unknown" },
        "onlineMeetingUrl": null,
        "onlineMeeting": online.map(|url| json!({"joinUrl": url})),
    })
}
