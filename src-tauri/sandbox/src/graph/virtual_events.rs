//! `solutions/virtualEvents`: the organizer's webinars and town halls, their sessions and the reports of these.

use super::{Ask, reports};
use crate::reply::Reply;
use crate::world::{Found, Meeting};
use serde_json::{Value, json};

const BY_ROLE: &str = "getByUserRole(role='organizer')";

pub(super) fn route(ask: &Ask<'_>, rest: &[&str]) -> Reply {
    if let Some(refusal) = ask.needs(&["VirtualEvent.Read"]) {
        return refusal;
    }
    let [kind, rest @ ..] = rest else { return unknown(ask) };
    let found = match *kind {
        "webinars" => Found::AsWebinar,
        "townhalls" => Found::AsTownHall,
        _ => return unknown(ask),
    };
    let own: Vec<&Meeting> = ask
        .state
        .world
        .meetings
        .iter()
        .filter(|one| one.found == found && one.organizer.key == ask.user().key)
        .collect();
    let of = |event: &str| own.iter().copied().find(|one| event_id(ask, one) == event);
    match rest {
        [BY_ROLE] => list(ask, kind, &own.iter().map(|one| event_json(ask, one)).collect::<Vec<_>>()),
        [event, "sessions"] => {
            of(event).map_or_else(|| unknown(ask), |one| list(ask, "sessions", &[session_json(one)]))
        }
        [event, "sessions", session, "attendanceReports", rest @ ..] => {
            let Some(one) = of(event).filter(|one| one.id == *session) else { return unknown(ask) };
            let holder = format!("virtualEvents('{event}')/sessions('{session}')");
            match rest {
                [] => reports::list_of(ask, one, &holder),
                [report, "attendanceRecords"] => reports::records_of(ask, one, report, &holder),
                _ => unknown(ask),
            }
        }
        _ => unknown(ask),
    }
}

fn unknown(ask: &Ask<'_>) -> Reply {
    ask.refuse(404, "NotFound", "Requested API is not supported or the virtual event is not found.")
}

fn list(ask: &Ask<'_>, what: &str, value: &[Value]) -> Reply {
    Reply::ok(json!({"@odata.context": ask.context(&format!("virtualEvents/{what}")), "value": value}))
}

/// `{guid}@{tenant}`, as the page of the event names it.
fn event_id(ask: &Ask<'_>, meeting: &Meeting) -> String {
    format!("{}@{}", crate::dice::uuid(&format!("event/{}", meeting.code)), ask.state.world.tenant.id)
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> Value {
    json!({"dateTime": at.format("%Y-%m-%dT%H:%M:%S.0000000").to_string(), "timeZone": "UTC"})
}

fn event_json(ask: &Ask<'_>, meeting: &Meeting) -> Value {
    json!({
        "id": event_id(ask, meeting),
        "status": "published",
        "displayName": meeting.subject,
        "description": null,
        "startDateTime": moment(meeting.start),
        "endDateTime": moment(meeting.end),
        "audience": "everyone",
    })
}

fn session_json(meeting: &Meeting) -> Value {
    json!({
        "id": meeting.id,
        "subject": meeting.subject,
        "joinWebUrl": meeting.join_url,
        "startDateTime": moment(meeting.start),
        "endDateTime": moment(meeting.end),
        "videoOnDemandWebUrl": null,
    })
}
