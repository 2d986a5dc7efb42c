//! `onlineMeetings`: by id, by join address and by the number of the invitation; nothing lists them all.

use super::Ask;
use crate::clock::graph_time;
use crate::query;
use crate::reply::Reply;
use crate::world::{Found, Meeting};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use serde_json::{Value, json};

const SCOPES: [&str; 2] = ["OnlineMeetings.Read", "OnlineMeetings.ReadWrite"];

pub(super) fn lookup(ask: &Ask<'_>) -> Reply {
    if let Some(refusal) = ask.needs(&SCOPES) {
        return refusal;
    }
    let Some((property, value)) = ask.query.get("$filter").and_then(equality) else {
        return ask.refuse(
            400,
            "BadRequest",
            "Filter expression expected: JoinWebUrl or joinMeetingIdSettings/joinMeetingId.",
        );
    };
    if ask.state.switches.lookup_empty {
        return Reply::ok(json!({"@odata.context": ask.user_context("onlineMeetings"), "value": []}));
    }
    let meetings: Vec<&Meeting> =
        ask.state.world.meetings.iter().filter(|one| one.found == Found::Ordinarily).collect();
    let found = if property.eq_ignore_ascii_case("JoinWebUrl") {
        // Encoded once more than it is stored, or twice, as in the documentation's sample.
        let decoded = query::decode(&value);
        meetings.iter().copied().find(|one| one.join_url == value || one.join_url == decoded)
    } else if property.eq_ignore_ascii_case("joinMeetingIdSettings/joinMeetingId") {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        meetings.iter().copied().find(|one| one.code == digits)
    } else {
        return ask.refuse(400, "BadRequest", "Filter on this property is not supported.");
    };
    match found.ok_or_else(|| Box::new(unknown(ask))).and_then(|meeting| own(ask, meeting)) {
        Ok(meeting) => Reply::ok(json!({
            "@odata.context": ask.user_context("onlineMeetings"),
            "value": [json_of(ask, meeting)],
        })),
        Err(refusal) => *refusal,
    }
}

pub(super) fn one(ask: &Ask<'_>, id: &str) -> Reply {
    if let Some(refusal) = ask.needs(&SCOPES) {
        return refusal;
    }
    if ask.state.switches.lookup_empty {
        return unknown(ask);
    }
    match by_id(ask, id).and_then(|meeting| own(ask, meeting)) {
        Ok(meeting) if meeting.found != Found::Ordinarily => unknown(ask),
        Ok(meeting) => {
            let mut body = json_of(ask, meeting);
            if let Some(map) = body.as_object_mut() {
                map.shift_insert(
                    0,
                    "@odata.context".to_owned(),
                    json!(ask.user_context("onlineMeetings/$entity")),
                );
            }
            Reply::ok(body)
        }
        Err(refusal) => *refusal,
    }
}

/// A meeting of anybody.
pub(super) fn by_id<'a>(ask: &'a Ask<'_>, id: &str) -> Result<&'a Meeting, Box<Reply>> {
    let mut meetings = ask.state.world.meetings.iter();
    let found = |one: &&Meeting| matches!(one.found, Found::Ordinarily | Found::ByReportsOnly);
    if let Some(meeting) = meetings.find(|one| one.id == id && found(one)) {
        return Ok(meeting);
    }
    if STANDARD.decode(id).is_err() && !id.contains("_19:meeting_") {
        return Err(Box::new(ask.refuse(400, "BadRequest", "Meeting Id is corrupted.")));
    }
    Err(Box::new(unknown(ask)))
}

fn unknown(ask: &Ask<'_>) -> Reply {
    ask.refuse(404, "NotFound", "3004: Specified meeting is not found")
}

fn own<'a>(ask: &Ask<'_>, meeting: &'a Meeting) -> Result<&'a Meeting, Box<Reply>> {
    if meeting.organizer.key == ask.user().key {
        return Ok(meeting);
    }
    Err(Box::new(ask.refuse(403, "Forbidden", "3003: User does not have access to lookup meeting")))
}

/// `property eq 'value'`, a doubled quote standing for one.
fn equality(filter: &str) -> Option<(String, String)> {
    let mut words = filter.trim().splitn(3, ' ');
    let (property, operator, literal) = (words.next()?, words.next()?, words.next()?.trim());
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    operator.eq_ignore_ascii_case("eq").then(|| (property.to_owned(), inner.replace("''", "'")))
}

fn json_of(ask: &Ask<'_>, meeting: &Meeting) -> Value {
    let organizer = &meeting.organizer;
    json!({
        "id": meeting.id,
        "creationDateTime": graph_time(meeting.start - TimeDelta::days(9)),
        "startDateTime": graph_time(meeting.start),
        "endDateTime": graph_time(meeting.end),
        "expiryDateTime": graph_time(meeting.end.max(ask.state.info.now) + TimeDelta::days(60)),
        "joinUrl": meeting.join_url,
        "joinWebUrl": meeting.join_url,
        "meetingCode": meeting.code,
        "subject": meeting.subject,
        "isBroadcast": false,
        "autoAdmittedUsers": "everyoneInCompany",
        "isEntryExitAnnounced": false,
        "allowedPresenters": "organizer",
        "allowAttendeeToEnableCamera": true,
        "allowAttendeeToEnableMic": true,
        "videoTeleconferenceId": null,
        "participants": {
            "organizer": {
                "upn": organizer.upn,
                "role": "presenter",
                "identity": {"user": {
                    "id": organizer.key,
                    "displayName": null,
                    "tenantId": organizer.tenant,
                    "identityProvider": "AAD",
                }},
            },
            "attendees": [],
        },
        "lobbyBypassSettings": {"scope": "organization", "isDialInBypassEnabled": false},
        "joinMeetingIdSettings": {"isPasscodeRequired": false, "joinMeetingId": meeting.code, "passcode": null},
    })
}
