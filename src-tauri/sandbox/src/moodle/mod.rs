//! Moodle's REST server with the attendance plug-in, as measured on 4.5: errors come with status 200, ids as text in
//! logs, writes answer null, and a session added twice is there twice.

mod asked;
mod assign;
mod batch;
mod courses;
mod grade_items;
mod people;
mod phone;
mod register;
mod regrade;
mod roster;
mod sessions;
mod sign_in;
mod site;
mod update;

pub(crate) use register::Register;
pub(crate) use site::{MoodleSite, ORDINARY, tokens};

use crate::query::Query;
use crate::reply::{Reply, response};
use crate::state::{Shared, State};
use asked::{Answer, Asked, Fault, option};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Response, Uri};
use axum::routing::any;
use site::Service;
use std::time::Duration;

/// Everything below `/moodle`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/moodle/webservice/rest/server.php", any(serve))
        .route("/moodle/login/token.php", any(sign_in::token))
        .route("/moodle/lib/ajax/service-nologin.php", any(sign_in::config))
}

/// A form body counts only if it says that it is one: a JSON body is not read.
fn parameters(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Query {
    let mut all = Query::parse(uri.query().unwrap_or_default());
    let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        all.0.extend(Query::parse(&String::from_utf8_lossy(body)).0);
    }
    all
}

/// Whether the request came under the site's own name.
fn is_own_host(state: &State, headers: &HeaderMap) -> bool {
    let host = headers.get("host").and_then(|value| value.to_str().ok()).unwrap_or_default();
    state.info.url == format!("http://{host}")
}

async fn serve(
    extract::State(state): extract::State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let site = state.switches.moodle;
    if site.closed {
        return response(403, "text/html; charset=utf-8", &[], Vec::new());
    }
    if !is_own_host(&state, &headers) {
        let to = format!("{}/webservice/rest/server.php", state.info.moodle_url);
        let page = b"<!DOCTYPE html><html><head><title>Redirect</title></head></html>".to_vec();
        return response(303, "text/html; charset=UTF-8", &[("Location".to_owned(), to)], page);
    }
    let form = parameters(&uri, &headers, &body);
    let answer = answer(&state, &form).await;
    if form.text("moodlewsrestformat") != "json" {
        let xml = match answer {
            Ok(_) => "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<RESPONSE>\n</RESPONSE>\n".to_owned(),
            Err(fault) => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<EXCEPTION class=\"{}\">\n<ERRORCODE>{}</ERRORCODE>\n<MESSAGE>{}</MESSAGE>\n</EXCEPTION>\n",
                fault.class(site),
                fault.1,
                fault.2
            ),
        };
        return response(200, "application/xml; charset=utf-8", &[], xml.into_bytes());
    }
    let body = answer.unwrap_or_else(|fault| fault.json(site));
    Reply::ok(body).with("Access-Control-Allow-Origin", "*").into_response()
}

async fn answer(state: &State, form: &Query) -> Answer {
    if state.switches.moodle.maintenance {
        let text = "The site is undergoing maintenance and is currently not available";
        return Err(Fault::new("moodle_exception", "sitemaintenance", text));
    }
    let Some((user, service)) = site::owner(&state.info, form.text("wstoken")) else {
        return Err(Fault::new("moodle_exception", "invalidtoken", "Invalid token - token not found"));
    };
    let asked = Asked { state, user, service, form };
    let function = form.text("wsfunction");
    if function.is_empty() {
        return Err(Fault::parameter());
    }
    if function == "mod_attendance_update_user_status" && update::is_fresh(&asked) {
        // Between looking for the student's row and storing one, another request may come in.
        tokio::time::sleep(Duration::from_millis(3)).await;
        return allowed(&asked, function).and_then(|()| update::update(&asked, true));
    }
    call(&asked, function)
}

/// Whether the function is there and in the token's service.
fn allowed(asked: &Asked<'_>, function: &str) -> Result<(), Fault> {
    if asked.service == Service::Expired {
        return Err(Fault::access());
    }
    if !site::exists(function) {
        return Err(Fault::record("external_functions"));
    }
    if asked.service.functions().contains(&function) { Ok(()) } else { Err(Fault::access()) }
}

fn call(asked: &Asked<'_>, function: &str) -> Answer {
    allowed(asked, function)?;
    match function {
        "core_webservice_get_site_info" => Ok(courses::site_info(asked)),
        "core_enrol_get_users_courses" => courses::of_user(asked),
        "core_course_get_contents" => courses::contents(asked),
        "core_group_get_course_groups" => courses::groups(asked),
        "core_enrol_get_enrolled_users" => roster::enrolled(asked),
        "mod_attendance_get_sessions" => sessions::list(asked),
        "mod_attendance_get_session" => sessions::one(asked),
        "mod_attendance_get_courses_with_today_sessions" => sessions::today(asked),
        "mod_attendance_add_session" => sessions::add(asked),
        "mod_attendance_remove_session" => sessions::remove(asked),
        "mod_attendance_update_user_status" => update::update(asked, update::is_fresh(asked)),
        "tool_mobile_call_external_functions" => batch::call(asked),
        "tool_mobile_get_content" => phone::content(asked),
        "gradereport_user_get_grade_items" => grade_items::list(asked),
        "core_grades_update_grades" => grade_items::update(asked),
        "mod_assign_get_assignments" => assign::list(asked),
        "mod_assign_get_grades" => assign::grades(asked),
        "mod_assign_save_grades" => assign::save(asked),
        _ => Err(Fault::record("external_functions")),
    }
}
