//! `communications/callRecords`: application permission only, 30 days, pages of 60 (sessions too) and 130
//! (participants).

use super::call_filter::{BadFilter, CallFilter};
use super::paging::{self, Page};
use super::{Ask, call_json, identity_json, quota};
use crate::reply::Reply;
use crate::world::Call;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Records or sessions on a page.
const PAGE: usize = 60;
/// Participants on a page.
const PARTICIPANTS: usize = 130;
/// How long a record is kept.
const KEPT_DAYS: i64 = 30;

const GONE: &str = "Could not find the requested call record. Records about calls or online meetings that started more than 30 days ago are not available.";

pub(super) fn route(ask: &Ask<'_>, rest: &[&str]) -> Reply {
    if let Some(refusal) = quota::refusal(ask, rest) {
        return refusal;
    }
    // The relay asks Graph as an app, for a user who shows it their own token.
    if ask.caller.app() == ask.relay || ask.state.switches.call_records_forbidden {
        return ask.refuse(
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        );
    }
    let answer = match rest {
        [] => list(ask),
        [id] => found(ask, id).and_then(|call| one(ask, call)),
        [id, "sessions"] => found(ask, id).and_then(|call| sessions(ask, call)),
        [id, "participants_v2"] => found(ask, id).and_then(|call| participants(ask, call)),
        [id, "organizer_v2"] => found(ask, id).map(|call| {
            Reply::ok(call.organizer.as_deref().map(identity_json::participant).unwrap_or_default())
        }),
        _ => Err(Box::new(ask.refuse(400, "BadRequest", "Resource not found for the segment."))),
    };
    answer.unwrap_or_else(|refusal| *refusal)
}

type Answer = Result<Reply, Box<Reply>>;

fn list(ask: &Ask<'_>) -> Answer {
    let bad = |message: &str| Box::new(ask.refuse(400, "BadRequest", message));
    for (name, _) in &ask.query.0 {
        if !matches!(name.as_str(), "$filter" | "$select" | "$skiptoken") {
            return Err(bad(&format!("Query option '{name}' is not allowed.")));
        }
    }
    let filter = match ask.query.get("$filter").map(|text| CallFilter::parse(text, ask.state.clock.now())) {
        None => CallFilter::default(),
        Some(Ok(filter)) => filter,
        Some(Err(BadFilter::Unsupported)) => {
            return Err(bad(
                "Invalid filter clause: only startDateTime and participants_v2/any(p:p/id eq '') are supported.",
            ));
        }
        Some(Err(BadFilter::Future)) => {
            return Err(bad("The value of startDateTime must not be in the future."));
        }
    };
    let page = Page::of(ask, PAGE)?;
    let calls: Vec<&Call> = ask
        .state
        .world
        .calls
        .iter()
        .filter(|call| visible(ask, call) && filter.holds(call.start, |key| call.has(key)))
        .collect();
    let context = ask.context("communications/callRecords");
    Ok(paging::collection(ask, &context, page, calls.len(), |place| {
        calls.get(place).map(|call| Value::Object(call_json::head(ask, call))).unwrap_or_default()
    }))
}

fn one(ask: &Ask<'_>, call: &Call) -> Answer {
    let mut body = call_json::head(ask, call);
    body.shift_insert(
        0,
        "@odata.context".to_owned(),
        json!(ask.context("communications/callRecords/$entity")),
    );
    body.insert(
        "participants_v2@odata.context".to_owned(),
        json!(ask.context(&format!("communications/callRecords('{}')/participants_v2/$entity", call.id))),
    );
    let expand = ask.query.text("$expand");
    match expand.split_once('(').map_or(expand, |(name, _)| name) {
        "" => {}
        "sessions" => {
            let segments = expand.contains("segments");
            let sessions = call_json::sessions(call);
            let page = Page { from: 0, size: PAGE };
            paging::expand(ask, &mut body, "sessions", page, sessions.len(), |place| {
                sessions.get(place).map(|one| call_json::session(call, one, segments)).unwrap_or_default()
            });
        }
        "participants_v2" => {
            let people = call.participants();
            let page = Page { from: 0, size: PARTICIPANTS };
            paging::expand(ask, &mut body, "participants_v2", page, people.len(), |place| {
                people.get(place).map(|one| identity_json::participant(one)).unwrap_or_default()
            });
        }
        _ => {
            return Err(Box::new(ask.refuse(
                400,
                "BadRequest",
                "The query specified in the URI is not valid.",
            )));
        }
    }
    Ok(Reply::ok(Value::Object(body)))
}

fn sessions(ask: &Ask<'_>, call: &Call) -> Answer {
    let segments = ask.query.text("$expand").contains("segments");
    let page = Page::of(ask, PAGE)?;
    let sessions = call_json::sessions(call);
    let context = ask.context(&format!("communications/callRecords('{}')/sessions", call.id));
    Ok(paging::collection(ask, &context, page, sessions.len(), |place| {
        sessions.get(place).map(|one| call_json::session(call, one, segments)).unwrap_or_default()
    }))
}

fn participants(ask: &Ask<'_>, call: &Call) -> Answer {
    let page = Page::of(ask, PARTICIPANTS)?;
    let people = call.participants();
    let context = ask.context(&format!("communications/callRecords('{}')/participants_v2", call.id));
    Ok(paging::collection(ask, &context, page, people.len(), |place| {
        people.get(place).map(|one| identity_json::participant(one)).unwrap_or_default()
    }))
}

/// Written already, not yet thrown away, and through the relay one's own.
fn visible(ask: &Ask<'_>, call: &Call) -> bool {
    if ask.relay && !call.has(&ask.user().key) {
        return false;
    }
    let now = ask.state.clock.now();
    call.written <= now && call.start >= now - TimeDelta::days(KEPT_DAYS)
}

fn found<'a>(ask: &'a Ask<'_>, id: &str) -> Result<&'a Call, Box<Reply>> {
    ask.state
        .world
        .calls
        .iter()
        .find(|call| call.id == id && visible(ask, call))
        .ok_or_else(|| Box::new(ask.refuse(404, "NotFound", GONE)))
}
