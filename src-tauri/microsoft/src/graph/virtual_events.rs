//! Webinars and town halls (Graph `virtualEventWebinar`, `virtualEventTownhall`): from a join link to the session whose
//! reports can be read.
//!
//! `GET /solutions/virtualEvents/{webinars|townhalls}/getByUserRole(role='organizer')` lists the signed-in user's own,
//! `…/{id}/sessions` their sessions; both need the permission `VirtualEvent.Read`.

use super::client::Graph;
use super::errors::GraphError;
use super::paging::Listing;
use super::read::{encode, text};
use super::reports::Holder;
use super::time::Time;
use super::windows_zones;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::class::local_instant;
use rollbook_core::{Span, join_link};
use rollbook_transport::{Context, Lane};
use serde_json::Value;

/// The two kinds, as their paths name them.
const KINDS: [&str; 2] = ["webinars", "townhalls"];
/// A session may lie this far outside the times that its event announces: people come early and stay on.
const NEAR: TimeDelta = TimeDelta::days(1);

struct Event {
    id: String,
    start: Option<DateTime<Utc>>,
    end: Option<DateTime<Utc>>,
}

/// The sessions of the signed-in user's webinars and town halls that a class with this link and time can be: the session
/// with the same link, or every session of the event whose own page the link names.
pub async fn sessions_of(
    graph: &Graph,
    link: &str,
    class: Span,
    context: &Context,
) -> Result<Vec<Holder>, GraphError> {
    let named = join_link::event_of(link);
    let mut found = Vec::new();
    for kind in KINDS {
        let path = format!("solutions/virtualEvents/{kind}/getByUserRole(role='organizer')");
        for event in list(graph, &path, event, context).await? {
            let is_named = named.as_deref() == Some(event.id.as_str());
            if !(is_named || named.is_none() && event.is_near(class)) {
                continue;
            }
            let path = format!("solutions/virtualEvents/{kind}/{}/sessions", encode(&event.id));
            for (id, join_url) in list(graph, &path, session, context).await? {
                let same = join_url.as_deref().and_then(|url| join_link::same(url, link)) == Some(true);
                if is_named || same {
                    found.push(Holder::session(kind, &event.id, &id));
                }
            }
        }
    }
    Ok(found)
}

impl Event {
    /// An event without times may be any.
    fn is_near(&self, class: Span) -> bool {
        self.start.is_none_or(|start| start - NEAR <= class.end)
            && self.end.is_none_or(|end| class.start <= end + NEAR)
    }
}

async fn list<T: Send>(
    graph: &Graph,
    path: &str,
    read: fn(&Value) -> Option<T>,
    context: &Context,
) -> Result<Vec<T>, GraphError> {
    let listing = Listing::new(graph.url(path)?, "graph virtual events", Lane::Mailbox);
    let mut all = Vec::new();
    graph
        .stream(listing, context, |page: Vec<Value>| {
            let before = all.len();
            all.extend(page.iter().filter_map(read));
            page.len() - (all.len() - before)
        })
        .await?;
    Ok(all)
}

fn event(value: &Value) -> Option<Event> {
    let time = |field: &str| value.get(field).and_then(instant);
    Some(Event { id: text(value, "id")?, start: time("startDateTime"), end: time("endDateTime") })
}

fn session(value: &Value) -> Option<(String, Option<String>)> {
    Some((text(value, "id")?, text(value, "joinWebUrl")))
}

/// `dateTimeTimeZone`.
fn instant(moment: &Value) -> Option<DateTime<Utc>> {
    let time = Time::field(moment, "dateTime").at()?;
    let zone = text(moment, "timeZone").map_or(Some(Tz::UTC), |zone| windows_zones::zone(&zone))?;
    Some(local_instant(time.naive_utc(), zone))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn events_without_readable_times_may_be_any() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let class = Span::new(at("2026-03-02T09:00:00Z"), at("2026-03-02T10:00:00Z")).unwrap();
        let read = |start: Value, end: Value| {
            event(&json!({"id": "e", "startDateTime": start, "endDateTime": end})).unwrap()
        };
        let moment = |text: &str, zone: &str| json!({"dateTime": text, "timeZone": zone});
        let day = |day: &str| {
            read(
                moment(&format!("{day}T10:00:00.0000000"), "W. Europe Standard Time"),
                moment(&format!("{day}T11:00:00.0000000"), "W. Europe Standard Time"),
            )
        };
        assert_eq!(day("2026-03-02").start, Some(at("2026-03-02T09:00:00Z")));
        assert!(day("2026-03-02").is_near(class) && day("2026-03-03").is_near(class));
        assert!(!day("2026-03-05").is_near(class) && !day("2026-02-20").is_near(class));
        assert!(read(Value::Null, json!({"dateTime": 5})).is_near(class));
        assert!(event(&json!({"startDateTime": null})).is_none() && event(&json!("x")).is_none());
    }
}
