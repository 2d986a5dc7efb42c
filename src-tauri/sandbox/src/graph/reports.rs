//! `attendanceReports` and `attendanceRecords`: the organizer's only, the 50 newest only.

use super::paging::{self, Page};
use super::{Ask, meetings, report_json};
use crate::reply::Reply;
use crate::world::{Meeting, Report};
use serde_json::{Value, json};

/// Most reports that a list holds.
const MOST: usize = 50;
/// Records on a page.
const PAGE: usize = 100;

pub(super) fn list(ask: &Ask<'_>, id: &str) -> Reply {
    match allowed(ask, id) {
        Ok(meeting) => list_of(ask, meeting, &format!("onlineMeetings('{id}')")),
        Err(refusal) => *refusal,
    }
}

/// The reports of a meeting or of a session of a virtual event.
pub(super) fn list_of(ask: &Ask<'_>, meeting: &Meeting, holder: &str) -> Reply {
    let written = written(ask, meeting);
    let page = match Page::of(ask, MOST) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let context = ask.user_context(&format!("{holder}/attendanceReports"));
    paging::collection(ask, &context, page, written.len().min(MOST), |place| {
        let mut body = written.get(place).map(|report| report_json::head(report)).unwrap_or_default();
        // Printed empty in a list, whatever the report holds.
        body.insert("attendanceRecords".to_owned(), json!([]));
        Value::Object(body)
    })
}

pub(super) fn one(ask: &Ask<'_>, id: &str, report: &str) -> Reply {
    let (meeting, report) = match found(ask, id, report) {
        Ok(both) => both,
        Err(refusal) => return *refusal,
    };
    let mut body = report_json::head(report);
    let context = ask.user_context(&format!("onlineMeetings('{id}')/attendanceReports/$entity"));
    body.shift_insert(0, "@odata.context".to_owned(), json!(context));
    match ask.query.get("$expand") {
        None => {}
        Some("attendanceRecords") => {
            let records: Vec<Value> = report_json::named(report)
                .iter()
                .map(|stays| report_json::record(stays, &meeting.organizer.key, report.identity_only))
                .collect();
            body.insert("attendanceRecords".to_owned(), Value::Array(records));
        }
        Some(_) => return ask.refuse(400, "BadRequest", "The query specified in the URI is not valid."),
    }
    Reply::ok(Value::Object(body))
}

pub(super) fn records(ask: &Ask<'_>, id: &str, report: &str) -> Reply {
    match allowed(ask, id) {
        Ok(meeting) => records_of(ask, meeting, report, &format!("onlineMeetings('{id}')")),
        Err(refusal) => *refusal,
    }
}

/// The records of a report of a meeting or of a session of a virtual event.
pub(super) fn records_of(ask: &Ask<'_>, meeting: &Meeting, report: &str, holder: &str) -> Reply {
    let report = match in_meeting(ask, meeting, report) {
        Ok(report) => report,
        Err(refusal) => return *refusal,
    };
    let page = match Page::of(ask, PAGE) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let grouped = report_json::named(report);
    let context = ask.user_context(&format!("{holder}/attendanceReports('{}')/attendanceRecords", report.id));
    paging::collection(ask, &context, page, grouped.len(), |place| {
        grouped
            .get(place)
            .map(|stays| report_json::record(stays, &meeting.organizer.key, report.identity_only))
            .unwrap_or_default()
    })
}

fn allowed<'a>(ask: &'a Ask<'_>, id: &str) -> Result<&'a Meeting, Box<Reply>> {
    if let Some(refusal) = ask.needs(&["OnlineMeetingArtifact.Read.All"]) {
        return Err(Box::new(refusal));
    }
    if ask.state.switches.reports_forbidden {
        return Err(Box::new(ask.refuse(
            403,
            "Forbidden",
            "User does not have access to the artifacts of this meeting.",
        )));
    }
    let meeting = meetings::by_id(ask, id)?;
    if meeting.organizer.key == ask.user().key {
        return Ok(meeting);
    }
    let own = &ask.user().key;
    let message = format!("User ID in token({own}) is not the organizer of the queried meeting.");
    Err(Box::new(ask.refuse(403, "General", &message)))
}

/// A report appears when its sitting is over, or later.
fn written<'a>(ask: &Ask<'_>, meeting: &'a Meeting) -> Vec<&'a Report> {
    let now = ask.state.clock.now();
    if ask.state.switches.reports_empty {
        return Vec::new();
    }
    meeting.reports.iter().filter(|report| report.written <= now).collect()
}

fn found<'a>(ask: &'a Ask<'_>, id: &str, report: &str) -> Result<(&'a Meeting, &'a Report), Box<Reply>> {
    let meeting = allowed(ask, id)?;
    Ok((meeting, in_meeting(ask, meeting, report)?))
}

fn in_meeting<'a>(ask: &Ask<'_>, meeting: &'a Meeting, report: &str) -> Result<&'a Report, Box<Reply>> {
    written(ask, meeting).into_iter().find(|one| one.id == report).ok_or_else(|| {
        // 400, not 404, and this text: as captured from the service.
        let message = "Index was out of range. Must be non-negative and less than the size of the collection.\r\nParameter name: index";
        Box::new(ask.refuse(400, "BadRequest", message))
    })
}
