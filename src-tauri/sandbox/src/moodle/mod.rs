//! Moodle's REST server with the attendance plug-in, as measured on 4.5: errors come with status 200, ids as text in
//! logs, writes answer null, and a session added twice is there twice.

mod assign;
mod batch;
mod courses;
mod grade_items;
mod people;
mod phone;
mod register;
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
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Response, Uri};
use axum::routing::any;
use serde_json::{Value, json};
use site::Service;
use std::time::Duration;

/// Class (without the namespace of 4.5), code and text of an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault(&'static str, &'static str, String);
type Answer = Result<Value, Fault>;

impl Fault {
    fn new(class: &'static str, code: &'static str, text: &str) -> Self {
        Self(class, code, text.to_owned())
    }

    fn parameter() -> Self {
        Self::new("invalid_parameter_exception", "invalidparameter", "Invalid parameter value detected")
    }

    fn access() -> Self {
        Self::new("webservice_access_exception", "accessexception", "Access control exception")
    }

    fn capability(name: &str) -> Self {
        let text = format!("Sorry, but you do not currently have permissions to do that ({name}).");
        Self("required_capability_exception", "nopermissions", text)
    }

    fn record(table: &str) -> Self {
        let text = format!("Can't find data record in database table {table}.");
        Self("dml_missing_record_exception", "invalidrecord", text)
    }

    fn user() -> Self {
        Self::new("dml_missing_record_exception", "invaliduser", "Invalid user")
    }

    fn outside() -> Self {
        Self::new("require_login_exception", "requireloginerror", "Course or activity not accessible.")
    }

    /// The class as this Moodle names it: 4.5 moved those of its own into a namespace.
    fn class(&self, site: MoodleSite) -> String {
        let own = !site.old_classes && !self.0.starts_with("dml_") && !self.0.starts_with("webservice_");
        if own { format!("core\\exception\\{}", self.0) } else { self.0.to_owned() }
    }

    fn json(&self, site: MoodleSite) -> Value {
        json!({"exception": self.class(site), "errorcode": self.1, "message": self.2})
    }
}

/// A call: who asks, for which service, and what.
struct Asked<'a> {
    state: &'a State,
    user: i64,
    service: Service,
    form: &'a Query,
}

impl Asked<'_> {
    /// A number that must be there.
    fn number(&self, name: &str) -> Result<i64, Fault> {
        self.form.get(name).and_then(|text| text.parse().ok()).ok_or_else(Fault::parameter)
    }

    /// A number that may be left out.
    fn number_or(&self, name: &str, usual: i64) -> Result<i64, Fault> {
        if self.form.get(name).is_some() { self.number(name) } else { Ok(usual) }
    }

    /// Refuses parameters that the function does not have.
    fn only(&self, known: &[&str]) -> Result<(), Fault> {
        let usual = ["wstoken", "wsfunction", "moodlewsrestformat"];
        let stray =
            self.form.0.iter().map(|(name, _)| name.split('[').next().unwrap_or_default()).any(|name| {
                !usual.contains(&name) && !known.contains(&name) && !name.starts_with("moodlewssetting")
            });
        if stray { Err(Fault::parameter()) } else { Ok(()) }
    }

    fn now(&self) -> i64 {
        self.state.clock.now().timestamp()
    }

    fn site(&self) -> MoodleSite {
        self.state.switches.moodle
    }
}

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

/// The value of `options[n]` with this name.
fn option<'a>(form: &'a Query, name: &str) -> Option<&'a str> {
    form.0
        .iter()
        .find(|(key, value)| key.starts_with("options[") && key.ends_with("[name]") && value == name)
        .and_then(|(key, _)| form.get(&key.replace("[name]", "[value]")))
}
